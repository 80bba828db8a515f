//! Bodies right before the post that somebody holds in them: "Quay Union General Secretary Ada Marsh".

use super::beside::{Scene, mention};
use super::employers::{is_held_in_bodies, over};
use crate::lexicon::Lexicon;
use crate::model::{Kind, Mention, MentionRule};

/// What such a body is sure of.
const CONFIDENCE: f32 = 0.6;
/// The most words of such a body and the post.
const LONGEST: usize = 9;

/// How many of these words are a body's name before the post that ends them: capitals, the last of which bodies are
/// called by. Of words that any body might be called by ("Advisory Board Member") there is none.
pub fn body_before(keys: &[&str], capital: &[bool], lexicon: &Lexicon) -> Option<usize> {
    // "Quay University Professor of Law"
    let is_of = |at: &usize| matches!(keys[*at], "of" | "in" | "for");
    let posted = |at: &usize| lexicon.positions.longest_before(&keys[..*at]).is_some();
    let end = (2..keys.len()).find(|at| is_of(at) && posted(at)).unwrap_or(keys.len());
    if keys[end..].iter().any(|key| lexicon.organisation_heads.has(key) && !lexicon.topics.has(key)) {
        return None;
    }
    let (keys, capital) = (&keys[..end], &capital[..end]);
    let (end, class, own) = closed(keys, capital, lexicon)?;
    let generic = |key: &&str| {
        let tables = [&lexicon.position_modifiers, &lexicon.topics, &lexicon.positions, &lexicon.organisation_heads];
        is_small(key) || tables.into_iter().any(|table| table.has(key))
    };
    // "Selby Energy Fellow": energy is what somebody works on, too.
    let held = is_held_in_bodies(keys[keys.len() - 1], lexicon);
    let strange = |key: &&str| !generic(key) && !lexicon.is_common(key);
    let told = match class {
        "body" | "school" => keys[..own].iter().any(|key| !generic(key)),
        _ => held && keys[..own].iter().any(strange),
    };
    told.then_some(end)
}

/// The same of any words before the post, where they would be a body's name with the post.
pub fn body_cut(keys: &[&str], capital: &[bool], lexicon: &Lexicon) -> Option<usize> {
    let several = keys.last().is_some_and(|last| last.ends_with('s'));
    closed(keys, capital, lexicon).map(|(end, _, _)| end).filter(|_| !several)
}

/// Where the body's name ends, of which class the word is that ends it, and how many words stand before that one.
fn closed<'l>(keys: &[&str], capital: &[bool], lexicon: &'l Lexicon) -> Option<(usize, &'l str, usize)> {
    let post = |end: usize| lexicon.positions.longest_before(&keys[..end]).map(|(n, _)| end - n);
    let mut last = post(keys.len())?;
    // "Founder and Director"
    while let Some(first) = last.checked_sub(1).filter(|and| keys[*and] == "and").and_then(post) {
        last = first;
    }
    let modified = keys[..last].iter().rev().take_while(|key| lexicon.position_modifiers.has(key)).count();
    // "Quay University Professor": what ends the name may be the first word of the post, too.
    let shared = usize::from(last + 1 < keys.len() && matches!(keys[last], "university" | "college"));
    let ends = last - modified..=last + shared;
    let head = |end: usize| {
        let (n, class) = lexicon.organisation_heads.longest_before(&keys[..end])?;
        (n < end && class != "state").then_some((end, class, end - n))
    };
    let found = ends.into_iter().find_map(head)?;
    let high = keys.iter().zip(capital).all(|(key, capital)| *capital || is_small(key));
    (high && capital[0] && !is_small(keys[0])).then_some(found)
}

fn is_small(key: &str) -> bool {
    matches!(key, "of" | "and" | "the" | "for" | "&")
}

/// The bodies of a sentence before the post of a person that stands right behind it, or before it behind a comma:
/// "Ada Marsh, Quay Union General Secretary,".
pub fn bodies(scene: &Scene, found: &[Mention]) -> Vec<Mention> {
    let words = &scene.sentence.words;
    if scene.sentence.shouting || words.is_empty() {
        return Vec::new();
    }
    let whole = scene.sentence.span(0, words.len() - 1);
    let people = over(found, whole).iter().filter(|m| m.kind == Kind::Person);
    let stretches = people.flat_map(|person| {
        let name = person.span();
        let first = words.partition_point(|word| word.token.span.start < name.start);
        let last = words.partition_point(|word| word.token.span.end <= person.whole.end);
        [before(scene, found, first), behind(scene, found, last)]
    });
    let body = |(first, end): (usize, usize)| {
        let keys: Vec<&str> = words[first..end].iter().map(|word| word.key.as_str()).collect();
        let capital: Vec<bool> = words[first..end].iter().map(|word| word.capital).collect();
        let last = body_before(&keys, &capital, scene.lexicon)?;
        Some(mention(scene, Kind::Organisation, (first, first + last - 1), MentionRule::Organisation, CONFIDENCE))
    };
    stretches.flatten().filter_map(body).collect()
}

/// The capitals that end right before a word.
fn before(scene: &Scene, found: &[Mention], end: usize) -> Option<(usize, usize)> {
    const OPENERS: &[&str] = &["the", "when", "while", "as", "after", "before", "but", "and", "if", "since", "former"];
    let run = (end.saturating_sub(LONGEST)..end).rev().take_while(|at| joins(scene, found, *at, at + 1));
    let mut first = run.last()?;
    while first < end
        && (OPENERS.contains(&scene.sentence.key(Some(first))) || is_small(scene.sentence.key(Some(first))))
    {
        first += 1;
    }
    (first < end).then_some((first, end))
}

/// The capitals behind a comma at a word, up to the next mark or word in small letters.
fn behind(scene: &Scene, found: &[Mention], comma: usize) -> Option<(usize, usize)> {
    let words = &scene.sentence.words;
    words.get(comma).filter(|word| word.token.is_mark(scene.text, ','))?;
    let first = comma + 1 + usize::from(scene.sentence.key(Some(comma + 1)) == "the");
    let run = (first..words.len().min(first + LONGEST)).take_while(|at| joins(scene, found, *at, at + 1));
    let end = run.filter(|at| words[*at].capital).last()? + 1;
    Some((first, end))
}

/// Whether a word is a capital or a small word of a name, in no other name, and a space parts it from the one at `next`.
fn joins(scene: &Scene, found: &[Mention], at: usize, next: usize) -> bool {
    let words = &scene.sentence.words;
    let span = words[at].token.span;
    let gap = words.get(next).map_or("", |next| &scene.text[span.end..next.token.span.start.max(span.end)]);
    let title = |m: &Mention| m.kind == Kind::Person && span.end <= m.span().start;
    let free = over(found, span).iter().all(title);
    let ends = next >= words.len() || words[next].key.is_empty();
    free && (words[at].capital || is_small(&words[at].key)) && (ends || gap.chars().all(char::is_whitespace))
}
