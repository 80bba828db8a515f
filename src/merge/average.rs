//! Average-link clustering: two groups of names become one where their names are alike on average, the best first.

use super::links::Link;
use crate::names::rules::Verdict;
use petgraph::unionfind::UnionFind;
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

/// Joins nodes by their links. `sizes` are the numbers of names of each node, `merge` the score from which a pair
/// merges.
///
/// Only nodes that a chain of mergeable links joins can become one, so that each such chain is looked at by itself, with
/// all links inside it: a million names have tens of millions of links, and few of them lie in one chain.
pub fn average(
    links: impl Iterator<Item = Link> + Clone,
    sizes: &[usize],
    merge: f64,
    constraints: &mut impl Constraints,
) {
    let mut chains = UnionFind::<u32>::new(sizes.len());
    for link in links.clone().filter(|link| link.rule.is_none() && link.score >= merge) {
        chains.union(link.left, link.right);
    }
    let inside = || links.clone().filter(|link| chains.equiv(link.left, link.right));
    let mut related: Vec<(u32, Link)> = Vec::with_capacity(inside().count());
    related.extend(inside().map(|link| (chains.find(link.left), link)));
    related.sort_unstable_by(|(chain, a), (other, b)| {
        (chain, a.left, a.right).cmp(&(other, b.left, b.right)).then(a.score.total_cmp(&b.score))
    });
    for chain in related.chunk_by(|(one, _), (other, _)| one == other) {
        let mut nodes: Vec<u32> = chain.iter().flat_map(|(_, link)| [link.left, link.right]).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let own: Vec<usize> = nodes.iter().map(|node| sizes[*node as usize]).collect();
        join_chain(Groups::new(chain, &nodes, own, merge), &nodes, merge, constraints);
    }
}

/// Joins the groups of a chain, the best first; `nodes` says which they are.
fn join_chain(mut groups: Groups, nodes: &[u32], merge: f64, constraints: &mut impl Constraints) {
    let mut offers: BinaryHeap<Offer> = BinaryHeap::new();
    for left in 0..nodes.len() {
        offers.extend(groups.offers(left, merge).filter(|offer| offer.left == left));
    }
    while let Some(offer) = offers.pop() {
        let still = (groups.sizes[offer.left], groups.sizes[offer.right]) == offer.sizes;
        if still && constraints.join(nodes[offer.left] as usize, nodes[offer.right] as usize) {
            groups.join(offer.left, offer.right);
            offers.extend(groups.offers(offer.left, merge));
        }
    }
}

/// The nodes of one chain, numbered in their order.
struct Groups {
    /// 0 for a group that was joined to another.
    sizes: Vec<usize>,
    bonds: Vec<BTreeMap<usize, Bond>>,
}

impl Groups {
    fn new(links: &[(u32, Link)], nodes: &[u32], sizes: Vec<usize>, merge: f64) -> Groups {
        let at = |node: u32| nodes.partition_point(|other| *other < node);
        let mut bonds: Vec<BTreeMap<usize, Bond>> = vec![BTreeMap::new(); sizes.len()];
        for (_, link) in links {
            let bond = bonds[at(link.left)].entry(at(link.right)).or_default();
            bond.sum += link.score;
            bond.apart |= link.rule.is_some_and(|rule| rule.verdict.keeps_apart());
            // A rule that asks is no ground to merge.
            if link.rule.is_none() {
                bond.best = bond.best.max(link.score);
            }
        }
        for left in 0..sizes.len() {
            let forward: Vec<(usize, Bond)> =
                bonds[left].range(left + 1..).map(|(right, bond)| (*right, *bond)).collect();
            for (right, bond) in forward {
                bonds[right].insert(left, bond);
            }
        }
        let mut groups = Groups { sizes, bonds };
        groups.leave_to_the_analyst(merge);
        groups
    }

    /// A name that could be either of two who are not one is neither: "Pat Reed" of Patrick and Patricia.
    fn leave_to_the_analyst(&mut self, merge: f64) {
        let mut doubtful = BTreeSet::new();
        for node in 0..self.sizes.len() {
            let near: Vec<usize> = self.bonds[node]
                .iter()
                .filter(|(_, bond)| bond.best >= merge && !bond.apart)
                .map(|(at, _)| *at)
                .collect();
            let rivals = |a: usize, b: usize| {
                self.bonds[a].get(&b).is_none_or(|bond| bond.apart || bond.best < DOUBT && bond.sum < DOUBT)
            };
            let torn = near.iter().enumerate().any(|(at, a)| near[at + 1..].iter().any(|b| rivals(*a, *b)));
            if torn {
                doubtful.extend(near.iter().map(|other| (node.min(*other), node.max(*other))));
            }
        }
        for (a, b) in doubtful {
            for (x, y) in [(a, b), (b, a)] {
                if let Some(bond) = self.bonds[x].get_mut(&y) {
                    bond.best = 0.0;
                }
            }
        }
    }

    fn offers(&self, left: usize, merge: f64) -> impl Iterator<Item = Offer> {
        self.bonds[left].iter().filter(move |(_, bond)| !bond.apart && bond.best >= merge).filter_map(
            move |(right, bond)| {
                let (a, b) = (left.min(*right), left.max(*right));
                let sizes = (self.sizes[a], self.sizes[b]);
                let mean = bond.sum / (sizes.0 * sizes.1) as f64;
                (mean >= MEAN).then_some(Offer { mean, left: a, right: b, sizes })
            },
        )
    }

    /// Makes two groups one, under the smaller number.
    fn join(&mut self, left: usize, right: usize) {
        let theirs = std::mem::take(&mut self.bonds[right]);
        for (other, bond) in theirs {
            self.bonds[other].remove(&right);
            if other == left {
                continue;
            }
            let joined = self.bonds[left].entry(other).or_default();
            joined.sum += bond.sum;
            joined.best = joined.best.max(bond.best);
            joined.apart |= bond.apart;
            let joined = *joined;
            self.bonds[other].insert(left, joined);
        }
        self.bonds[left].remove(&right);
        self.sizes[left] += self.sizes[right];
        self.sizes[right] = 0;
    }
}

/// Two below this are two.
const DOUBT: f64 = 0.1;

impl Verdict {
    /// Whether it says that two names name two.
    pub fn keeps_apart(self) -> bool {
        matches!(self, Verdict::Apart | Verdict::Parent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn joins(links: &[Link], nodes: usize) -> Vec<(usize, usize)> {
        let mut told = Told(Vec::new());
        average(links.iter().copied(), &vec![1; nodes], 0.9, &mut told);
        told.0
    }

    #[test]
    fn the_best_pair_joins_first_and_a_chain_does_not_grow() {
        assert_eq!(joins(&[link(0, 1, 0.95), link(1, 2, 0.92), link(0, 2, 0.5)], 3), [(0, 1), (0, 2)]);
        let chain =
            [link(0, 1, 0.95), link(1, 2, 0.92), link(0, 2, 0.2), link(2, 3, 0.91), link(1, 3, 0.2), link(0, 3, 0.15)];
        assert_eq!(joins(&chain, 4), [(0, 1), (2, 3)]);
        average(chain.into_iter(), &[1; 4], 0.9, &mut Free);
    }

    #[test]
    fn each_chain_is_looked_at_by_itself() {
        let links =
            [link(5, 6, 0.99), link(0, 1, 0.95), link(1, 2, 0.92), link(0, 2, 0.5), link(2, 3, 0.5), link(3, 5, 0.4)];
        assert_eq!(joins(&links, 7), [(0, 1), (0, 2), (5, 6)]);
    }

    #[test]
    fn a_name_that_fits_two_others_is_left_alone() {
        assert!(joins(&[link(0, 1, 0.95), link(0, 2, 0.95)], 3).is_empty());
    }
}
