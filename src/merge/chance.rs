//! Namesakes: names so common that in a pile of this size others would be as alike by chance.
//!
//! The score of two names knows nothing of the pile. In a dozen letters one Ann Carter is likely the Anna Carter of another;
//! among ten thousand signatories there are several Carters, and some of them are called alike. As in record linkage
//! (Fellegi and Sunter, 1969), what likeness tells has to outweigh the number of those who might be meant.

use super::clusters::Clusters;
use super::links::{Link, Pairs};
use super::pool::Item;
use crate::lexicon::quick::QuickMap;
use crate::model::{Kind, Reading};
use crate::names::align::align;
use crate::names::compare::{Name, Parts};
use crate::names::key::key;
use crate::names::person::Person;
use crate::names::tables::NameTables;
use crate::names::word::Word;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Two names that differ in a word which is a name of its own on either side (Ann, Anna) may be one person where no more
/// namesakes than this are expected. One in a hundred people of a pile is named there in a second way, and a merge is to
/// be right nine times in ten. Measured in `docs/merging.md`.
const EXPECTED: f64 = 0.005;

/// The same where they differ in spellings of one name that no census has (Massoud, Mas'ud), or where one has more words.
const EXPECTED_OF_ONE_NAME: f64 = 0.1;

/// Of words that more names hold than this, those that are spellings of the two make no difference.
const MANY: usize = 100;

/// People's names, out of those that would merge by their score, for whom as many others are expected to be as alike; by
/// the indices of the two.
pub fn namesakes(pairs: &Pairs<Name>, would_merge: &[&Link]) -> BTreeSet<(u32, u32)> {
    let people: Vec<&Person> = pairs.names().iter().filter_map(person).collect();
    if would_merge.is_empty() || people.len() < pairs.names().len() {
        return BTreeSet::new();
    }
    let pile = Pile::of(&people, pairs);
    would_merge.par_iter().filter(|link| pile.is_chance(link)).map(|link| (link.left, link.right)).collect()
}

fn person(name: &Name) -> Option<&Person> {
    match &name.parts {
        Parts::Person(person) => Some(person),
        Parts::Body(_) => None,
    }
}

/// The bodies that the people of some groups belong to, by the root of the group: what tells namesakes apart.
pub fn bodies_of(
    roots: &BTreeSet<usize>,
    clusters: &Clusters,
    items: &[Item],
    readings: &[Reading],
) -> BTreeMap<usize, BTreeSet<String>> {
    let mut bodies: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let rooted = items.par_iter().enumerate().map(|(at, item)| (clusters.find(at), item));
    let theirs: Vec<(usize, &Item)> = rooted.filter(|(root, _)| roots.contains(root)).collect();
    for (root, item) in theirs {
        let chains = &readings[item.member.reading].chains;
        let named = item.chain.affiliations.iter().filter_map(|held| Some(&chains[held.organisation?].name));
        bodies.entry(root).or_default().extend(named.map(|name| key(Kind::Organisation, name)));
    }
    bodies
}

/// The people of a pile, and how common their words are.
struct Pile<'a> {
    people: &'a [&'a Person],
    pairs: &'a Pairs<Name>,
    /// The names that hold each folded word: indices, rising.
    holders: QuickMap<&'a str, Vec<u32>>,
}

impl<'a> Pile<'a> {
    fn of(people: &'a [&'a Person], pairs: &'a Pairs<Name>) -> Pile<'a> {
        let mut holders: QuickMap<&str, Vec<u32>> = QuickMap::default();
        for (at, person) in (0..).zip(people) {
            for word in &person.words {
                holders.entry(&word.text).or_default().push(at);
            }
        }
        Pile { people, pairs, holders }
    }

    /// Whether more namesakes of two names are expected than may be.
    fn is_chance(&self, link: &Link) -> bool {
        let [left, right] = [link.left, link.right].map(|name| &self.people[name as usize].words);
        let aligned = align(left, right);
        let answered = || aligned.iter().map(|pair| (&left[pair.left.0], &right[pair.right.0]));
        let tables = NameTables::built_in();
        let counted = |word: &Word| tables.is_counted(&word.text);
        let two_names = answered().any(|(a, b)| a.text != b.text && counted(a) && counted(b));
        let most = if two_names { EXPECTED } else { EXPECTED_OF_ONE_NAME };
        // The product of how common the words are, each pair of words by both of its spellings.
        let expected = |share: &dyn Fn(&Word) -> f64| {
            let shares = answered().map(|(a, b)| if a.text == b.text { share(a) } else { share(a) + share(b) });
            shares.product::<f64>() * self.people.len() as f64
        };
        // A word is as common as the census or the pile says.
        let census = |word: &Word| tables.share(&word.text);
        let here = |word: &Word, holders: usize| census(word).max(holders as f64 / self.people.len() as f64);
        let holders = |word: &Word| self.holders.get(word.text.as_str()).map_or(&[][..], Vec::as_slice);
        let others = |word: &Word| match holders(word) {
            many if many.len() > MANY => many.len(),
            few => few.iter().filter(|name| self.is_other(link, **name)).count(),
        };
        // Most pairs are settled by the fewest and the most that others may be.
        expected(&census) > most
            || expected(&|word| here(word, holders(word).len())) > most
                && expected(&|word| here(word, others(word))) > most
    }

    /// Whether a name is neither of two, nor one that may be a spelling of them.
    fn is_other(&self, link: &Link, name: u32) -> bool {
        let own = |one: u32| one == name || self.pairs.between(one, name).is_some();
        !own(link.left) && !own(link.right)
    }
}
