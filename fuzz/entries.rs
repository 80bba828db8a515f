//! What is fuzzed: for each reader, for the layout and for the exporters a function from bytes to nothing, which panics
//! where something is wrong. The targets of `cargo fuzz` play them, and so does `tests/fuzz_entries.rs`.

// Files of the program's own tests: made readings, and a writer of PDF files.
#[path = "../tests/made/mod.rs"]
mod made;
#[path = "../tests/pdf_writer/mod.rs"]
mod pdf_writer;

use made::With;
use std::io::{Cursor, Write};
use undersigned::lexicon::Lexicon;
use undersigned::model::{Document, Head, Output, Places, Role};
use undersigned::read::{Cause, Opened, Source, Unfolded, unfold};
use undersigned::settings::Settings;
use undersigned::{draw, export, pipeline};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Plays one input.
pub type Entry = fn(&[u8]);

/// All of them, by the names of their targets.
pub const ENTRIES: [(&str, Entry); 13] = [
    ("text", text),
    ("html", html),
    ("table", table),
    ("pdf", pdf),
    ("pdf_page", pdf_page),
    ("docx", docx),
    ("odt", odt),
    ("sheet", sheet),
    ("archive", archive),
    ("mail", mail),
    ("rtf", rtf),
    ("layout", layout),
    ("exports", exports),
];

/// What parts the pieces of an input that stands for several files or names.
pub const BREAK: &[u8] = b"\0\0";

/// Plain text in whatever encoding, through the door.
pub fn text(bytes: &[u8]) {
    for opened in read("a.txt", bytes.to_vec()).documents {
        let text = &opened.document.text;
        let again = read("a.txt", text.as_bytes().to_vec());
        // What the door lets through it lets through again, unless the text itself looks like another format.
        let same = |again: &&Opened| again.document.head.format == opened.document.head.format;
        if let Some(again) = again.documents.first().filter(same) {
            assert_eq!(again.document.text, *text);
        }
    }
}

/// A web page.
pub fn html(bytes: &[u8]) {
    read("a.html", bytes.to_vec());
}

/// A table of plain text.
pub fn table(bytes: &[u8]) {
    for name in ["a.csv", "a.tsv"] {
        read(name, bytes.to_vec());
    }
}

/// A PDF file as it is.
pub fn pdf(bytes: &[u8]) {
    read("a.pdf", [b"%PDF-1.7\n", bytes].concat());
}

/// What a page of a sound PDF file draws and, behind a break, what its font says of its letters.
pub fn pdf_page(bytes: &[u8]) {
    let (content, map) = halves(bytes);
    read("a.pdf", one_page(content, map));
}

/// A PDF file of one page with this content, and a font with this map of its letters.
pub fn one_page(content: &[u8], map: &[u8]) -> Vec<u8> {
    let resources = "/Resources << /Font << /F1 5 0 R >> >>";
    let page = format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {resources} >>");
    // A map that is not there is another thing than one that is empty.
    let map_of = if map.is_empty() { "" } else { "/ToUnicode 6 0 R" };
    let font = format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding {map_of} >>");
    pdf_writer::of_objects(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        pdf_writer::stream("", content),
        font.into_bytes(),
        pdf_writer::stream("", map),
    ])
}

/// The text of a Word document and, behind a break, its numbering.
pub fn docx(bytes: &[u8]) {
    let (document, numbering) = halves(bytes);
    read("a.docx", zipped(&[("word/document.xml", document), ("word/numbering.xml", numbering)]));
}

/// The content of a text of LibreOffice.
pub fn odt(bytes: &[u8]) {
    let kind = b"application/vnd.oasis.opendocument.text";
    read("a.odt", zipped(&[("mimetype", kind), ("content.xml", bytes)]));
}

/// A sheet of Excel and, behind a break, its strings; the same bytes as a sheet of LibreOffice.
pub fn sheet(bytes: &[u8]) {
    let (sheet, strings) = halves(bytes);
    let book = b"<workbook><sheets><sheet name=\"All\" sheetId=\"7\" r:id=\"rId1\"/></sheets></workbook>";
    let relation = b"<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let members: [(&str, &[u8]); 4] = [
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relation),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    read("a.xlsx", zipped(&members));
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    read("a.ods", zipped(&[("mimetype", kind), ("content.xml", bytes)]));
}

/// An archive as it is.
pub fn archive(bytes: &[u8]) {
    read("a.zip", [b"PK\x03\x04", bytes].concat());
}

/// A mail behind the head that makes it one.
pub fn mail(bytes: &[u8]) {
    read("a.eml", [b"MIME-Version: 1.0\r\nFrom: a@b.example\r\n", bytes].concat());
}

/// An RTF file behind its first words.
pub fn rtf(bytes: &[u8]) {
    read("a.rtf", [b"{\\rtf1 ", bytes].concat());
}

/// A text, as it comes from the door, to its reading: layout, names, roles, affiliations.
pub fn layout(bytes: &[u8]) {
    for opened in read("a.txt", bytes.to_vec()).documents {
        let document = &opened.document;
        let (layout, reading) = pipeline::read_document(document, &Settings::default(), Lexicon::built_in());
        for block in &layout.blocks {
            assert!(document.text.get(block.span.start..block.span.end).is_some(), "{block:?}");
        }
        let pieces: Vec<_> = reading.mentions.iter().flat_map(|mention| mention.pieces().iter().copied()).collect();
        for piece in &pieces {
            assert!(document.text.get(piece.start..piece.end).is_some_and(|text| !text.is_empty()), "{piece:?}");
        }
        let mut sorted = pieces;
        sorted.sort_by_key(|piece| piece.start);
        assert!(sorted.windows(2).all(|pair| pair[0].end <= pair[1].start), "mentions overlap: {sorted:?}");
    }
}

/// Names, posts and titles parted by breaks, through every exporter; each file is read back.
pub fn exports(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // The door lets no line end, control or empty name into a name; everything else may come.
    let words: Vec<String> = text.split("\0\0").take(12).map(|word| word.replace('\0', "")).collect();
    let mut reading = made::document("a.txt", "2021-05-03");
    reading.head.title = words.first().cloned();
    for name in words.iter().filter(|word| !word.trim().is_empty()) {
        reading = reading.person(name, &[Role::Signatory]).post(name, None).body(name, &[Role::Mentioned]);
    }
    let mut settings = Settings::default();
    settings.export.also = Output::ALL.into_iter().map(|(_, output)| output).collect();
    let dossier = made::dossier(vec![reading], &[], &settings);
    let folder = tempfile::tempdir().expect("the system has a folder for such things");
    let figure = draw::svg(&dossier.network, &settings.figure);
    let out = folder.path().join("out");
    let names = export::write(&dossier, Some(&figure), &settings.export, &out).expect("the folder is ours");
    for name in names {
        let file = std::fs::read_to_string(out.join(&name)).expect("all files are UTF-8");
        sound(&name, &file);
    }
}

/// Whether a reader of its kind takes a file.
fn sound(name: &str, file: &str) {
    match name.rsplit('.').next() {
        Some("csv") => {
            for record in csv::Reader::from_reader(file.as_bytes()).records() {
                for cell in &record.expect("every record has the cells of its header") {
                    assert!(!cell.contains(char::is_control), "{name}: {cell:?}");
                    let formula = cell.starts_with(['=', '+', '@', '＝', '＋', '－', '＠']);
                    assert!(!formula && (!cell.starts_with('-') || cell == "-"), "{name}: {cell:?}");
                }
            }
        }
        Some("svg" | "gexf" | "graphml") => drop(roxmltree::Document::parse(file).expect("it is XML")),
        Some("json") => {
            let lines = if name == "entities.ftm.json" { file.lines().collect() } else { vec![file] };
            lines.iter().for_each(|line| drop(serde_json::from_str::<serde_json::Value>(line).expect("it is JSON")));
        }
        _ => {}
    }
}

/// Reads bytes as a run does; what comes out has to be in order.
fn read(name: &str, bytes: Vec<u8>) -> Unfolded {
    let source = Source { id: name.to_owned(), path: Some(name.into()), format: format(name) };
    let mut settings = Settings::default();
    (settings.read.unpacked_size, settings.read.pages, settings.read.parts) = (8, 50, 50);
    let found = unfold(&source, bytes, &settings, None);
    assert!(found.documents.len() + found.errors.len() > 0, "nothing is told");
    assert!(found.errors.iter().all(|unread| unread.cause != Cause::Crashed), "a reader broke down");
    found.documents.iter().for_each(|opened| in_order(&opened.document));
    found
}

/// The format that a name announces, as finding it does.
fn format(name: &str) -> Option<undersigned::model::Format> {
    use undersigned::model::Format;
    match name.rsplit('.').next() {
        Some("html") => Some(Format::Html),
        Some("csv" | "tsv") => Some(Format::Table),
        _ => None,
    }
}

/// What the door promises.
fn in_order(document: &Document) {
    let Document { head: Head { title, .. }, text, places: Places(marks) } = document;
    let kept = |c: char| !c.is_control() || c == '\n' || c == '\t';
    assert!(text.chars().all(kept), "a control character came through");
    assert!(title.as_ref().is_none_or(|title| !title.contains(char::is_control)), "{title:?}");
    assert!(marks.iter().all(|mark| text.is_char_boundary(mark.offset) && mark.line > 0), "a mark is off");
    assert!(marks.windows(2).all(|pair| pair[0].offset <= pair[1].offset), "marks are in disorder");
}

/// An archive of members as they are.
fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in members {
        zip.start_file(*name, stored).expect("no two have one name");
        zip.write_all(bytes).expect("a vector takes all");
    }
    zip.finish().expect("a vector takes all").into_inner()
}

/// What stands before the first break, and behind it.
fn halves(bytes: &[u8]) -> (&[u8], &[u8]) {
    match bytes.windows(BREAK.len()).position(|window| window == BREAK) {
        Some(at) => (&bytes[..at], &bytes[at + BREAK.len()..]),
        None => (bytes, &[]),
    }
}
