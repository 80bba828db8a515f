//! States that sign, and parties in brackets behind the names of their members.

use super::phrase::Reader;
use crate::lexicon::{Fact, key};
use crate::model::{Column, Field, Row, Span};
use crate::names::shape::is_acronym;

/// The states that a row names, where it names nothing else: one, or two with "and" between.
pub fn states(reader: &Reader, row: &Row) -> Vec<Span> {
    let name = row.name().span;
    let written = name.of(reader.text);
    if row.fields.len() > 1 || !reader.book.opens(written, Fact::OpensPlace) {
        return Vec::new();
    }
    let span = |state: &str| {
        let start = name.start + (state.as_ptr() as usize - written.as_ptr() as usize);
        Span::new(start, start + state.len())
    };
    reader.lexicon.states_in(written).into_iter().map(span).collect()
}

/// "(Labour)", "(Labour, Mill North)": the party that opens a bracket, by its name or by what its members are called.
pub fn party(reader: &Reader, bracket: Span) -> Option<Span> {
    let first = inside(reader.text, bracket).first()?.span;
    let written = key(first.of(reader.text));
    let parties = &reader.lexicon.parties;
    (parties.has(&written) || parties.has(&format!("{written}s"))).then_some(first)
}

/// "(SOAS, Selby)": initials that open a bracket, before a place.
pub fn initials(reader: &Reader, bracket: Span) -> Option<Span> {
    let parts = inside(reader.text, bracket);
    let (first, place) = (parts.first()?.span, parts.get(1)?.span);
    let written = first.of(reader.text);
    let lettered = reader.lexicon.postnominals.has(&key(written)) || reader.is_place(first);
    (parts.len() == 2 && is_acronym(written) && !lettered && reader.is_place(place)).then_some(first)
}

/// "D-NY": the party and the state of a member of parliament.
pub fn is_seat(bracket: &str) -> bool {
    let (party, state) = bracket.split_once(['-', '–']).unwrap_or_default();
    let loud = |word: &str| !word.is_empty() && word.chars().all(char::is_uppercase);
    party.len() == 1 && state.len() <= 3 && loud(party) && loud(state)
}

/// The fields of a bracket: "(Green Union, Mill North)".
pub fn inside(text: &str, bracket: Span) -> Vec<Field> {
    let mut start = bracket.start;
    let mut parts = Vec::new();
    for part in bracket.of(text).split([',', ';']) {
        parts.push(Span::new(start, start + part.len()).trim(text));
        start += part.len() + 1;
    }
    let about = |span: Span| Field { span, column: Column::About };
    parts.into_iter().filter(|part| !part.is_empty()).map(about).collect()
}
