//! A person's name cut into words, and what stands around it taken off: titles, territories, letters, asides.

use super::person::Suffix;
use crate::lexicon::{Lexicon, key};

/// A word as written, between spaces or hyphens.
#[derive(Debug, Clone)]
pub struct Piece {
    /// As written.
    pub written: String,
    /// Folded.
    pub folded: String,
    /// Whether a hyphen ties it to the one before.
    pub tied: bool,
}

/// The name without what stands in brackets and quotes, and that.
pub fn without_asides(name: &str) -> (String, Vec<String>) {
    const MARKS: &[(char, char)] = &[('(', ')'), ('[', ']'), ('"', '"'), ('“', '”'), ('«', '»')];
    let (mut plain, mut asides, mut rest) = (String::new(), Vec::new(), name);
    'text: while let Some(at) = rest.find(|c| MARKS.iter().any(|(open, _)| *open == c)) {
        let open = rest[at..].chars().next().expect("found here");
        let after = &rest[at + open.len_utf8()..];
        for (_, close) in MARKS.iter().filter(|(mark, _)| *mark == open) {
            if let Some(end) = after.find(*close) {
                plain.push_str(&rest[..at]);
                plain.push(' ');
                asides.push(after[..end].to_owned());
                rest = &after[end + close.len_utf8()..];
                continue 'text;
            }
        }
        plain.push_str(&rest[..at]);
        rest = after;
    }
    plain.push_str(rest);
    if plain.trim().is_empty() { (name.to_owned(), Vec::new()) } else { (plain, asides) }
}

/// "REED, Ida" as "Ida REED", and whether it was turned; "Ida Reed, MP" as it is.
pub fn turned(name: &str, lexicon: &Lexicon) -> (String, bool) {
    let Some((before, after)) = name.split_once(',') else { return (name.to_owned(), false) };
    let letters = |part: &str| {
        part.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| lexicon.postnominals.has(&key(word)))
    };
    let (first, rest) = after.split_once(',').unwrap_or((after, ""));
    if letters(first) || before.trim().is_empty() {
        let titled = if rest.trim().is_empty() || letters(rest) { String::new() } else { format!(" {rest}") };
        return (format!("{before} {first}{titled}"), false);
    }
    (format!("{first} {before} {rest}"), true)
}

/// The words of a name, between spaces and hyphens.
pub fn pieces(name: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for written in name.split_whitespace() {
        for (at, part) in written.split(['-', '‐', '–', '·', '・', '=']).enumerate() {
            for (nth, part) in parted_by_capitals(part).into_iter().enumerate() {
                // "J.K." is two initials, "St." one word.
                let dotted = part.matches('.').count() > 1 || (part.contains('.') && part.chars().count() <= 2);
                let letters = pieces.is_empty() && are_initials(part) && name.chars().any(char::is_lowercase);
                let parts: Vec<&str> = match (dotted, letters) {
                    (true, _) => part.split('.').collect(),
                    (_, true) => part.split_inclusive(|_| true).collect(),
                    _ => vec![part],
                };
                for part in parts {
                    let folded = key(part).as_str().replace(' ', "");
                    if !folded.is_empty() {
                        pieces.push(Piece { written: part.to_owned(), folded, tied: at > 0 && nth == 0 });
                    }
                }
            }
        }
    }
    pieces
}

/// "JK", "AJK": two or three capitals that nobody could speak as one word, as one can "KIM".
fn are_initials(part: &str) -> bool {
    let is_consonant = |c: char| !"AEIOUY".contains(c);
    let mut consonants = part.chars().map(is_consonant);
    part.chars().all(|c| c.is_ascii_uppercase())
        && match [consonants.next(), consonants.next(), consonants.next(), consonants.next()] {
            [Some(first), Some(second), None, None] => first && second,
            [Some(first), Some(second), Some(third), None] => second && (first || third),
            _ => false,
        }
}

/// "IdaReed" as two words; "McReed" and "DeReed" as one.
fn parted_by_capitals(word: &str) -> Vec<&str> {
    let mut previous = ' ';
    for (at, c) in word.char_indices() {
        if previous.is_lowercase()
            && c.is_uppercase()
            && word[..at].chars().count() >= 3
            && word.len() - at >= 3
            && &word[..at] != "Mac"
        {
            return vec![&word[..at], &word[at..]];
        }
        previous = c;
    }
    vec![word]
}

/// Takes titles from in front of the name.
pub fn take_titles(pieces: &mut Vec<Piece>, lexicon: &Lexicon) -> Vec<String> {
    let mut titles = Vec::new();
    loop {
        let keys: Vec<&str> = pieces.iter().map(|piece| piece.folded.as_str()).collect();
        let Some((taken, class)) = lexicon.honorifics.longest_at(&keys) else { break };
        let left = keys.len().saturating_sub(taken);
        let name = class == "name-or-title"
            || (lexicon.given_names.class(keys[0]) == Some("")
                && class != "peerage"
                && !pieces[0].written.ends_with('.'));
        let letter = taken == 1 && keys[0].chars().count() == 1;
        if left == 0 || letter || pieces[taken].tied || (name && left < 2) || class == "name-or-title" {
            break;
        }
        titles.push(keys[..taken].join(" "));
        pieces.drain(..taken);
        // "1st Earl Reed": the number is no part of it either.
    }
    if pieces.len() > 2
        && pieces[0].folded.starts_with(|c: char| c.is_ascii_digit())
        && lexicon.honorifics.has(&pieces[1].folded)
    {
        titles.push(pieces[1].folded.clone());
        pieces.drain(..2);
    }
    titles
}

/// The place of a peer, taken from behind "of".
pub fn take_territory(pieces: &mut Vec<Piece>) -> String {
    let Some(of) = pieces.iter().position(|piece| piece.folded == "of").filter(|of| *of > 0) else {
        return String::new();
    };
    let place: Vec<String> = pieces.drain(of..).skip(1).map(|piece| piece.folded).collect();
    place.join(" ")
}

/// Takes letters from behind the name; gives the suffix among them.
pub fn take_letters(pieces: &mut Vec<Piece>, lexicon: &Lexicon) -> Option<Suffix> {
    let mut found = None;
    while pieces.len() > 1 {
        let last = pieces.last().expect("more than one");
        let generational = last.folded == "sr" || lexicon.postnominals.class(&last.folded) == Some("generational");
        let capitals = last.written.chars().filter(|c| c.is_uppercase()).count();
        let shouted = pieces.iter().all(|piece| !piece.written.chars().any(char::is_lowercase));
        let letters = lexicon.postnominals.has(&last.folded)
            && (capitals >= 2 && !shouted || generational && last.folded.len() < 5);
        let suffix = suffix(&last.folded).filter(|_| generational && (last.folded != "v" || pieces.len() > 2));
        if !letters && suffix.is_none()
            || last.folded == "v" && suffix.is_none()
            || pieces.len() == 2 && last.folded.len() > 1 && !generational && capitals < 2
        {
            break;
        }
        found = found.or(suffix);
        pieces.pop();
    }
    found
}

/// What a folded word behind a name says of its generation.
pub fn suffix(folded: &str) -> Option<Suffix> {
    Some(match folded {
        "sr" | "snr" | "senior" | "pere" => Suffix::Senior,
        "jr" | "jnr" | "junior" | "fils" | "filho" | "hijo" | "hija" | "ii" | "2nd" => Suffix::Junior,
        "iii" | "3rd" => Suffix::Number(3),
        "iv" | "4th" => Suffix::Number(4),
        "v" => Suffix::Number(5),
        _ => return None,
    })
}
