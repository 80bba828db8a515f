//! What a post is held for is no body: "Minister of Ports and Lagoons", "Rapporteur on Safe Harbours".

use super::beside::Scene;
use super::tagger::Chunk;
use crate::lexicon::Lexicon;
use crate::model::Kind;

/// A chunk without the subject of a post that stands before it; none where nothing is left.
///
/// In "Rapporteur on Safe Harbours of the Reed Institute" the institute is left.
pub fn without_portfolio(scene: &Scene, chunk: &Chunk) -> Option<Chunk> {
    let words = &scene.sentence.words;
    let keys: Vec<&str> = words[..=chunk.last].iter().map(|word| word.key.as_str()).collect();
    let (lead, name) = keys.split_at(chunk.first);
    let Some(post) = post_before(lead, scene.lexicon).filter(|_| chunk.kind == Kind::Organisation) else {
        return Some(*chunk);
    };
    let is_head = |key: &&str| scene.lexicon.organisation_heads.class(key).is_some_and(|class| class != "state");
    let head = name.iter().position(is_head);
    let body = head.and_then(|head| name[..head].iter().rposition(|key| *key == "of"));
    let subject = &name[..body.unwrap_or(name.len())];
    let known = scene.lexicon.longest_body(name).is_some_and(|(n, _)| n == name.len());
    let headed = body.is_none() && head.is_some() && post == "for";
    if known || headed || !subject.iter().all(|key| is_ordinary(key, scene.lexicon)) {
        return Some(*chunk);
    }
    let article = |of: usize| usize::from(name.get(of + 1) == Some(&"the"));
    body.map(|of| Chunk { first: chunk.first + of + 1 + article(of), ..*chunk })
}

/// The class of the post that words end with, when it is held for a subject and they lead to it.
fn post_before(words: &[&str], lexicon: &Lexicon) -> Option<&'static str> {
    let the = usize::from(words.last() == Some(&"the"));
    let words = &words[..words.len() - the];
    let (post, leads) = match words {
        [post @ .., "for" | "on"] => (post, true),
        [post @ .., "of" | ","] => (post, false),
        post => (post, false),
    };
    let class = lexicon.portfolios.longest_before(post)?.1;
    (class == "any" || leads).then_some(class)
}

/// A word of the language, a subject, a place: nothing that a body alone is called.
fn is_ordinary(key: &str, lexicon: &Lexicon) -> bool {
    lexicon.is_common(key)
        || key.chars().all(|c| !c.is_alphanumeric())
        || [&lexicon.topics, &lexicon.states, &lexicon.places].into_iter().any(|table| table.has(key))
}
