//! Several notices of one incident read as one.

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

use common::{OTHER, Run, Temp, check, tenken};

const FIRST: &str = "\
不正アクセスによる個人情報漏えいのお知らせ(第1報)
株式会社とりで書房

2025年6月9日
当社の通販サイトが不正アクセスを受け、お客様1,840名の氏名、住所が漏えいしました。深くお詫び申し上げます。
6月2日に不審なアクセスを検知し、同日サイトを停止しました。
6月5日に個人情報保護委員会へ速報を提出しました。
本件に関するお問い合わせ: お客様窓口 電話 000-000-0000
";

const SECOND: &str = "\
不正アクセスによる個人情報漏えいのお知らせ(第2報)
株式会社とりで書房

2025年7月31日
通販サイトへの不正アクセスにより、お客様2,310名の氏名、住所、電話番号が漏えいしました。重ねてお詫び申し上げます。
6月4日に不審なアクセスを検知し、同日サイトを停止しました。
原因は、プログラムの脆弱性への対応が遅れたことです。7月25日に個人情報保護委員会へ確報を提出しました。
対象のお客様には7月28日にメールでお知らせしました。再発防止のため、脆弱性の修正を行い、定期的な診断を始めました。
二次被害は確認されておりません。
";

fn findings(run: &Run, path: &str) -> Vec<String> {
    let json = run.json();
    json["reports"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| r["path"] == path)
        .flat_map(|r| r["findings"].as_array().unwrap().clone())
        .filter(|f| f["severity"].is_string())
        .map(|f| f["code"].as_str().unwrap().to_string())
        .collect()
}

/// What is said of the number explains no new kind of data on the next line.
#[test]
fn an_explained_number_explains_no_new_data() {
    let temp = Temp::new();
    let notice = |title: &str, day: &str, lines: &str| {
        format!(
            "不正アクセスに関するお知らせ({title})\n\n{day}\n株式会社つばき文具\n\n2026年6月1日に不正アクセスを受け、6月2日に気付きました。深くお詫びします。\n{lines}\n"
        )
    };
    temp.file(
        "1.txt",
        notice(
            "第1報",
            "2026年6月10日",
            "お客様1,840名の氏名、住所、電話番号が漏えいしました。",
        ),
    );
    temp.file(
        "2.txt",
        notice(
            "第2報",
            "2026年7月20日",
            "対象となるお客様は1,900名です。第1報の1,840名から60名増えましたのは、退会された方を含めたためです。\n\
             漏えいした項目は、氏名、住所、電話番号、クレジットカード番号です。",
        ),
    );
    let run = check(["--format", "json", "--incident", "1.txt", "2.txt"])
        .within(temp.path())
        .run();
    let later = findings(&run, "2.txt");
    assert!(later.contains(&"T012".to_string()), "{later:?}");
    assert!(!later.contains(&"T010".to_string()), "{later:?}");
}

fn temp() -> Temp {
    let temp = Temp::new();
    temp.file("1.txt", FIRST);
    temp.file("2.txt", SECOND);
    temp
}

#[test]
fn what_changed_without_a_word_is_found_in_the_later_notice() {
    let temp = temp();
    let run = check(["--format", "json", "--incident", "2.txt", "1.txt"])
        .within(temp.path())
        .run();
    let later = findings(&run, "2.txt");
    for code in ["T010", "T011", "T012"] {
        assert!(later.contains(&code.to_string()), "{code}: {later:?}");
    }
    // The oldest comes first, whatever the order of the arguments.
    assert_eq!(run.json()["reports"][0]["path"], "1.txt");
    // What the second notice tells is missing no more.
    let first = findings(&run, "1.txt");
    for list in [&first, &later] {
        for code in ["N001", "C006", "N005", "C004"] {
            assert!(!list.contains(&code.to_string()), "{code}: {list:?}");
        }
    }
    // By themselves they know nothing of each other.
    for path in ["1.txt", "2.txt"] {
        let run = check(["--format", "json", path]).within(temp.path()).run();
        let list = findings(&run, path);
        assert!(
            !list
                .iter()
                .any(|c| ["T010", "T011", "T012"].contains(&c.as_str()))
        );
    }
}

/// The second notice alone puts awareness two days later; together the earliest day counts.
#[test]
fn the_earliest_awareness_counts() {
    let temp = Temp::new();
    temp.file("1.txt", FIRST);
    temp.file(
        "2.txt",
        SECOND
            .replace(
                "7月25日に個人情報保護委員会へ確報",
                "8月2日に個人情報保護委員会へ確報",
            )
            .replace("2025年7月31日", "2025年8月4日"),
    );
    let due = |args: &[&str]| {
        let run = tenken(["check", "--format", "json", "--as-of", "2025-08-04"])
            .and(args)
            .within(temp.path())
            .run();
        let json = run.json();
        let all: Vec<serde_json::Value> = json["reports"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|r| r["findings"].as_array().unwrap().clone())
            .filter(|f| f["code"] == "R002")
            .collect();
        assert_eq!(all.len(), 1);
        (
            all[0]["verdict"].as_str().unwrap().to_string(),
            all[0]["labels"].as_array().unwrap().len(),
        )
    };
    // 60 days from 4 June end on 4 August (2 August is a Saturday), from 2 June on 31 July.
    assert_eq!(due(&["2.txt"]).0, "met");
    assert_eq!(due(&["--incident", "1.txt", "2.txt"]).0, "violated");
}

#[test]
fn as_people_read_it() {
    let temp = temp();
    let run = check(["--incident", "1.txt", "2.txt"])
        .within(temp.path())
        .run();
    insta::assert_snapshot!(run.shown());
    let run = tenken(["timeline", "1.txt", "--and", "2.txt"])
        .within(temp.path())
        .run();
    insta::assert_snapshot!(run.shown());
}

#[test]
fn a_change_that_is_explained_is_no_finding() {
    let temp = Temp::new();
    temp.file("1.txt", FIRST);
    temp.file(
        "2.txt",
        SECOND
            .replace(
                "通販サイトへの不正アクセスにより、お客様2,310名",
                "第1報では1,840名とお知らせしましたが、その後の調査により470名分の漏えいと電話番号が含まれることが新たに判明し、お客様2,310名",
            )
            .replace("6月4日に不審な", "6月2日に不審な"),
    );
    let run = check(["--format", "json", "--incident", "1.txt", "2.txt"])
        .within(temp.path())
        .run();
    let later = findings(&run, "2.txt");
    assert!(
        !later
            .iter()
            .any(|c| ["T010", "T011", "T012"].contains(&c.as_str())),
        "{later:?}"
    );
}

#[test]
fn what_is_no_series_is_refused() {
    let temp = temp();
    temp.file("other.txt", OTHER);
    for args in [
        vec!["1.txt"],
        vec!["1.txt", "other.txt"],
        vec!["1.txt", "none.txt"],
    ] {
        let run = check(["--incident"])
            .and(args.clone())
            .within(temp.path())
            .run();
        assert_eq!(run.status, 2, "{args:?}: {}", run.stdout);
        assert!(!run.stderr.is_empty());
    }
}
