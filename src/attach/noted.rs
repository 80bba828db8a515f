//! Bodies in notes that numbers behind the names of a list point at: "Ada Marsh [1]", and below "[1] Quay Watch".

use super::affiliation::Scene;
use crate::model::{Affiliation, BlockKind, Layout, Mention, Row, Span};
use std::collections::BTreeMap;

/// Figures that are set high.
const HIGH: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Characters of the signs behind a row.
const SIGNS: usize = 12;

/// The lines of notes by their numbers.
pub struct Notes {
    /// In brackets, or set high.
    marked: BTreeMap<u32, Span>,
    bare: BTreeMap<u32, Span>,
}

impl Notes {
    /// Lines outside signatures that open with a number; of equal ones the last.
    pub fn of(text: &str, layout: &Layout) -> Notes {
        let blocks = layout.blocks.iter().filter(|block| block.kind != BlockKind::Signature);
        let lines = blocks.flat_map(|block| &block.lines);
        let mut notes = Notes { marked: BTreeMap::new(), bare: BTreeMap::new() };
        for line in lines.map(|line| line.span) {
            let written = line.of(text);
            if let Some(number) = numbers(written).first() {
                notes.marked.insert(*number, line);
            } else if let Some(number) = figures(written).first() {
                notes.bare.insert(*number, line);
            }
        }
        notes
    }

    /// What the notes say of a person behind whose name their numbers stand; a post of the row is held in the first body.
    pub fn held(&self, scene: &Scene, mention: &Mention, row: &Row, held: Vec<Affiliation>) -> Vec<Affiliation> {
        if self.marked.is_empty() && self.bare.is_empty() {
            return held;
        }
        // The row may end before the signs.
        let start = mention.span().end;
        let end = row.span.end.max(start);
        let more = scene.text[end..].char_indices().nth(SIGNS).map_or(scene.text.len() - end, |(at, _)| at);
        let behind = scene.text[start..end + more].split('\n').next().unwrap_or("");
        let signs = behind.find(|c| c == '[' || HIGH.contains(&c)).map_or("", |at| &behind[at..]);
        let glued = figures(behind);
        let (notes, pointed) = if glued.is_empty() { (&self.marked, numbers(signs)) } else { (&self.bare, glued) };
        let below = |note: &&Span| note.start > mention.whole.end;
        let notes = pointed.into_iter().filter_map(|number| notes.get(&number).filter(below));
        let bodies = notes.flat_map(|note| scene.bodies(*note).into_iter().map(move |body| (body, *note)));
        let mut noted: Vec<_> = bodies.filter_map(|(body, note)| scene.make("", Some(body), note, 0.8)).collect();
        match (noted.first_mut(), held.first()) {
            (Some(first), Some(post)) => first.position.clone_from(&post.position),
            (None, _) => return held,
            _ => {}
        }
        noted
    }
}

/// The numbers that words open with: "[2, 3]", "²,³".
fn numbers(words: &str) -> Vec<u32> {
    let bracketed = words.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(inner, _)| inner.to_owned());
    let high = || {
        let signs = words.chars().take_while(|c| HIGH.contains(c) || matches!(c, ',' | ' '));
        signs.map(|c| HIGH.iter().position(|high| *high == c).map_or(c, |at| char::from(b'0' + at as u8))).collect()
    };
    let written: String = bracketed.unwrap_or_else(high);
    let each = written.split([',', ' ']).filter(|number| !number.is_empty());
    each.map(|number| number.parse().ok()).collect::<Option<Vec<u32>>>().unwrap_or_default()
}

/// The bare numbers that words open with: "2,3".
fn figures(words: &str) -> Vec<u32> {
    let end = words.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(words.len());
    words[..end].split(',').map_while(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_stand_in_brackets_or_high() {
        assert_eq!(numbers("[2, 13] Quay"), [2, 13]);
        assert_eq!(numbers("¹²,³ ⁴Quay"), [12, 3, 4]);
        assert_eq!(numbers("[a]"), Vec::<u32>::new());
        assert_eq!(numbers("Quay [1]"), Vec::<u32>::new());
        assert_eq!(numbers(""), Vec::<u32>::new());
    }
}
