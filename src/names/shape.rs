//! What a name looks like: whether a short phrase reads as a person's name or as a body's.

use crate::lexicon::{Fact, Facts, Glossary, Lexicon, Word};
use crate::model::Span;
use crate::text::eight::is_alphabetic;
use crate::text::{Token, TokenKind, tokens};
use memchr::memchr2;
use smallvec::SmallVec;

/// How strongly a phrase reads as a person's name (above 0) or not (below 0).
///
/// The phrase is a whole field: a list row's first field, a signature line. Counted in rough half-points: titles and
/// known given names speak for a person; organisation words, ordinary words and long phrases against.
pub fn person_score(phrase: &str, vocabulary: &impl Glossary) -> f32 {
    vocabulary.points(phrase, || points(phrase, vocabulary))
}

fn points(phrase: &str, vocabulary: &impl Glossary) -> f32 {
    if is_alphabetic(phrase) {
        let words: Written = phrase.split(' ').map(|word| (word, vocabulary.facts(word))).collect();
        if !words[0].1.is(Fact::OpensHonorific) {
            return points_of(&words, 0.0);
        }
    }
    let mut all = tokens(phrase, Span::new(0, phrase.len()));
    if all.iter().any(|t| matches!(t.kind, TokenKind::Number | TokenKind::Link)) {
        return -2.0;
    }
    all.retain(|t| t.kind == TokenKind::Word);
    if all.is_empty() {
        return -2.0;
    }
    let words: SmallVec<[Word; 8]> = all.iter().map(|t| vocabulary.word(t.span.of(phrase))).collect();
    let start = leading_titles(phrase, &all, &words, vocabulary.tables());
    // "Mayor of Selby" is a post.
    if start > 0 && matches!(words[start].key.as_str(), "of" | "for" | "at" | "in") {
        return -1.0;
    }
    let written: Written = all.iter().zip(&words).map(|(t, word)| (t.span.of(phrase), word.facts())).collect();
    points_of(&written[start..], if start > 0 { 2.0 } else { 0.0 })
}

/// Words as they are written, with all that is told of them.
type Written<'a> = SmallVec<[(&'a str, Facts); 8]>;

/// The points of a name behind titles, which give some of their own.
fn points_of(words: &[(&str, Facts)], titles: f32) -> f32 {
    let mut score = titles;
    let mut name = words;
    while let [shorter @ .., (_, last)] = name
        && !shorter.is_empty()
        && closes_name(*last)
    {
        name = shorter;
        score += 1.0;
    }
    let Some((_, closing)) = name.last().filter(|_| name.len() <= 6) else { return -1.0 };
    // "Quill Ltd"
    if name.len() > 1 && closing.is(Fact::LegalForm) && !closing.is(Fact::PartSurname) {
        return -2.0;
    }
    if name.len() == 1 && score == 0.0 {
        score -= 1.0;
    }
    for (i, (written, word)) in name.iter().enumerate() {
        score += word_score(written, *word, i == 0, i + 1 == name.len(), name.len());
    }
    score
}

/// One word's share in `person_score`.
fn word_score(written: &str, word: Facts, first: bool, last: bool, words: usize) -> f32 {
    if word.is(Fact::Caseless) {
        return caseless_score(written, words);
    }
    if !word.is(Fact::Capital) {
        return if word.is(Fact::Particle) && !first { 0.0 } else { -1.0 };
    }
    if word.is(Fact::Initial) {
        return 0.5;
    }
    if word.is(Fact::OrganisationHead) && !(last && words > 1 && word.is(Fact::Surname)) {
        return -3.0;
    }
    let (given, common) = (word.is(Fact::GivenName), word.is(Fact::Common));
    match (given, common) {
        (true, false) => return 1.0,
        (true, true) if first => return 0.6,
        _ => {}
    }
    match (word.is(Fact::PartSurname), common) {
        (true, false) => 0.7,
        (true, true) if last => 0.2,
        (_, false) if word.is_any([Fact::State, Fact::Place, Fact::Topic]) => -1.0,
        (_, false) => {
            // A surname in capitals is longer than most initials.
            if word.is(Fact::Acronym) && (first || word.is(Fact::Brief)) { -1.0 } else { 0.5 }
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

/// Whether a phrase may hold a bracket, by its bytes: most do not.
pub fn may_open_bracket(phrase: &str) -> bool {
    const WIDE: u8 = "（".as_bytes()[0];
    memchr2(b'(', WIDE, phrase.as_bytes()).is_some()
}

/// Whether a word is written in letters that have no case: `杨淇`, `رضا`.
pub fn is_caseless(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase() && !c.is_uppercase())
}

/// How many words at the start are titles; a title alone is not one.
pub fn leading_titles(text: &str, tokens: &[Token], words: &[Word], lexicon: &Lexicon) -> usize {
    let mut at = 0;
    // "Dean Marlow" is a name; "Dean Ada Marlow" and "Dr Marlow" have a title.
    if words.len() == 2 && words[0].is(Fact::OnlyGivenName) && !tokens[0].span.of(text).ends_with('.') {
        return 0;
    }
    while at + 1 < words.len() && words[at].is(Fact::OpensHonorific) {
        match lexicon.honorifics.longest_at(&words[at..]) {
            // "M. Ada Marsh": one letter is an initial.
            Some((1, _)) if words[at].key.len() == 1 => break,
            Some((n, _)) if at + n < words.len() && tokens[at].is_capital(text) => at += n,
            _ => break,
        }
    }
    at
}

/// Whether a word stands for letters after a name here: it is one of them and written as such.
pub fn is_postnominal(word: &str, key: &str, lexicon: &Lexicon) -> bool {
    lexicon.postnominals.has(key) && is_lettered(letters(word).capitals, key)
}

/// The same of a word that is known.
pub fn is_postnominal_word(word: &Word) -> bool {
    closes_name(word.facts())
}

/// The same by what is told of it.
pub fn closes_name(word: Facts) -> bool {
    word.is(Fact::Postnominal) && word.is(Fact::Lettered)
}

/// Whether a word with so many capitals is written as letters after a name are.
pub fn is_lettered(capitals: usize, key: &str) -> bool {
    capitals >= 2 || matches!(key, "jr" | "sr" | "esq" | "ret" | "retd" | "hon")
}

/// What the letters of a word are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters {
    /// How many of them are capitals.
    pub capitals: usize,
    /// They are of a script without capitals.
    pub caseless: bool,
    /// They stand for names: see [`is_initial`].
    pub initial: bool,
    /// They stand for the words of a body's name: see [`is_acronym`].
    pub acronym: bool,
}

/// What the letters of a word are, told in one look where all are of ASCII.
pub fn letters(word: &str) -> Letters {
    if !word.is_ascii() {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        return Letters { capitals, caseless: is_caseless(word), initial: is_initial(word), acronym: is_acronym(word) };
    }
    let (mut capitals, mut small, mut figures, mut dots, mut hyphens, mut others) = (0, 0, 0, 0, 0, 0);
    for byte in word.bytes() {
        match byte {
            b'A'..=b'Z' => capitals += 1,
            b'a'..=b'z' => small += 1,
            b'0'..=b'9' => figures += 1,
            b'.' => dots += 1,
            b'-' => hyphens += 1,
            b'&' => {}
            _ => others += 1,
        }
    }
    let written = word.len() - dots - hyphens;
    Letters {
        capitals,
        caseless: false,
        initial: capitals == written && (written == 1 || (written <= 3 && dots > 0)),
        acronym: others == 0 && capitals >= 2 && small <= 1 && capitals + small <= 8 && figures <= 1,
    }
}

/// `T`, `T.`, `J.K.`: capitals standing for names.
pub fn is_initial(word: &str) -> bool {
    let letters = || word.chars().filter(|c| *c != '.' && *c != '-');
    let many = letters().take(4).count();
    (many == 1 || (many <= 3 && word.contains('.'))) && letters().all(char::is_uppercase)
}

/// Two to seven letters, all capitals, or capitals with a small one inside (`PMOI`, `IoT`, `OHCHR`).
pub fn is_acronym(word: &str) -> bool {
    let (mut letters, mut capitals, mut digits) = (0, 0, 0);
    for c in word.chars() {
        if c.is_alphabetic() {
            letters += 1;
            capitals += usize::from(c.is_uppercase());
            if letters > 8 || capitals + 1 < letters {
                return false;
            }
        } else if c.is_ascii_digit() {
            digits += 1;
        } else if !(c.is_alphanumeric() || c == '.' || c == '&' || c == '-') {
            return false;
        }
    }
    letters >= 2 && capitals >= 2 && digits <= 1
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

/// A name without the numbers of notes that are glued to its end: "Ada Marsh2,3".
pub fn without_figures(name: &str) -> &str {
    if !name.ends_with(|c: char| c.is_ascii_digit()) {
        return name;
    }
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    if bare.ends_with(char::is_alphabetic) { bare } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_look_tells_what_each_rule_tells() {
        let mut words = vec![String::new()];
        for length in 1..=5 {
            let shorter: Vec<String> = words.iter().filter(|word| word.len() == length - 1).cloned().collect();
            words.extend(shorter.iter().flat_map(|word| "Ab1.-&'".chars().map(move |c| format!("{word}{c}"))));
        }
        words.extend(["ABCDEFGH", "ABCDEFGHI", "ABCDEFGHi", "ABCDEFGi", "Éa", "ÉA", "王", "東京"].map(String::from));
        for word in words {
            let slowly = Letters {
                capitals: word.chars().filter(|c| c.is_uppercase()).count(),
                caseless: is_caseless(&word),
                initial: is_initial(&word),
                acronym: is_acronym(&word),
            };
            assert_eq!(letters(&word), slowly, "{word}");
        }
    }
}
