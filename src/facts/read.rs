//! `incident.yaml`: facts that a person wrote or corrected. Alone it is an input of its own, with places in the YAML;
//! beside a draft it takes the place of what was read from it. [`super::write`] writes it.

use super::VERSION;
use serde::{Deserialize, Deserializer};

use crate::date::DateValue;
use crate::incident::{
    Coded, Count, DateRow, Done, Draft, Event, Exactness, Incident, Kind, Measure, PersonalData,
    Quantity, Regime, SecondaryDamage, Share, Stage, Status,
};
use crate::rule::Names;
use crate::rule::yaml::{Spanned, YamlError, place, read_placed};
use crate::span::Span;

/// The value of `by` for what the contractor did.
const CONTRACTOR: &str = "contractor";
/// The measure that names no means.
const OTHER: &str = "other";

/// A file of facts, read and checked. A fact that is not given is `None`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentFile {
    incident: Spanned<u32>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    title: Option<Spanned<String>>,
    #[serde(default)]
    published: Option<Spanned<String>>,
    #[serde(default)]
    kind: Option<Spanned<Kind>>,
    #[serde(default)]
    draft: Option<Spanned<Draft>>,
    #[serde(default, deserialize_with = "given")]
    org: Option<Given<Row>>,
    #[serde(default)]
    regime: Option<Spanned<Regime>>,
    #[serde(default)]
    personal_data: Option<Spanned<PersonalData>>,
    #[serde(default)]
    events: Option<Vec<EventRow>>,
    #[serde(default)]
    ppc_report: Option<Spanned<Done>>,
    #[serde(default)]
    police: Option<Spanned<bool>>,
    #[serde(default)]
    notified: Option<Spanned<Done>>,
    #[serde(default, deserialize_with = "given")]
    persons: Option<Spanned<Option<u64>>>,
    #[serde(default, deserialize_with = "given")]
    records: Option<Spanned<Option<u64>>>,
    #[serde(default)]
    counts: Option<Vec<CountRow>>,
    #[serde(default)]
    data_items: Option<Vec<Row>>,
    #[serde(default)]
    sensitive: Option<Spanned<bool>>,
    #[serde(default)]
    financial: Option<Spanned<bool>>,
    #[serde(default)]
    malicious: Option<Spanned<bool>>,
    #[serde(default)]
    causes: Option<Vec<Row>>,
    #[serde(default)]
    cause_stated: Option<Spanned<bool>>,
    #[serde(default)]
    cause_under_investigation: Option<Spanned<bool>>,
    #[serde(default)]
    outsourced: Option<Spanned<bool>>,
    #[serde(default)]
    encrypted: Option<Spanned<bool>>,
    #[serde(default)]
    key_apart: Option<Spanned<bool>>,
    #[serde(default)]
    exemption_claimed: Option<Spanned<bool>>,
    #[serde(default)]
    exemption_grounds: Option<Vec<Row>>,
    #[serde(default)]
    ciphered: Option<Spanned<bool>>,
    #[serde(default)]
    not_viewed: Option<Spanned<bool>>,
    #[serde(default)]
    unreachable: Option<Spanned<bool>>,
    #[serde(default)]
    delay_explained: Option<Spanned<bool>>,
    #[serde(default)]
    followup_promised: Option<Spanned<bool>>,
    #[serde(default)]
    measures_split: Option<Spanned<bool>>,
    #[serde(default)]
    self_protection: Option<Spanned<bool>>,
    #[serde(default)]
    damage_risk: Option<Spanned<bool>>,
    #[serde(default)]
    secondary_damage: Option<Spanned<SecondaryDamage>>,
    #[serde(default)]
    contact: Option<Spanned<bool>>,
    #[serde(default)]
    measures: Option<Vec<MeasureRow>>,
    #[serde(default)]
    dates: Option<Vec<DateRowIn>>,
}

/// A key that is there with no value is not a key that is not there.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Option<T>, D::Error> {
    T::deserialize(d).map(Some)
}

/// A value that may be there and be nothing.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Given<T>(Option<T>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: Spanned<String>,
    #[serde(default)]
    quote: Option<String>,
    #[serde(default)]
    at: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DateRowIn {
    #[serde(default, deserialize_with = "given")]
    value: Option<Spanned<Option<String>>>,
    #[serde(default)]
    quote: Option<String>,
    #[serde(default)]
    at: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventRow {
    r#type: Spanned<String>,
    #[serde(default, deserialize_with = "given")]
    date: Option<Spanned<Option<String>>>,
    #[serde(default)]
    status: Option<Status>,
    #[serde(default)]
    stage: Option<Stage>,
    #[serde(default)]
    by: Option<Spanned<String>>,
    #[serde(default)]
    quote: Option<String>,
    #[serde(default)]
    at: Option<String>,
    #[serde(default)]
    date_at: Option<String>,
    #[serde(default)]
    again_at: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountRow {
    value: Spanned<u64>,
    quantity: Quantity,
    #[serde(default)]
    exactness: Exactness,
    #[serde(default)]
    share: Share,
    #[serde(default)]
    affected: bool,
    #[serde(default)]
    quote: Option<String>,
    #[serde(default)]
    at: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureRow {
    code: Spanned<String>,
    #[serde(default)]
    status: Option<Status>,
    #[serde(default)]
    quote: Option<String>,
    #[serde(default)]
    at: Option<String>,
}

/// What a file of facts is held against: where its places point to.
enum Places<'a> {
    /// Into the YAML itself.
    Own,
    /// Into the draft, checked by the quotes; `title` where a quote is not found.
    Draft { text: &'a str, title: Span },
}

impl Places<'_> {
    /// The place of a row: by its bytes where they still hold its quote, else where the quote stands, else the title.
    fn of<T>(&self, value: &Spanned<T>, at: Option<&String>, quote: Option<&String>) -> Span {
        match self {
            Self::Own => place(value).unwrap_or_default(),
            Self::Draft { text, title } => {
                let stated = at.and_then(|a| bytes(a));
                let holds = |s: &Span| {
                    text.get(s.start..s.end)
                        .is_some_and(|t| quote.is_none_or(|q| t == q))
                };
                stated
                    .filter(holds)
                    .or_else(|| {
                        let quote = quote.filter(|q| !q.is_empty())?;
                        let near = stated.map_or(0, |s| s.start);
                        let found = text
                            .match_indices(quote.as_str())
                            .min_by_key(|(i, _)| i.abs_diff(near))?;
                        Some(Span::new(found.0, found.0 + quote.len()))
                    })
                    .unwrap_or(*title)
            }
        }
    }
}

/// `120-141`
fn bytes(at: &str) -> Option<Span> {
    let (start, end) = at.split_once('-')?;
    let (start, end) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
    (start <= end).then(|| Span::new(start, end))
}

impl IncidentFile {
    /// Reads and checks a file of facts.
    ///
    /// # Errors
    /// What is no such file, with its line and column where known: no YAML, an unknown key, a code that the vocabulary
    /// does not have, a date that is none.
    pub fn read(text: &str, names: &Names) -> Result<Self, YamlError> {
        let file: Self = read_placed(text)?;
        if file.incident.value != VERSION {
            return Err(wrong(
                &file.incident,
                format!("incident: {VERSION} is the version that is read"),
            ));
        }
        for event in file.events.iter().flatten() {
            known(&event.r#type, names.events.keys())?;
            if let Some(by) = event.by.as_ref().filter(|b| b.value != CONTRACTOR) {
                return Err(wrong(
                    by,
                    format!("by: «{}» (there is: {CONTRACTOR})", by.value),
                ));
            }
            date(event.date.as_ref())?;
        }
        for row in file.dates.iter().flatten() {
            date(row.value.as_ref())?;
        }
        for row in file.causes.iter().flatten() {
            known(&row.code, names.causes.keys())?;
        }
        for row in file.data_items.iter().flatten() {
            known(&row.code, names.items.keys())?;
        }
        for row in file.measures.iter().flatten() {
            known(&row.code, names.measures.keys())?;
        }
        if let Some(p) = &file.published
            && DateValue::parse(&p.value)
                .and_then(DateValue::day)
                .is_none()
        {
            return Err(wrong(p, format!("«{}» is no day (YYYY-MM-DD)", p.value)));
        }
        Ok(file)
    }

    /// The file that it says it was written from.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The facts alone, with places in the YAML.
    pub fn incident(&self) -> Incident {
        let mut incident = Incident {
            kind: Kind::Notice,
            ..Incident::default()
        };
        self.put(&mut incident, &Places::Own);
        incident.title = self.title.as_ref().and_then(place).unwrap_or_default();
        incident
    }

    /// Puts the facts in the place of those read from `text`. Gives the names of the facts that this changed.
    pub fn correct(&self, incident: &mut Incident, text: &str) -> Vec<&'static str> {
        let places = Places::Draft {
            text,
            title: incident.title,
        };
        let before = incident.clone();
        self.put(incident, &places);
        changed(&before, incident)
    }

    fn put(&self, incident: &mut Incident, places: &Places<'_>) {
        let own = matches!(places, Places::Own);
        macro_rules! plain {
            ($($field:ident),*) => { $(
                if let Some(value) = &self.$field {
                    if own || incident.$field != value.value {
                        incident.evidence.remove(stringify!($field));
                    }
                    incident.$field = value.value;
                    if own && let Some(span) = place(value) {
                        incident.note(stringify!($field), span);
                    }
                }
            )* };
        }
        plain!(
            kind,
            draft,
            regime,
            personal_data,
            ppc_report,
            police,
            notified,
            persons,
            records,
            sensitive,
            financial,
            malicious,
            cause_stated,
            cause_under_investigation,
            outsourced,
            encrypted,
            key_apart,
            exemption_claimed,
            ciphered,
            not_viewed,
            unreachable,
            delay_explained,
            followup_promised,
            measures_split,
            self_protection,
            damage_risk,
            secondary_damage,
            contact
        );
        if let Some(p) = &self.published {
            incident.published = DateValue::parse(&p.value).and_then(DateValue::day);
        }
        if let Some(org) = &self.org {
            incident.org = org.0.as_ref().map(|o| Coded {
                code: o.code.value.clone(),
                span: places.of(&o.code, o.at.as_ref(), o.quote.as_ref()),
            });
        }
        let coded = |rows: &[Row]| -> Vec<Coded> {
            rows.iter()
                .map(|r| Coded {
                    code: r.code.value.clone(),
                    span: places.of(&r.code, r.at.as_ref(), r.quote.as_ref()),
                })
                .collect()
        };
        // What a person left as it was keeps all the places that it was read at.
        let same = |read: &[Coded], rows: &[Row]| {
            !own && read
                .iter()
                .map(|c| &c.code)
                .eq(rows.iter().map(|r| &r.code.value))
        };
        if let Some(rows) = self
            .data_items
            .as_ref()
            .filter(|r| !same(&incident.data_items, r))
        {
            incident.data_items = coded(rows);
            note_all(incident, "data_items", |i| {
                i.data_items.iter().map(|c| c.span).collect()
            });
        }
        if let Some(rows) = &self.exemption_grounds {
            incident.exemption_grounds = coded(rows);
        }
        if let Some(rows) = self.causes.as_ref().filter(|r| !same(&incident.causes, r)) {
            incident.causes = coded(rows);
            note_all(incident, "causes", |i| {
                i.causes.iter().map(|c| c.span).collect()
            });
        }
        let same_measures = |read: &[Measure], rows: &[MeasureRow]| {
            !own && read.iter().map(|m| (&m.code, m.status)).eq(rows
                .iter()
                .map(|m| (&m.code.value, m.status.unwrap_or(Status::Done))))
        };
        if let Some(rows) = self
            .measures
            .as_ref()
            .filter(|r| !same_measures(&incident.measures, r))
        {
            incident.measures = rows
                .iter()
                .map(|m| Measure {
                    code: m.code.value.clone(),
                    span: places.of(&m.code, m.at.as_ref(), m.quote.as_ref()),
                    status: m.status.unwrap_or(Status::Done),
                    concrete: m.code.value != OTHER,
                })
                .collect();
            note_all(incident, "measures", |i| {
                i.measures.iter().map(|m| m.span).collect()
            });
        }
        if let Some(rows) = &self.counts {
            incident.counts = rows
                .iter()
                .map(|c| Count {
                    value: c.value.value,
                    quantity: c.quantity,
                    exactness: c.exactness,
                    share: c.share,
                    affected: c.affected,
                    span: places.of(&c.value, c.at.as_ref(), c.quote.as_ref()),
                })
                .collect();
        }
        if let Some(rows) = &self.events {
            incident.events = rows.iter().map(|e| event(e, places)).collect();
        }
        if let Some(rows) = &self.dates {
            // What is wrong with a date in itself is known from the draft only.
            let problems: Vec<_> = incident.dates.iter().map(|d| (d.span, d.problem)).collect();
            incident.dates = rows
                .iter()
                .filter_map(|d| {
                    let value = d.value.as_ref()?;
                    let span = places.of(value, d.at.as_ref(), d.quote.as_ref());
                    Some(DateRow {
                        span,
                        value: value.value.as_deref().and_then(DateValue::parse),
                        problem: problems.iter().find(|p| p.0 == span).and_then(|p| p.1),
                    })
                })
                .collect();
        }
        if own {
            if self.dates.is_none() {
                incident.dates = incident
                    .events
                    .iter()
                    .filter(|e| e.date.is_some())
                    .map(|e| DateRow {
                        span: e.date_span.unwrap_or(e.span),
                        value: e.date,
                        problem: None,
                    })
                    .collect();
            }
            self.follow(incident);
        }
    }

    /// What follows from the events where the file does not say it itself.
    fn follow(&self, incident: &mut Incident) {
        let told = |kind: &str| -> Done {
            let mut statuses = incident.events_of(kind).map(|e| e.status).peekable();
            if statuses.peek().is_none() {
                Done::None
            } else if statuses.any(|s| s == Status::Done) {
                Done::Done
            } else {
                Done::Planned
            }
        };
        let (ppc, notified) = (told("reported_ppc"), told("notified"));
        let police = told("reported_police") == Done::Done;
        if self.ppc_report.is_none() {
            incident.ppc_report = ppc;
        }
        if self.notified.is_none() {
            incident.notified = notified;
        }
        if self.police.is_none() {
            incident.police = police;
        }
    }
}

fn event(row: &EventRow, places: &Places<'_>) -> Event {
    let value = row.date.as_ref().and_then(|d| d.value.as_deref());
    let date = value.and_then(DateValue::parse);
    let date_span = match places {
        Places::Own => row.date.as_ref().filter(|_| date.is_some()).and_then(place),
        Places::Draft { .. } => row
            .date_at
            .as_deref()
            .and_then(bytes)
            .filter(|_| date.is_some()),
    };
    Event {
        kind: row.r#type.value.clone(),
        date,
        date_span,
        span: places.of(&row.r#type, row.at.as_ref(), row.quote.as_ref()),
        again: match places {
            Places::Own => Vec::new(),
            Places::Draft { text, .. } => row
                .again_at
                .iter()
                .filter_map(|a| bytes(a))
                .filter(|s| text.get(s.start..s.end).is_some())
                .collect(),
        },
        status: row.status.unwrap_or(Status::Done),
        stage: row
            .stage
            .or_else(|| (row.r#type.value == "reported_ppc").then_some(Stage::Unstated)),
        by_contractor: row.by.is_some(),
        certain: true,
    }
}

fn note_all(incident: &mut Incident, fact: &'static str, spans: impl Fn(&Incident) -> Vec<Span>) {
    incident.evidence.remove(fact);
    for span in spans(incident) {
        incident.note(fact, span);
    }
}

/// The facts that differ.
fn changed(before: &Incident, after: &Incident) -> Vec<&'static str> {
    let mut names = Vec::new();
    macro_rules! compare {
        ($($field:ident),*) => { $(
            if before.$field != after.$field {
                names.push(stringify!($field));
            }
        )* };
    }
    compare!(kind, regime, personal_data);
    if before.org.as_ref().map(|o| &o.code) != after.org.as_ref().map(|o| &o.code) {
        names.push("org");
    }
    let events = |i: &Incident| -> Vec<_> {
        i.events
            .iter()
            .map(|e| (e.kind.clone(), e.date, e.status, e.stage, e.by_contractor))
            .collect()
    };
    if events(before) != events(after) {
        names.push("events");
    }
    compare!(ppc_report, police, notified, persons, records, counts);
    let codes = |list: &[Coded]| -> Vec<String> { list.iter().map(|c| c.code.clone()).collect() };
    if codes(&before.data_items) != codes(&after.data_items) {
        names.push("data_items");
    }
    compare!(sensitive, financial, malicious);
    if codes(&before.causes) != codes(&after.causes) {
        names.push("causes");
    }
    compare!(
        cause_stated,
        cause_under_investigation,
        outsourced,
        encrypted,
        key_apart,
        exemption_claimed,
        ciphered,
        not_viewed,
        unreachable,
        delay_explained,
        followup_promised,
        measures_split,
        self_protection,
        damage_risk,
        secondary_damage,
        contact
    );
    let measures = |i: &Incident| -> Vec<_> {
        i.measures
            .iter()
            .map(|m| (m.code.clone(), m.status))
            .collect()
    };
    if measures(before) != measures(after) {
        names.push("measures");
    }
    let dates = |i: &Incident| -> Vec<_> { i.dates.iter().map(|d| d.value).collect() };
    if dates(before) != dates(after) {
        names.push("dates");
    }
    names
}

fn wrong<T>(value: &Spanned<T>, reason: String) -> YamlError {
    let line = usize::try_from(value.referenced.line()).unwrap_or(0);
    let column = usize::try_from(value.referenced.column()).unwrap_or(0);
    YamlError {
        at: Some((line, column)),
        reason,
    }
}

fn known<'a>(
    code: &Spanned<String>,
    mut known: impl Iterator<Item = &'a String> + Clone,
) -> Result<(), YamlError> {
    let all = known.clone();
    if known.any(|k| *k == code.value) {
        return Ok(());
    }
    let list: Vec<&str> = all.map(String::as_str).collect();
    Err(wrong(
        code,
        format!(
            "«{}» is not known (there are: {})",
            code.value,
            list.join(", ")
        ),
    ))
}

fn date(value: Option<&Spanned<Option<String>>>) -> Result<(), YamlError> {
    match value {
        Some(placed) => match &placed.value {
            Some(text) if DateValue::parse(text).is_none() => Err(wrong(
                placed,
                format!(
                    "«{text}» is no date (2024-01-10, 2024-01, 2024, 2024-01-10T18:20, 2024-01-01/2024-03-31)"
                ),
            )),
            _ => Ok(()),
        },
        None => Ok(()),
    }
}
