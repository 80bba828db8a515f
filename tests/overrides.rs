//! What the analyst sets about one document holds against what was found: each key alone turns a reading.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use undersigned::lexicon::Lexicon;
use undersigned::model::{Format, Reading, Role};
use undersigned::pipeline::read_document;
use undersigned::{read, settings};

/// The text read with these keys in its table of `undersigned.toml`.
fn reading(text: &str, keys: &str) -> Reading {
    let set = settings::parse(&format!("[documents.\"a.txt\"]\n{keys}\n"), Path::new("set.toml")).unwrap();
    let opened = read::document("a.txt", Some(Format::Text), text.as_bytes().to_vec()).unwrap();
    read_document(&opened.document, &set, Lexicon::built_in()).1
}

/// The names in a role, in the order of the text.
fn holding(text: &str, keys: &str, role: Role) -> Vec<String> {
    let reading = reading(text, keys);
    let held = reading.appearances.iter().filter(|appearance| appearance.role == role);
    held.map(|held| reading.chains[held.chain].name.to_string()).collect()
}

/// Six names that nothing announces, behind a line of text.
const BARE: &str = "The harbour in winter\n\nThe boats lie on the shore, and the nets are dry until the ice has gone.\n\n\
    Mara Ilves\nOskar Tamm\nAmina Farouk\nWanjiru Kamaru\nJonas Lindqvist\nImran Qureshi\n\nThe sea was calm and grey on \
    every day of that long week, and the gulls had gone.\n\nNobody came to the quay but two old boatmen and their dogs.\n";

#[test]
fn a_list_starts_where_it_is_said_to() {
    assert!(holding(BARE, "", Role::Signatory).is_empty());
    let from = |line: u32| holding(BARE, &format!("list-start = {line}"), Role::Signatory);
    assert_eq!(
        from(5),
        ["Mara Ilves", "Oskar Tamm", "Amina Farouk", "Wanjiru Kamaru", "Jonas Lindqvist", "Imran Qureshi"]
    );
    assert_eq!(from(8), ["Wanjiru Kamaru", "Jonas Lindqvist", "Imran Qureshi"]);
}

#[test]
fn the_fields_of_rows_are_parted_by_the_mark_that_is_set() {
    let text = "Open letter on the reef\n\nWe ask that the licence be withdrawn.\n\nSigned:\n\nMara Ilves # Reed Institute\n\
        Oskar Tamm # Quay Watch\nAmina Farouk # Harbour Union\n";
    let bodies = |keys: &str| {
        let found = reading(text, keys);
        let held =
            |chain: &undersigned::model::Chain| chain.affiliations.iter().any(|held| held.organisation.is_some());
        found.chains.iter().filter(|chain| held(chain)).count()
    };
    assert_eq!((bodies(""), bodies("separator = \"#\"")), (0, 3));
}

#[test]
fn a_bare_list_of_names_signs_as_the_kind_of_its_document_says() {
    let text = "Mara Ilves\nOskar Tamm\nAmina Farouk\nWanjiru Kamaru\nJonas Lindqvist\nImran Qureshi\nLucia Prado\n";
    let signed = |kind: &str| holding(text, &format!("kind = \"{kind}\""), Role::Signatory).len();
    assert_eq!((signed("list"), signed("event")), (7, 0));
}

#[test]
fn the_title_that_is_set_is_the_heading() {
    let text = "The harbour in winter\n\nThe boats lie on the shore until spring.\n";
    assert_eq!(reading(text, "").head.title.as_deref(), Some("The harbour in winter"));
    assert_eq!(reading(text, "title = \"On boats\"").head.title.as_deref(), Some("On boats"));
}

#[test]
fn the_day_that_is_set_is_certain() {
    let text = "The harbour in winter\n\n3 May 2021\n\nThe boats lie on the shore until spring.\n";
    let day = |keys: &str| reading(text, keys).head.date.map(|date| (date.day.to_string(), date.certain)).unwrap();
    assert_eq!(day("").0, "2021-05-03");
    assert_eq!(day("date = 2019-11-30"), ("2019-11-30".to_owned(), true));
}
