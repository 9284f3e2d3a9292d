//! Markdown: what is markup is masked, never deleted; code, comments and front matter are opaque; headings are known.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::document::view::{Mask, Shows};
use crate::span::Span;

/// The masks of a Markdown text, sorted and apart from each other, and the spans of its headings.
pub fn masks(text: &str) -> (Vec<Mask>, Vec<Span>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut masks: Vec<Mask> = Vec::new();
    let mut headings = Vec::new();
    let mut opaque: Option<Span> = None;
    let mut depth = 0;
    let mut add = |start: usize, end: usize, opaque: bool| {
        if start < end {
            masks.push(Mask {
                span: Span::new(start, end),
                shows: if opaque {
                    Shows::Opaque
                } else {
                    Shows::Nothing
                },
            });
        }
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let span = Span::new(range.start, range.end);
        match event {
            Event::Start(
                Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::HtmlBlock | Tag::Image { .. },
            ) => {
                depth += 1;
                opaque = opaque.or(Some(span));
            }
            Event::End(
                TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock | TagEnd::Image,
            ) => {
                depth -= 1;
                if depth == 0
                    && let Some(block) = opaque.take()
                {
                    // The line break at its end stays, so that the next line stays a line.
                    let end = block.start
                        + text[block.start..block.end]
                            .trim_end_matches(['\n', '\r'])
                            .len();
                    add(block.start, end, true);
                }
            }
            _ if opaque.is_some() => {}
            Event::Start(Tag::Heading { .. }) => {
                headings.push(span);
                let marks = text[span.start..span.end]
                    .bytes()
                    .take_while(|b| matches!(b, b'#' | b' ' | b'\t'))
                    .count();
                add(span.start, span.start + marks, false);
            }
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => {
                add(span.start, span.start + 1, false);
                add(span.end - 1, span.end, false);
            }
            Event::Start(Tag::Strong | Tag::Strikethrough) if span.end - span.start > 4 => {
                add(span.start, span.start + 2, false);
                add(span.end - 2, span.end, false);
            }
            Event::Start(Tag::Link { .. }) if text[span.start..].starts_with('[') => {
                add(span.start, span.start + 1, false);
                if let Some(close) = text[span.start..span.end]
                    .rfind("](")
                    .or_else(|| text[span.start..span.end].rfind("]["))
                {
                    add(span.start + close, span.end, false);
                }
            }
            Event::Code(_) | Event::InlineHtml(_) | Event::Html(_) => {
                add(span.start, span.end, true);
            }
            Event::Start(Tag::TableHead) => {
                // The row of dashes under the head.
                let after = &text[span.end..];
                let line = after.trim_start_matches(['\n', '\r']);
                let start = span.end + (after.len() - line.len());
                let end = start + line.find('\n').unwrap_or(line.len());
                if text[start..end]
                    .bytes()
                    .all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t' | b'\r'))
                {
                    add(start, end, false);
                }
            }
            _ => {}
        }
    }
    masks.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let mut apart: Vec<Mask> = Vec::with_capacity(masks.len());
    for mask in masks {
        match apart.last() {
            Some(last) if mask.span.start < last.span.end => {}
            _ => apart.push(mask),
        }
    }
    (apart, headings)
}
