//! Rows of "the post, name, the post, name": where the first pair has the post first, all have.

use super::affiliation::Scene;
use super::posts::begins_with_post;
use crate::model::Span;

/// A post between two names has no more words.
const LONGEST: usize = 14;

/// The post before the name at `at`, in a row of at least two that begins with a post: "the Mayor, A, the Dean, B".
pub(super) fn post_before(scene: &Scene, at: usize, limit: Span) -> Option<Span> {
    // Before most names stands no post: then the row need not be looked at.
    let own_post = between(scene, at, person_before(scene, at, limit), limit)?;
    let people: Vec<usize> = people(scene, limit);
    let own = people.iter().position(|person| *person == at)?;
    let before = |i: usize| people[..i].last().copied();
    let post = |i: usize| between(scene, people[i], before(i), limit);
    let first = (0..=own).rev().take_while(|i| post(*i).is_some()).last()?;
    let opens = opening(scene, people[first], before(first), limit);
    let next = first + 1 < people.len() && post(first + 1).is_some();
    opens.filter(|_| next).map(|post| if own > first { own_post } else { post })
}

/// The last person before a mention within a span.
fn person_before(scene: &Scene, at: usize, limit: Span) -> Option<usize> {
    let within = (0..at).rev().take_while(|i| scene.mentions[*i].whole.start >= limit.start);
    within.into_iter().find(|i| scene.is_person(*i))
}

/// Whether what stands behind the name at `at` is the post of the next one.
pub(super) fn is_next(scene: &Scene, at: usize, limit: Span) -> bool {
    let next = (at + 1..scene.mentions.len()).find(|i| scene.is_person(*i));
    let next = next.filter(|i| limit.covers(scene.mentions[*i].whole));
    let post = next.and_then(|next| post_before(scene, next, limit));
    post.is_some_and(|post| post.start >= scene.mentions[at].whole.end && post_before(scene, at, limit).is_some())
}

/// The people named within a span.
fn people(scene: &Scene, limit: Span) -> Vec<usize> {
    let from = scene.mentions.partition_point(|m| m.whole.start < limit.start);
    let within = (from..scene.mentions.len()).take_while(|i| scene.mentions[*i].whole.end <= limit.end);
    within.filter(|i| scene.is_person(*i)).collect()
}

/// The post that fills the words between a name and the one before it, or that stands before the first.
fn between(scene: &Scene, person: usize, before: Option<usize>, limit: Span) -> Option<Span> {
    let gap = before.and_then(|before| {
        let gap = Span::new(scene.mentions[before].whole.end, scene.mentions[person].whole.start);
        let inner = gap.of(scene.text).trim_start();
        let inner = inner.strip_prefix(',').unwrap_or(inner).trim_start();
        let inner = inner.strip_prefix("and ").unwrap_or(inner);
        let joins = inner.len() < gap.of(scene.text).trim_start().len();
        joins.then(|| Span::new(gap.end - inner.len(), gap.end)).and_then(|span| titled(scene, span))
    });
    gap.or_else(|| opening(scene, person, before, limit))
}

/// The post that opens a row: behind the verb or the comma before it, "the Mayor of X, " before its first name.
fn opening(scene: &Scene, person: usize, before: Option<usize>, limit: Span) -> Option<Span> {
    let from = before.map_or(limit.start, |before| scene.mentions[before].whole.end).max(limit.start);
    let end = scene.mentions[person].whole.start;
    let lead = scene.text.get(from..end)?;
    let comma = lead.trim_end().strip_suffix(',')?;
    let part = comma.rfind([',', ';', ':', '.', '\n']).map_or(0, |at| at + 1);
    let starts =
        comma[part..].match_indices("the ").filter(|(at, _)| *at == 0 || comma[part..][..*at].ends_with([' ', '\n']));
    let article = starts.map(|(at, _)| part + at).next().or_else(|| comma[part..].find("The ").map(|at| part + at))?;
    // "the speakers, A, B": behind a name the row has begun otherwise.
    let fresh = before.is_none()
        || comma[..article].split_whitespace().any(|word| word.len() > 3 && word.starts_with(char::is_lowercase));
    fresh.then(|| Span::new(from + article, end)).and_then(|span| titled(scene, span))
}

/// A span that is one post and the comma behind it.
fn titled(scene: &Scene, span: Span) -> Option<Span> {
    let post = span.of(scene.text).trim_end().strip_suffix(',')?;
    let plain = !post.contains([';', ':', '(', '“', '"', '.', ',']) && post.split_whitespace().count() <= LONGEST;
    let opens = post
        .strip_prefix("the ")
        .or_else(|| post.strip_prefix("The "))
        .or_else(|| post.starts_with(char::is_uppercase).then_some(post))?;
    let start = span.start + (opens.as_ptr() as usize - span.of(scene.text).as_ptr() as usize);
    let titled = plain && begins_with_post(opens, scene.book);
    titled.then(|| Span::new(start, start + opens.len()))
}
