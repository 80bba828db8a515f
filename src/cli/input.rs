//! What every command reads first: settings, decisions, documents.

use super::failure::Failure;
use crate::decisions::read_decisions;
use crate::model::{Decision, Dossier, Notice, RunFacts};
use crate::pipeline::{self, Pile};
use crate::read::{self, Cause, ReadError};
use crate::settings::{self, Settings};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The settings file that is looked for in the first folder given.
pub const SETTINGS_FILE: &str = "undersigned.toml";
/// The decisions file that is looked for in the first folder given.
pub const DECISIONS_FILE: &str = "decisions.csv";

/// What helps where a file that was there a moment ago is gone.
const HELP: &str = "see that nothing else changes the file, then try again";

/// Options of every command that reads documents.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Settings [default: undersigned.toml in the first folder given]
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Decisions about names [default: decisions.csv in the first folder given]
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    /// Threads that read [default: one for each core]; the output is the same
    #[arg(short = 'j', long = "threads", value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub threads: usize,
}

/// Settings and decisions in force, before any document is opened.
#[derive(Debug, Default)]
pub struct Rulebook {
    /// From the file, or the defaults.
    pub settings: Settings,
    /// From the file, or none.
    pub decisions: Vec<Decision>,
    /// SHA-256 of both files, where they are there, by their usual names.
    hashes: BTreeMap<String, String>,
}

/// All documents compiled, and how many could not be read.
#[derive(Debug)]
pub struct Compiled {
    /// The whole run.
    pub dossier: Dossier,
    /// Paths and files that were told and passed over.
    pub unread: usize,
}

/// Opens settings and decisions.
///
/// # Errors
/// When one of them was named and is not there, or is there and cannot be used.
pub fn rulebook(paths: &[PathBuf], options: &Options) -> Result<Rulebook, Failure> {
    let mut rulebook = Rulebook::default();
    if let Some(path) = settings_file(paths, options.settings.as_deref()) {
        let (settings, bytes) = settings::load(&path)?;
        rulebook.settings = settings;
        rulebook.hashes.insert(SETTINGS_FILE.to_owned(), hash(&bytes));
    }
    if let Some(path) = beside(paths, options.decisions.as_deref(), DECISIONS_FILE) {
        rulebook.decisions = read_decisions(&path)?;
        let bytes = std::fs::read(&path)
            .map_err(|cause| Failure::new(format!("cannot read {}", path.display()), cause, HELP))?;
        rulebook.hashes.insert(DECISIONS_FILE.to_owned(), hash(&bytes));
    }
    Ok(rulebook)
}

/// Where decisions are written: the file that was named, else the one in the first folder given, there or not.
///
/// # Errors
/// When no file was named and no folder given.
pub fn decisions_file(paths: &[PathBuf], options: &Options) -> Result<PathBuf, Failure> {
    let usual = || first_folder(paths).map(|folder| folder.join(DECISIONS_FILE));
    options.decisions.clone().or_else(usual).ok_or_else(|| {
        Failure::plain("there is no folder to keep decisions in", "give a folder, or name a file with --decisions")
    })
}

/// The settings in a file that was named; else the defaults.
///
/// # Errors
/// When the file is not there or cannot be used.
pub fn settings_of(named: Option<&Path>) -> Result<Settings, Failure> {
    match named {
        Some(path) => Ok(settings::load(path)?.0),
        None => Ok(Settings::default()),
    }
}

/// The settings file that was named, else the one in the first folder given, if it is there.
pub fn settings_file(paths: &[PathBuf], named: Option<&Path>) -> Option<PathBuf> {
    beside(paths, named, SETTINGS_FILE)
}

/// The first folder among the paths.
pub fn first_folder(paths: &[PathBuf]) -> Option<&Path> {
    paths.iter().map(PathBuf::as_path).find(|path| path.is_dir())
}

/// Finds, reads and compiles all documents. What cannot be read is told at once and passed over.
///
/// # Errors
/// When there is nothing to read, or nothing could be read.
pub fn compile(paths: &[PathBuf], rulebook: &Rulebook, threads: usize) -> Result<Compiled, Failure> {
    let found = read::find(paths);
    if let Some(error) = found.errors.iter().find(|error| matches!(error.cause, Cause::SameId { .. })) {
        return Err(Failure::from(error));
    }
    if found.sources.is_empty() {
        return Err(nothing_to_do(&found.errors, &found.notices));
    }
    tell(&found.errors);

    let Pile { readings, mut notices, errors } = pipeline::read_all(&found.sources, &rulebook.settings, threads);
    if readings.is_empty() {
        return Err(nothing_to_do(&errors, &[]));
    }
    tell(&errors);

    notices.extend(found.notices);
    let hashes = readings.iter().map(|reading| (reading.head.id.clone(), reading.head.sha256.clone()));
    let inputs = hashes.chain(rulebook.hashes.clone()).collect();
    let facts = RunFacts { settings: in_force(&rulebook.settings), inputs };
    let dossier = pipeline::compile(readings, notices, &rulebook.settings, &rulebook.decisions, facts);
    Ok(Compiled { dossier, unread: found.errors.len() + errors.len() })
}

/// Tells all errors but the last, which is the command's own: there is nothing else to work on.
fn nothing_to_do(errors: &[ReadError], notices: &[Notice]) -> Failure {
    let Some((last, others)) = errors.split_last() else {
        let cause = notices.first().map(|notice| notice.message.clone());
        let help = "give a .txt, .md or .html file, a folder that holds some, or - for standard input".to_owned();
        return Failure { what: "there are no documents".to_owned(), cause, help };
    };
    tell(others);
    Failure::from(last)
}

fn tell(errors: &[ReadError]) {
    errors.iter().for_each(|error| Failure::from(error).tell());
}

fn in_force(settings: &Settings) -> serde_json::Value {
    serde_json::to_value(settings).expect("settings are plain tables, strings and numbers")
}

/// The file that was named; else the one of its usual name in the first folder, if it is there.
fn beside(paths: &[PathBuf], named: Option<&Path>, usual: &str) -> Option<PathBuf> {
    let here = || first_folder(paths).map(|folder| folder.join(usual)).filter(|path| path.exists());
    named.map(Path::to_owned).or_else(here)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
