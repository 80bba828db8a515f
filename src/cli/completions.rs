//! `undersigned completions`: what a shell needs to complete our commands.

use super::terminal::Terminal;
use super::{Cli, Outcome};
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;

/// Print the completions of a shell
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  undersigned completions bash > ~/.local/share/bash-completion/completions/undersigned\n  \
    undersigned completions zsh > ~/.zfunc/_undersigned\n  \
    undersigned completions fish > ~/.config/fish/completions/undersigned.fish"
)]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// Prints them.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "undersigned", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::Done)
}
