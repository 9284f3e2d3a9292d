//! What data: the kinds of items that got out, read where lists of them stand, with what is denied left out.

use super::{Placed, Reading};
use crate::document::BlockKind;
use crate::document::layout::floor_boundary;
use crate::incident::{Coded, Incident};

const TOPIC: &str = "item";
const OTHER: &str = "other";
/// A word of a list that has no code of its own and is none of `other` either.
const SILENT: &str = "none";
/// A line of a list of items is no longer than this, in characters.
const ITEM_CHARS: usize = 24;

pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    let open = open_lists(reading);
    let mut cuts = Cuts::default();
    for p in reading.of_topic(TOPIC) {
        let beside = reading.in_sentence(TOPIC, p.sentence);
        if accepted(reading, beside, p, &open, &mut cuts) {
            add(
                reading,
                incident,
                reading.code(&p.mention),
                p.mention.start,
                p.mention.end,
            );
        }
    }
    unknown_lines(reading, incident, &open);
    for p in reading.of_topic("sensitive") {
        let m = super::modality::of(reading, &p.mention, p.sentence);
        let s = reading.sentence(p.sentence);
        let denied =
            m.denied || reading.has(reading.vocabulary.ids.item_denial, p.mention.end, s.end);
        if !denied && !m.condition && (open[s.block] || tied(reading, p, s.start, s.end)) {
            incident.sensitive = true;
            let span = reading.source(p.mention.start, p.mention.end);
            incident.note("sensitive", span);
        }
    }
    let order = |c: &Coded| c.span.start;
    incident.data_items.sort_by_key(order);
}

fn add(reading: &Reading<'_>, incident: &mut Incident, code: &str, start: usize, end: usize) {
    if code == SILENT {
        return;
    }
    let span = reading.source(start, end);
    incident.note("data_items", span);
    if !incident.data_items.iter().any(|c| c.code == code) {
        incident.data_items.push(Coded {
            code: code.to_string(),
            span,
        });
    }
}

/// For each line whether it stands in a list of items: under a heading that says so, or after a lead-in
/// (漏えいした可能性のある情報は以下のとおりです).
fn open_lists(reading: &Reading<'_>) -> Vec<bool> {
    let ids = &reading.vocabulary.ids;
    let blocks = &reading.layout.blocks;
    let mut open = vec![false; blocks.len()];
    let mut lead = false;
    for i in 1..blocks.len() {
        let b = blocks[i];
        let here = reading.has(ids.items_heading, b.start, b.end);
        let denied = reading.has(ids.item_denial, b.start, b.end);
        let measures = reading.has(ids.measures_heading, b.start, b.end);
        match b.kind {
            BlockKind::Heading => lead = here && !measures,
            BlockKind::Text => {
                let announces = here
                    && !denied
                    && reading
                        .vocabulary
                        .characters
                        .lead_in
                        .iter()
                        .any(|l| reading.text[b.start..b.end].contains(l.as_str()));
                let listy = reading.text[b.start..b.end].chars().count() <= 60;
                lead =
                    announces || (lead && listy && !reading.text[b.start..b.end].ends_with('。'));
            }
            _ => {}
        }
        let nested = b.heading.is_some_and(|h| {
            open[h]
                && blocks[h].kind == BlockKind::Heading
                && reading.has(ids.items_heading, blocks[h].start, blocks[h].end)
        });
        open[i] = lead || here && b.kind != BlockKind::Text || nested;
    }
    open
}

/// Where contrasts (〜が、) cut a sentence, kept from one mention to the next.
#[derive(Default)]
struct Cuts {
    sentence: Option<usize>,
    at: Vec<(usize, usize)>,
}

impl Cuts {
    /// The part of the sentence that a mention stands in.
    fn segment(&mut self, reading: &Reading<'_>, sentence: usize, at: usize) -> (usize, usize) {
        let s = reading.sentence(sentence);
        if self.sentence != Some(sentence) {
            self.sentence = Some(sentence);
            self.at.clear();
            for cut in &reading.vocabulary.characters.contrast {
                let text = &reading.text[s.start..s.end];
                let places = text
                    .match_indices(cut.as_str())
                    .filter(|(i, _)| contrasts(reading, &text[..*i], cut));
                self.at
                    .extend(places.map(|(i, _)| (s.start + i, s.start + i + cut.len())));
            }
        }
        let mut start = s.start;
        let mut end = s.end;
        for &(position, after) in &self.at {
            if position <= at {
                start = start.max(after);
            } else {
                end = end.min(after);
            }
        }
        (start.min(at), end)
    }
}

/// Whether a cut contrasts: 「…ましたが、」 does; in 「メールアドレスが、」 a particle follows a noun. Verbs end in hiragana.
fn contrasts(reading: &Reading<'_>, before: &str, cut: &str) -> bool {
    let particles = &reading.vocabulary.characters.case_particles;
    let particle = particles
        .iter()
        .any(|p| cut.strip_prefix(p.as_str()) == Some("、"));
    !particle
        || before
            .chars()
            .next_back()
            .is_some_and(crate::document::view::is_hiragana)
}

fn tied(reading: &Reading<'_>, p: &Placed, start: usize, end: usize) -> bool {
    let ids = &reading.vocabulary.ids;
    reading.has(ids.item_tie, start, end)
        && !reading.has(ids.item_use, p.mention.end, (p.mention.end + 24).min(end))
}

fn accepted(
    reading: &Reading<'_>,
    mentions: &[Placed],
    p: &Placed,
    open: &[bool],
    cuts: &mut Cuts,
) -> bool {
    if reading.in_title(p.sentence) && reading.layout.blocks.len() > 2 {
        return false;
    }
    let ids = &reading.vocabulary.ids;
    let (start, end) = cuts.segment(reading, p.sentence, p.mention.start);
    // Right after the word: 宛に, を変更 … make it a means.
    let near = (p.mention.end + 27).min(end);
    let next = floor_boundary(reading.text, near);
    if reading.has(ids.item_use, p.mention.end, next) {
        return false;
    }
    // Another, longer item covers this one (メールアドレス over アドレス).
    let covered = mentions.iter().any(|o| {
        o.mention.start <= p.mention.start
            && o.mention.end >= p.mention.end
            && o.mention.end - o.mention.start > p.mention.end - p.mention.start
    });
    if covered {
        return false;
    }
    if denied(reading, p, end) {
        return false;
    }
    let block = reading.layout.sentences[p.sentence].block;
    if open[block] {
        return true;
    }
    let codes = {
        let mut codes: Vec<&str> = mentions
            .iter()
            .filter(|o| {
                o.sentence == p.sentence && o.mention.start >= start && o.mention.end <= end
            })
            .map(|o| reading.code(&o.mention))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes.len()
    };
    let tie = reading.has(ids.item_tie, start, end);
    let direct = reading.has(ids.item_tie, p.mention.end, end);
    (codes >= 2 && (tie || in_list(reading, mentions, p))) || (direct && near_tie(reading, p, end))
}

/// Whether what follows denies the item. A denial in a bracket that opens behind the item is of what stands in the bracket
/// (メールアドレス(パスワードは対象外)).
fn denied(reading: &Reading<'_>, p: &Placed, end: usize) -> bool {
    let from = p.mention.end;
    let word = &reading.text[p.mention.start..from];
    reading
        .all_of(reading.vocabulary.ids.item_denial, from, end)
        .any(|h| {
            let between = &reading.text[from..(h.start as usize).max(from)];
            // 住所(住所は含まれておりません) denies what it repeats.
            let repeats = between
                .split_once('(')
                .is_some_and(|(_, inside)| inside.starts_with(word));
            repeats || between.matches('(').count() <= between.matches(')').count()
        })
}

/// Whether another item stands right before or after this one, as in a list (氏名、電話番号及びメールアドレス).
fn in_list(reading: &Reading<'_>, mentions: &[Placed], p: &Placed) -> bool {
    let code = reading.code(&p.mention);
    mentions.iter().any(|o| {
        let (first, second) = if o.mention.start >= p.mention.end {
            (p, o)
        } else {
            (o, p)
        };
        o.sentence == p.sentence
            && reading.code(&o.mention) != code
            && first.mention.end <= second.mention.start
            && {
                let between = &reading.text[first.mention.end..second.mention.start];
                between.chars().count() <= LIST_GAP
                    && reading
                        .vocabulary
                        .characters
                        .list_glue
                        .iter()
                        .any(|g| between.contains(g.as_str()))
            }
    })
}

/// Most characters between two items of a list.
const LIST_GAP: usize = 10;

/// A lone item counts when the word that ties it to the leak stands near it.
fn near_tie(reading: &Reading<'_>, p: &Placed, end: usize) -> bool {
    let limit = floor_boundary(reading.text, (p.mention.end + 75).min(end));
    reading
        .first_of(reading.vocabulary.ids.item_tie, p.mention.end, limit)
        .is_some()
}

/// A short line of a list of items that no word knows is an item of its own: `other`.
fn unknown_lines(reading: &Reading<'_>, incident: &mut Incident, open: &[bool]) {
    if incident.data_items.is_empty() {
        return;
    }
    for (i, block) in reading.layout.blocks.iter().enumerate() {
        let line = &reading.text[block.body..block.end];
        let chars = line.chars().count();
        if !open[i]
            || block.kind != BlockKind::Item
            || block.marker != 1
            || !(2..=ITEM_CHARS).contains(&chars)
        {
            continue;
        }
        let mut sentences = reading.layout.sentences_of(i);
        if sentences.any(|s| !reading.in_sentence(TOPIC, s).is_empty())
            || line.contains(|c: char| c.is_ascii_digit() || c == '。')
        {
            continue;
        }
        add(reading, incident, OTHER, block.body, block.end);
    }
}
