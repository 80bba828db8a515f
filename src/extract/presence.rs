//! Who takes part without speaking: "accompanied by", "attended by", "in the presence of", "X attended".

use super::Scene;
use super::listing::listed;
use super::subject::{self, Subject};
use super::view::Sentence;
use crate::model::{BlockKind, Claim, Role};

/// Everybody a word of taking part names. Letters have no participants.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    if scene.is_letter() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in sentences {
        let kind = scene.layout.blocks[sentence.block].kind;
        if matches!(kind, BlockKind::Title | BlockKind::Heading) {
            continue;
        }
        for at in 0..sentence.words.len() {
            if sentence.words[at].quoted || sentence.words[at].mention.is_some() {
                continue;
            }
            let names = present(scene, sentence, at);
            found.extend(
                names.into_iter().map(|m| scene.claim(m, Role::Participant, sentence.span(), "presence", 0.75)),
            );
        }
    }
    found
}

fn present(scene: &Scene, sentence: &Sentence, at: usize) -> Vec<usize> {
    let Some((n, class)) = scene.lexicon.presence.longest_at(&sentence.keys_from(at)) else { return Vec::new() };
    let after = at + n;
    let by = sentence.key(Some(after)) == "by";
    let lower = sentence.words[at].token.is_lower(&scene.document.text);
    match class {
        "phrase" => clause(scene, sentence, after),
        "verb" if lower && by => clause(scene, sentence, after + 1),
        "verb" if lower => match subject::of(scene, sentence, at) {
            Subject::Named(names) => names,
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The names listed up to the next verb of saying.
fn clause(scene: &Scene, sentence: &Sentence, from: usize) -> Vec<usize> {
    let until = (from..sentence.words.len())
        .find(|i| scene.lexicon.saying.has(sentence.key(Some(*i))))
        .unwrap_or(sentence.words.len());
    let within = |m: &usize| sentence.first_word(*m).is_some_and(|first| first < until);
    listed(scene, sentence, from).into_iter().filter(within).collect()
}
