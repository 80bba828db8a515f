//! Where a body's name may begin and end: not with a post, a law or a title, and not in the middle of a longer run.

use super::candidate::Scene;
use super::heads::{head_class, is_guild, is_house};
use super::person::phrase;
use crate::text::TokenKind;

/// A capital right before the run: its beginning is missing.
const CUT_BEFORE: f32 = -1.8;
/// A body's possessive right before the run: "Assembly's Third Committee" is one name.
const OWNED: f32 = -2.8;
/// A head and "of" right before the run: it completes that body's name.
const COMPLETES: f32 = -2.4;
/// A capital right behind the run.
const CUT_AFTER: f32 = -0.8;

/// Words that open a sentence or a phrase and never a name.
pub const FUNCTION_WORDS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "our", "your", "his", "her", "its", "their", "my", "in", "on",
    "at", "for", "from", "as", "when", "while", "and", "but", "or", "if", "it", "we", "they", "he", "she", "i", "you",
    "with", "of", "to", "by", "after", "before", "since", "during", "under", "all", "some", "many", "both", "each",
    "every", "no", "not", "what", "which", "who", "how", "why", "where", "there", "here", "other", "another", "such",
    "any", "most", "former", "also", "then", "today", "dear", "mr", "mrs", "ms", "dr", "sir", "yes", "so", "let",
    "please", "unlike",
];

/// Whether the whole run is a title or a post, or holds a title that begins somebody's name.
pub fn is_title(scene: &Scene, start: usize, end: usize) -> bool {
    let key = phrase(scene, start, end);
    let title =
        |i: usize| matches!(scene.lexicon.honorifics.class(scene.sentence.key(Some(i))), Some("courtesy" | "academic"));
    if (start + 1..=end).any(|i| scene.sentence.words[i].capital && title(i)) {
        return true;
    }
    scene.lexicon.honorifics.has(&key) || scene.lexicon.positions.has(&key)
}

/// Points off where the run begins or ends in the middle of a longer run of capitals.
pub fn cut_off(scene: &Scene, start: usize, end: usize) -> f32 {
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
        return OWNED;
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
        return COMPLETES;
    }
    let before = start.checked_sub(1).is_some_and(plain);
    let after = end + 1 < scene.sentence.words.len() && plain(end + 1);
    (if before { CUT_BEFORE } else { 0.0 }) + (if after { CUT_AFTER } else { 0.0 })
}

/// "Charter of the …", "Article 24 of …": a law, a text or an event that has a body's name behind it.
pub fn begins_with_other(scene: &Scene, start: usize, end: usize) -> bool {
    let small = (start..=end).find(|i| scene.sentence.words[*i].token.is_lower(scene.text));
    let Some(last) = small.and_then(|i| i.checked_sub(1)).filter(|last| *last >= start) else { return false };
    let key = scene.sentence.words[last].key.as_str();
    let numbered = scene.sentence.words[last].token.kind == TokenKind::Number;
    let listed = scene.lexicon.organisation_heads.has(&phrase(scene, start, end));
    let house = is_house(scene, last);
    !listed && !house && ((scene.lexicon.other_heads.has(key) && head_class(scene, last).is_none()) || numbered)
}

/// "Secretary of the …", "Members of …": a post and then a body. A post without "of" may open a name.
pub fn begins_with_post(scene: &Scene, start: usize, end: usize) -> bool {
    if (start..=end).any(|i| is_guild(scene, i, start)) {
        return false;
    }
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
pub fn ends_open(scene: &Scene, end: usize) -> bool {
    scene.sentence.words.get(end + 1).is_some_and(|next| {
        next.token.kind == TokenKind::Word
            && next.capital
            && next.token.span.start == scene.sentence.words[end].token.span.end
    })
}

/// Whether the word at `at` is a post, or opens one: what follows "and" is then somebody, no part of a name.
pub fn is_post(scene: &Scene, at: usize) -> bool {
    let key = scene.sentence.key(Some(at));
    let posted =
        scene.lexicon.positions.class(key) == Some("post") && scene.lexicon.organisation_heads.class(key).is_none();
    posted && !scene.lexicon.position_modifiers.has(key)
}

/// "Leena Marsh of the Reed Institute": a person and then a body. Unknown words in front of "of the", none a head.
pub fn begins_with_person(scene: &Scene, start: usize, end: usize) -> bool {
    let small = (start..=end).find(|i| !scene.sentence.words[*i].capital);
    let Some(last) = small.and_then(|i| i.checked_sub(1)).filter(|last| *last > start) else { return false };
    let joined = matches!(scene.sentence.key(small), "of" | "from" | "at")
        || scene.sentence.words[last + 1].token.kind == TokenKind::Possessive;
    let (lexicon, words) = (scene.lexicon, &scene.sentence.words[start..=last]);
    let named = lexicon.is_given_name(&words[0].key) || words[0].initial;
    let unknown = words.iter().all(|word| !lexicon.is_common(&word.key) || word.initial);
    let headed = (start..=last).any(|i| head_class(scene, i).is_some());
    joined && named && unknown && !headed
}

/// "Delta Press Club on Monday": a day or a month behind a small word is when, not who.
pub fn holds_day(scene: &Scene, start: usize, end: usize) -> bool {
    (start + 2..=end).any(|i| {
        let dated = scene.lexicon.calendar.has(scene.sentence.key(Some(i)));
        dated && matches!(scene.sentence.key(Some(i - 1)), "on" | "in" | "of" | "since" | "from" | "by")
    })
}
