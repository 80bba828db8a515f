//! A word of a name, made ready to compare.

use super::distance::Letters;
use super::person::Part;
use super::sound::{latin, skeleton, sound};
use super::tables::NameTables;
use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::iter::Peekable;
use std::ops::Deref;
use std::str::Chars;
use std::sync::Arc;

/// A word of a name, and what it is there. It has all that its spelling has.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    spelt: Arc<Spelt>,
    /// What it is.
    pub part: Part,
    /// Whether a hyphen ties it to the word before.
    pub tied: bool,
}

/// What hangs on nothing but how a word is written, and on the particles before it. A million names are made of few words:
/// they hold each of them together, and the processor finds it at hand.
#[derive(Debug, PartialEq)]
pub struct Spelt {
    /// Folded.
    pub text: String,
    /// As it sounds; `Abd al-` is left out where a name follows it.
    pub sound: String,
    /// The sound's first letter and consonants.
    pub skeleton: String,
    /// As it sounds together with the particles before it: `delooze`; empty where there are none.
    pub joined: String,
    /// A single letter that stands for a name.
    pub initial: bool,
    /// Whether it opens with `Abd`: servant of.
    pub servant: bool,
    /// How telling it is.
    pub bits: f32,
    /// The letters of its sound.
    pub letters: Letters,
    /// A hash of how it is written, as a scanner may read it.
    pub scanned: u64,
    /// A hash of how it is written and joined: what it answers to hangs on nothing else.
    pub number: u64,
    /// The names that it is a spelling of, by number.
    pub variants: &'static [u32],
    /// The groups of short forms that it stands in, by number.
    pub nicknames: &'static [u32],
}

impl Deref for Word {
    type Target = Spelt;

    fn deref(&self) -> &Spelt {
        &self.spelt
    }
}

/// So many words are remembered by each thread.
const REMEMBERED: usize = 1 << 13;

thread_local! {
    static MET: RefCell<Vec<Option<Arc<Spelt>>>> = RefCell::new(vec![None; REMEMBERED]);
}

impl Word {
    /// A folded word; `joined` is how it sounds with the particles before it.
    pub fn new(text: &str, joined: String, part: Part, tied: bool) -> Word {
        let number = hash(|hasher| (text, &joined).hash(hasher));
        let spelt = MET.with_borrow_mut(|met| {
            let place = &mut met[number as usize % REMEMBERED];
            match place {
                Some(spelt) if spelt.number == number => Arc::clone(spelt),
                _ => Arc::clone(place.insert(Arc::new(Spelt::of(text, joined, number)))),
            }
        });
        Word { spelt, part, tied }
    }
}

/// What `Abd al-` is written as at the start of a word, longest first.
pub const SERVANT: &[&str] =
    &["abdoul", "abdool", "abdul", "abdel", "abdal", "abdol", "abdur", "abder", "abdar", "abdus", "abdu", "abd"];

impl Spelt {
    fn of(text: &str, joined: String, number: u64) -> Spelt {
        let stem = stem(text);
        let sounds = sound(stem);
        let tables = NameTables::built_in();
        Spelt {
            skeleton: skeleton(&sounds),
            letters: Letters::of(&sounds),
            sound: sounds,
            initial: latin(text).chars().count() == 1 && text.chars().all(|c| c.is_lowercase()),
            servant: stem.len() < text.len(),
            bits: tables.bits(text),
            variants: tables.variants(stem),
            nicknames: tables.nicknames(text),
            scanned: hash(|hasher| misread(text).for_each(|letter| letter.hash(hasher))),
            number,
            joined,
            text: text.to_owned(),
        }
    }
}

/// A hash that is the same in every run.
pub fn hash(of: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut hasher = DefaultHasher::new();
    of(&mut hasher);
    hasher.finish()
}

/// The letters of a word, with the shapes that a scanner takes for each other written as one.
fn misread(text: &str) -> impl Iterator<Item = char> {
    let mut letters = text.chars().peekable();
    std::iter::from_fn(move || {
        let letter = letters.next()?;
        let two = |next, one, letters: &mut Peekable<Chars>| letters.next_if_eq(&next).map_or(letter, |_| one);
        Some(match letter {
            'r' => two('n', 'm', &mut letters),
            'v' => two('v', 'w', &mut letters),
            '1' | 'l' | 'j' => 'i',
            '0' => 'o',
            letter => letter,
        })
    })
}

/// `karim` of `abdulkarim`.
fn stem(text: &str) -> &str {
    let stem = SERVANT.iter().find_map(|servant| text.strip_prefix(servant)).unwrap_or(text);
    if stem.len() >= 4 { stem } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_held_once() {
        let word = |part| Word::new("thornquist", String::new(), part, false);
        let (given, family) = (word(Part::Given), word(Part::Family));
        assert!(Arc::ptr_eq(&given.spelt, &family.spelt) && given != family);
        let joined = Word::new("thornquist", "vantornkuist".into(), Part::Family, false);
        assert_eq!((joined.text.as_str(), joined.joined.as_str()), ("thornquist", "vantornkuist"));
    }

    #[test]
    fn servants_and_misreadings() {
        let word = |text| Word::new(text, String::new(), Part::Given, false);
        assert!(word("abdulkarim").servant && word("abdulkarim").sound == word("karim").sound);
        assert_eq!(word("marlow").scanned, word("rnarlow").scanned);
    }
}
