//! Candidates: every run of words that could be a name, and the best set of them that do not overlap.

use super::memory::Memory;
use super::words::Sentence;
use super::{organisation, other, person};
use crate::lexicon::Lexicon;
use crate::model::{Form, Kind};
use crate::text::TokenKind;

/// The most words a name may have.
const LONGEST: usize = 16;

/// Small words that may stand between the capitals of a name.
pub const CONNECTORS: &[&str] = &[
    "of", "for", "the", "and", "in", "on", "to", "against", "with", "at", "de", "la", "le", "les", "des", "du", "del",
    "della", "di", "da", "do", "dos", "das", "e", "y", "et", "und", "en", "los", "las", "el", "para", "por", "pela",
    "fur", "der", "den", "van", "voor", "von", "i", "a", "by", "from", "without",
];

/// A run of words that could be a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// First and last word of the name.
    pub words: (usize, usize),
    /// First and last word with titles and post-nominals.
    pub whole: (usize, usize),
    /// What it would name.
    pub kind: Kind,
    /// How much of the name it is.
    pub form: Form,
    /// Evidence in points; only what is above 0 can be chosen.
    pub score: f32,
    /// The rule that made it.
    pub rule: &'static str,
}

/// What a scorer looks at.
pub struct Scene<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// The tables.
    pub lexicon: &'a Lexicon,
    /// What the document has named elsewhere.
    pub memory: &'a Memory,
}

/// The best set of names of a sentence: the set of candidates that do not overlap with the greatest sum of points.
pub fn best(scene: &Scene) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    for start in 0..scene.sentence.words.len() {
        if !opens(scene, start) {
            continue;
        }
        for end in start..scene.sentence.words.len().min(start + LONGEST) {
            if end > start && !goes_on(scene, end) {
                break;
            }
            if closes(scene, end) {
                all.extend(person::weigh(scene, start, end));
                all.extend(organisation::weigh(scene, start, end));
                all.extend(other::weigh(scene, start, end));
            }
        }
    }
    all.retain(|candidate| candidate.score > 0.0);
    schedule(all)
}

fn opens(scene: &Scene, at: usize) -> bool {
    let word = &scene.sentence.words[at];
    let numbered = word.token.kind == TokenKind::Number && word.token.span.of(scene.text).len() > 1;
    word.capital || (numbered && scene.sentence.words.get(at + 1).is_some_and(|next| next.capital))
}

fn closes(scene: &Scene, at: usize) -> bool {
    let word = &scene.sentence.words[at];
    word.capital || word.token.kind == TokenKind::Number
}

/// Whether a name may go on with the word at `at`.
fn goes_on(scene: &Scene, at: usize) -> bool {
    let word = &scene.sentence.words[at];
    let before = scene.sentence.words[at - 1].token.span;
    let gap = &scene.text[before.end..word.token.span.start];
    if gap.matches('\n').count() > 1 || gap.contains("   ") {
        return false;
    }
    match word.token.kind {
        TokenKind::Number | TokenKind::Possessive => true,
        TokenKind::Word => {
            word.capital || CONNECTORS.contains(&word.key.as_str()) || scene.lexicon.particles.has(&word.key)
        }
        TokenKind::Mark => matches!(word.token.span.of(scene.text), "&" | "’" | "'" | "/"),
        TokenKind::Link => false,
    }
}

/// Weighted interval scheduling over the words each candidate takes.
fn schedule(mut all: Vec<Candidate>) -> Vec<Candidate> {
    all.sort_by(|a, b| {
        let order = (a.whole.1, a.whole.0, a.words, a.kind).cmp(&(b.whole.1, b.whole.0, b.words, b.kind));
        order.then(a.score.total_cmp(&b.score))
    });
    // best[i]: the greatest sum over the first i candidates, and whether candidate i-1 is part of it.
    let mut best: Vec<(f32, bool, usize)> = vec![(0.0, false, 0)];
    for (i, candidate) in all.iter().enumerate() {
        let before = all[..i].partition_point(|other| other.whole.1 < candidate.whole.0);
        let with = best[before].0 + candidate.score;
        let without = best[i].0;
        best.push(if with > without { (with, true, before) } else { (without, false, i) });
    }
    let mut chosen = Vec::new();
    let mut i = all.len();
    while i > 0 {
        let (_, taken, before) = best[i];
        if taken {
            chosen.push(all[i - 1].clone());
        }
        i = if taken { before } else { i - 1 };
    }
    chosen.reverse();
    chosen
}
