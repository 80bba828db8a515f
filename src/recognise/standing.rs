//! Names beside which it stands that they are bodies: the initials that a bracket gives, posts, the people who hold them.

use super::beside::{Scene, mention};
use crate::lexicon::{Lexicon, key};
use crate::model::{Kind, Mention, Span};
use crate::names::places::is_place;
use crate::names::shape::is_acronym;

/// What a name that a bracket gives the initials of is sure of.
const DEFINED: f32 = 0.9;
/// The most words between a name as it was read and the bracket with its initials.
const LONGEST: usize = 7;
/// What a body in brackets behind a person is sure of.
const BRACKETED: f32 = 0.6;
/// What a name that is completed in brackets is sure of.
const COMPLETED: f32 = 0.8;
/// So many people of a text have bodies in brackets, or what stands there is not read.
const FEWEST: usize = 2;
/// The most words of a post between a body and the name behind it.
const POST: usize = 5;

/// Whether a name stands where a body does: "director of X", "N of X", "N (X)", "X director N".
///
/// `at` is its place among the names of the text, in order.
pub fn is_employer(text: &str, mentions: &[Mention], at: usize, lexicon: &Lexicon) -> bool {
    let mention = &mentions[at];
    let before = at.checked_sub(1).map(|i| &mentions[i]);
    let after = mentions.get(at + 1);
    let lead = before.map_or(0, |m| m.whole.end).min(mention.whole.start);
    let lead = &text[lead..mention.whole.start];
    let rest = &text[mention.whole.end..after.map_or(text.len(), |m| m.whole.start.max(mention.whole.end))];
    let person = |other: Option<&Mention>| other.is_some_and(|m| m.kind == Kind::Person);
    let linked = matches!(lead.trim(), "of" | "from" | "of the" | "from the" | ", of" | "at");
    let bracketed = lead.trim() == "(" && rest.starts_with(')');
    let first = mention.name.split(' ').next().unwrap_or("");
    let apposed =
        person(before) && lead.starts_with(',') && lead.trim_end().ends_with(',') && names_post(lead, lexicon);
    let posted = apposed || ends_with_post(lead, first, lexicon);
    let leads = person(after) && rest.starts_with([' ', '\n']) && is_post(rest, lexicon);
    (person(before) && (linked || bracketed)) || posted || leads
}

/// "…, co-founder of the": whether words lead from a post to the body it is held in; in "Secretary of State" the word
/// behind "of" is the post's own.
fn ends_with_post(lead: &str, first: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = lead.split_whitespace().rev().take(6).collect();
    let small = words.iter().take_while(|word| matches!(**word, "the" | "of" | "at" | "for")).count();
    let of = words[..small].iter().any(|word| matches!(*word, "of" | "at"));
    let aside = words[small..].iter().take_while(|word| word.trim_end_matches('.').contains('.')).count();
    let keys = |words: &[&str]| words.iter().rev().map(|word| key(word)).collect::<Vec<String>>();
    let mut whole = keys(&words);
    whole.push(key(first));
    let own = lexicon.positions.longest_before(&whole).is_some_and(|(n, _)| n > 1);
    of && !own && lexicon.positions.longest_before(&keys(&words[small + aside..])).is_some()
}

/// Whether any word names a post.
fn names_post(words: &str, lexicon: &Lexicon) -> bool {
    let keys: Vec<String> = words.split(|c: char| !c.is_alphanumeric() && c != '-').map(key).collect();
    (0..keys.len()).any(|at| lexicon.positions.longest_at(&keys[at..]).is_some())
}

/// Whether all words between a body and a name are a post's: " Acting President ".
fn is_post(words: &str, lexicon: &Lexicon) -> bool {
    let keys: Vec<String> = words.split_whitespace().map(key).collect();
    let plain = !words.contains([',', '.', ';', ':', '(', ')', '"', '“']) && words.matches('\n').count() < 2;
    plain && (1..=POST).contains(&keys.len()) && lexicon.positions.longest_before(&keys).is_some()
}

/// Bodies in brackets right behind people, where a text has several such: "Ada Marsh (Lantern Reef), Jo Tamm (Reed
/// Institute)". A bracket that is no name, names a place, a post or letters is none.
pub fn in_brackets(text: &str, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Mention> {
    let mut known = 0;
    let mut found = Vec::new();
    for (at, person) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Person) {
        let Some(inner) = text[person.whole.end..].strip_prefix(" (") else { continue };
        let Some(close) = inner.find(')').filter(|close| (3..80).contains(close)) else { continue };
        let span = Span::new(person.whole.end + 2, person.whole.end + 2 + close);
        match mentions[at + 1..].iter().find(|m| m.whole.start < span.end) {
            Some(next) if next.kind == Kind::Organisation => known += 1,
            None => found.extend(
                is_name(span.of(text), lexicon).then(|| renamed(text, person, span, "organisation", BRACKETED)),
            ),
            Some(_) => {}
        }
    }
    let bodies = found.into_iter().map(|name| Mention {
        kind: Kind::Organisation,
        titles: Vec::new(),
        postnominals: Vec::new(),
        ..name
    });
    let bodies: Vec<Mention> = bodies.collect();
    if known + bodies.len() < FEWEST { Vec::new() } else { bodies }
}

/// Two to seven words that begin and end with capitals, among them one that is no place and no ordinary word.
fn is_name(words: &str, lexicon: &Lexicon) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let ends = all.first().is_some_and(capital) && all.last().is_some_and(capital);
    let letters = words.chars().all(|c| c.is_alphanumeric() || " -–’'&.,\n".contains(c)) && !words.contains(". ");
    let small = all.iter().filter(|word| !capital(word)).count();
    let known = |word: &&str| {
        lexicon.states.has(&key(word)) || lexicon.positions.has(&key(word)) || lexicon.postnominals.has(&key(word))
    };
    (2..=7).contains(&all.len())
        && ends
        && letters
        && small * 2 < all.len()
        && !all.iter().any(known)
        && !words.contains(['.', ','])
        && !words.chars().any(|c| c.is_ascii_digit())
        && !is_place(words, lexicon)
}

/// "Leena [Raghunathan]": a name that an editor has completed in brackets.
pub fn completed(scene: &Scene) -> Vec<Mention> {
    let words = &scene.sentence.words;
    let lexicon = scene.lexicon;
    let is_own = |at: usize| {
        let key = words[at].key.as_str();
        let tables =
            [&lexicon.states, &lexicon.places, &lexicon.organisation_heads, &lexicon.topics, &lexicon.positions];
        let other = tables.into_iter().any(|table| table.has(key)) || lexicon.honorifics.has(key);
        let named = lexicon.is_given_name(key) || lexicon.is_surname(key);
        words[at].capital && !words[at].acronym && key.len() > 2 && !other && (named || !lexicon.is_common(key))
    };
    let mark = |at: usize, c: char| words[at].token.is_mark(scene.text, c);
    let opens = (0..words.len().saturating_sub(3))
        .filter(|at| is_own(*at) && mark(at + 1, '[') && is_own(at + 2) && mark(at + 3, ']'));
    let person = |at: usize| {
        let mention = mention(scene, Kind::Person, (at, at + 3), "person", COMPLETED);
        Mention { name: mention.name.replace(['[', ']'], ""), ..mention }
    };
    opens.map(person).collect()
}

/// Mends names by what stands behind them: a name that a bracket gives the initials of goes on to the bracket, and a
/// country behind initials belongs to the post ("HJU UK representative").
pub fn mend(text: &str, mentions: &mut Vec<Mention>, lexicon: &Lexicon) {
    let alone: Vec<String> = mentions
        .iter()
        .filter(|m| m.kind == Kind::Organisation && is_acronym(&m.name))
        .map(|m| m.name.clone())
        .collect();
    let mut more = Vec::new();
    for mention in mentions.iter_mut().filter(|m| m.kind == Kind::Organisation && m.pieces.len() == 1) {
        if let Some((whole, initials)) = up_to_bracket(text, mention.whole) {
            more.push(renamed(text, mention, initials, "acronym", DEFINED));
            *mention = renamed(text, mention, whole, "organisation", DEFINED);
        } else if let Some((name, initials)) = before_dash(text, mention.whole) {
            more.push(renamed(text, mention, initials, "acronym", mention.confidence));
            *mention = renamed(text, mention, name, "organisation", mention.confidence);
        } else if let Some(short) =
            before_country(text, mention, lexicon).filter(|s| alone.contains(&s.of(text).to_owned()))
        {
            *mention = renamed(text, mention, short, "acronym", mention.confidence);
        }
    }
    mentions.extend(more);
}

/// "Justice for the Lost [of the 1990 Storm (JLS)]": a name that goes on to the initials it has as a whole.
fn up_to_bracket(text: &str, name: Span) -> Option<(Span, Span)> {
    let rest = &text[name.end..];
    let open = rest.find('(').filter(|open| rest[..*open].split_whitespace().count() <= LONGEST)?;
    let gap = rest[..open].trim_end();
    let inner = &rest[open + 1..];
    let initials = inner[..inner.find(')')?].trim();
    let joint = |word: &str| {
        let number = word.chars().all(|c| c.is_ascii_digit());
        let small = matches!(word, "of" | "the" | "for" | "and" | "in" | "on" | "against" | "to" | "at" | "&");
        number
            || small
            || word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphanumeric() || "’'-".contains(c))
    };
    let joins = !gap.is_empty() && gap.split_whitespace().all(joint) && gap.starts_with(' ');
    if !joins || !is_acronym(initials) {
        return None;
    }
    let whole = Span::new(name.start, name.end + gap.len());
    let mut spelt: Vec<char> = whole
        .of(text)
        .split([' ', '-', '\n'])
        .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
        .collect();
    let first = spelt.first().copied();
    let mut letters: Vec<char> = initials.chars().filter(|c| c.is_alphabetic()).collect();
    let opens = letters.first().copied() == first;
    spelt.sort_unstable();
    letters.sort_unstable();
    let start = name.end + open + 1 + inner.find(initials)?;
    (opens && spelt == letters).then_some((whole, Span::new(start, start + initials.len())))
}

/// "National Harbour Council – NHC": a name and its initials.
fn before_dash(text: &str, name: Span) -> Option<(Span, Span)> {
    let inner = name.of(text);
    let (at, mark) = [" – ", " — ", " - "].into_iter().find_map(|mark| Some((inner.rfind(mark)?, mark)))?;
    let (long, short) = (&inner[..at], &inner[at + mark.len()..]);
    let parted = long.contains(' ') && is_acronym(short);
    parted.then(|| (Span::new(name.start, name.start + at), Span::new(name.end - short.len(), name.end)))
}

/// "HJU UK" before "representative".
fn before_country(text: &str, mention: &Mention, lexicon: &Lexicon) -> Option<Span> {
    let (short, place) = mention.name.split_once(' ')?;
    let next = text[mention.whole.end..].strip_prefix(' ')?.split_whitespace().next()?;
    let posted = next.starts_with(char::is_lowercase) && lexicon.positions.has(&key(next));
    let short = Span::new(mention.whole.start, mention.whole.start + short.len());
    (posted && is_acronym(short.of(text)) && is_place(place, lexicon)).then_some(short)
}

fn renamed(text: &str, mention: &Mention, span: Span, rule: &str, confidence: f32) -> Mention {
    Mention {
        pieces: vec![span],
        name: super::beside::folded(span.of(text)),
        whole: span,
        rule: rule.to_owned(),
        confidence,
        ..mention.clone()
    }
}
