//! The plan of what is due when: for people and as JSON. Its calendar file is in [`super::calendar`].

use chrono::NaiveDate;
use serde::Serialize;

use super::law;
use crate::evaluate::day;
use crate::lang::Lang;
use crate::law::plan::{Closed, Plan, Question, Step, StepKind};
use crate::law::{Duty, Law};
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

#[derive(Serialize)]
struct PlanJson<'a> {
    version: u32,
    awareness: String,
    day_one: String,
    as_of: String,
    regime: crate::law::RegimeId,
    law: Vec<LawJson>,
    triggers: Vec<TriggerJson<'a>>,
    reportable: bool,
    preliminary_from: Option<String>,
    preliminary_due: Option<String>,
    final_due: Option<String>,
    steps: Vec<StepJson<'a>>,
    publication: Option<String>,
    calendar_covers_all: bool,
    expected: Vec<ExpectedJson<'a>>,
}

/// The law that was applied, in JSON.
#[derive(Serialize)]
pub(super) struct LawJson {
    regime: crate::law::RegimeId,
    duty: Duty,
    since: Option<String>,
    version: Option<String>,
    basis: Vec<String>,
}

impl LawJson {
    pub(super) fn of(applied: &crate::law::Applied) -> Self {
        Self {
            regime: applied.regime,
            duty: applied.duty,
            since: applied.since.map(|d| d.to_string()),
            version: applied.version.map(|d| d.to_string()),
            basis: applied.basis.clone(),
        }
    }
}

#[derive(Serialize)]
struct TriggerJson<'a> {
    trigger: &'static str,
    regime: crate::law::RegimeId,
    basis: &'a str,
}

#[derive(Serialize)]
struct StepJson<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sector: Option<&'a str>,
    name: String,
    day_one: String,
    from: Option<String>,
    due: Option<String>,
    days: Option<u32>,
    raw: Option<String>,
    rolled: Vec<RolledJson>,
    open_before: Option<String>,
    late_from: Option<String>,
    taken: Option<String>,
    taken_on_day: Option<i64>,
    days_left: Option<i64>,
    arithmetic: Option<String>,
    remarks: Vec<String>,
    basis: Vec<&'a str>,
}

#[derive(Serialize)]
struct RolledJson {
    date: String,
    why: String,
}

#[derive(Serialize)]
struct ExpectedJson<'a> {
    name: &'a str,
    promulgated: String,
    not_later_than: String,
    says: &'a str,
    url: &'a str,
}

/// The plan as JSON, version 1.
pub fn json(drawn: &Drawn<'_>) -> String {
    let (plan, lang) = (drawn.plan, drawn.lang);
    let iso = |d: NaiveDate| d.to_string();
    let step = |kind: &StepKind| plan.steps.iter().find(|s| s.kind == *kind);
    let file = PlanJson {
        version: 1,
        awareness: iso(drawn.question.awareness),
        day_one: iso(plan.day_one),
        as_of: iso(drawn.as_of),
        regime: drawn.question.regime,
        law: plan.applied.iter().map(LawJson::of).collect(),
        triggers: plan
            .triggers
            .iter()
            .map(|m| TriggerJson {
                trigger: m.trigger.name(),
                regime: m.regime,
                basis: lang.of(&m.basis.cite),
            })
            .collect(),
        reportable: plan.reportable,
        preliminary_from: step(&StepKind::Preliminary).and_then(|s| s.from).map(iso),
        preliminary_due: step(&StepKind::Preliminary).and_then(|s| s.due).map(iso),
        final_due: step(&StepKind::Final).and_then(|s| s.due).map(iso),
        steps: plan
            .steps
            .iter()
            .map(|s| StepJson {
                kind: s.kind.name(),
                sector: s.kind.sector(),
                name: drawn.name(s),
                day_one: iso(s.day_one),
                from: s.from.map(iso),
                due: s.due.map(iso),
                days: s.days,
                raw: s.raw.map(iso),
                rolled: s
                    .rolled
                    .iter()
                    .map(|(d, why)| RolledJson {
                        date: iso(*d),
                        why: drawn.closed(why),
                    })
                    .collect(),
                open_before: s.open_before.map(iso),
                late_from: s.late_from.map(iso),
                taken: s.taken.map(iso),
                taken_on_day: s.taken_on(),
                days_left: s.due.map(|d| (d - drawn.as_of).num_days()),
                arithmetic: drawn.arithmetic(s),
                remarks: drawn.remarks(s),
                basis: s.basis.iter().map(|p| lang.of(&p.cite)).collect(),
            })
            .collect(),
        publication: drawn.publication(),
        calendar_covers_all: !plan.beyond_calendar,
        expected: drawn
            .law
            .expected
            .iter()
            .map(|e| ExpectedJson {
                name: lang.of(&e.name),
                promulgated: iso(e.promulgated),
                not_later_than: iso(e.not_later_than),
                says: lang.of(&e.says),
                url: &e.url,
            })
            .collect(),
    };
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}
