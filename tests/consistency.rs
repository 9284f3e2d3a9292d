//! Notices that hold one mistake each (`fire`) and notices that only look as if they did (`silent`): the rules T and P.
//! A file's first line names the rule, which of the two it is, the day of reading and the words at fault.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Temp, none, root, tenken};

struct Case {
    name: String,
    code: String,
    fire: bool,
    as_of: String,
    words: Option<String>,
    body: String,
}

fn cases() -> Vec<Case> {
    let mut paths: Vec<_> = std::fs::read_dir(root().join("corpus/consistency"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let (head, body) = text.split_once('\n').unwrap();
            let (head, words) = match head.split_once(" :: ") {
                Some((h, w)) => (h, Some(w.trim().to_string())),
                None => (head, None),
            };
            let mut parts = head.trim_start_matches('#').split_whitespace();
            let code = parts.next().unwrap().to_string();
            let fire = match parts.next().unwrap() {
                "fire" => true,
                "silent" => false,
                other => panic!("{}: «{other}»", path.display()),
            };
            let as_of = parts
                .next()
                .unwrap()
                .strip_prefix("as_of=")
                .unwrap()
                .to_string();
            Case {
                name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                code,
                fire,
                as_of,
                words,
                body: body.to_string(),
            }
        })
        .collect()
}

/// What the rules T and P say of a case: code and the words of each label.
fn fired(case: &Case) -> Vec<(String, Vec<String>)> {
    let dir = Temp::new();
    let file = dir.file("notice.txt", &case.body);
    let json = tenken(["check", "--format", "json", "--as-of", &case.as_of])
        .and([file])
        .run()
        .json();
    let Some(report) = json["reports"].get(0) else {
        return Vec::new();
    };
    report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["verdict"] == "violated")
        .map(|f| {
            let words = f["labels"]
                .as_array()
                .unwrap()
                .iter()
                .map(|l| {
                    let at = |k: &str| usize::try_from(l["span"][k].as_u64().unwrap()).unwrap();
                    case.body[at("start")..at("end")].to_string()
                })
                .collect();
            (f["code"].as_str().unwrap().to_string(), words)
        })
        .filter(|(code, _)| code.starts_with(['T', 'P']))
        .collect()
}

/// What the program is known not to find yet. A line that is found is to be taken out of the file.
fn known_misses() -> Vec<String> {
    std::fs::read_to_string(root().join("corpus/consistency/known-misses"))
        .unwrap()
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .map(str::to_string)
        .collect()
}

#[test]
fn what_only_looks_like_a_mistake_is_none() {
    let failures: Vec<String> = cases()
        .iter()
        .filter(|c| !c.fire)
        .filter_map(|c| {
            let found = fired(c);
            (!found.is_empty()).then(|| format!("{}: {found:?}", c.name))
        })
        .collect();
    none(&failures);
}

#[test]
fn mistakes_are_found_at_their_words() {
    let misses = known_misses();
    let mut failures = Vec::new();
    for case in cases().iter().filter(|c| c.fire) {
        let found = fired(case);
        let at_words = |labels: &Vec<String>| {
            case.words.as_ref().is_none_or(|w| {
                labels
                    .iter()
                    .any(|l| l.contains(w.as_str()) || w.contains(l.as_str()))
            })
        };
        let hit = found
            .iter()
            .any(|(code, labels)| *code == case.code && at_words(labels));
        let known = misses.contains(&case.name);
        if hit == known {
            let told = if hit {
                "is found now: take it out of known-misses"
            } else {
                "is missed"
            };
            failures.push(format!("{} {told}: {found:?}", case.name));
        }
        for (code, labels) in &found {
            if code.starts_with('T') && *code != case.code {
                failures.push(format!("{}: {code} at {labels:?} is wrong", case.name));
            }
        }
    }
    none(&failures);
}
