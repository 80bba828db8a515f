//! All that one document says, whole in itself.

use super::{Appearance, Chain, Claim, Head, Mention, Notice, Sketch};
use serde::{Deserialize, Serialize};

/// One document read: passages resolved, so that the text is no longer needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The document's own facts.
    pub head: Head,
    /// Every name found, in the order of the text; no two overlap.
    pub mentions: Vec<Mention>,
    /// What the rules say of them.
    pub claims: Vec<Claim>,
    /// The mentions joined: one chain for each person or organisation.
    pub chains: Vec<Chain>,
    /// Chains in roles, ordered by chain, then role. Every chain has at least one.
    pub appearances: Vec<Appearance>,
    /// Its running text, by which the same letter in another place is known.
    pub sketch: Sketch,
    /// What the analyst should look at.
    pub notices: Vec<Notice>,
}
