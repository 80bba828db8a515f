//! Layout to mentions: the one maker of mentions.

mod bounds;
mod candidate;
mod description;
mod given;
mod heads;
mod memory;
pub(crate) mod organisation;
mod other;
mod person;
mod phrase;
mod rows;
mod single;
pub mod tagger;
pub mod words;

use crate::lexicon::Lexicon;
use crate::model::{BlockKind, Document, Kind, Layout, Mention, Rule, Span};
use candidate::{Candidate, Scene, best};
pub use given::{Misfit, give, given};
use memory::Memory;
use organisation::spells as organisation_spells;

/// The rules of this part, by name; last the one that only takes away from the others.
pub const RULES: &[Rule] = &[
    Rule { name: "acronym", page: include_str!("acronym.md") },
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
/// Two readings: the second knows what the first has named, so that a surname or an acronym is a name everywhere.
pub fn recognise(document: &Document, layout: &Layout, lexicon: &Lexicon) -> Vec<Mention> {
    let first = read(document, layout, &Memory::default(), lexicon);
    let memory = Memory::of(&document.text, &first, lexicon);
    read(document, layout, &memory, lexicon)
}

fn read(document: &Document, layout: &Layout, memory: &Memory, lexicon: &Lexicon) -> Vec<Mention> {
    let text = &document.text;
    let mut found = Vec::new();
    for sentence in &words::of_document(document, layout, lexicon) {
        let scene = Scene { text, sentence, lexicon, memory };
        found.extend(best(&scene).iter().map(|candidate| mention_of(&scene, candidate)));
    }
    for block in layout.blocks.iter().filter(|block| block.kind != BlockKind::List && !block.rows.is_empty()) {
        found.extend(rows::of_list(text, layout, block, memory, lexicon));
    }
    found.sort_by_key(|mention| (mention.whole.start, mention.whole.end));
    let mut end = 0;
    found.retain(|mention| {
        let apart = mention.whole.start >= end && mention.name.len() <= LONGEST_NAME;
        if apart {
            end = mention.whole.end;
        }
        apart
    });
    found
}

/// A candidate as a mention, with what stands beside it.
fn mention_of(scene: &Scene, candidate: &Candidate) -> Mention {
    let (start, end) = candidate.words;
    let mut span = scene.sentence.span(start, end);
    let (first, last) = candidate.whole;
    let mut whole = scene.sentence.span(first, last);
    let mut name = span.of(scene.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut titles = beside(scene, first, start);
    // "Baroness Kettleby": with no first name the title is part of the name.
    if candidate.kind == Kind::Person && start > first && (start == end || scene.sentence.key(Some(start + 1)) == "of")
    {
        let peer = titles
            .last()
            .filter(|t| scene.lexicon.honorifics.class(&crate::lexicon::key(t)) == Some("peerage"))
            .cloned();
        if let Some(peer) = peer {
            name = format!("{peer} {name}");
            span = Span::new(scene.sentence.words[start - 1].token.span.start, span.end);
            titles.pop();
        }
    }
    whole = whole.join(span);
    let postnominals = beside(scene, end + 1, last + 1);
    Mention {
        pieces: vec![span],
        kind: candidate.kind,
        form: candidate.form,
        name,
        titles,
        postnominals,
        whole,
        rule: candidate.rule.to_string(),
        // Points to a grade between one half and one: 0 is a toss-up, 4 and more is sure.
        confidence: 0.5 + 0.5 * (candidate.score / 4.0).clamp(0.0, 1.0),
    }
}

/// The words from `from` to before `to` as written, each phrase of the lexicon as one.
fn beside(scene: &Scene, from: usize, to: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = from;
    while at < to {
        let keys: Vec<&str> = scene.sentence.words[at..to].iter().map(|w| w.key.as_str()).collect();
        let n = scene.lexicon.honorifics.longest_at(&keys).map_or(1, |(n, _)| n);
        let written = scene.sentence.span(at, at + n - 1).of(scene.text);
        if written.chars().any(char::is_alphabetic) {
            found.push(written.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        at += n;
    }
    found
}
