//! Letters that only look like those of a name: a Cyrillic `а` in a Latin word, full-width and mathematical letters.

use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

/// The name as a reader sees it, where it is written with letters that only look so; nothing for a plain name.
///
/// Look-alikes are those of Unicode Technical Standard 39. A word that keeps to one script is plain, whatever it looks like.
pub fn undisguised(name: &str) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    let mut seen = String::with_capacity(name.len());
    for word in name.split_inclusive(|c: char| !c.is_alphabetic()) {
        let latin = word.chars().any(is_latin);
        seen.extend(word.chars().map(|c| match c {
            c if is_styled(c) => plain(c),
            c if latin && c.is_alphabetic() && !is_latin(c) => look_alike(c).unwrap_or(c),
            c => c,
        }));
    }
    (seen != name).then_some(seen)
}

/// Whether a letter is one of the Latin blocks.
pub fn is_latin(c: char) -> bool {
    c.is_alphabetic() && (c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

/// Full-width letters, and those of formulas.
fn is_styled(c: char) -> bool {
    matches!(c, '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d7cb}')
}

/// The letter without its style.
fn plain(c: char) -> char {
    c.nfkc().next().unwrap_or(c)
}

/// The Latin letter that a letter looks like.
fn look_alike(c: char) -> Option<char> {
    let mut letters = skeleton(c.encode_utf8(&mut [0; 4])).collect::<Vec<char>>().into_iter();
    match (letters.next(), letters.next()) {
        // A capital I and a small l look the same, and the table has the small one.
        (Some('l'), None) if c.is_uppercase() => Some('I'),
        (Some(letter), None) => letter.is_ascii_alphabetic().then_some(letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_another_script_in_a_word_are_seen_as_its_own() {
        assert_eq!(undisguised("J\u{430}ne Ostrander").as_deref(), Some("Jane Ostrander"));
        assert_eq!(undisguised("\u{420}eter W\u{435}nd").as_deref(), Some("Peter Wend"));
        assert_eq!(undisguised("\u{406}van M\u{3bf}re").as_deref(), Some("Ivan More"));
        assert_eq!(undisguised("\u{ff2a}\u{ff41}\u{ff4e}\u{ff45} Marsh").as_deref(), Some("Jane Marsh"));
        assert_eq!(undisguised("\u{1d409}\u{1d41a}\u{1d427}\u{1d41e} Marsh").as_deref(), Some("Jane Marsh"));
    }

    #[test]
    fn names_of_one_script_a_word_are_plain() {
        for name in ["Jane Marsh", "José Mª Solé", "Иван Маршак", "Иван Marsh", "Ida 李娜", "Tom李", "Νίκη Μαρς"]
        {
            assert_eq!(undisguised(name), None, "{name}");
        }
    }
}
