//! Where the columns of a picture are.

/// Where the columns are, in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Columns {
    /// Left end of the dates.
    pub(super) date: f64,
    /// Width of the dates.
    pub(super) date_width: f64,
    /// Left end of the labels.
    pub(super) label: f64,
    /// Width of the labels.
    pub(super) label_width: f64,
    /// Left end of the axis.
    pub(super) axis: f64,
    /// Right end of the axis.
    pub(super) right: f64,
}
