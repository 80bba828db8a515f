//! The document as rules see it: sentences of words, each word knowing its mention and whether it is quoted.

use super::Scene;
use crate::lexicon::key;
use crate::lexicon::quick::QuickMap;
use crate::model::{BlockKind, Kind, Span};
use crate::text::{Token, TokenKind, sentences, tokens};
use std::ops::Deref;
use std::rc::Rc;

/// One word or mark. Of a long text there are millions: offsets and indices are held in four bytes.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its lexicon key; empty for marks.
    pub key: Key,
    start: u32,
    end: u32,
    mention: u32,
    kind: TokenKind,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
}

/// The mention of a word that none covers.
const NONE: u32 = u32::MAX;

impl Word {
    /// Where it stands and what it is made of.
    pub fn token(&self) -> Token {
        Token { span: Span::new(self.start as usize, self.end as usize), kind: self.kind }
    }

    /// Index of the mention whose whole (with titles and letters) covers it.
    pub fn mention(&self) -> Option<usize> {
        (self.mention != NONE).then_some(self.mention as usize)
    }
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        self.key.as_str()
    }
}

/// A lexicon key that all equal words of a document share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(Rc<str>);

impl Key {
    /// Its characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Key {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<&str> for Key {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

/// A document has a new word on so many bytes, or on more; a long one repeats its words.
const BYTES: usize = 32;

/// No document begins with room for more words.
const MOST: usize = 1024;

/// The keys of a document's words, each made and held once.
struct Keys<'a>(QuickMap<&'a str, Key>);

impl<'a> Keys<'a> {
    fn of(&mut self, token: Token, text: &'a str) -> Key {
        let written = if token.kind == TokenKind::Mark { "" } else { token.span.of(text) };
        self.0.entry(written).or_insert_with(|| Key(key(written).into())).clone()
    }
}

/// One sentence, heading line or list row.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Index of its block.
    pub block: usize,
    /// Its words and marks.
    pub words: Vec<Word>,
}

/// All sentences outside furniture, in order. List rows and lines of other short blocks are sentences of their own.
pub fn sentences_of(scene: &Scene) -> Vec<Sentence> {
    let text = &scene.document.text;
    let room = (text.len() / BYTES).min(MOST);
    let mut keys = Keys(QuickMap::with_capacity_and_hasher(room, Default::default()));
    let mut found = Vec::new();
    for (block, laid) in scene.layout.blocks.iter().enumerate() {
        match laid.kind {
            BlockKind::Boilerplate => {}
            BlockKind::Paragraph | BlockKind::Heading | BlockKind::Title => {
                push(scene, block, laid.span, text, &mut keys, &mut found)
            }
            _ if !laid.rows.is_empty() => {
                laid.rows.iter().for_each(|row| push(scene, block, row.span, text, &mut keys, &mut found))
            }
            _ => laid.lines.iter().for_each(|line| push(scene, block, line.content, text, &mut keys, &mut found)),
        }
    }
    found
}

fn push<'a>(scene: &Scene, block: usize, span: Span, text: &'a str, keys: &mut Keys<'a>, found: &mut Vec<Sentence>) {
    let all = tokens(text, span);
    let quoted = quoted(text, &all);
    let mut mention = scene.mentions.partition_point(|mention| mention.whole.end <= span.start);
    for range in sentences(text, &all) {
        let words = range.map(|i| {
            let Span { start, end } = all[i].span;
            while scene.mentions.get(mention).is_some_and(|mention| mention.whole.end <= start) {
                mention += 1;
            }
            let covers = scene.mentions.get(mention).is_some_and(|mention| mention.whole.overlaps(all[i].span));
            Word {
                key: keys.of(all[i], text),
                start: small(start),
                end: small(end),
                mention: if covers { small(mention) } else { NONE },
                kind: all[i].kind,
                quoted: quoted[i],
            }
        });
        found.push(Sentence { block, words: words.collect() });
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("no document is read that has four thousand million bytes of text")
}

/// Which tokens stand inside double quotation marks; an unclosed quote runs to the end.
fn quoted(text: &str, all: &[Token]) -> Vec<bool> {
    let mut inside = false;
    all.iter()
        .map(|token| match token.span.of(text) {
            _ if token.kind != TokenKind::Mark => inside,
            "“" | "«" | "„" => {
                inside = true;
                true
            }
            "”" | "»" => {
                inside = false;
                true
            }
            "\"" => {
                inside = !inside;
                true
            }
            _ => inside,
        })
        .collect()
}

impl Sentence {
    /// The key of the word at `i`, or nothing beyond either end.
    pub fn key(&self, i: Option<usize>) -> &str {
        i.and_then(|i| self.words.get(i)).map_or("", |word| word.key.as_str())
    }

    /// The keys of at most eight words from `start` on.
    pub fn keys_from(&self, start: usize) -> &[Word] {
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
        for word in self.words[from.min(self.words.len())..].iter().filter(|word| !word.quoted) {
            if let Some(mention) =
                word.mention().filter(|m| scene.mentions[*m].kind.is_actor() && found.last() != Some(m))
            {
                found.push(mention);
            }
        }
        found
    }

    /// Whether the mention is governed by a preposition or a possessive: "of X", "X's".
    pub fn is_governed(&self, mention: usize) -> bool {
        const PREPOSITIONS: &[&str] = &[
            "of",
            "in",
            "for",
            "with",
            "by",
            "from",
            "to",
            "at",
            "on",
            "about",
            "against",
            "like",
            "under",
            "after",
            "towards",
            "including",
            "between",
            "among",
            "into",
            "over",
            "behind",
            "via",
            "through",
            "than",
            "as",
            "before",
            "near",
            "within",
        ];
        let Some(first) = self.first_word(mention) else { return true };
        let article =
            matches!(self.key(first.checked_sub(1)), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our");
        let before = self.key(first.checked_sub(1 + usize::from(article)));
        self.is_owned(mention) || PREPOSITIONS.contains(&before)
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
