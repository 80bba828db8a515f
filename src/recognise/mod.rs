//! Layout to mentions: the one maker of mentions.

use crate::lexicon::Lexicon;
use crate::model::{Document, Layout, Mention, Rule};

/// Every name in the document, in the order of the text; no two overlap.
pub fn recognise(_document: &Document, _layout: &Layout, _lexicon: &Lexicon) -> Vec<Mention> {
    Vec::new()
}

/// The rules of this part, by name.
pub const RULES: &[Rule] = &[];
