//! `tenken form`: the nine items of a report, filled with what the text says and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::type_complexity,
    clippy::uninlined_format_args,
    clippy::cast_possible_truncation,
    missing_docs
)]

mod common;

use common::{CITY, CLEAN, LATE, OTHER, Temp, tenken};

#[test]
fn nine_items_as_people_read_them() {
    let temp = Temp::new();
    temp.file("clean.txt", CLEAN);
    temp.file("city.txt", CITY);
    let run = tenken(["form", "clean.txt"]).within(temp.path()).run();
    insta::assert_snapshot!(run.shown());
    let run = tenken(["form", "--format", "md", "--lang", "en", "city.txt"])
        .within(temp.path())
        .run();
    insta::assert_snapshot!(run.shown());
}

/// Every quoted sentence stands in the text, where it is said to stand; every value is of the text.
#[test]
fn nothing_is_made_up() {
    let temp = Temp::new();
    for (name, text) in [("late.txt", LATE), ("clean.txt", CLEAN), ("city.txt", CITY)] {
        temp.file(name, text);
        let run = tenken(["form", "--format", "json", name])
            .within(temp.path())
            .run();
        assert_eq!(run.status, 0, "{}", run.stderr);
        let form = run.json();
        let items = form["items"].as_array().unwrap();
        assert_eq!(items.len(), 9);
        let mut entries = 0;
        for item in items {
            assert_eq!(
                item["lacks"],
                item["parts"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|p| p["missing"] == true)
            );
            for part in item["parts"].as_array().unwrap() {
                let list = part["entries"].as_array().unwrap();
                assert_eq!(part["missing"], list.is_empty());
                for entry in list {
                    entries += 1;
                    let at =
                        |key: &str| usize::try_from(entry["span"][key].as_u64().unwrap()).unwrap();
                    let quote: String = text[at("start")..at("end")]
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ");
                    assert_eq!(entry["quote"], quote, "{name}");
                    let line = text[..at("start")].matches('\n').count() + 1;
                    assert_eq!(at("line"), line, "{name}");
                }
            }
        }
        assert!(entries > 10, "{name}: {entries}");
    }
}

#[test]
fn what_is_not_in_the_text_is_missing() {
    let temp = Temp::new();
    temp.file("late.txt", LATE);
    let run = tenken(["form", "--format", "json", "late.txt"])
        .within(temp.path())
        .run();
    let form = run.json();
    let lacking: Vec<&str> = form["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|i| i["lacks"] == true)
        .map(|i| i["id"].as_str().unwrap())
        .collect();
    assert_eq!(lacking, ["secondary-damage", "persons-informed"]);
    // Planned measures are told apart from those done.
    let prevention = &form["items"][7];
    assert_eq!(prevention["id"], "prevention");
    let statuses: Vec<&str> = prevention["parts"][0]["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["status"].as_str().unwrap())
        .collect();
    assert_eq!(statuses, ["done", "planned"]);
}

/// A text that names no organisation takes the one of the configuration, and says so.
#[test]
fn the_organisation_may_come_from_the_configuration() {
    let temp = Temp::new();
    temp.file("late.txt", LATE.replace("あけぼの計測株式会社\n", ""));
    temp.file("tenken.toml", "organisation = \"あけぼの計測株式会社\"\n");
    let run = tenken(["form", "late.txt"]).within(temp.path()).run();
    assert!(
        run.stdout
            .contains("- あけぼの計測株式会社 (tenken.toml の設定)"),
        "{}",
        run.stdout
    );
    let run = tenken(["form", "--no-config", "late.txt"])
        .within(temp.path())
        .run();
    assert!(
        run.stdout.contains("報告者: 【記載なし】"),
        "{}",
        run.stdout
    );
}

#[test]
fn no_report_no_form() {
    let temp = Temp::new();
    temp.file("other.txt", OTHER);
    let run = tenken(["form", "other.txt"]).within(temp.path()).run();
    assert_eq!(run.status, 2);
    assert!(run.stdout.trim().is_empty(), "{}", run.stdout);
    let run = tenken(["form", "--format", "json", "other.txt"])
        .within(temp.path())
        .run();
    assert_eq!(run.json(), serde_json::json!([]));
}

/// A cause that is still looked for, and a damage that may follow, are told.
#[test]
fn what_is_looked_for_is_not_missing() {
    let temp = Temp::new();
    temp.file(
        "draft.txt",
        "個人情報の漏えいに関するお詫び\n\n2026年11月6日\n株式会社ひばり書房\n\n\
         11月2日、会員サイトが不正アクセスを受け、お客様1,240名の氏名が漏えいしました。深くお詫びします。\n\n\
         3 原因\n現在調査中です。\n\n4 二次被害\nなりすましなどの二次被害のおそれがあります。\n",
    );
    let run = tenken(["form", "draft.txt"]).within(temp.path()).run();
    assert!(
        run.stdout.contains("「現在調査中です。」"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("「なりすましなどの二次被害のおそれがあります。」"),
        "{}",
        run.stdout
    );
}
