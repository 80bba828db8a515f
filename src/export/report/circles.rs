//! Communities by their names and the documents that hold them together, and who stands between them.

use super::markdown::{Markdown, Page, plain, said};
use super::source::{Source, best, cited};
use super::words::{documents, either, first, per_cent, row};
use super::{View, name, named};
use crate::model::Role;
use petgraph::graph::NodeIndex;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// So many communities are told.
const COMMUNITIES: usize = 5;
/// So many names each is called by.
const LEADERS: usize = 2;
/// So many further names of each.
const NAMES: usize = 3;
/// So many documents of each.
const DOCUMENTS: usize = 2;
/// So many brokers.
const BROKERS: usize = 4;
/// What less of brokerage is not told.
const LEAST: f64 = 0.001;

/// Tells it; returns the headline.
pub fn tell(view: &View, page: &mut Page) -> Vec<Markdown> {
    let mut communities: BTreeMap<u32, Vec<NodeIndex>> = BTreeMap::new();
    let graph = &view.dossier.network.graph;
    for node in graph.node_indices() {
        communities.entry(graph[node].measures.community).or_default().push(node);
    }
    communities.retain(|_, members| members.len() > 1);
    if communities.is_empty() {
        return Vec::new();
    }
    tell_communities(view, communities, page);
    tell_brokers(view, page).into_iter().collect()
}

fn tell_communities(view: &View, communities: BTreeMap<u32, Vec<NodeIndex>>, page: &mut Page) {
    page.heading(2, "Communities");
    let modularity = view.dossier.network.scope.modularity;
    page.paragraph(said![
        "Names that are tied more to each other than to the rest. Modularity ",
        plain(&format!("{modularity:.2}")),
        if modularity < 0.3 {
            ": the groups run into one another, so take their borders lightly."
        } else {
            ": the groups are well apart (above 0.3 is usually called so)."
        },
    ]);
    let rest = communities.len().saturating_sub(COMMUNITIES);
    page.list(communities.into_iter().take(COMMUNITIES).map(|(number, mut members)| {
        members.sort_by(|a, b| view.node(*b).strength.total_cmp(&view.node(*a).strength).then(a.cmp(b)));
        let (leaders, others) = members.split_at(LEADERS.min(members.len()));
        let leaders = row(leaders.iter().map(|member| named(view.node(*member))).collect());
        let shared = shared(view, &members);
        let documents = match shared.len() {
            0 => "".into(),
            number => said![", with ", documents(number), " in common"],
        };
        let others = match others.len() {
            0 => "".into(),
            _ => said!["; also ", first(others.iter().map(|member| name(view.node(*member))), NAMES)],
        };
        let line = said!["Around ", leaders, " (community ", number, "): ", members.len(), " names", documents, others];
        (line, held_together(view, &shared))
    }));
    if rest > 0 {
        page.paragraph(said![rest, " more: column `Community` of nodes.csv."]);
    }
}

/// The documents in which two or more of the members hold a role, those with most of them first.
fn shared(view: &View, members: &[NodeIndex]) -> Vec<(usize, Vec<(NodeIndex, Role)>)> {
    let mut documents: BTreeMap<usize, Vec<(NodeIndex, Role)>> = BTreeMap::new();
    for member in members {
        for (reading, role) in &view.attended[member.index()] {
            documents.entry(*reading).or_default().push((*member, *role));
        }
    }
    let mut documents: Vec<_> = documents.into_iter().filter(|(_, present)| present.len() > 1).collect();
    documents.sort_by_key(|(reading, present)| (Reverse(present.len()), *reading));
    documents
}

/// The first of the shared documents, each with the place of the first member there.
fn held_together(view: &View, shared: &[(usize, Vec<(NodeIndex, Role)>)]) -> Vec<Markdown> {
    let line = |(reading, present): &(usize, Vec<(NodeIndex, Role)>)| {
        let source = |(member, role): &(NodeIndex, Role)| {
            best(view.dossier, &view.dossier.entities[view.node(*member).entity()?], *reading, Some(*role))
        };
        let mut sources: Vec<Source> = present.iter().filter_map(source).collect();
        sources.sort_by_key(|source| source.line);
        let roles: BTreeSet<Role> = present.iter().map(|(_, role)| *role).collect();
        let roles = either(roles.into_iter().map(|role| Markdown::from(role.word())).collect());
        let place = sources.first().map(Source::cited).unwrap_or_default();
        said![present.len(), " of them, as ", roles, ", in ", place]
    };
    shared.iter().take(DOCUMENTS).map(line).collect()
}

fn tell_brokers(view: &View, page: &mut Page) -> Option<Markdown> {
    let graph = &view.dossier.network.graph;
    let brokerage = |node: NodeIndex| graph[node].measures.brokerage;
    let mut brokers: Vec<NodeIndex> = graph.node_indices().filter(|node| brokerage(*node) >= LEAST).collect();
    brokers.sort_by(|a, b| brokerage(*b).total_cmp(&brokerage(*a)).then(a.cmp(b)));
    let leading = *brokers.first()?;
    page.heading(2, "Who connects them");
    page.paragraph(said![
        "The share of all shortest ways between two others that lead from one community into another through a name",
        match view.dossier.network.scope.pivots {
            Some(pivots) => said![", estimated from ", pivots, " names:"],
            None => ":".into(),
        },
    ]);
    let share = |node: NodeIndex| per_cent(brokerage(node));
    page.list(brokers.iter().take(BROKERS).map(|broker| {
        let own = graph[*broker].measures.community;
        let mut others: BTreeSet<u32> =
            graph.neighbors_undirected(*broker).map(|node| graph[node].measures.community).collect();
        others.remove(&own);
        let others = match others.len() {
            0 => ", on the way from its names to the others".into(),
            1 => said![", tied into community ", first(others.into_iter().map(Markdown::from), 6)],
            _ => said![", tied into communities ", first(others.into_iter().map(Markdown::from), 6)],
        };
        let line = said![named(view.node(*broker)), ": ", share(*broker), "; of community ", own, others];
        (said![line, " (", proof(view, *broker), ")"], Vec::new())
    }));
    if brokers.len() > BROKERS {
        page.paragraph(said![brokers.len() - BROKERS, " more: column `Brokerage` of nodes.csv."]);
    }
    let sources = cited(&view.sources(leading));
    let sources = if sources.is_empty() { sources } else { said![" (", sources, ")"] };
    Some(said![
        named(view.node(leading)),
        " connects most: ",
        share(leading),
        " of the shortest ways between two others lead from one community into another through this name",
        sources,
        ".",
    ])
}

/// Where a broker holds roles, or who leads to it where it holds none.
fn proof(view: &View, broker: NodeIndex) -> Markdown {
    let graph = &view.dossier.network.graph;
    let sources = view.sources(broker);
    if !sources.is_empty() {
        return cited(&sources);
    }
    let mut near: Vec<NodeIndex> = graph.neighbors_undirected(broker).collect();
    near.sort_unstable();
    near.dedup();
    let places: BTreeSet<(usize, u32)> = graph
        .edges_directed(broker, petgraph::Direction::Incoming)
        .flat_map(|tie| &tie.weight().evidence)
        .copied()
        .collect();
    let sources: Vec<Source> = places
        .into_iter()
        .map(|(reading, line)| Source { document: &view.dossier.readings[reading].head.id, line, ..Source::default() })
        .collect();
    said!["through ", first(near.iter().map(|node| name(view.node(*node))), 3), ": ", cited(&sources)]
}
