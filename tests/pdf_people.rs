//! A letter as a PDF file names the same people as the same letter as plain text.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod pdf_writer;

use pdf_writer::file;
use pdf_writer::letter::{Drawn, Setting, pages, plain};
use undersigned::lexicon::Lexicon;
use undersigned::pipeline::read_document;
use undersigned::read;
use undersigned::settings::Settings;

/// Name and role of each appearance, and the bodies it is affiliated with, sorted.
fn appearances(id: &str, bytes: Vec<u8>) -> Vec<String> {
    let document = read::document(id, None, bytes).unwrap().document;
    let (_, reading) = read_document(&document, &Settings::default(), Lexicon::built_in());
    let mut all: Vec<String> = Vec::new();
    for appearance in &reading.appearances {
        let chain = &reading.chains[appearance.chain];
        let bodies = chain.affiliations.iter().filter_map(|one| one.organisation);
        let bodies: Vec<&str> = bodies.map(|body| reading.chains[body].name.as_str()).collect();
        all.push(format!("{:?} {} {:?} {bodies:?}", chain.kind, chain.name, appearance.role));
    }
    all.sort();
    all
}

#[test]
fn pdf_and_plain_text_name_the_same_people() {
    for numbered in [true, false] {
        let wanted = appearances("letter.txt", plain(numbered).into_bytes());
        assert!(wanted.len() >= 120, "{wanted:?}");
        for (columns, size) in [(1, 10.0), (2, 9.0), (3, 6.0), (2, 12.0), (3, 9.0)] {
            if !numbered && size > 10.0 || !numbered && columns == 3 && size > 6.0 {
                continue;
            }
            for drawn in [Drawn::ColumnByColumn, Drawn::RowByRow] {
                let setting = Setting { columns, drawn, size, numbered, framed: false, bold: false };
                let found = appearances("letter.pdf", file(&pages(setting)));
                assert_eq!(found, wanted, "{setting:?}");
            }
        }
    }
}
