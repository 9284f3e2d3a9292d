//! Runs the operators of a page and notes what it shows.

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::InputError;
use super::budget::{Budget, limit};
use super::font::Fonts;
use super::glyph::Seen;
use super::marked::Marks;
use super::matrix::Matrix;
use super::resources::{NamedFonts, Resources, parsed};
use super::rulings::Path;
use super::stream::unpack;
use super::text_state::{Pen, TextState};

/// Forms in forms deeper than this are not drawn.
const MAX_FORMS: usize = 12;

/// Most characters of one page.
const MAX_GLYPHS: usize = 1_000_000;

/// What drawing a form costs, besides its operators.
const FORM_STEPS: usize = 64;

/// Saved graphics states beyond this many are not kept.
const MAX_SAVED: usize = 512;

/// Everything that the operators of one page work with.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// The fonts of the file.
    pub(super) fonts: &'a mut Fonts,
    /// What the file may still ask for.
    pub(super) budget: &'a mut Budget,
    /// What was seen so far.
    pub(super) seen: Seen,
    /// The area of the page.
    pub(super) area: f64,
}

impl Page<'_> {
    /// Runs `operators` with the names in `resources`.
    pub(super) fn run(
        &mut self,
        operators: &[u8],
        resources: &Resources<'_>,
        start: Matrix,
        marks: &mut Marks,
        depth: usize,
    ) -> Result<(), InputError> {
        let mut fonts = NamedFonts::default();
        let mut pen = Pen::default();
        let mut ctm = start;
        let mut path = Path::default();
        let mut state = TextState::default();
        let mut saved: Vec<(Matrix, TextState)> = Vec::new();
        let open = marks.depth();
        let mut iter = UntypedIter::new(operators);
        while let Some(instruction) = iter.next() {
            self.budget.steps(1)?;
            let mut operands = instruction.operands();
            let name: &[u8] = instruction.operator;
            match name {
                b"q" if saved.len() < MAX_SAVED => saved.push((ctm, state.clone())),
                b"Q" => {
                    if let Some(last) = saved.pop() {
                        (ctm, state) = last;
                    }
                }
                b"cm" => ctm = matrix(operands).then(ctm),
                b"BT" => pen = Pen::default(),
                b"Tf" => {
                    if let (Some(Object::Name(name)), Some(size)) =
                        (operands.next(), number(operands.next()))
                    {
                        state.font = fonts.get(name, resources, self.fonts, self.budget)?;
                        state.size = size;
                    }
                }
                b"Tc" => state.char_space = number(operands.next()).unwrap_or(0.0),
                b"Tw" => state.word_space = number(operands.next()).unwrap_or(0.0),
                b"Tz" => state.stretch = number(operands.next()).unwrap_or(100.0) / 100.0,
                b"TL" => state.leading = number(operands.next()).unwrap_or(0.0),
                b"Ts" => state.rise = number(operands.next()).unwrap_or(0.0),
                b"Td" | b"TD" => {
                    let x = number(operands.next()).unwrap_or(0.0);
                    let y = number(operands.next()).unwrap_or(0.0);
                    if name == b"TD" {
                        state.leading = -y;
                    }
                    pen.next_line(x, y);
                }
                b"Tm" => pen.set(matrix(operands)),
                b"T*" => pen.next_line(0.0, -state.leading),
                b"Tj" => self.string(operands.next(), &state, &mut pen, ctm, marks)?,
                b"'" => {
                    pen.next_line(0.0, -state.leading);
                    self.string(operands.next(), &state, &mut pen, ctm, marks)?;
                }
                b"\"" => {
                    state.word_space = number(operands.next()).unwrap_or(0.0);
                    state.char_space = number(operands.next()).unwrap_or(0.0);
                    pen.next_line(0.0, -state.leading);
                    self.string(operands.next(), &state, &mut pen, ctm, marks)?;
                }
                b"TJ" => {
                    if let Some(Object::Array(parts)) = operands.next() {
                        self.strings(parts, &state, &mut pen, ctm, marks)?;
                    }
                }
                b"gs" => {
                    if let Some(Object::Name(name)) = operands.next() {
                        self.graphics_state(&resources.states, name, &mut state)?;
                    }
                }
                b"Do" => {
                    if let Some(Object::Name(name)) = operands.next()
                        && let Some(stream) = resources.form(name, self.budget)?
                    {
                        self.object(&stream, resources, ctm, marks, depth)?;
                    }
                }
                b"BI" => self.picture(ctm),
                b"BMC" => marks.begin(operands.next(), None),
                b"BDC" => {
                    let tag = operands.next();
                    let properties = match operands.next() {
                        Some(Object::Dict(dict)) => Some(dict.clone()),
                        Some(Object::Name(name)) => resources.properties(name, self.budget)?,
                        _ => None,
                    };
                    marks.begin(tag, properties.as_ref());
                }
                b"EMC" => marks.end(open),
                b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => {
                    draw(&mut path, name, operands, ctm);
                }
                b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => {
                    self.paint(&mut path, name);
                }
                _ => {}
            }
        }
        while marks.depth() > open {
            marks.end(open);
        }
        Ok(())
    }

    fn string(
        &mut self,
        shown: Option<&Object<'_>>,
        state: &TextState,
        pen: &mut Pen,
        ctm: Matrix,
        marks: &mut Marks,
    ) -> Result<(), InputError> {
        if let Some(Object::String(bytes)) = shown {
            self.budget.glyphs(bytes.len())?;
            pen.show(bytes, state, ctm, marks, &mut self.seen.glyphs);
            if self.seen.glyphs.len() > MAX_GLYPHS {
                return Err(limit("characters of a page > 1,000,000"));
            }
        }
        Ok(())
    }

    fn strings(
        &mut self,
        parts: &Array<'_>,
        state: &TextState,
        pen: &mut Pen,
        ctm: Matrix,
        marks: &mut Marks,
    ) -> Result<(), InputError> {
        for part in parts.iter::<Object<'_>>() {
            self.budget.steps(1)?;
            match part {
                Object::Number(n) => pen.kern(n.as_f64(), state),
                shown => self.string(Some(&shown), state, pen, ctm, marks)?,
            }
        }
        Ok(())
    }

    /// A graphics state may set the font, too.
    fn graphics_state(
        &mut self,
        states: &Dict<'_>,
        name: &Name<'_>,
        state: &mut TextState,
    ) -> Result<(), InputError> {
        let Some(dict) = states.get::<Dict<'_>>(name.as_ref()) else {
            return Ok(());
        };
        parsed(&dict, self.budget)?;
        let font = dict.get::<Array<'_>>("Font");
        if let Some(font) = font {
            self.budget.steps(FORM_STEPS)?;
            let mut items = font.flex_iter();
            if let (Some(dict), Some(size)) = (items.next::<Dict<'_>>(), items.next::<f64>()) {
                state.font = Some(self.fonts.of(&dict, self.budget)?);
                state.size = size;
            }
        }
        Ok(())
    }

    /// Draws a form or a picture.
    pub(super) fn object(
        &mut self,
        stream: &Stream<'_>,
        outer: &Resources<'_>,
        ctm: Matrix,
        marks: &mut Marks,
        depth: usize,
    ) -> Result<(), InputError> {
        let dict = stream.dict();
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => self.picture(ctm),
            Some(b"Form") if depth < MAX_FORMS => {
                self.budget.steps(FORM_STEPS)?;
                let Some(unpacked) = unpack(stream, self.budget)? else {
                    self.seen.broken = true;
                    return Ok(());
                };
                self.seen.broken |= !unpacked.whole;
                let ctm = Matrix::of(dict, "Matrix")
                    .unwrap_or(Matrix::IDENTITY)
                    .then(ctm);
                let own = dict
                    .get::<Dict<'_>>("Resources")
                    .map(|d| Resources::new(&d));
                self.run(
                    &unpacked.bytes,
                    own.as_ref().unwrap_or(outer),
                    ctm,
                    marks,
                    depth + 1,
                )?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Ends a path.
    fn paint(&mut self, path: &mut Path, operator: &[u8]) {
        if matches!(operator, b"s" | b"b" | b"b*") {
            path.close();
        }
        let stroked = matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*");
        let filled = !matches!(operator, b"S" | b"s" | b"n");
        self.seen.paths += usize::from(stroked || filled);
        path.paint(stroked, filled, &mut self.seen.rulings);
    }

    fn picture(&mut self, ctm: Matrix) {
        self.seen.pictured += ctm.area() / self.area;
    }
}

/// Draws a part of a path.
fn draw<'o, 'b: 'o>(
    path: &mut Path,
    operator: &[u8],
    mut operands: impl Iterator<Item = &'o Object<'b>>,
    ctm: Matrix,
) {
    let mut next = || number(operands.next()).unwrap_or(f64::NAN);
    match operator {
        b"m" => path.move_to(next(), next(), ctm),
        b"l" => path.line_to(next(), next(), ctm),
        b"re" => path.rectangle(next(), next(), next(), next(), ctm),
        b"h" => path.close(),
        _ => path.curve(),
    }
}

fn number(object: Option<&Object<'_>>) -> Option<f64> {
    match object {
        Some(Object::Number(n)) => Some(n.as_f64()),
        _ => None,
    }
}

fn matrix<'o, 'b: 'o>(mut operands: impl Iterator<Item = &'o Object<'b>>) -> Matrix {
    let mut six = [0.0; 6];
    for slot in &mut six {
        let Some(n) = number(operands.next()) else {
            return Matrix::IDENTITY;
        };
        *slot = n;
    }
    Matrix(six)
}
