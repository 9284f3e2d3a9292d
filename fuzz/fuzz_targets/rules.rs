//! A rule as somebody writes it: refused with words or taken, never a crash.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = tenken::rule::yaml::read_placed::<tenken::rule::raw::RawRule>(text);
    }
});
