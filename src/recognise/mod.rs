//! Layout to mentions: the one maker of mentions.

mod beside;
mod description;
mod enumeration;
mod form;
mod given;
mod memory;
mod people;
mod phrase;
mod rows;
mod sure;
pub mod tagger;
pub mod words;

use crate::lexicon::Lexicon;
use crate::model::{BlockKind, Document, Kind, Layout, Mention, Rule, Span};
use crate::names::shape::is_acronym;
use beside::Scene;
pub use given::{Misfit, give, given};
use memory::Memory;
use tagger::Chunk;
use tagger::model::Model;
use words::{Sentence, Setting};

/// The rules of this part, by name; last the one that only takes away from the others.
pub const RULES: &[Rule] = &[
    Rule { name: "acronym", page: include_str!("acronym.md") },
    Rule { name: "enumeration", page: include_str!("enumeration.md") },
    Rule { name: "given", page: include_str!("given.md") },
    Rule { name: "organisation", page: include_str!("organisation.md") },
    Rule { name: "person", page: include_str!("person.md") },
    Rule { name: "row", page: include_str!("row.md") },
    Rule { name: "other", page: include_str!("other.md") },
];

/// Bytes of the longest name: no body's has more; an attack's may.
const LONGEST_NAME: usize = 400;

/// Every name in the document, in the order of the text; no two overlap.
///
/// Running text is read by the tagger; the rows of lists by what they have in common.
pub fn recognise(document: &Document, layout: &Layout, model: &Model, lexicon: &Lexicon) -> Vec<Mention> {
    let text = &document.text;
    let sentences = words::of_document(document, layout, lexicon);
    let tagged = tagger::read(model, text, &sentences, lexicon);
    let mut found = named(text, &sentences, &tagged, lexicon);
    found = sure::keep(found, lexicon);
    let memory = Memory::of(text, &found, lexicon);
    let more = |sentence: &Sentence| {
        let scene = Scene { text, sentence, lexicon };
        let mut more = memory.in_small_letters(&scene);
        more.extend(enumeration::bodies(&scene, &found));
        more
    };
    let more: Vec<Mention> = sentences.iter().flat_map(more).collect();
    found = apart(more.into_iter().chain(found));
    form::tell(&mut found, lexicon);
    let tag = |field: Span| of_field(text, field, model, lexicon);
    let known = rows::Known { memory: &memory, tag: &tag };
    for block in layout.blocks.iter().filter(|block| block.kind != BlockKind::List && !block.rows.is_empty()) {
        found.extend(rows::of_list(text, layout, block, &known, lexicon));
    }
    apart(found.into_iter())
}

/// What the tagger found in sentences, as mentions.
fn named(text: &str, sentences: &[Sentence], tagged: &[Vec<Chunk>], lexicon: &Lexicon) -> Vec<Mention> {
    let of_sentence = |(sentence, chunks): (&Sentence, &Vec<Chunk>)| {
        let scene = Scene { text, sentence, lexicon };
        chunks.iter().map(|chunk| of_chunk(&scene, chunk)).collect::<Vec<_>>()
    };
    sentences.iter().zip(tagged).flat_map(of_sentence).collect()
}

/// The names of a field that is read as running text.
fn of_field(text: &str, field: Span, model: &Model, lexicon: &Lexicon) -> Vec<Mention> {
    let mut sentences = Vec::new();
    words::of_span(text, field, Setting::Field, lexicon, &mut sentences);
    let mut found = named(text, &sentences, &tagger::read(model, text, &sentences, lexicon), lexicon);
    form::tell(&mut found, lexicon);
    found
}

/// Mentions in the order of the text. Of those that overlap the first in the text is kept, and of two that begin
/// together the longer.
fn apart(mentions: impl Iterator<Item = Mention>) -> Vec<Mention> {
    let mut found: Vec<Mention> = mentions.filter(|mention| mention.name.len() <= LONGEST_NAME).collect();
    found.sort_by_key(|mention| (mention.whole.start, std::cmp::Reverse(mention.whole.end)));
    let mut end = 0;
    found.retain(|mention| {
        let apart = mention.whole.start >= end;
        if apart {
            end = mention.whole.end;
        }
        apart
    });
    found
}

/// A name that the tagger found, as a mention.
fn of_chunk(scene: &Scene, chunk: &Chunk) -> Mention {
    let written = scene.sentence.span(chunk.first, chunk.last).of(scene.text);
    let rule = match chunk.kind {
        Kind::Person => "person",
        Kind::Organisation if is_acronym(written) => "acronym",
        Kind::Organisation => "organisation",
        Kind::Place | Kind::Other => "other",
    };
    beside::mention(scene, chunk.kind, (chunk.first, chunk.last), rule, chunk.confidence)
}
