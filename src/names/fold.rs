//! Folding: what makes two spellings of one name equal.

use crate::model::Text;
use crate::text::eight::is_alphanumeric;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The name in lower case, without accents, apostrophes and punctuation, words parted by single spaces.
///
/// NFKD with combining marks dropped, a possessive `'s` at a word's end dropped, letters without a decomposition
/// (`ø`, `ł`, `đ`, `ß` …) written as their base letters.
pub fn fold(name: &str) -> String {
    fold_plain(name, NO_BYTE).unwrap_or_else(|| fold_any(name))
}

/// The name folded as if it held no full stop: `U.N.` is `un`. Most are short and need no memory of their own.
pub fn fold_undotted(name: &str) -> Text {
    let any = || if name.contains('.') { fold_any(&name.replace('.', "")) } else { fold_any(name) };
    let short = fold_short(name).or_else(|| fold_plain(name, b'.').map(Text::from));
    short.unwrap_or_else(|| any().into())
}

/// Letters and digits of ASCII, as many as a text holds in place, or nothing.
fn fold_short(name: &str) -> Option<Text> {
    let mut bytes = [0; Text::INLINE_LIMIT];
    let folded = bytes.get_mut(..name.len()).filter(|_| is_alphanumeric(name))?;
    folded.copy_from_slice(name.as_bytes());
    folded.make_ascii_lowercase();
    str::from_utf8(folded).ok().map(Text::from)
}

/// A byte that no text holds.
const NO_BYTE: u8 = 0xff;

/// A name in ASCII without apostrophes, as nearly all are, without the bytes that are dropped; nothing for any other.
fn fold_plain(name: &str, dropped: u8) -> Option<String> {
    // Nearly every name is one: nothing to decompose, nothing to part.
    if is_alphanumeric(name) {
        return Some(name.to_ascii_lowercase());
    }
    let mut folded = String::with_capacity(name.len());
    let mut parts = false;
    for byte in name.bytes() {
        match byte {
            _ if byte.is_ascii_alphanumeric() => {
                if parts && !folded.is_empty() {
                    folded.push(' ');
                }
                parts = false;
                folded.push(char::from(byte.to_ascii_lowercase()));
            }
            _ if byte == dropped => {}
            b'\'' | b'`' | 0x80.. => return None,
            _ => parts = true,
        }
    }
    Some(folded)
}

/// Any name, letter by letter.
fn fold_any(name: &str) -> String {
    static LATIN: LazyLock<Vec<String>> = LazyLock::new(|| ('\0'..LATIN_END).map(fold_letter).collect());
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'a'..='z' | '0'..='9' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            ..LATIN_END => folded.push_str(&LATIN[c as usize]),
            '’' | '‘' => folded.push('\''),
            '“' | '”' | '–' | '—' | '…' | '•' => folded.push(' '),
            _ => folded.push_str(&fold_letter(c)),
        }
    }
    parted(&folded)
}

/// Latin letters and those with marks stand before this one.
const LATIN_END: char = '\u{250}';

/// One letter: its base letters, an apostrophe, or a space for what parts words.
fn fold_letter(letter: char) -> String {
    let mut folded = String::new();
    for c in std::iter::once(letter).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            '\'' | '’' | '`' | 'ʼ' | '‘' | 'ʿ' | 'ʾ' => folded.push('\''),
            c if c.is_alphanumeric() => folded.push(c),
            _ => folded.push(' '),
        }
    }
    folded
}

/// Words parted by single spaces, without possessives and apostrophes.
fn parted(folded: &str) -> String {
    let mut words = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        let end = words.len();
        let space = if end > 0 { " " } else { "" };
        let letters = word.strip_suffix("'s").unwrap_or(word).split('\'');
        words.push_str(space);
        letters.for_each(|part| words.push_str(part));
        if words.len() == end + space.len() {
            words.truncate(end);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name folded whole, without a short way for any letter.
    fn fold_slowly(name: &str) -> String {
        let folded: String = name.nfkd().map(fold_letter).collect();
        parted(&folded)
    }

    #[test]
    fn the_quick_ways_fold_as_the_slow_one_does() {
        let letters = ['a', 'S', 's', '1', '\'', '’', '`', '-', '–', '.', ' '];
        let mut names = vec![String::new()];
        for length in 1..=4 {
            let shorter: Vec<String> =
                names.iter().filter(|name| name.chars().count() == length - 1).cloned().collect();
            names.extend(shorter.iter().flat_map(|name| letters.map(|letter| format!("{name}{letter}"))));
        }
        names.extend(('\0'..='\u{2fff}').map(|letter| format!("a{letter}\u{301}S{letter}'s {letter}")));
        for name in names {
            assert_eq!(fold(&name), fold_slowly(&name), "{name:?}");
            assert_eq!(fold_undotted(&name), fold_slowly(&name.replace('.', "")), "{name:?}");
        }
    }
}
