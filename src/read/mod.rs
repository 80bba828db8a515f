//! Files to documents.

pub mod decisions;

use crate::model::{Document, Format, Head, Notice, Places};
use sha2::Digest;
use std::path::{Path, PathBuf};

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The document's id.
    pub id: String,
    /// Where it lies; `-` is standard input.
    pub path: PathBuf,
}

/// What `find` found.
#[derive(Debug, Default)]
pub struct Found {
    /// Sorted by id.
    pub sources: Vec<Source>,
    /// What the analyst should look at.
    pub notices: Vec<Notice>,
    /// Paths that could not be opened.
    pub errors: Vec<ReadError>,
}

/// A document at the door.
#[derive(Debug)]
pub struct Opened {
    /// The document.
    pub document: Document,
    /// What was met on the way in.
    pub notices: Vec<Notice>,
}

/// A file that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{cause}")]
pub struct ReadError {
    path: PathBuf,
    cause: String,
    help: String,
}

impl ReadError {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The next step.
    pub fn help(&self) -> String {
        self.help.clone()
    }
}

/// Every document below the paths.
pub fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
            found.sources.extend(
                entries
                    .map(|e| e.path())
                    .filter(|p| p.extension().is_some_and(|e| e == "txt"))
                    .map(|path| Source { id: path.file_name().expect("listed").to_string_lossy().into_owned(), path }),
            );
        } else if path.exists() {
            let id = path.file_name().expect("a file").to_string_lossy().into_owned();
            found.sources.push(Source { id, path: path.clone() });
        } else {
            let (cause, help) =
                ("there is no such file or folder".to_owned(), "check the spelling of the path".to_owned());
            found.errors.push(ReadError { path: path.clone(), cause, help });
        }
    }
    found.sources.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// Reads one.
///
/// # Errors
/// When it cannot be read.
pub fn read(source: &Source) -> Result<Opened, ReadError> {
    let bytes = std::fs::read(&source.path).map_err(|e| ReadError {
        path: source.path.clone(),
        cause: e.to_string(),
        help: "check the file".to_owned(),
    })?;
    let sha256 = sha2::Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let places = Places::of_lines(&text);
    let head =
        Head { id: source.id.clone(), title: None, date: None, kind: String::new(), format: Format::Text, sha256 };
    Ok(Opened { document: Document { head, text, places }, notices: Vec::new() })
}
