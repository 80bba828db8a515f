//! In which capacity somebody appears in a document.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The seven roles of the annotation guidelines, in the order of the output columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Signs the document, or the letter it reports on.
    Signatory,
    /// Speech is attributed to them at this event or in this document.
    Speaker,
    /// Chairs, moderates or presides over the event.
    Chair,
    /// The letter or call is addressed to them.
    Addressee,
    /// Publishes the document.
    Issuer,
    /// Takes part without speaking or chairing.
    Participant,
    /// None of the above: named only.
    Mentioned,
}

impl Role {
    /// All roles, in column order.
    pub const ALL: [Role; 7] = [
        Role::Signatory,
        Role::Speaker,
        Role::Chair,
        Role::Addressee,
        Role::Issuer,
        Role::Participant,
        Role::Mentioned,
    ];

    /// The word used in every table.
    pub fn word(self) -> &'static str {
        match self {
            Role::Signatory => "signatory",
            Role::Speaker => "speaker",
            Role::Chair => "chair",
            Role::Addressee => "addressee",
            Role::Issuer => "issuer",
            Role::Participant => "participant",
            Role::Mentioned => "mentioned",
        }
    }

    /// The role a word of a table or a setting names.
    pub fn parse(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether holders are tied "alongside": all but the addressed and the merely mentioned.
    pub fn is_active(self) -> bool {
        !matches!(self, Role::Addressee | Role::Mentioned)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
