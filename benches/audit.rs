//! How fast an audit is, beside plain passes over the same bytes: `cargo bench` (docs/performance.md). `scripts/bench` holds
//! the ratios against bounds.
//!
//! Inputs are the texts of `corpus/cases`, taken round and round until the size is reached: as files of report size, one
//! audit each, and as one single document. Everything runs on one thread.

#![allow(clippy::maybe_infinite_iter, clippy::expect_used, missing_docs)]

use std::hint::black_box;
use std::path::Path;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use chrono::NaiveDate;
use divan::Bencher;
use divan::counter::BytesCount;
use tenken::{Document, Format, Lang, Options, Pack, audit};

/// Sizes of the inputs, in megabytes.
const SIZES: [usize; 2] = [1, 10];

fn main() {
    divan::main();
}

fn pack() -> &'static Pack {
    Pack::built_in().expect("the built-in pack loads")
}

/// The corpus, in the order of the file names.
fn corpus() -> &'static [String] {
    static CORPUS: OnceLock<Vec<String>> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/cases");
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .expect("corpus/cases is there")
            .map(|entry| entry.expect("a readable folder").path())
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .collect();
        paths.sort();
        paths
            .iter()
            .map(|path| std::fs::read_to_string(path).expect("a UTF-8 text"))
            .collect()
    })
}

/// Texts of report size that add up to `megabytes`, and how many bytes they are.
fn reports(megabytes: usize) -> (Vec<&'static str>, BytesCount) {
    let mut bytes = 0;
    let texts = corpus()
        .iter()
        .cycle()
        .map(String::as_str)
        .take_while(|text| {
            let more = bytes < megabytes * 1_000_000;
            if more {
                bytes += text.len();
            }
            more
        })
        .collect();
    (texts, BytesCount::new(bytes))
}

/// The same texts in one document.
fn single(megabytes: usize) -> (String, BytesCount) {
    let text = reports(megabytes).0.join("\n\n");
    let bytes = BytesCount::new(text.len());
    (text, bytes)
}

fn options() -> Options {
    let day = NaiveDate::from_ymd_opt(2026, 1, 15).expect("a day");
    Options {
        as_of: Some(day),
        today: day,
        draft: None,
        vouched: false,
        lang: Lang::Ja,
    }
}

fn automaton() -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(pack().vocabulary.lexicon.words().iter())
        .expect("the words fit an automaton")
}

/// The whole audit, one report after another.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn audit_reports(bencher: Bencher, megabytes: usize) {
    let (texts, bytes) = reports(megabytes);
    let (pack, options) = (pack(), options());
    let units = pack.vocabulary.dates.unit_chars();
    bencher.counter(bytes).bench_local(|| {
        for text in &texts {
            let document = Document::from_text((*text).to_string(), Format::Text, &units);
            black_box(audit(&document, pack, &options));
        }
    });
}

/// The whole audit of one document: ten times the text may take about ten times as long, and no more.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn audit_single(bencher: Bencher, megabytes: usize) {
    let (text, bytes) = single(megabytes);
    let (pack, options) = (pack(), options());
    let units = pack.vocabulary.dates.unit_chars();
    bencher.counter(bytes).bench_local(|| {
        let document = Document::from_text(text.clone(), Format::Text, &units);
        black_box(audit(&document, pack, &options))
    });
}

/// Of this the first step alone: the view, its map and the line index.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn part_view(bencher: Bencher, megabytes: usize) {
    let (texts, bytes) = reports(megabytes);
    let units = pack().vocabulary.dates.unit_chars();
    bencher.counter(bytes).bench_local(|| {
        for text in &texts {
            black_box(Document::from_text(
                (*text).to_string(),
                Format::Text,
                &units,
            ));
        }
    });
}

/// Of this the second step alone: all words of the lexicon, overlapping ones too.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn part_lexicon(bencher: Bencher, megabytes: usize) {
    let (texts, bytes) = reports(megabytes);
    let lexicon = &pack().vocabulary.lexicon;
    bencher.counter(bytes).bench_local(|| {
        for text in &texts {
            black_box(lexicon.scan(text));
        }
    });
}

/// A draft of about 10 KB that somebody types in: audited as a whole after each change of one character.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn reaudit_draft(bencher: Bencher) {
    let (pack, options) = (pack(), options());
    let units = pack.vocabulary.dates.unit_chars();
    let text = draft();
    let mut typed = 0;
    bencher
        .counter(BytesCount::new(text.len()))
        .with_inputs(|| {
            typed += 1;
            text.clone() + &"。".repeat(typed % 7)
        })
        .bench_local_values(|text| {
            let document = Document::from_text(text, Format::Text, &units);
            black_box(audit(&document, pack, &options))
        });
}

/// One report of about 10 KB: the longest text of the corpus, its body again until it is as long.
fn draft() -> String {
    let longest = corpus().iter().max_by_key(|t| t.len()).expect("a text");
    let (head, body) = longest.split_at(longest.find("\n\n").unwrap_or(0));
    let mut draft = head.to_string();
    while draft.len() < 10_000 {
        draft.push_str(body);
    }
    draft.truncate(draft.floor_char_boundary(10_000));
    draft
}

/// The other yardstick, as little as any program could do that reads such texts in one pass: whether they are UTF-8, their
/// lines, 200 words, the places where a date can be.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn yardstick_pipe(bencher: Bencher, megabytes: usize) {
    let (texts, bytes) = reports(megabytes);
    let words = pack().vocabulary.lexicon.words();
    let some: Vec<&str> = words.iter().step_by(words.len() / 200).take(200).collect();
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(some)
        .expect("200 words fit an automaton");
    bencher.counter(bytes).bench_local(|| {
        texts
            .iter()
            .map(|text| pipe(text.as_bytes(), &automaton))
            .sum::<usize>()
    });
}

fn pipe(bytes: &[u8], automaton: &AhoCorasick) -> usize {
    let text = simdutf8::basic::from_utf8(black_box(bytes)).expect("UTF-8");
    let lines = memchr::memchr_iter(b'\n', bytes).count();
    let words = automaton.find_iter(text).count();
    lines + words + dates(bytes)
}

/// Places where digits stand before the first byte of 年, 月, 日, 時, 分 or before a sign of a date.
fn dates(bytes: &[u8]) -> usize {
    let mut found = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_digit() {
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                at += 1;
            }
            found += match bytes.get(at) {
                Some(b'/' | b':' | b'-' | b'.') => 1,
                Some(0xE5 | 0xE6) => ["年", "月", "日", "時", "分"]
                    .iter()
                    .filter(|unit| bytes[at..].starts_with(unit.as_bytes()))
                    .count(),
                _ => 0,
            };
        } else {
            at += 1;
        }
    }
    found
}

/// The yardstick: one pass of aho-corasick with the same words over the same texts, its matches counted.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn yardstick_aho_corasick(bencher: Bencher, megabytes: usize) {
    let (texts, bytes) = reports(megabytes);
    let automaton = automaton();
    bencher.counter(bytes).bench_local(|| {
        texts
            .iter()
            .map(|text| automaton.find_iter(black_box(*text)).count())
            .sum::<usize>()
    });
}
