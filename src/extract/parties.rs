//! Who: the organisation whose duty it is, and its regime (law §2.1).

use super::Reading;
use crate::document::view::is_hiragana;
use crate::incident::{Coded, Incident, Kind, Regime};

/// Finds the organisation: the name in the title, else the first one the text gives, and its regime from what it is.
pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    if incident.kind == Kind::News {
        return;
    }
    let found = if incident.kind == Kind::Regulator {
        target(reading)
    } else {
        None
    };
    let Some((start, end)) = found.or_else(|| name(reading)) else {
        incident.regime = by_statement(reading)
            .or_else(|| by_voice(reading))
            .or_else(|| by_office(reading))
            .unwrap_or_default();
        return;
    };
    let span = reading.source(start, end);
    let quoted = reading.text[start..end].to_string();
    let by_name = || regime_of(reading, start, end);
    let notice = incident.kind == Kind::Notice;
    incident.regime = by_statement(reading)
        .or_else(|| by_voice(reading).filter(|&v| notice && v == Regime::Public))
        .unwrap_or_else(by_name);
    incident.org = Some(Coded { code: quoted, span });
    incident.note("org", span);
    incident.note("regime", span);
}

/// Phrases that settle the regime whatever the name (a 指定管理者, a subsidiary abroad).
fn by_statement(reading: &Reading<'_>) -> Option<Regime> {
    let found = reading
        .of_topic("regime")
        .find(|p| p.sentence < 8 || reading.in_title(p.sentence))?;
    Some(match reading.code(&found.mention) {
        "business" => Regime::Business,
        "public" => Regime::Public,
        // Who reports to the commission holds itself to be under the law of Japan.
        "foreign" if reading.of_code("event", "reported_ppc").next().is_some() => return None,
        "foreign" => Regime::Foreign,
        _ => Regime::Unclear,
    })
}

/// A text without a name that only a local body's office writes (市民税課).
fn by_office(reading: &Reading<'_>) -> Option<Regime> {
    let found = reading.of_topic("office").next()?;
    (reading.code(&found.mention) == "public").then_some(Regime::Public)
}

/// A body that says 本市 is public, one that says 当社 is not.
fn by_voice(reading: &Reading<'_>) -> Option<Regime> {
    let ids = &reading.vocabulary.ids;
    let (first, last) = (
        reading.layout.blocks.first()?.start,
        reading.layout.blocks.last()?.end,
    );
    match (
        reading.has(ids.own_public, first, last),
        reading.has(ids.own_business, first, last),
    ) {
        (true, false) => Some(Regime::Public),
        (false, true) => Some(Regime::Business),
        _ => None,
    }
}

/// The organisation that a regulator's text is about: what stands before に対する in the title.
fn target(reading: &Reading<'_>) -> Option<(usize, usize)> {
    let title = reading.title()?;
    let text = reading.text;
    let line = &text[title.start..title.end];
    let end = reading
        .vocabulary
        .characters
        .target
        .iter()
        .filter_map(|t| line.find(t.as_str()))
        .min()?
        + title.start;
    let stops = &reading.vocabulary.characters.name_stops;
    let mut start = end;
    for (i, c) in text[title.start..end].char_indices().rev() {
        let at = title.start + i;
        if matches!(c, '】' | '、' | '」')
            || (stops.contains(&c) && !crate::document::view::is_word(c))
        {
            break;
        }
        start = at;
        // A blank ends the name, but not one after a legal form (株式会社 あおい).
        if reading.view.gap_before(at)
            && !reading.lexicon_ends_here(reading.vocabulary.ids.legal_form, at)
            && text[at..end].chars().count() >= 4
        {
            break;
        }
    }
    (end > start).then_some((start, end))
}

fn regime_of(reading: &Reading<'_>, start: usize, end: usize) -> Regime {
    let ids = &reading.vocabulary.ids;
    let ends_in = |group| {
        reading.hits.iter().any(|h| {
            h.start as usize >= start
                && h.end as usize <= end
                && reading.lexicon().in_group(*h, group)
        })
    };
    if ends_in(ids.foreign_body) {
        Regime::Foreign
    } else if ends_in(ids.founded) && !ends_in(ids.treated_as_business) {
        Regime::Public
    } else if ends_in(ids.business_body) || ends_in(ids.legal_form) {
        Regime::Business
    } else if ends_in(ids.public_body) || municipal(reading, &reading.text[start..end]) {
        Regime::Public
    } else {
        Regime::Business
    }
}

/// A name that ends in the character of a municipality or a prefecture.
fn municipal(reading: &Reading<'_>, name: &str) -> bool {
    let chars = name.chars().count();
    (2..=7).contains(&chars)
        && name
            .chars()
            .next_back()
            .is_some_and(|c| reading.vocabulary.characters.municipal.contains(&c))
}

/// The organisation's name as a range of the view: the one that the title begins with where it is plainly a body, else
/// the one that signs the text, else whatever the title or the first lines name.
fn name(reading: &Reading<'_>) -> Option<(usize, usize)> {
    let told = told_name(reading);
    let plain = |&(start, end): &(usize, usize)| {
        let in_title = reading
            .title()
            .is_some_and(|t| start >= t.start && end <= t.end);
        in_title && has_body(reading, start, end)
    };
    told.filter(plain)
        .map(|found| whole(reading, found))
        .or_else(|| signature(reading))
        .or(told)
}

/// A name that goes on behind its end (国立大学 of 国立大学法人東雲大学): up to the next blank, particle or bracket.
fn whole(reading: &Reading<'_>, (start, end): (usize, usize)) -> (usize, usize) {
    let stops = &reading.vocabulary.characters.name_stops;
    let Some(block) = reading.layout.block_at(start) else {
        return (start, end);
    };
    let to = reading.layout.blocks[block].end;
    let corporate = &reading.vocabulary.characters.corporate;
    let rest = &reading.text[end..to];
    if !corporate.iter().any(|c| rest.starts_with(c.as_str())) {
        return (start, end);
    }
    let mut last = end;
    for (i, c) in rest.char_indices() {
        if stops.contains(&c) || reading.view.gap_before(end + i) {
            break;
        }
        last = end + i + c.len_utf8();
    }
    (start, last)
}

/// Whether a range holds a legal form or the end of a body's name.
fn has_body(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let ids = &reading.vocabulary.ids;
    [ids.legal_form, ids.business_body, ids.public_body]
        .iter()
        .any(|&g| reading.has(g, start, end))
        || municipal(reading, &reading.text[start..end])
}

/// Lines at the top and at the bottom in which a body may sign.
const SIGNATURE_LINES: usize = 6;
/// Longest line that a body signs in, in characters.
const SIGNATURE_CHARS: usize = 45;

/// The name in a line of its own at the top or at the bottom, apart from a date, a department, an office holder.
fn signature(reading: &Reading<'_>) -> Option<(usize, usize)> {
    let blocks = &reading.layout.blocks;
    let count = blocks.len();
    let label = reading.vocabulary.ids.operator_label;
    let lines = || {
        (0..count.min(SIGNATURE_LINES))
            .chain(count.saturating_sub(SIGNATURE_LINES).max(SIGNATURE_LINES)..count)
            .filter(|&i| i != reading.title_block)
    };
    let operator = lines().find_map(|i| {
        let named = reading.first_of(label, blocks[i].body, blocks[i].end)?;
        signed(reading, named.end as usize, blocks[i].end)
    });
    operator.or_else(|| lines().find_map(|i| signed(reading, blocks[i].body, blocks[i].end)))
}

fn signed(reading: &Reading<'_>, from: usize, to: usize) -> Option<(usize, usize)> {
    let ids = &reading.vocabulary.ids;
    let line = &reading.text[from..to];
    let other = [
        ids.incident,
        ids.own_voice,
        ids.apology,
        ids.address,
        ids.title_words,
    ]
    .iter()
    .any(|&g| reading.has(g, from, to));
    if line.chars().count() > SIGNATURE_CHARS || line.contains(['。', '、']) || other {
        return None;
    }
    let parts = parts(reading, from, to);
    let first = parts.iter().position(|&(a, b)| {
        let dated = reading.dates.iter().any(|d| d.start < b && d.end > a);
        !dated && (has_body(reading, a, b) || municipal_name(reading, a, b).is_some())
    })?;
    let (start, mut end) = parts[first];
    // 株式会社 あけぼの: the form stands before its name, and a blank between them.
    let alone = |group| {
        reading
            .all_of(group, start, end)
            .any(|h| (h.start as usize, h.end as usize) == (start, end))
    };
    // 地方独立行政法人 湊見医療センター.
    let corporate = &reading.vocabulary.characters.corporate;
    let ends = |c: &String| reading.text[start..end].ends_with(c.as_str());
    let form_alone =
        alone(ids.legal_form) || (alone(ids.public_body) && corporate.iter().any(ends));
    let mut next = first + 1;
    if form_alone && let Some(&(_, b)) = parts.get(next) {
        end = b;
        next += 1;
    }
    // 医療法人社団白鷺会 北浦中央病院: the house that the corporation runs belongs to the name.
    if let Some(&(a, b)) = parts.get(next)
        && (reading.lexicon_ends_here(ids.business_body, b)
            || reading.lexicon_ends_here(ids.public_body, b))
        && reading.has(ids.legal_form, start, end)
    {
        end = b.max(a);
    }
    // 鷹峰町税務課: the body, not its department.
    if !reading.has(ids.legal_form, start, end) {
        if let Some((a, b)) = municipal_name(reading, start, end) {
            let named = reading.text[b..end].is_empty()
                || !(reading.has(ids.public_body, b, end)
                    || reading.has(ids.business_body, b, end));
            if named {
                return Some((a, b));
            }
        }
        let last = [ids.public_body, ids.business_body]
            .iter()
            .flat_map(|&g| reading.all_of(g, start, end))
            .filter(|h| h.end as usize <= end)
            .map(|h| h.end as usize)
            .max();
        if let Some(last) = last.filter(|_| !form_alone) {
            end = last;
        }
    }
    (end > start).then_some((start, end))
}

/// The parts of a line between blanks, columns and colons.
fn parts(reading: &Reading<'_>, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = from;
    for (i, c) in reading.text[from..to].char_indices() {
        let at = from + i;
        let cut = matches!(
            c,
            ':' | '\t' | '|' | '/' | ';' | '(' | ')' | '【' | '】' | ' '
        );
        if (cut || reading.view.gap_before(at)) && at > start {
            parts.push((start, at));
            start = at;
        }
        if cut {
            start = at + c.len_utf8();
        }
    }
    if to > start {
        parts.push((start, to));
    }
    parts
}

/// The name that the title or one of the first lines gives.
fn told_name(reading: &Reading<'_>) -> Option<(usize, usize)> {
    let title = reading.title()?;
    // The title starts with the name where a blank or a bracket ends it.
    let mut start = title.body.max(title.start);
    let text = reading.text;
    if let Some(close) = text[start..title.end]
        .find('】')
        .filter(|_| text[start..].starts_with('【'))
    {
        start += close + '】'.len_utf8();
    }
    let candidates = std::iter::once((start, title.end)).chain(
        reading
            .layout
            .blocks
            .iter()
            .skip(1)
            .take(12)
            .map(|b| (b.body, b.end)),
    );
    for (i, (from, to)) in candidates.enumerate() {
        if let Some(found) = named_in(reading, from, to, i == 0) {
            return Some(found);
        }
    }
    None
}

/// 当 and what the writer is are no longer than this, in characters.
const OWN_CHARS: usize = 9;

/// A name within `from..to`: with a legal form, the end of a public body's name, or (in a title) what stands before the first blank.
fn named_in(reading: &Reading<'_>, from: usize, to: usize, title: bool) -> Option<(usize, usize)> {
    let ids = &reading.vocabulary.ids;
    let groups = [ids.legal_form, ids.business_body, ids.public_body];
    if title && let Some(gap) = reading.view.first_gap(from, to) {
        let first = &reading.text[from..gap];
        let chars = first.chars().count();
        let known = groups.iter().any(|&g| reading.has(g, from, gap)) || municipal(reading, first);
        let sentence = first.contains(['、', '「', '。'])
            || first.contains(|c: char| c.is_ascii_digit())
            || [ids.incident, ids.title_words]
                .iter()
                .any(|&g| reading.has(g, from, gap));
        let named = first
            .chars()
            .any(|c| crate::document::view::is_word(c) || c.is_ascii_alphanumeric());
        let dated = reading.dates.iter().any(|d| d.start < gap && d.end > from);
        // お客さまへ, 弊社オンラインショップ: somebody addressed, and no name.
        let own = reading.has(ids.own_voice, from, gap) || reading.has(ids.address, from, gap);
        if !own && named && !dated && (known || (2..=24).contains(&chars)) && !sentence {
            return Some((from, gap));
        }
    }
    let hit = groups
        .iter()
        .filter_map(|&g| reading.first_of(g, from, to))
        .min_by_key(|h| h.start);
    let town = municipal_name(reading, from, to);
    let hit = match (hit, town) {
        (Some(h), Some(t)) if t.0 < h.start as usize && !covers(reading, h) => return Some(t),
        (Some(h), _) => h,
        (None, t) => return t,
    };
    let found = widen(reading, from, to, hit.start as usize, hit.end as usize);
    // 当クリニックにおける: the writer, who is named elsewhere.
    let name = &reading.text[found.0..found.1];
    let own = name.starts_with(reading.vocabulary.characters.own_prefix)
        && name.chars().count() <= OWN_CHARS;
    (!own).then_some(found)
}

/// Whether the hit is the end of a public body's own name (みどり市教育委員会): the longer name is meant.
fn covers(reading: &Reading<'_>, hit: crate::lexicon::Hit) -> bool {
    reading
        .lexicon()
        .in_group(hit, reading.vocabulary.ids.public_body)
}

/// 朝凪町, 東雲県, 海洋観測庁: a short name that ends in the character of a municipality or a ministry.
fn municipal_name(reading: &Reading<'_>, from: usize, to: usize) -> Option<(usize, usize)> {
    let text = reading.text;
    let chars = &reading.vocabulary.characters;
    for (i, c) in text[from..to].char_indices() {
        if !chars.municipal.contains(&c) {
            continue;
        }
        let end = from + i + c.len_utf8();
        let rest = &text[end..to];
        let closes = rest
            .chars()
            .next()
            .is_none_or(|n| !crate::document::view::is_word(n))
            || reading.view.gap_before(end)
            || chars
                .after_municipal
                .iter()
                .any(|a| rest.starts_with(a.as_str()));
        if !closes {
            continue;
        }
        let mut start = from + i;
        for (j, b) in text[from..from + i].char_indices().rev() {
            if chars.name_stops.contains(&b)
                || !crate::document::view::is_word(b)
                || reading.view.gap_before(from + j + b.len_utf8())
            {
                break;
            }
            start = from + j;
        }
        start = kana_name(reading, from, from + i).unwrap_or(start);
        let name = &text[start..end];
        let length = name.chars().count();
        if (2..=9).contains(&length) && !chars.unnamed_bodies.iter().any(|b| b == name) {
            return Some((start, end));
        }
    }
    None
}

/// Longest name of a town in kana, and the kanji that may close it (ひばりが原), in characters.
const KANA_NAME: usize = 7;
const KANA_NAME_TAIL: usize = 2;

/// The start of a town's name in kana (こはく, ひばりが原) that fills the words before `end`: its particles are none.
fn kana_name(reading: &Reading<'_>, from: usize, end: usize) -> Option<usize> {
    let mut start = end;
    for (i, c) in reading.text[from..end].char_indices().rev() {
        let at = from + i;
        if !crate::document::view::is_word(c) || reading.view.gap_before(at + c.len_utf8()) {
            break;
        }
        start = at;
    }
    let name: Vec<char> = reading.text[start..end].chars().collect();
    let tail = name.iter().rev().take_while(|c| !is_hiragana(**c)).count();
    let kana = &name[..name.len() - tail];
    ((2..=KANA_NAME).contains(&name.len())
        && tail <= KANA_NAME_TAIL
        && kana.len() >= 2
        && kana.iter().all(|c| is_hiragana(*c)))
    .then_some(start)
}

/// Widens a legal form or the end of a name to the whole name: to the neighbouring bracket, comma, particle or blank.
pub(super) fn widen(
    reading: &Reading<'_>,
    from: usize,
    to: usize,
    start: usize,
    end: usize,
) -> (usize, usize) {
    let text = reading.text;
    let stops = &reading.vocabulary.characters.name_stops;
    // A particle ends a name, but not a kana that goes on in kana (はるかぜ, みなと坂).
    let ends = |c: char, beside: Option<char>| {
        stops.contains(&c) && !(is_hiragana(c) && beside.is_some_and(is_hiragana))
    };
    let mut first = start;
    for (i, c) in text[from..start].char_indices().rev() {
        let at = from + i;
        let right = text[at + c.len_utf8()..].chars().next();
        if ends(c, right) || reading.view.gap_before(at + c.len_utf8()) {
            break;
        }
        first = at;
    }
    let mut last = end;
    if first == start {
        for (i, c) in text[end..to].char_indices() {
            let left = text[..end + i].chars().next_back();
            if ends(c, left) || (i > 0 && reading.view.gap_before(end + i)) {
                break;
            }
            last = end + i + c.len_utf8();
        }
    }
    (first, last)
}
