//! `tenken deadlines`: the worked examples of the fact sheet on the law (section 12) through the real program, what people
//! read, the calendar file, and what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Temp, none, tenken};
use serde_json::Value;

fn plan(args: &str) -> Value {
    let run = tenken(["deadlines", "--format", "json", "--as-of", "2024-01-01"])
        .and(args.split_whitespace())
        .run();
    assert_eq!(run.status, 0, "{args}: {}", run.stderr);
    run.json()
}

/// The example, the arguments, the window of the preliminary report, the last day before the roll, the final report's due
/// date.
const WORKED: [(&str, &str, &str, &str, &str, &str); 15] = [
    (
        "W1",
        "--awareness 2023-08-10 --regime business --trigger malicious",
        "2023-08-12",
        "2023-08-14",
        "2023-10-08",
        "2023-10-10",
    ),
    (
        "W2",
        "--awareness 2023-08-20 --regime public --trigger malicious",
        "2023-08-22",
        "2023-08-24",
        "2023-10-18",
        "2023-10-18",
    ),
    (
        "W3",
        "--awareness 2023-06-05 --regime business --trigger malicious",
        "2023-06-07",
        "2023-06-09",
        "2023-08-03",
        "2023-08-03",
    ),
    (
        "W4",
        "--awareness 2024-12-05 --regime public --persons 1780",
        "2024-12-07",
        "2024-12-09",
        "2025-01-03",
        "2025-01-06",
    ),
    (
        "W5",
        "--awareness 2026-02-10 --regime business --trigger volume",
        "2026-02-12",
        "2026-02-14",
        "2026-03-11",
        "2026-03-11",
    ),
    (
        "W6",
        "--awareness 2025-03-05 --regime business --trigger malicious",
        "2025-03-07",
        "2025-03-09",
        "2025-05-03",
        "2025-05-07",
    ),
    (
        "W7",
        "--awareness 2026-08-21 --regime business --trigger sensitive",
        "2026-08-23",
        "2026-08-25",
        "2026-09-19",
        "2026-09-24",
    ),
    (
        "W8",
        "--awareness 2026-10-31 --regime business --trigger malicious",
        "2026-11-02",
        "2026-11-04",
        "2026-12-29",
        "2027-01-04",
    ),
    (
        "W9",
        "--awareness 2024-11-30 --regime business --persons 1001",
        "2024-12-02",
        "2024-12-04",
        "2024-12-29",
        "2025-01-06",
    ),
    (
        "W10 30日",
        "--awareness 2024-01-31 --regime business --trigger financial",
        "2024-02-02",
        "2024-02-04",
        "2024-02-29",
        "2024-02-29",
    ),
    (
        "W10 60日",
        "--awareness 2024-01-31 --regime business --trigger malicious",
        "2024-02-02",
        "2024-02-04",
        "2024-03-30",
        "2024-04-01",
    ),
    (
        "W11",
        "--awareness 2026-06-01 --regime business --persons 1200 --volume-reached 2026-06-10",
        "2026-06-12",
        "2026-06-14",
        "2026-07-09",
        "2026-07-09",
    ),
    (
        "W12",
        "--regime business --trigger malicious --contractor-awareness 2026-09-01 --client-informed 2026-09-04",
        "2026-09-06",
        "2026-09-08",
        "2026-11-02",
        "2026-11-02",
    ),
    (
        "W13",
        "--awareness 2026-10-01 --regime business --trigger malicious --trigger volume",
        "2026-10-03",
        "2026-10-05",
        "2026-11-29",
        "2026-11-30",
    ),
    (
        "時刻つき",
        "--awareness 2026-10-01T23:50 --regime business --trigger malicious",
        "2026-10-03",
        "2026-10-05",
        "2026-11-29",
        "2026-11-30",
    ),
];

#[test]
fn the_worked_examples() {
    let mut failures = Vec::new();
    for (name, args, first, last, raw, due) in WORKED {
        let json = plan(args);
        let of_final = json["steps"]
            .as_array()
            .unwrap()
            .iter()
            .find(|s| s["kind"] == "final")
            .unwrap_or_else(|| panic!("{name}: no final report"))
            .clone();
        let found = [
            &json["preliminary_from"],
            &json["preliminary_due"],
            &of_final["raw"],
            &json["final_due"],
        ];
        if found.iter().map(|v| v.as_str()).collect::<Vec<_>>() != [first, last, raw, due].map(Some)
        {
            failures.push(format!(
                "{name}: expected {first} {last} {raw} {due}, found {found:?}"
            ));
        }
    }
    none(&failures);
}

/// W12: the contractor told its client on its own day 4, within its window.
#[test]
fn a_contractor_has_its_own_clock() {
    let json = plan(
        "--regime business --trigger malicious --contractor-awareness 2026-09-01 --client-informed 2026-09-04",
    );
    let step = &json["steps"][0];
    assert_eq!(step["kind"], "contractor-notice");
    assert_eq!(step["from"], "2026-09-03");
    assert_eq!(step["due"], "2026-09-05");
    assert_eq!(step["taken_on_day"], 4);
    assert_eq!(json["awareness"], "2026-09-04");
}

/// Exactly the threshold is not over it; the threshold is that of the regime, and of the law of My Numbers.
#[test]
fn thresholds() {
    for (args, reportable) in [
        ("--regime business --persons 1000", false),
        ("--regime business --persons 1001", true),
        ("--regime public --persons 100", false),
        ("--regime public --persons 101", true),
        ("--regime business --persons 101 --my-number", true),
        ("--regime business --persons 100 --my-number", false),
        ("--regime business --persons 101 --profile my-number", true),
        ("--regime business --trigger ordinance", false),
        ("--regime public --trigger ordinance", true),
        ("--regime business --trigger public-view", false),
        ("--regime business --trigger public-view --my-number", true),
    ] {
        let json = plan(&format!("--awareness 2025-05-12 {args}"));
        assert_eq!(json["reportable"], reportable, "{args}");
        assert_eq!(json["final_due"].is_string(), reportable, "{args}");
    }
}

/// Before the duty there is none, and the plan says which law it went by.
#[test]
fn the_law_of_the_awareness_date() {
    for (day, regime, duty, version) in [
        ("2022-03-31", "business", "effort", Some("2017-05-30")),
        ("2022-04-01", "business", "report", Some("2022-04-01")),
        ("2024-03-31", "business", "report", Some("2022-04-01")),
        ("2024-04-01", "business", "report", Some("2024-04-01")),
        ("2023-03-31", "public", "none", None),
        ("2023-04-01", "public", "report", Some("2023-04-01")),
    ] {
        let json = plan(&format!(
            "--awareness {day} --regime {regime} --trigger malicious"
        ));
        let law = &json["law"][0];
        assert_eq!(law["duty"], duty, "{day} {regime}");
        assert_eq!(law["version"].as_str(), version, "{day} {regime}");
        assert_eq!(
            json["preliminary_due"].is_string(),
            duty == "report",
            "{day} {regime}"
        );
    }
}

/// The Enforcement Rules of the telecommunications law have no sixty days, and do not count the first day.
#[test]
fn other_recipients() {
    let json = plan(
        "--awareness 2026-09-04 --regime business --trigger malicious --sector telecom --sector medical",
    );
    let of = |sector: &str| {
        json["steps"]
            .as_array()
            .unwrap()
            .iter()
            .find(|s| s["sector"] == sector)
            .unwrap()
            .clone()
    };
    assert_eq!(of("telecom")["raw"], "2026-10-04");
    assert_eq!(of("telecom")["due"], "2026-10-05");
    assert!(of("medical")["due"].is_null());
    // A PrivacyMark holder reports what nobody else has to; first in a few days where it is grave.
    for (args, expected) in [
        ("--persons 1", vec!["sector-final"]),
        (
            "--persons 1001",
            vec![
                "preliminary",
                "sector-preliminary",
                "final",
                "sector-final",
                "notification",
            ],
        ),
    ] {
        let json = plan(&format!("--awareness 2026-09-04 --profile pmark {args}"));
        let kinds: Vec<&str> = json["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, expected, "{args}");
    }
}

#[test]
fn a_citys_standard_for_publication() {
    let told = |persons: &str| {
        plan(&format!(
            "--awareness 2026-09-04 --profile kagoshima --persons {persons}"
        ))["publication"]
            .as_str()
            .unwrap()
            .to_string()
    };
    assert!(told("10").starts_with("個別に公表します(10人以上)"));
    assert!(told("9").starts_with("個別の公表の基準に当たりません"));
}

#[test]
fn from_a_report() {
    let json = plan("--from corpus/drafts/late-report.md");
    assert_eq!(json["awareness"], "2025-06-02");
    assert_eq!(json["regime"], "business");
    assert_eq!(json["final_due"], "2025-07-31");
    // What the report tells as done is done.
    assert_eq!(json["steps"][0]["taken"], "2025-06-16");
    assert_eq!(json["steps"][0]["taken_on_day"], 15);
    // What is given goes before what is read.
    let json = plan("--from corpus/drafts/late-report.md --awareness 2025-06-03");
    assert_eq!(json["final_due"], "2025-08-01");
}

#[test]
fn what_people_read() {
    for (name, args) in [
        (
            "ja",
            "--awareness 2024-12-05 --regime public --persons 1780 --as-of 2024-12-06",
        ),
        (
            "en",
            "--awareness 2024-12-05 --regime public --persons 1780 --as-of 2024-12-06 --lang en",
        ),
        (
            "contractor",
            "--regime business --trigger malicious --contractor-awareness 2026-09-01 --client-informed 2026-09-09 --sector pmark --as-of 2026-09-09",
        ),
        (
            "effort",
            "--awareness 2021-05-06 --regime business --persons 5000 --as-of 2021-05-06",
        ),
        (
            "nothing",
            "--awareness 2025-05-12 --regime business --persons 1000 --as-of 2025-05-12",
        ),
        (
            "beyond",
            "--awareness 2031-01-06 --regime business --persons 1001 --as-of 2031-01-06",
        ),
        (
            "city",
            "--awareness 2026-09-04 --profile kagoshima --persons 12 --as-of 2026-09-04",
        ),
    ] {
        let run = tenken(["deadlines"]).and(args.split_whitespace()).run();
        assert_eq!(run.status, 0, "{name}: {}", run.stderr);
        insta::assert_snapshot!(format!("deadlines_{name}"), run.stdout);
    }
}

/// One event for each due date, on whole days, with alarms; the same question gives the same file.
#[test]
fn the_calendar_file() {
    let call = || {
        tenken(["deadlines", "--format", "ics", "--as-of", "2024-01-11"])
            .and("--awareness 2024-01-10 --regime business --trigger malicious".split(' '))
            .run()
    };
    let run = call();
    assert_eq!(run.status, 0);
    assert_eq!(run.stdout, call().stdout);
    insta::assert_snapshot!("calendar", run.stdout.replace("\r\n", "\n"));
    // RFC 5545: lines end with CR LF and have at most 75 bytes.
    assert!(run.stdout.lines().count() > 20);
    assert_eq!(
        run.stdout.matches('\n').count(),
        run.stdout.matches("\r\n").count()
    );
    assert!(run.stdout.split("\r\n").all(|l| l.len() <= 75));
    for (what, count) in [("BEGIN:VEVENT", 2), ("BEGIN:VALARM", 3), ("UID:", 5)] {
        assert_eq!(run.stdout.matches(what).count(), count, "{what}");
    }
}

#[test]
fn what_is_refused() {
    let temp = Temp::new();
    temp.file("other.txt", common::OTHER);
    let mut shown = String::new();
    for args in [
        "",
        "--awareness 2024-01-10",
        "--awareness 2024-02-30 --regime business",
        "--awareness 2024-01-10T25:00 --regime business",
        "--awareness 2024-01-10 --regime business --sector bank",
        "--awareness 2024-01-10 --regime business --trigger burglary",
        "--awareness 2024-01-10 --regime business --persons -1",
        "--regime business --trigger malicious --contractor-awareness 2026-09-04 --client-informed 2026-09-01",
        "--from nowhere.txt",
        "--from other.txt",
        "--awareness 2024-01-10 --regime business --profile nowhere",
    ] {
        let run = tenken(["deadlines"])
            .and(args.split_whitespace())
            .within(temp.path())
            .run();
        assert_eq!(run.status, 2, "{args}");
        assert!(run.stdout.is_empty(), "{args}");
        shown.push_str(&format!(
            "$ tenken deadlines {args}\n{}\n",
            run.stderr.trim_end()
        ));
    }
    insta::assert_snapshot!("deadlines_refused", shown);
}
