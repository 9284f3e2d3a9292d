//! The comments themselves, and what a file must know to have any.

use crate::input::Location;
use crate::lang::Lang;
use crate::output::escape::markup as escape;
use crate::output::item::Item;
use crate::output::location::spot;
use crate::output::text::severity_word;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT_WORD: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const STRICT_RELATION: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The vocabulary of a file: the usual or the strict one.
#[derive(Debug)]
pub(super) struct Kinds {
    word: &'static str,
    relation: &'static str,
}

impl Kinds {
    /// The vocabulary of the body.
    pub(super) fn of(xml: &str) -> Self {
        if xml.contains(STRICT_WORD) {
            Self {
                word: STRICT_WORD,
                relation: STRICT_RELATION,
            }
        } else {
            Self {
                word: WORD,
                relation: RELATION,
            }
        }
    }
}

/// What is wrong. A comment on a note stands beside its mark, so it tells which words it means.
fn message(item: &Item<'_>, lang: Lang) -> String {
    let message = &item.finding.message;
    let span = item.span();
    if !matches!(item.location(span.start), Some(Location::Note { .. })) {
        return message.clone();
    }
    let place = spot(&item.file.document, span.start, lang);
    let words = item.file.document.quote(span);
    match lang {
        Lang::Ja => format!("{place}「{words}」: {message}"),
        Lang::En => format!("{place} \"{words}\": {message}"),
    }
}

/// One comment.
#[derive(Debug)]
pub(super) struct Said {
    id: u32,
    /// Its paragraphs, the first of them bold.
    paragraphs: Vec<String>,
}

impl Said {
    /// What is said of a finding.
    pub(super) fn new(id: u32, item: &Item<'_>, lang: Lang) -> Self {
        let f = item.finding;
        let severity = severity_word(f.severity, lang);
        let mut paragraphs = vec![
            match lang {
                Lang::Ja => format!("【{severity} {}】{}", f.code, f.expectation(lang)),
                Lang::En => format!("[{severity} {}] {}", f.code, f.expectation(lang)),
            },
            message(item, lang),
        ];
        let mut add = |head: &str, words: &str| {
            if !words.is_empty() {
                paragraphs.push(format!("{head}{words}"));
            }
        };
        let (mend, proposal, basis, see) = match lang {
            Lang::Ja => ("直し方: ", "文案: ", "根拠: ", "あわせて見るところ: "),
            Lang::En => ("what to do: ", "proposal: ", "basis: ", "see also: "),
        };
        let others = f.labels.iter().skip(1).filter(|l| !l.text.is_empty());
        let others: Vec<String> = others
            .map(|l| {
                let place = spot(&item.file.document, l.span.start, lang);
                match lang {
                    Lang::Ja => format!(
                        "{place}「{}」({})",
                        item.file.document.quote(l.span),
                        l.text
                    ),
                    Lang::En => format!(
                        "{place} \"{}\" ({})",
                        item.file.document.quote(l.span),
                        l.text
                    ),
                }
            })
            .collect();
        add(see, &others.join("、"));
        add(mend, &f.help);
        add(proposal, &f.proposal);
        add(basis, &f.basis.join("、"));
        Self { id, paragraphs }
    }

    fn xml(&self, prefix: &str) -> String {
        let w = prefix;
        let mut out = format!(
            "<{w}comment {w}id=\"{}\" {w}author=\"tenken\" {w}initials=\"点検\">",
            self.id
        );
        for (n, words) in self.paragraphs.iter().flat_map(|p| p.lines()).enumerate() {
            let bold = if n == 0 {
                format!("<{w}rPr><{w}b/></{w}rPr>")
            } else {
                String::new()
            };
            out.push_str(&format!(
                "<{w}p><{w}r>{bold}<{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>",
                escape(words)
            ));
        }
        out.push_str(&format!("</{w}comment>"));
        out
    }
}

/// The number after the highest one that comments have.
pub(super) fn next_id(xml: &str) -> u32 {
    let ids = xml.split(":id=\"").skip(1);
    let numbers = ids.filter_map(|rest| rest.split('"').next()?.parse::<u32>().ok());
    numbers.max().map_or(0, |n| n.saturating_add(1))
}

/// The part with the comments: those that are there, and the new ones.
pub(super) fn part(old: Option<&str>, said: &[Said], kinds: &Kinds) -> String {
    if let Some(xml) = old
        && let Some(end) = xml.rfind("</")
    {
        let name = xml[end + 2..].split('>').next().unwrap_or("");
        let prefix = name.find(':').map_or("", |n| &name[..=n]);
        let new: String = said.iter().map(|s| s.xml(prefix)).collect();
        return format!("{}{new}{}", &xml[..end], &xml[end..]);
    }
    let new: String = said.iter().map(|s| s.xml("w:")).collect();
    format!(
        "{HEAD}<w:comments xmlns:w=\"{}\">{new}</w:comments>",
        kinds.word
    )
}

/// The relations of the body with one to the comments.
pub(super) fn with_relation(old: Option<&str>, kinds: &Kinds) -> String {
    let new = format!(
        "<Relationship Id=\"tenkenComments\" Type=\"{}\" Target=\"comments.xml\"/>",
        kinds.relation
    );
    match old {
        Some(xml) => before_end(xml, &new),
        None => format!("{HEAD}<Relationships xmlns=\"{RELATIONS}\">{new}</Relationships>"),
    }
}

/// The list of types with that of the comments.
pub(super) fn with_type(xml: &str, name: &str) -> String {
    if xml.contains(TYPE) {
        return xml.to_string();
    }
    before_end(
        xml,
        &format!("<Override PartName=\"/{name}\" ContentType=\"{TYPE}\"/>"),
    )
}

/// XML with an element more, before the end of its outermost one.
fn before_end(xml: &str, element: &str) -> String {
    match xml.rfind("</") {
        Some(end) => format!("{}{element}{}", &xml[..end], &xml[end..]),
        None => xml.to_string(),
    }
}
