//! What a word of a name sounds like, whoever wrote it down, and how far apart two sounds are.

use super::tables::NameTables;
use std::cell::RefCell;
use std::str::Chars;

/// Letters that stand for one sound, longest first; the right side is how the sound is written here. `k` is every
/// k, q, kh, gh and hard g; `$` is sh, ch and their German and French spellings.
const SOUNDS: &[(&str, &str)] = &[
    ("shch", "$"),
    ("tsch", "$"),
    ("dsch", "j"),
    ("sch", "$"),
    ("tch", "$"),
    ("dzh", "j"),
    ("cz", "$"),
    ("sz", "$"),
    ("sh", "$"),
    ("ch", "$"),
    ("kh", "k"),
    ("gh", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("zh", "j"),
    ("dj", "j"),
    ("ck", "k"),
    ("qu", "k"),
    ("ts", "s"),
    ("tz", "s"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ai", "i"),
    ("ay", "i"),
    ("ie", "i"),
    ("ij", "i"),
    ("yi", "i"),
    ("iy", "i"),
    ("c", "k"),
    ("q", "k"),
    ("g", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("y", "i"),
];

/// What it costs to swap two letters, in hundredths, where it is less than a whole letter.
const NEAR: &[(&str, u32)] = &[
    ("bp", 60),
    ("dt", 50),
    ("sz", 35),
    ("fv", 45),
    ("ji", 45),
    ("j$", 40),
    ("mn", 60),
    ("$k", 60),
    ("$s", 50),
    ("jk", 55),
    ("jz", 50),
    ("vu", 45),
    ("vo", 60),
    ("lr", 75),
    ("hk", 55),
    ("dz", 55),
];

/// Vowels and `h` come and go.
const VOWEL_SWAP: u32 = 35;
const VOWEL_COMES: u32 = 40;
const WHOLE: u32 = 100;

/// A folded word as it sounds: in Latin letters, one for each sound, none doubled.
pub fn sound(folded: &str) -> String {
    let latin = latin(folded);
    let mut sounds = String::with_capacity(latin.len());
    let mut rest = latin.as_str();
    while let Some(first) = rest.chars().next() {
        let (taken, sound) = match SOUNDS.iter().find(|(letters, _)| rest.starts_with(letters)) {
            Some((letters, sound)) => (letters.len(), *sound),
            None => (first.len_utf8(), &rest[..first.len_utf8()]),
        };
        if !sounds.ends_with(sound) {
            sounds.push_str(sound);
        }
        rest = &rest[taken..];
    }
    sounds
}

/// A folded word in Latin letters; what no table knows stays.
pub fn latin(folded: &str) -> String {
    if folded.is_ascii() {
        return folded.to_owned();
    }
    let tables = NameTables::built_in();
    let mut latin = String::with_capacity(folded.len());
    for c in folded.chars() {
        match (tables.letter(c), hangul(c)) {
            (Some(letters), _) => latin.push_str(letters),
            (None, Some(syllable)) => latin.push_str(&syllable),
            (None, None) => latin.push(c),
        }
    }
    latin
}

/// The first sound and the consonants after it: what spelling changes least.
pub fn skeleton(sound: &str) -> String {
    let mut skeleton = String::with_capacity(sound.len());
    for (at, c) in sound.chars().enumerate() {
        let c = match c {
            'z' => 's',
            'd' => 't',
            'p' => 'b',
            c => c,
        };
        if at == 0 && is_vowel(c) {
            skeleton.push('a');
        } else if (at == 0 || !is_soft(c)) && !skeleton.ends_with(c) {
            skeleton.push(c);
        }
    }
    skeleton
}

/// How alike two words sound: 1 for equal, 0 for nothing in common.
pub fn alike(a: &str, b: &str) -> f64 {
    alike_from(a, b, 0.0)
}

/// The same, and 0 for anything below `least`: most words are not alike, and that is soon seen.
pub fn alike_from(a: &str, b: &str, least: f64) -> f64 {
    if a == b {
        return 1.0;
    }
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    SCRATCH.with_borrow_mut(|scratch| {
        scratch.fill(a, b);
        let longest = scratch.left.len().max(scratch.right.len());
        // Of short words a single sound is much.
        let room = 0.5 + 0.9 * longest as f64;
        let most = ((1.0 - least) * room * f64::from(WHOLE)).ceil() as u32;
        scratch.distance(most).map_or(0.0, |cost| {
            let likeness = (1.0 - f64::from(cost) / f64::from(WHOLE) / room).clamp(0.0, 0.99);
            if likeness < least { 0.0 } else { likeness }
        })
    })
}

/// Whether two words differ by one letter at most: another, one more, or two that have changed places.
pub fn at_most_one_edit(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > LONGEST_LETTER {
        return false;
    }
    let (mut left, mut right) = (a.chars(), b.chars());
    while left.clone().next().is_some_and(|letter| right.clone().next() == Some(letter)) {
        left.next();
        right.next();
    }
    while left.clone().next_back().is_some_and(|letter| right.clone().next_back() == Some(letter)) {
        left.next_back();
        right.next_back();
    }
    let rest = |word: &Chars| (word.clone().count(), word.clone().next(), word.clone().next_back());
    let ((m, first, last), (n, other_first, other_last)) = (rest(&left), rest(&right));
    m.max(n) <= 1 || (m, n) == (2, 2) && (first, last) == (other_last, other_first)
}

/// Bytes of a letter, at most.
const LONGEST_LETTER: usize = 4;

thread_local! {
    /// Millions of words are compared: without asking for memory each time.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Two words being compared, each letter with its place in the table of costs, and three rows of the matrix.
#[derive(Debug, Default)]
struct Scratch {
    left: Vec<(char, u8)>,
    right: Vec<(char, u8)>,
    rows: [Vec<u32>; 3],
}

impl Scratch {
    fn fill(&mut self, a: &str, b: &str) {
        for (letters, word) in [(&mut self.left, a), (&mut self.right, b)] {
            letters.clear();
            letters.extend(word.chars().map(|c| (c, place(c))));
        }
    }

    /// What the words are apart at least: a letter that nothing of the other word is near to costs a whole one.
    fn at_least(&self) -> u32 {
        let lost = |of: &[(char, u8)], by: &[(char, u8)]| {
            let reach = by.iter().fold(0, |reach, letter| reach | REACH[usize::from(letter.1)]);
            of.iter()
                .filter(|letter| reach & 1 << letter.1 == 0)
                .map(|letter| COMES[usize::from(letter.1)])
                .sum::<u32>()
        };
        lost(&self.left, &self.right).max(lost(&self.right, &self.left))
    }

    /// Optimal string alignment with dear and cheap letters, in hundredths of a letter; nothing where it is more than
    /// `most`.
    fn distance(&mut self, most: u32) -> Option<u32> {
        if self.at_least() > most {
            return None;
        }
        let [before, last, row] = &mut self.rows;
        for cells in [&mut *before, &mut *last, &mut *row] {
            cells.resize(self.right.len() + 1, 0);
        }
        last[0] = 0;
        for (j, y) in self.right.iter().enumerate() {
            last[j + 1] = last[j] + COMES[usize::from(y.1)];
        }
        let mut least_before = 0;
        for (i, x) in self.left.iter().enumerate() {
            let (goes, swaps) = (COMES[usize::from(x.1)], &SWAP[usize::from(x.1)]);
            let mut cell = last[0] + goes;
            let mut least = cell;
            row[0] = cell;
            for (j, ((y, above), next)) in self.right.iter().zip(last.windows(2)).zip(&mut row[1..]).enumerate() {
                let swap = if x.0 == y.0 { 0 } else { swaps[usize::from(y.1)] };
                cell = (above[0] + swap).min(above[1] + goes).min(cell + COMES[usize::from(y.1)]);
                if i > 0 && j > 0 && x.0 == self.right[j - 1].0 && self.left[i - 1].0 == y.0 {
                    cell = cell.min(before[j - 1] + WHOLE * 7 / 10);
                }
                least = least.min(cell);
                *next = cell;
            }
            // A step back over two rows is the furthest there is.
            if least > most && least_before > most {
                return None;
            }
            least_before = least;
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        let cost = last[self.right.len()];
        (cost <= most).then_some(cost)
    }
}

/// Letters that costs are known of: a to z and `$`; all others stand in place 0.
const PLACES: usize = 28;

/// A letter's place in the tables of costs.
const fn place(c: char) -> u8 {
    match c {
        'a'..='z' => c as u8 - b'a' + 1,
        '$' => 27,
        _ => 0,
    }
}

/// What it costs to put a letter in or leave it out.
const COMES: [u32; PLACES] = {
    let mut comes = [WHOLE; PLACES];
    let soft = b"aeiouh";
    let mut at = 0;
    while at < soft.len() {
        comes[place(soft[at] as char) as usize] = VOWEL_COMES;
        at += 1;
    }
    comes
};

/// What it costs to write one letter for another.
const SWAP: [[u32; PLACES]; PLACES] = {
    let mut swap = [[WHOLE; PLACES]; PLACES];
    let mut at = 0;
    while at < NEAR.len() {
        let (pair, cost) = (NEAR[at].0.as_bytes(), NEAR[at].1);
        let (a, b) = (place(pair[0] as char) as usize, place(pair[1] as char) as usize);
        swap[a][b] = cost;
        swap[b][a] = cost;
        at += 1;
    }
    let vowels = b"aeiou";
    let mut a = 0;
    while a < vowels.len() {
        let mut b = 0;
        while b < vowels.len() {
            swap[place(vowels[a] as char) as usize][place(vowels[b] as char) as usize] = VOWEL_SWAP;
            b += 1;
        }
        a += 1;
    }
    swap
};

/// By place, a bit for each place whose letters may be swapped for its own at less than what it costs to leave one out.
const REACH: [u32; PLACES] = {
    let mut reach = [0; PLACES];
    let mut a = 0;
    while a < PLACES {
        let mut b = 0;
        while b < PLACES {
            let dear = if COMES[a] < COMES[b] { COMES[b] } else { COMES[a] };
            if a == b || SWAP[a][b] < dear {
                reach[a] |= 1 << b;
            }
            b += 1;
        }
        a += 1;
    }
    reach
};

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Vowels, and `h`.
fn is_soft(c: char) -> bool {
    c == 'h' || is_vowel(c)
}

/// A Korean syllable by the rules of romanisation of 2000, roughly.
fn hangul(c: char) -> Option<String> {
    const FIRST: [&str; 19] =
        ["g", "k", "n", "d", "t", "r", "m", "b", "p", "s", "s", "", "j", "j", "ch", "k", "t", "p", "h"];
    const VOWEL: [&str; 21] = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu",
        "eu", "ui", "i",
    ];
    const LAST: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
        "t", "t", "k", "t", "p", "t",
    ];
    let index = (c as u32).checked_sub(0xac00).filter(|index| *index < 11_172)? as usize;
    Some(format!("{}{}{}", FIRST[index / 588], VOWEL[index % 588 / 28], LAST[index % 28]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_sound_are_equal_or_near() {
        assert_eq!(sound("qasim"), sound("ghasim"));
        assert_eq!(sound("tchekov"), sound("chekov"));
        assert!(alike(&sound("moussavi"), &sound("musawi")) > 0.95);
        assert!(alike(&sound("hekmat"), &sound("hikmet")) > alike(&sound("hekmat"), &sound("rahmat")));
        assert!(alike("karim", "salim") < 0.75);
    }

    #[test]
    fn one_edit_is_one_letter() {
        for (a, b) in
            [("reed", "reed"), ("reed", "reeds"), ("reed", "rend"), ("reed", "rede"), ("reed", "red"), ("", "a")]
        {
            assert!(at_most_one_edit(a, b) && at_most_one_edit(b, a), "{a} {b}");
        }
        assert!(!at_most_one_edit("reed", "rods") && !at_most_one_edit("reed", "deer") && !at_most_one_edit("", "ab"));
    }

    #[test]
    fn other_scripts_are_read() {
        assert_eq!(latin("иванов"), "ivanov");
        assert_eq!(latin("김"), "gim");
        assert!(alike(&sound("иванов"), &sound("iwanow")) > 0.95);
    }

    #[test]
    fn skeletons_hold_what_spelling_leaves() {
        assert_eq!(skeleton(&sound("mohammed")), skeleton(&sound("muhamad")));
        assert_eq!(skeleton(&sound("yusuf")), skeleton(&sound("yousef")));
        assert_ne!(skeleton(&sound("karim")), skeleton(&sound("salim")));
    }
}
