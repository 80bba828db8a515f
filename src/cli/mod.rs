//! The command line: the only part that prints.

mod batch;
mod build;
mod cache;
mod compare;
mod completions;
mod diff;
mod draw;
mod failure;
mod gear;
mod input;
mod interrupt;
mod man;
mod mentions;
mod named;
mod outline;
mod passages;
mod progress;
mod pseudonyms;
mod review;
mod rules;
mod score;
mod settings;
mod show;
mod summary;
pub mod terminal;
mod text;
mod watch;
mod why;
mod words;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use failure::Failure;
use std::ffi::OsString;
use std::process::ExitCode;
use terminal::{Terminal, Volume};

/// Who signs, speaks and chairs alongside whom: from a pile of letters and reports to a network.
///
/// Reads documents (text, web pages, Word, mail, tables and more), finds the people, the organisations and their roles, and writes tables,
/// graph files and a figure. Nothing leaves this machine; the same files always give the same output.
#[derive(Debug, Parser)]
#[command(name = "undersigned", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "First steps:\n  undersigned build letters/        read a folder, write graphs/letters\n  \
    undersigned show letters/a.txt    see what was found in one document\n  \
    undersigned why letters/ NAME     see every passage that names somebody\n\n\
    Exit codes: 0 done; 1 done, but some input could not be read; 2 not done, nothing written.")]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Colour: when the terminal wants it, always, or never
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Colour::Auto, global = true)]
    color: Colour,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(Box<build::Args>),
    Draw(Box<draw::Args>),
    Show(show::Args),
    Why(why::Args),
    Compare(compare::Args),
    Diff(diff::Args),
    Review(review::Args),
    Match(watch::Args),
    Rules(rules::Args),
    Score(score::Args),
    Mentions(mentions::Args),
    Text(text::Args),
    Settings(settings::Args),
    Cache(cache::Args),
    Completions(completions::Args),
    Man(man::Args),
    /// Read files for another process of this program, one after the other
    #[command(name = gear::WORKER, hide = true)]
    Worker,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// What a command that did its work leaves to say to the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is done.
    Done,
    /// Done, but some input could not be read.
    Partly,
}

/// Runs the program with these arguments, the first of which is its own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(usage) => {
            // Only a closed pipe can fail here, and then nobody listens.
            let _ = usage.print();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
        }
    };
    colour(cli.color).write_global();
    hush_the_store();
    if !matches!(cli.command, Some(Command::Worker)) {
        interrupt::listen();
    }
    let mut terminal = Terminal::stdout(volume(&cli));
    let result = run_command(cli.command, &mut terminal).and_then(|outcome| Ok(terminal.finish().map(|()| outcome)?));
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(1),
        Err(error) if terminal::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            Failure::from_error(error).tell();
            ExitCode::from(2)
        }
    }
}

fn run_command(command: Option<Command>, terminal: &mut Terminal) -> anyhow::Result<Outcome> {
    match command {
        Some(Command::Build(args)) => build::run(&args, terminal),
        Some(Command::Draw(args)) => draw::run(&args, terminal),
        Some(Command::Show(args)) => show::run(&args, terminal),
        Some(Command::Why(args)) => why::run(&args, terminal),
        Some(Command::Compare(args)) => compare::run(&args, terminal),
        Some(Command::Diff(args)) => diff::run(&args, terminal),
        Some(Command::Review(args)) => review::run(&args, terminal),
        Some(Command::Match(args)) => watch::run(&args, terminal),
        Some(Command::Rules(args)) => rules::run(&args, terminal),
        Some(Command::Score(args)) => score::run(&args, terminal),
        Some(Command::Mentions(args)) => mentions::run(&args, terminal),
        Some(Command::Text(args)) => text::run(&args, terminal),
        Some(Command::Settings(args)) => settings::run(&args, terminal),
        Some(Command::Completions(args)) => completions::run(&args, terminal),
        Some(Command::Cache(args)) => cache::run(&args, terminal),
        Some(Command::Man(args)) => man::run(&args, terminal),
        Some(Command::Worker) => Ok(gear::serve().map(|()| Outcome::Done)?),
        None => terminal.print_help(Cli::command()),
    }
}

/// Panics over a damaged cache are caught and mended: they are not told. All others are.
fn hush_the_store() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::store::is_guarded() {
            usual(panic);
        }
    }));
}

fn colour(colour: Colour) -> anstream::ColorChoice {
    match colour {
        Colour::Auto => anstream::ColorChoice::Auto,
        Colour::Always => anstream::ColorChoice::Always,
        Colour::Never => anstream::ColorChoice::Never,
    }
}

fn volume(cli: &Cli) -> Volume {
    match (cli.quiet, cli.verbose) {
        (true, _) => Volume::Quiet,
        (_, true) => Volume::Verbose,
        _ => Volume::Normal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }
}
