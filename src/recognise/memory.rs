//! The bodies that a document names in running text: what its rows are read by, and what is found again in small letters.

use super::beside::{Scene, mention};
use super::standing::is_initials;
use crate::lexicon::{Lexicon, key};
use crate::model::{Kind, Mention, MentionRule, Span, Text};
use crate::names::parts::short_forms;
use crate::names::shape::is_acronym;
use crate::text::TokenKind;
use std::collections::{BTreeMap, BTreeSet};

/// The most words of a body's name in small letters.
const LONGEST: usize = 8;
/// The grade of a name in small letters that the document has elsewhere in capitals.
const CONFIDENCE: f32 = 0.9;

/// The bodies of a document, by lexicon key: whether the key is a whole name.
#[derive(Debug, Default)]
pub struct Memory {
    bodies: BTreeMap<Text, bool>,
    /// The first words of whole names of several words.
    openings: BTreeSet<String>,
}

impl Memory {
    /// Remembers names, their shorter forms, and the acronyms that stand in brackets behind them.
    pub fn of(text: &str, mentions: &[Mention], lexicon: &Lexicon) -> Memory {
        let mut bodies: BTreeMap<Text, bool> = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| mention.kind == Kind::Organisation) {
            bodies.insert(key(&mention.name), true);
            let defined = defined_behind(text, mention.whole.end).map(key);
            for short in short_forms(&mention.name, lexicon).into_iter().chain(defined) {
                bodies.entry(short).or_insert(false);
            }
        }
        let whole = bodies.iter().filter(|(_, is_whole)| **is_whole);
        let openings = whole.filter_map(|(key, _)| Some(key.split_once(' ')?.0.to_owned())).collect();
        Memory { bodies, openings }
    }

    /// Whether a body is named with these words, in full or in part.
    pub fn names(&self, key: &str) -> bool {
        self.bodies.contains_key(key)
    }

    /// Whether a body is named with these words in full, and in several.
    pub fn is_body(&self, key: &str) -> bool {
        key.contains(' ') && self.bodies.get(key) == Some(&true)
    }

    /// Bodies of the document that a sentence names partly in small letters: "the U.N. security council".
    pub fn in_small_letters(&self, scene: &Scene) -> Vec<Mention> {
        let words = &scene.sentence.words;
        let mut found: Vec<Mention> = Vec::new();
        let opens = |key: &str| key.is_empty() || self.openings.contains(key.split(' ').next().unwrap_or(key));
        for start in (0..words.len()).filter(|i| words[*i].capital && opens(&words[*i].key)) {
            let ends = (start + 1..words.len().min(start + LONGEST)).rev();
            let end = ends.into_iter().find(|end| {
                let word = &words[*end];
                let small = word.token.kind == TokenKind::Word && !word.capital;
                small && self.is_body(&joined(words[start..=*end].iter().map(|word| word.key.as_str())))
            });
            found.extend(
                end.map(|end| mention(scene, Kind::Organisation, (start, end), MentionRule::Organisation, CONFIDENCE)),
            );
        }
        found
    }

    /// Bodies of the document that a sentence names again, word for word, where no other name was found.
    pub fn again(&self, scene: &Scene, found: &[Mention]) -> Vec<Mention> {
        let words = &scene.sentence.words;
        let is_free = |span: Span| {
            let next = found.partition_point(|m| m.whole.end <= span.start);
            found.get(next).is_none_or(|m| m.whole.start >= span.end)
        };
        let mut names: Vec<Mention> = Vec::new();
        let initials = |at: &usize| {
            let word = &words[*at];
            let free = word.capital && !scene.sentence.shouting && is_free(word.token.span);
            free && is_initials(word.token.span.of(scene.text), scene.lexicon)
                && self.bodies.get(word.key.as_str()) == Some(&true)
        };
        let again = (0..words.len()).filter(initials);
        names.extend(again.map(|at| mention(scene, Kind::Organisation, (at, at), MentionRule::Acronym, CONFIDENCE)));
        let mut at = 0;
        while at < words.len() {
            let opens = words[at].capital && self.openings.contains(words[at].key.as_str());
            let ends = (at + 1..words.len().min(at + LONGEST)).rev().filter(|end| opens && words[*end].capital);
            let end = ends.into_iter().find(|end| {
                let span = scene.sentence.span(at, *end);
                let plain = !span.of(scene.text).contains(['\n', '(', ',', ';']);
                let named = || self.is_body(&joined(words[at..=*end].iter().map(|word| word.key.as_str())));
                plain && is_free(span) && named()
            });
            if let Some(end) = end {
                names.push(mention(scene, Kind::Organisation, (at, end), MentionRule::Organisation, CONFIDENCE));
            }
            at = end.map_or(at, |end| end) + 1;
        }
        names
    }
}

fn joined<'a>(keys: impl Iterator<Item = &'a str>) -> String {
    keys.filter(|key| !key.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The word of capitals in brackets right behind `end`.
pub fn defined_behind(text: &str, end: usize) -> Option<&str> {
    let rest = text[end..].trim_start_matches(' ');
    let inner = rest.strip_prefix('(')?;
    let close = inner.find(')').filter(|close| *close <= 40)?;
    let short = inner[..close].split(" or ").next().unwrap_or("").trim_matches(['"', '“', '”', '\'', '‘', '’', ' ']);
    is_acronym(short).then_some(short)
}
