//! Whether a phrase names a place and nothing else.

use crate::lexicon::{Fact, Glossary, Question, Table, Word};
use crate::model::Span;
use crate::text::{TokenKind, tokens};
use smallvec::SmallVec;

/// Words that stand around the names of places.
const AROUND: &[&str] =
    &["northern", "southern", "eastern", "western", "north", "south", "east", "west", "city", "and", "the", "of"];

/// Whether all words of a phrase name places: "UK", "New York City", "Wuhan, China".
pub fn is_place(phrase: &str, vocabulary: &impl Glossary) -> bool {
    vocabulary.tells(phrase, Question::Place, || names_place(phrase, vocabulary))
}

fn names_place(phrase: &str, vocabulary: &impl Glossary) -> bool {
    let may_be = |word: &Word| word.is(Fact::OpensPlace) || AROUND.contains(&word.key.as_str());
    // Most phrases are none, which their first word tells.
    if opening(phrase).is_some_and(|first| !may_be(&vocabulary.word(first))) {
        return false;
    }
    let all = tokens(phrase, Span::new(0, phrase.len())).into_iter();
    let named = all.filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    let words: SmallVec<[Word; 8]> = named.map(|token| vocabulary.word(token.span.of(phrase))).collect();
    let tables = [&vocabulary.tables().states, &vocabulary.tables().places];
    let mut at = 0;
    while at < words.len() {
        let longest = |table: &Table| table.longest_at(&words[at..]).map(|(n, _)| n);
        let step = if words[at].is(Fact::OpensPlace) { tables.into_iter().filter_map(longest).max() } else { None };
        match step {
            Some(n) => at += n,
            None if AROUND.contains(&words[at].key.as_str()) => at += 1,
            None => return false,
        }
    }
    !words.is_empty()
}

/// The first word of a phrase, where it is nothing but letters before a space, a comma or the end, and no part of an
/// address.
fn opening(phrase: &str) -> Option<&str> {
    let end = phrase.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(phrase.len());
    let closed = matches!(phrase.as_bytes().get(end), None | Some(b' ' | b','));
    (end > 0 && closed).then(|| &phrase[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn places_and_what_only_holds_one() {
        for (phrase, expected) in
            [("UK", true), ("New York City", true), ("Wuhan, China", true), ("Bank of China Choir", false), ("", false)]
        {
            assert_eq!(is_place(phrase, Lexicon::built_in()), expected, "{phrase}");
        }
    }
}
