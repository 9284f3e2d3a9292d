#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| tenken_fuzz::run(bytes, tenken::Format::Docx));
