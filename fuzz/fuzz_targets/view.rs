//! The view and its way back: every letter of it comes from bytes of the text, between letters, in their order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tenken::{Document, Format, Pack};

fuzz_target!(|bytes: &[u8]| {
    let (Ok(text), Ok(pack)) = (std::str::from_utf8(bytes), Pack::built_in()) else {
        return;
    };
    let units = pack.vocabulary.dates.unit_chars();
    for format in [Format::Text, Format::Markdown, Format::Html] {
        let document = Document::from_text(text.to_string(), format, &units);
        let view = &document.view;
        let mut last = 0;
        for (at, letter) in view.text.char_indices() {
            let span = view.source(at, at + letter.len_utf8());
            assert!(text.get(span.start..span.end).is_some(), "{span:?}");
            assert!(span.start >= last, "{span:?} after {last}");
            last = span.start;
            assert!(view.at_source(span.start) <= view.text.len());
        }
    }
});
