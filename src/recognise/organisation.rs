//! How much a run of words reads as the name of a body.

use super::bounds::{
    FUNCTION_WORDS, begins_with_other, begins_with_person, begins_with_post, cut_off, ends_open, holds_day, is_post,
    is_title,
};
use super::candidate::{Candidate, Scene};
use super::heads::{closes_core, head_class, head_class_from, is_head};
use super::person::{phrase, titles};
use super::single;
use crate::model::{Form, Kind};
use crate::text::TokenKind;

/// Points for what makes a name a body's. Chosen by hand on the development documents.
mod points {
    /// A head word (Committee, Party) where the name's core ends.
    pub const HEAD: f32 = 2.6;
    /// A head word elsewhere in the name.
    pub const INNER_HEAD: f32 = 0.8;
    /// Each further capital it covers: the longer reading wins.
    pub const CAPITAL: f32 = 0.4;
    /// A legal form at the end (Ltd).
    pub const LEGAL: f32 = 3.0;
    /// "(ABC)" behind it, whose letters it spells.
    pub const DEFINED: f32 = 3.2;
    /// A unit of another body that is named in the same breath: two bodies.
    pub const NESTED: f32 = -3.2;
    /// A joining "and" inside a name.
    pub const AND: f32 = 0.1;
    /// A joining "and" whose sides are names of their own.
    pub const JOINED: f32 = -3.0;
}

/// An organisation candidate, when these words can be a body's name at all.
pub fn weigh(scene: &Scene, start: usize, end: usize) -> Option<Candidate> {
    let words = &scene.sentence.words[start..=end];
    let first = &words[0];
    let remembered = scene.memory.organisation(&phrase(scene, start, end));
    let form = if words.len() == 1 && first.acronym { Form::Acronym } else { remembered.1.unwrap_or(Form::Full) };
    let candidate = |score: f32| Candidate {
        words: (start, end),
        whole: (start, end),
        kind: Kind::Organisation,
        form,
        parted: false,
        score,
        rule: if form == Form::Acronym { "acronym" } else { "organisation" },
    };
    let article_inside = matches!(first.key.as_str(), "the" | "a" | "an");
    if first.key.ends_with(" based")
        || article_inside
        || (FUNCTION_WORDS.contains(&first.key.as_str()) && !first.acronym)
    {
        return None;
    }
    // Among capitals a part of a body's name is not told from an ordinary word.
    if scene.sentence.shouting && words.len() == 1 && remembered.1 != Some(Form::Acronym) {
        return None;
    }
    if let Some(known) = known(scene, start, end) {
        return Some(candidate(known + remembered.0 + cut_off(scene, start, end)));
    }
    if words.len() == 1 {
        let own = if first.acronym { single::acronym(scene, start) } else { single::plain(scene, start) };
        let score = own + remembered.0 + cut_off(scene, start, end);
        return Some(candidate(score));
    }
    if scene.sentence.shouting && remembered.0 <= 0.0 {
        return None;
    }
    // A name whose letters stand in brackets behind it may begin like anything: "Justice for the Miners (JM)".
    let defined = defined(scene, start, end);
    let out_of_bounds = begins_with_other(scene, start, end)
        || begins_with_person(scene, start, end)
        || titles(scene, start) < start
        || is_title(scene, start, end)
        || holds_day(scene, start, end);
    if (out_of_bounds && defined == 0.0) || begins_with_post(scene, start, end) || ends_open(scene, end) {
        return None;
    }
    let score = core(scene, start, end)? + defined + remembered.0 + cut_off(scene, start, end);
    Some(candidate(score))
}

/// Points of a well-known body's name; less where the name is an ordinary word too.
fn known(scene: &Scene, start: usize, end: usize) -> Option<f32> {
    let written = scene.sentence.span(start, end).of(scene.text);
    let class = scene.lexicon.body(&phrase(scene, start, end), written)?;
    let longer = points::CAPITAL * (end - start) as f32;
    let ordinary =
        start == end && scene.lexicon.is_common(&scene.sentence.words[start].key) && !single::acts(scene, start);
    let ambiguous = class == "ambiguous" && (start == 0 || scene.sentence.title_case || ordinary);
    (!scene.sentence.shouting && !ambiguous).then_some(if class == "ambiguous" { 0.3 } else { points::HEAD } + longer)
}

/// Points of a name of several words.
fn core(scene: &Scene, start: usize, end: usize) -> Option<f32> {
    let (lexicon, sentence) = (scene.lexicon, scene.sentence);
    let mut score = 0.0;
    let mut heads: Vec<usize> = Vec::new();
    let mut legal = false;
    for i in start..=end {
        let word = &sentence.words[i];
        if word.token.kind == TokenKind::Possessive && !possessive_fits(scene, start, i, end) {
            return None;
        }
        if word.capital && i > start {
            score += points::CAPITAL;
        }
        if word.capital && is_head(scene, i, start) {
            heads.push(i);
        }
        legal |= i == end && lexicon.legal_forms.has(&word.key);
        score += connector(scene, start, i, end)?;
    }
    let suffix = sentence.key(Some(end)) == "international" && end == start + 1;
    let core_end = heads.iter().copied().find(|i| closes_core(scene, *i, end));
    score += match core_end {
        Some(head) if head_class(scene, head) == Some("state") => return None,
        Some(head) if matches!(head_class(scene, head), Some("company")) && ordinary(scene, start, head) => {
            return None;
        }
        Some(_) => points::HEAD,
        None if suffix => points::HEAD,
        None if !heads.is_empty() => points::INNER_HEAD,
        None => unknown_phrase(scene, start, end),
    };
    if legal {
        score += points::LEGAL;
    }
    Some(score)
}

/// Whether all words before the head are ordinary: "Information Technology" is no company.
fn ordinary(scene: &Scene, start: usize, head: usize) -> bool {
    scene.sentence.words[start..head].iter().all(|word| !word.capital || scene.lexicon.is_common(&word.key))
}

/// Points of a small word inside a name, or none where the name cannot hold it.
fn connector(scene: &Scene, start: usize, at: usize, end: usize) -> Option<f32> {
    let sentence = scene.sentence;
    let word = &sentence.words[at];
    if word.capital || word.token.kind != TokenKind::Word {
        return Some(0.0);
    }
    let left_head = (start..at).any(|i| sentence.words[i].capital && is_head(scene, i, start));
    let right = (at + 1..=end).find(|i| sentence.words[*i].capital);
    let right_head = right.is_some_and(|r| {
        (r..=end).any(|i| {
            sentence.words[i].capital
                && head_class_from(scene, r, i).is_some_and(|c| !matches!(c, "state" | "company" | "media"))
                && !scene.lexicon.positions.has(&sentence.words[i].key)
                && closes_core(scene, i, end)
        })
    });
    Some(match word.key.as_str() {
        "and" => {
            // "University and College Union": bare heads joined to one before the last.
            let bare = at == start + 1 && end == at + 2;
            let own = left_head && right_head && !bare;
            let left_name = at == start + 1
                && (sentence.words[start].acronym
                    || scene.lexicon.states.class(&sentence.words[start].key) == Some("state"));
            let next = sentence.key(Some(at + 1));
            let posted = right.is_some_and(|r| (r..=end).any(|i| is_post(scene, i)));
            // "Delta Press Club and Nine Rivers": behind a head a new name begins.
            let closed = head_class(scene, at - 1).is_some_and(|class| class != "company")
                && at > start + 1
                && sentence.words[start..at].iter().all(|word| word.capital);
            if own || left_name || posted || closed || matches!(next, "the" | "a") {
                points::JOINED
            } else {
                points::AND
            }
        }
        // "Committee of the … Party": two bodies; "Congress of Industrial Organisations": one.
        "of" if left_head && right_head => {
            let article = sentence.key(Some(at + 1)) == "the";
            if article || !sentence.key(Some(end)).ends_with('s') { points::NESTED } else { 0.0 }
        }
        "in" | "at" if left_head && right_head => points::NESTED,
        "on" if head_class(scene, at - 1).is_some() => 0.0,
        // "Forum to Counter Hunger": a purpose in capitals is part of the name.
        "to" if left_head && sentence.words.get(at + 1).is_some_and(|word| word.capital) => 0.0,
        "in" | "at" | "to" | "with" | "by" | "from" | "on" if left_head => -0.9,
        "in" | "at" | "to" | "with" | "by" | "from" | "on" => -1.6,
        "of" | "for" => 0.0,
        // "Reminding the United …": an article stands in a name only behind a small word.
        "the" if !left_small(sentence.key(at.checked_sub(1))) => return None,
        _ => -0.05,
    })
}

fn left_small(key: &str) -> bool {
    super::candidate::CONNECTORS.contains(&key)
}

/// Whether a possessive may stand inside the name: "People's Party", "Assembly's Third Committee".
fn possessive_fits(scene: &Scene, start: usize, at: usize, end: usize) -> bool {
    let head_right = at < end
        && closes_core(scene, end, end)
        && (at + 1..=end).any(|i| head_class(scene, i).is_some() || !scene.sentence.words[i].capital);
    let owner = &scene.sentence.words[at - 1];
    let plural = owner.key.ends_with('s') || matches!(owner.key.as_str(), "people" | "women" | "men" | "children");
    let body = (start..at).any(|i| scene.sentence.words[i].acronym || head_class(scene, i).is_some());
    at < end && (plural || (body && head_right))
}

/// Points of a run of words without any head: unknown words behind "groups like", "members of", "the".
fn unknown_phrase(scene: &Scene, start: usize, end: usize) -> f32 {
    let words = &scene.sentence.words[start..=end];
    let unknown = words.iter().filter(|w| w.capital && !scene.lexicon.is_common(&w.key)).count();
    let only = words.iter().all(|w| {
        w.capital
            && !scene.lexicon.states.has(&w.key)
            && !scene.lexicon.places.has(&w.key)
            && !scene.lexicon.topics.has(&w.key)
    });
    if unknown == 0 || !only || words.len() > 4 {
        return -2.5;
    }
    if single::grouped(scene, start) {
        return single::GROUP - 1.0;
    }
    let article = scene.sentence.key(start.checked_sub(1)) == "the";
    if article && unknown == words.len() && words.len() >= 2 { 0.6 } else { -2.0 }
}

/// Points when "(ABC)" follows and the run spells its letters.
fn defined(scene: &Scene, start: usize, end: usize) -> f32 {
    let words = &scene.sentence.words;
    let Some(open) = words.get(end + 1).filter(|w| w.token.is_mark(scene.text, '(')) else { return 0.0 };
    let Some(short) = words.get(end + 2).filter(|w| w.capital) else { return 0.0 };
    let gap = scene.text[words[end].token.span.end..open.token.span.start].trim().is_empty();
    let initials: Vec<char> = words[start..=end]
        .iter()
        .filter(|w| w.capital || w.token.kind == TokenKind::Number)
        .flat_map(|w| w.key.chars().next())
        .collect();
    if gap && spells(&short.key, &initials) { points::DEFINED + 0.3 * initials.len() as f32 } else { 0.0 }
}

/// Whether the letters of an acronym are the initials, in any order but for the first, at most one letter apart.
pub fn spells(acronym: &str, initials: &[char]) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() < 2 || initials.is_empty() || letters[0] != initials[0] {
        return false;
    }
    let mut left: Vec<char> = initials.to_vec();
    let found = letters.iter().filter(|c| left.iter().position(|i| i == *c).map(|i| left.remove(i)).is_some()).count();
    found + 1 >= letters.len() && letters.len().abs_diff(initials.len()) <= 1 + letters.len() / 3
}
