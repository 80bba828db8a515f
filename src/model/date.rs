//! The date of a document.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A day, and whether the text left no doubt about it (`01/02/2020` does).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentDate {
    /// The day.
    pub day: Date,
    /// Whether it can be read one way only.
    pub certain: bool,
}
