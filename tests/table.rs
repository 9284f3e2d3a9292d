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
    assert!(matches!(late[1], Data::DateTime(_)), "{:?}", late[1]);
    assert_eq!(late[9].to_string(), "速報: 6日遅れ、確報: 21日遅れ");

    // One report of two came too late: by 6 days the 速報, by 21 the 確報.
    let counts = book.worksheet_range("まとめ").unwrap();
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
