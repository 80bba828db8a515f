//! What of the network the figure shows: the strongest names and the ties among them.

use super::geometry::Point;
use crate::model::{Network, Node, Tie};
use petgraph::visit::EdgeRef;
use std::cmp::Ordering;

/// The most ties a figure draws; above it each name keeps its strongest ones only.
pub const MOST_TIES: usize = 1_000;

/// One tie of the figure; `source` and `target` are indices into [`Excerpt::nodes`].
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Where it starts.
    pub source: usize,
    /// Where it ends.
    pub target: usize,
    /// What it stands for.
    pub tie: &'a Tie,
}

/// The part of a network that a figure shows.
#[derive(Debug, Clone)]
pub struct Excerpt<'a> {
    /// The names shown, the strongest first.
    pub nodes: Vec<&'a Node>,
    /// The ties among them.
    pub lines: Vec<Line<'a>>,
}

/// The `names` strongest names of `network` (of two equal ones the one with the smaller id) and their ties.
pub fn excerpt(network: &Network, names: usize) -> Excerpt<'_> {
    let graph = &network.graph;
    let mut strongest: Vec<_> = graph.node_indices().collect();
    strongest.sort_by(|&a, &b| stronger(&graph[a], &graph[b]));
    strongest.truncate(names);

    let mut place = vec![None; graph.node_count()];
    for (rank, node) in strongest.iter().enumerate() {
        place[node.index()] = Some(rank);
    }
    let mut lines: Vec<_> = graph
        .edge_references()
        .filter_map(|edge| {
            let (source, target) = (place[edge.source().index()]?, place[edge.target().index()]?);
            (source != target).then(|| Line { source, target, tie: edge.weight() })
        })
        .collect();
    lines.sort_by_key(|line| (line.source, line.target, line.tie.kind));
    Excerpt { nodes: strongest.iter().map(|&node| &graph[node]).collect(), lines }
}

fn stronger(a: &Node, b: &Node) -> Ordering {
    b.strength.total_cmp(&a.strength).then_with(|| a.id.cmp(&b.id))
}

/// At most about [`MOST_TIES`] of `lines`: each name keeps the same number of its strongest ones, of equal ones those
/// to the nearest on the page.
pub fn drawn<'a>(lines: &[Line<'a>], places: &[Point]) -> Vec<Line<'a>> {
    if lines.len() <= MOST_TIES {
        return lines.to_vec();
    }
    let each = (MOST_TIES / places.len().max(1)).max(2);
    let length = |line: &Line<'_>| places[line.source].distance(places[line.target]);
    let mut of_name = vec![Vec::new(); places.len()];
    for (index, line) in lines.iter().enumerate() {
        of_name[line.source].push(index);
        of_name[line.target].push(index);
    }
    let mut kept = vec![false; lines.len()];
    for mut own in of_name {
        own.sort_by(|&a, &b| {
            let (left, right) = (&lines[a], &lines[b]);
            let stronger = right.tie.count.cmp(&left.tie.count).then(right.tie.newman.total_cmp(&left.tie.newman));
            stronger.then(length(left).total_cmp(&length(right))).then(a.cmp(&b))
        });
        for &index in own.iter().take(each) {
            kept[index] = true;
        }
    }
    lines.iter().zip(kept).filter_map(|(&line, is_kept)| is_kept.then_some(line)).collect()
}
