//! Words and sentences of a stretch of text: what layout, recognition and rules all count in.

pub mod eight;
pub mod points;
pub mod sketch;

use crate::model::{Span, Text};
use memchr::{memchr, memchr_iter, memchr2_iter};
use smallvec::SmallVec;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and dots; an abbreviation keeps its final dot.
    Word,
    /// Digits first.
    Number,
    /// A possessive `'s` or `’s`, cut off its word.
    Possessive,
    /// A web or mail address.
    Link,
    /// A single punctuation mark.
    Mark,
}

impl TokenKind {
    /// How many kinds there are.
    pub const COUNT: usize = 5;
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// Whether it is a word whose first letter is a capital, or that holds one (`iSEC`).
    pub fn is_capital(self, text: &str) -> bool {
        self.kind == TokenKind::Word && self.span.of(text).chars().any(char::is_uppercase)
    }

    /// Whether it is a word without any capital.
    pub fn is_lower(self, text: &str) -> bool {
        self.kind == TokenKind::Word && !self.is_capital(text)
    }

    /// Whether it is this punctuation mark.
    pub fn is_mark(self, text: &str, mark: char) -> bool {
        self.kind == TokenKind::Mark && self.span.of(text).starts_with(mark)
    }
}

/// Abbreviations that keep their dot and do not end a sentence, without the dot, in lower case.
static ABBREVIATIONS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../data/lexicon/en/abbreviations.txt")));

/// Whether a row says that its person signs for nobody else: "in an individual capacity", "(personal capacity)".
pub fn tells_individual(row: &str) -> bool {
    // Few rows hold the letters of "capacity" that hardly another word has.
    let around = |at: usize| row.as_bytes().get(at.checked_sub(1)?..at + 3);
    let told = |at: usize| around(at).is_some_and(|four| four.eq_ignore_ascii_case(b"apac"));
    if !memchr2_iter(b'p', b'P', row.as_bytes()).any(told) {
        return false;
    }
    let low = row.to_lowercase();
    ["individual", "personal", "private"]
        .iter()
        .any(|word| low.match_indices(word).any(|(at, _)| low[at + word.len()..].trim_start().starts_with("capacity")))
}

/// The tokens of a stretch; those of a field of a row are held in place.
pub type Tokens = SmallVec<[Token; 8]>;

/// Bytes of a field of a row, or fewer.
const FIELD: usize = 64;

/// The tokens within a span, in order; white space is passed over.
pub fn tokens(text: &str, within: Span) -> Tokens {
    // A field of a row holds few words, and needs no room beside that for them.
    let length = within.end - within.start;
    let mut found = Tokens::with_capacity(if length > FIELD { length / BYTES } else { 0 });
    if length <= FIELD && eight::is_alphabetic(within.of(text)) {
        let mut start = within.start;
        let spaces = memchr_iter(b' ', within.of(text).as_bytes()).map(|at| within.start + at);
        for end in spaces.chain([within.end]) {
            found.push(Token { span: Span::new(start, end), kind: TokenKind::Word });
            start = end + 1;
        }
        return found;
    }
    let bytes = &text.as_bytes()[..within.end];
    let mut at = within.start;
    // Before here stands no mail address.
    let mut unmailed = if memchr(b'@', &bytes[at..]).is_some() { at } else { within.end };
    while at < within.end {
        if bytes[at] == b' ' {
            at += 1;
            continue;
        }
        if let Some(length) = plain_word(&bytes[at..]) {
            if at >= unmailed {
                let run = run(&text[at..within.end]);
                unmailed = if run.contains('@') { at } else { at + run.len() };
            }
            let may_be_web = matches!(bytes[at] | 0x20, b'h' | b'w');
            if at < unmailed && !(may_be_web && is_web(&text[at..within.end])) {
                found.push(Token { span: Span::new(at, at + length), kind: TokenKind::Word });
                at += length;
                continue;
            }
        }
        let rest = &text[at..within.end];
        let first = rest.chars().next().expect("at lies before the end, on a boundary");
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let length = if let Some(length) = link(rest, at >= unmailed) {
            found.push(Token { span: Span::new(at, at + length), kind: TokenKind::Link });
            length
        } else if first.is_alphanumeric() {
            word(text, at, within.end, &mut found)
        } else {
            found.push(Token { span: Span::new(at, at + first.len_utf8()), kind: TokenKind::Mark });
            first.len_utf8()
        };
        at += length;
    }
    found
}

/// A word with what parts it from the next has more bytes than this, in nearly all texts.
pub const BYTES: usize = 4;

/// Bytes of the word at the start: ASCII letters, where nothing behind them can belong to the word. Nearly every word
/// is one; none of them needs a longer look.
fn plain_word(rest: &[u8]) -> Option<usize> {
    let length = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
    let parts =
        |byte: &u8| matches!(byte, b' ' | b'\n' | b',' | b';' | b':' | b')' | b'?' | b'!' | b'"' | b'(' | b'\t');
    (length > 0 && rest.get(length).is_none_or(parts)).then_some(length)
}

/// What stands before the next character that no address holds.
fn run(rest: &str) -> &str {
    let closes = |c: char| {
        matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '”' | '“' | ',' | ';' | '|')
            || c.is_whitespace()
    };
    &rest[..rest.find(closes).unwrap_or(rest.len())]
}

/// Whether a web address begins here.
fn is_web(rest: &str) -> bool {
    let opens = |with: &str| rest.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    rest.starts_with(['h', 'H', 'w', 'W']) && ["http://", "https://", "www."].into_iter().any(opens)
}

/// Length of the web address at the start of `rest`, or of the mail address where one may stand.
fn link(rest: &str, mailed: bool) -> Option<usize> {
    if !mailed && !is_web(rest) {
        return None;
    }
    let run = run(rest).trim_end_matches(['.', ':', '!', '?', '\'', '’', '*', '_']);
    let is_mail = run.find('@').is_some_and(|i| i > 0 && run[i..].contains('.'));
    (is_web(run) || is_mail).then_some(run.len())
}

/// Pushes the word at `at` (and a possessive behind it) and returns the bytes passed.
fn word(text: &str, at: usize, limit: usize, found: &mut Tokens) -> usize {
    let rest = &text[at..limit];
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let joins = match c {
            '-' | '‐' | '‑' | '\'' | '’' | 'ʼ' | '&' => next.is_some_and(char::is_alphanumeric),
            '.' => next.is_some_and(char::is_alphanumeric) && joins_at_dot(&rest[..i], &rest[i + 1..]),
            c if c.is_ascii() => c.is_ascii_alphanumeric(),
            c => c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c),
        };
        if !joins {
            break;
        }
        end = i + c.len_utf8();
    }
    end = end.min(compound(&rest[..end]));
    let (stem, possessive) = split_possessive(&rest[..end]);
    let first = rest.chars().next().expect("the word has a first letter");
    let kind = if first.is_numeric() { TokenKind::Number } else { TokenKind::Word };
    let mut length = stem;
    if possessive == 0 && rest[stem..].starts_with('.') && kind == TokenKind::Word && keeps_dot(&rest[..stem]) {
        length += 1;
    }
    found.push(Token { span: Span::new(at, at + length), kind });
    if possessive > 0 {
        found.push(Token { span: Span::new(at + stem, at + stem + possessive), kind: TokenKind::Possessive });
    }
    length.max(stem + possessive)
}

/// Whether a dot inside a word joins its sides: initials (`U.N`), sites (`epicenter.works`), never a lost space.
fn joins_at_dot(before: &str, after: &str) -> bool {
    let last = before.rsplit('.').next().unwrap_or(before);
    let next = after.chars().next();
    if before.starts_with(char::is_numeric) {
        return next.is_some_and(char::is_numeric);
    }
    last.chars().count() <= 2 || next.is_some_and(|c| c.is_lowercase() || c.is_numeric())
}

/// Second parts of compounds that say what a name does: the name is a word by itself.
static PARTICIPLES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../data/lexicon/en/participles.txt")));

/// The words of a table without classes.
fn words(table: &'static str) -> HashSet<&'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
}

/// Bytes of the name in a compound such as `UKRI-funded`; of the whole word where it is none.
fn compound(word: &str) -> usize {
    let parts = word.rsplit_once(['-', '‐', '‑']);
    let named = parts.filter(|(name, last)| name.starts_with(char::is_uppercase) && PARTICIPLES.contains(last));
    named.map_or(word.len(), |(name, _)| name.len())
}

/// Bytes of the word without and of its possessive ending.
fn split_possessive(word: &str) -> (usize, usize) {
    for ending in ["'s", "’s", "ʼs", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            return (stem.len(), ending.len());
        }
    }
    (word.len(), 0)
}

/// Whether the dot behind a word belongs to it: an initial, an abbreviation, or one with inner dots.
fn keeps_dot(word: &str) -> bool {
    let mut chars = word.chars();
    let single = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    single || word.contains('.') || ABBREVIATIONS.contains(word.to_lowercase().as_str())
}

/// No sentence has more tokens: text without full stops is cut, so that what looks through a sentence stays quick.
const LONGEST_SENTENCE: usize = 600;

/// The sentences of a stretch, as ranges of indices into its tokens.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        if ends_sentence(text, tokens, i) {
            while i + 1 < tokens.len() && is_closing(tokens[i + 1].span.of(text)) {
                i += 1;
            }
            found.push(start..i + 1);
            start = i + 1;
        } else if i + 1 - start == LONGEST_SENTENCE {
            found.push(start..i + 1);
            start = i + 1;
        }
        i += 1;
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "”" | "’" | ")" | "]" | "»")
}

/// Whether the token at `i` closes a sentence: `.`, `!`, `?` or `…` before a capital, a quote or the end.
fn ends_sentence(text: &str, tokens: &[Token], i: usize) -> bool {
    let token = tokens[i];
    if token.kind != TokenKind::Mark || !matches!(token.span.of(text), "." | "!" | "?" | "…") {
        return false;
    }
    let mut next = i + 1;
    while next < tokens.len() && is_closing(tokens[next].span.of(text)) {
        next += 1;
    }
    let Some(after) = tokens.get(next) else { return true };
    let gap = tokens[next - 1].span.end < after.span.start;
    let opens = after
        .span
        .of(text)
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric() || "“\"‘(['—–".contains(c));
    gap && opens
}

/// The longest passage that is kept as evidence, in characters.
pub const EVIDENCE: usize = 300;

/// The words of a span folded to one line: white space runs become single spaces, at most `limit` characters.
pub fn passage(text: &str, span: Span, limit: usize) -> Text {
    let written = span.of(text).trim();
    let cut = if written.len() > limit { written.char_indices().nth(limit) } else { None };
    let shown = cut.map_or(written, |(cut, _)| &written[..cut]);
    if is_one_line(shown) {
        return if cut.is_some() { format!("{}…", shown.trim_end()).into() } else { shown.into() };
    }
    let mut folded = String::with_capacity(written.len().min(4 * limit));
    let mut left = limit;
    for word in written.split_whitespace() {
        let space = usize::from(!folded.is_empty());
        let length = if word.is_ascii() { word.len() } else { word.chars().count() } + space;
        folded.push_str(if space > 0 { " " } else { "" });
        if length > left {
            folded.extend(word.chars().take(left.saturating_sub(space)));
            folded.truncate(folded.trim_end().len());
            folded.push('…');
            break;
        }
        folded.push_str(word);
        left -= length;
    }
    folded.into()
}

/// Whether the words stand on one line with single spaces between them, as they do when they are folded.
fn is_one_line(written: &str) -> bool {
    let wide = |c: char| !c.is_ascii() && c.is_whitespace();
    eight::is_single_spaced(written) && (written.is_ascii() || !written.contains(wide))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len())).into_iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn words_keep_hyphens_dots_of_abbreviations_and_lose_possessives() {
        assert_eq!(words("Mr. A. Oduya-Lund’s U.N. post."), ["Mr.", "A.", "Oduya-Lund", "’s", "U.N.", "post", "."]);
        assert_eq!(words("1.Mehran Tal-Engineer"), ["1", ".", "Mehran", "Tal-Engineer"]);
        assert_eq!(words("Mill-funded Ada-Marsh well-funded"), ["Mill", "-", "funded", "Ada-Marsh", "well-funded"]);
        assert_eq!(words("see https://a.example/b. Now"), ["see", "https://a.example/b", ".", "Now"]);
    }

    #[test]
    fn sentences_end_at_full_stops_not_at_titles() {
        let text = "Dr. Ada Marsh spoke. “It is late.” She left";
        let tokens = tokens(text, Span::new(0, text.len()));
        let found: Vec<&str> = sentences(text, &tokens)
            .into_iter()
            .map(|r| Span::new(tokens[r.start].span.start, tokens[r.end - 1].span.end).of(text))
            .collect();
        assert_eq!(found, ["Dr. Ada Marsh spoke.", "“It is late.”", "She left"]);
    }
}
