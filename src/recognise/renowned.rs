//! Initials of bodies that everybody knows and nothing else is called by: "IOM", "UNHCR".

use super::beside::{Scene, mention};
use super::employers::over;
use crate::lexicon::sentences::Setting;
use crate::model::{Kind, Mention, MentionRule};
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
    let mut bodies: Vec<Mention> =
        bodies.map(|at| mention(scene, Kind::Organisation, (at, at), MentionRule::Acronym, CONFIDENCE)).collect();
    let chambers = (0..words.len()).filter(|at| is_chamber(scene, *at)).filter(is_free).filter(is_new);
    bodies
        .extend(chambers.map(|at| mention(scene, Kind::Organisation, (at, at), MentionRule::Organisation, CONFIDENCE)));
    bodies.extend((0..words.len()).filter(|at| words[*at].capital).filter_map(|at| whole(scene, found, at)));
    bodies
}

/// "White House", "United Nations High Commissioner for Refugees": a well-known body of several words that was not
/// noticed, from its first capital on. No capital stands beside it, but for a post held there.
fn whole(scene: &Scene, found: &[Mention], first: usize) -> Option<Mention> {
    let words = &scene.sentence.words;
    let (n, class) = scene.lexicon.longest_body(scene.sentence.keys_from(first)).filter(|(n, _)| *n > 1)?;
    let last = first + n - 1;
    let written = words[last].capital && scene.sentence.setting != Setting::Heading;
    let plain = class != "ambiguous" && over(found, scene.sentence.span(first, last)).is_empty();
    let before = first.checked_sub(1).is_some_and(|before| words[before].capital);
    let behind = (last + 1..words.len()).take_while(|at| words[*at].capital).count();
    let person = || {
        let start = words.get(last + behind).map_or(0, |word| word.token.span.start);
        let next = found.partition_point(|mention| mention.whole.start <= start);
        found.get(next.saturating_sub(1)..).into_iter().flatten().take(2).any(|mention| {
            mention.kind == Kind::Person
                && scene.text.get(start..mention.span().start).is_some_and(|gap| gap.len() < 40)
        })
    };
    let posted = || (last + 1..last + 1 + behind).any(|at| scene.lexicon.positions.has(&words[at].key)) && person();
    // "the 2014 European Parliament election"
    let plain = plain && !matches!(scene.sentence.key(Some(last + 1)), "election" | "elections");
    let free = written && plain && !before && (behind == 0 || posted());
    free.then(|| mention(scene, Kind::Organisation, (first, last), MentionRule::Organisation, CONFIDENCE))
}

/// "Congress must act": a chamber that needs no article; "the Congress" may be a meeting.
fn is_chamber(scene: &Scene, at: usize) -> bool {
    let before = scene.sentence.key(at.checked_sub(1));
    let own = scene.sentence.words[at].token.span.of(scene.text) == "Congress";
    own && !matches!(before, "the" | "a" | "an" | "this" | "our" | "each" | "every" | "its")
}

/// Whether a word is the initials of a well-known body, and of nothing else.
fn is_renowned(scene: &Scene, at: usize) -> bool {
    let word = &scene.sentence.words[at];
    let written = word.token.span.of(scene.text);
    let body = || scene.lexicon.body(&word.key, written);
    written.len() > 2 && is_acronym(written) && body().is_some_and(|class| class != "ambiguous")
}
