//! Whether a phrase names a place and nothing else.

use crate::lexicon::{Lexicon, key};
use crate::model::Span;
use crate::text::{TokenKind, tokens};

/// Words that stand around the names of places.
const AROUND: &[&str] =
    &["northern", "southern", "eastern", "western", "north", "south", "east", "west", "city", "and", "the", "of"];

/// Whether all words of a phrase name places: "UK", "New York City", "Wuhan, China".
pub fn is_place(phrase: &str, lexicon: &Lexicon) -> bool {
    let words = tokens(phrase, Span::new(0, phrase.len())).into_iter();
    let words = words.filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    let keys: Vec<String> = words.map(|token| key(token.span.of(phrase))).collect();
    let mut at = 0;
    while at < keys.len() {
        let step = [&lexicon.states, &lexicon.places].into_iter().filter_map(|table| table.longest_at(&keys[at..]));
        match step.map(|(n, _)| n).max() {
            Some(n) => at += n,
            None if AROUND.contains(&keys[at].as_str()) => at += 1,
            None => return false,
        }
    }
    !keys.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_what_only_holds_one() {
        for (phrase, expected) in
            [("UK", true), ("New York City", true), ("Wuhan, China", true), ("Bank of China Choir", false), ("", false)]
        {
            assert_eq!(is_place(phrase, Lexicon::built_in()), expected, "{phrase}");
        }
    }
}
