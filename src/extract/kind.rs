//! What a text is: a notice, a regulator's text, a news story, or not about an incident at all. Phrases of the topic
//! `kind` add up; the weights are in `rules/lexicon/kinds.yaml`.

use super::Reading;
use crate::incident::Kind;
use crate::rule::Draft;

/// A text is about an incident from this weight on.
const ENOUGH: i32 = 10;

pub(crate) fn read(reading: &Reading<'_>) -> Kind {
    let mut incident = 0;
    let mut voice = 0;
    let mut regulator = 0;
    let mut news = 0;
    let mut seen: Vec<(u16, bool)> = Vec::new();
    for placed in reading.of_topic("kind") {
        let title = reading.in_title(placed.sentence);
        let entry = reading.lexicon().entry(placed.mention.entry);
        // Each phrase counts once in the title and once in the text.
        if seen.contains(&(placed.mention.entry, title)) {
            continue;
        }
        seen.push((placed.mention.entry, title));
        let weight = if title && entry.has("title-double") { entry.weight * 2 } else { entry.weight };
        match entry.code.as_str() {
            "incident" => incident += weight,
            "voice" => voice += weight,
            "regulator" => regulator += weight,
            "news" => news += weight,
            _ => {}
        }
    }
    if incident < ENOUGH {
        return Kind::Other;
    }
    if regulator >= ENOUGH {
        return Kind::Regulator;
    }
    if news >= ENOUGH && news > voice {
        return Kind::News;
    }
    if voice >= ENOUGH { Kind::Notice } else { Kind::Other }
}

/// The kind of draft, where the title tells it.
pub(crate) fn draft(reading: &Reading<'_>) -> Draft {
    let found = reading.of_topic("draft").find(|p| reading.in_title(p.sentence) || reading.layout.sentences[p.sentence].block <= 1);
    match found.map(|p| reading.code(&p.mention)) {
        Some("notification") => Draft::Notification,
        Some("preliminary") => Draft::Preliminary,
        Some("final") => Draft::Final,
        _ => Draft::Notice,
    }
}
