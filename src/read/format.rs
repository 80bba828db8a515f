//! What a file is: by its first bytes; by its name only where they leave it open.

use super::Cause;
use crate::model::Format;
use std::path::Path;

/// How the names of documents end, in lower case.
const EXTENSIONS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("csv", Format::Table),
    ("tsv", Format::Table),
    ("tab", Format::Table),
    ("pdf", Format::Pdf),
    ("docx", Format::Docx),
    ("docm", Format::Docx),
    ("odt", Format::Odt),
    ("rtf", Format::Rtf),
    ("eml", Format::Mail),
    ("mht", Format::Mail),
    ("mhtml", Format::Mail),
    ("xlsx", Format::Workbook),
    ("xlsm", Format::Workbook),
    ("ods", Format::Workbook),
    ("zip", Format::Zip),
];

/// First bytes of files that hold documents in a form that is not read, what they are, and what to do.
const UNSUPPORTED: &[(&[u8], &str, &str)] = &[
    (
        b"\xD0\xCF\x11\xE0",
        "an old Office file (.doc, .xls, .ppt or .msg), or one locked by a password",
        "open it and save it as .docx, .xlsx, .pdf or .eml: `soffice --headless --convert-to docx a.doc`",
    ),
    (b"\x1F\x8B", "a gzip archive", "unpack it: `tar xzf` or `gunzip`"),
    (b"7z\xBC\xAF", "a 7z archive", "unpack it, and give the folder"),
    (b"Rar!", "a rar archive", "unpack it, and give the folder"),
    (b"BZh", "a bzip2 archive", "unpack it: `tar xjf` or `bunzip2`"),
    (b"\xFD7zXZ", "an xz archive", "unpack it: `tar xJf` or `unxz`"),
    (b"\x89PNG", "a picture", "if it shows text, recognise it first: `ocrmypdf a.png a.pdf`"),
    (b"\xFF\xD8\xFF", "a picture", "if it shows text, recognise it first: `ocrmypdf a.jpg a.pdf`"),
    (b"II*\0", "a picture", "if it shows text, recognise it first: `ocrmypdf a.tif a.pdf`"),
    (b"MM\0*", "a picture", "if it shows text, recognise it first: `ocrmypdf a.tif a.pdf`"),
    (b"GIF8", "a picture", "if it shows text, save it as PNG and recognise it: `ocrmypdf a.png a.pdf`"),
    (
        b"\x78\x9F\x3E\x22",
        "an attachment that only Outlook opens (winmail.dat)",
        "have the mail sent again as plain text or HTML, or unpack it: `tnef winmail.dat`",
    ),
    (b"+/v", "a text in UTF-7", "convert it: `iconv -f UTF-7 -t UTF-8 a.txt`"),
    (b"AT&TFORM", "a DjVu file", "convert it: `djvutxt a.djvu a.txt`"),
    (b"%!PS", "a PostScript file", "convert it: `ps2pdf a.ps`"),
];

/// First bytes of files that hold no documents.
const NO_DOCUMENTS: &[(&[u8], &str)] =
    &[(b"SQLite format 3", "a database"), (b"\x7FELF", "a program"), (b"MZ\x90", "a program")];

/// Fields of a mail's head that no memorandum has.
const MAIL_ONLY: &[&str] = &["message-id", "mime-version", "received", "return-path", "delivered-to", "content-type"];

/// Fields of a mail's head that tell from whom and when.
const MAIL_CORE: &[&str] = &["from", "date", "subject", "to"];

/// How far into a file its head is looked for.
const HEAD: usize = 4 << 10;

/// The format a file's name announces.
pub(super) fn of_name(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    EXTENSIONS.iter().find(|(known, _)| *known == extension).map(|(_, format)| *format)
}

/// The format of a file. Text may be plain, Markdown or a table: only there the name is asked.
///
/// # Errors
/// [`Cause::Unsupported`] and [`Cause::Binary`]: the bytes are of a known kind that is not read.
pub(super) fn detect(bytes: &[u8], named: Option<Format>) -> Result<Format, Cause> {
    if let Some(format) = of_bytes(bytes) {
        return Ok(format);
    }
    if let Some((_, what, help)) = UNSUPPORTED.iter().find(|(first, ..)| bytes.starts_with(first)) {
        return Err(Cause::Unsupported { what: (*what).to_owned(), help: (*help).to_owned() });
    }
    if let Some((_, what)) = NO_DOCUMENTS.iter().find(|(first, _)| bytes.starts_with(first)) {
        return Err(Cause::Binary { looks_like: Some((*what).to_owned()) });
    }
    let is_text = |format: &Format| matches!(format, Format::Markdown | Format::Table | Format::Html);
    Ok(named.filter(is_text).unwrap_or(Format::Text))
}

/// The format that first bytes tell without doubt. An archive may be an office document: its members tell.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(Format::Zip);
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    match () {
        () if start.starts_with(b"%PDF-") || is_pdf_behind_junk(bytes) => Some(Format::Pdf),
        () if start.starts_with(b"{\\rtf") => Some(Format::Rtf),
        () if is_page(head) => Some(Format::Html),
        () if is_mail(start) => Some(Format::Mail),
        () => None,
    }
}

/// Whether first bytes are those of a document, or of an Office file that only has to be saved anew.
pub(super) fn is_document(head: &[u8]) -> bool {
    of_bytes(head).is_some() || head.starts_with(UNSUPPORTED[0].0)
}

/// Readers forgive a kilobyte before a PDF file's first line, as servers leave it there.
fn is_pdf_behind_junk(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let foot = &bytes[bytes.len().saturating_sub(2048)..];
    holds(head, b"%PDF-1.") && holds(foot, b"startxref")
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window[0] == wanted[0] && window == wanted)
}

/// Whether the first tag is a page's.
fn is_page(head: &[u8]) -> bool {
    let head = &head[..head.len().min(1024)];
    // Most texts open with no tag at all.
    if !head.contains(&b'<') {
        return false;
    }
    let head = String::from_utf8_lossy(head).replace('\0', "").to_ascii_lowercase();
    let mut head = head.trim_start_matches(['\u{FEFF}', '\u{FFFD}']).trim_start();
    // An XML declaration and comments ("saved from url=…") may come before.
    while let Some((_, rest)) =
        ["<?xml", "<!--"].iter().find(|tag| head.starts_with(**tag)).and_then(|_| head.split_once('>'))
    {
        head = rest.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.starts_with(tag))
}

/// Whether a text opens with the head of a mail: fields down to an empty line, among them one that only mails have and
/// one that tells from whom or when.
fn is_mail(head: &[u8]) -> bool {
    let lines = head.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let opened = usize::from(head.starts_with(b"From "));
    let (mut only, mut core) = (false, false);
    for line in lines.skip(opened).take_while(|line| !line.is_empty()) {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(name) = line.split(|byte| *byte == b':').next().filter(|name| is_field(name, line)) else { break };
        let is_of = |names: &[&str]| names.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name));
        only |= is_of(MAIL_ONLY);
        core |= is_of(MAIL_CORE);
    }
    only && core
}

/// Whether what stands before the first colon of a line may name a field.
fn is_field(name: &[u8], line: &[u8]) -> bool {
    !name.is_empty() && name.len() < line.len() && name.iter().all(u8::is_ascii_graphic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell_whatever_the_name() {
        for (bytes, format) in [
            (b"%PDF-1.7\n".as_slice(), Format::Pdf),
            (b"\n\xEF\xBB\xBF", Format::Text),
            (b"PK\x03\x04", Format::Zip),
            (b"{\\rtf1 a}", Format::Rtf),
            (b"<?xml version='1.0'?>\n<!-- saved from url=(1) -->\n<html>", Format::Html),
            (b"Received: from a\n\tby b\nFrom: Ann <a@b.example>\nSubject: x\n\nbody", Format::Mail),
            (b"MIME-Version: 1.0\r\nDate: today\r\n\r\n", Format::Mail),
            (b"From: Ann\nTo: Bo\nSubject: the ferry\nDate: 3 May\n\nA memorandum.", Format::Text),
        ] {
            for named in [None, Some(Format::Text), Some(Format::Docx)] {
                assert_eq!(detect(bytes, named).ok(), Some(format), "{}", String::from_utf8_lossy(bytes));
            }
        }
    }

    #[test]
    fn only_text_asks_its_name() {
        assert_eq!(detect(b"a,b", Some(Format::Table)).ok(), Some(Format::Table));
        assert_eq!(detect(b"a,b", Some(Format::Pdf)).ok(), Some(Format::Text));
    }

    #[test]
    fn what_is_not_read_is_named_with_a_next_step() {
        for bytes in [b"\xD0\xCF\x11\xE0".as_slice(), b"\x89PNG", b"Rar!\x1A", b"%!PS-Adobe"] {
            let told = detect(bytes, Some(Format::Text));
            assert!(matches!(&told, Err(Cause::Unsupported { help, .. }) if !help.is_empty()), "{told:?}");
        }
    }
}
