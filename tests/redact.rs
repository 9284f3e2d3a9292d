//! What leaves the office with `--redact`: in every format, nothing of the draft.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::io::Read;

use common::{LATE, Temp, tenken};

/// Words, numbers and days of [`LATE`], as they are written and as tenken writes them; what follows from them; and what
/// somebody wrote to tenken.
const SECRETS: [&str; 24] = [
    "あけぼの",
    "計測",
    "弊社",
    "お詫び",
    "VPN",
    "保守会社",
    "社員への",
    "都合",
    "alow",
    "3,480",
    "3480",
    "1月9日",
    "1月19日",
    "4月26日",
    "2024-01-09",
    "2024-01-19",
    "2024-03-29",
    "2024-04-26",
    "2023-12-20",
    "2024-03-08",
    "11日目",
    "6日遅れ",
    "21日遅れ",
    "45308",
];

fn draft(temp: &Temp) {
    temp.file(
        "late.txt",
        format!("{LATE}\n2024年4月31日に公表しました。\ntenken: allow R002 計測の都合\ntenken: alow R001 済\ntenken: allow Q999 VPN\n"),
    );
}

fn none_in(of: &str, text: &str) {
    assert!(text.contains("late.txt"), "{of}: {text}");
    for secret in SECRETS {
        assert!(!text.contains(secret), "{of}: {secret}\n{text}");
    }
}

#[test]
fn no_format_of_findings_holds_anything_of_the_draft() {
    let temp = Temp::new();
    draft(&temp);
    for format in [
        "text",
        "json",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "rdjson",
        "rdjsonl",
        "checkstyle",
    ] {
        for more in [
            &[][..],
            &["--explain-skipped"],
            &["--write-baseline", "known.json"],
        ] {
            // The day of reading is that of the text here: it is not told either.
            let run = tenken(["check", "--redact", "--format", format, "late.txt"])
                .and(more)
                .within(temp.path())
                .run();
            assert_eq!(run.status, 1, "{format}: {}", run.stderr);
            none_in(format, &format!("{}{}", run.stdout, run.stderr));
        }
    }
    let known = std::fs::read_to_string(temp.path().join("known.json")).unwrap();
    none_in("baseline", &known);
}

#[test]
fn no_format_of_the_table_holds_anything_of_the_draft() {
    let temp = Temp::new();
    draft(&temp);
    std::fs::create_dir(temp.path().join("more")).unwrap();
    std::fs::copy(
        temp.path().join("late.txt"),
        temp.path().join("more/late.txt"),
    )
    .unwrap();
    for files in [&["late.txt"][..], &["late.txt", "more/late.txt"]] {
        for format in ["md", "csv", "html"] {
            let run = tenken(["table", "--redact", "--format", format])
                .and(files)
                .within(temp.path())
                .run();
            assert_eq!(run.status, 0, "{format}");
            // Colours and sizes of the page are no numbers of the draft.
            let page = run.stdout.split("</style>").last().unwrap().to_string();
            none_in(format, &format!("{page}{}", run.stderr));
            assert!(page.contains("R001"));
        }
        let out = temp.path().join("t.xlsx");
        let run = tenken(["table", "--redact", "--out", "t.xlsx"])
            .and(files)
            .within(temp.path())
            .run();
        assert_eq!(run.status, 0, "{}", run.stderr);
        let mut archive = zip::ZipArchive::new(std::fs::File::open(out).unwrap()).unwrap();
        let mut all = String::new();
        for index in 0..archive.len() {
            archive
                .by_index(index)
                .unwrap()
                .read_to_string(&mut all)
                .unwrap();
        }
        none_in("xlsx", &all);
    }
}

/// A rule's title says what is expected. Beside a finding it must not read as what the text does.
#[test]
fn a_title_beside_a_finding_says_that_it_is_not_met() {
    let temp = Temp::new();
    temp.file("late.txt", LATE);
    let said = "満たしていない(記載なし):「本人への通知が書かれている」";
    let bare = |text: &str| {
        let titles = text.matches("本人への通知が書かれている").count();
        (titles, text.matches(said).count())
    };
    let run = |args: &[&str]| {
        let args = [args, &["--only", "N001", "late.txt"]].concat();
        tenken(args).within(temp.path()).run().stdout
    };
    for args in [
        &["check", "--redact"][..],
        &["check", "--redact", "--format", "checkstyle"],
        &["check", "--format", "github"],
    ] {
        // GitHub wants colons encoded.
        let out = run(args).replace("%3A", ":");
        assert_eq!(bare(&out), (1, 1), "{args:?}: {out}");
    }
    assert!(
        run(&["check", "--redact", "--lang", "en"])
            .contains("not met (not stated): «The notification of the persons is told»")
    );
    // The list of findings; the matrix below it holds titles beside verdicts.
    let page = run(&["table", "--redact"]);
    let list = page.split("## ").nth(1).unwrap();
    assert_eq!(bare(list), (1, 1), "{list}");
}
