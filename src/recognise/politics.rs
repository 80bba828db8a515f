//! States that sign, and parties in brackets behind the names of their members.

use super::phrase::Reader;
use crate::lexicon::{Fact, key};
use crate::model::{Column, Field, Row, Span};

/// Whether a row is the name of a state and nothing else.
pub fn is_state(reader: &Reader, row: &Row) -> bool {
    let name = row.name().span.of(reader.text).trim_end_matches(['.', ' ']);
    let opens = || reader.book.opens(name, Fact::OpensPlace);
    row.fields.len() == 1 && opens() && reader.lexicon.states.class(&key(name)) == Some("state")
}

/// "(Labour)", "(Labour, Mill North)": the party that opens a bracket, by its name or by what its members are called.
pub fn party(reader: &Reader, bracket: Span) -> Option<Span> {
    let first = inside(reader.text, bracket).first()?.span;
    let written = key(first.of(reader.text));
    let parties = &reader.lexicon.parties;
    (parties.has(&written) || parties.has(&format!("{written}s"))).then_some(first)
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
