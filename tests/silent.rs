//! Texts that lie beside notices and are none: warnings, policies, drills, statistics, minutes. Nothing is said of them.
//! And notices that look like such texts: they are read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{none, root, tenken};
use serde_json::Value;

/// The reports of a folder of the corpus, each with the name of its file.
fn reports(folder: &str) -> Vec<(String, Value)> {
    let path = root().join("corpus").join(folder);
    let files = std::fs::read_dir(&path).unwrap().count();
    let run = tenken(["check", "--format", "json", "--as-of", "2026-11-30"])
        .and([path])
        .run();
    let list: Vec<(String, Value)> = run.json()["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| {
            let path = r["path"].as_str().unwrap();
            (path.rsplit('/').next().unwrap().to_string(), r.clone())
        })
        .collect();
    assert!(
        files >= 10 && list.len() == files,
        "{files} files, {} reports",
        list.len()
    );
    list
}

fn told(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .filter(|f| !f["severity"].is_null())
        .map(|f| f["code"].as_str().unwrap())
        .collect()
}

#[test]
fn nothing_is_said_of_other_texts() {
    let failures: Vec<String> = reports("silent")
        .iter()
        .filter(|(_, r)| r["facts"]["kind"] != "other" || !told(r).is_empty())
        .map(|(name, r)| format!("{name}: {} {:?}", r["facts"]["kind"], told(r)))
        .collect();
    none(&failures);
}

#[test]
fn notices_that_look_like_other_texts_are_read() {
    let failures: Vec<String> = reports("alike")
        .iter()
        .filter(|(_, r)| r["facts"]["kind"] != "notice")
        .map(|(name, r)| format!("{name}: {}", r["facts"]["kind"]))
        .collect();
    none(&failures);
}
