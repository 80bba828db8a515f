//! Who chairs: "X, who chaired the meeting", "chaired by X", "Moderator: X".

use super::Scene;
use super::listing::listed;
use super::presence::is_attendance;
use super::subject::{self, Subject};
use super::verb;
use super::view::Sentence;
use crate::model::{Claim, Role};

/// Nouns that mean the chair of an event, not of a body.
const MODERATES: &[&str] = &["moderator", "facilitator", "emcee", "compere", "mc"];

/// Every holder of a verb, a phrase or a line of chairing.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let mut found = Vec::new();
    for sentence in sentences {
        for at in 0..sentence.words.len() {
            if sentence.words[at].quoted || sentence.actor(scene, at).is_some() {
                continue;
            }
            let people = chairing(scene, sentence, at).into_iter().filter(|m| sentence.is_person(scene, *m));
            found.extend(people.map(|m| scene.claim(m, Role::Chair, sentence.span(), "chair", 0.9)));
        }
    }
    found
}

fn chairing(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    let Some((n, class)) = scene.lexicon.chairing.longest_at(&sentence.keys_from(at)) else { return Vec::new() };
    let text = &scene.document.text;
    let after = at + n;
    // "Moderating the panel, X asked", "Acting as moderator, X thanked"
    if class != "noun"
        && let Some(person) = subject::of_participle(scene, sentence, at)
    {
        let strong = class != "weak" || near_event(sentence, after..after + 4);
        return strong.then_some(person).into_iter().collect();
    }
    // "Moderator: X"
    if sentence.is_mark(text, after, ':') && at <= 4 {
        return listed(scene, sentence, after + 1);
    }
    // "Present: Ada Marsh (chair), Ben Okafor"
    let bracketed = at > 1 && sentence.is_mark(text, at - 1, '(') && sentence.is_mark(text, after, ')');
    if bracketed && is_attendance(scene, sentence) {
        return sentence.actor(scene, at - 2).into_iter().collect();
    }
    match class {
        "phrase" => listed(scene, sentence, after),
        "weak-phrase" if near_event(sentence, at.saturating_sub(8)..at) => listed(scene, sentence, after),
        "state" => of_subject(scene, sentence, at),
        "verb" | "weak" if sentence.key(Some(after)) == "by" => {
            let strong = class == "verb" || near_event(sentence, at.saturating_sub(8)..at);
            if strong { listed(scene, sentence, after + 1) } else { Vec::new() }
        }
        "verb" | "weak" if verb::is_finite(scene, sentence, at) => {
            let strong = class == "verb" || near_event(sentence, after..after + 4);
            if strong { of_subject(scene, sentence, at) } else { Vec::new() }
        }
        // "Ada Marsh, presiding"
        "noun" if sentence.key(Some(at)) == "presiding" && at > 0 && sentence.words.len() <= 12 => {
            of_subject(scene, sentence, at)
        }
        // "Ada Marsh, moderator of the panel", "Ada Marsh (Moderator)"
        "noun" if MODERATES.contains(&sentence.key(Some(at))) && at > 1 => {
            let beside = sentence.is_mark(text, at - 1, ',') || sentence.is_mark(text, at - 1, '(');
            let of_event = sentence.key(Some(after)) != "of" || near_event(sentence, after..after + 5);
            sentence.actor(scene, at - 2).filter(|_| beside && of_event).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn near_event(sentence: &Sentence, range: std::ops::Range<usize>) -> bool {
    range.into_iter().any(|i| verb::is_event(sentence.key(Some(i))))
}

fn of_subject(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    match subject::before(scene, sentence, at) {
        Subject::Named(people) => people,
        _ => Vec::new(),
    }
}
