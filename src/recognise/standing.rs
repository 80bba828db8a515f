//! Names beside which it stands that they are bodies: the initials that a bracket gives, posts, the people who hold them.

use super::beside::{Scene, mention};
use super::phrase::holds_mark;
use crate::lexicon::{Lexicon, key};
use crate::model::{Form, Kind, Mention, MentionRule, Span, Text};
use crate::names::places::is_place;
use crate::names::shape::is_acronym;

/// What a name that a bracket gives the initials of is sure of.
const DEFINED: f32 = 0.9;
/// The most words of a name before the bracket with its initials.
const LONGEST: usize = 14;
/// What a body in brackets behind a person, or initials before one, are sure of.
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
    let leads = rest.starts_with([' ', '\n'])
        && after.is_some_and(|after| person(Some(after)) && is_post(rest, after, lexicon));
    (person(before) && (linked || bracketed)) || posted || leads
}

/// "…, co-founder of the": whether words lead from a post to the body it is held in; in "Secretary of State" the word
/// behind "of" is the post's own.
fn ends_with_post(lead: &str, first: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = lead.split_whitespace().rev().take(6).collect();
    let small = words.iter().take_while(|word| matches!(**word, "the" | "of" | "at" | "for")).count();
    let of = words[..small].iter().any(|word| matches!(*word, "of" | "at"));
    let aside = words[small..].iter().take_while(|word| word.trim_end_matches('.').contains('.')).count();
    let keys = |words: &[&str]| words.iter().rev().map(|word| key(word)).collect::<Vec<Text>>();
    let mut whole = keys(&words);
    whole.push(key(first));
    let own = lexicon.positions.longest_before(&whole).is_some_and(|(n, _)| n > 1);
    of && !own && lexicon.positions.longest_before(&keys(&words[small + aside..])).is_some()
}

/// Whether any word names a post.
fn names_post(words: &str, lexicon: &Lexicon) -> bool {
    let keys: Vec<Text> = words.split(|c: char| !c.is_alphanumeric() && c != '-').map(key).collect();
    (0..keys.len()).any(|at| lexicon.positions.longest_at(&keys[at..]).is_some())
}

/// Whether the words between a body and a person, with their titles, are a post: " Acting President ".
fn is_post(words: &str, person: &Mention, lexicon: &Lexicon) -> bool {
    let titles = person.titles().iter().flat_map(|title| title.split(' '));
    let keys: Vec<Text> = words.split_whitespace().chain(titles).map(key).collect();
    let plain = !words.contains([',', '.', ';', ':', '(', ')', '"', '“']) && words.matches('\n').count() < 2;
    plain && (1..=POST).contains(&keys.len()) && lexicon.positions.longest_before(&keys).is_some()
}

/// Initials that nothing explains, before a post and the person who holds it: "HJU Regional Director Ada Marsh".
pub fn before_posts(text: &str, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Mention> {
    let of_person = |(at, person): (usize, &Mention)| {
        let from = at.checked_sub(1).map_or(0, |before| mentions[before].whole.end);
        let lead = text.get(from..person.whole.start).filter(|_| person.kind == Kind::Person)?;
        let word = lead.split_whitespace().rev().take(POST + 1).find(|word| is_initials(word, lexicon))?;
        let start = from + (word.as_ptr() as usize - lead.as_ptr() as usize);
        let whole = Span::new(start, start + word.len());
        let rest = &text[whole.end..person.whole.start];
        // "OPEN LETTER TO": among capitals alone, capitals tell nothing.
        let loud = !text[whole.end..person.span().start].contains(char::is_lowercase);
        (!loud && is_post(rest, person, lexicon)).then(|| body(text, whole, MentionRule::Acronym, BRACKETED))
    };
    mentions.iter().enumerate().filter_map(of_person).collect()
}

/// Three to eight capitals that are no title, post, letters, state or numeral.
pub fn is_initials(word: &str, lexicon: &Lexicon) -> bool {
    let shaped = (3..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if !shaped || word.chars().all(|c| "IVXLC".contains(c)) {
        return false;
    }
    let key = key(word);
    let tables = [&lexicon.states, &lexicon.places, &lexicon.positions, &lexicon.postnominals, &lexicon.topics];
    let known = tables.into_iter().any(|table| table.has(&key)) || lexicon.honorifics.has(&key);
    (word.len() < 6 || !lexicon.is_common(&key)) && !known && !lexicon.is_given_name(&key) && !lexicon.is_surname(&key)
}

/// Bodies in brackets right behind people, where a text has several such: "Ada Marsh (Lantern Reef), Jo Tamm (Reed
/// Institute)". A bracket that is no name, names a place, a post or letters is none. The mentions stand in the order of
/// the text.
pub fn in_brackets(text: &str, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Mention> {
    let mut known = 0;
    let (mut found, mut alone) = (Vec::new(), Vec::new());
    for (at, person) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Person) {
        let rest = &text[person.whole.end..];
        let Some(inner) = [" (", " - (", " – ("].iter().find_map(|open| rest.strip_prefix(open)) else { continue };
        let Some(close) = find_near(inner, ')').filter(|close| *close > 2) else { continue };
        let start = text.len() - inner.len();
        let span = Span::new(start, start + close);
        match mentions.get(at + 1).filter(|m| m.whole.start < span.end) {
            Some(next) if next.kind == Kind::Organisation => known += 1,
            None if is_name(span.of(text), lexicon) => {
                found.push(body(text, span, MentionRule::Organisation, BRACKETED));
            }
            None if is_word(span.of(text), lexicon) && is_listed(&inner[close + 1..]) => {
                alone.push(body(text, span, MentionRule::Organisation, BRACKETED));
            }
            None => {}
            Some(_) => {}
        }
    }
    // "Ada Marsh (Lanternix), Jo Tamm (Reed Institute), …": in a row of such brackets one word is a body, too.
    if known + found.len() >= FEWEST && known + found.len() + alone.len() > FEWEST {
        found.append(&mut alone);
    }
    if known + found.len() < FEWEST { Vec::new() } else { found }
}

/// Whether what stands behind a bracket goes on with a list, or ends its line.
fn is_listed(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([',', ';', '\n']) || rest.starts_with(" and ")
}

/// One word with a capital that names no place, no post, no person, no letters.
fn is_word(word: &str, lexicon: &Lexicon) -> bool {
    let key = key(word);
    let tables =
        [&lexicon.states, &lexicon.places, &lexicon.positions, &lexicon.position_modifiers, &lexicon.postnominals];
    let known = tables.into_iter().any(|table| table.has(&key)) || lexicon.honorifics.has(&key);
    let person = lexicon.is_given_name(&key) || lexicon.is_surname(&key);
    let chairs = lexicon.chairing.has(&key) || lexicon.presence.has(&key) || lexicon.misread.has(&key);
    word.contains(char::is_uppercase)
        && word.chars().all(|c| c.is_alphanumeric() || "-.&".contains(c))
        && word.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !known
        && !person
        && !chairs
        && !is_place(word, lexicon)
}

/// Two to seven words that begin and end with capitals, among them one that is no place and no ordinary word.
fn is_name(words: &str, lexicon: &Lexicon) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let ends = all.first().is_some_and(capital) && all.last().is_some_and(capital);
    let letters = words.chars().all(|c| c.is_alphanumeric() || " -–’'&.,\n".contains(c)) && !words.contains(". ");
    let small = all.iter().filter(|word| !capital(word)).count();
    // "Justice" begins a title and ends the name of a body.
    let known = |word: &&str| {
        let key = key(word);
        let post = lexicon.positions.has(&key) && (key != "justice" || all.first() == Some(word));
        lexicon.states.has(&key) || post || lexicon.postnominals.has(&key)
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
        .filter(|at| mark(at + 1, '[') && mark(at + 3, ']') && is_own(*at) && is_own(at + 2));
    let person = |at: usize| {
        let mut mention = mention(scene, Kind::Person, (at, at + 3), MentionRule::Person, COMPLETED);
        mention.name = mention.name.as_str().replace(['[', ']'], "").into();
        mention
    };
    opens.map(person).collect()
}

/// Mends names by what stands behind them: initials behind a dash are a name of their own, and a country behind initials
/// belongs to the post ("HJU UK representative").
pub fn mend(text: &str, mentions: &mut Vec<Mention>, lexicon: &Lexicon) {
    let alone: Vec<Text> = mentions
        .iter()
        .filter(|m| m.kind == Kind::Organisation && is_acronym(&m.name))
        .map(|m| m.name.clone())
        .collect();
    let mut more = Vec::new();
    for mention in mentions.iter_mut().filter(|m| m.kind == Kind::Organisation && m.is_whole()) {
        if let Some((name, initials)) = before_dash(text, mention.whole) {
            more.push(body(text, initials, MentionRule::Acronym, mention.confidence));
            *mention = body(text, name, MentionRule::Organisation, mention.confidence);
        } else if let Some(short) =
            before_country(text, mention, lexicon).filter(|s| alone.iter().any(|name| name == s.of(text)))
        {
            *mention = body(text, short, MentionRule::Acronym, mention.confidence);
        }
    }
    mentions.extend(more);
}

/// Bodies whose initials a bracket gives, whole: "Justice for the Lost of the 1990 Storm (JLS)". The initials are those of
/// all capitals of the name, in any order, the first first.
pub fn defined(scene: &Scene, found: &[Mention]) -> Vec<Mention> {
    let (words, text) = (&scene.sentence.words, scene.text);
    let mut bodies = Vec::new();
    for open in (1..words.len().saturating_sub(2)).filter(|at| words[*at].token.is_mark(text, '(')) {
        if !words[open + 1].acronym || !words[open + 2].token.is_mark(text, ')') {
            continue;
        }
        let letters = sorted(words[open + 1].token.span.of(text));
        let joins = |at: usize| words[at].capital || is_inner(words[at].token.span.of(text));
        let lowest = open.saturating_sub(LONGEST);
        let spelt = |first: &usize| {
            let initials = words[*first..open].iter().filter(|word| word.capital);
            let initials: String = initials.filter_map(|word| word.token.span.of(text).chars().next()).collect();
            initials.chars().next() == words[open + 1].token.span.of(text).chars().next()
                && sorted(&initials) == letters
        };
        let starts = (lowest..open).rev().take_while(|at| joins(*at)).filter(|at| words[*at].capital);
        let Some(first) = starts.into_iter().find(spelt).filter(|first| open - first > 2) else { continue };
        let span = scene.sentence.span(first, open - 1);
        let from = found.partition_point(|m| m.whole.end <= span.start);
        let person = found[from..].iter().take_while(|m| m.whole.start < span.end).any(|m| m.kind == Kind::Person);
        let told = found[from..].iter().take_while(|m| m.whole.start < span.end).any(|m| m.whole == span);
        let post = super::misread::is_portfolio(span.of(text), scene.lexicon);
        if !person && !told && !post && letters.len() > 2 {
            bodies.push(mention(scene, Kind::Organisation, (first, open - 1), MentionRule::Organisation, DEFINED));
            bodies.push(mention(scene, Kind::Organisation, (open + 1, open + 1), MentionRule::Acronym, DEFINED));
        }
    }
    bodies
}

/// Letters in order of the alphabet.
fn sorted(letters: &str) -> Vec<char> {
    let mut letters: Vec<char> = letters.chars().filter(|c| c.is_alphabetic()).collect();
    letters.sort_unstable();
    letters
}

/// Words and numbers that stand within names.
fn is_inner(word: &str) -> bool {
    let small = ["of", "the", "for", "and", "in", "on", "against", "to", "at", "&", "'s", "’s"];
    small.contains(&word) || word.chars().all(|c| c.is_ascii_digit())
}

/// "National Harbour Council – NHC": a name and its initials.
fn before_dash(text: &str, name: Span) -> Option<(Span, Span)> {
    const DASHES: &[&str] = &[" – ", " — ", " - "];
    let inner = name.of(text);
    holds_mark(inner, DASHES).then_some(())?;
    let (at, mark) = DASHES.iter().find_map(|mark| Some((inner.rfind(mark)?, *mark)))?;
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

/// Where a mark stands among the next hundred characters.
fn find_near(text: &str, mark: char) -> Option<usize> {
    text.char_indices().take(100).find(|(_, c)| *c == mark).map(|(at, _)| at)
}

fn body(text: &str, span: Span, rule: MentionRule, confidence: f32) -> Mention {
    let mut body = Mention::new(Kind::Organisation, super::beside::folded(span.of(text)), span, rule, confidence);
    if is_acronym(&body.name) {
        body.form = Form::Acronym;
    }
    body
}
