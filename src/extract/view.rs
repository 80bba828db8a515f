//! The document as rules see it: sentences of words, each word knowing its mention and whether it is quoted.

use super::{Scene, issuer};
use crate::lexicon::sentences::{Known, Sentences, Setting, Vocabulary};
use crate::lexicon::{Book, Fact, Glossary as _};
use crate::model::{Block, BlockKind, Kind, Span};
use crate::text::{Token, TokenKind};
use std::ops::Deref;

/// One word or mark. Of a long text there are millions: offsets and indices are held in four bytes.
#[derive(Debug, Clone)]
pub struct Word<'v> {
    known: &'v Known,
    start: u32,
    /// The mention, or [`NONE`]; its highest bit says whether the word is quoted.
    mention: u32,
}

/// The mention of a word that none covers.
const NONE: u32 = QUOTED - 1;
const QUOTED: u32 = 1 << 31;

impl Word<'_> {
    /// Where it stands and what it is made of.
    pub fn token(&self) -> Token {
        let start = self.start as usize;
        Token { span: Span::new(start, start + self.known.length as usize), kind: self.known.kind }
    }

    /// Index of the mention whose whole (with titles and letters) covers it.
    pub fn mention(&self) -> Option<usize> {
        let mention = self.mention & NONE;
        (mention != NONE).then_some(mention as usize)
    }

    /// Whether it stands inside quotation marks.
    pub fn quoted(&self) -> bool {
        self.mention & QUOTED != 0
    }
}

impl Deref for Word<'_> {
    type Target = Known;

    fn deref(&self) -> &Known {
        self.known
    }
}

impl AsRef<str> for Word<'_> {
    fn as_ref(&self) -> &str {
        &self.known.key
    }
}

/// One sentence, heading line or list row.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'v> {
    /// Index of its block.
    pub block: usize,
    /// Its words and marks.
    pub words: &'v [Word<'v>],
}

/// All words outside furniture, in order, and the sentences that they make.
pub struct View<'v> {
    words: Vec<Word<'v>>,
    /// Of each sentence its block, and one past its last word.
    ends: Vec<(usize, usize)>,
}

impl View<'_> {
    /// The sentences, in order. List rows and lines of other short blocks are sentences of their own.
    pub fn sentences(&self) -> Vec<Sentence<'_>> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(_, end)| *end));
        let sentence = |(start, (block, end)): (usize, &(usize, usize))| Sentence {
            block: *block,
            words: &self.words[start..*end],
        };
        starts.zip(&self.ends).map(sentence).collect()
    }
}

/// The document as rules see it.
///
/// `read` are the sentences in which names were sought, made of words of the vocabulary: they are not parted again. Of the rows
/// that sign a letter only those are read that may tell more.
pub fn view<'v>(scene: &Scene, read: &Sentences, vocabulary: &'v mut Vocabulary, book: &Book) -> View<'v> {
    let mut stretches: Vec<(usize, Span)> = Vec::new();
    for (i, block) in scene.layout.blocks.iter().enumerate() {
        let signs = block.kind == BlockKind::Signature && scene.is_letter_at(i);
        // The first row stands for its block.
        let told = |(at, span): &(usize, Span)| *at == 0 || !signs || may_tell(span.of(&scene.document.text), book);
        stretches.extend(spans(block).into_iter().enumerate().filter(told).map(|(_, span)| (i, span)));
    }
    let mut unread = Sentences::default();
    for (_, span) in stretches.iter().filter(|(_, span)| read.of(*span).is_none()) {
        unread.push(&scene.document.text, *span, Setting::Line, vocabulary);
    }
    let mut ranges = unread.stretches();
    let mut words = Vec::with_capacity(read.count_words() + unread.count_words());
    let mut ends = Vec::with_capacity(read.len() + unread.len());
    for (block, span) in stretches {
        let (sentences, range) = match read.of(span) {
            Some(range) => (read, range),
            None => (&unread, ranges.next().expect("each stretch that was not read was added just now")),
        };
        let mention = scene.mentions.partition_point(|mention| mention.whole.end <= span.start);
        let mut reading = Reading { mention, quoting: false };
        for sentence in range {
            words.extend(sentences.words(sentence, vocabulary).map(|(start, known)| reading.word(scene, start, known)));
            ends.push((block, words.len()));
        }
    }
    View { words, ends }
}

/// Whether a row that signs a letter may tell anything else to a rule: it holds a word of chairing, one that heads a text,
/// or leads to a name behind it; figures, which may be an hour; or marks that words are written with.
fn may_tell(row: &str, book: &Book) -> bool {
    let plain = |byte: u8| PLAIN[usize::from(byte)];
    let wide = |c: char| c.is_ascii() || c.is_alphabetic() || matches!(c, '–' | '—');
    if !row.bytes().all(plain) || !(row.is_ascii() || row.chars().all(wide)) {
        return true;
    }
    let leads = |key: &str| {
        let signed = matches!(key, "signed" | "signatories" | "signatory" | "cosigned" | "from" | "to");
        signed || issuer::heads_text(key)
    };
    let mut words = row.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| {
        let word = book.word(word);
        word.is(Fact::OpensChairing) || leads(&word.key)
    })
}

/// Whether a row may hold a byte and tell nothing else: letters, and marks that part names and fields.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let marks = *b" \t\n,;:()-|/*@&";
    let mut at = 0;
    while at < marks.len() {
        plain[marks[at] as usize] = true;
        at += 1;
    }
    let mut byte = 0;
    while byte < plain.len() {
        plain[byte] |= (byte as u8).is_ascii_alphabetic() || byte >= 0x80;
        byte += 1;
    }
    plain
};

/// The stretches of a block that sentences are sought in.
fn spans(block: &Block) -> Vec<Span> {
    match block.kind {
        BlockKind::Boilerplate => Vec::new(),
        BlockKind::Paragraph | BlockKind::Heading | BlockKind::Title => vec![block.span],
        _ if !block.rows.is_empty() => block.rows.iter().map(|row| row.span).collect(),
        _ => block.lines.iter().map(|line| line.content).collect(),
    }
}

/// How far the reading of a stretch has come.
struct Reading {
    /// The next mention that does not end before.
    mention: usize,
    /// Whether double quotation marks are open; those that nothing closes are so to the end.
    quoting: bool,
}

impl Reading {
    fn word<'v>(&mut self, scene: &Scene, start: usize, known: &'v Known) -> Word<'v> {
        let span = Span::new(start, start + known.length as usize);
        while scene.mentions.get(self.mention).is_some_and(|mention| mention.whole.end <= start) {
            self.mention += 1;
        }
        let covers = scene.mentions.get(self.mention).is_some_and(|mention| mention.whole.overlaps(span));
        let mark = if known.kind == TokenKind::Mark { span.of(&scene.document.text) } else { "" };
        let quoted = self.quoting || matches!(mark, "“" | "«" | "„" | "”" | "»" | "\"");
        self.quoting = match mark {
            "“" | "«" | "„" => true,
            "”" | "»" => false,
            "\"" => !self.quoting,
            _ => self.quoting,
        };
        let mention = if covers { small(self.mention) } else { NONE };
        Word { known, start: small(start), mention: mention | if quoted { QUOTED } else { 0 } }
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number)
        .expect("no document is read that has four thousand million bytes of text, or half as many names")
}

impl<'v> Sentence<'v> {
    /// The key of the word at `i`, or nothing beyond either end.
    pub fn key(&self, i: Option<usize>) -> &str {
        i.and_then(|i| self.words.get(i)).map_or("", |word| word.key.as_str())
    }

    /// The keys of at most eight words from `start` on.
    pub fn keys_from(&self, start: usize) -> &[Word<'v>] {
        &self.words[start..self.words.len().min(start + 8)]
    }

    /// Whether the word at `i` is this mark.
    pub fn is_mark(&self, text: &str, i: usize, mark: char) -> bool {
        self.words.get(i).is_some_and(|word| word.token().is_mark(text, mark))
    }

    /// Whether the word at `i` stands in round brackets.
    pub fn is_bracketed(&self, text: &str, i: usize) -> bool {
        let opened = self.words[..i].iter().rposition(|word| word.token().is_mark(text, '('));
        opened.is_some_and(|open| !self.words[open..i].iter().any(|word| word.token().is_mark(text, ')')))
    }

    /// The span of the whole sentence.
    pub fn span(&self) -> Span {
        self.words[0].token().span.join(self.words[self.words.len() - 1].token().span)
    }

    /// Index of the first word of the mention.
    pub fn first_word(&self, mention: usize) -> Option<usize> {
        self.words.iter().position(|word| word.mention() == Some(mention))
    }

    /// Index of the last word of the mention.
    pub fn last_word(&self, mention: usize) -> Option<usize> {
        self.words.iter().rposition(|word| word.mention() == Some(mention))
    }

    /// The actors named from word `from` on, outside quotes, in order.
    pub fn actors(&self, scene: &Scene, from: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for word in self.words[from.min(self.words.len())..].iter().filter(|word| !word.quoted()) {
            if let Some(mention) =
                word.mention().filter(|m| scene.mentions[*m].kind.is_actor() && found.last() != Some(m))
            {
                found.push(mention);
            }
        }
        found
    }

    /// Whether the mention is governed by a preposition or a possessive: "of X", "X's".
    pub fn is_governed(&self, scene: &Scene, mention: usize) -> bool {
        let Some(first) = self.first_word(mention) else { return true };
        let article =
            matches!(self.key(first.checked_sub(1)), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our");
        let before = self.key(first.checked_sub(1 + usize::from(article)));
        self.is_owned(mention) || scene.lexicon.prepositions.has(before)
    }

    /// The actor whose name covers the word at `at`.
    pub fn actor(&self, scene: &Scene, at: usize) -> Option<usize> {
        self.words.get(at)?.mention().filter(|m| scene.mentions[*m].kind.is_actor())
    }

    /// Whether the word at `at` stands in the middle of an actor's name.
    pub fn is_inside(&self, scene: &Scene, at: usize) -> bool {
        let actor = self.actor(scene, at);
        actor.is_some() && at > 0 && self.words[at - 1].mention() == actor
    }

    /// Whether a possessive follows the mention: "X's".
    pub fn is_owned(&self, mention: usize) -> bool {
        let behind = self.last_word(mention).and_then(|last| self.words.get(last + 1));
        behind.is_some_and(|word| word.token().kind == TokenKind::Possessive)
    }

    /// Whether the mention is a person.
    pub fn is_person(&self, scene: &Scene, mention: usize) -> bool {
        scene.mentions[mention].kind == Kind::Person
    }
}
