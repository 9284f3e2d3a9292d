//! Do dates agree with themselves: the weekday with the day, the era year with the Gregorian year?

use chrono::{Datelike, Weekday};

use super::{Case, Lang, Outcome, day, say};
use crate::date::Problem;
use crate::rule::Verdict;
use crate::rule::raw::ConsistencyOf;

/// One outcome for each contradiction; one `met` where dates are there and agree.
pub(super) fn check(case: &Case<'_>, of: ConsistencyOf) -> Vec<Outcome> {
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
            _ => {}
        }
    }
    if outcomes.is_empty() {
        outcomes.push(Outcome::of(if case.incident.dates.is_empty() {
            Verdict::NotApplicable
        } else {
            Verdict::Met
        }));
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
