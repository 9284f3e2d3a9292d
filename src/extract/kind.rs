//! What a text is: a notice, a regulator's text, a news story, or not about an incident at all. Phrases of the topic
//! `kind` add up; the weights are in `rules/lexicon/kinds.yaml`.

use super::Reading;
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
    sum.kind()
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
        if told < ENOUGH || told + self.voice - self.against < ENOUGH {
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

/// The kind of draft, where the title tells it.
pub(crate) fn draft(reading: &Reading<'_>) -> Draft {
    let found = reading
        .of_topic("draft")
        .find(|p| reading.in_title(p.sentence) || reading.layout.sentences[p.sentence].block <= 1);
    match found.map(|p| reading.code(&p.mention)) {
        Some("notification") => Draft::Notification,
        Some("preliminary") => Draft::Preliminary,
        Some("final") => Draft::Final,
        _ => Draft::Notice,
    }
}
