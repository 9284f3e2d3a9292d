//! Does the text agree with itself: weekdays and eras with their dates, totals with their parts, one number with the
//! same number elsewhere? Order and day counts are in [`super::order`].

use chrono::{Datelike, Weekday};

use super::{Case, Lang, Outcome, day, grouped, order, say};
use crate::date::Problem;
use crate::incident::{Changed, FlawKind};
use crate::rule::raw::ConsistencyOf;
use crate::rule::{Names, Verdict};

/// One outcome for each contradiction; one `met` where dates are there and agree.
pub(super) fn check(case: &Case<'_>, of: ConsistencyOf) -> Vec<Outcome> {
    let outcomes = match of {
        ConsistencyOf::Order => order::order(case),
        ConsistencyOf::Future => order::future(case),
        ConsistencyOf::DayCount => order::day_count(case),
        ConsistencyOf::Total => numbers(case, FlawKind::Total),
        ConsistencyOf::Number => numbers(case, FlawKind::Number),
        ConsistencyOf::ChangedNumber | ConsistencyOf::ChangedDate | ConsistencyOf::ChangedItems => {
            changes(case, of)
        }
        _ => dates(case, of),
    };
    if !outcomes.is_empty() {
        return outcomes;
    }
    let nothing = match of {
        ConsistencyOf::Total | ConsistencyOf::Number => case.incident.counts.is_empty(),
        ConsistencyOf::DayCount => case.incident.stated_days.is_empty(),
        ConsistencyOf::ChangedNumber | ConsistencyOf::ChangedItems => false,
        _ => case.incident.dates.is_empty(),
    };
    vec![Outcome::of(if nothing {
        Verdict::NotApplicable
    } else {
        Verdict::Met
    })]
}

/// Numbers that do not agree: the first label is the number in doubt, the others what it is held against.
fn numbers(case: &Case<'_>, kind: FlawKind) -> Vec<Outcome> {
    let (first, others) = match kind {
        FlawKind::Total => (
            say(case.lang, "合計とされている数", "told as the total"),
            say(case.lang, "内訳", "a part"),
        ),
        _ => (
            say(case.lang, "こちらの数", "this number"),
            say(case.lang, "別の箇所の数", "the number elsewhere"),
        ),
    };
    let names = match kind {
        FlawKind::Total => ["total", "sum"],
        _ => ["first", "second"],
    };
    case.incident
        .flaws
        .iter()
        .filter(|f| f.kind == kind)
        .map(|flaw| {
            let (a, b) = flaw.numbers.unwrap_or_default();
            let outcome = Outcome::of(Verdict::Violated)
                .value(names[0], grouped(a))
                .value(names[1], grouped(b));
            flaw.spans.iter().enumerate().fold(outcome, |o, (i, s)| {
                o.label(*s, if i == 0 { first } else { others })
            })
        })
        .collect()
}

/// What changed between notices without a word: the first label is in the later one.
fn changes(case: &Case<'_>, of: ConsistencyOf) -> Vec<Outcome> {
    let labels = [
        say(case.lang, "こちらの公表", "this notice"),
        say(case.lang, "前の公表", "the earlier notice"),
    ];
    let mut outcomes = Vec::new();
    for change in &case.incident.changes {
        let outcome = Outcome::of(Verdict::Violated);
        let outcome = match (&change.what, of) {
            (Changed::Persons(before, after), ConsistencyOf::ChangedNumber) => outcome
                .value("before", grouped(*before))
                .value("after", grouped(*after)),
            (
                Changed::Day {
                    event,
                    before,
                    after,
                },
                ConsistencyOf::ChangedDate,
            ) => outcome
                .value("event", Names::of(&case.names.events, event, case.lang))
                .value("before", day(case.lang, *before))
                .value("after", day(case.lang, *after)),
            (Changed::Item { code, added }, ConsistencyOf::ChangedItems) => {
                let mut outcome =
                    outcome.value("item", Names::of(&case.names.items, code, case.lang));
                outcome.case = Some(if *added { "added" } else { "removed" });
                outcome
            }
            _ => continue,
        };
        let both = change.spans.iter().zip(labels);
        outcomes.push(both.fold(outcome, |o, (span, label)| o.label(*span, label)));
    }
    outcomes
}

/// What is wrong with a date in itself.
fn dates(case: &Case<'_>, of: ConsistencyOf) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for row in &case.incident.dates {
        match (of, row.problem) {
            (ConsistencyOf::Weekday, Some(Problem::Weekday { date, written })) => {
                let actual = name(case.lang, date.weekday());
                let label = match case.lang {
                    Lang::Ja => format!("この日は{actual}です"),
                    Lang::En => format!("this day is a {actual}"),
                };
                outcomes.push(
                    Outcome::of(Verdict::Violated)
                        .value("written", name(case.lang, written))
                        .value("actual", &actual)
                        .value("date", day(case.lang, date))
                        .label(row.span, label),
                );
            }
            (ConsistencyOf::Era, Some(Problem::Era { by_era, written })) => {
                outcomes.push(
                    Outcome::of(Verdict::Violated)
                        .value("written", written)
                        .value("actual", by_era)
                        .label(
                            row.span,
                            say(
                                case.lang,
                                "和暦と西暦が別の年を指しています",
                                "the era year and the Gregorian year differ",
                            ),
                        ),
                );
            }
            (ConsistencyOf::Impossible, Some(Problem::Impossible)) => {
                outcomes.push(Outcome::of(Verdict::Violated).label(
                    row.span,
                    say(
                        case.lang,
                        "この日時はありません",
                        "there is no such day or time",
                    ),
                ));
            }
            (ConsistencyOf::Dangling, Some(Problem::Dangling)) => {
                outcomes.push(Outcome::of(Verdict::Violated).label(
                    row.span,
                    say(
                        case.lang,
                        "これより前に、指す日付がありません",
                        "no date stands before it that it could point to",
                    ),
                ));
            }
            _ => {}
        }
    }
    outcomes
}

fn name(lang: Lang, weekday: Weekday) -> String {
    let index = weekday.num_days_from_monday() as usize;
    match lang {
        Lang::Ja => format!("{}曜日", ["月", "火", "水", "木", "金", "土", "日"][index]),
        Lang::En => [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ][index]
            .to_string(),
    }
}
