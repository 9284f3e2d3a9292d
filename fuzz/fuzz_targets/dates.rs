//! Dates of a text: what is found lies in it, in order, and stands between letters; a day that is settled can be shown.
#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use tenken::date::{parse, resolve};
use tenken::Pack;

fuzz_target!(|bytes: &[u8]| {
    let (Ok(text), Ok(pack)) = (std::str::from_utf8(bytes), Pack::built_in()) else {
        return;
    };
    let words = &pack.vocabulary.dates;
    // As if a date word stood everywhere.
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let found = parse::find(text, &starts, words);
    let as_of = NaiveDate::from_ymd_opt(2026, 11, 30);
    for published in [None, as_of] {
        let frame = resolve::Frame { published, as_of };
        for fact in resolve::resolve(text, &found, words, frame) {
            assert!(text.get(fact.start..fact.end).is_some());
            let _ = fact.value.map(|value| value.to_string());
        }
    }
});
