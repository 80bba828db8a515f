//! Hostile and damaged PDF files: each is told or read, none brings the reader down.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod pdf_writer;

use pdf_writer::letter::{Drawn, Setting, pages};
use pdf_writer::{file, of_contents, of_objects, stream, with_trailer};
use undersigned::read::{self, Cause, Opened};

fn read(bytes: Vec<u8>) -> Result<Opened, Cause> {
    read::document("letter.pdf", None, bytes)
}

const CATALOG: &[u8] = b"<< /Type /Catalog /Pages 2 0 R >>";

#[test]
fn flipped_bytes_never_bring_it_down() {
    let setting = Setting { columns: 2, drawn: Drawn::RowByRow, size: 9.0, numbered: true, framed: true, bold: false };
    let whole = file(&pages(setting));
    let mut state = 1_u64;
    let mut next = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    let mut read_well = 0;
    for _ in 0..200 {
        let mut bytes = whole.clone();
        for _ in 0..1 + next(20) {
            let at = next(bytes.len());
            bytes[at] ^= 1 << next(8);
        }
        bytes.truncate(whole.len() - next(2) * next(whole.len() / 2));
        read_well += usize::from(read(bytes).is_ok_and(|opened| opened.document.text.contains("Marsh")));
    }
    assert!(read_well > 100, "{read_well}");
}

#[test]
fn nothing_nested_is_too_deep() {
    for (open, close) in [("[", "]"), ("<</A ", ">>"), ("(", ")")] {
        let nested = [open.repeat(300_000), close.repeat(300_000)].concat().into_bytes();
        let mut content = nested.clone();
        content.extend(b" BT /F1 10 Tf 60 700 Td (Ada Marsh) Tj ET");
        let _ = read(of_contents(&[content], ""));
        let objects = [CATALOG.to_vec(), b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(), nested];
        let _ = read(of_objects(&objects));
    }
}

#[test]
fn trees_of_pages_that_go_round_end() {
    let looped = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2147483647 /Parent 2 0 R >>".to_vec();
    assert!(matches!(read(of_objects(&[CATALOG.to_vec(), looped])), Err(Cause::Damaged { .. })));
}

#[test]
fn forms_that_draw_themselves_end() {
    let resources = "/Resources << /Font << /F1 6 0 R >> /XObject << /X 5 0 R >> >>";
    let objects = [
        CATALOG.to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {resources} >>").into_bytes(),
        stream("", b"BT /F1 10 Tf 60 700 Td (Ada Marsh) Tj ET /X Do"),
        stream(&format!("/Subtype /Form {resources}"), b"/X Do /X Do"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    assert_eq!(read(of_objects(&objects)).unwrap().document.text, "Ada Marsh\n");
}

#[test]
fn what_unpacks_without_end_is_refused() {
    let mut bomb = lopdf::Stream::new(lopdf::Dictionary::new(), vec![b' '; 300 << 20]);
    bomb.compress().unwrap();
    assert!(bomb.content.len() < 1 << 20);
    let objects = [
        CATALOG.to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_vec(),
        stream("/Filter /FlateDecode", &bomb.content),
    ];
    assert!(matches!(read(of_objects(&objects)), Err(Cause::TooLargeUnpacked { .. })));
}

#[test]
fn locked_files_are_told() {
    let lock = "<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4";
    let key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    let objects = [
        CATALOG.to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R >>".to_vec(),
        format!("{lock} /O <{key}> /U <{key}> >>").into_bytes(),
    ];
    let id = "/Encrypt 4 0 R /ID [<00112233> <00112233>]";
    assert!(matches!(read(with_trailer(&objects, id)), Err(Cause::NeedsPassword)));
}

#[test]
fn pictures_of_pages_are_told_with_their_numbers() {
    let resources = "/Resources << /Font << /F1 6 0 R >> /XObject << /X 5 0 R >> >>";
    let page = |contents: usize| format!("<< /Type /Page /Parent 2 0 R /Contents {contents} 0 R {resources} >>");
    let objects = |kids: &str| {
        [
            CATALOG.to_vec(),
            format!("<< /Type /Pages /Kids [{kids}] /Count 3 >>").into_bytes(),
            page(4).into_bytes(),
            stream("", b"q 500 0 0 700 0 0 cm /X Do Q"),
            stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", b"\0"),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
            page(8).into_bytes(),
            stream("", b"BT /F1 10 Tf 60 700 Td (Ada Marsh) Tj ET"),
            page(4).into_bytes(),
        ]
    };
    assert!(matches!(read(of_objects(&objects("3 0 R 9 0 R"))), Err(Cause::NoTextLayer { pages: 2 })));
    let opened = read(of_objects(&objects("3 0 R 7 0 R 9 0 R"))).unwrap();
    let notice = opened.notices.iter().find(|notice| notice.code == "no-text-layer").unwrap();
    assert!(notice.message.contains("pages 1, 3"), "{}", notice.message);
    assert_eq!(opened.document.text, "Ada Marsh\n");
}

#[test]
fn lies_of_the_text_layer_are_read_and_do_no_harm() {
    for content in ["1 g (Ada) Tj", "0 0 Td /F1 0 Tf (Ada) Tj", "3 Tr (Ada) Tj", "1e400 0 0 1 0 0 Tm (Ada) Tj"] {
        let content = format!("BT /F1 10 Tf 60 700 Td {content} ET").into_bytes();
        assert!(read(of_contents(&[content], "")).is_ok());
    }
}

#[test]
fn scripts_and_embedded_files_are_left_alone_and_named() {
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_vec(),
        stream("", b"BT /F1 10 Tf 60 700 Td (Ada Marsh) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        b"<< /Type /Filespec /F (list.xlsx) /EF << /F 7 0 R >> >>".to_vec(),
        stream("/Type /EmbeddedFile", b"PK"),
    ];
    let opened = read(of_objects(&objects)).unwrap();
    assert_eq!(opened.document.text, "Ada Marsh\n");
    assert!(opened.notices.iter().any(|notice| notice.message.contains("list.xlsx")), "{:?}", opened.notices);
}
