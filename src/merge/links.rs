//! Scored pairs of names: who may be one.

use super::blocks::blocks;
use crate::names::align;
use crate::names::compare::{Name, Parts, score};
use crate::names::person::{Part, Person, Word};
use crate::names::rules::NameRule;
use rayon::prelude::*;

/// Two names that may name one.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// Index of a name.
    pub left: usize,
    /// Index of a later name.
    pub right: usize,
    /// 0 to 1.
    pub score: f64,
    /// The rule that they fall under.
    pub rule: Option<&'static NameRule>,
}

/// Every pair of names of one kind that scores at least `least`, in order. The names must be in the order of their
/// keys.
pub fn links(names: &[&Name], least: f64) -> Vec<Link> {
    let blocks = blocks(names);
    let of = |left: usize| -> Vec<Link> {
        let candidates = blocks.candidates(left).into_iter().map(|right| right as usize);
        let worth = candidates.filter(|right| may_be_one(names[left], names[*right]));
        let scored = worth.map(|right| {
            let scored = score(names[left], names[right]);
            Link { left, right, score: scored.score, rule: scored.rule }
        });
        scored.filter(|link| link.score >= least || link.rule.is_some_and(|rule| rule.verdict.keeps_apart())).collect()
    };
    (0..names.len()).into_par_iter().map(of).collect::<Vec<_>>().concat()
}

/// A cheap look: false only for pairs that the full score would keep apart.
pub fn may_be_one(left: &Name, right: &Name) -> bool {
    match (&left.parts, &right.parts) {
        (Parts::Person(a), Parts::Person(b)) => people_may_be_one(a, b),
        _ => true,
    }
}

/// People share two words, or all words of the shorter name; roughly.
fn people_may_be_one(a: &Person, b: &Person) -> bool {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let asked = short.words.iter().filter(|word| word.part != Part::Aside).count();
    let wanted = asked.min(2);
    let mut found = 0;
    for word in &short.words {
        if long.words.iter().any(|other| look_alike(word, other)) {
            found += 1;
            if found >= wanted {
                return true;
            }
        }
    }
    // A word parted in two, or a particle grown on.
    asked != long.words.len() && joined_alike(short, long)
}

fn look_alike(a: &Word, b: &Word) -> bool {
    if a.initial || b.initial {
        return a.sound.bytes().next() == b.sound.bytes().next() || a.text.bytes().next() == b.text.bytes().next();
    }
    if a.skeleton == b.skeleton || align::meet(&a.variants, &b.variants) || align::meet(&a.nicknames, &b.nicknames) {
        return true;
    }
    let (x, y) = (a.skeleton.as_bytes(), b.skeleton.as_bytes());
    // One consonant more, less or other, of three at least.
    let (longest, shortest) = (x.len().max(y.len()), x.len().min(y.len()));
    let shared = x.iter().filter(|c| y.contains(c)).count();
    let same_start = x.first() == y.first() || a.sound.as_bytes().last() == b.sound.as_bytes().last();
    longest >= 3 && shortest + 1 >= longest && shared + 1 >= longest && same_start
}

fn joined_alike(short: &Person, long: &Person) -> bool {
    let first = |person: &Person| person.whole.bytes().next();
    first(short) == first(long) && short.whole.len().abs_diff(long.whole.len()) <= 3
}
