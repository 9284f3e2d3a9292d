//! The day axis: where a moment lies, in px.

use super::gap;

/// A run of days drawn without a break.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Segment {
    /// The first day, counted as by `num_days_from_ce`.
    pub(super) first: i32,
    /// The last day, inclusive.
    pub(super) last: i32,
    /// The moment at its left end, in days.
    pub(super) from: f64,
    /// The moment at its right end, in days.
    pub(super) to: f64,
    /// Its left end, in px.
    pub(super) left: f64,
}

/// A place where days are left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Break {
    /// Its left end, in px.
    pub(super) left: f64,
    /// Its right end, in px.
    pub(super) right: f64,
    /// How many days are left out.
    pub(super) days: i32,
}

impl Break {
    /// Its middle, in px.
    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }
}

/// The axis. A moment is a count of days with a fraction: day 5 lasts from 5.0
/// to 6.0.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    /// Left end, in px.
    pub(super) left: f64,
    /// Right end, in px.
    pub(super) right: f64,
    /// Length of a day, in px.
    pub(super) scale: f64,
    /// The runs of days, from left to right; at least one.
    pub(super) segments: Vec<Segment>,
    /// The breaks between them.
    pub(super) breaks: Vec<Break>,
}

impl Axis {
    /// An axis from `left` to `right` px that shows all of `days` (sorted, each
    /// once), with breaks of at least `size` px. `None` if there is no day.
    pub(super) fn new(days: &[i32], left: f64, right: f64, size: f64) -> Option<Self> {
        let broken = gap::breaks(days, right - left, size);
        let size = gap::size(broken.len(), right - left, size);
        let runs = runs(days, &broken);
        let (first, rest) = runs.split_first()?;
        let shown: f64 = runs.iter().map(|run| f64::from(run.1 - run.0 + 1)).sum();
        let taken: f64 = rest.iter().map(|_| size).sum();
        let scale = (right - left - taken) / shown.max(1.0);

        let mut segments = vec![segment(*first, left)];
        let mut breaks = Vec::new();
        let mut end = left + f64::from(first.1 - first.0 + 1) * scale;
        let mut before = first.1;
        for run in rest {
            breaks.push(Break {
                left: end,
                right: end + size,
                days: run.0 - before - 1,
            });
            segments.push(segment(*run, end + size));
            end += size + f64::from(run.1 - run.0 + 1) * scale;
            before = run.1;
        }
        Some(Self {
            left,
            right,
            scale,
            segments,
            breaks,
        })
    }

    /// An axis that shows only a part of `day`, between two moments of it.
    pub(super) fn within(day: i32, from: f64, to: f64, left: f64, right: f64) -> Self {
        let segment = Segment {
            first: day,
            last: day,
            from,
            to,
            left,
        };
        Self {
            left,
            right,
            scale: (right - left) / (to - from).max(1.0 / 1440.0),
            segments: vec![segment],
            breaks: Vec::new(),
        }
    }

    /// Where `moment` lies as the end of something, in px; one that is not shown
    /// goes to the nearest place that is. At midnight before a break this is
    /// the break's left side.
    pub(super) fn x(&self, moment: f64) -> f64 {
        self.inside(moment, |segment| moment <= segment.to)
    }

    /// Where `moment` lies as the beginning of something, in px: as [`x`](Self::x),
    /// but right of a break that it borders on.
    pub(super) fn x_after(&self, moment: f64) -> f64 {
        self.inside(moment, |segment| moment < segment.to)
    }

    /// Where `moment` lies in the first segment that is `fit`, or the last one.
    fn inside(&self, moment: f64, fit: impl Fn(&Segment) -> bool) -> f64 {
        let found = self
            .segments
            .iter()
            .find(|segment| fit(segment))
            .or(self.segments.last());
        found.map_or(self.left, |segment| {
            let inside = moment.max(segment.from).min(segment.to);
            segment.left + (inside - segment.from) * self.scale
        })
    }
}

/// A segment that shows whole days, from `left` px.
fn segment((first, last): (i32, i32), left: f64) -> Segment {
    Segment {
        first,
        last,
        from: f64::from(first),
        to: f64::from(last) + 1.0,
        left,
    }
}

/// The first and last day of each run when the axis is broken after `broken`.
fn runs(days: &[i32], broken: &[i32]) -> Vec<(i32, i32)> {
    let mut runs = Vec::new();
    let mut current: Option<(i32, i32)> = None;
    for &day in days {
        current = match current {
            Some(run) if broken.contains(&run.1) => {
                runs.push(run);
                Some((day, day))
            }
            Some((first, _)) => Some((first, day)),
            None => Some((day, day)),
        };
    }
    runs.extend(current);
    runs
}
