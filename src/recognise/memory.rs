//! What the document has named elsewhere: a name recognised once is recognised everywhere.

use crate::lexicon::{Lexicon, key};
use crate::model::{Form, Kind, Mention};
use crate::names::parts::short_forms;
use std::collections::BTreeMap;

/// Points for a run that the document names elsewhere.
mod points {
    /// The same full name of a person.
    pub const FULL: f32 = 3.0;
    /// The same full name of a body: more than a part of it, so that the whole wins.
    pub const BODY: f32 = 3.4;
    /// The last name of a person named in full.
    pub const SURNAME: f32 = 3.6;
    /// The last two names of a person with three.
    pub const DOUBLE_SURNAME: f32 = 0.8;
    /// The first name of a person named in full.
    pub const FIRST_NAME: f32 = 1.9;
    /// The same name of a body that is one word.
    pub const WORD: f32 = 1.0;
    /// The beginning or the end of a body's name.
    pub const PART: f32 = 2.1;
    /// Initials that the document defines.
    pub const DEFINED: f32 = 2.5;
}

/// What the first reading of a document found, by lexicon key.
#[derive(Debug, Default)]
pub struct Memory {
    people: BTreeMap<String, (f32, Option<Form>)>,
    organisations: BTreeMap<String, (f32, Option<Form>)>,
}

impl Memory {
    /// Remembers the names of a first reading and the acronyms that stand in brackets behind them.
    pub fn of(text: &str, mentions: &[Mention], lexicon: &Lexicon) -> Memory {
        let mut memory = Memory::default();
        for mention in mentions {
            let name = key(&mention.name);
            match mention.kind {
                Kind::Person => memory.person_named(&name, mention),
                Kind::Organisation => memory.organisation_named(&name, mention, text, lexicon),
                _ => {}
            }
        }
        memory
    }

    fn person_named(&mut self, name: &str, mention: &Mention) {
        let words: Vec<&str> = name.split(' ').collect();
        if words.len() == 1 {
            // A bare surname counts only where a title proved it.
            if !mention.titles.is_empty() {
                raise(&mut self.people, name.to_string(), points::SURNAME, Some(Form::Short));
            }
            return;
        }
        raise(&mut self.people, name.to_string(), points::FULL, None);
        raise(&mut self.people, words[words.len() - 1].to_string(), points::SURNAME, Some(Form::Short));
        raise(&mut self.people, words[0].to_string(), points::FIRST_NAME, Some(Form::Short));
        if words.len() > 2 {
            raise(&mut self.people, words[1..].join(" "), points::DOUBLE_SURNAME, Some(Form::Short));
        }
    }

    fn organisation_named(&mut self, name: &str, mention: &Mention, text: &str, lexicon: &Lexicon) {
        let body = if name.contains(' ') { points::BODY } else { points::WORD };
        raise(&mut self.organisations, name.to_string(), body, None);
        if let Some(short) = defined_behind(text, mention.whole.end) {
            raise(&mut self.organisations, key(short), points::DEFINED, Some(Form::Acronym));
        }
        for form in short_forms(&mention.name, lexicon) {
            raise(&mut self.organisations, form, points::PART, Some(Form::Short));
        }
    }

    /// Points for a run as a person, and the form in which it is remembered.
    pub fn person(&self, key: &str) -> (f32, Option<Form>) {
        self.people.get(key).copied().unwrap_or_default()
    }

    /// Whether a body is named with these words elsewhere, in full and in several words.
    pub fn is_body(&self, key: &str) -> bool {
        key.contains(' ') && self.organisations.get(key).is_some_and(|(_, form)| form.is_none())
    }

    /// Points for a run as an organisation, and the form in which it is remembered.
    pub fn organisation(&self, key: &str) -> (f32, Option<Form>) {
        self.organisations.get(key).copied().unwrap_or_default()
    }
}

fn raise(map: &mut BTreeMap<String, (f32, Option<Form>)>, key: String, points: f32, form: Option<Form>) {
    let entry = map.entry(key).or_insert((points, form));
    if form.is_none() || (entry.1.is_some() && entry.0 < points) {
        *entry = (points.max(entry.0.min(points)), form);
    }
}

/// The word of capitals in brackets right behind `end`.
pub fn defined_behind(text: &str, end: usize) -> Option<&str> {
    let rest = text[end..].trim_start_matches(' ');
    let inner = rest.strip_prefix('(')?;
    let close = inner.find(')').filter(|close| *close <= 40)?;
    let short = inner[..close].split(" or ").next().unwrap_or("").trim_matches(['"', '“', '”', '\'', '‘', '’', ' ']);
    crate::names::shape::is_acronym(short).then_some(short)
}
