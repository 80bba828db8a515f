//! What stands on every page and is no part of the text: running heads, feet, page numbers.

use super::fragments::Fragment;
use super::rows::{Row, rows};
use std::collections::{BTreeMap, BTreeSet};

/// Rows at the top and at the foot of a page that are looked at.
const OUTER: usize = 3;
/// What stands on so many pages in a hundred at one height stands on every page; left and right pages have their own.
const SHARE: usize = 30;
/// So many pages are enough where the number of the page stands beside the words: each chapter may have its own.
const COUNTED: usize = 3;
/// Heights that differ by less are one, in points.
const HEIGHT: f64 = 6.0;

/// White of so many sizes lies between furniture and text.
const WHITE: f64 = 1.6;

/// A row that stands as far from the next as so many behind it from each other, up to this share, is one of them.
const EVEN: usize = 2;
const UNEVEN: f64 = 0.03;

/// Words around page numbers, in lower case.
const PAGE_WORDS: &[&str] =
    &["page", "p", "pg", "seite", "página", "pagina", "strona", "side", "sida", "of", "von", "de", "sur"];

/// The fragments of each page without furniture, and the words that stood at the foot of pages, each once.
///
/// Heads with words are kept where they stand first: a letterhead names who writes.
pub(super) fn without(pages: Vec<Vec<&Fragment>>) -> (Vec<Vec<&Fragment>>, Vec<String>) {
    let rows: Vec<Vec<Row>> = pages.into_iter().map(rows).collect();
    let mut places: BTreeMap<(bool, String), Vec<Place>> = BTreeMap::new();
    for (page, rows) in rows.iter().enumerate() {
        for (at, top) in outer(rows.len()) {
            let text = rows[at].text();
            places.entry((top, pattern(&text))).or_default().push(Place::of(&text, page, rows[at].y));
        }
    }
    let needed = (rows.len() * SHARE / 100).max(2);
    let repeats = |top: bool, row: &Row, page: usize| {
        let text = row.text();
        let own = Place::of(&text, page, row.y);
        let known = || places.get(&(top, pattern(&text))).into_iter().flatten();
        let pages = |alike: &dyn Fn(&&Place) -> bool| {
            known().filter(alike).map(|place| place.page).collect::<BTreeSet<usize>>().len()
        };
        pages(&|other| own.is_like(other)) >= needed || pages(&|other| own.counts_with(other)) >= COUNTED
    };
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut feet: Vec<String> = Vec::new();
    let mut kept = Vec::new();
    for (page, rows) in rows.iter().enumerate() {
        let mut out: BTreeSet<usize> = BTreeSet::new();
        for (at, top) in outer(rows.len()) {
            let text = rows[at].text();
            let repeated = |row: usize| repeats(top, &rows[row], page);
            if is_page_number(&text) && (repeated(at) || stands_alone(rows, at, page + 1)) {
                out.insert(at);
            } else if is_outside(rows, at, top, repeated) {
                let first = text.chars().filter(|c| c.is_alphabetic()).count() > 2 && told.insert(pattern(&text));
                match (first, top) {
                    (true, true) => {}
                    (true, false) => {
                        feet.push(text);
                        out.insert(at);
                    }
                    _ => drop(out.insert(at)),
                }
            }
        }
        let inner = rows.iter().enumerate().filter(|(at, _)| !out.contains(at));
        kept.push(inner.flat_map(|(_, row)| row.fragments.iter().copied()).collect());
    }
    (kept, feet)
}

/// Where a row stands.
struct Place {
    page: usize,
    y: f64,
    numbers: Vec<i64>,
}

impl Place {
    fn of(text: &str, page: usize, y: f64) -> Place {
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
        Place { page, y, numbers: numbers.collect() }
    }

    /// Whether two rows of one pattern are one on different pages: the same, or one number counts the pages.
    fn is_like(&self, other: &Place) -> bool {
        self.counts_with(other) || self.numbers == other.numbers && (self.y - other.y).abs() < HEIGHT
    }

    /// Whether a number of both counts the pages.
    fn counts_with(&self, other: &Place) -> bool {
        let pages = other.page as i64 - self.page as i64;
        let mut numbers = self.numbers.iter().zip(&other.numbers);
        numbers.any(|(a, b)| b.saturating_sub(*a) == pages) && (self.y - other.y).abs() < HEIGHT
    }
}

/// Whether white lies between a row and the text, and nothing between but what repeats too: rows of a table may repeat.
fn is_outside(rows: &[Row], at: usize, top: bool, repeats: impl Fn(usize) -> bool) -> bool {
    let distance = |above: usize| Some(rows.get(above)?.y - rows.get(above + 1)?.y);
    let white = |above: usize| {
        let (Some(below), Some(own)) = (rows.get(above + 1), distance(above)) else { return false };
        let next = |by: usize| if top { distance(above + by) } else { above.checked_sub(by).and_then(distance) };
        // Rows of a table, or lines of a text, may stand far apart, but evenly.
        let even = (1..=EVEN).all(|by| next(by).is_some_and(|next| (next - own).abs() < own * UNEVEN));
        own > WHITE * below.size.max(rows[above].size) && !even
    };
    let inward: Vec<usize> =
        if top { (at..OUTER.min(rows.len())).collect() } else { (0..=at).rev().take(OUTER).collect() };
    let parted = |row: &usize| if top { white(*row) } else { *row > 0 && white(row - 1) };
    let last = inward.iter().position(parted);
    last.is_some_and(|last| inward[..=last].iter().all(|row| repeats(*row)))
}

/// The rows that are looked at, and whether each is at the top.
fn outer(rows: usize) -> Vec<(usize, bool)> {
    let top = rows.min(OUTER);
    (0..top).map(|at| (at, true)).chain((rows.saturating_sub(OUTER).max(top)..rows).map(|at| (at, false))).collect()
}

/// A text with its numbers made alike.
fn pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        match c {
            c if c.is_numeric() && pattern.ends_with('#') => {}
            c if c.is_numeric() => pattern.push('#'),
            c => pattern.push(c),
        }
    }
    pattern
}

/// Whether a row is a page number and words around it: `3`, `- 3 -`, `Page 3 of 9`, `iv`.
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let roman = |word: &str| word.bytes().all(|byte| b"ivx".contains(&byte));
    let numeric = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = words.iter().filter(|word| numeric(word) || roman(word)).count();
    let known = words.iter().all(|word| numeric(word) || roman(word) || PAGE_WORDS.contains(word));
    known && (1..=2).contains(&numbers)
}

/// Whether the last or first row is this page's number with white around it.
fn stands_alone(rows: &[Row], at: usize, page: usize) -> bool {
    let text = rows[at].text();
    let number = text.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
    let own = number.and_then(|digits| digits.parse::<usize>().ok()) == Some(page);
    let gap = match at {
        0 => rows.get(1).map(|next| rows[0].y - next.y),
        at if at + 1 == rows.len() => Some(rows[at - 1].y - rows[at].y),
        _ => None,
    };
    own && gap.is_some_and(|gap| gap > rows[at].size * 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_text() {
        for text in ["3", "- 12 -", "Page 3 of 9", "iv", "3/9", "p. 4"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["12. Ada Marsh", "2020 Lakeside", "", "Page", "civil", "12345"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn heads_stay_once_and_feet_leave_the_text() {
        let fragment = |text: String, y: f64| Fragment {
            text,
            angle: 0,
            x0: 0.0,
            x1: 50.0,
            y,
            size: 10.0,
            spaced: false,
            hidden: false,
        };
        let page = |n: usize| {
            let body = (0..6).map(move |i| {
                fragment(
                    format!("body{}{}", ["a", "b", "c"][n], ["q", "r", "s", "t", "u", "v"][i]),
                    700.0 - 12.0 * i as f64,
                )
            });
            let mut all = vec![fragment("Union".into(), 800.0)];
            all.extend(body);
            all.extend([fragment("office@union.example".into(), 40.0), fragment((n + 1).to_string(), 20.0)]);
            all
        };
        let pages: Vec<Vec<Fragment>> = (0..3).map(page).collect();
        let (kept, feet) = without(pages.iter().map(|page| page.iter().collect()).collect());
        assert_eq!(kept.iter().map(Vec::len).collect::<Vec<_>>(), [7, 6, 6]);
        assert_eq!(feet, ["office@union.example"]);
    }
}
