//! What people have filled into the fields of a form, and notes written onto a page: both are drawn over it.

use hayro_syntax::object::{Array, Dict, Name, Rect, Stream};
use hayro_syntax::page::Page as PdfPage;

use super::InputError;
use super::content::Page;
use super::marked::Marks;
use super::matrix::Matrix;
use super::resources::{Resources, parsed};

/// Flags of what is not shown: hidden, not viewed.
const NOT_SHOWN: i32 = 1 << 1 | 1 << 5;

/// Draws the fields and notes of a page.
pub(super) fn run(
    page: &PdfPage<'_>,
    reader: &mut Page<'_>,
    start: Matrix,
) -> Result<(), InputError> {
    let Some(notes) = page.raw().get::<Array<'_>>("Annots") else {
        return Ok(());
    };
    let none = Resources::new(&Dict::empty());
    for note in notes.iter::<Dict<'_>>() {
        reader.budget.steps(16)?;
        parsed(&note, reader.budget)?;
        let is_text = matches!(
            note.get::<Name<'_>>("Subtype").as_deref(),
            Some(b"Widget" | b"FreeText")
        );
        if !is_text || note.get::<i32>("F").is_some_and(|f| f & NOT_SHOWN != 0) {
            continue;
        }
        let (Some(stream), Some(place)) = (appearance(&note), note.get::<Rect>("Rect")) else {
            continue;
        };
        let map = onto(&stream, place).then(start);
        let mut marks = Marks::default();
        reader.object(&stream, &none, map, &mut marks, 0)?;
    }
    Ok(())
}

/// How a field looks now.
fn appearance<'a>(note: &Dict<'a>) -> Option<Stream<'a>> {
    let looks = note.get::<Dict<'_>>("AP")?;
    if let Some(stream) = looks.get::<Stream<'_>>("N") {
        return Some(stream);
    }
    let state = note.get::<Name<'_>>("AS")?;
    looks
        .get::<Dict<'_>>("N")?
        .get::<Stream<'_>>(state.as_ref())
}

/// The map of a form's own box onto its place on the page. The form's matrix comes before it.
fn onto(stream: &Stream<'_>, place: Rect) -> Matrix {
    let dict = stream.dict();
    let matrix = Matrix::of(dict, "Matrix").unwrap_or(Matrix::IDENTITY);
    let own = dict.get::<Rect>("BBox").unwrap_or(Rect::ZERO);
    let corners = [
        matrix.point(own.x0, own.y0),
        matrix.point(own.x1, own.y0),
        matrix.point(own.x0, own.y1),
        matrix.point(own.x1, own.y1),
    ];
    let least = |at: fn(&(f64, f64)) -> f64| corners.iter().map(at).fold(f64::MAX, f64::min);
    let most = |at: fn(&(f64, f64)) -> f64| corners.iter().map(at).fold(f64::MIN, f64::max);
    let (x0, x1, y0, y1) = (least(|c| c.0), most(|c| c.0), least(|c| c.1), most(|c| c.1));
    let scale = |to: f64, from: f64| if from.abs() > 1e-6 { to / from } else { 1.0 };
    let (sx, sy) = (
        scale(place.width(), x1 - x0),
        scale(place.height(), y1 - y0),
    );
    Matrix([sx, 0.0, 0.0, sy, place.x0 - x0 * sx, place.y0 - y0 * sy])
}
