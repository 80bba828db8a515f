//! Paths to sources: files, folders and standard input, each with its document id, in the order of the ids.

use super::format::{is_document, of_name as format_of};
use super::{Cause, Choice, ReadError, counted};
use crate::model::{Format, Notice};
use ignore::WalkBuilder;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One input to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path below the folder given, `/` between parts; a file given by name: its name; standard input: `-`.
    pub id: String,
    /// Where it lies; `None` for standard input.
    pub path: Option<PathBuf>,
    /// What its name announces; `None` where the bytes have to tell.
    pub format: Option<Format>,
}

impl Source {
    /// The path as errors name it.
    pub fn shown(&self) -> String {
        self.path.as_deref().map_or_else(|| "standard input".into(), shown)
    }
}

/// What lies at the paths given.
#[derive(Debug, Default)]
pub struct Found {
    /// Sorted by id; no two ids are equal.
    pub sources: Vec<Source>,
    /// What was passed over.
    pub notices: Vec<Notice>,
    /// What cannot be read; [`Cause::SameId`] is a question only the user can answer.
    pub errors: Vec<ReadError>,
}

/// Files of the analyst's that steer the run; never documents, never counted as passed over.
const STEERING: &[&str] = &["undersigned.toml", "decisions.csv"];

/// Bytes of a file that tell whether it is a document.
const HEAD: u64 = 4 << 10;

/// What `--files` and `--exclude` leave out.
const NOT_CHOSEN: &str = "not chosen";

/// Finds the documents at `paths`: files, folders (of these what is chosen; hidden files left out, links not followed) and
/// `-`. In folders, a file is a document by its name or by its first bytes.
pub fn find(paths: &[PathBuf], choice: &Choice) -> Found {
    let mut found = Found::default();
    let mut by_id = BTreeMap::new();
    for path in paths {
        if path.as_os_str() == "-" {
            add(Source { id: "-".into(), path: None, format: None }, &mut by_id, &mut found);
            continue;
        }
        if is_ours(path) {
            found.notices.push(own(path));
            continue;
        }
        match fs::metadata(path) {
            Ok(facts) if facts.is_dir() => walk(path, choice, &mut by_id, &mut found),
            Ok(facts) if facts.is_file() => {
                let source = Source { id: own_name(path), path: Some(path.clone()), format: format_of(path) };
                add(source, &mut by_id, &mut found);
            }
            Ok(_) => found.errors.push(ReadError { what: shown(path), cause: Cause::NotRegular }),
            Err(error) => found.errors.push(ReadError { what: shown(path), cause: error.into() }),
        }
    }
    found.sources = by_id.into_values().collect();
    found
}

/// Adds a source unless its id is taken; the same file given twice is one source.
fn add(source: Source, by_id: &mut BTreeMap<String, Source>, found: &mut Found) {
    let Some(other) = by_id.get(&source.id) else {
        by_id.insert(source.id.clone(), source);
        return;
    };
    let real = |source: &Source| source.path.as_ref().map(|path| fs::canonicalize(path).unwrap_or(path.clone()));
    if real(other) != real(&source) {
        let cause = Cause::SameId { id: source.id.clone(), other: other.shown() };
        found.errors.push(ReadError { what: source.shown(), cause });
    }
}

/// Adds the documents below a folder and tells what was passed over.
fn walk(root: &Path, choice: &Choice, by_id: &mut BTreeMap<String, Source>, found: &mut Found) {
    let mut passed_over: BTreeMap<String, usize> = BTreeMap::new();
    let mut documents = 0;
    let errors_before = found.errors.len();
    let hidden = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&hidden);
    let entries = WalkBuilder::new(root)
        .standard_filters(false)
        .follow_links(false)
        .sort_by_file_name(|a, b| a.cmp(b))
        .filter_entry(move |entry| {
            let is_hidden = entry.depth() > 0 && is_hidden(entry.file_name());
            counted.fetch_add(usize::from(is_hidden), Ordering::Relaxed);
            let holds_files = entry.file_type().is_some_and(|kind| kind.is_dir());
            !(is_hidden || holds_files && is_output(entry.path()))
        })
        .build();
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.errors.push(walk_error(root, error));
                continue;
            }
        };
        let path = entry.path();
        let Some(kind) = entry.file_type().filter(|_| entry.depth() > 0) else { continue };
        let below = path.strip_prefix(root).unwrap_or(path);
        if kind.is_dir() || is_steering(path) {
            continue;
        }
        let named = format_of(path);
        match () {
            () if !choice.wants(below) => *passed_over.entry(NOT_CHOSEN.into()).or_default() += 1,
            () if kind.is_symlink() => *passed_over.entry("symbolic links".into()).or_default() += 1,
            () if named.is_some() && !kind.is_file() => {
                found.errors.push(ReadError { what: shown(path), cause: Cause::NotRegular });
            }
            () if named.is_some() || kind.is_file() && opens_as_document(path) => {
                documents += 1;
                add(Source { id: shown(below), path: Some(path.into()), format: named }, by_id, found);
            }
            () => *passed_over.entry(extension(path)).or_default() += 1,
        }
    }
    match hidden.load(Ordering::Relaxed) {
        0 => {}
        hidden => drop(passed_over.insert("hidden".into(), hidden)),
    }
    let others = passed_over.values().sum();
    if others > 0 {
        found.notices.push(not_read(root, others, &passed_over));
    }
    if documents == 0 && found.errors.len() == errors_before {
        found.errors.push(ReadError { what: shown(root), cause: Cause::NoDocuments { passed_over: others } });
    }
}

/// Hidden files and folders, but for the ones that a system puts everywhere.
fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") && name != ".DS_Store"
}

/// Whether the first bytes of a file are those of a document, whatever its name.
fn opens_as_document(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && is_document(&head)
}

/// What went wrong on the way through a folder.
fn walk_error(root: &Path, error: ignore::Error) -> ReadError {
    let mut at = root;
    let mut inner = &error;
    while let ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } = inner {
        if let ignore::Error::WithPath { path, .. } = inner {
            at = path;
        }
        inner = err;
    }
    let what = shown(at);
    let words = error.to_string();
    let cause = error.into_io_error().map_or_else(|| Cause::Io(words), Cause::from);
    ReadError { what, cause }
}

/// One notice for all files of a folder that were passed over.
fn not_read(root: &Path, others: usize, passed_over: &BTreeMap<String, usize>) -> Notice {
    let formats: Vec<String> = passed_over.iter().map(|(name, n)| format!("{name} {n}")).collect();
    Notice {
        code: "not-read".into(),
        document: String::new(),
        page: None,
        line: None,
        message: format!("{} in {} passed over: {}", counted(others, "file"), own_name(root), formats.join(", ")),
        help: "save or export them as .txt, .docx, .pdf or .html to have them read".into(),
    }
}

/// A path's own name: no output holds a path of the analyst's machine.
fn own_name(path: &Path) -> String {
    path.file_name().map_or_else(|| "the folder".into(), |name| shown(Path::new(name)))
}

/// `.pdf`, or words for a name without an extension.
fn extension(path: &Path) -> String {
    match path.extension() {
        Some(extension) => format!(".{}", shown(Path::new(extension)).to_lowercase()),
        None => "without extension".into(),
    }
}

/// The notice for a file or folder of ours given by name, as a shell's `*` does.
fn own(path: &Path) -> Notice {
    Notice {
        code: "own-file".into(),
        document: String::new(),
        page: None,
        line: None,
        message: format!("{} belongs to this program and is no document", own_name(path)),
        help: "name the folder with the documents".into(),
    }
}

/// Whether a path names a file that steers runs, or an earlier run's output.
fn is_ours(path: &Path) -> bool {
    is_steering(path) || is_output(path) || path.parent().is_some_and(is_output)
}

/// Whether a path names a file that steers runs.
fn is_steering(path: &Path) -> bool {
    path.file_name().is_some_and(|name| STEERING.iter().any(|known| name == *known))
}

/// Whether a folder holds an earlier run's output.
fn is_output(folder: &Path) -> bool {
    let Ok(text) = fs::read_to_string(folder.join("run.json")) else { return false };
    text.contains("\"undersigned\"")
}

/// A path as text: `/` between parts; control characters and bytes that are no UTF-8 as `\xff`.
pub(super) fn shown(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                c if std::path::is_separator(c) => text.push('/'),
                c if c.is_control() => text.push_str(&format!("\\x{:02x}", u32::from(c))),
                c => text.push(c),
            }
        }
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    text
}
