//! What a finding says without a word of the text. A rule's title states what is expected, so alone beside a finding it says
//! the opposite of it; here it stands with what has become of it.

use super::Finding;
use crate::lang::Lang;
use crate::rule::Verdict;

impl Finding {
    /// The rule's title with the verdict: `満たしていない(記載なし):「原因がある」`.
    pub fn expectation(&self, lang: Lang) -> String {
        let title = &self.title;
        let verdict = match (lang, self.verdict) {
            (Lang::Ja, Verdict::Met) => "満たしている",
            (Lang::Ja, Verdict::Violated) => "満たしていない(違反)",
            (Lang::Ja, Verdict::Unstated) => "満たしていない(記載なし)",
            (Lang::Ja, Verdict::Pending) => "まだ満たしていない(期限内・調査中)",
            (Lang::Ja, Verdict::Undetermined) => "満たすか判断できない",
            (Lang::Ja, Verdict::NotApplicable) => "対象外",
            (Lang::En, Verdict::Met) => "met",
            (Lang::En, Verdict::Violated) => "not met (violated)",
            (Lang::En, Verdict::Unstated) => "not met (not stated)",
            (Lang::En, Verdict::Pending) => "not yet met (pending)",
            (Lang::En, Verdict::Undetermined) => "cannot be judged",
            (Lang::En, Verdict::NotApplicable) => "not applicable",
        };
        match lang {
            Lang::Ja => format!("{verdict}:「{title}」"),
            Lang::En => format!("{verdict}: «{title}»"),
        }
    }
}
