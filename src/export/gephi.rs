//! The network as the two tables that Gephi imports.

use super::cell::{day, decimal, fine, guard, places, timeset};
use super::facts::tie_id;
use crate::model::rows::{EdgeRow, NodeRow, SliceRow};
use crate::model::{Dossier, Node, Role, Slice, Tie, TieKind, Weights};
use petgraph::visit::EdgeRef;
use std::collections::BTreeSet;

/// `nodes.csv`, by id.
pub fn nodes(dossier: &Dossier) -> impl Iterator<Item = NodeRow> {
    dossier.network.graph.node_weights().map(|node| NodeRow {
        id: node.id.to_string(),
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
        betweenness: decimal(node.measures.betweenness),
        page_rank: decimal(node.measures.pagerank),
        clustering: decimal(node.measures.clustering),
        core: node.measures.core,
        community: node.measures.community,
        brokerage: decimal(node.measures.brokerage),
        constraint: node.measures.constraint.map(decimal).unwrap_or_default(),
    })
}

/// `edges.csv`, by source, target and kind: one row for each.
pub fn edges(dossier: &Dossier) -> impl Iterator<Item = EdgeRow> {
    let graph = &dossier.network.graph;
    graph.edge_references().map(|edge| {
        let (source, target, tie) = (&graph[edge.source()], &graph[edge.target()], edge.weight());
        let weight =
            |of: fn(&Weights) -> f64| tie.weights.as_ref().map(|weights| fine(of(weights))).unwrap_or_default();
        EdgeRow {
            source: source.id.to_string(),
            target: target.id.to_string(),
            r#type: if tie.kind.is_directed() { "Directed" } else { "Undirected" }.into(),
            kind: tie.kind.to_string(),
            id: tie_id(source, tie, target),
            label: in_words(tie),
            weight: fine(tie.weight(dossier.network.scope.weighing)),
            newman: fine(tie.newman),
            roles: met(tie, "+", "|"),
            documents: tie.evidence.chunk_by(|a, b| a.0 == b.0).count() as u32,
            evidence: evidence(dossier, tie),
            first: day(tie.dates.first()),
            last: day(tie.dates.last()),
            timeset: timeset(&tie.dates),
            scope: tie.within.map(|within| within.word().to_owned()).unwrap_or_default(),
            count: decimal(f64::from(tie.count)),
            share: weight(|weights| weights.share),
            jaccard: weight(|weights| weights.jaccard),
            association: weight(|weights| weights.association),
            chance: weight(|weights| weights.p),
            discovery: weight(|weights| weights.q),
            backbone: yes(tie.backbone),
        }
    })
}

/// `slices.csv`: each slice, then its names by id, then its ties as in `edges.csv`.
pub fn slices(dossier: &Dossier) -> impl Iterator<Item = SliceRow> {
    let network = &dossier.network;
    let (mut names, mut ties) = (BTreeSet::new(), BTreeSet::new());
    network.slices.iter().flat_map(move |slice| {
        let whole = SliceRow { what: "network".into(), documents: slice.documents, ..row(slice) };
        let mut rows = vec![whole];
        rows.extend(slice.nodes.iter().map(|(node, documents)| {
            let held = &network.graph[*node];
            let new = yes(names.insert(*node));
            let (source, kind) = (held.id.to_string(), held.kind.to_string());
            SliceRow { what: "name".into(), source, kind, documents: *documents, new, ..row(slice) }
        }));
        rows.extend(slice.ties.iter().filter_map(|(tie, documents)| {
            let (from, to) = network.graph.edge_endpoints(*tie)?;
            let [source, target] = [from, to].map(|node| network.graph[node].id.to_string());
            let (kind, new) = (network.graph[*tie].kind.to_string(), yes(ties.insert(*tie)));
            Some(SliceRow { what: "tie".into(), source, target, kind, documents: *documents, new, ..row(slice) })
        }));
        rows
    })
}

fn row(slice: &Slice) -> SliceRow {
    let (from, until) = (slice.first.to_string(), slice.last.to_string());
    SliceRow { slice: slice.name.clone(), from, until, ..SliceRow::default() }
}

fn yes(holds: bool) -> String {
    if holds { "yes".into() } else { String::new() }
}

/// The label of a node, or its id where nothing of the label would be left to see.
pub fn shown_label(node: &Node) -> &str {
    if guard(&node.label).as_str().is_empty() { &node.id } else { &node.label }
}

/// What a tie says in words: positions, or who met whom in which role.
pub fn in_words(tie: &Tie) -> String {
    let words = match tie.kind {
        TieKind::Affiliated | TieKind::ParentOf => tie.positions.join("; "),
        TieKind::Addressed => met(tie, " to ", "; "),
        TieKind::Alongside | TieKind::Shared => met(tie, " with ", "; "),
    };
    if tie.positions.is_empty() && tie.roles.is_empty() { tie.kind.to_string() } else { words }
}

/// The pairs of roles in which two met.
pub fn met(tie: &Tie, with: &str, gap: &str) -> String {
    let pairs = tie.roles.iter().enumerate();
    let words = pairs.flat_map(|(at, (a, b))| [if at > 0 { gap } else { "" }, a.word(), with, b.word()]);
    words.collect()
}

/// Where a tie is proved.
pub fn evidence(dossier: &Dossier, tie: &Tie) -> String {
    places(tie.evidence.iter().map(|(reading, line)| (&*dossier.readings[*reading].head.id, *line)))
}
