//! The program: hands its arguments to `cli` and its exit code to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    undersigned::cli::run(std::env::args_os())
}
