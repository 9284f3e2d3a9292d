//! Shows every phrase of the lexicon in `./rules` that a text holds: `cargo run --example mentions -- FILE [TOPIC]`.
#![allow(clippy::print_stdout, clippy::expect_used)]

use tenken::{Document, Format, Pack, Reading, extract};

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("a file");
    let topic = args.next().unwrap_or_default();
    let pack = Pack::from_folder(std::path::Path::new("rules")).expect("the pack of ./rules");
    let bytes = std::fs::read(&path).expect("a readable file");
    let units = pack.vocabulary.dates.unit_chars();
    let reading = Reading {
        units: &units,
        encoding: None,
    };
    let document = Document::from_bytes(bytes, Format::of_path(&path), &reading).expect("text");
    for (name, span) in extract::trace(&document, &pack.vocabulary) {
        if name.starts_with(&topic) {
            println!("{name:32} {}", span.of(&document.text).replace('\n', "⏎"));
        }
    }
}
