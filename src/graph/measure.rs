//! What is measured on the finished network, each node's share of it.

use super::adjacency::Adjacency;
use super::{betweenness, communities, local, rank};
use crate::model::{Network, Node, Tie};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Fills in the measures of every node, and what the scope tells of them.
pub fn measure(network: &mut Network) {
    let (graph, scope) = (&mut network.graph, &mut network.scope);
    let (counts, communities) = rayon::join(
        || Adjacency::of(graph, |tie| f64::from(tie.count)),
        || communities::communities(&Adjacency::of(graph, |tie| tie.newman)),
    );
    let near =
        || (rank::ranks(&counts), local::clustering(&counts), local::cores(&counts), local::constraints(&counts));
    let far = || betweenness::betweenness(&counts, &communities.of);
    let (between, (ranks, clustering, cores, constraints)) = rayon::join(far, near);
    let (components, strengths) = (components(graph), strengths(graph, |tie| tie.weight(scope.weighing)));
    for (at, node) in graph.node_weights_mut().enumerate() {
        node.degree = counts.degree(at as u32) as u32;
        node.strength = strengths[at];
        node.component = components[at];
        node.measures.betweenness = between.all[at];
        node.measures.brokerage = between.across[at];
        node.measures.pagerank = ranks[at];
        node.measures.clustering = clustering[at];
        node.measures.core = cores[at];
        node.measures.constraint = constraints[at];
        node.measures.community = communities.of[at];
    }
    scope.pivots = between.pivots;
    scope.modularity = communities.modularity;
    scope.communities = several(&communities.of);
    scope.backbone = graph.edge_weights().filter(|tie| tie.backbone).count() as u32;
}

/// How many communities have two members or more.
fn several(of: &[u32]) -> u32 {
    let mut sizes = vec![0u32; of.len() + 1];
    of.iter().for_each(|community| sizes[*community as usize] += 1);
    sizes.iter().filter(|size| **size > 1).count() as u32
}

/// The sum of the weights of each node's ties.
fn strengths(graph: &DiGraph<Node, Tie>, weight: impl Fn(&Tie) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; graph.node_count()];
    for tie in graph.edge_references() {
        for end in [tie.source(), tie.target()] {
            sums[NodeIndex::index(end)] += weight(tie.weight());
        }
    }
    sums
}

/// The component of each node, from 1: the largest first, equals by the smallest id, whatever way ties point.
fn components(graph: &DiGraph<Node, Tie>) -> Vec<u32> {
    let mut sets = UnionFind::new(graph.node_count());
    for tie in graph.edge_references() {
        sets.union(tie.source().index(), tie.target().index());
    }
    let labels = sets.into_labeling();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, label) in labels.iter().enumerate() {
        members.entry(*label).or_default().push(node);
    }
    let mut order: Vec<Vec<usize>> = members.into_values().collect();
    order.sort_by_key(|nodes| (Reverse(nodes.len()), nodes[0]));
    let mut components = vec![0; graph.node_count()];
    for (nodes, number) in order.iter().zip(1..) {
        for node in nodes {
            components[*node] = number;
        }
    }
    components
}
