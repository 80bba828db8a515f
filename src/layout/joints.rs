//! Marks that could part fields and belong to a name.

use super::known::Known;
use crate::lexicon::{Fact, Glossary, Lexicon, key};
use crate::model::Span;
use crate::names::shape::{is_acronym, person_score};
use memchr::memchr2_iter;

/// "QRS - The Quay Research Society": initials before a name that they stand for.
pub fn spells_out(known: &Known, before: &str, after: &str) -> bool {
    let long = after.split([',', ';', '|', '\t', '(']).next().unwrap_or("");
    let capitals = || long.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let headed = || long.split_whitespace().any(|word| known.book.facts(word).is(Fact::OrganisationHead));
    is_acronym(before.trim()) && capitals() >= 2 && headed()
}

/// Whether a comma belongs to a name: before a legal form ("Lantern, Inc."), between the region and the town of a
/// university ("University of Marland, Selby"), and between a college and its university.
pub fn goes_on(known: &Known, before: &str, after: &str) -> bool {
    let lexicon = known.lexicon;
    let closes = |byte: u8| matches!(byte, b',' | b';' | b'|' | b'\t' | b'(');
    let next = after[..after.bytes().position(closes).unwrap_or(after.len())].trim();
    let legal = || {
        next.starts_with(char::is_alphabetic)
            && known.book.opens(next, Fact::OpensLegalForm)
            && lexicon.legal_forms.line(next).is_some()
            && (known.person_score(before.trim()) < 1.0 || key(next) == "inc")
    };
    // "University of Marland, Selby and Reed University"
    let town = || next.split_once(" and ").map_or(next, |(town, _)| town);
    let campus = || holds_university(before) && is_campus(&key(before), town(), after, lexicon);
    legal() || campus() || is_college(before, next, lexicon)
}

/// Whether a name holds the word, as few do.
fn holds_university(name: &str) -> bool {
    let bytes = name.as_bytes();
    let around = |at: usize| bytes.get(at.checked_sub(3)?..)?.first_chunk::<{ "university".len() }>();
    let is_word = |at: usize| around(at).is_some_and(|word| word.eq_ignore_ascii_case(b"university"));
    memchr2_iter(b'v', b'V', bytes).any(is_word)
}

/// Whether `next` is one of the towns that a university sits in, or a town behind the region that it is called by.
fn is_campus(university: &str, next: &str, after: &str, lexicon: &Lexicon) -> bool {
    let town = || key(next);
    if lexicon.campuses.class(university) == Some("") && is_town_like(next, lexicon) && !lexicon.states.has(&town()) {
        return true;
    }
    let Some(of) = university.strip_prefix("university of ") else { return false };
    let region = of.rsplit(' ').next().unwrap_or(of);
    let behind = || after.split([',', ';', '|', '\t']).nth(1).map(|field| key(field.trim()));
    let in_land = || {
        lexicon.places.class(region) == Some("")
            && behind().is_some_and(|land| lexicon.states.has(&land))
            && is_town_like(next, lexicon)
    };
    let is_other = |town: &str| region != town && !lexicon.states.has(town) && (lexicon.places.has(town) || in_land());
    lexicon.places.has(region) && is_other(&town())
}

/// Whether a college stands before the university that it is of: "Goldsmiths, University of London".
fn is_college(name: &str, university: &str, lexicon: &Lexicon) -> bool {
    university.starts_with("University of ")
        && lexicon.campuses.class(&key(university)) == Some("colleges")
        && lexicon.body(&key(name.trim()), name).is_some()
}

/// One or two capitalised words that are no post and name no body.
fn is_town_like(field: &str, lexicon: &Lexicon) -> bool {
    let mut words = field.split_whitespace();
    let named = |word: &str| {
        let known = [&lexicon.positions, &lexicon.organisation_heads, &lexicon.position_modifiers, &lexicon.topics];
        word.starts_with(char::is_uppercase) && !known.iter().any(|table| table.has(&key(word)))
    };
    !field.is_empty() && field.split_whitespace().count() <= 2 && words.all(named)
}

/// Words of the longest name before a post that nothing parts from it, and of both together.
const UNPARTED: (usize, usize) = (3, 9);

/// Where a post begins right behind a person's name, with nothing between: "Ada Marsh Playwright", "Tom Lind Opera and
/// theatre director". A surname that is an occupation, too, stays a surname.
pub fn post_behind(known: &Known, field: Span) -> Option<usize> {
    let inner = known.of(field);
    let last = inner.rsplit(' ').next().filter(|last| last.len() < inner.len())?;
    if !known.book.facts(last).is(Fact::ClosesPosition) || inner.contains([',', '(', ':', '-', '–']) {
        return None;
    }
    let starts: Vec<usize> = inner.match_indices(' ').map(|(at, _)| at + 1).filter(|at| *at < inner.len()).collect();
    let of_name = |word: &str| known.book.facts(word).is_any([Fact::GivenName, Fact::Surname, Fact::PartSurname]);
    let headed = |rest: &str| rest.split(' ').any(|word| known.book.facts(word).is(Fact::OrganisationHead));
    let post = |at: usize, told: &dyn Fn(&str) -> bool| {
        let (name, rest) = (inner[..at].trim_end(), &inner[at..]);
        let first = rest.split(' ').next().unwrap_or("");
        let titled = first.starts_with(char::is_uppercase) && told(rest) && !headed(rest);
        titled && person_score(name, known.book) > 0.8
    };
    let strange = |rest: &str| !of_name(rest.split(' ').next().unwrap_or(""));
    // "Film director": a family name, too, and an ordinary word.
    let plain = |rest: &str| rest.split_once(' ').is_some_and(|(first, _)| known.book.facts(first).is(Fact::Common));
    let mut near = starts.iter().copied().skip(1).take(UNPARTED.0 - 1);
    let at = near.clone().find(|at| post(*at, &strange)).or_else(|| near.find(|at| post(*at, &plain)))?;
    (starts.len() < UNPARTED.1).then_some(field.start + at)
}
