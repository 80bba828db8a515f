//! `undersigned build`: from documents to tables, graph files and a figure.

use super::failure::Failure;
use super::input::{self, Compiled};
use super::summary::{self, Told};
use super::terminal::{Terminal, Volume};
use super::{Outcome, pseudonyms, words};
use crate::merge::since;
use crate::model::{Dossier, Every, Kind, Notice, Output, Role, RolePair, TieKind, Weighing, Within};
use crate::settings::{
    ColourBy, Copies, Engine, ExportSettings, FigureSettings, NetworkSettings, Nodes, PageSize, Settings,
};
use crate::{draw, export};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Read documents and write tables, graph files and a figure
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  undersigned build letters/\n  \
    undersigned build letters/ reports/ -o graphs/all --since 2020-01-01 --title \"Allies, 2020 to today\"\n  \
    undersigned build letters/ --roles signatory --kinds people\n  \
    undersigned build minutes/ --scope section\n  \
    undersigned build letters/ --mentions mine.jsonl\n\n\
    Flags win over undersigned.toml. Filters shape the network and the figure, never appearances.csv.")]
pub struct Args {
    /// Documents and folders of documents; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder to write [default: graphs/<name of the first path>]
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
    /// Say in names.csv and notices.csv which ids changed since the run that wrote this folder
    #[arg(long, value_name = "OUT")]
    since_run: Option<PathBuf>,
    #[command(flatten)]
    options: input::Options,
    #[command(flatten, next_help_heading = "Network")]
    network: NetworkArgs,
    #[command(flatten, next_help_heading = "Figure")]
    figure: FigureArgs,
    #[command(flatten, next_help_heading = "Figure")]
    engine: EngineArgs,
    #[command(flatten, next_help_heading = "Files")]
    export: ExportArgs,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Files")]
struct ExportArgs {
    /// Write only these files
    #[arg(long, value_name = "FILES", value_delimiter = ',', value_parser = words::one_of(words::OUTPUTS))]
    only: Vec<Output>,
    /// Write these files too: gexf-dynamic, json, cytoscape, kumu, ftm
    #[arg(long, value_name = "FILES", value_delimiter = ',', value_parser = words::one_of(words::OUTPUTS))]
    also: Vec<Output>,
    /// Start tables with the mark by which Excel knows UTF-8
    #[arg(long)]
    excel: bool,
    /// Codes in place of names, and no words of any document; KEY.csv tells who is who: keep it elsewhere. Codes that
    /// it holds already stay as they are
    #[arg(long, value_name = "KEY.csv")]
    pseudonyms: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Network")]
pub struct NetworkArgs {
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
    /// How near two names have to stand to be tied [default: document]
    #[arg(long, value_name = "STRETCH", value_parser = words::one_of(words::SCOPES))]
    scope: Option<Within>,
    /// A document with more tied names ties only in incidence.csv [default: 300]
    #[arg(long, value_name = "N")]
    max_clique: Option<usize>,
    /// What is tied: people and organisations, people, organisations (also through their people), or documents (by
    /// the names they share) [default: both]
    #[arg(long, value_name = "WHAT", value_parser = words::one_of(words::NODES))]
    nodes: Option<Nodes>,
    /// Only ties of these kinds
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = words::one_of(words::TIES))]
    ties: Vec<TieKind>,
    /// Only meetings in these roles, such as signatory+speaker
    #[arg(long, value_name = "PAIRS", value_delimiter = ',', value_parser = words::role_pair)]
    role_pairs: Vec<RolePair>,
    /// Only alongside and shared ties of at least this count [default: 1]
    #[arg(long, value_name = "N")]
    least: Option<u32>,
    /// Count nearly identical documents once, or each [default: once]
    #[arg(long, value_name = "HOW", value_parser = words::one_of(words::COPIES))]
    copies: Option<Copies>,
    /// Only ties whose first dated document is of this day or later
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    new_since: Option<Date>,
    /// What the weight of a tie is [default: count]
    #[arg(long, value_name = "WEIGHT", value_parser = words::one_of(words::WEIGHTS))]
    weight: Option<Weighing>,
    /// Cut the network into slices and write slices.csv
    #[arg(long, value_name = "LENGTH", value_parser = words::one_of(words::SLICES))]
    every: Option<Every>,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Figure")]
pub struct FigureArgs {
    /// Its heading
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// What colour stands for [default: role]
    #[arg(long, value_name = "WHAT", value_parser = words::one_of(words::COLOURS))]
    colour: Option<ColourBy>,
    /// Show at most so many names, the strongest [default: 80]
    #[arg(long, visible_alias = "top", value_name = "N")]
    names: Option<usize>,
    /// The page it is made for [default: a4]
    #[arg(long, value_name = "PAGE", value_parser = words::one_of(words::PAGES))]
    page: Option<PageSize>,
}

#[derive(Debug, clap::Args)]
struct EngineArgs {
    /// Write no network.svg
    #[arg(long)]
    no_figure: bool,
    /// What draws it; neato and sfdp need the program `dot` of Graphviz [default: builtin]
    #[arg(long, value_name = "ENGINE", value_parser = words::one_of(words::ENGINES))]
    engine: Option<Engine>,
}

/// Builds, writes, and tells what was done.
pub fn run(args: &Args, terminal: &mut Terminal) -> anyhow::Result<Outcome> {
    let out = args.out.clone().unwrap_or_else(|| default_out(&args.paths[0]));
    let mut rulebook = input::rulebook(&args.paths, &args.options)?;
    lay_over(&mut rulebook.settings, &args.network, &args.figure);
    rulebook.settings.figure.engine = args.engine.engine.unwrap_or(rulebook.settings.figure.engine);
    choose_files(&mut rulebook.settings.export, &args.export);
    check_days(&rulebook.settings.network)?;
    let steering = args.options.settings.iter().chain(&args.options.decisions).chain(&args.options.mentions);
    let steering = steering.chain(&args.export.pseudonyms);
    let inputs: Vec<PathBuf> = args.paths.iter().chain(steering).cloned().collect();
    export::probe(&out, &inputs).map_err(Failure::from)?;
    args.export.pseudonyms.as_deref().map_or(Ok(()), pseudonyms::probe)?;

    let Compiled { mut dossier, unread } = input::compile(&args.paths, &rulebook, &args.options, terminal.volume)?;
    let changed = changed_ids(args.since_run.as_deref(), &out, &mut dossier)?;
    if let Some(file) = &args.export.pseudonyms {
        dossier = pseudonyms::mask(&dossier, file)?;
    }
    let figure = match args.engine.no_figure || !rulebook.settings.export.writes(Output::Figure) {
        true => None,
        false => Some(figure(&dossier, &rulebook.settings.figure)?),
    };
    let written = export::write(&dossier, figure.as_deref(), &rulebook.settings.export, &out).map_err(Failure::from)?;

    if terminal.volume > Volume::Quiet {
        summary::tell(
            &dossier,
            &Told { paths: &args.paths, out: &out, written: &written, unread, changed: &changed },
            terminal,
        )?;
    }
    // The program ends here, and the system takes back all its memory at once.
    std::mem::forget(dossier);
    Ok(if unread == 0 { Outcome::Done } else { Outcome::Partly })
}

/// Writes into the dossier which ids changed since the run that the analyst names. Where none is named, tells at least
/// what changes against the folder that is about to be replaced: in words only, for what is written hangs on the
/// documents and the decisions alone.
fn changed_ids(since_run: Option<&Path>, out: &Path, dossier: &mut Dossier) -> Result<Vec<Notice>, Failure> {
    let file = |run: &Path| run.join("names.csv").display().to_string();
    let Some(run) = since_run else {
        // No earlier run, or one that tells nothing: nothing to compare with.
        let earlier = export::earlier(out).unwrap_or_default();
        if earlier.is_empty() {
            return Ok(Vec::new());
        }
        return Ok(since(&dossier.entities, earlier, &file(out)).notices);
    };
    let what = || format!("cannot compare with the run in {}", run.display());
    let earlier = export::earlier(run).map_err(|cause| {
        Failure::new(what(), cause, "give the folder that an earlier build wrote, after --since-run")
    })?;
    let mut moved = since(&dossier.entities, earlier, &file(run));
    dossier.notices.append(&mut moved.notices);
    moved.write(&mut dossier.entities);
    dossier.notices.sort_by(|a, b| (&a.document, a.page, a.line, a).cmp(&(&b.document, b.page, b.line, b)));
    Ok(Vec::new())
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
pub fn lay_over(settings: &mut Settings, network: &NetworkArgs, figure: &FigureArgs) {
    let (known, look) = (&mut settings.network, &mut settings.figure);
    known.include.extend(&network.include);
    if !network.roles.is_empty() {
        known.roles = network.roles.iter().copied().collect();
    }
    if !network.kinds.is_empty() {
        known.kinds = network.kinds.iter().copied().collect();
    }
    known.since = network.since.or(known.since);
    known.until = network.until.or(known.until);
    known.scope = network.scope.unwrap_or(known.scope);
    known.max_clique = network.max_clique.unwrap_or(known.max_clique);
    known.nodes = network.nodes.unwrap_or(known.nodes);
    if !network.ties.is_empty() {
        known.ties = network.ties.iter().copied().collect();
    }
    if !network.role_pairs.is_empty() {
        known.role_pairs = network.role_pairs.iter().copied().collect();
    }
    known.least = network.least.unwrap_or(known.least);
    known.copies = network.copies.unwrap_or(known.copies);
    known.new_since = network.new_since.or(known.new_since);
    known.weight = network.weight.unwrap_or(known.weight);
    known.every = network.every.or(known.every);
    if let Some(title) = &figure.title {
        look.title.clone_from(title);
    }
    look.names = figure.names.unwrap_or(look.names);
    look.colour = figure.colour.unwrap_or(look.colour);
    look.page = figure.page.unwrap_or(look.page);
}

/// Which files are written.
fn choose_files(known: &mut ExportSettings, args: &ExportArgs) {
    if !args.only.is_empty() {
        known.only = args.only.iter().copied().collect();
    }
    known.also.extend(&args.also);
    known.excel |= args.excel;
}

/// Refuses a span of days that holds none.
pub fn check_days(network: &NetworkSettings) -> Result<(), Failure> {
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
