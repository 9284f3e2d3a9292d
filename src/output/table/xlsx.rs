//! The table as a workbook: a sheet a view, as an auditor files it.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook,
    Worksheet, XlsxError,
};

use unicode_width::UnicodeWidthStr;

use super::terms::{
    DEADLINE_COLUMNS, DEADLINES, EVENT_COLUMNS, FINDING_COLUMNS, FINDINGS, MATRIX, STATUSES,
    SUMMARY, TIMELINE, Word, say, verdict_mark,
};
use super::{Table, deadline_rows, summary, verdict_word};
use crate::lang::Lang;
use crate::output::text::severity_word;
use crate::rule::{Severity, Verdict};

/// Most characters of a cell.
const MAX_CELL: usize = 32_000;
/// Where there are more reports than this, the matrix has a row for each, no longer a column.
const MOST_COLUMNS: usize = 60;
/// The font, which Excel has in Japan on every system.
const FONT: &str = "Yu Gothic";
/// A3, on which a list this wide is printed in Japan.
const WIDE_PAPER: u8 = 8;
/// A4.
const PAPER: u8 = 9;
/// Height of a line of letters, in points.
const LINE: usize = 16;
/// The highest that a row can be, in lines.
const MOST_LINES: usize = 25;

/// Colours of letters and ground.
type Colours = (u32, u32);

const HEAD: Colours = (0xFF_FFFF, 0x2F_4A6D);
const PLAIN: Colours = (0x1D_2430, 0xFF_FFFF);
const GREY: Colours = (0x8A_939E, 0xFF_FFFF);

fn severity_colours(severity: Option<Severity>) -> Colours {
    match severity {
        Some(Severity::Error) => (0xB3_261E, 0xFD_ECEA),
        Some(Severity::Warning) => (0x8A_5A00, 0xFF_F4DA),
        _ => (0x1F_5FA8, 0xE8_F1FB),
    }
}

fn verdict_colours(verdict: Verdict) -> Colours {
    match verdict {
        Verdict::Met => (0x1D_6B3A, 0xE6_F4EA),
        Verdict::Violated => severity_colours(Some(Severity::Error)),
        Verdict::Unstated => severity_colours(Some(Severity::Warning)),
        Verdict::Pending => severity_colours(Some(Severity::Info)),
        Verdict::Undetermined | Verdict::NotApplicable => GREY,
    }
}

fn format((letters, ground): Colours) -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(10)
        .set_font_color(letters)
        .set_background_color(ground)
        .set_align(FormatAlign::Top)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_border_color(0xD5_DAE1)
}

/// A cell.
enum Cell {
    Words(String),
    Count(usize),
    Day(chrono::NaiveDate),
}

impl Cell {
    fn words(words: &str) -> Self {
        Self::Words(words.to_string())
    }

    fn day(day: Option<chrono::NaiveDate>) -> Self {
        day.map_or_else(|| Self::words(""), Self::Day)
    }
}

/// One sheet as it is filled.
struct Sheet {
    worksheet: Worksheet,
    row: u32,
    /// Widths of the columns, in half-width letters.
    widths: Vec<usize>,
}

impl Sheet {
    /// A sheet whose first row stays in sight and on every printed page.
    fn new(name: &str, head: &[String], widths: &[usize]) -> Result<Self, XlsxError> {
        let mut worksheet = Worksheet::new();
        worksheet.set_name(name)?;
        worksheet.set_landscape();
        worksheet.set_paper_size(PAPER);
        worksheet.set_print_fit_to_pages(1, 0);
        worksheet.set_repeat_rows(0, 0)?;
        worksheet.set_header("&L&A&R&P / &N");
        for (column, &width) in (0..).zip(widths) {
            worksheet.set_column_width(column, u32::try_from(width).unwrap_or(8))?;
        }
        let mut made = Self {
            worksheet,
            row: 0,
            widths: widths.to_vec(),
        };
        made.head(head)?;
        made.worksheet.set_freeze_panes(1, 0)?;
        Ok(made)
    }

    fn head(&mut self, head: &[String]) -> Result<(), XlsxError> {
        let style = format(HEAD).set_bold();
        let cells: Vec<(Cell, Format)> = head
            .iter()
            .map(|word| (Cell::words(word), style.clone()))
            .collect();
        self.line(&cells)
    }

    fn line(&mut self, cells: &[(Cell, Format)]) -> Result<(), XlsxError> {
        let row = self.row;
        let mut lines = 1;
        for (column, (cell, style)) in (0_u16..).zip(cells) {
            match cell {
                // Always as text: no word of a draft is ever taken for a formula.
                Cell::Words(words) => {
                    let words: String = words.chars().take(MAX_CELL).collect();
                    let room = self.widths.get(usize::from(column)).map_or(8, |w| w - 1);
                    lines = lines.max(wrapped(&words, room));
                    self.worksheet
                        .write_string_with_format(row, column, words, style)?;
                }
                Cell::Count(n) => {
                    let n = u32::try_from(*n).unwrap_or(u32::MAX);
                    self.worksheet
                        .write_number_with_format(row, column, n, style)?;
                }
                Cell::Day(day) => {
                    let style = style.clone().set_num_format("yyyy-mm-dd");
                    self.worksheet
                        .write_datetime_with_format(row, column, day, &style)?;
                }
            }
        }
        // Excel finds the height by itself, others do not.
        let height = u32::try_from(lines.min(MOST_LINES) * LINE).unwrap_or(0);
        self.worksheet.set_row_height(row, height)?;
        self.row += 1;
        Ok(())
    }

    /// Arrows for choosing in the first row.
    fn filtered(mut self, columns: usize) -> Result<Worksheet, XlsxError> {
        if self.row > 1 {
            let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
            self.worksheet.autofilter(0, 0, self.row - 1, last)?;
        }
        Ok(self.worksheet)
    }
}

/// The lines that words take in a column of so many half-width letters.
fn wrapped(words: &str, room: usize) -> usize {
    let lines = words
        .lines()
        .map(|l| l.width().div_ceil(room.max(1)).max(1));
    lines.sum()
}

fn heads(words: &[Word], lang: Lang) -> Vec<String> {
    words.iter().map(|&w| say(lang, w).to_string()).collect()
}

/// The workbook, as the bytes of an .xlsx file.
///
/// # Errors
/// In words, why it cannot be made: more rows than a sheet can have.
pub fn xlsx(table: &Table<'_>) -> Result<Vec<u8>, String> {
    workbook(table).map_err(|e| e.to_string())
}

/// What makes a sheet.
type View = fn(&Table<'_>, Lang) -> Result<Worksheet, XlsxError>;

fn workbook(table: &Table<'_>) -> Result<Vec<u8>, XlsxError> {
    let lang = table.run.lang;
    let mut book = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(say(lang, ("点検結果", "Findings table")))
        .set_author("tenken");
    // The day, not the second: the same run gives the same file. It may be one of the text.
    let first = table.drafts.first().filter(|_| !table.run.redacted);
    if let Some(day) = first.map(|d| d.report.as_of).or(table.run.as_of) {
        use chrono::Datelike;
        let year = u16::try_from(day.year()).unwrap_or(2000);
        let (month, day) = (day.month() as u8, day.day() as u8);
        if let Ok(made) = ExcelDateTime::from_ymd(year, month, day) {
            properties = properties.set_creation_datetime(&made);
        }
    } else if let Ok(made) = ExcelDateTime::from_ymd(2000, 1, 1) {
        properties = properties.set_creation_datetime(&made);
    }
    book.set_properties(&properties);
    let sheets: &[View] = if table.run.redacted {
        &[findings, matrix, counts]
    } else {
        &[findings, matrix, events, deadlines, counts]
    };
    for sheet in sheets {
        book.push_worksheet(sheet(table, lang)?);
    }
    book.save_to_buffer()
}

fn findings(table: &Table<'_>, lang: Lang) -> Result<Worksheet, XlsxError> {
    let head = heads(&FINDING_COLUMNS, lang);
    let mut sheet = Sheet::new(
        say(lang, FINDINGS),
        &head,
        &[5, 8, 8, 22, 22, 22, 18, 10, 26, 44, 44, 10, 10, 12],
    )?;
    sheet.worksheet.set_paper_size(WIDE_PAPER);
    let plain = format(PLAIN);
    for (index, row) in table.told().into_iter().enumerate() {
        let f = row.finding;
        let draft = &table.drafts[row.draft];
        let told = format(severity_colours(f.severity)).set_bold();
        let words = |words: &str| (Cell::words(words), plain.clone());
        sheet.line(&[
            (Cell::Count(index + 1), plain.clone()),
            (Cell::words(severity_word(f.severity, lang)), told.clone()),
            (Cell::words(&f.code), told),
            words(&f.title),
            words(&f.basis.join("、")),
            words(&draft.name),
            words(&draft.file.path),
            words(&row.place),
            words(&row.quote),
            words(&f.message),
            words(&f.help),
            words(say(lang, STATUSES[0])),
            words(""),
            (Cell::day(row.due), plain.clone()),
        ])?;
    }
    if sheet.row > 1 {
        let statuses: Vec<&str> = STATUSES.iter().map(|&w| say(lang, w)).collect();
        let choice = DataValidation::new().allow_list_strings(&statuses)?;
        sheet.worksheet.add_data_validation(
            1,
            STATUS_COLUMN,
            sheet.row - 1,
            STATUS_COLUMN,
            &choice,
        )?;
    }
    sheet.filtered(head.len())
}

/// The column in which the reader notes what is being done.
const STATUS_COLUMN: u16 = 11;

fn matrix(table: &Table<'_>, lang: Lang) -> Result<Worksheet, XlsxError> {
    let by_report = table.drafts.len() > MOST_COLUMNS;
    let verdict_cell = |draft: &super::Draft<'_>, rule: &crate::rule::Rule| {
        let verdict = Table::verdict(draft, rule);
        let words = verdict.map_or_else(String::new, |v| {
            let allowed = if Table::allowed(draft, rule) {
                say(lang, ("(許可)", " (allowed)"))
            } else {
                ""
            };
            format!("{} {}{allowed}", verdict_mark(v), verdict_word(v, lang))
        });
        let colours = verdict.map_or(PLAIN, verdict_colours);
        (Cell::Words(words), format(colours))
    };
    let plain = format(PLAIN);
    let mut head = Vec::new();
    if by_report {
        head.push(say(lang, ("報告", "report")).to_string());
        head.extend(
            table
                .rules
                .iter()
                .map(|r| format!("{} {}", r.id, lang.of(&r.title))),
        );
        let mut widths = vec![30];
        widths.resize(head.len(), 16);
        let mut sheet = Sheet::new(say(lang, MATRIX), &head, &widths)?;
        for draft in &table.drafts {
            let mut cells = vec![(Cell::words(&draft.name), plain.clone())];
            cells.extend(table.rules.iter().map(|rule| verdict_cell(draft, rule)));
            sheet.line(&cells)?;
        }
        sheet.worksheet.set_freeze_panes(1, 1)?;
        return sheet.filtered(head.len());
    }
    head.extend([
        say(lang, ("ルール", "rule")).to_string(),
        say(lang, ("名称", "name")).to_string(),
        say(lang, ("条・GL番号", "basis")).to_string(),
    ]);
    head.extend(table.drafts.iter().map(|d| d.name.clone()));
    let mut widths = vec![8, 40, 26];
    widths.resize(head.len(), 18);
    let mut sheet = Sheet::new(say(lang, MATRIX), &head, &widths)?;
    for rule in &table.rules {
        let basis: Vec<&str> = rule.basis.iter().map(|p| lang.of(&p.cite)).collect();
        let mut cells = vec![
            (Cell::words(&rule.id), plain.clone()),
            (Cell::words(lang.of(&rule.title)), plain.clone()),
            (Cell::words(&basis.join("、")), plain.clone()),
        ];
        cells.extend(table.drafts.iter().map(|draft| verdict_cell(draft, rule)));
        sheet.line(&cells)?;
    }
    sheet.worksheet.set_freeze_panes(1, 2)?;
    sheet.filtered(head.len())
}

fn events(table: &Table<'_>, lang: Lang) -> Result<Worksheet, XlsxError> {
    let head = heads(&EVENT_COLUMNS, lang);
    let mut sheet = Sheet::new(
        say(lang, TIMELINE),
        &head,
        &[28, 18, 12, 24, 8, 24, 12, 12, 60, 14],
    )?;
    let plain = format(PLAIN);
    let aware = format((0x1D_2430, 0xFF_F1B8)).set_bold();
    for draft in &table.drafts {
        for event in &draft.events {
            let style = if event.awareness { &aware } else { &plain };
            let name = if event.awareness {
                format!(
                    "{}{}",
                    event.name,
                    say(lang, ("(知った日)", " (awareness)"))
                )
            } else {
                event.name.clone()
            };
            let done = if event.planned {
                say(lang, ("予定", "planned"))
            } else {
                say(lang, ("実施", "done"))
            };
            let by = if event.contractor {
                say(lang, ("委託先", "contractor"))
            } else {
                ""
            };
            let day = event.day.map_or_else(String::new, |n| match lang {
                Lang::Ja => format!("{n}日目"),
                Lang::En => format!("day {n}"),
            });
            // A day as a day, so that it can be sorted; its time, or the period it begins, in words beside it.
            let date = event
                .date
                .map_or_else(|| Cell::words(&event.when), Cell::Day);
            let cells = [
                Cell::words(&draft.name),
                Cell::words(&draft.file.path),
                date,
                Cell::words(&event.when),
                Cell::Words(day),
                Cell::Words(name),
                Cell::words(done),
                Cell::words(by),
                Cell::words(&event.quote),
                Cell::words(&event.place),
            ];
            let cells: Vec<(Cell, Format)> =
                cells.into_iter().map(|c| (c, style.clone())).collect();
            sheet.line(&cells)?;
        }
    }
    sheet.filtered(head.len())
}

fn deadlines(table: &Table<'_>, lang: Lang) -> Result<Worksheet, XlsxError> {
    let head = heads(&DEADLINE_COLUMNS, lang);
    let mut sheet = Sheet::new(
        say(lang, DEADLINES),
        &head,
        &[28, 18, 12, 44, 24, 12, 12, 12, 12, 12, 30],
    )?;
    let plain = format(PLAIN);
    for row in deadline_rows(table) {
        let cells: Vec<(Cell, Format)> = row
            .iter()
            .map(|words| {
                // Days as days, so that they can be sorted and counted with.
                let day = words.parse::<chrono::NaiveDate>().ok();
                let cell = day.map_or_else(|| Cell::words(words), Cell::Day);
                (cell, plain.clone())
            })
            .collect();
        sheet.line(&cells)?;
    }
    sheet.filtered(head.len())
}

fn counts(table: &Table<'_>, lang: Lang) -> Result<Worksheet, XlsxError> {
    let plain = format(PLAIN);
    let mut parts = summary::parts(table).into_iter();
    let widths = [16, 40, 12, 12, 12, 14, 14, 14];
    let top = [
        say(lang, ("報告(件)", "reports")).to_string(),
        String::new(),
    ];
    let mut sheet = Sheet::new(say(lang, SUMMARY), &top, &widths)?;
    let number = format(HEAD).set_bold().set_align(FormatAlign::Left);
    let count = u32::try_from(table.drafts.len()).unwrap_or(u32::MAX);
    sheet
        .worksheet
        .write_number_with_format(0, 1, count, &number)?;
    sheet.row += 1;
    for part in parts.by_ref() {
        sheet.line(&[(Cell::words(part.heading), plain.clone().set_bold())])?;
        sheet.head(&part.head)?;
        for row in &part.rows {
            let cells: Vec<(Cell, Format)> = row
                .iter()
                .map(|cell| match cell {
                    summary::Cell::Words(words) => (Cell::words(words), plain.clone()),
                    summary::Cell::Count(n) => (Cell::Count(*n), plain.clone()),
                })
                .collect();
            sheet.line(&cells)?;
        }
        sheet.row += 1;
    }
    if !table.run.not_audited.is_empty() {
        let told = format(severity_colours(Some(Severity::Error))).set_bold();
        let words = say(lang, ("点検できなかったもの", "Not audited"));
        sheet.line(&[(Cell::words(words), told)])?;
        for n in table.run.not_audited {
            sheet.line(&[
                (Cell::words(&n.path), plain.clone()),
                (Cell::words(&n.reason), plain.clone()),
            ])?;
        }
    }
    Ok(sheet.worksheet)
}
