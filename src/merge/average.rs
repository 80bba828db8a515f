//! Average-link clustering: two groups of names become one where their names are alike on average, the best first.

use super::links::Link;
use crate::model::Few;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Groups join where the mean over all pairs of their names is at least this.
const MEAN: f64 = 0.6;

/// What keeps two groups apart besides the names: asked with indices of nodes at every join.
pub trait Constraints {
    /// Joins two nodes' groups, unless they must stay apart; whether it did.
    fn join(&mut self, left: usize, right: usize) -> bool;
}

/// How two groups stand to each other.
#[derive(Debug, Clone, Copy, Default)]
struct Bond {
    sum: f64,
    best: f64,
    apart: bool,
}

/// A join that may be made: the mean, then the smaller group first; sizes tell whether it is still true.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Offer {
    mean: f64,
    left: usize,
    right: usize,
    sizes: (usize, usize),
}

impl Eq for Offer {}

impl Ord for Offer {
    fn cmp(&self, other: &Offer) -> std::cmp::Ordering {
        let order = (other.left, other.right, other.sizes).cmp(&(self.left, self.right, self.sizes));
        self.mean.total_cmp(&other.mean).then(order)
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Offer) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// How the names of nodes stand to each other.
pub trait Ties {
    /// Pairs of nodes with names that alone may make the two one.
    fn near(&self) -> impl Iterator<Item = (usize, usize)>;
    /// The link of two names, and what it says of their nodes, 0 to 1.
    fn between(&self, one: u32, other: u32) -> Option<(Link, f64)>;
}

/// Joins nodes by the links of their names; `names` are those of each node.
///
/// Only bonds that may make two groups one are held. A million names have tens of millions of links that are too weak for
/// it, or that keep apart: these are looked up when two groups are weighed.
pub fn average(ties: &impl Ties, names: Vec<Few<u32>>, constraints: &mut impl Constraints) {
    let mut groups = Groups::new(ties, names);
    let mut offers: BinaryHeap<Offer> = BinaryHeap::new();
    for left in 0..groups.names.len() {
        offers.extend(groups.offers(left).filter(|offer| offer.left == left));
    }
    while let Some(offer) = offers.pop() {
        let still = (groups.size(offer.left), groups.size(offer.right)) == offer.sizes;
        if still && constraints.join(offer.left, offer.right) {
            groups.join(offer.left, offer.right);
            offers.extend(groups.offers(offer.left));
        }
    }
}

struct Groups<'a, T> {
    ties: &'a T,
    /// None for a group that was joined to another.
    names: Vec<Few<u32>>,
    /// The groups that each may be one with.
    near: Vec<BTreeMap<usize, Bond>>,
}

impl<'a, T: Ties> Groups<'a, T> {
    fn new(ties: &'a T, names: Vec<Few<u32>>) -> Groups<'a, T> {
        let mut near: Vec<BTreeMap<usize, Bond>> = vec![BTreeMap::new(); names.len()];
        let mut groups = Groups { ties, names, near: Vec::new() };
        for (left, right) in ties.near() {
            if left != right && !near[left].contains_key(&right) {
                let bond = groups.bond(left, right);
                near[left].insert(right, bond);
                near[right].insert(left, bond);
            }
        }
        near.iter_mut().for_each(|near| near.retain(|_, bond| !bond.apart));
        groups.near = near;
        groups.leave_to_the_analyst();
        groups
    }

    fn size(&self, group: usize) -> usize {
        self.names[group].len()
    }

    /// How two groups stand to each other, by all pairs of their names.
    fn bond(&self, left: usize, right: usize) -> Bond {
        let others = |a: &'_ u32| {
            let a = *a;
            self.names[right].iter().filter_map(move |b| self.ties.between(a, *b))
        };
        let mut bond = Bond::default();
        for (link, worth) in self.names[left].iter().flat_map(others) {
            bond.sum += worth;
            bond.apart |= link.keeps_apart();
            // A rule that asks is no ground to merge.
            if link.rule.is_none() {
                bond.best = bond.best.max(worth);
            }
        }
        bond
    }

    /// A name that could be either of two who are not one is neither: "Pat Reed" of Patrick and Patricia.
    fn leave_to_the_analyst(&mut self) {
        let mut doubtful = BTreeSet::new();
        for node in 0..self.near.len() {
            let near: Vec<usize> = self.near[node].keys().copied().collect();
            let rivals = |a: usize, b: usize| {
                let bond = self.bond(a, b);
                bond.apart || bond.best < DOUBT && bond.sum < DOUBT
            };
            let torn = near.iter().enumerate().any(|(at, a)| near[at + 1..].iter().any(|b| rivals(*a, *b)));
            if torn {
                doubtful.extend(near.iter().map(|other| (node, *other)));
            }
        }
        for (a, b) in doubtful {
            self.near[a].remove(&b);
            self.near[b].remove(&a);
        }
    }

    fn offers(&self, left: usize) -> impl Iterator<Item = Offer> {
        self.near[left].iter().filter_map(move |(right, bond)| {
            let (a, b) = (left.min(*right), left.max(*right));
            let sizes = (self.size(a), self.size(b));
            let mean = bond.sum / (sizes.0 * sizes.1) as f64;
            (mean >= MEAN).then_some(Offer { mean, left: a, right: b, sizes })
        })
    }

    /// Makes two groups one, under the smaller number.
    fn join(&mut self, left: usize, right: usize) {
        let (ours, theirs) = (std::mem::take(&mut self.near[left]), std::mem::take(&mut self.near[right]));
        for other in ours.keys().chain(theirs.keys().filter(|other| !ours.contains_key(other))).copied() {
            self.near[other].remove(&left);
            self.near[other].remove(&right);
            if other == left || other == right {
                continue;
            }
            let known = |near: &BTreeMap<usize, Bond>, group| {
                near.get(&other).copied().unwrap_or_else(|| self.bond(group, other))
            };
            let (one, two) = (known(&ours, left), known(&theirs, right));
            if !one.apart && !two.apart {
                let bond = Bond { sum: one.sum + two.sum, best: one.best.max(two.best), apart: false };
                self.near[left].insert(other, bond);
                self.near[other].insert(left, bond);
            }
        }
        let names = std::mem::take(&mut self.names[right]);
        self.names[left].extend(names);
    }
}

/// Two below this are two.
const DOUBT: f64 = 0.1;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::rules::{self, Verdict};

    struct Free;

    impl Constraints for Free {
        fn join(&mut self, _: usize, _: usize) -> bool {
            true
        }
    }

    struct Told(Vec<(usize, usize)>);

    impl Constraints for Told {
        fn join(&mut self, left: usize, right: usize) -> bool {
            self.0.push((left, right));
            true
        }
    }

    fn link(left: u32, right: u32, score: f64) -> Link {
        Link { left, right, score, rule: None }
    }

    /// Links of nodes of one name each.
    impl Ties for &[Link] {
        fn near(&self) -> impl Iterator<Item = (usize, usize)> {
            let near = self.iter().filter(|link| link.rule.is_none() && link.score >= 0.9);
            near.map(|link| (link.left as usize, link.right as usize))
        }

        fn between(&self, one: u32, other: u32) -> Option<(Link, f64)> {
            let ends = (one.min(other), one.max(other));
            self.iter().find(|link| (link.left, link.right) == ends).map(|link| (*link, link.score))
        }
    }

    fn run(links: &[Link], nodes: u32, constraints: &mut impl Constraints) {
        average(&links, (0..nodes).map(|name| [name].into()).collect(), constraints);
    }

    fn joins(links: &[Link], nodes: u32) -> Vec<(usize, usize)> {
        let mut told = Told(Vec::new());
        run(links, nodes, &mut told);
        told.0
    }

    #[test]
    fn the_best_pair_joins_first_and_a_chain_does_not_grow() {
        assert_eq!(joins(&[link(0, 1, 0.95), link(1, 2, 0.92), link(0, 2, 0.5)], 3), [(0, 1), (0, 2)]);
        let chain =
            [link(0, 1, 0.95), link(1, 2, 0.92), link(0, 2, 0.2), link(2, 3, 0.91), link(1, 3, 0.2), link(0, 3, 0.15)];
        assert_eq!(joins(&chain, 4), [(0, 1), (2, 3)]);
        run(&chain, 4, &mut Free);
    }

    #[test]
    fn what_keeps_two_apart_keeps_the_groups_apart_that_they_are_in() {
        let rule = rules::all().find(|rule| rule.verdict == Verdict::Apart);
        let apart = Link { left: 0, right: 2, score: 0.05, rule };
        assert_eq!(joins(&[link(0, 1, 0.95), link(1, 2, 0.94), link(0, 2, 0.93)], 3), [(0, 1), (0, 2)]);
        assert!(joins(&[link(0, 1, 0.95), link(1, 2, 0.94), apart], 3).is_empty(), "the middle one fits both");
        let later = [
            link(0, 1, 0.99),
            link(1, 2, 0.92),
            link(0, 2, 0.91),
            link(2, 3, 0.95),
            link(0, 3, 0.92),
            link(1, 3, 0.91),
        ];
        assert_eq!(joins(&later, 4), [(0, 1), (2, 3), (0, 2)]);
    }

    #[test]
    fn a_name_that_fits_two_others_is_left_alone() {
        assert!(joins(&[link(0, 1, 0.95), link(0, 2, 0.95)], 3).is_empty());
    }
}
