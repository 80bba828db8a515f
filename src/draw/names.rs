//! Names and the ties among them, as items and lines.

use super::choice::Choice;
use super::excerpt::{Bond, Excerpt, Item, Key, Line, Proof};
use super::palette::{Look, Shape, apart, main_role, of_group, of_role};
use super::plan::Ties;
use super::words::counted;
use crate::model::{Network, Node, Role, Tie, TieKind};
use crate::settings::ColourBy;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;

/// Groups beyond this number are counted in the legend, not listed.
const MOST_GROUPS: usize = 8;
/// So many names lead a group in the legend.
const LEADERS: usize = 2;
/// The longest of them, in characters.
const LONGEST: usize = 40;

/// The names of `choice` and the ties among them that are wanted.
pub fn names(network: &Network, choice: &Choice, ties: Ties, by: ColourBy) -> Excerpt {
    let graph = &network.graph;
    let mut place = vec![None; graph.node_count()];
    for (rank, node) in choice.nodes.iter().enumerate() {
        place[node.index()] = Some(rank);
    }
    let mut lines: Vec<_> = graph
        .edge_references()
        .filter_map(|edge| {
            let (source, target) = (place[edge.source().index()]?, place[edge.target().index()]?);
            let tie = edge.weight();
            let wanted = ties == Ties::All || tie.backbone;
            (source != target && wanted).then(|| Line {
                source,
                target,
                bond: bond(tie.kind),
                count: tie.count,
                newman: tie.newman,
                proof: if tie.confidence < Tie::CERTAIN { Proof::Uncertain } else { Proof::Certain },
            })
        })
        .collect();
    lines.sort_by_key(|line| (line.source, line.target, line.bond));
    let mut said = choice.said.clone();
    if ties == Ties::Backbone {
        said.push(format!(
            "Only ties of the backbone, which chance does not explain: {}.",
            counted(lines.len(), "tie")
        ));
    }
    let items = choice.nodes.iter().map(|node| item(&graph[*node], choice.subjects.contains(node), by)).collect();
    Excerpt { items, lines, from: None, key: key(network, choice, by), size: "Size: sum of ties", said }
}

/// One name.
pub fn item(node: &Node, is_subject: bool, by: ColourBy) -> Item {
    Item {
        id: node.id.to_string(),
        label: node.label.to_string(),
        shape: Shape::of(node.kind),
        look: look(node, by),
        strength: node.strength,
        class: format!("{} {}", node.kind.word(), main_role(node).word()),
        told: told(node),
        is_subject,
    }
}

/// The legend of the colours of these names.
pub fn key(network: &Network, choice: &Choice, by: ColourBy) -> Key {
    match by {
        ColourBy::Role => {
            let held = |role: &Role| choice.nodes.iter().any(|node| main_role(&network.graph[*node]) == *role);
            let entries = Role::ALL.into_iter().filter(held).map(|role| (Some(of_role(role)), role.word().to_owned()));
            Key { heading: "Colour: main role", entries: entries.collect() }
        }
        ColourBy::Community => Key { heading: "Colour: community around", entries: groups(network, choice, by) },
        ColourBy::Component => Key { heading: "Colour: component around", entries: groups(network, choice, by) },
    }
}

/// The groups of the names of `choice`, the largest first, each by its strongest names and what holds it together.
fn groups(network: &Network, choice: &Choice, by: ColourBy) -> Vec<(Option<Look>, String)> {
    // The nodes come the strongest first: the first of a group lead it.
    let mut found: BTreeMap<u32, Vec<&Node>> = BTreeMap::new();
    let nodes = || choice.nodes.iter().map(|node| &network.graph[*node]);
    for node in nodes().filter(|node| node.degree > 0) {
        found.entry(group(node, by)).or_default().push(node);
    }
    let mut listed: Vec<_> = found.into_iter().collect();
    listed.sort_by_key(|(number, members)| (std::cmp::Reverse(members.len()), *number));
    let further = listed.len().saturating_sub(MOST_GROUPS);
    let shared = shared(network, by);
    let mut entries: Vec<_> = listed
        .iter()
        .take(MOST_GROUPS)
        .map(|(number, members)| {
            let leaders: Vec<String> = members.iter().take(LEADERS).map(|node| shortened(&node.label)).collect();
            let documents = shared.get(number).map(|documents| format!(": {}", counted(*documents, "document")));
            (Some(look(members[0], by)), leaders.join(", ") + &documents.unwrap_or_default())
        })
        .collect();
    if further > 0 {
        entries.push((None, format!("and {further} smaller")));
    }
    let alone = nodes().filter(|node| node.degree == 0).count();
    if alone > 0 {
        entries.push((Some(apart()), format!("no tie at all ({alone})")));
    }
    entries
}

/// In how many documents two or more of each group hold a role.
fn shared(network: &Network, by: ColourBy) -> BTreeMap<u32, usize> {
    let mut present: BTreeMap<(u32, usize), usize> = BTreeMap::new();
    for attendance in &network.attendances {
        let node = &network.graph[NodeIndex::new(attendance.node)];
        *present.entry((group(node, by), attendance.reading)).or_default() += 1;
    }
    let mut shared = BTreeMap::new();
    for ((group, _), _) in present.into_iter().filter(|(_, names)| *names > 1) {
        *shared.entry(group).or_default() += 1;
    }
    shared
}

/// A label that leaves room for others.
fn shortened(label: &str) -> String {
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    let kept: String = label.chars().take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}

fn look(node: &Node, by: ColourBy) -> Look {
    match by {
        ColourBy::Role => of_role(main_role(node)),
        ColourBy::Community | ColourBy::Component if node.degree == 0 => apart(),
        ColourBy::Community | ColourBy::Component => of_group(group(node, by)),
    }
}

/// The number of the community or the component, from 1.
fn group(node: &Node, by: ColourBy) -> u32 {
    if by == ColourBy::Community { node.measures.community } else { node.component }
}

fn bond(kind: TieKind) -> Bond {
    match kind {
        TieKind::Alongside => Bond::Alongside,
        TieKind::Addressed => Bond::Addressed,
        TieKind::Affiliated => Bond::Affiliated,
        TieKind::ParentOf => Bond::ParentOf,
        TieKind::Shared => Bond::Shared,
    }
}

/// Label, kind, documents and roles, for who points at it.
fn told(node: &Node) -> String {
    let roles: Vec<String> = Role::ALL
        .into_iter()
        .zip(node.roles)
        .filter(|&(_, times)| times > 0)
        .map(|(role, times)| format!("{role} {times}"))
        .collect();
    let documents = counted(node.documents as usize, "document");
    let facts = [node.label.to_string(), node.kind.word().to_owned(), documents, roles.join(", ")];
    facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")
}
