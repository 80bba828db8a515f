//! Bodies in a heading of capitals, where capitals tell nothing: "OPEN LETTER FROM THE REED UNION TO THE QUAY COUNCIL".

use super::beside::{Scene, mention};
use super::employers::over;
use super::standing::is_initials;
use crate::model::{Kind, Mention, MentionRule};

/// What such a body is sure of.
const CONFIDENCE: f32 = 0.7;
/// The most words of such a name.
const LONGEST: usize = 9;
/// What goes from somebody to somebody.
const TEXTS: &[&str] =
    &["letter", "appeal", "petition", "statement", "message", "declaration", "communique", "memorandum"];

/// The bodies from whom, by whom and to whom a heading in capitals says that a text goes: those with a word that bodies
/// are called by and no name that was found.
pub fn bodies(scene: &Scene, found: &[Mention]) -> Vec<Mention> {
    let sentence = scene.sentence;
    let words = &sentence.words;
    let text = (0..words.len()).find(|at| TEXTS.contains(&words[*at].key.as_str()));
    let Some(text) = text.filter(|_| sentence.shouting) else { return Vec::new() };
    let turns = |at: usize| matches!(words[at].key.as_str(), "from" | "by" | "to");
    let ends = |at: usize| {
        turns(at) || words[at].key.is_empty() || matches!(words[at].key.as_str(), "on" | "about" | "regarding")
    };
    let is_head = |at: usize| {
        let heads = scene.lexicon.organisation_heads.longest_at(sentence.keys_from(at));
        heads.is_some_and(|(_, class)| class != "state")
    };
    let mut bodies = Vec::new();
    for turn in (text + 1..words.len()).filter(|at| turns(*at)) {
        let first = turn + 1 + usize::from(sentence.key(Some(turn + 1)) == "the");
        let apostrophe =
            |at: usize| words[at].token.is_mark(scene.text, '\'') || words[at].token.is_mark(scene.text, '’');
        let end = (first..words.len()).find(|at| ends(*at) && !apostrophe(*at)).unwrap_or(words.len());
        let named = first < end && end - first <= LONGEST;
        let posted = named && scene.lexicon.positions.longest_at(sentence.keys_from(first)).is_some();
        let alone = named && end == first + 1;
        let initials = alone && is_initials(words[first].token.span.of(scene.text), scene.lexicon);
        let free = named && over(found, sentence.span(first, end - 1)).is_empty();
        if free && !posted && (initials || (!alone && (first..end).any(is_head))) {
            bodies.push(mention(scene, Kind::Organisation, (first, end - 1), MentionRule::Organisation, CONFIDENCE));
        }
    }
    bodies
}
