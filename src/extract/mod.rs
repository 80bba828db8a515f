//! Mentions to claims: who holds which role, one rule a file, each with its page.

use crate::lexicon::Lexicon;
use crate::model::{Claim, Document, Layout, Mention, Rule};

/// Every claim of every rule.
pub fn claims(_document: &Document, _layout: &Layout, _mentions: &[Mention], _lexicon: &Lexicon) -> Vec<Claim> {
    Vec::new()
}

/// The rules of this part, by name.
pub const RULES: &[Rule] = &[];
