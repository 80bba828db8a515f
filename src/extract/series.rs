//! Lists of speakers: "Other speakers included: A; B; and C", "Speakers:" over rows.

use super::Scene;
use super::listing::listed;
use super::view::Sentence;
use crate::model::{BlockKind, Claim, Kind, Role};

/// Every name at the head of an item speaks.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let mut found = Vec::new();
    for sentence in sentences {
        if let Some(after) = opener(scene, sentence) {
            let people = listed(scene, sentence, after).into_iter().filter(|m| scene.mentions[*m].kind == Kind::Person);
            let claims: Vec<Claim> =
                people.map(|m| scene.claim(m, Role::Speaker, sentence.span(), "series", 0.9)).collect();
            if claims.is_empty() && ends_open(scene, sentence) {
                found.extend(rows_below(scene, sentence));
            }
            found.extend(claims);
        }
    }
    found
}

/// The word behind a phrase such as "speakers at the conference included", outside quotes.
fn opener(scene: &Scene, sentence: &Sentence) -> Option<usize> {
    let nouns = &scene.lexicon.speaker_lists;
    for at in 0..sentence.words.len() {
        if sentence.words[at].quoted || sentence.words[at].mention.is_some() {
            continue;
        }
        if let Some((n, _)) = nouns.longest_at(&sentence.keys_from(at)) {
            let after = at + n;
            if verb_before(sentence, after) || sentence.is_mark(&scene.document.text, after, ':') {
                return Some(after + usize::from(sentence.is_mark(&scene.document.text, after, ':')));
            }
            // "Speakers | at the conference | included"
            let verb = (after..sentence.words.len().min(after + 9)).find(|i| includes(sentence.key(Some(*i))));
            let plain = verb.is_some_and(|v| {
                sentence.words[after..v].iter().all(|w| w.mention.is_none_or(|m| !scene.mentions[m].kind.is_actor()))
            });
            if let Some(verb) = verb.filter(|_| plain) {
                return Some(verb + 1);
            }
        }
    }
    None
}

fn includes(key: &str) -> bool {
    matches!(
        key,
        "included" | "include" | "includes" | "including" | "were" | "are" | "featured" | "features" | "comprised"
    )
}

fn verb_before(sentence: &Sentence, after: usize) -> bool {
    after > 0
        && (includes(sentence.key(Some(after - 1))) || matches!(sentence.key(Some(after - 1)), "by" | "from" | "of"))
}

fn ends_open(scene: &Scene, sentence: &Sentence) -> bool {
    sentence.words.last().is_some_and(|word| word.token.is_mark(&scene.document.text, ':')) || sentence.words.len() <= 5
}

/// The first person of each row of the list below.
fn rows_below(scene: &Scene, sentence: &Sentence) -> Vec<Claim> {
    let Some(block) = scene
        .layout
        .blocks
        .get(sentence.block + 1)
        .filter(|block| matches!(block.kind, BlockKind::List | BlockKind::Roster))
    else {
        return Vec::new();
    };
    let first = |span| scene.within(span).find(|m| scene.mentions[*m].kind == Kind::Person);
    block
        .rows
        .iter()
        .filter_map(|row| Some(scene.claim(first(row.span)?, Role::Speaker, row.span, "series", 0.85)))
        .collect()
}
