//! `decisions.csv`.

use crate::model::Decision;
use std::path::Path;

/// A line that cannot be followed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct DecisionError(String);

/// Reads them.
///
/// # Errors
/// When a line cannot be followed.
pub fn read_decisions(_path: &Path) -> Result<Vec<Decision>, DecisionError> {
    Ok(Vec::new())
}
