//! The rest of a signature row: posts and bodies by field.

use super::affiliation::Scene;
use super::posts::names_post;
use crate::model::{Affiliation, Column, Field, Kind, Mention, Row, Span, Text};
use crate::text::tells_individual;

/// What the fields of a row say of the person it names: each body with the post that stands before it, in its field or in
/// the one above; a post behind which no body stands goes to the last body without one, or to none.
pub fn in_row(scene: &Scene, mention: &Mention, row: &Row) -> Vec<Affiliation> {
    let name = mention.whole;
    let from = scene.mentions.partition_point(|m| m.whole.start < row.span.start);
    let next = scene.mentions[from..].iter().filter(|m| m.kind == Kind::Person);
    let next = next.take_while(|m| m.whole.start < row.span.end).filter(|m| row.holds(m.whole.start));
    // Two people of one name field ("Ada Marsh and Tom Lind, Quay Watch") share what stands behind it.
    let both = |start: usize| row.name().span.covers(name) && start < row.name().span.end;
    let limit = next.map(|m| m.whole.start).find(|start| *start >= name.end && !both(*start)).unwrap_or(usize::MAX);
    let behind = |field: &&Field| !name.covers(field.span);
    let parts = row.fields.iter().filter(|field| field.span.start < limit).filter(behind);
    let place = row.fields.iter().filter(|field| field.column == Column::Place).map(|field| field.span.of(scene.text));
    let place = place.collect::<Vec<_>>().join(", ");
    let place = Text::from(place);
    let mut post: Option<String> = None;
    let mut used = true;
    let mut bodies: Vec<(usize, String)> = Vec::new();
    for field in parts.filter(|field| field.column != Column::Place) {
        let part = without_name(field.span, name, limit);
        let named = scene.bodies(part);
        let first = named.first().map_or(part.end, |body| scene.named[*body].whole.start);
        let words = Span::new(part.start, first.max(part.start)).of(scene.text);
        let individual = tells_individual(words);
        if (names_post(words, scene.lexicon) || field.column == Column::Post) && !individual && !words.is_empty() {
            post = Some(if used { words.to_string() } else { [post.as_deref().unwrap_or(""), words].join(", ") });
            used = !named.is_empty();
        } else {
            used |= !named.is_empty();
        }
        bodies.extend(named.into_iter().map(|body| (body, post.clone().unwrap_or_default())));
    }
    let evidence = row.span;
    let mut found: Vec<Affiliation> = Vec::new();
    if let Some(words) = post.filter(|_| !used) {
        match bodies.iter_mut().rev().find(|(_, held)| held.is_empty()) {
            Some((_, held)) => *held = words,
            None => found.extend(scene.make(&words, None, evidence, 0.9)),
        }
    }
    found.extend(bodies.into_iter().filter_map(|(body, words)| scene.make(&words, Some(body), evidence, 0.9)));
    if !place.is_empty() {
        found.iter_mut().for_each(|affiliation| affiliation.place = Some(place.clone()));
    }
    if tells_individual(row.span.of(scene.text)) {
        found.iter_mut().for_each(|affiliation| affiliation.capacity = Some("individual".into()));
    }
    found
}

/// The part of a field that is not the row's name.
fn without_name(field: Span, name: Span, limit: usize) -> Span {
    let start = if field.start <= name.start && name.start < field.end { name.end.min(field.end) } else { field.start };
    Span::new(start, field.end.min(limit).max(start))
}
