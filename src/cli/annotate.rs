//! `tenken check draft.docx --annotate out.docx`.

use std::path::Path;

use super::args::Inputs;
use super::{source, whole, words};
use crate::Lang;
use crate::input::Format;
use crate::output::Audited;
use crate::output::annotate::annotate;
use crate::output::item::items;

/// Whether there is one Word file to comment, and a place for the copy.
///
/// # Errors
/// In words, what is in the way.
pub(super) fn possible(inputs: &Inputs, out: &Path, lang: Lang) -> Result<(), String> {
    let [path] = inputs.paths.as_slice() else {
        return Err(words::annotate_one(lang));
    };
    let is_word = Format::of_path(&path.to_string_lossy()) == Format::Docx && !path.is_dir();
    if !is_word {
        return Err(words::annotate_word(lang, &path.to_string_lossy()));
    }
    // By the system's own names: another spelling of the draft is the draft still.
    let same = match (path.canonicalize(), out.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => path == out,
    };
    if same {
        return Err(words::annotate_other(lang, &out.to_string_lossy()));
    }
    Ok(())
}

/// Writes the copy. How many comments it has.
///
/// # Errors
/// In words, why there is none.
pub(super) fn write(
    inputs: &Inputs,
    audited: Option<&Audited>,
    out: &Path,
    lang: Lang,
) -> Result<usize, String> {
    let Some((path, file)) = inputs.paths.first().zip(audited) else {
        return Err(words::nothing_annotated(lang, &out.to_string_lossy()));
    };
    let bytes = source::read(path, lang)?;
    let found = items(file);
    let copy = annotate(&bytes, &found, lang)
        .map_err(|e| words::not_annotated(lang, &path.to_string_lossy(), &e))?;
    whole::write(out, &copy)
        .map_err(|e| words::file_not_written(lang, &out.to_string_lossy(), &e))?;
    Ok(found.len())
}
