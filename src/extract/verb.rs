//! Which words are verbs here: forms that the tables know, where no article or preposition makes them nouns.

use super::Scene;
use super::view::Sentence;
use crate::text::TokenKind;

/// Whether a word before a form makes it a noun, an infinitive or a passive.
fn makes_noun(before: &str) -> bool {
    matches!(
        before,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "your"
            | "my"
            | "of"
            | "to"
            | "no"
            | "any"
            | "for"
            | "in"
            | "with"
            | "by"
            | "on"
            | "these"
            | "those"
            | "new"
            | "recent"
            | "be"
            | "being"
            | "been"
            | "is"
            | "are"
            | "was"
            | "were"
            | "not"
            | "would"
            | "should"
            | "could"
            | "must"
            | "can"
            | "may"
            | "will"
            | "as"
            | "at"
            | "from"
    )
}

/// Nouns of what can be opened and chaired: the weak verbs want one beside them.
const EVENTS: &[&str] = &[
    "activities",
    "activity",
    "assembly",
    "ceremony",
    "colloquium",
    "conference",
    "congress",
    "consultation",
    "convention",
    "conversation",
    "debate",
    "dialogue",
    "discussion",
    "event",
    "forum",
    "function",
    "gathering",
    "hearing",
    "meeting",
    "panel",
    "panels",
    "plenary",
    "proceedings",
    "program",
    "programme",
    "q&a",
    "rally",
    "roundtable",
    "seminar",
    "session",
    "sessions",
    "summit",
    "symposium",
    "talk",
    "vigil",
    "webinar",
    "webinars",
];

/// Whether a word names an event.
pub fn is_event(key: &str) -> bool {
    EVENTS.contains(&key)
}

/// Words that open a clause of their own.
pub fn opens_clause(key: &str) -> bool {
    matches!(
        key,
        "who"
            | "which"
            | "whom"
            | "whose"
            | "where"
            | "when"
            | "while"
            | "whereas"
            | "that"
            | "because"
            | "after"
            | "before"
            | "although"
            | "though"
            | "since"
            | "if"
            | "but"
            | "so"
    )
}

/// Whether the word at `at` stands as a verb: in running text, not a noun, not part of a name.
pub fn stands_as_verb(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let word = &sentence.words[at];
    if word.quoted() || word.mention().is_some() || word.token().kind != TokenKind::Word {
        return false;
    }
    let cased = (at > 0 && word.key.ends_with("ed")) || word.token().is_lower(&scene.document.text);
    let adverb = |i: &usize| matches!(sentence.key(Some(*i)), "also" | "not" | "there");
    let before = (0..at).rev().find(|i| !adverb(i));
    cased && !makes_noun(sentence.key(before)) && !is_speech_noun(sentence, at)
}

/// "her welcome address", "a short talk": one noun behind another that an article or a possessive opens.
fn is_speech_noun(sentence: &Sentence, at: usize) -> bool {
    // "the question and answer session"
    if sentence.key(Some(at)) == "answer" && at > 1 && sentence.key(Some(at - 2)) == "question" {
        return true;
    }
    let noun = matches!(sentence.key(Some(at)), "address" | "lecture" | "talk" | "report" | "comment" | "tribute");
    let before = sentence.key(at.checked_sub(1));
    let opened = at > 1 && matches!(sentence.key(Some(at - 2)), "a" | "an" | "the" | "his" | "her" | "their" | "its");
    noun && opened && !before.is_empty() && !before.ends_with('s') && before != "people"
}

/// Whether the word at `at` is a finite verb of saying, chairing or taking part.
pub fn is_finite(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let key = sentence.key(Some(at));
    if key.ends_with("ing") || matches!(key, "chair" | "chairs") || !stands_as_verb(scene, sentence, at) {
        return false;
    }
    let tables = &scene.lexicon;
    let keys = sentence.keys_from(at);
    let known = tables.saying.longest_at(keys).is_some()
        || tables.presence.class(key) == Some("verb")
        || matches!(tables.presence.longest_at(keys), Some((_, "verb")))
        || matches!(tables.chairing.class(key), Some("verb" | "weak"))
        || matches!(tables.chairing.longest_at(keys), Some((_, "verb" | "weak")));
    known && !is_participle(sentence, at)
}

/// "attended by", "described as", "issued in": the verb of another's doing.
fn is_participle(sentence: &Sentence, at: usize) -> bool {
    let key = sentence.key(Some(at));
    let by = sentence.key(Some(at + 1)) == "by";
    // "a statement read out by A"
    let read = key == "read" && (by || (sentence.key(Some(at + 1)) == "out" && sentence.key(Some(at + 2)) == "by"));
    read || ((key.ends_with("ed") || key.ends_with("en") || key == "held" || key == "led") && by)
}

/// Whether the verb at `at` belongs to a relative clause: "who chaired".
pub fn is_relative(sentence: &Sentence, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| matches!(sentence.key(Some(i)), "who" | "which" | "whom" | "where"))
}
