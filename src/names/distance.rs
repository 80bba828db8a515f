//! How alike two words sound: weighted edits, in which vowels and letters of one kind are cheap.

use std::cell::RefCell;
use std::str::Chars;

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
        let room = room(scratch.left.len().max(scratch.right.len()));
        scratch.distance(most(room, least).ceil() as u32).map_or(0.0, |cost| {
            let likeness = (1.0 - f64::from(cost) / f64::from(WHOLE) / room).clamp(0.0, 0.99);
            if likeness < least { 0.0 } else { likeness }
        })
    })
}

/// How many letters words may be apart and have something in common yet, by the letters of the longer: of short words a
/// single sound is much.
fn room(longest: usize) -> f64 {
    0.5 + 0.9 * longest as f64
}

/// What words may be apart that are alike by `least`.
fn most(room: f64, least: f64) -> f64 {
    (1.0 - least) * room * f64::from(WHOLE)
}

/// The letters of a word in few bytes: enough to see of most words that they are not alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Letters {
    /// A bit for each place of the tables of costs.
    has: u32,
    /// The same for all that is near to one of them.
    near: u32,
    count: u32,
}

impl Letters {
    /// Of a word as it sounds.
    pub fn of(sound: &str) -> Letters {
        sound.chars().map(place).fold(Letters::default(), |letters, place| Letters {
            has: letters.has | 1 << place,
            near: letters.near | REACH[usize::from(place)],
            count: letters.count + 1,
        })
    }

    /// Of two words written as one.
    pub fn and(self, next: Letters) -> Letters {
        Letters { has: self.has | next.has, near: self.near | next.near, count: self.count + next.count }
    }

    /// False only for words that are alike by less than `least`, which is more than 0.
    pub fn may_be_alike(self, other: Letters, least: f64) -> bool {
        let most = most(room(self.count.max(other.count) as usize), least);
        f64::from(self.at_least(other).max(other.at_least(self))) < most + 1.0
    }

    /// What another word is apart at least: it lacks what is near to these letters, and may have more of them.
    fn at_least(self, other: Letters) -> u32 {
        let lost = self.has & !other.near;
        let soft = (lost & SOFT).count_ones();
        soft * VOWEL_COMES + (lost.count_ones() - soft) * WHOLE + other.count.saturating_sub(self.count) * VOWEL_COMES
    }
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

/// Two words being compared, each letter with its place in the table of costs; three rows of the matrix; and what each
/// letter of the right word costs: in place of the one that is asked about and of the one before, and by itself.
#[derive(Debug, Default)]
struct Scratch {
    left: Vec<(char, u8)>,
    right: Vec<(char, u8)>,
    rows: [Vec<u32>; 3],
    swaps: [Vec<u32>; 2],
    comes: Vec<u32>,
}

impl Scratch {
    fn fill(&mut self, a: &str, b: &str) {
        for (letters, word) in [(&mut self.left, a), (&mut self.right, b)] {
            letters.clear();
            if word.is_ascii() {
                letters.extend(word.bytes().map(|c| (char::from(c), place(char::from(c)))));
            } else {
                letters.extend(word.chars().map(|c| (c, place(c))));
            }
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
        let Scratch { left, right, rows, swaps, comes } = self;
        let count = right.len();
        rows.iter_mut().for_each(|cells| cells.resize(cells.len().max(count + 1), 0));
        swaps.iter_mut().for_each(|costs| costs.resize(costs.len().max(count), 0));
        comes.clear();
        comes.extend(right.iter().map(|letter| COMES[usize::from(letter.1)]));
        let [before, last, row] = rows;
        let (mut before, mut last, mut row) = (&mut before[..=count], &mut last[..=count], &mut row[..=count]);
        let [was, swap] = swaps;
        let (mut was, mut swap) = (&mut was[..count], &mut swap[..count]);
        // Nothing stands before the first letter.
        was.fill(WHOLE);
        last[0] = 0;
        for (j, comes) in comes.iter().enumerate() {
            last[j + 1] = last[j] + comes;
        }
        let mut least_before = 0;
        for x in left.iter() {
            let (goes, costs) = (COMES[usize::from(x.1)], &SWAP[usize::from(x.1)]);
            for (swap, y) in swap.iter_mut().zip(right.iter()) {
                *swap = if x.0 == y.0 { 0 } else { costs[usize::from(y.1)] };
            }
            for ((cell, last), (both, swap)) in row[1..].iter_mut().zip(&last[1..]).zip(last.iter().zip(swap.iter())) {
                *cell = (both + swap).min(last + goes);
            }
            // Two letters that have changed places cost nothing crosswise.
            for j in (1..count).filter(|j| swap[*j - 1] | was[*j] == 0) {
                row[j + 1] = row[j + 1].min(before[j - 1] + WHOLE * 7 / 10);
            }
            let mut cell = last[0] + goes;
            let mut least = cell;
            row[0] = cell;
            for (held, comes) in row[1..].iter_mut().zip(comes.iter()) {
                cell = (*held).min(cell + comes);
                least = least.min(cell);
                *held = cell;
            }
            // A step back over two rows is the furthest there is.
            if least > most && least_before > most {
                return None;
            }
            least_before = least;
            (before, last, row) = (last, row, before);
            (was, swap) = (swap, was);
        }
        let cost = last[count];
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

/// A bit for each place of a vowel and of `h`.
const SOFT: u32 = {
    let letters = b"aeiouh";
    let (mut soft, mut at) = (0, 0);
    while at < letters.len() {
        soft |= 1 << place(letters[at] as char);
        at += 1;
    }
    soft
};

/// What it costs to put a letter in or leave it out.
const COMES: [u32; PLACES] = {
    let mut comes = [WHOLE; PLACES];
    let mut at = 0;
    while at < PLACES {
        if SOFT & 1 << at != 0 {
            comes[at] = VOWEL_COMES;
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::sound::sound;

    #[test]
    fn spellings_of_one_sound_are_near() {
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
    fn letters_leave_out_nothing_that_is_alike() {
        let words = [
            "karim",
            "salim",
            "kasim",
            "kasem",
            "hasan",
            "hosein",
            "robert",
            "rober",
            "rubertino",
            "a",
            "ua",
            "$arif",
            "jarif",
            "marta",
            "mat",
            "tam",
            "anteas",
            "an",
            "петр",
            "ivanovk",
        ];
        for (a, b) in words.iter().flat_map(|a| words.map(|b| (*a, b))) {
            for least in [0.2, 0.55, 0.8] {
                let may = Letters::of(a).may_be_alike(Letters::of(b), least);
                assert!(may || alike_from(a, b, least) == 0.0, "{a} {b} {least}");
            }
        }
        assert!(!Letters::of("robert").may_be_alike(Letters::of("mi$ek"), 0.55));
    }
}
