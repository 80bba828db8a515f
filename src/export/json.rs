//! `network.json`: node-link JSON as graphology and sigma read it; serde does the escaping.

use super::facts::{Fact, covers, label, of_node, of_tie, tie_id};
use crate::model::Dossier;
use petgraph::visit::EdgeRef;
use serde_json::{Map, Value, json};

/// The text of `network.json`.
pub fn json(dossier: &Dossier) -> String {
    let network = &dossier.network;
    let graph = &network.graph;
    let nodes: Vec<Value> = graph
        .node_weights()
        .map(|node| json!({"key": node.id, "attributes": attributes(("label", label(node).into()), of_node(node))}))
        .collect();
    let edges: Vec<Value> = graph
        .edge_references()
        .map(|edge| {
            let (source, target, tie) = (&graph[edge.source()], &graph[edge.target()], edge.weight());
            let weight = ("weight", tie.weight(network.scope.weighing).into());
            json!({
                "key": tie_id(source, tie, target),
                "source": source.id,
                "target": target.id,
                "undirected": !tie.kind.is_directed(),
                "attributes": attributes(weight, of_tie(dossier, tie)),
            })
        })
        .collect();
    let whole = json!({
        "options": {"type": "mixed", "multi": true, "allowSelfLoops": false},
        "attributes": {"program": "undersigned", "covers": covers(&network.scope)},
        "nodes": nodes,
        "edges": edges,
    });
    serde_json::to_string_pretty(&whole).expect("strings and finite numbers are JSON") + "\n"
}

fn attributes(first: (&str, Value), facts: impl Iterator<Item = (&'static str, Fact)>) -> Map<String, Value> {
    let value = |fact| match fact {
        Fact::Word(word) => word.into(),
        Fact::Text(text) => text.into(),
        Fact::Whole(number) => number.into(),
        Fact::Decimal(number) => number.into(),
        Fact::Truth(truth) => truth.into(),
    };
    let facts = facts.map(|(name, fact)| (name, value(fact)));
    [first].into_iter().chain(facts).map(|(name, value)| (name.to_owned(), value)).collect()
}
