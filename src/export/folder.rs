//! The output folder: what may be overwritten, and how a whole folder appears at once or not at all.

use super::settle::Settling;
use super::under_way::{self, WORKSHOP_LOCK};
use crate::model::tables::{RUN_FILE, is_our_run};
use same_file::Handle;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// So many bytes of a file are handed to the system at once.
const AT_ONCE: usize = 1 << 16;

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
    /// Another run is on its way to the same place.
    #[error("cannot write to {}: another run is writing there", .0.display())]
    Busy(PathBuf),
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
            ExportError::Busy(_) => "wait until it is done, or name another folder with -o",
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

/// Makes and removes a folder, which is the only sure way to know. Another run may be doing the same.
pub(super) fn writable(ground: &Path) -> Result<(), ExportError> {
    let trial = ground.join(".undersigned.probe");
    match fs::create_dir(&trial) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(io_error(ground)(error)),
        _ => remove(&trial),
    }
}

/// Files on their way to `out`, in a workshop beside it: a hidden folder that one run at a time has locked, with the
/// new files and, while they change places, the old ones. It goes away with the run; what a killed run leaves behind,
/// the next one clears.
pub struct Draft {
    place: Place,
    workshop: PathBuf,
    /// Files that the disk does not have yet; none where it has all.
    settling: Option<Settling>,
    /// Held until the end of the run, however it ends.
    _lock: File,
}

impl Draft {
    /// An empty draft.
    ///
    /// # Errors
    /// When `out` may not be overwritten, its parent cannot be written, or another run is writing there.
    pub fn beside(out: &Path) -> Result<Draft, ExportError> {
        let place = Place::of(out)?;
        let workshop = place.workshop();
        let mut under_way = under_way::paths();
        let lock = lock(&workshop).map_err(io_error(&workshop))?.ok_or_else(|| ExportError::Busy(out.into()))?;
        under_way.insert(workshop.clone());
        let draft = Draft { place, workshop, settling: Some(Settling::new()), _lock: lock };
        let cleared = draft.clear();
        // A draft that goes away asks for it.
        drop(under_way);
        cleared.map(|()| draft)
    }

    /// Mends and removes what a killed run left behind.
    fn clear(&self) -> Result<(), ExportError> {
        let (new, old, out) = (self.new_files(), self.old_files(), self.place.out());
        if old.exists() && !out.exists() {
            // It was killed between its two moves.
            fs::rename(&old, &out).map_err(io_error(&out))?;
        }
        remove(&old)?;
        remove(&new)?;
        fs::create_dir(&new).map_err(io_error(&new))
    }

    /// Writes one file. Several may be written at once.
    ///
    /// # Errors
    /// When the disk does not take it; that may be told by [`Draft::publish`].
    pub fn file(&self, name: &str, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), ExportError> {
        let write = || {
            let mut file = BufWriter::with_capacity(AT_ONCE, under_way::create(&self.new_files().join(name))?);
            fill(&mut file)?;
            file.into_inner().map_err(|error| error.into_error())
        };
        let path = self.place.out().join(name);
        let file = write().map_err(io_error(&path))?;
        if let Some(settling) = &self.settling {
            settling.take(path, file);
        }
        Ok(())
    }

    /// Waits until the disk has all files and puts the draft in the place of `out`.
    ///
    /// # Errors
    /// When the disk does not take a file, or the folder cannot be moved; an earlier `out` is then put back.
    pub fn publish(mut self) -> Result<(), ExportError> {
        self.settling.take().map_or(Ok(()), Settling::finish)?;
        let (out, old) = (self.place.out(), self.old_files());
        let mut under_way = under_way::paths();
        let replaced = out.exists();
        if replaced && swap(&self.new_files(), &out) {
            return Ok(());
        }
        if replaced {
            fs::rename(&out, &old).map_err(io_error(&out))?;
        }
        if let Err(error) = fs::rename(self.new_files(), &out) {
            if replaced {
                under_way.remove(&self.workshop);
                fs::rename(&old, &out).map_err(io_error(&out))?;
            }
            return Err(io_error(&out)(error));
        }
        Ok(())
    }

    fn new_files(&self) -> PathBuf {
        self.workshop.join("new")
    }

    fn old_files(&self) -> PathBuf {
        self.workshop.join("old")
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // An error is already on its way to the user, and what is left over is cleared by the next run. Old files that
        // could not be put back stay.
        let _ = self.settling.take().map(Settling::finish);
        let mut under_way = under_way::paths();
        under_way.remove(&self.workshop);
        if self.place.out().exists() || !self.old_files().exists() {
            let _ = under_way::remove_workshop(&self.workshop);
        }
    }
}

/// Makes a workshop and locks it; nothing where another run has it.
///
/// A run that ends takes its lock away just before its workshop. Who comes in between may hold the lock of a file that is
/// no longer there, and tries again.
fn lock(workshop: &Path) -> io::Result<Option<File>> {
    let path = workshop.join(WORKSHOP_LOCK);
    // The folder went away between two looks at it.
    let gone = |error: &io::Error| matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists);
    // Each round is one run that ended at the same moment.
    for _ in 0..100 {
        let file = match fs::create_dir_all(workshop).and_then(|()| File::create(&path)) {
            Err(error) if gone(&error) && !workshop.is_file() => continue,
            file => file?,
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Where the disk knows no locks, the run is alone for all we know.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        let ours = Handle::from_file(file.try_clone()?)?;
        if Handle::from_path(&path).is_ok_and(|there| there == ours) {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

/// Makes two folders change places at one blow, so that nobody ever finds neither; whether the system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(new: &Path, old: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).is_ok()
}

/// Elsewhere there are two moves, and the next run mends what a killed one left between them.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(_: &Path, _: &Path) -> bool {
    false
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

    /// A hidden folder beside it, on the same disk.
    fn workshop(&self) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".partial");
        self.parent.join(name)
    }
}

fn is_empty(folder: &Path) -> Result<bool, ExportError> {
    Ok(fs::read_dir(folder).map_err(io_error(folder))?.next().is_none())
}

/// Whether a folder holds a `run.json` of ours.
fn is_ours(folder: &Path) -> bool {
    fs::read_to_string(folder.join(RUN_FILE)).is_ok_and(|run| is_our_run(&run))
}

/// What exists above (or at) a path and is nearest to it.
pub(super) fn existing(path: &Path) -> PathBuf {
    let found = path.ancestors().find(|path| path.exists());
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

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::tempdir;

    fn publish(out: &Path) {
        let draft = Draft::beside(out).unwrap();
        draft.file("nodes.csv", |file| file.write_all(b"Id\n")).unwrap();
        draft.file(RUN_FILE, |file| file.write_all(b"{\"program\": \"undersigned\"}")).unwrap();
        draft.publish().unwrap();
    }

    #[test]
    fn two_runs_never_mix_their_files() {
        let folder = tempdir().unwrap();
        let out = folder.path().join("out");
        let first = Draft::beside(&out).unwrap();
        assert!(matches!(Draft::beside(&out), Err(ExportError::Busy(_))), "the second is told");
        drop(first);
        assert!(!out.exists());
        publish(&out);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_workshop_is_one_runs_own_until_it_is_gone() {
        let folder = tempdir().unwrap();
        let workshop = folder.path().join(".out.partial");
        let work = || {
            let mut had = 0;
            for _ in 0..500 {
                let Some(held) = lock(&workshop).unwrap() else { continue };
                had += 1;
                let files = workshop.join("new");
                fs::create_dir(&files).unwrap();
                fs::write(files.join("nodes.csv"), "Id\n").unwrap();
                assert_eq!(fs::read(files.join("nodes.csv")).unwrap(), b"Id\n");
                let _ = under_way::remove_workshop(&workshop);
                drop(held);
            }
            had
        };
        let had: Vec<usize> = std::thread::scope(|scope| {
            let runs: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        assert!(had.iter().sum::<usize>() > 0);
        assert!(!workshop.exists());
    }

    #[test]
    fn what_a_killed_run_leaves_is_cleared_and_old_files_come_back() {
        let folder = tempdir().unwrap();
        let (out, workshop) = (folder.path().join("out"), folder.path().join(".out.partial"));
        publish(&out);
        let nodes = fs::read(out.join("nodes.csv")).unwrap();
        // Killed between the two moves: the old files are away, the new ones not yet there.
        fs::create_dir_all(workshop.join("new")).unwrap();
        fs::write(workshop.join("new/nodes.csv"), "half a f").unwrap();
        fs::rename(&out, workshop.join("old")).unwrap();
        drop(Draft::beside(&out).unwrap());
        assert_eq!(fs::read(out.join("nodes.csv")).unwrap(), nodes);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}
