//! The rest of a signature row: posts and bodies by field.

use super::affiliation::{INDIVIDUAL, Scene};
use super::posts::{begins_with_post, names_post};
use crate::lexicon::{Fact, Glossary, key};
use crate::model::{Affiliation, Column, Field, Kind, Mention, Row, Span, Text};
use crate::text::tells_individual;
use smallvec::SmallVec;
use std::borrow::Cow;

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
    let others = |field: &Field| scene.person_from(name.end).is_some_and(|other| field.span.covers(other.whole));
    let behind = |field: &&Field| !(name.covers(field.span) || field.span.covers(name) && others(field));
    let parts = row.fields.iter().filter(|field| field.span.start < limit).filter(behind);
    let mut place = Text::new();
    for field in row.fields.iter().filter(|field| field.column == Column::Place) {
        place.push_str(if place.is_empty() { "" } else { ", " });
        place.push_str(field.span.of(scene.text));
    }
    let alone = tells_individual(row.span.of(scene.text));
    let mut post: Option<Cow<str>> = None;
    let mut used = true;
    let mut bodies: SmallVec<[(usize, Cow<str>); 2]> = SmallVec::new();
    for field in parts.filter(|field| field.column != Column::Place) {
        let mut later: Option<&str> = None;
        let part = without_name(field.span, name, limit);
        let named = scene.bodies(part);
        let first = named.first().map_or(part.end, |body| scene.named[*body].whole.start);
        let words = Span::new(part.start, first.max(part.start)).of(scene.text);
        let individual = alone && tells_individual(words);
        let posted = names_post(words, scene.book) && !is_lettered(words, scene);
        if (posted || field.column == Column::Post) && !individual && !words.is_empty() {
            let waits = bodies.last_mut().filter(|(_, held)| held.is_empty() && used);
            let words = match two_posts(words, scene).filter(|_| !named.is_empty()) {
                Some((own, next)) => {
                    // The first is held in the body above, or in the one that follows.
                    match waits {
                        Some((_, held)) => *held = own.into(),
                        None => later = Some(own),
                    }
                    next
                }
                None => words,
            };
            post = Some(if used { words.into() } else { [post.as_deref().unwrap_or(""), words].join(", ").into() });
            used = !named.is_empty();
        } else {
            used |= !named.is_empty();
        }
        for (i, body) in named.iter().enumerate() {
            let end = named.get(i + 1).map_or(part.end, |next| scene.named[*next].whole.start);
            let behind = Span::new(scene.named[*body].whole.end.min(end), end).of(scene.text);
            let told = names_post(behind, scene.book) && !(alone && tells_individual(behind));
            let joined =
                ["and ", "& "].into_iter().find_map(|and| behind.trim_start().strip_prefix(and)).filter(|_| told);
            // "Quay Union General Secretary"
            let own = told && joined.is_none() && !posted && i + 1 == named.len();
            let held = if own { behind.into() } else { post.clone().unwrap_or_default() };
            // "Former Quay Union President"
            let former = if own && ends_in_former(words, scene) { format!("{words}{held}").into() } else { held };
            bodies.push((*body, former));
            // "University of Selby and President", before the next field; "… and Chair of", before the next body.
            if let Some(next) = joined {
                post = Some(next.into());
                used = i + 1 < named.len();
            }
        }
        // No body may follow.
        if let Some(own) = later {
            (post, used) = (Some(own.into()), false);
        }
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
    if alone {
        found.iter_mut().for_each(|affiliation| affiliation.capacity = Some(INDIVIDUAL.into()));
    }
    found
}

/// "MD", "PhD, RN": letters behind a name, and no post.
fn is_lettered(words: &str, scene: &Scene) -> bool {
    words.split([',', ' ']).filter(|word| !word.is_empty()).all(|word| scene.book.facts(word).is(Fact::Postnominal))
}

/// Whether words end with one that says that a post is over: "Former".
fn ends_in_former(words: &str, scene: &Scene) -> bool {
    let last = words.split_whitespace().next_back().map(key);
    last.is_some_and(|last| scene.lexicon.position_modifiers.class(&last) == Some("former"))
}

/// "Professor of Law and Director of the", before a body: the first post, held in the body above, and the second.
fn two_posts<'t>(words: &'t str, scene: &Scene) -> Option<(&'t str, &'t str)> {
    let (own, next) = words.split_once(" and ")?;
    let academic = own.split_whitespace().any(|word| scene.lexicon.held_posts.is(&key(word), "academic"));
    (academic && names_post(own, scene.book) && begins_with_post(next, scene.book)).then_some((own, next))
}

/// The part of a field that is not the row's name.
fn without_name(field: Span, name: Span, limit: usize) -> Span {
    let start = if field.start <= name.start && name.start < field.end { name.end.min(field.end) } else { field.start };
    Span::new(start, field.end.min(limit).max(start))
}
