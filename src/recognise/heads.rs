//! Head words: what makes a capitalised phrase a body, and where the core of its name ends.

use super::candidate::Scene;
use crate::text::TokenKind;

/// The class of the head word or phrase that ends at `at`.
pub fn head_class(scene: &Scene, at: usize) -> Option<&'static str> {
    scene.lexicon.organisation_heads.longest_before(&scene.sentence.keys_before(at + 1)).map(|(_, class)| class)
}

/// The class of the head word or phrase that ends at `at` and does not begin before `from`.
pub fn head_class_from(scene: &Scene, from: usize, at: usize) -> Option<&'static str> {
    let keys = scene.sentence.keys_before(at + 1);
    let kept = keys.len().saturating_sub(at + 1 - from);
    scene.lexicon.organisation_heads.longest_before(&keys[kept..]).map(|(_, class)| class)
}

/// Whether the word at `at` is a head here; a company name used as a head needs something before it.
pub fn is_head(scene: &Scene, at: usize, start: usize) -> bool {
    if is_house(scene, at) || is_guild(scene, at, start) {
        return true;
    }
    match head_class(scene, at) {
        // "International" makes a body only at the end: "Lampwright International".
        _ if scene.sentence.words[at].key == "international" => false,
        Some("company") | Some("media") => at > start,
        Some(_) => true,
        None => false,
    }
}

/// Whether the name's core ends with the head at `at`: at the end, or before a connector, a number or a legal form.
pub fn closes_core(scene: &Scene, at: usize, end: usize) -> bool {
    if at == end {
        return true;
    }
    let next = &scene.sentence.words[at + 1];
    // "Ruhr University Bochum": a place at the end stands behind the core.
    let placed = at + 1 == end && scene.lexicon.places.has(&next.key);
    placed || !next.capital || scene.lexicon.legal_forms.has(&next.key) || next.token.kind == TokenKind::Number
}

/// "House of Guardians": a house is a chamber when it has members; else it is a building.
pub fn is_house(scene: &Scene, at: usize) -> bool {
    let key = |i: usize| scene.sentence.key(Some(i));
    matches!(key(at), "house" | "chamber") && key(at + 1) == "of" && key(at + 2).ends_with('s')
}

/// "Lawyers for Human Rights", "Reporters Without Borders", "Dock Workers of Kestria": people of one trade as a body.
pub fn is_guild(scene: &Scene, at: usize, start: usize) -> bool {
    let words = &scene.sentence.words;
    let trade = words[at].capital
        && words[at].key.ends_with('s')
        && scene.lexicon.positions.class(&words[at].key) == Some("occupation");
    let purpose = match scene.sentence.key(Some(at + 1)) {
        "for" | "without" | "against" | "beyond" => true,
        "of" => at > start,
        _ => false,
    };
    trade && purpose && words.get(at + 2).is_some_and(|word| word.capital)
}
