//! From text to its sketch.

use crate::model::{Sketch, Smallest, Span};

/// Words in one run.
const RUN: usize = 5;
/// With fewer words a text is too short to be known again.
const LEAST: usize = 40;

/// The sketch of the words in some stretches of a text, whatever their case, marks and spaces.
pub fn sketch(text: &str, stretches: impl IntoIterator<Item = Span>) -> Sketch {
    let (mut last, mut words, mut smallest) = ([0; RUN], 0, Smallest::default());
    let mut add = |word: u64| {
        last.rotate_left(1);
        last[RUN - 1] = word;
        words += 1;
        if words >= RUN {
            smallest.add(last.iter().fold(0, |all, word| mixed(all ^ word)));
        }
    };
    stretches.into_iter().for_each(|stretch| each_word(stretch.of(text), &mut add));
    if words < LEAST { Sketch::default() } else { smallest.sketch() }
}

/// Adds the hash of each word: of each run of letters and figures in small letters.
fn each_word(text: &str, add: &mut impl FnMut(u64)) {
    let mut word: Option<u64> = None;
    let mut rest = text;
    while !rest.is_empty() {
        let mut hash = word.unwrap_or(EMPTY);
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric);
        let plain = plain.inspect(|byte| hash = added(hash, byte.to_ascii_lowercase())).count();
        if plain > 0 {
            word = Some(hash);
        }
        let mut characters = rest[plain..].chars();
        match characters.next() {
            Some(letter) if letter.is_alphanumeric() => {
                word = Some(letter.to_lowercase().fold(word.unwrap_or(EMPTY), with));
            }
            _ => word.take().into_iter().for_each(&mut *add),
        }
        rest = characters.as_str();
    }
    word.into_iter().for_each(add);
}

/// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo) of nothing.
const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash with one more byte.
fn added(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The hash with one more character.
fn with(hash: u64, c: char) -> u64 {
    c.encode_utf8(&mut [0; 4]).bytes().fold(hash, added)
}

/// Every bit of the number in every bit of the result (the finalizer of SplitMix64).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Sketch {
        sketch(text, [Span::new(0, text.len())])
    }

    #[test]
    fn case_marks_and_line_ends_do_not_matter() {
        let words: Vec<String> = (0..60).map(|number| format!("Word{number}")).collect();
        let (one, other) = (words.join(" "), words.join(",\n").to_uppercase());
        assert_eq!(of(&one), of(&other));
        let longer = format!("{one} and two more");
        assert!(of(&one).likeness(&of(&longer)) > 0.9);
        let turned: Vec<&str> = words.iter().rev().map(String::as_str).collect();
        assert_eq!(of(&one).likeness(&of(&turned.join(" "))), 0.0, "other runs of the same words");
        assert_eq!(of("too short to be known again"), Sketch::default());
    }
}
