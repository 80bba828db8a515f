//! What the words of a row's field are: heads of bodies, places, subjects, ordinary words.

use super::memory::Memory;
use super::told::Fields;
use crate::lexicon::{self, Book, Fact, Glossary, Lexicon};
use crate::model::{Mention, Span};
use crate::names::places::is_place;
use crate::names::shape::is_acronym;
use crate::text::{Token, TokenKind, tokens};
use memchr::memchr_iter;
use smallvec::SmallVec;
use std::cell::{OnceCell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

/// A word of a field with its key.
pub struct Word<'a> {
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub written: &'a str,
    /// Its key, and what the tables say of it.
    pub known: lexicon::Word,
    /// Whether it holds a capital, or is a number.
    pub capital: bool,
}

/// The words of a stretch: mostly few, held in place.
pub struct Words<'a> {
    words: SmallVec<[Word<'a>; 6]>,
    /// First and last word of the post among them, once it was asked for.
    post: OnceCell<Option<(usize, usize)>>,
}

impl<'a> Deref for Words<'a> {
    type Target = [Word<'a>];

    fn deref(&self) -> &[Word<'a>] {
        &self.words
    }
}

impl Word<'_> {
    /// Its lexicon key.
    pub fn key(&self) -> &str {
        &self.known.key
    }

    /// Whether the tables say this of it.
    pub fn is(&self, fact: Fact) -> bool {
        self.known.is(fact)
    }
}

impl AsRef<str> for Word<'_> {
    fn as_ref(&self) -> &str {
        self.key()
    }
}

/// What tells names of bodies from other words.
pub struct Reader<'a> {
    /// The whole text.
    pub text: &'a str,
    /// What the document has named elsewhere.
    pub memory: &'a Memory,
    /// What the tagger finds in a field.
    pub tag: &'a dyn Fn(Span) -> Vec<Mention>,
    /// The words that were met.
    pub book: &'a Book<'a>,
    /// The tables.
    pub lexicon: &'a Lexicon,
    /// The stretches of one row that were read, with their words: one rule asks after the other.
    read: RefCell<Vec<(Span, Rc<Words<'a>>)>>,
    /// What was told of fields.
    pub(super) fields: Fields<'a>,
}

impl<'a> Reader<'a> {
    /// A reader that has read nothing.
    pub fn new(
        text: &'a str,
        memory: &'a Memory,
        tag: &'a dyn Fn(Span) -> Vec<Mention>,
        book: &'a Book<'a>,
    ) -> Reader<'a> {
        Reader { text, memory, tag, book, lexicon: book.tables(), read: RefCell::default(), fields: Fields::default() }
    }

    /// Forgets the stretches that were read: the next row has others.
    pub fn turn(&self) {
        self.read.borrow_mut().clear();
    }

    /// Whether a phrase holds a word that bodies are called by.
    pub fn is_headed(&self, phrase: Span) -> bool {
        self.names_itself(&self.words(phrase))
    }

    /// Whether words hold one that bodies are called by, or end in a legal form.
    pub fn names_itself(&self, words: &[Word]) -> bool {
        self.headed(words) || self.legal(words)
    }

    /// Whether a phrase is told to be a body by itself: by its head, as an acronym, or by the rest of the document.
    pub fn is_known(&self, phrase: Span) -> bool {
        let words = self.words(phrase);
        self.names_itself(&words) || is_acronym(phrase.of(self.text)) || self.is_told(&words)
    }

    /// Whether a field says that there is no body: "Independent".
    pub fn is_idle(&self, field: Span) -> bool {
        self.lexicon.list_words.line(field.of(self.text)) == Some("idle")
    }

    /// Whether words are a body's name elsewhere in the document, or a company's.
    pub fn is_told(&self, words: &[Word]) -> bool {
        let name = joined(words);
        let single = words.len() == 1 && self.memory.names(&name) && !self.lexicon.is_common(&name);
        self.memory.is_body(&name) || single || self.is_product(words)
    }

    /// "Facebook": a product that a company is named by.
    pub fn is_product(&self, words: &[Word]) -> bool {
        self.lexicon.topics.class(&joined(words)) == Some("product")
    }

    /// "Open Harbours Norway": a name that ends with a state.
    pub fn is_branch(&self, words: &[Word]) -> bool {
        let known = [Fact::Place, Fact::State, Fact::Topic, Fact::Position];
        let named = |word: &Word| word.capital && !word.known.is_any(known);
        words.split_last().is_some_and(|(last, open)| {
            !open.is_empty()
                && last.is(Fact::State)
                && self.lexicon.states.class(last.key()) == Some("state")
                && open.iter().all(named)
        })
    }

    /// Whether a word is one of the language, a subject, or a place: nothing that a body alone is called.
    pub fn is_ordinary(&self, word: &Word) -> bool {
        const KNOWN: [Fact; 6] = [Fact::Common, Fact::Topic, Fact::State, Fact::Place, Fact::Position, Fact::Honorific];
        word.known.is_any(KNOWN) || word.written.chars().all(|c| c.is_ascii_digit() || c == '-')
    }

    /// Whether a phrase holds a word that is neither one of the language nor a subject or a place.
    pub fn is_strange(&self, phrase: Span) -> bool {
        self.words(phrase).iter().any(|word| !self.is_ordinary(word))
    }

    /// "Cell Biology", "Chemical Engineering": ordinary words, among them one that bodies are called by, but not where a
    /// body has it: at the end, or before "of" or a place.
    pub fn is_subject(&self, words: &[Word]) -> bool {
        let is_head = |word: &Word| word.capital && word.is(Fact::OrganisationHead);
        let Some(head) = words.iter().rposition(is_head) else { return false };
        let company = self.lexicon.organisation_heads.class(words[head].key()) == Some("company");
        let closes = match words.get(head + 1) {
            None => !company,
            Some(next) => matches!(next.key(), "of" | "for" | "on") || !self.is_ordinary(next),
        };
        !closes && words.iter().all(|word| self.is_ordinary(word))
    }

    /// "Engineer-Surveyor": whether a part of a word is a post or an occupation.
    pub fn is_occupation(&self, word: &Word) -> bool {
        word.written.split('-').any(|part| self.book.facts(part).is(Fact::Position))
    }

    /// Whether a capitalised word, or the last, is one that bodies are called by.
    pub fn headed(&self, words: &[Word]) -> bool {
        words.iter().any(|word| word.capital) && self.head(words).is_some()
    }

    /// Index of the first word that bodies are called by: capitalised, or the last.
    pub fn head(&self, words: &[Word]) -> Option<usize> {
        let closes =
            |i: &usize| words[*i].is(Fact::ClosesOrganisationHead) && (words[*i].capital || i + 1 == words.len());
        (0..words.len()).filter(closes).find(|i| {
            let class = self.lexicon.organisation_heads.longest_before(&words[..=*i]).map(|(_, class)| class);
            class.is_some_and(|class| class != "state")
        })
    }

    /// Whether words end in a legal form ("Inc.").
    pub fn legal(&self, words: &[Word]) -> bool {
        let lettered = words.first().is_some_and(|word| word.is(Fact::Postnominal));
        words.len() > 1 && !lettered && words.last().is_some_and(|word| word.is(Fact::LegalForm) && word.capital)
    }

    /// Whether all words of a stretch name places: "UK", "New York City", "Wuhan, China".
    pub fn is_place(&self, part: Span) -> bool {
        is_place(part.of(self.text), self.book)
    }

    /// "university of selby", "selby university": a school in small letters, by a place or a word that is no other.
    pub fn is_small_school(&self, words: &[Word]) -> bool {
        let own = |word: &Word| {
            let place = word.known.is_any([Fact::Place, Fact::State]);
            place || (!self.is_ordinary(word) && !word.is(Fact::PositionModifier))
        };
        let school = |word: &Word| self.lexicon.organisation_heads.class(word.key()) == Some("school");
        match words {
            [first, of, name @ ..] if school(first) && of.key() == "of" => {
                (1..=3).contains(&name.len()) && own(&name[name.len() - 1])
            }
            [name @ .., last] if school(last) => (1..=3).contains(&name.len()) && own(&name[0]),
            _ => false,
        }
    }

    /// "Communications" and "Campaigns" before "Director": words that tell posts apart, all of them.
    pub fn qualifies(&self, words: &[Word]) -> bool {
        words.iter().all(|word| word.is(Fact::PositionModifier) || word.key() == "and")
    }

    /// The words and numbers of a stretch.
    pub fn words(&self, part: Span) -> Rc<Words<'a>> {
        if let Some((_, words)) = self.read.borrow().iter().find(|(read, _)| *read == part) {
            return Rc::clone(words);
        }
        let words = Rc::new(self.words_of(part));
        self.read.borrow_mut().push((part, Rc::clone(&words)));
        words
    }

    /// First and last word of the post in a stretch.
    pub fn post_in(&self, part: Span) -> Option<(usize, usize)> {
        let words = self.words(part);
        *words.post.get_or_init(|| self.post(&words))
    }

    fn words_of(&self, part: Span) -> Words<'a> {
        let word = |token: Token| {
            let written = token.span.of(self.text);
            let known = self.book.word(written);
            let capital = token.kind == TokenKind::Number || known.is(Fact::Capital);
            Word { span: token.span, written, known, capital }
        };
        let named = |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Number);
        let words = tokens(self.text, part).into_iter().filter(named).map(word).collect();
        Words { words, post: OnceCell::new() }
    }
}

/// Whether a phrase holds one of these marks, each of which opens with a space: most hold none.
pub fn holds_mark(phrase: &str, marks: &[&str]) -> bool {
    let bytes = phrase.as_bytes();
    let held = |at: usize, mark: &[u8]| bytes.get(at + 1) == Some(&mark[1]) && bytes[at..].starts_with(mark);
    memchr_iter(b' ', bytes).any(|at| marks.iter().any(|mark| held(at, mark.as_bytes())))
}

/// The keys of words with single spaces between.
pub fn joined(words: &[Word]) -> String {
    let mut phrase = String::new();
    for (at, word) in words.iter().enumerate() {
        phrase.push_str(if at > 0 { " " } else { "" });
        phrase.push_str(word.key());
    }
    phrase
}
