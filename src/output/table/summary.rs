//! Counts over all reports: verdicts by rule, and how late reports were.

use std::fmt;

use chrono::NaiveDate;

use super::terms::{VERDICTS, Word, say, verdict_word};
use super::{Days, Table};
use crate::lang::Lang;

/// A cell: words or a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Words.
    Words(String),
    /// A number.
    Count(usize),
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Count(count) => count.fmt(f),
        }
    }
}

/// A small table with a heading.
#[derive(Debug)]
pub(super) struct Part {
    /// What it tells.
    pub(super) heading: &'static str,
    /// The names of the columns.
    pub(super) head: Vec<String>,
    /// The rows, each as long as the head.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// All counts.
pub(super) fn parts(table: &Table<'_>) -> Vec<Part> {
    if table.run.redacted {
        // How late a report was is a number of its text.
        return vec![verdicts(table)];
    }
    vec![lateness(table), verdicts(table)]
}

/// Reports by rule and verdict.
fn verdicts(table: &Table<'_>) -> Part {
    let lang = table.run.lang;
    let (heading, rule, name) = match lang {
        Lang::Ja => ("ルールごとの判定(件)", "ルール", "名称"),
        Lang::En => ("Verdicts by rule (reports)", "rule", "name"),
    };
    let mut head = vec![rule.to_string(), name.to_string()];
    head.extend(VERDICTS.iter().map(|&v| verdict_word(v, lang).to_string()));
    let rows = table
        .rules
        .iter()
        .map(|r| {
            let mut row = vec![
                Cell::Words(r.id.clone()),
                Cell::Words(lang.of(&r.title).to_string()),
            ];
            row.extend(VERDICTS.iter().map(|&verdict| {
                let drafts = table.drafts.iter();
                Cell::Count(
                    drafts
                        .filter(|d| Table::verdict(d, r) == Some(verdict))
                        .count(),
                )
            }));
            row
        })
        .collect();
    Part {
        heading,
        head,
        rows,
    }
}

/// The last days of the classes of lateness; later ones are one class more.
const CLASSES: [i64; 3] = [7, 30, 90];

/// How many reports came how late.
fn lateness(table: &Table<'_>) -> Part {
    let lang = table.run.lang;
    let heading = match lang {
        Lang::Ja => "遅れの分布(報告対象事態の件数)",
        Lang::En => "Lateness (reportable cases)",
    };
    let mut head: Vec<String> = match lang {
        Lang::Ja => ["", "期限内"],
        Lang::En => ["", "in time"],
    }
    .map(str::to_string)
    .to_vec();
    let mut from = 1;
    for last in CLASSES {
        head.push(match lang {
            Lang::Ja => format!("{from}〜{last}日遅れ"),
            Lang::En => format!("{from}-{last} days late"),
        });
        from = last + 1;
    }
    head.extend(match lang {
        Lang::Ja => [
            format!("{from}日以上遅れ"),
            "報告日が不明".to_string(),
            "遅れの中央値(日)".to_string(),
        ],
        Lang::En => [
            format!("{from} days late or more"),
            "no day told".to_string(),
            "median of days late".to_string(),
        ],
    });
    let rows = vec![
        row(lang, ("速報", "preliminary report"), table, |d| {
            Some((d.window?.1, d.preliminary))
        }),
        row(lang, ("確報", "final report"), table, |d| {
            Some((d.final_due?.due, d.final_report))
        }),
    ];
    Part {
        heading,
        head,
        rows,
    }
}

/// The cases of one period, by how late they were. `days` gives the last day and the day it was done on.
fn row(
    lang: Lang,
    name: Word,
    table: &Table<'_>,
    days: impl Fn(&Days) -> Option<(NaiveDate, Option<NaiveDate>)>,
) -> Vec<Cell> {
    let mut counts = vec![0_usize; CLASSES.len() + 3];
    let mut late = Vec::new();
    for (due, on) in table.drafts.iter().filter_map(|d| days(&d.days)) {
        let class = match on.map(|on| (on - due).num_days()) {
            None => CLASSES.len() + 2,
            Some(over) if over <= 0 => 0,
            Some(over) => {
                late.push(over);
                let class = CLASSES.iter().position(|&last| over <= last);
                class.unwrap_or(CLASSES.len()) + 1
            }
        };
        counts[class] += 1;
    }
    late.sort_unstable();
    let mut row = vec![Cell::Words(say(lang, name).to_string())];
    row.extend(counts.into_iter().map(Cell::Count));
    row.push(late.get(late.len() / 2).map_or_else(
        || Cell::Words(String::new()),
        |&d| Cell::Count(usize::try_from(d).unwrap_or(0)),
    ));
    row
}
