//! A dossier without names: codes in place of people, bodies and documents, in an order that tells nothing, and no words
//! of any document.

use crate::model::{
    Alike, Attendance, Chain, Dossier, Entity, Few, Kind, Member, NameUse, Network, Node, Notice, Reading, RunFacts,
    Scope, Slice, Subject, Text, Tie,
};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Codes by the ids that they stand for.
pub type Key = BTreeMap<String, String>;

/// The codes of `known`, and new ones for whoever has none: `p-0001` for people, `o-0001` for bodies, `d-0001` for
/// documents. New ones are given in the order of the hashes of the ids, not of the names.
pub fn key(dossier: &Dossier, known: &Key) -> Key {
    let entities = dossier.entities.iter().map(|entity| (entity.id.as_str(), letter(entity.kind)));
    let documents = dossier.readings.iter().map(|reading| (reading.head.id.as_str(), 'd'));
    let mut new: Vec<(&str, char)> = entities.chain(documents).filter(|(id, _)| !known.contains_key(*id)).collect();
    new.sort_by_key(|(id, letter)| (*letter, Sha256::digest(id)));
    let taken = |letter: char| {
        let codes = known.values().filter_map(move |code| code.strip_prefix(letter)?.strip_prefix('-'));
        codes.filter_map(|number| number.parse().ok()).max().unwrap_or(0u32)
    };
    let mut last: BTreeMap<char, u32> = ['p', 'o', 'd'].into_iter().map(|letter| (letter, taken(letter))).collect();
    let mut key = known.clone();
    for (id, letter) in new {
        let number = last.entry(letter).or_default();
        *number += 1;
        key.insert(id.to_owned(), format!("{letter}-{number:04}"));
    }
    key
}

/// The dossier with codes for ids and labels; every text is left out.
pub fn masked(dossier: &Dossier, key: &Key) -> Dossier {
    let code = |id: &str| key.get(id).cloned().unwrap_or_default();
    let (entity_at, entity_order) = sorted(dossier.entities.iter().map(|entity| code(&entity.id)));
    let (reading_at, reading_order) = sorted(dossier.readings.iter().map(|reading| code(&reading.head.id)));
    let entities = entity_order.iter().map(|old| {
        let old = &dossier.entities[*old];
        Entity { members: members(old, &reading_at), ..coded(old, code(&old.id).into()) }
    });
    let readings = reading_order.iter().map(|old| {
        let label =
            |chain: usize| dossier.entity_of[*old][chain].map(|entity| code(&dossier.entities[entity].id).into());
        wordless(&dossier.readings[*old], code(&dossier.readings[*old].head.id), label)
    });
    let entity_of = reading_order.iter().map(|old| {
        let row = &dossier.entity_of[*old];
        row.iter().map(|entity| entity.map(|entity| entity_at[entity])).collect()
    });
    let alike = dossier.alike.iter().map(|pair| Alike {
        left: entity_at[pair.left],
        right: entity_at[pair.right],
        left_name: code(&dossier.entities[pair.left].id),
        right_name: code(&dossier.entities[pair.right].id),
        why: String::new(),
        ..pair.clone()
    });
    let notices: BTreeSet<Notice> = dossier
        .notices
        .iter()
        .map(|notice| Notice {
            document: code(&notice.document),
            message: "left out beside pseudonyms".to_owned(),
            help: String::new(),
            ..notice.clone()
        })
        .collect();
    Dossier {
        readings: readings.collect(),
        entities: entities.collect(),
        entity_of: entity_of.collect(),
        alike: alike.collect(),
        network: network(&dossier.network, &code, &entity_at, &reading_at),
        notices: notices.into_iter().collect(),
        facts: facts(&dossier.facts),
    }
}

fn letter(kind: Kind) -> char {
    if kind == Kind::Organisation { 'o' } else { 'p' }
}

/// Where each old index has gone, and the old index at each new one, by rising code.
fn sorted(codes: impl Iterator<Item = String>) -> (Vec<usize>, Vec<usize>) {
    let codes: Vec<String> = codes.collect();
    let mut order: Vec<usize> = (0..codes.len()).collect();
    order.sort_by(|a, b| codes[*a].cmp(&codes[*b]));
    let mut at = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, old)| at[*old] = new);
    (at, order)
}

fn members(entity: &Entity, reading_at: &[usize]) -> Few<Member> {
    let mut members: Few<Member> =
        entity.members.iter().map(|member| Member { reading: reading_at[member.reading], ..*member }).collect();
    members.sort_unstable();
    members
}

fn coded(entity: &Entity, code: Text) -> Entity {
    let name = NameUse {
        name: code.clone(),
        times: entity.names.iter().map(|name| name.times).sum(),
        documents: entity.members.iter().map(|member| member.reading).collect::<BTreeSet<_>>().len() as u32,
        why: "code".into(),
        score: None,
        formerly: None,
    };
    Entity { id: code.clone(), kind: entity.kind, label: code, members: Few::new(), names: vec![name] }
}

/// A reading without a word of its document: who, in which role, where, how often, and for whom.
fn wordless(reading: &Reading, id: String, label: impl Fn(usize) -> Option<Text>) -> Reading {
    let mut reading = reading.clone();
    reading.head.id = id;
    reading.head.title = None;
    reading.head.sha256 = String::new();
    for claim in &mut reading.claims {
        claim.passage = Text::new();
        claim.place.section = None;
    }
    for mention in &mut reading.mentions {
        mention.name = Text::new();
        mention.set_titles(Vec::new());
        mention.set_postnominals(Vec::new());
    }
    for (number, chain) in reading.chains.iter_mut().enumerate() {
        let code = label(number).unwrap_or_default();
        let times = chain.names.iter().map(|(_, times)| times).sum();
        let mut affiliations = std::mem::take(&mut chain.affiliations);
        for affiliation in &mut affiliations {
            (affiliation.position, affiliation.place, affiliation.passage) = (None, None, Text::new());
        }
        *chain = Chain {
            kind: chain.kind,
            name: code.clone(),
            mentions: std::mem::take(&mut chain.mentions),
            names: [(code, times)].into(),
            affiliations,
        };
    }
    reading.notices.clear();
    reading
}

fn network(network: &Network, code: &impl Fn(&str) -> String, entity_at: &[usize], reading_at: &[usize]) -> Network {
    let old = &network.graph;
    let (node_at, order) = sorted(old.node_weights().map(|node| code(&node.id)));
    let mut graph: DiGraph<Node, Tie> = DiGraph::new();
    for place in order {
        let node = &old[NodeIndex::new(place)];
        let subject = match node.subject {
            Subject::Entity(entity) => Subject::Entity(entity_at[entity]),
            Subject::Document(reading) => Subject::Document(reading_at[reading]),
        };
        graph.add_node(Node { subject, id: code(&node.id).into(), label: code(&node.id).into(), ..node.clone() });
    }
    let mut ties: Vec<(usize, usize, Tie, EdgeIndex)> = old
        .edge_references()
        .map(|edge| {
            let (from, to) = (node_at[edge.source().index()], node_at[edge.target().index()]);
            let tie = wordless_tie(edge.weight(), reading_at);
            if tie.kind.is_directed() || from < to {
                (from, to, tie, edge.id())
            } else {
                (to, from, turned(tie), edge.id())
            }
        })
        .collect();
    ties.sort_by_key(|(from, to, tie, _)| (*from, *to, tie.kind));
    let mut edge_at = BTreeMap::new();
    for (from, to, tie, was) in ties {
        edge_at.insert(was, graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), tie));
    }
    let slices = network.slices.iter().map(|slice| {
        let mut nodes: Vec<_> =
            slice.nodes.iter().map(|(node, times)| (NodeIndex::new(node_at[node.index()]), *times)).collect();
        let mut ties: Vec<_> = slice.ties.iter().map(|(tie, times)| (edge_at[tie], *times)).collect();
        nodes.sort_unstable();
        ties.sort_unstable();
        Slice { nodes, ties, ..slice.clone() }
    });
    let scope = Scope { capped: network.scope.capped.iter().map(|id| code(id)).collect(), ..network.scope.clone() };
    let attends = |attendance: &Attendance| Attendance {
        reading: reading_at[attendance.reading],
        node: node_at[attendance.node],
        role: attendance.role,
    };
    let mut attendances: Vec<Attendance> = network.attendances.iter().map(attends).collect();
    attendances.sort();
    Network { graph, attendances, slices: slices.collect(), scope }
}

fn wordless_tie(tie: &Tie, reading_at: &[usize]) -> Tie {
    let mut evidence: Few<(usize, u32)> =
        tie.evidence.iter().map(|(reading, line)| (reading_at[*reading], *line)).collect();
    evidence.sort_unstable();
    Tie { evidence, positions: Few::new(), ..tie.clone() }
}

/// The same tie from its other end.
fn turned(tie: Tie) -> Tie {
    let mut roles: Few<_> = tie.roles.iter().map(|(a, b)| (*b, *a)).collect();
    roles.sort_unstable();
    Tie { roles, ..tie }
}

/// Without ids and hashes of documents, and without settings that name somebody.
fn facts(facts: &RunFacts) -> RunFacts {
    let mut settings = facts.settings.clone();
    if let Some(tables) = settings.as_object_mut() {
        tables.remove("documents");
        tables.get_mut("merge").and_then(|merge| merge.as_object_mut()).and_then(|merge| merge.remove("aliases"));
    }
    RunFacts { settings, inputs: BTreeMap::new(), ..facts.clone() }
}
