//! People right behind what they are: "barrister Ada Marsh", "CEO of the Reed Institute Ada Marsh said", "Ada Marsh and
//! Jo from the Reed Institute".

use super::beside::{Scene, mention};
use super::employers::over;
use crate::lexicon::key;
use crate::lexicon::sentences::Setting;
use crate::model::{Kind, Mention, MentionRule, Span, Text};

/// What such a person is sure of.
const CONFIDENCE: f32 = 0.6;
/// The most words of such a name.
const LONGEST: usize = 5;
/// Given names that are written short: "Md. Rafiq Olawale".
const SHORTENED: &[&str] = &["md", "mohd"];

/// The people of a sentence whom a post or their body stands right before, where no name was found.
pub fn people(scene: &Scene, found: &[Mention]) -> Vec<Mention> {
    let words = &scene.sentence.words;
    let mut people: Vec<Mention> = Vec::new();
    if scene.sentence.shouting {
        return people;
    }
    for at in (1..words.len()).filter(|at| words[*at].capital) {
        if people.last().is_some_and(|person| words[at].token.span.start < person.whole.end) {
            continue;
        }
        let last = if follows(scene, at) { name(scene, found, at) } else { None };
        let held = last.filter(|last| {
            let beside = || {
                behind_post(scene, at) || behind_body(scene, found, at, *last) || before_body(scene, found, at, *last)
            };
            behind_occupation(scene, at) || is_named(scene, at) && beside()
        });
        let person = held.or_else(|| addressed(scene, found, at));
        let person = person.or_else(|| beside_person(scene, found, at).then_some(at));
        people.extend(person.map(|last| mention(scene, Kind::Person, (at, last), MentionRule::Person, CONFIDENCE)));
    }
    people
}

/// Whether only white space parts a word from the one before it.
fn follows(scene: &Scene, at: usize) -> bool {
    let words = &scene.sentence.words;
    let gap = Span::new(words[at - 1].token.span.end, words[at].token.span.start).of(scene.text);
    !gap.is_empty() && gap.chars().all(char::is_whitespace) && !gap.contains("\n\n")
}

/// The last word of two or more capitals in a row that may be a person's name, none of them in a name that was found.
fn name(scene: &Scene, found: &[Mention], at: usize) -> Option<usize> {
    let words = &scene.sentence.words;
    let lexicon = scene.lexicon;
    let joins =
        |next: &usize| follows(scene, *next) && (words[*next].capital || lexicon.particles.has(&words[*next].key));
    let end = words.len().min(at + 1 + LONGEST);
    let last = (at + 1..end).take_while(joins).filter(|next| words[*next].capital).last()?;
    let own = |at: usize| {
        let key = words[at].key.as_str();
        let named = lexicon.is_given_name(key) || lexicon.is_surname(key);
        let tables =
            [&lexicon.states, &lexicon.places, &lexicon.organisation_heads, &lexicon.topics, &lexicon.positions];
        let other = || tables.into_iter().any(|table| table.has(key)) || lexicon.calendar.has(key);
        let title = lexicon.honorifics.has(key) && !lexicon.is_given_name(key);
        let belief = lexicon.other_heads.class(key) == Some("belief");
        let island = at == last && lexicon.other_heads.class(key) == Some("place") && !lexicon.is_surname(key);
        words[at].initial
            || SHORTENED.contains(&key)
            || !words[at].acronym && !title && !belief && !island && (named || !other() && !lexicon.is_common(key))
    };
    // "professor Sheikh Ada Marsh"
    let titled = |at: usize| lexicon.honorifics.has(&words[at].key) && at + 1 < last;
    let titles = (at..last).take_while(|at| titled(*at)).count();
    let whole = (at + titles..=last).all(|at| own(at) || lexicon.particles.has(&words[at].key));
    let free = over(found, scene.sentence.span(at, last)).is_empty();
    (whole && free && last < at + LONGEST).then_some(last)
}

/// Whether the first word is a given name, or one that no table has.
fn is_named(scene: &Scene, at: usize) -> bool {
    let word = &scene.sentence.words[at];
    word.initial || SHORTENED.contains(&word.key.as_str()) || scene.lexicon.is_given_name(&word.key)
}

/// "immigration barrister", "its co-founder": a post in small letters.
fn behind_occupation(scene: &Scene, at: usize) -> bool {
    let word = &scene.sentence.words[at - 1];
    let small = word.token.span.of(scene.text).starts_with(char::is_lowercase);
    let post = word.key.rsplit([' ', '-']).next().unwrap_or("");
    let plain = !scene.lexicon.held_posts.is(post, "otherwise") && !post.ends_with('s');
    small && plain && scene.lexicon.positions.longest_before(scene.sentence.keys_before(at)).is_some()
}

/// "Shadow Home Secretary", "UN Secretary-General": a post in capitals of two words or more.
fn behind_post(scene: &Scene, at: usize) -> bool {
    let words = &scene.sentence.words;
    let post = words[at - 1].key.rsplit([' ', '-']).next().unwrap_or("");
    let compound = words[at - 1].key.contains(['-', ' '])
        || at > 1 && follows(scene, at - 1) && (words[at - 2].capital || words[at - 2].key == "the");
    compound
        && !scene.lexicon.held_posts.is(post, "otherwise")
        && scene.sentence.setting != Setting::Heading
        && scene.lexicon.positions.longest_before(scene.sentence.keys_before(at)).is_some()
}

/// "CEO of the Reed Institute Ada Marsh told": a body that a post leads to before the name, and a verb of saying behind it.
fn behind_body(scene: &Scene, found: &[Mention], at: usize, last: usize) -> bool {
    let words = &scene.sentence.words;
    let end = words[at - 1].token.span.end;
    let body = found.partition_point(|mention| mention.whole.end < end);
    let Some(body) = found.get(body).filter(|m| m.kind == Kind::Organisation && m.whole.end == end) else {
        return false;
    };
    let lead = scene.text[..body.whole.start].trim_end();
    let lead = lead.strip_suffix("the").map_or(lead, str::trim_end);
    let post = lead.strip_suffix("of").map(|lead| lead.split_whitespace().rev().take(4).map(key).collect::<Vec<_>>());
    let post = post.is_some_and(|keys| {
        let keys: Vec<Text> = keys.into_iter().rev().collect();
        scene.lexicon.positions.longest_before(&keys).is_some()
    });
    let says = words.get(last + 1).is_some_and(|next| {
        scene.lexicon.saying.has(&next.key) && next.token.span.of(scene.text).starts_with(char::is_lowercase)
    });
    post && says
}

/// "Mr. Marsh", "Shri A.B.Lind": the last word of a name behind a title that nobody but people has.
fn addressed(scene: &Scene, found: &[Mention], at: usize) -> Option<usize> {
    let words = &scene.sentence.words;
    let titled =
        words[at - 1].capital && scene.lexicon.held_posts.is(&words[at - 1].key, "person") && follows(scene, at);
    let written = words[at].token.span.of(scene.text);
    // "A.B.Lind"
    let dotted = written.contains('.') && written.rsplit('.').next().is_some_and(|last| last.chars().count() > 2);
    let free = over(found, words[at].token.span).is_empty();
    let own = dotted || is_named(scene, at) || scene.lexicon.is_surname(&words[at].key);
    if !titled || !free || !own {
        return None;
    }
    name(scene, found, at).or(Some(at))
}

/// "…; Ada Marsh from the Reed Institute": a name between a mark and the body that it comes from.
fn before_body(scene: &Scene, found: &[Mention], at: usize, last: usize) -> bool {
    let words = &scene.sentence.words;
    let opens =
        words[at - 1].key == "and" || [',', ';'].iter().any(|mark| words[at - 1].token.is_mark(scene.text, *mark));
    let end = words[last].token.span.end;
    let next = found.get(found.partition_point(|mention| mention.whole.start < end));
    let body = next.filter(|mention| mention.kind == Kind::Organisation);
    opens && body.is_some_and(|body| matches!(&scene.text[end..body.whole.start], " from " | " from the " | " of the "))
}

/// "Ada Marsh and Jo from the Reed Institute": one word that "and" joins to a person, before the body of both.
fn beside_person(scene: &Scene, found: &[Mention], at: usize) -> bool {
    let words = &scene.sentence.words;
    let span = words[at].token.span;
    let next = found.partition_point(|mention| mention.whole.end <= span.start);
    let (Some(before), Some(after)) = (next.checked_sub(1).map(|at| &found[at]), found.get(next)) else { return false };
    let joined = before.kind == Kind::Person
        && scene.text.get(before.whole.end..span.start) == Some(" and ")
        && after.kind == Kind::Organisation
        && matches!(scene.text.get(span.end..after.whole.start), Some(" from " | " from the " | " of " | " of the "));
    joined && is_named(scene, at)
}
