//! `tenken rules`: the rule author's kit.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::{Rules, RulesCommand, SchemaKind};
use super::{CLEAN, FINDINGS, TROUBLE, complain, words, write_out};
use crate::Lang;
use crate::output::page;
use crate::rule::{Pack, schema, template};
use crate::testing;

pub(super) fn run(pack: &Pack, args: &Rules) -> u8 {
    let lang: Lang = args.lang.into();
    let done = match &args.command {
        RulesCommand::List => Ok((list(pack, lang), CLEAN)),
        RulesCommand::Test { codes } => test(pack, codes, lang),
        RulesCommand::New { code, name, dir } => new(pack, code, name, dir, lang),
        RulesCommand::Schema { of } => Ok((
            schema::json(match of {
                SchemaKind::Rule => schema::Kind::Rule,
                SchemaKind::Profile => schema::Kind::Profile,
                SchemaKind::Overrides => schema::Kind::Overrides,
            }),
            CLEAN,
        )),
        RulesCommand::Docs { out, check } => docs(pack, out, *check, lang),
    };
    let written = done.and_then(|(text, status)| {
        write_out(&text)
            .map(|()| status)
            .map_err(|e| words::not_written(lang, &e))
    });
    match written {
        Ok(status) => status,
        Err(reason) => {
            complain(&reason);
            TROUBLE
        }
    }
}

/// A line a rule: code, name, what it asks; a mark for those that do not speak.
fn list(pack: &Pack, lang: Lang) -> String {
    pack.rules
        .iter()
        .map(|r| {
            let silent = words::silent_rule(lang, r);
            format!("{}\t{}\t{}{silent}\n", r.id, r.name, lang.of(&r.title))
        })
        .collect()
}

fn test(pack: &Pack, codes: &[String], lang: Lang) -> Result<(String, u8), String> {
    if let Some(unknown) = codes
        .iter()
        .find(|c| !pack.rules.iter().any(|r| r.id == **c))
    {
        let known = pack.rules.iter().map(|r| r.id.as_str());
        let near = crate::suggest::nearest(unknown, known);
        return Err(words::nothing_to_explain(lang, unknown, near));
    }
    let wanted = |id: &str| codes.is_empty() || codes.iter().any(|c| c == id);
    let mut out = String::new();
    let (mut rules, mut examples, mut broken) = (0, 0, 0);
    for rule in pack.rules.iter().filter(|r| wanted(&r.id)) {
        rules += 1;
        let own = rule.examples();
        examples += own.failing.len() + own.passing.len();
        // A rule that is switched off is tried all the same: its examples are part of it.
        let mut tried = pack.clone();
        for r in &mut tried.rules {
            if r.id == rule.id {
                r.active = true;
                r.silent.clear();
            }
        }
        for b in testing::broken(&tried, rule) {
            broken += 1;
            out.push_str(&words::broken_example(lang, &b));
        }
    }
    out.push_str(&words::examples_tried(lang, rules, examples, broken));
    Ok((out, if broken == 0 { CLEAN } else { FINDINGS }))
}

fn new(
    pack: &Pack,
    code: &str,
    name: &str,
    dir: &Path,
    lang: Lang,
) -> Result<(String, u8), String> {
    let code_ok = code.len() == 4
        && code.starts_with(|c: char| c.is_ascii_uppercase())
        && code.bytes().skip(1).all(|b| b.is_ascii_digit());
    let name_ok = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !code_ok || !name_ok {
        return Err(words::bad_rule_name(lang, code, name));
    }
    if pack.rules.iter().any(|r| r.id == code) {
        return Err(words::code_taken(lang, code));
    }
    let path = dir.join(format!("{code}-{name}.yaml"));
    let shown = path.to_string_lossy().into_owned();
    let text = template::rule(code, name);
    // Never over a file that is there.
    let made = fs::create_dir_all(dir).and_then(|()| {
        use std::io::Write;
        fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .and_then(|mut f| f.write_all(text.as_bytes()))
    });
    match made {
        Ok(()) => Ok((
            words::rule_made(lang, &shown, &dir.to_string_lossy()),
            CLEAN,
        )),
        Err(e) => Err(words::file_not_written(lang, &shown, &e)),
    }
}

/// Writes the rule pages, or says which of them are not as they would be written.
fn docs(pack: &Pack, out: &Path, check: bool, lang: Lang) -> Result<(String, u8), String> {
    let mut pages: Vec<(PathBuf, String)> = Vec::new();
    for (folder, of) in [("ja", Lang::Ja), ("en", Lang::En)] {
        pages.push((out.join(folder).join("README.md"), page::index(pack, of)));
        for rule in &pack.rules {
            let file = format!("{}.md", rule.id);
            pages.push((out.join(folder).join(file), page::markdown(rule, pack, of)));
        }
    }
    if check {
        let stale: Vec<String> = pages
            .iter()
            .filter(|(path, text)| fs::read_to_string(path).ok().as_ref() != Some(text))
            .map(|(path, _)| path.to_string_lossy().into_owned())
            .chain(orphans(out, &pages))
            .collect();
        let status = if stale.is_empty() { CLEAN } else { FINDINGS };
        return Ok((words::pages_checked(lang, pages.len(), &stale), status));
    }
    for (path, text) in &pages {
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(path, text))
            .map_err(|e| words::file_not_written(lang, &path.to_string_lossy(), &e))?;
    }
    Ok((
        words::pages_written(lang, pages.len(), &out.to_string_lossy()),
        CLEAN,
    ))
}

/// Pages of rules that are no more.
fn orphans(out: &Path, pages: &[(PathBuf, String)]) -> Vec<String> {
    let mut found: Vec<String> = ["ja", "en"]
        .iter()
        .filter_map(|folder| fs::read_dir(out.join(folder)).ok())
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .filter(|path| !pages.iter().any(|(p, _)| p == path))
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    found.sort();
    found
}
