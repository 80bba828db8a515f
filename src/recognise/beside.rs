//! What stands beside a name and is no part of it: titles before a person's, letters behind it.

use crate::lexicon::sentences::Sentence;
use crate::lexicon::{Lexicon, key};
use crate::model::{Kind, Mention, MentionRule, Span, Text};
use crate::names::shape::{is_postnominal, without_figures};
use crate::text::TokenKind;
use crate::text::eight::is_graphic;

/// The subject that a minister is for begins within so many words.
const SUBJECT: usize = 8;

/// A sentence and what is needed to read it.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The sentence.
    pub sentence: &'a Sentence<'a>,
    /// The tables.
    pub lexicon: &'a Lexicon,
}

/// A name without what does not belong to it: first and last word.
///
/// Articles and possessives go; from a person's also titles and letters, as long as a word is left.
pub fn bare(scene: &Scene, kind: Kind, (mut start, mut end): (usize, usize)) -> (usize, usize) {
    let words = &scene.sentence.words;
    if end > start && words[end].token.kind == TokenKind::Possessive {
        end -= 1;
    }
    if end > start && matches!(words[start].token.span.of(scene.text), "the" | "The" | "a" | "an") {
        start += 1;
    }
    // "3.2 Harbour Office": the number of a section.
    if end > start
        && words[start].token.kind == TokenKind::Number
        && words[start].token.span.of(scene.text).contains('.')
    {
        start += 1;
    }
    end = before_open_bracket(scene, start, end);
    if kind == Kind::Organisation {
        start = behind_post(scene, start, end);
    }
    if kind != Kind::Person {
        return (start, end);
    }
    loop {
        let keys: Vec<&str> = words[start..=end].iter().map(|word| word.key.as_str()).collect();
        let title = scene.lexicon.honorifics.longest_at(&keys);
        match title.filter(|(n, class)| *n < keys.len() && *class != "name-or-title") {
            Some((n, _)) if is_title(scene, start, n, start + n) => start += n,
            _ => break,
        }
    }
    while end > start && is_postnominal(words[end].token.span.of(scene.text), &words[end].key, scene.lexicon) {
        end -= 1;
    }
    (start, end)
}

/// The last word before a bracket that opens within the words and does not close there: "Ada Marsh QC (Hon".
fn before_open_bracket(scene: &Scene, start: usize, end: usize) -> usize {
    let words = &scene.sentence.words;
    let marks = |mark: char| (start..=end).rev().find(|at| words[*at].token.is_mark(scene.text, mark));
    match (marks('('), marks(')')) {
        (Some(open), close) if open > start && close.is_none_or(|close| close < open) => open - 1,
        _ => end,
    }
}

/// Where a body's own name starts: behind the post that somebody holds there, as in "Coordinator of the Quay Watch".
fn behind_post(scene: &Scene, start: usize, end: usize) -> usize {
    let words = &scene.sentence.words;
    let keys: Vec<&str> = words[start..=end].iter().map(|word| word.key.as_str()).collect();
    let Some((n, "post")) = scene.lexicon.positions.longest_at(&keys) else { return start };
    if keys.get(n) != Some(&"of") {
        return start;
    }
    let own = start + n + 1 + usize::from(keys.get(n + 1) == Some(&"the"));
    if own <= end && words[own].capital { own } else { start }
}

/// "700 Quay Avenue, NW": the quarter of a town, in an address.
pub fn is_quarter(scene: &Scene, first: usize, last: usize) -> bool {
    const QUARTERS: &[&str] = &["NW", "NE", "SW", "SE"];
    let quarter = first == last && QUARTERS.contains(&scene.sentence.words[first].token.span.of(scene.text));
    let before = &scene.sentence.words[..first];
    quarter && before.iter().rev().take(5).any(|word| word.token.kind == TokenKind::Number)
}

/// "(R-Aldmark)": the party and the state of whoever stands before it.
pub fn is_seat(scene: &Scene, first: usize, last: usize) -> bool {
    let mark = |at: Option<usize>, c: char| {
        at.and_then(|at| scene.sentence.words.get(at)).is_some_and(|word| word.token.is_mark(scene.text, c))
    };
    let written = scene.sentence.span(first, last).of(scene.text);
    let party =
        written.starts_with(char::is_uppercase) && written.chars().nth(1).is_some_and(|c| matches!(c, '-' | '–'));
    party && mark(first.checked_sub(1), '(') && mark(Some(last + 1), ')')
}

/// Whether `n` words of the tables of titles, before the word at `next`, are meant as such here.
fn is_title(scene: &Scene, start: usize, n: usize, next: usize) -> bool {
    let words = &scene.sentence.words[start..start + n];
    let short = n == 1 && words[0].key.len() <= 2 && !matches!(words[0].key.as_str(), "dr" | "mr" | "ms");
    let pronoun = short && words[0].token.span.of(scene.text).contains(char::is_lowercase);
    let gap = &scene.text[words[n - 1].token.span.end..scene.sentence.words[next].token.span.start];
    // "M. Omar": an initial far more often than "Monsieur"; "Reed University professor": the university's own word.
    words[0].capital && words[n - 1].capital && !words[0].initial && !pronoun && !gap.contains('\n')
}

/// The first word of the titles right before `start`; `start` itself when there are none.
pub fn titles(scene: &Scene, start: usize) -> usize {
    let mut first = start;
    while let Some((n, _)) = scene.lexicon.honorifics.longest_before(scene.sentence.keys_before(first)) {
        if !is_title(scene, first - n, n, first) || is_subject(scene, first - n) {
            break;
        }
        first -= n;
    }
    first
}

/// "Minister of Justice Ada Marsh": whether the title at a word is what a minister is for.
fn is_subject(scene: &Scene, at: usize) -> bool {
    let words = &scene.sentence.words;
    let written = |i: usize| words[i].token.span.of(scene.text);
    let office = scene.lexicon.honorifics.class(&words[at].key) == Some("office");
    let governed = at.checked_sub(1).is_some_and(|before| matches!(written(before), "of" | "for" | "and"));
    if !office || !governed {
        return false;
    }
    let leads = |i: &usize| words[*i].capital || matches!(written(*i), "and" | "of" | "for");
    let held = (at.saturating_sub(SUBJECT)..at).rev().take_while(leads).find(|i| matches!(written(*i), "of" | "for"));
    let post = held.and_then(|of| scene.lexicon.portfolios.longest_before(scene.sentence.keys_before(of)));
    post.is_some_and(|(_, class)| class == "any")
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

/// A name as a mention, with the titles and letters beside a person's. Its form is told by the other names.
pub fn mention(scene: &Scene, kind: Kind, words: (usize, usize), rule: MentionRule, confidence: f32) -> Mention {
    let (start, end) = bare(scene, kind, words);
    let person = kind == Kind::Person;
    let (first, last) = if person { (titles(scene, start), postnominals(scene, end)) } else { (start, end) };
    let whole = scene.sentence.span(start, end);
    let mut span = if person { without_figure(scene.text, whole) } else { whole };
    let mut name = folded(span.of(scene.text));
    let mut titles = written(scene, first, start);
    // "Baroness Kettleby": with no first name the title is part of the name.
    if person && start > first && (start == end || scene.sentence.key(Some(start + 1)) == "of") {
        let is_peerage = |title: &Text| scene.lexicon.honorifics.class(&key(title)) == Some("peerage");
        if let Some(peer) = titles.pop_if(|title| is_peerage(title)) {
            name = format!("{peer} {name}").into();
            span = Span::new(scene.sentence.words[start - 1].token.span.start, span.end);
        }
    }
    let mut mention = Mention::new(kind, name, span, rule, confidence);
    mention.whole = scene.sentence.span(first, last).join(whole);
    mention.set_titles(titles);
    mention.set_postnominals(written(scene, end + 1, last + 1));
    mention
}

/// A person's name without the numbers of notes that are glued to it: "Ada Marsh2,3".
pub fn without_figure(text: &str, name: Span) -> Span {
    Span::new(name.start, name.start + without_figures(name.of(text)).len())
}

/// The words from `from` to before `to` as written, each phrase of the lexicon as one.
fn written(scene: &Scene, from: usize, to: usize) -> Vec<Text> {
    let mut found = Vec::new();
    let mut at = from;
    while at < to {
        let keys: Vec<&str> = scene.sentence.words[at..to].iter().map(|w| w.key.as_str()).collect();
        let n = scene.lexicon.honorifics.longest_at(&keys).map_or(1, |(n, _)| n);
        let phrase = scene.sentence.span(at, at + n - 1).of(scene.text);
        if phrase.chars().any(char::is_alphabetic) {
            found.push(folded(phrase));
        }
        at += n;
    }
    found
}

/// White space folded to single spaces, none at either end.
pub fn folded(text: &str) -> Text {
    // Nearly all names are written so.
    if is_graphic(text) {
        return text.into();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
