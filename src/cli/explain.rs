//! `tenken explain`: a rule, or what is said and was read on a line of a document.

use std::path::Path;

use super::args::Explain;
use super::{CLEAN, TROUBLE, complain, source, words, write_out};
use crate::input::Format;
use crate::output::{explain, page};
use crate::rule::Pack;
use crate::suggest;
use crate::{Lang, Options, audit, audit_facts};

pub(super) fn run(pack: &Pack, args: &Explain) -> u8 {
    let lang: Lang = args.lang.into();
    let done = render(pack, args, lang)
        .and_then(|text| write_out(&text).map_err(|e| words::not_written(lang, &e)));
    match done {
        Ok(()) => CLEAN,
        Err(reason) => {
            complain(&reason);
            TROUBLE
        }
    }
}

fn render(pack: &Pack, args: &Explain, lang: Lang) -> Result<String, String> {
    let what = args.what.as_str();
    let code = what.to_ascii_uppercase();
    if let Some(rule) = pack.rules.iter().find(|r| r.id == code || r.name == what) {
        return Ok(page::plain(rule, pack, lang));
    }
    let Some((path, line)) = what
        .rsplit_once(':')
        .and_then(|(p, l)| Some((p, l.parse::<usize>().ok()?)))
    else {
        let known = pack
            .rules
            .iter()
            .flat_map(|r| [r.id.as_str(), r.name.as_str()]);
        let near = suggest::nearest(what, known);
        return Err(words::nothing_to_explain(lang, what, near));
    };
    // `draft.txt:12:3`, as the findings print it.
    let (path, line) = match path.rsplit_once(':') {
        Some((p, l)) if !Path::new(path).exists() => match l.parse::<usize>() {
            Ok(l) => (p, l),
            Err(_) => (path, line),
        },
        _ => (path, line),
    };
    let options = Options {
        as_of: args.as_of,
        today: super::today(),
        draft: None,
        vouched: false,
        lang,
    };
    let unread = |reason: String| words::not_audited(lang, path, &reason);
    let format = Format::of_path(path);
    let bytes = source::read(Path::new(path), lang).map_err(unread)?;
    let document = source::document(bytes, format, pack, lang).map_err(unread)?;
    let reports = match format {
        Format::Incident => {
            let facts = source::facts_in(&document, pack, lang).map_err(unread)?;
            vec![audit_facts(&document, pack, &options, &facts)]
        }
        _ => audit(&document, pack, &options),
    };
    let lines = document.text.lines().count();
    if line == 0 || line > lines {
        return Err(words::no_such_line(lang, path, line, lines));
    }
    Ok(explain::text(&explain::Asked {
        path,
        document: &document,
        reports: &reports,
        line,
        pack,
        lang,
    }))
}
