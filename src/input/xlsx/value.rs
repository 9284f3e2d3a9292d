//! The value of a cell in the words that Excel shows for it.

use calamine::{DataRef, ExcelDateTime};
use chrono::{NaiveDateTime, Timelike};

use super::number;

/// The words of a value that has this number format.
pub(super) fn words(value: &DataRef<'_>, format: &str) -> String {
    match value {
        DataRef::String(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_string(),
        DataRef::Float(n) => number::shown(*n, format).unwrap_or_else(|| n.to_string()),
        DataRef::Int(n) => i32::try_from(*n)
            .ok()
            .and_then(|n| number::shown(n.into(), format))
            .unwrap_or_else(|| n.to_string()),
        DataRef::DateTime(moment) => moment_words(moment, format),
        DataRef::DateTimeIso(s) => s.clone(),
        _ => String::new(),
    }
}

/// A day, a time of day or both. A time of day is kept as part of a day: of the day 0, or of one that its format does not show.
fn moment_words(moment: &ExcelDateTime, format: &str) -> String {
    let serial = moment.as_f64();
    let Some(at) = moment.as_datetime() else {
        return String::new();
    };
    if moment.is_duration() && serial >= 1.0 {
        let minutes = moment.as_duration().map_or(0, |d| d.num_minutes());
        return format!("{}時間{:02}分", minutes / 60, minutes % 60);
    }
    if (0.0..1.0).contains(&serial) || is_time(format) {
        return time(at);
    }
    let day = at.format("%Y年%-m月%-d日");
    if at.hour() == 0 && at.minute() == 0 {
        day.to_string()
    } else {
        format!("{day} {}", time(at))
    }
}

fn time(at: NaiveDateTime) -> String {
    at.format("%-H時%M分").to_string()
}

/// Whether a format shows a time of day and no day: `h:mm`, `[$-411]h"時"mm"分"`.
fn is_time(format: &str) -> bool {
    let mut hours = false;
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match c {
            // What stands in quotation marks is shown as it is; what stands in brackets is a language, a colour, a span.
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(chars.next()),
            'h' | 'H' => hours = true,
            'y' | 'Y' | 'd' | 'D' | 'e' | 'E' | 'g' | 'G' => return false,
            _ => {}
        }
    }
    hours
}

#[cfg(test)]
mod tests {
    use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

    use super::{is_time, words};

    fn shown(serial: f64, format: &str, kind: ExcelDateTimeType) -> String {
        let moment = ExcelDateTime::new(serial, kind, false);
        words(&DataRef::DateTime(moment), format)
    }

    #[test]
    fn a_time_of_day_has_no_day() {
        let at = |serial, format| shown(serial, format, ExcelDateTimeType::DateTime);
        assert_eq!(at(9.5 / 24.0, "h:mm"), "9時30分");
        assert_eq!(at(0.75, "yyyy/m/d h:mm"), "18時00分");
        assert_eq!(at(45818.75, "h:mm"), "18時00分");
        assert_eq!(at(45818.0, "yyyy/m/d"), "2025年6月10日");
        assert_eq!(at(45818.75, "m/d/yy h:mm"), "2025年6月10日 18時00分");
        let span = |serial| shown(serial, "[h]:mm", ExcelDateTimeType::TimeDelta);
        assert_eq!(span(0.75), "18時00分");
        assert_eq!(span(1.5), "36時間00分");
    }

    #[test]
    fn formats_of_times() {
        for format in [
            "h:mm",
            "[$-F400]h:mm:ss AM/PM",
            "h\"時\"mm\"分\"",
            "hh:mm;@",
        ] {
            assert!(is_time(format), "{format}");
        }
        for format in [
            "yyyy/m/d h:mm",
            "m\"月\"d\"日\" h:mm",
            "General",
            "mm:ss",
            "\"h\"0",
            "",
        ] {
            assert!(!is_time(format), "{format}");
        }
    }
}
