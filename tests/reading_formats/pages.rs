//! What belongs to the page and not to the text: heads, feet and page numbers of office documents.

use super::{appearances, documents, letter};
use letter::Rows;
use std::io::{Cursor, Read};

/// The archive with more members.
fn with(archive: Vec<u8>, more: Vec<(&str, Vec<u8>)>) -> Vec<u8> {
    let mut known = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let names: Vec<String> = known.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut bytes = |name: &str| {
        let mut bytes = Vec::new();
        known.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let kept: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (name.as_str(), bytes(name))).collect();
    letter::zip(&kept.into_iter().chain(more).collect::<Vec<_>>())
}

/// A head or foot of Word, in which somebody is named and the pages are counted.
fn head_of_word(element: &str) -> Vec<u8> {
    let pages = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>2</w:t></w:r>";
    format!(
        "<w:{element} xmlns:w=\"w\"><w:p><w:r><w:t>Signed by: Nobody At All, Chair, Paper Union</w:t></w:r></w:p><w:p>{pages}\
         </w:p></w:{element}>"
    )
    .into_bytes()
}

#[test]
fn heads_and_feet_of_pages_make_no_appearances_and_no_rows() {
    let words =
        ["header1", "header2", "header3", "footer1"].map(|name| (format!("word/{name}.xml"), head_of_word(&name[..6])));
    let words = words.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let head = "<text:p>Signed by: Nobody At All, Chair, Paper Union <text:page-number>2</text:page-number></text:p>";
    let styles = format!(
        "<office:document-styles xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\"><office:master-styles><style:master-page>\
         <style:header>{head}</style:header><style:footer>{head}</style:footer></style:master-page></office:master-styles>\
         </office:document-styles>"
    );
    let rtf = String::from_utf8(letter::rtf()).unwrap();
    let head =
        "\\pard {\\header \\pard Signed by: Nobody At All, Chair, Paper Union\\par}{\\footerr Page \\chpgn\\par}";
    for (name, plain, paged) in [
        ("a.docx", letter::docx(Rows::Counted), with(letter::docx(Rows::Counted), words)),
        ("a.odt", letter::odt(Rows::Typed), with(letter::odt(Rows::Typed), vec![("styles.xml", styles.into_bytes())])),
        ("a.rtf", rtf.clone().into_bytes(), rtf.replacen("\\pard ", head, 1).into_bytes()),
    ] {
        let (plain, paged) = (&documents(name, plain)[0], &documents(name, paged)[0]);
        assert_eq!(paged.text, plain.text, "{name}");
        assert_eq!(appearances(paged), appearances(plain), "{name}");
    }
}

#[test]
fn a_letterhead_and_notes_in_the_text_stay() {
    let body = "<w:p><w:r><w:t>Harbour Union</w:t></w:r></w:p><w:p><w:r><w:t>We ask.</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"1\"><w:p><w:r><w:t>Since May.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let file = with(letter::docx_of(body), vec![("word/footnotes.xml", notes.as_bytes().to_vec())]);
    let text = &documents("a.docx", file)[0].text;
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in {text:?}"));
    assert!(at("Harbour Union") < at("We ask.") && at("We ask.") < at("Since May."), "{text:?}");
}
