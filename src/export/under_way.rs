//! What lies beside a file on its way into its place: gone when the run ends, also where somebody interrupts it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file in a workshop by which one run has it to itself.
pub(super) const WORKSHOP_LOCK: &str = "lock";

static UNDER_WAY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The paths that are under way. Who makes a file on its way, or moves one into its place, holds this meanwhile: so that
/// nobody does either once all is abandoned.
pub(super) fn paths() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a file, unless all is abandoned.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let _paths = paths();
    File::create(path)
}

/// Removes what is under way, before the process ends: from here on nothing is written any more.
pub fn abandon() {
    let paths = paths();
    for path in paths.iter() {
        // What cannot be removed is cleared by the next run.
        let _ = if path.is_dir() { remove_workshop(path) } else { fs::remove_file(path) };
    }
    std::mem::forget(paths);
}

/// Removes a workshop that this run has locked. The lock goes last: from then on the folder is another run's, if one
/// came at that moment, and stays with its files.
///
/// # Errors
/// When something in it cannot be removed, or another run has it by now.
pub(super) fn remove_workshop(workshop: &Path) -> io::Result<()> {
    let lock = workshop.join(WORKSHOP_LOCK);
    for entry in fs::read_dir(workshop)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.path() != lock {
            fs::remove_file(entry.path())?;
        }
    }
    fs::remove_file(lock)?;
    fs::remove_dir(workshop)
}
