//! Words on the command line that stand for values.

use crate::model::{Every, Kind, Output, Role, RolePair, TieKind, Weighing};
use crate::settings::{ColourBy, Copies, Engine, Nodes};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

/// Each kind by its plural.
pub const KINDS: &[(&str, Kind)] = &[("people", Kind::Person), ("organisations", Kind::Organisation)];
/// Each kind by its singular.
pub const ACTORS: &[(&str, Kind)] = &[("person", Kind::Person), ("organisation", Kind::Organisation)];
/// Each engine.
pub const ENGINES: &[(&str, Engine)] =
    &[("builtin", Engine::Builtin), ("neato", Engine::Neato), ("sfdp", Engine::Sfdp)];
/// What colour can stand for.
pub const COLOURS: &[(&str, ColourBy)] = &[("role", ColourBy::Role), ("component", ColourBy::Component)];
/// What the nodes can be.
pub const NODES: &[(&str, Nodes)] = &[
    ("both", Nodes::Both),
    ("people", Nodes::People),
    ("organisations", Nodes::Organisations),
    ("documents", Nodes::Documents),
];
/// How often copies can count.
pub const COPIES: &[(&str, Copies)] = &[("once", Copies::Once), ("each", Copies::Each)];
/// Each kind of tie.
pub const TIES: &[(&str, TieKind)] = &[
    ("alongside", TieKind::Alongside),
    ("addressed", TieKind::Addressed),
    ("affiliated", TieKind::Affiliated),
    ("parent_of", TieKind::ParentOf),
    ("shared", TieKind::Shared),
];
/// Each weight.
pub const WEIGHTS: &[(&str, Weighing)] = &[
    ("count", Weighing::Count),
    ("newman", Weighing::Newman),
    ("share", Weighing::Share),
    ("jaccard", Weighing::Jaccard),
    ("association", Weighing::Association),
];
/// Each length of a slice.
pub const SLICES: &[(&str, Every)] = &[("year", Every::Year), ("quarter", Every::Quarter), ("month", Every::Month)];
/// Each file that can be chosen.
pub const OUTPUTS: &[(&str, Output)] = &Output::ALL;
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

/// A pair of roles such as `signatory+speaker`.
pub fn role_pair(text: &str) -> Result<RolePair, String> {
    RolePair::parse(text)
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
        assert!(WEIGHTS.iter().all(|(word, weight)| *word == weight.word()));
        assert!(SLICES.iter().all(|(word, every)| *word == every.word()));
        assert!(TIES.iter().map(|(word, kind)| (*word, *kind)).eq(TieKind::ALL.map(|kind| (kind.word(), kind))));
    }
}
