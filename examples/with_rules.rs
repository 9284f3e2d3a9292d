//! The program with the rules of a folder instead of its own: for those who edit `rules/` and want to see at once what
//! comes of it. `cargo run --release --example with_rules -- check corpus/drafts` reads `./rules`.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let pack = tenken::Pack::from_folder(Path::new("rules"));
    tenken::cli::run_with(pack.as_ref(), std::env::args_os())
}
