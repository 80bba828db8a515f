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

/// Two roles that meet in a tie, such as `signatory+speaker`, whoever holds which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RolePair(Role, Role);

impl RolePair {
    /// The pair of two roles, in whatever order.
    pub fn new(one: Role, other: Role) -> RolePair {
        RolePair(one.min(other), one.max(other))
    }

    /// The pair that words such as `signatory+speaker` name.
    ///
    /// # Errors
    /// When they name none; the message says how one is written.
    pub fn parse(words: &str) -> Result<RolePair, String> {
        let roles = words.split_once('+').and_then(|(one, other)| Some((Role::parse(one)?, Role::parse(other)?)));
        let wrong = || format!("`{words}` is no pair of roles such as signatory+speaker");
        roles.map(|(one, other)| RolePair::new(one, other)).ok_or_else(wrong)
    }
}

impl TryFrom<String> for RolePair {
    type Error = String;

    fn try_from(words: String) -> Result<RolePair, String> {
        RolePair::parse(&words)
    }
}

impl From<RolePair> for String {
    fn from(pair: RolePair) -> String {
        pair.to_string()
    }
}

impl fmt::Display for RolePair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.0, self.1)
    }
}
