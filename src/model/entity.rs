//! A person or an organisation over the whole run.

use super::{Few, Kind, Text};
use serde::{Deserialize, Serialize};

/// Where one chain of one document went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Member {
    /// Index into `Dossier::readings`.
    pub reading: usize,
    /// Index into `Reading::chains`.
    pub chain: usize,
}

/// One surface form of an entity, and why it belongs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NameUse {
    /// As written in the documents.
    pub name: Text,
    /// How often.
    pub times: u32,
    /// In how many documents.
    pub documents: u32,
    /// `label`, `equal after folding`, `short form in a document`, `decision, line 3` …
    pub why: Text,
    /// 0 to 1, where a score decided.
    pub score: Option<f64>,
    /// The id that it had in an earlier run, where that was another.
    pub formerly: Option<Text>,
}

/// What an earlier run called a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EarlierName {
    /// The word of its kind.
    pub kind: Text,
    /// As written in the documents.
    pub name: Text,
    /// The id of its entity.
    pub entity: Text,
}

impl EarlierName {
    /// Kind and name: by these it is found again.
    pub fn name(&self) -> (&str, &str) {
        (&self.kind, &self.name)
    }
}

/// A person or an organisation over the whole run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// `p-` or `o-` and the slug of the label; unique in the run.
    pub id: Text,
    /// Person or organisation.
    pub kind: Kind,
    /// The name to show.
    pub label: Text,
    /// Sorted by reading, then chain; never empty. Every chain of the run sits in exactly one entity.
    pub members: Few<Member>,
    /// The label first, then by falling `times`, then by name.
    pub names: Vec<NameUse>,
}
