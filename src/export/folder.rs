//! The output folder: what may be overwritten, and how a whole folder appears at once or not at all.

use crate::model::tables::{RUN_FILE, is_our_run};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The path ends in `..` or is a root: there is nothing to put in its place.
    #[error("cannot write to {}: it is no folder of its own", .0.display())]
    Nameless(PathBuf),
    /// Something else stands there.
    #[error("cannot write to {}: it is a file", .0.display())]
    NotAFolder(PathBuf),
    /// It holds files and no `run.json` of ours.
    #[error("cannot write to {}: it holds files that are not from undersigned", .0.display())]
    Foreign(PathBuf),
    /// To overwrite it would delete what was to be read.
    #[error("cannot write to {}: it holds the input {}", out.display(), input.display())]
    HoldsInput {
        /// The output folder.
        out: PathBuf,
        /// The input inside.
        input: PathBuf,
    },
    /// The system refused.
    #[error("cannot write {}", path.display())]
    Io {
        /// What was to be written.
        path: PathBuf,
        /// Why it was not.
        source: io::Error,
    },
}

impl ExportError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            ExportError::Nameless(_) => "name a new folder with -o, such as -o graphs/letters",
            ExportError::NotAFolder(_) => "name another folder with -o, or move the file away",
            ExportError::Foreign(_) => "name a new or empty folder with -o; only earlier results are overwritten",
            ExportError::HoldsInput { .. } => "name a folder with -o that holds no document, settings or decisions",
            ExportError::Io { .. } => {
                "see that the folder can be written and the disk has room, or name another with -o"
            }
        }
    }
}

/// Finds out before any work whether `write` may write to `out`. `inputs` are the files and folders to be read:
/// documents, settings, decisions.
///
/// # Errors
/// When `out` is a file, holds what is not ours, is or holds an input, or cannot be written.
pub fn probe(out: &Path, inputs: &[PathBuf]) -> Result<(), ExportError> {
    let place = Place::of(out)?;
    if let Ok(folder) = fs::canonicalize(out) {
        let inside = |input: &&PathBuf| fs::canonicalize(input).is_ok_and(|input| input.starts_with(&folder));
        if let Some(input) = inputs.iter().find(inside) {
            return Err(ExportError::HoldsInput { out: out.into(), input: input.clone() });
        }
    }
    writable(&existing(&place.parent))?;
    if out.exists() { writable(out) } else { Ok(()) }
}

/// Makes and removes a folder, which is the only sure way to know.
fn writable(ground: &Path) -> Result<(), ExportError> {
    let trial = ground.join(".undersigned.probe");
    remove(&trial)?;
    fs::create_dir(&trial).and_then(|()| fs::remove_dir(&trial)).map_err(io_error(ground))
}

/// Files on their way to `out`, in a folder beside it; removed again unless published.
pub struct Draft {
    place: Place,
    folder: PathBuf,
    files: Vec<String>,
    published: bool,
}

impl Draft {
    /// An empty draft.
    ///
    /// # Errors
    /// When `out` may not be overwritten or its parent cannot be written.
    pub fn beside(out: &Path) -> Result<Draft, ExportError> {
        let place = Place::of(out)?;
        fs::create_dir_all(&place.parent).map_err(io_error(&place.parent))?;
        let folder = place.parent.join(place.beside("partial"));
        remove(&folder)?;
        fs::create_dir(&folder).map_err(io_error(&folder))?;
        Ok(Draft { place, folder, files: Vec::new(), published: false })
    }

    /// Writes one file and waits until the disk has it.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn file(&mut self, name: &str, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), ExportError> {
        let write = || {
            let mut file = BufWriter::new(File::create(self.folder.join(name))?);
            fill(&mut file)?;
            file.into_inner().map_err(|error| error.into_error())?.sync_all()
        };
        write().map_err(io_error(&self.place.out().join(name)))?;
        self.files.push(name.to_owned());
        Ok(())
    }

    /// Puts the draft in the place of `out`; returns the names of the files.
    ///
    /// # Errors
    /// When the folder cannot be moved; an earlier `out` is then put back.
    pub fn publish(mut self) -> Result<Vec<String>, ExportError> {
        let out = self.place.out();
        let old = self.place.parent.join(self.place.beside("old"));
        remove(&old)?;
        let replaced = out.exists();
        if replaced {
            fs::rename(&out, &old).map_err(io_error(&out))?;
        }
        if let Err(error) = fs::rename(&self.folder, &out) {
            if replaced {
                fs::rename(&old, &out).map_err(io_error(&out))?;
            }
            return Err(io_error(&out)(error));
        }
        self.published = true;
        remove(&old)?;
        Ok(std::mem::take(&mut self.files))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.published {
            // The first error is already on its way to the user; a folder left over is removed by the next run.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// A folder that may be written: new, empty or ours.
struct Place {
    parent: PathBuf,
    name: OsString,
}

impl Place {
    /// Where `out` really lies.
    fn of(out: &Path) -> Result<Place, ExportError> {
        if out.exists() {
            if !out.is_dir() {
                return Err(ExportError::NotAFolder(out.into()));
            }
            if !is_empty(out)? && !is_ours(out) {
                return Err(ExportError::Foreign(out.into()));
            }
        }
        // A link keeps pointing where it does, and what it points at is replaced.
        let real = fs::canonicalize(out).unwrap_or_else(|_| out.to_owned());
        match (real.parent(), real.file_name()) {
            (Some(parent), Some(name)) if parent.as_os_str().is_empty() => {
                Ok(Place { parent: ".".into(), name: name.into() })
            }
            (Some(parent), Some(name)) => Ok(Place { parent: parent.into(), name: name.into() }),
            _ => Err(ExportError::Nameless(out.into())),
        }
    }

    fn out(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// The hidden name of a folder beside it.
    fn beside(&self, suffix: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".");
        name.push(suffix);
        name
    }
}

fn is_empty(folder: &Path) -> Result<bool, ExportError> {
    Ok(fs::read_dir(folder).map_err(io_error(folder))?.next().is_none())
}

/// Whether a folder holds a `run.json` of ours.
fn is_ours(folder: &Path) -> bool {
    fs::read_to_string(folder.join(RUN_FILE)).is_ok_and(|run| is_our_run(&run))
}

/// The nearest folder above (or at) a path that exists.
fn existing(path: &Path) -> PathBuf {
    let found = path.ancestors().find(|path| path.is_dir());
    found.filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

fn remove(folder: &Path) -> Result<(), ExportError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error(folder)(error)),
        _ => Ok(()),
    }
}

fn io_error(path: &Path) -> impl Fn(io::Error) -> ExportError {
    let path = path.to_owned();
    move |source| ExportError::Io { path: path.clone(), source }
}
