//! Which letters a word has, whatever their order: what is left of it where they were jumbled or written backwards.

/// Letters that are told apart: a to z, `$`, and a few places for all others.
const PLACES: usize = 32;

/// How often a word has each letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spelling {
    counts: [u8; PLACES],
}

impl Spelling {
    /// Of words as they sound, or of one in Latin letters.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Spelling {
        let mut counts = [0u8; PLACES];
        for letter in words.into_iter().flat_map(str::chars) {
            let count = &mut counts[place(letter)];
            *count = count.saturating_add(1);
        }
        Spelling { counts }
    }

    /// The share of their letters that two have in common, 0 to 1: the coefficient of Dice (1945); 1/2 where one has none.
    pub fn shared(&self, other: &Spelling) -> f64 {
        let sum = |counts: &[u8; PLACES]| counts.iter().map(|count| u32::from(*count)).sum::<u32>();
        let (a, b) = (sum(&self.counts), sum(&other.counts));
        if a == 0 || b == 0 {
            return 0.5;
        }
        let common: u32 = self.counts.iter().zip(&other.counts).map(|(a, b)| u32::from(*a.min(b))).sum();
        f64::from(2 * common) / f64::from(a + b)
    }
}

fn place(letter: char) -> usize {
    match letter {
        'a'..='z' => letter as usize - 'a' as usize,
        '$' => 26,
        letter => 27 + letter as usize % (PLACES - 27),
    }
}

/// Words of so many letters may be jumbled; of fewer, too many are made of the same ones.
const SHORTEST: usize = 5;

/// Whether two words of plain letters, five at least, are of the same ones in another order: `nithro` and `orthin`.
pub fn are_jumbled(a: &str, b: &str) -> bool {
    let plain = |word: &str| word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase());
    a.len() == b.len() && a != b && plain(a) && plain(b) && Spelling::of([a]) == Spelling::of([b])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jumbled_words_have_the_same_letters() {
        assert!(are_jumbled("tsiuqnroht", "thornquist") && are_jumbled("thornqusit", "thornquist"));
        assert!(!are_jumbled("thornquist", "thornquist") && !are_jumbled("thornquiss", "thornquist"));
        assert!(!are_jumbled("reed", "deer"), "short");
    }

    #[test]
    fn letters_are_shared() {
        let shared = |a, b| Spelling::of([a]).shared(&Spelling::of([b]));
        assert_eq!(shared("abc", "cab"), 1.0);
        assert_eq!(shared("abcd", "abxy"), 0.5);
        assert_eq!(shared("ab", "xy"), 0.0);
        assert_eq!(shared("ab", ""), 0.5);
    }
}
