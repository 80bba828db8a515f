//! What a name looks like: whether a short phrase reads as a person's name or as a body's.

use crate::lexicon::{Lexicon, key};
use crate::model::Span;
use crate::text::{Token, TokenKind, tokens};

/// How strongly a phrase reads as a person's name (above 0) or not (below 0).
///
/// The phrase is a whole field: a list row's first field, a signature line. Counted in rough half-points: titles and
/// known given names speak for a person; organisation words, ordinary words and long phrases against.
pub fn person_score(phrase: &str, lexicon: &Lexicon) -> f32 {
    let all = tokens(phrase, Span::new(0, phrase.len()));
    let words: Vec<Token> = all.iter().copied().filter(|t| t.kind == TokenKind::Word).collect();
    if words.is_empty() || all.iter().any(|t| matches!(t.kind, TokenKind::Number | TokenKind::Link)) {
        return -2.0;
    }
    let keys: Vec<String> = words.iter().map(|t| key(t.span.of(phrase))).collect();
    let (start, mut score) = match leading_titles(phrase, &words, &keys, lexicon) {
        0 => (0, 0.0),
        n => (n, 2.0),
    };
    // "Mayor of Selby" is a post.
    if start > 0 && matches!(keys[start].as_str(), "of" | "for" | "at" | "in") {
        return -1.0;
    }
    let mut end = words.len();
    while end > start + 1 && is_postnominal(words[end - 1].span.of(phrase), &keys[end - 1], lexicon) {
        end -= 1;
        score += 1.0;
    }
    let name = start..end;
    if name.is_empty() || name.len() > 6 {
        return -1.0;
    }
    // "Quill Ltd"
    let closing = &keys[end - 1];
    if name.len() > 1 && lexicon.legal_forms.has(closing) && !lexicon.is_surname(closing) {
        return -2.0;
    }
    if name.len() == 1 && score == 0.0 {
        score -= 1.0;
    }
    for i in name.clone() {
        let word = words[i].span.of(phrase);
        let last = i + 1 == end;
        score += word_score(word, &keys[i], i == start, last, name.len(), lexicon);
    }
    score
}

/// One word's share in `person_score`.
fn word_score(word: &str, key: &str, first: bool, last: bool, words: usize, lexicon: &Lexicon) -> f32 {
    let particle = lexicon.particles.has(key);
    if is_caseless(word) {
        return caseless_score(word, words);
    }
    if !word.chars().any(char::is_uppercase) {
        return if particle && !first { 0.0 } else { -1.0 };
    }
    if is_initial(word) {
        return 0.5;
    }
    if lexicon.organisation_heads.has(key) && !(last && words > 1 && lexicon.surnames.has(key)) {
        return -3.0;
    }
    let given = lexicon.is_given_name(key);
    let common = lexicon.is_common(key);
    match (given, common) {
        (true, false) => return 1.0,
        (true, true) if first => return 0.6,
        _ => {}
    }
    match (given, lexicon.is_surname(key), common) {
        (_, true, false) => 0.7,
        (_, true, true) if last => 0.2,
        (_, _, false) if lexicon.states.has(key) || lexicon.places.has(key) || lexicon.topics.has(key) => -1.0,
        (_, _, false) => {
            // A surname in capitals is longer than most initials.
            if is_acronym(word) && (first || word.chars().count() < 4) { -1.0 } else { 0.5 }
        }
        _ => -1.0,
    }
}

/// One word's share where letters have no case: a full name in two or three ideographs or syllables, or one of several
/// words.
fn caseless_score(word: &str, words: usize) -> f32 {
    let joined = word.chars().all(|c| matches!(c, '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'));
    match (joined, words) {
        (true, 1) if matches!(word.chars().count(), 2 | 3) => 1.6,
        (false, 2..) => 0.5,
        _ => -1.0,
    }
}

/// Whether a word is written in letters that have no case: `杨淇`, `رضا`.
pub fn is_caseless(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase() && !c.is_uppercase())
}

/// How many words at the start are titles; a title alone is not one.
pub fn leading_titles(text: &str, words: &[Token], keys: &[String], lexicon: &Lexicon) -> usize {
    let mut at = 0;
    // "Dean Marlow" is a name; "Dean Ada Marlow" and "Dr Marlow" have a title.
    if words.len() == 2 && lexicon.given_names.class(&keys[0]) == Some("") && !words[0].span.of(text).ends_with('.') {
        return 0;
    }
    while at + 1 < words.len() {
        match lexicon.honorifics.longest_at(&keys[at..]) {
            // "M. Ada Marsh": one letter is an initial.
            Some((1, _)) if keys[at].len() == 1 => break,
            Some((n, _)) if at + n < words.len() && words[at].is_capital(text) => at += n,
            _ => break,
        }
    }
    at
}

/// Whether a word stands for letters after a name here: it is one of them and written as such.
pub fn is_postnominal(word: &str, key: &str, lexicon: &Lexicon) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    lexicon.postnominals.has(key) && (capitals >= 2 || matches!(key, "jr" | "sr" | "esq" | "ret" | "retd" | "hon"))
}

/// `T`, `T.`, `J.K.`: capitals standing for names.
pub fn is_initial(word: &str) -> bool {
    let letters = || word.chars().filter(|c| *c != '.' && *c != '-');
    let many = letters().take(4).count();
    (many == 1 || (many <= 3 && word.contains('.'))) && letters().all(char::is_uppercase)
}

/// Two to seven letters, all capitals, or capitals with a small one inside (`PMOI`, `IoT`, `OHCHR`).
pub fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_alphabetic() && c.is_uppercase()).count();
    let plain = || word.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '&' || c == '-');
    let digits = || word.chars().filter(char::is_ascii_digit).count();
    (2..=8).contains(&letters) && capitals >= 2 && capitals + 1 >= letters && plain() && digits() <= 1
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
