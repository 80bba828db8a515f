//! Files that want to break their reader: each is told with its reason, and the next file is read as if nothing were.

use crate::letter::{self, Rows, docx_of, zip};
use crate::{unfolded, workers};
use undersigned::read::{Cause, Workers};
use undersigned::settings::Settings;

/// Reads a file by a worker and gives the reason why it could not.
fn cause(name: &str, bytes: Vec<u8>, settings: &Settings, workers: &Workers) -> Option<Cause> {
    let found = unfolded(name, bytes, settings, Some(workers));
    found.errors.into_iter().next().map(|unread| unread.cause)
}

/// Its text.
fn text(name: &str, bytes: Vec<u8>, workers: &Workers) -> String {
    let found = unfolded(name, bytes, &Settings::default(), Some(workers));
    assert_eq!(found.errors, [], "{name}");
    found.documents[0].document.text.clone()
}

fn small() -> Settings {
    let mut settings = Settings::default();
    settings.read.unpacked_size = 8;
    settings
}

#[test]
fn bombs_are_left_at_the_budget() {
    let workers = workers();
    let paragraph = "<w:p><w:r><w:t>Ada Marsh</w:t></w:r></w:p>";
    let bomb = docx_of(&paragraph.repeat(400_000));
    assert!(bomb.len() < 1 << 20);
    assert_eq!(cause("bomb.docx", bomb.clone(), &small(), &workers), Some(Cause::TooLargeUnpacked { limit: 8 << 20 }));
    // Within the bytes, but more text than a file of its size can honestly hold.
    let mut strict = Settings::default();
    strict.read.text_ratio = 2;
    assert!(matches!(cause("bomb.docx", bomb, &strict, &workers), Some(Cause::TooMuchText { .. })));
    let many: Vec<_> = (0..1_200).map(|at| (format!("{at}.txt"), b"a".to_vec())).collect();
    let many: Vec<_> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    assert_eq!(cause("many.zip", zip(&many), &small(), &workers), Some(Cause::TooManyParts { limit: 1_000 }));
    let nested =
        (0..8).fold(b"Ada Marsh".to_vec(), |inner, level| zip(&[(if level == 0 { "a.txt" } else { "a.zip" }, inner)]));
    assert_eq!(cause("deep.zip", nested, &small(), &workers), Some(Cause::TooDeep { limit: 4 }));
}

#[test]
fn memory_and_time_have_limits() {
    let workers = workers();
    let mut tight = Settings::default();
    tight.read.memory = 64;
    let big = docx_of(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "Ada Marsh ".repeat(12_000_000)));
    let told = cause("big.docx", big, &tight, &workers);
    assert_eq!(told, Some(Cause::Memory { limit: 64 << 20 }));
    assert!(text("after.rtf", letter::rtf(), &workers).contains("Mara Ostrander"), "the next file is read");
}

#[test]
fn depth_costs_nothing() {
    let workers = workers();
    let tables = format!(
        "{}<w:p><w:r><w:t>Ada</w:t></w:r></w:p>{}",
        "<w:tbl><w:tr><w:tc>".repeat(100_000),
        "</w:tc></w:tr></w:tbl>".repeat(100_000)
    );
    assert_eq!(text("deep.docx", docx_of(&tables), &workers).trim(), "Ada");
    let groups = format!("{{\\rtf1 {}Ada", "{".repeat(500_000));
    assert_eq!(text("deep.rtf", groups.into_bytes(), &workers).trim(), "Ada");
    let mut mail = String::from("MIME-Version: 1.0\r\nFrom: a@b.example\r\n");
    for level in 0..5_000 {
        mail += &format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n");
    }
    mail += "Content-Type: text/plain\r\n\r\nAda\r\n";
    let found = unfolded("deep.eml", mail.into_bytes(), &Settings::default(), Some(&workers));
    assert!(found.documents.len() + found.errors.len() > 0, "it is told one way or the other");
}

#[test]
fn entities_are_never_unfolded_and_never_open_files() {
    let evil = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY l \"haha\"><!ENTITY m \"&l;&l;&l;\">]>\
                <w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Ada&x;&m; Marsh</w:t></w:r></w:p></w:body></w:document>";
    let docx = zip(&[("word/document.xml", evil.as_bytes().to_vec())]);
    assert_eq!(text("xxe.docx", docx, &workers()).trim(), "Ada Marsh");
}

#[test]
fn numbers_without_measure_are_measured() {
    let workers = workers();
    let content = "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"><office:body><office:spreadsheet>\
        <table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"4294967295\">\
        <table:table-cell table:number-columns-repeated=\"4294967295\"><text:p>Ada</text:p></table:table-cell></table:table-row>\
        </table:table></office:spreadsheet></office:body></office:document-content>";
    let kind = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    let ods = zip(&[("mimetype", kind), ("content.xml", content.as_bytes().to_vec())]);
    assert_eq!(text("wide.ods", ods, &workers).lines().count(), 1);
    assert_eq!(text("bin.rtf", br"{\rtf1 a\bin2147483647 b\u-99999999999 c}".to_vec(), &workers).trim(), "a");
}

#[test]
fn locked_and_unsupported_files_are_told_with_what_to_do() {
    let workers = workers();
    let mut locked = zip(&[("a.txt", b"Ada".to_vec())]);
    // The first bit of the flags, in the member's head and in the directory.
    for sign in [b"PK\x03\x04", b"PK\x01\x02"] {
        let at = locked.windows(4).position(|window| window == sign).unwrap();
        locked[at + if sign[2] == 3 { 6 } else { 8 }] |= 1;
    }
    assert_eq!(cause("locked.zip", locked, &Settings::default(), &workers), Some(Cause::NeedsPassword));
    let manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>".to_vec();
    let odt = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml", vec![1]),
        ("META-INF/manifest.xml", manifest),
    ]);
    assert_eq!(cause("locked.odt", odt, &Settings::default(), &workers), Some(Cause::NeedsPassword));
    for (name, bytes) in [
        ("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest".to_vec()),
        ("a.pptx", zip(&[("ppt/presentation.xml", vec![])])),
        ("a.epub", zip(&[("META-INF/container.xml", vec![])])),
        ("scan.png", b"\x89PNG\r\n\x1A\n".to_vec()),
    ] {
        let told = cause(name, bytes, &Settings::default(), &workers).unwrap();
        assert!(matches!(told, Cause::Unsupported { .. }) && !told.help().is_empty(), "{name}: {told:?}");
    }
}

#[test]
fn flipped_bytes_break_no_run_and_every_file_is_told() {
    let workers = workers();
    let files = [
        ("a.docx", letter::docx(Rows::Counted)),
        ("a.odt", letter::odt(Rows::Table)),
        ("a.rtf", letter::rtf()),
        ("a.eml", letter::mail_with("list.csv", b"Name\nAda Marsh\n")),
        ("a.xlsx", letter::xlsx()),
        ("a.zip", zip(&[("a.txt", letter::text().into_bytes()), ("b.rtf", letter::rtf())])),
        ("a.html", letter::html().into_bytes()),
        ("a.csv", letter::csv().into_bytes()),
    ];
    for (name, bytes) in files {
        // A generator without chance: the same files on every machine.
        let mut state = 0x9E37_79B9_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for _ in 0..200 {
            let mut flipped = bytes.clone();
            for _ in 0..1 + next(8) {
                let at = next(flipped.len());
                flipped[at] ^= 1 << next(8);
            }
            if next(10) == 0 {
                flipped.truncate(next(flipped.len()));
            }
            let found = unfolded(name, flipped, &Settings::default(), Some(&workers));
            assert!(found.documents.len() + found.errors.len() > 0, "{name}");
            assert!(found.errors.iter().all(|unread| unread.cause != Cause::Crashed), "{name}: {:?}", found.errors);
        }
    }
}
