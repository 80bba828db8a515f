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
    /// Nobody can say: they stay two, and are not asked about again.
    Unsure,
    /// The right one is a part of the left one: two, with a tie between them.
    ParentOf,
    /// The left name names nobody.
    NotAName,
    /// The left name is shown as the right one.
    Rename,
    /// The left name names what the right one says: `person` or `organisation`.
    Kind,
    /// What earlier lines say of these two names is taken back.
    Withdraw,
}

impl Judgement {
    /// All of them, in the order of the guide.
    pub const ALL: [Judgement; 8] = [
        Judgement::Same,
        Judgement::Different,
        Judgement::Unsure,
        Judgement::ParentOf,
        Judgement::NotAName,
        Judgement::Rename,
        Judgement::Kind,
        Judgement::Withdraw,
    ];

    /// The word that stands for it in `decisions.csv`; nothing where there is none.
    pub fn parse(word: &str) -> Option<Judgement> {
        Judgement::ALL.into_iter().find(|judgement| judgement.to_string() == word)
    }

    /// Whether it says that two names name two.
    pub fn parts(self) -> bool {
        matches!(self, Judgement::Different | Judgement::Unsure | Judgement::ParentOf)
    }
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Judgement::Same => "same",
            Judgement::Different => "different",
            Judgement::Unsure => "unsure",
            Judgement::ParentOf => "parent_of",
            Judgement::NotAName => "not_a_name",
            Judgement::Rename => "rename",
            Judgement::Kind => "kind",
            Judgement::Withdraw => "withdraw",
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
    /// The second name; for `rename` the label to show, for `kind` the kind; none for `not_a_name`.
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
