//! `tenken timeline`: the text, the YAML that can be corrected and read back, the picture.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{AS_OF, CLEAN, LATE, Temp, tenken, verdicts};
use serde_json::Value;

/// An exposure of two years beside a response of two hours, a finding told twice, a later confirmation, a plan.
const LONG: &str = "\
株式会社つゆくさ出版 公開設定の誤りによる個人情報漏えいに関するお詫びとお知らせ

2025年8月4日
株式会社つゆくさ出版

当社の読者アンケートの回答が、2023年5月10日から2025年6月3日までの間、外部から閲覧できる状態となっており、お客様1,820名の個人情報が漏えいした可能性があることが判明いたしました。深くお詫び申し上げます。

2025年6月3日16時10分、読者の方からのご連絡により発覚し、同日18時20分に公開を停止いたしました。
個人情報保護委員会には2025年6月6日に速報を行い、2025年7月14日に確報を提出いたしました。
対象となるお客様には2025年6月20日に電子メールでお知らせいたしました。
調査の結果、2025年6月25日に、閲覧された回答は1,820名分であることが判明いたしました。
再発防止策として、公開前に二名で設定を確認し、2025年9月1日に権限の見直しを完了する予定です。
お問い合わせ窓口: 0000-12-3456
";

fn timeline(text: &str, args: &[&str]) -> common::Run {
    let dir = Temp::new();
    dir.file("draft.txt", text);
    tenken(["timeline", "draft.txt", "--as-of", AS_OF])
        .and(args.iter().copied())
        .within(dir.path())
        .run()
}

fn facts(json: &Value) -> Value {
    let mut facts = json["reports"][0]["facts"].clone();
    // What the file of facts does not carry: it is read from the text each time.
    for key in ["stated_days", "inconsistencies", "evidence"] {
        facts[key] = Value::Null;
    }
    facts
}

#[test]
fn the_text_in_both_languages() {
    insta::assert_snapshot!("timeline_ja", timeline(LONG, &[]).shown());
    insta::assert_snapshot!("timeline_en", timeline(LONG, &["--lang", "en"]).shown());
    insta::assert_snapshot!("timeline_late", timeline(LATE, &[]).shown());
}

#[test]
fn the_yaml_is_readable() {
    insta::assert_snapshot!(
        "timeline_yaml",
        timeline(LONG, &["--format", "yaml"]).shown()
    );
}

/// What was written and is read back unchanged changes nothing: same facts, same findings.
#[test]
fn facts_read_back_are_the_facts_written() {
    for text in [LONG, LATE, CLEAN] {
        let dir = Temp::new();
        dir.file("draft.txt", text);
        let run = |args: &[&str]| tenken(args.iter().copied()).within(dir.path()).run();
        let yaml = run(&[
            "timeline",
            "draft.txt",
            "--format",
            "yaml",
            "--as-of",
            AS_OF,
        ]);
        assert_eq!(yaml.status, 0, "{}", yaml.stderr);
        dir.file("incident.yaml", &yaml.stdout);
        let check = ["check", "draft.txt", "--format", "json", "--as-of", AS_OF];
        let plain = run(&check).json();
        let again = run(&[&check[..], &["--facts", "incident.yaml"]].concat()).json();
        let (a, b) = (facts(&plain), facts(&again));
        let differing: Vec<&String> = a
            .as_object()
            .unwrap()
            .keys()
            .filter(|k| a[k.as_str()] != b[k.as_str()])
            .collect();
        assert!(differing.is_empty(), "{differing:?}");
        let findings = |json: &Value| json["reports"][0]["findings"].as_array().unwrap().clone();
        for (x, y) in findings(&plain).iter().zip(&findings(&again)) {
            assert!(x == y, "{x}\n{y}");
        }
        assert!(again["reports"][0].get("corrected").is_none());
        // Alone, it is the same report but for what only the text can tell.
        let alone = run(&[
            "check",
            "incident.yaml",
            "--format",
            "json",
            "--as-of",
            AS_OF,
        ])
        .json();
        let legal = |json: &Value| -> Vec<(String, String)> {
            verdicts(&json["reports"][0])
                .into_iter()
                .filter(|(code, _)| !code.starts_with(['T', 'P']))
                .collect()
        };
        assert_eq!(legal(&plain), legal(&alone));
    }
}

#[test]
fn a_correction_changes_the_verdict_and_is_told() {
    let dir = Temp::new();
    dir.file("draft.txt", LATE);
    let yaml = tenken([
        "timeline",
        "draft.txt",
        "--format",
        "yaml",
        "--as-of",
        AS_OF,
    ])
    .within(dir.path())
    .run()
    .stdout;
    let corrected = yaml.replacen("date: 2024-01-19", "date: 2024-01-12", 1);
    assert_ne!(yaml, corrected);
    dir.file("incident.yaml", corrected);
    let args = [
        "check",
        "draft.txt",
        "--facts",
        "incident.yaml",
        "--as-of",
        AS_OF,
    ];
    let json = tenken(args)
        .and(["--format", "json"])
        .within(dir.path())
        .run()
        .json();
    let report = &json["reports"][0];
    assert_eq!(report["corrected"], serde_json::json!(["events"]));
    let r001 = verdicts(report)
        .into_iter()
        .find(|(c, _)| c == "R001")
        .unwrap();
    assert_eq!(r001.1, "met");
    let shown = tenken(args).within(dir.path()).run();
    assert!(shown.stderr.contains("incident.yaml") && shown.stderr.contains("events"));
}

/// Facts alone: every label points into the YAML.
#[test]
fn facts_alone_are_an_input_with_places_in_the_yaml() {
    let yaml = "\
# 手で書いた事実
incident: 1
title: 通販サイトの不正アクセス
kind: notice
regime: business
org: {code: 株式会社みなづき}
personal_data: leaked
malicious: true
persons: 1520
events:
  - {type: detected, date: 2025-03-03}
  - {type: reported_ppc, stage: preliminary, date: 2025-03-14}
causes:
  - {code: unauthorized-access}
measures:
  - {code: training}
";
    let dir = Temp::new();
    dir.file("incident.yaml", yaml);
    let run = tenken(["check", "incident.yaml", "--as-of", AS_OF])
        .within(dir.path())
        .run();
    insta::assert_snapshot!("facts_alone", run.shown());
    let json = tenken([
        "check",
        "incident.yaml",
        "--format",
        "json",
        "--as-of",
        AS_OF,
    ])
    .within(dir.path())
    .run()
    .json();
    let r001 = &json["reports"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["code"] == "R001")
        .unwrap()["labels"];
    let words: Vec<&str> = r001
        .as_array()
        .unwrap()
        .iter()
        .map(|l| {
            let at = |k: &str| usize::try_from(l["span"][k].as_u64().unwrap()).unwrap();
            &yaml[at("start")..at("end")]
        })
        .collect();
    assert_eq!(words, ["2025-03-14", "2025-03-03"]);
}

#[test]
fn wrong_files_of_facts_are_refused_with_the_place_and_the_reason() {
    let deep = format!("incident: 1\nevents: {}", "[".repeat(20_000));
    let block: String = (0..20_000)
        .map(|n| format!("{}a:\n", " ".repeat(n.min(300))))
        .collect();
    let wrong = [
        (
            "unknown-key",
            "incident: 1\nawarness: 2025-01-01\n".to_string(),
        ),
        (
            "unknown-code",
            "incident: 1\nevents:\n  - {type: noticed, date: 2025-01-01}\n".to_string(),
        ),
        (
            "no-date",
            "incident: 1\nevents:\n  - {type: detected, date: 2025-02-30}\n".to_string(),
        ),
        ("version", "incident: 7\n".to_string()),
        ("no-yaml", "incident: [1\n".to_string()),
        ("not-facts", "name: CI\non: push\n".to_string()),
        ("deep", deep),
        ("deep-blocks", block),
    ];
    let dir = Temp::new();
    dir.file("draft.txt", LATE);
    let mut shown = String::new();
    for (name, text) in wrong {
        dir.file("facts.yaml", text);
        for args in [
            vec!["check", "facts.yaml"],
            vec!["check", "draft.txt", "--facts", "facts.yaml"],
            vec!["timeline", "facts.yaml"],
        ] {
            let run = tenken(args).within(dir.path()).run();
            assert_eq!(run.status, 2, "{name}: {}", run.shown());
            if shown.matches(&format!("== {name}\n")).count() == 0 {
                shown.push_str(&format!("== {name}\n{}", run.shown()));
            }
        }
    }
    insta::assert_snapshot!("facts_refused", shown);
}

#[test]
fn facts_are_for_one_report() {
    let dir = Temp::new();
    dir.file("a.txt", LATE);
    dir.file("b.txt", CLEAN);
    dir.file("facts.yaml", "incident: 1\n");
    let two = tenken(["check", "a.txt", "b.txt", "--facts", "facts.yaml"])
        .within(dir.path())
        .run();
    assert_eq!(two.status, 2);
    insta::assert_snapshot!("facts_for_two", two.shown());
}

#[test]
fn the_picture_is_whole_at_every_size() {
    for width in ["320", "640", "960", "1400", "99999"] {
        let run = timeline(LONG, &["--format", "svg", "--width", width]);
        assert_eq!(run.status, 0);
        let svg = &run.stdout;
        assert!(
            svg.starts_with("<svg") || svg.starts_with("<?xml"),
            "{}",
            &svg[..40]
        );
        assert!(svg.trim_end().ends_with("</svg>"));
        for word in ["検知・発覚", "速報", "確報の期限(30日)", "省略", "知った日"]
        {
            assert!(svg.contains(word), "{width}: {word} is missing");
        }
        assert!(!svg.contains("<script") && !svg.contains("http-equiv"));
    }
}

#[test]
fn a_bundle_asks_which_report() {
    let path = "corpus/bundle/notices-2025.txt";
    let all = tenken(["timeline", path, "--as-of", AS_OF]).run();
    assert_eq!(all.status, 0);
    let run = tenken(["timeline", path, "--format", "svg", "--as-of", AS_OF]).run();
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("--report 1"), "{}", run.stderr);
    let one = tenken([
        "timeline", path, "--format", "svg", "--report", "1", "--as-of", AS_OF,
    ])
    .run();
    assert_eq!(one.status, 0, "{}", one.stderr);
    let none = tenken(["timeline", path, "--report", "99", "--as-of", AS_OF]).run();
    assert_eq!(none.status, 2);
}
