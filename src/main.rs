//! The `tenken` program: arguments in, exit status out. Everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    tenken::cli::run(std::env::args_os())
}
