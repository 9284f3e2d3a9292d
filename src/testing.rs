//! A rule's own examples, run: each failing text must make a finding, each passing text must not.

use std::borrow::Cow;

use crate::evaluate::Finding;
use crate::input::{Document, Format};
use crate::lang::Lang;
use crate::rule::{Example, Pack, Rule, Verdict};
use crate::{Options, audit, series};

/// An example that does not give what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The rule's code.
    pub id: String,
    /// Among the failing examples, else among the passing ones.
    pub failing: bool,
    /// Its place in the list, from 0.
    pub index: usize,
    /// The verdict that was expected.
    pub expected: Option<Verdict>,
    /// The verdicts that the rule gave.
    pub found: Vec<Verdict>,
}

/// What all rules say of an example's text, with the document they speak of.
pub fn run(pack: &Pack, example: &Example, lang: Lang) -> (Document, Vec<crate::Report>) {
    let document = Document::from_text(
        example.text.clone(),
        Format::Text,
        &pack.vocabulary.dates.unit_chars(),
    );
    let options = Options {
        as_of: Some(example.as_of),
        today: example.as_of,
        draft: None,
        vouched: false,
        lang,
    };
    let reports = audit(&document, pack, &options);
    if example.before.is_empty() {
        return (document, reports);
    }
    in_series(pack, example, &options, (&document, &reports)).unwrap_or((document, reports))
}

/// An example that is a later notice, read together with those before it.
fn in_series(
    pack: &Pack,
    example: &Example,
    options: &Options,
    (document, reports): (&Document, &[crate::Report]),
) -> Option<(Document, Vec<crate::Report>)> {
    let units = pack.vocabulary.dates.unit_chars();
    let earlier: Vec<(Document, Vec<crate::Report>)> = example
        .before
        .iter()
        .map(|text| {
            let document = Document::from_text(text.clone(), Format::Text, &units);
            let reports = audit(&document, pack, options);
            (document, reports)
        })
        .collect();
    let notices: Vec<series::Notice<'_>> = earlier
        .iter()
        .map(|(document, reports)| (document, reports.as_slice()))
        .chain([(document, reports)])
        .map(|(document, reports)| {
            Some(series::Notice {
                name: "",
                document,
                report: reports.first()?,
            })
        })
        .collect::<Option<_>>()?;
    let whole = series::read(&notices, pack, options)?;
    Some((whole.document, vec![whole.report]))
}

/// The pack in which a rule speaks: under its profile, where it has one.
pub fn speaking<'a>(pack: &'a Pack, rule: &Rule) -> Cow<'a, Pack> {
    match rule.applies.profiles.first().map(|p| pack.with_profile(p)) {
        Some(Ok(own)) => Cow::Owned(own),
        _ => Cow::Borrowed(pack),
    }
}

/// The examples of a rule that do not give what they should.
pub fn broken(pack: &Pack, rule: &Rule) -> Vec<Broken> {
    let pack = &*speaking(pack, rule);
    let mut list = Vec::new();
    let own = rule.examples();
    for (failing, examples) in [(true, &own.failing), (false, &own.passing)] {
        for (index, example) in examples.iter().enumerate() {
            let (_, reports) = run(pack, example, Lang::Ja);
            let found: Vec<&Finding> = reports
                .iter()
                .flat_map(|r| &r.findings)
                .filter(|f| f.code == rule.id)
                .collect();
            let expected = example.verdict;
            let holds = if failing {
                found
                    .iter()
                    .any(|f| f.severity.is_some() && expected.is_none_or(|v| v == f.verdict))
            } else {
                let wanted = expected.unwrap_or(Verdict::Met);
                !found.is_empty() && found.iter().all(|f| f.verdict == wanted)
            };
            if !holds {
                list.push(Broken {
                    id: rule.id.clone(),
                    failing,
                    index,
                    expected: if failing {
                        expected
                    } else {
                        expected.or(Some(Verdict::Met))
                    },
                    found: found.iter().map(|f| f.verdict).collect(),
                });
            }
        }
    }
    list
}
