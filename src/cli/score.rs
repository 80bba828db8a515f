//! `undersigned score`: a run against annotations.

use super::failure::Failure;
use super::input::{self, Compiled};
use super::terminal::{Terminal, clean};
use super::{Outcome, failure};
use crate::evaluate::{self, Annotation, Score};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Measure precision, recall and F1 against annotations
#[derive(Debug, clap::Args)]
#[command(after_help = "GOLD holds one .json for each document, as docs/commands.md describes; the .txt beside it is \
    the text.\nExample: undersigned score data/samples data/gold --errors")]
pub struct Args {
    /// The documents, as for build
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Folders of annotations
    #[arg(value_name = "GOLD", required = true)]
    gold: Vec<PathBuf>,
    /// List every error
    #[arg(long)]
    errors: bool,
    /// Print JSON, with figures for each document
    #[arg(long)]
    json: bool,
    /// Folder of the annotated texts [default: beside the annotations]
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    #[command(flatten)]
    options: input::Options,
}

/// Reads the documents as `build` does, and scores them.
pub fn run(args: &Args, terminal: &mut Terminal) -> anyhow::Result<Outcome> {
    let paths = std::slice::from_ref(&args.path);
    let gold = annotations(args)?;
    let rulebook = input::rulebook(paths, &args.options)?;
    let Compiled { dossier, unread } = input::compile(paths, &rulebook, &args.options, terminal.volume)?;
    let score = evaluate::score(&evaluate::predicted(&dossier), &gold);
    for line in &score.unclear {
        let help = "give the folder that holds both, so that their ids differ by folder";
        failure::Failure::plain(line.clone(), help).tell();
    }
    if args.json {
        print_json(&score, args, terminal)?
    } else {
        print(&score, args, terminal)?
    }
    Ok(if unread == 0 { Outcome::Done } else { Outcome::Partly })
}

fn print(score: &Score, args: &Args, out: &mut Terminal) -> io::Result<()> {
    let missing = match score.without_appearances.is_empty() {
        true => "none".to_owned(),
        false => score.without_appearances.join(", "),
    };
    writeln!(out, "{} documents; without any appearance: {}", score.documents, clean(&missing))?;
    for (name, f) in &score.figures {
        let counts = format!("tp {} fp {} fn {}", f.tp, f.fp, f.misses);
        writeln!(out, "{name:18} P {:.3}  R {:.3}  F1 {:.3}   {counts}", f.p, f.r, f.f1)?;
    }
    let errors = score.errors.iter().filter(|_| args.errors);
    errors
        .map(|line| line.split('\t').map(|cell| clean(cell).into_owned()).collect::<Vec<_>>().join("\t"))
        .try_for_each(|line| writeln!(out, "{line}"))
}

fn print_json(score: &Score, args: &Args, out: &mut Terminal) -> anyhow::Result<()> {
    let figures: BTreeMap<_, _> = score.figures.iter().cloned().collect();
    let mut json = serde_json::json!({
        "documents": score.documents,
        "without_appearances": score.without_appearances,
        "figures": figures,
        "per_document": score.per_document,
    });
    if args.errors {
        json["errors"] = serde_json::to_value(&score.errors)?;
    }
    writeln!(out, "{}", serde_json::to_string_pretty(&json)?)?;
    Ok(())
}

/// Every annotation of every folder, in the order of folders and names; of two of one name the later one.
fn annotations(args: &Args) -> Result<Vec<Annotation>, Failure> {
    let mut all: Vec<Annotation> = Vec::new();
    for folder in &args.gold {
        let unusable = |cause: io::Error| {
            let what = format!("cannot read annotations in {}", folder.display());
            Failure::new(what, cause, "give a folder of .json annotations")
        };
        let entries = std::fs::read_dir(folder).map_err(unusable)?;
        let mut files = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>().map_err(unusable)?;
        files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        files.sort();
        for file in files {
            let annotation = annotation(&file, args.texts.as_deref())?;
            match all.iter_mut().find(|known| known.name == annotation.name) {
                Some(known) => *known = annotation,
                None => all.push(annotation),
            }
        }
    }
    if all.is_empty() {
        return Err(Failure::plain(
            "there are no annotations in the folders given",
            "give a folder of .json annotations",
        ));
    }
    Ok(all)
}

fn annotation(file: &Path, texts: Option<&Path>) -> Result<Annotation, Failure> {
    let what = || format!("cannot read {}", file.display());
    let name =
        |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    let whole = file.canonicalize();
    let bytes = std::fs::read(file).map_err(|cause| Failure::new(what(), cause, "check the file"))?;
    let document = serde_json::from_slice(&bytes)
        .map_err(|cause| Failure::new(what(), cause, "docs/commands.md describes the format of annotations"))?;
    let folder = name(whole.as_deref().unwrap_or(file).parent().and_then(Path::file_name));
    let beside = texts.map_or_else(|| file.to_owned(), |texts| texts.join(file.file_name().unwrap_or_default()));
    let text = std::fs::read(beside.with_extension("txt")).ok();
    let text = text.as_deref().map(String::from_utf8_lossy);
    Ok(Annotation::new(format!("{folder}/{}", name(file.file_stem())), document, text.as_deref()))
}
