//! The XML of the body inside a file that is otherwise whole.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = tenken_fuzz::packed(&[
        ("word/document.xml", bytes),
        ("word/numbering.xml", bytes),
        ("word/comments.xml", bytes),
    ]);
    tenken_fuzz::run(&file, tenken::Format::Docx);
});
