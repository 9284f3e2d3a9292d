//! Tests of whole pictures: what must hold for any input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod made;
mod said;
mod xml;

use chrono::NaiveDate;

use super::shape::{Area, Form, Scene, Shape, Text};
use super::{Band, Lane, Limit, Mark, Picture, page, svg, text};
use made::picture;

/// Widths that pictures are drawn at in these tests, in px.
const WIDTHS: [u32; 4] = [640, 960, 1400, 4000];

/// The text of a shape that is one.
fn text_of(shape: &Shape) -> Option<&Text> {
    match shape {
        Shape::Text(text) => Some(text),
        Shape::Form(..) => None,
    }
}

/// The texts of a scene.
fn texts(scene: &Scene) -> Vec<&Text> {
    scene.shapes.iter().filter_map(text_of).collect()
}

/// The box that a text takes at most.
fn box_of(text: &Text) -> Area {
    let bold = if text.bold { 1.05 } else { 1.0 };
    Area {
        left: text.at.0,
        top: text.at.1 - text.size * 0.9,
        right: text.at.0 + text::width(&text.says, text.size) * bold,
        bottom: text.at.1 + text.size * 0.24,
    }
}

/// The bounds of a shape.
fn bounds(shape: &Shape) -> Area {
    let points = match shape {
        Shape::Text(text) => return box_of(text),
        Shape::Form(Form::Circle((x, y), r), _) => vec![(x - r, y - r), (x + r, y + r)],
        Shape::Form(Form::Polygon(points) | Form::Line(points), _) => points.clone(),
    };
    let start = Area {
        left: f64::MAX,
        top: f64::MAX,
        right: f64::MIN,
        bottom: f64::MIN,
    };
    points.iter().fold(start, |area, &(x, y)| Area {
        left: area.left.min(x),
        top: area.top.min(y),
        right: area.right.max(x),
        bottom: area.bottom.max(y),
    })
}

/// Asserts everything that holds for every picture.
fn check(picture: &Picture, width: u32, what: &str) {
    let scene = page::scene(picture, width);
    for shape in &scene.shapes {
        let area = bounds(shape);
        let inside = area.left >= 0.0
            && area.top >= 0.0
            && area.right <= scene.width
            && area.bottom <= scene.height;
        assert!(inside, "{what} at {width}: {shape:?} leaves the picture");
    }
    let boxes: Vec<(Area, &str)> = texts(&scene)
        .iter()
        .map(|text| (box_of(text), text.says.as_str()))
        .collect();
    for (number, (a, one)) in boxes.iter().enumerate() {
        for (b, two) in boxes.iter().skip(number + 1) {
            let apart = a.right <= b.left + 0.01
                || b.right <= a.left + 0.01
                || a.bottom <= b.top + 0.01
                || b.bottom <= a.top + 0.01;
            assert!(apart, "{what} at {width}: {one:?} touches {two:?}");
        }
    }
    let document = svg(picture, width);
    xml::check(&document).unwrap_or_else(|fault| panic!("{what} at {width}: {fault}"));
    assert!(!document.contains("NaN") && !document.contains("inf\""));
}

#[test]
fn no_text_touches_another_and_nothing_leaves_the_picture() {
    for (number, seed) in (0..300).enumerate() {
        let picture = picture(seed);
        // The narrowest is the hardest, so every seed is drawn at it.
        let other = WIDTHS.iter().cycle().nth(number).copied();
        for width in other.into_iter().chain([super::MIN_WIDTH]) {
            check(&picture, width, &format!("seed {seed}"));
        }
    }
}

#[test]
fn the_same_input_gives_the_same_picture() {
    for seed in 0..20 {
        assert_eq!(svg(&picture(seed), 800), svg(&picture(seed), 800));
    }
}

#[test]
fn odd_dates_are_drawn() {
    let days: Vec<NaiveDate> = [(1900, 1, 1), (2100, 12, 31), (2024, 2, 29)]
        .iter()
        .filter_map(|&(year, month, day)| NaiveDate::from_ymd_opt(year, month, day))
        .chain([NaiveDate::MIN, NaiveDate::MAX])
        .collect();
    for &start in &days {
        for &end in &days {
            for open in [false, true] {
                let period = Mark {
                    label: "period".into(),
                    start: Some(start),
                    end: Some(end),
                    open_start: open,
                    open_end: !open,
                    time: Some("23:59-00:00".into()),
                    emphasis: open,
                    ..Mark::default()
                };
                let tail = Mark {
                    start: None,
                    actor: Lane::Public,
                    ..period.clone()
                };
                let head = Mark {
                    end: None,
                    planned: true,
                    ..period.clone()
                };
                let picture = Picture {
                    events: vec![period, head, tail],
                    bands: vec![Band {
                        label: "band".into(),
                        from: end,
                        to: start,
                    }],
                    limits: vec![Limit {
                        label: "limit".into(),
                        date: end,
                        met: Some(open),
                    }],
                    ..Picture::default()
                };
                for width in [0, 640, u32::MAX] {
                    let drawn = width.clamp(super::MIN_WIDTH, super::MAX_WIDTH);
                    check(&picture, drawn, &format!("{start} to {end}"));
                    assert!(svg(&picture, width).ends_with("</svg>\n"));
                }
            }
        }
    }
}

#[test]
fn odd_times_are_drawn() {
    let day = NaiveDate::from_ymd_opt(2024, 6, 3);
    for time in [
        "",
        "24:00",
        "99:99",
        ":",
        "1:",
        ":1",
        "1:2:3",
        "午後6:20",
        "4294967296:00",
    ] {
        let mark = Mark {
            label: "x".into(),
            start: day,
            time: Some(time.into()),
            ..Mark::default()
        };
        let picture = Picture {
            events: vec![mark],
            ..Picture::default()
        };
        check(&picture, 640, time);
    }
}
