//! A name for a finding that stays when lines move: its rule, the words it rests on, and which of its like it is.

use std::collections::HashMap;

use crate::evaluate::Finding;
use crate::input::Document;
use crate::rule::Verdict;

/// The fingerprints of the findings of one report, in their order: 16 hexadecimal digits each, no two alike. `seen` counts
/// those of the reports before it in the same file.
pub fn of_report(
    document: &Document,
    findings: &[Finding],
    seen: &mut HashMap<u64, u32>,
) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            let words = words(document, finding);
            let name = hash(&[&finding.code, &words]);
            let nth = seen.entry(name).or_insert(0);
            *nth += 1;
            if *nth == 1 {
                format!("{name:016x}")
            } else {
                format!("{:016x}", hash(&[&finding.code, &words, &nth.to_string()]))
            }
        })
        .collect()
}

/// What a finding rests on, blanks apart. What is missing rests on nothing.
fn words(document: &Document, finding: &Finding) -> String {
    if finding.verdict == Verdict::Unstated {
        return String::new();
    }
    let mut words = String::new();
    for label in &finding.labels {
        words.extend(
            document
                .quote(label.span)
                .chars()
                .filter(|c| !c.is_whitespace()),
        );
        words.push('\n');
    }
    words
}

/// FNV-1a over the parts and the ends between them: short, and the same on every machine and in every version.
fn hash(parts: &[&str]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
