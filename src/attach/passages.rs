//! Passages that prove something, each made once: the row that tells who signs tells for whom.

use crate::lexicon::quick::QuickMap;
use crate::model::{Claim, Span, Text};
use crate::text::{EVIDENCE, passage};

/// The passages of a document that claims rest on, by where they stand.
pub struct Passages<'a> {
    text: &'a str,
    known: QuickMap<Span, Text>,
}

impl<'a> Passages<'a> {
    /// Those of some claims.
    pub fn of(text: &'a str, claims: &[Claim]) -> Passages<'a> {
        Passages { text, known: claims.iter().map(|claim| (claim.evidence, claim.passage.clone())).collect() }
    }

    /// The words of a span of the text on one line: those of a claim that rests on it, or new ones.
    pub fn at(&self, evidence: Span) -> Text {
        self.known.get(&evidence).cloned().unwrap_or_else(|| passage(self.text, evidence, EVIDENCE))
    }
}
