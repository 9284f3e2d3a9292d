//! Tables of Word, Excel and web pages: what a cell says, and for which rows.

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

use common::packed::{docx, p, row};
use common::{Temp, check, tenken};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

/// What stands over and under the chronology: all that a report needs but its dates.
const HEAD: [&str; 4] = [
    "会員サイトへの不正アクセスに関するお詫びとご報告",
    "2025年7月18日",
    "みずうみ文庫株式会社",
    "当社の会員サイトが不正アクセスを受け、お客様1,240名の氏名、住所が漏えいしました。",
];
const TAIL: &str = "原因は、サーバーの設定の誤りです。";

const VERGE: &str = r#"<w:vMerge w:val="restart"/>"#;

/// The codes of the errors of a file, and where each is.
fn errors(temp: &Temp, name: &str) -> Vec<(String, String)> {
    let run = check(["--format", "json", name]).within(temp.path()).run();
    let json = run.json();
    let report = &json["reports"][0];
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .filter(|f| f["verdict"] == "violated")
        .map(|f| {
            (
                f["code"].as_str().unwrap().to_string(),
                f["location"].to_string(),
            )
        })
        .collect()
}

fn has(errors: &[(String, String)], code: &str) -> usize {
    errors.iter().filter(|(c, _)| c == code).count()
}

/// The text of a file, as it is read.
fn read(temp: &Temp, name: &str) -> String {
    let run = tenken(["extract", name]).within(temp.path()).run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stdout
}

/// A sheet with the head of a report, and what a test adds from its row 5 on.
fn xlsx(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, words) in (0..).zip(HEAD) {
        sheet.write(row, 0, words).unwrap();
    }
    fill(sheet);
    book.save_to_buffer().unwrap()
}

fn day(words: &str) -> ExcelDateTime {
    ExcelDateTime::parse_from_str(words).unwrap()
}

/// 2025年6月25日 stands for two rows: the report to the regulator on day 16 is late wherever the date is written.
#[test]
fn a_merged_date_is_that_of_every_row() {
    let temp = Temp::new();
    let paragraphs: String = HEAD.iter().map(|words| p("", words)).collect();
    let table = [
        row(&[("", "2025年6月10日(火)"), ("", "不審な通信を検知した。")]),
        row(&[(VERGE, "2025年6月25日(月)"), ("", "サーバーを再構築した。")]),
        row(&[
            ("<w:vMerge/>", ""),
            ("", "個人情報保護委員会へ速報を提出した。"),
        ]),
        row(&[
            ("", "2025年6月30日(月)"),
            ("", "対象のお客様へ書面で通知した。"),
        ]),
    ];
    let body = format!(
        "{paragraphs}<w:tbl>{}</w:tbl>{}",
        table.concat(),
        p("", TAIL)
    );
    temp.file("a.docx", docx(&body, ""));
    temp.file(
        "a.html",
        format!(
            "<main><h1>{}</h1>{}<table><tr><td>2025年6月10日(火)</td><td>不審な通信を検知した。</td></tr>\
             <tr><td rowspan=\"2\">2025年<b>6月25日</b>(月)</td><td>サーバーを再構築した。</td></tr>\
             <tr><td>個人情報保護委員会へ速報を提出した。</td></tr>\
             <tr><td>2025年6月30日(月)</td><td>対象のお客様へ書面で通知した。</td></tr></table><p>{TAIL}</p></main>",
            HEAD[0],
            HEAD[1..].iter().map(|w| format!("<p>{w}</p>")).collect::<String>(),
        ),
    );
    temp.file(
        "a.xlsx",
        xlsx(|sheet| {
            let format = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
            sheet
                .write_with_format(4, 0, day("2025-06-10"), &format)
                .unwrap();
            sheet.write(4, 1, "不審な通信を検知した。").unwrap();
            sheet.merge_range(5, 0, 6, 0, "", &format).unwrap();
            sheet
                .write_with_format(5, 0, "2025年6月25日(月)", &format)
                .unwrap();
            sheet.write(5, 1, "サーバーを再構築した。").unwrap();
            sheet
                .write(6, 1, "個人情報保護委員会へ速報を提出した。")
                .unwrap();
            sheet.write(7, 0, "2025年6月30日(月)").unwrap();
            sheet.write(7, 1, "対象のお客様へ書面で通知した。").unwrap();
            sheet.write(8, 0, TAIL).unwrap();
        }),
    );
    for (name, place) in [
        ("a.docx", "a.docx(表1の2行1列)"),
        ("a.html", "a.html:1:"),
        ("a.xlsx", "a.xlsx(シート「Sheet1」A6)"),
    ] {
        let errors = errors(&temp, name);
        assert_eq!(has(&errors, "R001"), 1, "{name}: {errors:?}");
        // The wrong day of the week is wrong once.
        assert_eq!(has(&errors, "T001"), 1, "{name}: {errors:?}");
        let run = check(["--only", "R001", name]).within(temp.path()).run();
        assert_eq!(run.status, 1, "{name}");
        assert!(run.stdout.contains(place), "{name}: {}", run.stdout);
    }
    assert!(read(&temp, "a.docx").contains("\n2025年6月25日\t個人情報保護委員会へ"));
    assert!(read(&temp, "a.xlsx").contains("\n2025年6月25日\t個人情報保護委員会へ"));
}

/// A merged number stands once: it would be counted twice.
#[test]
fn a_merged_number_is_told_once() {
    let temp = Temp::new();
    let table = [
        row(&[("", "東支店"), (VERGE, "1,240名"), ("", "氏名")]),
        row(&[("", "西支店"), ("<w:vMerge/>", ""), ("", "住所")]),
        row(&[("<w:gridSpan w:val=\"2\"/>", "2025年6月10日"), ("", "検知")]),
    ];
    let body = format!("<w:tbl>{}</w:tbl>", table.concat());
    temp.file("a.docx", docx(&body, ""));
    assert_eq!(
        read(&temp, "a.docx").trim(),
        "東支店\t1,240名\t氏名\n西支店\t住所\n2025年6月10日\t検知"
    );
}

/// A time of day is kept as part of a day that nobody wrote.
#[test]
fn a_time_of_day_is_no_date() {
    let temp = Temp::new();
    temp.file(
        "a.xlsx",
        xlsx(|sheet| {
            let time = Format::new().set_num_format("h:mm");
            let date = Format::new().set_num_format("yyyy/m/d");
            let rows = [
                (
                    "2025-06-10",
                    "09:30:00",
                    "警備会社から不審な通信があるとの連絡を受けた",
                ),
                (
                    "2025-06-10",
                    "18:00:00",
                    "サーバーをネットワークから遮断した",
                ),
                ("2025-06-13", "", "個人情報保護委員会へ速報を提出した"),
            ];
            for (row, (on, at, what)) in (4..).zip(rows) {
                sheet.write_with_format(row, 0, day(on), &date).unwrap();
                if !at.is_empty() {
                    sheet.write_with_format(row, 1, day(at), &time).unwrap();
                }
                sheet.write(row, 2, what).unwrap();
            }
        }),
    );
    let text = read(&temp, "a.xlsx");
    assert!(
        text.contains("\n2025年6月10日\t9時30分\t警備会社から"),
        "{text}"
    );
    assert!(
        text.contains("\n2025年6月10日\t18時00分\tサーバー"),
        "{text}"
    );
    let run = check(["--format", "json", "a.xlsx"])
        .within(temp.path())
        .run();
    let derived = &run.json()["reports"][0]["derived"];
    assert_eq!(derived["awareness"], "2025-06-10");
}

/// What is done and what is planned stand in one cell, on lines of their own.
#[test]
fn lines_of_a_cell_stay_lines() {
    const PREVENTION: &str =
        "【実施済み】\n・多要素認証の導入\n【実施予定】\n・外部の専門機関による診断";
    const REPORTS: &str = "個人情報保護委員会へ速報を提出した\n対象のお客様へ書面で通知した";
    let temp = Temp::new();
    let paragraphs: String = HEAD.iter().map(|words| p("", words)).collect();
    let table = [
        row(&[("", "2025年6月10日"), ("", "不審な通信を検知した")]),
        row(&[("", "2025年6月13日"), ("", REPORTS)]),
        row(&[("", "漏えいした\n項目"), ("", "氏名、\n住所")]),
        row(&[("", "再発防止策"), ("", PREVENTION)]),
    ];
    temp.file(
        "a.docx",
        docx(
            &format!("{paragraphs}<w:tbl>{}</w:tbl>", table.concat()),
            "",
        ),
    );
    temp.file(
        "a.xlsx",
        xlsx(|sheet| {
            let rows = [
                ("2025年6月10日", "不審な通信を検知した"),
                ("2025年6月13日", REPORTS),
                ("漏えいした\n項目", "氏名、\n住所"),
                ("再発防止策", PREVENTION),
            ];
            for (row, (label, words)) in (4..).zip(rows) {
                sheet.write(row, 0, label).unwrap();
                sheet.write(row, 1, words).unwrap();
            }
        }),
    );
    for name in ["a.docx", "a.xlsx"] {
        let text = read(&temp, name);
        assert!(
            text.contains(
                "\n2025年6月13日\t個人情報保護委員会へ速報を提出した\n2025年6月13日\t対象のお客様へ書面で通知した\n\
                 漏えいした項目\t氏名、住所\n"
            ),
            "{text}"
        );
        let run = tenken(["form", "--format", "json", name])
            .within(temp.path())
            .run();
        let form = run.json();
        let told: Vec<(&str, &str)> = form["items"][7]["parts"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|part| part["entries"].as_array().unwrap())
            .map(|e| (e["quote"].as_str().unwrap(), e["status"].as_str().unwrap()))
            .collect();
        assert_eq!(
            told,
            [
                ("・多要素認証の導入", "done"),
                ("・外部の専門機関による診断", "planned")
            ],
            "{name}"
        );
    }
}

/// What is hidden is no part of the draft, in a sheet as in a workbook; a filter hides too.
#[test]
fn hidden_rows_and_columns_are_left_out() {
    let temp = Temp::new();
    temp.file(
        "a.xlsx",
        xlsx(|sheet| {
            for (row, words) in (4..).zip(["見える行", "隠した行 2025年5月1日(月)", "次の行"])
            {
                sheet.write(row, 0, words).unwrap();
                sheet.write(row, 2, "隠した列 2025年5月2日(月)").unwrap();
                sheet.write(row, 3, "見える列").unwrap();
            }
            sheet.set_row_hidden(5).unwrap();
            sheet.set_column_hidden(2).unwrap();
        }),
    );
    let text = read(&temp, "a.xlsx");
    assert!(
        text.contains("\n見える行\t見える列\n次の行\t見える列\n"),
        "{text}"
    );
    assert!(!text.contains("隠した"), "{text}");
}

/// The unit of a number stands in its format: without it nobody knows what 12340 counts.
#[test]
fn numbers_are_read_with_their_units() {
    let temp = Temp::new();
    temp.file(
        "a.xlsx",
        xlsx(|sheet| {
            let persons = Format::new().set_num_format("#,##0\"名\"");
            sheet.write(4, 0, "漏えいした個人データの本人の数").unwrap();
            sheet.write_with_format(4, 1, 12340, &persons).unwrap();
            sheet.write(5, 0, "うち通知済み").unwrap();
            sheet
                .write_with_format(5, 1, 0.5, &Format::new().set_num_format("0%"))
                .unwrap();
        }),
    );
    let text = read(&temp, "a.xlsx");
    assert!(
        text.contains("本人の数\t12,340名\nうち通知済み\t50%\n"),
        "{text}"
    );
}
