//! Every rule keeps its own promises: its failing examples fail, its passing examples pass, its files and texts are whole.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{none, root};
use tenken::testing;
use tenken::{Lang, Pack};

#[test]
fn examples_hold() {
    let pack = Pack::built_in().unwrap();
    let failures: Vec<String> = pack
        .rules
        .iter()
        .flat_map(|rule| testing::broken(pack, rule))
        .map(|b| format!("{b:?}"))
        .collect();
    none(&failures);
}

/// A finding of a failing example says where, what, why and what to do, with no blank of the message left open.
#[test]
fn findings_are_whole() {
    let built_in = Pack::built_in().unwrap();
    let mut failures = Vec::new();
    for rule in &built_in.rules {
        let pack = &*testing::speaking(built_in, rule);
        for (n, example) in rule.examples().failing.iter().enumerate() {
            for lang in [Lang::Ja, Lang::En] {
                let (_, reports) = testing::run(pack, example, lang);
                let found = reports.iter().flat_map(|r| &r.findings);
                for f in found.filter(|f| f.code == rule.id && f.severity.is_some()) {
                    if f.labels.is_empty()
                        || f.message.contains(['{', '}'])
                        || f.help.is_empty()
                        || f.help.contains(['{', '}'])
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
    }
    none(&failures);
}

#[test]
fn one_file_a_rule_named_after_it() {
    let pack = Pack::built_in().unwrap();
    let mut stems: Vec<String> = ["rules/ppc", "rules/pmark"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root().join(folder)).unwrap())
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
