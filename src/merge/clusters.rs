//! Clusters that grow by joining and never join what must stay apart.

use petgraph::unionfind::UnionFind;
use std::collections::{BTreeMap, BTreeSet};

/// A partition of `0..n`, and which of its parts may never meet.
#[derive(Debug, Clone)]
pub struct Clusters {
    sets: UnionFind<usize>,
    /// By representative: representatives that it may not join.
    against: BTreeMap<usize, BTreeSet<usize>>,
}

impl Clusters {
    /// Each by itself, nothing forbidden.
    pub fn new(n: usize) -> Clusters {
        Clusters { sets: UnionFind::new(n), against: BTreeMap::new() }
    }

    /// Keeps two apart for ever. False where they are together already.
    pub fn part(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.sets.find(a), self.sets.find(b));
        if a != b {
            self.against.entry(a).or_default().insert(b);
            self.against.entry(b).or_default().insert(a);
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
        opponents.extend(self.against.remove(&b).unwrap_or_default());
        for opponent in &opponents {
            let theirs = self.against.entry(*opponent).or_default();
            theirs.remove(&a);
            theirs.remove(&b);
            theirs.insert(root);
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
        self.against.get(&self.sets.find(a)).is_some_and(|opponents| opponents.contains(&self.sets.find(b)))
    }

    /// The representatives that one may not join.
    pub fn opponents(&self, a: usize) -> BTreeSet<usize> {
        self.against.get(&self.sets.find(a)).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Clusters;

    #[test]
    fn what_is_parted_never_joins_even_through_others() {
        let mut clusters = Clusters::new(5);
        assert!(clusters.part(0, 4));
        assert!(clusters.join(0, 1) && clusters.join(3, 4) && clusters.join(1, 2));
        assert!(!clusters.join(2, 3));
        assert!(clusters.are_apart(1, 3));
        assert!(!clusters.part(0, 2), "already together");
    }
}
