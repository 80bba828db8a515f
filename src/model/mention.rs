//! A name as it stands in a document.

use super::{Span, Text};
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

/// The rule that made a mention; each has a page of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionRule {
    /// A body by its initials.
    Acronym,
    /// A body within an enumeration of them.
    Enumeration,
    /// No rule of ours: another recogniser.
    Given,
    /// A body in running text.
    Organisation,
    /// A place, or another name that names nobody.
    Other,
    /// A person in running text.
    Person,
    /// A person or body in a row of a list.
    Row,
}

impl MentionRule {
    /// All of them.
    pub const ALL: [MentionRule; 7] = [
        MentionRule::Acronym,
        MentionRule::Enumeration,
        MentionRule::Given,
        MentionRule::Organisation,
        MentionRule::Other,
        MentionRule::Person,
        MentionRule::Row,
    ];

    /// The name of its page.
    pub const fn word(self) -> &'static str {
        match self {
            MentionRule::Acronym => "acronym",
            MentionRule::Enumeration => "enumeration",
            MentionRule::Given => "given",
            MentionRule::Organisation => "organisation",
            MentionRule::Other => "other",
            MentionRule::Person => "person",
            MentionRule::Row => "row",
        }
    }
}

/// A name alone, without the titles before and the letters after it. No two mentions overlap.
///
/// A long text has hundreds of thousands: what few of them have lies in a place of its own in memory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    span: Span,
    /// From the first title to the last post-nominal: what a rule steps over.
    pub whole: Span,
    /// The name, white space folded.
    pub name: Text,
    rare: Option<Box<Rare>>,
    /// 0 to 1: the rule's grade.
    pub confidence: f32,
    /// What it names.
    pub kind: Kind,
    /// How much of the name is written out.
    pub form: Form,
    /// The rule that made it.
    pub rule: MentionRule,
}

/// What few mentions have.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Rare {
    titles: Box<[Text]>,
    postnominals: Box<[Text]>,
    /// Two or more, or none.
    pieces: Box<[Span]>,
}

impl Mention {
    /// A name written out in one piece, with nothing before or after it that belongs to it.
    pub fn new(kind: Kind, name: Text, span: Span, rule: MentionRule, confidence: f32) -> Mention {
        Mention { span, whole: span, name, rare: None, confidence, kind, form: Form::Full, rule }
    }

    /// From the first piece to the last.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where it stands, in order; more than one piece where the name is wrapped in a column or over a page.
    pub fn pieces(&self) -> &[Span] {
        match &self.rare {
            Some(rare) if !rare.pieces.is_empty() => &rare.pieces,
            _ => std::slice::from_ref(&self.span),
        }
    }

    /// Whether it stands in one piece.
    pub fn is_whole(&self) -> bool {
        self.pieces().len() == 1
    }

    /// Titles and honorifics before the name, as written, in order.
    pub fn titles(&self) -> &[Text] {
        self.rare.as_ref().map_or(&[], |rare| &rare.titles)
    }

    /// Letters after the name (MP, QC, PhD), as written, in order.
    pub fn postnominals(&self) -> &[Text] {
        self.rare.as_ref().map_or(&[], |rare| &rare.postnominals)
    }

    /// The name stands in one piece, which is the whole of the mention too; titles and letters stay with it.
    pub fn stand_at(&mut self, span: Span) {
        (self.span, self.whole) = (span, span);
        self.set(Box::default(), |rare| &mut rare.pieces);
    }

    /// The name stands in these pieces.
    ///
    /// # Panics
    /// When there is none.
    pub fn stand_in(&mut self, pieces: Vec<Span>) {
        let (first, last) = (pieces.first(), pieces.last());
        self.span = first.expect("a mention has a piece").join(*last.expect("a mention has a piece"));
        self.set(if pieces.len() > 1 { pieces.into() } else { Box::default() }, |rare| &mut rare.pieces);
    }

    /// The titles before the name.
    pub fn set_titles(&mut self, titles: Vec<Text>) {
        self.set(titles.into(), |rare| &mut rare.titles);
    }

    /// The letters after it.
    pub fn set_postnominals(&mut self, letters: Vec<Text>) {
        self.set(letters.into(), |rare| &mut rare.postnominals);
    }

    /// Sets one of the rare things; who has none of them and gets none has no place for them.
    fn set<T>(&mut self, things: Box<[T]>, which: impl FnOnce(&mut Rare) -> &mut Box<[T]>) {
        if self.rare.is_none() && things.is_empty() {
            return;
        }
        let mut rare = self.rare.take().unwrap_or_default();
        *which(&mut rare) = things;
        self.rare = (*rare != Rare::default()).then_some(rare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_few_mentions_have_takes_no_room_in_the_others() {
        assert!(size_of::<Mention>() <= 64);
        let mut mention = Mention::new(Kind::Person, "Ada Marsh".into(), Span::new(3, 12), MentionRule::Person, 0.9);
        mention.set_titles(vec!["Dr".into()]);
        mention.stand_in(vec![Span::new(3, 6), Span::new(9, 14)]);
        assert_eq!((mention.titles(), mention.span()), (&["Dr".into()][..], Span::new(3, 14)));
        assert!(mention.pieces() == [Span::new(3, 6), Span::new(9, 14)] && !mention.is_whole());
        mention.set_titles(Vec::new());
        mention.stand_at(Span::new(3, 12));
        assert!(mention.is_whole() && mention.rare.is_none());
    }

    #[test]
    fn every_rule_is_written_as_its_page_is_named() {
        for rule in MentionRule::ALL {
            assert_eq!(serde_json::to_value(rule).unwrap(), rule.word());
        }
    }
}
