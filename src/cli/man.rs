//! `undersigned man`: the manual, as one page or as a folder of pages.

use super::failure::Failure;
use super::terminal::{Terminal, clean};
use super::{Cli, Outcome};
use clap::CommandFactory;
use std::io::Write;
use std::path::PathBuf;

/// Print the man page, or write the pages of all commands to a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  undersigned man | man -l -\n  undersigned man ~/.local/share/man/man1")]
pub struct Args {
    /// Write all pages here
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Prints or writes them.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    let Some(folder) = &args.folder else {
        clap_mangen::Man::new(Cli::command()).render(out)?;
        return Ok(Outcome::Done);
    };
    let failed = |cause: std::io::Error| {
        Failure::new(format!("cannot write to {}", folder.display()), cause, "name a folder that you may write to")
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(Cli::command(), folder).map_err(failed)?;
    writeln!(out, "man pages written to {}", clean(&folder.display().to_string()))?;
    Ok(Outcome::Done)
}
