//! All that one document says, whole in itself.

use super::{Appearance, Chain, Claim, Head, Mention, Notice, Sketch, Text, Texts};
use serde::{Deserialize, Serialize};

/// One document read: passages resolved, so that the text is no longer needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The document's own facts.
    pub head: Head,
    /// Every name found, in the order of the text; no two overlap.
    pub mentions: Vec<Mention>,
    /// What the rules say of them.
    pub claims: Vec<Claim>,
    /// The mentions joined: one chain for each person or organisation.
    pub chains: Vec<Chain>,
    /// Chains in roles, ordered by chain, then role. Every chain has at least one.
    pub appearances: Vec<Appearance>,
    /// Its running text, by which the same letter in another place is known.
    pub sketch: Sketch,
    /// What the analyst should look at.
    pub notices: Vec<Notice>,
}

impl Reading {
    /// The appearances of one chain.
    pub fn appearances_of(&self, chain: usize) -> &[Appearance] {
        let behind = |of: usize| self.appearances.partition_point(|appearance| appearance.chain < of);
        &self.appearances[behind(chain)..behind(chain + 1)]
    }

    /// Titles and honorifics before the names of a chain, as written, first use first; the same ones may come again.
    pub fn titles<'a>(&'a self, chain: &'a Chain) -> impl Iterator<Item = &'a str> + Clone {
        chain.mentions.iter().flat_map(|mention| self.mentions[*mention].titles().iter().map(Text::as_str))
    }

    /// Letters after them, likewise.
    pub fn postnominals<'a>(&'a self, chain: &'a Chain) -> impl Iterator<Item = &'a str> + Clone {
        chain.mentions.iter().flat_map(|mention| self.mentions[*mention].postnominals().iter().map(Text::as_str))
    }

    /// Holds each text of the reading once, and those that other readings hold as they do.
    pub fn share(&mut self, texts: &mut Texts) {
        for mention in &mut self.mentions {
            texts.share(&mut mention.name);
        }
        for claim in &mut self.claims {
            texts.share(&mut claim.passage);
            claim.place.section.iter_mut().for_each(|section| texts.share(section));
        }
        for chain in &mut self.chains {
            texts.share(&mut chain.name);
            chain.names.iter_mut().for_each(|(name, _)| texts.share(name));
            for affiliation in &mut chain.affiliations {
                texts.share(&mut affiliation.passage);
                affiliation.position.iter_mut().for_each(|position| texts.share(position));
                affiliation.place.iter_mut().for_each(|place| texts.share(place));
            }
        }
    }

    /// The same in no more memory than it needs: of a hundred thousand documents all readings are held at once.
    pub fn fitted(mut self) -> Reading {
        for chain in &mut self.chains {
            chain.mentions.shrink_to_fit();
            chain.names.shrink_to_fit();
            chain.affiliations.shrink_to_fit();
        }
        self.appearances.iter_mut().for_each(|appearance| appearance.claims.shrink_to_fit());
        self.appearances.shrink_to_fit();
        self.mentions.shrink_to_fit();
        self.claims.shrink_to_fit();
        self.chains.shrink_to_fit();
        self.notices.shrink_to_fit();
        self
    }
}
