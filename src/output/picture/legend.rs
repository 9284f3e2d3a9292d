//! The legend: every sign that occurs in the picture, and no other.

use super::days::Place;
use super::glyph::{self, Bar};
use super::measured::Chart;
use super::shape::{Scene, Text};
use super::style::{SOFT, Style, base, line};
use super::{Lane, Mark, Picture, Words, days, text};

/// Every lane, in the order of the legend.
const LANES: [Lane; 5] = [
    Lane::Own,
    Lane::Contractor,
    Lane::Authority,
    Lane::Persons,
    Lane::Public,
];

/// A sign of the legend.
#[derive(Clone, Copy)]
enum Sign {
    /// A lane's shape.
    Lane(Lane),
    /// A hollow mark.
    Planned,
    /// A ring.
    Emphasis,
    /// An arrow.
    Open,
    /// A zig-zag.
    Gap,
}

/// The signs that occur in the picture, each with its word.
fn signs(picture: &Picture, chart: Option<&Chart>) -> Vec<(Sign, String)> {
    let words = &picture.words;
    let any = |test: fn(&Mark) -> bool| picture.events.iter().any(test);
    let lanes = LANES.into_iter().map(|lane| {
        let used = picture.events.iter().any(|mark| mark.actor == lane);
        (used, Sign::Lane(lane), lane_word(lane, words))
    });
    let planned = any(|mark| mark.planned);
    let emphasis = any(|mark| mark.emphasis);
    let broken = chart.is_some_and(|chart| !chart.axis.breaks.is_empty());
    let rest = [
        (planned, Sign::Planned, &words.legend_planned),
        (emphasis, Sign::Emphasis, &words.legend_emphasis),
        (any(is_open), Sign::Open, &words.legend_open),
        (broken, Sign::Gap, &words.legend_gap),
    ];
    lanes
        .chain(rest)
        .filter(|(used, _, _)| *used)
        .map(|(_, sign, word)| (sign, text::clean(word)))
        .filter(|(_, word)| !word.is_empty())
        .collect()
}

/// The word for a lane.
fn lane_word(lane: Lane, words: &Words) -> &String {
    match lane {
        Lane::Own => &words.own,
        Lane::Contractor => &words.contractor,
        Lane::Authority => &words.authority,
        Lane::Persons => &words.persons,
        Lane::Public => &words.public,
    }
}

/// Whether a mark is drawn with an arrow.
fn is_open(mark: &Mark) -> bool {
    match days::place(mark) {
        Some(Place::Bar(from, to)) => {
            mark.open_start || mark.open_end || from.is_none() || to.is_none()
        }
        _ => false,
    }
}

/// Draws the legend from `y` px down, and tells where it ends.
pub(super) fn draw(
    scene: &mut Scene,
    picture: &Picture,
    chart: Option<&Chart>,
    style: &Style,
    y: f64,
) -> f64 {
    let signs = signs(picture, chart);
    if signs.is_empty() {
        return y;
    }
    let (mut x, mut y) = (style.margin, y);
    let lead = style.text * 2.0;
    for (sign, word) in signs {
        let word = text::shorten(&word, style.small, style.inner() - lead);
        let width = lead + text::width(&word, style.small);
        if x > style.margin && x + width > style.right() {
            x = style.margin;
            y += line(style.small) * 1.25;
        }
        draw_sign(
            scene,
            sign,
            (x + style.text, y + line(style.small) * 0.5),
            style,
        );
        scene.text(Text {
            at: (x + lead, y + base(style.small)),
            size: style.small,
            bold: false,
            fill: SOFT,
            says: word,
        });
        x += width + style.text * 1.2;
    }
    y + line(style.small) * 1.25 + style.text * 0.3
}

/// Draws a sign of the legend around `centre`.
fn draw_sign(scene: &mut Scene, sign: Sign, centre: (f64, f64), style: &Style) {
    let radius = style.radius() * 0.9;
    match sign {
        Sign::Lane(lane) => glyph::point(scene, lane, centre, radius, false),
        Sign::Planned => glyph::point(scene, Lane::Own, centre, radius, true),
        Sign::Emphasis => glyph::ring(scene, centre, radius * 0.75),
        Sign::Open => {
            let bar = Bar {
                left: centre.0 - radius * 1.4,
                right: centre.0 + radius * 0.3,
                middle: centre.1,
                half: radius * 0.6,
                open: (false, true),
            };
            glyph::bar(scene, Lane::Own, bar, false);
        }
        Sign::Gap => {
            let reach = (centre.1 - radius * 1.1, centre.1 + radius * 1.1);
            glyph::zigzag(scene, centre.0, reach, style.text * 0.8);
        }
    }
}
