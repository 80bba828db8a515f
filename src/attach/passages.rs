//! Passages that prove something, each made once: the row that tells who signs tells for whom.

use crate::lexicon::quick::QuickMap;
use crate::model::{Claim, Span, Text};
use crate::text::{EVIDENCE, passage};

/// The passages of a document that claims rest on: by the byte that one begins at, a claim that rests on it.
pub struct Passages<'a> {
    text: &'a str,
    claim_at: QuickMap<usize, usize>,
}

impl<'a> Passages<'a> {
    /// Those of some claims.
    pub fn of(text: &'a str, claims: &[Claim]) -> Passages<'a> {
        let mut claim_at = QuickMap::default();
        claim_at.reserve(claims.len());
        claim_at.extend(claims.iter().enumerate().map(|(i, claim)| (claim.evidence.start, i)));
        Passages { text, claim_at }
    }

    /// The words of a span of the text on one line: those of one of the claims, if it rests on them, or new ones.
    pub fn at(&self, evidence: Span, claims: &[Claim]) -> Text {
        let claim = self.claim_at.get(&evidence.start).map(|i| &claims[*i]).filter(|claim| claim.evidence == evidence);
        claim.map_or_else(|| passage(self.text, evidence, EVIDENCE), |claim| claim.passage.clone())
    }
}
