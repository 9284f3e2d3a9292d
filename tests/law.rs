//! The arithmetic of the law: the worked examples of the project's fact sheet on the law (section 12), the closed days
//! (section 11), the thresholds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use common::none;
use tenken::date::DateValue;
use tenken::date::value::Moment;
use tenken::incident::{Coded, Event, Kind, PersonalData, Regime, Status};
use tenken::law::{Law, RegimeId, Trigger, day_number};
use tenken::{Incident, Pack, Span};

fn law() -> &'static Law {
    &Pack::built_in().unwrap().law
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The example, the awareness date, whether malicious (60 days), the last day before the roll, the due date.
const DUE: [(&str, &str, bool, &str, &str); 14] = [
    (
        "W1 四谷大塚",
        "2023-08-10",
        true,
        "2023-10-08",
        "2023-10-10",
    ),
    (
        "W2 長野県教委",
        "2023-08-20",
        true,
        "2023-10-18",
        "2023-10-18",
    ),
    (
        "W3 エムケイシステム",
        "2023-06-05",
        true,
        "2023-08-03",
        "2023-08-03",
    ),
    ("W4 鹿嶋市", "2024-12-05", false, "2025-01-03", "2025-01-06"),
    ("W5", "2026-02-10", false, "2026-03-11", "2026-03-11"),
    ("W6 連休", "2025-03-05", true, "2025-05-03", "2025-05-07"),
    (
        "W7 シルバーウイーク",
        "2026-08-21",
        false,
        "2026-09-19",
        "2026-09-24",
    ),
    (
        "W8 年末年始",
        "2026-10-31",
        true,
        "2026-12-29",
        "2027-01-04",
    ),
    (
        "W9 年末年始",
        "2024-11-30",
        false,
        "2024-12-29",
        "2025-01-06",
    ),
    ("W10 閏年", "2024-01-31", false, "2024-02-29", "2024-02-29"),
    ("W10 閏年", "2024-01-31", true, "2024-03-30", "2024-04-01"),
    (
        "W11 人数が後で判明",
        "2026-06-10",
        false,
        "2026-07-09",
        "2026-07-09",
    ),
    ("W12 委託元", "2026-09-04", true, "2026-11-02", "2026-11-02"),
    (
        "W13 3号と4号",
        "2026-10-01",
        true,
        "2026-11-29",
        "2026-11-30",
    ),
];

/// The example, the awareness date, a day, its number.
const NUMBERS: [(&str, &str, &str, i64); 15] = [
    ("W1 速報", "2023-08-10", "2023-10-06", 58),
    ("W1 確報", "2023-08-10", "2023-10-13", 65),
    ("W1 60日目", "2023-08-10", "2023-10-08", 60),
    ("W2 確報", "2023-08-20", "2023-11-09", 82),
    ("W2 60日目", "2023-08-20", "2023-10-18", 60),
    ("W3 速報", "2023-06-05", "2023-06-08", 4),
    ("W4 速報", "2024-12-05", "2024-12-07", 3),
    ("W4 30日目", "2024-12-05", "2025-01-03", 30),
    ("W10 30日目", "2024-01-31", "2024-02-29", 30),
    ("W10 60日目", "2024-01-31", "2024-03-30", 60),
    ("W11 速報 3日目", "2026-06-10", "2026-06-12", 3),
    ("W11 速報 5日目", "2026-06-10", "2026-06-14", 5),
    ("W12 委託先の通知", "2026-09-01", "2026-09-04", 4),
    ("知った日", "2026-10-01", "2026-10-01", 1),
    ("前日", "2026-10-01", "2026-09-30", 0),
];

#[test]
fn due_dates_of_the_worked_examples() {
    let mut failures = Vec::new();
    for (name, awareness, malicious, raw, due) in DUE {
        let found = law()
            .final_due(RegimeId::Business, day(awareness), malicious)
            .unwrap();
        let days = if malicious { 60 } else { 30 };
        if (found.days, found.raw, found.due) != (days, day(raw), day(due)) {
            failures.push(format!(
                "{name}: expected {days} {raw} {due}, found {found:?}"
            ));
        }
        if day_number(day(awareness), found.raw) != i64::from(days) {
            failures.push(format!("{name}: {} is not day {days}", found.raw));
        }
    }
    none(&failures);
}

#[test]
fn day_numbers_of_the_worked_examples() {
    let mut failures = Vec::new();
    for (name, awareness, at, number) in NUMBERS {
        let found = day_number(day(awareness), day(at));
        if found != number {
            failures.push(format!("{name}: expected {number}, found {found}"));
        }
    }
    none(&failures);
}

#[test]
fn the_preliminary_window() {
    for regime in [RegimeId::Business, RegimeId::Public, RegimeId::MyNumber] {
        let rule = law().preliminary(regime, Some(day("2024-01-10"))).unwrap();
        assert_eq!(
            (rule.window.first, rule.window.last, rule.late_from),
            (3, 5, 8)
        );
        assert!(law().preliminary(regime, Some(day("2022-03-31"))).is_none());
    }
}

/// An organisation that learned of a leak on a day.
fn incident(regime: Regime, org: &str, awareness: &str) -> Incident {
    Incident {
        kind: Kind::Notice,
        regime,
        org: Some(Coded {
            code: org.to_string(),
            span: Span::new(0, 1),
        }),
        personal_data: PersonalData::Leaked,
        events: vec![Event {
            kind: "detected".to_string(),
            date: Some(DateValue::Point(Moment::day(day(awareness)))),
            date_span: None,
            span: Span::new(0, 1),
            status: Status::Done,
            stage: None,
            by_contractor: false,
            again: Vec::new(),
            certain: true,
        }],
        ..Incident::default()
    }
}

#[test]
fn malicious_and_volume_together_have_sixty_days() {
    let facts = Incident {
        malicious: true,
        persons: Some(1_001),
        ..incident(Regime::Business, "甲株式会社", "2026-10-01")
    };
    let derived = law().derive(&facts, false);
    assert_eq!(derived.triggers, [Trigger::Malicious, Trigger::Volume]);
    assert!(derived.reportable);
    assert_eq!(derived.awareness, Some(day("2026-10-01")));
    let due = derived.final_due.unwrap();
    assert_eq!(
        (due.days, due.raw, due.due),
        (60, day("2026-11-29"), day("2026-11-30"))
    );
}

/// «Over» a thousand, «over» a hundred: exactly that many is not reportable.
#[test]
fn volume_is_over_the_threshold() {
    let table = [
        (Regime::Business, "甲株式会社", 1_000, false),
        (Regime::Business, "甲株式会社", 1_001, true),
        (Regime::Public, "乙市", 100, false),
        (Regime::Public, "乙市", 101, true),
        (Regime::Foreign, "Acme", 1_000_000, false),
        (Regime::Unclear, "", 1_000_000, false),
    ];
    let mut failures = Vec::new();
    for (regime, org, count, reportable) in table {
        let persons = Incident {
            persons: Some(count),
            ..incident(regime, org, "2024-05-01")
        };
        let records = Incident {
            records: Some(count),
            ..incident(regime, org, "2024-05-01")
        };
        for facts in [persons, records] {
            let derived = law().derive(&facts, false);
            if derived.reportable != reportable {
                failures.push(format!(
                    "{regime:?} {count}: reportable is {}",
                    derived.reportable
                ));
            }
        }
    }
    none(&failures);
}

#[test]
fn the_duty_begins_with_its_day() {
    let table = [
        (Regime::Business, "甲株式会社", "2022-03-31", false),
        (Regime::Business, "甲株式会社", "2022-04-01", true),
        (Regime::Public, "国土交通省", "2022-03-31", false),
        (Regime::Public, "国土交通省", "2022-04-01", true),
        (Regime::Public, "乙市", "2023-03-31", false),
        (Regime::Public, "乙市", "2023-04-01", true),
        (Regime::Public, "京都府", "2023-03-31", false),
        (Regime::Public, "京都府", "2023-04-01", true),
    ];
    let mut failures = Vec::new();
    for (regime, org, awareness, reportable) in table {
        let facts = Incident {
            sensitive: true,
            ..incident(regime, org, awareness)
        };
        let found = law().derive(&facts, false).reportable;
        if found != reportable {
            failures.push(format!("{org} {awareness}: reportable is {found}"));
        }
    }
    none(&failures);
}

#[test]
fn nothing_follows_where_nothing_leaked() {
    for personal_data in [PersonalData::No, PersonalData::Unstated] {
        let facts = Incident {
            personal_data,
            malicious: true,
            ..incident(Regime::Business, "甲株式会社", "2024-05-01")
        };
        let derived = law().derive(&facts, false);
        assert!(!derived.reportable && !derived.concerns_personal_data);
        assert!(derived.final_due.is_none());
    }
}

/// The irregular days of section 11.
#[test]
fn irregular_closed_days() {
    let mut failures = Vec::new();
    let table = [
        (
            "振替休日",
            "2023-01-02 2024-02-12 2024-05-06 2024-08-12 2024-09-23 2024-11-04 2025-02-24 2025-05-06 2025-11-24 2026-05-06 2027-03-22",
        ),
        ("国民の休日", "2026-09-22"),
        (
            "春分の日",
            "2022-03-21 2023-03-21 2024-03-20 2025-03-20 2026-03-20 2027-03-21",
        ),
        (
            "秋分の日",
            "2022-09-23 2023-09-23 2024-09-22 2025-09-23 2026-09-23 2027-09-23",
        ),
        ("スポーツの日", "2023-10-09"),
    ];
    for (name, days) in table {
        for at in days.split(' ') {
            let found = law().calendar.holiday(day(at));
            if found != Some(name) || !law().calendar.is_closed(day(at)) {
                failures.push(format!("{at} {name}: found {found:?}"));
            }
        }
    }
    none(&failures);
}

/// The holidays of a year by the Act (2022 to 2030), computed apart from the program's list. Two calendar libraries of other
/// people (jpholiday, holidays) give the same 162 days.
fn holidays(year: i32) -> Vec<NaiveDate> {
    let on = |m, d| NaiveDate::from_ymd_opt(year, m, d).unwrap();
    let monday = |m, n| NaiveDate::from_weekday_of_month_opt(year, m, Weekday::Mon, n).unwrap();
    let (spring, autumn) = match year {
        2024 | 2028 => (20, 22),
        2025 | 2026 | 2029 | 2030 => (20, 23),
        2022 | 2023 | 2027 => (21, 23),
        _ => panic!("{year}"),
    };
    let national = vec![
        on(1, 1),
        monday(1, 2),
        on(2, 11),
        on(2, 23),
        on(3, spring),
        on(4, 29),
        on(5, 3),
        on(5, 4),
        on(5, 5),
        monday(7, 3),
        on(8, 11),
        monday(9, 3),
        on(9, autumn),
        monday(10, 2),
        on(11, 3),
        on(11, 23),
    ];
    let mut days = national.clone();
    for &holiday in national.iter().filter(|d| d.weekday() == Weekday::Sun) {
        let mut substitute = holiday.succ_opt().unwrap();
        while national.contains(&substitute) {
            substitute = substitute.succ_opt().unwrap();
        }
        days.push(substitute);
    }
    for &holiday in &national {
        let between = holiday.succ_opt().unwrap();
        if national.contains(&between.succ_opt().unwrap())
            && !national.contains(&between)
            && between.weekday() != Weekday::Sun
        {
            days.push(between);
        }
    }
    days
}

#[test]
fn every_day_of_2022_to_2030_is_closed_or_open_by_the_act() {
    let mut failures = Vec::new();
    for year in 2022..=2030 {
        let holidays = holidays(year);
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        for at in first.iter_days().take_while(|d| d.year() == year) {
            let weekend = matches!(at.weekday(), Weekday::Sat | Weekday::Sun);
            let year_end = matches!((at.month(), at.day()), (12, 29..=31) | (1, 1..=3));
            let closed = weekend || year_end || holidays.contains(&at);
            if law().calendar.is_closed(at) != closed {
                failures.push(format!("{at} {}: closed must be {closed}", at.weekday()));
            }
            if law().calendar.holiday(at).is_some() != holidays.contains(&at) {
                failures.push(format!(
                    "{at}: the list says {:?}",
                    law().calendar.holiday(at)
                ));
            }
            if !law().calendar.covers(at) {
                failures.push(format!("{at} is not covered"));
            }
            let rolled = law().calendar.roll(at);
            if law().calendar.is_closed(rolled)
                || rolled < at
                || rolled > at + Days::new(9)
                || (!closed && rolled != at)
            {
                failures.push(format!("{at} rolls to {rolled}"));
            }
        }
    }
    none(&failures);
}
