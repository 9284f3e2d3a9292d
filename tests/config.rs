//! `tenken.toml`, what persons allow, baselines, and the choice of rules: seen from outside.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::type_complexity,
    clippy::uninlined_format_args,
    clippy::cast_possible_truncation,
    missing_docs
)]

mod common;

use common::{LATE, Run, Temp, check, tenken};

/// The codes of the findings that make a diagnostic.
fn codes(run: &Run) -> Vec<String> {
    let json = run.json();
    let mut codes: Vec<String> = json["reports"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|r| r["findings"].as_array().unwrap())
        .filter(|f| f["severity"].is_string())
        .map(|f| f["code"].as_str().unwrap().to_string())
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

fn json(temp: &Temp, args: &[&str]) -> Run {
    check(["--format", "json"])
        .and(args)
        .within(temp.path())
        .run()
}

#[test]
fn the_nearest_configuration_is_found_and_its_paths_are_its_own() {
    let temp = Temp::new();
    temp.file("office/drafts/late.txt", LATE);
    temp.file(
        "office/tenken.toml",
        "paths = [\"drafts\"]\nfail-on = \"warning\"\nlang = \"en\"\nskip = [\"R\"]\n\n[severity]\nC002 = \"off\"\n",
    );
    // From above, from inside, and without a path.
    for (dir, args) in [
        (".", vec!["office/drafts/late.txt"]),
        ("office/drafts", vec!["late.txt"]),
        ("office", vec![]),
    ] {
        let run = json(&temp, &[]);
        assert_eq!(run.status, 2, "no path, no configuration: {}", run.stderr);
        let run = check(["--format", "json"])
            .and(args)
            .within(&temp.path().join(dir))
            .run();
        let codes = codes(&run);
        assert!(!codes.is_empty(), "{dir}");
        assert!(
            codes.iter().all(|c| !c.starts_with('R') && c != "C002"),
            "{dir}: {codes:?}"
        );
        let text = run.json()["reports"][0]["findings"].to_string();
        assert!(
            text.is_ascii() || !text.contains("期限"),
            "messages are English"
        );
        assert_eq!(run.status, 1, "warnings fail here");
    }
    // The command line has the last word.
    let run = json(&temp, &["--no-config", "office/drafts/late.txt"]);
    assert!(codes(&run).contains(&"R001".to_string()));
    let run = json(&temp, &["--fail-on", "error", "office/drafts/late.txt"]);
    assert_eq!(run.status, 0, "only warnings are left");
}

#[test]
fn what_a_configuration_says_wrongly_is_told_with_its_place() {
    let temp = Temp::new();
    temp.file("late.txt", LATE);
    for (text, said) in [
        (
            "profil = \"public\"\n",
            "1行1文字目: 「profil」という項目はありません",
        ),
        ("fail-on = \"fatal\"\n", "「fatal」という値はありません"),
        (
            "[severity]\nR099 = \"off\"\n",
            "「R099」というルールはありません",
        ),
        (
            "profile = \"nobody\"\n",
            "「nobody」というプロファイルはありません",
        ),
        ("only = [\"Q\"]\n", "「Q」というルールはありません"),
        ("only = \n", "TOMLとして読めません"),
        (
            "[[ignore]]\ncode = \"R001\"\nfingerprint = \"x\"\nreason = \" \"\nby = \"法務\"\n",
            "理由(reason)か責任者(by)がありません",
        ),
        (
            "[[ignore]]\ncode = \"R001\"\nfingerprint = \"x\"\nreason = \"済\"\nby = \"法務\"\nuntil = \"末日\"\n",
            "until「末日」は日付ではありません",
        ),
        (
            "[[ignore]]\ncode = \"R001\"\nfingerprint = \"x\"\nreason = \"済\"\n",
            "「by」がありません",
        ),
    ] {
        temp.file("tenken.toml", text);
        let run = json(&temp, &["late.txt"]);
        assert_eq!(run.status, 2, "{text}");
        assert!(run.stderr.contains(said), "{text}\n{}", run.stderr);
        assert!(run.stdout.is_empty(), "{text}");
    }
}

/// What the documentation shows is what is read: every key of it.
#[test]
fn the_documented_configuration_is_read() {
    let page = std::fs::read_to_string(common::root().join("docs/configuration.md")).unwrap();
    let example = page.split("```toml\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let temp = Temp::new();
    temp.file("tenken.toml", example);
    temp.file("drafts/late.txt", LATE);
    temp.file("known-findings.json", "{\"version\": 1, \"findings\": []}");
    temp.file("our-rules/overrides.yaml", "overrides: {P001: info}\n");
    let run = json(&temp, &["--only", "R,N004"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(
        !run.stderr.contains("設定ファイルを使えません"),
        "{}",
        run.stderr
    );
    assert!(codes(&run).contains(&"R001".to_string()));
}

#[test]
fn a_severity_may_be_told_for_some_kinds_of_draft() {
    let temp = Temp::new();
    temp.file("late.txt", LATE);
    let of = |kind: &[&str]| {
        let run = json(&temp, &[&["--only", "C005", "late.txt"], kind].concat());
        let json = run.json();
        let list = json["reports"][0]["findings"].as_array().unwrap().clone();
        list.first().map(|f| f["severity"].clone())
    };
    let text = LATE.replace(
        "原因は、VPN装置の脆弱性を修正する更新を適用していなかったことです。\n",
        "",
    );
    temp.file("late.txt", text);
    let kinds: [&[&str]; 4] = [
        &["--draft", "notice"],
        &["--draft", "notification"],
        &["--draft", "report", "--stage", "preliminary"],
        &["--draft", "report", "--stage", "final"],
    ];
    let own = ["warning", "error", "info", "error"];
    for (kind, severity) in kinds.iter().zip(own) {
        assert_eq!(of(kind).unwrap(), severity);
    }
    temp.file(
        "tenken.toml",
        "[severity]\nC005 = {notice = \"error\", preliminary = \"off\"}\n",
    );
    assert_eq!(of(kinds[0]).unwrap(), "error");
    assert_eq!(of(kinds[1]).unwrap(), "error", "its own");
    assert_eq!(of(kinds[2]), None, "not asked");
    assert_eq!(of(kinds[3]).unwrap(), "error", "its own");
    let run = check(["--explain-skipped", "--only", "C005", "late.txt"])
        .and(kinds[2])
        .within(temp.path())
        .run();
    assert!(
        run.stdout.contains("この種類の文書では使わない設定です"),
        "{}",
        run.stdout
    );

    temp.file("tenken.toml", "[severity]\nC005 = {notices = \"error\"}\n");
    let run = json(&temp, &["late.txt"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("「notices」という項目はありません"),
        "{}",
        run.stderr
    );
    temp.file("tenken.toml", "[severity]\nC005 = {notice = \"grave\"}\n");
    let run = json(&temp, &["late.txt"]);
    assert!(
        run.stderr.contains("「grave」という値はありません"),
        "{}",
        run.stderr
    );
}

#[test]
fn files_under_two_configurations_are_not_mixed() {
    let temp = Temp::new();
    temp.file("a/late.txt", LATE);
    temp.file("b/late.txt", LATE);
    temp.file("a/tenken.toml", "skip = [\"R\"]\n");
    let run = json(&temp, &["a/late.txt", "b/late.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("一つに決まりません"), "{}", run.stderr);
    let run = json(
        &temp,
        &["--config", "a/tenken.toml", "a/late.txt", "b/late.txt"],
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(codes(&run).iter().all(|c| !c.starts_with('R')));
}

#[test]
fn a_draft_allows_with_a_reason_and_only_then() {
    let temp = Temp::new();
    let forms: [(&str, fn(&str) -> String); 4] = [
        ("late.txt", |said| format!("{said}\n{LATE}")),
        ("late.md", |said| format!("<!-- {said} -->\n\n{LATE}")),
        ("end.txt", |said| format!("{LATE}\n※ {said}\n")),
        // All of it in full width, as an input method leaves it.
        ("wide.txt", |said| {
            let wide = said.replace("tenken: allow R001", "ｔｅｎｋｅｎ：　ａｌｌｏｗ　Ｒ００１");
            format!("{LATE}\n{wide}\n")
        }),
    ];
    for (name, form) in forms {
        temp.file(name, form("tenken: allow R001 委員会に経緯を説明済み"));
        let run = json(&temp, &[name]);
        let list = codes(&run);
        assert!(!list.contains(&"R001".to_string()), "{name}: {list:?}");
        assert!(list.contains(&"R002".to_string()), "{name}: {list:?}");
        let report = &run.json()["reports"][0];
        let found = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|f| f["code"] == "R001")
            .unwrap()
            .clone();
        assert_eq!(found["verdict"], "violated");
        assert_eq!(found["allowed"]["by"], "draft");
        assert_eq!(found["allowed"]["reason"], "委員会に経緯を説明済み");
        assert_eq!(run.json()["allowances"][0]["state"], "used");

        temp.file(name, form("tenken: allow R001"));
        let run = json(&temp, &[name]);
        assert!(codes(&run).contains(&"R001".to_string()), "{name}");
        assert!(
            run.stderr.contains("許可の理由がありません"),
            "{}",
            run.stderr
        );
    }
}

/// An allowance is no part of the report: its reason is not read as a fact.
#[test]
fn the_words_of_an_allowance_are_not_read() {
    let temp = Temp::new();
    let said = "tenken: allow R001 2024年1月10日に速報を提出、要配慮個人情報とマイナンバーを含む\n";
    temp.file("plain.txt", LATE);
    temp.file("allowed.txt", format!("{LATE}{said}"));
    let facts = |name: &str| json(&temp, &[name]).json()["reports"][0]["facts"].clone();
    assert_eq!(facts("plain.txt"), facts("allowed.txt"));
}

#[test]
fn idle_and_misspelt_allowances_are_told_and_count_as_warnings() {
    let temp = Temp::new();
    for (said, told) in [
        (
            "tenken: allow R005 委託なし",
            "この許可に当たる指摘がありません(R005)",
        ),
        (
            "tenken: allow R091 理由",
            "「R091」というルールはありません",
        ),
        ("tenken: allow 理由だけ", "許可するルールがありません"),
        ("tenken: alow R001 理由", "「alow」は分かりません"),
    ] {
        temp.file("city.txt", format!("{}\n{said}\n", common::CLEAN));
        let run = json(&temp, &["city.txt"]);
        assert_eq!(run.status, 0, "{said}: {}", run.stderr);
        assert!(run.stderr.contains("city.txt:"), "{said}: {}", run.stderr);
        assert!(run.stderr.contains(told), "{said}: {}", run.stderr);
        let run = json(&temp, &["--fail-on", "warning", "city.txt"]);
        assert_eq!(run.status, 1, "{said}");
    }
}

#[test]
fn the_next_line_alone_can_be_allowed() {
    let temp = Temp::new();
    let twice = "2025年2月30日に判明しました。\n2025年4月31日に公表しました。\n";
    let text = format!("{LATE}\n{twice}");
    temp.file("plain.txt", &text);
    let count = |name: &str| {
        let run = json(&temp, &["--only", "T", name]);
        let json = run.json();
        let list = json["reports"][0]["findings"].as_array().unwrap().clone();
        list.iter()
            .filter(|f| f["code"] == "T003" && f["severity"].is_string())
            .count()
    };
    assert_eq!(
        count("plain.txt"),
        2,
        "two days that are not in the calendar"
    );
    temp.file(
        "one.txt",
        text.replace(
            "2025年2月30日",
            "tenken: allow-next-line T003 原文のまま\n2025年2月30日",
        ),
    );
    assert_eq!(count("one.txt"), 1);
    temp.file(
        "both.txt",
        text.replace(
            "2025年2月30日",
            "tenken: allow T003 原文のまま\n2025年2月30日",
        ),
    );
    assert_eq!(count("both.txt"), 0);
}

#[test]
fn a_configuration_allows_by_fingerprint_until_a_day() {
    let temp = Temp::new();
    temp.file("late.txt", LATE);
    let json_of = |temp: &Temp| json(temp, &["late.txt"]);
    let first = json_of(&temp).json();
    let found = first["reports"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["code"] == "R001")
        .unwrap()["fingerprint"]
        .as_str()
        .unwrap()
        .to_string();
    let entry = |until: &str| {
        format!(
            "[[ignore]]\ncode = \"R001\"\nfingerprint = \"{found}\"\nreason = \"説明済み\"\nby = \"法務 佐藤\"\nuntil = \"{until}\"\n"
        )
    };
    // Read on 2025-07-31.
    temp.file("tenken.toml", entry("2025-07-31"));
    let run = json_of(&temp);
    assert!(!codes(&run).contains(&"R001".to_string()));
    // The finding keeps its name when lines move.
    temp.file(
        "late.txt",
        format!("\n\n{}", LATE.replace("深くお詫び", "心からお詫び")),
    );
    assert!(!codes(&json_of(&temp)).contains(&"R001".to_string()));

    temp.file("tenken.toml", entry("2025-07-30"));
    let run = json_of(&temp);
    assert!(codes(&run).contains(&"R001".to_string()));
    assert!(
        run.stderr.contains("期限(2025-07-30)が過ぎています"),
        "{}",
        run.stderr
    );

    // Another rule's finding by the same name is not allowed by it, and the entry is idle.
    temp.file("tenken.toml", entry("2025-07-31").replace("R001", "R002"));
    let run = json_of(&temp);
    assert!(codes(&run).contains(&"R002".to_string()));
    assert!(
        run.stderr.contains("当たる指摘がありません"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_baseline_hides_what_was_known_and_nothing_else() {
    let temp = Temp::new();
    temp.file("late.txt", LATE);
    let run = json(&temp, &["--write-baseline", "known.json", "late.txt"]);
    assert_eq!(run.status, 1, "writing it hides nothing");
    let run = json(&temp, &["--baseline", "known.json", "late.txt"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert!(codes(&run).is_empty());

    // Lines move, a new mistake comes in, an old one goes.
    let text = format!("前書き\n\n{}\n2025年2月30日に判明しました。\n", LATE)
        .replace("2024年1月19日に速報", "2024年1月11日に速報");
    temp.file("late.txt", text);
    let run = json(&temp, &["--baseline", "known.json", "late.txt"]);
    let new = codes(&run);
    assert!(new.contains(&"T003".to_string()), "{new:?}");
    assert!(!new.contains(&"R002".to_string()), "{new:?}");
    assert!(run.stderr.contains("もうありません"), "{}", run.stderr);

    for (bytes, said) in [
        ("{", "知られている指摘のファイルとして読めません"),
        ("{\"version\": 9, \"findings\": []}", "version 9"),
    ] {
        temp.file("known.json", bytes);
        let run = json(&temp, &["--baseline", "known.json", "late.txt"]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}

/// A baseline knows its files from its own folder on, wherever the run begins and however they are named.
#[test]
fn a_baseline_holds_wherever_a_run_begins() {
    let temp = Temp::new();
    temp.file("tenken.toml", "baseline = \"known.json\"\n");
    temp.file("sub/late.txt", LATE);
    temp.file("x/late.txt", LATE);
    let whole = temp.path().join("sub/late.txt");
    let runs: [(&str, &str); 6] = [
        (".", "sub/late.txt"),
        (".", "sub"),
        (".", "./x/../sub/late.txt"),
        ("sub", "late.txt"),
        ("x", "../sub/late.txt"),
        ("x", whole.to_str().unwrap()),
    ];
    let run_in = |dir: &str, args: &[&str]| {
        check(["--format", "json"])
            .and(args)
            .within(&temp.path().join(dir))
            .run()
    };
    for (written_in, named) in runs {
        let known = temp.path().join("known.json");
        let run = run_in(
            written_in,
            &["--write-baseline", known.to_str().unwrap(), named],
        );
        assert_eq!(run.status, 1);
        let file = std::fs::read_to_string(&known).unwrap();
        assert!(file.contains("\"path\": \"sub/late.txt\""), "{file}");
        for (dir, named) in runs {
            let run = run_in(dir, &[named]);
            assert_eq!(run.status, 0, "{written_in} {dir} {named}: {}", run.stderr);
            assert!(codes(&run).is_empty());
        }
        // Another draft of the same name is not known.
        assert_eq!(run_in("x", &["late.txt"]).status, 1);
    }

    // Files written before paths led from the baseline hold what was typed.
    let file = std::fs::read_to_string(temp.path().join("known.json")).unwrap();
    let older = file.replace("  \"paths\": \"from-this-file\",\n", "");
    assert_ne!(older, file);
    temp.file("known.json", &older);
    for (dir, named) in runs {
        assert_eq!(run_in(dir, &[named]).status, 0, "{dir} {named}");
    }
    temp.file("known.json", older.replace("sub/late.txt", "late.txt"));
    assert_eq!(run_in("sub", &["late.txt"]).status, 0, "as it was named");
}

#[test]
fn rules_are_chosen_by_code_or_its_beginning() {
    let temp = Temp::new();
    temp.file("late.txt", LATE);
    assert_eq!(
        codes(&json(&temp, &["--only", "R001", "late.txt"])),
        ["R001"]
    );
    assert_eq!(
        codes(&json(&temp, &["--only", "r", "--skip", "R002", "late.txt"])),
        ["R001"]
    );
    let run = json(&temp, &["--only", "R001,R010", "late.txt"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("「R010」というルールはありません"),
        "{}",
        run.stderr
    );
}

#[test]
fn rules_that_said_nothing_are_explained() {
    let temp = Temp::new();
    temp.file("late.txt", format!("{LATE}\ntenken: allow R001 説明済み\n"));
    let run = check(["--explain-skipped", "--only", "R", "late.txt"])
        .within(temp.path())
        .run();
    insta::assert_snapshot!(run.shown().split("指摘しなかった").nth(1).unwrap());
}

/// With `--redact` nothing of the text leaves, whatever the format; codes and places do.
#[test]
fn redacted_results_quote_nothing() {
    let temp = Temp::new();
    temp.file(
        "late.txt",
        format!("{LATE}\ntenken: allow R002 あけぼの計測の都合\n"),
    );
    for format in ["text", "json"] {
        let run = check(["--redact", "--format", format, "late.txt"])
            .within(temp.path())
            .run();
        assert_eq!(run.status, 1, "{format}");
        let all = format!("{}{}", run.stdout, run.stderr);
        assert!(all.contains("R001") && all.contains("late.txt"), "{all}");
        for secret in [
            "あけぼの",
            "3,480",
            "3480",
            "2024年1月",
            "1月19日",
            "VPN",
            "お詫び",
        ] {
            assert!(!all.contains(secret), "{format}: {secret}\n{all}");
        }
    }
    let shown = tenken(["check", "--as-of", "2025-07-31", "--redact", "late.txt"])
        .within(temp.path())
        .run();
    insta::assert_snapshot!(shown.shown());
}
