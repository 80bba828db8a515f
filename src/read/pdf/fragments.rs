//! Glyphs to fragments: words, or parts of words, as they were drawn.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// A gap that parts two words, in sizes of the font.
pub(super) const GAP: f64 = 0.14;
/// A step back within a word, in sizes.
const BACK: f64 = 0.3;
/// What stands so near to the same text, in sizes, is drawn twice to look bold.
const TWICE: f64 = 0.12;
/// So many places of one text are compared with a further one.
const COMPARED: usize = 64;

/// Accents that stand alone, and what they are over a letter.
#[rustfmt::skip]
const ACCENTS: &[(char, char)] = &[
    ('´', '\u{301}'), ('`', '\u{300}'), ('ˆ', '\u{302}'), ('¨', '\u{308}'), ('˜', '\u{303}'), ('ˇ', '\u{30C}'),
    ('˘', '\u{306}'), ('˚', '\u{30A}'), ('¯', '\u{304}'), ('˙', '\u{307}'), ('˝', '\u{30B}'), ('¸', '\u{327}'),
];

/// What a page draws.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub fragments: Vec<Fragment>,
    /// How many pictures.
    pub pictures: usize,
    /// Glyphs of which nothing tells what they stand for.
    pub unknown: usize,
}

impl Drawn {
    /// Leaves out what lies beside the page: left, bottom, right, top.
    pub(super) fn keep_within(&mut self, [left, bottom, right, top]: [f64; 4]) {
        self.fragments.retain(|fragment| {
            let (sin, cos) = f64::from(fragment.angle).to_radians().sin_cos();
            let middle = (fragment.x0 + fragment.x1) / 2.0;
            let (x, y) = (middle * cos - fragment.y * sin, middle * sin + fragment.y * cos);
            (left..=right).contains(&x) && (bottom..=top).contains(&y)
        });
    }
}

/// Text without a space on one line. Places are measured along and across the direction in which it is read, so that
/// turned pages look like others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fragment {
    pub text: String,
    /// The direction in which it is read, in degrees.
    pub angle: i16,
    /// Where it begins and ends along its direction.
    pub x0: f64,
    pub x1: f64,
    /// Its base line; greater is higher.
    pub y: f64,
    pub size: f64,
    /// Whether a space is drawn behind it.
    pub spaced: bool,
    /// Whether it is drawn so that nobody sees it.
    pub hidden: bool,
}

/// Fragments as they are drawn.
#[derive(Default)]
pub(super) struct Fragments {
    done: Vec<Fragment>,
    open: Option<Open>,
}

/// A fragment that goes on.
struct Open {
    fragment: Fragment,
    /// Where the next glyph is expected.
    end: f64,
    /// Where the last glyph began.
    last: f64,
    last_text: String,
}

/// Whether a character is read from right to left.
pub(super) fn is_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') && !c.is_numeric()
}

impl Fragments {
    /// The next glyph: its text, and where its origin, the end of its ink, its end and its top are.
    pub(super) fn push(
        &mut self,
        text: &str,
        start: (f64, f64),
        ink: (f64, f64),
        end: (f64, f64),
        top: (f64, f64),
        hidden: bool,
    ) {
        let size = (top.0 - start.0).hypot(top.1 - start.1);
        if size <= 0.0 || text.is_empty() {
            return;
        }
        if text.chars().all(char::is_whitespace) {
            if let Some(mut open) = self.open.take() {
                open.fragment.spaced = true;
                self.done.push(open.fragment);
            }
            return;
        }
        let along = (end.0 - start.0, end.1 - start.1);
        let angle = match along.0.hypot(along.1) > size * 0.01 {
            true => along.1.atan2(along.0),
            false => (top.1 - start.1).atan2(top.0 - start.0) - std::f64::consts::FRAC_PI_2,
        };
        let angle = angle.to_degrees().round().rem_euclid(360.0);
        let turned = |(x, y): (f64, f64)| match angle == 0.0 {
            true => (x, y),
            false => {
                let (sin, cos) = angle.to_radians().sin_cos();
                (x * cos + y * sin, y * cos - x * sin)
            }
        };
        let (x0, y) = turned(start);
        let (x1, x_end) = (turned(ink).0.max(x0), turned(end).0);
        let glyph = Fragment { text: text.into(), angle: angle as i16, x0, x1, y, size, spaced: false, hidden };
        if let Some(open) = &mut self.open
            && open.takes(&glyph, x_end)
        {
            return;
        }
        self.done.extend(self.open.take().map(|open| open.fragment));
        self.open = Some(Open { end: x_end, last: x0, last_text: text.into(), fragment: glyph });
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.done.len() + usize::from(self.open.is_some())
    }

    /// All fragments, those that are drawn twice once.
    pub(super) fn finish(mut self) -> Vec<Fragment> {
        self.done.extend(self.open.take().map(|open| open.fragment));
        let mut places: HashMap<String, Vec<(f64, f64)>> = HashMap::new();
        self.done.retain(|fragment| {
            let near =
                |(x, y): &&(f64, f64)| (x - fragment.x0).abs().max((y - fragment.y).abs()) < fragment.size * TWICE;
            match places.get_mut(fragment.text.as_str()) {
                Some(known) if known.iter().rev().take(COMPARED).find(near).is_some() => false,
                Some(known) => {
                    known.push((fragment.x0, fragment.y));
                    true
                }
                None => {
                    places.insert(fragment.text.clone(), vec![(fragment.x0, fragment.y)]);
                    true
                }
            }
        });
        self.done
    }
}

impl Open {
    /// Whether the glyph goes on with this fragment; then it is taken.
    fn takes(&mut self, glyph: &Fragment, end: f64) -> bool {
        let open = &mut self.fragment;
        if open.angle != glyph.angle || open.hidden != glyph.hidden {
            return false;
        }
        if self.last_text == glyph.text
            && (glyph.x0 - self.last).abs().max((glyph.y - open.y).abs()) < TWICE * glyph.size
        {
            return true;
        }
        if let Some(accent) = accent(&open.text)
            && accented(open, glyph)
        {
            open.text.pop();
            open.text.extend(glyph.text.chars().chain([accent]).nfc());
            (open.x1, open.size, open.y) = (open.x1.max(glyph.x1), glyph.size, glyph.y);
            (self.end, self.last, self.last_text) = (end, glyph.x0, glyph.text.clone());
            return true;
        }
        let size = open.size.max(glyph.size);
        let leftward = glyph.text.chars().any(is_leftward);
        let alike = (open.size - glyph.size).abs() < size * 0.1 && (open.y - glyph.y).abs() < size * 0.1;
        let gap = glyph.x0 - self.end;
        // An entry may come close to its number, even touch it.
        let numbered = glyph.text.starts_with(char::is_uppercase) && is_number(&open.text);
        if !alike || numbered || leftward != open.text.chars().any(is_leftward) {
            return false;
        }
        if leftward && (glyph.x1 - open.x0).abs() < size * GAP && glyph.x0 < open.x0 {
            // Drawn as it is read.
            open.text.push_str(&glyph.text);
            open.x0 = glyph.x0;
        } else if (-BACK * size..GAP * size).contains(&gap) {
            if leftward {
                open.text.insert_str(0, &glyph.text);
            } else {
                open.text.push_str(&glyph.text);
            }
            open.x1 = open.x1.max(glyph.x1);
            self.end = end;
        } else {
            return false;
        }
        (self.last, self.last_text) = (glyph.x0, glyph.text.clone());
        true
    }
}

/// Whether a text is an entry's number: `12.`, `(3)`.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['(', '[']);
    let end = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    end.len() < digits.len() && matches!(end, "." | ")" | "]" | ".)")
}

/// The mark that the last character is over a letter.
fn accent(text: &str) -> Option<char> {
    let last = text.chars().next_back()?;
    ACCENTS.iter().find(|(alone, _)| *alone == last).map(|(_, mark)| *mark)
}

/// Whether a letter stands under the accent that ends a fragment.
fn accented(open: &Fragment, glyph: &Fragment) -> bool {
    let letter = glyph.text.chars().next().is_some_and(char::is_alphabetic);
    letter && glyph.x0 < open.x1 - glyph.size * 0.1 && (open.y - glyph.y).abs() < glyph.size * 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs half as wide as high.
    fn drawn(glyphs: &[(&str, f64, f64)]) -> Vec<String> {
        let mut fragments = Fragments::default();
        for (text, x, y) in glyphs {
            let end = (x + 5.0, *y);
            fragments.push(text, (*x, *y), end, end, (*x, y + 10.0), false);
        }
        fragments.finish().into_iter().map(|fragment| fragment.text).collect()
    }

    #[test]
    fn glyphs_that_touch_are_one_fragment() {
        assert_eq!(drawn(&[("A", 0.0, 0.0), ("d", 5.0, 0.0), ("a", 10.4, 0.0), ("M", 18.0, 0.0)]), ["Ada", "M"]);
        assert_eq!(drawn(&[("A", 0.0, 0.0), (" ", 5.0, 0.0), ("d", 5.5, 0.0), ("a", 5.0, 40.0)]), ["A", "d", "a"]);
    }

    #[test]
    fn what_is_drawn_twice_is_read_once() {
        assert_eq!(drawn(&[("A", 0.0, 0.0), ("A", 0.3, 0.0), ("d", 5.0, 0.0), ("d", 5.3, 0.0)]), ["Ad"]);
        assert_eq!(drawn(&[("A", 0.0, 0.0), ("d", 5.0, 0.0), ("A", 0.3, 0.0), ("d", 5.3, 0.0)]), ["Ad"]);
        assert_eq!(drawn(&[("l", 0.0, 0.0), ("l", 5.0, 0.0)]), ["ll"]);
    }

    #[test]
    fn accents_drawn_over_their_letter_join_it() {
        assert_eq!(drawn(&[("Z", 0.0, 0.0), ("o", 5.0, 0.0), ("¨", 10.0, 0.0), ("e", 10.0, 0.0)]), ["Zoë"]);
    }

    #[test]
    fn leftward_letters_come_as_they_are_read() {
        let letters = ["\u{628}", "\u{627}", "\u{62A}"];
        let read = letters.concat();
        assert_eq!(drawn(&[(letters[2], 0.0, 0.0), (letters[1], 5.0, 0.0), (letters[0], 10.0, 0.0)]), [read.as_str()]);
        assert_eq!(drawn(&[(letters[0], 10.0, 0.0), (letters[1], 5.0, 0.0), (letters[2], 0.0, 0.0)]), [read.as_str()]);
    }
}
