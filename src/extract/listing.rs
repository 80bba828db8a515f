//! Names in a row of names: "A; B, former …; Senators C and D, from …" in a sentence, or the rows of a list.

use super::Scene;
use super::view::Sentence;

/// The actors listed from word `from` to the end of the sentence: those that stand at the head of an item.
///
/// Items are parted by semicolons where there are any, else by commas and "and". A name behind a preposition, or one
/// that an apposition holds ("former president of the X"), heads no item.
pub fn listed(scene: &Scene, sentence: &Sentence, from: usize) -> Vec<usize> {
    let text = &scene.document.text;
    let semicolons = sentence.words.iter().skip(from).any(|word| word.token.is_mark(text, ';'));
    let mut found: Vec<usize> = Vec::new();
    for mention in sentence.actors(scene, from) {
        let Some(first) = sentence.first_word(mention).filter(|first| *first >= from) else { continue };
        if sentence.is_governed(mention) && first != from {
            continue;
        }
        if heads_item(scene, sentence, first, from, semicolons) || continues_pair(scene, sentence, first, &found) {
            found.push(mention);
        }
    }
    found
}

/// Whether only small words, titles and posts stand between the mention and the mark that opens its item.
fn heads_item(scene: &Scene, sentence: &Sentence, first: usize, from: usize, semicolons: bool) -> bool {
    let text = &scene.document.text;
    for at in (from..first).rev() {
        let word = &sentence.words[at];
        if word.token.is_mark(text, ';') || word.token.is_mark(text, ':') {
            return true;
        }
        if !semicolons && (word.token.is_mark(text, ',') || word.key == "and") {
            return true;
        }
        let step = matches!(word.key.as_str(), "and" | "the" | "also" | "by" | "as" | "well" | "from" | "with")
            || scene.lexicon.honorifics.has(&word.key)
            || scene.lexicon.positions.has(&word.key)
            || scene.lexicon.position_modifiers.has(&word.key)
            || (!semicolons && word.token.is_capital(text));
        if !step || word.mention.is_some() {
            return false;
        }
    }
    true
}

/// "Senators A and B": the second of two people joined by "and".
fn continues_pair(scene: &Scene, sentence: &Sentence, first: usize, found: &[usize]) -> bool {
    let joined = first >= 2 && sentence.words[first - 1].key == "and";
    let before = first.checked_sub(2).and_then(|i| sentence.words[i].mention);
    joined && before.is_some_and(|m| found.last() == Some(&m) && sentence.is_person(scene, m))
}
