//! Texts without any date, and dates that are not those of an incident.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Temp, none, root, tenken};

fn lines(name: &str) -> Vec<String> {
    std::fs::read_to_string(root().join("corpus/dates").join(name))
        .unwrap()
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .map(str::to_string)
        .collect()
}

/// A notice without a date of its own, with the passage in it.
fn notice(passage: &str) -> String {
    format!(
        "株式会社しらかば 個人情報の漏えいに関するお詫び\n\nお客様の個人情報が漏えいしたことが判明しました。深くお詫び申し上げます。\n\n{passage}\n\nお問い合わせ先 総務課\n"
    )
}

fn facts(passage: &str) -> serde_json::Value {
    let dir = Temp::new();
    let file = dir.file("notice.txt", notice(passage));
    let json = tenken(["check", "--format", "json", "--as-of", "2026-06-01"])
        .and([file])
        .run()
        .json();
    json["reports"][0]["facts"].clone()
}

#[test]
fn a_text_without_a_date_gives_none() {
    // 昨年 is a date, but one that such a text does not settle.
    let failures: Vec<String> = lines("none.txt")
        .iter()
        .filter_map(|line| {
            let facts = facts(line);
            let dates: Vec<&str> = facts["dates"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|d| !d["value"].is_null())
                .map(|d| d["quote"].as_str().unwrap())
                .collect();
            (!dates.is_empty()).then(|| format!("{line}: {dates:?}"))
        })
        .collect();
    none(&failures);
}

#[test]
fn dates_of_other_things_are_no_dates_of_events() {
    let failures: Vec<String> = lines("not-incidents.txt")
        .iter()
        .filter_map(|line| {
            let facts = facts(line);
            let dated: Vec<String> = facts["events"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|e| !e["date"].is_null() && e["status"] == "done")
                .map(|e| format!("{} {} «{}»", e["type"], e["date"], e["quote"]))
                .collect();
            (!dated.is_empty()).then(|| format!("{line}: {dated:?}"))
        })
        .collect();
    none(&failures);
}
