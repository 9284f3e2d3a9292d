//! `tenken check` on five short drafts: what people see (snapshots) and what the JSON promises.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeSet;

use common::{AS_OF, CITY, CLEAN, LATE, Temp, check, root, tenken, verdicts};
use serde_json::Value;

/// Characters beyond the basic plane, emoji of several scalars, and a kana with a combining mark.
const WIDE: &str = "\
👩\u{200D}🔧 𠮷川工房株式会社 個人情報漏えいのお知らせ 2024年5月31日

𠮷川工房のオンラインストア「𩸽🐟堂」において、お客様の個人情報が漏えいした可能性があることが判明しました。深くお詫び申し上げます。

🕐𠮷 2024年5月7日、第三者による不正アクセスを受けました。
か\u{3099}が 同月9日、お客様からのご連絡により漏えいの可能性が判明し、同日サーバーを遮断しました。
👨\u{200D}👩\u{200D}👧\u{200D}👦 対象は𠮷田様ほか1,530名の氏名とメールアドレスです。
🗾 2024年5月21日に個人情報保護委員会へ速報を提出しました。
";

struct Draft {
    name: &'static str,
    file: &'static str,
    /// As it stands in the file.
    bytes: Vec<u8>,
    /// As it is decoded: what `start` and `end` count in.
    text: String,
}

fn draft(name: &'static str, file: &'static str, text: &str) -> Draft {
    Draft {
        name,
        file,
        bytes: text.as_bytes().to_vec(),
        text: text.to_string(),
    }
}

fn museum() -> Draft {
    let text = std::fs::read_to_string(root().join("corpus/md/museum-form.md")).unwrap();
    draft("museum", "museum-form.md", &text)
}

/// As another system saves it: a byte order mark, lines that end with CR and LF.
fn city() -> Draft {
    let crlf = CITY.replace('\n', "\r\n");
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(crlf.as_bytes());
    Draft {
        bytes,
        ..draft("city", "city.txt", &crlf)
    }
}

/// The same text with plain line ends.
fn plain_city() -> Draft {
    draft("city", "city.txt", CITY)
}

fn wide() -> Draft {
    draft("wide", "wide.txt", WIDE)
}

fn late() -> Draft {
    draft("late", "late.txt", LATE)
}

fn clean() -> Draft {
    draft("clean", "clean.txt", CLEAN)
}

fn all() -> [Draft; 5] {
    [museum(), city(), wide(), late(), clean()]
}

impl Draft {
    fn run(&self, args: &[&str]) -> common::Run {
        let temp = Temp::new();
        temp.file(self.file, &self.bytes);
        check(args).and([self.file]).within(temp.path()).run()
    }

    fn json(&self) -> Value {
        self.run(&["--format", "json"]).json()
    }

    fn snapshots(&self) {
        for lang in ["ja", "en"] {
            let shown = self.run(&["--lang", lang]).shown();
            insta::with_settings!({omit_expression => true}, {
                insta::assert_snapshot!(format!("{}-{lang}", self.name), shown);
            });
        }
    }
}

#[test]
fn markdown_with_everything() {
    museum().snapshots();
}

#[test]
fn public_body_with_warnings() {
    plain_city().snapshots();
}

/// Byte order mark and CRLF change nothing that people see.
#[test]
fn crlf_and_byte_order_mark_look_like_plain_text() {
    for lang in ["ja", "en"] {
        let shown = |draft: &Draft| draft.run(&["--lang", lang]).shown();
        assert_eq!(shown(&city()), shown(&plain_city()));
    }
}

#[test]
fn characters_of_all_widths() {
    wide().snapshots();
}

#[test]
fn late_reports() {
    late().snapshots();
}

#[test]
fn nothing_to_say() {
    clean().snapshots();
}

#[test]
fn json_says_what_made_it() {
    for draft in all() {
        let json = draft.json();
        assert_eq!(json["version"], 1);
        assert_eq!(json["tool"]["name"], "tenken");
        assert_eq!(json["tool"]["version"], env!("CARGO_PKG_VERSION"));
        let rules = json["tool"]["rules"].as_str().unwrap();
        assert!(rules.starts_with("ppc "), "{rules}");
        assert_eq!(json["as_of"], AS_OF);
        assert_eq!(json["not_audited"], Value::Array(Vec::new()));
        let reports = json["reports"].as_array().unwrap();
        assert_eq!(reports.len(), 1, "{}", draft.name);
        assert_eq!(reports[0]["path"], draft.file);
        assert_eq!(reports[0]["as_of"], AS_OF);
    }
}

#[test]
fn json_holds_every_fact_of_the_vocabulary() {
    const FACTS: [&str; 24] = [
        "kind",
        "org",
        "regime",
        "personal_data",
        "dates",
        "events",
        "ppc_report",
        "police",
        "notified",
        "persons",
        "records",
        "data_items",
        "sensitive",
        "financial",
        "malicious",
        "causes",
        "outsourced",
        "encrypted",
        "secondary_damage",
        "contact",
        "cause_stated",
        "measures",
        "inconsistencies",
        "stated_days",
    ];
    const DERIVED: [&str; 4] = ["triggers", "reportable", "awareness", "final_due"];
    for draft in all() {
        let json = draft.json();
        let report = &json["reports"][0];
        for key in FACTS {
            assert!(
                report["facts"].get(key).is_some(),
                "{}: facts.{key}",
                draft.name
            );
        }
        for key in DERIVED {
            assert!(
                report["derived"].get(key).is_some(),
                "{}: derived.{key}",
                draft.name
            );
        }
    }
}

#[test]
fn json_holds_every_rule_with_its_verdict() {
    const VERDICTS: [&str; 6] = [
        "met",
        "violated",
        "unstated",
        "pending",
        "undetermined",
        "not_applicable",
    ];
    let codes: BTreeSet<String> = tenken::Pack::built_in()
        .unwrap()
        .rules
        .iter()
        .filter(|r| r.active)
        .map(|r| r.id.clone())
        .collect();
    for draft in all() {
        let json = draft.json();
        let report = &json["reports"][0];
        let found: BTreeSet<String> = verdicts(report).into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, codes, "{}", draft.name);
        for finding in report["findings"].as_array().unwrap() {
            let verdict = finding["verdict"].as_str().unwrap();
            assert!(VERDICTS.contains(&verdict), "{verdict}");
            let diagnostic = finding.get("severity").is_some();
            if matches!(verdict, "met" | "not_applicable" | "undetermined") {
                assert!(!diagnostic, "{} {finding}", draft.name);
            }
            if diagnostic {
                let severity = finding["severity"].as_str().unwrap();
                assert!(
                    ["error", "warning", "info"].contains(&severity),
                    "{severity}"
                );
                assert!(!finding["message"].as_str().unwrap().is_empty());
                assert!(
                    !finding["message"].as_str().unwrap().contains('{'),
                    "{finding}"
                );
                assert!(!finding["help"].as_str().unwrap().is_empty());
                assert!(!finding["basis"].as_array().unwrap().is_empty());
                assert!(!finding["labels"].as_array().unwrap().is_empty());
            }
        }
    }
}

/// 1-based line, 1-based column in scalars: counted anew, not with the program's own index.
fn position(text: &str, at: usize) -> (u64, u64) {
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    (line as u64, column as u64)
}

/// Every span of a JSON value, wherever it stands.
fn spans<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|v| spans(v, found)),
        Value::Object(map) => {
            if map.contains_key("start") && map.contains_key("end") {
                found.push(value);
            }
            map.values().for_each(|v| spans(v, found));
        }
        _ => {}
    }
}

fn offsets(span: &Value) -> (usize, usize) {
    let at = |key: &str| usize::try_from(span[key].as_u64().expect("a number")).unwrap();
    (at("start"), at("end"))
}

#[test]
fn json_spans_are_bytes_of_the_decoded_text() {
    for draft in all() {
        let json = draft.json();
        let facts = &json["reports"][0]["facts"];
        let mut rows = 0;
        for key in [
            "dates",
            "events",
            "measures",
            "inconsistencies",
            "stated_days",
        ] {
            for row in facts[key].as_array().unwrap() {
                let (start, end) = offsets(&row["span"]);
                let quote = row["quote"].as_str().unwrap();
                assert_eq!(&draft.text[start..end], quote, "{} {key}", draft.name);
                assert!(!quote.trim().is_empty(), "{} {key}", draft.name);
                rows += 1;
            }
        }
        assert!(rows > 5, "{}: {rows} rows", draft.name);
        let mut all = Vec::new();
        spans(&json, &mut all);
        for span in all {
            let (start, end) = offsets(span);
            assert!(
                start <= end && end <= draft.text.len(),
                "{} {span}",
                draft.name
            );
            let (line, column) = position(&draft.text, start);
            let (end_line, end_column) = position(&draft.text, end);
            let told =
                ["line", "column", "end_line", "end_column"].map(|k| span[k].as_u64().unwrap());
            assert_eq!(
                told,
                [line, column, end_line, end_column],
                "{} {span}",
                draft.name
            );
        }
    }
}

/// The dates of a report: quote, value, line, column, end line, end column.
fn dates(json: &Value) -> Vec<(String, String, [u64; 4])> {
    json["reports"][0]["facts"]["dates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| {
            let at = ["line", "column", "end_line", "end_column"]
                .map(|k| d["span"][k].as_u64().unwrap());
            (
                d["quote"].as_str().unwrap().into(),
                d["value"].as_str().unwrap_or("-").into(),
                at,
            )
        })
        .collect()
}

/// Columns counted by hand, in Unicode scalars: a joined emoji is 3 or 7 of them, a kana with its mark 2.
#[test]
fn columns_count_scalars() {
    let row = |q: &str, v: &str, at| (q.to_string(), v.to_string(), at);
    assert_eq!(
        dates(&wide().json()),
        [
            row("2024年5月31日", "2024-05-31", [1, 27, 1, 37]),
            row("2024年5月7日", "2024-05-07", [5, 4, 5, 13]),
            row("同月9日", "2024-05-09", [6, 5, 6, 9]),
            row("同日", "2024-05-09", [6, 34, 6, 36]),
            row("2024年5月21日", "2024-05-21", [8, 3, 8, 13]),
        ]
    );
}

/// Neither the byte order mark nor the carriage returns move a column.
#[test]
fn crlf_and_byte_order_mark_move_nothing() {
    let row = |q: &str, v: &str, at| (q.to_string(), v.to_string(), at);
    let found = dates(&city().json());
    assert_eq!(found[0], row("令和7年5月23日", "2025-05-23", [3, 1, 3, 10]));
    assert_eq!(
        found[1],
        row("令和7年5月12日（月）", "2025-05-12", [9, 1, 9, 13])
    );
    assert_eq!(found[2], row("5月14日（水）", "2025-05-14", [9, 56, 9, 64]));
    let plain = plain_city();
    assert_eq!(found, dates(&plain.json()));
    assert_eq!(
        verdicts(&city().json()["reports"][0]),
        verdicts(&plain.json()["reports"][0])
    );
}

/// Front matter, code and link targets are not read; emphasis may cut a date in two.
#[test]
fn markdown_masks_what_is_not_text() {
    let json = museum().json();
    let found: Vec<(String, String)> = dates(&json).into_iter().map(|(q, v, _)| (q, v)).collect();
    let row = |q: &str, v: &str| (q.to_string(), v.to_string());
    assert_eq!(
        found,
        [
            row("2025年6月20日", "2025-06-20"),
            row("2025年6月3日**（火）10:00", "2025-06-03T10:00"),
            row("6月10日（水）13時20分", "2025-06-10T13:20"),
            row("同日 13時50分", "2025-06-10T13:50"),
            row("6月19日（木）", "2025-06-19"),
            row("6月11日", "2025-06-11"),
        ]
    );
    let facts = &json["reports"][0]["facts"];
    assert_eq!(facts["persons"], 1204);
    assert_eq!(facts["data_items"], serde_json::json!(["name", "email"]));
    assert_eq!(json["reports"][0]["derived"]["awareness"], "2025-06-10");
    assert_eq!(json["reports"][0]["derived"]["final_due"], "2025-07-09");
}

/// The front matter is no title.
#[test]
fn markdown_is_titled_by_its_heading() {
    let title = museum().json()["reports"][0]["title"].clone();
    assert_eq!(
        title,
        "来館予約フォームにおける個人情報の漏えいについて（お詫び）"
    );
}

#[test]
fn an_organisation_stands_beside_an_emoji() {
    assert_eq!(
        wide().json()["reports"][0]["facts"]["org"],
        "𠮷川工房株式会社"
    );
}

#[test]
fn json_findings_have_a_url() {
    let json = late().json();
    for finding in json["reports"][0]["findings"].as_array().unwrap() {
        assert!(finding["url"].is_string(), "{finding}");
    }
}

/// `╭─[file:line:column]` above an excerpt tells the line of that excerpt.
#[test]
fn every_excerpt_is_headed_by_its_own_place() {
    let mut failures = Vec::new();
    for draft in [museum(), plain_city(), wide(), late()] {
        let shown = draft.run(&[]).stdout;
        let mut lines = shown.lines();
        while let Some(head) = lines.next() {
            let Some((_, place)) = head.split_once("╭─[") else {
                continue;
            };
            let told = place.trim_end_matches(']').rsplit(':').nth(1).unwrap();
            let excerpt = lines.next().unwrap();
            let shown = excerpt.split('│').next().unwrap().trim();
            if told != shown {
                failures.push(format!(
                    "{}: «{}» stands above line {shown}",
                    draft.name,
                    head.trim()
                ));
            }
        }
    }
    common::none(&failures);
}

#[test]
fn colour_only_when_asked() {
    let escape = '\u{1B}';
    assert!(!late().run(&[]).stdout.contains(escape));
    assert!(!late().run(&["--color", "never"]).stdout.contains(escape));
    assert!(late().run(&["--color", "always"]).stdout.contains(escape));
}

#[test]
fn standard_input_reads_like_a_file() {
    let from_stdin = check(["--format", "json", "-"]).stdin(LATE).run();
    let (mut a, mut b) = (from_stdin.json(), late().json());
    for json in [&mut a, &mut b] {
        json["reports"][0]["path"] = Value::Null;
    }
    assert_eq!(a, b);
}

#[test]
fn rules_are_listed_code_first() {
    let rules = &tenken::Pack::built_in().unwrap().rules;
    for lang in ["ja", "en"] {
        let run = tenken(["rules", "list", "--lang", lang]).run();
        assert_eq!(run.status, 0);
        let lines: Vec<&str> = run.stdout.lines().collect();
        assert_eq!(lines.len(), rules.len());
        for (line, rule) in lines.iter().zip(rules) {
            let mut fields = line.split('\t');
            assert_eq!(fields.next(), Some(rule.id.as_str()));
            assert_eq!(fields.next(), Some(rule.name.as_str()));
            assert!(
                fields.next().is_some_and(|t| !t.trim().is_empty()),
                "{line}"
            );
        }
    }
}
