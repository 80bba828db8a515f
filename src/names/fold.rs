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
    fold_plain(name, NO_BYTE, |folded| folded.to_owned()).unwrap_or_else(|| fold_any(name))
}

/// The name folded as if it held no full stop: `U.N.` is `un`. Most are short and need no memory of their own.
pub fn fold_undotted(name: &str) -> Text {
    let any = || if name.contains('.') { fold_any(&name.replace('.', "")) } else { fold_any(name) };
    fold_plain(name, b'.', |folded| folded.into()).unwrap_or_else(|| any().into())
}

/// A byte that no text holds.
const NO_BYTE: u8 = 0xff;

/// Bytes of a name that is folded without memory of its own on the way.
const SHORT: usize = 64;

/// What a byte is folded to: a letter or digit in lower case, a space for what parts words, nothing for what
/// [`fold_plain`] leaves to [`fold_any`].
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0u8;
    while byte.is_ascii() {
        folded[byte as usize] = if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { b' ' };
        byte += 1;
    }
    folded[b'\'' as usize] = 0;
    folded[b'`' as usize] = 0;
    folded
};

/// A name in ASCII without apostrophes, as nearly all are, without the bytes that are dropped; nothing for any other.
fn fold_plain<T>(name: &str, dropped: u8, make: impl Fn(&str) -> T) -> Option<T> {
    let (mut short, mut long) = ([0; SHORT], Vec::new());
    let room = match short.get_mut(..name.len()) {
        Some(room) => room,
        None => {
            long.resize(name.len(), 0);
            &mut long[..]
        }
    };
    // Nearly every name is one: nothing to part.
    if name.len() > Text::INLINE_LIMIT && is_alphanumeric(name) {
        room.copy_from_slice(name.as_bytes());
        room.make_ascii_lowercase();
        return str::from_utf8(room).ok().map(make);
    }
    let mut length = 0;
    let mut parts = false;
    for byte in name.bytes() {
        match FOLDED[usize::from(byte)] {
            0 => return None,
            _ if byte == dropped => {}
            b' ' => parts = true,
            folded => {
                room[length] = b' ';
                length += usize::from(parts && length > 0);
                parts = false;
                room[length] = folded;
                length += 1;
            }
        }
    }
    str::from_utf8(&room[..length]).ok().map(make)
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
        let long = ["Q", "Quay ", "Q. y-"].map(|name| name.repeat(2 * SHORT));
        names.extend((SHORT - 2..SHORT + 3).flat_map(|length| long.each_ref().map(|name| name[..length].to_owned())));
        for name in names {
            assert_eq!(fold(&name), fold_slowly(&name), "{name:?}");
            assert_eq!(fold_undotted(&name), fold_slowly(&name.replace('.', "")), "{name:?}");
        }
    }
}
