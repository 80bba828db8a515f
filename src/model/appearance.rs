//! Who appears in one document, in which role, for whom.

use super::{Few, Kind, Role, Text};
use serde::{Deserialize, Serialize};

/// Mentions of one document that name the same one: a coreference chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// Person or organisation.
    pub kind: Kind,
    /// The fullest form in this document.
    pub name: Text,
    /// Indices into `Reading::mentions`, in the order of the text, never empty.
    pub mentions: Few<usize>,
    /// Surface forms with how often each occurs, in the order of first use.
    pub names: Few<(Text, u32)>,
    /// Posts and bodies the text ties a person to; empty for organisations.
    pub affiliations: Vec<Affiliation>,
}

/// A post, the body it is held in, or both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Affiliation {
    /// The post as written, with "former".
    pub position: Option<Text>,
    /// Index into `Reading::chains`.
    pub organisation: Option<usize>,
    /// Whether the text says that it is over.
    pub former: bool,
    /// `individual` where somebody signs "in an individual capacity".
    pub capacity: Option<Text>,
    /// A place that stands with it ("Senator for Victoria", "Canada").
    pub place: Option<Text>,
    /// The passage that says so.
    pub passage: Text,
    /// Line of the source, from 1.
    pub line: u32,
    /// The rule's name.
    pub rule: Text,
    /// 0 to 1: the rule's grade.
    pub confidence: f32,
}

/// One chain in one role: a row of `appearances.csv` once it has an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Appearance {
    /// Index into `Reading::chains`.
    pub chain: usize,
    /// The role; `Mentioned` only when the chain holds no other.
    pub role: Role,
    /// Indices into `Reading::claims`, best first, never empty.
    pub claims: Few<usize>,
}
