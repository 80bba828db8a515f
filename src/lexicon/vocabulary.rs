//! The written words that were met, each with what the tables say of it wherever it stands.

use super::book::{Fact, Word};
use super::quick::QuickMap;
use super::{Lexicon, key};
use crate::model::Text;
use crate::names::shape::letters;
use crate::text::TokenKind;
use ecow::EcoString;

/// What is known of a written word wherever it stands.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its lexicon key; empty for marks.
    pub key: Text,
    /// Whether it is a word with a capital.
    pub capital: bool,
    /// Whether it is written like initials of a body.
    pub acronym: bool,
    /// Whether it is an initial of a person's name.
    pub initial: bool,
    /// Whether words that open a row of bodies begin with it.
    pub opens_bodies: bool,
    /// The tables of roles in which an entry begins with it.
    pub opens: Opens,
    /// Its number in its [`Vocabulary`].
    pub number: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its bytes as it is written.
    pub length: u32,
}

/// For each table of roles whether an entry begins with a word: most words open none, and need not be looked up again.
#[derive(Debug, Clone, Copy)]
pub struct Opens {
    /// Of verbs of saying.
    pub saying: bool,
    /// Of chairing.
    pub chairing: bool,
    /// Of taking part.
    pub presence: bool,
    /// Of what lists of speakers are called.
    pub speaker_lists: bool,
}

impl Opens {
    fn of(word: &Word) -> Opens {
        Opens {
            saying: word.is(Fact::OpensSaying),
            chairing: word.is(Fact::OpensChairing),
            presence: word.is(Fact::OpensPresence),
            speaker_lists: word.is(Fact::OpensSpeakerList),
        }
    }
}

/// What a sentence has to know of a word to know itself: looked up together with the word's number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) number: u32,
    pub(super) is_word: bool,
    pub(super) capital: bool,
    pub(super) opens_bodies: bool,
    /// Whether it holds no small letter.
    pub(super) loud: bool,
    /// Whether it is an ordinary word.
    pub(super) common: bool,
    /// Bytes of its key, or as many as count.
    pub(super) length: u8,
}

/// The written words met so far, each looked up once.
#[derive(Debug, Clone)]
pub struct Vocabulary<'a> {
    lexicon: &'a Lexicon,
    /// By the kind of token.
    entries: [QuickMap<EcoString, Entry>; TokenKind::COUNT],
    words: Vec<Known>,
}

impl<'a> Vocabulary<'a> {
    /// One without words.
    pub fn new(lexicon: &'a Lexicon) -> Vocabulary<'a> {
        Vocabulary { lexicon, entries: Default::default(), words: Vec::new() }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What is known of the word with this number.
    pub(super) fn word(&self, number: u32) -> &Known {
        &self.words[number as usize]
    }

    /// What a sentence has to know of a written word.
    pub(super) fn entry(&mut self, written: &str, kind: TokenKind) -> Entry {
        let entries = &mut self.entries[kind as usize];
        if let Some(entry) = entries.get(written) {
            return *entry;
        }
        let number = small(self.words.len());
        let known = known(written, kind, number, self.lexicon);
        let entry = Entry {
            number,
            is_word: kind == TokenKind::Word,
            capital: known.capital,
            opens_bodies: known.opens_bodies,
            loud: !written.contains(char::is_lowercase),
            common: self.lexicon.common_words.has(&known.key),
            length: u8::try_from(known.key.len()).unwrap_or(u8::MAX),
        };
        entries.insert(written.into(), entry);
        self.words.push(known);
        entry
    }
}

fn known(written: &str, kind: TokenKind, number: u32, lexicon: &Lexicon) -> Known {
    let is_word = kind == TokenKind::Word;
    let key = if is_word || kind == TokenKind::Number { key(written) } else { Text::new() };
    let word = lexicon.index.word(key);
    let letters = letters(written);
    Known {
        capital: is_word && letters.capitals > 0,
        acronym: is_word && letters.acronym,
        initial: is_word && letters.initial,
        opens_bodies: word.is(Fact::OpensBodyList),
        opens: Opens::of(&word),
        length: small(written.len()),
        key: word.key,
        number,
        kind,
    }
}

pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).expect("no document is read that has four thousand million bytes of text")
}
