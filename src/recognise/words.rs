//! Sentences as words with what the lexicon knows of each: what candidates are made of.

use crate::lexicon::{Lexicon, key};
use crate::model::{Block, BlockKind, Document, Field, Layout, Span};
use crate::names::shape::{is_acronym, is_initial};
use crate::text::{Token, TokenKind, sentences, tokens};

/// One token and what is known of it.
#[derive(Debug, Clone)]
pub struct Word {
    /// Where it stands and what it is made of.
    pub token: Token,
    /// Its lexicon key; empty for marks.
    pub key: String,
    /// Whether it is a word with a capital.
    pub capital: bool,
    /// Whether it is written like initials of a body.
    pub acronym: bool,
    /// Whether it is an initial of a person's name.
    pub initial: bool,
}

/// A sentence, a heading or a field.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its words and marks.
    pub words: Vec<Word>,
    /// Whether it is all in capitals, so that capitals tell nothing.
    pub shouting: bool,
    /// Whether most of its longer words are capitalised (a title), so that capitals tell less.
    pub title_case: bool,
    /// Where it stands.
    pub setting: Setting,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// In running text.
    Running,
    /// In a title or a heading.
    Heading,
    /// In a line of a list that is read as text.
    Line,
    /// In a field of a row.
    Field,
}

/// The sentences of every block that is read as running text, in order. Furniture and the rows of lists are not.
pub fn of_document(document: &Document, layout: &Layout, lexicon: &Lexicon) -> Vec<Sentence> {
    of_blocks(document, layout, lexicon, &|_| Vec::new())
}

/// The same, and the fields of rows as sentences of their own: what the recogniser learns from.
pub fn with_fields(document: &Document, layout: &Layout, lexicon: &Lexicon) -> Vec<Sentence> {
    of_blocks(document, layout, lexicon, &|block| block.rows.iter().flat_map(|row| &row.fields).copied().collect())
}

fn of_blocks(
    document: &Document,
    layout: &Layout,
    lexicon: &Lexicon,
    fields: &dyn Fn(&Block) -> Vec<Field>,
) -> Vec<Sentence> {
    let text = &document.text;
    let mut found = Vec::new();
    for block in &layout.blocks {
        let mut add = |span: Span, setting: Setting| of_span(text, span, setting, lexicon, &mut found);
        match block.kind {
            BlockKind::Boilerplate => {}
            BlockKind::Address | BlockKind::Signature | BlockKind::Roster if !block.rows.is_empty() => {
                fields(block).iter().for_each(|field| add(field.span, Setting::Field));
            }
            BlockKind::Signature | BlockKind::Roster => {}
            BlockKind::Paragraph => add(block.span, Setting::Running),
            BlockKind::Title | BlockKind::Heading => {
                block.lines.iter().for_each(|line| add(line.content, Setting::Heading));
            }
            _ => block.lines.iter().for_each(|line| add(line.content, Setting::Line)),
        }
    }
    found
}

/// The sentences of one stretch.
pub fn of_span(text: &str, span: Span, setting: Setting, lexicon: &Lexicon, found: &mut Vec<Sentence>) {
    let all = tokens(text, span);
    for range in sentences(text, &all) {
        let words: Vec<Word> = all[range].iter().map(|token| word(text, *token)).collect();
        let letters = |w: &&Word| w.token.kind == TokenKind::Word && w.key.len() > 1;
        let total = words.iter().filter(letters).count();
        let loud = words.iter().filter(letters).filter(|w| !w.token.span.of(text).contains(char::is_lowercase)).count();
        let long = words.iter().filter(|w| w.key.len() > 3 && w.token.kind == TokenKind::Word);
        let (caps, low): (Vec<&Word>, Vec<&Word>) = long.partition(|w| w.capital);
        let common = caps.iter().filter(|w| lexicon.common_words.has(&w.key)).count();
        let shouting = total > 2 && loud * 10 >= total * 8;
        let title_case = low.len() * 4 < caps.len() && common >= 2 && caps.len() > 3;
        found.push(Sentence { words, shouting, title_case, setting });
    }
}

fn word(text: &str, token: Token) -> Word {
    let written = token.span.of(text);
    let is_word = token.kind == TokenKind::Word;
    Word {
        token,
        key: if matches!(token.kind, TokenKind::Word | TokenKind::Number) { key(written) } else { String::new() },
        capital: token.is_capital(text),
        acronym: is_word && is_acronym(written),
        initial: is_word && is_initial(written),
    }
}

impl Sentence {
    /// The keys of the words from `start` on, at most eight.
    pub fn keys_from(&self, start: usize) -> Vec<&str> {
        self.words[start..].iter().take(8).map(|word| word.key.as_str()).collect()
    }

    /// The keys of the words before `end`, at most eight.
    pub fn keys_before(&self, end: usize) -> Vec<&str> {
        self.words[end.saturating_sub(8)..end].iter().map(|word| word.key.as_str()).collect()
    }

    /// The key of the word at `i`, or nothing beyond either end.
    pub fn key(&self, i: Option<usize>) -> &str {
        i.and_then(|i| self.words.get(i)).map_or("", |word| word.key.as_str())
    }

    /// From the first byte of word `start` to the last of word `end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        self.words[start].token.span.join(self.words[end].token.span)
    }
}
