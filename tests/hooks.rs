//! Hooks and CI as they are documented: their patterns, their calls, what they say of files that are no drafts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{CLEAN, LATE, OTHER, Temp, root, tenken};
use tenken::Format;

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// The values of a key in YAML that nests nothing deeper.
fn values<'a>(yaml: &'a str, key: &str) -> Vec<&'a str> {
    yaml.lines()
        .filter_map(|l| l.trim().trim_start_matches("- ").strip_prefix(key))
        .map(|v| v.split(" #").next().unwrap().trim())
        .collect()
}

/// What pre-commit does: it hands the hook every file of the commit that fits the pattern, which a configuration may widen.
#[test]
fn the_hook_audits_drafts_and_lets_other_files_pass() {
    let hook = page(".pre-commit-hooks.yaml");
    let entry: Vec<&str> = values(&hook, "entry:")[0].split(' ').skip(1).collect();
    assert_eq!(entry, ["check", "--skip-others"]);
    let temp = Temp::new();
    temp.file(
        "drafts/README.md",
        "# 下書きの置き場\n\n公表の前の文書を置きます。\n",
    );
    temp.file("drafts/logo.png", b"\x89PNG\r\n\x1a\n\0\0");
    temp.file("drafts/.gitkeep", "");
    temp.file("drafts/event.txt", OTHER);
    temp.file("drafts/clean.txt", CLEAN);
    temp.file("drafts/late.md", LATE);
    temp.file("drafts/broken.docx", b"PK\x03\x04");
    let run = |files: &[&str]| {
        tenken(entry.iter().copied())
            .and(files.iter().map(|f| format!("drafts/{f}")))
            .within(temp.path())
            .run()
    };
    let others = ["README.md", "logo.png", ".gitkeep", "event.txt"];
    let all = run(&others);
    assert_eq!(all.status, 0, "{}", all.shown());
    // They are told all the same.
    for other in others {
        assert!(all.stdout.contains(other), "{other}: {}", all.stdout);
    }
    assert_eq!(run(&["README.md", "clean.txt", "logo.png"]).status, 0);
    assert_eq!(run(&["README.md", "late.md", "logo.png"]).status, 1);
    // What seems to be a draft and cannot be read stops the commit.
    assert_eq!(run(&["README.md", "broken.docx"]).status, 2);
    assert_eq!(run(&["README.md", "gone.txt"]).status, 2);
    // A file that a person names is never left out without a word.
    for other in others {
        let named = tenken(["check"])
            .and([format!("drafts/{other}")])
            .within(temp.path())
            .run();
        assert_eq!(named.status, 2, "{other}");
    }
    let json = tenken([
        "check",
        "--skip-others",
        "--format",
        "json",
        "drafts/logo.png",
    ])
    .within(temp.path())
    .run();
    assert_eq!(json.json()["skipped"][0]["path"], "drafts/logo.png");
}

#[test]
fn the_patterns_of_hooks_name_every_format() {
    let mut patterns: Vec<String> = Vec::new();
    for name in [
        ".pre-commit-hooks.yaml",
        "docs/ci.md",
        "docs/ci.ja.md",
        "README.md",
        "README.ja.md",
    ] {
        let text = page(name);
        let found = values(&text, "files:");
        patterns.extend(
            found
                .iter()
                .filter(|f| f.contains("docx"))
                .map(ToString::to_string),
        );
    }
    assert!(patterns.len() >= 3, "{patterns:?}");
    for pattern in patterns {
        let list = pattern.split(r"\.(").nth(1).unwrap();
        let list: Vec<&str> = list.split(')').next().unwrap().split('|').collect();
        for ending in Format::endings() {
            assert!(list.contains(&ending), "{pattern}: {ending}");
        }
    }
}

/// A hook that somebody writes calls the program so that files that are no drafts stop nothing.
#[test]
fn documented_calls_are_understood() {
    let temp = Temp::new();
    temp.file("drafts/clean.txt", CLEAN);
    let mut calls = 0;
    for name in ["docs/ci.md", "docs/ci.ja.md", "README.md", "README.ja.md"] {
        let text = page(name);
        // The image starts tenken by itself; a job needs a shell in it.
        let image = text.find("registry.example.jp/tenken").unwrap();
        let snippet = text[image..].split("```").next().unwrap();
        assert!(snippet.contains("entrypoint: [\"\"]"), "{name}: {snippet}");
        for call in text.lines().filter_map(|l| {
            let line = l
                .trim()
                .trim_start_matches("- ")
                .trim_start_matches("entry: ");
            line.strip_prefix("tenken check ")
        }) {
            let words = call
                .split(" > ")
                .next()
                .unwrap()
                .split(" | ")
                .next()
                .unwrap();
            let words: Vec<&str> = words.split_whitespace().take_while(|w| *w != "#").collect();
            if words.iter().any(|w| !w.starts_with('-') && w.contains('.')) || call.contains("  ") {
                continue;
            }
            let named = words.iter().any(|w| w.starts_with("drafts"));
            let run = tenken(["check"])
                .and(words.iter().copied())
                .and(if named {
                    vec![]
                } else {
                    vec!["drafts/clean.txt"]
                })
                .within(temp.path())
                .run();
            assert_eq!(run.status, 0, "{name}: {call}: {}", run.stderr);
            calls += 1;
        }
    }
    assert!(calls >= 4, "{calls}");
}
