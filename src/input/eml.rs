//! Mail: the subject and the body.

use mail_parser::{Message, MessageParser, MimeHeaders};

use super::packed::damaged;
use super::{Extracted, Format, InputError, Location, MAX_TEXT_BYTES};
use crate::document::view::Lines;

/// What stands before a signature.
const SIGNATURE: &str = "-- ";

/// Longest signature, in lines with words. What goes on longer is a text under a rule.
const SIGNATURE_LINES: usize = 12;

/// Longest name of an attachment that is told, in characters.
const NAME_CHARS: usize = 80;

/// Most attachments that are told.
const MAX_ATTACHED: usize = 20;

/// Reads a mail. The plain text counts, else the text of the HTML part. What it quotes of another mail and its signature are
/// no part of the draft; attachments that could be drafts are named, not read.
///
/// # Errors
/// It is no mail, or beyond the limits.
pub fn read(bytes: &[u8]) -> Result<Extracted, InputError> {
    let format = Format::Eml;
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Err(damaged(format, &"no header"));
    };
    let mut out = Extracted {
        lines: Lines::Wrapped,
        attached: attached(&message),
        ..Extracted::default()
    };
    if let Some(subject) = message.subject() {
        out.locations.push(0, Location::Subject);
        out.text.push_str(subject);
        out.text.push_str("\n\n");
    }
    let body = message.body_text(0).unwrap_or_default();
    if body.len() > MAX_TEXT_BYTES {
        return Err(InputError::Limit {
            format,
            what: "text > 16 MiB",
        });
    }
    let lines: Vec<&str> = body.lines().collect();
    let own = &lines[..signature(&lines).unwrap_or(lines.len())];
    // A draft that was sent on as a quotation and nothing else is still one.
    let answers = own.iter().any(|l| !quoted(l) && !l.trim().is_empty());
    for (line, words) in (1..).zip(own) {
        out.locations.push(out.text.len(), Location::Body { line });
        if !(answers && quoted(words)) {
            out.text.push_str(words);
        }
        out.text.push('\n');
    }
    Ok(out)
}

/// Whether a line is of the mail that this one answers.
fn quoted(line: &str) -> bool {
    line.starts_with('>')
}

/// The line that opens the signature.
fn signature(lines: &[&str]) -> Option<usize> {
    let at = lines.iter().rposition(|l| *l == SIGNATURE)?;
    let told = lines[at + 1..].iter().filter(|l| !l.trim().is_empty());
    (told.count() <= SIGNATURE_LINES).then_some(at)
}

/// The names of attachments that could be drafts: of formats that can be read, and other mails.
fn attached(message: &Message<'_>) -> Vec<String> {
    message
        .attachments()
        .filter_map(|part| {
            let name = part.attachment_name().unwrap_or("");
            let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
            let readable = ending.is_some_and(|e| Format::endings().any(|known| known == e));
            let name = if name.is_empty() && part.is_message() {
                "mail"
            } else {
                name
            };
            (readable || part.is_message()).then(|| {
                let plain = name.chars().filter(|c| !c.is_control());
                plain.take(NAME_CHARS).collect()
            })
        })
        .take(MAX_ATTACHED)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    fn body(text: &str) -> String {
        let mail = format!("Subject: a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}");
        read(mail.as_bytes()).unwrap_or_default().text
    }

    #[test]
    fn quotations_and_signatures_are_left_out() {
        let text = body("本文\n\n> 2025年5月1日(日)\n> 先日の件\n続き\n-- \n法務部\n");
        assert_eq!(text, "a\n\n本文\n\n\n\n続き\n");
        // A rule is no signature, nor is what goes on for long.
        assert!(body("本文\n--\n続き\n").contains("続き"));
        let long = "行\n".repeat(40);
        assert!(body(&format!("本文\n-- \n{long}")).contains("行"));
    }

    #[test]
    fn a_draft_that_is_quoted_whole_is_read() {
        assert!(body("> お詫び\n> 本文\n-- \n法務部\n").contains("> 本文"));
    }
}
