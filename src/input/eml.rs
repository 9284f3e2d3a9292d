//! Mail: the subject and the body.

use mail_parser::MessageParser;

use super::packed::damaged;
use super::{Extracted, Format, InputError, Location, MAX_TEXT_BYTES};
use crate::document::view::Lines;

/// Reads a mail. The plain text counts, else the text of the HTML part; attachments are left out.
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
    for (line, words) in (1..).zip(body.lines()) {
        out.locations.push(out.text.len(), Location::Body { line });
        out.text.push_str(words);
        out.text.push('\n');
    }
    Ok(out)
}
