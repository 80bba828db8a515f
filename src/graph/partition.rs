//! One level of the Leiden algorithm: nodes that are parts of the network, moved between communities and refined.

use super::adjacency::Adjacency;
use crate::model::Dice;
use std::collections::VecDeque;

/// A graph whose nodes have weights of their own: the ends of all edges of the network that they stand for.
#[derive(Debug, Clone)]
pub struct Weighed {
    edges: Adjacency,
    /// The weight of the ends in each node.
    ends: Vec<f64>,
    /// The weight of all ends.
    total: f64,
}

impl Weighed {
    /// The network itself.
    pub fn of(graph: &Adjacency) -> Weighed {
        let ends: Vec<f64> = graph.all().map(|node| graph.strength(node)).collect();
        Weighed { edges: graph.clone(), total: ends.iter().sum(), ends }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.edges.nodes()
    }

    /// The graph whose `count` nodes are these parts. Edges within a part are in its ends only: they move with it.
    pub fn joined(&self, parts: &[u32], count: usize) -> Weighed {
        let mut ends = vec![0.0; count];
        for (node, part) in parts.iter().enumerate() {
            ends[*part as usize] += self.ends[node];
        }
        let part = |node: u32| parts[node as usize];
        let rows = self.edges.all().flat_map(|node| self.edges.row(node).map(move |(end, weight)| (node, end, weight)));
        let between = rows.filter(|(a, b, _)| a < b && part(*a) != part(*b));
        let between: Vec<_> = between.map(|(a, b, weight)| (part(a), part(b), weight)).collect();
        Weighed { edges: Adjacency::new(count, &between), ends, total: self.total }
    }

    /// What chance would put between two sets with these ends.
    fn expected(&self, one: f64, other: f64) -> f64 {
        one * other / self.total
    }
}

/// Which community each node is in. Communities are numbered below the number of nodes.
#[derive(Debug, Clone)]
pub struct Partition {
    /// The community of each node.
    pub of: Vec<u32>,
    /// The weight of the ends in each community.
    ends: Vec<f64>,
}

impl Partition {
    /// The given communities.
    pub fn new(graph: &Weighed, of: Vec<u32>) -> Partition {
        let mut ends = vec![0.0; graph.nodes()];
        for (node, community) in of.iter().enumerate() {
            ends[*community as usize] += graph.ends[node];
        }
        Partition { of, ends }
    }

    /// Moves nodes to the neighbouring community where they gain most, until none gains. A node is looked at again
    /// when a neighbour has left for another community.
    pub fn improve(&mut self, graph: &Weighed, dice: &mut Dice) {
        let mut order: Vec<u32> = graph.edges.all().collect();
        dice.shuffle(&mut order);
        let mut size = vec![0u32; graph.nodes()];
        self.of.iter().for_each(|community| size[*community as usize] += 1);
        let mut empty: Vec<u32> = graph.edges.all().filter(|community| size[*community as usize] == 0).collect();
        let mut waiting = vec![true; graph.nodes()];
        let mut queue = VecDeque::from(order);
        let mut around = Around::new(graph.nodes());
        while let Some(node) = queue.pop_front() {
            waiting[node as usize] = false;
            let (own, ends) = (self.of[node as usize], graph.ends[node as usize]);
            self.ends[own as usize] -= ends;
            around.look(graph, node, |end| Some(self.of[end as usize]));
            let gain = |to: u32| around.weight[to as usize] - graph.expected(ends, self.ends[to as usize]);
            let (mut best, mut most) = (own, gain(own));
            for &to in &around.seen {
                let gained = gain(to);
                if gained > most + TINY * graph.total {
                    (best, most) = (to, gained);
                }
            }
            if most < -TINY * graph.total && size[own as usize] > 1 {
                best = empty.last().copied().unwrap_or(own);
            }
            self.ends[best as usize] += ends;
            if best == own {
                continue;
            }
            self.of[node as usize] = best;
            size[own as usize] -= 1;
            size[best as usize] += 1;
            if size[own as usize] == 0 {
                empty.push(own);
            }
            if empty.last() == Some(&best) {
                empty.pop();
            }
            for &end in graph.edges.neighbours(node) {
                if self.of[end as usize] != best && !waiting[end as usize] {
                    waiting[end as usize] = true;
                    queue.push_back(end);
                }
            }
        }
    }

    /// Parts of the communities that are well connected within them: from single nodes, each joins the part of its own
    /// community where it gains most, if both hold well enough to the rest of the community.
    pub fn refine(&self, graph: &Weighed, dice: &mut Dice) -> Vec<u32> {
        let mut part: Vec<u32> = graph.edges.all().collect();
        let mut ends = graph.ends.clone();
        let within = |node: u32| -> f64 {
            let own = self.of[node as usize];
            graph.edges.row(node).filter(|(end, _)| self.of[*end as usize] == own).map(|(_, weight)| weight).sum()
        };
        let inner: Vec<f64> = graph.edges.all().map(within).collect();
        // The weight between each part and the rest of its community.
        let mut outward = inner.clone();
        let mut alone = vec![true; graph.nodes()];
        let mut order: Vec<u32> = graph.edges.all().collect();
        dice.shuffle(&mut order);
        let mut around = Around::new(graph.nodes());
        for node in order {
            let at = node as usize;
            let all = self.ends[self.of[at] as usize];
            let holds = |part: usize, outward: f64, ends: &[f64]| {
                outward >= graph.expected(ends[part], all - ends[part]) - TINY * graph.total
            };
            if !alone[at] || !holds(at, outward[at], &ends) {
                continue;
            }
            around.look(graph, node, |end| (self.of[end as usize] == self.of[at]).then(|| part[end as usize]));
            let (mut best, mut most) = (node, 0.0);
            for &to in around.seen.iter().filter(|to| holds(**to as usize, outward[**to as usize], &ends)) {
                let gained = around.weight[to as usize] - graph.expected(graph.ends[at], ends[to as usize]);
                if gained > most {
                    (best, most) = (to, gained);
                }
            }
            if best != node {
                let to = best as usize;
                part[at] = best;
                ends[to] += graph.ends[at];
                ends[at] = 0.0;
                outward[to] += inner[at] - 2.0 * around.weight[to];
                // Whoever is joined is no longer alone: it stays where it is.
                alone[to] = false;
            }
        }
        part
    }
}

/// Less is no gain, as a share of all weight: sums of doubles differ in their last places.
const TINY: f64 = 1e-15;

/// The weights from one node to each part around it.
struct Around {
    weight: Vec<f64>,
    /// Parts with a weight, in the order in which they were met.
    seen: Vec<u32>,
}

impl Around {
    fn new(parts: usize) -> Around {
        Around { weight: vec![0.0; parts], seen: Vec::new() }
    }

    /// Sums the edges of `node` by the part of their other end; those of no part do not count.
    fn look(&mut self, graph: &Weighed, node: u32, part: impl Fn(u32) -> Option<u32>) {
        self.seen.drain(..).for_each(|part| self.weight[part as usize] = 0.0);
        for (end, weight) in graph.edges.row(node) {
            let Some(part) = part(end) else { continue };
            if self.weight[part as usize] == 0.0 {
                self.seen.push(part);
            }
            self.weight[part as usize] += weight;
        }
    }
}
