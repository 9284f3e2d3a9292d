//! Whether the contractor acts or hears: its findings are not the organisation's.

use super::super::Reading;
use super::super::parties::widen;
use crate::document::layout::floor_boundary;
use crate::lexicon::Mention;

/// Names of contractors that are followed through a text, and legal forms that are looked at for them.
const MOST_NAMES: usize = 3;
const MOST_FORMS: usize = 60;
/// How far before a firm's name the word of entrusting may stand, in bytes.
const ENTRUST_BYTES: usize = 60;
/// A firm's desk or person that tells stands no further behind its name than this, in characters.
const DESK_CHARS: usize = 14;
/// A firm's name without its legal form has so many characters.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=20;

/// Where the text tells of a contractor by its own name (業務を委託している株式会社ミール便…ミール便は): ranges of the view,
/// in order.
pub(super) fn names(reading: &Reading<'_>, own: Option<&str>) -> Vec<(usize, usize)> {
    let ids = &reading.vocabulary.ids;
    let text = reading.text;
    let mut cores: Vec<&str> = Vec::new();
    for form in reading
        .all_of(ids.legal_form, 0, text.len())
        .take(MOST_FORMS)
    {
        let (start, end) = (form.start as usize, form.end as usize);
        let Some(sentence) = reading.layout.sentence_at(start) else {
            continue;
        };
        let s = reading.sentence(sentence);
        let from = floor_boundary(text, start.saturating_sub(ENTRUST_BYTES)).max(s.start);
        // A sentence without end is cut, and may be cut through a name.
        if end > s.end || !reading.has(ids.entrusts, from, start) {
            continue;
        }
        // 株式会社ミール便, else ミール便株式会社.
        let (_, last) = widen(reading, start, s.end, start, end);
        let core = if last > end {
            text[end..last].trim()
        } else {
            let (first, _) = widen(reading, s.start, s.end, start, end);
            // 委託しているカモメ物流株式会社: the name begins behind the word of entrusting and its verb.
            let entrusting = reading.all_of(ids.entrusts, from, start).last();
            let first = entrusting.map_or(first, |h| first.max(h.end as usize));
            let name = text.get(first..start).unwrap_or("").trim();
            let joints = &reading.vocabulary.characters.entrust_joints;
            let bare = joints.iter().find_map(|j| name.strip_prefix(j.as_str()));
            bare.unwrap_or(name)
        };
        let fits = NAME_CHARS.contains(&core.chars().count());
        if fits && !own.is_some_and(|o| o.contains(core)) && !cores.contains(&core) {
            cores.push(core);
        }
        if cores.len() == MOST_NAMES {
            break;
        }
    }
    for hit in reading.all_of(ids.entrusts, 0, text.len()).take(MOST_FORMS) {
        if cores.len() >= MOST_NAMES {
            break;
        }
        if let Some(core) = entrusted(reading, hit.start as usize)
            && !own.is_some_and(|o| o.contains(core))
            && !cores.contains(&core)
        {
            cores.push(core);
        }
    }
    // Within the report alone: a file may hold many.
    let blocks = &reading.layout.blocks;
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else {
        return Vec::new();
    };
    let own_text = &text[first.start..last.end];
    let mut places: Vec<(usize, usize)> = cores
        .iter()
        .flat_map(|core| own_text.match_indices(core))
        .map(|(at, core)| (first.start + at, first.start + at + core.len()))
        .collect();
    places.sort_unstable();
    places
}

/// The name right before the word of entrusting (TTT社に委託し).
fn entrusted<'a>(reading: &'a Reading<'_>, at: usize) -> Option<&'a str> {
    let characters = &reading.vocabulary.characters;
    let sentence = reading.layout.sentence_at(at)?;
    let told = &reading.text[reading.sentence(sentence).start..at];
    let before = characters
        .direction_particles
        .iter()
        .find_map(|p| told.strip_suffix(p.as_str()))?;
    // 株式会社三郷ダイレクト(以下「委託先」)に: what the text calls it stands in brackets.
    let before = match before.strip_suffix(')') {
        Some(inside) => &inside[..inside.rfind('(')?],
        None => before,
    };
    let stops = &characters.name_stops;
    let length: usize = before
        .chars()
        .rev()
        .take(*NAME_CHARS.end() + 1)
        .take_while(|c| !stops.contains(c) && *c != '\n')
        .map(char::len_utf8)
        .sum();
    let name = &before[before.len() - length..];
    let named = characters
        .firm_ends
        .iter()
        .any(|e| name.len() > e.len() && name.ends_with(e.as_str()));
    (named && NAME_CHARS.contains(&name.chars().count())).then_some(name)
}

/// The last of the contractor's names in a range.
fn last_named(names: &[(usize, usize)], from: usize, to: usize) -> Option<(usize, usize)> {
    let before = names.partition_point(|&(start, _)| start < to);
    names[..before]
        .last()
        .copied()
        .filter(|&(start, end)| start >= from && end <= to)
}

/// Whether the contractor, by its own name, is the one from whom it is heard (ミール便から当社に報告があった).
pub(super) fn contractor_tells(
    reading: &Reading<'_>,
    names: &[(usize, usize)],
    from: usize,
    to: usize,
) -> bool {
    last_named(names, from, to).is_some_and(|(_, end)| {
        // カモメ物流から, カモメ物流の営業窓口から
        let rest: String = reading.text[end..].chars().take(DESK_CHARS).collect();
        let clause = rest.split(['、', '。', '\n']).next().unwrap_or("");
        let joints = &reading.vocabulary.dates.noun_joint;
        let of_it = joints.iter().any(|j| clause.starts_with(j.as_str()));
        let words = &reading.vocabulary.dates.from;
        words
            .iter()
            .any(|f| clause.starts_with(f.as_str()) || (of_it && clause.contains(f.as_str())))
    })
}

/// Whether the contractor is the one who finds out: 委託先の担当者が…気付きました.
pub(super) fn contractor_acts(
    reading: &Reading<'_>,
    mention: &Mention,
    sentence_start: usize,
    outsourced: bool,
    names: &[(usize, usize)],
) -> bool {
    let from = sentence_start.max(mention.head.saturating_sub(CONTRACTOR_BYTES));
    acts_within(reading, mention, from, outsourced, names)
        || (outsourced
            && (acts_next(reading, mention, names)
                || goes_on_acting(reading, mention, sentence_start, names)))
}

/// B事業所からの連絡により、受託者が誤送信を認識: who found out is named behind how.
fn acts_next(reading: &Reading<'_>, mention: &Mention, names: &[(usize, usize)]) -> bool {
    let rest = reading.text.get(mention.end..).unwrap_or("");
    let start = mention.end + (rest.len() - rest.trim_start_matches('、').len());
    let near = (start + CONTRACTOR_BYTES).min(reading.text.len());
    let word = reading
        .all_of(reading.vocabulary.ids.contractor, start, near)
        .find(|h| h.start as usize == start)
        .map(|h| h.end as usize);
    let name = || names.iter().find(|n| n.0 == start).map(|n| n.1);
    word.or_else(name).is_some_and(|end| {
        let rest = reading.text[end..].trim_start_matches(['」', '』', ')', '"']);
        let subjects = &reading.vocabulary.characters.contractor_subject;
        subjects.iter().any(|p| rest.starts_with(p.as_str()))
    })
}

/// 受託会社の検針員が…車を離れました。戻った検針員が気付き: a sentence that names nobody else goes on with the contractor.
fn goes_on_acting(
    reading: &Reading<'_>,
    mention: &Mention,
    sentence_start: usize,
    names: &[(usize, usize)],
) -> bool {
    let ids = &reading.vocabulary.ids;
    let Some(sentence) = reading.layout.sentence_at(sentence_start) else {
        return false;
    };
    let Some(before) = sentence.checked_sub(1).map(|i| reading.sentence(i)) else {
        return false;
    };
    let told = reading.text.get(sentence_start..mention.end).unwrap_or("");
    let somebody = reading
        .vocabulary
        .dates
        .from
        .iter()
        .any(|f| told.contains(f.as_str()))
        || reading.has(ids.own_voice, sentence_start, mention.head)
        || reading.has(ids.contractor, sentence_start, mention.head);
    before.block == reading.sentence(sentence).block
        && !somebody
        && !reading.has(ids.own_voice, before.start, before.end)
        && acts_within(reading, mention, before.start, true, names)
}

/// Whether the contractor acts between `from` and the mention.
fn acts_within(
    reading: &Reading<'_>,
    mention: &Mention,
    from: usize,
    outsourced: bool,
    names: &[(usize, usize)],
) -> bool {
    let ids = &reading.vocabulary.ids;
    let characters = &reading.vocabulary.characters;
    let subject = |end: usize| {
        // 委託先である株式会社…(以下「カモメ物流」)の担当者が: the name may stand in brackets.
        let rest = reading.text[end..].trim_start_matches(['」', '』', ')', '"']);
        let starts = |list: &[String]| list.iter().any(|p| rest.starts_with(p.as_str()));
        if starts(&characters.contractor_subject) {
            return true;
        }
        // 委託先である株式会社…が, 委託先(…)が: its name stands between.
        let between = reading.text.get(end..mention.head).unwrap_or("");
        let any = |list: &[String]| list.iter().any(|p| between.contains(p.as_str()));
        starts(&characters.contractor_apposition)
            && any(&characters.case_particles)
            && !any(&reading.vocabulary.dates.from)
    };
    let last = |group| {
        let hit = reading.all_of(group, from, mention.head).last()?;
        Some((hit.start as usize, hit.end as usize))
    };
    let alias = outsourced.then(|| last(ids.same_firm)).flatten();
    let named = last_named(names, from, mention.head);
    // The nearest before the verb says who acts.
    let nearest = [last(ids.contractor), alias, named]
        .into_iter()
        .flatten()
        .max();
    nearest.is_some_and(|(_, end)| subject(end)) && !reading.has(ids.own_voice, from, mention.head)
}

/// 「委託先は…からの連絡を受け」: the contractor is told something, and tells nobody yet.
pub(super) fn contractor_hears(reading: &Reading<'_>, mention: &Mention) -> bool {
    let ids = &reading.vocabulary.ids;
    let Some(hit) = reading.first_of(ids.contractor, mention.start, mention.end) else {
        return false;
    };
    let rest = reading
        .text
        .get(hit.end as usize..mention.end)
        .unwrap_or("");
    let subject = reading
        .vocabulary
        .characters
        .case_particles
        .iter()
        .any(|p| rest.starts_with(p.as_str()));
    subject
        && reading
            .vocabulary
            .dates
            .from
            .iter()
            .any(|f| rest.contains(f.as_str()))
}

/// How far before the finding its contractor may stand, in bytes.
pub(super) const CONTRACTOR_BYTES: usize = 150;
