//! The network as measures need it: compressed rows of neighbours, undirected, parallel ties summed.

use crate::model::{Node, Tie};
use petgraph::graph::DiGraph;
use petgraph::visit::EdgeRef;

/// An undirected graph without loops; each edge stands in the rows of both its ends.
#[derive(Debug, Clone, Default)]
pub struct Adjacency {
    /// Where each node's row starts; one more for the end.
    starts: Vec<usize>,
    /// Neighbours, rising within a row.
    ends: Vec<u32>,
    /// The weight of each.
    weights: Vec<f64>,
}

impl Adjacency {
    /// The ties of a network, weighed.
    pub fn of(graph: &DiGraph<Node, Tie>, weight: impl Fn(&Tie) -> f64) -> Adjacency {
        let ties = graph.edge_references();
        let edges = ties.map(|tie| (tie.source().index() as u32, tie.target().index() as u32, weight(tie.weight())));
        Adjacency::new(graph.node_count(), &edges.collect::<Vec<_>>())
    }

    /// Edges (one end, other end, weight) between `nodes` nodes; the weights of equal ones are summed, loops dropped.
    pub fn new(nodes: usize, edges: &[(u32, u32, f64)]) -> Adjacency {
        let both = || edges.iter().filter(|(a, b, _)| a != b).flat_map(|(a, b, w)| [(*a, *b, *w), (*b, *a, *w)]);
        let mut next = vec![0usize; nodes + 1];
        for (a, ..) in both() {
            next[a as usize + 1] += 1;
        }
        for node in 0..nodes {
            next[node + 1] += next[node];
        }
        let bounds = next.clone();
        let mut entries = vec![(0u32, 0f64); bounds[nodes]];
        for (a, b, weight) in both() {
            entries[next[a as usize]] = (b, weight);
            next[a as usize] += 1;
        }
        let mut summed = Adjacency { starts: vec![0], ..Adjacency::default() };
        for node in 0..nodes {
            let row = &mut entries[bounds[node]..bounds[node + 1]];
            row.sort_by_key(|(end, _)| *end);
            for same in row.chunk_by(|a, b| a.0 == b.0) {
                summed.ends.push(same[0].0);
                summed.weights.push(same.iter().map(|(_, weight)| weight).sum());
            }
            summed.starts.push(summed.ends.len());
        }
        summed
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many edges there are.
    pub fn edges(&self) -> usize {
        self.ends.len() / 2
    }

    /// The neighbours of a node, rising.
    pub fn neighbours(&self, node: u32) -> &[u32] {
        &self.ends[self.starts[node as usize]..self.starts[node as usize + 1]]
    }

    /// The weights of its edges, in the order of the neighbours.
    pub fn weights(&self, node: u32) -> &[f64] {
        &self.weights[self.starts[node as usize]..self.starts[node as usize + 1]]
    }

    /// Neighbours with the weights of the edges to them.
    pub fn row(&self, node: u32) -> impl Iterator<Item = (u32, f64)> {
        self.neighbours(node).iter().copied().zip(self.weights(node).iter().copied())
    }

    /// The number of neighbours.
    pub fn degree(&self, node: u32) -> usize {
        self.neighbours(node).len()
    }

    /// The sum of the weights of its edges.
    pub fn strength(&self, node: u32) -> f64 {
        self.weights(node).iter().sum()
    }

    /// All nodes.
    pub fn all(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.nodes() as u32
    }
}
