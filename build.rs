//! Turns the YAML under `rules/` into what is embedded in the program, so that no run pays for reading YAML: the lexicon
//! compiled, and all files as JSON. For JSON only the notation changes: what the keys mean is checked by the same typed
//! readers that read a user's YAML. The lexicon is compiled by the program's own code.

// A build that cannot read its own rules must stop, and says why.
#![allow(clippy::expect_used, clippy::panic)]

// The program's own modules, of which only a part is used here.
#[allow(dead_code, unreachable_pub, missing_docs)]
#[path = "src/date/words.rs"]
mod dates;
#[allow(dead_code, unreachable_pub, missing_docs)]
#[path = "src/lexicon/mod.rs"]
mod lexicon;

use std::path::{Path, PathBuf};
use std::{env, fs};

use lexicon::Lexicon;
use lexicon::raw::RawFile;

/// Files of `rules/lexicon/` that are no lists of words for the lexicon.
const APART: [&str; 3] = ["dates.yaml", "characters.yaml", "publication.yaml"];

fn main() {
    println!("cargo:rerun-if-changed=rules");
    let root =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("rules"), &mut files);
    files.sort();
    let mut entries = Vec::new();
    let mut words = Vec::new();
    let mut compiled: Vec<(String, RawFile)> = Vec::new();
    let mut starts = Vec::new();
    println!("cargo:rerun-if-changed=src/lexicon");
    println!("cargo:rerun-if-changed=src/date/words.rs");
    for path in files {
        println!("cargo:rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut value: serde_json::Value =
            serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let name = path
            .strip_prefix(&root)
            .expect("below the root")
            .to_string_lossy()
            .replace('\\', "/");
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let apart = APART.contains(&file.as_ref());
        if name == "rules/lexicon/dates.yaml" {
            let read: dates::DateWords =
                serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            starts = read.starts();
        }
        let examples = value.as_object_mut().and_then(|v| v.remove("examples"));
        let examples = examples.map_or_else(String::new, |e| e.to_string());
        // Debug text of a str is a literal of Rust.
        let entry = format!(
            "Embedded {{ path: {name:?}, json: {:?}, examples: {examples:?} }},\n",
            value.to_string()
        );
        if name.starts_with("rules/lexicon/") && !apart {
            let read = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            compiled.push((name, read));
            words.push(entry);
        } else {
            entries.push(entry);
        }
    }
    compiled.push(lexicon::raw::date_starts(starts));
    let (numbers, texts) = Lexicon::compile(&compiled)
        .unwrap_or_else(|e| panic!("{}: {}", e.path, e.reason))
        .write();
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let listed = |entries: &[String]| format!("&[\n{}]", entries.concat()).into_bytes();
    for (name, bytes) in [
        ("rules.in", listed(&entries)),
        ("words.in", listed(&words)),
        ("lexicon.bin", numbers),
        ("lexicon.txt", texts.into_bytes()),
    ] {
        fs::write(out.join(name), bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "yaml") {
            files.push(path);
        }
    }
}
