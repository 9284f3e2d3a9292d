//! Made-up pictures: the same for the same seed, and nasty on purpose.

use chrono::{Days, NaiveDate};

use crate::output::picture::{Band, Lane, Limit, Mark, Picture, Words};

/// Texts that labels are put together from.
const PIECES: [&str; 14] = [
    "個人情報保護委員会へ速報",
    "検知",
    "（第一報）",
    "WWWWWWWWMMMM",
    "https://example.jp/very/long/path?with=query&and=more",
    " ",
    "<script>alert(\"x\")</script>",
    "ﾊﾝｶｸ",
    "が\u{3099}",
    "\u{0}\u{1b}[31m\u{202e}",
    "「閲覧できる状態」",
    "👩‍👩‍👧",
    "2024-06-03",
    "\n\t",
];

/// The spans, in days, that dates are taken from.
const SPANS: [u64; 6] = [1, 3, 30, 92, 800, 7300];

/// Numbers that look random.
struct Dice(u64);

impl Dice {
    /// A number below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }

    /// Whether one of `chances` came.
    fn once_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    /// One of `items`.
    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[usize::try_from(self.below(items.len() as u64)).unwrap()]
    }

    /// A text of up to `pieces` pieces.
    fn text(&mut self, pieces: u64) -> String {
        (0..self.below(pieces + 1))
            .map(|_| self.pick(&PIECES))
            .collect()
    }
}

/// The picture of `seed`.
pub(super) fn picture(seed: u64) -> Picture {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let span = dice.pick(&SPANS);
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + Days::new(dice.below(66_000));
    // Most incidents have a few days on which much happens.
    let busy: Vec<u64> = (0..3).map(|_| dice.below(span)).collect();
    let mut date = |dice: &mut Dice| {
        let around = if dice.once_in(2) {
            dice.pick(&busy)
        } else {
            dice.below(span)
        };
        first + Days::new(around)
    };
    let events = (0..dice.below(61))
        .map(|_| mark(&mut dice, &mut date))
        .collect();
    let bands = (0..dice.below(4))
        .map(|_| Band {
            label: dice.text(4),
            from: date(&mut dice),
            to: date(&mut dice),
        })
        .collect();
    let limits = (0..dice.below(6))
        .map(|_| Limit {
            label: dice.text(6),
            date: date(&mut dice),
            met: dice.pick(&[None, Some(true), Some(false)]),
        })
        .collect();
    Picture {
        title: dice.text(12),
        day_one: None,
        events,
        bands,
        limits,
        notes: (0..dice.below(3)).map(|_| dice.text(9)).collect(),
        words: if dice.once_in(3) {
            words(&mut dice)
        } else {
            Words::default()
        },
    }
}

/// Words that are longer than anyone would choose, or not there.
fn words(dice: &mut Dice) -> Words {
    let mut format = |format: &str| format!("{}{format}{}", dice.text(2), dice.text(2));
    Words {
        language: "ja\"<".into(),
        gap: format("{n}"),
        date: format("{y}-{mm}-{dd}"),
        year: format("{y}"),
        month: format("{y}-{mm}"),
        day: format("{d}"),
        clock: format("{h}"),
        day_number: format("{n}"),
        range: format("-"),
        planned: format(""),
        undated: format(""),
        column_date: format(""),
        column_event: format(""),
        own: format(""),
        legend_gap: format("").repeat(9),
        legend_open: format("").repeat(3),
        ..Words::default()
    }
}

/// One event.
fn mark(dice: &mut Dice, date: &mut impl FnMut(&mut Dice) -> NaiveDate) -> Mark {
    let start = date(dice);
    let end = date(dice);
    let times = ["18:20", "9:05", "18:20-20:10", "18時20分頃", "午後6:20", ""];
    let lanes = [
        Lane::Own,
        Lane::Contractor,
        Lane::Authority,
        Lane::Persons,
        Lane::Public,
    ];
    Mark {
        label: dice.text(8),
        detail: dice.text(4),
        start: (!dice.once_in(6)).then_some(start),
        end: dice.once_in(5).then_some(end),
        open_start: dice.once_in(9),
        open_end: dice.once_in(9),
        time: dice.once_in(3).then(|| dice.pick(&times).to_owned()),
        planned: dice.once_in(5),
        actor: dice.pick(&lanes),
        emphasis: dice.once_in(12),
    }
}
