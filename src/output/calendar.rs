//! The plan as a calendar file (iCalendar, RFC 5545): an all-day event for each due date, with alarms.

use chrono::{Duration, NaiveTime, TimeZone, Utc};
use icalendar::{Alarm, Calendar, Class, Component, Event, EventLike, Property};

use super::plan::Drawn;
use crate::evaluate::day;
use crate::lang::Lang;
use crate::law::plan::{Step, StepKind};

/// Alarms, in hours before the day begins: nine in the morning of the day before, and of the week before.
const DAY_BEFORE: i64 = 15;
const WEEK_BEFORE: i64 = 7 * 24 - 9;

/// The calendar file. What has no due date is left out.
pub fn ics(drawn: &Drawn<'_>) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//tenken//deadlines//JA"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.name(match drawn.lang {
        Lang::Ja => "漏えい等報告の期限",
        Lang::En => "Breach report deadlines",
    });
    for step in &drawn.plan.steps {
        if let Some(event) = event(drawn, step) {
            calendar.push(event);
        }
    }
    calendar.done().to_string()
}

fn event(drawn: &Drawn<'_>, step: &Step) -> Option<Event> {
    let due = step.due?;
    let name = drawn.name(step);
    let summary = match drawn.lang {
        Lang::Ja => format!("【期限】{name}"),
        Lang::En => format!("Due: {name}"),
    };
    let mut about: Vec<String> = vec![match drawn.lang {
        Lang::Ja => format!("知った日: {}", day(drawn.lang, drawn.question.awareness)),
        Lang::En => format!(
            "awareness date: {}",
            day(drawn.lang, drawn.question.awareness)
        ),
    }];
    about.extend(drawn.arithmetic(step));
    about.extend(drawn.remarks(step));
    let cites: Vec<&str> = step.basis.iter().map(|p| drawn.lang.of(&p.cite)).collect();
    if !cites.is_empty() {
        about.push(match drawn.lang {
            Lang::Ja => format!("根拠: {}", cites.join("、")),
            Lang::En => format!("basis: {}", cites.join(", ")),
        });
    }
    let stamp = Utc.from_utc_datetime(&drawn.as_of.and_time(NaiveTime::MIN));
    let mut event = Event::new();
    // The same question gives the same event: a second import replaces the first.
    let uid = format!(
        "{}-{}-{}@tenken.invalid",
        step.kind.name(),
        step.kind.sector().unwrap_or("ppc"),
        step.day_one
    );
    event
        .uid(&uid)
        .timestamp(stamp)
        .starts(due)
        .ends(due.succ_opt()?)
        .summary(&summary)
        .description(&about.join("\n"))
        .class(Class::Private)
        .append_property(Property::new("TRANSP", "TRANSPARENT"));
    let long = matches!(step.kind, StepKind::Final | StepKind::SectorFinal(_));
    for (name, hours) in [("day", DAY_BEFORE), ("week", WEEK_BEFORE)] {
        if name == "day" || long {
            let mut alarm = Alarm::display(&summary, -Duration::hours(hours));
            alarm.uid(&format!("{name}-{uid}")).timestamp(stamp);
            event.alarm(alarm);
        }
    }
    Some(event.done())
}
