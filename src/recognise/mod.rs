//! Layout to mentions: the one maker of mentions.

mod beside;
mod committees;
mod description;
mod edges;
mod employers;
mod enumeration;
mod form;
mod given;
mod holders;
mod initials;
mod loud;
mod memory;
mod minutes;
mod misread;
mod pages;
mod people;
mod phrase;
mod politics;
mod portfolio;
mod renowned;
mod rows;
mod small_words;
mod standing;
mod sure;
pub mod tagger;
mod titled;
mod told;

use crate::lexicon::Lexicon;
use crate::lexicon::sentences::{self, Sentences, Setting};
use crate::model::{BlockKind, Document, Kind, Layout, Mention, MentionRule, Rule, Span};
use crate::names::shape::is_acronym;
use beside::Scene;
pub use given::{Misfit, give, given};
use memory::Memory;
use std::cell::RefCell;
use std::rc::Rc;
use tagger::Chunk;
pub use tagger::Wordbook;
use tagger::model::Model;

/// The rules of this part, by name; last the one that only takes away from the others.
pub const RULES: &[Rule] = &[
    Rule { name: MentionRule::Acronym.word(), page: include_str!("acronym.md") },
    Rule { name: MentionRule::Enumeration.word(), page: include_str!("enumeration.md") },
    Rule { name: MentionRule::Given.word(), page: include_str!("given.md") },
    Rule { name: MentionRule::Organisation.word(), page: include_str!("organisation.md") },
    Rule { name: MentionRule::Person.word(), page: include_str!("person.md") },
    Rule { name: MentionRule::Row.word(), page: include_str!("row.md") },
    Rule { name: MentionRule::Other.word(), page: include_str!("other.md") },
];

/// Bytes of the longest name: no body's has more; an attack's may.
const LONGEST_NAME: usize = 400;

/// Every name in the document, in the order of the text; no two overlap.
///
/// Running text is read by the tagger; the rows of lists by what they have in common.
pub fn recognise(document: &Document, layout: &Layout, model: &Model, lexicon: &Lexicon) -> Vec<Mention> {
    recognise_by(document, layout, &mut Wordbook::new(model, lexicon), lexicon).0
}

/// The same by a book of words that other documents have filled: quicker, no name is another. With the names come the
/// sentences in which they were sought, for whoever reads on.
pub fn recognise_by(
    document: &Document,
    layout: &Layout,
    book: &mut Wordbook,
    lexicon: &Lexicon,
) -> (Vec<Mention>, Sentences) {
    let text = &document.text;
    book.turn();
    let sentences = sentences::of_document(document, layout, &mut book.vocabulary);
    let rows: usize = layout.blocks.iter().map(|block| block.rows.len()).sum();
    let room = sentences.count_words() / WORDS + rows * IN_ROW;
    let mut found = named(text, &sentences, book, lexicon, Vec::with_capacity(room));
    standing::mend(text, &mut found, lexicon);
    misread::mend(text, &mut found, lexicon);
    found = sure::keep(text, apart(found), lexicon);
    let beside = [standing::in_brackets(text, &found, lexicon), standing::before_posts(text, &found, lexicon)];
    found.extend(beside.into_iter().flatten());
    standing::mend(text, &mut found, lexicon);
    found = apart(found);
    edges::mend(text, &mut found, lexicon);
    minutes::mend(text, &mut found);
    pages::join(text, layout, &mut found);
    let memory = Memory::of(text, &found, lexicon);
    let hails = employers::come_from_bodies(text, &found, lexicon);
    let more = |i: usize| {
        let sentence = sentences.get(i, &book.vocabulary);
        let scene = Scene { text, sentence: &sentence, lexicon };
        let mut more = memory.in_small_letters(&scene);
        more.extend(memory.again(&scene, &found));
        more.extend(standing::completed(&scene));
        more.extend(standing::defined(&scene, &found));
        more.extend(loud::bodies(&scene, &found));
        more.extend(employers::bodies(&scene, &found, hails));
        more.extend(enumeration::bodies(&scene, &found));
        more.extend(renowned::bodies(&scene, &found));
        more.extend(committees::bodies(&scene, &found));
        more.extend(titled::bodies(&scene, &found));
        more.extend(minutes::bodies(&scene));
        more.extend(holders::people(&scene, &found));
        more
    };
    let may_hold = |i: &usize| sentences.opens_bodies(*i) || sentences.has_capital(*i);
    let more: Vec<Mention> = (0..sentences.len()).filter(may_hold).flat_map(more).collect();
    found.splice(0..0, more);
    found = apart(found);
    form::tell(&mut found, lexicon);
    // Fields are tagged one by one, and the book of words grows with each.
    let lines = Rc::clone(&book.lines);
    let book = RefCell::new(book);
    let tag = |field: Span| of_field(text, field, &mut book.borrow_mut(), lexicon);
    let known = rows::Known { memory: &memory, tag: &tag, book: &lines };
    let lists = layout.blocks.iter().filter(|block| block.kind != BlockKind::List && !block.rows.is_empty());
    lists.for_each(|block| found.extend(rows::of_list(text, layout, block, &known)));
    standing::mend(text, &mut found, lexicon);
    found = apart(found);
    // Beside who signs, a bracket may hold any name.
    let signs =
        |m: &Mention| layout.block_at(m.whole.start).is_some_and(|b| layout.blocks[b].kind == BlockKind::Signature);
    found.extend(standing::in_brackets(text, &found, lexicon).into_iter().filter(|body| !signs(body)));
    found = apart(found);
    initials::mend(text, &mut found, lexicon);
    found.shrink_to_fit();
    (found, sentences)
}

/// Running text has a name on so many words, or on more. A list of names that grows step by step would take twice the
/// memory.
const WORDS: usize = 9;
/// A row names a person and a body.
const IN_ROW: usize = 2;

/// What the tagger finds in sentences, as mentions behind those found.
fn named(
    text: &str,
    sentences: &Sentences,
    book: &mut Wordbook,
    lexicon: &Lexicon,
    mut found: Vec<Mention>,
) -> Vec<Mention> {
    tagger::read_each(book, text, sentences, |_, sentence, chunks| {
        let scene = Scene { text, sentence, lexicon };
        let names = chunks.iter().filter(|chunk| !beside::is_seat(&scene, chunk.first, chunk.last));
        let names = names.filter(|chunk| !beside::is_quarter(&scene, chunk.first, chunk.last));
        let names = names.filter_map(|chunk| portfolio::without_portfolio(&scene, chunk));
        found.extend(names.map(|chunk| of_chunk(&scene, &chunk)));
    });
    found
}

/// The names of a field that is read as running text.
fn of_field(text: &str, field: Span, book: &mut Wordbook, lexicon: &Lexicon) -> Vec<Mention> {
    let mut sentences = Sentences::default();
    sentences.push(text, field, Setting::Field, &mut book.vocabulary);
    let mut found = named(text, &sentences, book, lexicon, Vec::new());
    form::tell(&mut found, lexicon);
    found
}

/// Mentions in the order of the text. Of those that overlap the first in the text is kept, and of two that begin
/// together the longer.
fn apart(mut found: Vec<Mention>) -> Vec<Mention> {
    let mut order: Vec<usize> = (0..found.len()).filter(|i| found[*i].name.len() <= LONGEST_NAME).collect();
    order.sort_by_key(|i| (found[*i].whole.start, std::cmp::Reverse(found[*i].whole.end)));
    let mut end = 0;
    order.retain(|i| {
        let whole = found[*i].whole;
        let apart = whole.start >= end;
        if apart {
            end = whole.end;
        }
        apart
    });
    // Each to its place without a second list: of a long text there are very many.
    for at in 0..order.len() {
        let mut from = order[at];
        while from < at {
            from = order[from];
        }
        found.swap(at, from);
    }
    found.truncate(order.len());
    found
}

/// A name that the tagger found, as a mention.
fn of_chunk(scene: &Scene, chunk: &Chunk) -> Mention {
    let written = scene.sentence.span(chunk.first, chunk.last).of(scene.text);
    let rule = match chunk.kind {
        Kind::Person => MentionRule::Person,
        Kind::Organisation if is_acronym(written) => MentionRule::Acronym,
        Kind::Organisation => MentionRule::Organisation,
        Kind::Place | Kind::Other => MentionRule::Other,
    };
    beside::mention(scene, chunk.kind, (chunk.first, chunk.last), rule, chunk.confidence)
}
