//! Eight bytes at once: what is asked of every row of a list is told by its bytes, without a look at each.
//!
//! A word of eight bytes answers with the highest bit of each byte (Warren, Hacker's Delight, 2nd edition, 6-1).

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Which bytes are below this one of ASCII.
#[inline]
fn below(word: u64, byte: u8) -> u64 {
    let reaches = (word & !HIGH) + u64::from(0x80 - byte) * ONES;
    !(reaches | word) & HIGH
}

/// Which bytes are between these two of ASCII, or one of them.
#[inline]
fn between(word: u64, first: u8, last: u8) -> u64 {
    below(word, last + 1) & !below(word, first)
}

/// Which bytes are spaces: those that nothing is left of.
#[inline]
fn spaces(word: u64) -> u64 {
    let apart = word ^ (u64::from(b' ') * ONES);
    !(((apart & !HIGH) + !HIGH) | apart) & HIGH
}

/// Which bytes are letters or figures of ASCII.
#[inline]
fn alphanumeric(word: u64) -> u64 {
    let small = word | (u64::from(b' ') * ONES);
    between(small, b'a', b'z') | between(word, b'0', b'9')
}

/// Hands out the words of eight bytes of a stretch, the last filled up with a byte, as long as they pass.
#[inline]
fn all_words(bytes: &[u8], filling: u8, mut passes: impl FnMut(u64) -> bool) -> bool {
    let (whole, rest) = bytes.as_chunks::<8>();
    for word in whole {
        if !passes(u64::from_le_bytes(*word)) {
            return false;
        }
    }
    let last = rest.iter().rev().fold(u64::from(filling) * ONES, |word, byte| word << 8 | u64::from(*byte));
    rest.is_empty() || passes(last)
}

/// Whether all words pass and hold no space behind a space; the first byte stands behind one if `spaced`.
#[inline]
fn all_single(bytes: &[u8], spaced: bool, passes: impl Fn(u64) -> u64) -> bool {
    let mut before = if spaced { 0x80 } else { 0 };
    all_words(bytes, b'a', |word| {
        let spaces = spaces(word);
        let doubled = spaces & (spaces << 8 | before);
        before = spaces >> 56;
        doubled == 0 && passes(word) == HIGH
    })
}

/// How many words white space of ASCII parts.
pub fn count_words(stretch: &str) -> usize {
    let (mut before, mut found) = (0x80, 0);
    all_words(stretch.as_bytes(), b' ', |word| {
        let spaces = spaces(word) | between(word, b'\t', b'\r');
        let starts = !spaces & (spaces << 8 | before) & HIGH;
        before = spaces >> 56;
        found += starts.count_ones() as usize;
        true
    });
    found
}

/// Whether a stretch holds neither control characters nor two spaces side by side.
pub fn is_single_spaced(stretch: &str) -> bool {
    all_single(stretch.as_bytes(), false, |word| !below(word, b' ') & HIGH)
}

/// Whether a stretch is letters, figures and marks of ASCII with single spaces between.
pub fn is_graphic(stretch: &str) -> bool {
    let closed = !stretch.ends_with(' ') && !stretch.is_empty();
    closed && all_single(stretch.as_bytes(), true, |word| between(word, b' ', b'~'))
}

/// Whether a stretch is letters and figures of ASCII with single spaces between.
pub fn is_alphanumeric(stretch: &str) -> bool {
    let closed = !stretch.ends_with(' ') && !stretch.is_empty();
    closed && all_single(stretch.as_bytes(), true, |word| alphanumeric(word) | spaces(word))
}

/// Whether a stretch is letters of ASCII with single spaces between.
pub fn is_alphabetic(stretch: &str) -> bool {
    let closed = !stretch.ends_with(' ') && !stretch.is_empty();
    let letters = |word: u64| between(word | (u64::from(b' ') * ONES), b'a', b'z');
    closed && all_single(stretch.as_bytes(), true, |word| letters(word) | spaces(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_tell_what_each_tells() {
        let bytes = ['a', 'Z', '0', '~', ' ', '\t', '\u{1f}', '\u{7f}', '@', '[', '`', '{', '/', ':', 'é', '\n'];
        let mut stretches = vec![String::new()];
        for length in 1..=3 {
            let shorter: Vec<String> = stretches.iter().filter(|s| s.chars().count() == length - 1).cloned().collect();
            stretches.extend(shorter.iter().flat_map(|stretch| bytes.map(|c| format!("{stretch}{c}"))));
        }
        for stretch in &stretches {
            // At every place in a word, and over the end of one.
            for lead in ["", "abcdef", "abcdefg", "abcdefgh"] {
                let stretch = format!("{lead}{stretch}");
                let doubled = stretch.contains("  ");
                let closed = !stretch.is_empty() && !stretch.starts_with(' ') && !stretch.ends_with(' ') && !doubled;
                let all = |told: fn(&u8) -> bool| stretch.bytes().all(|byte| byte == b' ' || told(&byte));
                assert_eq!(
                    count_words(&stretch),
                    stretch.split(|c: char| matches!(c, ' ' | '\t'..='\r')).filter(|w| !w.is_empty()).count(),
                    "{stretch:?}"
                );
                assert_eq!(
                    is_single_spaced(&stretch),
                    !doubled && stretch.bytes().all(|byte| byte >= b' '),
                    "{stretch:?}"
                );
                assert_eq!(is_graphic(&stretch), closed && all(u8::is_ascii_graphic), "{stretch:?}");
                assert_eq!(is_alphanumeric(&stretch), closed && all(u8::is_ascii_alphanumeric), "{stretch:?}");
                assert_eq!(is_alphabetic(&stretch), closed && all(u8::is_ascii_alphabetic), "{stretch:?}");
            }
        }
    }
}
