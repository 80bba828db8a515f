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
    "fur", "der", "den", "van", "voor", "von", "by", "from", "without",
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
    /// Whether it may stand right behind another name: a title opens it, or a body's name ends before it.
    pub parted: bool,
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
    all.extend(remembered(scene));
    all.retain(|candidate| candidate.score > 0.0);
    schedule(scene.sentence.words.len(), all)
}

/// Bodies that the document names elsewhere, here in small letters: "the U.N. security council".
fn remembered(scene: &Scene) -> Vec<Candidate> {
    let words = &scene.sentence.words;
    let mut found = Vec::new();
    for start in (0..words.len()).filter(|i| words[*i].capital) {
        for end in start + 1..words.len().min(start + 8) {
            let small = words[start..=end]
                .iter()
                .any(|w| w.token.is_lower(scene.text) && !CONNECTORS.contains(&w.key.as_str()));
            if small
                && words[end].token.kind == TokenKind::Word
                && scene.memory.is_body(&person::phrase(scene, start, end))
            {
                let span = (start, end);
                found.push(Candidate {
                    words: span,
                    whole: span,
                    kind: Kind::Organisation,
                    form: Form::Full,
                    score: 5.0,
                    parted: false,
                    rule: "organisation",
                });
            }
        }
    }
    found
}

fn opens(scene: &Scene, at: usize) -> bool {
    scene.sentence.words[at].capital
}

fn closes(scene: &Scene, at: usize) -> bool {
    let word = &scene.sentence.words[at];
    let ordinal = word.token.span.of(scene.text).ends_with(['t', 'd', 'h']);
    word.capital || (word.token.kind == TokenKind::Number && !ordinal)
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

/// What it costs to set two names side by side with nothing between them: most such pairs are one name.
const SIDE_BY_SIDE: f32 = 2.6;

/// The best sum over a sentence's words from the left. `best[at][touching]` is the greatest sum of points over the words
/// before `at`, where `touching` says whether a chosen name ends right there; the back pointers lead to its names.
fn schedule(words: usize, mut all: Vec<Candidate>) -> Vec<Candidate> {
    all.sort_by(|a, b| {
        let order = (a.whole, a.words, a.kind).cmp(&(b.whole, b.words, b.kind));
        order.then(b.score.total_cmp(&a.score))
    });
    let mut best = vec![[(f32::NEG_INFINITY, None); 2]; words + 1];
    best[0][0] = (0.0, None);
    let mut next = 0;
    for at in 0..words {
        for touching in 0..2 {
            let (sum, _) = best[at][touching];
            if sum > best[at + 1][0].0 {
                best[at + 1][0] = (sum, Some((at, touching, None)));
            }
        }
        while next < all.len() && all[next].whole.0 == at {
            let candidate = &all[next];
            for touching in 0..2 {
                let cost = if touching == 1 && !candidate.parted { SIDE_BY_SIDE } else { 0.0 };
                let sum = best[at][touching].0 + candidate.score - cost;
                let end = candidate.whole.1 + 1;
                if sum > best[end][1].0 {
                    best[end][1] = (sum, Some((at, touching, Some(next))));
                }
            }
            next += 1;
        }
    }
    let mut chosen = Vec::new();
    let mut state = (words, usize::from(best[words][1].0 > best[words][0].0));
    while let Some((at, touching, taken)) = best[state.0][state.1].1 {
        chosen.extend(taken.map(|i: usize| all[i].clone()));
        state = (at, touching);
    }
    chosen.reverse();
    chosen
}
#[cfg(test)]
pub fn dump(scene: &Scene) {
    for start in 0..scene.sentence.words.len() {
        if !opens(scene, start) {
            continue;
        }
        for end in start..scene.sentence.words.len().min(start + LONGEST) {
            if end > start && !goes_on(scene, end) {
                break;
            }
            if closes(scene, end) {
                for c in [
                    person::weigh(scene, start, end),
                    organisation::weigh(scene, start, end),
                    other::weigh(scene, start, end),
                ]
                .into_iter()
                .flatten()
                {
                    if c.score > -1.5 {
                        println!(
                            "{:?} {:?} {} {:?}",
                            scene.sentence.span(start, end).of(scene.text),
                            c.kind,
                            c.score,
                            c.whole
                        );
                    }
                }
            }
        }
    }
}
