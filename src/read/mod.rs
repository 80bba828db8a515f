//! Files to documents: found, opened, decoded, cleaned at the door, titled and dated.

mod archive;
mod budget;
mod bytes;
mod choice;
mod clean;
pub mod dates;
mod decode;
mod error;
mod find;
mod format;
mod html;
mod kind;
mod lines;
mod mail;
mod markdown;
mod office;
mod parse;
mod parsed;
mod pdf;
mod rtf;
mod sheet;
mod title;
mod unfold;
mod when;
mod worker;
mod workers;

pub use budget::Budget;
pub use choice::Choice;
pub use error::{Cause, ReadError};
pub use find::{Found, Source, find};
pub use parsed::{LinePlace, Parsed, Part};
pub use unfold::{Unfolded, Unread, hash, load, size, unfold};
pub use when::find_date;
pub use worker::serve;
pub use workers::Workers;

use crate::model::{Document, Format, Head, Mark, Notice, Places};
use crate::settings::Settings;
use parse::{Ask, parse};

/// A document and what the analyst should know about how it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The document.
    pub document: Document,
    /// Guessed encoding, hidden characters, no text; each names the document.
    pub notices: Vec<Notice>,
}

/// Reads a source with the settings of the program, in this process: a regular file or standard input. Of several
/// documents in it the first.
///
/// # Errors
/// When it cannot be opened, is not a regular file, is too large, or holds nothing that can be read.
pub fn read(source: &Source) -> Result<Opened, ReadError> {
    let settings = Settings::default();
    let bytes = load(source, &settings).map_err(|unread| unread.error())?;
    unfold(source, bytes, &settings, None).one()
}

/// Makes a document of raw bytes; where they do not tell their format, `named` does.
///
/// # Errors
/// When nothing can be read from them: locked, damaged, a picture, beyond a limit.
pub fn document(id: &str, named: Option<Format>, bytes: Vec<u8>) -> Result<Opened, Cause> {
    let sha256 = bytes::sha256(&bytes);
    let (format, parsed) = parse(bytes, &Ask { named, ..Ask::default() })?;
    Ok(opened(id, format, sha256, parsed))
}

/// The parsed file behind the door: cleaned, titled and dated.
fn opened(id: &str, format: Format, sha256: String, parsed: Parsed) -> Opened {
    let mut notices = parsed.notices;
    let cleaned = clean::clean(parsed.text);
    let place = |mark: &Mark| match parsed.lines.get(mark.line as usize - 1) {
        Some(place) => Mark { page: place.page, line: place.line, ..*mark },
        None => *mark,
    };
    let places = Places(cleaned.marks.iter().map(place).collect());
    if cleaned.hidden > 0 {
        let first = cleaned.first_hidden.map(|line| place(&Mark { offset: 0, page: None, line }));
        let message = format!("{} removed", counted(cleaned.hidden, "invisible character"));
        let help = "none is needed unless a name looks wrong: compare it with the file";
        let notice = parsed::notice("hidden-characters", first.map(|mark| mark.line), message, help);
        notices.push(Notice { page: first.and_then(|mark| mark.page), ..notice });
    }
    if cleaned.text.trim().is_empty() {
        notices.push(empty(format));
    }
    for notice in &mut notices {
        notice.document = id.to_owned();
    }

    let table = format.is_table();
    let own_title = || title::title(&cleaned.text).filter(|_| !table);
    let given = parsed.title.map(|title| one_line(&title)).filter(|title| !title.is_empty());
    let title = given.or_else(own_title);
    // The days in the cells of a table are those of its rows.
    let date = if table { None } else { when::date(&cleaned.text, &parsed.dates) };
    let kind = if table { "list" } else { kind::kind(&cleaned.text, title.as_deref()) };
    let head = Head { id: id.into(), date, kind: kind.into(), title, format, sha256 };
    Opened { document: Document { head, text: cleaned.text, places }, notices }
}

/// The notice for a document without text.
fn empty(format: Format) -> Notice {
    let help = match format {
        Format::Html => "a page that scripts fill in: open it in a browser and save its text",
        _ => "check that the file was saved whole",
    };
    parsed::notice("empty", None, "no text in it".to_owned(), help)
}

/// `1 byte`, `2 bytes`.
fn counted(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

/// Cleaned, white space folded to single spaces.
fn one_line(text: &str) -> String {
    clean::clean(text.to_owned()).text.split_whitespace().collect::<Vec<_>>().join(" ")
}
