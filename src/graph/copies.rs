//! The same letter in several places: which documents are nearly the same as another, and count once with it.

use super::cast::Cast;
use crate::model::{Notice, Reading};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Texts of this likeness or more are one.
const SAME_TEXT: f64 = 0.8;
/// … if at least this share of the names in the one with fewer are in the other: the same words may be signed by others.
const SAME_NAMES: f64 = 0.8;
/// Texts are compared where they share one of so many smallest hashes.
const COMPARED: usize = 8;

/// Leaves out casts of documents that are nearly the same as one with more names (of equal ones the first), with a
/// notice for each.
pub fn counted_once(casts: Vec<Cast>, readings: &[Reading]) -> (Vec<Cast>, Vec<Notice>) {
    let mut names: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for cast in &casts {
        names.entry(cast.reading).or_default().extend(cast.parts.iter().map(|part| part.entity));
    }
    let mut order: Vec<usize> = names.keys().copied().collect();
    order.sort_by_key(|reading| (Reverse(names[reading].len()), *reading));
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut original_of: BTreeMap<usize, usize> = BTreeMap::new();
    for reading in order {
        let hashes = readings[reading].sketch.first(COMPARED);
        let near: BTreeSet<usize> = hashes.iter().filter_map(|hash| holders.get(hash)).flatten().copied().collect();
        let same = |other: &usize| is_copy(&readings[reading], &names[&reading], &readings[*other], &names[other]);
        match near.into_iter().find(same) {
            Some(original) => drop(original_of.insert(reading, original)),
            None => hashes.iter().for_each(|hash| holders.entry(*hash).or_default().push(reading)),
        }
    }
    let told = |(copy, original): (&usize, &usize)| notice(&readings[*copy], &readings[*original]);
    let notices = original_of.iter().map(told).collect();
    (casts.into_iter().filter(|cast| !original_of.contains_key(&cast.reading)).collect(), notices)
}

fn is_copy(one: &Reading, few: &BTreeSet<usize>, other: &Reading, many: &BTreeSet<usize>) -> bool {
    let shared = few.intersection(many).count() as f64;
    shared >= SAME_NAMES * few.len() as f64 && one.sketch.likeness(&other.sketch) >= SAME_TEXT
}

fn notice(copy: &Reading, original: &Reading) -> Notice {
    Notice {
        code: "copy".into(),
        document: copy.head.id.clone(),
        page: None,
        line: None,
        message: format!("nearly the same text and names as {}: the network counts the two once", original.head.id),
        help: "to count each, run again with --copies each".into(),
    }
}
