//! What the reader of a format hands over: text by lines, where each stands, and what the file says about itself.

use crate::model::{Format, Notice};
use serde::{Deserialize, Serialize};

/// A file as its format's reader understands it, before the door.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Parsed {
    /// Lines parted by `\n`: headings with `#` marks, list items with bullets or numbers, table rows with tabs between
    /// the cells, an empty line between paragraphs.
    pub text: String,
    /// Where each line of `text` begins in the file. When empty, the lines of the text are those of the file.
    pub lines: Vec<LinePlace>,
    /// The title that the file gives itself.
    pub title: Option<String>,
    /// Days that the file gives itself, as written, best first. Nothing a program sets by itself (when it was saved).
    pub dates: Vec<String>,
    /// What the analyst should know; the field `document` is filled in later.
    pub notices: Vec<Notice>,
    /// Files inside the file: documents of their own.
    pub parts: Vec<Part>,
}

/// Page and line, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinePlace {
    /// Where the file has pages.
    pub page: Option<u32>,
    /// Line of the file; where it has pages, of the page; where it has no lines, of the text.
    pub line: u32,
}

/// A file inside a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its path inside the file, never used to open anything.
    pub name: String,
    /// The format to read it as; without one its bytes tell.
    pub format: Option<Format>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Parsed {
    /// Text whose lines are the lines of the file.
    pub fn of_text(text: String) -> Parsed {
        Parsed { text, ..Parsed::default() }
    }
}

/// A notice about a document that is not named yet.
pub(super) fn notice(code: &str, line: Option<u32>, message: String, help: &str) -> Notice {
    let (code, help) = (code.to_owned(), help.to_owned());
    Notice { code, document: String::new(), page: None, line, message, help }
}
