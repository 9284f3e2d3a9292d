use std::time::Instant;
fn main() {
    let pack = tenken::Pack::built_in().unwrap();
    let units = pack.vocabulary.dates.unit_chars();
    let texts: Vec<String> = std::fs::read_dir("/tmp/perf")
        .unwrap()
        .map(|e| std::fs::read_to_string(e.unwrap().path()).unwrap())
        .collect();
    let total: usize = texts.iter().map(|t| t.len()).sum();
    let o = tenken::Options {
        as_of: None,
        today: "2024-06-01".parse().unwrap(),
        draft: None,
        lang: tenken::Lang::Ja,
    };
    for _ in 0..3 {
        let t = Instant::now();
        for x in &texts {
            let d = tenken::Document::from_text(x.clone(), tenken::Format::Text, &units);
            std::hint::black_box(tenken::audit(&d, pack, &o));
        }
        let e = t.elapsed().as_secs_f64();
        println!("audit {:.1} MB/s", total as f64 / 1e6 / e);
    }
    let t = Instant::now();
    for x in &texts {
        std::hint::black_box(tenken::Document::from_text(
            x.clone(),
            tenken::Format::Text,
            &units,
        ));
    }
    println!("doc {:.1}", total as f64 / 1e6 / t.elapsed().as_secs_f64());
    let t = Instant::now();
    for x in &texts {
        std::hint::black_box(pack.vocabulary.lexicon.scan(x));
    }
    println!(
        "scan {:.1} words {}",
        total as f64 / 1e6 / t.elapsed().as_secs_f64(),
        pack.vocabulary.lexicon.word_count()
    );
}
