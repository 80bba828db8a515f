//! The work is done, but look here.

use serde::{Deserialize, Serialize};

/// One row of `notices.csv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Notice {
    /// A short name for its kind, such as `unreadable` or `clique-cap`.
    pub code: String,
    /// The document it is about; empty when it is about the run.
    pub document: String,
    /// Page of the source, from 1.
    pub page: Option<u32>,
    /// Line of the source, from 1.
    pub line: Option<u32>,
    /// What was met.
    pub message: String,
    /// What to do about it.
    pub help: String,
}
