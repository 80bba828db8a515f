//! What every reader of lists looks at: the text, the tables, and what the analyst has set.

use crate::lexicon::quick::QuickMap;
use crate::lexicon::{Lexicon, key};
use crate::model::{Column, Span};
use crate::names::places::is_place;
use crate::names::shape::{is_acronym, person_score};
use crate::settings::ListSettings;
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
    /// What was asked before.
    pub memo: &'a Memo,
}

/// What is asked of a stretch again and again, told once.
#[derive(Debug, Default)]
pub struct Memo {
    /// Whether a field reads as a person's name.
    pub people: Told,
    /// Whether a line opens with one.
    pub lines: Told,
    /// Whether a field reads as a body's name.
    pub bodies: Told,
    /// Whether a field names a place and nothing else.
    pub places: Told,
    /// Whether a field opens or ends with a post.
    pub posts: Told,
}

/// Answers by stretch.
#[derive(Debug, Default)]
pub struct Told(RefCell<QuickMap<(usize, usize), bool>>);

impl Told {
    /// The answer of `tell`, which is asked once for each stretch.
    pub fn told(&self, span: Span, tell: impl FnOnce() -> bool) -> bool {
        let place = (span.start, span.end);
        if let Some(told) = self.0.borrow().get(&place) {
            return *told;
        }
        let told = tell();
        self.0.borrow_mut().insert(place, told);
        told
    }
}

impl<'a> Known<'a> {
    /// The characters of a span.
    pub fn of(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// Whether a field reads as a person's name, a bracket behind it aside.
    pub fn is_person(&self, field: Span) -> bool {
        self.memo.people.told(field, || self.reads_as_person(field))
    }

    fn reads_as_person(&self, field: Span) -> bool {
        let inner = self.of(field);
        let name = inner.find(['(', '（']).filter(|at| *at > 0).map_or(inner, |at| &inner[..at]);
        // "Judge (ret.) Ada Marsh"
        let behind = inner.split_once([')', '）']).map_or("", |(_, behind)| behind.trim());
        let title = name.len() < inner.len() && self.lexicon.honorifics.has(&key(name));
        let name = if title && !behind.is_empty() { behind } else { name };
        // "Mayor" by itself is a post, "Canal Ward" a part of a town.
        let post = !name.contains(' ') && self.lexicon.positions.has(&key(name));
        person_score(name, self.lexicon) > 0.4 && !post && !self.is_district(field)
    }

    /// "Canal Ward": a name that ends with a word for a part of a town, and does not open with a first name.
    pub fn is_district(&self, field: Span) -> bool {
        let (first, last) = match self.of(field).split_once(' ') {
            Some((first, rest)) => (key(first), key(rest.rsplit(' ').next().unwrap_or(""))),
            None => return false,
        };
        self.lexicon.other_heads.class(&last) == Some("place")
            && !self.lexicon.is_given_name(&first)
            && !self.lexicon.honorifics.has(&first)
    }

    /// Whether a field holds a word that bodies are called by.
    pub fn is_headed(&self, field: Span) -> bool {
        let head = |word: &str| self.lexicon.organisation_heads.has(&key(word));
        self.of(field).split(|c: char| !c.is_alphanumeric()).any(head)
    }

    /// Whether a field reads as a body's name: it holds a word that bodies are called by, a legal form, or initials.
    pub fn is_body(&self, field: Span) -> bool {
        self.memo.bodies.told(field, || self.reads_as_body(field))
    }

    fn reads_as_body(&self, field: Span) -> bool {
        let inner = self.of(field);
        let told = |word: &str| {
            let key = key(word);
            self.lexicon.organisation_heads.has(&key) || self.lexicon.legal_forms.has(&key) || is_acronym(word)
        };
        !self.is_person(field) && inner.split(|c: char| !c.is_alphanumeric()).any(told)
    }

    /// Whether a field names a place and nothing else, or a place and initials of states.
    pub fn is_place(&self, field: Span) -> bool {
        self.memo.places.told(field, || is_place(self.of(field), self.lexicon))
    }

    /// Whether a field opens or ends with a post or an occupation.
    pub fn is_post(&self, field: Span) -> bool {
        self.memo.posts.told(field, || self.reads_as_post(field))
    }

    fn reads_as_post(&self, field: Span) -> bool {
        let keys: Vec<String> = self.of(field).split_whitespace().map(key).collect();
        let posts = &self.lexicon.positions;
        posts.longest_at(&keys).is_some() || posts.longest_before(&keys).is_some()
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
