//! Puts the parts of the picture under each other.

use super::chart;
use super::measured::Chart;
use super::shape::Scene;
use super::style::{INK, Style, line};
use super::{Picture, foot, head, legend, row, text};

/// The whole picture at `width` px.
pub(super) fn scene(picture: &Picture, width: u32) -> Scene {
    let style = Style::new(width);
    let mut scene = Scene {
        width: style.width,
        title: text::clean(&picture.title),
        description: description(picture),
        ..Scene::default()
    };
    let chart = chart::plan(picture, &style);
    let y = head::title(&mut scene, picture, &style, style.margin);
    let y = body(&mut scene, picture, chart.as_ref(), &style, y);
    let y = foot::undated(&mut scene, picture, &style, y);
    let y = legend::draw(&mut scene, picture, chart.as_ref(), &style, y);
    let y = foot::notes(&mut scene, picture, &style, y);
    scene.height = (y + style.margin * 0.6).ceil();
    scene
}

/// Draws the chart, or says that there is nothing to draw.
fn body(scene: &mut Scene, picture: &Picture, chart: Option<&Chart>, style: &Style, y: f64) -> f64 {
    match chart {
        Some(chart) => chart::draw(scene, chart, picture, style, y),
        None if picture.events.is_empty() => {
            let empty = text::wrap(&picture.words.empty, style.text, style.inner(), 2);
            let y = scene.lines(&empty, (style.margin, y), style.text, (false, INK));
            y + line(style.text) * 0.5
        }
        None => y,
    }
}

/// The picture in words, for those who cannot see it.
fn description(picture: &Picture) -> String {
    let words = &picture.words;
    let dated = row::dated(picture);
    let undated = picture
        .events
        .iter()
        .filter(|mark| super::days::place(mark).is_none());
    let mut parts: Vec<String> = dated
        .iter()
        .map(|(mark, _)| {
            let date = row::date_texts(mark, words).concat();
            format!("{date} {}", row::label(mark, words))
        })
        .collect();
    parts.extend(picture.limits.iter().map(|limit| {
        format!(
            "{} {}",
            super::words::date(&words.date, limit.date),
            limit.label
        )
    }));
    parts.extend(undated.map(|mark| format!("{}: {}", words.undated, row::label(mark, words))));
    if picture.events.is_empty() {
        parts.push(words.empty.clone());
    }
    text::clean(&parts.join("; "))
}
