//! How much a run of words reads as a place, a law, an event, a post: a name of something that cannot act.

use super::candidate::{Candidate, Scene};
use super::person::phrase;
use crate::model::{Form, Kind};
use crate::text::TokenKind;

/// A place or other candidate, when these words read as one.
pub fn weigh(scene: &Scene, start: usize, end: usize) -> Option<Candidate> {
    let candidate = |kind: Kind, score: f32| Candidate {
        words: (start, end),
        whole: (start, end),
        kind,
        form: Form::Full,
        parted: false,
        score,
        rule: "other",
    };
    let (lexicon, words) = (scene.lexicon, &scene.sentence.words[start..=end]);
    let key = phrase(scene, start, end);
    let known_person = scene.memory.person(&key).0 > 0.0;
    if lexicon.states.has(&key) {
        return Some(candidate(Kind::Place, 0.1));
    }
    if let Some(class) = lexicon.places.class(&key) {
        return Some(candidate(Kind::Place, if class == "ambiguous" || known_person { 0.05 } else { 0.1 }));
    }
    if lexicon.topics.has(&key) || lexicon.calendar.has(&key) && words.len() == 1 {
        return Some(candidate(Kind::Other, 0.1));
    }
    let posted = lexicon.positions.has(&key) || lexicon.honorifics.has(&key);
    if posted && !lexicon.given_names.has(&key) && !lexicon.surnames.has(&key) {
        return Some(candidate(Kind::Other, 0.1 + 0.2 * (words.len() as f32 - 1.0)));
    }
    if words.len() < 2 {
        return None;
    }
    headed(scene, start, end).or_else(|| common(scene, start, end)).map(|(kind, score)| candidate(kind, score))
}

/// A run whose last capital is a head such as Convention, Summit or Street.
fn headed(scene: &Scene, start: usize, end: usize) -> Option<(Kind, f32)> {
    let words = &scene.sentence.words;
    let state_head = scene.lexicon.organisation_heads.class(&words[end].key) == Some("state");
    let class = scene.lexicon.other_heads.class(&words[end].key);
    let posted = scene.lexicon.positions.has(&words[start].key);
    if (class.is_none() && !state_head) || posted {
        return None;
    }
    let capitals = words[start..=end].iter().filter(|w| w.capital).count();
    let plain = words[start..=end].iter().all(|w| {
        w.capital || w.token.kind == TokenKind::Number || matches!(w.key.as_str(), "of" | "the" | "and" | "on")
    });
    if !plain {
        return None;
    }
    // "European Parliament Resolution": the body in front is the name that counts.
    let body = (start..end).any(|i| scene.lexicon.organisation_heads.has(&words[i].key));
    if body && !state_head {
        return Some((Kind::Other, 0.3));
    }
    let score = if state_head { 0.6 } else { 0.4 } + 0.1 * (capitals as f32 - 1.0);
    Some((if class == Some("place") { Kind::Place } else { Kind::Other }, score))
}

/// A run of ordinary words in capitals: "Prison Massacre", "Political Prisoners".
fn common(scene: &Scene, start: usize, end: usize) -> Option<(Kind, f32)> {
    let words = &scene.sentence.words[start..=end];
    let all = words
        .iter()
        .all(|w| w.capital && scene.lexicon.common_words.has(&w.key) && !scene.lexicon.given_names.has(&w.key));
    all.then_some((Kind::Other, 0.3))
}
