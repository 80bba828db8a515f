//! What is measured on the finished network: degree, strength, components.

use crate::model::{Node, Tie};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Fills in degree, strength and component of every node.
pub fn measure(graph: &mut DiGraph<Node, Tie>) {
    let components = components(graph);
    for node in graph.node_indices().collect::<Vec<_>>() {
        let neighbours: BTreeSet<NodeIndex> = graph.neighbors_undirected(node).collect();
        let (incoming, outgoing) = (petgraph::Incoming, petgraph::Outgoing);
        let ties = graph.edges_directed(node, outgoing).chain(graph.edges_directed(node, incoming));
        let strength: u32 = ties.map(|tie| tie.weight().count).sum();
        let weight = &mut graph[node];
        weight.degree = neighbours.len() as u32;
        weight.strength = f64::from(strength);
        weight.component = components[node.index()];
    }
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
