//! Lines to blocks, sections, lists with rows and fields.

mod blocks;
mod columns;
mod fields;
mod lines;
mod rows;
mod signatures;
mod zones;

use crate::lexicon::Lexicon;
use crate::model::{Document, Layout};

/// Lays a document out: lines lose their marks, blank lines part groups, groups become blocks by what they look like
/// and by what stands around them (an address before "Dear", signatures below "Sincerely", furniture to the end).
pub fn lay_out(document: &Document, lexicon: &Lexicon) -> Layout {
    let groups = blocks::groups(&document.text);
    let mut found = blocks::classify(document, &groups, lexicon);
    zones::mark(document, &mut found, lexicon);
    Layout { blocks: found }
}
