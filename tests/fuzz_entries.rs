//! The corpora of the fuzz targets: made here, played here through the very functions that `cargo fuzz` plays, whole and
//! with flipped bytes. `UNDERSIGNED_CORPUS=fuzz/corpus cargo test --test fuzz_entries` writes them for `cargo fuzz`.

#![allow(clippy::unwrap_used, dead_code, reason = "a test fails loudly, and uses a part of what others make")]

#[path = "../fuzz/entries.rs"]
mod entries;
#[path = "reading_formats/letter.rs"]
mod letter;

use entries::{BREAK, ENTRIES};
use letter::Rows;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

/// Bytes of a made file are few: what is found is found sooner.
const LONGEST: usize = 4_000;

/// A member of an archive.
fn member(archive: Vec<u8>, name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// Pieces as one input.
fn joined(pieces: &[&[u8]]) -> Vec<u8> {
    pieces.join(BREAK)
}

/// The seeds of a target: a few small inputs with most of what its format knows.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let text = letter::text();
    let short = |bytes: Vec<u8>| bytes[..bytes.len().min(LONGEST)].to_vec();
    let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    match target {
        "text" => vec![
            short(text.clone().into_bytes()),
            short(wide(u16::to_le_bytes)),
            short(wide(u16::to_be_bytes)),
            b"\xEF\xBB\xBFOpen letter\r\n1 May 2021\x0C\r\nZo\xC3\xAB\xE2\x80\x8B \xE2\x80\xAEDoe\xC2\xAD".to_vec(),
            b"Zo\xEB M\xFCller, secr\xE9taire\r12 mai 2021\x0BJos\xE9 \xC1vila".to_vec(),
        ],
        "html" => vec![
            short(letter::html().into_bytes()),
            b"<!DOCTYPE html><meta charset=windows-1252><title>A | B</title><nav>x</nav><article><h1>A</h1><p>b<br>c<ul><li>d<ol \
              start=3><li>e</ol></ul><table><tr><th rowspan=2>f<td colspan=3>g<tr><td>h</table><pre>i\n j</pre></article>"
                .to_vec(),
            b"<html><script>x</script><style>y</style><!-- z --><time datetime=2021-05-03>3 May</time><dl><dt>Chair<dd>Ada \
              Marsh</dl><div hidden>no</div><plaintext>end"
                .to_vec(),
        ],
        "table" => vec![
            short(letter::csv().into_bytes()),
            b"\xEF\xBB\xBFsep=;\nName;Organisation\n\"Marsh; \"\"Ada\"\"\";Quay Watch\n\nLena Quill\n".to_vec(),
            b"Name\tPost\nAda Marsh\tChair\n\"open\nLena".to_vec(),
        ],
        "pdf" => vec![
            letter_page(b"BT /F1 10 Tf 60 700 Td (1. Ada Marsh, Quay Watch) Tj 0 -14 Td (2. Lena Quill) Tj ET")[9..].to_vec(),
        ],
        "pdf_page" => vec![
            joined(&[
                b"q 1 0 0 1 60 700 cm BT /F1 10 Tf 12 TL (Ada) Tj T* [(Ma) -20 (rsh) 300 (Chair)] TJ 0 -14 Td <41> ' ET Q",
                b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange <20> <7E> \
                  <0020> <41> <42> [<0042> <D83DDE00>] endbfrange 1 beginbfchar <61> <00660069> endbfchar",
            ]),
            columns(),
        ],
        "docx" => {
            let of = |rows| {
                let file = letter::docx(rows);
                let numbering = member(file.clone(), "word/numbering.xml");
                joined(&[&short(member(file, "word/document.xml")), &numbering])
            };
            vec![of(Rows::Typed), of(Rows::Counted), of(Rows::Table), of(Rows::Wrapped)]
        }
        "odt" => [Rows::Typed, Rows::Counted, Rows::Table].map(|rows| short(member(letter::odt(rows), "content.xml"))).to_vec(),
        "sheet" => {
            let strings = member(letter::xlsx(), "xl/sharedStrings.xml");
            let sheet = member(letter::xlsx(), "xl/worksheets/sheet1.xml");
            let odd = b"<worksheet><sheetData><row r=\"0\"><c><v>1</v></c></row><row r=\"4294967295\"><c r=\"ZZZZ1\"><v>2</v></c><c r=\"A1\"><v>\
                        3</v></c></row><row><c><v>4</v></c></row></sheetData></worksheet>";
            vec![joined(&[&short(sheet), &short(strings)]), short(member(letter::ods(), "content.xml")), odd.to_vec()]
        }
        "archive" => {
            let inner = letter::zip(&[("a.txt", b"Ada Marsh".to_vec())]);
            let outer = letter::zip(&[("inner.zip", inner), ("../b.csv", b"Name\nLena Quill\n".to_vec())]);
            vec![outer[4..].to_vec(), letter::docx_of("<w:p><w:r><w:t>Ada</w:t></w:r></w:p>")[4..].to_vec()]
        }
        "mail" => vec![
            short(letter::mail()),
            letter::mail_with("list.csv", b"Name\nAda Marsh\n"),
            b"Subject: =?utf-8?q?f=C3=A9rry?=\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\nContent-Type: text/html; \
              charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+QWRhPC9wPg==\r\n--i--\r\n"
                .to_vec(),
        ],
        "rtf" => vec![
            short(letter::rtf()),
            b"\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset204 A;}}{\\*\\unknown x}Zo\\'eb\\par \\u1040?\\uc2\\u8211??\\tab\\trowd a\\cell \
              b\\cell\\row{\\pntext 1.\\tab}c\\par\\bin3 xyz}"
                .to_vec(),
        ],
        "layout" => vec![
            short(text.clone().into_bytes()),
            b"OPEN LETTER\n\nDear Ms Quill,\n\nWe, the undersigned, ask you.\n\nYours sincerely,\n\nAda Marsh, Chair, Quay Watch\nDr. \
              Jean-Claude Penhale\t(Bay Council)\n* Edda O'Marsh \xE2\x80\x93 poet\n"
                .to_vec(),
            b"Minutes\n\nPresent: Ada Marsh (chair), Lena Quill\n\n| Name | Body |\n|---|---|\n| Joris Penhale | Bay Council |\n\n\"We \
              stay,\" said Ms Quill of the Ferry Users Association (FUA).\n\nQ: Why?\nMARSH: Because.\n"
                .to_vec(),
        ],
        "exports" => vec![
            joined(&[b"=1+1", b"Ada \"Ace\" Marsh", b"a\\N]]>&#0;<b>", "حسن\u{202e}＝1".as_bytes(), b"-", b"'x|y"]),
            joined(&[b"Ada Marsh", b"A. Marsh", b"Quay Watch"]),
        ],
        other => panic!("no seeds for {other}"),
    }
}

fn letter_page(content: &[u8]) -> Vec<u8> {
    entries::one_page(content, b"")
}

/// Two columns, drawn row by row.
fn columns() -> Vec<u8> {
    let row = |row: usize| {
        let y = 700 - 14 * row;
        format!(
            "BT /F1 9 Tf 60 {y} Td ({row}. Ada Marsh) Tj ET BT /F1 9 Tf 320 {y} Td ({}. Lena Quill) Tj ET\n",
            row + 20
        )
    };
    (1..20).map(row).collect::<String>().into_bytes()
}

/// Seeds with flipped, lost and doubled bytes: without chance, the same on every machine.
fn spoilt(seed: &[u8], times: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut state = 0x2545_F491_u64 ^ seed.len() as u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    (0..times).map(move |_| {
        let mut bytes = seed.to_vec();
        for _ in 0..1 + next(6) {
            let (at, length) = (next(bytes.len()), next(40));
            let end = (at + length).min(bytes.len());
            match next(4) {
                0 | 1 => bytes[at] ^= 1 << next(8),
                2 => drop(bytes.drain(at..end)),
                _ => {
                    let piece = bytes[at..end].to_vec();
                    let to = next(bytes.len());
                    bytes.splice(to..to, piece);
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        bytes
    })
}

#[test]
fn every_target_has_its_entry_and_its_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let mut files: Vec<String> = fs::read_dir(folder.join("targets"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    let mut names: Vec<&str> = ENTRIES.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    assert_eq!(files, names);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for name in names {
        assert!(manifest.contains(&format!("path = \"targets/{name}.rs\"")), "{name} is not in fuzz/Cargo.toml");
        let target = fs::read_to_string(folder.join(format!("targets/{name}.rs"))).unwrap();
        assert!(target.contains(&format!("undersigned_fuzz::{name}(bytes)")), "{target}");
    }
}

#[test]
fn seeds_and_spoilt_seeds_are_played() {
    for (target, play) in ENTRIES {
        let times = if ["layout", "exports"].contains(&target) { 20 } else { 100 };
        for seed in seeds(target) {
            play(&seed);
            spoilt(&seed, times).for_each(|bytes| play(&bytes));
        }
        play(b"");
    }
}

#[test]
fn corpora_are_written_where_they_are_asked_for() {
    let Some(folder) = std::env::var_os("UNDERSIGNED_CORPUS") else { return };
    for (target, _) in ENTRIES {
        let folder = Path::new(&folder).join(target);
        fs::create_dir_all(&folder).unwrap();
        for (at, seed) in seeds(target).iter().enumerate() {
            fs::write(folder.join(format!("seed-{at}")), seed).unwrap();
        }
    }
}
