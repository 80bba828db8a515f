//! What the tables say of single words, told once for each word of a text.

use super::quick::QuickMap;
use super::{Lexicon, Table, key};
use crate::model::Text;
use std::cell::RefCell;

/// Something that the tables say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// It is a title before a name.
    Honorific,
    /// It is one, or opens one of several words.
    OpensHonorific,
    /// It is letters after a name.
    Postnominal,
    /// It is a small word inside a name.
    Particle,
    /// It is the head noun of a post or an occupation.
    Position,
    /// It is one, or opens one of several words.
    OpensPosition,
    /// It is one, or closes one of several words.
    ClosesPosition,
    /// It qualifies a post.
    PositionModifier,
    /// Bodies are called by it.
    OrganisationHead,
    /// It is such a word, or closes several.
    ClosesOrganisationHead,
    /// It is a legal form.
    LegalForm,
    /// It is a country's name, or its demonym.
    State,
    /// It is a region or a town.
    Place,
    /// It is a country or a place, or opens one of several words.
    OpensPlace,
    /// It is a belief, a language, a subject, a product.
    Topic,
    /// It ends the name of a part of a town: "Ward".
    District,
    /// It is ordinary English, in all its parts.
    Common,
    /// A part of it is a given name.
    GivenName,
    /// It is a given name, and no ordinary word.
    OnlyGivenName,
    /// It is a family name whole.
    Surname,
    /// A part of it is a family name.
    PartSurname,
}

/// A word, and all that the tables say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its key.
    pub key: Text,
    /// A bit for each fact.
    facts: u32,
}

impl Word {
    /// Whether the tables say this of it.
    pub fn is(&self, fact: Fact) -> bool {
        self.facts & fact.bit() != 0
    }

    /// Whether the tables say one of these of it.
    pub fn is_any<const N: usize>(&self, facts: [Fact; N]) -> bool {
        self.facts & facts.into_iter().fold(0, |bits, fact| bits | fact.bit()) != 0
    }
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        &self.key
    }
}

impl Fact {
    fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Whoever knows words: the tables themselves, or a book of the words that were met.
pub trait Vocabulary {
    /// All that is known of a word as it is written.
    fn word(&self, written: &str) -> Word;

    /// The tables.
    fn tables(&self) -> &Lexicon;
}

impl Vocabulary for Lexicon {
    fn word(&self, written: &str) -> Word {
        let key = key(written);
        let is = |fact: Fact| is(self, &key, fact);
        let facts = FACTS.iter().filter(|fact| is(**fact)).fold(0, |bits, fact| bits | fact.bit());
        Word { key: key.into(), facts }
    }

    fn tables(&self) -> &Lexicon {
        self
    }
}

const FACTS: &[Fact] = &[
    Fact::Honorific,
    Fact::OpensHonorific,
    Fact::Postnominal,
    Fact::Particle,
    Fact::Position,
    Fact::OpensPosition,
    Fact::ClosesPosition,
    Fact::PositionModifier,
    Fact::OrganisationHead,
    Fact::ClosesOrganisationHead,
    Fact::LegalForm,
    Fact::State,
    Fact::Place,
    Fact::OpensPlace,
    Fact::Topic,
    Fact::District,
    Fact::Common,
    Fact::GivenName,
    Fact::OnlyGivenName,
    Fact::Surname,
    Fact::PartSurname,
];

fn is(lexicon: &Lexicon, key: &str, fact: Fact) -> bool {
    let opens = |table: &Table| table.has(key) || table.opens(key);
    let closes = |table: &Table| table.has(key) || table.closes(key);
    match fact {
        Fact::Honorific => lexicon.honorifics.has(key),
        Fact::OpensHonorific => opens(&lexicon.honorifics),
        Fact::Postnominal => lexicon.postnominals.has(key),
        Fact::Particle => lexicon.particles.has(key),
        Fact::Position => lexicon.positions.has(key),
        Fact::OpensPosition => opens(&lexicon.positions),
        Fact::ClosesPosition => closes(&lexicon.positions),
        Fact::PositionModifier => lexicon.position_modifiers.has(key),
        Fact::OrganisationHead => lexicon.organisation_heads.has(key),
        Fact::ClosesOrganisationHead => closes(&lexicon.organisation_heads),
        Fact::LegalForm => lexicon.legal_forms.has(key),
        Fact::State => lexicon.states.has(key),
        Fact::Place => lexicon.places.has(key),
        Fact::OpensPlace => opens(&lexicon.states) || opens(&lexicon.places),
        Fact::Topic => lexicon.topics.has(key),
        Fact::District => lexicon.other_heads.class(key) == Some("place"),
        Fact::Common => lexicon.is_common(key),
        Fact::GivenName => lexicon.is_given_name(key),
        Fact::OnlyGivenName => lexicon.given_names.class(key) == Some(""),
        Fact::Surname => lexicon.surnames.has(key),
        Fact::PartSurname => lexicon.is_surname(key),
    }
}

/// The words of one text that were met, by how they are written: rows of a list are asked about the same words again and
/// again, by one rule after the other.
#[derive(Debug)]
pub struct Book<'a> {
    lexicon: &'a Lexicon,
    met: RefCell<QuickMap<Text, Word>>,
}

impl<'a> Book<'a> {
    /// An empty book.
    pub fn new(lexicon: &'a Lexicon) -> Book<'a> {
        Book { lexicon, met: RefCell::default() }
    }
}

impl Vocabulary for Book<'_> {
    fn word(&self, written: &str) -> Word {
        if let Some(word) = self.met.borrow().get(written) {
            return word.clone();
        }
        let word = self.lexicon.word(written);
        self.met.borrow_mut().insert(written.into(), word.clone());
        word
    }

    fn tables(&self) -> &Lexicon {
        self.lexicon
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_was_met_is_what_the_tables_say() {
        let lexicon = Lexicon::built_in();
        let book = Book::new(lexicon);
        for written in ["Ada", "Professor", "Rt.", "Union", "Ltd", "Norway", "New", "van", "Q.C.", "Ward", "qvarz", ""] {
            let word = lexicon.word(written);
            assert_eq!(book.word(written), word);
            assert_eq!(book.word(written), word, "the second time");
            assert_eq!(word.key.as_str(), key(written));
        }
        assert!(book.word("Professor").is(Fact::Position) && book.word("New").is(Fact::OpensPlace));
        assert!(book.word("Ada").is(Fact::GivenName) && !book.word("Ada").is(Fact::OrganisationHead));
    }

    #[test]
    fn facts_are_listed_in_their_order() {
        assert!(FACTS.iter().enumerate().all(|(at, fact)| *fact as usize == at) && FACTS.len() <= 32);
    }
}
