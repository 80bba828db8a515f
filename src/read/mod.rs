//! Files to documents: found, opened, decoded, cleaned at the door, titled and dated.

mod bytes;
mod clean;
pub mod dates;
mod decode;
mod error;
mod find;
mod html;
mod kind;
mod lines;
mod sheet;
mod title;
mod when;

pub use error::{Cause, ReadError};
pub use find::{Found, Source, find};
pub use when::find_date;

use crate::model::{Document, Format, Head, Mark, Notice, Places};
use decode::Decoded;
use std::path::Path;

/// Larger inputs are refused, in bytes: a document is held in memory whole, several times over.
pub const SIZE_LIMIT: u64 = 256 << 20;

/// How the names of documents end, in lower case. A folder's other files are passed over.
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
];

/// A document and what the analyst should know about how it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The document.
    pub document: Document,
    /// Guessed encoding, hidden characters, no text; each names the document.
    pub notices: Vec<Notice>,
}

/// Reads a source whole: a regular file or standard input.
///
/// # Errors
/// When it cannot be opened, is not a regular file, is larger than [`SIZE_LIMIT`], or is no text.
pub fn read(source: &Source) -> Result<Opened, ReadError> {
    let fail = |cause| ReadError { what: source.shown(), cause };
    let bytes = match &source.path {
        Some(path) => bytes::of_file(path, SIZE_LIMIT).map_err(fail)?,
        None => bytes::of(std::io::stdin().lock(), SIZE_LIMIT).map_err(|e| fail(Cause::from(e)))?,
    };
    document(&source.id, source.format, bytes).map_err(fail)
}

/// Makes a document of raw bytes; without a format the bytes tell it.
///
/// # Errors
/// [`Cause::Binary`] and [`Cause::Utf32`]: the bytes are no text that can be read.
pub fn document(id: &str, format: Option<Format>, bytes: Vec<u8>) -> Result<Opened, Cause> {
    let sha256 = bytes::sha256(&bytes);
    let format = format.unwrap_or_else(|| sniff(&bytes));
    let label = (format == Format::Html).then(|| html::charset(&bytes)).flatten();
    let decoded = decode::decode(bytes, label)?;

    let mut notices = decoding_notices(id, &decoded);
    let page = (format == Format::Html).then(|| html::page(&decoded.text));
    let sheet = (format == Format::Table).then(|| sheet::sheet(&decoded.text));
    let (body, lines) = match (&page, &sheet) {
        (Some(page), _) => (page.text.as_str(), Some(&page.lines)),
        (_, Some(sheet)) => (sheet.text.as_str(), Some(&sheet.lines)),
        _ => (decoded.text.as_str(), None),
    };
    let cleaned = clean::clean(body);
    let line_of = |line: u32| lines.map_or(line, |lines| lines.get(line as usize - 1).copied().unwrap_or(1));
    let marks = cleaned.marks.iter().map(|mark| Mark { line: line_of(mark.line), ..*mark });
    let places = Places(marks.collect());

    if cleaned.hidden > 0 {
        notices.push(Notice {
            code: "hidden-characters".into(),
            document: id.into(),
            page: None,
            line: cleaned.first_hidden.map(line_of),
            message: format!("{} removed", counted(cleaned.hidden, "invisible character")),
            help: "none is needed unless a name looks wrong: compare it with the file".into(),
        });
    }
    if cleaned.text.trim().is_empty() {
        notices.push(empty(id, format));
    }

    let facts = page.as_ref().map(|page| page.facts()).unwrap_or_default();
    let table = format == Format::Table;
    let own_title = || title::title(&cleaned.text).filter(|_| !table);
    let title = facts.title.map(|title| one_line(&title)).or_else(own_title);
    // The days in the cells of a table are those of its rows.
    let date = if table { None } else { when::date(&cleaned.text, &facts.dates) };
    let kind = if table { "list" } else { kind::kind(&cleaned.text, title.as_deref()) };
    let head = Head { id: id.into(), date, kind: kind.into(), title, format, sha256 };
    Ok(Opened { document: Document { head, text: cleaned.text, places }, notices })
}

/// The format a file's name announces.
fn format_of(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    EXTENSIONS.iter().find(|(known, _)| *known == extension).map(|(_, format)| *format)
}

/// Web page or plain text, by the first tag.
fn sniff(bytes: &[u8]) -> Format {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).replace('\0', "").to_ascii_lowercase();
    let head = head.trim_start_matches(['\u{FEFF}', '\u{FFFD}']).trim_start();
    let starts = ["<!doctype html", "<html", "<head", "<body"];
    if starts.iter().any(|tag| head.starts_with(tag)) { Format::Html } else { Format::Text }
}

/// What has to be said about a guessed encoding.
fn decoding_notices(id: &str, decoded: &Decoded) -> Vec<Notice> {
    let mut messages = Vec::new();
    if decoded.guessed > 0 {
        let bytes = counted(decoded.guessed, "byte");
        messages.push(format!("read as {}, a guess: {bytes} outside ASCII", decoded.encoding));
    }
    if decoded.replaced > 0 {
        let places = counted(decoded.replaced, "place");
        messages.push(format!("not clean {}: {places} replaced by \u{FFFD}", decoded.encoding));
    }
    let notice = |message| Notice {
        code: "encoding".into(),
        document: id.into(),
        page: None,
        line: None,
        message,
        help: "look at the names with accents; if they are wrong, save the file as UTF-8".into(),
    };
    messages.into_iter().map(notice).collect()
}

/// The notice for a document without text.
fn empty(id: &str, format: Format) -> Notice {
    let help = match format {
        Format::Html => "a page that scripts fill in: open it in a browser and save its text",
        Format::Text | Format::Markdown | Format::Table => "check that the file was saved whole",
    };
    Notice {
        code: "empty".into(),
        document: id.into(),
        page: None,
        line: None,
        message: "no text in it".into(),
        help: help.into(),
    }
}

/// `1 byte`, `2 bytes`.
fn counted(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

/// Cleaned, white space folded to single spaces.
fn one_line(text: &str) -> String {
    clean::clean(text).text.split_whitespace().collect::<Vec<_>>().join(" ")
}
