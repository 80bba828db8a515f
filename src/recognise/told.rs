//! What was told of the fields of a list: its rows have the same posts and bodies again and again.

use super::phrase::Reader;
use crate::lexicon::quick::QuickMap;
use crate::model::{Few, Span};
use std::cell::RefCell;

/// Fields by their words. What is told of one holds in every row of a document.
#[derive(Default)]
pub struct Fields<'a>(RefCell<QuickMap<&'a str, Told>>);

/// What was told of one field.
#[derive(Clone, Copy)]
pub struct Said {
    /// Whether it says that there is no body: "Independent".
    pub idle: bool,
    /// Whether it names a post.
    pub posted: bool,
    /// Whether it is nothing but subjects, the last two with "and" between.
    pub subjects: bool,
}

struct Told {
    said: Said,
    /// The bodies that it names, by offsets into it: without and behind a post in a field of its own.
    bodies: [Option<Few<Span>>; 2],
}

/// So many fields are kept, a few megabytes.
const MOST: usize = 1 << 14;

impl<'a> Reader<'a> {
    /// What a field says by itself.
    pub fn said(&self, field: Span) -> Said {
        let written = field.of(self.text);
        let known = self.fields.0.borrow().get(written).map(|told| told.said);
        known.unwrap_or_else(|| {
            let said = Said {
                idle: self.is_idle(field),
                posted: self.names_post(field),
                subjects: self.joins_subjects(field),
            };
            let mut fields = self.fields.0.borrow_mut();
            if fields.len() == MOST {
                fields.clear();
            }
            fields.insert(written, Told { said, bodies: [None, None] });
            said
        })
    }

    /// The bodies that a field names, in order; `posted` where it stands behind a post in a field of its own.
    pub fn bodies(&self, field: Span, posted: bool) -> Few<Span> {
        let written = field.of(self.text);
        let moved = |span: &Span| Span::new(field.start + span.start, field.start + span.end);
        if let Some(told) = self.fields.0.borrow().get(written)
            && let Some(bodies) = &told.bodies[usize::from(posted)]
        {
            return bodies.iter().map(moved).collect();
        }
        let bodies: Few<Span> = self.read_bodies(field, posted).into();
        if let Some(told) = self.fields.0.borrow_mut().get_mut(written) {
            let inside = |span: &Span| Span::new(span.start - field.start, span.end - field.start);
            told.bodies[usize::from(posted)] = Some(bodies.iter().map(inside).collect());
        }
        bodies
    }

    /// "Weaving, Dyeing and Felting": capitalised ordinary words with "and" among them, no post and no place.
    fn joins_subjects(&self, field: Span) -> bool {
        let words = self.words(field);
        words.iter().any(|word| word.key() == "and")
            && words.iter().all(|word| word.key() == "and" || (word.capital && self.is_ordinary(word)))
            && !self.names_post(field)
            && !self.is_place(field)
    }
}
