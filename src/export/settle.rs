//! Waiting for the disk beside the writing: a file is safe only when the disk has it, and that takes no processor.

use super::folder::ExportError;
use std::fs::File;
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

/// Files that are written, on their way to the disk.
pub struct Settling {
    files: Sender<(PathBuf, File)>,
    waiting: JoinHandle<Result<(), ExportError>>,
}

impl Settling {
    /// No files yet.
    pub fn new() -> Settling {
        let (files, written) = mpsc::channel::<(PathBuf, File)>();
        let settle = || {
            written.into_iter().try_for_each(|(path, file)| match file.sync_all() {
                Ok(()) => Ok(()),
                Err(source) => Err(ExportError::Io { path, source }),
            })
        };
        Settling { files, waiting: thread::spawn(settle) }
    }

    /// Takes a file that is written; `path` is where it is to lie, for the user.
    pub fn take(&self, path: PathBuf, file: File) {
        // Nobody waits any longer where an earlier file failed, and that one is told at the end.
        let _ = self.files.send((path, file));
    }

    /// Waits until the disk has them all.
    ///
    /// # Errors
    /// When the disk does not take one.
    pub fn finish(self) -> Result<(), ExportError> {
        drop(self.files);
        self.waiting.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}
