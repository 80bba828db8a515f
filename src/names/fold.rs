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
    let words = folded.split_whitespace().map(|word| {
        let word = word.strip_suffix("'s").unwrap_or(word);
        word.replace('\'', "")
    });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
