//! A document after the door: decoded text and where each line of it came from.

use super::{DocumentDate, Span};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What the bytes turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A saved web page.
    Html,
    /// Records of cells parted by commas, semicolons or tabs.
    Table,
    /// Pages of glyphs.
    Pdf,
    /// Word's documents, and those of other programs that save as it does.
    Docx,
    /// Documents of LibreOffice and OpenOffice.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// A mail, or a page saved as one.
    Mail,
    /// Sheets of Excel or LibreOffice Calc.
    Workbook,
    /// An archive of documents; never a document itself.
    Zip,
}

impl Format {
    /// Whether its text is records, one a line, with tabs between the cells.
    pub fn is_table(self) -> bool {
        matches!(self, Format::Table | Format::Workbook)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Table => "table",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Rtf => "rtf",
            Format::Mail => "mail",
            Format::Workbook => "workbook",
            Format::Zip => "zip",
        })
    }
}

/// What is known of a document apart from its text: one row of `documents.csv`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Path below the input folder with `/` between parts; standard input is `-`.
    pub id: String,
    /// The heading it gives itself.
    pub title: Option<String>,
    /// The day it was written, signed or held.
    pub date: Option<DocumentDate>,
    /// `letter`, `event`, `statement`, `news`, `list`, or what the analyst set; empty where unknown.
    pub kind: String,
    /// What the bytes turned out to be.
    pub format: Format,
    /// SHA-256 of the raw bytes, in lower-case hex.
    pub sha256: String,
}

/// A document: its head, its text, and the way back to the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// What is known of it apart from the text.
    pub head: Head,
    /// The text after one normalisation at the door: decoded, NFC, LF, control characters out.
    pub text: String,
    /// From offsets of `text` to lines of the file.
    pub places: Places,
}

/// Where a stretch of text starts in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Offset into `Document::text`.
    pub offset: usize,
    /// Page of the source, from 1, where it has pages.
    pub page: Option<u32>,
    /// Line of the source, from 1.
    pub line: u32,
}

/// Offsets to lines: marks sorted by offset; each holds until the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places(pub Vec<Mark>);

impl Places {
    /// One mark for each line of a text whose lines are the file's lines.
    pub fn of_lines(text: &str) -> Places {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        Places(starts.zip(1..).map(|(offset, line)| Mark { offset, page: None, line }).collect())
    }

    /// Page and line (from 1) of the byte at `offset`.
    pub fn at(&self, offset: usize) -> (Option<u32>, u32) {
        let after = self.0.partition_point(|mark| mark.offset <= offset);
        match after.checked_sub(1).map(|i| self.0[i]) {
            Some(mark) => (mark.page, mark.line),
            None => (None, 1),
        }
    }
}

impl Places {
    /// The first byte of a line of the source, from 1; behind the last where there are fewer.
    pub fn start_of(&self, line: u32) -> usize {
        self.0.iter().find(|mark| mark.line >= line).map_or(usize::MAX, |mark| mark.offset)
    }
}

impl Document {
    /// The characters of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}
