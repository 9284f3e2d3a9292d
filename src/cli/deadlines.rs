//! `tenken deadlines`: what is due when.

use std::path::Path;

use super::args::{Deadlines, PlanFormat, RegimeKind, TriggerKind};
use super::{CLEAN, TROUBLE, complain, source, words, write_out};
use crate::incident::{Kind, Regime, Stage, Status};
use crate::input::Format;
use crate::law::plan::Question;
use crate::law::{RegimeId, Trigger, report_of};
use crate::output::{calendar, plan};
use crate::rule::Pack;
use crate::rule::profile::ProfileRegime;
use crate::{Lang, Options, Report, audit, audit_facts};

pub(super) fn run(pack: &Pack, args: &Deadlines) -> u8 {
    let lang: Lang = args.lang.into();
    let today = super::today();
    let as_of = args.as_of.unwrap_or(today);
    let done = question(pack, args, lang).and_then(|question| {
        let made = pack.law.plan(&question);
        let drawn = plan::Drawn {
            question: &question,
            plan: &made,
            law: &pack.law,
            names: &pack.names,
            profile: pack.profile.as_ref(),
            as_of,
            lang,
        };
        let rendered = match args.format {
            PlanFormat::Text => plan::text(&drawn),
            PlanFormat::Json => plan::json(&drawn),
            PlanFormat::Ics => calendar::ics(&drawn),
        };
        write_out(&rendered).map_err(|e| words::not_written(lang, &e))
    });
    match done {
        Ok(()) => CLEAN,
        Err(reason) => {
            complain(&reason);
            TROUBLE
        }
    }
}

/// The question that the arguments ask, filled up from a report and the profile.
fn question(pack: &Pack, args: &Deadlines, lang: Lang) -> Result<Question, String> {
    let read = match &args.from {
        Some(path) => Some(report(pack, args, path, lang)?),
        None => None,
    };
    let profile = pack.profile.as_ref();
    let facts = read.as_ref().map(|r| &r.incident);
    let day_of = |kind: &str, by_contractor: bool| {
        facts?
            .events_of(kind)
            .filter(|e| e.status == Status::Done && e.by_contractor == by_contractor)
            .filter_map(|e| e.date?.day())
            .min()
    };
    let client_informed = args
        .client_informed
        .or_else(|| day_of("client_informed", false));
    let contractor_aware = args
        .contractor_awareness
        .or_else(|| day_of("detected", true));
    let awareness = args
        .awareness
        .or_else(|| read.as_ref().and_then(|r| r.derived.awareness))
        // 通則編3-5-3-5: at the latest by the contractor's notice.
        .or(client_informed)
        .ok_or_else(|| words::no_awareness(lang, args.from.as_deref()))?;
    if let (Some(knew), Some(told)) = (contractor_aware, client_informed)
        && told < knew
    {
        return Err(words::told_before_known(lang));
    }
    let regime = match (args.regime, profile.and_then(|p| p.regime)) {
        (Some(RegimeKind::Business), _) => RegimeId::Business,
        (Some(RegimeKind::Public), _) => RegimeId::Public,
        (None, Some(regime)) => regime.id(),
        (None, None) => match facts.map(|f| f.regime) {
            Some(Regime::Public) => RegimeId::Public,
            Some(Regime::Business) => RegimeId::Business,
            _ if profile.is_some_and(|p| p.default_regime.is_some()) => profile
                .and_then(|p| p.default_regime)
                .map_or(RegimeId::Public, ProfileRegime::id),
            _ => return Err(words::no_regime(lang, args.from.as_deref())),
        },
    };
    let mut triggers: Vec<Trigger> = args.trigger.iter().map(|t| trigger(*t)).collect();
    if args.trigger.is_empty()
        && let Some(report) = &read
    {
        // The number of persons is held against each regime's own threshold.
        let read = report.derived.triggers.iter().copied();
        triggers.extend(read.filter(|t| *t != Trigger::Volume));
    }
    let filed = |stage: Stage| {
        let event = report_of(facts?, stage)?;
        event.date?.day()
    };
    let mut sectors = args.sector.clone();
    sectors.extend(profile.and_then(|p| p.sector.clone()));
    let known: Vec<&str> = pack.law.sectors.iter().map(|s| s.id.as_str()).collect();
    if let Some(unknown) = sectors.iter().find(|s| !known.contains(&s.as_str())) {
        return Err(words::no_sector(lang, unknown, &known));
    }
    Ok(Question {
        awareness,
        regime,
        my_number: args.my_number
            || profile.is_some_and(|p| p.my_number)
            || facts.is_some_and(crate::Incident::holds_my_number),
        name: facts
            .and_then(|f| f.org.as_ref())
            .map(|o| o.code.clone())
            .unwrap_or_default(),
        triggers,
        persons: args
            .persons
            .or_else(|| facts.and_then(|f| f.persons.or(f.records))),
        volume_reached: args.volume_reached,
        contractor_aware,
        client_informed,
        preliminary_filed: filed(Stage::Preliminary),
        final_filed: filed(Stage::Final),
        notified: day_of("notified", false),
        sectors,
    })
}

fn trigger(kind: TriggerKind) -> Trigger {
    match kind {
        TriggerKind::Sensitive => Trigger::Sensitive,
        TriggerKind::Financial => Trigger::Financial,
        TriggerKind::Malicious => Trigger::Malicious,
        TriggerKind::Volume => Trigger::Volume,
        TriggerKind::Ordinance => Trigger::Ordinance,
        TriggerKind::System => Trigger::System,
        TriggerKind::PublicView => Trigger::PublicView,
    }
}

/// The one report of a file.
fn report(pack: &Pack, args: &Deadlines, path: &Path, lang: Lang) -> Result<Report, String> {
    let name = path.to_string_lossy().into_owned();
    let options = Options {
        as_of: args.as_of,
        today: super::today(),
        draft: None,
        vouched: false,
        lang,
    };
    let unread = |reason: String| words::not_audited(lang, &name, &reason);
    let (bytes, format) = if name == source::STDIN {
        (source::stdin(lang).map_err(unread)?, Format::Text)
    } else {
        (
            source::read(path, lang).map_err(unread)?,
            Format::of_path(&name),
        )
    };
    let document = source::document(bytes, format, pack, lang).map_err(unread)?;
    let mut reports = match format {
        Format::Incident => {
            let facts = source::facts_in(&document, pack, lang).map_err(unread)?;
            vec![audit_facts(&document, pack, &options, &facts)]
        }
        _ => audit(&document, pack, &options),
    };
    reports.retain(|r| r.incident.kind != Kind::Other);
    let count = reports.len();
    match (reports.pop(), count) {
        (Some(report), 1) => Ok(report),
        (None, _) => Err(unread(words::no_report(lang))),
        _ => Err(unread(words::several_reports(lang, count))),
    }
}
