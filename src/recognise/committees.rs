//! Bodies by the noun they end with, which names a body behind capitals wherever it stands: "the Publications Committee".

use super::beside::{Scene, mention};
use super::employers::over;
use crate::lexicon::sentences::Setting;
use crate::model::{Kind, Mention, MentionRule};

/// What such a body is sure of.
const CONFIDENCE: f32 = 0.6;
/// The most words of such a name.
const LONGEST: usize = 7;

/// The bodies of a sentence that end with such a noun, where no name was found.
pub fn bodies(scene: &Scene, found: &[Mention]) -> Vec<Mention> {
    let words = &scene.sentence.words;
    let mut bodies = Vec::new();
    if scene.sentence.shouting {
        return bodies;
    }
    for last in (1..words.len()).filter(|at| words[*at].capital && scene.lexicon.edges.is(&words[*at].key, "ends")) {
        if let Some(first) = first(scene, found, last).filter(|_| closes(scene, last)) {
            bodies.push(mention(scene, Kind::Organisation, (first, last), MentionRule::Organisation, CONFIDENCE));
        }
    }
    bodies
}

/// Whether the name ends with the noun: no capital goes on from it, and in a heading nothing but a dash.
fn closes(scene: &Scene, last: usize) -> bool {
    let Some(next) = scene.sentence.words.get(last + 1) else { return true };
    if matches!(next.key.as_str(), "election" | "elections") {
        return false;
    }
    let mark = ['-', '–', '—', ':'].into_iter().any(|mark| next.token.is_mark(scene.text, mark));
    !next.capital && (mark || scene.sentence.setting != Setting::Heading)
}

/// The first word of the capitals before a noun; none where they are a post, or belong to another name.
fn first(scene: &Scene, found: &[Mention], last: usize) -> Option<usize> {
    let words = &scene.sentence.words;
    let inner = |at: usize| matches!(words[at].key.as_str(), "and" | "for") || words[at].token.is_mark(scene.text, '&');
    let free = |at: usize| over(found, words[at].token.span).is_empty();
    let lowest = last.saturating_sub(LONGEST);
    let capital = |at: usize| words[at].capital && words[at].token.span.of(scene.text).starts_with(char::is_uppercase);
    let run = (lowest..last).rev().take_while(|at| free(*at) && (capital(*at) || inner(*at)));
    let mut first = run.filter(|at| capital(*at)).last().filter(|_| free(last))?;
    let posted = |at: usize| {
        let keys = scene.sentence.keys_from(at);
        scene.lexicon.positions.longest_at(keys).map(|(n, _)| n).filter(|n| at + n < last)
    };
    while let Some(n) = posted(first) {
        first += n;
    }
    let beside = |at: usize| at.checked_sub(1).is_some_and(|before| !free(before));
    // "The Council", "When Council": the first word of a sentence has its capital from there.
    let common = first == 0 && first + 1 == last && scene.lexicon.is_common(&words[0].key);
    let begins = first < last && capital(first) && !inner(first) && !common;
    let tied = first > 0 && words[first - 1].token.span.end == words[first].token.span.start;
    (begins && !tied && !beside(first) && !matches!(words[first].key.as_str(), "the" | "a" | "an" | "this" | "our"))
        .then_some(first)
}
