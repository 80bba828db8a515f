//! Blocking: which names are worth comparing, so that not all pairs are.
//!
//! Every word of a name opens a block under its consonants, and one under its spelling where few names hold it. A block
//! that is too large is cut by a second word: by its consonants (a family name's also with one of them left out), its
//! short forms and spellings, and, where one of the names has only an initial there, by its letter.
//! What is still too large is compared with its neighbours in the order of the alphabet only, so that no block costs
//! more than its size times a constant.

use super::glance::rare;
use crate::names::body::{Sort, Term};
use crate::names::compare::{Name, Parts};
use crate::names::person::Part;
use crate::names::sound::skeleton;
use crate::names::word::Word;
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// A larger block is cut.
const LARGE: usize = 400;

/// A block that is still larger than this is `HUGE`: a name meets only the next `NEIGHBOURS` behind it.
const HUGE: usize = 2_500;
const NEIGHBOURS: usize = 60;

/// A name meets at most so many others.
const MOST: usize = 1_500;

/// Names by block, in the order in which they were given; that order must be one of the alphabet.
#[derive(Debug, Default)]
pub struct Blocks {
    /// The names of all blocks, one block behind the other, rising in each; where each block begins, and the end.
    members: Vec<u32>,
    begins: Vec<u32>,
    /// The blocks in which each name looks for others, one name behind the other, the smallest first; where each name's
    /// begin, and the end.
    looked: Vec<u32>,
    looks: Vec<u32>,
}

/// The blocks of names of one kind.
///
/// The keys of a name are made anew for every pass: a million names hold more of them than of anything else.
pub fn blocks(names: &[&Name]) -> Blocks {
    let sizes = Sizes::of(names);
    let seen = seen_twice(names, &sizes);
    let shared = |look: &Look| seen.twice(look.hash);
    let of = |(at, name): (usize, &&Name)| {
        let own = looks(name, &sizes).into_iter();
        own.filter(|look| look.joins && shared(look)).map(move |look| (look.hash, at as u32)).collect::<Vec<_>>()
    };
    let mut joined: Vec<(u64, u32)> = names.par_iter().enumerate().flat_map_iter(of).collect();
    joined.par_sort_unstable();
    joined.dedup();

    let (mut hashes, mut begins) = (Vec::new(), Vec::new());
    for (at, (hash, _)) in joined.iter().enumerate() {
        if hashes.last() != Some(hash) {
            hashes.push(*hash);
            begins.push(at as u32);
        }
    }
    begins.push(joined.len() as u32);
    let members: Vec<u32> = joined.into_iter().map(|(_, name)| name).collect();

    let size = |block: u32| begins[block as usize + 1] - begins[block as usize];
    let of = |name: &&Name| -> Vec<u32> {
        let own = looks(name, &sizes).into_iter().filter(|look| look.looks && shared(look));
        let mut own: Vec<u32> =
            own.filter_map(|look| hashes.binary_search(&look.hash).ok()).map(|block| block as u32).collect();
        own.sort_unstable_by_key(|block| (size(*block), *block));
        own.dedup();
        own
    };
    let mut blocks = Blocks { looks: vec![0], ..Blocks::default() };
    for some in names.chunks(AT_ONCE) {
        for own in some.par_iter().map(of).collect::<Vec<_>>() {
            blocks.looked.extend(own);
            blocks.looks.push(blocks.looked.len() as u32);
        }
    }
    Blocks { members, begins, ..blocks }
}

/// Names whose blocks are looked up together.
const AT_ONCE: usize = 10_000;

/// Places of a rough count of hashes, for each name and at most: most blocks hold one name, and these need no memory.
const PLACES: (usize, usize) = (256, 1 << 26);

/// Which hashes were met once, and which more often: two bits for each place, roughly, since places are shared.
struct Seen {
    once: Vec<AtomicU64>,
    twice: Vec<AtomicU64>,
}

impl Seen {
    fn new(places: usize) -> Seen {
        let none = || (0..places.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Seen { once: none(), twice: none() }
    }

    fn meet(&self, hash: u64) {
        let (word, bit) = self.place(hash);
        if self.once[word].fetch_or(bit, Relaxed) & bit != 0 {
            self.twice[word].fetch_or(bit, Relaxed);
        }
    }

    fn twice(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.twice[word].load(Relaxed) & bit != 0
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let place = hash as usize % (self.once.len() * 64);
        (place / 64, 1 << (place % 64))
    }
}

/// The hashes that several names look into, or one of them twice.
fn seen_twice(names: &[&Name], sizes: &Sizes) -> Seen {
    let seen = Seen::new((names.len() * PLACES.0).clamp(1, PLACES.1));
    names.par_iter().for_each(|name| looks(name, sizes).iter().for_each(|look| seen.meet(look.hash)));
    seen
}

/// All blocks that a name is in or looks into, each once.
fn looks(name: &Name, sizes: &Sizes) -> Vec<Look> {
    let keys = keys(name);
    let large = |key: &Key| sizes.is_large(key);
    // A name of one word has nothing to cut by: in a large block it meets others of one word.
    let single = keys.iter().all(|key| key.word == keys[0].word);
    let whole = keys.iter().filter(|key| !large(key) || single);
    let mut own: Vec<Look> = whole.map(|key| Look::both(key.hash)).collect();
    for key in keys.iter().filter(|key| large(key) && key.fate == Fate::Cut) {
        // One of the two words is the family name, if there is one: given names alone say too little.
        let others = keys.iter().filter(|other| other.word != key.word && (key.cuts || other.cuts));
        own.extend(others.flat_map(|other| cut(key, other)));
    }
    own.sort_unstable();
    own.dedup();
    own
}

/// Names that are worth comparing with one.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Indices, rising, all of them behind the name.
    pub names: Vec<u32>,
    /// Whether some that share a block with it were left out, because there are too many.
    pub crowded: bool,
}

impl Blocks {
    /// The names behind a name that are worth comparing with it.
    pub fn candidates(&self, name: usize) -> Candidates {
        let mut found = Candidates::default();
        for (met, crowded) in self.met(name) {
            found.crowded |= crowded;
            found.names.extend(met);
            if found.names.len() > 2 * MOST {
                break;
            }
        }
        found.names.sort_unstable();
        found.names.dedup();
        found.crowded |= found.names.len() > MOST;
        found.names.truncate(MOST);
        found
    }

    /// Whether a name is worth comparing with one behind it.
    pub fn are_candidates(&self, name: usize, behind: usize) -> bool {
        let (mut together, mut all) = (false, 0);
        for (met, _) in self.met(name) {
            together |= met.binary_search(&(behind as u32)).is_ok();
            all += met.len();
        }
        // Only of too many are some left out.
        together && (all <= MOST || self.candidates(name).names.binary_search(&(behind as u32)).is_ok())
    }

    /// The names behind a name that it meets in each block that it looks into, and whether it leaves out others there.
    fn met(&self, name: usize) -> impl Iterator<Item = (&[u32], bool)> {
        let looked = &self.looked[self.looks[name] as usize..self.looks[name + 1] as usize];
        looked.iter().map(move |block| {
            let block = *block as usize;
            let members = &self.members[self.begins[block] as usize..self.begins[block + 1] as usize];
            let behind = &members[members.partition_point(|other| *other as usize <= name)..];
            let reach = if members.len() > HUGE { NEIGHBOURS } else { MOST };
            (&behind[..reach.min(behind.len())], behind.len() > reach)
        })
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

/// What becomes of a block that is too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is cut by a second word.
    Cut,
    /// It is given up: another key of the word is cut.
    GivenUp,
    /// The same, and too large is whatever is not rare.
    OnlyRare,
}

/// How many names have each key.
struct Sizes {
    of: HashMap<u64, u32>,
    /// What is rare among so many names.
    rare: usize,
}

impl Sizes {
    fn of(names: &[&Name]) -> Sizes {
        let mut of: HashMap<u64, u32> = HashMap::new();
        for key in names.iter().flat_map(|name| keys(name)) {
            *of.entry(key.hash).or_default() += 1;
        }
        Sizes { of, rare: rare(names.len()) }
    }

    fn is_large(&self, key: &Key) -> bool {
        self.of[&key.hash] as usize > if key.fate == Fate::OnlyRare { self.rare } else { LARGE }
    }
}

/// A word's block, and what a large block is cut by.
struct Key {
    hash: u64,
    /// The word that made it.
    word: usize,
    /// Whether it may cut, and be cut, with any other word.
    cuts: bool,
    /// What becomes of its block where that is large.
    fate: Fate,
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
                fate: Fate::Cut,
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
            if word.part == Part::Family {
                looks.extend(one_less(&word.skeleton).map(|rest| Look::both(hash(("roughly", rest)))));
            }
        }
        // An initial opens no block of its own.
        let block = if word.initial && words.len() > 1 { hash(("nobody", at)) } else { hash(&word.skeleton) };
        keys.push(Key { hash: block, word: at, cuts, fate: Fate::Cut, looks });
        if !word.joined.is_empty() {
            let joined = hash(skeleton(&word.joined));
            keys.push(Key { hash: joined, word: at, cuts, fate: Fate::Cut, looks: Vec::new() });
        }
        if word.initial {
            continue;
        }
        if word.part == Part::Family {
            let spellings = word.variants.iter().take(3).map(|variant| hash(("family", variant)));
            keys.extend(spellings.map(|hash| Key { hash, word: at, cuts, fate: Fate::Cut, looks: Vec::new() }));
        }
        // Many names share few consonants: as it is written, and as a scanner may read it, it may be rare.
        let fate = if word.part == Part::Family { Fate::GivenUp } else { Fate::OnlyRare };
        let written = hash(("written", word.scanned));
        keys.push(Key { hash: written, word: at, cuts, fate, looks: Vec::new() });
    }
    for (at, two) in words.windows(2).enumerate().filter(|(_, two)| !two[0].initial && !two[1].initial) {
        let joined = skeleton(&format!("{}{}", two[0].sound, two[1].sound));
        let looks = vec![Look::both(hash(("consonants", &joined)))];
        keys.push(Key { hash: hash(&joined), word: at, cuts: few, fate: Fate::Cut, looks });
    }
    keys.retain(|key| !words[key.word].initial || words.len() == 1 || !key.looks.is_empty());
    keys
}

fn terms(terms: &[Term]) -> Vec<Key> {
    let looks = |term: &Term| vec![Look::both(hash(("consonants", skeleton(&term.sound))))];
    let key = |(word, term): (usize, &Term)| Key {
        hash: hash(skeleton(&term.sound)),
        word,
        cuts: true,
        fate: Fate::Cut,
        looks: looks(term),
    };
    let telling = |term: &&Term| matches!(term.sort, Sort::Name | Sort::Number);
    let named = terms.iter().filter(telling).count() > 0;
    let chosen = terms.iter().enumerate().filter(|(_, term)| !named || telling(term) || terms.len() < 3);
    chosen.map(key).collect()
}

/// Consonants, and the same with each of them left out in turn where there are three or more: a slip of the pen changes
/// one.
fn one_less(skeleton: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = skeleton.chars().collect();
    let left_out = if letters.len() < 3 { 0 } else { letters.len() };
    let whole = skeleton.to_owned();
    let less = (0..left_out).map(move |out| {
        let kept = letters.iter().enumerate().filter(|(at, _)| *at != out);
        kept.map(|(_, letter)| *letter).collect()
    });
    std::iter::once(whole).chain(less)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::names::vocabulary::Vocabulary;

    #[test]
    fn names_of_one_word_meet_in_a_large_block() {
        let given = (b'a'..=b'z').flat_map(|a| (b'a'..=b'z').map(move |b| format!("Ro{}o{}", a as char, b as char)));
        let written = given.map(|given| format!("{given} Dunham")).chain(["Dunam", "Dunham"].map(str::to_owned));
        let mut names: Vec<Name> = written.map(|name| Name::new(Kind::Person, &name, Vocabulary::built_in())).collect();
        names.sort_by(|a, b| a.key.cmp(&b.key));
        let blocks = blocks(&names.iter().collect::<Vec<_>>());
        let at = |key: &str| names.iter().position(|name| name.key == key).expect("it was made");
        assert!(names.len() > LARGE);
        assert_eq!(blocks.candidates(at("dunam")).names, [at("dunham") as u32]);
    }
}
