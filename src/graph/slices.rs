//! The network by years, quarters or months.

use super::Placed;
use super::cast::Cast;
use crate::model::{Every, Node, Reading, Slice, Subject, Tie};
use jiff::civil::Date;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// The slices of a network with its nodes and without its ties, from the first that has a document to the last that has
/// one; undated documents are in none.
pub fn untied(casts: &[Cast], placed: &Placed, every: Every) -> BTreeMap<Date, Slice> {
    let mut slices = empty(casts, every);
    for (day, documents) in by_slice(casts.iter().map(|cast| (cast.reading, cast.day)), every) {
        slices.entry(day).and_modify(|slice| slice.documents = documents);
    }
    for (node, places) in appearing(casts, placed) {
        for (day, documents) in by_slice(places.into_iter(), every) {
            slices.entry(day).and_modify(|slice| slice.nodes.push((node, documents)));
        }
    }
    slices
}

/// The same with the ties of the network, in order.
pub fn tied(
    mut slices: BTreeMap<Date, Slice>,
    graph: &DiGraph<Node, Tie>,
    readings: &[Reading],
    every: Every,
) -> Vec<Slice> {
    for tie in graph.edge_indices() {
        let places = graph[tie].evidence.iter();
        let dated = places.map(|(reading, _)| (*reading, readings[*reading].head.date.map(|date| date.day)));
        for (day, documents) in by_slice(dated, every) {
            slices.entry(day).and_modify(|slice| slice.ties.push((tie, documents)));
        }
    }
    slices.into_values().collect()
}

/// Slices without anything, by their first days.
fn empty(casts: &[Cast], every: Every) -> BTreeMap<Date, Slice> {
    let days = || casts.iter().filter_map(|cast| cast.day);
    let mut slices = BTreeMap::new();
    let mut next = days().min();
    while let Some(day) = next.filter(|day| days().max().is_some_and(|last| *day <= last)) {
        let (first, last) = every.around(day);
        let (nodes, ties) = (Vec::new(), Vec::new());
        slices.insert(first, Slice { name: every.name(first), first, last, documents: 0, nodes, ties });
        next = last.tomorrow().ok();
    }
    slices
}

/// How many documents lie in each slice; each counts once.
fn by_slice(places: impl Iterator<Item = (usize, Option<Date>)>, every: Every) -> BTreeMap<Date, u32> {
    let dated: BTreeSet<(usize, Date)> = places.filter_map(|(reading, day)| Some((reading, day?))).collect();
    let mut slices = BTreeMap::new();
    for (_, day) in dated {
        *slices.entry(every.around(day).0).or_default() += 1;
    }
    slices
}

/// Each node, rising, with the documents in which it appears and their days.
fn appearing(casts: &[Cast], placed: &Placed) -> BTreeMap<NodeIndex, Vec<(usize, Option<Date>)>> {
    let mut appearing: BTreeMap<NodeIndex, Vec<_>> = BTreeMap::new();
    for cast in casts {
        let entities = cast.parts.iter().map(|part| Subject::Entity(part.entity));
        for node in entities.chain([Subject::Document(cast.reading)]).filter_map(|subject| placed.of(subject)) {
            appearing.entry(node).or_default().push((cast.reading, cast.day));
        }
    }
    appearing
}
