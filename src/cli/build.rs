//! `undersigned build`: from documents to tables, graph files and a figure.

use super::failure::Failure;
use super::input::{self, Compiled};
use super::summary::{self, Told};
use super::terminal::{Terminal, Volume};
use super::{Outcome, words};
use crate::model::{Dossier, Kind, Role};
use crate::settings::{ColourBy, Engine, FigureSettings, NetworkSettings, Settings};
use crate::{draw, export};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Read documents and write tables, graph files and a figure
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  undersigned build letters/\n  \
    undersigned build letters/ reports/ -o graphs/all --since 2020-01-01 --title \"Allies, 2020 to today\"\n  \
    undersigned build letters/ --roles signatory --kinds people\n  \
    undersigned build letters/ --mentions mine.jsonl\n\n\
    Flags win over undersigned.toml. Filters shape the network and the figure, never appearances.csv.")]
pub struct Args {
    /// Documents and folders of documents; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder to write [default: graphs/<name of the first path>]
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
    #[command(flatten)]
    options: input::Options,
    #[command(flatten, next_help_heading = "Network")]
    network: NetworkArgs,
    #[command(flatten, next_help_heading = "Figure")]
    figure: FigureArgs,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Network")]
struct NetworkArgs {
    /// Tie the merely mentioned too
    #[arg(long, value_name = "ROLE", value_parser = words::one_of(words::INCLUDABLE))]
    include: Vec<Role>,
    /// Only these roles
    #[arg(long, value_name = "ROLES", value_delimiter = ',', value_parser = words::one_of(words::ROLES))]
    roles: Vec<Role>,
    /// Only people, or only organisations
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = words::one_of(words::KINDS))]
    kinds: Vec<Kind>,
    /// Only documents of this day or later
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    since: Option<Date>,
    /// Only documents of this day or earlier
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    until: Option<Date>,
    /// A document with more tied names ties only in incidence.csv [default: 300]
    #[arg(long, value_name = "N")]
    max_clique: Option<usize>,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Figure")]
struct FigureArgs {
    /// Write no network.svg
    #[arg(long)]
    no_figure: bool,
    /// Its heading
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// What colour stands for [default: role]
    #[arg(long, value_name = "WHAT", value_parser = words::one_of(words::COLOURS))]
    colour: Option<ColourBy>,
    /// Show at most so many names, the strongest [default: 80]
    #[arg(long, value_name = "N")]
    names: Option<usize>,
    /// What draws it; neato and sfdp need the program `dot` of Graphviz [default: builtin]
    #[arg(long, value_name = "ENGINE", value_parser = words::one_of(words::ENGINES))]
    engine: Option<Engine>,
}

/// Builds, writes, and tells what was done.
pub fn run(args: Args, terminal: &mut Terminal) -> anyhow::Result<Outcome> {
    let out = args.out.clone().unwrap_or_else(|| default_out(&args.paths[0]));
    let mut rulebook = input::rulebook(&args.paths, &args.options)?;
    lay_over(&mut rulebook.settings, &args);
    check_days(&rulebook.settings.network)?;
    let steering = args.options.settings.iter().chain(&args.options.decisions).chain(&args.options.mentions);
    let inputs: Vec<PathBuf> = args.paths.iter().chain(steering).cloned().collect();
    export::probe(&out, &inputs).map_err(Failure::from)?;

    let Compiled { dossier, unread } = input::compile(&args.paths, &rulebook, &args.options, terminal.volume)?;
    let figure = match args.figure.no_figure {
        true => None,
        false => Some(figure(&dossier, &rulebook.settings.figure)?),
    };
    let written = export::write(&dossier, figure.as_deref(), &out).map_err(Failure::from)?;

    if terminal.volume > Volume::Quiet {
        summary::tell(&dossier, &Told { paths: &args.paths, out: &out, written: &written, unread }, terminal)?;
    }
    Ok(if unread == 0 { Outcome::Done } else { Outcome::Partly })
}

/// `graphs/` and the name of the first path without its extension.
fn default_out(first: &Path) -> PathBuf {
    let whole = if first.as_os_str() == "-" { PathBuf::from("stdin") } else { first.to_owned() };
    // `.` and `..` have a name only once they are followed.
    let named = whole.file_name().map(PathBuf::from).or_else(|| whole.canonicalize().ok());
    let is_folder = whole.is_dir();
    let name = named.as_deref().and_then(if is_folder { Path::file_name } else { Path::file_stem });
    Path::new("graphs").join(name.unwrap_or("documents".as_ref()))
}

/// Flags win over the settings file.
fn lay_over(settings: &mut Settings, args: &Args) {
    let (network, figure) = (&mut settings.network, &mut settings.figure);
    network.include.extend(&args.network.include);
    if !args.network.roles.is_empty() {
        network.roles = args.network.roles.iter().copied().collect();
    }
    if !args.network.kinds.is_empty() {
        network.kinds = args.network.kinds.iter().copied().collect();
    }
    network.since = args.network.since.or(network.since);
    network.until = args.network.until.or(network.until);
    network.max_clique = args.network.max_clique.unwrap_or(network.max_clique);
    if let Some(title) = &args.figure.title {
        figure.title.clone_from(title);
    }
    figure.names = args.figure.names.unwrap_or(figure.names);
    figure.colour = args.figure.colour.unwrap_or(figure.colour);
    figure.engine = args.figure.engine.unwrap_or(figure.engine);
}

/// Refuses a span of days that holds none.
fn check_days(network: &NetworkSettings) -> Result<(), Failure> {
    match (network.since, network.until) {
        (Some(since), Some(until)) if since > until => {
            let cause = format!("--since {since} is later than --until {until}");
            Err(Failure::new("no document can be of these days", cause, "change the two days round"))
        }
        _ => Ok(()),
    }
}

fn figure(dossier: &Dossier, settings: &FigureSettings) -> Result<String, Failure> {
    if settings.engine == Engine::Builtin {
        return Ok(draw::svg(&dossier.network, settings));
    }
    let what = format!("cannot draw with --engine {}", settings.engine.word());
    draw::graphviz::render(&export::dot::dot(dossier), settings.engine.word())
        .map_err(|cause| Failure::new(what, &cause, cause.help()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_folder_is_named_after_the_first_path() {
        assert_eq!(default_out(Path::new("some/letters/")), Path::new("graphs/letters"));
        assert_eq!(default_out(Path::new("some/a.b.txt")), Path::new("graphs/a.b"));
        assert_eq!(default_out(Path::new("-")), Path::new("graphs/stdin"));
        let here = std::env::current_dir().expect("tests run somewhere");
        assert_eq!(default_out(Path::new(".")), Path::new("graphs").join(here.file_name().expect("not the root")));
    }
}
