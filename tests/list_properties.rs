//! What holds of any list whatever: no bytes stop the reader, and no row of a list vanishes.

mod made_lists;

use made_lists::{Dice, LAYOUTS, made, score};
use undersigned::lexicon::Lexicon;
use undersigned::model::{BlockKind, Document, Format, Layout, Reading, Role};
use undersigned::settings::Settings;
use undersigned::{pipeline, read};

/// Scraps of which texts are thrown together.
const SCRAPS: [&str; 40] = [
    "Signed:\n\n",
    "Sincerely,\n",
    "Signatories\n",
    "Ada Marsh",
    "Tom Lind",
    "Mill Council",
    "Dr ",
    ", ",
    ";",
    "\t",
    " | ",
    "|",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "2) ",
    " – ",
    "-",
    "/",
    " @ ",
    "(",
    ")",
    ":",
    ": ",
    "\"",
    "**",
    "Norway",
    "Chair",
    "杨淇",
    "é",
    "\u{301}",
    "\u{200d}",
    "🙂",
    "     ",
    "Name\tAffiliation\n",
    "|---|---|\n",
    "in an individual capacity",
    "https://a.example",
    "463 experts signed",
];

fn read_bytes(bytes: Vec<u8>, format: Format) -> Option<(Layout, Reading, Document)> {
    let opened = read::document("a.txt", Some(format), bytes).ok()?;
    let (layout, reading) = pipeline::read_document(&opened.document, &Settings::default(), Lexicon::built_in());
    Some((layout, reading, opened.document))
}

/// Rows of signatures that are neither signed nor told, though they hold letters and no link.
fn vanished(layout: &Layout, reading: &Reading, document: &Document) -> Vec<String> {
    let text = &document.text;
    let blocks = layout.blocks.iter().filter(|block| block.kind == BlockKind::Signature);
    let mut lost = Vec::new();
    for row in blocks.flat_map(|block| &block.rows) {
        let written = row.span.of(text);
        let linked = ["://", "www.", "@", "]("].iter().any(|mark| written.contains(mark));
        let signs = reading.claims.iter().filter(|claim| claim.role == Role::Signatory);
        let signed = signs.into_iter().any(|claim| row.holds(reading.mentions[claim.mention].whole.start));
        let (_, line) = document.places.at(row.span.start);
        let told = reading.notices.iter().any(|notice| notice.code == "row-unread" && notice.line == Some(line));
        if written.contains(char::is_alphabetic) && !linked && !signed && !told {
            lost.push(format!("line {line}: {written}"));
        }
    }
    lost
}

#[test]
fn no_bytes_stop_the_reader() {
    let mut dice = Dice(11);
    for _ in 0..300 {
        let bytes: Vec<u8> = (0..dice.below(400)).map(|_| dice.below(256) as u8).collect();
        for format in [Format::Text, Format::Table, Format::Markdown] {
            read_bytes(bytes.clone(), format);
        }
    }
}

#[test]
fn no_row_of_any_list_vanishes() {
    let mut dice = Dice(12);
    for _ in 0..400 {
        let text: String = (0..dice.below(80)).map(|_| dice.pick(&SCRAPS)).collect();
        let text = format!("Signed:\n\n{text}\n");
        for format in [Format::Text, Format::Table] {
            let (layout, reading, clean) = read_bytes(text.clone().into_bytes(), format).expect("it is text");
            assert_eq!(vanished(&layout, &reading, &clean), [""; 0], "{text:?}");
        }
    }
}

#[test]
fn no_row_of_a_made_list_vanishes() {
    for layout in LAYOUTS.iter().filter(|layout| layout.extension == "txt") {
        let made = made(layout, 30, 5);
        let (laid, reading, clean) = read_bytes(made.text.clone().into_bytes(), Format::Text).expect("it is text");
        assert_eq!(vanished(&laid, &reading, &clean), [""; 0], "{}", layout.name);
        assert!(score(&made, &reading).unread <= 0.01, "{}", layout.name);
    }
}

/// A list with blank lines, page numbers, doubled rows and tabs where none should be.
fn damaged(dice: &mut Dice, text: &str) -> String {
    let mut found = String::new();
    for line in text.lines() {
        found.push_str(line);
        match dice.below(40) {
            0 => found.push('\n'),
            1 => found.push_str("\n\n3\n"),
            2 => found.push_str("\nPage 4 of 9"),
            3 => found.push_str(&format!("\n{line}")),
            4 => found.push('\t'),
            _ => {}
        }
        found.push('\n');
    }
    found
}

#[test]
fn no_row_of_a_damaged_list_vanishes() {
    let mut dice = Dice(13);
    for layout in LAYOUTS.iter().filter(|layout| layout.extension == "txt") {
        let made = made(layout, 60, 6);
        const DEMANDED: &str = "are paid\n\n";
        let start = made.text.find(DEMANDED).expect("demands stand before the list") + DEMANDED.len();
        let (letter, list) = made.text.split_at(start);
        for _ in 0..4 {
            let text = format!("{letter}{}", damaged(&mut dice, list));
            let (laid, reading, clean) = read_bytes(text.clone().into_bytes(), Format::Text).expect("it is text");
            assert_eq!(vanished(&laid, &reading, &clean), [""; 0], "{}", layout.name);
        }
    }
}

#[test]
fn a_list_goes_on_behind_the_end_of_a_page() {
    const GIVEN: [&str; 6] = ["Ada", "Tomasi", "Leena", "Rafael", "Amina", "Jonas"];
    const FAMILY: [&str; 4] = ["Marsh", "Quintero", "Farouk", "Lindqvist"];
    const BODIES: [&str; 3] = ["Reed Institute", "Quay Watch", "Lake Fishers' Union"];
    const ENDS: [&str; 4] = ["4", "Page 4 of 9", "- 4 -", "4\n\nOpen letter on the ferry"];
    let names = || FAMILY.iter().flat_map(|family| GIVEN.iter().map(move |given| format!("{given} {family}")));
    for (end, (within, between)) in
        ENDS.iter().flat_map(|end| [(", ", "\n"), (", ", "\n\n"), ("\n", "\n\n")].map(|gaps| (end, gaps)))
    {
        let mut text = "Open letter on the ferry\n\nWe ask the Council to keep the ferry.\n\nSigned:\n\n".to_owned();
        for (at, name) in names().enumerate() {
            let parted = if at % 7 == 6 { format!("\n\n{end}\n\n") } else { between.to_owned() };
            text.push_str(&format!("{name}{within}{}{parted}", BODIES[at % BODIES.len()]));
        }
        let (_, reading, _) = read_bytes(text.clone().into_bytes(), Format::Text).expect("it is text");
        let signs = |role: &Role| *role == Role::Signatory;
        let signed = reading.appearances.iter().filter(|appearance| signs(&appearance.role)).count();
        assert_eq!(signed, names().count(), "{text}");
    }
}

#[test]
fn a_claimed_number_and_an_entry_that_stands_twice_are_told() {
    let text = "Open letter on the ferry\n\n463 experts signed this letter to keep it.\n\nSigned:\n\nAda Marsh, Mill Council\n\
        Tom Lind, Quay Watch\nAda Marsh, Mill Council\n";
    let (_, reading, _) = read_bytes(text.as_bytes().to_vec(), Format::Text).expect("it is text");
    let told: Vec<_> = reading.notices.iter().map(|notice| (notice.code.as_str(), notice.line)).collect();
    assert_eq!(told, [("signs-twice", Some(9)), ("count-differs", Some(3))]);
    assert!(reading.notices[1].message.contains("463") && reading.notices[1].message.contains('3'));
}

#[test]
fn a_place_behind_a_row_is_the_place_of_its_affiliation() {
    let text = "Signed:\n\nAda Marsh, Chair, Mill Council, Norway\nTom Lind, Poet, Quay Watch, Kenya\n";
    let (_, reading, _) = read_bytes(text.as_bytes().to_vec(), Format::Text).expect("it is text");
    let places = reading.chains.iter().flat_map(|chain| &chain.affiliations).map(|a| a.place.as_deref());
    assert_eq!(places.collect::<Vec<_>>(), [Some("Norway"), Some("Kenya")]);
}
