//! Entities to the co-appearance network.
//!
//! Who holds an active role in one document is tied *alongside*; each sender of a letter is tied to each of its
//! addressees (*addressed*); a person is tied to the bodies they belong to (*affiliated*); bodies are tied by the people
//! they share, documents by the names (*shared*).

pub mod adjacency;
pub mod betweenness;
mod cast;
mod circles;
pub mod communities;
mod copies;
pub mod local;
mod measure;
mod partition;
pub mod projection;
pub mod rank;
mod shared;
mod slices;
mod ties;
pub mod weights;

pub use measure::measure;

use crate::model::{
    Attendance, Entity, Few, Measures, Network, Node, NodeKind, Notice, Reading, Role, Scope, Subject, Text, Tie,
    TieKind,
};
use crate::settings::{Copies, NetworkSettings, Nodes};
use cast::{Cast, Part};
use jiff::civil::Date;
use petgraph::graph::{DiGraph, NodeIndex};
use rayon::prelude::*;
use ties::Ends;

/// Builds the network and tells what the filters and the cap left out. Nothing is measured yet.
///
/// Readings and entities are sorted by id; `entity_of[reading][chain]` is an index into `entities`. `parents` are ties
/// between bodies and their parts: indices of entities, the whole first.
pub fn build(
    readings: &[Reading],
    entities: &[Entity],
    entity_of: &[Vec<Option<usize>>],
    parents: &[(usize, usize)],
    settings: &NetworkSettings,
) -> (Network, Vec<Notice>) {
    let (mut casts, mut notices) = cast::casts(readings, entities, entity_of, settings);
    if settings.copies == Copies::Once {
        let (counted, copies) = copies::counted_once(casts, readings);
        casts = counted;
        notices.extend(copies);
    }
    let capped: Vec<&Cast> = casts.iter().filter(|cast| cast.is_capped(settings)).collect();
    if settings.nodes != Nodes::Documents {
        notices.extend(capped.iter().map(|cast| clique_notice(cast, readings, settings)));
    }

    let mut ties = match settings.nodes {
        Nodes::Documents => of_documents(&casts, entities, settings),
        Nodes::Both | Nodes::People | Nodes::Organisations => of_entities(&casts, entities, parents, settings),
    };
    ties.retain(|(_, tie)| settings.ties.is_empty() || settings.ties.contains(&tie.kind));
    ties.retain(|(_, tie)| settings.new_since.is_none_or(|since| tie.dates.first().is_some_and(|day| *day >= since)));
    ties.par_sort_unstable_by_key(|(ends, tie)| (*ends, tie.kind));

    let days: Vec<Date> = casts.iter().filter_map(|cast| cast.day).collect();
    let scope = Scope {
        documents: casts.chunk_by(|a, b| a.reading == b.reading).count() as u32,
        documents_read: readings.len() as u32,
        dates: days.iter().min().copied().zip(days.iter().max().copied()),
        filters: cast::filters_in_words(settings),
        max_clique: settings.max_clique,
        capped: capped.iter().map(|cast| readings[cast.reading].head.id.clone()).collect(),
        weighing: settings.weight,
        ..Scope::default()
    };
    let placed = match settings.nodes {
        Nodes::Documents => document_nodes(&casts, readings),
        Nodes::Both | Nodes::People | Nodes::Organisations => entity_nodes(&casts, entities),
    };
    let attendances = attendances(&casts, &placed, settings);
    let untied = settings.every.map(|every| (every, slices::untied(&casts, &placed, every)));
    // The casts are as large as the network that is made of them.
    drop(casts);
    let graph = assemble(placed, ties);
    let tied = |(every, untied)| slices::tied(untied, &graph, readings, every);
    let slices = untied.map_or_else(Vec::new, tied);
    let mut network = Network { graph, attendances, scope, slices };
    measure(&mut network);
    notices.extend(network.scope.pivots.map(|pivots| sampled_notice(pivots, network.graph.node_count())));
    (network, notices)
}

/// Who holds a role in a document that the settings let pass, sorted.
fn attendances(casts: &[Cast], placed: &Placed, settings: &NetworkSettings) -> Vec<Attendance> {
    let counts = |role: &Role| ties_alongside(*role, settings) || (*role == Role::Addressee && passes(*role, settings));
    let attends = |cast: &Cast, part: &Part| {
        let (node, role) = (placed.of(Subject::Entity(part.entity))?, part.held().find(counts)?);
        Some(Attendance { reading: cast.reading, node: node.index(), role })
    };
    let all = casts.iter().flat_map(|cast| cast.parts.iter().filter_map(move |part| attends(cast, part)));
    let mut found: Vec<Attendance> = all.collect();
    found.par_sort_unstable();
    found
}

fn of_entities(
    casts: &[Cast],
    entities: &[Entity],
    parents: &[(usize, usize)],
    settings: &NetworkSettings,
) -> Vec<(Ends, Tie)> {
    let mut all = alongside(casts, entities, settings);
    let mut more = ties::directed(casts, settings);
    if settings.nodes == Nodes::Organisations {
        let posts = shared::Posts::of(casts, entities.len());
        let meet = |person, ends| Some(posts.same_person(person, ends));
        more.extend(ties::undirected(TieKind::Shared, &posts.incidence, settings.least, meet));
    }
    more.extend(parents.iter().map(|(whole, part)| ((*whole as u32, *part as u32), parent_tie())));
    // Most of them lie there already: no room is made for as many again.
    all.reserve_exact(more.len());
    all.extend(more);
    all
}

fn alongside(casts: &[Cast], entities: &[Entity], settings: &NetworkSettings) -> Vec<(Ends, Tie)> {
    let circles = ties::circles(casts, settings);
    let incidence = ties::alongside(&circles, entities.len());
    let meet = |circle: u32, ends| ties::in_circle(circles[circle as usize], ends, settings);
    let mut ties = ties::undirected(TieKind::Alongside, &incidence, settings.least, meet);
    ties.iter_mut().for_each(|(_, tie)| tie.within = Some(settings.scope));
    ties
}

fn of_documents(casts: &[Cast], entities: &[Entity], settings: &NetworkSettings) -> Vec<(Ends, Tie)> {
    let tying = |role: &Role| ties_alongside(*role, settings);
    let meet = |entity: u32, ends| Some(shared::same_name(casts, entity, ends, tying));
    ties::undirected(TieKind::Shared, &shared::names(casts, entities.len()), settings.least, meet)
}

/// The graph with the ties whose two ends are in it.
fn assemble(Placed { mut graph, at }: Placed, ties: Vec<(Ends, Tie)>) -> DiGraph<Node, Tie> {
    graph.reserve_exact_edges(ties.len());
    for ((source, target), tie) in ties {
        if let (Some(from), Some(to)) = (at[source as usize], at[target as usize]) {
            graph.add_edge(from, to, tie);
        }
    }
    graph
}

/// Who is in the network: whoever is a member, with the documents in which it appears.
fn entity_nodes(casts: &[Cast], entities: &[Entity]) -> Placed {
    let members = cast::members(casts, entities);
    let mut appears = vec![false; entities.len()];
    casts.iter().flat_map(|cast| &cast.parts).for_each(|part| appears[part.entity] = members[part.entity]);
    let mut placed = Placed::new(&appears, |at| {
        let entity = &entities[at];
        node(Subject::Entity(at), entity.id.clone(), entity.label.clone(), NodeKind::of(entity.kind))
    });
    let mut last = vec![usize::MAX; entities.len()];
    for cast in casts {
        for part in &cast.parts {
            let Some(node) = placed.node(part.entity) else { continue };
            let is_new = last[part.entity] != cast.reading;
            last[part.entity] = cast.reading;
            node.documents += u32::from(is_new);
            part.held().for_each(|role| node.roles[role as usize] += 1);
            node.dates.extend(cast.day);
        }
    }
    for node in placed.graph.node_weights_mut() {
        node.dates.sort_unstable();
        node.dates.dedup();
    }
    placed
}

/// All documents that pass, with how many names hold each role in them.
fn document_nodes(casts: &[Cast], readings: &[Reading]) -> Placed {
    let mut passes = vec![false; readings.len()];
    casts.iter().for_each(|cast| passes[cast.reading] = true);
    let mut placed = Placed::new(&passes, |at| {
        let head = &readings[at].head;
        let label = head.title.as_deref().unwrap_or(&head.id);
        Node { documents: 1, ..node(Subject::Document(at), head.id.as_str().into(), label.into(), NodeKind::Document) }
    });
    for cast in casts {
        let Some(node) = placed.node(cast.reading) else { continue };
        if node.dates.is_empty() {
            node.dates.extend(cast.day);
        }
        cast.parts.iter().flat_map(Part::held).for_each(|role| node.roles[role as usize] += 1);
    }
    placed
}

/// A graph that has its nodes and no ties.
struct Placed {
    graph: DiGraph<Node, Tie>,
    /// Where each end of a tie is: by index of the entity, or of the reading where documents are tied.
    at: Vec<Option<NodeIndex>>,
}

impl Placed {
    /// Those of all ends that are in, in their order.
    fn new(is_in: &[bool], node: impl Fn(usize) -> Node) -> Placed {
        let mut graph = DiGraph::with_capacity(is_in.iter().filter(|is_in| **is_in).count(), 0);
        let place = |(end, is_in): (usize, &bool)| is_in.then(|| graph.add_node(node(end)));
        let at = is_in.iter().enumerate().map(place).collect();
        Placed { graph, at }
    }

    /// Where an entity or a document is, if it is in.
    fn of(&self, subject: Subject) -> Option<NodeIndex> {
        let (Subject::Entity(end) | Subject::Document(end)) = subject;
        let node = self.at.get(end).copied().flatten()?;
        (self.graph[node].subject == subject).then_some(node)
    }

    fn node(&mut self, end: usize) -> Option<&mut Node> {
        self.at[end].map(|index| &mut self.graph[index])
    }
}

/// A node before anything is counted.
fn node(subject: Subject, id: Text, label: Text, kind: NodeKind) -> Node {
    Node {
        subject,
        id,
        label,
        kind,
        documents: 0,
        roles: [0; 7],
        degree: 0,
        strength: 0.0,
        component: 0,
        measures: Measures::default(),
        dates: Vec::new(),
    }
}

/// A tie of a body to its part: the analyst says so, no document does.
fn parent_tie() -> Tie {
    Tie {
        kind: TieKind::ParentOf,
        count: 1,
        newman: 1.0,
        weights: None,
        backbone: true,
        roles: Few::new(),
        positions: Few::new(),
        evidence: Few::new(),
        dates: Few::new(),
        within: None,
        confidence: 1.0,
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

fn sampled_notice(pivots: u32, nodes: usize) -> Notice {
    Notice {
        code: "betweenness-estimated".into(),
        document: String::new(),
        page: None,
        line: None,
        message: format!("betweenness of {nodes} nodes is estimated from {pivots} of them, always the same ones"),
        help: format!(
            "for exact figures, shape a network of at most {} nodes: --least, --since, --roles",
            betweenness::EXACT
        ),
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
