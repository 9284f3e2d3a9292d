//! What stands round the text of a page: menus, paths, sidebars, what is at its head and foot.
//!
//! Pages of cities are built of `div`s; only their names tell a menu from the text. What is left out is called a menu or the
//! like, or is a list of links outside the text. Where little would be left, or nothing with a date, nothing is left out.

use super::names::{Room, has_address, room};
use super::{Piece, VOID, What};

/// So much of the text must be left, in hundredths of what stands in no link.
const LEFT: usize = 20;

/// Parts that are named as the text of a page are believed where they hold this share of what stands in no link.
const MAIN: usize = 50;

/// A part whose text is links by this share, in hundredths, is a menu.
const LINKS: usize = 50;

/// Deepest element that an end tag closes: pages without end tags cost no time.
const MAX_DEPTH: usize = 64;

/// An element: its tag and one past its last piece, as indexes of the pieces.
#[derive(Debug, Clone, Copy)]
struct Part {
    from: usize,
    to: usize,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Room(Room),
    List,
    Link,
    Title,
    Heading,
}

/// Bytes of text before each piece: those that are shown, and those of them in links.
struct Sums {
    shown: Vec<usize>,
    linked: Vec<usize>,
}

impl Sums {
    fn new(text: &str, pieces: &[Piece], links: &[bool]) -> Self {
        let (mut shown, mut linked) = (vec![0], vec![0]);
        let (mut all, mut within) = (0, 0);
        for (piece, link) in pieces.iter().zip(links) {
            if piece.what == What::Text && piece.shown {
                let length = piece.span.of(text).trim().len();
                all += length;
                within += if *link { length } else { 0 };
            }
            shown.push(all);
            linked.push(within);
        }
        Self { shown, linked }
    }

    fn shown(&self, part: Part) -> usize {
        self.shown[part.to] - self.shown[part.from]
    }

    fn linked(&self, part: Part) -> usize {
        self.linked[part.to] - self.linked[part.from]
    }

    fn unlinked(&self, part: Part) -> usize {
        self.shown(part) - self.linked(part)
    }

    fn menu(&self, part: Part) -> bool {
        self.linked(part) * 100 >= self.shown(part) * LINKS
    }
}

/// Takes what stands round the text out of what is shown.
pub(super) fn leave_out(text: &str, pieces: &mut [Piece]) {
    let parts = parts(text, pieces);
    let of = |kind: Kind| parts.iter().filter(move |p| p.kind == kind).copied();
    let links = covered(pieces.len(), of(Kind::Link));
    let sums = Sums::new(text, pieces, &links);
    let mains = covered(pieces.len(), of(Kind::Room(Room::Main)));
    let main_starts = starts(pieces.len(), of(Kind::Room(Room::Main)));
    // The name of the site at the head of a page is a title too, but a link.
    let titles = of(Kind::Title).filter(|t| sums.unlinked(*t) > 0);
    let title_starts = starts(pieces.len(), titles);
    let reads = of(Kind::Heading).filter(|h| sums.unlinked(*h) > 0);
    let sentences = sentences(text, pieces, &links);
    let text_starts = starts(pieces.len(), reads.chain(sentences));
    let (mut told, mut in_mains) = (0, 0);
    for (i, main) in mains.iter().enumerate() {
        let own = sums.unlinked(Part {
            from: i,
            to: i + 1,
            kind: Kind::List,
        });
        told += own;
        in_mains += if *main { own } else { 0 };
    }
    let any_main = in_mains > 0 && in_mains * 100 >= told * MAIN;
    let holds = |starts: &[usize], part: Part| starts[part.to] > starts[part.from + 1];
    let out = parts.iter().copied().filter(|&part| {
        let outside = any_main && !mains[part.from];
        let kept = holds(&main_starts, part) || holds(&title_starts, part);
        match part.kind {
            Kind::Room(Room::Sure) => !kept,
            Kind::Room(Room::Likely) => {
                !kept && (sums.menu(part) || (outside && !holds(&text_starts, part)))
            }
            Kind::List => outside && !kept && sums.menu(part),
            Kind::Link => outside,
            Kind::Room(Room::Main) | Kind::Title | Kind::Heading => false,
        }
    });
    let out = covered(pieces.len(), out);
    let kept = |i: usize, p: &Piece| p.what == What::Text && p.shown && !out[i];
    let (mut before, mut after, mut dated_before, mut dated_after) = (0, 0, false, false);
    for (i, piece) in pieces.iter().enumerate() {
        if piece.what != What::Text || !piece.shown {
            continue;
        }
        let words = piece.span.of(text);
        let length = if links[i] { 0 } else { words.trim().len() };
        let dated = is_dated(words);
        before += length;
        dated_before |= dated;
        if kept(i, piece) {
            after += length;
            dated_after |= dated;
        }
    }
    if after * 100 < before * LEFT || (dated_before && !dated_after) {
        return;
    }
    for (piece, out) in pieces.iter_mut().zip(out) {
        piece.shown &= !out;
    }
}

/// The texts outside links that are sentences.
fn sentences(text: &str, pieces: &[Piece], links: &[bool]) -> impl Iterator<Item = Part> {
    pieces
        .iter()
        .zip(links)
        .enumerate()
        .filter(|(_, (p, link))| {
            p.what == What::Text && p.shown && !**link && p.span.of(text).contains('。')
        })
        .map(|(i, _)| Part {
            from: i,
            to: i + 1,
            kind: Kind::Heading,
        })
}

/// Whether a text holds something like a date.
fn is_dated(words: &str) -> bool {
    let mut figure = false;
    words.chars().any(|c| {
        let dated = figure && matches!(c, '年' | '月' | '日' | '/' | '.');
        figure = c.is_numeric() || c == '元';
        dated
    })
}

/// Which pieces stand in one of the parts.
fn covered(count: usize, parts: impl Iterator<Item = Part>) -> Vec<bool> {
    let mut steps = vec![0_isize; count + 1];
    for part in parts {
        steps[part.from] += 1;
        steps[part.to] -= 1;
    }
    let mut open = 0;
    steps.pop();
    steps
        .into_iter()
        .map(|step| {
            open += step;
            open > 0
        })
        .collect()
}

/// How many of the parts begin before each piece.
fn starts(count: usize, parts: impl Iterator<Item = Part>) -> Vec<usize> {
    let mut list = vec![0; count + 2];
    for part in parts {
        list[part.from + 1] += 1;
    }
    for i in 1..list.len() {
        list[i] += list[i - 1];
    }
    list
}

/// The parts of a page that matter here.
fn parts(text: &str, pieces: &[Piece]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut open: Vec<(String, usize, Option<Kind>)> = Vec::new();
    let mut end = |(_, from, kind): (String, usize, Option<Kind>), to: usize| {
        parts.extend(kind.map(|kind| Part { from, to, kind }));
    };
    for (i, piece) in pieces.iter().enumerate() {
        if piece.what == What::Text {
            continue;
        }
        let source = piece.span.of(text);
        let (_, name, closing) = super::tag(source);
        let name = name.to_ascii_lowercase();
        if closing {
            let low = open.len().saturating_sub(MAX_DEPTH);
            if let Some(n) = open[low..].iter().rposition(|(open, ..)| *open == name) {
                for element in open.drain(low + n..) {
                    end(element, i + 1);
                }
            }
            continue;
        }
        // A link ends where the next one begins: old pages leave its end out.
        if name == "a"
            && let Some(n) = open
                .iter()
                .rev()
                .take(MAX_DEPTH)
                .position(|(n, ..)| n == "a")
        {
            let at = open.len() - 1 - n;
            if let Some((_, from, Some(kind))) = open.get_mut(at).map(|o| (&o.0, o.1, o.2.take())) {
                end((String::new(), from, Some(kind)), i);
            }
        }
        if !name.is_empty() && !VOID.contains(&name.as_str()) && !source.ends_with("/>") {
            let kind = match name.as_str() {
                "a" => has_address(source).then_some(Kind::Link),
                "h1" => Some(Kind::Title),
                "h2" | "h3" => Some(Kind::Heading),
                "body" | "html" => None,
                _ => room(source, &name).map(Kind::Room),
            };
            let list = matches!(name.as_str(), "ul" | "ol" | "dl").then_some(Kind::List);
            open.push((name, i, kind.or(list)));
        }
    }
    for element in open {
        end(element, pieces.len());
    }
    parts
}
