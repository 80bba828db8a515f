//! Words on the command line that stand for values.

use crate::model::{Every, Kind, Output, Role, RolePair, TieKind, Weighing, Within};
use crate::settings::{ColourBy, Copies, Engine, Nodes, PageSize};
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
pub const COLOURS: &[(&str, ColourBy)] =
    &[("role", ColourBy::Role), ("community", ColourBy::Community), ("component", ColourBy::Component)];
/// How near two names can be asked to stand.
pub const SCOPES: &[(&str, Within)] = &[
    ("document", Within::Document),
    ("section", Within::Section),
    ("paragraph", Within::Paragraph),
    ("sentence", Within::Sentence),
    ("list", Within::List),
];
/// Each page a figure can be made for.
pub const PAGES: &[(&str, PageSize)] =
    &[("a4", PageSize::A4), ("letter", PageSize::Letter), ("column", PageSize::Column), ("slide", PageSize::Slide)];
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
    fn scopes_are_named_as_in_the_tables() {
        assert!(SCOPES.iter().all(|(word, within)| *word == within.word()));
    }

    #[test]
    fn engines_are_named_as_in_the_settings() {
        assert!(ENGINES.iter().all(|(word, engine)| *word == engine.word()));
        assert!(WEIGHTS.iter().all(|(word, weight)| *word == weight.word()));
        assert!(SLICES.iter().all(|(word, every)| *word == every.word()));
        assert!(TIES.iter().map(|(word, kind)| (*word, *kind)).eq(TieKind::ALL.map(|kind| (kind.word(), kind))));
    }
}
