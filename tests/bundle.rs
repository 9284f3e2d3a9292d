//! A file that holds many reports, with unrelated posts between them, is split where each begins.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::path::PathBuf;

use common::{check, root};
use serde_json::Value;

/// The labelled bundles beside the project, where they are.
fn seeds() -> Option<PathBuf> {
    let path = root().join("../shared/seeds");
    path.is_dir().then_some(path)
}

/// Byte offset of a character, past the blanks that follow it.
fn start_of(text: &str, chars: usize) -> usize {
    let at = text
        .char_indices()
        .nth(chars)
        .map_or(text.len(), |(at, _)| at);
    at + (text[at..].len() - text[at..].trim_start().len())
}

fn first_line(text: &str, at: usize) -> String {
    text[at..]
        .lines()
        .next()
        .unwrap_or("")
        .chars()
        .take(50)
        .collect()
}

/// The starts of the entries that the program gives, in bytes.
fn starts(json: &Value) -> Vec<usize> {
    let reports = json["reports"].as_array().unwrap();
    reports
        .iter()
        .map(|r| usize::try_from(r["span"]["start"].as_u64().unwrap()).unwrap())
        .collect()
}

/// Compares the cuts of one labelled bundle; the difference is told with the lines at the cuts.
fn compare(bundle: &str) {
    let Some(seeds) = seeds() else { return };
    let path = seeds.join("bundles").join(bundle);
    let text = std::fs::read_to_string(&path).unwrap();
    let table = std::fs::read_to_string(seeds.join("cases.tsv")).unwrap();
    let mut expected: Vec<usize> = table
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|row| row[1] == bundle)
        .map(|row| start_of(&text, row[2].parse().unwrap()))
        .collect();
    expected.sort_unstable();
    assert!(!expected.is_empty(), "cases.tsv does not speak of {bundle}");
    let found = starts(&check(["--format", "json"]).and([path]).run().json());
    let lines = |these: &[usize], those: &[usize]| -> Vec<String> {
        these
            .iter()
            .filter(|s| !those.contains(s))
            .map(|&s| format!("  {s}: {}", first_line(&text, s)))
            .collect()
    };
    let (missing, extra) = (lines(&expected, &found), lines(&found, &expected));
    assert!(
        missing.is_empty() && extra.is_empty() && found.len() == expected.len(),
        "{bundle}\nnot cut at:\n{}\ncut for nothing at:\n{}",
        missing.join("\n"),
        extra.join("\n")
    );
}

#[test]
fn the_bundle_of_2023_autumn() {
    compare("000_a548425d9aa6d83a.txt");
}

#[test]
fn the_bundle_of_2024_spring() {
    compare("001_01ba4d972ae577c0.txt");
}

#[test]
fn the_bundle_of_2023_summer() {
    compare("002_c4d5099f52cee4c3.txt");
}

#[test]
fn every_labelled_bundle_is_compared() {
    let Some(seeds) = seeds() else { return };
    let mut names: Vec<String> = std::fs::read_dir(seeds.join("bundles"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "000_a548425d9aa6d83a.txt",
            "001_01ba4d972ae577c0.txt",
            "002_c4d5099f52cee4c3.txt"
        ]
    );
}

const OWN: &str = "corpus/bundle/notices-2025.txt";

const HEADLINES: [&str; 4] = [
    "【お知らせ2025-014】みずほの丘市 図書館利用者カードの誤交付による個人情報の漏えいについて",
    "【お知らせ2025-015】わかたけ学習塾株式会社 保護者向けメールの誤送信に関するお詫びとお知らせ",
    "梅雨の晴れ間に高原の湿原を歩いてきました（7月20日）",
    "【お知らせ2025-016】株式会社しおさい商店 オンラインストアへの不正アクセスによる個人情報漏えいの可能性に関するお知らせ",
];

/// Four entries in order; the post is of kind `other` and silent, and a report's facts stay its own.
#[test]
fn three_reports_and_a_post_between_them() {
    let json = check(["--format", "json", OWN]).run().json();
    let reports = json["reports"].as_array().unwrap();
    let kinds: Vec<&str> = reports
        .iter()
        .map(|r| r["facts"]["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["notice", "notice", "other", "notice"]);
    assert!(
        reports[2]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .all(|f| f.get("severity").is_none())
    );
    let orgs: Vec<&str> = [0, 1, 3]
        .map(|i: usize| reports[i]["facts"]["org"].as_str().unwrap_or(""))
        .to_vec();
    assert_eq!(
        orgs,
        [
            "みずほの丘市",
            "わかたけ学習塾株式会社",
            "株式会社しおさい商店"
        ]
    );
    let persons: Vec<Option<u64>> = [0, 1, 3]
        .map(|i: usize| reports[i]["facts"]["persons"].as_u64())
        .to_vec();
    assert_eq!(persons, [Some(1), Some(62), Some(1480)]);
    let mut at = 0;
    for report in reports {
        let (start, end) = (
            report["span"]["start"].as_u64().unwrap(),
            report["span"]["end"].as_u64().unwrap(),
        );
        assert!(at <= start && start < end, "{at} {start} {end}");
        at = end;
    }
}

#[test]
fn each_begins_with_its_headline() {
    let text = std::fs::read_to_string(root().join(OWN)).unwrap();
    let json = check(["--format", "json", OWN]).run().json();
    let found: Vec<String> = starts(&json)
        .into_iter()
        .map(|s| text[s..].lines().next().unwrap().to_string())
        .collect();
    assert_eq!(found, HEADLINES);
    let titles: Vec<&str> = json["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, HEADLINES);
}
