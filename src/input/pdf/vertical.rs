//! Vertical writing whose glyphs stand upright: printers show them one by one below each other, and short numbers side by
//! side.

use std::collections::HashSet;

use super::glyph::Glyph;
use super::text::{Text, push};

/// Fewest glyphs below each other that make a page one of vertical writing.
const FEWEST: usize = 12;

/// A glyph begins this near to the one above it, in sizes.
const ALIGNED: f32 = 0.2;

/// A glyph that stands below another in the same line is so far from it, in sizes.
const STEP: std::ops::Range<f32> = 0.7..1.6;

/// The top of a glyph is so far above its baseline, in sizes.
const ASCENT: f32 = 0.85;

/// Half the height of a glyph: the middle of a vertical line stands so far from what counts as its baseline, in sizes.
const MIDDLE: f32 = 0.35;

/// How the glyphs of a page are stacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stacks {
    /// Few or none: labels of a form.
    Few,
    /// Some: beside lines that run across nothing tells which glyphs are whose.
    Some,
    /// Most of them.
    Most,
}

/// How many of the upright glyphs were shown one below the other.
pub(super) fn stacks(glyphs: &[Glyph]) -> Stacks {
    let upright = |g: &&Glyph| g.turn == 0 && !g.vertical && !is_blank(&g.text);
    let mut all = 0;
    let mut below = 0;
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs.iter().filter(upright) {
        all += 1;
        below += usize::from(last.is_some_and(|l| is_below(l, glyph)));
        last = Some(glyph);
    }
    if below >= FEWEST && below * 2 > all {
        Stacks::Most
    } else if below >= FEWEST && below * 4 > all {
        Stacks::Some
    } else {
        Stacks::Few
    }
}

/// Where most glyphs were shown one below the other, their lines run downwards whatever the font says.
pub(super) fn turn_stacks(glyphs: &mut [Glyph]) {
    if stacks(glyphs) != Stacks::Most {
        return;
    }
    let mut beside = vec![false; glyphs.len()];
    for (i, pair) in glyphs.windows(2).enumerate() {
        if let [a, b] = pair
            && a.turn == 0
            && b.turn == 0
            && is_beside(a, b)
        {
            beside[i] = true;
            beside[i + 1] = true;
        }
    }
    for (glyph, beside) in glyphs.iter_mut().zip(beside) {
        // A number alone may be that of the page.
        let number = matches!(glyph.text, Text::Char(c) if c.is_ascii_digit());
        if glyph.turn == 0 && !glyph.vertical && !beside && !number {
            let middle = glyph.along + glyph.reach / 2.0;
            glyph.along = glyph.across - ASCENT * glyph.size;
            glyph.across = MIDDLE * glyph.size - middle;
            glyph.reach = glyph.size;
            glyph.turn = 1;
            glyph.vertical = true;
        }
    }
}

fn is_below(above: &Glyph, glyph: &Glyph) -> bool {
    (glyph.along - above.along).abs() < ALIGNED * glyph.size
        && STEP.contains(&((glyph.across - above.across) / glyph.size))
}

fn is_beside(last: &Glyph, next: &Glyph) -> bool {
    (next.across - last.across).abs() < 0.1 * last.size
        && (next.along - last.along - last.reach).abs() < 0.3 * last.size
}

fn is_blank(text: &Text) -> bool {
    match text {
        Text::Char(c) => c.is_whitespace(),
        Text::Nothing => true,
        Text::Str(_) | Text::Unknown => false,
    }
}

/// Digits that stand upright side by side in vertical writing (縦中横) become one glyph of their column.
pub(super) fn join_side_by_side(glyphs: &mut Vec<Glyph>) {
    let vertical = glyphs.iter().filter(|g| g.vertical).count();
    if vertical * 2 <= glyphs.len() {
        return;
    }
    let column = |across: f32, size: f32| (across / (size * 0.5)).round() as i64;
    let columns: HashSet<i64> = glyphs
        .iter()
        .filter(|g| g.vertical)
        .map(|g| column(g.across, g.size))
        .collect();
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut rest = std::mem::take(glyphs).into_iter().peekable();
    while let Some(first) = rest.next() {
        if first.vertical || first.turn != 0 {
            kept.push(first);
            continue;
        }
        let mut run = vec![first];
        while let (Some(last), Some(next)) = (run.last(), rest.peek()) {
            let beside = !next.vertical && next.turn == 0 && is_beside(last, next);
            if !beside {
                break;
            }
            run.extend(rest.next());
        }
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            continue;
        };
        let size = first.size;
        let middle = (first.along + last.along + last.reach) / 2.0;
        let across = MIDDLE * size - middle;
        let near = (-1..=1).any(|d| columns.contains(&(column(across, size) + d)));
        if run.len() > 4 || !near {
            kept.append(&mut run);
            continue;
        }
        let mut text = String::new();
        for glyph in &run {
            push(&mut text, &glyph.text);
        }
        kept.push(Glyph {
            text: Text::Str(text.into()),
            along: first.across - ASCENT * size,
            across,
            reach: size,
            turn: 1,
            vertical: true,
            ..first.clone()
        });
    }
    *glyphs = kept;
}
