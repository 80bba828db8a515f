//! What the tables say of single words, told once for each word of a text.

use super::quick::QuickMap;
use super::{Lexicon, key};
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
    /// It is one, or opens one of several words.
    OpensLegalForm,
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
    /// It is site furniture, or opens a line of it.
    OpensFurniture,
    /// It opens an address, or a phrase that does.
    OpensSalutation,
    /// It heads a list or a signature, or opens a phrase that does.
    OpensList,
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
        let facts = facts(self, &key).fold(0, |bits, (fact, told)| bits | fact.bit() * u32::from(told));
        Word { key: key.into(), facts }
    }

    fn tables(&self) -> &Lexicon {
        self
    }
}

/// Each fact, and whether it is told of a key.
fn facts(lexicon: &Lexicon, key: &str) -> impl Iterator<Item = (Fact, bool)> {
    let [honorific, position, head, legal] =
        [&lexicon.honorifics, &lexicon.positions, &lexicon.organisation_heads, &lexicon.legal_forms]
            .map(|table| table.around(key));
    let [state, place, furniture, salutation, list] =
        [&lexicon.states, &lexicon.places, &lexicon.furniture, &lexicon.salutations, &lexicon.list_openers]
            .map(|table| table.around(key));
    let parted = key.contains(' ');
    let (given, surname) = (lexicon.given_names.class(key), lexicon.surnames.has(key));
    [
        (Fact::Honorific, honorific.whole),
        (Fact::OpensHonorific, honorific.opens),
        (Fact::Postnominal, lexicon.postnominals.has(key)),
        (Fact::Particle, lexicon.particles.has(key)),
        (Fact::Position, position.whole),
        (Fact::OpensPosition, position.opens),
        (Fact::ClosesPosition, position.closes),
        (Fact::PositionModifier, lexicon.position_modifiers.has(key)),
        (Fact::OrganisationHead, head.whole),
        (Fact::ClosesOrganisationHead, head.closes),
        (Fact::LegalForm, legal.whole),
        (Fact::OpensLegalForm, legal.opens),
        (Fact::State, state.whole),
        (Fact::Place, place.whole),
        (Fact::OpensPlace, state.opens || place.opens),
        (Fact::Topic, lexicon.topics.has(key)),
        (Fact::District, lexicon.other_heads.class(key) == Some("place")),
        (Fact::OpensFurniture, furniture.opens),
        (Fact::OpensSalutation, salutation.opens),
        (Fact::OpensList, list.opens),
        (Fact::Common, lexicon.is_common(key)),
        (Fact::GivenName, given.is_some() || (parted && lexicon.is_given_name(key))),
        (Fact::OnlyGivenName, given == Some("")),
        (Fact::Surname, surname),
        (Fact::PartSurname, if parted { lexicon.is_surname(key) } else { surname }),
    ]
    .into_iter()
}

/// The words of one text that were met, by how they are written: rows of a list are asked about the same words again and
/// again, by one rule after the other.
#[derive(Debug)]
pub struct Book<'a> {
    lexicon: &'a Lexicon,
    met: RefCell<QuickMap<Text, Word>>,
}

impl<'a> Book<'a> {
    /// The tables.
    pub fn tables(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// An empty book.
    pub fn new(lexicon: &'a Lexicon) -> Book<'a> {
        Book { lexicon, met: RefCell::default() }
    }

    /// Whether this is told of the first word of a phrase; most phrases are no entries of a table, which that tells.
    pub fn opens(&self, phrase: &str, fact: Fact) -> bool {
        let mut words = phrase.split_whitespace().map(|word| self.word(word));
        words.find(|word| !word.key.is_empty()).is_some_and(|first| first.is(fact))
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
        for written in ["Ada", "Professor", "Rt.", "Union", "Ltd", "Norway", "New", "van", "Q.C.", "Ward", "qvarz", ""]
        {
            let word = lexicon.word(written);
            assert_eq!(book.word(written), word);
            assert_eq!(book.word(written), word, "the second time");
            assert_eq!(word.key.as_str(), key(written));
        }
        assert!(book.word("Professor").is(Fact::Position) && book.word("New").is(Fact::OpensPlace));
        assert!(book.word("Ada").is(Fact::GivenName) && !book.word("Ada").is(Fact::OrganisationHead));
    }
}
