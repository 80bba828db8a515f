//! Initials behind those who were present, which minutes speak of them by: "Ada Marsh (AM)", "Tom Lind [TL]".

use crate::lexicon::Lexicon;
use crate::model::{Form, Kind, Mention, MentionRule, Span};
use crate::names::shape::person_score;

/// So many people with their initials, and whoever else has such is one.
const FEWEST: usize = 2;

/// Takes away the bodies that are the initials of the person right before them. Where a text has several such people, a
/// body with the name of a person and its initials is one, too. The mentions stand in the order of the text.
pub fn mend(text: &str, mentions: &mut Vec<Mention>, lexicon: &Lexicon) {
    let abbreviated =
        |mention: &Mention| bracket(text, mention).is_some_and(|span| initials(&mention.name, span.of(text)));
    let people = mentions.iter().filter(|m| m.kind == Kind::Person && abbreviated(m)).count();
    if people >= FEWEST {
        let misread =
            |m: &&mut Mention| m.kind == Kind::Organisation && person_score(&m.name, lexicon) > 0.4 && abbreviated(m);
        for mention in mentions.iter_mut().filter(misread) {
            (mention.kind, mention.form, mention.rule) = (Kind::Person, Form::Full, MentionRule::Person);
        }
    }
    let brackets: Vec<Span> = mentions
        .iter()
        .filter(|m| m.kind == Kind::Person && abbreviated(m))
        .filter_map(|mention| bracket(text, mention))
        .collect();
    let own = |m: &Mention| brackets.binary_search_by_key(&m.whole.start, |span| span.start).is_ok();
    mentions.retain(|mention| mention.kind == Kind::Person || !own(mention));
}

/// The letters in a bracket right behind a name: two to four capitals.
fn bracket(text: &str, mention: &Mention) -> Option<Span> {
    let rest = &text[mention.whole.end..];
    let inner = [" (", " [", "("].into_iter().find_map(|open| rest.strip_prefix(open))?;
    let letters = inner.bytes().take_while(u8::is_ascii_uppercase).count();
    let start = text.len() - inner.len();
    ((2..=4).contains(&letters) && inner[letters..].starts_with([')', ']'])).then(|| Span::new(start, start + letters))
}

/// Whether letters are the first ones of a name's words, in order; small words may be left out.
fn initials(name: &str, letters: &str) -> bool {
    let words = name.split([' ', '-']).filter(|word| !word.is_empty());
    let first = |high: bool| {
        let kept = words.clone().filter(move |word| !high || word.starts_with(char::is_uppercase));
        kept.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect::<String>()
    };
    let ends = |all: String| {
        // "Ada J. Marsh (AM)"
        all.chars().next().into_iter().chain(all.chars().skip(1).last()).collect::<String>() == letters
            || all == letters
    };
    name.contains(' ') && (ends(first(true)) || ends(first(false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_name() {
        assert!(initials("Ada Marsh", "AM"));
        assert!(initials("Ada J. Marsh", "AM"));
        assert!(initials("Ada de la Marsh", "AM"));
        assert!(initials("Ada van Marsh", "AVM"));
        assert!(!initials("Ada Marsh", "RI"));
        assert!(!initials("Ada", "A"));
    }
}
