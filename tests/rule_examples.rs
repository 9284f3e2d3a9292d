//! Every rule keeps its own promises: its failing examples fail, its passing examples pass, its files and texts are whole.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{none, root};
use tenken::rule::{Example, Rule};
use tenken::{Document, Finding, Format, Lang, Options, Pack, Verdict, audit};

/// What all rules say of an example: the findings of every report in it.
fn findings(pack: &Pack, example: &Example) -> Vec<Finding> {
    let document = Document::from_text(
        example.text.clone(),
        Format::Text,
        &pack.vocabulary.dates.unit_chars(),
    );
    let options = Options {
        as_of: Some(example.as_of),
        today: example.as_of,
        draft: None,
        lang: Lang::Ja,
    };
    audit(&document, pack, &options)
        .into_iter()
        .flat_map(|r| r.findings)
        .collect()
}

/// The findings of one rule, in few words.
fn of<'a>(findings: &'a [Finding], rule: &Rule) -> Vec<&'a Finding> {
    findings.iter().filter(|f| f.code == rule.id).collect()
}

fn told(found: &[&Finding]) -> String {
    found
        .iter()
        .map(|f| format!("{:?} {:?}", f.verdict, f.severity))
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn failing_examples_fail() {
    let pack = Pack::built_in().unwrap();
    let mut failures = Vec::new();
    for rule in &pack.rules {
        for (n, example) in rule.examples.failing.iter().enumerate() {
            let all = findings(pack, example);
            let found = of(&all, rule);
            let holds = |f: &&&Finding| {
                f.severity.is_some() && example.verdict.is_none_or(|v| v == f.verdict)
            };
            if !found.iter().any(|f| holds(&f)) {
                failures.push(format!(
                    "{} failing[{n}]: expected {:?} with a severity, found {}",
                    rule.id,
                    example.verdict,
                    told(&found)
                ));
            }
            for f in found.iter().filter(|f| f.severity.is_some()) {
                if f.labels.is_empty()
                    || f.message.contains(['{', '}'])
                    || f.help.is_empty()
                    || f.basis.is_empty()
                {
                    failures.push(format!(
                        "{} failing[{n}]: label, message, help or basis is missing: {f:?}",
                        rule.id
                    ));
                }
            }
        }
    }
    none(&failures);
}

#[test]
fn passing_examples_pass() {
    let pack = Pack::built_in().unwrap();
    let mut failures = Vec::new();
    for rule in &pack.rules {
        for (n, example) in rule.examples.passing.iter().enumerate() {
            let expected = example.verdict.unwrap_or(Verdict::Met);
            let all = findings(pack, example);
            let found = of(&all, rule);
            if found.is_empty() || found.iter().any(|f| f.verdict != expected) {
                failures.push(format!(
                    "{} passing[{n}]: expected {expected:?}, found {}",
                    rule.id,
                    told(&found)
                ));
            }
        }
    }
    none(&failures);
}

#[test]
fn one_file_a_rule_named_after_it() {
    let pack = Pack::built_in().unwrap();
    let mut stems: Vec<String> = std::fs::read_dir(root().join("rules/ppc"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| {
            name.strip_suffix(".yaml")
                .unwrap_or_else(|| panic!("{name} is no .yaml file"))
                .to_string()
        })
        .collect();
    stems.sort_unstable();
    let rules: Vec<String> = pack
        .rules
        .iter()
        .map(|r| format!("{}-{}", r.id, r.name))
        .collect();
    assert_eq!(rules, stems);
}

#[test]
fn texts_stand_in_both_languages() {
    let pack = Pack::built_in().unwrap();
    let mut failures = Vec::new();
    let japanese = |text: &str| {
        text.contains(|c: char| {
            ('\u{3041}'..='\u{30FF}').contains(&c) || ('\u{4E00}'..='\u{9FFF}').contains(&c)
        })
    };
    for rule in &pack.rules {
        let mut texts = vec![
            ("title".to_string(), &rule.title),
            ("help".to_string(), &rule.help),
        ];
        texts.extend(
            rule.messages
                .iter()
                .map(|(case, texts)| (format!("messages.{case}"), texts)),
        );
        if rule.messages.is_empty() {
            failures.push(format!("{}: no messages", rule.id));
        }
        for (what, texts) in texts {
            if texts.ja.trim().is_empty() || !japanese(&texts.ja) {
                failures.push(format!(
                    "{} {what}.ja is not Japanese: «{}»",
                    rule.id, texts.ja
                ));
            }
            if texts.en.trim().is_empty() || japanese(&texts.en) {
                failures.push(format!(
                    "{} {what}.en is not English: «{}»",
                    rule.id, texts.en
                ));
            }
        }
        if rule.basis.iter().any(|b| b.cite.ja.trim().is_empty()) {
            failures.push(format!("{}: an empty citation", rule.id));
        }
    }
    none(&failures);
}
