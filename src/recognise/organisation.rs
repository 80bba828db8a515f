//! How much a run of words reads as the name of a body.

use super::candidate::{Candidate, Scene};
use super::person::{phrase, titles};
use super::single;
use crate::model::{Form, Kind};
use crate::text::TokenKind;

/// Points for what makes a name a body's. Chosen by hand on the development documents.
mod points {
    /// A head word (Committee, Party) where the name's core ends.
    pub const HEAD: f32 = 2.6;
    /// A head word elsewhere in the name.
    pub const INNER_HEAD: f32 = 0.8;
    /// Each further capital it covers: the longer reading wins.
    pub const CAPITAL: f32 = 0.4;
    /// A legal form at the end (Ltd).
    pub const LEGAL: f32 = 3.0;
    /// "(ABC)" behind it, whose letters it spells.
    pub const DEFINED: f32 = 3.2;
    /// A unit of another body that is named in the same breath: two bodies.
    pub const NESTED: f32 = -3.2;
    /// A capital right before the run: its beginning is missing.
    pub const CUT_BEFORE: f32 = -1.8;
    /// A body's possessive right before the run: "Assembly's Third Committee" is one name.
    pub const OWNED: f32 = -2.8;
    /// A head and "of" right before the run: it completes that body's name.
    pub const COMPLETES: f32 = -2.4;
    /// A capital right behind the run.
    pub const CUT_AFTER: f32 = -0.8;
    /// A joining "and" inside a name.
    pub const AND: f32 = 0.1;
    /// A joining "and" whose sides are names of their own.
    pub const JOINED: f32 = -3.0;
}

/// Words that open a sentence or a phrase and never a name.
pub const FUNCTION_WORDS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "our", "your", "his", "her", "its", "their", "my", "in", "on",
    "at", "for", "from", "as", "when", "while", "and", "but", "or", "if", "it", "we", "they", "he", "she", "i", "you",
    "with", "of", "to", "by", "after", "before", "since", "during", "under", "all", "some", "many", "both", "each",
    "every", "no", "not", "what", "which", "who", "how", "why", "where", "there", "here", "other", "another", "such",
    "any", "most", "former", "also", "then", "today", "dear", "mr", "mrs", "ms", "dr", "sir", "yes", "so", "let",
    "please", "unlike",
];

/// An organisation candidate, when these words can be a body's name at all.
pub fn weigh(scene: &Scene, start: usize, end: usize) -> Option<Candidate> {
    let words = &scene.sentence.words[start..=end];
    let first = &words[0];
    let remembered = scene.memory.organisation(&phrase(scene, start, end));
    let form = if words.len() == 1 && first.acronym { Form::Acronym } else { remembered.1.unwrap_or(Form::Full) };
    let candidate = |score: f32| Candidate {
        words: (start, end),
        whole: (start, end),
        kind: Kind::Organisation,
        form,
        parted: false,
        score,
        rule: if form == Form::Acronym { "acronym" } else { "organisation" },
    };
    let article_inside = matches!(first.key.as_str(), "the" | "a" | "an");
    if first.key.ends_with(" based")
        || article_inside
        || (FUNCTION_WORDS.contains(&first.key.as_str()) && !first.acronym)
    {
        return None;
    }
    // Among capitals a part of a body's name is not told from an ordinary word.
    if scene.sentence.shouting && words.len() == 1 && remembered.1 != Some(Form::Acronym) {
        return None;
    }
    if let Some(known) = known(scene, start, end) {
        return Some(candidate(known + remembered.0 + cut_off(scene, start, end)));
    }
    if words.len() == 1 {
        let own = if first.acronym { single::acronym(scene, start) } else { single::plain(scene, start) };
        let score = own + remembered.0 + cut_off(scene, start, end);
        return Some(candidate(score));
    }
    if scene.sentence.shouting && remembered.0 <= 0.0 {
        return None;
    }
    if begins_with_post(scene, start, end)
        || begins_with_other(scene, start, end)
        || titles(scene, start) < start
        || ends_open(scene, end)
    {
        return None;
    }
    if lexicon_title(scene, start, end) {
        return None;
    }
    let score = core(scene, start, end)? + defined(scene, start, end) + remembered.0 + cut_off(scene, start, end);
    Some(candidate(score))
}

/// Points of a well-known body's name; less where the name is an ordinary word too.
fn known(scene: &Scene, start: usize, end: usize) -> Option<f32> {
    let written = scene.sentence.span(start, end).of(scene.text);
    let class = scene.lexicon.body(&phrase(scene, start, end), written)?;
    let longer = points::CAPITAL * (end - start) as f32;
    let ordinary =
        start == end && scene.lexicon.is_common(&scene.sentence.words[start].key) && !single::acts(scene, start);
    let ambiguous = class == "ambiguous" && (start == 0 || scene.sentence.title_case || ordinary);
    (!scene.sentence.shouting && !ambiguous).then_some(if class == "ambiguous" { 0.3 } else { points::HEAD } + longer)
}

/// Whether the whole run is a title or a post, or holds a title that begins somebody's name.
fn lexicon_title(scene: &Scene, start: usize, end: usize) -> bool {
    let key = phrase(scene, start, end);
    let title =
        |i: usize| matches!(scene.lexicon.honorifics.class(scene.sentence.key(Some(i))), Some("courtesy" | "academic"));
    if (start + 1..=end).any(|i| scene.sentence.words[i].capital && title(i)) {
        return true;
    }
    scene.lexicon.honorifics.has(&key) || scene.lexicon.positions.has(&key)
}

/// Points off where the run begins or ends in the middle of a longer run of capitals.
fn cut_off(scene: &Scene, start: usize, end: usize) -> f32 {
    let plain = |i: usize| {
        let word = &scene.sentence.words[i];
        let stands = scene.lexicon.positions.has(&word.key)
            || scene.lexicon.honorifics.has(&word.key)
            || FUNCTION_WORDS.contains(&word.key.as_str());
        word.capital && !stands
    };
    let owner = start.checked_sub(2).filter(|_| scene.sentence.words[start - 1].token.kind == TokenKind::Possessive);
    let owned = owner.is_some_and(|i| scene.sentence.words[i].acronym || head_class(scene, i).is_some());
    if owned {
        return points::OWNED;
    }
    // "Council of | Trade Unions", "Commission of the | River": what follows a head and "of" completes its name; behind
    // an article only if it has no head of its own.
    let article = start >= 1
        && scene.sentence.key(Some(start - 1)) == "the"
        && (start..=end).all(|i| head_class(scene, i).is_none());
    let at = start.checked_sub(1 + usize::from(article));
    let completes = at.is_some_and(|at| {
        at >= 1
            && matches!(scene.sentence.key(Some(at)), "of" | "for" | "on")
            && scene.sentence.words[at - 1].capital
            && head_class(scene, at - 1).is_some_and(|class| class != "state")
    });
    if completes {
        return points::COMPLETES;
    }
    let before = start.checked_sub(1).is_some_and(plain);
    let after = end + 1 < scene.sentence.words.len() && plain(end + 1);
    (if before { points::CUT_BEFORE } else { 0.0 }) + (if after { points::CUT_AFTER } else { 0.0 })
}

/// Points of a name of several words.
fn core(scene: &Scene, start: usize, end: usize) -> Option<f32> {
    let (lexicon, sentence) = (scene.lexicon, scene.sentence);
    let mut score = 0.0;
    let mut heads: Vec<usize> = Vec::new();
    let mut legal = false;
    for i in start..=end {
        let word = &sentence.words[i];
        if word.token.kind == TokenKind::Possessive && !possessive_fits(scene, start, i, end) {
            return None;
        }
        if word.capital && i > start {
            score += points::CAPITAL;
        }
        if word.capital && is_head(scene, i, start) {
            heads.push(i);
        }
        legal |= i == end && lexicon.legal_forms.has(&word.key);
        score += connector(scene, start, i, end)?;
    }
    let suffix = sentence.key(Some(end)) == "international" && end == start + 1;
    let core_end = heads.iter().copied().find(|i| closes_core(scene, *i, end));
    score += match core_end {
        Some(head) if head_class(scene, head) == Some("state") => return None,
        Some(head) if matches!(head_class(scene, head), Some("company")) && ordinary(scene, start, head) => {
            return None;
        }
        Some(_) => points::HEAD,
        None if suffix => points::HEAD,
        None if !heads.is_empty() => points::INNER_HEAD,
        None => unknown_phrase(scene, start, end),
    };
    if legal {
        score += points::LEGAL;
    }
    Some(score)
}

/// "House of Guardians": a house is a chamber when it has members; else it is a building.
fn is_house(scene: &Scene, at: usize) -> bool {
    let key = |i: usize| scene.sentence.key(Some(i));
    matches!(key(at), "house" | "chamber") && key(at + 1) == "of" && key(at + 2).ends_with('s')
}

/// Whether all words before the head are ordinary: "Information Technology" is no company.
fn ordinary(scene: &Scene, start: usize, head: usize) -> bool {
    scene.sentence.words[start..head].iter().all(|word| !word.capital || scene.lexicon.is_common(&word.key))
}

/// The class of the head word or phrase that ends at `at`.
fn head_class(scene: &Scene, at: usize) -> Option<&'static str> {
    scene.lexicon.organisation_heads.longest_before(&scene.sentence.keys_before(at + 1)).map(|(_, class)| class)
}

/// Whether the word at `at` is a head here; a company name used as a head needs something before it.
fn is_head(scene: &Scene, at: usize, start: usize) -> bool {
    if is_house(scene, at) {
        return true;
    }
    match head_class(scene, at) {
        // "International" makes a body only at the end: "Lampwright International".
        _ if scene.sentence.words[at].key == "international" => false,
        Some("company") | Some("media") => at > start,
        Some(_) => true,
        None => false,
    }
}

/// Whether the name's core ends with the head at `at`: at the end, or before a connector, a number or a legal form.
fn closes_core(scene: &Scene, at: usize, end: usize) -> bool {
    if at == end {
        return true;
    }
    let next = &scene.sentence.words[at + 1];
    !next.capital || scene.lexicon.legal_forms.has(&next.key) || next.token.kind == TokenKind::Number
}

/// Points of a small word inside a name, or none where the name cannot hold it.
fn connector(scene: &Scene, start: usize, at: usize, end: usize) -> Option<f32> {
    let sentence = scene.sentence;
    let word = &sentence.words[at];
    if word.capital || word.token.kind != TokenKind::Word {
        return Some(0.0);
    }
    let left_head = (start..at).any(|i| sentence.words[i].capital && is_head(scene, i, start));
    let right = (at + 1..=end).find(|i| sentence.words[*i].capital);
    let right_head = right.is_some_and(|r| {
        (r..=end).any(|i| {
            sentence.words[i].capital
                && head_class(scene, i).is_some_and(|c| !matches!(c, "state" | "company" | "media"))
                && !scene.lexicon.positions.has(&sentence.words[i].key)
                && closes_core(scene, i, end)
        })
    });
    Some(match word.key.as_str() {
        "and" => {
            let own = left_head && right_head;
            let left_name = at == start + 1
                && (sentence.words[start].acronym
                    || scene.lexicon.states.class(&sentence.words[start].key) == Some("state"));
            let next = sentence.key(Some(at + 1));
            let posted = right.is_some_and(|r| (r..=end).any(|i| lexicon_post(scene, i)));
            if own || left_name || posted || matches!(next, "the" | "a") { points::JOINED } else { points::AND }
        }
        // "Committee of the … Party": two bodies; "Congress of Industrial Organisations": one.
        "of" if left_head && right_head => {
            let article = sentence.key(Some(at + 1)) == "the";
            if article || !sentence.key(Some(end)).ends_with('s') { points::NESTED } else { 0.0 }
        }
        "in" | "at" if left_head && right_head => points::NESTED,
        "on" if head_class(scene, at - 1).is_some() => 0.0,
        // "Forum to Counter Hunger": a purpose in capitals is part of the name.
        "to" if left_head && sentence.words.get(at + 1).is_some_and(|word| word.capital) => 0.0,
        "in" | "at" | "to" | "with" | "by" | "from" | "on" if left_head => -0.9,
        "in" | "at" | "to" | "with" | "by" | "from" | "on" => -1.6,
        "of" | "for" => 0.0,
        // "Reminding the United …": an article stands in a name only behind a small word.
        "the" if !left_small(sentence.key(at.checked_sub(1))) => return None,
        _ => -0.05,
    })
}

fn left_small(key: &str) -> bool {
    super::candidate::CONNECTORS.contains(&key)
}

/// "Charter of the …", "Article 24 of …": a law, a text or an event that has a body's name behind it.
fn begins_with_other(scene: &Scene, start: usize, end: usize) -> bool {
    let small = (start..=end).find(|i| scene.sentence.words[*i].token.is_lower(scene.text));
    let Some(last) = small.and_then(|i| i.checked_sub(1)).filter(|last| *last >= start) else { return false };
    let key = scene.sentence.words[last].key.as_str();
    let numbered = scene.sentence.words[last].token.kind == TokenKind::Number;
    let listed = scene.lexicon.organisation_heads.has(&phrase(scene, start, end));
    let house = is_house(scene, last);
    !listed && !house && ((scene.lexicon.other_heads.has(key) && head_class(scene, last).is_none()) || numbered)
}

/// Whether the word at `at` is a post, or opens one: what follows "and" is then somebody, no part of a name.
fn lexicon_post(scene: &Scene, at: usize) -> bool {
    let key = scene.sentence.key(Some(at));
    let posted =
        scene.lexicon.positions.class(key) == Some("post") && scene.lexicon.organisation_heads.class(key).is_none();
    posted && !scene.lexicon.position_modifiers.has(key)
}

/// Whether a possessive may stand inside the name: "People's Party", "Assembly's Third Committee".
fn possessive_fits(scene: &Scene, start: usize, at: usize, end: usize) -> bool {
    let head_right = at < end
        && closes_core(scene, end, end)
        && (at + 1..=end).any(|i| head_class(scene, i).is_some() || !scene.sentence.words[i].capital);
    let owner = &scene.sentence.words[at - 1];
    let plural = owner.key.ends_with('s') || matches!(owner.key.as_str(), "people" | "women" | "men" | "children");
    let body = (start..at).any(|i| scene.sentence.words[i].acronym || head_class(scene, i).is_some());
    at < end && (plural || (body && head_right))
}

/// "Secretary of the …", "Members of …": a post and then a body. A post without "of" may open a name.
fn begins_with_post(scene: &Scene, start: usize, end: usize) -> bool {
    let keys = scene.sentence.keys_from(start);
    let post = scene.lexicon.positions.longest_at(&keys).map(|(n, _)| n);
    let modifier = scene.lexicon.position_modifiers.longest_at(&keys).map_or(0, |(n, _)| n);
    let after = scene.lexicon.positions.longest_at(&keys[modifier.min(keys.len())..]).map(|(n, _)| modifier + n);
    let head = (start..=end).find(|i| head_class(scene, *i).is_some());
    let inner = (start + 1..end).find(|i| {
        let word = &scene.sentence.words[*i];
        word.capital
            && scene.lexicon.positions.has(&word.key)
            && matches!(scene.sentence.key(Some(i + 1)), "of" | "for" | "to" | "at" | "in" | "on")
    });
    let posted = (start..=end).rev().find(|i| {
        let word = &scene.sentence.words[*i];
        word.capital
            && scene.lexicon.positions.class(&word.key) == Some("post")
            && scene.lexicon.organisation_heads.class(&word.key).is_none()
            && !scene.lexicon.position_modifiers.has(&word.key)
            && !word.key.ends_with('s')
    });
    let last_head = (start..=end).rev().find(|i| scene.sentence.words[*i].capital && head_class(scene, *i).is_some());
    if posted.is_some_and(|post| (post == start && end > start) || last_head.is_none_or(|head| head < post)) {
        let possessive = (start..=end).any(|i| scene.sentence.words[i].token.kind == TokenKind::Possessive);
        let office_of = last_head.is_some_and(|head| matches!(scene.sentence.key(Some(head + 1)), "of" | "for"));
        if !possessive && !office_of {
            return true;
        }
    }
    if inner.is_some_and(|inner| head.is_none_or(|head| head > inner)) {
        return true;
    }
    [post, after].into_iter().flatten().any(|n| {
        let next = start + n;
        next <= end
            && matches!(scene.sentence.key(Some(next)), "of" | "for" | "to" | "at" | "in" | "on" | "and" | "the")
    }) || (post.is_some_and(|n| start + n > end) && scene.lexicon.organisation_heads.class(keys[0]).is_none())
}

/// Whether the run stops in the middle of a name that goes on ("Justice for the Victims" | "of the Massacre").
fn ends_open(scene: &Scene, end: usize) -> bool {
    scene.sentence.words.get(end + 1).is_some_and(|next| {
        next.token.kind == TokenKind::Word
            && next.capital
            && next.token.span.start == scene.sentence.words[end].token.span.end
    })
}

/// Points of a run of words without any head: unknown words behind "groups like", "members of", "the".
fn unknown_phrase(scene: &Scene, start: usize, end: usize) -> f32 {
    let words = &scene.sentence.words[start..=end];
    let unknown = words.iter().filter(|w| w.capital && !scene.lexicon.is_common(&w.key)).count();
    let only = words.iter().all(|w| {
        w.capital
            && !scene.lexicon.states.has(&w.key)
            && !scene.lexicon.places.has(&w.key)
            && !scene.lexicon.topics.has(&w.key)
    });
    if unknown == 0 || !only || words.len() > 4 {
        return -2.5;
    }
    if single::grouped(scene, start) {
        return single::GROUP - 1.0;
    }
    let article = scene.sentence.key(start.checked_sub(1)) == "the";
    if article && unknown == words.len() && words.len() >= 2 { 0.6 } else { -2.0 }
}

/// Points when "(ABC)" follows and the run spells its letters.
fn defined(scene: &Scene, start: usize, end: usize) -> f32 {
    let words = &scene.sentence.words;
    let Some(open) = words.get(end + 1).filter(|w| w.token.is_mark(scene.text, '(')) else { return 0.0 };
    let Some(short) = words.get(end + 2).filter(|w| w.capital) else { return 0.0 };
    let gap = scene.text[words[end].token.span.end..open.token.span.start].trim().is_empty();
    let initials: Vec<char> = words[start..=end]
        .iter()
        .filter(|w| w.capital || w.token.kind == TokenKind::Number)
        .flat_map(|w| w.key.chars().next())
        .collect();
    if gap && spells(&short.key, &initials) { points::DEFINED + 0.3 * initials.len() as f32 } else { 0.0 }
}

/// Whether the letters of an acronym are the initials, in any order but for the first, at most one letter apart.
pub fn spells(acronym: &str, initials: &[char]) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() < 2 || initials.is_empty() || letters[0] != initials[0] {
        return false;
    }
    let mut left: Vec<char> = initials.to_vec();
    let found = letters.iter().filter(|c| left.iter().position(|i| i == *c).map(|i| left.remove(i)).is_some()).count();
    found + 1 >= letters.len() && letters.len().abs_diff(initials.len()) <= 1 + letters.len() / 3
}
