//! Numbers as their formats show them: `12,340名`, `50%`, `1,200千円`.

/// Most decimal places of a number.
const MAX_PLACES: usize = 15;

/// A number under a format; none where the format shows it as it is, or is more than this reads (fractions, powers, dates).
pub(super) fn shown(value: f64, format: &str) -> Option<String> {
    let sections = sections(format);
    let (section, sign) = match sections.len() {
        2.. if value < 0.0 => (&sections[1], ""),
        3.. if value == 0.0 => (&sections[2], ""),
        _ => (&sections[0], if value < 0.0 { "-" } else { "" }),
    };
    let parts = Parts::of(section)?;
    let number = parts.number(value.abs());
    let words = format!("{sign}{}{number}{}", parts.before, parts.after);
    Some(words).filter(|w| !w.trim().is_empty())
}

/// A piece of a format.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sign {
    /// Shown as it is.
    Words(String),
    /// A place of a figure, a comma, a point, a mark of per cent, a letter that means something.
    Code(char),
}

/// The sections of a format: of positive numbers, of negative ones, of nought.
fn sections(format: &str) -> Vec<Vec<Sign>> {
    let mut sections = vec![Vec::new()];
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        let words = match c {
            ';' => {
                sections.push(Vec::new());
                continue;
            }
            '"' => chars.by_ref().take_while(|c| *c != '"').collect(),
            '\\' => chars.next().map(String::from).unwrap_or_default(),
            // A blank as wide as the next character; the next one, as often as there is room.
            '_' | '*' => {
                chars.next();
                continue;
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // [$¥-411] shows the sign of a currency; a colour or a condition shows nothing.
                let currency = inside.strip_prefix('$').unwrap_or("");
                currency.split('-').next().unwrap_or("").to_string()
            }
            '0' | '#' | '?' | ',' | '.' | '%' | '@' | '/' => {
                push(&mut sections, Sign::Code(c));
                continue;
            }
            c if c.is_ascii_alphabetic() => {
                push(&mut sections, Sign::Code(c));
                continue;
            }
            c => c.to_string(),
        };
        if !words.is_empty() {
            push(&mut sections, Sign::Words(words));
        }
    }
    sections
}

fn push(sections: &mut [Vec<Sign>], sign: Sign) {
    if let Some(last) = sections.last_mut() {
        last.push(sign);
    }
}

/// A section of a format.
#[derive(Debug, Default)]
struct Parts {
    before: String,
    after: String,
    /// Figures that are shown at least before the point, and behind it; and at most behind it.
    least: usize,
    least_places: usize,
    places: usize,
    grouped: bool,
    /// What the number is multiplied with: a mark of per cent, commas that leave thousands out.
    factor: f64,
}

impl Parts {
    /// Reads a section: words, one number, words.
    fn of(section: &[Sign]) -> Option<Self> {
        let mut parts = Self {
            factor: 1.0,
            ..Self::default()
        };
        let is_place = |s: &Sign| matches!(s, Sign::Code('0' | '#' | '?'));
        let (first, last) = (
            section.iter().position(is_place)?,
            section.iter().rposition(is_place)?,
        );
        let mut point = false;
        for (i, sign) in section.iter().enumerate() {
            match sign {
                Sign::Words(words) if i < first => parts.before.push_str(words),
                Sign::Words(words) if i > last => parts.after.push_str(words),
                Sign::Code('%') => {
                    parts.factor *= 100.0;
                    let side = if i < first {
                        &mut parts.before
                    } else {
                        &mut parts.after
                    };
                    side.push('%');
                }
                Sign::Code(',') if i > last => parts.factor /= 1000.0,
                Sign::Code(',') if !point => parts.grouped = true,
                Sign::Code('.') if !point => point = true,
                Sign::Code('0') if point => {
                    parts.places += 1;
                    parts.least_places = parts.places;
                }
                Sign::Code('#' | '?') if point => parts.places += 1,
                Sign::Code('0') => parts.least += 1,
                Sign::Code('#' | '?') => {}
                _ => return None,
            }
        }
        (parts.places <= MAX_PLACES && parts.least <= MAX_PLACES).then_some(parts)
    }

    fn number(&self, value: f64) -> String {
        let plain = format!("{:.*}", self.places, value * self.factor);
        let (whole, places) = plain.split_once('.').unwrap_or((&plain, ""));
        let whole = format!("{:0>1$}", whole.trim_start_matches('0'), self.least);
        let kept = places.trim_end_matches('0').len().max(self.least_places);
        let mut out = String::with_capacity(plain.len() * 2);
        for (i, c) in whole.chars().enumerate() {
            if self.grouped && i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(c);
        }
        if kept > 0 {
            out.push('.');
            out.push_str(&places[..kept]);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn numbers_have_their_units() {
        for (value, format, words) in [
            (12340.0, "#,##0\"名\"", "12,340名"),
            (12340.0, "#,##0", "12,340"),
            (1240.0, "0\\人", "1240人"),
            (1240.0, "0名", "1240名"),
            (0.5, "0%", "50%"),
            (0.1234, "0.0%", "12.3%"),
            (1_200_000.0, "#,##0,\"千円\"", "1,200千円"),
            (
                1_234_567.0,
                "#,##0\"件\";[Red]-#,##0\"件\";\"なし\"",
                "1,234,567件",
            ),
            (-5.0, "0\"件\";\"▲\"0\"件\"", "▲5件"),
            (-5.0, "0\"件\"", "-5件"),
            (3.0, "\"第\"0\"報\"", "第3報"),
            (3.0, "000", "003"),
            (1.5, "0.0##", "1.5"),
            (3500.0, "[$¥-411]#,##0", "¥3,500"),
            (0.0, "#,##0\"名\"", "0名"),
        ] {
            assert_eq!(shown(value, format).as_deref(), Some(words), "{format}");
        }
    }

    #[test]
    fn other_formats_are_left() {
        for format in [
            "General",
            "",
            "@",
            "# ?/?",
            "0.00E+00",
            "yyyy/m/d",
            "\"なし\"",
            ";;;",
        ] {
            assert_eq!(shown(0.25, format), None, "{format}");
        }
        assert_eq!(shown(f64::NAN, "0").as_deref(), Some("NaN"));
    }
}
