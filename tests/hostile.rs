//! Input that nobody would write: it is audited or refused with words, and never breaks the program. The harness fails
//! on a panic (status 101) or a signal wherever it happens; nothing here looks at a clock.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::io::Write;

use common::{CLEAN, LATE, Temp, check};
use proptest::prelude::*;
use tenken::{Document, Format, Lang, Options, Pack, Report, Span, audit};

const MIB: usize = 1 << 20;

/// Audits a file of this text, as text and as Markdown: the program ends with 0, 1 or 2, and says something.
fn survives(name: &str, text: &str) {
    let temp = Temp::new();
    for file in ["hostile.txt", "hostile.md"] {
        temp.file(file, text);
        let run = check([file]).within(temp.path()).run();
        assert!(
            (0..=2).contains(&run.status),
            "{name} {file}: {}",
            run.status
        );
        assert!(!run.stdout.trim().is_empty(), "{name} {file}");
    }
}

#[test]
fn one_line_of_five_megabytes() {
    const FILLER: &str =
        "本日は晴天につき、山々の緑がまことに美しく、人々は川辺を歩きながら語り合いました。";
    let temp = Temp::new();
    let mut text = LATE.replace('\n', " ");
    while text.len() < 5 * MIB {
        text.push_str(FILLER);
    }
    temp.file("line.txt", &text);
    let run = check(["--format", "json", "line.txt"])
        .within(temp.path())
        .run();
    assert!(run.status <= 1, "{}", run.status);
    let json = run.json();
    assert_eq!(json["reports"].as_array().unwrap().len(), 1);
    assert_eq!(json["reports"][0]["span"]["end_line"], 1);
    assert_eq!(
        json["reports"][0]["facts"]["dates"][0]["value"],
        "2024-04-26"
    );
}

#[test]
fn one_line_of_five_megabytes_dense_with_dates() {
    survives(
        "dense",
        &"2024年1月10日に個人情報が漏えいしました。お詫び申し上げます。".repeat(55_000),
    );
}

#[test]
fn brackets_never_closed() {
    survives("square", &"「2024年1月10日、漏えい".repeat(MIB / 32));
    survives("lenticular", &"【".repeat(MIB / 3));
    survives("round", &"(".repeat(MIB));
    survives("link", &"[".repeat(MIB / 4));
    survives("never opened", &"】）」)".repeat(MIB / 10));
}

#[test]
fn brackets_of_all_kinds_never_closed() {
    survives("mixed", &"「（【".repeat(MIB / 9));
}

#[test]
fn brackets_in_brackets() {
    let deep = 20_000;
    survives(
        "deep",
        &format!(
            "{}2024年1月10日、個人情報が漏えいしました{}",
            "【（".repeat(deep),
            "）】".repeat(deep)
        ),
    );
    survives("crossed", &"（【）】「『」』".repeat(deep));
    survives("quotes", &format!("{}漏えい\n", "> ".repeat(5_000)));
    survives("emphasis", &"**_".repeat(deep));
}

#[test]
fn long_runs_of_one_thing() {
    survives("digits", &"2".repeat(MIB / 4));
    survives("kanji numerals", &"二十".repeat(MIB / 24));
    survives("separators", &"2024/".repeat(MIB / 20));
    survives("dashes", &"1～".repeat(MIB / 16));
    survives("line breaks", &"\n".repeat(MIB / 4));
    survives("carriage returns", &"1\r".repeat(MIB / 8));
    survives("marks", &format!("か{}", "\u{3099}".repeat(MIB / 12)));
    survives(
        "headlines",
        &"【お知らせ2025-001】漏えいのお詫び\n\n".repeat(2_000),
    );
    survives(
        "table",
        &"|2024年1月10日|漏えい|\n|---|---|\n".repeat(2_000),
    );
}

/// Scalars from everywhere, without NUL: the same ones each time.
fn noise(seed: u64, chars: usize) -> String {
    let mut state = seed;
    let mut next = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(state >> 33).unwrap()
    };
    let mut text = String::new();
    while text.chars().count() < chars {
        for _ in 0..256 {
            let range = [0x80, 0x800, 0x3100, 0xFFFF, 0x11_0000][next() as usize % 5];
            text.extend(char::from_u32(next() % range).filter(|&c| c != '\0'));
        }
    }
    text
}

#[test]
fn noise_that_is_utf8() {
    for seed in 1..=4 {
        survives("noise", &noise(seed, 30_000));
    }
    // Between the parts of a real report, so that facts are found beside it.
    let mixed: String = LATE
        .lines()
        .zip(5..)
        .map(|(line, seed)| format!("{}{line}{}\n", noise(seed, 256), noise(seed + 100, 256)))
        .collect();
    survives("mixed", &mixed);
}

#[test]
fn a_hundred_megabytes_are_refused_in_words() {
    let temp = Temp::new();
    let path = temp.file("huge.txt", "");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(CLEAN.repeat(64).as_bytes()).unwrap();
    file.set_len(100 * MIB as u64).unwrap();
    drop(file);
    for (lang, words) in [
        ("ja", ["大きすぎます", "100MiB", "64MiB"]),
        ("en", ["too large", "100 MiB", "64 MiB"]),
    ] {
        for format in ["text", "json"] {
            let run = check(["--lang", lang, "--format", format, "huge.txt"])
                .within(temp.path())
                .run();
            assert_eq!(run.status, 2, "{}", run.shown());
            for word in words {
                assert!(run.stdout.contains(word), "{word}: {}", run.shown());
            }
            if format == "json" {
                assert_eq!(run.json()["not_audited"][0]["path"], "huge.txt");
                assert!(!run.stderr.trim().is_empty());
            }
        }
    }
}

#[test]
fn standard_input_without_end_is_refused_in_words() {
    let text = CLEAN.repeat(66 * MIB / CLEAN.len() + 1);
    let run = check(["-"]).stdin(text).run();
    assert_eq!(run.status, 2, "{}", run.shown());
    assert!(run.stdout.contains("大きすぎます"), "{}", run.shown());
}

/// All spans of a report, with what they are.
fn spans(report: &Report) -> Vec<(&'static str, Span)> {
    let incident = &report.incident;
    let mut spans = vec![("report", report.span)];
    spans.extend(incident.dates.iter().map(|d| ("date", d.span)));
    spans.extend(incident.events.iter().map(|e| ("event", e.span)));
    spans.extend(
        incident
            .events
            .iter()
            .filter_map(|e| Some(("date of an event", e.date_span?))),
    );
    spans.extend(incident.measures.iter().map(|m| ("measure", m.span)));
    spans.extend(incident.data_items.iter().map(|c| ("data item", c.span)));
    spans.extend(incident.causes.iter().map(|c| ("cause", c.span)));
    spans.extend(incident.org.iter().map(|c| ("org", c.span)));
    spans.extend(incident.stated_days.iter().map(|s| ("stated days", s.span)));
    spans.extend(
        incident
            .evidence
            .values()
            .flatten()
            .map(|&s| ("evidence", s)),
    );
    spans.extend(
        report
            .findings
            .iter()
            .flat_map(|f| &f.labels)
            .map(|l| ("label", l.span)),
    );
    spans
}

const FRAGMENTS: &[&str] = &[
    "2024年1月10日",
    "令和6年",
    "令和元年5月1日",
    "R5.10.20",
    "2023/10/20",
    "2023-10-20",
    "２０２３年１２月８日",
    "2023 年 12 月 8 日",
    "10月4日(水)",
    "20日",
    "同日",
    "翌日",
    "同月9日",
    "昨年12月",
    "翌24日",
    "18時30分",
    "午後6時40分頃",
    "25時",
    "10:45",
    "7:23~10:37",
    "～",
    "〜",
    "~",
    "から",
    "まで",
    "以降",
    "以前",
    "にかけて",
    "平成15年法律第57号",
    "二〇二四年",
    "十二月",
    "30日以内",
    "99月99日",
    "個人情報",
    "が漏えいしました",
    "おそれがあります",
    "不正アクセス",
    "ランサムウェア",
    "個人情報保護委員会に",
    "速報",
    "確報を提出しました",
    "報告しました",
    "発覚から58日目",
    "判明しました",
    "連絡を受け",
    "株式会社𠮷川",
    "みなと市",
    "1,240名",
    "氏名、住所",
    "お詫び申し上げます",
    "BCC",
    "教育を徹底",
    "予定です",
    "しておりません",
    "【お知らせ2025-014】",
    "【",
    "】",
    "（",
    "）",
    "「",
    "」",
    "(",
    ")",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\u{3000}",
    "か\u{3099}",
    "👩\u{200D}🔧",
    "|",
    "**",
];

/// Fragments, and now and then a piece of anything.
fn mixture() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        12 => proptest::sample::select(FRAGMENTS).prop_map(str::to_string),
        2 => "[ぁ-ん一-龠0-9０-９、。・]{1,6}",
        1 => "\\PC{1,4}",
    ];
    proptest::collection::vec(fragment, 0..80).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_the_text(text in mixture(), markdown in any::<bool>(), english in any::<bool>(), told in any::<bool>()) {
        let pack = Pack::built_in().unwrap();
        let format = if markdown { Format::Markdown } else { Format::Text };
        let today = "2024-06-01".parse().unwrap();
        let lang = if english { Lang::En } else { Lang::Ja };
        let options = Options { as_of: told.then_some(today), today, draft: None, vouched: false, lang };
        let document = Document::from_text(text, format, &pack.vocabulary.dates.unit_chars());
        let reports = audit(&document, pack, &options);
        let mut last = 0;
        for report in &reports {
            prop_assert!(last <= report.span.start, "reports overlap");
            last = report.span.end;
            for (what, span) in spans(report) {
                prop_assert!(span.start <= span.end && span.end <= document.text.len(), "{what} {span:?} of {}", document.text.len());
                prop_assert!(document.text.is_char_boundary(span.start) && document.text.is_char_boundary(span.end), "{what} {span:?}");
            }
            for rule in pack.rules.iter().filter(|r| r.active) {
                prop_assert!(report.findings.iter().any(|f| f.code == rule.id), "{} is missing", rule.id);
            }
        }
    }
}

/// A sentence without end is cut somewhere: wherever the cut falls, through a date or a phrase, nothing breaks.
#[test]
fn a_sentence_without_end_is_cut_anywhere() {
    let pack = Pack::built_in().unwrap();
    let units = pack.vocabulary.dates.unit_chars();
    let today = "2025-12-01".parse().unwrap();
    let options = Options {
        as_of: Some(today),
        today,
        draft: None,
        vouched: false,
        lang: Lang::Ja,
    };
    for phrase in [
        "個人情報保護委員会に報告済みです(2025年5月9日)",
        "11月3日に誤送付し後日判明、",
        "8月23日・24日に開催する説明会、",
        "令和7年5月9日から5月10日まで、同日、翌日",
        "暗号化のため個人情報保護委員会への報告は不要、閲覧していないことを確認",
        "業務を委託しております株式会社ミール便から当社に報告があり",
    ] {
        for shift in 0..7 {
            let text = format!(
                "株式会社みどり 個人情報漏えいのお詫び 2025年7月1日\n\n{}{}\n",
                "あ".repeat(shift),
                phrase.repeat(24_000 / phrase.len())
            );
            let document = Document::from_text(text, Format::Text, &units);
            let reports = audit(&document, pack, &options);
            assert_eq!(reports.len(), 1, "{phrase} {shift}");
            for (what, span) in spans(&reports[0]) {
                assert!(
                    span.end <= document.text.len(),
                    "{phrase} {shift}: {what} {span:?}"
                );
            }
        }
    }
}
