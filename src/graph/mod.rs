//! Entities to the co-appearance network.
//!
//! Who holds an active role in one document is tied *alongside*; each sender of a letter is tied to each of its
//! addressees (*addressed*); a person is tied to the bodies they belong to (*affiliated*).

mod cast;
mod circles;
mod measure;
mod ties;

use crate::model::{Attendance, Entity, Network, Node, Notice, Reading, Role, Scope, Tie, TieKind};
use crate::settings::NetworkSettings;
use cast::Cast;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::BTreeMap;

/// Builds the network and tells what the filters and the cap left out.
///
/// Readings and entities are sorted by id; `entity_of[reading][chain]` is an index into `entities`.
pub fn build(
    readings: &[Reading],
    entities: &[Entity],
    entity_of: &[Vec<Option<usize>>],
    settings: &NetworkSettings,
) -> (Network, Vec<Notice>) {
    let (casts, mut notices) = cast::casts(readings, entities, entity_of, settings);
    let capped: Vec<&Cast> = casts.iter().filter(|cast| cast.is_capped(settings)).collect();
    notices.extend(capped.iter().map(|cast| clique_notice(cast, readings, settings)));

    let members = cast::members(&casts, entities);
    let mut graph = DiGraph::new();
    let mut node_of: Vec<Option<NodeIndex>> = vec![None; entities.len()];
    let appearing = ties::by_entity(&casts, entities.len());
    for entity in (0..entities.len()).filter(|entity| members[*entity]) {
        node_of[entity] = Some(graph.add_node(node(&entities[entity], entity, &casts, &appearing[entity])));
    }
    for source in 0..entities.len() {
        for (target, tie) in ties::row(source, &casts, &appearing[source], settings) {
            if let (Some(from), Some(to)) = (node_of[source], node_of[target]) {
                graph.add_edge(from, to, tie);
            }
        }
    }
    measure::measure(&mut graph);
    let attendances = casts.iter().flat_map(|cast| attendances(cast, &node_of, settings)).collect();

    let days = || casts.iter().filter_map(|cast| cast.day);
    let scope = Scope {
        documents: casts.len() as u32,
        documents_read: readings.len() as u32,
        dates: days().min().zip(days().max()),
        filters: cast::filters_in_words(settings),
        max_clique: settings.max_clique,
        capped: capped.iter().map(|cast| readings[cast.reading].head.id.clone()).collect(),
    };
    (Network { graph, attendances, scope }, notices)
}

/// Who holds a role in a document that the settings let pass.
fn attendances(cast: &Cast, node_of: &[Option<NodeIndex>], settings: &NetworkSettings) -> Vec<Attendance> {
    let present = cast.parts.iter().filter_map(|part| {
        let counts =
            |role: &Role| ties_alongside(*role, settings) || (*role == Role::Addressee && passes(*role, settings));
        Some(Attendance { reading: cast.reading, node: node_of[part.entity]?.index(), role: part.held().find(counts)? })
    });
    let mut found: Vec<_> = present.collect();
    found.sort();
    found
}

/// Ties bodies to their parts; both must be in the network. Pairs are indices of entities, the whole first.
pub fn tie_parents(network: &mut Network, parents: &[(usize, usize)]) {
    let node_of: BTreeMap<usize, NodeIndex> =
        network.graph.node_indices().map(|node| (network.graph[node].entity, node)).collect();
    for (whole, part) in parents {
        if let (Some(from), Some(to)) = (node_of.get(whole), node_of.get(part)) {
            let tie = Tie {
                kind: TieKind::ParentOf,
                count: 1,
                newman: 1.0,
                roles: Vec::new(),
                positions: Vec::new(),
                evidence: Vec::new(),
                dates: Vec::new(),
                within: None,
            };
            network.graph.add_edge(*from, *to, tie);
        }
    }
    if !parents.is_empty() {
        measure::measure(&mut network.graph);
    }
}

/// The node of an entity before anything is measured. `appearing` are its places in the casts.
fn node(entity: &Entity, index: usize, casts: &[Cast], appearing: &[(usize, usize)]) -> Node {
    let mut roles = [0; 7];
    for &(cast, part) in appearing {
        for role in casts[cast].parts[part].held() {
            roles[role as usize] += 1;
        }
    }
    let mut dates: Vec<_> = appearing.iter().filter_map(|(cast, _)| casts[*cast].day).collect();
    dates.sort();
    dates.dedup();
    Node {
        entity: index,
        id: entity.id.clone(),
        label: entity.label.clone(),
        kind: entity.kind,
        documents: appearing.len() as u32,
        roles,
        degree: 0,
        strength: 0.0,
        component: 0,
        dates,
    }
}

fn clique_notice(cast: &Cast, readings: &[Reading], settings: &NetworkSettings) -> Notice {
    Notice {
        code: "clique-cap".into(),
        document: readings[cast.reading].head.id.clone(),
        page: None,
        line: None,
        message: format!(
            "{} names would be tied to each other, more than the {} that are allowed: they tie only in incidence.csv",
            cast.largest(),
            settings.max_clique
        ),
        help: format!("to tie them all the same, run again with --max-clique {}", cast.largest()),
    }
}

/// Whether holders of a role are tied alongside, by the settings.
fn ties_alongside(role: Role, settings: &NetworkSettings) -> bool {
    passes(role, settings) && (role.is_active() || settings.include.contains(&role))
}

/// Whether a role passes the filter.
fn passes(role: Role, settings: &NetworkSettings) -> bool {
    settings.roles.is_empty() || settings.roles.contains(&role)
}
