//! The network as the two tables that Gephi imports.

use super::cell::{day, decimal, guard, places, timeset};
use crate::model::rows::{EdgeRow, NodeRow};
use crate::model::{Dossier, Node, Role, Tie, TieKind};
use petgraph::visit::EdgeRef;

/// `nodes.csv`, by id.
pub fn nodes(dossier: &Dossier) -> impl Iterator<Item = NodeRow> {
    dossier.network.graph.node_weights().map(|node| NodeRow {
        id: node.id.clone(),
        label: shown_label(node).to_owned(),
        kind: node.kind.to_string(),
        documents: node.documents,
        signatory: node.roles[Role::Signatory as usize],
        speaker: node.roles[Role::Speaker as usize],
        chair: node.roles[Role::Chair as usize],
        addressee: node.roles[Role::Addressee as usize],
        issuer: node.roles[Role::Issuer as usize],
        participant: node.roles[Role::Participant as usize],
        mentioned: node.roles[Role::Mentioned as usize],
        degree: node.degree,
        strength: decimal(node.strength),
        component: node.component,
        first: day(node.dates.first()),
        last: day(node.dates.last()),
        timeset: timeset(&node.dates),
    })
}

/// `edges.csv`, by source, target and kind: one row for each.
pub fn edges(dossier: &Dossier) -> impl Iterator<Item = EdgeRow> {
    let graph = &dossier.network.graph;
    graph.edge_references().map(|edge| {
        let (source, target, tie) = (&graph[edge.source()], &graph[edge.target()], edge.weight());
        EdgeRow {
            source: source.id.clone(),
            target: target.id.clone(),
            r#type: if tie.kind.is_directed() { "Directed" } else { "Undirected" }.into(),
            kind: tie.kind.to_string(),
            // A slug holds no two hyphens in a row, so that no two ids are the same.
            id: format!("{}--{}--{}", source.id, tie.kind, target.id),
            label: in_words(tie),
            weight: decimal(f64::from(tie.count)),
            newman: decimal(tie.newman),
            roles: tie.roles.iter().map(|(a, b)| format!("{a}+{b}")).collect::<Vec<_>>().join("|"),
            documents: tie.count,
            evidence: evidence(dossier, tie),
            first: day(tie.dates.first()),
            last: day(tie.dates.last()),
            timeset: timeset(&tie.dates),
            scope: tie.within.map(|within| within.word().to_owned()).unwrap_or_default(),
        }
    })
}

/// The label of a node, or its id where nothing of the label would be left to see.
pub fn shown_label(node: &Node) -> &str {
    if guard(&node.label).is_empty() { &node.id } else { &node.label }
}

/// What a tie says in words: positions, or who met whom in which role.
pub fn in_words(tie: &Tie) -> String {
    let words: Vec<String> = match tie.kind {
        TieKind::Affiliated | TieKind::ParentOf => tie.positions.clone(),
        TieKind::Addressed => tie.roles.iter().map(|(a, b)| format!("{a} to {b}")).collect(),
        TieKind::Alongside => tie.roles.iter().map(|(a, b)| format!("{a} with {b}")).collect(),
    };
    if words.is_empty() { tie.kind.to_string() } else { words.join("; ") }
}

/// Where a tie is proved.
pub fn evidence(dossier: &Dossier, tie: &Tie) -> String {
    places(tie.evidence.iter().map(|(reading, line)| (&*dossier.readings[*reading].head.id, *line)))
}
