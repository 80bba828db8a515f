//! Who speaks: a verb of saying and its subject, before, after or around the words.

use super::Scene;
use super::subject::{self, Subject};
use super::view::Sentence;
use crate::model::{BlockKind, Claim, Kind, Role};
use crate::text::TokenKind;

/// Every subject of a verb of saying outside quotes. In a letter nobody speaks: its quotes are from elsewhere.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    if scene.is_letter() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut last: Option<usize> = None;
    for sentence in sentences {
        let kind = scene.layout.blocks[sentence.block].kind;
        if !matches!(kind, BlockKind::Paragraph | BlockKind::List) {
            continue;
        }
        for at in 0..sentence.words.len() {
            if !says(scene, sentence, at) {
                continue;
            }
            let named = match spoken_by(scene, sentence, at) {
                Subject::Named(named) => named,
                Subject::Pronoun => last.into_iter().collect(),
                Subject::Post(post) => holder(scene, sentence, &post).into_iter().collect(),
                Subject::Nobody => Vec::new(),
            };
            let plain = scene.lexicon.saying.class(&sentence.words[at].key) == Some("plain");
            let named: Vec<usize> =
                named.into_iter().filter(|m| plain || scene.mentions[*m].kind == Kind::Person).collect();
            let people = named.iter().copied().filter(|m| scene.mentions[*m].kind == Kind::Person);
            last = people.last().or(last);
            found.extend(named.into_iter().map(|m| {
                let grade = if scene.mentions[m].kind == Kind::Person { 0.9 } else { 0.6 };
                scene.claim(m, Role::Speaker, sentence.span(), "speech", grade)
            }));
        }
        last = lead(scene, sentence).or(last);
    }
    found
}

/// Whether the word at `at` is a verb of saying here: a finite form, outside quotes, not a noun.
fn says(scene: &Scene, sentence: &Sentence, at: usize) -> bool {
    let word = &sentence.words[at];
    let text = &scene.document.text;
    if word.quoted || word.mention.is_some() || word.token.kind != TokenKind::Word || !word.token.is_lower(text) {
        return false;
    }
    if word.key == "according" && sentence.key(Some(at + 1)) == "to" {
        return true;
    }
    const NOUN_BEFORE: &[&str] = &[
        "the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "your", "my", "of", "to", "no", "any",
        "for", "in", "with", "by", "on", "these", "those", "new", "recent", "be", "being", "been", "is", "are", "was",
        "were", "not", "would", "should", "could", "must", "can", "may", "will", "as",
    ];
    scene.lexicon.saying.has(&word.key) && !NOUN_BEFORE.contains(&sentence.key(at.checked_sub(1)))
}

fn spoken_by(scene: &Scene, sentence: &Sentence, at: usize) -> Subject {
    if sentence.words[at].key == "according" {
        let next = sentence
            .actors(scene, at + 2)
            .into_iter()
            .find(|m| sentence.first_word(*m).is_some_and(|first| first <= at + 10));
        return next.map_or(Subject::Nobody, |mention| Subject::Named(vec![mention]));
    }
    subject::of(scene, sentence, at)
}

/// The person who holds a post named without a name: the nearest earlier one with that word right beside the name.
fn holder(scene: &Scene, sentence: &Sentence, post: &str) -> Option<usize> {
    let text = &scene.document.text;
    let start = sentence.span().start;
    let beside = |m: &usize| {
        let whole = scene.mentions[*m].whole;
        let before = text[..whole.start].char_indices().rev().nth(40).map_or(0, |(i, _)| i);
        let after = text[whole.end..].char_indices().nth(80).map_or(text.len(), |(i, _)| whole.end + i);
        let words = |from: usize, to: usize| {
            text[from..to].split(|c: char| !c.is_alphanumeric() && c != '-').any(|w| crate::lexicon::key(w) == post)
        };
        scene.mentions[*m].titles.iter().any(|t| crate::lexicon::key(t).contains(post))
            || words(before, whole.start)
            || words(whole.end, after)
    };
    let people = (0..scene.mentions.len()).filter(|m| scene.mentions[*m].kind == Kind::Person);
    let earlier: Vec<usize> = people.clone().filter(|m| scene.mentions[*m].whole.end <= start).collect();
    earlier
        .iter()
        .rev()
        .copied()
        .find(beside)
        .or_else(|| people.filter(|m| scene.mentions[*m].whole.start >= start).find(beside))
}

/// The person a sentence is about: its first word is their name.
fn lead(scene: &Scene, sentence: &Sentence) -> Option<usize> {
    let first = sentence.words.iter().take(4).find_map(|word| word.mention)?;
    (scene.mentions[first].kind == Kind::Person && !sentence.is_governed(first)).then_some(first)
}
