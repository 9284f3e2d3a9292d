//! The same report in every format that drafts come in: the same findings, each at its place.

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

use common::packed::{docx, p};
use common::{LATE, PdfPage, Temp, check, pdf, root, tenken};
use serde_json::Value;

/// Codes and verdicts of all findings of a file of `corpus/formats`.
fn verdicts(name: &str) -> Vec<(String, String)> {
    let run = check(["--format", "json"])
        .and([root().join("corpus/formats").join(name)])
        .run();
    assert_eq!(run.status, 1, "{name}: {}", run.stderr);
    let json = run.json();
    let reports = json["reports"].as_array().unwrap();
    assert_eq!(reports.len(), 1, "{name}");
    let text = |f: &Value, key: &str| f[key].as_str().unwrap().to_string();
    let findings = reports[0]["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|f| (text(f, "code"), text(f, "verdict")))
        .collect()
}

#[test]
fn every_format_gives_the_same_findings() {
    let expected = verdicts("report.txt");
    for name in [
        "report.md",
        "report.html",
        "report.docx",
        "report.xlsx",
        "report.eml",
        "report-libreoffice.pdf",
        "report-cp932.txt",
        "report-eucjp.txt",
        "report-iso2022jp.txt",
        "report-utf16.txt",
    ] {
        assert_eq!(verdicts(name), expected, "{name}");
    }
}

/// Where the late report to the regulator stands, in the words of each format.
#[test]
fn each_finding_points_to_its_place() {
    for (name, place) in [
        ("report.txt", "report.txt:9:2"),
        ("report.html", "report.html:14:5"),
        ("report.docx", "report.docx(第9段落)"),
        ("report.xlsx", "report.xlsx(シート「公表文」A9)"),
        ("report.eml", "report.eml(本文7行)"),
        ("report-libreoffice.pdf", "report-libreoffice.pdf(1頁9行)"),
    ] {
        let run = check(["--only", "R001", name])
            .within(&root().join("corpus/formats"))
            .run();
        assert_eq!(run.status, 1, "{name}");
        assert!(run.stdout.contains(place), "{name}: {}", run.stdout);
    }
}

/// A chronology whose cells are wrapped: centred in their rows, and with dates broken in two.
#[test]
fn the_rows_of_a_ruled_table_are_whole() {
    let expected = verdicts("table.txt");
    let rows = std::fs::read_to_string(root().join("corpus/formats/table.txt")).unwrap();
    for name in ["table-libreoffice.pdf", "table-chromium.pdf"] {
        assert_eq!(verdicts(name), expected, "{name}");
        let path = root().join("corpus/formats").join(name);
        let run = tenken(["extract"]).and([path]).run();
        for row in rows.lines().filter(|l| l.contains('\t')) {
            assert!(run.stdout.contains(row), "{name}: {row}: {}", run.stdout);
        }
    }
    // The date stands in the third line of its row.
    let run = check(["--only", "R001", "table-libreoffice.pdf"])
        .within(&root().join("corpus/formats"))
        .run();
    let place = "table-libreoffice.pdf(1頁20行)";
    assert!(run.stdout.contains(place), "{}", run.stdout);
}

/// What is read of a PDF of such pages.
fn read(pages: &[PdfPage]) -> common::Run {
    let temp = Temp::new();
    temp.file("a.pdf", pdf(pages));
    tenken(["extract", "a.pdf"]).within(temp.path()).run()
}

/// Without lines between its cells a chronology is read where its rows are sure; where they are not, that is told.
#[test]
fn a_table_without_lines_is_read_or_told() {
    let head = PdfPage::default().text(1, 10, 50, 800, "個人情報の漏えいに関するお詫び");
    let page = head
        .lines(50, 760, &["2025年6月25日", "(水)", "", "2025年8月7日"])
        .lines(
            150,
            760,
            &[
                "個人情報保護委員会に対し、",
                "速報を提出いたしました。",
                "",
                "確報を提出いたしました。",
            ],
        )
        .lines(300, 760, &["法務部", "", "", "法務部"]);
    let run = read(&[page]);
    let row = "2025年6月25日(水)\t個人情報保護委員会に対し、速報を提出いたしました。\t法務部";
    assert!(run.stdout.contains(row), "{}", run.stdout);

    let temp = Temp::new();
    let page = PdfPage::default()
        .text(1, 10, 50, 800, "個人情報の漏えいに関するお詫び")
        .text(1, 10, 50, 744, "2025年6月25日")
        .lines(
            150,
            760,
            &[
                "個人情報保護委員会に対し、",
                "個人情報保護法第26条に基づ",
                "く速報を提出いたしました。",
            ],
        );
    temp.file("a.pdf", pdf(&[page]));
    let run = check(["a.pdf"]).within(temp.path()).run();
    assert!(run.shown().contains("1頁"), "{}", run.shown());
}

/// What a browser prints around each page is no part of the text; the notice's own title and day are.
#[test]
fn what_is_printed_around_a_page_is_left_out() {
    let page = |number: &str| {
        PdfPage::default()
            .text(1, 8, 30, 820, "11/30/26, 9:08 PM")
            .text(1, 8, 200, 820, "お詫びとご報告(第2報)")
            .text(1, 8, 30, 20, "https://www.example.jp/news/1.html")
            .text(1, 8, 550, 20, number)
    };
    let first =
        page("1/2")
            .text(1, 10, 450, 780, "2025年9月1日")
            .text(1, 14, 50, 750, "お詫びとご報告");
    let second = page("2/2").lines(50, 780, &["お問い合わせは窓口まで。"]);
    let run = read(&[first, second]);
    let text = "2025年9月1日\nお詫びとご報告\nお問い合わせは窓口まで。\n";
    assert_eq!(run.stdout, text);
    // A letter with its address at its head, and no browser's line at its foot.
    let letter = PdfPage::default()
        .text(1, 10, 50, 800, "https://www.example.jp/")
        .lines(50, 760, &["お詫びとご報告"]);
    assert!(
        read(&[letter])
            .stdout
            .starts_with("https://www.example.jp/")
    );
}

/// Vertical writing is read from right to left, whether the font says so or the glyphs are put below each other one by one.
#[test]
fn vertical_writing_is_read_in_order() {
    let lines = [
        "お詫びとご報告について、",
        "会員の皆さまの情報が漏えい",
        "したことが分かりました。",
    ];
    let font = (0..)
        .zip(lines)
        .fold(PdfPage::default(), |page, (i, line)| {
            page.text(2, 10, 500 - 20 * i, 800, line)
        });
    let stacked = (0..)
        .zip(lines)
        .fold(PdfPage::default(), |page, (i, line)| {
            (0..).zip(line.chars()).fold(page, |page, (j, c)| {
                page.text(1, 10, 500 - 20 * i, 790 - 10 * j, &c.to_string())
            })
        });
    for page in [font, stacked] {
        let text = read(&[page]).stdout.replace('\n', "");
        assert_eq!(text, lines.concat());
    }
}

/// In a narrow column a sentence goes on where the margin is, also amid a word without a Hiragana.
#[test]
fn lines_of_a_narrow_column_go_on() {
    let lines = [
        "このたび、当社の会員の皆さまの個人",
        "情報が漏えいしたことが分かりました。",
        "2025年6月25日(水) 個人情報保護委員",
        "会へ速報を行いました。",
        "2025年8月20日(水) 最終の調査報告書",
        "2025年8月28日(木) 個人情報保護委員",
        "会へ確報を行いました。",
        "・氏名、住所、電話番号、生年月日等",
        "・会員番号",
    ];
    let page = PdfPage::default().text(1, 10, 50, 800, "お詫びとご報告");
    let run = read(&[page.lines(50, 760, &lines)]);
    for line in [
        "\nこのたび、当社の会員の皆さまの個人情報が漏えいしたことが分かりました。\n",
        "\n2025年6月25日(水) 個人情報保護委員会へ速報を行いました。\n",
        "\n2025年8月20日(水) 最終の調査報告書\n",
        "\n2025年8月28日(木) 個人情報保護委員会へ確報を行いました。\n",
        "等\n・会員番号\n",
    ] {
        assert!(run.stdout.contains(line), "{line}: {}", run.stdout);
    }
}

#[test]
fn the_character_set_is_told_and_can_be_named() {
    let temp = Temp::new();
    let bytes = std::fs::read(root().join("corpus/formats/report-cp932.txt")).unwrap();
    temp.file("a.txt", &bytes);
    let run = check(["a.txt"]).within(temp.path()).run();
    assert!(
        run.stderr.contains("Shift_JIS と判断しました"),
        "{}",
        run.stderr
    );
    let run = check(["--encoding", "nothing", "a.txt"])
        .within(temp.path())
        .run();
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("この文字コードは分かりません"),
        "{}",
        run.stderr
    );
}

/// Who names a character set is obeyed: by every name that people use, without a word; bytes that do not fit are refused.
#[test]
fn a_character_set_that_is_told_is_obeyed() {
    let temp = Temp::new();
    let corpus = root().join("corpus/formats");
    let expected = verdicts("report.txt");
    let fitting: [(&str, &[&str]); 5] = [
        (
            "report-cp932.txt",
            &[
                "cp932",
                "CP932",
                "sjis",
                "Shift_JIS",
                "Shift-JIS",
                "ms932",
                "windows-31j",
                "Windows_31J",
            ],
        ),
        ("report-eucjp.txt", &["EUC_JP", "euc-jp", "eucjp"]),
        (
            "report-iso2022jp.txt",
            &["jis", "JIS", "iso-2022-jp", "ISO_2022_JP"],
        ),
        ("report-utf16.txt", &["utf16", "UTF-16", "utf_16"]),
        ("report.txt", &["utf8", "UTF-8", "utf_8"]),
    ];
    for (file, names) in fitting {
        for name in names {
            let run = check(["--format", "json", "--encoding", name])
                .and([corpus.join(file)])
                .run();
            assert_eq!(run.status, 1, "{file} {name}: {}", run.stderr);
            assert!(
                !run.stderr.contains("判断しました"),
                "{name}: {}",
                run.stderr
            );
            let found = common::verdicts(&run.json()["reports"][0]);
            assert_eq!(found, expected, "{file} {name}");
        }
    }
    for (file, name, said) in [
        ("report-cp932.txt", "utf8", "UTF-8 として読めません(1行目"),
        ("report-cp932.txt", "utf8", "(Shift_JIS のようです)"),
        ("report-cp932.txt", "jis", "ISO-2022-JP として読めません"),
        ("report-eucjp.txt", "utf-8", "(EUC-JP のようです)"),
        ("report-iso2022jp.txt", "utf8", "(ISO-2022-JP のようです)"),
        ("report-iso2022jp.txt", "cp932", "(ISO-2022-JP のようです)"),
        ("report-utf16.txt", "utf8", "(UTF-16LE のようです)"),
        ("report-utf16.txt", "utf-16be", "(UTF-16LE のようです)"),
        ("report.txt", "utf16", "(UTF-8 のようです)"),
        ("report.txt", "jis", "ISO-2022-JP として読めません"),
    ] {
        let run = check(["--encoding", name]).and([corpus.join(file)]).run();
        assert_eq!(run.status, 2, "{file} {name}");
        assert!(run.stdout.contains(said), "{file} {name}: {}", run.stdout);
    }
    // Facts are tenken's own file, in UTF-8.
    let facts = tenken(["timeline", "--format", "yaml"])
        .and([corpus.join("report.txt")])
        .run();
    temp.file("facts.yaml", facts.stdout);
    let run = check(["--encoding", "cp932", "--facts"])
        .and([
            temp.path().join("facts.yaml"),
            corpus.join("report-cp932.txt"),
        ])
        .run();
    assert_eq!(run.status, 1, "{}", run.stderr);
}

/// Whatever is done to a file: a status, a sentence, no panic (the harness looks for one).
#[test]
fn broken_files_are_refused_or_read() {
    let temp = Temp::new();
    let mut seed = 7_u64;
    let mut next = |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % n
    };
    for name in [
        "report.docx",
        "report.xlsx",
        "report.eml",
        "report.html",
        "report-libreoffice.pdf",
    ] {
        let whole = std::fs::read(root().join("corpus/formats").join(name)).unwrap();
        let ending = name.rsplit('.').next().unwrap();
        for round in 0..12 {
            let mut bytes = whole.clone();
            if round % 3 == 0 {
                bytes.truncate(next(whole.len()));
            }
            for _ in 0..next(20) {
                if !bytes.is_empty() {
                    let at = next(bytes.len());
                    bytes[at] = next(256) as u8;
                }
            }
            let file = format!("f.{ending}");
            temp.file(&file, &bytes);
            let run = check([&file]).within(temp.path()).run();
            assert!(run.status <= 2, "{name}");
            assert!(run.status != 2 || !run.shown().is_empty());
        }
    }
}

#[test]
fn tags_without_end_cost_no_stack() {
    let temp = Temp::new();
    temp.file("deep.html", format!("{}{LATE}", "<div>".repeat(100_000)));
    let run = check(["deep.html"]).within(temp.path()).run();
    assert_eq!(run.status, 1, "{}", run.stderr);
}

#[test]
fn what_is_read_can_be_seen() {
    let run = tenken(["extract", "corpus/formats/report.docx"]).run();
    assert!(
        run.stdout
            .contains("・2025年6月30日（月） 受注管理サーバー"),
        "{}",
        run.stdout
    );
    assert!(
        !tenken(["extract", "corpus/formats/report.xlsx"])
            .run()
            .stdout
            .contains("1,200名")
    );
}

/// The table: a row for every report and expectation, safe in Excel.
#[test]
fn the_table_holds_every_expectation() {
    let temp = Temp::new();
    temp.file(
        "late.txt",
        LATE.replace("弊社サーバーへの", "=弊社|サーバーへの"),
    );
    let run = tenken([
        "table",
        "--as-of",
        "2025-07-31",
        "--format",
        "csv",
        "late.txt",
    ])
    .within(temp.path())
    .run();
    assert_eq!(run.status, 0);
    let rows: Vec<&str> = run.stdout.split("\r\n").filter(|l| !l.is_empty()).collect();
    let rules = tenken::Pack::built_in()
        .unwrap()
        .rules
        .iter()
        .filter(|r| r.active)
        .count();
    assert!(rows.len() > rules, "{} rows", rows.len());
    assert!(rows[0].starts_with("\u{FEFF}\"No\",\"報告\""));
    assert!(run.stdout.contains("\"'=弊社|サーバー"), "{}", rows[1]);
    let run = tenken([
        "table",
        "--as-of",
        "2025-07-31",
        "--format",
        "md",
        "late.txt",
    ])
    .within(temp.path())
    .run();
    assert!(
        run.stdout
            .contains("| 1 | エラー | R001 | late.txt | 10:13 |"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("=弊社\\|サーバー"), "{}", run.stdout);
    let run = tenken(["table", "--redact", "--format", "csv", "late.txt"])
        .within(temp.path())
        .run();
    assert!(!run.stdout.contains("弊社") && run.stdout.contains("R001"));
}

/// The machine formats hold the finding with its place, and what was not audited.
#[test]
fn machine_formats() {
    let temp = Temp::new();
    temp.file(
        "下書き 1.txt",
        LATE.replace("個人情報保護委員会には", "𠮷個人情報保護委員会には"),
    );
    for (format, wanted) in [
        (
            "sarif",
            vec![
                "\"startLine\": 10",
                "%E4%B8%8B%E6%9B%B8%E3%81%8D%201.txt",
                "\"executionSuccessful\": false",
            ],
        ),
        (
            "github",
            vec![
                "::error file=下書き 1.txt,line=10,col=14,",
                "title=R001",
                "::error file=none.txt",
            ],
        ),
        (
            "gitlab",
            vec![
                "\"check_name\": \"R001\"",
                "\"severity\": \"critical\"",
                "\"blocker\"",
            ],
        ),
        (
            "junit",
            vec!["<failure message=", "下書き 1.txt:10:14", "<error message="],
        ),
        // Columns are bytes here: 𠮷 has four, each of the twelve others three.
        (
            "rdjson",
            vec!["\"column\": 41", "\"value\": \"R001\"", "none.txt"],
        ),
        (
            "checkstyle",
            vec![
                "source=\"tenken.R001\"",
                "line=\"10\" column=\"14\"",
                "tenken.not-audited",
            ],
        ),
    ] {
        let run = check(["--format", format, "下書き 1.txt", "none.txt"])
            .within(temp.path())
            .run();
        assert_eq!(run.status, 2, "{format}");
        for part in wanted {
            assert!(
                run.stdout.contains(part),
                "{format}: {part}\n{}",
                run.stdout
            );
        }
    }
}

/// Memos in a hidden style, or in one that is based on it, are no part of the draft; a run can say that it is shown.
#[test]
fn what_a_style_hides_is_left_out() {
    let temp = Temp::new();
    let styles = r#"<w:style w:type="paragraph" w:styleId="Memo"><w:name w:val="Memo"/><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Inner"><w:name w:val="Inner"/><w:basedOn w:val="Memo"/></w:style>
        <w:style w:type="paragraph" w:styleId="Open"><w:name w:val="Open"/><w:basedOn w:val="Inner"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Circle"><w:basedOn w:val="Circle"/></w:style>"#;
    let style = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let body = [
        p("", "本文"),
        p(&style("Memo"), "社内用のメモ 2025年5月1日(月)"),
        p(&style("Inner"), "もう一つのメモ"),
        p(&style("Open"), "見える段落"),
        p(&style("Circle"), "輪の段落"),
        "<w:p><w:pPr><w:pStyle w:val=\"Memo\"/></w:pPr><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>見える語</w:t></w:r></w:p>".to_string(),
    ];
    temp.file("a.docx", docx(&body.concat(), styles));
    let run = tenken(["extract", "a.docx"]).within(temp.path()).run();
    let lines: Vec<&str> = run.stdout.lines().filter(|l| !l.is_empty()).collect();
    assert_eq!(lines, ["本文", "見える段落", "輪の段落", "見える語"]);
}

/// A page as the systems of cities build it: only the names of its parts tell menus from the text.
#[test]
fn menus_of_a_page_are_left_out() {
    let text = "<h1>個人情報の漏えいについて</h1><p>2025年7月22日</p><p>つばき市</p>\
        <p>福祉課において、7月14日に通知書を誤って別の方に送付し、3名の個人情報が漏えいしました。お詫び申し上げます。</p>";
    let desk = "<div id=\"inquiry\"><h2>お問い合わせ</h2><p>福祉課 電話 000-000-0000</p></div>";
    let round = |text: &str| {
        format!(
            "<body><div id=\"header\"><ul id=\"gnavi\"><li><a href=\"/b/\">2025年1月4日(月) 防災訓練</a></ul></div>\
             <div id=\"topicpath\"><a href=\"/\">トップ</a> &gt; 福祉課</div>{text}\
             <div class=\"l-sidebar\"><h2>新着</h2><p>2025年1月16日(月) 市民まつり</p></div>\
             <div id=\"footer\"><p>2019年4月1日(火)</p></div></body>"
        )
    };
    let temp = Temp::new();
    let codes = |html: &str| -> Vec<String> {
        temp.file("a.html", html);
        let run = check(["--format", "json", "a.html"])
            .within(temp.path())
            .run();
        let json = run.json();
        let findings = json["reports"][0]["findings"].as_array().unwrap();
        findings
            .iter()
            .filter(|f| f["verdict"] == "violated" || f["verdict"] == "unstated")
            .map(|f| f["code"].as_str().unwrap().to_string())
            .collect()
    };
    let bare = codes(&format!("<body>{text}{desk}</body>"));
    assert!(!bare.iter().any(|c| c == "T001" || c == "N005"), "{bare:?}");
    // The enquiry desk stands outside what is called the contents, and is read.
    let page = round(&format!("<div id=\"tmp_contents\">{text}</div>{desk}"));
    assert_eq!(codes(&page), bare);
    // Names that say the wrong thing lose no text.
    assert_eq!(
        codes(&format!(
            "<body><div id=\"sidebar\">{text}{desk}</div></body>"
        )),
        bare
    );
    assert_eq!(
        codes(&format!(
            "<body><a name=\"top\"><div class=\"header\">{text}</div>{desk}</body>"
        )),
        bare
    );
    let small =
        format!("<body><p class=\"detail\">詳細</p><div class=\"side\">{text}</div>{desk}</body>");
    assert_eq!(codes(&small), bare);
}

/// What a mail quotes and its signature are not the draft; an attached draft is named, for nobody has read it.
#[test]
fn a_mail_is_its_own_words() {
    let temp = Temp::new();
    let head = "Subject: draft\r\nMIME-Version: 1.0\r\n";
    let text = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    let memo = "\n> 2025年5月1日(日) 先日の件です\n-- \n法務部 2025年5月2日(日)\n";
    temp.file("a.eml", format!("{head}{text}{LATE}{memo}"));
    let run = check(["--only", "T001", "a.eml"]).within(temp.path()).run();
    assert_eq!(run.status, 0, "{}", run.stdout);
    let run = tenken(["extract", "a.eml"]).within(temp.path()).run();
    assert!(!run.stdout.contains("先日") && !run.stdout.contains("法務部"));

    let part = |name: &str| {
        format!(
            "--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\nabc\r\n"
        )
    };
    temp.file(
        "b.eml",
        format!(
            "{head}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n{text}{LATE}\r\n{}{}--x--\r\n",
            part("draft.docx"),
            part("logo.png")
        ),
    );
    let run = check(["b.eml"]).within(temp.path()).run();
    assert_eq!(run.status, 2, "{}", run.stderr);
    let told = format!("{}{}", run.stdout, run.stderr);
    assert!(
        told.contains("添付ファイル「draft.docx」は読んでいません"),
        "{told}"
    );
    assert!(!told.contains("logo.png"), "{told}");
    assert!(run.stdout.contains("R001"), "{}", run.stdout);
}
