//! What one rule says about one mention.

use super::{Role, Span};
use serde::{Deserialize, Serialize};

/// Where a claim's evidence stands; serves scopes and filters without the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Page of the source, from 1, where it has pages.
    pub page: Option<u32>,
    /// Line of the source, from 1.
    pub line: u32,
    /// Heading it stands under, as written.
    pub section: Option<String>,
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
    pub passage: String,
    /// Where they stand.
    pub place: Place,
    /// The rule's name, as in `undersigned rules`.
    pub rule: String,
    /// 0 to 1: the rule's grade.
    pub confidence: f32,
}
