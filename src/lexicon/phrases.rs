//! What was told of phrases: the rows of lists have the same posts, places and bodies again and again, and one rule asks
//! after the other.

use super::quick::TextMap;
use std::cell::RefCell;

/// What is asked of a phrase, and told by its words and the tables alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Whether it reads as a person's name.
    Person,
    /// Whether it reads as a body's name.
    Body,
    /// Whether it names a place and nothing else.
    Place,
    /// Whether it opens or ends with a post.
    Post,
    /// Whether a post begins at any of its words.
    HoldsPost,
}

/// Answers by phrase.
#[derive(Debug, Default)]
pub struct Phrases(RefCell<TextMap<Told>>);

/// What was told of one phrase.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    /// A bit for each question, and one for the points: whether it was asked, and whether the answer was yes.
    asked: u8,
    yes: u8,
    /// Its points as a person's name, once they were asked.
    points: f32,
}

/// The bit of the points.
const POINTS: u8 = 1 << 7;

/// Bytes of the longest phrase that is kept: longer ones are hardly met twice.
const LONGEST: usize = 64;
/// So many phrases are kept, in a dozen megabytes: the names of a list of a hundred thousand rows, and what stands beside
/// them.
const MOST: usize = 1 << 18;

impl Phrases {
    /// The answer of `tell`, which is asked once for each phrase.
    pub fn told(&self, phrase: &str, question: Question, tell: impl FnOnce() -> bool) -> bool {
        let bit = 1 << question as u8;
        let known = self.get(phrase).filter(|known| known.asked & bit != 0);
        known.map_or_else(
            || {
                let told = tell();
                self.note(phrase, |known| {
                    known.asked |= bit;
                    known.yes |= if told { bit } else { 0 };
                });
                told
            },
            |known| known.yes & bit != 0,
        )
    }

    /// The points of `tell`, which is asked once for each phrase.
    pub fn points(&self, phrase: &str, tell: impl FnOnce() -> f32) -> f32 {
        let known = self.get(phrase).filter(|known| known.asked & POINTS != 0);
        known.map_or_else(
            || {
                let points = tell();
                self.note(phrase, |known| {
                    known.asked |= POINTS;
                    known.points = points;
                });
                points
            },
            |known| known.points,
        )
    }

    fn get(&self, phrase: &str) -> Option<Told> {
        if phrase.len() > LONGEST { None } else { self.0.borrow().get(phrase).copied() }
    }

    fn note(&self, phrase: &str, note: impl FnOnce(&mut Told)) {
        if phrase.len() > LONGEST {
            return;
        }
        let mut met = self.0.borrow_mut();
        if met.len() == MOST {
            met.clear();
        }
        note(met.noted(phrase, Told::default));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_asked_once_for_each_phrase() {
        let phrases = Phrases::default();
        assert!(phrases.told("Quay Watch", Question::Body, || true));
        assert!(phrases.told("Quay Watch", Question::Body, || unreachable!("it was asked")));
        assert!(!phrases.told("Quay Watch", Question::Place, || false));
        assert!(!phrases.told("Quay Watch", Question::Place, || unreachable!("it was asked")));
        assert_eq!(phrases.points("Ada Marsh", || 1.5), 1.5);
        assert_eq!(phrases.points("Ada Marsh", || unreachable!("it was asked")), 1.5);
        let long = "a".repeat(LONGEST + 1);
        assert!(phrases.told(&long, Question::Body, || true) && !phrases.told(&long, Question::Body, || false));
    }

    #[test]
    fn few_enough_phrases_are_kept() {
        let phrases = Phrases::default();
        for number in 0..=MOST {
            phrases.points(&number.to_string(), || number as f32);
        }
        assert_eq!(phrases.0.borrow().len(), 1);
    }
}
