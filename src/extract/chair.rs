//! Who chairs: "X, who chaired the meeting", "chaired by X", "Moderator: X".

use super::Scene;
use super::subject::{self, Subject};
use super::view::Sentence;
use crate::model::{Claim, Kind, Role};

/// Every holder of a verb, a phrase or a line of chairing.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let mut found = Vec::new();
    for sentence in sentences {
        for at in 0..sentence.words.len() {
            if sentence.words[at].quoted
                || sentence.words[at].mention.is_some_and(|m| scene.mentions[m].kind.is_actor())
            {
                continue;
            }
            let people = chairing(scene, sentence, at);
            found.extend(people.into_iter().map(|m| scene.claim(m, Role::Chair, sentence.span(), "chair", 0.9)));
        }
    }
    found
}

fn chairing(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    let Some((n, class)) = scene.lexicon.chairing.longest_at(&sentence.keys_from(at)) else { return Vec::new() };
    let text = &scene.document.text;
    let after = at + n;
    match class {
        "phrase" if matches!(sentence.key(Some(after - 1)), "by" | "of" | "from" | "was" | "were" | "is") => {
            next_people(scene, sentence, after)
        }
        "phrase" => match subject::of(scene, sentence, at) {
            Subject::Named(people) => people.into_iter().filter(|m| sentence.is_person(scene, *m)).collect(),
            _ => Vec::new(),
        },
        "verb" if sentence.words[at].token.is_lower(text) => match sentence.key(Some(after)) {
            "by" => next_people(scene, sentence, after + 1),
            _ if sentence.key(Some(at)).ends_with("ing") && sentence.key(at.checked_sub(1)) != "was" => Vec::new(),
            _ => match subject::of(scene, sentence, at) {
                Subject::Named(people) => people.into_iter().filter(|m| sentence.is_person(scene, *m)).collect(),
                _ => Vec::new(),
            },
        },
        // "Moderator: X"
        "noun" if sentence.is_mark(text, after, ':') && at <= 4 => next_people(scene, sentence, after + 1),
        _ => Vec::new(),
    }
}

/// The next person within twelve words of the same clause, and whoever is joined by "and".
fn next_people(scene: &Scene, sentence: &Sentence, from: usize) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for at in from..sentence.words.len() {
        let word = &sentence.words[at];
        let person = word.mention.filter(|m| scene.mentions[*m].kind == Kind::Person);
        match (person, found.last().copied()) {
            (Some(mention), None) if at < from + 14 => found.push(mention),
            (Some(mention), Some(last)) if mention == last => {}
            (Some(mention), Some(last)) => {
                let end = sentence.last_word(last).unwrap_or(at);
                let joined = at == end + 2 && sentence.words[end + 1].key == "and";
                if !joined {
                    break;
                }
                found.push(mention);
            }
            (None, None) if at >= from + 14 => break,
            _ => {}
        }
    }
    found
}
