//! Lines to blocks, sections, lists with rows and fields.

mod blocks;
mod closings;
mod columns;
mod fields;
mod furniture;
mod heads;
mod inline;
mod joints;
mod known;
mod labels;
mod lines;
mod marks;
mod notes;
mod order;
mod page_ends;
mod rows;
mod running;
mod runs;
mod sections;
mod signatures;
mod strung;
mod table;
mod tails;
mod titles;
mod voice;
mod zones;

use crate::lexicon::{Book, Lexicon};
use crate::model::{Document, Layout};
use crate::settings::Settings;
use known::{Known, Memo};

/// Lays a document out: lines lose their marks, blank lines part groups, groups become blocks by what they look like
/// and by what stands around them (an address before "Dear", signatures below "Sincerely", furniture to the end).
/// Where the analyst says how a list is to be read, that holds.
pub fn lay_out(document: &Document, settings: &Settings, lexicon: &Lexicon) -> Layout {
    lay_out_by(document, settings, &Book::new(lexicon))
}

/// The same by a book of words that other documents have filled: quicker, no line is laid out in another way.
pub fn lay_out_by(document: &Document, settings: &Settings, book: &Book) -> Layout {
    let lexicon = book.tables();
    let set = settings.documents.get(&document.head.id);
    let separator = set.and_then(|set| set.separator);
    let memo = Memo::default();
    let known = Known { text: &document.text, lexicon, heads: &settings.list, separator, book, memo: &memo };
    let start = set.and_then(|set| set.list_start).map(|line| document.places.start_of(line));
    if document.head.format.is_table() {
        return table::whole(&known, document);
    }
    let groups = blocks::groups(&document.text);
    let mut found = blocks::classify(&known, document, &groups);
    zones::mark(&known, document, &mut found, start);
    let sections = sections::begin(&known, &found);
    Layout { blocks: found, sections }
}
