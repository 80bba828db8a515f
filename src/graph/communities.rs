//! Communities by modularity: the Leiden algorithm (V. A. Traag, L. Waltman and N. J. van Eck, Sci. Rep. 9, 5233
//! (2019)). Seeded, the best of several runs, and every community connected.

use super::adjacency::Adjacency;
use super::partition::{Partition, Weighed};
use crate::model::Dice;
use rayon::prelude::*;
use std::cmp::Reverse;

/// A single run of a large network is as good as ten of a small one: so many edges are looked at in all runs, and in all
/// rounds of each.
const EDGES: usize = 1_000_000;
/// Bounds on the number of runs.
const RUNS: (usize, usize) = (2, 10);
/// A round that gains less is the last one.
const GAIN: f64 = 1e-10;
/// Bounds on the most rounds of one run: of a large network, too, the first ones gain nearly all.
const ROUNDS: (usize, usize) = (2, 20);

/// Communities and how well they part the network.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// The community of each node, from 1: the largest first, equals by their first node.
    pub of: Vec<u32>,
    /// Newman and Girvan's modularity (Phys. Rev. E 69, 026113 (2004)), weighted.
    pub modularity: f64,
}

/// The best communities of several runs.
pub fn communities(graph: &Adjacency) -> Communities {
    let runs = afforded(graph, RUNS) as u64;
    let found: Vec<Communities> = (0..runs).into_par_iter().map(|seed| leiden(graph, seed)).collect();
    let better = |best: Communities, next: Communities| {
        if next.modularity > best.modularity + GAIN { next } else { best }
    };
    let best = found.into_iter().reduce(better).expect("there is one run at least");
    Communities { of: numbered(&best.of), ..best }
}

/// How often a network of this size is gone over, within bounds.
fn afforded(graph: &Adjacency, (least, most): (usize, usize)) -> usize {
    (EDGES / graph.edges().max(1)).clamp(least, most)
}

/// One run: rounds until none gains. Communities are numbered anyhow.
pub fn leiden(graph: &Adjacency, seed: u64) -> Communities {
    let mut dice = Dice::new(seed);
    let base = Weighed::of(graph);
    let mut of: Vec<u32> = graph.all().collect();
    let mut best = modularity(graph, &of);
    for _ in 0..afforded(graph, ROUNDS) {
        let next = connected(graph, &round(&base, of.clone(), &mut dice));
        let reached = modularity(graph, &next);
        let gains = reached > best + GAIN;
        if reached >= best {
            (of, best) = (next, reached);
        }
        if !gains {
            break;
        }
    }
    Communities { of, modularity: best }
}

/// Moves nodes, refines, and goes on with the refined parts as nodes, until nothing can be joined.
fn round(base: &Weighed, start: Vec<u32>, dice: &mut Dice) -> Vec<u32> {
    let mut level = base.clone();
    let mut community = start;
    // The node of the present level that each node of the network has become part of.
    let mut part: Vec<u32> = (0..base.nodes() as u32).collect();
    loop {
        let mut moved = Partition::new(&level, community);
        moved.improve(&level, dice);
        let refined = moved.refine(&level, dice);
        let (parts, count) = dense(&refined);
        part.iter_mut().for_each(|node| *node = parts[*node as usize]);
        if count == level.nodes() {
            return part.iter().map(|node| moved.of[*node as usize]).collect::<Vec<_>>().into_iter().collect();
        }
        let mut above = vec![0; count];
        for (node, &in_part) in parts.iter().enumerate() {
            above[in_part as usize] = moved.of[node];
        }
        community = dense(&above).0;
        level = level.joined(&parts, count);
    }
}

/// Modularity: the share of weight within communities less what chance would put there.
pub fn modularity(graph: &Adjacency, of: &[u32]) -> f64 {
    let communities = of.iter().max().map_or(0, |most| *most as usize + 1);
    let (mut within, mut ends) = (0.0, vec![0.0; communities]);
    for node in graph.all() {
        let own = of[node as usize];
        within += graph.row(node).filter(|(end, _)| of[*end as usize] == own).map(|(_, weight)| weight).sum::<f64>();
        ends[own as usize] += graph.strength(node);
    }
    let total: f64 = ends.iter().sum();
    if total == 0.0 { 0.0 } else { within / total - ends.iter().map(|end| (end / total).powi(2)).sum::<f64>() }
}

/// Communities cut where they hang together by nothing: to part them never lowers modularity.
fn connected(graph: &Adjacency, of: &[u32]) -> Vec<u32> {
    let mut parts = vec![u32::MAX; of.len()];
    let (mut next, mut open) = (0, Vec::new());
    for node in graph.all() {
        if parts[node as usize] != u32::MAX {
            continue;
        }
        parts[node as usize] = next;
        open.push(node);
        while let Some(node) = open.pop() {
            for &end in graph.neighbours(node) {
                if parts[end as usize] == u32::MAX && of[end as usize] == of[node as usize] {
                    parts[end as usize] = next;
                    open.push(end);
                }
            }
        }
        next += 1;
    }
    parts
}

/// The same parts numbered from 0 in the order in which they come, and their number.
fn dense(of: &[u32]) -> (Vec<u32>, usize) {
    let mut number = vec![u32::MAX; of.iter().max().map_or(0, |most| *most as usize + 1)];
    let mut next = 0;
    let numbered = of.iter().map(|part| {
        let number = &mut number[*part as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *number
    });
    let numbered = numbered.collect();
    (numbered, next as usize)
}

/// From 1, the largest first, equals by their first node.
fn numbered(of: &[u32]) -> Vec<u32> {
    let (of, count) = dense(of);
    let mut sizes = vec![0u32; count];
    of.iter().for_each(|part| sizes[*part as usize] += 1);
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|part| (Reverse(sizes[*part]), *part));
    let mut number = vec![0; count];
    for (place, part) in (1..).zip(order) {
        number[part] = place;
    }
    of.into_iter().map(|part| number[part as usize]).collect()
}
