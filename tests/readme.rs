//! What the READMEs show is what the program prints.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Temp, root, tenken};

/// The block of text behind a comment.
fn block(readme: &str, mark: &str) -> String {
    let at = readme
        .find(&format!("<!-- {mark} -->"))
        .unwrap_or_else(|| panic!("{mark} is missing"));
    let from = at + readme[at..].find("```text\n").unwrap() + "```text\n".len();
    let to = from + readme[from..].find("```\n").unwrap();
    readme[from..to].to_string()
}

fn readme(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap()
}

#[test]
fn the_first_screen() {
    for (file, lang) in [("README.md", "en"), ("README.ja.md", "ja")] {
        let text = readme(file);
        let temp = Temp::new();
        temp.file("draft.txt", block(&text, "readme-draft"));
        let run = tenken(["check", "--lang", lang, "draft.txt"])
            .within(temp.path())
            .run();
        assert_eq!(run.status, 1, "{file}: {}", run.stderr);
        assert_eq!(run.stdout, block(&text, "readme-example"), "{file}");
    }
}

#[test]
fn what_is_due_when() {
    for (file, lang) in [("README.md", "en"), ("README.ja.md", "ja")] {
        let run = tenken(["deadlines", "--lang", lang])
            .and(
                "--awareness 2025-03-05 --regime business --trigger malicious --as-of 2025-03-06"
                    .split(' '),
            )
            .run();
        assert_eq!(
            run.stdout,
            block(&readme(file), "readme-deadlines"),
            "{file}"
        );
    }
}

/// The number of rules that the READMEs tell.
#[test]
fn the_number_of_rules() {
    let rules = &tenken::Pack::built_in().unwrap().rules;
    let spoken = rules
        .iter()
        .filter(|r| r.applies.profiles.is_empty())
        .count();
    assert_eq!(spoken, 55);
    assert!(readme("README.md").contains("Fifty-five rules"));
    assert!(readme("README.ja.md").contains("55のルール"));
}
