//! What a stretch of words says of a person: posts, and the bodies they are held in.

use super::affiliation::Scene;
use super::beside::Setting;
use crate::lexicon::{Book, Fact, Glossary, Question, Word, key};
use crate::model::{Span, Text};
use smallvec::SmallVec;
use std::collections::BTreeMap;

/// One post read from a stretch of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The post as written, without the body and the words that lead to it.
    pub position: Option<Text>,
    /// Whether it is over.
    pub former: bool,
}

/// Whether any word of a stretch names a post or an occupation.
pub fn names_post(text: &str, book: &Book) -> bool {
    book.tells(text, Question::HoldsPost, || opens_post(words(text, book), book, usize::MAX))
}

/// Whether a stretch begins as a post does: within its first four words, qualifiers aside.
pub fn begins_with_post(text: &str, book: &Book) -> bool {
    opens_post(words(text, book), book, 5)
}

/// No post has more words.
const LONGEST: usize = 16;

/// Whether a post begins at one of the first words. Words are looked up one by one: most stretches end the search early,
/// and few words open a post of several.
fn opens_post(mut words: impl Iterator<Item = Word> + Clone, book: &Book, first: usize) -> bool {
    for _ in 0..first {
        let Some(word) = words.next() else { return false };
        let opens = || {
            let phrase: Vec<Word> = std::iter::once(word.clone()).chain(words.clone()).take(LONGEST).collect();
            book.tables().positions.longest_at(&phrase).is_some()
        };
        if word.is(Fact::Position) || (word.is(Fact::OpensPosition) && opens()) {
            return true;
        }
    }
    false
}

fn words(text: &str, book: &Book) -> impl Iterator<Item = Word> + Clone {
    let parts = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\'' | '.');
    let written = text.split(parts).filter(|word| !word.is_empty());
    written.map(|word| book.word(word)).filter(|word| !word.key.is_empty()).map(|word| without_co(word, book))
}

/// "Co-Director" is a director.
fn without_co(word: Word, book: &Book) -> Word {
    match word.key.strip_prefix("co-").or_else(|| word.key.strip_prefix("co ")) {
        Some(post) => book.word(post),
        None => word,
    }
}

/// The post in the words before (or without) a body: trimmed of the small words and marks at either end.
pub fn post(text: &str, book: &Book) -> Post {
    const EDGE: &[&str] = &[
        "of", "the", "at", "in", "for", "with", "and", "a", "an", "from", "to", "on", "is", "was", "as", "who",
        "current", "now", "then", "to",
    ];
    const LONGEST_EDGE: usize = "current".len();
    // "the speakers were the Mayor": a post is behind its verb.
    let is_verb = |word: &&str| matches!(*word, "was" | "were" | "is" | "are" | "included" | "includes" | "include");
    let mut said: SmallVec<[&str; 8]> = text.split_whitespace().collect();
    let verb = said.iter().rposition(is_verb);
    said.drain(..verb.map_or(0, |at| at + 1));
    let is_edge = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.len() <= LONGEST_EDGE && (bare.is_empty() || EDGE.iter().any(|edge| edge.eq_ignore_ascii_case(bare)))
    };
    // "X’s Director", "editor of the _Harbour News_"
    if matches!(said.first(), Some(&"’s" | &"'s")) {
        said.remove(0);
    }
    said.iter_mut().for_each(|word| *word = word.trim_matches('_'));
    let first = said.iter().take_while(|word| is_edge(word)).count();
    // "présidente de la"
    let class = |word: &str| book.tables().particles.class(&key(word));
    let leads =
        |word: &&str| book.facts(word).is(Fact::Particle) && matches!(class(word), Some("romance" | "germanic"));
    let behind = said[first..].iter().rev().take_while(|word| is_edge(word) || leads(word)).count();
    let joined = said[first..said.len() - behind].join(" ");
    let position = joined.trim_matches(|c: char| {
        matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '|' | '(' | ')' | '*' | '_' | ' ' | '/')
    });
    // "Deputy Minister (DM": a bracket that closes elsewhere is none of the post's.
    let open = position.rfind('(').filter(|at| *at > 0 && !position[*at..].contains(')'));
    let position = open.map_or(position, |at| position[..at].trim_end());
    let modifiers = &book.tables().position_modifiers;
    let is_former = |word: Word| word.is(Fact::PositionModifier) && modifiers.class(&word.key) == Some("former");
    let former = words(position, book).any(is_former);
    // A mail address may hold the word of a post.
    let told = !position.is_empty() && (position.contains(' ') || !position.contains('@'));
    Post { position: told.then(|| position.into()), former }
}

/// Parts of a description: cut at semicolons, in rows at line ends, at commas behind which a post begins, and at "and"
/// before one; never within a name.
pub(super) fn segments(scene: &Scene, span: Span, setting: Setting) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = span.start;
    let inner = span.of(scene.text);
    let marks = inner.match_indices([',', ';', '&', '\n']).chain(inner.match_indices(" and "));
    for (at, mark) in marks.collect::<BTreeMap<_, _>>() {
        let after = &inner[at + mark.len()..];
        let next = after.split([',', ';', '\n']).next().unwrap_or("");
        let parts = mark == ";" || mark.starts_with(|c| setting.closes(c));
        let posted = || mark != "\n" && begins_with_post(next, scene.book);
        // "Events and Engagement Manager": what stands before "and" is no post of its own.
        let of_post = || {
            let own = Span::new(start, span.start + at);
            let done = own.of(scene.text).split_whitespace().any(|word| word.ends_with("ed"));
            mark == " and " && !done && !names_post(own.of(scene.text), scene.book) && scene.bodies(own).is_empty()
        };
        if !scene.is_inside(span.start + at) && (parts || (posted() && !of_post())) {
            found.push(Span::new(start, span.start + at).trim(scene.text));
            start = span.start + at + mark.len();
        }
    }
    found.push(Span::new(start, span.end).trim(scene.text));
    found.retain(|part| !part.is_empty());
    found
}
