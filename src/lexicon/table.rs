//! A table of `data/lexicon`: phrases with their classes, and the longest that begins or ends at a word.

use super::quick::QuickMap;
use super::sources::entries;
use super::{key, key_of};
use std::borrow::Cow;

/// One table: phrases, each with its class.
///
/// Keys are folded (`names::fold`) with dots removed, so `Rt. Hon.` is found as `rt hon`.
#[derive(Debug, Default)]
pub struct Table {
    /// Phrases, and the first and last words of phrases: one look tells all of a word, and most words are none.
    pub(super) words: QuickMap<Cow<'static, str>, Entry>,
}

/// What a table says of a phrase.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    /// Its class, where it is an entry of its own.
    pub(super) class: Option<&'static str>,
    /// The entries of several words that it opens.
    pub(super) opens: Longer,
    /// Those that it closes.
    pub(super) closes: Longer,
}

/// What entries of several words that have an end in common look like: enough to tell that most phrases are none.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Longer {
    /// How many words they have: a bit for each number.
    lengths: u32,
    /// The words beside the common one: a bit for each look.
    beside: u32,
}

impl Longer {
    /// Whether there are none.
    pub(super) fn is_empty(self) -> bool {
        self.lengths == 0
    }

    fn insert(&mut self, words: usize, beside: &str) {
        self.lengths |= length(words);
        self.beside |= look(beside);
    }

    /// How many words the longest has in which this word may be beside the common one; 0 where there is none.
    fn longest_beside(self, beside: &str) -> usize {
        let lengths = if self.beside & look(beside) == 0 { 0 } else { self.lengths };
        lengths.checked_ilog2().map_or(0, |words| words as usize)
    }

    /// Whether one has as many words as this phrase.
    fn may_be(self, phrase: &str) -> bool {
        self.lengths & length(1 + phrase.bytes().filter(|byte| *byte == b' ').count()) != 0
    }
}

/// The bit for a phrase of so many words.
fn length(words: usize) -> u32 {
    1 << words.min(31)
}

/// A bit for a word, by its ends and its length; none for no word.
fn look(word: &str) -> u32 {
    match word.as_bytes() {
        [] => 0,
        word @ [first, .., last] | word @ [first @ last] => {
            1 << ((usize::from(*first) + 3 * usize::from(*last) + 7 * word.len()) % 32)
        }
    }
}

impl Table {
    /// Parses `phrase TAB class` lines; without a class the class is empty. `#` starts a comment line.
    pub(super) fn parse(source: &'static str) -> Table {
        let mut table = Table::default();
        for (phrase, class) in entries(source) {
            table.insert(key_of(phrase), class);
        }
        table
    }

    /// Parses lines that hold all forms of one word, parted by spaces; nouns and phrases are whole lines.
    pub(super) fn parse_forms(source: &'static str) -> Table {
        let mut table = Table::default();
        for (forms, class) in entries(source) {
            if WHOLE.contains(&class) {
                table.insert(key_of(forms), class);
            } else {
                forms.split_whitespace().for_each(|form| table.insert(key_of(form), class));
            }
        }
        table
    }

    pub(super) fn insert(&mut self, key: Cow<'static, str>, class: &'static str) {
        if key.is_empty() {
            return;
        }
        let words = key.split(' ').count();
        if words > 1 {
            // A part of a key in the source is no copy either.
            let part = |of: fn(&str) -> &str| match &key {
                Cow::Borrowed(key) => Cow::Borrowed(of(key)),
                Cow::Owned(key) => Cow::Owned(of(key).to_owned()),
            };
            let (second, before_last) = (key.split(' ').nth(1), key.rsplit(' ').nth(1));
            self.words.entry(part(first_word)).or_default().opens.insert(words, second.unwrap_or_default());
            self.words.entry(part(last_word)).or_default().closes.insert(words, before_last.unwrap_or_default());
        }
        self.words.entry(key).or_default().class.get_or_insert(class);
    }

    /// The class of a phrase that is already a key.
    pub fn class(&self, key: &str) -> Option<&'static str> {
        self.words.get(key)?.class
    }

    /// Whether this is one of the classes of a phrase that is already a key, in tables that part classes with commas.
    pub fn is(&self, key: &str, class: &str) -> bool {
        self.class(key).is_some_and(|classes| classes.split(',').any(|one| one == class))
    }

    /// Whether a phrase that is already a key stands here.
    pub fn has(&self, key: &str) -> bool {
        self.class(key).is_some()
    }

    /// The class of a phrase as it is written; most lines of a text are no entry, which their first word tells.
    pub fn line(&self, written: &str) -> Option<&'static str> {
        let mut words = written.split_whitespace().map(key).filter(|word| !word.is_empty());
        let first = words.next()?;
        let entry = self.words.get(first_word(&first))?;
        match words.next().is_none() {
            true => self.class(&first),
            false if !entry.opens.is_empty() => self.class(&key(written)),
            false => None,
        }
    }

    /// Whether an entry begins with the first word of this key.
    pub fn opens(&self, key: &str) -> bool {
        self.words.get(first_word(key)).is_some_and(|entry| !entry.opens.is_empty())
    }

    /// The longest entry that starts at the first of these keys: how many keys it takes, and its class.
    pub fn longest_at(&self, keys: &[impl AsRef<str>]) -> Option<(usize, &'static str)> {
        let first = keys.first()?.as_ref();
        let entry = self.words.get(first);
        let (longer, beside) = match space(first) {
            None => (entry, keys.get(1).map_or("", |next| first_word(next.as_ref()))),
            Some(at) => (self.words.get(&first[..at]), first_word(&first[at + 1..])),
        };
        let longer = longer.map_or_else(Longer::default, |entry| entry.opens);
        let most = longer.longest_beside(beside).min(keys.len());
        if most > 1 {
            let mut phrase = joined(&keys[..most]);
            for n in (2..=most).rev() {
                if longer.may_be(&phrase)
                    && let Some(class) = self.class(&phrase)
                {
                    return Some((n, class));
                }
                phrase.truncate(phrase.len() - keys[n - 1].as_ref().len() - 1);
            }
        }
        Some((1, entry?.class?))
    }

    /// The longest entry that ends with the last of these keys: how many keys it takes, and its class.
    pub fn longest_before(&self, keys: &[impl AsRef<str>]) -> Option<(usize, &'static str)> {
        let last = keys.last()?.as_ref();
        let entry = self.words.get(last);
        let (longer, beside) = match last_space(last) {
            None => (entry, keys.len().checked_sub(2).map_or("", |before| last_word(keys[before].as_ref()))),
            Some(at) => (self.words.get(&last[at + 1..]), last_word(&last[..at])),
        };
        let longer = longer.map_or_else(Longer::default, |entry| entry.closes);
        let most = longer.longest_beside(beside).min(keys.len());
        if most > 1 {
            let keys = &keys[keys.len() - most..];
            let phrase = joined(keys);
            let mut rest = phrase.as_str();
            for (dropped, key) in keys[..most - 1].iter().enumerate() {
                if longer.may_be(rest)
                    && let Some(class) = self.class(rest)
                {
                    return Some((most - dropped, class));
                }
                rest = &rest[key.as_ref().len() + 1..];
            }
        }
        Some((1, entry?.class?))
    }
}

/// Classes whose lines are one entry each.
const WHOLE: &[&str] = &["phrase", "weak-phrase", "state", "guest", "noun"];

/// The first word of a key: a hyphenated word is a key of two.
pub(super) fn first_word(key: &str) -> &str {
    &key[..space(key).unwrap_or(key.len())]
}

pub(super) fn last_word(key: &str) -> &str {
    &key[last_space(key).map_or(0, |at| at + 1)..]
}

/// Where the first space of a key is: keys are too short for a search by more than a byte at a time.
fn space(key: &str) -> Option<usize> {
    key.bytes().position(|byte| byte == b' ')
}

fn last_space(key: &str) -> Option<usize> {
    key.bytes().rposition(|byte| byte == b' ')
}

fn joined(keys: &[impl AsRef<str>]) -> String {
    let mut phrase = String::with_capacity(64);
    for (i, key) in keys.iter().enumerate() {
        phrase.push_str(if i > 0 { " " } else { "" });
        phrase.push_str(key.as_ref());
    }
    phrase
}
