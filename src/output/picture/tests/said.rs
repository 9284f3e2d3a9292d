//! What the picture says.

use chrono::{Days, NaiveDate};

use super::{page, texts};
use crate::output::picture::days::{self, Place};
use crate::output::picture::shape::{Form, Shape};
use crate::output::picture::style::Style;
use crate::output::picture::{
    Band, Lane, Limit, Mark, Picture, axis::Axis, chart, flag, svg, text,
};

/// A date.
fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// An event on `start`.
fn mark(label: &str, start: NaiveDate) -> Mark {
    Mark {
        label: label.into(),
        start: Some(start),
        ..Mark::default()
    }
}

/// All that is written in `picture`, line by line.
fn written(picture: &Picture) -> Vec<String> {
    let scene = page::scene(picture, 960);
    texts(&scene).iter().map(|text| text.says.clone()).collect()
}

/// A two-year exposure with a short response.
fn exposure() -> Picture {
    let seen = day(2024, 6, 3);
    Picture {
        title: "t".into(),
        events: vec![
            Mark {
                end: Some(seen),
                ..mark("exposed", day(2022, 5, 20))
            },
            Mark {
                emphasis: true,
                ..mark("aware", seen)
            },
            Mark {
                time: Some("18:20".into()),
                ..mark("closed", seen)
            },
            Mark {
                time: Some("16:10".into()),
                ..mark("told", seen)
            },
        ],
        bands: vec![Band {
            label: "first".into(),
            from: seen + Days::new(2),
            to: seen + Days::new(4),
        }],
        limits: vec![Limit {
            label: "second".into(),
            date: seen + Days::new(29),
            met: Some(false),
        }],
        ..Picture::default()
    }
}

#[test]
fn an_empty_picture_says_so() {
    let picture = Picture::default();
    assert!(written(&picture).contains(&picture.words.empty));
    let only_limit = Picture {
        events: Vec::new(),
        ..exposure()
    };
    assert!(written(&only_limit).contains(&only_limit.words.empty));
}

#[test]
fn events_without_a_date_are_listed() {
    let picture = Picture {
        events: vec![Mark {
            label: "someday".into(),
            ..Mark::default()
        }],
        ..Picture::default()
    };
    let written = written(&picture);
    assert!(written.contains(&picture.words.undated));
    assert!(written.contains(&"someday".to_owned()));
}

#[test]
fn a_break_says_how_many_days_are_left_out() {
    let from = day(2023, 1, 1);
    let picture = Picture {
        events: vec![mark("a", from), mark("b", from + Days::new(313))],
        ..Picture::default()
    };
    assert!(written(&picture).contains(&"312 days".to_owned()));
}

#[test]
fn days_are_numbered_from_awareness() {
    let written = written(&exposure());
    assert!(written.contains(&"first day 3\u{2013}5".to_owned()));
    assert!(written.contains(&"second day 30 2024-07-02 (missed)".to_owned()));
}

#[test]
fn no_pole_runs_through_a_flag() {
    let mut picture = exposure();
    let seen = day(2024, 6, 3);
    for (days, label) in [
        (31, "another limit"),
        (59, "last of all"),
        (60, "after that"),
    ] {
        picture.limits.push(Limit {
            label: label.into(),
            date: seen + Days::new(days),
            met: None,
        });
    }
    for width in [640, 960, 1400] {
        let style = Style::new(width);
        let flags = chart::plan(&picture, &style).unwrap().flags;
        for (flag, other) in flags.iter().flat_map(|a| flags.iter().map(move |b| (a, b))) {
            let right = flag.left + flag::width(flag, &style);
            let through = flag.left < other.pole && other.pole < right;
            assert!(
                other.row < flag.row || !through,
                "{other:?} crosses {flag:?}"
            );
        }
    }
}

#[test]
fn rows_are_in_order_of_date_and_clock() {
    let written = written(&exposure());
    let at = |label: &str| written.iter().position(|text| text == label).unwrap();
    assert!(at("exposed") < at("aware"));
    assert!(at("aware") < at("told"));
    assert!(at("told") < at("closed"));
}

#[test]
fn a_long_exposure_is_a_bar_on_both_sides_of_its_break() {
    let scene = page::scene(&exposure(), 640);
    let colour = super::super::glyph::colour(Lane::Own);
    let bar = scene.shapes.iter().find_map(|shape| match shape {
        Shape::Form(Form::Polygon(points), paint) if paint.fill == colour => Some(points),
        _ => None,
    });
    let points = bar.unwrap();
    let left = points.iter().map(|point| point.0).fold(f64::MAX, f64::min);
    let right = points.iter().map(|point| point.0).fold(f64::MIN, f64::max);
    assert!(right - left > 50.0, "{left} to {right}");
}

#[test]
fn text_is_made_safe() {
    let picture = Picture {
        title: "a<b> & \"c\" \u{0}\u{1b}\u{FFFF}'d'".into(),
        ..Picture::default()
    };
    let document = svg(&picture, 640);
    let safe = "<title>a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</title>";
    assert!(document.contains(safe), "{document}");
}

#[test]
fn an_axis_never_runs_backwards() {
    for step in [1_i32, 7, 50, 400, 3000] {
        let days: Vec<i32> = (0..12).map(|n| 738_000 + n * n * step).collect();
        let axis = Axis::new(&days, 100.0, 500.0, 26.0).unwrap();
        let places: Vec<f64> = days
            .iter()
            .map(|&day| axis.x_after(f64::from(day)))
            .collect();
        assert!(
            places.windows(2).all(|pair| pair[0] < pair[1]),
            "{places:?}"
        );
        let end = axis.x(f64::from(days[11]) + 1.0);
        assert!((end - 500.0).abs() < 0.001, "{end}");
        let shown: i32 = axis
            .segments
            .iter()
            .map(|run| run.last - run.first + 1)
            .sum();
        let hidden: i32 = axis.breaks.iter().map(|cut| cut.days).sum();
        assert_eq!(shown + hidden, days[11] - days[0] + 1);
    }
}

#[test]
fn an_end_before_the_start_is_exchanged() {
    let (early, late) = (day(2024, 1, 1), day(2024, 2, 1));
    let swapped = Mark {
        end: Some(early),
        ..mark("x", late)
    };
    let (from, to) = (
        f64::from(days::number(early)),
        f64::from(days::number(late)),
    );
    assert_eq!(
        days::place(&swapped),
        Some(Place::Bar(Some(from), Some(to + 1.0)))
    );
}

#[test]
fn text_is_wrapped_where_a_line_may_end() {
    let lines = text::wrap("閲覧できる状態でした。", 10.0, 100.0, 3);
    assert_eq!(lines, ["閲覧できる状態で", "した。"]);
    let lines = text::wrap("version 7.2.11 of it", 10.0, 70.0, 3);
    assert_eq!(lines, ["version", "7.2.11 of it"]);
    let short = text::wrap("あいうえおかきくけこ", 10.0, 40.0, 2);
    assert_eq!(short, ["あいうえ", "おかき\u{2026}"]);
    assert!(text::wrap(" \u{0} ", 10.0, 40.0, 2).is_empty());
}
