//! How much a run of words reads as a person's name.

use super::candidate::{Candidate, Scene};
use crate::model::{Form, Kind};
use crate::names::shape::is_postnominal;
use crate::text::TokenKind;

/// Points for what stands in and around a name. Chosen by hand on the development documents.
mod points {
    /// A run of two words or more, before any evidence.
    pub const SEVERAL: f32 = -0.7;
    /// A single word: it needs a title or a strong context.
    pub const SINGLE: f32 = -1.9;
    /// A title right before it.
    pub const TITLE: f32 = 2.6;
    /// Letters such as MP or PhD right after it.
    pub const POSTNOMINAL: f32 = 2.4;
    /// The same after a single word: "Nordholm MP" is a member for a place.
    pub const POSTNOMINAL_ALONE: f32 = 0.6;
    /// A post or an occupation right before it ("wrestler", "son").
    pub const POST_BEFORE: f32 = 1.3;
    /// ", coordinator of …" after it.
    pub const APPOSITION: f32 = 1.2;
    /// A verb of saying after it.
    pub const SAYS: f32 = 0.9;
    /// "the" before it: people have no article.
    pub const ARTICLE: f32 = -1.6;
    /// "in", "at" or "from" before it: more often a place.
    pub const PLACED: f32 = -0.9;
    /// A capital right before it that is no title: its beginning is missing.
    pub const CUT_BEFORE: f32 = -1.6;
    /// A capital right behind it that is no title.
    pub const CUT_AFTER: f32 = -0.9;
    /// A single word that is done by or to ("ordered by", "the orders of").
    pub const AGENT: f32 = 1.1;
}

/// A person candidate, when these words can be a name at all.
pub fn weigh(scene: &Scene, start: usize, end: usize) -> Option<Candidate> {
    let sentence = scene.sentence;
    if end - start >= 6 || (sentence.shouting && titles(scene, start) == start) {
        return None;
    }
    if scene.sentence.words[start..=end].iter().all(|word| word.initial) {
        return None;
    }
    let mut score = if start == end { points::SINGLE } else { points::SEVERAL };
    let first = titles(scene, start);
    for i in start..=end {
        score += word_points(scene, start, i, end)?;
    }
    let last = postnominals(scene, end);
    score += context(scene, start, end, first, last);
    let phrase = phrase(scene, start, end);
    let (remembered, form) = scene.memory.person(&phrase);
    score += remembered;
    let body_before = first > 0 && scene.lexicon.organisation_heads.has(scene.sentence.key(Some(first - 1)));
    let parted = first < start || (body_before && start < end);
    let form = form.unwrap_or(if start == end { Form::Short } else { Form::Full });
    Some(Candidate {
        words: (start, end),
        whole: (first, last),
        kind: Kind::Person,
        form,
        parted,
        score,
        rule: "person",
    })
}

/// The keys of a run, joined by spaces.
pub fn phrase(scene: &Scene, start: usize, end: usize) -> String {
    let keys = scene.sentence.words[start..=end].iter().map(|word| word.key.as_str()).filter(|key| !key.is_empty());
    keys.collect::<Vec<_>>().join(" ")
}

/// One word's share, or none where it cannot stand in a person's name.
fn word_points(scene: &Scene, start: usize, at: usize, end: usize) -> Option<f32> {
    let (lexicon, word) = (scene.lexicon, &scene.sentence.words[at]);
    let key = word.key.as_str();
    if word.token.kind != TokenKind::Word {
        return None;
    }
    if !word.capital {
        let inside = at > start
            && at < end
            && lexicon.particles.has(key)
            && !matches!(
                key,
                "the" | "a" | "and" | "of" | "in" | "to" | "at" | "as" | "on" | "for" | "by" | "from" | "with"
            );
        // "Lord Maginnis of Drumglass": a territorial title.
        let territory = key == "of" && at == start + 1 && at + 1 == end && peerage_before(scene, start);
        return (inside || territory).then_some(if territory { 0.8 } else { 0.1 });
    }
    if at == start && super::bounds::FUNCTION_WORDS.contains(&key) && !word.initial {
        return Some(-2.5);
    }
    if word.initial {
        return Some(if at == end && at != start { -0.4 } else { 0.5 });
    }
    if at == start && starts_with_title(scene, at, end) {
        return Some(-3.2);
    }
    if at > start && is_postnominal(word.token.span.of(scene.text), key, lexicon) {
        return None;
    }
    if lexicon.calendar.class(key).is_some_and(|_| !lexicon.given_names.has(key)) {
        return None;
    }
    let (given, family) = (lexicon.is_given_name(key), lexicon.is_surname(key));
    // "Gwilym Nordh Chaired the Session"
    if lexicon.chairing.class(key) == Some("verb") && !given && !family {
        return None;
    }
    let common = lexicon.is_common(key);
    if lexicon.organisation_heads.has(key) && !(at == end && at > start && family) {
        return Some(-3.0);
    }
    if word.acronym && !scene.sentence.shouting && key.len() <= 5 && !family {
        return Some(-2.0);
    }
    let placed = lexicon.states.has(key) || lexicon.places.class(key) == Some("") || lexicon.topics.has(key);
    let posted = lexicon.positions.has(key) || lexicon.other_heads.has(key);
    // "Michelle Cook": a post's word behind a given name is a surname.
    let after_given = at > start && lexicon.is_given_name(scene.sentence.key(Some(at - 1)));
    Some(match (given, family, common) {
        (true, _, false) if !placed => 1.1,
        (_, true, _) if at == end && after_given && !placed => 0.4,
        (true, _, _) if at == start && end > start => 0.7,
        (_, true, false) if !placed => 0.8,
        _ if placed => -1.6,
        (_, true, true) if at == end && end > start && !posted => 0.2,
        // "Ottoline Marsh": a family name that is a post or a place as well.
        (_, true, _) if at == end && end > start && !common_first(scene, start) => -0.3,
        _ if posted => -1.4,
        (_, _, false) => 0.55,
        _ if scene.sentence.title_case => -1.4,
        _ => -1.1,
    })
}

/// Whether the first word of a run is ordinary: "Village Hall" is no person, "Ottoline Hall" is.
fn common_first(scene: &Scene, start: usize) -> bool {
    let key = scene.sentence.key(Some(start));
    scene.lexicon.is_common(key) || scene.lexicon.states.has(key) || scene.lexicon.places.has(key)
}

fn starts_with_title(scene: &Scene, at: usize, end: usize) -> bool {
    let keys = scene.sentence.keys_from(at);
    let takes = |table: &crate::lexicon::Table| table.longest_at(&keys).filter(|(n, _)| at + n <= end + 1);
    takes(&scene.lexicon.honorifics).is_some_and(|(_, class)| class != "name-or-title")
        || (at < end
            && takes(&scene.lexicon.positions).is_some()
            && !scene.lexicon.given_names.has(scene.sentence.key(Some(at))))
}

fn peerage_before(scene: &Scene, start: usize) -> bool {
    scene
        .lexicon
        .honorifics
        .longest_before(&scene.sentence.keys_before(start))
        .is_some_and(|(_, class)| class == "peerage")
}

/// The first word of the titles right before `start`; `start` itself when there are none.
pub fn titles(scene: &Scene, start: usize) -> usize {
    let mut first = start;
    loop {
        let keys = scene.sentence.keys_before(first);
        let Some((n, _)) = scene.lexicon.honorifics.longest_before(&keys) else { return first };
        let words = &scene.sentence.words[first - n..first];
        let short = words.len() == 1
            && words[0].key.len() <= 2
            && words[0].key != "dr"
            && words[0].key != "mr"
            && words[0].key != "ms";
        let pronoun = short && words[0].token.span.of(scene.text).contains(char::is_lowercase);
        let gap = &scene.text[words[n - 1].token.span.end..scene.sentence.words[first].token.span.start];
        // "M. Omar": an initial far more often than "Monsieur".
        if !words[0].capital || words[0].initial || pronoun || gap.contains('\n') {
            return first;
        }
        first -= n;
    }
}

/// The last word of the letters right after `end`; `end` itself when there are none.
pub fn postnominals(scene: &Scene, end: usize) -> usize {
    let (words, text) = (&scene.sentence.words, scene.text);
    let mut last = end;
    loop {
        let comma = words.get(last + 1).is_some_and(|w| w.token.is_mark(text, ','));
        let open = words.get(last + 1).is_some_and(|w| w.token.is_mark(text, '('));
        let at = last + 1 + usize::from(comma || open);
        let Some(word) = words.get(at) else { return last };
        let written = word.token.span.of(text);
        if word.token.kind != TokenKind::Word || !is_postnominal(written, &word.key, scene.lexicon) {
            return last;
        }
        if open && !words.get(at + 1).is_some_and(|w| w.token.is_mark(text, ')')) {
            return last;
        }
        last = at + usize::from(open);
    }
}

/// Points for what stands around the name.
fn context(scene: &Scene, start: usize, end: usize, first: usize, last: usize) -> f32 {
    let (sentence, lexicon) = (scene.sentence, scene.lexicon);
    let before = sentence.key(first.checked_sub(1));
    let mut score = 0.0;
    if first < start {
        score += points::TITLE;
    }
    if last > end {
        score += if start == end && first == start { points::POSTNOMINAL_ALONE } else { points::POSTNOMINAL };
    }
    if posted_before(scene, first) {
        score += points::POST_BEFORE;
    }
    if first == start && matches!(before, "the" | "a" | "an") {
        score += points::ARTICLE;
    }
    if first == start && matches!(before, "in" | "at" | "from" | "near" | "across" | "to") {
        score += points::PLACED;
    }
    score += cut_off(scene, first, last, start);
    let next = sentence.key(Some(last + 1));
    if lexicon.saying.has(next) || next == "who" {
        score += points::SAYS;
    }
    if is_apposed(scene, last) {
        score += points::APPOSITION;
    }
    if start == end && first == start {
        let two_before = sentence.key(first.checked_sub(2));
        let agent = before == "by"
            || (before == "of" && matches!(two_before, "orders" | "order" | "words" | "name" | "fatwa" | "death"));
        let unknown = !lexicon.is_common(sentence.key(Some(start))) && !sentence.words[start].acronym;
        if agent && unknown {
            score += points::AGENT;
        }
        if posted_before(scene, first) && unknown {
            score += points::AGENT / 2.0;
        }
    }
    score
}

/// Points off where the run begins or ends in the middle of a longer run of capitals.
fn cut_off(scene: &Scene, first: usize, last: usize, start: usize) -> f32 {
    let plain = |i: usize| {
        let word = &scene.sentence.words[i];
        let key = word.key.as_str();
        let stands = scene.lexicon.positions.has(key)
            || scene.lexicon.honorifics.has(key)
            || scene.lexicon.states.has(key)
            || scene.lexicon.organisation_heads.has(key)
            || super::bounds::FUNCTION_WORDS.contains(&key);
        word.capital && !stands && !word.acronym
    };
    let touches = |i: usize, j: usize| {
        !scene.text[scene.sentence.words[i].token.span.end..scene.sentence.words[j].token.span.start].contains('\n')
    };
    let before =
        first == start && first > 0 && plain(first - 1) && touches(first - 1, first) && !closes_post(scene, first - 1);
    let after = last + 1 < scene.sentence.words.len() && plain(last + 1) && touches(last, last + 1);
    (if before { points::CUT_BEFORE } else { 0.0 }) + (if after { points::CUT_AFTER } else { 0.0 })
}

/// Whether an ordinary word ends a run that a post opens: "Minister of Water and Trade".
fn closes_post(scene: &Scene, at: usize) -> bool {
    let (sentence, lexicon) = (scene.sentence, scene.lexicon);
    let inside =
        |i: &usize| sentence.words[*i].capital || matches!(sentence.key(Some(*i)), "of" | "for" | "and" | "the");
    lexicon.is_common(sentence.key(Some(at)))
        && !sentence.key(at.checked_sub(1)).is_empty()
        && (0..at).rev().take(POST_WORDS).take_while(inside).any(|i| lexicon.positions.has(sentence.key(Some(i))))
}

/// No post's own name is longer.
const POST_WORDS: usize = 6;

/// Whether the word before `first` names a post or a bond that a name follows: "wrestler", "his father".
fn posted_before(scene: &Scene, first: usize) -> bool {
    const BONDS: &[&str] = &[
        "father",
        "mother",
        "brother",
        "sister",
        "son",
        "daughter",
        "wife",
        "husband",
        "widow",
        "named",
        "colleague",
        "friend",
    ];
    let key = scene.sentence.key(first.checked_sub(1));
    BONDS.contains(&key)
        || (scene.lexicon.positions.longest_before(&scene.sentence.keys_before(first)).is_some() && !key.is_empty())
}

/// Whether ", deputy chairman of …" follows, an aside such as "(centre)" apart: a comma or an opening bracket, and a post
/// within six words.
pub fn is_apposed(scene: &Scene, last: usize) -> bool {
    let words = &scene.sentence.words;
    let mark = |i: usize| words.get(i).map_or("", |w| w.token.span.of(scene.text));
    let aside = mark(last + 1) == "(" && mark(last + 3) == ")" && words[last + 2].token.is_lower(scene.text);
    let at = last + 1 + if aside { 3 } else { 0 };
    if !matches!(mark(at), "," | "(" | "–" | "—" | "|") {
        return false;
    }
    for word in words[(at + 1).min(words.len())..].iter().take(6) {
        if word.token.kind == TokenKind::Mark && !matches!(word.token.span.of(scene.text), "&" | "." | "’" | "'") {
            return false;
        }
        if scene.lexicon.positions.has(&word.key) {
            return true;
        }
    }
    false
}
