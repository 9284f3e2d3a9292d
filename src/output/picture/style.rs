//! Sizes and colours.

/// Text and lines.
pub(super) const INK: &str = "#111111";
/// Secondary text: still 7:1 against white.
pub(super) const SOFT: &str = "#4a4a4a";
/// Grid lines.
pub(super) const GRID: &str = "#d4d4d4";
/// Grid lines at month and year boundaries.
pub(super) const GRID_MAJOR: &str = "#a8a8a8";
/// The paper.
pub(super) const PAPER: &str = "#ffffff";
/// Behind the row of an emphasised mark.
pub(super) const TINT: &str = "#f1f1f1";
/// A band, drawn translucent.
pub(super) const BAND: &str = "#5b8fc7";
/// A limit that was missed.
pub(super) const MISSED: &str = "#a8071a";

/// Sizes of one picture, all in px.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Width of the whole picture.
    pub(super) width: f64,
    /// White space around everything.
    pub(super) margin: f64,
    /// Size of labels and dates.
    pub(super) text: f64,
    /// Size of quotes, axis and legend.
    pub(super) small: f64,
    /// Size of the title.
    pub(super) title: f64,
}

impl Style {
    /// Sizes for a picture of `width` px. Type grows with the width, since a
    /// wide picture is scaled down when it is pasted into a page.
    pub(super) fn new(width: u32) -> Self {
        let width = f64::from(width);
        let text = (12.0 + (width - 640.0) / 160.0).clamp(11.0, 18.0);
        Self {
            width,
            margin: text * 1.2,
            text,
            small: text * 0.86,
            title: text * 1.3,
        }
    }

    /// Radius of a mark.
    pub(super) fn radius(&self) -> f64 {
        self.text * 0.46
    }

    /// The x where the drawn width ends.
    pub(super) fn right(&self) -> f64 {
        self.width - self.margin
    }

    /// The width between the margins.
    pub(super) fn inner(&self) -> f64 {
        self.width - 2.0 * self.margin
    }
}

/// Height of one line of type of `size` px.
pub(super) fn line(size: f64) -> f64 {
    size * 1.38
}

/// How far below the top of its line a baseline lies, for type of `size` px.
pub(super) fn base(size: f64) -> f64 {
    size * 1.05
}

/// A count as a number of px or of rows.
pub(super) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}
