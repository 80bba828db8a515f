//! One letter in every format: the same signatories in the same order, and the same appearances.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod hostile;
mod letter;
mod pages;
mod threats;

use letter::{Rows, Signatory, signatories};
use std::collections::BTreeSet;
use undersigned::lexicon::Lexicon;
use undersigned::model::{Document, Kind, Role};
use undersigned::pipeline::read_document;
use undersigned::read::{Source, Unfolded, Workers, unfold};
use undersigned::settings::Settings;

/// Reads bytes as the program does, with workers or in this process.
pub fn unfolded(name: &str, bytes: Vec<u8>, settings: &Settings, workers: Option<&Workers>) -> Unfolded {
    let source = Source { id: name.to_owned(), path: Some(name.into()), format: None };
    unfold(&source, bytes, settings, workers)
}

/// Workers of the program under test.
pub fn workers() -> Workers {
    Workers::new(env!("CARGO_BIN_EXE_undersigned").into(), vec!["read-worker".into()])
}

/// The documents in a file that can be read whole.
fn documents(name: &str, bytes: Vec<u8>) -> Vec<Document> {
    let found = unfolded(name, bytes, &Settings::default(), None);
    assert_eq!(found.errors, [], "{name}");
    found.documents.into_iter().map(|opened| opened.document).collect()
}

/// The letter in each format that keeps all of it.
fn letters() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("plain.html", letter::html().into_bytes()),
        ("typed.docx", letter::docx(Rows::Typed)),
        ("counted.docx", letter::docx(Rows::Counted)),
        ("typed.odt", letter::odt(Rows::Typed)),
        ("counted.odt", letter::odt(Rows::Counted)),
        ("list.rtf", letter::rtf()),
        ("plain.eml", letter::mail()),
        ("utf16.txt", letter::text().encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ]
}

/// The list alone, or the letter with its list as a table.
fn tables() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("list.csv", letter::csv().into_bytes()),
        ("list.xlsx", letter::xlsx()),
        ("list.ods", letter::ods()),
        ("table.docx", letter::docx(Rows::Table)),
        ("table.odt", letter::odt(Rows::Table)),
        ("wrapped.docx", letter::docx(Rows::Wrapped)),
        ("wrapped.odt", letter::odt(Rows::Wrapped)),
    ]
}

/// How many signatories stand in the text, name, post and body next to each other, each after the one before.
fn whole_and_in_order(text: &str) -> usize {
    let words = |text: &str| {
        text.split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let text = words(text);
    let mut from = 0;
    let found = |who: &Signatory| {
        let entry = words(&who.row());
        let at = text[from..].windows(entry.len()).position(|window| window == entry)?;
        from += at + entry.len();
        Some(())
    };
    signatories().iter().filter_map(found).count()
}

/// Who appears as what.
fn appearances(document: &Document) -> BTreeSet<(Kind, String, Role)> {
    let (_, reading) = read_document(document, &Settings::default(), Lexicon::built_in());
    reading
        .appearances
        .iter()
        .map(|appearance| {
            let chain = &reading.chains[appearance.chain];
            (chain.kind, chain.name.to_string(), appearance.role)
        })
        .collect()
}

#[test]
fn every_format_keeps_every_signatory_in_order() {
    for (name, bytes) in letters().into_iter().chain(tables()) {
        let documents = documents(name, bytes);
        assert_eq!(documents.len(), 1, "{name}");
        let found = whole_and_in_order(&documents[0].text);
        assert!(found >= 119, "{name}: {found} of 120\n{}", &documents[0].text[..1500.min(documents[0].text.len())]);
    }
}

#[test]
fn every_format_gives_the_appearances_of_the_plain_text() {
    let plain = appearances(&documents("plain.txt", letter::text().into_bytes())[0]);
    assert!(plain.iter().filter(|(_, _, role)| *role == Role::Signatory).count() >= 119);
    for (name, bytes) in letters() {
        let document = &documents(name, bytes)[0];
        assert_eq!(appearances(document), plain, "{name}\n{}", &document.text[..1500]);
        assert_eq!(document.head.title.as_deref(), Some("Open Letter to the Harbour Board"), "{name}");
        assert_eq!(document.head.date.map(|date| date.day.to_string()).as_deref(), Some("2021-05-03"), "{name}");
    }
    let people = |all: BTreeSet<(Kind, String, Role)>| {
        let signs = all.into_iter().filter(|(kind, _, role)| *kind == Kind::Person && *role == Role::Signatory);
        signs.map(|(_, name, _)| name).collect::<BTreeSet<_>>()
    };
    let signs = people(plain);
    for (name, bytes) in tables() {
        let found = people(appearances(&documents(name, bytes)[0]));
        assert!(
            found.intersection(&signs).count() >= 119,
            "{name}: {:?}",
            signs.difference(&found).collect::<Vec<_>>()
        );
    }
}

#[test]
fn archives_and_mails_hold_documents_of_their_own() {
    let inner =
        letter::zip(&[("b/list.csv", letter::csv().into_bytes()), ("../../a.docx", letter::docx(Rows::Counted))]);
    let outer = letter::zip(&[
        ("inner.zip", inner),
        ("notes.bin", vec![1, 2, 3]),
        ("__MACOSX/._a.docx", vec![0]),
        ("mail.eml", letter::mail_with("list.xlsx", &letter::xlsx())),
    ]);
    let found = unfolded("all.zip", outer, &Settings::default(), None);
    assert_eq!(found.errors, []);
    let ids: Vec<_> = found.documents.iter().map(|opened| opened.document.head.id.as_str()).collect();
    let expected = [
        "all.zip!/inner.zip!/../../a.docx",
        "all.zip!/inner.zip!/b/list.csv",
        "all.zip!/mail.eml",
        "all.zip!/mail.eml!/list.xlsx",
    ];
    assert_eq!(ids, expected);
    assert_eq!(found.notices.len(), 1);
    assert_eq!((found.notices[0].code.as_str(), found.notices[0].document.as_str()), ("not-read", "all.zip"));
    for opened in [&found.documents[0], &found.documents[1], &found.documents[3]] {
        assert_eq!(whole_and_in_order(&opened.document.text), 120, "{}", opened.document.head.id);
    }
}

#[test]
fn workers_give_what_this_process_gives() {
    let workers = workers();
    for (name, bytes) in letters().into_iter().chain(tables()) {
        let here = unfolded(name, bytes.clone(), &Settings::default(), None);
        assert_eq!(unfolded(name, bytes, &Settings::default(), Some(&workers)), here, "{name}");
    }
}
