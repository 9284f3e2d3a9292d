//! The findings table as a web page and as a workbook.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::HashSet;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{CITY, LATE, Temp, tenken};

fn made(temp: &Temp, out: &str, more: &[&str]) -> i32 {
    temp.file("late.txt", LATE.replace("あけぼの計測", "あけぼの<計測>"));
    temp.file("city.txt", CITY);
    let args = [
        "table",
        "--as-of",
        "2025-07-31",
        "--out",
        out,
        "late.txt",
        "city.txt",
    ];
    let run = tenken(args.iter().chain(more).copied())
        .within(temp.path())
        .run();
    assert_eq!(run.stdout, "", "{}", run.stderr);
    run.status
}

fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("{name}=\"");
    page.split(&start)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

#[test]
fn every_link_of_the_page_leads_somewhere() {
    let temp = Temp::new();
    assert_eq!(made(&temp, "t.html", &[]), 0);
    let page = std::fs::read_to_string(temp.path().join("t.html")).unwrap();
    let ids = attributes(&page, "id");
    let known: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "a name stands twice");
    let links = attributes(&page, "href");
    assert!(links.iter().any(|l| l.starts_with("#t")));
    for link in links {
        // Nothing outside the page.
        assert!(known.contains(link.strip_prefix('#').unwrap()), "{link}");
    }
}

#[test]
fn the_page_quotes_the_text_as_text() {
    let temp = Temp::new();
    assert_eq!(made(&temp, "t.html", &[]), 0);
    let page = std::fs::read_to_string(temp.path().join("t.html")).unwrap();
    assert!(page.contains("あけぼの&lt;計測&gt;"));
    assert!(!page.contains("あけぼの<計測>"));
    // The late report, marked where it stands.
    assert!(page.contains("<mark class=\"error\" title=\"R001\">2024年1月19日</mark>"));
    assert!(page.contains("<svg "));
}

#[test]
fn a_page_for_outside_holds_nothing_of_the_text() {
    let temp = Temp::new();
    assert_eq!(made(&temp, "t.html", &["--redact"]), 0);
    let page = std::fs::read_to_string(temp.path().join("t.html")).unwrap();
    for words in ["あけぼの", "保守会社", "3,480", "つばき", "結果票"] {
        assert!(!page.contains(words), "{words}");
    }
    assert!(page.contains("R001"));
}

#[test]
fn the_workbook_has_a_sheet_for_each_view() {
    let temp = Temp::new();
    assert_eq!(made(&temp, "t.xlsx", &[]), 0);
    let mut book: Xlsx<_> = open_workbook(temp.path().join("t.xlsx")).unwrap();
    assert_eq!(
        book.sheet_names(),
        ["指摘一覧", "充足表", "時系列", "期限", "まとめ"]
    );
    let findings = book.worksheet_range("指摘一覧").unwrap();
    let row = |n: usize| -> Vec<String> {
        let cells = findings.rows().nth(n).unwrap().iter();
        cells.map(ToString::to_string).collect()
    };
    assert_eq!(
        row(0),
        [
            "No",
            "重大度",
            "ルール",
            "求めること",
            "条・GL番号",
            "報告",
            "ファイル",
            "位置",
            "該当箇所",
            "指摘",
            "直し方",
            "対応状況",
            "担当",
            "期限"
        ]
    );
    assert_eq!(&row(1)[..3], ["1", "エラー", "R001"]);
    assert_eq!(row(1)[7], "10:13");
    assert_eq!(row(1)[8], "2024年1月19日");
    assert_eq!(row(1)[11], "未対応");

    let matrix = book.worksheet_range("充足表").unwrap();
    let verdicts = matrix
        .rows()
        .find(|r| r[0] == Data::String("R001".to_string()))
        .unwrap();
    assert_eq!(verdicts[3].to_string(), "× 違反");

    let deadlines = book.worksheet_range("期限").unwrap();
    let late = deadlines.rows().nth(1).unwrap();
    assert_eq!(late[1].to_string(), "late.txt");
    assert!(matches!(late[2], Data::DateTime(_)), "{:?}", late[2]);
    assert_eq!(late[10].to_string(), "速報: 6日遅れ、確報: 21日遅れ");

    // Days can be sorted; what is no single day keeps its words beside the first day.
    let events = book.worksheet_range("時系列").unwrap();
    assert_eq!(
        events.rows().next().unwrap()[1..4],
        ["ファイル", "日付", "日時・期間"].map(|w| Data::String(w.to_string()))
    );
    let mut periods = 0;
    for row in events.rows().skip(1) {
        assert!(["late.txt", "city.txt"].contains(&row[1].to_string().as_str()));
        if row[3] == *"日付の記載なし" {
            continue;
        }
        assert!(matches!(row[2], Data::DateTime(_)), "{row:?}");
        periods += usize::from(row[3].to_string().contains('〜'));
    }
    assert!(periods > 0);

    // One report of two came too late: by 6 days the 速報, by 21 the 確報.
    let counts = book.worksheet_range("まとめ").unwrap();
    assert!(
        matches!(counts.rows().next().unwrap()[1], Data::Float(n) if n.to_bits() == 2.0_f64.to_bits())
    );
    let of = |name: &str| -> Vec<String> {
        let row = counts
            .rows()
            .find(|r| r[0] == Data::String(name.to_string()))
            .unwrap();
        row.iter().map(ToString::to_string).collect()
    };
    assert_eq!(of("速報")[1..4], ["0", "1", "0"]);
    assert_eq!(of("確報")[1..4], ["0", "0", "1"]);
}

/// Forty-three reports of one title: each with its file, and no printed table wider than its page.
#[test]
fn a_page_of_many_reports_can_be_printed() {
    let temp = Temp::new();
    for n in 0..43 {
        temp.file(&format!("d/n{n:02}.txt"), CITY);
    }
    let run = tenken(["table", "--format", "html", "d"])
        .within(temp.path())
        .run();
    let matrix = run.stdout.split("<section id=\"matrix\">").nth(1).unwrap();
    let matrix = matrix.split("</section>").next().unwrap();
    let (screen, paper) = matrix.split_once("class=\"paper\"").unwrap();
    assert_eq!(screen.matches("<th class=\"d\">").count(), 43);
    let sheets: Vec<usize> = paper
        .split("class=\"paper\"")
        .map(|sheet| sheet.matches("<th class=\"d\">").count())
        .collect();
    assert_eq!(sheets, [10, 10, 10, 10, 3]);
    for n in 0..43 {
        let name = format!("健診結果票の誤送付について（お詫び） (d/n{n:02}.txt)");
        assert_eq!(matrix.matches(&name).count(), 2, "{name}");
    }
    // The names of the rules stay in sight, and what is for one medium is not shown on the other.
    for style in [
        ".matrix tbody th{position:sticky;left:0",
        ".paper{display:none}",
        ".screen{display:none}",
    ] {
        assert!(run.stdout.contains(style), "{style}");
    }
}

#[test]
fn the_same_run_gives_the_same_workbook() {
    let temp = Temp::new();
    made(&temp, "a.xlsx", &[]);
    made(&temp, "b.xlsx", &[]);
    let read = |name| std::fs::read(temp.path().join(name)).unwrap();
    assert_eq!(read("a.xlsx"), read("b.xlsx"));
}

#[test]
fn a_name_that_tells_no_format_is_refused() {
    let temp = Temp::new();
    temp.file("late.txt", LATE);
    let run = tenken(["table", "--out", "t.ods", "late.txt"])
        .within(temp.path())
        .run();
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("t.ods") && run.stderr.contains(".xlsx"));
    assert!(!temp.path().join("t.ods").exists());
}

#[test]
fn what_was_not_audited_stands_on_the_page_and_in_the_status() {
    let temp = Temp::new();
    assert_eq!(made(&temp, "t.html", &["gone.txt"]), 2);
    let page = std::fs::read_to_string(temp.path().join("t.html")).unwrap();
    assert!(page.contains("点検できなかったもの") && page.contains("gone.txt"));
}
