//! How well entities are merged across documents: pairwise and by B-cubed (Bagga and Baldwin 1998).

use super::tally::{Figures, Tally};
use std::collections::BTreeMap;

/// An annotated entity in a document, and the id that the run gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The document's name.
    pub document: String,
    /// The annotated id.
    pub gold: String,
    /// The run's id.
    pub found: String,
}

impl Item {
    /// An item of these three.
    pub fn new(document: &str, gold: &str, found: &str) -> Item {
        Item { document: document.to_owned(), gold: gold.to_owned(), found: found.to_owned() }
    }
}

/// Pairs of items that share an id in both, in the run only, in the annotation only.
pub fn pairwise(items: &[Item]) -> Tally {
    let both = pairs(items.iter().map(|item| (&item.gold, &item.found)));
    let (gold, found) = (pairs(items.iter().map(|item| &item.gold)), pairs(items.iter().map(|item| &item.found)));
    Tally { hits: both, spurious: found - both, misses: gold - both }
}

/// For each item the part of its fellows in the run that belong to it, and the part of those that belong to it that
/// are its fellows, averaged. `tp` is the number of items.
pub fn bcubed(items: &[Item]) -> Figures {
    let gold = counts(items.iter().map(|item| &item.gold));
    let found = counts(items.iter().map(|item| &item.found));
    let both = counts(items.iter().map(|item| (&item.gold, &item.found)));
    let mean = |part: &dyn Fn(&Item) -> f64| {
        items.iter().map(part).fold(0.0, |sum, part| sum + part) / items.len().max(1) as f64
    };
    let shared = |item: &Item| both[&(&item.gold, &item.found)] as f64;
    let precision = mean(&|item| shared(item) / found[&item.found] as f64);
    let recall = mean(&|item| shared(item) / gold[&item.gold] as f64);
    Figures { tp: items.len().max(1), ..Figures::of(precision, recall) }
}

/// One line for each annotated id that the run parted, and for each of the run's that joins what is apart.
pub fn errors(items: &[Item]) -> Vec<String> {
    let gold = |item: &Item| item.gold.clone();
    let found = |item: &Item| item.found.clone();
    let parted = broken(items, &gold, &found).into_iter().map(|told| format!("*\tnot merged\t{told}"));
    let joined = broken(items, &found, &gold).into_iter().map(|told| format!("*\twrongly merged\t{told}"));
    parted.chain(joined).collect()
}

/// The groups by `outer` that `inner` breaks, told by the first item of each of up to six parts, in order of items.
fn broken(items: &[Item], outer: &dyn Fn(&Item) -> String, inner: &dyn Fn(&Item) -> String) -> Vec<String> {
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        let place = *places.entry(outer(item)).or_insert_with(|| {
            groups.push((outer(item), Vec::new()));
            groups.len() - 1
        });
        let (part, parts) = (inner(item), &mut groups[place].1);
        if parts.iter().all(|(seen, _)| *seen != part) {
            parts.push((part, format!("{}: {} -> {}", item.document, item.gold, item.found)));
        }
    }
    let broken = groups.into_iter().map(|(_, parts)| parts).filter(|parts| parts.len() > 1);
    broken.map(|parts| parts.into_iter().take(6).map(|(_, told)| told).collect::<Vec<_>>().join("; ")).collect()
}

fn pairs<K: Ord>(keys: impl Iterator<Item = K>) -> usize {
    counts(keys).values().map(|number| number * (number - 1) / 2).sum()
}

fn counts<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items() -> Vec<Item> {
        vec![
            Item::new("a", "p:mara", "p-mara"),
            Item::new("b", "p:mara", "p-mara"),
            Item::new("c", "p:mara", "p-m"),
            Item::new("c", "p:quill", "p-mara"),
        ]
    }

    #[test]
    fn pairs_of_items_are_counted() {
        assert_eq!(pairwise(&items()), Tally { hits: 1, spurious: 2, misses: 2 });
    }

    #[test]
    fn bcubed_averages_over_items() {
        let figures = bcubed(&items());
        assert_eq!((figures.p, figures.r), (0.6667, 0.6667));
        assert_eq!(bcubed(&[]).f1, 0.0);
    }

    #[test]
    fn broken_groups_are_told() {
        let told = errors(&items());
        assert_eq!(told[0], "*\tnot merged\ta: p:mara -> p-mara; c: p:mara -> p-m");
        assert_eq!(told[1], "*\twrongly merged\ta: p:mara -> p-mara; c: p:quill -> p-mara");
    }
}
