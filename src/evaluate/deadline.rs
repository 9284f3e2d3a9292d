//! Was the report made within its period? By the dates, or by a day count that the text states.

use chrono::{Days, NaiveDate};

use super::{Case, Lang, Outcome, day, say};
use crate::incident::{Done, Event, Stage, Status};
use crate::law::{Why, day_number, report_of};
use crate::rule::raw::{Deadline, Delay, DelayOf, ReportStage};
use crate::rule::{Severity, Verdict};
use crate::span::Span;

const DETECTED: &str = "detected";
const CLIENT_INFORMED: &str = "client_informed";
const NOTIFIED: &str = "notified";
const PUBLISHED: &str = "published";

pub(super) fn check(case: &Case<'_>, deadline: &Deadline) -> Outcome {
    match deadline.report {
        ReportStage::Preliminary => preliminary(case),
        ReportStage::Final => last(case),
        ReportStage::Client => client(case),
    }
}

fn awareness_label(case: &Case<'_>) -> Option<(Span, String)> {
    let event = &case.incident.events[case.derived.awareness_event?];
    let text = if case.derived.awareness_by_contractor {
        say(
            case.lang,
            "委託先が知った日(1日目として数えました)",
            "the contractor's awareness date (counted as day 1)",
        )
    } else {
        say(case.lang, "知った日(1日目)", "awareness date (day 1)")
    };
    Some((event.date_span.unwrap_or(event.span), text.to_string()))
}

/// Labels the start of the count, the later finding that was not taken for it, and the day that a reader could take
/// instead.
fn with_awareness(case: &Case<'_>, outcome: Outcome) -> Outcome {
    let Some((span, text)) = awareness_label(case) else {
        return outcome;
    };
    let mut outcome = outcome.label(span, text);
    let place = |i: usize| {
        let event = &case.incident.events[i];
        event.date_span.unwrap_or(event.span)
    };
    if let Some(&later) = case.derived.awareness_not.first() {
        outcome = outcome.label(
            place(later),
            say(
                case.lang,
                "後の確認です。知った日とはしませんでした",
                "a later confirmation; not taken for the awareness date",
            ),
        );
    }
    if let Some(other) = case.derived.awareness_alternative {
        let text = match other.why {
            Why::ContractorKnew => say(
                case.lang,
                "委託先が知った日です。委託元は、委託先からの連絡で知ったものとして数えました",
                "the contractor knew on this day; the client was taken to know by its notice",
            ),
            Why::AlreadyActing => say(
                case.lang,
                "この日に既に対応しています。この日までに知っていたとみる余地があります",
                "something was done on this day already; it could be taken for the awareness date",
            ),
        };
        outcome = outcome.label(place(other.event), text);
    }
    outcome
}

fn nth(lang: Lang, n: i64) -> String {
    match lang {
        Lang::Ja => format!("報告の日({n}日目)"),
        Lang::En => format!("the report (day {n})"),
    }
}

fn dated<'a>(case: &Case<'a>, stage: Stage) -> Option<(&'a Event, NaiveDate)> {
    let event = report_of(case.incident, stage)?;
    Some((event, event.date?.day()?))
}

/// A day count in the text counts where the dates themselves are missing.
fn stated(case: &Case<'_>, stage: Stage, limit: i64, late_from: i64) -> Option<Outcome> {
    let count = case
        .incident
        .stated_days
        .iter()
        .find(|s| s.stage == stage)?;
    let label = say(
        case.lang,
        "本文の記す日数",
        "the day count that the text states",
    );
    let outcome = if count.days <= limit {
        Outcome::of(Verdict::Met)
    } else {
        let mut o = Outcome::of(Verdict::Violated)
            .value("days", count.days)
            .value("limit", limit);
        o.case = Some("stated-days");
        o.severity = (count.days < late_from).then_some(Severity::Warning);
        o
    };
    Some(outcome.label(count.span, label))
}

fn preliminary(case: &Case<'_>) -> Outcome {
    let Some(rule) = case.law.preliminary(case.regime, case.derived.awareness) else {
        return Outcome::of(Verdict::NotApplicable);
    };
    let (limit, late_from) = (i64::from(rule.window.last), i64::from(rule.late_from));
    if let (Some(awareness), Some((event, date))) =
        (case.derived.awareness, dated(case, Stage::Preliminary))
    {
        let n = day_number(awareness, date);
        if n < 1 {
            return Outcome::of(Verdict::Undetermined);
        }
        let mut outcome = Outcome::of(if n <= limit {
            Verdict::Met
        } else {
            Verdict::Violated
        })
        .value("awareness", day(case.lang, awareness))
        .value("date", day(case.lang, date))
        .value("days", n)
        .value("limit", limit);
        outcome.severity = (n < late_from).then_some(Severity::Warning);
        let outcome = outcome.label(event.date_span.unwrap_or(event.span), nth(case.lang, n));
        return with_awareness(case, outcome);
    }
    if let Some(outcome) = stated(case, Stage::Preliminary, limit, late_from) {
        return outcome;
    }
    // No report is told yet, and its days are not over.
    if let Some(awareness) = case.derived.awareness
        && case.incident.ppc_report != Done::Done
        && let Some(due) = nth_day(awareness, limit)
        && case.as_of <= due
        && awareness <= case.as_of
    {
        let outcome = Outcome::of(Verdict::Pending)
            .value("awareness", day(case.lang, awareness))
            .value("due", day(case.lang, due))
            .value("limit", limit)
            .value("left", (due - case.as_of).num_days());
        return with_awareness(case, outcome);
    }
    Outcome::of(Verdict::Undetermined)
}

fn nth_day(awareness: NaiveDate, number: i64) -> Option<NaiveDate> {
    let days = u64::try_from(number.checked_sub(1)?).ok()?;
    awareness.checked_add_days(Days::new(days))
}

/// The contractor's notice to its client, by the contractor's own clock (通則編3-5-3-5).
fn client(case: &Case<'_>) -> Outcome {
    let first = |fits: &dyn Fn(&Event) -> bool| {
        case.incident
            .events
            .iter()
            .filter(|e| e.status == Status::Done && fits(e))
            .filter_map(|e| Some((e, e.date?.day()?)))
            .min_by_key(|(_, d)| *d)
    };
    let knew = first(&|e| e.kind == DETECTED && e.by_contractor);
    let told = first(&|e| e.kind == CLIENT_INFORMED);
    let (Some((start, knew)), Some((notice, told))) = (knew, told) else {
        return Outcome::of(Verdict::Undetermined);
    };
    let Some(rule) = case.law.contractor(case.regime, Some(knew)) else {
        return Outcome::of(Verdict::NotApplicable);
    };
    let n = day_number(knew, told);
    if n < 1 {
        return Outcome::of(Verdict::Undetermined);
    }
    let limit = i64::from(rule.window.last);
    Outcome::of(if n <= limit {
        Verdict::Met
    } else {
        Verdict::Violated
    })
    .value("awareness", day(case.lang, knew))
    .value("date", day(case.lang, told))
    .value("days", n)
    .value("limit", limit)
    .label(
        notice.date_span.unwrap_or(notice.span),
        match case.lang {
            Lang::Ja => format!("委託元へ知らせた日({n}日目)"),
            Lang::En => format!("the client was told (day {n})"),
        },
    )
    .label(
        start.date_span.unwrap_or(start.span),
        say(
            case.lang,
            "委託先が知った日(1日目)",
            "the contractor's awareness date (day 1)",
        ),
    )
}

/// Not more than so many days between the awareness and what is asked for, unless the text says why.
pub(super) fn delay(case: &Case<'_>, delay: Delay) -> Outcome {
    let kind = match delay.of {
        DelayOf::Notification => NOTIFIED,
        DelayOf::Publication => PUBLISHED,
    };
    // A notice that goes on from an earlier one is not the first publication.
    if delay.of == DelayOf::Publication && case.incident.follows {
        return Outcome::of(Verdict::NotApplicable);
    }
    let done = case
        .incident
        .events_of(kind)
        .filter(|e| e.status == Status::Done)
        .filter_map(|e| Some((e.date_span.unwrap_or(e.span), e.date?.day()?)))
        .min_by_key(|(_, d)| *d);
    let published = case
        .incident
        .published
        .filter(|_| delay.of == DelayOf::Publication)
        .map(|d| {
            let span = case.incident.evidence("published").first().copied();
            (span.unwrap_or(case.title), d)
        });
    let (Some(awareness), Some((span, date))) = (
        case.derived.awareness,
        done.into_iter().chain(published).min_by_key(|(_, d)| *d),
    ) else {
        return Outcome::of(Verdict::Undetermined);
    };
    let days = (date - awareness).num_days();
    if days < 0 {
        return Outcome::of(Verdict::Undetermined);
    }
    let outcome = Outcome::of(Verdict::Met)
        .value("awareness", day(case.lang, awareness))
        .value("date", day(case.lang, date))
        .value("days", days)
        .value("limit", delay.days)
        .label(
            span,
            match case.lang {
                Lang::Ja => format!("知った日から{days}日後"),
                Lang::En => format!("{days} days after the awareness"),
            },
        );
    let mut outcome = with_awareness(case, outcome);
    if days <= i64::from(delay.days) {
        return outcome;
    }
    if case.incident.delay_explained {
        let label = say(case.lang, "時間を要した理由", "why it took its time");
        return case
            .incident
            .evidence("delay_explained")
            .iter()
            .take(2)
            .fold(outcome, |o, s| o.label(*s, label));
    }
    outcome.verdict = Verdict::Violated;
    outcome
}

fn last(case: &Case<'_>) -> Outcome {
    if let (Some(awareness), Some(due)) = (case.derived.awareness, case.derived.final_due) {
        let base = |verdict| {
            Outcome::of(verdict)
                .value("awareness", day(case.lang, awareness))
                .value("due", day(case.lang, due.due))
                .value("raw", day(case.lang, due.raw))
                .value("limit", due.days)
        };
        if let Some((event, date)) = dated(case, Stage::Final) {
            let n = day_number(awareness, date);
            let outcome = base(if date <= due.due {
                Verdict::Met
            } else {
                Verdict::Violated
            })
            .value("date", day(case.lang, date))
            .value("days", n);
            let outcome = outcome.label(event.date_span.unwrap_or(event.span), nth(case.lang, n));
            return with_awareness(case, outcome);
        }
        if let Some(outcome) = stated(case, Stage::Final, i64::from(due.days), i64::from(due.days))
        {
            return outcome;
        }
        let left = (due.due - case.as_of).num_days();
        let verdict = if left >= 0 {
            Verdict::Pending
        } else {
            Verdict::Unstated
        };
        return with_awareness(case, base(verdict).value("left", left));
    }
    let malicious = case
        .derived
        .triggers
        .contains(&crate::law::Trigger::Malicious);
    let limit = case
        .law
        .final_days(case.regime, malicious)
        .map_or(0, i64::from);
    stated(case, Stage::Final, limit, limit).unwrap_or_else(|| Outcome::of(Verdict::Undetermined))
}
