//! Mentions to claims: who holds which role, one rule a file, each with its page.

use crate::lexicon::Lexicon;
use crate::model::{Claim, Document, Layout, Mention};

/// Every claim of every rule.
pub fn claims(_document: &Document, _layout: &Layout, _mentions: &[Mention], _lexicon: &Lexicon) -> Vec<Claim> {
    Vec::new()
}

/// A rule as the user sees it: its name and its page (Markdown, with examples).
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name in every output.
    pub name: &'static str,
    /// Its page: the first line after the heading is its summary.
    pub page: &'static str,
}

/// The rules of this part, by name.
pub const RULES: &[Rule] = &[];
