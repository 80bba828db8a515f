//! What every reader of lists looks at: the text, the tables, and what the analyst has set.

use crate::lexicon::quick::QuickMap;
use crate::lexicon::{Book, Fact, Glossary, Lexicon, Question, Word, key};
use crate::model::{Column, Span};
use crate::names::places::is_place;
use crate::names::shape::{may_open_bracket, person_score, without_figures};
use crate::settings::ListSettings;
use memchr::memchr_iter;
use std::cell::RefCell;

/// Text, tables and settings.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The tables.
    pub lexicon: &'a Lexicon,
    /// The heads of columns that the analyst names.
    pub heads: &'a ListSettings,
    /// The mark that parts the fields of this document's rows, where the analyst says so.
    pub separator: Option<char>,
    /// The words that were met.
    pub book: &'a Book<'a>,
    /// The lines that were asked about before.
    pub memo: &'a Memo,
}

/// Which lines open with a person's name, as far as it was asked.
#[derive(Debug, Default)]
pub struct Memo(RefCell<QuickMap<(u32, u32), bool>>);

impl Memo {
    /// The answer of `tell`, which is asked once for each line.
    pub fn told(&self, line: Span, tell: impl FnOnce() -> bool) -> bool {
        let small = |at: usize| u32::try_from(at).expect("no document is read that has four thousand million bytes");
        let place = (small(line.start), small(line.end));
        let known = self.0.borrow().get(&place).copied();
        known.unwrap_or_else(|| {
            let told = tell();
            self.0.borrow_mut().insert(place, told);
            told
        })
    }
}

impl<'a> Known<'a> {
    /// The characters of a span.
    #[inline]
    pub fn of(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// How often a mark stands in a stretch.
    pub fn count(&self, mark: char, span: Span) -> usize {
        match u8::try_from(mark) {
            Ok(byte) if byte.is_ascii() => memchr_iter(byte, self.of(span).as_bytes()).count(),
            _ => self.of(span).matches(mark).count(),
        }
    }

    /// Whether a field reads as a person's name, a bracket behind it aside.
    pub fn is_person(&self, field: Span) -> bool {
        self.book.tells(self.of(field), Question::Person, || self.reads_as_person(field))
    }

    fn reads_as_person(&self, field: Span) -> bool {
        let inner = self.of(field);
        let open = if may_open_bracket(inner) { inner.find(['(', '（']) } else { None };
        let name = open.filter(|at| *at > 0).map_or(inner, |at| &inner[..at]);
        // "Judge (ret.) Ada Marsh"
        let title = name.len() < inner.len() && self.lexicon.honorifics.has(&key(name));
        let behind = || inner.split_once([')', '）']).map(|(_, behind)| behind.trim());
        let name = if title { behind().filter(|behind| !behind.is_empty()).unwrap_or(name) } else { name };
        // "Mayor" by itself is a post, "Canal Ward" a part of a town.
        let post = || !name.contains(' ') && self.book.facts(name).is(Fact::Position);
        person_score(without_figures(name), self.book) > 0.4 && !post() && !self.is_district(field)
    }

    /// "Canal Ward": a name that ends with a word for a part of a town, and does not open with a first name.
    pub fn is_district(&self, field: Span) -> bool {
        let Some((first, rest)) = self.of(field).split_once(' ') else { return false };
        let last = rest.rsplit(' ').next().unwrap_or("");
        self.book.facts(last).is(Fact::District) && !self.book.facts(first).is_any([Fact::GivenName, Fact::Honorific])
    }

    /// Whether a phrase is the name of a state, or of two with "and" between, a full stop behind them aside.
    pub fn names_states(&self, phrase: &str) -> bool {
        self.book.opens(phrase, Fact::OpensPlace) && !self.lexicon.states_in(phrase).is_empty()
    }

    /// Whether a field holds a word that bodies are called by.
    pub fn is_headed(&self, field: Span) -> bool {
        self.holds(field, [Fact::OrganisationHead])
    }

    /// Whether the tables say one of these of a run of letters in a field.
    pub fn holds<const N: usize>(&self, field: Span, facts: [Fact; N]) -> bool {
        letters(self.of(field)).any(|word| self.book.facts(word).is_any(facts))
    }

    /// Whether a field reads as a body's name: it holds a word that bodies are called by, a legal form, or initials.
    pub fn is_body(&self, field: Span) -> bool {
        self.book.tells(self.of(field), Question::Body, || self.reads_as_body(field))
    }

    fn reads_as_body(&self, field: Span) -> bool {
        self.holds(field, [Fact::OrganisationHead, Fact::LegalForm, Fact::Acronym]) && !self.is_person(field)
    }

    /// Whether a field names a place and nothing else, or a place and initials of states.
    pub fn is_place(&self, field: Span) -> bool {
        is_place(self.of(field), self.book)
    }

    /// Whether a field opens or ends with a post or an occupation.
    pub fn is_post(&self, field: Span) -> bool {
        self.book.tells(self.of(field), Question::Post, || self.reads_as_post(field))
    }

    fn reads_as_post(&self, field: Span) -> bool {
        let words = || self.of(field).split_whitespace();
        let opens = words().next().is_some_and(|first| self.book.facts(first).is(Fact::OpensPosition));
        let closes = words().next_back().is_some_and(|last| self.book.facts(last).is(Fact::ClosesPosition));
        if !opens && !closes {
            return false;
        }
        let words: Vec<Word> = words().map(|word| self.book.word(word)).collect();
        let posts = &self.lexicon.positions;
        posts.longest_at(&words).is_some() || posts.longest_before(&words).is_some()
    }

    /// Points for a phrase that reads as a person's name.
    pub fn person_score(&self, phrase: &str) -> f32 {
        person_score(phrase, self.book)
    }

    /// What the head of a column says that it holds: nothing for one that is passed over, an error for no head at all.
    pub fn head(&self, cell: Span) -> Result<Option<Column>, NoHead> {
        let words = self.of(cell);
        let open = words.find(['(', '[']).filter(|at| *at > 0);
        let bare = key(&words[..open.unwrap_or(words.len())]);
        if bare.is_empty() {
            return Err(NoHead);
        }
        let set = |written: &&(&String, Column)| !written.0.is_empty() && key(written.0) == key(words);
        if let Some((_, column)) = self.heads.columns().iter().find(set) {
            return Ok(Some(*column));
        }
        let table = &self.lexicon.table_heads;
        let said: Vec<&str> = bare.split(' ').filter(|word| table.class(word) != Some("filler")).collect();
        let each = || said.iter().map(|word| table.class(word)).collect::<Option<Vec<_>>>()?.last().copied();
        let class = table.class(&bare).or_else(|| table.class(&said.join(" "))).or_else(each).ok_or(NoHead)?;
        Ok(COLUMNS.iter().find(|(word, _)| *word == class).map(|(_, column)| *column))
    }
}

/// The runs of letters and digits of a phrase.
pub fn letters(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The classes of `table-heads.txt`; `aside` has no column.
const COLUMNS: &[(&str, Column)] = &[
    ("name", Column::Name),
    ("given", Column::Given),
    ("family", Column::Family),
    ("post", Column::Post),
    ("body", Column::Body),
    ("place", Column::Place),
];

/// A cell that heads no column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoHead;
