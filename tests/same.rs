//! What does not change a text for its readers does not change what is found in it: line breaks, blanks at the ends of
//! lines, composed or decomposed characters, wide digits, and other reports around it. Over all cases of the corpus.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use common::{none, root};
use tenken::{Document, Lang, Options, Pack, Report, audit_text};
use unicode_normalization::UnicodeNormalization;

/// The texts of the corpus by name.
fn texts() -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = std::fs::read_dir(root().join("corpus/cases"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .map(|p| {
            let name = p.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(p).unwrap())
        })
        .collect();
    texts.sort();
    assert!(texts.len() > 200, "{} texts", texts.len());
    texts
}

fn audited(text: &str) -> (Document, Vec<Report>) {
    let as_of = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let options = Options {
        as_of: Some(as_of),
        ..Options::new(as_of, Lang::Ja)
    };
    audit_text(text, Pack::built_in().unwrap(), &options)
}

/// What a person would compare: for each rule its verdict and the words it points to.
fn seen(document: &Document, report: &Report) -> BTreeMap<String, (String, Vec<String>)> {
    let words = |f: &tenken::Finding| {
        let quoted = f.labels.iter().map(|l| document.quote(l.span));
        quoted
            .map(|q| q.nfc().filter(|c| !c.is_whitespace()).collect())
            .collect()
    };
    let findings = report.findings.iter();
    findings
        .map(|f| (f.code.clone(), (format!("{:?}", f.verdict), words(f))))
        .collect()
}

/// Holds every text against itself in another guise.
fn same(guise: impl Fn(&str) -> String) {
    let mut failures = Vec::new();
    for (name, text) in texts() {
        let (d1, first) = audited(&text);
        let (d2, second) = audited(&guise(&text));
        if first.len() != second.len() {
            failures.push(format!(
                "{name}: {} reports, then {}",
                first.len(),
                second.len()
            ));
            continue;
        }
        for (a, b) in first.iter().zip(&second) {
            let (a, b) = (seen(&d1, a), seen(&d2, b));
            let moved: Vec<_> = a
                .iter()
                .filter(|(code, v)| b.get(*code) != Some(v))
                .collect();
            for (code, was) in moved {
                failures.push(format!("{name} {code}: {was:?}, then {:?}", b.get(code)));
            }
        }
    }
    none(&failures);
}

#[test]
fn line_breaks_of_windows() {
    same(|text| text.replace('\n', "\r\n"));
}

#[test]
fn blanks_at_the_ends_of_lines() {
    same(|text| {
        let lines = text.split('\n').map(|l| {
            if l.is_empty() {
                l.to_string()
            } else {
                format!("{l}  ")
            }
        });
        lines.collect::<Vec<_>>().join("\n")
    });
}

#[test]
fn decomposed_kana() {
    same(|text| text.nfd().collect());
}

#[test]
fn a_byte_order_mark_and_no_last_line_break() {
    same(|text| format!("\u{FEFF}{}", text.trim_end()));
}

/// Between two others, apart by a rule of `=`, a report gives what it gives alone.
#[test]
fn among_others() {
    let line = "=".repeat(20);
    let around = common::CLEAN;
    let mut failures = Vec::new();
    for (name, text) in texts() {
        let (d1, alone) = audited(&text);
        let [alone] = alone.as_slice() else { continue };
        let (d2, all) = audited(&format!("{around}\n{line}\n{text}\n{line}\n{around}"));
        if all.len() != 3 {
            failures.push(format!("{name}: {} reports", all.len()));
            continue;
        }
        let (a, b) = (seen(&d1, alone), seen(&d2, &all[1]));
        for (code, was) in a.iter().filter(|(code, v)| b.get(*code) != Some(v)) {
            failures.push(format!("{name} {code}: {was:?}, then {:?}", b.get(code)));
        }
    }
    none(&failures);
}
