//! A chart whose parts are measured: what is drawn from.

use super::axis::Axis;
use super::flag::Flag;
use super::place::Columns;
use super::row::Row;
use super::tick::{Label, Ticks};

/// A chart whose parts are measured and not yet drawn.
pub(super) struct Chart<'a> {
    /// Where the columns are.
    pub(super) columns: Columns,
    /// The day axis.
    pub(super) axis: Axis,
    /// Ticks of the axis.
    pub(super) ticks: Ticks,
    /// Labels of the breaks.
    pub(super) gaps: Vec<Label>,
    /// Flags of bands and limits.
    pub(super) flags: Vec<Flag>,
    /// The rows from top to bottom.
    pub(super) rows: Vec<Row<'a>>,
}

impl Chart<'_> {
    /// Where the lines of limits stand, in px.
    pub(super) fn poles(&self) -> Vec<f64> {
        poles(&self.flags)
    }
}

/// Where the lines of limits among `flags` stand, in px.
pub(super) fn poles(flags: &[Flag]) -> Vec<f64> {
    let limits = flags.iter().filter(|flag| flag.far.is_none());
    limits.map(|flag| flag.pole).collect()
}
