//! The plan of what is due when: the words for its steps; for people in [`text`], for programs in [`json`]. Its calendar file
//! is in [`super::calendar`].

mod json;
mod text;

use chrono::NaiveDate;

pub(super) use json::LawJson;
pub use json::json;
pub use text::text;

use crate::evaluate::day;
use crate::lang::Lang;
use crate::law::Law;
use crate::law::plan::{Closed, Plan, Question, Step, StepKind};
use crate::rule::{Names, Profile};

/// What a plan is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// What was asked.
    pub question: &'a Question,
    /// The plan.
    pub plan: &'a Plan,
    /// The law.
    pub law: &'a Law,
    /// What people read for codes.
    pub names: &'a Names,
    /// The profile in use.
    pub profile: Option<&'a Profile>,
    /// The day of reading.
    pub as_of: NaiveDate,
    /// The language.
    pub lang: Lang,
}

impl Drawn<'_> {
    /// What a step is called.
    pub(super) fn name(&self, step: &Step) -> String {
        let sector = |id: &str| {
            self.law
                .sectors
                .iter()
                .find(|s| s.id == id)
                .map_or(id.to_string(), |s| self.lang.of(&s.recipient).to_string())
        };
        match (self.lang, &step.kind) {
            (Lang::Ja, StepKind::Preliminary) => "速報".to_string(),
            (Lang::En, StepKind::Preliminary) => "Preliminary report".to_string(),
            (Lang::Ja, StepKind::Final) => "確報".to_string(),
            (Lang::En, StepKind::Final) => "Final report".to_string(),
            (Lang::Ja, StepKind::Notification) => "本人への通知".to_string(),
            (Lang::En, StepKind::Notification) => "Notification of the persons".to_string(),
            (Lang::Ja, StepKind::Contractor) => "委託先から委託元への通知".to_string(),
            (Lang::En, StepKind::Contractor) => "Contractor's notice to its client".to_string(),
            (Lang::Ja, StepKind::SectorPreliminary(s)) => format!("速報({})", sector(s)),
            (Lang::En, StepKind::SectorPreliminary(s)) => {
                format!("Preliminary report ({})", sector(s))
            }
            (Lang::Ja, StepKind::SectorFinal(s)) => format!("確報({})", sector(s)),
            (Lang::En, StepKind::SectorFinal(s)) => format!("Final report ({})", sector(s)),
            (Lang::Ja, StepKind::Sector(s)) => format!("連絡・報告({})", sector(s)),
            (Lang::En, StepKind::Sector(s)) => format!("Report ({})", sector(s)),
        }
    }

    fn day(&self, date: NaiveDate) -> String {
        day(self.lang, date)
    }

    fn closed(&self, why: &Closed) -> String {
        match (self.lang, why) {
            (_, Closed::Holiday(name)) => name.clone(),
            (Lang::Ja, Closed::Weekly(_)) => "休日".to_string(),
            (Lang::En, Closed::Weekly(_)) => "weekend".to_string(),
            (Lang::Ja, Closed::YearEnd) => "年末年始".to_string(),
            (Lang::En, Closed::YearEnd) => "year's end".to_string(),
        }
    }

    fn cites(&self, step: &Step) -> String {
        let list: Vec<&str> = step.basis.iter().map(|p| self.lang.of(&p.cite)).collect();
        list.join(match self.lang {
            Lang::Ja => "、",
            Lang::En => ", ",
        })
    }

    /// How many days are left; for what is done, whether it was in time.
    fn left(&self, step: &Step, due: NaiveDate) -> String {
        if let Some(taken) = step.taken {
            return match (self.lang, taken <= due) {
                (Lang::Ja, true) => "期限内に実施済み".to_string(),
                (Lang::En, true) => "done in time".to_string(),
                (Lang::Ja, false) => format!("{}日遅れで実施済み", (taken - due).num_days()),
                (Lang::En, false) => format!("done {} day(s) late", (taken - due).num_days()),
            };
        }
        let left = (due - self.as_of).num_days();
        match (self.lang, left) {
            (Lang::Ja, 0) => "本日が最終日".to_string(),
            (Lang::En, 0) => "today is the last day".to_string(),
            (Lang::Ja, 1..) => format!("あと{left}日"),
            (Lang::En, 1..) => format!("{left} day(s) left"),
            (Lang::Ja, _) => format!("{}日過ぎています", -left),
            (Lang::En, _) => format!("{} day(s) ago", -left),
        }
    }

    /// How the due date was counted, in a sentence.
    pub(super) fn arithmetic(&self, step: &Step) -> Option<String> {
        let (due, days) = (step.due?, step.days?);
        let Some(raw) = step.raw else {
            return Some(match self.lang {
                Lang::Ja => format!(
                    "{}を1日目として{days}日目。休日も数えます(繰り延べの定めはありません)",
                    self.day(step.day_one)
                ),
                Lang::En => format!(
                    "day {days}, {} being day 1; closed days count, and no rule moves the last day",
                    self.day(step.day_one)
                ),
            });
        };
        let more = days - 1;
        let mut line = match self.lang {
            Lang::Ja => format!(
                "{} + {more}日 = {}({days}日目)",
                self.day(step.day_one),
                self.day(raw)
            ),
            Lang::En => format!(
                "{} + {more} days = {} (day {days})",
                self.day(step.day_one),
                self.day(raw)
            ),
        };
        if !step.rolled.is_empty() {
            let over: Vec<String> = step
                .rolled
                .iter()
                .map(|(d, why)| format!("{}[{}]", self.day(*d), self.closed(why)))
                .collect();
            line.push_str(&match self.lang {
                Lang::Ja => format!(
                    "。閉庁日のため繰り延べ: {} → {}",
                    over.join(" → "),
                    self.day(due)
                ),
                Lang::En => format!("; closed days: {} → {}", over.join(" → "), self.day(due)),
            });
        }
        Some(line)
    }

    /// What else to know of a step.
    pub(super) fn remarks(&self, step: &Step) -> Vec<String> {
        let mut out = Vec::new();
        if let Some(open) = step.open_before {
            out.push(match self.lang {
                Lang::Ja => format!(
                    "最後の日が閉庁日です。休日による繰り延べの定めはないので、直前の開庁日 {} までに済ませるのが安全です",
                    self.day(open)
                ),
                Lang::En => format!(
                    "the last day is closed and nothing moves: the open day before it is {}",
                    self.day(open)
                ),
            });
        }
        match (&step.kind, step.late_from) {
            (StepKind::Preliminary, Some(late)) => out.push(match self.lang {
                Lang::Ja => format!(
                    "法令は「速やかに」と定めるだけで、日数はガイドラインの目安です。tenken は {} から明らかな遅れとして扱います(委員会の定めではなく、このプログラムの線引きです)",
                    self.day(late)
                ),
                Lang::En => format!(
                    "the law says promptly, the days are the guideline's; tenken calls it plainly late from {} (its own line, not the PPC's)",
                    self.day(late)
                ),
            }),
            (StepKind::Notification, _) => out.push(
                match self.lang {
                    Lang::Ja => "日数の定めはありません。状況に応じて速やかに行います。連絡先が分からない方には、公表と問い合わせ窓口で代えます",
                    Lang::En => "no number of days; promptly, as the situation allows. Where persons cannot be reached, publication and an enquiry desk stand in",
                }
                .to_string(),
            ),
            (StepKind::Contractor, _) => {
                if let (Some(n), Some(days)) = (step.taken_on(), step.days) {
                    let in_time = (1..=i64::from(days)).contains(&n);
                    out.push(match (self.lang, in_time) {
                        (Lang::Ja, true) => format!(
                            "委託元へ知らせたのは{n}日目で、目安の内です。その時点で把握している事項を知らせていれば、委託先の報告と本人への通知は免除されます(委託元自身の義務は残ります)"
                        ),
                        (Lang::En, true) => format!(
                            "the client was told on day {n}, in time: with all that was known told, the contractor is released from report and notification; the client's own duty remains"
                        ),
                        (Lang::Ja, false) => format!(
                            "委託元へ知らせたのは{n}日目です。速やかな通知と認められず、委託先自身の報告義務が免除されないおそれがあります"
                        ),
                        (Lang::En, false) => format!(
                            "the client was told on day {n}: late, and the contractor's own duty to report may remain"
                        ),
                    });
                } else {
                    out.push(
                        match self.lang {
                            Lang::Ja => "期間内に委託元へ通知すれば、委託先の報告と本人への通知は免除されます",
                            Lang::En => "a contractor that tells its client in time is released from report and notification",
                        }
                        .to_string(),
                    );
                }
            }
            _ => {}
        }
        if let Some(sector) = step
            .kind
            .sector()
            .and_then(|id| self.law.sectors.iter().find(|s| s.id == id))
            // Once for a sector, with the last of its steps.
            .filter(|_| !matches!(step.kind, StepKind::SectorPreliminary(_)))
        {
            out.push(self.lang.of(&sector.note).to_string());
            if sector.instead_of_ppc {
                out.push(
                    match self.lang {
                        Lang::Ja => "権限が委任されている事業では、個人情報保護委員会に代えてこの報告先に報告します(期限は同じです)",
                        Lang::En => "where powers are delegated, the report goes there in the place of the PPC, within the same periods",
                    }
                    .to_string(),
                );
            }
        }
        out
    }

    /// Whether the case is published by itself, by the profile's standard.
    fn publication(&self) -> Option<String> {
        let standard = self.profile?.publication.as_ref()?;
        let mut why: Vec<String> = self
            .plan
            .triggers
            .iter()
            .map(|m| m.trigger)
            .filter(|t| standard.triggers.contains(t))
            .map(|t| Names::of(&self.names.triggers, t.name(), self.lang).to_string())
            .collect();
        why.dedup();
        if let (Some(from), Some(persons)) = (standard.from_persons, self.question.persons)
            && persons >= from
        {
            why.push(match self.lang {
                Lang::Ja => format!("{from}人以上"),
                Lang::En => format!("{from} persons or more"),
            });
        }
        let mut line = match (self.lang, why.is_empty()) {
            (Lang::Ja, false) => format!("個別に公表します({})", why.join("、")),
            (Lang::En, false) => format!("published by itself ({})", why.join(", ")),
            (Lang::Ja, true) => {
                format!("個別の公表の基準に当たりません。{}", standard.otherwise.ja)
            }
            (Lang::En, true) => format!("not published by itself. {}", standard.otherwise.en),
        };
        if let Some(also) = &standard.also {
            line.push_str(&match self.lang {
                Lang::Ja => format!("(ほかに個別に公表するもの: {})", also.ja),
                Lang::En => format!(" (also by itself: {})", also.en),
            });
        }
        Some(line)
    }
}
