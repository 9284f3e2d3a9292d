//! The plan for people.

use super::super::law;
use super::Drawn;
use crate::lang::Lang;
use crate::law::Duty;

/// The plan for people.
pub fn text(drawn: &Drawn<'_>) -> String {
    let (plan, lang) = (drawn.plan, drawn.lang);
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let word = |ja: &'static str, en: &'static str| match lang {
        Lang::Ja => ja,
        Lang::En => en,
    };
    line(format!(
        "{}: {}",
        word("知った日", "awareness date"),
        drawn.day(drawn.question.awareness)
    ));
    for applied in &plan.applied {
        line(format!(
            "{}: {}",
            word("適用した規律", "law applied"),
            law::one(applied, drawn.law, lang)
        ));
    }
    if !plan.triggers.is_empty() {
        let list: Vec<String> = plan
            .triggers
            .iter()
            .map(|m| {
                let says = drawn
                    .law
                    .trigger(m.regime, m.trigger, Some(plan.day_one))
                    .map_or("", |t| lang.of(&t.says));
                match lang {
                    Lang::Ja => format!("{says}({})", m.basis.cite.ja),
                    Lang::En => format!("{says} ({})", m.basis.cite.en),
                }
            })
            .collect();
        line(format!(
            "{}: {}",
            word("報告対象事態", "reportable situation"),
            list.join(word("、", ", "))
        ));
    }
    if plan.day_one != drawn.question.awareness {
        line(match lang {
            Lang::Ja => format!(
                "人数が基準を超えたのは{}です。この日を1日目として数えます",
                drawn.day(plan.day_one)
            ),
            Lang::En => format!(
                "the number passed the threshold on {}: that day is day 1",
                drawn.day(plan.day_one)
            ),
        });
    }
    if !plan.reportable {
        let bound = plan.applied.iter().any(|a| a.duty == Duty::Report);
        line(
            match (lang, bound) {
                (Lang::Ja, true) => "報告対象事態に当たることが、指定された値や文書からは分かりません。当たらなければ報告の義務はありません(任意の報告はできます)。要配慮個人情報、財産的被害のおそれ、不正の目的、人数(確定していなければ最大数)、マイナンバーの有無を確かめ、--trigger や --persons で指定してください",
                (Lang::En, true) => "nothing given or read makes this a reportable situation; if none is met there is no duty, though one may report. Check for sensitive data, risk of property damage, wrongful purpose, the (maximum) number of persons and My Numbers, and give --trigger or --persons",
                (Lang::Ja, false) => "知った日の時点で期限のある報告の義務がないため、期限は示しません",
                (Lang::En, false) => "at the awareness date there was no duty to report with a period; no deadline is shown",
            }
            .to_string(),
        );
    }
    for step in &plan.steps {
        line(String::new());
        line(match (step.from, step.due) {
            (Some(from), Some(due)) => match lang {
                Lang::Ja => format!(
                    "{}: {}〜{}({})",
                    drawn.name(step),
                    drawn.day(from),
                    drawn.day(due),
                    drawn.left(step, due)
                ),
                Lang::En => format!(
                    "{}: {} to {} ({})",
                    drawn.name(step),
                    drawn.day(from),
                    drawn.day(due),
                    drawn.left(step, due)
                ),
            },
            (None, Some(due)) => match lang {
                Lang::Ja => format!(
                    "{}: {}まで({})",
                    drawn.name(step),
                    drawn.day(due),
                    drawn.left(step, due)
                ),
                Lang::En => format!(
                    "{}: by {} ({})",
                    drawn.name(step),
                    drawn.day(due),
                    drawn.left(step, due)
                ),
            },
            _ => format!("{}: {}", drawn.name(step), word("速やかに", "promptly")),
        });
        if let (Some(taken), Some(n)) = (step.taken, step.taken_on()) {
            line(match lang {
                Lang::Ja => format!("  実施済み: {}({n}日目)", drawn.day(taken)),
                Lang::En => format!("  done: {} (day {n})", drawn.day(taken)),
            });
        }
        if let Some(arithmetic) = drawn.arithmetic(step) {
            line(format!("  {arithmetic}"));
        }
        for remark in drawn.remarks(step) {
            line(format!("  {remark}"));
        }
        let cites = drawn.cites(step);
        if !cites.is_empty() {
            line(format!("  {}: {cites}", word("根拠", "basis")));
        }
    }
    if let Some(publication) = drawn.publication() {
        line(String::new());
        let name = drawn.profile.map_or("", |p| lang.of(&p.name));
        line(match lang {
            Lang::Ja => format!("公表({name}): {publication}"),
            Lang::En => format!("Publication ({name}): {publication}"),
        });
    }
    if plan.beyond_calendar {
        line(String::new());
        line(
            word(
                "注意: 祝日の一覧にない年が含まれます。末日が休日に当たらないかを別に確かめてください",
                "caution: the list of holidays does not cover every year; check whether the last day is closed",
            )
            .to_string(),
        );
    }
    for expected in &drawn.law.expected {
        line(String::new());
        line(match lang {
            Lang::Ja => format!(
                "未施行の改正(適用していません): {}({}公布、{}までに施行) {}",
                expected.name.ja,
                law::plain(expected.promulgated, lang),
                law::plain(expected.not_later_than, lang),
                expected.says.ja
            ),
            Lang::En => format!(
                "enacted, not in force (not applied): {} (promulgated {}, in force by {}): {}",
                expected.name.en,
                law::plain(expected.promulgated, lang),
                law::plain(expected.not_later_than, lang),
                expected.says.en
            ),
        });
    }
    out
}
