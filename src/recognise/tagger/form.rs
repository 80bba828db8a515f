//! What is known of a written word by itself: its letters, its shape, its clusters and what the tables say of it.

use super::model::Clusters;
use super::{hash, runs};
use crate::lexicon::sentences::{Sentence, Word};
use crate::lexicon::{Lexicon, Table};
use crate::names::shape::is_acronym;
use crate::text::TokenKind;

/// What the tables say of a word, one bit each.
pub mod bit {
    #![allow(missing_docs)]
    pub const GIVEN: u64 = 1;
    pub const SURNAME: u64 = 1 << 1;
    pub const COMMON: u64 = 1 << 2;
    pub const HEAD_BODY: u64 = 1 << 3;
    pub const HEAD_SCHOOL: u64 = 1 << 4;
    pub const HEAD_UNIT: u64 = 1 << 5;
    pub const HEAD_STATE: u64 = 1 << 6;
    pub const HEAD_MEDIA: u64 = 1 << 7;
    pub const HEAD_COMPANY: u64 = 1 << 8;
    pub const POST: u64 = 1 << 9;
    pub const OCCUPATION: u64 = 1 << 10;
    pub const MODIFIER: u64 = 1 << 11;
    pub const TITLE: u64 = 1 << 12;
    pub const OFFICE: u64 = 1 << 13;
    pub const POSTNOMINAL: u64 = 1 << 14;
    pub const PARTICLE: u64 = 1 << 15;
    pub const LEGAL: u64 = 1 << 16;
    pub const STATE: u64 = 1 << 17;
    pub const DEMONYM: u64 = 1 << 18;
    pub const PLACE: u64 = 1 << 19;
    pub const TOPIC: u64 = 1 << 20;
    pub const EVENT: u64 = 1 << 21;
    pub const WORK: u64 = 1 << 22;
    pub const LAW: u64 = 1 << 23;
    pub const SITE: u64 = 1 << 24;
    pub const CALENDAR: u64 = 1 << 25;
    pub const SAYING: u64 = 1 << 26;
    pub const BODY: u64 = 1 << 27;
    pub const PRODUCT: u64 = 1 << 28;

    /// Words that bodies are called by.
    pub const HEAD: u64 = HEAD_BODY | HEAD_SCHOOL | HEAD_UNIT | HEAD_STATE | HEAD_MEDIA | HEAD_COMPANY;
    /// How many bits are in use.
    pub const COUNT: u32 = 29;
}

/// A written word, by itself.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// Hash of its lexicon key.
    pub lower: u64,
    /// Hash of it as written.
    pub written: u64,
    /// How it is written: runs of capitals, small letters, digits and marks.
    pub shape: u64,
    /// Hashes of its first two to four letters.
    pub prefixes: [u64; 3],
    /// Hashes of its last one to four letters.
    pub suffixes: [u64; 4],
    /// Its clusters, coarse to fine; 0 where it is in none.
    pub clusters: [u64; 3],
    /// What the tables say of it.
    pub bits: u64,
    /// The one thing that it is before all else, by its writing and the tables.
    pub class: u64,
    /// Whether it may open a name: it holds a capital.
    pub capital: bool,
    /// Whether it is written like a body's initials.
    pub acronym: bool,
    /// What kind of token it is.
    pub kind: Option<TokenKind>,
    /// The class of words by which the steps of labels before it are told apart.
    pub step: u8,
    /// Whether it is a small word that may stand between the capitals of a name.
    pub joins: bool,
    /// The tables in which an entry of several words begins with it, one bit each, in the order of [`phrase_tables`];
    /// behind them that of well-known bodies.
    pub opens: u8,
    /// Its number in its vocabulary.
    pub number: u32,
}

/// The tables whose entries of several words are looked for.
pub fn phrase_tables(lexicon: &Lexicon) -> [&Table; PHRASE_TABLES] {
    [
        &lexicon.states,
        &lexicon.places,
        &lexicon.topics,
        &lexicon.positions,
        &lexicon.honorifics,
        &lexicon.other_heads,
        &lexicon.organisation_heads,
    ]
}

/// How many there are.
pub const PHRASE_TABLES: usize = 7;

/// The words of some texts as forms, each made once.
pub struct Forms<'a> {
    lexicon: &'a Lexicon,
    clusters: &'a Clusters,
    /// By their numbers in the vocabulary.
    known: Vec<Option<Form>>,
}

impl<'a> Forms<'a> {
    /// None yet.
    pub fn new(lexicon: &'a Lexicon, clusters: &'a Clusters) -> Forms<'a> {
        Forms { lexicon, clusters, known: Vec::new() }
    }

    /// Those of a sentence's words.
    pub fn of(&mut self, text: &str, sentence: &Sentence) -> Vec<&Form> {
        for word in &sentence.words {
            let number = word.number as usize;
            if self.known.len() <= number {
                self.known.resize_with(number + 1, || None);
            }
            let form = &mut self.known[number];
            if form.is_none() {
                *form = Some(of_word(text, word, self.lexicon, self.clusters));
            }
        }
        let form = |word: &Word| self.known[word.number as usize].as_ref().expect("it was made just now");
        sentence.words.iter().map(form).collect()
    }
}

/// All that is known of a word.
fn of_word(text: &str, word: &Word, lexicon: &Lexicon, clusters: &Clusters) -> Form {
    let written = word.token.span.of(text);
    let lettered = matches!(word.token.kind, TokenKind::Word | TokenKind::Number);
    let lower = if lettered { word.key.as_str() } else { written };
    let letters: Vec<(usize, char)> = lower.char_indices().collect();
    let first = |n: usize| if letters.len() > n { hash::of(&lower.as_bytes()[..letters[n].0]) } else { 0 };
    let last =
        |n: usize| if letters.len() > n { hash::of(&lower.as_bytes()[letters[letters.len() - n].0..]) } else { 0 };
    let bits = if lettered { bits(lower, written, lexicon) } else { 0 };
    Form {
        lower: if word.token.kind == TokenKind::Number { hash::of(&digits(lower)) } else { hash::of(lower.as_bytes()) },
        written: hash::of(written.as_bytes()),
        shape: shape(written, word.token.kind),
        prefixes: [first(2), first(3), first(4)],
        suffixes: [last(1), last(2), last(3), last(4)],
        clusters: if lettered { clusters.of(&written.to_lowercase()) } else { [0; 3] },
        bits,
        class: class(word, written, bits),
        capital: word.capital,
        acronym: word.acronym || is_acronym(written) && lettered,
        kind: Some(word.token.kind),
        step: step(word, written, bits),
        joins: word.token.kind == TokenKind::Word && runs::joins(&word.key),
        opens: if word.token.kind == TokenKind::Word { opens(word, lexicon) } else { 0 },
        number: word.number,
    }
}

/// The class of words by which steps are told apart.
fn step(word: &Word, written: &str, bits: u64) -> u8 {
    match word.token.kind {
        TokenKind::Word if bits & bit::HEAD != 0 && word.capital => 1,
        TokenKind::Word if word.capital => 0,
        TokenKind::Word => match word.key.as_str() {
            "of" => 2,
            "and" => 3,
            "for" => 4,
            "the" => 5,
            "in" | "at" | "on" | "to" => 6,
            _ if bits & bit::PARTICLE != 0 => 7,
            _ => 8,
        },
        TokenKind::Number => 9,
        TokenKind::Possessive => 10,
        TokenKind::Mark => match written {
            "," => 11,
            "(" => 12,
            "&" => 13,
            _ => 14,
        },
        TokenKind::Link => 14,
    }
}

/// The tables in which an entry of several words begins with this one.
fn opens(word: &Word, lexicon: &Lexicon) -> u8 {
    let tables = phrase_tables(lexicon).map(|table| table.opens(&word.key));
    let bodies = word.capital && lexicon.opens_body(&word.key);
    tables.into_iter().chain([bodies]).enumerate().fold(0, |all, (i, opens)| all | u8::from(opens) << i)
}

/// A number as its digits' places: `2019` and `1987` are one word.
fn digits(number: &str) -> Vec<u8> {
    number.bytes().map(|b| if b.is_ascii_digit() { b'0' } else { b }).collect()
}

/// How a word is written: runs of capitals, small letters, digits and marks, each run as one or several.
fn shape(written: &str, kind: TokenKind) -> u64 {
    let mut found: Vec<u8> = vec![kind as u8];
    for c in written.chars().take(24) {
        let class = match c {
            c if c.is_uppercase() => b'A',
            c if c.is_alphabetic() => b'a',
            c if c.is_numeric() => b'0',
            '-' | '‐' | '‑' => b'-',
            '\'' | '’' => b'\'',
            '.' => b'.',
            _ => b'*',
        };
        match found.as_slice() {
            // Two of a kind are "several": a third adds nothing.
            [.., one, two] if *one == class && *two == class => {}
            _ => found.push(class),
        }
    }
    hash::of(&found)
}

/// What the tables say of a word.
fn bits(key: &str, written: &str, lexicon: &Lexicon) -> u64 {
    let mut bits = 0;
    let mut set = |holds: bool, bit: u64| bits |= if holds { bit } else { 0 };
    set(lexicon.is_given_name(key), bit::GIVEN);
    set(lexicon.is_surname(key), bit::SURNAME);
    set(lexicon.is_common(key), bit::COMMON);
    set(lexicon.position_modifiers.has(key), bit::MODIFIER);
    set(lexicon.postnominals.has(key), bit::POSTNOMINAL);
    set(lexicon.particles.has(key), bit::PARTICLE);
    set(lexicon.legal_forms.has(key), bit::LEGAL);
    set(lexicon.places.has(key), bit::PLACE);
    set(lexicon.calendar.has(key), bit::CALENDAR);
    set(lexicon.saying.has(key), bit::SAYING);
    set(lexicon.body(key, written).is_some(), bit::BODY);
    bits | head_bit(key, lexicon)
        | match lexicon.positions.class(key) {
            Some("post") => bit::POST,
            Some(_) => bit::OCCUPATION,
            None => 0,
        }
        | match lexicon.honorifics.class(key) {
            Some("office" | "police" | "military") => bit::OFFICE,
            Some(_) => bit::TITLE,
            None => 0,
        }
        | match lexicon.states.class(key) {
            Some("demonym") => bit::DEMONYM,
            Some(_) => bit::STATE,
            None => 0,
        }
        | match lexicon.topics.class(key) {
            Some("product") => bit::PRODUCT,
            Some(_) => bit::TOPIC,
            None => 0,
        }
        | match lexicon.other_heads.class(key) {
            Some("event") => bit::EVENT,
            Some("law") => bit::LAW,
            Some("place") => bit::SITE,
            Some(_) => bit::WORK,
            None => 0,
        }
}

/// What a word is before all else, so that patterns of words are few: "occupation, given name, family name".
fn class(word: &Word, written: &str, bits: u64) -> u64 {
    let has = |wanted: u64| bits & wanted != 0;
    let of_lower = || match word.key.as_str() {
        "of" => 30,
        "and" => 31,
        "for" => 32,
        "the" => 33,
        "in" | "at" | "on" | "to" | "from" | "by" | "with" => 34,
        _ if has(bit::OCCUPATION | bit::POST) => 35,
        _ if has(bit::SAYING) => 36,
        _ if has(bit::PARTICLE) => 37,
        _ if has(bit::HEAD) => 38,
        _ => 39,
    };
    match word.token.kind {
        TokenKind::Number => 1,
        TokenKind::Possessive => 2,
        TokenKind::Link => 3,
        TokenKind::Mark => 40 + written.bytes().next().map_or(0, u64::from),
        TokenKind::Word if !word.capital => of_lower(),
        TokenKind::Word if word.initial => 4,
        TokenKind::Word if has(bit::TITLE) && !has(bit::SURNAME) => 5,
        TokenKind::Word if has(bit::HEAD_BODY | bit::HEAD_SCHOOL | bit::HEAD_UNIT | bit::HEAD_MEDIA) => 6,
        TokenKind::Word if has(bit::STATE | bit::PLACE) => 7,
        TokenKind::Word if has(bit::DEMONYM) => 8,
        TokenKind::Word if has(bit::LEGAL | bit::HEAD_COMPANY) => 9,
        TokenKind::Word if has(bit::POST | bit::OCCUPATION | bit::OFFICE) => 10,
        TokenKind::Word if has(bit::EVENT | bit::LAW | bit::WORK | bit::SITE | bit::CALENDAR) => 11,
        TokenKind::Word if word.acronym => 12,
        TokenKind::Word if has(bit::COMMON) => 13 + (bits & (bit::GIVEN | bit::SURNAME)),
        TokenKind::Word => 17 + (bits & (bit::GIVEN | bit::SURNAME)),
    }
}

fn head_bit(word: &str, lexicon: &Lexicon) -> u64 {
    // "Health-Committee": the last part of a joined word is its head.
    let class = lexicon.organisation_heads.class(word);
    match class.or_else(|| lexicon.organisation_heads.class(word.rsplit(' ').next()?)) {
        Some("body") => bit::HEAD_BODY,
        Some("school") => bit::HEAD_SCHOOL,
        Some("unit") => bit::HEAD_UNIT,
        Some("state") => bit::HEAD_STATE,
        Some("media") => bit::HEAD_MEDIA,
        Some(_) => bit::HEAD_COMPANY,
        None => 0,
    }
}
