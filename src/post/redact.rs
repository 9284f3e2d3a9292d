//! Takes the words of the draft out of findings, for results that leave the office: codes, titles and places stay.

use crate::lang::Lang;
use crate::post::suppress::{Allowance, State};
use crate::rule::Verdict;
use crate::{Finding, Report};

/// Leaves nothing in the findings and the title of a report that was taken from its text.
pub fn redact(report: &mut Report, lang: Lang) {
    report.title.clear();
    for finding in &mut report.findings {
        finding.message = said(finding, lang);
        finding.help.clear();
        finding.proposal.clear();
        for label in &mut finding.labels {
            label.text.clear();
        }
        if let Some(allowed) = &mut finding.allowed {
            allowed.reason.clear();
        }
    }
}

/// A diagnostic tells what has become of the expectation; the rest what is expected, as ever.
fn said(finding: &Finding, lang: Lang) -> String {
    match finding.verdict {
        Verdict::Violated | Verdict::Unstated | Verdict::Pending => finding.expectation(lang),
        _ => finding.title.clone(),
    }
}

/// Leaves nothing in what has become of an allowance that somebody wrote into the draft, but the codes of rules.
pub fn redact_allowance(allowance: &mut Allowance) {
    const HIDDEN: &str = "…";
    allowance.reason.clear();
    match &mut allowance.state {
        State::UnknownCode(code, near) => {
            *code = HIDDEN.to_string();
            *near = None;
        }
        State::UnknownWord(word) => *word = HIDDEN.to_string(),
        State::Used(_) | State::Unused(_) | State::NoReason | State::NoCode => {}
    }
}
