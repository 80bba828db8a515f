//! Clusters that grow by joining and never join what must stay apart.

use petgraph::unionfind::UnionFind;
use std::collections::{BTreeMap, BTreeSet};

/// Why two may never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// What their documents say of them cannot be true of one: the analyst may know better.
    Documents,
    /// The analyst says so.
    Decision,
}

/// A partition of `0..n`, and which of its parts may never meet.
#[derive(Debug, Clone)]
pub struct Clusters {
    sets: UnionFind<usize>,
    /// By representative: representatives that it may not join, and why.
    against: BTreeMap<usize, BTreeMap<usize, Ground>>,
}

impl Clusters {
    /// Each by itself, nothing forbidden.
    pub fn new(n: usize) -> Clusters {
        Clusters { sets: UnionFind::new(n), against: BTreeMap::new() }
    }

    /// Keeps two apart for ever. False where they are together already.
    pub fn part(&mut self, a: usize, b: usize, ground: Ground) -> bool {
        let (a, b) = (self.sets.find(a), self.sets.find(b));
        if a != b {
            for (one, other) in [(a, b), (b, a)] {
                let held = self.against.entry(one).or_default().entry(other).or_insert(ground);
                *held = ground.max(*held);
            }
        }
        a != b
    }

    /// Joins two clusters; false where they must stay apart.
    pub fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.sets.find(a), self.sets.find(b));
        if a == b {
            return true;
        }
        if self.are_apart(a, b) {
            return false;
        }
        self.sets.union(a, b);
        let root = self.sets.find(a);
        let mut opponents = self.against.remove(&a).unwrap_or_default();
        for (opponent, ground) in self.against.remove(&b).unwrap_or_default() {
            let held = opponents.entry(opponent).or_insert(ground);
            *held = ground.max(*held);
        }
        for (opponent, ground) in &opponents {
            let theirs = self.against.entry(*opponent).or_default();
            theirs.remove(&a);
            theirs.remove(&b);
            theirs.insert(root, *ground);
        }
        if !opponents.is_empty() {
            self.against.insert(root, opponents);
        }
        true
    }

    /// The cluster of one, by its representative.
    pub fn find(&self, a: usize) -> usize {
        self.sets.find(a)
    }

    /// Whether two must stay apart.
    pub fn are_apart(&self, a: usize, b: usize) -> bool {
        self.ground(a, b).is_some()
    }

    /// Why two must stay apart, if they must.
    pub fn ground(&self, a: usize, b: usize) -> Option<Ground> {
        self.against.get(&self.sets.find(a))?.get(&self.sets.find(b)).copied()
    }

    /// Whether there is one that it may not join.
    pub fn is_opposed(&self, a: usize) -> bool {
        self.against.contains_key(&self.sets.find(a))
    }

    /// The representatives that one may not join.
    pub fn opponents(&self, a: usize) -> BTreeSet<usize> {
        let opponents = self.against.get(&self.sets.find(a));
        opponents.map(|opponents| opponents.keys().copied().collect()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Clusters, Ground};

    #[test]
    fn what_is_parted_never_joins_even_through_others() {
        let mut clusters = Clusters::new(5);
        assert!(clusters.part(0, 4, Ground::Documents));
        assert!(clusters.join(0, 1) && clusters.join(3, 4) && clusters.join(1, 2));
        assert!(!clusters.join(2, 3));
        assert!(clusters.are_apart(1, 3));
        assert!(!clusters.part(0, 2, Ground::Decision), "already together");
        clusters.part(2, 3, Ground::Decision);
        assert_eq!(clusters.ground(0, 4), Some(Ground::Decision), "the analyst's word is the last");
    }
}
