//! The command line program: hands its arguments to `cli` and leaves with its exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(std::env::args_os())
}
