//! Which law was applied: said in every run.

use crate::Report;
use crate::evaluate::day;
use crate::incident::Kind;
use crate::lang::Lang;
use crate::law::{Applied, Duty, Law};

/// What was applied to reports, each with the number of reports.
#[derive(Debug, Default)]
pub struct Groups {
    lines: Vec<(String, usize)>,
    reports: usize,
}

impl Groups {
    /// What was applied to these reports.
    pub fn of<'a>(reports: impl Iterator<Item = &'a Report>, law: &Law, lang: Lang) -> Self {
        let mut groups = Self::default();
        for report in reports.filter(|r| r.incident.kind != Kind::Other) {
            groups.reports += 1;
            if report.derived.applied.is_empty() {
                groups.count(match lang {
                    Lang::Ja => "なし。民間か行政機関等かが本文から分からない(または国外の)ため、報告と通知の期限は点検していません。--profile business または --profile public で指定できます".to_string(),
                    Lang::En => "none: the regime is not told (or abroad), so reports and notifications were not checked; give --profile business or --profile public".to_string(),
                }, 1);
            }
            for applied in &report.derived.applied {
                let mut line = one(applied, law, lang);
                if report.derived.awareness.is_none() {
                    line.push_str(match lang {
                        Lang::Ja => "。知った日が分からないため、最新の規定によりました",
                        Lang::En => {
                            "; the awareness date is not told, so the latest values were used"
                        }
                    });
                }
                groups.count(line, 1);
            }
        }
        groups
    }

    fn count(&mut self, line: String, times: usize) {
        match self.lines.iter_mut().find(|(l, _)| *l == line) {
            Some((_, n)) => *n += times,
            None => self.lines.push((line, times)),
        }
    }

    /// Adds what was applied to others.
    pub fn add(&mut self, other: Self) {
        self.reports += other.reports;
        for (line, times) in other.lines {
            self.count(line, times);
        }
    }

    /// A line for each regime and version, with the number of reports where there are several.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let line = |(line, n): &(String, usize)| match (lang, self.reports > 1) {
            (Lang::Ja, true) => format!("適用した規律({n}件): {line}"),
            (Lang::Ja, false) => format!("適用した規律: {line}"),
            (Lang::En, true) => format!("law applied ({n} report(s)): {line}"),
            (Lang::En, false) => format!("law applied: {line}"),
        };
        self.lines.iter().map(line).collect()
    }
}

/// One regime in the version that was applied.
pub fn one(applied: &Applied, law: &Law, lang: Lang) -> String {
    let name = lang.of(&law.regime(applied.regime).name);
    let cites: Vec<String> = law
        .sources
        .all(&applied.basis)
        .unwrap_or_default()
        .iter()
        .map(|p| lang.of(&p.cite).to_string())
        .collect();
    match (lang, applied.duty) {
        (Lang::Ja, Duty::Report) => {
            let mut line = format!("{name}({}", cites.join("、"));
            if let Some(since) = applied.since {
                line.push_str(&format!("。{}から", plain(since, lang)));
            }
            if applied.version > applied.since
                && let Some(version) = applied.version
            {
                line.push_str(&format!("、{}の改正までを反映", plain(version, lang)));
            }
            line + ")"
        }
        (Lang::En, Duty::Report) => {
            let mut line = format!("{name} ({}", cites.join(", "));
            if let Some(since) = applied.since {
                line.push_str(&format!("; since {}", plain(since, lang)));
            }
            if applied.version > applied.since
                && let Some(version) = applied.version
            {
                line.push_str(&format!(", as amended up to {}", plain(version, lang)));
            }
            line + ")"
        }
        (Lang::Ja, Duty::Effort) => format!(
            "{name}。知った日の時点では報告は努力義務で({})、期限の指摘はしません",
            cites.join("、")
        ),
        (Lang::En, Duty::Effort) => format!(
            "{name}; at the awareness date reporting was a duty of effort ({}), and no deadline finding is made",
            cites.join(", ")
        ),
        (Lang::Ja, Duty::None) => {
            format!(
                "{name}。知った日の時点では、報告の義務はまだ始まっていません。期限の指摘はしません"
            )
        }
        (Lang::En, Duty::None) => format!(
            "{name}; at the awareness date the duty to report had not begun, and no deadline finding is made"
        ),
    }
}

/// A day without its weekday.
pub(super) fn plain(date: chrono::NaiveDate, lang: Lang) -> String {
    let text = day(lang, date);
    text.split(['(', ' ']).next().unwrap_or(&text).to_string()
}
