//! A cheap look at two names before the full score: most names that share a block have nothing else in common.

use crate::names::align::meet;
use crate::names::compare::{Name, Parts};
use crate::names::person::{Part, Person, Word};
use std::hash::{DefaultHasher, Hash, Hasher};

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
    /// The first byte of the whole as it sounds, and how many bytes it has.
    first: u8,
    length: u16,
}

/// A word.
#[derive(Debug, Clone, Copy)]
struct Spot {
    /// A hash of its consonants; which letters they are, a bit each; how many.
    skeleton: u64,
    letters: u32,
    consonants: u8,
    /// The first of these; the first byte as written; the first and the last as it sounds.
    head: u8,
    written: u8,
    first: u8,
    last: u8,
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
            first: person.whole.bytes().next().unwrap_or_default(),
            length: person.whole.len() as u16,
        }
    }

    /// False only for pairs that the full score would keep apart: people share two words, or all words of the shorter
    /// name; roughly.
    pub fn may_be_one(&self, left: usize, right: usize) -> bool {
        let (Some(a), Some(b)) = (&self.people[left], &self.people[right]) else { return true };
        let count = |seen: &Seen| seen.words.1 - seen.words.0;
        let (short, long) = if count(a) <= count(b) { (a, b) } else { (b, a) };
        let others = self.words_of(long);
        let wanted = short.asked.min(2);
        let mut found = 0;
        for word in self.words_of(short) {
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
        let mut hasher = DefaultHasher::new();
        word.skeleton.hash(&mut hasher);
        Spot {
            skeleton: hasher.finish(),
            letters: word.skeleton.bytes().fold(0, |letters, byte| letters | 1 << (byte % 32)),
            consonants: word.skeleton.len() as u8,
            head: word.skeleton.bytes().next().unwrap_or_default(),
            written: word.text.bytes().next().unwrap_or_default(),
            first: word.sound.bytes().next().unwrap_or_default(),
            last: word.sound.bytes().last().unwrap_or_default(),
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

    /// One consonant more, less or other, of three at least.
    fn is_near(&self, other: &Spot) -> bool {
        let longest = self.consonants.max(other.consonants);
        let shortest = self.consonants.min(other.consonants);
        let missing = (self.letters & !other.letters).count_ones();
        longest >= 3
            && shortest + 1 >= longest
            && missing <= u32::from(self.consonants + 1 - longest)
            && (self.head == other.head || self.last == other.last)
    }
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
    fn one_name_in_common_is_not() {
        assert!(!may_be_one("Ida Thornquist", "Bertram Thornquist"));
        assert!(!may_be_one("Ida Thornquist", "Ida Marlow"));
    }
}
