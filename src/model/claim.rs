//! What one rule says about one mention.

use super::{Role, Span, Text};
use serde::{Deserialize, Serialize};

/// Where a claim's evidence stands; serves scopes and filters without the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Page of the source, from 1, where it has pages.
    pub page: Option<u32>,
    /// Line of the source, from 1.
    pub line: u32,
    /// Heading it stands under, as written.
    pub section: Option<Text>,
    /// The stretch of the document that it lies in.
    pub stretch: Stretch,
}

/// A stretch of a document by number: two claims with the same number stand in the same one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stretch {
    /// A session, an item of the agenda, or what stands under one heading, from 1; 0 before the first.
    pub section: u32,
    /// The block, from 0: a paragraph, a heading, a list.
    pub block: u32,
    /// Whether the block is a list.
    pub listed: bool,
}

/// One rule's word that a mention holds a role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Index into `Reading::mentions`.
    pub mention: usize,
    /// The role claimed.
    pub role: Role,
    /// The words that prove it.
    pub evidence: Span,
    /// The same words as text, white space folded, at most 300 characters.
    pub passage: Text,
    /// Where they stand.
    pub place: Place,
    /// The rule's name, as in `undersigned rules`.
    pub rule: Text,
    /// 0 to 1: the rule's grade.
    pub confidence: f32,
}
