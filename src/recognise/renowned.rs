//! Initials of bodies that everybody knows and nothing else is called by: "IOM", "UNHCR".

use super::beside::{Scene, mention};
use super::employers::over;
use crate::model::{Kind, Mention};
use crate::names::shape::is_acronym;

/// What such a body is sure of.
const CONFIDENCE: f32 = 0.7;

/// The well-known initials of a sentence that stand free: in no name that was found, and with no capitals beside them,
/// which would make them part of a longer name ("NATO Summit").
pub fn bodies(scene: &Scene, found: &[Mention]) -> Vec<Mention> {
    let sentence = scene.sentence;
    let words = &sentence.words;
    if sentence.shouting {
        return Vec::new();
    }
    let is_capital = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|word| word.capital);
    let is_free = |at: &usize| !is_capital(at.checked_sub(1)) && !is_capital(Some(at + 1));
    let is_new = |at: &usize| over(found, sentence.span(*at, *at)).is_empty();
    let initials = (0..words.len()).filter(|at| words[*at].capital && is_renowned(scene, *at));
    let bodies = initials.filter(is_free).filter(is_new);
    bodies.map(|at| mention(scene, Kind::Organisation, (at, at), "acronym", CONFIDENCE)).collect()
}

/// Whether a word is the initials of a well-known body, and of nothing else.
fn is_renowned(scene: &Scene, at: usize) -> bool {
    let word = &scene.sentence.words[at];
    let written = word.token.span.of(scene.text);
    let body = || scene.lexicon.body(&word.key, written);
    written.len() > 2 && is_acronym(written) && body().is_some_and(|class| class != "ambiguous")
}
