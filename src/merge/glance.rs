//! A cheap look at two names before the full score: most names that share a block have nothing else in common.

use crate::names::align::meet;
use crate::names::compare::{Name, Parts};
use crate::names::person::{Part, Person};
use crate::names::word::Word;
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

/// What the look takes of many names, in few bytes that lie together: each name has the numbers of its words, and each
/// word is held once.
#[derive(Debug, Default)]
pub struct Glances {
    /// By name; nothing is seen of an organisation.
    names: Vec<Seen>,
    words: Vec<Spot>,
    /// The numbers of the words of names that have more than most.
    more: Vec<u32>,
}

/// Words of most names.
const FEW: usize = 4;

/// A name.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// Whether it is a person's.
    person: bool,
    /// The numbers of its words, or of many only where these begin.
    words: [u32; FEW],
    /// How many words it has.
    count: u8,
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
        let mut glances = Glances { names: Vec::with_capacity(names.len()), ..Glances::default() };
        let mut bearers: HashMap<u64, usize> = HashMap::new();
        let mut numbers = HashMap::new();
        for name in names {
            let seen = match &name.parts {
                Parts::Person(person) => {
                    person.words.iter().for_each(|word| *bearers.entry(word.scanned).or_default() += 1);
                    glances.see(person, &mut numbers)
                }
                Parts::Body(_) => Seen::default(),
            };
            glances.names.push(seen);
        }
        let most = rare(names.len());
        glances.words.iter_mut().for_each(|word| word.rare = !word.initial && bearers[&word.spelling] <= most);
        glances
    }

    /// What is seen of a name; `numbers` are those of the words that were met, as family names and as others.
    fn see(&mut self, person: &Person, numbers: &mut HashMap<(u64, bool), u32>) -> Seen {
        let number = |word: &Word| {
            *numbers.entry((word.number, word.part == Part::Family)).or_insert_with(|| {
                self.words.push(Spot::of(word));
                self.words.len() as u32 - 1
            })
        };
        // A name has less than 256 words, or its last ones are not looked at.
        let own: Vec<u32> = person.words.iter().take(u8::MAX.into()).map(number).collect();
        let mut words = [0; FEW];
        match words.get_mut(..own.len()) {
            Some(words) => words.copy_from_slice(&own),
            None => {
                words[0] = self.more.len() as u32;
                self.more.extend(&own);
            }
        }
        Seen {
            person: true,
            words,
            count: own.len() as u8,
            asked: person.words.iter().filter(|word| word.part != Part::Aside).count() as u8,
            first: person.skeleton.bytes().next().unwrap_or_default(),
            length: person.whole.len() as u16,
        }
    }

    /// False only for pairs that the full score would keep apart: people share two words, or all words of the shorter
    /// name, or a word that few have; roughly.
    pub fn may_be_one(&self, left: usize, right: usize) -> bool {
        let (a, b) = (&self.names[left], &self.names[right]);
        let (short, long) = if a.count <= b.count { (a, b) } else { (b, a) };
        if !a.person || !b.person {
            return true;
        }
        let others = || self.words_of(long);
        let wanted = short.asked.min(2);
        let begins = |seen: &Seen| self.words_of(seen).next().map(|word| word.head);
        let begin_alike = begins(short) == begins(long);
        let mut found = 0;
        for word in self.words_of(short) {
            let answers =
                |other: &Spot| word.spelling == other.spelling && (begin_alike || !word.family || !other.family);
            if word.rare && others().any(answers) {
                return true;
            }
            if others().any(|other| word.looks_like(other)) {
                found += 1;
                if found >= wanted {
                    return true;
                }
            }
        }
        // A word parted in two, or a particle grown on.
        let joined = short.first == long.first && short.length.abs_diff(long.length) <= 3;
        short.asked != long.count && joined
    }

    fn words_of<'a>(&'a self, seen: &'a Seen) -> impl Iterator<Item = &'a Spot> {
        let (begin, count) = (seen.words[0] as usize, usize::from(seen.count));
        let numbers = if count <= FEW { &seen.words[..count] } else { &self.more[begin..begin + count] };
        numbers.iter().map(|number| &self.words[*number as usize])
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
