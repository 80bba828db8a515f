//! Who stands on the shortest paths between others: Brandes' sums (U. Brandes, J. Math. Sociol. 25, 163 (2001)),
//! from all nodes, or from some drawn with a fixed seed (U. Brandes and C. Pich, Int. J. Bifurcat. Chaos 17, 2303 (2007)).

use super::adjacency::Adjacency;
use crate::model::Dice;

/// Up to so many nodes betweenness is exact.
pub const EXACT: usize = 2_000;

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
    let mut sums = vec![[0f64; 2]; nodes];
    let mut search = Search::new(nodes);
    for source in sources.iter().filter(|source| graph.degree(**source) > 0) {
        search.spread(graph, *source);
        search.gather(graph, *source, community, &mut sums);
    }
    // Each path is walked from both its ends, and there are (n−1)(n−2)/2 pairs of others.
    let pairs = (nodes as f64 - 1.0) * (nodes as f64 - 2.0);
    let scale = if sources.is_empty() || pairs <= 0.0 { 0.0 } else { nodes as f64 / sources.len() as f64 / pairs };
    let share = |which: usize| sums.iter().map(|sum| sum[which] * scale).collect();
    Betweenness { all: share(0), across: share(1), pivots: None }
}

/// A breadth-first search; clean between two.
struct Search {
    /// Steps from the source; `FAR` where it was not.
    steps: Vec<u32>,
    /// How many shortest paths lead here.
    paths: Vec<f64>,
    /// What is passed on to others, over all and across communities; divided by `paths`.
    passed: Vec<[f64; 2]>,
    /// Nodes in the order in which they were reached.
    order: Vec<u32>,
}

const FAR: u32 = u32::MAX;

impl Search {
    fn new(nodes: usize) -> Search {
        let order = Vec::with_capacity(nodes);
        Search { steps: vec![FAR; nodes], paths: vec![0.0; nodes], passed: vec![[0.0; 2]; nodes], order }
    }

    fn spread(&mut self, graph: &Adjacency, source: u32) {
        self.steps[source as usize] = 0;
        self.paths[source as usize] = 1.0;
        self.order.push(source);
        let mut at = 0;
        while let Some(&node) = self.order.get(at) {
            at += 1;
            let (next, paths) = (self.steps[node as usize] + 1, self.paths[node as usize]);
            for &end in graph.neighbours(node) {
                let steps = &mut self.steps[end as usize];
                if *steps == FAR {
                    *steps = next;
                    self.order.push(end);
                }
                if *steps == next {
                    self.paths[end as usize] += paths;
                }
            }
        }
    }

    /// Adds what each node passes on to `sums`, the farthest first, and cleans up.
    fn gather(&mut self, graph: &Adjacency, source: u32, community: &[u32], sums: &mut [[f64; 2]]) {
        let home = community[source as usize];
        while let Some(node) = self.order.pop() {
            let at = node as usize;
            // All who are one step farther have left their shares here.
            let (paths, [all, across]) = (self.paths[at], self.passed[at]);
            let (all, across) = (all * paths, across * paths);
            let steps = self.steps[at];
            if node != source {
                sums[at][0] += all;
                sums[at][1] += across;
                let is_across = if community[at] == home { 0.0 } else { 1.0 };
                let (all, across) = ((1.0 + all) / paths, (is_across + across) / paths);
                for &end in graph.neighbours(node) {
                    // Those a step farther are clean already, and `FAR` + 1 would be none.
                    if self.steps[end as usize] == steps - 1 {
                        let passed = &mut self.passed[end as usize];
                        passed[0] += all;
                        passed[1] += across;
                    }
                }
            }
            self.steps[at] = FAR;
            self.paths[at] = 0.0;
            self.passed[at] = [0.0; 2];
        }
    }
}
