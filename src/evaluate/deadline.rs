//! Was the report made within its period? By the dates, or by a day count that the text states.

use chrono::NaiveDate;

use super::{Case, Lang, Outcome, day, say};
use crate::incident::{Event, Stage};
use crate::law::{Why, day_number, report_of};
use crate::rule::raw::{Deadline, ReportStage};
use crate::rule::{Severity, Verdict};
use crate::span::Span;

pub(super) fn check(case: &Case<'_>, deadline: &Deadline) -> Outcome {
    match deadline.report {
        ReportStage::Preliminary => preliminary(case),
        ReportStage::Final => last(case),
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
    let Some((limit, late_from)) = case.law.preliminary(case.derived.awareness) else {
        return Outcome::of(Verdict::NotApplicable);
    };
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
    stated(case, Stage::Preliminary, limit, late_from)
        .unwrap_or_else(|| Outcome::of(Verdict::Undetermined))
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
        .final_due(case.as_of, malicious)
        .map_or(0, |d| i64::from(d.days));
    stated(case, Stage::Final, limit, limit).unwrap_or_else(|| Outcome::of(Verdict::Undetermined))
}
