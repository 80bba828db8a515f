//! How alike two names are that are not equal: a score, and what makes them alike in words.

use super::key::{is_acronym, is_bare, key};
use crate::model::Kind;
use strsim::{jaro_winkler, normalized_damerau_levenshtein};

/// A score from 0 to 1 and its reason.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// 0 to 1.
    pub score: f64,
    /// In words, for `alike.csv`.
    pub why: &'static str,
}

/// Two words of which the less alike pair is below this are of two names, however alike the rest.
const WEAKEST_WORD: f64 = 0.6;

/// Words that do not count in an acronym.
pub const STOPWORDS: &[&str] = &["a", "and", "de", "des", "du", "for", "in", "la", "le", "of", "on", "the", "to"];

/// A name made ready to compare.
#[derive(Debug, Clone)]
pub struct Form {
    /// As written.
    pub name: String,
    /// Its key.
    pub key: String,
    /// One word of a person.
    pub bare: bool,
    acronym: bool,
}

impl Form {
    /// A name of that kind.
    pub fn new(kind: Kind, name: &str) -> Form {
        let acronym = kind == Kind::Organisation && is_acronym(name);
        Form { name: name.to_owned(), key: key(kind, name), bare: is_bare(kind, name), acronym }
    }

    /// Its words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.key.split(' ').filter(|word| !word.is_empty())
    }

    /// Its initials, with and without the small words; what an acronym of it would be. Of an acronym, itself.
    pub fn initials(&self) -> Vec<String> {
        if self.acronym {
            return vec![self.key.clone()];
        }
        let all: String = self.words().filter_map(|word| word.chars().next()).collect();
        let of_large = self.words().filter(|word| !STOPWORDS.contains(word));
        let large: String = of_large.filter_map(|word| word.chars().next()).collect();
        let mut initials = vec![all, large];
        initials.dedup();
        initials.retain(|letters| letters.chars().count() > 1);
        initials
    }
}

/// How alike two names of one kind are.
pub fn alike(kind: Kind, left: &Form, right: &Form) -> Likeness {
    if left.key == right.key {
        return Likeness { score: 1.0, why: "equal after folding" };
    }
    match kind {
        Kind::Person => people(left, right),
        Kind::Organisation | Kind::Place | Kind::Other => organisations(left, right),
    }
}

fn people(left: &Form, right: &Form) -> Likeness {
    let (a, b): (Vec<&str>, Vec<&str>) = (left.words().collect(), right.words().collect());
    if left.bare != right.bare {
        let (bare, full) = if left.bare { (a[0], &b) } else { (b[0], &a) };
        let score = if full.contains(&bare) { 0.9 } else { 0.0 };
        return Likeness { score, why: "surname only" };
    }
    let (mut sorted_a, mut sorted_b) = (a.clone(), b.clone());
    sorted_a.sort_unstable();
    sorted_b.sort_unstable();
    if sorted_a == sorted_b {
        return Likeness { score: 0.98, why: "words in another order" };
    }
    if initials_agree(&a, &b) {
        return Likeness { score: 0.93, why: "initial" };
    }
    if a.len() != b.len() && a.first() == b.first() && a.last() == b.last() {
        return Likeness { score: 0.94, why: "further names between" };
    }
    let spelling = spelling(&a, &b).max(spelling(&sorted_a, &sorted_b));
    Likeness { score: spelling, why: "spelling" }
}

/// Whether the last words are equal and every other word is equal to its partner or stands for it by its initial,
/// at least one of them.
fn initials_agree(a: &[&str], b: &[&str]) -> bool {
    let stands_for = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    a.len() == b.len()
        && a.last() == b.last()
        && a.iter().zip(b).all(|(x, y)| x == y || stands_for(x, y) || stands_for(y, x))
}

/// Jaro-Winkler of the whole, or the mean of Damerau-Levenshtein over the words; 0 where a word has no partner like it.
fn spelling(a: &[&str], b: &[&str]) -> f64 {
    let whole = jaro_winkler(&a.join(" "), &b.join(" "));
    if a.len() != b.len() {
        return whole;
    }
    let weakest = a.iter().zip(b).map(|(x, y)| jaro_winkler(x, y)).fold(1.0, f64::min);
    if weakest < WEAKEST_WORD {
        return 0.0;
    }
    let words = a.iter().zip(b).map(|(x, y)| normalized_damerau_levenshtein(x, y));
    whole.max(words.sum::<f64>() / a.len() as f64)
}

fn organisations(left: &Form, right: &Form) -> Likeness {
    if left.acronym || right.acronym {
        let (left_initials, right_initials) = (left.initials(), right.initials());
        let agree =
            left.acronym != right.acronym && left_initials.iter().any(|letters| right_initials.contains(letters));
        return Likeness { score: if agree { 0.92 } else { 0.0 }, why: "acronym" };
    }
    // "Branch 3" and "Branch 4" are two, however alike.
    let numbers = |form: &Form| form.key.chars().filter(char::is_ascii_digit).collect::<String>();
    let score = if numbers(left) == numbers(right) { jaro_winkler(&left.key, &right.key) } else { 0.0 };
    Likeness { score, why: "spelling" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(kind: Kind, left: &str, right: &str) -> Likeness {
        let forward = alike(kind, &Form::new(kind, left), &Form::new(kind, right));
        assert_eq!(forward, alike(kind, &Form::new(kind, right), &Form::new(kind, left)), "either way round");
        forward
    }

    #[test]
    fn people_are_alike_by_initial_order_surname_and_spelling() {
        let why = |left, right| {
            let likeness = compare(Kind::Person, left, right);
            if likeness.score >= 0.9 { likeness.why } else { "not alike" }
        };
        assert_eq!(why("T Olander", "Tamsin Olander"), "initial");
        assert_eq!(why("Olander Tamsin", "Tamsin Olander"), "words in another order");
        assert_eq!(why("Olander", "Tamsin Olander"), "surname only");
        assert_eq!(why("Tamsin R. Olander", "Tamsin Olander"), "further names between");
        assert_eq!(why("Tamsin Olander", "Tamsyn Olander"), "spelling");
        assert_eq!(why("Tamsin Olander", "Tamsin Brook"), "not alike");
        assert_eq!(why("T Olander", "Karim Olander"), "not alike");
    }

    #[test]
    fn organisations_are_alike_by_acronym_and_spelling() {
        assert_eq!(compare(Kind::Organisation, "LRT", "Lantern and Reed Trust").why, "acronym");
        assert!(compare(Kind::Organisation, "LRT", "Lantern and Reed Trust").score >= 0.9);
        assert!(compare(Kind::Organisation, "Lantern Foundation", "Lantern Fundation").score >= 0.9);
        assert!(compare(Kind::Organisation, "Branch 3", "Branch 4").score < 0.5);
        assert!(compare(Kind::Organisation, "LRT", "LRX").score < 0.5);
    }
}
