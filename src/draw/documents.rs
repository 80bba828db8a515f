//! Names and the documents they hold a role in, as items and lines: the two-mode network.

use super::choice::Choice;
use super::excerpt::{Bond, Excerpt, Item, Key, Line, Proof};
use super::names;
use super::palette::{Shape, neutral};
use super::words::{counted, grouped};
use crate::model::{Dossier, Role};
use crate::settings::ColourBy;
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

/// The longest label of a document, in characters.
const LONGEST: usize = 60;

/// The names of `choice` and the documents of `only` (all when `None`) that they hold a role in: `most` documents at
/// most, those with the most of these names.
pub fn documents(
    dossier: &Dossier,
    choice: &Choice,
    only: Option<&BTreeSet<usize>>,
    most: usize,
    by: ColourBy,
) -> Excerpt {
    let network = &dossier.network;
    let holders: BTreeSet<usize> = network.attendances.iter().map(|attendance| attendance.node).collect();
    let choice = &Choice {
        nodes: choice.nodes.iter().copied().filter(|node| holders.contains(&node.index())).collect(),
        ..choice.clone()
    };
    let rank: BTreeMap<usize, usize> =
        choice.nodes.iter().enumerate().map(|(rank, node)| (node.index(), rank)).collect();
    let mut of: BTreeMap<usize, Vec<(usize, Role)>> = BTreeMap::new();
    for attendance in &network.attendances {
        let wanted = only.is_none_or(|only| only.contains(&attendance.reading));
        if let Some(&name) = rank.get(&attendance.node).filter(|_| wanted) {
            of.entry(attendance.reading).or_default().push((name, attendance.role));
        }
    }
    let all = of.len();
    let mut listed: Vec<_> = of.into_iter().collect();
    listed.sort_by_key(|(reading, names)| (std::cmp::Reverse(names.len()), *reading));
    listed.truncate(most);

    let mut items: Vec<Item> = choice
        .nodes
        .iter()
        .map(|node| names::item(&network.graph[*node], choice.subjects.contains(node), by))
        .collect();
    let mut lines = Vec::new();
    for name in &mut items {
        name.strength = 0.0;
    }
    for (reading, names) in &listed {
        let place = items.len();
        for &(name, _) in names {
            items[name].strength += 1.0;
            lines.push(Line {
                source: name,
                target: place,
                bond: Bond::Appears,
                count: 1,
                newman: 1.0,
                proof: Proof::Certain,
            });
        }
        items.push(sheet(dossier, *reading, names));
    }
    lines.sort_by_key(|line| (line.source, line.target));
    let mut said = choice.said.clone();
    if listed.len() < all {
        said.push(format!(
            "Shown: the {} of {} with the most of these names.",
            grouped(listed.len()),
            counted(all, "document")
        ));
    }
    let key = if choice.nodes.is_empty() { Key::default() } else { names::key(network, choice, by) };
    Excerpt { items, lines, from: None, key, size: "Size: documents shown", said }
}

/// The names and documents on the shortest ways from one name to another; `None` where no way leads there.
pub fn ways(dossier: &Dossier, from: NodeIndex, to: NodeIndex) -> Option<(BTreeSet<usize>, BTreeSet<usize>)> {
    let mut of_name: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut of_document: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for attendance in dossier.network.attendances.iter().filter(|attendance| attendance.role.is_active()) {
        of_name.entry(attendance.node).or_default().push(attendance.reading);
        of_document.entry(attendance.reading).or_default().push(attendance.node);
    }
    // How many documents away each name is, until the goal is reached.
    let mut away = BTreeMap::from([(from.index(), 0)]);
    let mut edge = vec![from.index()];
    let mut read = BTreeSet::new();
    for far in 1.. {
        if away.contains_key(&to.index()) {
            break;
        }
        let mut next = BTreeSet::new();
        for document in edge.iter().flat_map(|name| of_name.get(name).into_iter().flatten()) {
            if read.insert(*document) {
                next.extend(of_document[document].iter().filter(|name| !away.contains_key(name)));
            }
        }
        if next.is_empty() {
            return None;
        }
        away.extend(next.iter().map(|name| (*name, far)));
        edge = next.into_iter().collect();
    }
    // Back from the goal, each step to the names one document nearer.
    let (mut names, mut documents) = (BTreeSet::from([to.index()]), BTreeSet::new());
    let mut back = BTreeSet::from([to.index()]);
    for far in (0..away[&to.index()]).rev() {
        let mut nearer = BTreeSet::new();
        for document in back.iter().flat_map(|name| of_name.get(name).into_iter().flatten()) {
            let met: Vec<_> = of_document[document].iter().filter(|name| away.get(name) == Some(&far)).collect();
            if !met.is_empty() {
                documents.insert(*document);
                nearer.extend(met);
            }
        }
        names.extend(&nearer);
        back = nearer;
    }
    Some((names, documents))
}

fn sheet(dossier: &Dossier, reading: usize, names: &[(usize, Role)]) -> Item {
    let head = &dossier.readings[reading].head;
    let title = head.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&head.id);
    let mut label: String = title.chars().take(LONGEST).collect();
    if label.len() < title.len() {
        label = format!("{}…", label.trim_end());
    }
    let day = head.date.map(|date| date.day.to_string());
    let told = [Some(title.to_owned()), Some(head.id.clone()), day.clone(), Some(counted(names.len(), "name shown"))];
    Item {
        id: head.id.clone(),
        label: day.map_or(label.clone(), |day| format!("{label} ({day})")),
        shape: Shape::Sheet,
        look: neutral(),
        strength: 0.0,
        class: "document".to_owned(),
        told: told.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        is_subject: false,
    }
}
