//! What the picture is made of before it is written: shapes with known bounds.

use super::style;

/// A place in px from the top left corner.
pub(super) type Point = (f64, f64);

/// An upright rectangle, in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    /// Left edge.
    pub(super) left: f64,
    /// Top edge.
    pub(super) top: f64,
    /// Right edge.
    pub(super) right: f64,
    /// Bottom edge.
    pub(super) bottom: f64,
}

/// How a shape is painted; `none` stands for no colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paint {
    /// Colour inside.
    pub(super) fill: &'static str,
    /// How opaque the inside is, 0 to 1.
    pub(super) opacity: f64,
    /// Colour of the line.
    pub(super) stroke: &'static str,
    /// Width of the line in px.
    pub(super) weight: f64,
    /// Lengths of dashes and gaps in px; empty for a full line.
    pub(super) dash: &'static str,
}

impl Paint {
    /// A surface without a line.
    pub(super) fn solid(fill: &'static str) -> Self {
        Self {
            fill,
            opacity: 1.0,
            stroke: "none",
            weight: 0.0,
            dash: "",
        }
    }

    /// A line of `weight` px without a surface.
    pub(super) fn line(stroke: &'static str, weight: f64) -> Self {
        Self {
            stroke,
            weight,
            ..Self::solid("none")
        }
    }

    /// The same with the line dashed.
    pub(super) fn dashed(self, dash: &'static str) -> Self {
        Self { dash, ..self }
    }
}

/// The outline of a shape.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    /// A circle: its centre and its radius in px.
    Circle(Point, f64),
    /// A closed outline.
    Polygon(Vec<Point>),
    /// An open line.
    Line(Vec<Point>),
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    /// Its left end, on the baseline.
    pub(super) at: Point,
    /// Font size in px.
    pub(super) size: f64,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Its colour.
    pub(super) fill: &'static str,
    /// What it says.
    pub(super) says: String,
}

/// Anything in the picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A painted outline.
    Form(Form, Paint),
    /// A line of text.
    Text(Text),
}

/// The whole picture: shapes from the back to the front.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Scene {
    /// Width in px.
    pub(super) width: f64,
    /// Height in px.
    pub(super) height: f64,
    /// For `<title>`.
    pub(super) title: String,
    /// For `<desc>`.
    pub(super) description: String,
    /// What is drawn.
    pub(super) shapes: Vec<Shape>,
}

impl Scene {
    /// Adds an outline.
    pub(super) fn form(&mut self, form: Form, paint: Paint) {
        self.shapes.push(Shape::Form(form, paint));
    }

    /// Adds a straight line.
    pub(super) fn line(&mut self, from: Point, to: Point, paint: Paint) {
        self.form(Form::Line(vec![from, to]), paint);
    }

    /// Adds a rectangle.
    pub(super) fn area(&mut self, area: Area, paint: Paint) {
        let corners = vec![
            (area.left, area.top),
            (area.right, area.top),
            (area.right, area.bottom),
            (area.left, area.bottom),
        ];
        self.form(Form::Polygon(corners), paint);
    }

    /// Adds a line of text; nothing if it says nothing.
    pub(super) fn text(&mut self, text: Text) {
        if !text.says.is_empty() {
            self.shapes.push(Shape::Text(text));
        }
    }

    /// Adds lines of text under each other from `at`, the top left corner, bold
    /// or not and in a colour, and tells the height where they end.
    pub(super) fn lines(
        &mut self,
        lines: &[String],
        at: Point,
        size: f64,
        (bold, fill): (bool, &'static str),
    ) -> f64 {
        let mut y = at.1;
        for says in lines {
            self.text(Text {
                at: (at.0, y + style::base(size)),
                size,
                bold,
                fill,
                says: says.clone(),
            });
            y += style::line(size);
        }
        y
    }
}
