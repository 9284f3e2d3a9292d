//! The rule author's kit: folders laid over the rules, overrides, profiles, what is refused and where, `tenken rules`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::fmt::Write as _;
use std::path::Path;

use common::{Temp, check, none, root, tenken};
use serde_json::Value;
use tenken::Pack;

/// A notice with 700 persons, told in words that the lexicon does not hold yet.
const NOTICE: &str = "\
株式会社はまなす商会 偽の音声による詐取についてのお詫び 2025年7月1日

2025年6月28日、取引先の声をまねた合成音声の電話により、担当者がお客様700名の氏名と電話番号を相手に伝え、漏えいしたことが判明しました。深くお詫び申し上げます。
再発防止策として、声紋照合装置を導入し、社員への研修を行います。
お問い合わせ先 お客様窓口 電話 0120-000-000
";

/// The finding of a code, as JSON.
fn finding(json: &Value, code: &str) -> Value {
    json["reports"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["code"] == code)
        .cloned()
        .unwrap_or(Value::Null)
}

fn audited(temp: &Temp, more: &[&str]) -> Value {
    temp.file("notice.txt", NOTICE);
    let run = check(["--format", "json", "notice.txt"])
        .and(more)
        .within(temp.path())
        .run();
    assert!(run.status < 2, "{}", run.stderr);
    run.json()
}

fn built_in(file: &str) -> String {
    std::fs::read_to_string(root().join("rules").join(file)).unwrap()
}

/// A threshold, a message, a word: each by YAML alone.
#[test]
fn a_change_needs_no_rust() {
    let temp = Temp::new();
    assert_eq!(
        finding(&audited(&temp, &[]), "R003")["verdict"],
        "not_applicable"
    );

    let business = built_in("law/regimes/business.yaml");
    assert!(business.contains("over: 1000"));
    temp.file(
        "law-pack/law/regimes/business.yaml",
        business.replace("over: 1000", "over: 500"),
    );
    let json = audited(&temp, &["--rules", "law-pack"]);
    assert_eq!(finding(&json, "R003")["verdict"], "unstated");
    assert_eq!(
        json["reports"][0]["derived"]["triggers"],
        serde_json::json!(["volume"])
    );

    let rule = "R003-regulator-report-unstated.yaml";
    let text = built_in(&format!("ppc/{rule}"));
    let message = &Pack::built_in()
        .unwrap()
        .rules
        .iter()
        .find(|r| r.id == "R003")
        .unwrap()
        .messages["unstated"]
        .ja;
    assert!(text.contains(message.as_str()));
    temp.file(
        &format!("message-pack/ppc/{rule}"),
        text.replace(message.as_str(), "委員会への報告を書いてください"),
    );
    let json = audited(&temp, &["--rules", "law-pack", "--rules", "message-pack"]);
    assert_eq!(
        finding(&json, "R003")["message"],
        "委員会への報告を書いてください"
    );

    let codes = |json: &Value| -> Vec<String> {
        json["reports"][0]["facts"]["measures"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| m["code"].as_str().unwrap().to_string())
            .collect()
    };
    assert!(!codes(&json).contains(&"mfa".to_string()));
    temp.file(
        "word-pack/lexicon/own.yaml",
        "entries:\n  measure:\n    - code: mfa\n      any: [\"{声紋|虹彩|静脈}{照合|認証}装置\"]\n",
    );
    let json = audited(&temp, &["--rules", "word-pack"]);
    assert!(codes(&json).contains(&"mfa".to_string()));
}

/// A new cause, its name, and a new rule for the measures that fit it.
#[test]
fn a_new_rule_for_a_new_cause() {
    let temp = Temp::new();
    temp.file(
        "pack/lexicon/own.yaml",
        "entries:
  cause:
    - code: voice-imitation
      any: [\"{声|音声}{を|}まね\", \"合成音声{の|による}電話\"]
  measure:
    - code: call-back
      any: [\"{折り返し|かけ直し|掛け直し}{て|の|に|、}\"]
",
    );
    temp.file(
        "pack/names.yaml",
        "causes:\n  voice-imitation: {ja: 音声のなりすまし, en: voice imitation}\nmeasures:\n  call-back: {ja: 折り返しの確認, en: call back}\n",
    );
    temp.file("pack/pack.yaml", "name: 社内\nversion: \"1\"\n");
    temp.file(
        "pack/X001-call-back.yaml",
        "id: X001
name: call-back
title: {ja: 音声のなりすましには、折り返しの確認, en: 'Voice imitation: call back'}
confidence: medium
basis: [通則編ガイドライン10-6]
applies: {kinds: [notice], measures: true, causes: [voice-imitation]}
check:
  countermeasure: {any: [call-back]}
severity:
  unstated: warning
messages:
  unstated: {ja: '{causes}に見合う措置({measures})がありません', en: 'no measure that fits {causes}: {measures}'}
help: {ja: 登録した番号へ折り返して確かめる手順を加えてください, en: add a call back to a known number}
examples:
  failing:
    - as-of: 2025-07-10
      text: |-
        株式会社はまなす商会 偽の音声による詐取についてのお詫び

        2025年6月28日、取引先の声をまねた電話により、お客様700名の氏名が漏えいしたことが判明しました。深くお詫び申し上げます。
        再発防止策として、社員への研修を行います。
  passing:
    - as-of: 2025-07-10
      text: |-
        株式会社はまなす商会 偽の音声による詐取についてのお詫び

        2025年6月28日、取引先の声をまねた電話により、お客様700名の氏名が漏えいしたことが判明しました。深くお詫び申し上げます。
        再発防止策として、登録済みの番号に折り返して本人を確かめます。
",
    );
    let json = audited(&temp, &["--rules", "pack"]);
    let found = finding(&json, "X001");
    assert_eq!(found["verdict"], "unstated");
    assert_eq!(found["severity"], "warning");
    assert_eq!(
        found["message"],
        "音声のなりすましに見合う措置(折り返しの確認)がありません"
    );
    assert!(
        json["tool"]["rules"]
            .as_str()
            .unwrap()
            .ends_with(" + 社内 1")
    );

    let run = tenken(["rules", "test", "X001", "--rules", "pack"])
        .within(temp.path())
        .run();
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (0, "ルール1件の例2件を確かめました: 合わないもの0件\n")
    );
}

#[test]
fn severities_are_overridden_by_code() {
    let temp = Temp::new();
    let before = finding(&audited(&temp, &[]), "C002");
    assert_eq!(before["severity"], "warning");
    temp.file("pack/overrides.yaml", "overrides:\n  C002: error\n  C006: off\n  C007:\n    notice: info\n    notification: error\n    preliminary: info\n    final: error\n");
    let json = audited(&temp, &["--rules", "pack"]);
    assert_eq!(finding(&json, "C002")["severity"], "error");
    assert_eq!(finding(&json, "C006"), Value::Null);
    assert_eq!(finding(&json, "C007")["severity"], "info");
    // The exit status follows.
    let run = check(["--rules", "pack", "notice.txt"])
        .within(temp.path())
        .run();
    assert_eq!(run.status, 1);
    let run = tenken(["rules", "list", "--rules", "pack"])
        .within(temp.path())
        .run();
    assert!(
        run.stdout
            .lines()
            .any(|l| l.starts_with("C006\t") && l.ends_with("(使わない設定)"))
    );
}

#[test]
fn profiles_change_what_is_asked() {
    let temp = Temp::new();
    let derived = |json: &Value| json["reports"][0]["derived"].clone();
    assert_eq!(derived(&audited(&temp, &[]))["reportable"], false);
    // 700 persons: over the threshold of a public body, and of My Numbers.
    let json = audited(&temp, &["--profile", "public"]);
    assert_eq!(derived(&json)["reportable"], true);
    assert_eq!(finding(&json, "R003")["basis"][0], "個人情報保護法68条1項");
    let json = audited(&temp, &["--profile", "my-number"]);
    assert_eq!(derived(&json)["law"][1]["regime"], "my-number");
    assert_eq!(derived(&json)["reportable"], true);
    // The rule of a profile speaks under it alone.
    assert_eq!(finding(&audited(&temp, &[]), "J001"), Value::Null);
    assert_eq!(
        finding(&audited(&temp, &["--profile", "pmark"]), "J001")["verdict"],
        "unstated"
    );
}

/// Every folder of corpus/broken-rules is refused: nothing is checked, the file and the place are named, in both languages.
#[test]
fn broken_rules_are_refused() {
    let mut cases: Vec<_> = std::fs::read_dir(root().join("corpus/broken-rules"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    cases.sort();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let mut shown = String::new();
    let mut failures = Vec::new();
    for case in cases {
        writeln!(shown, "== {case}").unwrap();
        for lang in ["ja", "en"] {
            let folder = format!("corpus/broken-rules/{case}");
            let run = check([
                "--lang",
                lang,
                "--rules",
                &folder,
                "corpus/drafts/late-report.md",
            ])
            .run();
            if run.status != 2 || !run.stdout.is_empty() {
                failures.push(format!("{case}: status {}, {}", run.status, run.stdout));
            }
            writeln!(shown, "{}", run.stderr.trim_end()).unwrap();
        }
    }
    none(&failures);
    insta::assert_snapshot!("broken_rules", shown);
}

/// YAML that would grow or nest without end is refused before it does.
#[test]
fn bombs_are_refused() {
    let temp = Temp::new();
    let aliases: String = (1..30)
        .map(|n| {
            format!(
                "a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}]\n",
                n - 1
            )
        })
        .collect();
    let deep_lines: String = (0..10_000).map(|n| " ".repeat(n % 500) + "a:\n").collect();
    let mut indented = String::new();
    for n in 0..1_200 {
        writeln!(indented, "{}a:", " ".repeat(n)).unwrap();
    }
    for (name, text) in [
        ("aliases", format!("a0: &a0 [x, x, x, x]\n{aliases}")),
        ("brackets", "[".repeat(10_000)),
        ("braces", format!("id: {}", "{a: ".repeat(10_000))),
        ("lines", deep_lines),
        ("indented", indented),
        ("dashes", "- ".repeat(10_000)),
        ("large", "# x\n".repeat(300_000)),
        ("anchors", "&a ".repeat(10_000)),
    ] {
        let file = format!("{name}/X001-own-rule.yaml");
        temp.file(&file, text);
        let run = tenken(["rules", "list", "--rules", name])
            .within(temp.path())
            .run();
        assert_eq!(run.status, 2, "{name}");
        assert!(
            run.stderr.contains("X001-own-rule.yaml"),
            "{name}: {}",
            run.stderr
        );
        assert!(run.stdout.is_empty(), "{name}");
    }
}

/// A link or a pipe by the name of a rule is told, not passed over.
#[cfg(unix)]
#[test]
fn links_are_refused() {
    let temp = Temp::new();
    temp.file("elsewhere.yaml", "overrides: {}\n");
    std::fs::create_dir(temp.path().join("pack")).unwrap();
    let link = temp.path().join("pack/overrides.yaml");
    std::os::unix::fs::symlink(temp.path().join("elsewhere.yaml"), link).unwrap();
    let run = tenken(["rules", "list", "--rules", "pack"])
        .within(temp.path())
        .run();
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("pack/overrides.yaml"), "{}", run.stderr);
}

#[test]
fn a_new_rule_keeps_its_examples() {
    let temp = Temp::new();
    let run = tenken(["rules", "new", "X042", "own-rule", "--dir", "mine"])
        .within(temp.path())
        .run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let file = temp.path().join("mine/X042-own-rule.yaml");
    let written = std::fs::read_to_string(&file).unwrap();
    let run = tenken(["rules", "test", "--rules", "mine", "X042"])
        .within(temp.path())
        .run();
    assert_eq!(run.status, 0, "{}", run.stdout);
    // Never over what is there, never with a code that is taken.
    for args in [
        ["X042", "own-rule"],
        ["R001", "own-rule"],
        ["x42", "own-rule"],
        ["X043", "Own Rule"],
    ] {
        let run = tenken(["rules", "new"])
            .and(args)
            .and(["--dir", "mine"])
            .within(temp.path())
            .run();
        assert_eq!(run.status, 2, "{args:?}");
        assert!(!run.stderr.is_empty());
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
    // An example that no longer holds is told, with its place.
    std::fs::write(
        &file,
        written.replace("詳細が判明次第、改めてお知らせいたします。", "以上です。"),
    )
    .unwrap();
    let run = tenken(["rules", "test", "--rules", "mine", "X042"])
        .within(temp.path())
        .run();
    assert_eq!(run.status, 1);
    assert!(
        run.stdout
            .starts_with("X042 examples.passing 1番目: met のはずが、unstated でした"),
        "{}",
        run.stdout
    );
}

/// What the schema takes is what the program takes: every rule and profile fits it, and what the reader refuses does not.
#[test]
fn the_schema_is_that_of_the_types() {
    let schema = |of: &str| -> Value { tenken(["rules", "schema", of]).run().json() };
    let validator = |of: &str| jsonschema::validator_for(&schema(of)).unwrap();
    let read = |path: &Path| -> Value {
        serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap_or(Value::Null)
    };
    let (rule, profile) = (validator("rule"), validator("profile"));
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in ignore::WalkBuilder::new(root().join("rules"))
        .build()
        .flatten()
    {
        let path = entry.path();
        let text = path.to_string_lossy().replace('\\', "/");
        if path.extension().is_none_or(|e| e != "yaml") {
            continue;
        }
        let fits = if text.contains("/rules/ppc/") || text.contains("/rules/pmark/") {
            rule.validate(&read(path)).map_err(|e| e.to_string())
        } else if text.contains("/rules/profiles/") {
            profile.validate(&read(path)).map_err(|e| e.to_string())
        } else {
            continue;
        };
        count += 1;
        if let Err(e) = fits {
            failures.push(format!("{text}: {e}"));
        }
    }
    assert!(count > 50, "{count}");
    for case in [
        "unknown-key",
        "unknown-key-in-condition",
        "unknown-fact",
        "missing-english",
        "empty-file",
    ] {
        let path = root().join(format!("corpus/broken-rules/{case}/X001-own-rule.yaml"));
        if rule.is_valid(&read(&path)) {
            failures.push(format!("{case} fits the schema"));
        }
    }
    let overrides = validator("overrides");
    for (text, fits) in [
        ("overrides: {S001: 'off'}", true),
        ("overrides: {S001: loud}", false),
    ] {
        let value: Value = serde_yaml::from_str(text).unwrap();
        assert_eq!(overrides.is_valid(&value), fits, "{text}");
    }
    none(&failures);
}

/// The pages under docs/rules are those that the rules make.
#[test]
fn rule_pages_are_fresh() {
    let run = tenken(["rules", "docs", "--check"]).run();
    assert_eq!(run.status, 0, "{}", run.stdout);
    // A page that is changed, missing or of no rule is told.
    let temp = Temp::new();
    let run = tenken(["rules", "docs", "--out", "pages"])
        .within(temp.path())
        .run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    std::fs::remove_file(temp.path().join("pages/ja/R001.md")).unwrap();
    temp.file("pages/en/Z999.md", "old\n");
    temp.file("pages/en/R002.md", "changed\n");
    let run = tenken(["rules", "docs", "--check", "--out", "pages"])
        .within(temp.path())
        .run();
    assert_eq!(run.status, 1);
    for page in ["pages/ja/R001.md", "pages/en/Z999.md", "pages/en/R002.md"] {
        assert!(run.stdout.contains(page), "{page}: {}", run.stdout);
    }
}

/// Every fact, cause, measure and citation of the rules exists; every code of the expectations is there, with examples.
#[test]
fn the_pack_is_whole() {
    let pack = Pack::built_in().unwrap();
    let codes: Vec<&str> = pack.rules.iter().map(|r| r.id.as_str()).collect();
    let mut wanted: Vec<String> = Vec::new();
    for (letter, count) in [
        ('C', 11),
        ('J', 1),
        ('N', 5),
        ('P', 5),
        ('R', 6),
        ('S', 16),
        ('T', 12),
    ] {
        wanted.extend((1..=count).map(|n| format!("{letter}{n:03}")));
    }
    assert_eq!(codes, wanted);
    let mut failures = Vec::new();
    for rule in &pack.rules {
        let own = rule.examples();
        for (what, list) in [("failing", &own.failing), ("passing", &own.passing)] {
            if list.len() < 2 {
                failures.push(format!("{}: {} {what} example(s)", rule.id, list.len()));
            }
        }
        let missing = rule.severity.contains_key(&tenken::Verdict::Unstated);
        if missing && rule.proposal.is_none() {
            failures.push(format!("{}: no proposal for what is missing", rule.id));
        }
        for text in rule.proposal.iter().flat_map(|p| [&p.ja]) {
            if !text.contains('●') && !text.contains("いた") && !text.contains('。') {
                failures.push(format!("{}: the proposal is no sentence: {text}", rule.id));
            }
        }
        // What rests on practice alone says so.
        let practice = rule
            .basis
            .iter()
            .all(|p| p.tag == tenken::law::raw::Tag::Practice);
        if practice
            && rule.note.is_none()
            && !rule
                .basis
                .iter()
                .all(|p| p.cite.ja.contains("法令によらない"))
        {
            failures.push(format!("{}: practice alone, without a note", rule.id));
        }
    }
    none(&failures);
}
