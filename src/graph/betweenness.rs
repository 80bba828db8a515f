//! Who stands on the shortest paths between others: Brandes' sums (U. Brandes, J. Math. Sociol. 25, 163 (2001)),
//! from all nodes, or from some drawn with a fixed seed (U. Brandes and C. Pich, Int. J. Bifurcat. Chaos 17, 2303 (2007)).

use super::adjacency::Adjacency;
use crate::model::Dice;
use rayon::prelude::*;

/// Up to so many nodes betweenness is exact.
pub const EXACT: usize = 2_000;

/// No more searches than these are made at once: each has room for all nodes.
const AT_ONCE: usize = 8;

/// Above, so many steps along ties are allowed in all: the pivots are as many as they suffice for …
const STEPS: usize = 400_000_000;

/// … but within these bounds.
const PIVOTS: (usize, usize) = (100, 1_000);

/// What comes of it: each node's share, 0 to 1, of the shortest paths between two others.
#[derive(Debug, Clone, PartialEq)]
pub struct Betweenness {
    /// Between all others.
    pub all: Vec<f64>,
    /// Between others of two communities only, as a share of all paths.
    pub across: Vec<f64>,
    /// How many nodes were started from, where not from all.
    pub pivots: Option<u32>,
}

/// Betweenness, exact up to [`EXACT`] nodes, else estimated from pivots.
pub fn betweenness(graph: &Adjacency, community: &[u32]) -> Betweenness {
    let nodes = graph.nodes();
    let suffices = STEPS / (2 * graph.edges() + nodes).max(1);
    let pivots = suffices.clamp(PIVOTS.0, PIVOTS.1);
    if nodes <= EXACT || nodes <= pivots {
        return from(graph, community, &graph.all().collect::<Vec<_>>());
    }
    let mut drawn: Vec<u32> = graph.all().collect();
    Dice::new(0).shuffle(&mut drawn);
    drawn.truncate(pivots);
    drawn.sort_unstable();
    Betweenness { pivots: Some(pivots as u32), ..from(graph, community, &drawn) }
}

/// From these sources, scaled as if from all.
pub fn from(graph: &Adjacency, community: &[u32], sources: &[u32]) -> Betweenness {
    let nodes = graph.nodes();
    let reach = reach(graph);
    let starts: Vec<u32> = sources.iter().copied().filter(|source| graph.degree(*source) > 0).collect();
    let mut sums = vec![[0f64; 2]; nodes];
    let at_once = rayon::current_num_threads().min(starts.len()).clamp(1, AT_ONCE);
    let mut searches: Vec<Search> = (0..at_once).map(|_| Search::new(nodes)).collect();
    // Searches are made at once and added in the order of their sources: how many are made at once leaves no trace.
    for some in starts.chunks(searches.len()) {
        searches.par_iter_mut().zip(some).for_each(|(search, source)| {
            search.spread(graph, *source, reach[*source as usize] as usize);
            search.gather(*source, community);
        });
        searches[..some.len()].iter_mut().for_each(|search| search.add_to(&mut sums));
    }
    // Each path is walked from both its ends, and there are (n−1)(n−2)/2 pairs of others.
    let pairs = (nodes as f64 - 1.0) * (nodes as f64 - 2.0);
    let scale = if sources.is_empty() || pairs <= 0.0 { 0.0 } else { nodes as f64 / sources.len() as f64 / pairs };
    let share = |which: usize| sums.iter().map(|sum| sum[which] * scale).collect();
    Betweenness { all: share(0), across: share(1), pivots: None }
}

/// How many nodes hang together with each, itself among them.
fn reach(graph: &Adjacency) -> Vec<u32> {
    let mut reach = vec![0; graph.nodes()];
    let mut together: Vec<u32> = Vec::new();
    for node in graph.all() {
        if reach[node as usize] > 0 {
            continue;
        }
        reach[node as usize] = 1;
        together.push(node);
        let mut at = 0;
        while let Some(&node) = together.get(at) {
            at += 1;
            for &end in graph.neighbours(node) {
                if std::mem::replace(&mut reach[end as usize], 1) == 0 {
                    together.push(end);
                }
            }
        }
        let size = together.len() as u32;
        together.drain(..).for_each(|node| reach[node as usize] = size);
    }
    reach
}

/// A breadth-first search; clean between two.
struct Search {
    /// Steps from the source; `FAR` where it was not.
    steps: Vec<u32>,
    /// How many shortest paths lead here.
    paths: Vec<f64>,
    /// Nodes in the order in which they were reached.
    order: Vec<u32>,
    /// Those one step farther from the source, of one node after the other in that order.
    farther: Vec<u32>,
    /// How many of these belong to each node and those before it; the farthest nodes have none.
    ends: Vec<usize>,
    /// What each node hands to every path that leads to it, over all and across communities.
    shares: Vec<[f64; 2]>,
    /// What passes through, of the nodes in reverse order.
    passed: Vec<[f64; 2]>,
}

const FAR: u32 = u32::MAX;

impl Search {
    fn new(nodes: usize) -> Search {
        Search {
            steps: vec![FAR; nodes],
            paths: vec![0.0; nodes],
            order: Vec::with_capacity(nodes),
            farther: Vec::new(),
            ends: Vec::new(),
            shares: vec![[0.0; 2]; nodes],
            passed: Vec::with_capacity(nodes),
        }
    }

    /// Finds all shortest paths to the nodes that hang together with the source, `reach` in number.
    fn spread(&mut self, graph: &Adjacency, source: u32, reach: usize) {
        self.steps[source as usize] = 0;
        self.paths[source as usize] = 1.0;
        self.order.push(source);
        let mut at = 0;
        while let Some(&node) = self.order.get(at) {
            at += 1;
            let (next, paths) = (self.steps[node as usize] + 1, self.paths[node as usize]);
            // Behind the farthest there is nobody: mostly they are many.
            if self.order.len() == reach && self.steps[self.order[reach - 1] as usize] < next {
                break;
            }
            let neighbours = graph.neighbours(node);
            let mut last = self.farther.len();
            self.farther.resize(last + neighbours.len(), 0);
            for &end in neighbours {
                let steps = &mut self.steps[end as usize];
                if *steps == FAR {
                    *steps = next;
                    self.order.push(end);
                }
                // Which of them are farther nobody can foretell: all are written down, and the others written over.
                let leads = *steps == next;
                self.paths[end as usize] += if leads { paths } else { 0.0 };
                self.farther[last] = end;
                last += usize::from(leads);
            }
            self.farther.truncate(last);
            self.ends.push(last);
        }
    }

    /// Sums what each node passes on, the farthest first.
    fn gather(&mut self, source: u32, community: &[u32]) {
        let home = community[source as usize];
        for (at, &node) in self.order.iter().enumerate().rev() {
            let start = at.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or_default());
            let farther = self.ends.get(at).map_or(&[][..], |end| &self.farther[start..*end]);
            let (mut all, mut across) = (0.0, 0.0);
            for &end in farther {
                let share = self.shares[end as usize];
                all += share[0];
                across += share[1];
            }
            let paths = self.paths[node as usize];
            let (all, across) = (all * paths, across * paths);
            // A path does not pass through its ends.
            self.passed.push(if node == source { [0.0; 2] } else { [all, across] });
            let is_across = if community[node as usize] == home { 0.0 } else { 1.0 };
            self.shares[node as usize] = [(1.0 + all) / paths, (is_across + across) / paths];
        }
    }

    /// Adds what passes through each node to `sums`, and cleans up.
    fn add_to(&mut self, sums: &mut [[f64; 2]]) {
        for (node, [all, across]) in self.order.drain(..).rev().zip(self.passed.drain(..)) {
            let at = node as usize;
            sums[at][0] += all;
            sums[at][1] += across;
            self.steps[at] = FAR;
            self.paths[at] = 0.0;
        }
        self.farther.clear();
        self.ends.clear();
    }
}
