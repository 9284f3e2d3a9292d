//! What the targets share: a text or file through the whole audit, and what must hold of whatever comes out.

use std::io::{Cursor, Write};

use tenken::output::Audited;
use tenken::output::annotate::annotate;
use tenken::output::item::items;
use tenken::{Document, Format, Lang, Options, Pack, Reading, audit};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Reads bytes as a file of a format and audits it. Every place of every finding lies within the text, between letters.
pub fn run(bytes: &[u8], format: Format) {
    let Ok(pack) = Pack::built_in() else { return };
    let units = pack.vocabulary.dates.unit_chars();
    let reading = Reading {
        units: &units,
        encoding: None,
    };
    let Ok(document) = Document::from_bytes(bytes.to_vec(), format, &reading) else {
        return;
    };
    let text = &document.text;
    let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let options = Options {
        as_of: Some(today),
        today,
        draft: None,
        vouched: false,
        lang: Lang::Ja,
    };
    let reports = audit(&document, pack, &options);
    for report in &reports {
        assert!(text.get(report.span.start..report.span.end).is_some());
        for label in report.findings.iter().flat_map(|f| &f.labels) {
            assert!(
                text.get(label.span.start..label.span.end).is_some(),
                "{:?}",
                label.span
            );
        }
        for event in &report.incident.events {
            assert!(text.get(event.span.start..event.span.end).is_some());
        }
    }
    if format == Format::Docx {
        commented(bytes, document, reports);
    }
}

/// The commented copy has the text of the draft.
fn commented(bytes: &[u8], document: Document, reports: Vec<tenken::Report>) {
    let text = document.text.clone();
    let file = Audited {
        path: "draft.docx".to_string(),
        again: 0,
        document,
        reports,
        allowances: Vec::new(),
    };
    let Ok(copy) = annotate(bytes, &items(&file), Lang::Ja) else {
        return;
    };
    let again = tenken::input::docx::read(&copy).expect("the copy is read");
    assert_eq!(again.text, text);
}

/// A zipped file with these parts, not compressed, so that a change of a byte stays a change of a byte.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        out.start_file(*name, options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}
