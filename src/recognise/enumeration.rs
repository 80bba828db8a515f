//! Bodies in a row in running text, often in small letters: "signed by the bakers' union, Farmers for water and …".

use super::beside::Scene;
use super::employers::over;
use crate::lexicon::Lexicon;
use crate::lexicon::sentences::Sentence;
use crate::model::{Form, Kind, Mention, MentionRule, Span};
use crate::names::shape::is_acronym;
use crate::text::TokenKind;

/// Fewer names in a row are read as any text is.
const FEWEST: usize = 5;
/// The most words of a name.
const LONGEST: usize = 9;
/// What a name in such a row is sure of.
const CONFIDENCE: f32 = 0.75;

/// Bodies that a sentence lists behind words that open a list of them, where at least every other one has a head word.
/// What is a person by `known` (in the order of the text), and has no head word, is left as it is.
pub fn bodies(scene: &Scene, known: &[Mention]) -> Vec<Mention> {
    let Some(items) = items(scene) else { return Vec::new() };
    let headed = items.iter().filter(|item| is_headed(scene, **item)).count();
    if items.len() < FEWEST || headed * 2 < items.len() {
        return Vec::new();
    }
    let is_person = |span: Span| over(known, span).iter().any(|m| m.kind == Kind::Person && m.whole.covers(span));
    let ours = |item: &(usize, usize)| is_headed(scene, *item) || !is_person(scene.sentence.span(item.0, item.1));
    items.into_iter().filter(ours).map(|(first, last)| body(scene, scene.sentence.span(first, last))).collect()
}

/// The first and last word of each item, when the sentence goes on with a row of short ones.
fn items(scene: &Scene) -> Option<Vec<(usize, usize)>> {
    let sentence = scene.sentence;
    let words = &sentence.words;
    let start = opened(scene.sentence, scene.lexicon)?;
    let mark = |at: usize| matches!(words[at].token.span.of(scene.text), "," | ";");
    let mut items = Vec::new();
    let mut first = start;
    for at in start..=words.len() {
        let ends = at == words.len() || mark(at) || matches!(words[at].token.span.of(scene.text), "." | ":");
        if !ends {
            continue;
        }
        items.extend(parted(scene.sentence, first, at, at == words.len() || !mark(at)));
        first = at + 1;
        if at < words.len() && !mark(at) {
            break;
        }
    }
    // "a board under the Ministry of Ports, that promotes and regulates": a clause is no item, nor is what follows it.
    const CLAUSES: &[&str] = &["that", "which", "who", "whose", "where"];
    let clause = |item: &(usize, usize)| (item.0..=item.1).any(|at| CLAUSES.contains(&sentence.key(Some(at))));
    if let Some(clause) = items.iter().position(clause) {
        items.truncate(clause);
    }
    items.retain(|(first, last)| words[*first..=*last].iter().any(|word| word.token.kind == TokenKind::Word));
    items.iter().all(|(first, last)| last - first < LONGEST).then_some(items)
}

/// An item; the last one may be two, joined by "and".
fn parted(sentence: &Sentence, first: usize, end: usize, is_last: bool) -> Vec<(usize, usize)> {
    let skip = |mut at: usize| {
        while at < end && matches!(sentence.key(Some(at)), "and" | "the") {
            at += 1;
        }
        at
    };
    let and = (first..end).rev().find(|at| sentence.key(Some(*at)) == "and").filter(|at| is_last && *at > first);
    let parts = match and {
        Some(and) => vec![(skip(first), and), (skip(and + 1), end)],
        None => vec![(skip(first), end)],
    };
    parts.into_iter().filter(|(first, end)| first < end).map(|(first, end)| (first, end - 1)).collect()
}

/// The word behind those that open a list of bodies: "signed by", "organisations that include".
fn opened(sentence: &Sentence, lexicon: &Lexicon) -> Option<usize> {
    let opens = |at: &usize| sentence.words[*at].opens_bodies;
    let at = (0..sentence.words.len()).filter(opens).find_map(|at| {
        let keys = sentence.keys_from(at);
        let signed = lexicon.body_lists.longest_at(keys)?;
        Some(at + signed.0)
    })?;
    // "signed by the organisations that includes": a second opener may follow a word or two later.
    let again = (at..sentence.words.len().min(at + 5)).rev().filter(opens).find_map(|next| {
        let (n, _) = lexicon.body_lists.longest_at(sentence.keys_from(next))?;
        Some(next + n)
    });
    Some(again.unwrap_or(at))
}

fn is_headed(scene: &Scene, (first, last): (usize, usize)) -> bool {
    (first..=last).any(|at| {
        let key = scene.sentence.key(Some(at));
        scene.lexicon.organisation_heads.class(key).is_some_and(|class| class != "state")
    })
}

fn body(scene: &Scene, span: Span) -> Mention {
    let name = super::beside::folded(span.of(scene.text));
    let mut body = Mention::new(Kind::Organisation, name, span, MentionRule::Enumeration, CONFIDENCE);
    if is_acronym(&body.name) {
        body.form = Form::Acronym;
    }
    body
}
