//! PDF files: a letter with 120 signatories in every setting, read whole and in order.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod pdf_writer;

use pdf_writer::letter::{Drawn, Setting, entries, fits, pages, table};
use pdf_writer::{Page, file, of_contents, of_objects, stream};
use undersigned::read::{self, Opened};

fn opened(bytes: Vec<u8>) -> Opened {
    read::document("letter.pdf", None, bytes).unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    opened(bytes).document.text
}

/// The lines that are entries of the list, in the order of the text.
fn found(text: &str, wanted: &[String]) -> Vec<String> {
    text.lines().map(str::to_owned).filter(|line| wanted.contains(line)).collect()
}

#[test]
fn what_was_filled_into_fields_is_read_where_it_stands() {
    let shown = |text: &str| {
        stream("/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>", &field(text))
    };
    let widget = |rows: f64, appearance: usize, more: &str| {
        let (low, high) = (700.0 - 20.0 * rows, 720.0 - 20.0 * rows);
        let place = format!("/Rect [120 {low} 320 {high}] /AP << /N {appearance} 0 R >>");
        format!("<< /Type /Annot /Subtype /Widget {place} {more} >>").into_bytes()
    };
    let annotations = "/Annots [6 0 R 7 0 R 8 0 R 9 0 R]";
    let page =
        format!("<< /Type /Page /Parent 2 0 R {annotations} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>");
    let content = b"BT /F1 10 Tf 60 705 Td (Name) Tj 0 -20 Td (Post) Tj 0 -20 Td (Body) Tj ET";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        stream("", content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        widget(0.0, 10, "/FT /Tx"),
        widget(1.0, 11, "/FT /Tx"),
        widget(2.0, 12, "/FT /Tx /F 2"),
        widget(2.0, 12, "/FT /Btn"),
        shown("Ada Marsh"),
        shown("Chair"),
        shown("Nobody"),
    ];
    let text = text(of_objects(&objects)).replace('\t', " ");
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in {text:?}"));
    assert!(at("Name") < at("Ada Marsh") && at("Ada Marsh") < at("Chair"), "{text:?}");
    assert!(!text.contains("Nobody"), "{text:?}");
}

fn field(text: &str) -> Vec<u8> {
    format!("/Tx BMC q BT /F1 10 Tf 2 5 Td ({text}) Tj ET Q EMC").into_bytes()
}

fn settings() -> Vec<Setting> {
    let mut settings = Vec::new();
    for (columns, size) in [(1, 10.0), (2, 9.0), (2, 12.0), (3, 6.0), (3, 9.0)] {
        for drawn in [Drawn::ColumnByColumn, Drawn::RowByRow] {
            for numbered in [true, false] {
                for (framed, bold) in [(false, false), (true, false), (false, true)] {
                    settings.push(Setting { columns, drawn, size, numbered, framed, bold });
                }
            }
        }
    }
    settings.retain(|setting| fits(*setting));
    settings
}

#[test]
fn every_setting_of_a_list_is_read_whole_and_in_order() {
    for setting in settings() {
        let wanted = entries(setting.numbered);
        let text = text(file(&pages(setting)));
        assert_eq!(found(&text, &wanted), wanted, "{setting:?}\n{text}");
        assert_eq!(
            text.lines().next(),
            Some(if setting.framed { "Committee for the Hall" } else { "Open letter on the hall" })
        );
    }
}

#[test]
fn what_stands_on_every_page_is_read_once() {
    let setting = Setting { columns: 1, drawn: Drawn::RowByRow, size: 10.0, numbered: true, framed: true, bold: false };
    let text = text(file(&pages(setting)));
    for (line, times) in [("Committee for the Hall", 1), ("office@hall.example", 1), ("Page 2 of 3", 0)] {
        assert_eq!(text.matches(line).count(), times, "{line}");
    }
}

#[test]
fn a_table_keeps_its_rows() {
    for head in [&[][..], &["Name", "Organisation"]] {
        let wanted: Vec<String> = entries(false).iter().map(|entry| entry.replace(", ", "\t")).collect();
        let text = text(file(&table(head)));
        assert_eq!(found(&text, &wanted), wanted, "{text}");
        assert_eq!(text.starts_with("Name\tOrganisation\n"), !head.is_empty());
    }
}

#[test]
fn evidence_has_its_page_and_line() {
    let setting = Setting { columns: 1, drawn: Drawn::RowByRow, size: 10.0, numbered: true, framed: true, bold: false };
    let document = opened(file(&pages(setting))).document;
    let place = |entry: &str| document.places.at(document.text.find(entry).unwrap());
    assert_eq!(place("Dear members"), (Some(1), 3));
    let (page, line) = place("120. Luis Haas");
    assert_eq!(page, Some(3));
    assert_eq!(place("119. Hana Haas"), (Some(3), line - 1));
}

/// Lines from the top of a page down.
fn of_lines(lines: &[&str]) -> Page {
    let mut page = Page::default();
    for (line, n) in lines.iter().zip(0..) {
        page.text(60.0, 780.0 - 12.0 * f64::from(n), 10.0, line);
    }
    page
}

#[test]
fn broken_words_are_put_together() {
    let lines = ["We met at the confer-", "ence with Jean-", "Claude Moran of the", "Mill Museum."];
    assert_eq!(
        text(file(&[of_lines(&lines)])),
        "We met at the conference\nwith Jean-Claude\nMoran of the\nMill Museum.\n"
    );
}

#[test]
fn a_name_over_a_page_is_one() {
    let mut pages = [of_lines(&["The letter was read by Ada"]), of_lines(&["Marsh of the Mill Museum."])];
    for (page, n) in pages.iter_mut().zip(1..) {
        page.centred(30.0, 9.0, &format!("- {n} -"));
    }
    assert_eq!(text(file(&pages)), "The letter was read by Ada\nMarsh of the Mill Museum.\n");
}

#[test]
fn turned_pages_are_read_as_they_are_seen() {
    let content = b"BT /F1 10 Tf 0 1 -1 0 100 60 Tm (Ada Marsh) Tj ET BT /F1 10 Tf 0 1 -1 0 112 60 Tm (Tom Lind) Tj ET";
    assert_eq!(text(of_contents(&[content.to_vec()], "/Rotate 90")), "Ada Marsh\nTom Lind\n");
}

#[test]
fn notes_of_a_page_stand_behind_the_text() {
    let mut first = of_lines(&["The hall was sold in May and the", "sale was kept secret by the"]);
    first.text(60.0, 60.0, 7.0, "1 Minutes of 3 May.");
    let second = of_lines(&["council of the town."]);
    let text = text(file(&[first, second]));
    assert_eq!(
        text,
        "The hall was sold in May and the\nsale was kept secret by the\ncouncil of the town.\n\n1 Minutes of 3 May.\n"
    );
}
