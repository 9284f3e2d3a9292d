//! The normalised view of a text.
//!
//! People write the same date as `2023年12月8日`, `２０２３年１２月８日` and `2023 年 12 月 8 日`, and a paste from a PDF
//! puts line breaks and blanks where none belong. The view folds widths and dashes, drops blanks that carry no meaning
//! in Japanese and joins lines that were only wrapped, so that every later stage sees one form. It keeps the way back:
//! [`View::source`] gives the exact bytes of the original for any range of the view. Nothing is ever searched for again.

use unicode_normalization::UnicodeNormalization;

use crate::span::Span;

/// What stands in the view for text that is not to be read: a web address, an e-mail address, code.
pub const OPAQUE: char = '\u{FFFC}';

/// A run of the view and the bytes of the source it came from. Runs of equal length map byte by byte, others as a whole.
#[derive(Debug, Clone, Copy)]
struct Run {
    view: u32,
    source: u32,
    view_len: u32,
    source_len: u32,
}

/// The normalised text, with the map back to the source.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// The normalised text that all later stages read. Offsets in it are bytes.
    pub text: String,
    runs: Vec<Run>,
    gaps: Vec<u32>,
    units: Vec<char>,
}

/// A part of the source that is not read as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mask {
    /// Bytes of the source.
    pub span: Span,
    /// What the view has for it.
    pub shows: Shows,
}

/// What stands in the view for a masked part of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// Nothing: markup.
    Nothing,
    /// One placeholder, [`OPAQUE`]: code, an image, a comment.
    Opaque,
    /// A character: an entity, the end of a paragraph (a line break), of a cell (a tab).
    Char(char),
    /// The words of another place of the source, said again here: the date of a cell that covers several rows.
    Again(Span),
}

/// What the line breaks of a source are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    /// A paragraph may be wrapped over several lines: text, mail, a page of a PDF.
    #[default]
    Wrapped,
    /// A line is a paragraph: Word, web pages, sheets.
    Whole,
}

impl View {
    /// Builds the view of `source`. `masks` are sorted and do not overlap. Where lines may be wrapped, a line break
    /// between a digit and one of `units` (年, 月, 名 …) is such a one.
    pub fn new(source: &str, masks: &[Mask], units: &[char], lines: Lines) -> Self {
        let mut builder = Builder::new(source, units);
        builder.whole_lines = lines == Lines::Whole;
        let mut at = 0;
        for mask in masks {
            if mask.span.start < at || mask.span.end > source.len() {
                continue;
            }
            builder.push_text(at, mask.span.start);
            match mask.shows {
                Shows::Nothing => {}
                Shows::Opaque => builder.emit_replaced(mask.span.start, mask.span.end, OPAQUE),
                Shows::Char(c) => builder.push_char(c, mask.span),
                Shows::Again(words) => {
                    for c in source.get(words.start..words.end).unwrap_or("").chars() {
                        let c = if c == '\n' { ' ' } else { c };
                        builder.push_char(c, mask.span);
                    }
                }
            }
            at = mask.span.end;
        }
        builder.push_text(at, source.len());
        builder.view
    }

    /// The bytes of the source that `start..end` of the view stands for.
    pub fn source(&self, start: usize, end: usize) -> Span {
        if self.runs.is_empty() {
            return Span::default();
        }
        let (start, end) = (start.min(self.text.len()), end.min(self.text.len()));
        if start >= end {
            let at = self.source_start(start);
            return Span::new(at, at);
        }
        Span::new(self.source_start(start), self.source_end(end))
    }

    fn run_at(&self, view: usize) -> Run {
        let i = self
            .runs
            .partition_point(|r| r.view as usize <= view)
            .saturating_sub(1);
        self.runs[i]
    }

    fn source_start(&self, view: usize) -> usize {
        let run = self.run_at(view);
        let inside = (view - run.view as usize).min(run.view_len as usize);
        if run.view_len == run.source_len {
            run.source as usize + inside
        } else if inside >= run.view_len as usize {
            (run.source + run.source_len) as usize
        } else {
            run.source as usize
        }
    }

    fn source_end(&self, view: usize) -> usize {
        let run = self.run_at(view - 1);
        if run.view_len == run.source_len {
            run.source as usize + (view - run.view as usize)
        } else {
            (run.source + run.source_len) as usize
        }
    }

    /// The first position of the view that stands for byte `source` or for one after it.
    pub fn at_source(&self, source: usize) -> usize {
        let i = self
            .runs
            .partition_point(|r| ((r.source + r.source_len) as usize) <= source);
        let Some(run) = self.runs.get(i) else {
            return self.text.len();
        };
        if run.view_len == run.source_len && source > run.source as usize {
            run.view as usize + (source - run.source as usize)
        } else {
            run.view as usize
        }
    }

    /// Whether `c` is one of the units that numbers are counted in (年, 月, 名 …).
    pub fn is_unit(&self, c: char) -> bool {
        self.units.contains(&c)
    }

    /// Whether the source has a blank just before this position of the view, where the view has none.
    pub fn gap_before(&self, view: usize) -> bool {
        u32::try_from(view).is_ok_and(|v| self.gaps.binary_search(&v).is_ok())
    }

    /// The first gap strictly inside `start..end`, if any.
    pub fn first_gap(&self, start: usize, end: usize) -> Option<usize> {
        let i = self.gaps.partition_point(|&g| g as usize <= start);
        self.gaps.get(i).map(|&g| g as usize).filter(|&g| g < end)
    }
}

/// A line of running text that was wrapped is longer than this, in characters, but for the last of its paragraph.
const GOES_ON_CHARS: usize = 16;

/// So many lines on either side tell how wide a text was set.
const NEIGHBOURS: usize = 10;

/// A line that was wrapped ends within so many columns of the margin: a word or a figure that is not broken in two, and the
/// marks that may not begin a line.
const RAGGED_COLUMNS: usize = 16;

/// Marks of the points of a list.
const POINTS: [char; 6] = ['・', '•', '●', '○', '◯', '▪'];

struct Builder<'a> {
    source: &'a str,
    units: &'a [char],
    view: View,
    /// Blanks seen since the last character that was kept: their display columns.
    blanks: u32,
    /// A tab was among them.
    tab: bool,
    /// The last character kept, or a line break.
    last: char,
    /// Characters kept since the last line break.
    line_chars: u32,
    /// Where the line starts, in bytes of the view.
    line_start: usize,
    /// No line is wrapped.
    whole_lines: bool,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, units: &'a [char]) -> Self {
        let mut view = View {
            units: units.to_vec(),
            ..View::default()
        };
        view.text.reserve(source.len());
        Self {
            source,
            units,
            view,
            blanks: 0,
            tab: false,
            last: '\n',
            line_chars: 0,
            line_start: 0,
            whole_lines: false,
        }
    }

    /// Puts `c` for the bytes of `span`, as though it stood there.
    fn push_char(&mut self, c: char, span: Span) {
        match c {
            '\n' => {
                self.blanks = 0;
                self.tab = false;
                self.emit_replaced(span.start, span.end, c);
                self.line_chars = 0;
                self.line_start = self.view.text.len();
            }
            '\r' => {}
            ' ' | '\u{A0}' | '\u{2002}'..='\u{200A}' => self.blanks += 1,
            '\u{3000}' => self.blanks += 2,
            '\t' => self.tab = true,
            '\u{200B}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}' | '\u{AD}' => {}
            _ => {
                let c = self.folded(c).unwrap_or(c);
                self.flush_blanks(c);
                self.emit_replaced(span.start, span.end, c);
            }
        }
    }

    fn push_text(&mut self, from: usize, to: usize) {
        let Some(text) = self.source.get(from..to) else {
            return;
        };
        let mut i = 0;
        while let Some(c) = text[i..].chars().next() {
            let len = c.len_utf8();
            let at = from + i;
            match c {
                '\n' => {
                    let skipped = self.line_break(at, &text[i + len..]);
                    i += len + skipped;
                    continue;
                }
                '\r' => {}
                ' ' | '\u{A0}' | '\u{2002}'..='\u{200A}' => self.blanks += 1,
                '\u{3000}' => self.blanks += 2,
                '\t' => self.tab = true,
                '\u{200B}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}' | '\u{AD}' => {}
                'A'..='Z' | 'a'..='z' | '0'..='9' => {
                    let run = ascii_run(&text[i..]);
                    if is_address(&text[i..i + run]) {
                        self.flush_blanks(OPAQUE);
                        self.emit_replaced(at, at + run, OPAQUE);
                    } else {
                        self.flush_blanks(c);
                        self.emit_same(at, at + run);
                    }
                    i += run;
                    continue;
                }
                '!'..='~' => {
                    self.flush_blanks(c);
                    self.emit_same(at, at + len);
                }
                _ => {
                    let run = if self.last.is_ascii_digit() {
                        0
                    } else {
                        plain_run(&text[i..])
                    };
                    if run > 0 {
                        self.flush_blanks(c);
                        self.emit_same(at, at + run);
                        i += run;
                    } else {
                        i += self.push_wide(c, at, &text[i + len..]) + len;
                    }
                    continue;
                }
            }
            i += len;
        }
    }

    /// Keeps a character outside ASCII, folded where it has a plainer form. Gives the bytes of `rest` that it took too.
    fn push_wide(&mut self, c: char, at: usize, rest: &str) -> usize {
        let end = at + c.len_utf8();
        // A voiced-sound mark that follows as a character of its own belongs to this one.
        if let Some(mark) = rest
            .chars()
            .next()
            .filter(|m| matches!(m, '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}'))
        {
            let base: String = c.to_string().nfkc().collect();
            let combining = if matches!(mark, '\u{3099}' | '\u{FF9E}') {
                '\u{3099}'
            } else {
                '\u{309A}'
            };
            let joined: String = format!("{base}{combining}").nfc().collect();
            let mut chars = joined.chars();
            if let (Some(one), None) = (chars.next(), chars.next()) {
                self.flush_blanks(one);
                self.emit_replaced(at, end + mark.len_utf8(), one);
                return mark.len_utf8();
            }
        }
        match self.folded(c) {
            Some(f) => {
                self.flush_blanks(f);
                self.emit_replaced(at, end, f);
            }
            None if matches!(
                c,
                '\u{3231}' | '\u{3232}' | '\u{3239}' | '\u{32FF}' | '\u{337B}'..='\u{337E}'
            ) =>
            {
                self.flush_blanks(c);
                let plain: String = c.to_string().nfkc().collect();
                self.emit_str(at, end, &plain);
            }
            None => {
                self.flush_blanks(c);
                self.emit_same(at, end);
            }
        }
        0
    }

    /// The plainer form of a character, where it has one.
    fn folded(&self, c: char) -> Option<char> {
        match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
            '\u{301C}' | '\u{223C}' | '\u{223D}' => Some('~'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{FE63}' => Some('-'),
            '\u{30FC}' if self.last.is_ascii_digit() => Some('-'),
            '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF65}'..='\u{FF9D}' => {
                c.to_string().nfkc().next()
            }
            _ => None,
        }
    }

    /// Decides what a line break in the source is. Gives the bytes of `rest` (blanks of the next line) it used up.
    fn line_break(&mut self, at: usize, rest: &str) -> usize {
        self.blanks = 0;
        self.tab = false;
        let trimmed = rest.trim_start_matches([' ', '\u{3000}', '\u{A0}', '\r', '\t']);
        let next = trimmed.chars().next().unwrap_or('\n');
        let line = trimmed.split('\n').next().unwrap_or("").trim_end();
        let indented = trimmed.len() < rest.len();
        if self.is_wrap(next, line, indented) && reaches_margin(self.source, at) {
            return rest.len() - trimmed.len();
        }
        self.emit_same(at, at + 1);
        self.line_chars = 0;
        self.line_start = self.view.text.len();
        0
    }

    /// Whether the line was only wrapped here: a date cut in two, or running text that goes on. `line` is the next line:
    /// the rest of running text fills it or ends in a full stop; a short line without one stands by itself (a name under a
    /// title).
    fn is_wrap(&self, next: char, line: &str, indented: bool) -> bool {
        if self.whole_lines || next == '\n' || self.line_chars == 0 {
            return false;
        }
        if self.last.is_ascii_digit() && self.line_chars >= 8 && self.units.contains(&next) {
            return true;
        }
        if !is_word(self.last) && !matches!(self.last, '、' | ',') {
            return false;
        }
        // A verb's ending closes running text, a name's never.
        let goes_on = line.ends_with(['。', '、', ')', '」'])
            || line.ends_with(is_hiragana)
            || line.chars().nth(GOES_ON_CHARS).is_some();
        if !goes_on {
            return false;
        }
        // A point of a list goes on under its text, not under its mark.
        let point = self.view.text[self.line_start..].starts_with(POINTS);
        if point && !indented && is_word(self.last) {
            return false;
        }
        match next {
            c if is_hiragana(c) => self.line_chars >= 20,
            _ if is_word(next) => self.line_chars >= 38,
            _ => false,
        }
    }

    fn flush_blanks(&mut self, next: char) {
        if self.blanks == 0 && !self.tab {
            return;
        }
        // 原　　因: a label spread over its column is still one word.
        let spread = self.line_chars <= 2 && is_word(self.last) && is_word(next);
        let wide = self.blanks >= 3 && !spread;
        let position = self.view.text.len() as u32;
        if self.last != '\n' {
            if self.tab || wide {
                self.view.text.push('\t');
                self.close_gap();
                self.last = '\t';
            } else if self.last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() {
                self.view.text.push(' ');
                self.close_gap();
            } else {
                self.view.gaps.push(position);
            }
        }
        self.blanks = 0;
        self.tab = false;
    }

    /// A separator the builder put in stands for the blanks after the last run: give it an empty place in the source.
    fn close_gap(&mut self) {
        let source = self.view.runs.last().map_or(0, |r| r.source + r.source_len);
        let view = self.view.text.len() as u32 - 1;
        self.view.runs.push(Run {
            view,
            source,
            view_len: 1,
            source_len: 0,
        });
    }

    fn emit_same(&mut self, from: usize, to: usize) {
        let text = &self.source[from..to];
        let view = self.view.text.len() as u32;
        self.view.text.push_str(text);
        let len = (to - from) as u32;
        match self.view.runs.last_mut() {
            Some(r)
                if r.view_len == r.source_len
                    && r.source + r.source_len == from as u32
                    && r.view + r.view_len == view =>
            {
                r.view_len += len;
                r.source_len += len;
            }
            _ => self.view.runs.push(Run {
                view,
                source: from as u32,
                view_len: len,
                source_len: len,
            }),
        }
        self.note_last(text);
    }

    fn emit_replaced(&mut self, from: usize, to: usize, c: char) {
        let mut buffer = [0; 4];
        let text = c.encode_utf8(&mut buffer).to_string();
        self.emit_str(from, to, &text);
    }

    fn emit_str(&mut self, from: usize, to: usize, text: &str) {
        let view = self.view.text.len() as u32;
        self.view.text.push_str(text);
        self.view.runs.push(Run {
            view,
            source: from as u32,
            view_len: text.len() as u32,
            source_len: (to - from) as u32,
        });
        self.note_last(text);
    }

    fn note_last(&mut self, text: &str) {
        if let Some(c) = text.chars().next_back() {
            self.last = c;
        }
        self.line_chars += text.chars().count() as u32;
    }
}

/// Length of the run of characters that the view keeps as they are: most Japanese text. A voiced-sound mark after the
/// run belongs to its last character, which is left out then.
/// Whether the line that ends at `at` is about as wide as the widest of those around it. Where a line near it is far wider,
/// nothing made the writer break this one: it is a line of its own.
fn reaches_margin(source: &str, at: usize) -> bool {
    let (before, after) = (&source[..at], &source[(at + 1).min(source.len())..]);
    let mut above = before.rsplit('\n');
    let Some(own) = above.next().map(columns) else {
        return true;
    };
    let near = above
        .take(NEIGHBOURS)
        .chain(after.split('\n').take(NEIGHBOURS));
    let margin = own + RAGGED_COLUMNS;
    // No character of three bytes or fewer takes less than a column: what is that long need not be measured.
    near.into_iter()
        .all(|line| line.len() <= margin * 3 && columns(line) <= margin)
}

/// How wide a line is set, in columns: a kanji or kana takes two.
fn columns(line: &str) -> usize {
    use unicode_width::UnicodeWidthStr;
    line.trim_end().width()
}

fn plain_run(text: &str) -> usize {
    let mut last = 0;
    for (i, c) in text.char_indices() {
        let plain = matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}' | '、' | '。' | '「' | '」' | '『' | '』' | '【' | '】');
        if !plain {
            return if matches!(c, '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}') {
                last
            } else {
                i
            };
        }
        last = i;
    }
    text.len()
}

/// Length of the run of characters that addresses are made of.
fn ascii_run(text: &str) -> usize {
    text.bytes()
        .take_while(|b| {
            b.is_ascii_alphanumeric()
                || matches!(
                    b,
                    b'.' | b'_'
                        | b'%'
                        | b'+'
                        | b'-'
                        | b'@'
                        | b':'
                        | b'/'
                        | b'?'
                        | b'='
                        | b'&'
                        | b'#'
                        | b'~'
                )
        })
        .count()
}

fn is_address(run: &str) -> bool {
    run.contains("://")
        || run.starts_with("www.")
        || run
            .split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
}

/// A hiragana character: what particles and endings of verbs are written in.
pub(crate) fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}')
}

/// A character that words are made of: kanji, kana, the iteration and length marks.
pub(crate) fn is_word(c: char) -> bool {
    is_kanji(c)
        || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}' | '\u{3005}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn view(s: &str) -> String {
        View::new(s, &[], &['年', '月', '日'], Lines::Wrapped).text
    }

    #[test]
    fn blanks_and_widths_inside_dates_fold() {
        assert_eq!(view("２０２３ 年　１２ 月 8 日（金）"), "2023年12月8日(金)");
        assert_eq!(view("令和4\n 年 12 月まで"), "令和4\n年12月まで");
        assert_eq!(
            view("例外措置として、その期限を令和4\n 年 12 月まで"),
            "例外措置として、その期限を令和4年12月まで"
        );
        assert_eq!(view("2, 533名分"), "2,533名分");
        assert_eq!(view("Booking Car の"), "Booking Carの");
    }

    #[test]
    fn half_width_and_decomposed_kana_fold() {
        assert_eq!(view("ﾊﾟｿｺﾝのﾒｰﾙ"), "パソコンのメール");
        assert_eq!(view("か\u{3099}き"), "がき");
        assert_eq!(view("⽇"), "日");
    }

    #[test]
    fn addresses_are_opaque() {
        assert_eq!(
            view("詳細(https://example.jp/2023/10/20/)参照"),
            "詳細(\u{FFFC})参照"
        );
        assert_eq!(view("info@example.jpまで"), "\u{FFFC}まで");
    }

    #[test]
    fn wrapped_lines_join_and_list_lines_do_not() {
        let wrapped =
            "外部にメールを送信する場合は、複数人で送信先及び送信方法を確認して\nから送信する";
        assert!(!view(wrapped).contains('\n'));
        assert_eq!(view("・氏名\n・住所"), "・氏名\n・住所");
    }

    /// A list that no full stop closes is whole where the text around it runs on far wider.
    #[test]
    fn a_line_is_wrapped_at_the_margin_only() {
        let list = "お客様612名の氏名、住所、電話番号、生年月日、ご契約の保険の種類および満期日";
        let wide = "なお、口座番号、クレジットカード番号、病歴に関する情報は、当該ファイルに含まれておりません。";
        let wider = format!("{wide}{wide}");
        assert_eq!(view(&format!("　{list}\n　{wider}")).lines().count(), 2);
        assert_eq!(view(&format!("　{list}\n{wide}")).lines().count(), 1);
    }

    #[test]
    fn a_range_of_the_view_is_the_exact_source() {
        let source = "公表日　２０２３ 年 ５ 月です";
        let v = View::new(source, &[], &[], Lines::Wrapped);
        let at = v.text.find("2023").unwrap_or(0);
        let span = v.source(at, at + "2023年5月".len());
        assert_eq!(span.of(source), "２０２３ 年 ５ 月");
    }

    proptest! {
        #[test]
        fn every_view_range_maps_into_the_source(s in "[0-9年月日 　\\n\\r\\tあかガｶﾞ゛（）〜ー①⽇㈱𠮷A-Za-z@:/.。、]{0,120}") {
            let v = View::new(&s, &[], &['年'], Lines::Wrapped);
            let mut last = 0;
            for (i, c) in v.text.char_indices() {
                let span = v.source(i, i + c.len_utf8());
                prop_assert!(s.is_char_boundary(span.start) && s.is_char_boundary(span.end), "{span:?}");
                prop_assert!(span.start <= span.end && span.end <= s.len());
                prop_assert!(span.start >= last, "went back: {span:?} < {last}");
                last = span.start;
                let kept = span.of(&s);
                if kept.chars().count() == 1 && kept.starts_with(c) {
                    prop_assert_eq!(kept, c.to_string());
                }
            }
        }
    }
}
