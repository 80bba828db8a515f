//! Words on the command line that stand for values.

use crate::model::{Kind, Role};
use crate::settings::{ColourBy, Engine};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

/// The name of an encoding, as web pages write it.
pub fn encoding(name: &str) -> Result<String, String> {
    let known = encoding_rs::Encoding::for_label(name.as_bytes()).is_some();
    known.then(|| name.to_owned()).ok_or_else(|| "such as utf-8, windows-1250, iso-8859-2 or shift_jis".to_owned())
}

/// Each kind by its plural.
pub const KINDS: &[(&str, Kind)] = &[("people", Kind::Person), ("organisations", Kind::Organisation)];
/// Each kind by its singular.
pub const ACTORS: &[(&str, Kind)] = &[("person", Kind::Person), ("organisation", Kind::Organisation)];
/// Each engine.
pub const ENGINES: &[(&str, Engine)] =
    &[("builtin", Engine::Builtin), ("neato", Engine::Neato), ("sfdp", Engine::Sfdp)];
/// What colour can stand for.
pub const COLOURS: &[(&str, ColourBy)] = &[("role", ColourBy::Role), ("component", ColourBy::Component)];
/// Roles that can be made to tie.
pub const INCLUDABLE: &[(&str, Role)] = &[("mentioned", Role::Mentioned)];
/// Each role.
pub const ROLES: &[(&str, Role)] = &[
    ("signatory", Role::Signatory),
    ("speaker", Role::Speaker),
    ("chair", Role::Chair),
    ("addressee", Role::Addressee),
    ("issuer", Role::Issuer),
    ("participant", Role::Participant),
    ("mentioned", Role::Mentioned),
];

/// Takes the words of a table and nothing else.
pub fn one_of<T: Copy + Send + Sync + 'static>(
    table: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(table.iter().map(|(word, _)| *word)).map(move |given| {
        let found = table.iter().find(|(word, _)| *word == given);
        found.expect("only words of the table pass").1
    })
}

/// A day such as 2020-01-31.
pub fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write a day as 2020-01-31".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_roles_is_whole() {
        let words: Vec<_> = Role::ALL.into_iter().map(|role| (role.word(), role)).collect();
        assert_eq!(ROLES, words);
    }

    #[test]
    fn engines_are_named_as_in_the_settings() {
        assert!(ENGINES.iter().all(|(word, engine)| *word == engine.word()));
    }
}
