//! A name as it stands in a document.

use super::{Few, Span, Text};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    Person,
    /// A named body.
    Organisation,
    /// A country, city, street, building.
    Place,
    /// A law, an event, a work, a belief, a product.
    Other,
}

impl Kind {
    /// The word used in every table.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organisation => "organisation",
            Kind::Place => "place",
            Kind::Other => "other",
        }
    }

    /// Whether it can sign, speak or be tied: persons and organisations.
    pub fn is_actor(self) -> bool {
        matches!(self, Kind::Person | Kind::Organisation)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// How much of the name is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Given and family name, or an organisation written out.
    Full,
    /// A surname, a first name, or part of a longer name.
    Short,
    /// Initials of an organisation.
    Acronym,
}

/// A name alone, without the titles before and the letters after it. No two mentions overlap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands; more than one where the name is wrapped in a column or over a page.
    pub pieces: Few<Span>,
    /// What it names.
    pub kind: Kind,
    /// How much of the name is written out.
    pub form: Form,
    /// The name, white space folded.
    pub name: Text,
    /// Titles and honorifics before the name, as written, in order.
    pub titles: Box<[Text]>,
    /// Letters after the name (MP, QC, PhD), as written, in order.
    pub postnominals: Box<[Text]>,
    /// From the first title to the last post-nominal: what a rule steps over.
    pub whole: Span,
    /// The rule that made it.
    pub rule: Text,
    /// 0 to 1: the rule's grade.
    pub confidence: f32,
}

impl Mention {
    /// From the first piece to the last.
    pub fn span(&self) -> Span {
        let (first, last) = (self.pieces.first(), self.pieces.last());
        first.expect("a mention has a piece").join(*last.expect("a mention has a piece"))
    }
}
