//! What every command reads first: settings, decisions, documents.

use super::failure::Failure;
use super::gear::Gear;
use super::progress::Progress;
use super::rules;
use super::terminal::Volume;
use super::words;
use crate::decisions::read_decisions;
use crate::mentions::read_mentions;
use crate::model::{Decision, Dossier, GivenMentions, Notice, RunFacts};
use crate::pipeline::{self, Pile, Recogniser};
use crate::read::{self, Cause, Choice, Found, Opened, ReadError, Source};
use crate::recognise::Misfit;
use crate::recognise::tagger::model::Model;
use crate::settings::{self, Settings};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The settings file that is looked for in the first folder given.
pub const SETTINGS_FILE: &str = "undersigned.toml";
/// The decisions file that is looked for in the first folder given.
pub const DECISIONS_FILE: &str = "decisions.csv";

/// What a file of mentions is called in `run.json`, whatever its name.
const MENTIONS_FILE: &str = "mentions.jsonl";

/// What a model is called in `run.json`, whatever its name.
const MODEL_FILE: &str = "recogniser.model";

/// What helps where a file that was there a moment ago is gone.
const HELP: &str = "see that nothing else changes the file, then try again";

/// Options of every command that reads documents.
#[derive(Debug, Default, clap::Args)]
pub struct Options {
    /// Settings [default: undersigned.toml in the first folder given]
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Decisions about names [default: decisions.csv in the first folder given]
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    /// Names found by another recogniser, in place of ours; `undersigned mentions` prints such a file
    #[arg(long, value_name = "FILE")]
    pub mentions: Option<PathBuf>,
    /// Another model of the recogniser, as `cargo run --release --example train` writes them
    #[arg(long, value_name = "FILE", conflicts_with = "mentions")]
    pub model: Option<PathBuf>,
    /// Threads that read [default: one for each core]; the output is the same
    #[arg(short = 'j', long = "threads", value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub threads: usize,
    /// The encoding of text files, such as windows-1250 [default: found by itself]
    #[arg(long, value_name = "NAME", value_parser = words::encoding)]
    pub encoding: Option<String>,
    /// Only files of folders whose path fits, such as "*.pdf" or "2020/**"
    #[arg(long, value_name = "GLOB")]
    pub files: Vec<String>,
    /// No files of folders whose path fits
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Read everything anew, and keep nothing for the next run
    #[arg(long)]
    pub no_cache: bool,
}

impl Options {
    /// Which files of folders are wanted.
    ///
    /// # Errors
    /// When a pattern is none.
    fn choice(&self) -> Result<Choice, Failure> {
        let help = "patterns are such as \"*.pdf\", \"2020/**\" or \"{a,b}*.txt\"";
        Choice::new(&self.files, &self.exclude).map_err(|cause| Failure::new("cannot choose files", cause, help))
    }
}

/// Settings and decisions in force, before any document is opened.
#[derive(Debug, Default)]
pub struct Rulebook {
    /// From the file, or the defaults.
    pub settings: Settings,
    /// From the file, or none.
    pub decisions: Vec<Decision>,
    /// The model that was named, in place of the built-in one.
    model: Option<Model>,
    /// A file of mentions and what it gives, where one was named.
    given: Option<(PathBuf, GivenMentions)>,
    /// SHA-256 of these files, where they are there, by their usual names.
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

impl Rulebook {
    /// Whose mentions the run goes by.
    pub fn recogniser(&self) -> Recogniser<'_> {
        match &self.given {
            Some((_, given)) => Recogniser::Given(given),
            None => Recogniser::Ours(self.model.as_ref().unwrap_or_else(|| Model::built_in())),
        }
    }

    /// Makes sure that given mentions are about some of these documents: else their ids are written otherwise.
    ///
    /// # Errors
    /// When no document is named in the file.
    pub fn check_ids(&self, sources: &[Source]) -> Result<(), Failure> {
        let Some((path, given)) = &self.given else { return Ok(()) };
        let named = |source: &Source| {
            let inside = format!("{}!/", source.id);
            let next = given.range(source.id.clone()..).next();
            next.is_some_and(|(id, _)| *id == source.id) || given.keys().any(|id| id.starts_with(&inside))
        };
        let Some(source) = sources.first().filter(|_| !sources.iter().any(named)) else {
            return Ok(());
        };
        let cause = match given.keys().next() {
            Some(id) => format!("it names {id:?}, but none of the documents given, such as {:?}", source.id),
            None => "there is nothing in it".to_owned(),
        };
        let help = "write the ids of documents as in documents.csv: the path below the folder given";
        Err(Failure::new(format!("cannot use {}", path.display()), cause, help))
    }

    /// A given mention that does not fit its document, as a failure of the file.
    pub fn misfit(&self, misfit: &Misfit) -> Failure {
        let path = self.given.as_ref().map(|(path, _)| path.display().to_string()).unwrap_or_default();
        Failure::new(format!("cannot use {path}, line {}", misfit.line), misfit, misfit.help)
    }

    /// What readings depend on beside the program and the settings: another model, given mentions.
    fn scope(&self) -> String {
        let of = |file| self.hashes.get(file).map_or("", String::as_str);
        format!("{} {}", of(MODEL_FILE), of(MENTIONS_FILE))
    }

    /// What the recognisers of given mentions call themselves.
    fn recognisers(&self) -> BTreeSet<String> {
        let all = self.given.iter().flat_map(|(_, given)| given.values().flatten());
        all.filter_map(|given| given.recogniser.clone()).collect()
    }
}

/// Opens settings, decisions and given mentions.
///
/// # Errors
/// When one of them was named and is not there, or is there and cannot be used.
pub fn rulebook(paths: &[PathBuf], options: &Options) -> Result<Rulebook, Failure> {
    let mut rulebook = Rulebook::default();
    if let Some(path) = settings_file(paths, options.settings.as_deref()) {
        let (settings, bytes) = opened(&path)?;
        rulebook.settings = settings;
        rulebook.hashes.insert(SETTINGS_FILE.to_owned(), hash(&bytes));
    }
    if let Some(encoding) = &options.encoding {
        rulebook.settings.read.encoding.clone_from(encoding);
    }
    if let Some(path) = beside(paths, options.decisions.as_deref(), DECISIONS_FILE) {
        rulebook.decisions = read_decisions(&path)?;
        let bytes = std::fs::read(&path)
            .map_err(|cause| Failure::new(format!("cannot read {}", path.display()), cause, HELP))?;
        rulebook.hashes.insert(DECISIONS_FILE.to_owned(), hash(&bytes));
    }
    if let Some(path) = &options.mentions {
        let (given, bytes) = read_mentions(path)?;
        rulebook.given = Some((path.clone(), given));
        rulebook.hashes.insert(MENTIONS_FILE.to_owned(), hash(&bytes));
    }
    if let Some(path) = &options.model {
        let (model, bytes) = model(path)?;
        rulebook.model = Some(model);
        rulebook.hashes.insert(MODEL_FILE.to_owned(), hash(&bytes));
    }
    Ok(rulebook)
}

/// A model of the recogniser and its bytes.
///
/// # Errors
/// When the file cannot be read, or is no model that this program can use.
pub fn model(path: &Path) -> Result<(Model, Vec<u8>), Failure> {
    let what = || format!("cannot use the model {}", path.display());
    let missing = "see that the path is right; without --model the built-in model is used";
    let bytes = std::fs::read(path).map_err(|cause| Failure::new(what(), cause, missing))?;
    let foreign = "make one with `cargo run --release --example train` of this very version";
    let model = Model::open(bytes.clone().into()).map_err(|cause| Failure::new(what(), cause, foreign))?;
    Ok((model, bytes))
}

/// The settings in force, without anything else.
///
/// # Errors
/// When their file was named and is not there, or cannot be used.
pub fn settings(paths: &[PathBuf], named: Option<&Path>) -> Result<Settings, Failure> {
    let Some(path) = settings_file(paths, named) else { return Ok(Settings::default()) };
    Ok(opened(&path)?.0)
}

/// A settings file and its bytes; every rule that it switches off is one.
fn opened(path: &Path) -> Result<(Settings, Vec<u8>), Failure> {
    let (settings, bytes) = settings::load(path)?;
    for name in &settings.rules.off {
        rules::of_documents(name)
            .map_err(|unknown| Failure::new(format!("cannot use {}", path.display()), unknown.what, unknown.help))?;
    }
    Ok((settings, bytes))
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
        Some(path) => Ok(opened(path)?.0),
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

/// Finds the documents. What cannot be read is told at once and passed over.
///
/// # Errors
/// When there is nothing to read, or two documents have one id.
pub fn find(paths: &[PathBuf], options: &Options) -> Result<Found, Failure> {
    let found = read::find(paths, &options.choice()?);
    if let Some(error) = found.errors.iter().find(|error| matches!(error.cause, Cause::SameId { .. })) {
        return Err(Failure::from(error));
    }
    if found.sources.is_empty() {
        return Err(nothing_to_do(&found.errors, &found.notices));
    }
    tell(&found.errors);
    Ok(found)
}

/// The one document at a path.
///
/// # Errors
/// When there is none, or several.
pub fn one(file: &Path) -> Result<Source, Failure> {
    let mut found = read::find(&[file.to_owned()], &Choice::default());
    match (found.sources.pop(), &found.sources[..], &found.errors[..]) {
        (Some(source), [], _) => Ok(source),
        (_, _, [error, ..]) => Err(Failure::from(error)),
        _ => {
            let help = "give a single file, or - for standard input";
            Err(Failure::plain(format!("{} is not one document", file.display()), help))
        }
    }
}

/// Reads one document as `build` does, with a worker where it needs one.
///
/// # Errors
/// When it cannot be read.
pub fn open(source: &Source, settings: &Settings) -> Result<Opened, Failure> {
    let gear = Gear::new(1);
    let opened = pipeline::open(source, settings, gear.means(None)).one().map_err(|error| Failure::from(&error))?;
    for notice in opened.notices.iter().filter(|notice| notice.code == "encloses") {
        Failure::plain(format!("{}: {}", opened.document.head.id, notice.message), notice.help.clone()).warn();
    }
    Ok(opened)
}

/// Finds, reads and compiles all documents. What cannot be read is told at once and passed over.
///
/// # Errors
/// When there is nothing to read, nothing could be read, or given mentions do not fit the documents.
pub fn compile(paths: &[PathBuf], rulebook: &Rulebook, options: &Options, volume: Volume) -> Result<Compiled, Failure> {
    let Found { sources, notices: told, errors: unknown } = find(paths, options)?;
    rulebook.check_ids(&sources)?;
    let gear = Gear::new(options.threads);
    let gear = if options.no_cache { gear } else { gear.with_cache(&rulebook.scope(), volume)? };
    let progress = Progress::new(sources.len(), volume);
    let tick = || progress.tick();
    let pile = pipeline::read_all(&sources, rulebook.recogniser(), &rulebook.settings, gear.means(Some(&tick)));
    drop(progress);
    // From here on all memory is for the readings.
    drop((gear, sources));
    let Pile { readings, mut notices, errors, misfits } = pile;
    if let Some(first) = misfits.iter().min_by_key(|misfit| misfit.line) {
        return Err(rulebook.misfit(first));
    }
    if readings.is_empty() {
        return Err(nothing_to_do(&errors, &[]));
    }
    tell(&errors);

    notices.extend(told);
    let settings = in_force(&rulebook.settings);
    let model = match rulebook.recogniser() {
        Recogniser::Ours(model) => model.head.name.clone(),
        Recogniser::Given(_) => String::new(),
    };
    let facts = RunFacts { settings, inputs: rulebook.hashes.clone(), model, recognisers: rulebook.recognisers() };
    let dossier = pipeline::compile(readings, notices, &rulebook.settings, &rulebook.decisions, facts);
    Ok(Compiled { dossier, unread: unknown.len() + errors.len() })
}

/// Tells all errors but the last, which is the command's own: there is nothing else to work on.
fn nothing_to_do(errors: &[ReadError], notices: &[Notice]) -> Failure {
    let Some((last, others)) = errors.split_last() else {
        let cause = notices.first().map(|notice| notice.message.clone());
        let help = "give a document, a folder that holds some, or - for standard input".to_owned();
        return Failure { what: "there are no documents".to_owned(), cause, help };
    };
    tell(others);
    Failure::from(last)
}

/// Tells errors, each with its next step.
pub fn tell(errors: &[ReadError]) {
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
