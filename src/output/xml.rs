//! The formats of build servers in XML: `JUnit` and checkstyle.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::item::{Item, items};
use super::log::{End, Frame, Log, Piece};
use super::{Audited, NotAudited};
use crate::rule::Severity;

/// `JUnit`: a suite a file, a failing case a finding, a passing case for a file without one, an error for what was not
/// audited.
#[derive(Debug)]
pub struct Junit;

impl Log for Junit {
    fn before(&self, _: Frame<'_>) -> String {
        format!("{HEAD}<testsuites name=\"tenken\">\n")
    }

    fn file(&self, frame: Frame<'_>, file: &Audited) -> Piece {
        let own = items(file);
        inner(|w| suite(w, &plain(&frame.path(&file.path)), &own)).into()
    }

    fn after(&self, frame: Frame<'_>, end: End<'_>) -> String {
        let rest = end.not_audited.iter();
        let suite = |n: &NotAudited| {
            let path = plain(&frame.path(&n.path));
            inner(|w| not_audited(w, &path, &plain(&n.reason)))
        };
        rest.map(suite).collect::<String>() + "</testsuites>\n"
    }
}

fn suite<W: io::Write>(w: &mut Writer<W>, path: &str, own: &[Item<'_>]) -> io::Result<()> {
    let failures = own.len().to_string();
    let tests = own.len().max(1).to_string();
    w.create_element("testsuite")
        .with_attribute(("name", path))
        .with_attribute(("tests", tests.as_str()))
        .with_attribute(("failures", failures.as_str()))
        .with_attribute(("errors", "0"))
        .write_inner_content(|w| {
            if own.is_empty() {
                w.create_element("testcase")
                    .with_attribute(("name", "tenken"))
                    .with_attribute(("classname", path))
                    .write_empty()?;
            }
            for item in own {
                case(w, path, item)?;
            }
            Ok(())
        })
        .map(|_| ())
}

fn case<W: io::Write>(w: &mut Writer<W>, path: &str, item: &Item<'_>) -> io::Result<()> {
    let finding = item.finding;
    let start = item.position(item.span().start);
    let name = plain(&format!(
        "{} {} {}:{}",
        finding.code, finding.name, start.line, start.column
    ));
    w.create_element("testcase")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("classname", path))
        .write_inner_content(|w| {
            let message = plain(&finding.message);
            let body = plain(&format!(
                "{path}:{}:{}\n{}",
                start.line, start.column, finding.help
            ));
            w.create_element("failure")
                .with_attribute(("message", message.as_str()))
                .with_attribute(("type", word(item.severity)))
                .write_text_content(BytesText::new(&body))?;
            Ok(())
        })
        .map(|_| ())
}

fn not_audited<W: io::Write>(w: &mut Writer<W>, path: &str, reason: &str) -> io::Result<()> {
    w.create_element("testsuite")
        .with_attribute(("name", path))
        .with_attribute(("tests", "1"))
        .with_attribute(("failures", "0"))
        .with_attribute(("errors", "1"))
        .write_inner_content(|w| {
            w.create_element("testcase")
                .with_attribute(("name", "tenken"))
                .with_attribute(("classname", path))
                .write_inner_content(|w| {
                    w.create_element("error")
                        .with_attribute(("message", reason))
                        .with_attribute(("type", "not-audited"))
                        .write_empty()?;
                    Ok(())
                })?;
            Ok(())
        })
        .map(|_| ())
}

/// Checkstyle: a file with its errors.
#[derive(Debug)]
pub struct Checkstyle;

impl Log for Checkstyle {
    fn before(&self, _: Frame<'_>) -> String {
        format!("{HEAD}<checkstyle version=\"10.0\">\n")
    }

    fn file(&self, frame: Frame<'_>, file: &Audited) -> Piece {
        let errors = |w: &mut Writer<Vec<u8>>| {
            for item in items(file) {
                let start = item.position(item.span().start);
                let message = plain(&item.finding.message);
                let source = format!("tenken.{}", item.finding.code);
                let at = (start.line, start.column);
                error(w, at, word(item.severity), &message, &source)?;
            }
            Ok(())
        };
        of_file(&frame.path(&file.path), errors).into()
    }

    fn after(&self, frame: Frame<'_>, end: End<'_>) -> String {
        let file = |n: &NotAudited| {
            let reason = plain(&n.reason);
            of_file(&frame.path(&n.path), |w| {
                error(w, (1, 1), "error", &reason, "tenken.not-audited")
            })
        };
        end.not_audited.iter().map(file).collect::<String>() + "</checkstyle>\n"
    }
}

/// The element of a file.
fn of_file(path: &str, fill: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> String {
    let path = plain(path);
    inner(|w| {
        w.create_element("file")
            .with_attribute(("name", path.as_str()))
            .write_inner_content(fill)
            .map(|_| ())
    })
}

fn error<W: io::Write>(
    w: &mut Writer<W>,
    (line, column): (usize, usize),
    severity: &str,
    message: &str,
    source: &str,
) -> io::Result<()> {
    let (line, column) = (line.to_string(), column.to_string());
    w.create_element("error")
        .with_attribute(("line", line.as_str()))
        .with_attribute(("column", column.as_str()))
        .with_attribute(("severity", severity))
        .with_attribute(("message", message))
        .with_attribute(("source", source))
        .write_empty()
        .map(|_| ())
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// What every document begins with.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Lines of elements that stand within the root.
fn inner(fill: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> String {
    const ROOT: &str = "r";
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing into memory does not fail.
    let written = writer
        .create_element(ROOT)
        .write_inner_content(fill)
        .is_ok();
    let text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    let lines = text
        .strip_prefix("<r>\n")
        .and_then(|t| t.strip_suffix("</r>"));
    lines.filter(|_| written).unwrap_or_default().to_string()
}

/// Without the control characters that XML cannot hold.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|&c| matches!(c, '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..))
        .collect()
}
