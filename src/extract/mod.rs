//! Mentions to claims: who holds which role, one rule a file, each with its page.

mod addressee;
mod chair;
pub mod confidence;
mod counts;
mod issuer;
mod listing;
mod presence;
mod series;
mod signature;
mod speech;
mod subject;
mod turns;
mod unsigned;
mod verb;
mod view;

use crate::lexicon::sentences::{Sentences, Vocabulary};
use crate::lexicon::{Book, Lexicon};
use crate::model::{BlockKind, Claim, Document, Kind, Layout, Mention, Notice, Place, Role, Rule, Span, Text};
use crate::text::{EVIDENCE, passage};
use std::cell::RefCell;
use std::ops::Range;

/// So many words of running text before a salutation make a report that holds a letter.
const REPORT: usize = 60;

/// What every rule looks at.
pub(crate) struct Scene<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its blocks.
    pub layout: &'a Layout,
    /// Its names, in the order of the text.
    pub mentions: &'a [Mention],
    /// The tables.
    pub lexicon: &'a Lexicon,
    /// The blocks that belong to a letter.
    letter: Range<usize>,
    /// The heading that stood over the last claim, and its words: the rows of a list have one.
    heading: RefCell<Option<(usize, Text)>>,
}

/// The rules of this part, by name.
pub const RULES: &[Rule] = &[
    Rule { name: "addressee", page: include_str!("addressee.md") },
    Rule { name: "chair", page: include_str!("chair.md") },
    Rule { name: "issuer", page: include_str!("issuer.md") },
    Rule { name: "presence", page: include_str!("presence.md") },
    Rule { name: "series", page: include_str!("series.md") },
    Rule { name: "signature", page: include_str!("signature.md") },
    Rule { name: "speech", page: include_str!("speech.md") },
];

/// Every claim of every rule, in the order of the text.
///
/// `read` are the sentences in which names were sought, of words of the vocabulary.
pub fn claims(
    document: &Document,
    layout: &Layout,
    mentions: &[Mention],
    read: Sentences,
    vocabulary: &mut Vocabulary,
    book: &Book,
) -> Vec<Claim> {
    let lexicon = book.tables();
    let scene =
        Scene { document, layout, mentions, lexicon, letter: letter(document, layout), heading: RefCell::default() };
    let view = view::view(&scene, &read, vocabulary, book);
    drop(read);
    let sentences = view.sentences();
    let mut found = Vec::new();
    found.extend(signature::claims(&scene, &sentences));
    found.extend(addressee::claims(&scene, &sentences));
    found.extend(issuer::claims(&scene, &sentences));
    found.extend(chair::claims(&scene, &sentences));
    found.extend(series::claims(&scene, &sentences));
    found.extend(presence::claims(&scene, &sentences));
    found.extend(speech::claims(&scene, &sentences));
    found.extend(turns::claims(&scene, &sentences));
    found.sort_by(|a, b| (a.mention, a.role, &a.rule, a.evidence).cmp(&(b.mention, b.role, &b.rule, b.evidence)));
    found.dedup_by(|a, b| (a.mention, a.role, &a.rule) == (b.mention, b.role, &b.rule));
    found
}

/// What is known of a document's signatures beside who signs: rows in which nobody could be read, entries that stand
/// twice, a number of signatories that is claimed and not found, and lists of names that may sign and were not counted.
/// Mentions come with the keys of their names.
pub fn notices(
    document: &Document,
    layout: &Layout,
    (mentions, keys): (&[Mention], &[Text]),
    claims: &[Claim],
    lexicon: &Lexicon,
) -> Vec<Notice> {
    let scene =
        Scene { document, layout, mentions, lexicon, letter: letter(document, layout), heading: RefCell::default() };
    [counts::notices(&scene, keys, claims), unsigned::notices(&scene, claims)].concat()
}

/// The blocks of a document that belong to a letter: all or none, but where a report holds a letter only those from the
/// salutation to the signature.
fn letter(document: &Document, layout: &Layout) -> Range<usize> {
    let blocks = &layout.blocks;
    let signed = blocks.iter().rposition(|block| block.kind == BlockKind::Signature);
    let Some(salutation) = blocks.iter().position(|block| block.kind == BlockKind::Salutation) else {
        let is_letter = matches!(document.head.kind.as_str(), "letter" | "") && signed.is_some();
        return 0..if is_letter { blocks.len() } else { 0 };
    };
    let prose = blocks[..salutation].iter().filter(|block| block.kind == BlockKind::Paragraph);
    let words: usize = prose.map(|block| block.span.of(&document.text).split_whitespace().count()).sum();
    if words >= REPORT { salutation..signed.map_or(blocks.len(), |last| last + 1) } else { 0..blocks.len() }
}

impl Scene<'_> {
    /// A claim of a rule about a mention, as sure as such claims have proved to be.
    fn claim(&self, mention: usize, role: Role, evidence: Span, rule: &str) -> Claim {
        let place = self.place(self.mentions[mention].whole.start, evidence);
        let confidence = confidence::of(rule, role, self.mentions[mention].kind, place.stretch.listed);
        Claim {
            mention,
            role,
            evidence,
            passage: passage(&self.document.text, evidence, EVIDENCE),
            place,
            rule: rule.into(),
            confidence,
        }
    }

    fn place(&self, offset: usize, evidence: Span) -> Place {
        let (page, line) = self.document.places.at(offset);
        let section = self.layout.block_at(offset).and_then(|i| self.layout.blocks[i].section);
        let section = section.map(|at| self.heading(at));
        Place { page, line, section, stretch: self.layout.stretch_at(evidence.start) }
    }

    /// The words of a heading.
    fn heading(&self, block: usize) -> Text {
        let mut last = self.heading.borrow_mut();
        let told = last.take().filter(|(at, _)| *at == block).map(|(_, words)| words);
        let line = self.layout.blocks[block].lines[0].content;
        let words = told.unwrap_or_else(|| passage(&self.document.text, line, 80));
        *last = Some((block, words.clone()));
        words
    }

    /// Whether a block belongs to a letter: of what is written there, nobody speaks and nobody is present.
    fn is_letter_at(&self, block: usize) -> bool {
        self.letter.contains(&block)
    }

    /// Where the line ends that an offset stands on.
    fn line_end(&self, offset: usize) -> usize {
        self.document.text[offset..].find('\n').map_or(self.document.text.len(), |at| offset + at)
    }

    /// Whether a sentence names a person. Most name none, and few rules have a use for those.
    fn names_person(&self, sentence: &view::Sentence) -> bool {
        self.names(sentence, |kind| kind == Kind::Person)
    }

    /// Whether a sentence names anybody who acts.
    fn names_actor(&self, sentence: &view::Sentence) -> bool {
        self.names(sentence, Kind::is_actor)
    }

    fn names(&self, sentence: &view::Sentence, counts: impl Fn(Kind) -> bool) -> bool {
        sentence.words.iter().any(|word| word.mention().is_some_and(|m| counts(self.mentions[m].kind)))
    }

    /// The mentions that start within a span.
    fn within(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.mentions.partition_point(|mention| mention.whole.start < span.start);
        from..from + self.mentions[from..].partition_point(|mention| mention.whole.start < span.end)
    }
}
