//! What a text is: a notice, a regulator's text, a news story, or not about an incident at all. Phrases of the topic
//! `kind` add up; the weights are in `rules/lexicon/kinds.yaml`.

use super::Reading;
use super::story::{
    STORY, apologises, dated_events, happened, leak_and_data, named, plainly, surely,
};
use crate::incident::{Draft, Kind};

/// A text is about an incident from this weight on.
const ENOUGH: i32 = 10;

pub(crate) fn read(reading: &Reading<'_>) -> Kind {
    let mut sum = Sum::default();
    let mut seen: Vec<(u16, bool)> = Vec::new();
    for placed in reading.of_topic("kind") {
        let title = reading.in_title(placed.sentence);
        let entry = reading.lexicon().entry(placed.mention.entry);
        // Each phrase counts once in the title and once in the text.
        if seen.contains(&(placed.mention.entry, title)) {
            continue;
        }
        seen.push((placed.mention.entry, title));
        let weight = if title && entry.has("title-double") {
            entry.weight * 2
        } else {
            entry.weight
        };
        match entry.code.as_str() {
            "incident" if title => sum.title += weight,
            "incident" => sum.incident += weight,
            "voice" => sum.voice += weight,
            "against" => sum.against += weight,
            "warning" => sum.warning += weight,
            "regulator" => sum.regulator += weight,
            "news" => sum.news += weight,
            _ => {}
        }
    }
    let told = |topic: &str| {
        reading
            .of_topic(topic)
            .any(|p| !reading.in_title(p.sentence))
    };
    sum.facts = i32::from(told("exposure") || told("cause")) * ENOUGH;
    sum.complete = i32::from(sum.facts > 0 && parts(reading) >= PARTS) * ENOUGH;
    match sum.kind() {
        // What happens elsewhere, might happen or is only spoken of is no notice, whatever its words.
        // A report form is about a leak whatever its words.
        Kind::Notice if form(reading) => Kind::Notice,
        Kind::Notice if !happened(reading) => Kind::Other,
        Kind::Notice
            if titled_otherwise(reading)
                && (!apologises(reading) || dated_events(reading, surely).len() < STORY) =>
        {
            Kind::Other
        }
        Kind::Other if form(reading) && leak_and_data(reading) && !titled_otherwise(reading) => {
            Kind::Notice
        }
        // Named in the title, told with its days beside the data: a notice in words that the weights do not know.
        Kind::Other
            if sum.regulator < ENOUGH && sum.news < ENOUGH && told_plainly(reading, &sum) =>
        {
            Kind::Notice
        }
        kind => kind,
    }
}

/// Words against a notice that weigh so much are not outweighed by a story: it is made up, or somebody else's.
const OUTWEIGHED: i32 = 20;

/// Whether the title says that it is a report form (漏えい等報告書), and something is filled in.
fn form(reading: &Reading<'_>) -> bool {
    matches!(draft(reading), Draft::Preliminary | Draft::Final) && !reading.dates.is_empty()
}

/// Whether the text tells of a leak beside the data, with its days, and either names it in the title or apologises for it. A
/// whole story outweighs words that speak against a notice (メールを名乗る is how many attacks begin).
fn told_plainly(reading: &Reading<'_>, sum: &Sum) -> bool {
    let days = dated_events(reading, plainly).len();
    let enough = if sum.against + sum.warning == 0 {
        named(reading) && days >= STORY - 1
    } else {
        apologises(reading) && days >= STORY && sum.against < OUTWEIGHED
    };
    enough && leak_and_data(reading) && !titled_otherwise(reading)
}

/// The title stands within so many lines from the top, and is no longer than this, in characters.
const HEAD_LINES: usize = 5;
const HEAD_CHARS: usize = 40;

/// Whether one of the first lines ends in the name of another kind of text (…対応手順書(第4版), …議事録).
fn titled_otherwise(reading: &Reading<'_>) -> bool {
    let ends = &reading.vocabulary.characters.other_titles;
    reading.layout.blocks.iter().take(HEAD_LINES).any(|b| {
        let line = reading.text[b.start..b.end].trim();
        let bare = match line.strip_suffix(')').and_then(|l| l.rfind('(')) {
            Some(open) => line[..open].trim_end(),
            None => line,
        };
        let tails = &reading.vocabulary.characters.title_tails;
        let bare = tails
            .iter()
            .find_map(|t| bare.strip_suffix(t.as_str()))
            .unwrap_or(bare);
        line.chars().count() <= HEAD_CHARS
            && ends
                .iter()
                .any(|e| bare.ends_with(e.as_str()) || line.ends_with(e.as_str()))
    })
}

/// A text that tells so many of the parts of a report is one, whether or not it apologises.
const PARTS: usize = 4;

/// How many parts of a report the text has besides the leak or its cause: how it came to light, what was done at once,
/// reports, notification, measures, data items, a desk.
fn parts(reading: &Reading<'_>) -> usize {
    let event = |codes: &[&str]| {
        reading
            .of_topic("event")
            .any(|p| codes.contains(&reading.code(&p.mention)))
    };
    let items = reading
        .of_topic("item")
        .map(|p| reading.code(&p.mention))
        .collect::<std::collections::HashSet<_>>();
    [
        event(&["found"]),
        event(&["contained", "restored"]),
        event(&["reported_ppc", "reported_police"]),
        event(&["notified"]),
        reading.of_topic("measure").next().is_some(),
        items.len() >= 2,
        reading.of_code("statement", "contact").next().is_some(),
    ]
    .into_iter()
    .filter(|told| *told)
    .count()
}

#[derive(Debug, Default)]
struct Sum {
    /// An incident is told in the text.
    incident: i32,
    /// A leak or its cause is told.
    facts: i32,
    /// It is told with most of the parts of a report.
    complete: i32,
    /// The title names one.
    title: i32,
    /// The organisation speaks for itself.
    voice: i32,
    /// The text is something else: a product, a policy, a diary.
    against: i32,
    /// It warns of somebody who uses another's name: so do many notices.
    warning: i32,
    regulator: i32,
    news: i32,
}

impl Sum {
    fn kind(&self) -> Kind {
        if self.regulator >= ENOUGH && self.incident + self.title + self.facts > 0 {
            return Kind::Regulator;
        }
        if self.news >= ENOUGH && self.news > self.voice && self.incident + self.title > 0 {
            return Kind::News;
        }
        // An apology makes a leak or its cause, in whatever words, an incident.
        let told = self.incident
            + self.title
            + self.complete
            + if self.voice >= ENOUGH { self.facts } else { 0 };
        if told < ENOUGH || told + self.voice - self.against - self.warning < ENOUGH {
            return Kind::Other;
        }
        // An incident told in passing by nobody in particular is no notice.
        if self.voice >= 4 || self.title >= ENOUGH || self.complete >= ENOUGH {
            Kind::Notice
        } else {
            Kind::Other
        }
    }
}

/// Lines at the top in which a letter names the person it is sent to, and the longest such line, in characters.
const ADDRESS_LINES: usize = 4;
const ADDRESS_CHARS: usize = 16;

/// The kind of draft, where the title tells it, or the line that names whom a letter is for.
pub(crate) fn draft(reading: &Reading<'_>) -> Draft {
    let told = |code: &str| {
        reading.of_code("draft", code).any(|p| {
            reading.in_title(p.sentence) || reading.layout.sentences[p.sentence].block <= 1
        })
    };
    // 漏えい等報告書(速報): the stage says more than the name.
    if told("preliminary") {
        Draft::Preliminary
    } else if told("final") {
        Draft::Final
    } else if told("notification")
        || addressed(reading)
        || reading.of_code("draft", "letter").next().is_some()
    {
        Draft::Notification
    } else {
        Draft::Notice
    }
}

/// Whether the letter is for one person by name (山田 花子 様), not for all (お客様各位).
fn addressed(reading: &Reading<'_>) -> bool {
    let characters = &reading.vocabulary.characters;
    reading.layout.blocks.iter().take(ADDRESS_LINES).any(|b| {
        let line = reading.text[b.start..b.end].trim_end();
        characters
            .person_address
            .iter()
            .any(|a| line.ends_with(a.as_str()))
            && line.chars().count() <= ADDRESS_CHARS
            && !characters
                .general_address
                .iter()
                .any(|g| line.contains(g.as_str()))
    })
}
