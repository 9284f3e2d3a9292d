//! Places in files of Word, Excel, PDF and mail, in words.

use super::Audited;
use crate::input::{Document, Location};
use crate::lang::Lang;

/// `第3段落`, `表1の2行3列`, `2頁5行`.
pub fn words(location: &Location, lang: Lang) -> String {
    match (lang, location) {
        (Lang::Ja, Location::Paragraph { paragraph }) => format!("第{paragraph}段落"),
        (Lang::En, Location::Paragraph { paragraph }) => format!("paragraph {paragraph}"),
        (Lang::Ja, Location::Table { table, row, column }) => {
            format!("表{table}の{row}行{column}列")
        }
        (Lang::En, Location::Table { table, row, column }) => {
            format!("table {table}, row {row}, column {column}")
        }
        (Lang::Ja, Location::Note { note }) => format!("注{note}"),
        (Lang::En, Location::Note { note }) => format!("note {note}"),
        (Lang::Ja, Location::Page { page, line: 0 }) => format!("{page}頁"),
        (Lang::En, Location::Page { page, line: 0 }) => format!("page {page}"),
        (Lang::Ja, Location::Page { page, line }) => format!("{page}頁{line}行"),
        (Lang::En, Location::Page { page, line }) => format!("page {page}, line {line}"),
        (Lang::Ja, Location::Cell { sheet, cell }) => format!("シート「{sheet}」{cell}"),
        (Lang::En, Location::Cell { sheet, cell }) => format!("sheet {sheet}, {cell}"),
        (Lang::Ja, Location::Line { file, line }) => format!("{file} {line}行"),
        (Lang::En, Location::Line { file, line }) => format!("{file} line {line}"),
        (Lang::Ja, Location::Subject) => "件名".to_string(),
        (Lang::En, Location::Subject) => "subject".to_string(),
        (Lang::Ja, Location::Body { line }) => format!("本文{line}行"),
        (Lang::En, Location::Body { line }) => format!("body line {line}"),
    }
}

/// The place of byte `at` of a text within its file: `3:5`, `第3段落`.
pub fn spot(document: &Document, at: usize, lang: Lang) -> String {
    match document.locations.at(at) {
        Some(location) => words(location, lang),
        None => {
            let p = document.lines.position(&document.text, at);
            format!("{}:{}", p.line, p.column)
        }
    }
}

/// The file and the place of byte `at` of its text: `draft.txt:3:5`, `draft.docx(第3段落)`.
pub fn place(file: &Audited, at: usize, lang: Lang) -> String {
    let document = &file.document;
    match (document.locations.at(at), lang) {
        (Some(location), Lang::Ja) => format!("{}({})", file.path, words(location, lang)),
        (Some(location), Lang::En) => format!("{} ({})", file.path, words(location, lang)),
        (None, _) => format!("{}:{}", file.path, spot(document, at, lang)),
    }
}
