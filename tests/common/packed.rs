//! Files of Word, made for one test.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// A file of Word with this body, and these styles.
pub(crate) fn docx(body: &str, styles: &str) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in [
        ("[Content_Types].xml", TYPES.to_string()),
        ("_rels/.rels", RELATIONS.to_string()),
        (
            "word/document.xml",
            format!("<w:document {NAMES}><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/styles.xml",
            format!("<w:styles {NAMES}>{styles}</w:styles>"),
        ),
    ] {
        out.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        out.write_all(xml.as_bytes()).expect("a part");
    }
    out.finish().expect("a file").into_inner()
}

/// A paragraph, its properties before its words.
pub(crate) fn p(properties: &str, words: &str) -> String {
    let words = words.replace('\n', "</w:t><w:br/><w:t>");
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A row of a table: of each cell its properties and its words.
pub(crate) fn row(cells: &[(&str, &str)]) -> String {
    let cells: String = cells
        .iter()
        .map(|(properties, words)| {
            format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", words))
        })
        .collect();
    format!("<w:tr>{cells}</w:tr>")
}
