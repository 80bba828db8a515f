//! Folding: what makes two spellings of one name equal.

/// The name in lower case, without accents, apostrophes and punctuation, words parted by single spaces.
///
/// NFKD with combining marks dropped, a possessive `'s` at a word's end dropped, letters without a decomposition
/// (`ø`, `ł`, `đ`, `ß` …) written as their base letters.
pub fn fold(name: &str) -> String {
    // Nearly every word is one: nothing to decompose, nothing to part.
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return name.to_ascii_lowercase();
    }
    if name.is_ascii() && !name.contains(['\'', '`']) {
        let mut folded = String::with_capacity(name.len());
        for word in name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
        }
        folded.make_ascii_lowercase();
        return folded;
    }
    if name.is_ascii() {
        return fold_ascii(name);
    }
    if let Some(plain) = in_ascii(name) {
        return fold_ascii(&plain);
    }
    fold_any(name)
}

/// Any name, letter by letter.
fn fold_any(name: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let mut folded = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
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
    parted(folded.chars())
}

/// A name whose only letters beyond ASCII are the quotation marks, dashes and spaces of printers, in ASCII.
fn in_ascii(name: &str) -> Option<String> {
    let plain = |c: char| match c {
        '’' | '‘' => Some('\''),
        '“' | '”' | '–' | '—' | '…' | '•' | '\u{a0}' => Some(' '),
        c => c.is_ascii().then_some(c),
    };
    name.chars().map(plain).collect()
}

fn fold_ascii(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'' && c != '`') {
        let owner = word.strip_suffix(['s', 'S']).and_then(|owner| owner.strip_suffix(['\'', '`']));
        let letters = || owner.unwrap_or(word).chars().filter(char::is_ascii_alphanumeric);
        if letters().next().is_some() {
            words.push_str(if words.is_empty() { "" } else { " " });
            words.extend(letters().map(|c| c.to_ascii_lowercase()));
        }
    }
    words
}

/// Words parted by single spaces, without possessives and apostrophes.
fn parted(letters: impl Iterator<Item = char>) -> String {
    let folded: String = letters.collect();
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

    #[test]
    fn the_quick_ways_fold_as_the_slow_one_does() {
        let letters = ['a', 'S', 's', '1', '\'', '’', '`', '-', '–', '.', ' '];
        let mut names = vec![String::new()];
        for length in 1..=4 {
            let shorter: Vec<String> =
                names.iter().filter(|name| name.chars().count() == length - 1).cloned().collect();
            names.extend(shorter.iter().flat_map(|name| letters.map(|letter| format!("{name}{letter}"))));
        }
        for name in names {
            assert_eq!(fold(&name), fold_any(&name), "{name:?}");
        }
    }
}
