//! Which word of one name answers to which word of another, and how well.

use super::distance::alike_from;
use super::met::Met;
use super::person::Part;
use super::sound::latin;
use super::spelling::are_jumbled;
use super::tables::NameTables;
use super::word::Word;
use std::cell::RefCell;

/// Why two words answer to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// Equal after folding.
    Equal,
    /// Spellings of one name, by the table.
    Variant,
    /// A name and its short form, by the table.
    Nickname,
    /// One is the other's first letter.
    Initial,
    /// They sound alike.
    Sound,
    /// They are of the same letters, jumbled or written backwards.
    Jumbled,
}

/// A word, or two adjacent ones written as one, that answers to such of the other name.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Indices into the left words.
    pub left: (usize, usize),
    /// Indices into the right words.
    pub right: (usize, usize),
    /// Why.
    pub bond: Bond,
    /// 0 to 1.
    pub likeness: f64,
    /// Whether tables know both, as different names.
    pub known_apart: bool,
}

impl Pair {
    /// Whether one word answers to one word.
    pub fn is_single(&self) -> bool {
        self.left.0 == self.left.1 && self.right.0 == self.right.1
    }
}

/// Below this, two words have nothing to do with each other.
const LEAST: f64 = 0.55;

/// Below this, not even two words have that tables know: they must share a form in another script, or sound more alike.
const LEAST_KNOWN: f64 = 0.6;

/// How alike two words are of the same letters in another order.
const JUMBLED: f64 = 0.8;

/// Pairs words greedily, the best first; each word is in one pair at most.
pub fn align(left: &[Word], right: &[Word]) -> Vec<Pair> {
    let mut candidates = Vec::new();
    for (i, a) in left.iter().enumerate() {
        for (j, b) in right.iter().enumerate() {
            candidates.extend(words(a, b).map(|(bond, likeness, known_apart)| Pair {
                left: (i, i),
                right: (j, j),
                bond,
                likeness,
                known_apart,
            }));
        }
    }
    let joined = |pair: Pair| Pair { left: pair.right, right: pair.left, ..pair };
    candidates.extend(two_for_one(left, right));
    candidates.extend(two_for_one(right, left).into_iter().map(joined));
    let place = |pair: &Pair| {
        let same_part = left[pair.left.0].part == right[pair.right.0].part;
        pair.likeness + if same_part { 0.02 } else { 0.0 }
    };
    candidates.sort_by(|a, b| place(b).total_cmp(&place(a)).then((a.left, a.right).cmp(&(b.left, b.right))));
    let mut pairs: Vec<Pair> = Vec::new();
    for pair in candidates {
        let taken = |x: (usize, usize), y: (usize, usize)| x.0 <= y.1 && y.0 <= x.1;
        if !pairs.iter().any(|held| taken(held.left, pair.left) || taken(held.right, pair.right)) {
            pairs.push(pair);
        }
    }
    pairs.sort_by_key(|pair| pair.left);
    pairs
}

/// Why two words answer to each other, how well, and whether they are known to be two names.
pub type Answer = (Bond, f64, bool);

thread_local! {
    static MET: RefCell<Met<Option<Answer>>> = RefCell::default();
}

/// How two words answer to each other, if they do.
pub fn words(a: &Word, b: &Word) -> Option<Answer> {
    if a.number == b.number {
        return Some((Bond::Equal, 1.0, false));
    }
    MET.with_borrow_mut(|met| met.of((a.number, b.number), || answer(a, b)))
}

fn answer(a: &Word, b: &Word) -> Option<Answer> {
    if a.text == b.text {
        return Some((Bond::Equal, 1.0, false));
    }
    if a.initial || b.initial {
        let first = |word: &Word| word.sound.chars().next();
        let letter = latin(&a.text).chars().next() == latin(&b.text).chars().next();
        return (letter || first(a) == first(b)).then_some((Bond::Initial, 0.6, false));
    }
    let joins = |x: &Word, y: &Word| !x.joined.is_empty() && x.joined == y.sound;
    if joins(a, b) || joins(b, a) {
        return Some((Bond::Sound, 0.97, false));
    }
    if a.scanned == b.scanned {
        return Some((Bond::Sound, 0.95, false));
    }
    let servant = if a.servant == b.servant { 1.0 } else { 0.8 };
    if meet(a.variants, b.variants) {
        return Some((Bond::Variant, servant * if alike(a, b, 0.8) > 0.0 { 0.97 } else { 0.92 }, false));
    }
    let known_apart = !a.variants.is_empty() && !b.variants.is_empty();
    let alike = alike(a, b, if known_apart { LEAST_KNOWN } else { LEAST });
    if alike == 1.0 && a.servant == b.servant {
        return Some((Bond::Sound, 0.96, false));
    }
    if alike >= LEAST_KNOWN && NameTables::built_in().share_native(a.variants, b.variants) {
        return Some((Bond::Variant, servant * (0.82 + 0.13 * alike), false));
    }
    if meet(a.nicknames, b.nicknames) {
        return Some((Bond::Nickname, 0.85, false));
    }
    // Written with a surplus or missing letter in the middle of one name is a slip; known as two names, two names.
    let likeness = alike * servant * if known_apart { 0.85 } else { 0.98 };
    if likeness < JUMBLED && !known_apart && are_jumbled(&latin(&a.text), &latin(&b.text)) {
        return Some((Bond::Jumbled, JUMBLED, false));
    }
    (likeness >= LEAST).then_some((Bond::Sound, likeness, known_apart))
}

/// How alike two words sound, and 0 below `least`.
fn alike(a: &Word, b: &Word, least: f64) -> f64 {
    if a.letters.may_be_alike(b.letters, least) { alike_from(&a.sound, &b.sound, least) } else { 0.0 }
}

/// Two adjacent words of `double` that answer to one of `single`.
fn two_for_one(double: &[Word], single: &[Word]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (i, two) in double.windows(2).enumerate() {
        if two.iter().any(|word| word.initial || word.part == Part::Aside && word.text.len() < 3) {
            continue;
        }
        let length = two[0].sound.len() + two[1].sound.len();
        let letters = two[0].letters.and(two[1].letters);
        for (j, one) in single.iter().enumerate().filter(|(_, one)| one.sound.len().abs_diff(length) <= 2) {
            if !letters.may_be_alike(one.letters, 0.8) {
                continue;
            }
            let joined = [two[0].sound.as_str(), two[1].sound.as_str()].concat();
            let likeness = 0.97 * alike_from(&joined, &one.sound, 0.8);
            if likeness >= 0.8 {
                pairs.push(Pair { left: (i, i + 1), right: (j, j), bond: Bond::Sound, likeness, known_apart: false });
            }
        }
    }
    pairs
}

/// Whether two rising lists share a number.
pub fn meet(a: &[u32], b: &[u32]) -> bool {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::person::parse;

    fn bonds(left: &str, right: &str) -> Vec<Bond> {
        align(&parse(left).words, &parse(right).words).into_iter().map(|pair| pair.bond).collect()
    }

    #[test]
    fn words_answer_to_their_like() {
        assert_eq!(bonds("Ida Reed", "Reed, Ida"), [Bond::Equal, Bond::Equal]);
        assert_eq!(bonds("I. Reed", "Ida Reed"), [Bond::Initial, Bond::Equal]);
        assert_eq!(bonds("Hasan Nouri", "Hassan Nouri"), [Bond::Variant, Bond::Equal]);
        assert_eq!(bonds("Peggy Thornquist", "Margaret Thornquist"), [Bond::Nickname, Bond::Equal]);
        assert_eq!(bonds("Gholam Reza Nouri", "Gholamreza Nouri").len(), 2);
        assert_eq!(bonds("Ida Thornquist", "Ida tsiuqnrohT"), [Bond::Equal, Bond::Jumbled]);
        assert_eq!(bonds("Ida Arnold", "Ida Roland"), [Bond::Equal], "two names that tables know");
    }
}
