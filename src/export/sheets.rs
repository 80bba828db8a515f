//! Tables of ties as Cytoscape and Kumu import them.

use super::cell::{fine, guard};
use super::facts::label;
use crate::model::rows::{CytoscapeRow, KumuConnectionRow, KumuElementRow};
use crate::model::{Dossier, Node};
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;

/// `cytoscape.csv`: nodes by id; nodes.csv is its table of nodes.
pub fn cytoscape(dossier: &Dossier) -> impl Iterator<Item = CytoscapeRow> {
    let (graph, weighing) = (&dossier.network.graph, dossier.network.scope.weighing);
    graph.edge_references().map(move |edge| CytoscapeRow {
        source: graph[edge.source()].id.to_string(),
        interaction: edge.weight().kind.to_string(),
        target: graph[edge.target()].id.to_string(),
        weight: fine(edge.weight().weight(weighing)),
        directed: edge.weight().kind.is_directed().to_string(),
    })
}

/// `kumu-elements.csv`.
pub fn kumu_elements(dossier: &Dossier) -> impl Iterator<Item = KumuElementRow> {
    let labels = labels(dossier);
    dossier.network.graph.node_weights().zip(labels).map(|(node, label)| KumuElementRow {
        label,
        r#type: node.kind.to_string(),
        id: node.id.to_string(),
        documents: node.documents,
        community: node.measures.community,
    })
}

/// `kumu-connections.csv`.
pub fn kumu_connections(dossier: &Dossier) -> impl Iterator<Item = KumuConnectionRow> {
    let (graph, weighing) = (&dossier.network.graph, dossier.network.scope.weighing);
    let labels = labels(dossier);
    graph.edge_references().map(move |edge| KumuConnectionRow {
        from: labels[edge.source().index()].clone(),
        to: labels[edge.target().index()].clone(),
        r#type: edge.weight().kind.to_string(),
        strength: fine(edge.weight().weight(weighing)),
        direction: if edge.weight().kind.is_directed() { "directed" } else { "undirected" }.to_owned(),
    })
}

/// Labels that are each one node's alone: Kumu knows nodes by them, whatever their case.
fn labels(dossier: &Dossier) -> Vec<String> {
    let key = |node: &Node| guard(label(node)).as_str().to_lowercase();
    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    for node in dossier.network.graph.node_weights() {
        *times.entry(key(node)).or_default() += 1;
    }
    let own = |node: &Node| match times[&key(node)] {
        1 => label(node).to_owned(),
        _ => format!("{} ({})", label(node), node.id),
    };
    dossier.network.graph.node_weights().map(own).collect()
}
