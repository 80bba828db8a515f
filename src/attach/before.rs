//! What running text says before a name: the post, the body, and the post held in it.

use super::affiliation::Scene;
use super::beside::{Setting, is_capital, is_joint};
use super::office::{is_taken, office};
use super::posts::{begins_with_post, names_post};
use super::runs::post_before;
use crate::lexicon::{Lexicon, key};
use crate::model::{Affiliation, Mention, Span, Text};

/// So many characters before a name may speak of it.
const LONGEST: usize = 600;

/// "The X President-elect Mrs N", "X's director N", "head of the X, N", "as a member of the X, N".
pub(super) fn before(scene: &Scene, at: usize, limit: Span, setting: Setting) -> Vec<Affiliation> {
    let mention = &scene.mentions[at];
    let text = scene.text;
    let clause = &text[limit.start.min(mention.whole.start)..mention.whole.start];
    let marked = clause.trim_end().ends_with([':', '-', '–', '—']);
    if setting == Setting::Row && marked {
        // "Body: Name", "5.2 Body - Name"
        let start = clause.find(char::is_alphabetic).map_or(limit.start, |i| limit.start + i);
        let span = Span::new(start.min(mention.whole.start), mention.whole.start);
        let whole = |body: &usize| scene.named[*body].whole.len() + 3 >= span.trim(text).len();
        let body = scene.bodies(span).into_iter().find(whole);
        return body.and_then(|b| scene.make("", Some(b), limit, 0.8)).into_iter().collect();
    }
    let span = without_greeting(scene, clause_before(scene, mention, limit, setting));
    let evidence = span.join(mention.whole).trim(text);
    // "the Mayor, A, the Dean, N": in such a row every post is that of the name behind it.
    let row = (setting == Setting::Prose).then(|| post_before(scene, at, span.join(Span::new(span.start, limit.end))));
    if let Some(post) = row.flatten() {
        return scene.described(post, Setting::Prose, evidence, 0.7);
    }
    // "Minister of Ports and Lagoons N"
    let holder = scene.person_before(mention.whole.start).map(|m| m.whole.end).filter(|end| *end > span.start);
    let held = office(span.of(text), scene.lexicon).filter(|office| !is_taken(text, office, holder));
    if let Some(office) = held {
        return scene.make(office, None, evidence, 0.75).into_iter().collect();
    }
    let titled = posts_of_title(scene, mention);
    let Some(body) = scene.bodies(span).last().copied() else {
        return position_only(scene, span, &titled, evidence).into_iter().collect();
    };
    let body = long_form(scene, span, body);
    let whole = scene.named[body].whole;
    if scene.person_from(whole.end).is_some_and(|person| person.whole.start < mention.whole.start) {
        return position_only(scene, span, &titled, evidence).into_iter().collect();
    }
    let gap = without_bracket(&text[whole.end..mention.whole.start]);
    if gap.contains(')') {
        return position_only(scene, span, &titled, evidence).into_iter().collect();
    }
    let gap = gap.trim_start_matches("’s").trim_start_matches("'s").trim();
    let gap = gap.strip_suffix("the").map_or(gap, str::trim_end);
    let comma = gap.ends_with(',');
    // "the X President-elect Mrs N", "X's coordinator, N": only a post (or titles that are one) between body and name.
    let gap = gap.trim_end_matches(',');
    let posted = !gap.contains(',')
        && gap.split_whitespace().count() <= 6
        && begins_with_post(gap, scene.book)
        && names_post(gap, scene.book)
        && !tells(gap, scene.lexicon);
    // "HJU Regional Director N": the last word of the post was read as a title.
    let led = !gap.is_empty()
        && !comma
        && !titled.is_empty()
        && gap.split_whitespace().count() <= 4
        && gap.split_whitespace().all(|word| is_capital(word) && word.chars().all(|c| c.is_alphabetic() || c == '-'));
    let posted = posted || led;
    // "The Reed Court sentenced the pilot N": what a body does to somebody is no post in it.
    if posted && acts(gap, scene.lexicon) {
        let verb = gap.find(' ').map_or(0, |end| gap.as_ptr() as usize - text.as_ptr() as usize + end);
        let object = Span::new(verb.max(whole.end), span.end);
        return position_only(scene, object, &titled, evidence).into_iter().collect();
    }
    if posted || (gap.is_empty() && !comma && !titled.is_empty()) {
        // "former X president N"
        let lead = text[span.start.min(whole.start)..whole.start].split_whitespace().next_back().unwrap_or("");
        let over = scene.lexicon.position_modifiers.class(&key(lead)) == Some("former");
        let lead = if over { lead } else { "" };
        let words = [lead, gap, titled.as_str()].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        return scene.make(&words, Some(body), evidence, 0.85).into_iter().collect();
    }
    // "the X’s N"
    let owned = text[whole.end..mention.whole.start].trim();
    if matches!(owned, "’s" | "'s" | "’" | "'") {
        return scene.make("", Some(body), evidence, 0.65).into_iter().collect();
    }
    if text[whole.end..mention.whole.start].split_whitespace().any(|word| word == "its") {
        return position_only(scene, span, &titled, evidence).into_iter().collect();
    }
    // "head of the X, N", "as a member of the X of the Isles, N".
    if gap.is_empty() || is_tail(gap) {
        let held = held_before(scene, span, whole, comma, evidence);
        if !held.is_empty() {
            return held;
        }
        if comma && is_representative(scene, span, whole) {
            return scene.make("", Some(body), evidence, 0.65).into_iter().collect();
        }
    }
    Vec::new()
}

/// The body itself, where the last one named is its initials in brackets: "the Reed Institute (RI), N".
fn long_form(scene: &Scene, span: Span, body: usize) -> usize {
    let bracketed = scene.text[span.start..scene.named[body].whole.start].ends_with('(');
    let before = body.checked_sub(1).filter(|before| bracketed && scene.named[*before].whole.start >= span.start);
    let joins =
        |before: &usize| scene.text[scene.named[*before].whole.end..scene.named[body].whole.start].trim() == "(";
    before.filter(joins).unwrap_or(body)
}

/// The words behind a body without the bracket that follows at once, which holds its initials.
fn without_bracket(gap: &str) -> &str {
    let gap = gap.trim();
    let closed = gap.strip_prefix('(').and_then(|inner| Some(inner.split_once(')')?.1));
    closed.map_or(gap, str::trim_start)
}

/// The part of the sentence before a name: no mark that parts sentences, no open bracket.
fn clause_before(scene: &Scene, mention: &Mention, limit: Span, setting: Setting) -> Span {
    let end = mention.whole.start;
    let from = limit.start.min(end);
    let start = match end - from <= LONGEST {
        true => from,
        false => scene.text[from..end].char_indices().rev().take(LONGEST).last().map_or(end, |(at, _)| from + at),
    };
    let clause = &scene.text[start..end];
    let mut open = 0usize;
    let parts = |(i, c): &(usize, char)| match c {
        ')' => {
            open += 1;
            false
        }
        '(' => {
            let closed = open > 0;
            open = open.saturating_sub(1);
            !closed
        }
        '.' => !scene.is_inside(start + i),
        ';' | '“' | '”' | ':' => true,
        c => setting.closes(*c),
    };
    let cut = clause.char_indices().rev().find(parts).map_or(0, |(i, c)| i + c.len_utf8());
    Span::new(start + cut, mention.whole.start)
}

/// The titles of a name that are posts.
fn posts_of_title(scene: &Scene, mention: &Mention) -> String {
    mention.titles().iter().filter(|title| names_post(title, scene.book)).cloned().collect::<Vec<_>>().join(" ")
}

/// Whether words hold a verb of saying that is no post: another clause.
fn tells(words: &str, lexicon: &Lexicon) -> bool {
    words.split_whitespace().map(key).any(|word| lexicon.saying.has(&word) && !lexicon.positions.has(&word))
}

/// Whether the words between a body and a person open another noun ("… the pilot"), or begin with a verb ("dismissed pilot").
fn acts(words: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    let verb = |word: &str| {
        let key = key(word);
        let known = lexicon.positions.has(&key) || lexicon.position_modifiers.has(&key);
        word.ends_with("ed") && word.starts_with(char::is_lowercase) && !known
    };
    let opens = |pair: &[&str]| matches!(pair[1], "the" | "a" | "an" | "his" | "her" | "their") && !is_joint(pair[0]);
    words.first().is_some_and(|word| verb(word)) || words.windows(2).any(opens)
}

/// "of the Isles", "on Harbours": the end of a body's name that was not read as one.
fn is_tail(gap: &str) -> bool {
    let mut words = gap.split_whitespace();
    let opens = words.next().is_some_and(|word| matches!(word, "of" | "on" | "in" | "for" | "against"));
    opens && gap.split_whitespace().count() <= 5 && words.all(|word| is_joint(word) || is_capital(word))
}

/// The posts in the words that lead to a body right before a name.
fn held_before(scene: &Scene, span: Span, body: Span, comma: bool, evidence: Span) -> Vec<Affiliation> {
    let Some(lead) = leading_posts(scene, Span::new(span.start, body.start)) else { return Vec::new() };
    // "A, head of the X, B": the post behind A's comma is A's.
    let taken = comma && scene.text[span.start..lead.start].trim_end().ends_with(',') && {
        let comma = scene.text[..lead.start].trim_end().len() - 1;
        scene.person_before(comma).is_some_and(|m| scene.text[m.whole.end..comma].trim().is_empty())
    };
    if taken {
        return Vec::new();
    }
    let held = scene.described(Span::new(lead.start, body.end), Setting::Prose, evidence, 0.8);
    held.into_iter().filter(|affiliation| affiliation.organisation.is_some()).collect()
}

/// The end of a stretch that holds posts and leads to what they are held in: "acting head of the", "founder of the X
/// and chair of the".
fn leading_posts(scene: &Scene, span: Span) -> Option<Span> {
    let text = span.of(scene.text);
    let last = text.split_whitespace().next_back()?;
    if !matches!(last, "of" | "the" | "at" | "for" | "in" | "a" | "an" | "de" | "to") {
        return None;
    }
    let belongs = |at: usize, word: &str| {
        let bare = word.trim_matches(['(', ')', '"']);
        let known = scene.lexicon.positions.has(&key(bare)) || scene.lexicon.position_modifiers.has(&key(bare));
        scene.is_inside(at) || is_capital(bare) || known || (is_joint(word) && word != "from")
    };
    let mut start = span.end;
    for word in text.split_whitespace().rev() {
        let at = span.start + (word.as_ptr() as usize - text.as_ptr() as usize);
        let person = scene.person_from(at).is_some_and(|person| person.whole.start <= at && at < span.end);
        if person || !belongs(at, word) || word.ends_with([',', ';']) {
            break;
        }
        start = at;
    }
    let lead = Span::new(start, span.end);
    let small = lead.of(scene.text).split_whitespace().take_while(|word| is_joint(word) || matches!(*word, "a" | "an"));
    let small =
        small.last().map_or(start, |word| span.start + (word.as_ptr() as usize - text.as_ptr() as usize) + word.len());
    let lead = Span::new(small.min(span.end), span.end).trim(scene.text);
    (!lead.is_empty() && begins_with_post(lead.of(scene.text), scene.book)).then_some(lead)
}

/// "representatives from the X, N, the Y, N": whether a body before a name stands in such a row.
fn is_representative(scene: &Scene, span: Span, body: Span) -> bool {
    let lead = scene.text[span.start..body.start].trim_end().to_lowercase();
    let lead = lead.strip_suffix("the").map_or(lead.as_str(), str::trim_end);
    let lead = lead.strip_suffix("and").map_or(lead, str::trim_end);
    let opened = ["representatives from", "representatives of", "representative of", "representative from"];
    let first = opened.iter().any(|words| lead.ends_with(words));
    let among = lead.ends_with(',')
        && opened.iter().any(|words| lead.contains(words))
        && scene.person_before(body.start).is_some_and(|person| {
            person.whole.end > span.start && scene.text[person.whole.end..].trim_start().starts_with(',')
        });
    first || among
}

/// "champion wrestler N": a post right before the name without a body; "its leader N": with the body meant.
fn position_only(scene: &Scene, span: Span, titled: &str, evidence: Span) -> Option<Affiliation> {
    let last = span.of(scene.text).split_whitespace().next_back().unwrap_or("");
    let posted = !last.ends_with(',') && scene.lexicon.positions.has(&key(last));
    if !posted && !last.ends_with(',') && titled.is_empty() {
        return None;
    }
    let words: Vec<&str> = span.of(scene.text).split_whitespace().collect();
    // "The Minister for Ports, N": the clause begins with the post, and nothing else stands before the name.
    let opening = span.of(scene.text).trim().strip_suffix(',').filter(|post| {
        let article = post.starts_with("The ") || post.starts_with("the ");
        // "Chief Justice, N"
        let bare = || {
            titled.is_empty()
                && opens_with_post(post, scene.lexicon)
                && words.iter().all(|w| is_capital(w) || is_joint(w))
        };
        (article || bare()) && !post.contains(',') && words.len() <= 8 && begins_with_post(post, scene.book)
    });
    if let Some(post) = opening.filter(|_| scene.person_from(span.start).is_some_and(|m| m.whole.start >= span.end)) {
        return scene.make(post, None, evidence, 0.7);
    }
    if !posted {
        return scene.make(titled, None, evidence, 0.7).filter(|_| !titled.is_empty());
    }
    let from = words
        .iter()
        .rposition(|word| scene.lexicon.common_words.has(&key(word)) && is_small(word))
        .map_or(0, |i| i + 1);
    // "the X has no seat because its leader N": the body that the sentence names last.
    let owned = from.checked_sub(1).is_some_and(|at| matches!(words[at], "its" | "Its"));
    let owner = owned.then(|| scene.bodies(span).last().copied()).flatten();
    let phrase = words[from..].join(" ");
    let phrase = [phrase.as_str(), titled].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    scene.make(&phrase, owner, evidence, 0.7)
}

/// "Deputy Director", "Chief Justice of Kestria": words that open with one post, qualifiers aside.
fn opens_with_post(words: &str, lexicon: &Lexicon) -> bool {
    let keys: Vec<Text> = words.split_whitespace().map(key).collect();
    let qualifiers = keys.iter().take_while(|word| lexicon.position_modifiers.has(word)).count();
    let post = (0..=qualifiers).filter_map(|at| Some((at, lexicon.positions.longest_at(&keys[at..])?.0))).next();
    post.is_some_and(|(at, n)| !keys[at + n - 1].ends_with('s'))
}

fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "of",
        "the",
        "a",
        "an",
        "by",
        "and",
        "to",
        "in",
        "on",
        "with",
        "for",
        "from",
        "that",
        "his",
        "her",
        "its",
        "their",
        "including",
        "is",
        "was",
        "as",
        "year",
        "then",
        "current",
        "which",
    ];
    SMALL.contains(&word.to_lowercase().as_str())
}

/// "Dear Archivist": the words behind "Dear".
fn without_greeting(scene: &Scene, words: Span) -> Span {
    let written = words.of(scene.text);
    let rest = written.split_once(' ').filter(|(first, _)| key(first) == "dear").map(|(_, rest)| rest);
    rest.map_or(words, |rest| Span::new(words.end - rest.len(), words.end))
}
