//! What the analyst has decided about names.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// Both names are one entity.
    Same,
    /// They are two, whatever the score.
    Different,
    /// The left name names nobody.
    NotAName,
    /// The left name is shown as the right one.
    Rename,
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Judgement::Same => "same",
            Judgement::Different => "different",
            Judgement::NotAName => "not_a_name",
            Judgement::Rename => "rename",
        })
    }
}

/// A name everywhere, or a name in one document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Side {
    /// The name as written in some document or as a label.
    pub name: String,
    /// The document's id, when only the name in that document is meant.
    pub document: Option<String>,
}

/// One line of `decisions.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// `person` or `organisation` where the analyst says so; both when empty.
    pub kind: Option<super::Kind>,
    /// The first name.
    pub left: Side,
    /// The second name; for `rename` the label to show; none for `not_a_name`.
    pub right: Option<Side>,
    /// What is decided.
    pub judgement: Judgement,
    /// Who decided.
    pub by: String,
    /// When, as written.
    pub date: String,
    /// Why.
    pub note: String,
    /// Line of `decisions.csv`, from 1.
    pub line: u64,
}
