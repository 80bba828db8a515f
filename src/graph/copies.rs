//! The same letter in several places: which documents are nearly the same as another, and count once with it.

use super::cast::Cast;
use crate::model::{Notice, Reading};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Texts of this likeness or more are one.
const SAME_TEXT: f64 = 0.8;
/// … if at least this share of the names in the one with fewer are in the other: the same words may be signed by others.
const SAME_NAMES: f64 = 0.8;
/// Texts are compared where they share one of so many smallest hashes.
const COMPARED: usize = 8;

/// Leaves out casts of documents that are nearly the same as one with more names (of equal ones the first), with a
/// notice for each.
pub fn counted_once(casts: Vec<Cast>, readings: &[Reading]) -> (Vec<Cast>, Vec<Notice>) {
    let mut names: Vec<Vec<usize>> = vec![Vec::new(); readings.len()];
    for cast in &casts {
        names[cast.reading].extend(cast.parts.iter().map(|part| part.entity));
    }
    for held in &mut names {
        held.sort_unstable();
        held.dedup();
    }
    let mut times = vec![0; names.iter().filter_map(|held| held.last()).max().map_or(0, |last| last + 1)];
    names.iter().flatten().for_each(|name| times[*name] += 1);
    let mut order: Vec<usize> = casts.iter().map(|cast| cast.reading).collect();
    order.sort_unstable();
    order.dedup();
    order.sort_by_key(|reading| (Reverse(names[*reading].len()), *reading));
    let marks = names.iter().map(|names| mark(names)).collect();
    let (by_hash, by_name) = (HashMap::new(), vec![Vec::new(); times.len()]);
    let mut originals = Originals { readings, names: &names, marks, by_hash, by_name };
    let mut original_of: BTreeMap<usize, usize> = BTreeMap::new();
    for reading in order {
        match originals.of(reading, &times) {
            Some(original) => drop(original_of.insert(reading, original)),
            None => originals.add(reading),
        }
    }
    let told = |(copy, original): (&usize, &usize)| notice(&readings[*copy], &readings[*original]);
    let notices = original_of.iter().map(told).collect();
    (casts.into_iter().filter(|cast| !original_of.contains_key(&cast.reading)).collect(), notices)
}

/// The documents that count, so far.
struct Originals<'a> {
    readings: &'a [Reading],
    /// By reading, rising.
    names: &'a [Vec<usize>],
    /// By reading, the [`mark`] of its names.
    marks: Vec<u64>,
    /// Readings with this hash among the smallest of their text.
    by_hash: HashMap<u64, Vec<usize>>,
    /// Readings with this name.
    by_name: Vec<Vec<usize>>,
}

impl Originals<'_> {
    fn add(&mut self, reading: usize) {
        for hash in self.readings[reading].sketch.first(COMPARED) {
            self.by_hash.entry(*hash).or_default().push(reading);
        }
        for name in &self.names[reading] {
            self.by_name[*name].push(reading);
        }
    }

    /// The first document that one is nearly the same as. It shares a hash; and of the rarest names, as many as a copy may
    /// miss and one more, it has one: whichever of the two leaves fewer to look at.
    fn of(&self, reading: usize, times: &[usize]) -> Option<usize> {
        let mut with_hash = self.compared(reading).iter().filter_map(|hash| self.by_hash.get(hash)).flatten().copied();
        let mut names = self.names[reading].clone();
        names.sort_by_key(|name| (times[*name], *name));
        let missed = names.len() - least_shared(names.len());
        if names.is_empty() {
            return with_hash.find(|other| self.is_same_text(reading, *other));
        }
        let with_name = names[..=missed].iter().flat_map(|name| &self.by_name[*name]).copied();
        let own = self.marks[reading];
        let named = |other: &usize| {
            let marked = (own & !self.marks[*other]).count_ones() as usize <= missed;
            marked && misses_at_most(missed, &names, &self.names[*other])
        };
        let mut near: Vec<usize> = match with_name.clone().count() < with_hash.clone().count() {
            true => with_name.filter(named).filter(|other| self.share_hash(reading, *other)).collect(),
            false => with_hash.filter(named).collect(),
        };
        near.sort_unstable();
        near.dedup();
        near.into_iter().find(|other| self.is_same_text(reading, *other))
    }

    fn is_same_text(&self, one: usize, other: usize) -> bool {
        self.readings[one].sketch.likeness(&self.readings[other].sketch) >= SAME_TEXT
    }

    fn share_hash(&self, one: usize, other: usize) -> bool {
        let theirs = self.compared(other);
        self.compared(one).iter().any(|hash| theirs.binary_search(hash).is_ok())
    }

    fn compared(&self, reading: usize) -> &[u64] {
        self.readings[reading].sketch.first(COMPARED)
    }
}

/// How many of so many names a copy has at least.
fn least_shared(names: usize) -> usize {
    (SAME_NAMES * names as f64).ceil() as usize
}

/// A bit for each name, which several may share: at least so many names are missing as bits are.
fn mark(names: &[usize]) -> u64 {
    names.iter().fold(0, |mark, name| mark | 1 << (name % 64))
}

/// Whether no more than so many names, the rarest first, are missing from a rising list.
fn misses_at_most(missed: usize, names: &[usize], held: &[usize]) -> bool {
    names.iter().filter(|name| held.binary_search(name).is_err()).nth(missed).is_none()
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
