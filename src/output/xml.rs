//! The formats of build servers in XML: `JUnit` and checkstyle.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::item::{Item, items};
use super::{Run, uri};
use crate::rule::Severity;

/// `JUnit`: a suite a file, a failing case a finding, a passing case for a file without one, an error for what was not
/// audited.
pub fn junit(run: &Run<'_>) -> String {
    document(|w| {
        let all = items(run.audited);
        let failures = all.len().to_string();
        let errors = run.not_audited.len().to_string();
        let own = by_file(run, &all);
        let clean = own.iter().filter(|own| own.is_empty()).count();
        let tests = (all.len() + run.not_audited.len() + clean).to_string();
        w.create_element("testsuites")
            .with_attribute(("name", "tenken"))
            .with_attribute(("tests", tests.as_str()))
            .with_attribute(("failures", failures.as_str()))
            .with_attribute(("errors", errors.as_str()))
            .write_inner_content(|w| {
                for (file, own) in run.audited.iter().zip(&own) {
                    suite(w, &plain(&uri::plain(&file.path)), own)?;
                }
                for n in run.not_audited {
                    not_audited(w, &plain(&uri::plain(&n.path)), &plain(&n.reason))?;
                }
                Ok(())
            })
            .map(|_| ())
    })
}

/// The items of each file; they stand file by file already.
fn by_file<'a>(run: &Run<'_>, all: &'a [Item<'a>]) -> Vec<Vec<&'a Item<'a>>> {
    let mut rest = all.iter().peekable();
    run.audited
        .iter()
        .map(|file| {
            let mut own = Vec::new();
            while let Some(item) = rest.next_if(|i| std::ptr::eq(i.file, file)) {
                own.push(item);
            }
            own
        })
        .collect()
}

fn suite<W: io::Write>(w: &mut Writer<W>, path: &str, own: &[&Item<'_>]) -> io::Result<()> {
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
pub fn checkstyle(run: &Run<'_>) -> String {
    document(|w| {
        let all = items(run.audited);
        let own = by_file(run, &all);
        w.create_element("checkstyle")
            .with_attribute(("version", "10.0"))
            .write_inner_content(|w| {
                for (file, own) in run.audited.iter().zip(&own) {
                    let path = plain(&uri::plain(&file.path));
                    w.create_element("file")
                        .with_attribute(("name", path.as_str()))
                        .write_inner_content(|w| {
                            for item in own {
                                let start = item.position(item.span().start);
                                let message = plain(&item.finding.message);
                                let source = format!("tenken.{}", item.finding.code);
                                error(
                                    w,
                                    (start.line, start.column),
                                    word(item.severity),
                                    &message,
                                    &source,
                                )?;
                            }
                            Ok(())
                        })?;
                }
                for n in run.not_audited {
                    let path = plain(&uri::plain(&n.path));
                    w.create_element("file")
                        .with_attribute(("name", path.as_str()))
                        .write_inner_content(|w| {
                            error(w, (1, 1), "error", &plain(&n.reason), "tenken.not-audited")
                        })?;
                }
                Ok(())
            })
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

fn document(fill: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let head = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None));
    // Writing into memory does not fail.
    if writer
        .write_event(head)
        .and_then(|()| fill(&mut writer))
        .is_err()
    {
        return String::new();
    }
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

/// Without the control characters that XML cannot hold.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|&c| matches!(c, '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..))
        .collect()
}
