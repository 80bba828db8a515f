//! Made-up words: seeded, pronounceable, and in no table of the lexicon.

use undersigned::lexicon::{Lexicon, Table, key};

/// SplitMix64 (Steele, Lea and Flood 2014): small, seeded, the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// What the syllables of one manner of speaking are made of.
struct Phonology {
    onsets: &'static [&'static str],
    nuclei: &'static [&'static str],
    codas: &'static [&'static str],
}

const PHONOLOGIES: [Phonology; 4] = [
    Phonology {
        onsets: &["b", "d", "kh", "m", "n", "r", "sh", "t", "z", "gh", "h", "f"],
        nuclei: &["a", "e", "i", "o", "ou", "a", "aa"],
        codas: &["", "", "r", "n", "d", "m", "sh"],
    },
    Phonology {
        onsets: &["br", "c", "d", "fl", "g", "h", "l", "m", "p", "st", "th", "w"],
        nuclei: &["a", "e", "i", "o", "u", "ea", "oo"],
        codas: &["", "ck", "l", "n", "nd", "rd", "sk", "th", "x"],
    },
    Phonology {
        onsets: &["b", "d", "g", "l", "m", "r", "t", "v", "s", "qu"],
        nuclei: &["a", "e", "i", "o", "ia", "ue"],
        codas: &["", "", "", "l", "n", "r", "s"],
    },
    Phonology {
        onsets: &["d", "g", "j", "k", "kr", "m", "p", "sv", "t", "v", "zh"],
        nuclei: &["a", "e", "i", "o", "u", "au"],
        codas: &["", "k", "s", "nt", "v", "t"],
    },
];

const VOWELS: &str = "aeiou";
const CONSONANTS: &str = "bcdfghjklmnprstvwz";

/// Another letter of the same sort for each letter: initials and acronyms follow where words lead.
pub struct Letters(usize);

impl Letters {
    /// One of the rotations that leave no letter where it was.
    pub fn of(dice: &mut Dice) -> Letters {
        // 1 to 4: fewer than the vowels, so no letter comes back to itself.
        Letters(1 + dice.below(VOWELS.len() - 1))
    }

    /// The letter that stands for this one, in lower case.
    pub fn swapped(&self, letter: char) -> char {
        let sort = if VOWELS.contains(letter) { VOWELS } else { CONSONANTS };
        // What is in neither (q, x, y, other scripts) starts over at the front.
        let place = sort.find(letter).unwrap_or(0);
        char::from(sort.as_bytes()[(place + self.0) % sort.len()])
    }
}

/// A word that opens with this letter, of about this length, that `is_free`.
pub fn word(first: char, length: usize, dice: &mut Dice, is_free: impl Fn(&str) -> bool) -> String {
    let mut tries = (0..).map(|tried| of_syllables(first, length.max(3) + tried / 40, dice));
    tries.find(|word| is_free(word)).expect("longer words are free sooner or later")
}

fn of_syllables(first: char, length: usize, dice: &mut Dice) -> String {
    let phonology = &PHONOLOGIES[dice.below(PHONOLOGIES.len())];
    let mut word = first.to_string();
    if !VOWELS.contains(first) {
        word.push_str(dice.pick(phonology.nuclei));
    }
    word.push_str(dice.pick(phonology.codas));
    while word.len() + 1 < length {
        word.push_str(dice.pick(phonology.onsets));
        word.push_str(dice.pick(phonology.nuclei));
        word.push_str(dice.pick(phonology.codas));
    }
    word
}

/// Letters for an acronym that the lexicon does not know: the last one goes on until it is free.
pub fn acronym(letters: String, lexicon: &Lexicon) -> String {
    let mut stem = letters.clone();
    stem.pop();
    let last = CONSONANTS.chars().map(|letter| format!("{stem}{}", letter.to_ascii_uppercase()));
    std::iter::once(letters).chain(last).find(|made| !is_known(&key(made), lexicon)).expect("some letter is free")
}

/// Whether any table of the lexicon has this word.
pub fn is_known(word: &str, lexicon: &Lexicon) -> bool {
    let mut all = tables(lexicon).into_iter();
    let named =
        |word: &str| lexicon.given_names.has(word) || lexicon.surnames.has(word) || lexicon.common_words.has(word);
    named(word) || all.any(|table| table.has(word)) || lexicon.body(word, &word.to_uppercase()).is_some()
}

/// Every table but those of people's names and of ordinary words.
pub fn tables(lexicon: &Lexicon) -> [&Table; 19] {
    [
        &lexicon.honorifics,
        &lexicon.postnominals,
        &lexicon.particles,
        &lexicon.positions,
        &lexicon.position_modifiers,
        &lexicon.organisation_heads,
        &lexicon.legal_forms,
        &lexicon.other_heads,
        &lexicon.saying,
        &lexicon.chairing,
        &lexicon.presence,
        &lexicon.speaker_lists,
        &lexicon.list_openers,
        &lexicon.salutations,
        &lexicon.furniture,
        &lexicon.calendar,
        &lexicon.states,
        &lexicon.places,
        &lexicon.topics,
    ]
}
