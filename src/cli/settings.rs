//! `undersigned settings`: what is in force, as a settings file.

use super::terminal::Terminal;
use super::{Outcome, input};
use crate::settings::explained;
use std::io::Write;
use std::path::PathBuf;

/// Print the settings in force as TOML, each key with its meaning
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: undersigned settings > letters/undersigned.toml")]
pub struct Args {
    /// Documents and folders, as for build: the first folder's undersigned.toml is in force
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// This settings file
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
}

/// Prints them.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    let settings = input::settings(&args.paths, args.settings.as_deref())?;
    out.write_all(explained(&settings).as_bytes())?;
    Ok(Outcome::Done)
}
