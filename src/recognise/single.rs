//! How much one word by itself reads as the name of a body: an acronym, or a word that only a body's place can hold.

use super::candidate::Scene;
use crate::text::TokenKind;

/// A word of capitals alone.
const ACRONYM: f32 = 0.3;
/// A possessive behind a word of capitals, or a post beside it.
const OWNER: f32 = 0.8;
/// "the" before a word of capitals.
const ARTICLE: f32 = 0.8;
/// "groups like", "members of" before unknown words.
pub const GROUP: f32 = 2.2;

/// Points of a word of capitals.
pub fn acronym(scene: &Scene, at: usize) -> f32 {
    let (lexicon, sentence) = (scene.lexicon, scene.sentence);
    let word = &sentence.words[at];
    let known = lexicon.states.has(&word.key) || lexicon.postnominals.has(&word.key) || lexicon.topics.has(&word.key);
    let roman = word.key.chars().all(|c| "ivxlc".contains(c));
    if known
        || roman
        || sentence.shouting
        || lexicon.honorifics.has(&word.key)
        || lexicon.positions.has(&word.key)
        || lexicon.places.has(&word.key)
    {
        return -1.0;
    }
    let written = word.token.span.of(scene.text);
    let short_parts = written.contains('-') && written.split('-').any(|part| part.chars().count() < 3);
    if short_parts || (written.ends_with('s') && written.chars().rev().nth(1).is_some_and(char::is_uppercase)) {
        return -2.0;
    }
    let before = sentence.key(at.checked_sub(1));
    let next = sentence.words.get(at + 1);
    let numbered = next.is_some_and(|w| w.token.kind == TokenKind::Number);
    let owns = next.is_some_and(|w| w.token.kind == TokenKind::Possessive);
    let posted = lexicon.positions.has(before) || next.is_some_and(|w| lexicon.positions.has(&w.key));
    // A plain noun behind it: "PDF file", "UN resolution"; a number: a code.
    let noun =
        next.is_some_and(|w| w.token.is_lower(scene.text) && lexicon.is_common(&w.key) && !verb_like(scene, &w.key));
    let mut score = ACRONYM;
    if numbered {
        score -= 1.5;
    }
    if matches!(before, "the" | "of" | "by" | "from" | "with" | "at") {
        score += ARTICLE;
    }
    if owns || posted {
        score += OWNER;
    }
    if noun {
        score -= 0.7;
    }
    if lexicon.common_words.has(&word.key) {
        score -= 1.2;
    }
    score
}

/// Points of a single word that is no acronym: it needs a context that only bodies have.
pub fn plain(scene: &Scene, at: usize) -> f32 {
    let (lexicon, sentence) = (scene.lexicon, scene.sentence);
    let key = sentence.words[at].key.as_str();
    let known = lexicon.is_common(key) || lexicon.states.has(key) || lexicon.places.has(key) || lexicon.topics.has(key);
    if known || lexicon.calendar.has(key) {
        return -2.0;
    }
    if grouped(scene, at) {
        return GROUP;
    }
    let article = sentence.key(at.checked_sub(1)) == "the";
    if article && acts(scene, at) { 0.4 } else { -1.5 }
}

/// Whether the word at `at` does or owns something: a verb of saying, a form of "be" or a possessive follows.
pub fn acts(scene: &Scene, at: usize) -> bool {
    const BE: &[&str] = &["is", "was", "has", "had", "will", "have"];
    let next = scene.sentence.words.get(at + 1);
    next.is_some_and(|word| {
        word.token.kind == TokenKind::Possessive
            || BE.contains(&word.key.as_str())
            || scene.lexicon.saying.has(&word.key)
    })
}

/// Whether a word can stand right behind a subject: a form of "be" or "have", a verb of saying, a preposition.
fn verb_like(scene: &Scene, key: &str) -> bool {
    const AFTER: &[&str] = &[
        "is", "was", "has", "have", "had", "will", "in", "and", "to", "that", "which", "stating", "on", "of", "for",
        "or", "from", "are", "were",
    ];
    AFTER.contains(&key) || scene.lexicon.saying.has(key)
}

/// "groups like X", "organisations such as X", "members of X", "militia X".
pub fn grouped(scene: &Scene, start: usize) -> bool {
    const GROUPS: &[&str] = &[
        "group",
        "groups",
        "organisation",
        "organisations",
        "organization",
        "organizations",
        "movement",
        "militia",
        "militias",
        "party",
        "parties",
        "company",
        "companies",
        "firm",
        "firms",
        "platform",
        "platforms",
        "ngo",
        "ngos",
        "agency",
        "agencies",
        "outlets",
        "newspaper",
        "charity",
    ];
    let key = |back: usize| scene.sentence.key(start.checked_sub(back));
    let linked = matches!(key(1), "like" | "including" | "as" | "called" | "named");
    (linked && (GROUPS.contains(&key(2)) || GROUPS.contains(&key(3)))) || GROUPS.contains(&key(1))
}
