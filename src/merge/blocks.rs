//! Blocking: which names are worth comparing, so that not all pairs are.
//!
//! Every word of a name opens a block under its consonants. A block that is too large is cut by a second word: by its
//! consonants, its short forms and spellings, and, where one of the names has only an initial there, by its letter.
//! What is still too large is compared with its neighbours in the order of the alphabet only, so that no block costs
//! more than its size times a constant.

use crate::names::body::{Sort, Term};
use crate::names::compare::{Name, Parts};
use crate::names::person::{Part, Word};
use crate::names::sound::skeleton;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A larger block is cut.
const LARGE: usize = 120;

/// In a block still larger than ten times that, a name meets only as many neighbours behind it.
const NEIGHBOURS: usize = 60;

/// A name meets at most so many others.
const MOST: usize = 1_500;

/// Names by block, in the order in which they were given; that order must be one of the alphabet.
#[derive(Debug, Default)]
pub struct Blocks {
    /// By block: the names in it, rising.
    members: HashMap<u64, Vec<u32>>,
    /// By name: the blocks in which it looks for others, the smallest first.
    looked: Vec<Vec<u64>>,
}

/// The blocks of names of one kind.
pub fn blocks(names: &[&Name]) -> Blocks {
    let coarse: Vec<Vec<Key>> = names.iter().map(|name| keys(name)).collect();
    let mut sizes: HashMap<u64, u32> = HashMap::new();
    for key in coarse.iter().flatten() {
        *sizes.entry(key.hash).or_default() += 1;
    }
    let large = |key: &Key| sizes[&key.hash] as usize > LARGE;
    let mut looked: Vec<Vec<u64>> = Vec::with_capacity(names.len());
    let mut members: HashMap<u64, Vec<u32>> = HashMap::new();
    for (at, keys) in coarse.iter().enumerate() {
        // A name of one word has nothing to cut by: it meets its neighbours in the block.
        let whole = keys.iter().filter(|key| !large(key) || keys.len() == 1);
        let mut own: Vec<Look> = whole.map(|key| Look::both(key.hash)).collect();
        for key in keys.iter().filter(|key| large(key)) {
            // One of the two words is the family name, if there is one: given names alone say too little.
            let others = keys.iter().filter(|other| other.word != key.word && (key.cuts || other.cuts));
            own.extend(others.flat_map(|other| cut(key, other)));
        }
        own.sort_unstable();
        own.dedup();
        for look in own.iter().filter(|look| look.joins) {
            let block = members.entry(look.hash).or_default();
            if block.last() != Some(&(at as u32)) {
                block.push(at as u32);
            }
        }
        looked.push(own.into_iter().filter(|look| look.looks).map(|look| look.hash).collect());
    }
    for own in &mut looked {
        own.retain(|block| members.contains_key(block));
        own.sort_by_key(|block| (members[block].len(), *block));
        own.dedup();
    }
    Blocks { members, looked }
}

impl Blocks {
    /// The names behind a name that are worth comparing with it, rising.
    pub fn candidates(&self, name: usize) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        for block in &self.looked[name] {
            let members = &self.members[block];
            let at = members.partition_point(|other| *other as usize <= name);
            let behind = &members[at..];
            let reach = if members.len() > LARGE * 10 { NEIGHBOURS } else { MOST };
            found.extend(behind.iter().take(reach));
            if found.len() > 2 * MOST {
                break;
            }
        }
        found.sort_unstable();
        found.dedup();
        found.truncate(MOST);
        found
    }
}

/// A block that a name is in, looks into, or both: an initial looks for full names and full names for initials, but full
/// names do not look for each other by one letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    hash: u64,
    joins: bool,
    looks: bool,
}

impl Look {
    fn both(hash: u64) -> Look {
        Look { hash, joins: true, looks: true }
    }

    fn only_joins(hash: u64) -> Look {
        Look { hash, joins: true, looks: false }
    }

    fn only_looks(hash: u64) -> Look {
        Look { hash, joins: false, looks: true }
    }
}

/// A word's block, and what a large block is cut by.
struct Key {
    hash: u64,
    /// The word that made it.
    word: usize,
    /// Whether it may cut, and be cut, with any other word.
    cuts: bool,
    /// Its second looks: consonants, short forms, spellings, letter.
    looks: Vec<Look>,
}

fn keys(name: &Name) -> Vec<Key> {
    match &name.parts {
        Parts::Person(person) => words(&person.words),
        Parts::Body(body) => {
            let mut keys = terms(&body.terms);
            let initials = body.initials().into_iter().chain(body.acronym.clone()).chain(body.asides.iter().cloned());
            let letters = initials.filter(|letters| (2..=8).contains(&letters.len()));
            keys.extend(letters.map(|letters| Key {
                hash: hash(("letters", &letters)),
                word: usize::MAX,
                cuts: false,
                looks: Vec::new(),
            }));
            keys
        }
    }
}

fn words(words: &[Word]) -> Vec<Key> {
    let few = words.len() < 3 || !words.iter().any(|word| word.part == Part::Family);
    let mut keys: Vec<Key> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let cuts = few || word.part == Part::Family;
        let letter = word.sound.chars().next();
        let (full, initial) = (hash(("full", letter)), hash(("initial", letter)));
        let mut looks = Vec::new();
        if word.initial {
            looks.extend([Look::both(initial), Look::only_looks(full)]);
        } else {
            looks.push(Look::both(hash(("consonants", &word.skeleton))));
            looks.extend(word.nicknames.iter().map(|group| Look::both(hash(("short", group)))));
            looks.extend(word.variants.iter().take(4).map(|variant| Look::both(hash(("spelling", variant)))));
            looks.extend([Look::only_looks(initial), Look::only_joins(full)]);
        }
        // An initial opens no block of its own.
        let block = if word.initial && words.len() > 1 { hash(("nobody", at)) } else { hash(&word.skeleton) };
        keys.push(Key { hash: block, word: at, cuts, looks });
        if !word.joined.is_empty() {
            keys.push(Key { hash: hash(skeleton(&word.joined)), word: at, cuts, looks: Vec::new() });
        }
        if word.part == Part::Family && !word.initial {
            let spellings = word.variants.iter().take(3);
            keys.extend(spellings.map(|variant| Key {
                hash: hash(("family", variant)),
                word: at,
                cuts,
                looks: Vec::new(),
            }));
        }
    }
    for (at, two) in words.windows(2).enumerate().filter(|(_, two)| !two[0].initial && !two[1].initial) {
        let joined = skeleton(&format!("{}{}", two[0].sound, two[1].sound));
        let looks = vec![Look::both(hash(("consonants", &joined)))];
        keys.push(Key { hash: hash(&joined), word: at, cuts: few, looks });
    }
    keys.retain(|key| !words[key.word].initial || words.len() == 1 || !key.looks.is_empty());
    keys
}

fn terms(terms: &[Term]) -> Vec<Key> {
    let looks = |term: &Term| vec![Look::both(hash(("consonants", skeleton(&term.sound))))];
    let key =
        |(word, term): (usize, &Term)| Key { hash: hash(skeleton(&term.sound)), word, cuts: true, looks: looks(term) };
    let telling = |term: &&Term| matches!(term.sort, Sort::Name | Sort::Number);
    let named = terms.iter().filter(telling).count() > 0;
    let chosen = terms.iter().enumerate().filter(|(_, term)| !named || telling(term) || terms.len() < 3);
    chosen.map(key).collect()
}

/// The blocks of one word cut by another.
fn cut<'a>(key: &'a Key, by: &'a Key) -> impl Iterator<Item = Look> + 'a {
    by.looks.iter().map(|look| Look { hash: hash((key.hash, look.hash)), ..*look })
}

/// A hash that is the same in every run.
fn hash(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
