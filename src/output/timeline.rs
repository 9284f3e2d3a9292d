//! The timeline of one report: for the terminal, and as what [`super::picture`] draws.

use std::fmt::Write;

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

use super::location::spot;
use super::picture::{Band, Lane, Limit, Mark, Picture, Words};
use crate::date::{DateValue, Moment};
use crate::evaluate::day;
use crate::incident::{Event, Kind, Regime, Stage, Status};
use crate::input::Document;
use crate::lang::Lang;
use crate::law::derive::regime_of;
use crate::law::{Law, Why, day_number, report_of};
use crate::rule::Names;
use crate::{Pack, Report};

/// Longest quote beside an event, in characters.
const QUOTE_CHARS: usize = 40;
/// Two events further apart than this, in days, have their distance written between them.
const GAP_DAYS: i64 = 6;

/// One event with what people read of it.
#[derive(Clone)]
struct Line<'a> {
    index: usize,
    event: &'a Event,
    name: String,
    quote: String,
}

fn lines<'a>(
    document: &'a Document,
    report: &'a Report,
    names: &'a Names,
    lang: Lang,
) -> Vec<Line<'a>> {
    let mut list: Vec<Line<'a>> = report
        .incident
        .events
        .iter()
        .enumerate()
        .map(|(index, event)| Line {
            index,
            event,
            name: name(event, names, lang),
            quote: quote(document, event),
        })
        .collect();
    // By day; within a day in the order of the text, but what has clock times by them.
    let day = |l: &Line<'_>| {
        l.event
            .date
            .and_then(DateValue::start)
            .and_then(Moment::first_day)
    };
    list.sort_by_key(|l| (day(l).is_none(), day(l), l.event.span.start));
    for same in list.chunk_by_mut(|a, b| day(a).is_some() && day(a) == day(b)) {
        let mut clocked: Vec<usize> = (0..same.len())
            .filter(|&i| clock(same[i].event).is_some())
            .collect();
        let places = clocked.clone();
        clocked.sort_by_key(|&i| clock(same[i].event));
        let sorted: Vec<Line<'_>> = clocked.iter().map(|&i| same[i].clone()).collect();
        for (&place, line) in places.iter().zip(sorted) {
            same[place] = line;
        }
    }
    list
}

/// The hour and minute that an event begins at, where the text tells them.
fn clock(event: &Event) -> Option<(u32, u32)> {
    let start = event.date.and_then(DateValue::start)?;
    start.hour.map(|h| (h, start.minute.unwrap_or(0)))
}

fn name(event: &Event, names: &Names, lang: Lang) -> String {
    let mut text = Names::of(&names.events, &event.kind, lang).to_string();
    if let Some(stage) = event.stage.filter(|s| *s != Stage::Unstated) {
        let stage = Names::of(&names.stages, stage.name(), lang);
        let _ = match lang {
            Lang::Ja => write!(text, "({stage})"),
            Lang::En => write!(text, " ({stage})"),
        };
    }
    text
}

fn quote(document: &Document, event: &Event) -> String {
    let text = document.quote(event.span);
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= QUOTE_CHARS {
        return flat;
    }
    let mut short: String = flat.chars().take(QUOTE_CHARS - 1).collect();
    short.push('…');
    short
}

/// One event as people read it, in the order of the timeline.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its date in words.
    pub(super) when: String,
    /// Its first day, where the date tells it.
    pub(super) date: Option<NaiveDate>,
    /// Its day counted from the awareness date, which is day 1; for single days from then on.
    pub(super) day: Option<i64>,
    /// What happened.
    pub(super) name: String,
    /// The words of the text, shortened.
    pub(super) quote: String,
    /// Where they stand.
    pub(super) place: String,
    /// It is still to come.
    pub(super) planned: bool,
    /// A contractor did it.
    pub(super) contractor: bool,
    /// The awareness date was taken from it.
    pub(super) awareness: bool,
}

/// The events of a report, in the order of their days.
pub(super) fn entries(
    document: &Document,
    report: &Report,
    names: &Names,
    lang: Lang,
) -> Vec<Entry> {
    let aware = report.derived.awareness;
    lines(document, report, names, lang)
        .into_iter()
        .map(|line| {
            let date = line.event.date.and_then(DateValue::day);
            let single = line.event.date.is_some_and(|v| !v.is_range());
            let day = match (aware, date) {
                (Some(a), Some(d)) if d >= a && single => Some(day_number(a, d)),
                _ => None,
            };
            Entry {
                when: written(line.event.date, lang),
                date,
                day,
                place: spot(document, line.event.span.start, lang),
                planned: line.event.status == Status::Planned,
                contractor: line.event.by_contractor,
                awareness: report.derived.awareness_event == Some(line.index),
                name: line.name,
                quote: line.quote,
            }
        })
        .collect()
}

/// The timeline as text: a line an event, its day counted from the awareness date, its place; then the periods.
pub fn text(document: &Document, path: &str, report: &Report, pack: &Pack, lang: Lang) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", report.title);
    let _ = writeln!(out, "{path}\n");
    let list = entries(document, report, &pack.names, lang);
    let mut previous: Option<NaiveDate> = None;
    let column = list.iter().map(|e| e.when.width()).max().unwrap_or(0);
    for entry in &list {
        if let (Some(a), Some(b)) = (previous, entry.date) {
            let gap = (b - a).num_days();
            if gap > GAP_DAYS {
                let _ = match lang {
                    Lang::Ja => writeln!(out, "    ┆ {gap}日"),
                    Lang::En => writeln!(out, "    ┆ {gap} days"),
                };
            }
        }
        previous = entry.date.or(previous);
        let mark = if entry.awareness {
            '◎'
        } else if entry.planned {
            '○'
        } else {
            '●'
        };
        let pad = " ".repeat(column - entry.when.width());
        let count = match (entry.day, lang) {
            (Some(n), Lang::Ja) => format!("{n}日目"),
            (Some(n), Lang::En) => format!("day {n}"),
            _ => String::new(),
        };
        let planned = match (entry.planned, lang) {
            (true, Lang::Ja) => "【予定】",
            (true, Lang::En) => "[planned] ",
            _ => "",
        };
        let by = match (entry.contractor, lang) {
            (true, Lang::Ja) => "【委託先】",
            (true, Lang::En) => "[contractor] ",
            _ => "",
        };
        let count_pad = " ".repeat(8_usize.saturating_sub(count.width()));
        let _ = writeln!(
            out,
            "  {mark} {}{pad}  {count}{count_pad}{planned}{by}{}  {}  「{}」",
            entry.when, entry.name, entry.place, entry.quote
        );
    }
    if list.is_empty() {
        let _ = match lang {
            Lang::Ja => writeln!(out, "  出来事は見つかりませんでした"),
            Lang::En => writeln!(out, "  no events were found"),
        };
    }
    out.push('\n');
    for note in notes(report, &pack.law, lang) {
        let _ = writeln!(out, "  {note}");
    }
    for line in super::law::Groups::of(std::iter::once(report), &pack.law, lang).lines(lang) {
        let _ = writeln!(out, "  {line}");
    }
    out
}

pub(super) fn written(date: Option<DateValue>, lang: Lang) -> String {
    let moment = |m: Moment| {
        let date = match (m.date(), m.month) {
            (Some(d), _) => day(lang, d),
            (None, Some(month)) => match lang {
                Lang::Ja => format!("{}年{month}月", m.year),
                Lang::En => format!("{}-{month:02}", m.year),
            },
            _ => match lang {
                Lang::Ja => format!("{}年", m.year),
                Lang::En => m.year.to_string(),
            },
        };
        match m.hour {
            Some(h) => format!("{date} {h:02}:{:02}", m.minute.unwrap_or(0)),
            None => date,
        }
    };
    match (date, lang) {
        (None, Lang::Ja) => "日付の記載なし".to_string(),
        (None, Lang::En) => "no date".to_string(),
        (Some(DateValue::Point(m)), _) => moment(m),
        (Some(DateValue::Range(from, to)), _) => format!(
            "{}〜{}",
            from.map(moment).unwrap_or_default(),
            to.map(moment).unwrap_or_default()
        ),
    }
}

/// What the law makes of it: the awareness date with its reason, the window of the 速報, the last day of the 確報.
fn notes(report: &Report, law: &Law, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    let derived = &report.derived;
    let Some(aware) = derived.awareness else {
        out.push(
            match lang {
                Lang::Ja => "知った日が本文から分からないため、期限は数えていません",
                Lang::En => "the text does not tell the awareness date; no periods are counted",
            }
            .to_string(),
        );
        return out;
    };
    let kind = derived
        .awareness_event
        .and_then(|i| report.incident.events.get(i))
        .map_or("", |e| e.kind.as_str());
    out.push(match (lang, derived.awareness_by_contractor, kind) {
        (Lang::Ja, true, _) => format!("知った日(1日目): {}。組織自身が知った日の記載がないため、委託先の知った日によりました", day(lang, aware)),
        (Lang::Ja, _, "client_informed") => format!("知った日(1日目): {}。委託先からの連絡を受けた日です", day(lang, aware)),
        (Lang::Ja, ..) => format!("知った日(1日目): {}。漏えい等(またはそのおそれ)を初めて知った日です", day(lang, aware)),
        (Lang::En, true, _) => format!("awareness date (day 1): {}; the contractor's day, for want of the organisation's own", day(lang, aware)),
        (Lang::En, _, "client_informed") => format!("awareness date (day 1): {}, when the contractor told its client", day(lang, aware)),
        (Lang::En, ..) => format!("awareness date (day 1): {}, the first day on which the leak or its possibility was known", day(lang, aware)),
    });
    for &i in derived.awareness_not.iter().take(2) {
        let when = report
            .incident
            .events
            .get(i)
            .and_then(|e| e.date)
            .and_then(DateValue::day);
        if let Some(d) = when {
            out.push(match lang {
                Lang::Ja => format!(
                    "{}は後の確認なので、知った日とはしませんでした",
                    day(lang, d)
                ),
                Lang::En => format!("{} is a later confirmation and was not taken", day(lang, d)),
            });
        }
    }
    if let Some(other) = derived.awareness_alternative {
        out.push(match (lang, other.why) {
            (Lang::Ja, Why::ContractorKnew) => format!(
                "委託先は{}に知っています。委託元の起算日は委託先からの連絡の日としました",
                day(lang, other.day)
            ),
            (Lang::Ja, Why::AlreadyActing) => format!(
                "{}に既に対応しています。この日までに知っていたとみる余地があります",
                day(lang, other.day)
            ),
            (Lang::En, Why::ContractorKnew) => format!(
                "the contractor knew on {}; the client's count starts with its notice",
                day(lang, other.day)
            ),
            (Lang::En, Why::AlreadyActing) => format!(
                "something was done on {} already; it could be taken for the awareness date",
                day(lang, other.day)
            ),
        });
    }
    if derived.applied.is_empty() {
        out.push(
            match lang {
                Lang::Ja => {
                    "組織の規律(民間か行政機関等か)が分からないため、報告の期限は示していません"
                }
                Lang::En => {
                    "the organisation's regime is not known; no reporting periods are shown"
                }
            }
            .to_string(),
        );
        return out;
    }
    if !derived.reportable {
        out.push(
            match lang {
                Lang::Ja => {
                    "本文の限りでは報告対象事態に当たるとはいえないため、報告の期限は示していません"
                }
                Lang::En => {
                    "by the text this is no reportable situation; no reporting periods are shown"
                }
            }
            .to_string(),
        );
        return out;
    }
    if let Some((from, to)) = window(law, report.incident.regime, aware) {
        out.push(match lang {
            Lang::Ja => format!("速報の目安: {}〜{}", day(lang, from), day(lang, to)),
            Lang::En => format!(
                "preliminary report: {} to {}",
                day(lang, from),
                day(lang, to)
            ),
        });
    }
    if let Some(due) = derived.final_due {
        let rolled = due.raw != due.due;
        out.push(match (lang, rolled) {
            (Lang::Ja, true) => format!(
                "確報の期限({}日): {}({}日目の{}は閉庁日のため)",
                due.days,
                day(lang, due.due),
                due.days,
                day(lang, due.raw)
            ),
            (Lang::Ja, false) => format!("確報の期限({}日): {}", due.days, day(lang, due.due)),
            (Lang::En, true) => format!(
                "final report ({} days): due {} ({} is a closed day)",
                due.days,
                day(lang, due.due),
                day(lang, due.raw)
            ),
            (Lang::En, false) => format!(
                "final report ({} days): due {}",
                due.days,
                day(lang, due.due)
            ),
        });
    }
    out
}

/// The days on which a preliminary report is expected: by the guideline the third to the fifth.
pub(super) fn window(
    law: &Law,
    regime: Regime,
    aware: NaiveDate,
) -> Option<(NaiveDate, NaiveDate)> {
    let rule = law.preliminary(regime_of(regime), Some(aware))?;
    let nth = |n: u32| aware.checked_add_days(chrono::Days::new(u64::from(n.max(1) - 1)));
    Some((nth(rule.window.first)?, nth(rule.window.last)?))
}

/// The timeline as a picture.
pub fn picture(document: &Document, report: &Report, pack: &Pack, lang: Lang) -> Picture {
    let derived = &report.derived;
    let events = lines(document, report, &pack.names, lang)
        .into_iter()
        .map(|l| mark(&l, derived.awareness_event == Some(l.index)))
        .collect();
    let mut bands = Vec::new();
    let mut limits = Vec::new();
    if let Some(aware) = derived.awareness.filter(|_| derived.reportable) {
        if let Some((from, to)) = window(&pack.law, report.incident.regime, aware) {
            bands.push(Band {
                label: match lang {
                    Lang::Ja => "速報の目安",
                    Lang::En => "preliminary report",
                }
                .to_string(),
                from,
                to,
            });
        }
        if let Some(due) = derived.final_due {
            let met = report_of(&report.incident, Stage::Final)
                .and_then(|e| e.date?.day())
                .map(|d| d <= due.due)
                .or_else(|| {
                    (report.as_of > due.due && report.incident.kind == Kind::Regulator)
                        .then_some(false)
                });
            limits.push(Limit {
                label: match lang {
                    Lang::Ja => format!("確報の期限({}日)", due.days),
                    Lang::En => format!("final report ({} days)", due.days),
                },
                date: due.due,
                met,
            });
        }
    }
    Picture {
        title: report.title.clone(),
        day_one: derived.awareness,
        events,
        bands,
        limits,
        notes: notes(report, &pack.law, lang),
        words: words(lang),
    }
}

fn mark(line: &Line<'_>, emphasis: bool) -> Mark {
    let event = line.event;
    let (start, end, open_start, open_end) = match event.date {
        None => (None, None, false, false),
        Some(DateValue::Point(m)) if m.day.is_some() => (m.date(), None, false, false),
        Some(DateValue::Point(m)) => (m.first_day(), m.last_day(), false, false),
        Some(DateValue::Range(from, to)) => (
            from.and_then(Moment::first_day),
            to.and_then(Moment::last_day),
            from.is_none(),
            to.is_none(),
        ),
    };
    let clock = |m: Moment| m.hour.map(|h| format!("{h}:{:02}", m.minute.unwrap_or(0)));
    let time = match event.date {
        Some(DateValue::Point(m)) => clock(m),
        _ => None,
    };
    Mark {
        label: line.name.clone(),
        detail: line.quote.clone(),
        start,
        end,
        open_start,
        open_end,
        time,
        planned: event.status == Status::Planned,
        actor: lane(event),
        emphasis,
    }
}

fn lane(event: &Event) -> Lane {
    match event.kind.as_str() {
        _ if event.by_contractor => Lane::Contractor,
        "client_informed" => Lane::Contractor,
        "reported_ppc" | "reported_police" | "reported_other" => Lane::Authority,
        "notified" => Lane::Persons,
        "published" => Lane::Public,
        _ => Lane::Own,
    }
}

fn words(lang: Lang) -> Words {
    let s = str::to_string;
    match lang {
        Lang::En => Words::default(),
        Lang::Ja => Words {
            language: s("ja"),
            empty: s("日付のある出来事が見つかりませんでした。"),
            column_date: s("日付"),
            column_event: s("出来事"),
            undated: s("日付の記載なし"),
            planned: s("(予定)"),
            met: s("[期限内]"),
            missed: s("[期限後]"),
            date: s("{y}年{m}月{d}日"),
            year: s("{y}年"),
            month: s("{y}年{m}月"),
            month_short: s("{m}月"),
            day: s("{d}"),
            clock: s("{h}:{mm}"),
            range: s("〜"),
            open_start: s("{date}まで"),
            open_end: s("{date}から"),
            duration: s("({n}日間)"),
            gap: s("{n}日省略"),
            day_number: s("{n}日目"),
            day_range: s("{from}〜{to}日目"),
            own: s("当該組織"),
            contractor: s("委託先"),
            authority: s("行政・警察"),
            persons: s("本人"),
            public: s("公表"),
            legend_planned: s("予定(白抜き)"),
            legend_emphasis: s("知った日"),
            legend_open: s("始期・終期の記載なし"),
            legend_gap: s("途中の日数を省略"),
        },
    }
}
