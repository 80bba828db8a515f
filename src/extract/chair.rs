//! Who chairs: "X, who chaired the meeting", "chaired by X", "Moderator: X".

use super::Scene;
use super::listing::listed_alone;
use super::presence::is_attendance;
use super::subject::{self, Subject};
use super::verb;
use super::view::Sentence;
use crate::lexicon::key;
use crate::model::{BlockKind, Claim, Role, Text};
use crate::text::TokenKind;

/// A row of more words is a sentence.
const ROW: usize = 14;

/// Nouns that mean the chair of an event, not of a body.
const MODERATES: &[&str] = &["moderator", "facilitator", "emcee", "compere", "mc"];

/// Every holder of a verb, a phrase or a line of chairing.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let mut found = Vec::new();
    // Who signs a letter as "Moderator of the Reed Church" chairs a body.
    let signs = |sentence: &&Sentence| {
        let block = &scene.layout.blocks[sentence.block];
        block.kind == BlockKind::Signature && scene.document.head.kind != "event"
    };
    for sentence in sentences.iter().filter(|sentence| !signs(sentence) && scene.names_person(sentence)) {
        for (at, word) in sentence.words.iter().enumerate() {
            if !word.opens.chairing || word.quoted() || sentence.actor(scene, at).is_some() {
                continue;
            }
            let people = chairing(scene, sentence, at).into_iter().filter(|m| sentence.is_person(scene, *m));
            found.extend(people.map(|m| scene.claim(m, Role::Chair, sentence.span(), "chair")));
        }
    }
    found
}

fn chairing(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    let Some((n, class)) = scene.lexicon.chairing.longest_at(sentence.keys_from(at)) else { return Vec::new() };
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
        return listed_alone(scene, sentence, after + 1);
    }
    // "Present: Ada Marsh (chair), Ben Okafor", "Ada Marsh, Chair" in a row under "PRESENT"
    if (is_attendance(scene, sentence) || is_attendance_row(scene, sentence))
        && stands_apart(scene, sentence, at, after)
    {
        let before = sentence.words[..at].iter().rev().filter_map(|word| word.mention());
        return before.into_iter().find(|m| sentence.is_person(scene, *m)).into_iter().collect();
    }
    if (class == "noun" || sentence.key(Some(at)) == "chair")
        && let Some(person) = beside(scene, sentence, at, after)
    {
        return vec![person];
    }
    match class {
        "phrase" => listed_alone(scene, sentence, after),
        "weak-phrase" if near_event(sentence, at.saturating_sub(8)..at) => listed_alone(scene, sentence, after),
        "state" => of_subject(scene, sentence, at),
        "verb" | "weak" if by(scene, sentence, after, class).is_some() => {
            // "The workshop was conducted by A"; who conducts a workshop elsewhere teaches.
            let before = at.saturating_sub(8)..at;
            let workshop = || before.clone().any(|i| sentence.key(Some(i)).starts_with("workshop"));
            let strong = class == "verb" || near_event(sentence, before.clone()) || workshop();
            let by = by(scene, sentence, after, class).filter(|_| strong);
            by.map_or(Vec::new(), |by| listed_alone(scene, sentence, by + 1))
        }
        "verb" | "weak" if verb::is_finite(scene, sentence, at) => {
            let strong =
                class == "verb" && !is_of_body(scene, sentence, after) || near_event(sentence, after..after + 4);
            if strong { of_subject(scene, sentence, at) } else { Vec::new() }
        }
        // "Ada Marsh, presiding"
        "noun" | "verb" if sentence.key(Some(at)) == "presiding" && at > 0 && sentence.words.len() <= 12 => {
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

/// Whether a row of a list marks a person as the chair: "Ada Marsh, Quay Watch (Moderator)", "Ada Marsh – chair".
pub fn is_marked(scene: &Scene, sentence: &Sentence, person: usize) -> bool {
    let Some(last) = sentence.last_word(person).filter(|_| sentence.is_person(scene, person)) else { return false };
    let next = |at: usize| sentence.actor(scene, at).is_some_and(|m| sentence.is_person(scene, m));
    let end = (last + 1..sentence.words.len()).find(|at| next(*at)).unwrap_or(sentence.words.len());
    (last + 1..end).filter(|at| sentence.words[*at].opens.chairing).any(|at| {
        let noun = scene.lexicon.chairing.longest_at(sentence.keys_from(at));
        noun.is_some_and(|(n, _)| stands_apart(scene, sentence, at, at + n))
    })
}

/// Whether words stand in brackets, or alone behind a comma or a dash, and are what a chair is called.
fn stands_apart(scene: &Scene, sentence: &Sentence, at: usize, after: usize) -> bool {
    let text = &scene.document.text;
    let marked = |i: usize, marks: &[&str]| {
        sentence.words.get(i).is_some_and(|word| marks.contains(&word.token().span.of(text)))
    };
    let key = sentence.key(Some(at));
    let noun = scene.lexicon.chairing.class(key) == Some("noun") || key == "chair" || after > at + 1;
    let opens = at > 1 && marked(at - 1, &["(", "[", ",", "-", "–", "—"]);
    // "Ada Marsh (chair for items 1 and 2)"
    let part = sentence.key(Some(after)) == "for" && opens && marked(at - 1, &["("]);
    let closes = part || after >= sentence.words.len() || marked(after, &[")", "]", ",", ";", "."]);
    // "Ada Marsh, Chair, Quay Watch": the chair of a body.
    let body = sentence.actor(scene, after + 1).is_some_and(|m| !sentence.is_person(scene, m));
    let held = key.contains("chair") && marked(at.saturating_sub(1), &[","]) && marked(after, &[","]) && body;
    noun && opens && closes && !held && !key.starts_with("vice") && sentence.words[at].mention().is_none()
}

/// "chaired by", "chaired for the last time by": where the one who chairs is told.
fn by(scene: &Scene, sentence: &Sentence, after: usize, class: &str) -> Option<usize> {
    let reach = if class == "verb" { 7 } else { 1 };
    let by = (after..after + reach).find(|i| sentence.key(Some(*i)) == "by")?;
    let plain =
        (after..by).all(|i| sentence.actor(scene, i).is_none() && !sentence.is_mark(&scene.document.text, i, ','));
    plain.then_some(by)
}

/// "has chaired the Board of the X since May": a body that somebody heads, and no event.
fn is_of_body(scene: &Scene, sentence: &Sentence, after: usize) -> bool {
    const BODIES: &[&str] =
        &["association", "board", "commission", "committee", "council", "foundation", "party", "trust", "union"];
    let body = |i: usize| {
        BODIES.contains(&sentence.key(Some(i)))
            || sentence.actor(scene, i).is_some_and(|m| !sentence.is_person(scene, m))
    };
    (after..after + 4).any(body)
}

/// "The Chair, Ada Marsh, welcomed", "Ada Marsh, the session's moderator, asked": a noun of chairing beside a name.
fn beside(scene: &Scene, sentence: &Sentence, at: usize, after: usize) -> Option<usize> {
    let text = &scene.document.text;
    let person = |i: Option<usize>| i.and_then(|i| sentence.actor(scene, i)).filter(|m| sentence.is_person(scene, *m));
    let titled = at == 1 && sentence.key(Some(0)) == "the" && sentence.is_mark(text, after, ',');
    if titled && let Some(named) = person(Some(after + 1)) {
        let last = sentence.last_word(named)?;
        return sentence.is_mark(text, last + 1, ',').then_some(named);
    }
    let comma = (at.saturating_sub(5)..at).rev().find(|i| sentence.is_mark(text, *i, ','))?;
    let of_event = near_event(sentence, comma + 1..at) && sentence.words[at - 1].token().kind == TokenKind::Possessive;
    person(comma.checked_sub(1)).filter(|_| of_event)
}

/// Whether the sentence is a row under a heading that lists who was there.
fn is_attendance_row(scene: &Scene, sentence: &Sentence) -> bool {
    let blocks = &scene.layout.blocks;
    let Some(heading) = blocks[sentence.block].section.filter(|_| sentence.words.len() <= ROW) else { return false };
    let words = blocks[heading].lines[0].content.of(&scene.document.text);
    let keys: Vec<Text> =
        words.split(|c: char| !c.is_alphanumeric()).map(key).filter(|word| !word.is_empty()).collect();
    (0..keys.len()).any(|at| matches!(scene.lexicon.presence.longest_at(&keys[at..]), Some((_, "noun"))))
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
