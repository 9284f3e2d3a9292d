//! Whether a rule applies to a report, and if not, which of its conditions does not hold.

use super::Case;
use crate::incident::Kind;
use crate::lang::Lang;
use crate::rule::raw::{Applies, Risk};

/// The first condition of a rule that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unmet {
    /// It is for other kinds of text.
    Kind,
    /// It is for several notices of one incident.
    Series,
    /// It is for other kinds of draft.
    Draft,
    /// It is for situations that must be reported.
    Reportable,
    /// It is for personal data.
    PersonalData,
    /// It is for work given to a contractor.
    Outsourced,
    /// It is for other causes.
    Cause,
    /// It is for texts that tell measures.
    Measures,
    /// It is for cases reported to the PPC.
    PpcReported,
    /// It is for investigations that go on.
    Investigating,
    /// It is for persons who could not be reached.
    Unreachable,
    /// It is for data that can do harm.
    Risk,
}

impl Unmet {
    /// Why the rule does not apply, for people.
    pub fn words(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Self::Kind => (
                "この種類の文書には当てはまりません",
                "not for this kind of text",
            ),
            Self::Series => (
                "同じ事案の公表文を一つだけ点検しています(--incident で続報とあわせて点検できます)",
                "a single notice is checked (--incident checks it together with the others)",
            ),
            Self::Draft => (
                "この種類の書面(公表文・通知文・報告書)には当てはまりません",
                "not for this kind of draft (notice, notification, report)",
            ),
            Self::Reportable => (
                "報告対象事態に当たると読めません",
                "the text shows no situation that must be reported",
            ),
            Self::PersonalData => (
                "個人データ(保有個人情報)の漏えい等と読めません",
                "the text shows no breach of personal data",
            ),
            Self::Outsourced => ("委託の記載がありません", "no contractor is told of"),
            Self::Cause => (
                "このルールが対象とする原因ではありません",
                "the cause is none of those the rule is for",
            ),
            Self::Measures => ("対策の記載がありません", "no measure is told"),
            Self::PpcReported => (
                "個人情報保護委員会に報告したという記載がありません",
                "no report to the PPC is told",
            ),
            Self::Investigating => (
                "調査中という記載がありません",
                "no investigation is told to go on",
            ),
            Self::Unreachable => (
                "通知できない本人がいるという記載がありません",
                "no person is told to be out of reach",
            ),
            Self::Risk => (
                "不正利用や財産的被害につながる情報と読めません",
                "the data is none that is told to do harm",
            ),
        };
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// The first condition that does not hold; none where the rule applies.
pub(super) fn unmet(case: &Case<'_>, a: &Applies) -> Option<Unmet> {
    let incident = case.incident;
    let conditions = [
        (
            Unmet::Kind,
            // A text that is no report has no part in any rule that does not ask for it.
            (a.kinds.is_empty() && incident.kind != Kind::Other)
                || a.kinds.iter().any(|k| k.is(incident.kind)),
        ),
        (Unmet::Series, !a.series || incident.in_series),
        (
            Unmet::Draft,
            a.drafts.is_empty() || a.drafts.iter().any(|d| d.is(case.draft)),
        ),
        (Unmet::Reportable, !a.reportable || case.derived.reportable),
        (
            Unmet::PersonalData,
            !a.personal_data || case.derived.concerns_personal_data,
        ),
        (Unmet::Outsourced, !a.outsourced || incident.outsourced),
        (
            Unmet::Cause,
            a.causes.is_empty() || incident.causes.iter().any(|c| a.causes.contains(&c.code)),
        ),
        (
            Unmet::Measures,
            !a.measures || !incident.measures.is_empty(),
        ),
        (
            Unmet::PpcReported,
            !a.ppc_reported || incident.ppc_report == crate::incident::Done::Done,
        ),
        (
            Unmet::Investigating,
            !a.investigating || incident.cause_under_investigation,
        ),
        (Unmet::Unreachable, !a.unreachable || incident.unreachable),
        (
            Unmet::Risk,
            a.risk.as_ref().is_none_or(|risk| at_risk(case, risk)),
        ),
    ];
    conditions
        .into_iter()
        .find(|(_, holds)| !holds)
        .map(|(unmet, _)| unmet)
}

fn at_risk(case: &Case<'_>, risk: &Risk) -> bool {
    let items = &case.incident.data_items;
    let risky = case
        .derived
        .triggers
        .iter()
        .any(|t| risk.triggers.contains(t))
        || items.iter().any(|i| risk.items.contains(&i.code));
    // What nobody can read, or nobody saw, is no risk.
    risky && !case.derived.exempt
}
