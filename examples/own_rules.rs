//! Adds rules of a folder to the built-in ones and counts what each rule says over the texts named:
//! `cargo run --example own_rules -- RULES FILE…`. `docs/rules` tells how rules are written.
#![allow(clippy::print_stdout, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::Path;

use tenken::{Lang, Options, Pack, Verdict, audit_text};

fn main() {
    let mut args = std::env::args().skip(1);
    let rules = args.next().expect("a folder of rules");
    let pack = match Pack::with_folders(&[Path::new(&rules)]) {
        Ok(pack) => pack,
        Err(e) => {
            println!("{}: {e}", e.place());
            return;
        }
    };
    let today = chrono::Utc::now().date_naive();
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for path in args {
        let text = std::fs::read_to_string(&path).expect("a UTF-8 text");
        let (_, reports) = audit_text(text, &pack, &Options::new(today, Lang::Ja));
        for finding in reports.iter().flat_map(|r| &r.findings) {
            let [met, not] = counts.entry(finding.code.clone()).or_default();
            match finding.verdict {
                Verdict::Met => *met += 1,
                Verdict::Violated | Verdict::Unstated => *not += 1,
                _ => {}
            }
        }
    }
    for (code, [met, not]) in counts {
        println!("{code}: met {met}, not met {not}");
    }
}
