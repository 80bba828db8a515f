//! What the tables say of single words, told once for each word of a text.

use super::phrases::{Phrases, Question};
use super::quick::{QuickMap, TextMap};
use super::table::{first_word, last_word};
use super::{Lexicon, Role, Table, WORDS, key};
use crate::model::Text;
use crate::names::shape::{self, is_lettered};
use std::borrow::Cow;
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
    /// It is a verb of saying, or opens a phrase that is.
    OpensSaying,
    /// It tells of chairing, or opens a phrase that does.
    OpensChairing,
    /// It tells of taking part, or opens a phrase that does.
    OpensPresence,
    /// It is what lists of speakers are called, or opens a phrase that is.
    OpensSpeakerList,
    /// It opens a row of bodies, or a phrase that does.
    OpensBodyList,
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
    /// It is written with a capital.
    Capital,
    /// It is written in letters that have no case.
    Caseless,
    /// It is written as capitals that stand for names.
    Initial,
    /// It is written as the initials of a body.
    Acronym,
    /// It is written as letters behind a name are.
    Lettered,
    /// It has fewer than four letters.
    Brief,
    /// It is nothing but marks.
    Blank,
}

/// All that is told of a word, a bit for each fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts(u64);

impl Facts {
    /// Whether this is told of it.
    pub fn is(self, fact: Fact) -> bool {
        self.0 & fact.bit() != 0
    }

    /// Whether one of these is told of it.
    pub fn is_any<const N: usize>(self, facts: [Fact; N]) -> bool {
        self.0 & facts.into_iter().fold(0, |bits, fact| bits | fact.bit()) != 0
    }
}

/// A word, and all that the tables and its letters say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its key.
    pub key: Text,
    facts: Facts,
}

impl Word {
    /// All that is told of it.
    pub fn facts(&self) -> Facts {
        self.facts
    }

    /// Whether this is told of it.
    pub fn is(&self, fact: Fact) -> bool {
        self.facts.is(fact)
    }

    /// Whether one of these is told of it.
    pub fn is_any<const N: usize>(&self, facts: [Fact; N]) -> bool {
        self.facts.is_any(facts)
    }
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        &self.key
    }
}

impl Fact {
    fn bit(self) -> u64 {
        1 << self as u64
    }
}

/// Whoever knows words: the tables themselves, or a book of the words that were met.
pub trait Glossary {
    /// All that is known of a word as it is written.
    fn word(&self, written: &str) -> Word;

    /// The same without its key.
    fn facts(&self, written: &str) -> Facts {
        self.word(written).facts
    }

    /// The answer to a question about a phrase that its words and the tables alone tell.
    fn tells(&self, _phrase: &str, _question: Question, tell: impl FnOnce() -> bool) -> bool {
        tell()
    }

    /// The points of a phrase as a person's name.
    fn points(&self, _phrase: &str, tell: impl FnOnce() -> f32) -> f32 {
        tell()
    }

    /// The tables.
    fn tables(&self) -> &Lexicon;
}

impl Glossary for Lexicon {
    fn word(&self, written: &str) -> Word {
        let key = key(written);
        let facts = self.index.facts(&key) | names(self, &key) | letters(written, &key);
        Word { facts: Facts(facts), key }
    }

    fn tables(&self) -> &Lexicon {
        self
    }
}

/// What its letters say of a word.
fn letters(written: &str, key: &str) -> u64 {
    let shape = shape::letters(written);
    let told = [
        (Fact::Capital, shape.capitals > 0),
        (Fact::Caseless, shape.caseless),
        (Fact::Initial, shape.initial),
        (Fact::Acronym, shape.acronym),
        (Fact::Lettered, is_lettered(shape.capitals, key)),
        (Fact::Brief, written.chars().count() < 4),
        (Fact::Blank, key.is_empty()),
    ];
    bits_of(told)
}

/// The bits of those facts that are told.
fn bits_of<const N: usize>(told: [(Fact, bool); N]) -> u64 {
    told.into_iter().filter(|(_, told)| *told).fold(0, |bits, (fact, _)| bits | fact.bit())
}

/// What the great tables say of a word.
fn names(lexicon: &Lexicon, key: &str) -> u64 {
    let parted = key.contains(' ');
    let word = WORDS.told(key);
    let surname = word.is(Role::Family);
    let told = [
        (Fact::Common, word.is(Role::Common) || (parted && lexicon.is_common(key))),
        (Fact::GivenName, word.is(Role::Given) || (parted && lexicon.is_given_name(key))),
        (Fact::OnlyGivenName, word.class(Role::Given) == Some("")),
        (Fact::Surname, surname),
        (Fact::PartSurname, surname || (parted && lexicon.is_surname(key))),
    ];
    bits_of(told)
}

/// What the small tables say of a phrase, all in one: one look instead of one for each table.
#[derive(Debug, Default)]
pub struct Index(QuickMap<Cow<'static, str>, Told>);

/// Facts of a phrase, as bits.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    /// By what it is itself.
    whole: u64,
    /// By the longer entries that it opens, and closes.
    opens: u64,
    closes: u64,
}

/// A table; what an entry is, what a word is that opens a longer one, and one that closes it.
type Telling<'a> = (&'a Table, &'a [Fact], &'a [Fact], &'a [Fact]);

impl Index {
    /// All entries of the tables that facts are told by.
    pub fn of(lexicon: &Lexicon) -> Index {
        use Fact::*;
        let tables: [Telling; 18] = [
            (&lexicon.honorifics, &[Honorific, OpensHonorific], &[OpensHonorific], &[]),
            (&lexicon.postnominals, &[Postnominal], &[], &[]),
            (&lexicon.particles, &[Particle], &[], &[]),
            (&lexicon.positions, &[Position, OpensPosition, ClosesPosition], &[OpensPosition], &[ClosesPosition]),
            (&lexicon.position_modifiers, &[PositionModifier], &[], &[]),
            (&lexicon.organisation_heads, &[OrganisationHead, ClosesOrganisationHead], &[], &[ClosesOrganisationHead]),
            (&lexicon.legal_forms, &[LegalForm, OpensLegalForm], &[OpensLegalForm], &[]),
            (&lexicon.states, &[State, OpensPlace], &[OpensPlace], &[]),
            (&lexicon.places, &[Place, OpensPlace], &[OpensPlace], &[]),
            (&lexicon.topics, &[Topic], &[], &[]),
            (&lexicon.furniture, &[OpensFurniture], &[OpensFurniture], &[]),
            (&lexicon.salutations, &[OpensSalutation], &[OpensSalutation], &[]),
            (&lexicon.list_openers, &[OpensList], &[OpensList], &[]),
            (&lexicon.saying, &[OpensSaying], &[OpensSaying], &[]),
            (&lexicon.chairing, &[OpensChairing], &[OpensChairing], &[]),
            (&lexicon.presence, &[OpensPresence], &[OpensPresence], &[]),
            (&lexicon.speaker_lists, &[OpensSpeakerList], &[OpensSpeakerList], &[]),
            (&lexicon.body_lists, &[OpensBodyList], &[OpensBodyList], &[]),
        ];
        let mut index: QuickMap<Cow<'static, str>, Told> = QuickMap::default();
        index.reserve(tables.iter().map(|(table, ..)| table.words.len()).sum());
        let bits = |facts: &[Fact]| facts.iter().fold(0, |bits, fact| bits | fact.bit());
        for (table, whole, opens, closes) in tables {
            let (whole, opens, closes) = (bits(whole), bits(opens), bits(closes));
            for (phrase, entry) in &table.words {
                let told = index.entry(phrase.clone()).or_default();
                told.whole |= if entry.class.is_some() { whole } else { 0 };
                told.opens |= if !entry.opens.is_empty() { opens } else { 0 };
                told.closes |= if !entry.closes.is_empty() { closes } else { 0 };
            }
        }
        for (phrase, _) in lexicon.other_heads.words.iter().filter(|(_, entry)| entry.class == Some("place")) {
            index.entry(phrase.clone()).or_default().whole |= District.bit();
        }
        Index(index)
    }

    /// A word of which the small tables alone are asked.
    pub(super) fn word(&self, key: Text) -> Word {
        Word { facts: Facts(self.facts(&key)), key }
    }

    /// The facts of a key.
    fn facts(&self, key: &str) -> u64 {
        let told = |phrase: &str| self.0.get(phrase).copied().unwrap_or_default();
        let whole = told(key);
        let (first, last) = match key.contains(' ') {
            true => (told(first_word(key)), told(last_word(key))),
            false => (whole, whole),
        };
        whole.whole | first.opens | last.closes
    }
}

/// The words of some texts that were met, by how they are written, and the phrases of rows: rows of a list are asked about
/// the same words again and again, by one rule after the other.
#[derive(Debug)]
pub struct Book<'a> {
    lexicon: &'a Lexicon,
    met: RefCell<TextMap<Word>>,
    phrases: Phrases,
}

impl<'a> Book<'a> {
    /// The tables.
    pub fn tables(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// An empty book.
    pub fn new(lexicon: &'a Lexicon) -> Book<'a> {
        Book { lexicon, met: RefCell::default(), phrases: Phrases::default() }
    }

    /// What is asked of a word.
    fn told<T>(&self, written: &str, ask: impl Fn(&Word) -> T) -> T {
        if let Some(word) = self.met.borrow().get(written) {
            return ask(word);
        }
        let word = self.lexicon.word(written);
        let told = ask(&word);
        self.met.borrow_mut().noted(written, || word);
        told
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.met.borrow().len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.met.borrow().is_empty()
    }

    /// The first word of a phrase, marks aside.
    pub fn first(&self, phrase: &str) -> Option<Word> {
        phrase.split_whitespace().map(|word| self.word(word)).find(|word| !word.key.is_empty())
    }

    /// Whether this is told of the first word of a phrase; most phrases are no entries of a table, which that tells.
    pub fn opens(&self, phrase: &str, fact: Fact) -> bool {
        let told = phrase.split_whitespace().map(|word| self.facts(word)).find(|told| !told.is(Fact::Blank));
        told.is_some_and(|first| first.is(fact))
    }
}

impl Glossary for Book<'_> {
    fn word(&self, written: &str) -> Word {
        self.told(written, Word::clone)
    }

    fn facts(&self, written: &str) -> Facts {
        self.told(written, |word| word.facts)
    }

    fn tells(&self, phrase: &str, question: Question, tell: impl FnOnce() -> bool) -> bool {
        self.phrases.told(phrase, question, tell)
    }

    fn points(&self, phrase: &str, tell: impl FnOnce() -> f32) -> f32 {
        self.phrases.points(phrase, tell)
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
