//! `undersigned draw`: one figure of a part of the network.

use super::build::{FigureArgs, NetworkArgs, check_days, lay_over};
use super::failure::Failure;
use super::input::{self, Compiled};
use super::named;
use super::terminal::{Terminal, Volume};
use super::{Outcome, words};
use crate::draw;
use crate::draw::plan::{CannotDraw, Form, Part, Plan, Ties};
use crate::export;
use crate::model::{Dossier, Every};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Draw one figure of a part of the network
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  undersigned draw letters/ --around \"Mara Ostrander\" --hops 2\n  \
    undersigned draw letters/ --between \"Mara Ostrander\" \"Quay Watch\" -o between.svg\n  \
    undersigned draw letters/ --timeline --names 30 --kinds people\n  \
    undersigned draw letters/ --slices year -o years.svg --page slide\n\n\
    A name is a label, any form in names.csv, or an id such as p-mara-ostrander.")]
pub struct Args {
    /// Documents and folders of documents, as for build
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// File to write: .svg, .png or .pdf; - is standard output
    #[arg(short, long, value_name = "FILE", default_value = "figure.svg")]
    out: PathBuf,
    #[command(flatten)]
    options: input::Options,
    #[command(flatten, next_help_heading = "Part")]
    part: PartArgs,
    #[command(flatten, next_help_heading = "Form")]
    form: FormArgs,
    #[command(flatten, next_help_heading = "Network")]
    network: NetworkArgs,
    #[command(flatten, next_help_heading = "Look")]
    figure: FigureArgs,
}

#[derive(Debug, clap::Args)]
#[group(multiple = false)]
struct PartArgs {
    /// One name and all within some ties of it
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// The shortest ways from one name to another; their steps are documents
    #[arg(long, value_names = ["NAME", "NAME2"], num_args = 2)]
    between: Option<Vec<String>>,
    /// One component, by its number in nodes.csv
    #[arg(long, value_name = "NUMBER")]
    component: Option<u32>,
    /// One community, by its number in nodes.csv
    #[arg(long, value_name = "NUMBER")]
    community: Option<u32>,
    /// The names of one document, by its id in documents.csv
    #[arg(long, value_name = "DOCUMENT")]
    document: Option<String>,
}

#[derive(Debug, clap::Args)]
struct FormArgs {
    /// How many ties away from --around a name may be
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around", value_parser = clap::value_parser!(u32).range(1..=9))]
    hops: u32,
    /// Only ties that chance does not explain
    #[arg(long)]
    backbone: bool,
    #[command(flatten)]
    form: OneForm,
}

#[derive(Debug, clap::Args)]
#[group(multiple = false)]
struct OneForm {
    /// Names and the documents they hold a role in
    #[arg(long)]
    two_mode: bool,
    /// A table of names by names, for dense networks
    #[arg(long)]
    matrix: bool,
    /// Who appears when, in which role
    #[arg(long)]
    timeline: bool,
    /// A small network for each span of time, every name in the same place
    #[arg(long, value_name = "SPAN", value_parser = words::one_of(words::SLICES))]
    slices: Option<Every>,
}

/// Reads the documents as `build` does and writes the figure.
pub fn run(args: &Args, terminal: &mut Terminal) -> anyhow::Result<Outcome> {
    let format = Format::of(&args.out)?;
    if args.out != Path::new("-") {
        export::probe_file(&args.out).map_err(Failure::from)?;
    }
    let mut rulebook = input::rulebook(&args.paths, &args.options)?;
    lay_over(&mut rulebook.settings, &args.network, &args.figure);
    check_days(&rulebook.settings.network)?;
    let Compiled { dossier, unread } = input::compile(&args.paths, &rulebook, &args.options, terminal.volume)?;
    let plan = Plan {
        part: part(args, &dossier)?,
        ties: if args.form.backbone { Ties::Backbone } else { Ties::All },
        form: form(&args.form.form),
        settings: rulebook.settings.figure.clone(),
    };
    let figure = draw::figure(&dossier, &plan).map_err(|cannot| refused(&cannot, &dossier))?;
    let figure = format.printed(figure)?;
    if args.out == Path::new("-") {
        terminal.write_all(&figure)?;
    } else {
        export::whole(&figure, &args.out).map_err(Failure::from)?;
        if terminal.volume > Volume::Quiet {
            writeln!(terminal, "{}", args.out.display())?;
        }
    }
    Ok(if unread == 0 { Outcome::Done } else { Outcome::Partly })
}

/// What kind of file a figure becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
    Pdf,
}

impl Format {
    /// By the extension of the file; standard output takes SVG.
    fn of(out: &Path) -> Result<Format, Failure> {
        let extension = out.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
        match extension.as_deref() {
            None if out == Path::new("-") => Ok(Format::Svg),
            Some("svg") => Ok(Format::Svg),
            Some("png") if cfg!(feature = "print") => Ok(Format::Png),
            Some("pdf") if cfg!(feature = "print") => Ok(Format::Pdf),
            Some("png" | "pdf") => {
                let help = "write .svg, or build it with `cargo install --path . --features print`";
                Err(Failure::plain("this program was built without PNG and PDF", help))
            }
            _ => {
                let what = format!("cannot tell what kind of figure {} is to be", out.display());
                Err(Failure::plain(what, "name a file that ends in .svg, .png or .pdf with -o"))
            }
        }
    }

    #[cfg(feature = "print")]
    fn printed(self, svg: String) -> Result<Vec<u8>, Failure> {
        use crate::draw::print::{pdf, png};
        let help = "write .svg instead, and open it in a browser";
        match self {
            Format::Svg => Ok(svg.into_bytes()),
            Format::Png => png(&svg).map_err(|error| Failure::of(&error, help)),
            Format::Pdf => pdf(&svg).map_err(|error| Failure::of(&error, help)),
        }
    }

    #[cfg(not(feature = "print"))]
    fn printed(self, svg: String) -> Result<Vec<u8>, Failure> {
        Ok(svg.into_bytes())
    }
}

fn part(args: &Args, dossier: &Dossier) -> Result<Part, Failure> {
    let id = |name: &str| -> Result<String, Failure> {
        let found = named::find(dossier, name)?;
        match found.as_slice() {
            [one] => Ok(dossier.entities[*one].id.to_string()),
            several => {
                let ids: Vec<_> = several.iter().map(|entity| dossier.entities[*entity].id.as_str()).collect();
                Err(Failure::plain(format!("several are named \"{name}\""), format!("give an id: {}", ids.join(", "))))
            }
        }
    };
    Ok(match &args.part {
        PartArgs { around: Some(name), .. } => Part::Around { id: id(name)?, hops: args.form.hops },
        PartArgs { between: Some(names), .. } => {
            let (from, to) = (id(&names[0])?, id(&names[1])?);
            if from == to {
                return Err(Failure::plain("both names are one", "give two names of two to --between"));
            }
            Part::Between { from, to }
        }
        PartArgs { component: Some(number), .. } => Part::Component(*number),
        PartArgs { community: Some(number), .. } => Part::Community(*number),
        PartArgs { document: Some(document), .. } => Part::Document(document.clone()),
        _ => Part::Strongest,
    })
}

fn form(form: &OneForm) -> Form {
    match form {
        OneForm { two_mode: true, .. } => Form::TwoMode,
        OneForm { matrix: true, .. } => Form::Matrix,
        OneForm { timeline: true, .. } => Form::Timeline,
        OneForm { slices: Some(every), .. } => Form::Slices(*every),
        _ => Form::Ties,
    }
}

/// The refusal in the analyst's words: the label in place of an id.
fn refused(cannot: &CannotDraw, dossier: &Dossier) -> Failure {
    let label =
        |id: &String| dossier.entities.iter().find(|entity| entity.id == *id).map(|entity| entity.label.to_string());
    let told = match cannot {
        CannotDraw::NotThere(id) => CannotDraw::NotThere(label(id).unwrap_or_else(|| id.clone())),
        other => other.clone(),
    };
    Failure::plain(told.to_string(), told.help())
}
