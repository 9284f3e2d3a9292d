//! Audits a text and shows what the rules say of it: `cargo run --example audit_text -- FILE`, or with a draft of its own.
#![allow(clippy::print_stdout, clippy::expect_used)]

use tenken::{Lang, Options, Pack, audit_text};

const DRAFT: &str = "\
会員名簿の紛失について(お詫び)

2026年11月20日
ひばり自治会

2026年11月14日、役員が会員42名の名簿(氏名、住所、電話番号)を外出先で紛失しました。深くお詫びします。
";

fn main() {
    let text = std::env::args().nth(1).map_or_else(
        || DRAFT.to_string(),
        |path| std::fs::read_to_string(path).expect("a UTF-8 text"),
    );
    let pack = Pack::built_in().expect("the rules inside the program are whole");
    let today = chrono::Utc::now().date_naive();
    let (document, reports) = audit_text(text, pack, &Options::new(today, Lang::Ja));
    for report in &reports {
        println!("{} (基準日 {})", report.title, report.as_of);
        for finding in report.findings.iter().filter(|f| f.severity.is_some()) {
            println!("  {} {}", finding.code, finding.message);
            for label in &finding.labels {
                println!("    「{}」: {}", document.quote(label.span), label.text);
            }
        }
    }
}
