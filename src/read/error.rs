//! Why an input cannot be read, and what to do about it.

use crate::model::Notice;
use std::io;

/// One input that cannot be read: `error: cannot read …` / `cause: …` / `help: …`.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {what}")]
pub struct ReadError {
    /// The path as given, control characters escaped.
    pub what: String,
    /// Why.
    #[source]
    pub cause: Cause,
}

/// Why an input cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// Nothing is there.
    #[error("there is no such file or folder")]
    Missing,
    /// The system refuses.
    #[error("permission denied")]
    Denied,
    /// A pipe, a device, a socket, or a folder where a file was expected.
    #[error("it is not a regular file")]
    NotRegular,
    /// Larger than the limit, in bytes.
    #[error("it is larger than {} MB", limit >> 20)]
    TooLarge {
        /// The limit it exceeds.
        limit: u64,
    },
    /// No text; where the first bytes tell, what it is.
    #[error("it is {}, not text", looks_like.unwrap_or("binary"))]
    Binary {
        /// Such as "a PDF file".
        looks_like: Option<&'static str>,
    },
    /// Begins with a UTF-32 byte order mark.
    #[error("it is encoded in UTF-32")]
    Utf32,
    /// A folder without a document in it.
    #[error("no documents in it ({passed_over} other files)")]
    NoDocuments {
        /// Files of other formats.
        passed_over: usize,
    },
    /// Another input has the same document id.
    #[error("it would have the same id, {id}, as {other}")]
    SameId {
        /// The id both would have.
        id: String,
        /// The input that has it already.
        other: String,
    },
    /// Anything else the system says.
    #[error("{0}")]
    Io(io::Error),
}

impl From<io::Error> for Cause {
    fn from(error: io::Error) -> Cause {
        match error.kind() {
            io::ErrorKind::NotFound => Cause::Missing,
            io::ErrorKind::PermissionDenied => Cause::Denied,
            io::ErrorKind::IsADirectory => Cause::NotRegular,
            io::ErrorKind::FileTooLarge => Cause::TooLarge { limit: super::SIZE_LIMIT },
            _ => Cause::Io(error),
        }
    }
}

impl Cause {
    /// A short name for the kind of failure: a notice's code.
    pub fn code(&self) -> &'static str {
        match self {
            Cause::Missing => "missing",
            Cause::Denied | Cause::Io(_) => "unreadable",
            Cause::NotRegular => "not-regular",
            Cause::TooLarge { .. } => "too-large",
            Cause::Binary { .. } => "binary",
            Cause::Utf32 => "utf-32",
            Cause::NoDocuments { .. } => "no-documents",
            Cause::SameId { .. } => "same-id",
        }
    }

    /// The next step.
    pub fn help(&self) -> &'static str {
        match self {
            Cause::Missing => "check the spelling of the path",
            Cause::Denied => "give yourself the right to read it, or copy it",
            Cause::NotRegular => "give a file or a folder; what comes through a pipe is read with `-`",
            Cause::TooLarge { .. } => "cut the file into the documents it holds",
            Cause::Binary { .. } => "save or export it as .txt, .md or .html",
            Cause::Utf32 => "save it as UTF-8",
            Cause::NoDocuments { .. } => {
                "documents end in .txt, .text, .md, .markdown, .html, .htm, .xhtml, .csv or .tsv"
            }
            Cause::SameId { .. } => "give the folder that holds both, or rename one",
            Cause::Io(_) => "check that the disk or the share is still there",
        }
    }
}

impl ReadError {
    /// The error as a row of `notices.csv`, for a run that goes on.
    pub fn notice(&self) -> Notice {
        Notice {
            code: self.cause.code().into(),
            document: self.what.clone(),
            page: None,
            line: None,
            message: self.cause.to_string(),
            help: self.cause.help().into(),
        }
    }
}
