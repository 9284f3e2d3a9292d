//! `tenken explain`: a rule, and a line of a document from the finding to the article.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Temp, tenken};

fn explained(args: &[&str]) -> common::Run {
    tenken(["explain", "--as-of", "2025-08-01"]).and(args).run()
}

#[test]
fn a_rule() {
    for (name, args) in [
        ("rule_ja", vec!["R001"]),
        ("rule_en", vec!["r001", "--lang", "en"]),
        ("rule_practice", vec!["bcc-for-group-mail"]),
        ("rule_of_a_profile", vec!["J001"]),
    ] {
        let run = explained(&args);
        assert_eq!(run.status, 0, "{}", run.stderr);
        insta::assert_snapshot!(name, run.stdout);
    }
}

#[test]
fn every_rule_in_both_languages() {
    for rule in &tenken::Pack::built_in().unwrap().rules {
        for lang in ["ja", "en"] {
            let run = explained(&[&rule.id, "--lang", lang]);
            assert_eq!(run.status, 0, "{} {lang}", rule.id);
            assert!(run.stdout.contains(&rule.id), "{} {lang}", rule.id);
        }
    }
}

#[test]
fn a_line() {
    for (name, at) in [
        ("line_finding", "corpus/drafts/late-report.md:9"),
        ("line_with_column", "corpus/drafts/late-report.md:8:1"),
        ("line_nothing", "corpus/drafts/late-report.md:2"),
    ] {
        let run = explained(&[at]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        insta::assert_snapshot!(name, run.stdout);
    }
    let run = explained(&["corpus/drafts/late-report.md:9", "--lang", "en"]);
    insta::assert_snapshot!("line_en", run.stdout);
}

#[test]
fn what_is_refused() {
    let temp = Temp::new();
    temp.file("draft.txt", "お知らせ\n");
    temp.file("empty.txt", "");
    let mut shown = String::new();
    for what in [
        "R099",
        "S0001",
        "bcc-for-groupmail",
        "draft.txt",
        "draft.txt:0",
        "draft.txt:2",
        "nowhere.txt:1",
        "empty.txt:1",
        "",
    ] {
        let run = tenken(["explain", what]).within(temp.path()).run();
        assert_eq!(run.status, 2, "{what}");
        assert!(run.stdout.is_empty(), "{what}");
        shown.push_str(&format!(
            "$ tenken explain {what}\n{}\n",
            run.stderr.trim_end()
        ));
    }
    insta::assert_snapshot!("explain_refused", shown);
}
