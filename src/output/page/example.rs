//! An example with its exact output.

use super::super::Audited;
use super::super::text::{Style, only};
use super::WIDTH;
use crate::evaluate::day;
use crate::lang::Lang;
use crate::rule::{Example, Pack, Rule};
use crate::testing;

/// An example with its exact output.
pub(super) fn shown(
    rule: &Rule,
    example: Option<&Example>,
    pack: &Pack,
    lang: Lang,
    failing: bool,
) -> Vec<(String, String)> {
    let Some(example) = example else {
        return Vec::new();
    };
    let date = day(lang, example.as_of);
    let what = match lang {
        Lang::Ja => format!("文書(基準日 {date}):"),
        Lang::En => format!("The text (read on {date}):"),
    };
    let mut list = vec![(what, example.text.clone())];
    if failing {
        let pack = &*testing::speaking(pack, rule);
        let (document, mut reports) = testing::run(pack, example, lang);
        for report in &mut reports {
            report.findings.retain(|f| f.code == rule.id);
        }
        let audited = Audited {
            again: 0,
            path: match lang {
                Lang::Ja => "公表文.txt",
                Lang::En => "notice.txt",
            }
            .to_string(),
            document,
            reports,
            allowances: Vec::new(),
        };
        let style = Style {
            color: false,
            width: WIDTH,
            lang,
        };
        list.push((
            match lang {
                Lang::Ja => "tenken の出力:".to_string(),
                Lang::En => "What tenken prints:".to_string(),
            },
            only(&audited, style),
        ));
    }
    list
}
