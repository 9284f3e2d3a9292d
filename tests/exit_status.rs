//! Every case of the exit status: 0 clean, 1 a finding at `--fail-on`, 2 something was not audited. Never silent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::path::Path;

use common::{AS_OF, CITY, CLEAN, EARLY, LATE, OTHER, Temp, check, none, reminder, tenken};

#[test]
fn zero_and_one_follow_fail_on() {
    let temp = Temp::new();
    let late = temp.file("late.txt", LATE);
    let city = temp.file("city.txt", CITY);
    let clean = temp.file("clean.txt", CLEAN);
    let reminder = temp.file("reminder.txt", reminder());
    // The text, the day, and the status for --fail-on error, warning, info.
    let table = [
        (&late, AS_OF, [1, 1, 1]),
        (&city, AS_OF, [0, 1, 1]),
        (&reminder, EARLY, [0, 0, 1]),
        (&clean, AS_OF, [0, 0, 0]),
    ];
    let mut failures = Vec::new();
    for (path, day, expected) in table {
        for (level, status) in ["error", "warning", "info"].into_iter().zip(expected) {
            for format in ["text", "json"] {
                let run = tenken([
                    "check",
                    "--as-of",
                    day,
                    "--format",
                    format,
                    "--fail-on",
                    level,
                ])
                .and([path])
                .run();
                if run.status != status {
                    failures.push(format!(
                        "{} {level} {format}: {} instead of {status}",
                        path.display(),
                        run.status
                    ));
                }
                let zero = tenken([
                    "check",
                    "--as-of",
                    day,
                    "--format",
                    format,
                    "--fail-on",
                    level,
                    "--exit-zero",
                ])
                .and([path])
                .run();
                if zero.status != 0 || zero.stdout != run.stdout {
                    failures.push(format!(
                        "{} {level} {format} --exit-zero: {}",
                        path.display(),
                        zero.status
                    ));
                }
            }
        }
    }
    none(&failures);
}

#[test]
fn the_default_is_fail_on_error() {
    assert_eq!(check(["-"]).stdin(LATE).run().status, 1);
    assert_eq!(check(["-"]).stdin(CITY).run().status, 0);
}

/// Runs `path` in both languages and both formats: always 2, always told.
fn refused(path: &Path, ja: &[&str], en: &[&str], failures: &mut Vec<String>) {
    for (lang, words) in [("ja", ja), ("en", en)] {
        for format in ["text", "json"] {
            for zero in [false, true] {
                let args = ["--lang", lang, "--format", format];
                let run = check(args)
                    .and(zero.then_some("--exit-zero"))
                    .and([path])
                    .run();
                let mut fail = |what: &str| {
                    failures.push(format!(
                        "{} {lang} {format}: {what}\n{}",
                        path.display(),
                        run.shown()
                    ));
                };
                if run.status != 2 {
                    fail("the status is not 2");
                }
                let told = if format == "json" {
                    let json = run.json();
                    if json["reports"].as_array().is_none_or(|r| !r.is_empty()) {
                        fail("there are reports");
                    }
                    let not_audited = json["not_audited"].as_array().cloned().unwrap_or_default();
                    if not_audited.len() != 1
                        || not_audited[0]["path"] != path.to_string_lossy().as_ref()
                    {
                        fail("not_audited does not name it");
                    }
                    if run.stderr.trim().is_empty() {
                        fail("standard error is empty");
                    }
                    not_audited
                        .first()
                        .and_then(|n| n["reason"].as_str())
                        .unwrap_or("")
                        .to_string()
                } else {
                    if !run.stdout.contains(path.to_string_lossy().as_ref()) {
                        fail("the path is not named");
                    }
                    run.stdout.clone()
                };
                for word in words {
                    if !told.contains(word) {
                        fail(&format!("«{word}» is not told"));
                    }
                }
            }
        }
    }
}

/// Bytes that are no text in any character set.
const BROKEN: &[u8] = b"\xE6\x00\x81\xFF\x00\x02";

/// Two lines, the second of which is no UTF-8.
const CP932: &[u8] = b"Notice 2024-05-01\n\x8c\xc2\x90l\x8f\xee\x95\xf1\x98R\x82\xa6\x82\xa2\x82\xcc\x82\xa8\x98l\x82\xd1\n2024\x94N5\x8c\x8e1\x93\xfa \x82\xa8\x92m\x82\xe7\x82\xb9\x82\xa2\x82\xbd\x82\xb5\x82\xdc\x82\xb7\x81B\n";
const EUC_JP: &[u8] = b"\xb8\xc4\xbf\xcd\xbe\xf0\xca\xf3\xcf\xb3\xa4\xa8\xa4\xa4\xa4\xce\xa4\xaa\xcf\xcd\xa4\xd3\n2024\xc7\xaf5\xb7\xee1\xc6\xfc \xa4\xaa\xc3\xce\xa4\xe9\xa4\xbb\xa4\xa4\xa4\xbf\xa4\xb7\xa4\xde\xa4\xb9\xa1\xa3\n";
const JIS: &[u8] =
    b"\x1b$B8D?M>pJsO3$($$$N$*OM$S\x1b(B\n2024\x1b$BG/\x1b(B5\x1b$B7n\x1b(B1\x1b$BF|\x1b(B\n";

fn utf16(text: &str, big: bool) -> Vec<u8> {
    std::iter::once('\u{FEFF}')
        .chain(text.chars())
        .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
        .flat_map(|u| {
            if big {
                u.to_be_bytes()
            } else {
                u.to_le_bytes()
            }
        })
        .collect()
}

/// A file's name, its bytes, and what must be told in Japanese and in English.
type Case<'a> = (&'a str, &'a [u8], &'a [&'a str], &'a [&'a str]);

#[test]
fn two_for_what_is_no_text() {
    let temp = Temp::new();
    let no_text_ja: &[&str] = &["ファイルとして読めません"];
    let mut nul = LATE.as_bytes().to_vec();
    nul[40] = 0;
    let table: &[Case<'_>] = &[
        ("empty.txt", b"", &["空のファイル"], &["empty"]),
        (
            "blank.txt",
            " \r\n\t\u{3000}\n".as_bytes(),
            &["本文がありません"],
            &["no text"],
        ),
        (
            "only-bom.txt",
            b"\xEF\xBB\xBF",
            &["本文がありません"],
            &["no text"],
        ),
        (
            "scan.png",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            &["読めない形式です", "PNG"],
            &["not read", "PNG"],
        ),
        (
            "photo.jpg",
            b"\xFF\xD8\xFF\xE0\0\x10JFIF",
            &["読めない形式です", "JPEG"],
            &["not read", "JPEG"],
        ),
        (
            "all.zip",
            b"PK\x03\x04\x14\0\0\0",
            &["読めない形式です", "ZIP"],
            &["not read", "ZIP"],
        ),
        (
            "draft.docx",
            b"PK\x03\x04\x14\0\x06\0\x08\0",
            &["ファイルとして読めません", "Word"],
            &["cannot be read as", "Word"],
        ),
        (
            "draft.doc",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            &["読めない形式です", "Word"],
            &["not read", "Word"],
        ),
        (
            "draft.pdf",
            b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n",
            &["ファイルとして読めません", "PDF"],
            &["cannot be read as", "PDF"],
        ),
        (
            "named.txt",
            b"%PDF-1.7\n",
            no_text_ja,
            &["cannot be read as"],
        ),
        (
            "nul.txt",
            &nul,
            &["テキストではありません", "NUL", "40"],
            &["no text", "NUL", "40"],
        ),
    ];
    let mut failures = Vec::new();
    for (name, bytes, ja, en) in table {
        refused(&temp.file(name, bytes), ja, en, &mut failures);
    }
    refused(
        &temp.path().join("missing.txt"),
        &["ありません", "パス"],
        &["no such file"],
        &mut failures,
    );
    #[cfg(unix)]
    refused(
        Path::new("/dev/null"),
        &["通常のファイルではありません"],
        &["no regular file"],
        &mut failures,
    );
    none(&failures);
}

#[test]
fn two_for_folders_without_reports() {
    let temp = Temp::new();
    let mut failures = Vec::new();
    let empty = temp.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    refused(
        &empty,
        &["文書", ".txt"],
        &["no text", ".txt"],
        &mut failures,
    );
    temp.file("scans/a.doc", b"\xD0\xCF\x11\xE0");
    refused(
        &temp.path().join("scans"),
        &["文書", ".txt"],
        &["no text", ".txt"],
        &mut failures,
    );
    none(&failures);
}

#[test]
fn two_for_a_folder_of_other_texts() {
    let temp = Temp::new();
    temp.file("others/a.txt", OTHER);
    temp.file("others/deep/b.md", OTHER);
    for (lang, word) in [("ja", "2件"), ("en", "2 text")] {
        for format in ["text", "json"] {
            let run = check(["--lang", lang, "--format", format, "others"])
                .within(temp.path())
                .run();
            assert_eq!(run.status, 2, "{}", run.shown());
            if format == "json" {
                let json = run.json();
                assert_eq!(json["reports"].as_array().unwrap().len(), 2);
                assert!(
                    json["reports"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .all(|r| r["facts"]["kind"] == "other")
                );
                assert_eq!(json["not_audited"][0]["path"], "others");
                assert!(
                    json["not_audited"][0]["reason"]
                        .as_str()
                        .unwrap()
                        .contains(word),
                    "{json}"
                );
                assert!(!run.stderr.trim().is_empty());
            } else {
                assert!(run.stdout.contains(word), "{}", run.stdout);
            }
        }
    }
}

/// «no report found where one was named» is 2 for a file and for standard input too. The text itself stays an entry.
#[test]
fn two_for_a_file_of_another_kind() {
    let temp = Temp::new();
    temp.file("other.txt", OTHER);
    for path in ["other.txt", "-"] {
        for format in ["text", "json"] {
            let run = check(["--format", format, path])
                .within(temp.path())
                .stdin(OTHER)
                .run();
            assert_eq!(run.status, 2, "{}", run.shown());
            if format == "json" {
                let json = run.json();
                assert_eq!(json["reports"][0]["facts"]["kind"], "other");
                assert_eq!(json["not_audited"].as_array().unwrap().len(), 1);
                assert!(!run.stderr.trim().is_empty());
            } else {
                assert!(
                    run.stdout.contains("監査できなかったもの1件"),
                    "{}",
                    run.stdout
                );
            }
        }
    }
}

#[test]
fn a_folder_with_one_bad_file_is_two_and_the_good_one_is_audited() {
    let temp = Temp::new();
    temp.file("mix/good.txt", LATE);
    temp.file("mix/bad.txt", BROKEN);
    let text = check(["mix"]).within(temp.path()).run();
    assert_eq!(text.status, 2, "{}", text.shown());
    assert!(text.stdout.contains("R001"));
    assert!(
        text.stdout.contains("監査できませんでした: mix/bad.txt") || cfg!(windows),
        "{}",
        text.stdout
    );
    assert!(
        text.stdout.contains("監査できなかったもの1件"),
        "{}",
        text.stdout
    );
    let run = check(["--format", "json", "mix"]).within(temp.path()).run();
    assert_eq!(run.status, 2, "{}", run.shown());
    let json = run.json();
    assert_eq!(json["reports"].as_array().unwrap().len(), 1);
    assert!(
        json["reports"][0]["path"]
            .as_str()
            .unwrap()
            .ends_with("good.txt")
    );
    assert_eq!(json["reports"][0]["facts"]["kind"], "notice");
    assert_eq!(json["not_audited"].as_array().unwrap().len(), 1);
    assert!(
        json["not_audited"][0]["path"]
            .as_str()
            .unwrap()
            .ends_with("bad.txt")
    );
    assert!(run.stderr.contains("bad.txt"), "{}", run.stderr);
}

#[test]
fn several_paths_are_audited_in_their_order_past_a_missing_one() {
    let temp = Temp::new();
    temp.file("b.txt", LATE);
    temp.file("a.txt", CLEAN);
    let run = check(["--format", "json", "b.txt", "none.txt", "a.txt"])
        .within(temp.path())
        .run();
    assert_eq!(run.status, 2);
    let json = run.json();
    let paths: Vec<&str> = json["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["b.txt", "a.txt"]);
    assert_eq!(json["not_audited"][0]["path"], "none.txt");
    let zero = check(["--exit-zero", "b.txt", "none.txt"])
        .within(temp.path())
        .run();
    assert_eq!(
        zero.status, 2,
        "--exit-zero forgives findings, not what was not audited"
    );
}

#[test]
fn standard_input() {
    assert_eq!(check(["-"]).stdin(CLEAN).run().status, 0);
    assert_eq!(check(["-"]).stdin(LATE).run().status, 1);
    for (lang, word) in [("ja", "空"), ("en", "empty")] {
        for format in ["text", "json"] {
            let run = check(["--lang", lang, "--format", format, "-"])
                .stdin(Vec::new())
                .run();
            assert_eq!(run.status, 2, "{}", run.shown());
            assert!(run.stdout.contains(word), "{}", run.stdout);
            if format == "json" {
                assert_eq!(run.json()["not_audited"].as_array().unwrap().len(), 1);
                assert!(run.stderr.contains(word), "{}", run.stderr);
            }
        }
    }
    let run = check(["-"]).stdin(BROKEN).run();
    assert_eq!(run.status, 2);
    assert!(run.stdout.contains("NUL"));
}

const WRONG: [&[&str]; 9] = [
    &[],
    &["frobnicate"],
    &["check"],
    &["check", "--frobnicate", "a.txt"],
    &["check", "--as-of", "2024-02-30", "a.txt"],
    &["check", "--as-of", "yesterday", "a.txt"],
    &["check", "--format", "papyrus", "a.txt"],
    &["check", "--fail-on", "everything", "a.txt"],
    &["rules", "burn"],
];

#[test]
fn two_for_wrong_arguments() {
    for args in WRONG {
        let run = tenken(args.iter().copied()).run();
        assert_eq!(run.status, 2, "{args:?} {}", run.shown());
        assert!(run.stdout.is_empty(), "{args:?} {}", run.stdout);
        assert!(!run.stderr.trim().is_empty(), "{args:?}");
    }
}

#[test]
fn wrong_arguments_are_told_in_japanese() {
    let run = tenken(["check", "--frobnicate", "a.txt"]).run();
    let kana = |c: char| ('\u{3041}'..='\u{30FF}').contains(&c);
    assert!(run.stderr.contains(kana), "{}", run.stderr);
    let run = tenken(["check", "--lang", "en", "--frobnicate", "a.txt"]).run();
    assert!(!run.stderr.contains(kana), "{}", run.stderr);
}

#[test]
fn zero_for_help_and_version() {
    for args in [
        &["--help"][..],
        &["check", "--help"],
        &["rules", "list", "--help"],
        &["--version"],
    ] {
        let run = tenken(args.iter().copied()).run();
        assert_eq!(run.status, 0, "{args:?}");
        assert!(
            !run.stdout.trim().is_empty() && run.stderr.is_empty(),
            "{args:?}"
        );
    }
}

#[test]
fn a_folder_names_what_it_passes_over() {
    let temp = Temp::new();
    temp.file("drafts/good.txt", LATE);
    temp.file("drafts/secret.txt", LATE);
    temp.file("drafts/.ignore", "secret.txt\n");
    temp.file("drafts/notice.doc", "PK");
    let text = check(["drafts"]).within(temp.path()).run();
    assert_eq!(text.status, 1, "{}", text.shown());
    for name in ["secret.txt", "notice.doc"] {
        let told = text
            .stdout
            .lines()
            .any(|l| l.starts_with("読んでいません") && l.contains(name));
        assert!(told, "{name}: {}", text.stdout);
    }
    let json = check(["--format", "json", "drafts"])
        .within(temp.path())
        .run()
        .json();
    assert_eq!(json["skipped"].as_array().unwrap().len(), 2);
    // Named itself, the ignored file is audited.
    let named = check(["drafts/secret.txt"]).within(temp.path()).run();
    assert!(named.stdout.contains("R001"), "{}", named.shown());
}

/// A pipe is no file and is not waited for; a file that ends inside a character says so.
#[cfg(unix)]
#[test]
fn two_for_pipes_and_for_what_is_cut_off() {
    let temp = Temp::new();
    let pipe = temp.path().join("pipe.txt");
    let made = std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .unwrap();
    assert!(made.success());
    let inside = (100..LATE.len())
        .find(|&at| !LATE.is_char_boundary(at))
        .unwrap();
    temp.file("cut.txt", &LATE.as_bytes()[..inside]);
    for (args, words) in [
        (vec!["check", "pipe.txt"], "通常のファイルではありません"),
        (vec!["timeline", "pipe.txt"], "通常のファイルではありません"),
        (
            vec!["explain", "pipe.txt:1"],
            "通常のファイルではありません",
        ),
        (
            vec!["deadlines", "--from", "pipe.txt"],
            "通常のファイルではありません",
        ),
        (vec!["check", "cut.txt"], "末尾が文字の途中で切れています"),
    ] {
        let run = tenken(args.clone()).within(temp.path()).run();
        assert_eq!(run.status, 2, "{args:?}");
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains(words), "{args:?}: {said}");
    }
}

/// Text in the character sets of Japanese offices is read as it is.
#[test]
fn other_character_sets_are_read() {
    let temp = Temp::new();
    for bytes in [CP932, EUC_JP, JIS] {
        temp.file("a.txt", bytes);
        let run = tenken(["extract", "a.txt"]).within(temp.path()).run();
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(run.stdout.contains("個人情報"), "{}", run.stdout);
    }
    for big_endian in [false, true] {
        temp.file("a.txt", utf16(LATE, big_endian));
        let run = check(["a.txt"]).within(temp.path()).run();
        assert_eq!(run.status, 1, "{}", run.shown());
    }
}
