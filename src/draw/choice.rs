//! Which names a figure is about: a part of the network, the strongest first.

use super::plan::{CannotDraw, Form, Part, Plan, Ties};
use super::words::{counted, grouped};
use crate::model::{Dossier, Network, Node};
use jiff::civil::Date;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Names of a network, and what is to be said of the choice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice {
    /// Those shown, the strongest first.
    pub nodes: Vec<NodeIndex>,
    /// Those that the figure is about.
    pub subjects: Vec<NodeIndex>,
    /// What the caption says of it; empty when all are shown.
    pub said: Vec<String>,
}

/// The `most` strongest names of `network` (of two equal ones the one with the smaller id).
pub fn strongest(network: &Network, most: usize) -> Choice {
    let all: Vec<_> = network.graph.node_indices().collect();
    let count = all.len();
    let nodes = cut(network, all, most);
    let said = left_out(&nodes, count, "strongest", "names (by the sum of their ties)");
    Choice { nodes, subjects: Vec::new(), said }
}

/// The `most` names with the strongest ties of the backbone.
pub fn of_backbone(network: &Network, most: usize) -> Choice {
    let mut strength: BTreeMap<NodeIndex, u32> = BTreeMap::new();
    for edge in network.graph.edge_references().filter(|edge| edge.weight().backbone) {
        for end in [edge.source(), edge.target()] {
            *strength.entry(end).or_default() += edge.weight().count;
        }
    }
    let mut nodes: Vec<_> = strength.keys().copied().collect();
    nodes.sort_by(|a, b| strength[b].cmp(&strength[a]).then_with(|| stronger(network, *a, *b)));
    nodes.truncate(most);
    let nodes = cut(network, nodes, most);
    let said = left_out(&nodes, strength.len(), "strongest", "names that the backbone ties");
    Choice { nodes, subjects: Vec::new(), said }
}

/// The `most` names that appear on the most days.
pub fn most_days(dossier: &Dossier, most: usize) -> Choice {
    let mut days: BTreeMap<NodeIndex, BTreeSet<Date>> = BTreeMap::new();
    for attendance in &dossier.network.attendances {
        if let Some(date) = dossier.readings[attendance.reading].head.date {
            days.entry(NodeIndex::new(attendance.node)).or_default().insert(date.day);
        }
    }
    let mut nodes: Vec<_> = days.keys().copied().collect();
    let network = &dossier.network;
    nodes.sort_by(|a, b| days[b].len().cmp(&days[a].len()).then_with(|| stronger(network, *a, *b)));
    nodes.truncate(most);
    let said = left_out(&nodes, days.len(), "most frequent", "names in dated documents");
    Choice { nodes, subjects: Vec::new(), said }
}

/// `Shown: the 80 strongest of 1,204 names.`, where some are left out.
fn left_out(shown: &[NodeIndex], all: usize, which: &str, whom: &str) -> Vec<String> {
    let said = || format!("Shown: the {} {which} of {} {whom}.", grouped(shown.len()), grouped(all));
    if shown.len() < all { vec![said()] } else { Vec::new() }
}

/// The names of a part of the network, `most` of them at most. The ways of [`Part::Between`] have documents on them, and are found by
/// [`super::ways`].
///
/// # Errors
/// When a name, a component or a document is not in the network.
pub fn choose(dossier: &Dossier, plan: &Plan, most: usize) -> Result<Choice, CannotDraw> {
    let network = &dossier.network;
    match &plan.part {
        Part::Strongest if plan.form == Form::Timeline => Ok(most_days(dossier, most)),
        Part::Strongest if plan.ties == Ties::Backbone => Ok(of_backbone(network, most)),
        Part::Strongest => Ok(strongest(network, most)),
        Part::Around { id, hops } => around(network, id, *hops, most),
        Part::Between { from, to } => {
            let subjects = vec![node(network, from)?, node(network, to)?];
            Ok(Choice { nodes: subjects.clone(), subjects, said: Vec::new() })
        }
        Part::Component(number) => group(network, "component", *number, most, |node| node.component),
        Part::Community(number) => group(network, "community", *number, most, |node| node.measures.community),
        Part::Document(id) => document(dossier, id, most),
    }
}

fn around(network: &Network, id: &str, hops: u32, most: usize) -> Result<Choice, CannotDraw> {
    let subject = node(network, id)?;
    let mut away = BTreeMap::from([(subject, 0)]);
    let mut open = VecDeque::from([subject]);
    while let Some(at) = open.pop_front() {
        let far = away[&at];
        for next in network.graph.neighbors_undirected(at).filter(|_| far < hops) {
            if let std::collections::btree_map::Entry::Vacant(e) = away.entry(next) {
                e.insert(far + 1);
                open.push_back(next);
            }
        }
    }
    let mut near: Vec<_> = away.keys().copied().collect();
    near.sort_by(|a, b| away[a].cmp(&away[b]).then_with(|| stronger(network, *a, *b)));
    let all = near.len() - 1;
    near.truncate(most.max(1));
    let mut said = format!(
        "Shown: {} and {} within {}",
        network.graph[subject].label,
        counted(near.len() - 1, "name"),
        counted(hops as usize, "tie")
    );
    if near.len() - 1 < all {
        said += &format!(" (the nearest and strongest of {})", grouped(all));
    }
    let nodes = cut(network, near, most.max(1));
    Ok(Choice { nodes, subjects: vec![subject], said: vec![said + "."] })
}

fn group(
    network: &Network,
    what: &'static str,
    number: u32,
    most: usize,
    of: impl Fn(&Node) -> u32,
) -> Result<Choice, CannotDraw> {
    let graph = &network.graph;
    let members: Vec<_> = graph.node_indices().filter(|node| of(&graph[*node]) == number).collect();
    if members.is_empty() {
        let last = graph.node_weights().map(of).max().unwrap_or(0);
        return Err(CannotDraw::NoGroup(what, number, last));
    }
    let all = members.len();
    let nodes = cut(network, members, most);
    let said = vec![format!("Shown: {what} {number}{}.", of_all(nodes.len(), all))];
    Ok(Choice { nodes, subjects: Vec::new(), said })
}

fn document(dossier: &Dossier, id: &str, most: usize) -> Result<Choice, CannotDraw> {
    let network = &dossier.network;
    let members: BTreeSet<_> = network
        .attendances
        .iter()
        .filter(|attendance| dossier.readings[attendance.reading].head.id == id)
        .map(|attendance| NodeIndex::new(attendance.node))
        .collect();
    if members.is_empty() {
        return Err(CannotDraw::NoDocument(id.to_owned()));
    }
    let all = members.len();
    let nodes = cut(network, members.into_iter().collect(), most);
    let said = vec![format!("Shown: the names of {id}{}.", of_all(nodes.len(), all))];
    Ok(Choice { nodes, subjects: Vec::new(), said })
}

/// `, 12 of its 40 names` where some are left out.
fn of_all(shown: usize, all: usize) -> String {
    if shown == all {
        String::new()
    } else {
        format!(", the {} strongest of its {} names", grouped(shown), grouped(all))
    }
}

/// The `most` strongest of `nodes`, the strongest first.
fn cut(network: &Network, mut nodes: Vec<NodeIndex>, most: usize) -> Vec<NodeIndex> {
    nodes.sort_by(|a, b| stronger(network, *a, *b));
    nodes.truncate(most);
    nodes
}

fn stronger(network: &Network, a: NodeIndex, b: NodeIndex) -> Ordering {
    let (a, b) = (&network.graph[a], &network.graph[b]);
    b.strength.total_cmp(&a.strength).then_with(|| a.id.cmp(&b.id))
}

fn node(network: &Network, id: &str) -> Result<NodeIndex, CannotDraw> {
    let found = network.graph.node_indices().find(|node| network.graph[*node].id == id);
    found.ok_or_else(|| CannotDraw::NotThere(id.to_owned()))
}
