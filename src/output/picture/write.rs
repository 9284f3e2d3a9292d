//! Writes a scene as SVG.
//!
//! Only plain attributes are used, no style sheets, patterns, clips or baseline
//! shifts: word processors draw those wrongly or not at all.

use super::shape::{Form, Paint, Point, Scene, Shape, Text};
use super::style::PAPER;
use super::text;
use crate::output::escape::markup;

/// The fonts asked for, in order; each is a common Japanese face of a platform.
const FONTS: &str = "'Noto Sans CJK JP','Hiragino Sans','Yu Gothic','Meiryo',sans-serif";

/// The SVG document of `scene`, whose text is in `language`.
pub(super) fn document(scene: &Scene, language: &str) -> String {
    let (width, height) = (number(scene.width), number(scene.height));
    let language = escape(language);
    let title = escape(&scene.title);
    let description = escape(&scene.description);
    let shapes: Vec<String> = scene.shapes.iter().map(element).collect();
    let shapes = shapes.concat();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" xml:lang=\"{language}\" \
         font-family=\"{FONTS}\">\n\
         <title>{title}</title>\n\
         <desc>{description}</desc>\n\
         <rect x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>\n\
         {shapes}</svg>\n"
    )
}

/// One shape as an element.
fn element(shape: &Shape) -> String {
    match shape {
        Shape::Form(form, paint) => outline(form, paint),
        Shape::Text(text) => words(text),
    }
}

/// One outline as an element.
fn outline(form: &Form, paint: &Paint) -> String {
    let place = match form {
        Form::Circle((x, y), radius) => format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
            number(*x),
            number(*y),
            number(*radius)
        ),
        Form::Polygon(points) => format!("<polygon points=\"{}\"", list(points)),
        Form::Line(points) => format!("<polyline points=\"{}\"", list(points)),
    };
    format!("{place}{}/>\n", attributes(paint))
}

/// The attributes that `paint` stands for.
fn attributes(paint: &Paint) -> String {
    let mut parts = vec![format!(" fill=\"{}\"", paint.fill)];
    if paint.opacity < 1.0 {
        parts.push(format!(" fill-opacity=\"{}\"", number(paint.opacity)));
    }
    if paint.stroke != "none" {
        parts.push(format!(" stroke=\"{}\"", paint.stroke));
        parts.push(format!(" stroke-width=\"{}\"", number(paint.weight)));
    }
    if !paint.dash.is_empty() {
        parts.push(format!(" stroke-dasharray=\"{}\"", paint.dash));
    }
    parts.concat()
}

/// One line of text as an element.
fn words(text: &Text) -> String {
    let weight = if text.bold {
        " font-weight=\"bold\""
    } else {
        ""
    };
    format!(
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{weight}>{}</text>\n",
        number(text.at.0),
        number(text.at.1),
        number(text.size),
        text.fill,
        escape(&text.says)
    )
}

/// Points as SVG lists them.
fn list(points: &[Point]) -> String {
    let pairs: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{},{}", number(*x), number(*y)))
        .collect();
    pairs.join(" ")
}

/// A number with at most two decimals. Anything not finite becomes 0, so that
/// the document stays valid whatever happened before.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// Text made safe for XML.
fn escape(raw: &str) -> String {
    markup(&text::clean(raw))
}
