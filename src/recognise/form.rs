//! How much of a name a mention writes out: told by the other names of its document.

use crate::lexicon::{Lexicon, key};
use crate::model::{Form, Kind, Mention, Text};
use crate::names::parts::short_forms;
use crate::names::shape::is_acronym;
use std::collections::BTreeSet;

/// Tells the form of every mention.
pub fn tell(mentions: &mut [Mention], lexicon: &Lexicon) {
    let shorter = shorter(mentions, lexicon);
    mentions.iter_mut().for_each(|mention| mention.form = form(mention, &shorter));
}

/// The shorter forms under which names may go on, by key: ends and beginnings of a body's, the last names of a person.
pub fn shorter(mentions: &[Mention], lexicon: &Lexicon) -> BTreeSet<(Kind, Text)> {
    let mut found = BTreeSet::new();
    for mention in mentions {
        match mention.kind {
            Kind::Organisation => {
                let forms = short_forms(&mention.name, lexicon);
                found.extend(forms.into_iter().map(|form| (Kind::Organisation, form)));
            }
            Kind::Person => {
                let name = key(&mention.name);
                found.extend(name.match_indices(' ').map(|(at, _)| (Kind::Person, Text::from(&name[at + 1..]))));
            }
            Kind::Place | Kind::Other => {}
        }
    }
    found
}

/// How much of the name is written out, as far as it and the other names of the document tell.
pub fn form(mention: &Mention, shorter: &BTreeSet<(Kind, Text)>) -> Form {
    match mention.kind {
        Kind::Organisation if is_acronym(&mention.name) => Form::Acronym,
        kind if shorter.contains(&(kind, key(&mention.name))) => Form::Short,
        Kind::Person if !mention.name.contains(' ') => Form::Short,
        _ => Form::Full,
    }
}
