//! The words of the table: headings, verdicts.

use crate::lang::Lang;
use crate::rule::Verdict;

/// What a verdict is called in tables.
pub fn verdict_word(verdict: Verdict, lang: Lang) -> &'static str {
    match (verdict, lang) {
        (Verdict::Met, Lang::Ja) => "充足",
        (Verdict::Violated, Lang::Ja) => "違反",
        (Verdict::Unstated, Lang::Ja) => "記載なし",
        (Verdict::Pending, Lang::Ja) => "期限内・調査中",
        (Verdict::Undetermined, Lang::Ja) => "判断できない",
        (Verdict::NotApplicable, Lang::Ja) => "対象外",
        (_, Lang::En) => verdict.name(),
    }
}

/// What a verdict is marked with: readable without colours.
pub(super) fn verdict_mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "○",
        Verdict::Violated => "×",
        Verdict::Unstated => "△",
        Verdict::Pending => "…",
        Verdict::Undetermined => "?",
        Verdict::NotApplicable => "-",
    }
}

/// All verdicts, the best first.
pub(super) const VERDICTS: [Verdict; 6] = [
    Verdict::Met,
    Verdict::Violated,
    Verdict::Unstated,
    Verdict::Pending,
    Verdict::Undetermined,
    Verdict::NotApplicable,
];

/// A word in both languages.
pub(super) type Word = (&'static str, &'static str);

/// The word in a language.
pub(super) fn say(lang: Lang, word: Word) -> &'static str {
    match lang {
        Lang::Ja => word.0,
        Lang::En => word.1,
    }
}

/// The views of the table.
pub(super) const FINDINGS: Word = ("指摘一覧", "Findings");
/// Reports and expectations.
pub(super) const MATRIX: Word = ("充足表", "Expectations");
/// The events of all reports.
pub(super) const TIMELINE: Word = ("時系列", "Timeline");
/// The periods of all reports.
pub(super) const DEADLINES: Word = ("期限", "Deadlines");
/// Counts over all reports.
pub(super) const SUMMARY: Word = ("まとめ", "Summary");

/// The columns of the list of findings that an auditor files.
pub(super) const FINDING_COLUMNS: [Word; 14] = [
    ("No", "No"),
    ("重大度", "severity"),
    ("ルール", "rule"),
    ("求めること", "expectation"),
    ("条・GL番号", "basis"),
    ("報告", "report"),
    ("ファイル", "file"),
    ("位置", "place"),
    ("該当箇所", "quote"),
    ("指摘", "finding"),
    ("直し方", "help"),
    ("対応状況", "status"),
    ("担当", "owner"),
    ("期限", "due"),
];

/// The columns of the events.
pub(super) const EVENT_COLUMNS: [Word; 10] = [
    ("報告", "report"),
    ("ファイル", "file"),
    ("日付", "date"),
    ("日時・期間", "time or period"),
    ("日数", "day"),
    ("出来事", "event"),
    ("予定・実施", "planned or done"),
    ("主体", "by"),
    ("本文", "quote"),
    ("位置", "place"),
];

/// The columns of the periods.
pub(super) const DEADLINE_COLUMNS: [Word; 11] = [
    ("報告", "report"),
    ("ファイル", "file"),
    ("知った日", "awareness date"),
    ("報告対象事態", "reportable because"),
    ("速報の目安", "preliminary report expected"),
    ("速報の日", "preliminary report"),
    ("確報の期限", "final report due"),
    ("確報の日", "final report"),
    ("本人への通知", "persons notified"),
    ("公表", "published"),
    ("期限との差", "against the periods"),
];

/// What the reader of a list can be doing about a finding.
pub(super) const STATUSES: [Word; 4] = [
    ("未対応", "open"),
    ("対応中", "in progress"),
    ("対応済み", "done"),
    ("対応しない", "will not do"),
];
