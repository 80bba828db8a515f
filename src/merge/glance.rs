//! A cheap look at two names before the full score: most names that share a block have nothing else in common.

use crate::names::align::meet;
use crate::names::compare::{Name, Parts};
use crate::names::person::{Part, Person, Word};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A word that at most so many names hold, or at most one name of so many, is in common enough, if it is a given name or
/// a family name behind given names of one first sound.
const RARE: usize = 50;
const RARE_AMONG: usize = 2_500;

/// How many names of a pile of so many may hold a word that is rare in it: the greater the pile, the more names share a
/// word that says as much.
pub fn rare(names: usize) -> usize {
    RARE.max(names / RARE_AMONG)
}

/// What the look takes of many names, in few bytes that lie together.
#[derive(Debug, Default)]
pub struct Glances {
    /// By name; nothing for an organisation.
    people: Vec<Option<Seen>>,
    words: Vec<Spot>,
}

/// A person's name.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// Its first word and the one behind its last.
    words: (u32, u32),
    /// Words that ask for an answer.
    asked: u8,
    /// The first of its consonants, and how many bytes the whole has as it sounds.
    first: u8,
    length: u16,
}

/// A word.
#[derive(Debug, Clone, Copy)]
struct Spot {
    /// A hash of its consonants; which letters they are, a bit each; how many.
    skeleton: u64,
    /// A hash of how it is written, as a scanner may read it.
    spelling: u64,
    /// Whether few names of the pile hold a word of this spelling; whether it is the family name.
    rare: bool,
    family: bool,
    letters: u32,
    consonants: u8,
    /// The first and the last of these; the first byte as written and as it sounds.
    head: u8,
    last: u8,
    written: u8,
    first: u8,
    /// The first letters as written.
    begins: [u8; 4],
    initial: bool,
    spellings: Few,
    nicknames: Few,
}

/// Some of the numbers, and a bit for each of them: two that share no bit share no number.
#[derive(Debug, Clone, Copy)]
struct Few {
    bits: u32,
    numbers: &'static [u32],
}

impl Glances {
    /// Of names in the order in which they are asked about.
    pub fn new(names: &[&Name]) -> Glances {
        let mut glances = Glances::default();
        for name in names {
            let seen = match &name.parts {
                Parts::Person(person) => Some(glances.see(person)),
                Parts::Body(_) => None,
            };
            glances.people.push(seen);
        }
        let mut bearers: HashMap<u64, usize> = HashMap::new();
        glances.words.iter().for_each(|word| *bearers.entry(word.spelling).or_default() += 1);
        let most = rare(names.len());
        glances.words.iter_mut().for_each(|word| word.rare = !word.initial && bearers[&word.spelling] <= most);
        glances
    }

    fn see(&mut self, person: &Person) -> Seen {
        let from = self.words.len() as u32;
        for word in &person.words {
            self.words.push(Spot::of(word));
        }
        Seen {
            words: (from, self.words.len() as u32),
            asked: person.words.iter().filter(|word| word.part != Part::Aside).count() as u8,
            first: person.skeleton.bytes().next().unwrap_or_default(),
            length: person.whole.len() as u16,
        }
    }

    /// False only for pairs that the full score would keep apart: people share two words, or all words of the shorter
    /// name, or a word that few have; roughly.
    pub fn may_be_one(&self, left: usize, right: usize) -> bool {
        let (Some(a), Some(b)) = (&self.people[left], &self.people[right]) else { return true };
        let count = |seen: &Seen| seen.words.1 - seen.words.0;
        let (short, long) = if count(a) <= count(b) { (a, b) } else { (b, a) };
        let others = self.words_of(long);
        let wanted = short.asked.min(2);
        let begins = |seen: &Seen| self.words_of(seen).first().map(|word| word.head);
        let begin_alike = begins(short) == begins(long);
        let mut found = 0;
        for word in self.words_of(short) {
            let answers =
                |other: &Spot| word.spelling == other.spelling && (begin_alike || !word.family || !other.family);
            if word.rare && others.iter().any(answers) {
                return true;
            }
            if others.iter().any(|other| word.looks_like(other)) {
                found += 1;
                if found >= wanted {
                    return true;
                }
            }
        }
        // A word parted in two, or a particle grown on.
        let joined = short.first == long.first && short.length.abs_diff(long.length) <= 3;
        u32::from(short.asked) != count(long) && joined
    }

    fn words_of(&self, seen: &Seen) -> &[Spot] {
        &self.words[seen.words.0 as usize..seen.words.1 as usize]
    }
}

impl Spot {
    fn of(word: &Word) -> Spot {
        Spot {
            skeleton: hash(word.skeleton.chars()),
            spelling: word.scanned,
            rare: false,
            family: word.part == Part::Family,
            letters: word.skeleton.bytes().fold(0, |letters, byte| letters | 1 << (byte % 32)),
            consonants: word.skeleton.len() as u8,
            head: word.skeleton.bytes().next().unwrap_or_default(),
            last: word.skeleton.bytes().last().unwrap_or_default(),
            written: word.text.bytes().next().unwrap_or_default(),
            begins: word.text.as_bytes().first_chunk().copied().unwrap_or_default(),
            first: word.sound.bytes().next().unwrap_or_default(),
            initial: word.initial,
            spellings: Few::of(word.variants),
            nicknames: Few::of(word.nicknames),
        }
    }

    fn looks_like(&self, other: &Spot) -> bool {
        if self.initial || other.initial {
            return self.first == other.first || self.written == other.written;
        }
        self.skeleton == other.skeleton
            || self.is_near(other)
            || self.spellings.meet(other.spellings)
            || self.nicknames.meet(other.nicknames)
    }

    /// One consonant more, less or other, of three at least: within the word, or behind its first letters.
    fn is_near(&self, other: &Spot) -> bool {
        let longest = self.consonants.max(other.consonants);
        let shortest = self.consonants.min(other.consonants);
        let missing = (self.letters & !other.letters).count_ones();
        longest >= 3
            && shortest + 1 >= longest
            && missing <= u32::from(self.consonants + 1 - longest)
            && (self.head == other.head && self.last == other.last || self.begins == other.begins)
    }
}

fn hash(letters: impl Iterator<Item = char>) -> u64 {
    let mut hasher = DefaultHasher::new();
    letters.for_each(|letter| letter.hash(&mut hasher));
    hasher.finish()
}

impl Few {
    fn of(numbers: &'static [u32]) -> Few {
        let bits = numbers.iter().fold(0, |bits, number| bits | 1 << (number.wrapping_mul(0x9e37_79b9) >> 27));
        Few { bits, numbers }
    }

    /// Whether two have a number in common.
    fn meet(self, other: Few) -> bool {
        self.bits & other.bits != 0 && meet(self.numbers, other.numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::names::vocabulary::Vocabulary;

    fn may_be_one(left: &str, right: &str) -> bool {
        let name = |name| Name::new(Kind::Person, name, Vocabulary::built_in());
        let (left, right) = (name(left), name(right));
        Glances::new(&[&left, &right]).may_be_one(0, 1)
    }

    #[test]
    fn spellings_short_forms_and_initials_are_worth_a_score() {
        assert!(may_be_one("Hassan Thornquist", "Hasan Thornqvist"));
        assert!(may_be_one("Peggy Thornquist", "Margaret Thornquist"));
        assert!(may_be_one("I. Thornquist", "Ida Thornquist"));
        assert!(may_be_one("Gholam Reza Nouri", "Gholamreza Nouri"));
        assert!(may_be_one("Thornquist", "Ida Thornquist"));
    }

    #[test]
    fn one_word_in_common_is_enough_where_few_have_it() {
        assert!(may_be_one("Ida Thornquist", "Ida Marlow"));
        assert!(may_be_one("Ida Thornquist", "Ada Thornquist"));
        assert!(may_be_one("Ida Thomquist", "Isa Thornquist"), "as a scanner reads it");
        assert!(!may_be_one("Ida Thornquist", "Bertram Thornquist"));
    }

    #[test]
    fn one_word_in_common_is_not_where_many_have_it() {
        let name = |name: &str| Name::new(Kind::Person, name, Vocabulary::built_in());
        let many: Vec<Name> = ('a'..='z')
            .flat_map(|a| ["o", "u", "i"].map(|vowel| name(&format!("Ida {}{a}{vowel}r", a.to_uppercase()))))
            .collect();
        let glances = Glances::new(&many.iter().collect::<Vec<_>>());
        assert!(!glances.may_be_one(0, many.len() - 1));
    }

    #[test]
    fn what_is_rare_grows_with_the_pile() {
        assert_eq!([2, 100_000, 1_000_000].map(rare), [50, 50, 400]);
    }

    #[test]
    fn a_slip_in_a_short_word_is_near() {
        assert!(may_be_one("Bertram Dunham", "Bertram Dunhan"));
    }
}
