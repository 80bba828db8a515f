//! Why an input cannot be read, and what to do about it.

use crate::model::Notice;
use serde::{Deserialize, Serialize};
use std::io;

/// One input that cannot be read: `error: cannot read …` / `cause: …` / `help: …`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot read {what}")]
pub struct ReadError {
    /// The path as given, control characters escaped.
    pub what: String,
    /// Why.
    #[source]
    pub cause: Cause,
}

/// Why an input cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
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
    /// Its compressed streams hold more than the limit, in bytes.
    #[error("unpacked it is larger than {} MB", limit >> 20)]
    TooLargeUnpacked {
        /// The limit it exceeds.
        limit: u64,
    },
    /// More text than a file of its size can honestly hold.
    #[error("it makes more than {limit} characters of text, too many for its size")]
    TooMuchText {
        /// The limit it exceeds.
        limit: usize,
    },
    /// More pages than the limit.
    #[error("it has more than {limit} pages")]
    TooManyPages {
        /// The limit it exceeds.
        limit: usize,
    },
    /// More files inside than the limit.
    #[error("there are more than {limit} files in it")]
    TooManyParts {
        /// The limit it exceeds.
        limit: usize,
    },
    /// Files in files in files.
    #[error("it lies more than {limit} files deep")]
    TooDeep {
        /// The limit it exceeds.
        limit: usize,
    },
    /// No text; where the first bytes tell, what it is.
    #[error("it is {}, not text", looks_like.as_deref().unwrap_or("binary"))]
    Binary {
        /// Such as "a program".
        looks_like: Option<String>,
    },
    /// A known kind of file that is not read.
    #[error("it is {what}")]
    Unsupported {
        /// Such as "a picture".
        what: String,
        /// The next step.
        help: String,
    },
    /// Locked by a password.
    #[error("it is locked by a password")]
    NeedsPassword,
    /// Pages without text: pictures of pages.
    #[error("it has no text: its {pages} pages are pictures")]
    NoTextLayer {
        /// How many pages.
        pages: usize,
    },
    /// The file breaks the rules of its format so that nothing can be read.
    #[error("it is damaged: {what}")]
    Damaged {
        /// Where and how.
        what: String,
    },
    /// Reading took longer than it may.
    #[error("reading it took more than {seconds} s")]
    Timeout {
        /// The limit it exceeds.
        seconds: u64,
    },
    /// Reading took more memory than it may.
    #[error("reading it takes more than {} MB of memory", limit >> 20)]
    Memory {
        /// The limit it exceeds, in bytes.
        limit: u64,
    },
    /// The reader broke down over it.
    #[error("the reader broke down over it")]
    Crashed,
    /// The file was written to while it was read.
    #[error("it changed while it was read")]
    Changed,
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
    Io(String),
}

impl From<io::Error> for Cause {
    fn from(error: io::Error) -> Cause {
        match error.kind() {
            io::ErrorKind::NotFound => Cause::Missing,
            io::ErrorKind::PermissionDenied => Cause::Denied,
            io::ErrorKind::IsADirectory => Cause::NotRegular,
            _ => Cause::Io(error.to_string()),
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
            Cause::TooLargeUnpacked { .. } => "too-large-unpacked",
            Cause::TooMuchText { .. } => "too-much-text",
            Cause::TooManyPages { .. } => "too-many-pages",
            Cause::TooManyParts { .. } => "too-many-parts",
            Cause::TooDeep { .. } => "too-deep",
            Cause::Binary { .. } => "binary",
            Cause::Unsupported { .. } => "unsupported-format",
            Cause::NeedsPassword => "needs-password",
            Cause::NoTextLayer { .. } => "no-text-layer",
            Cause::Damaged { .. } => "damaged",
            Cause::Timeout { .. } => "timeout",
            Cause::Memory { .. } => "out-of-memory",
            Cause::Crashed => "crashed",
            Cause::Changed => "changed",
            Cause::Utf32 => "utf-32",
            Cause::NoDocuments { .. } => "no-documents",
            Cause::SameId { .. } => "same-id",
        }
    }

    /// Whether the same bytes give it again, on any machine and any day.
    pub fn is_lasting(&self) -> bool {
        use Cause::{Changed, Crashed, Denied, Io, Memory, Missing, Timeout};
        !matches!(self, Missing | Denied | Io(_) | Changed | Timeout { .. } | Memory { .. } | Crashed)
    }

    /// The next step.
    pub fn help(&self) -> &str {
        match self {
            Cause::Missing => "check the spelling of the path",
            Cause::Denied => "give yourself the right to read it, or copy it",
            Cause::NotRegular => "give a file or a folder; what comes through a pipe is read with `-`",
            Cause::TooLarge { .. } => {
                "cut it into the documents it holds, or raise `file-size` under [read] in undersigned.toml"
            }
            Cause::TooLargeUnpacked { .. } => "if you trust it, raise `unpacked-size` under [read] in undersigned.toml",
            Cause::TooMuchText { .. } => "if you trust it, raise `text-ratio` under [read] in undersigned.toml",
            Cause::TooManyPages { .. } => "cut it into parts, or raise `pages` under [read] in undersigned.toml",
            Cause::TooManyParts { .. } => "unpack it, or raise `parts` under [read] in undersigned.toml",
            Cause::TooDeep { .. } => "unpack it, or raise `depth` under [read] in undersigned.toml",
            Cause::Binary { .. } => "save or export it as .txt, .docx, .pdf or .html",
            Cause::Unsupported { help, .. } => help,
            Cause::NeedsPassword => "open it with the password and save it without one, such as with `qpdf --decrypt`",
            Cause::NoTextLayer { .. } => "recognise its text first: `ocrmypdf in.pdf out.pdf`",
            Cause::Damaged { .. } => "open it in the program that made it and save it again",
            Cause::Timeout { .. } => "save it in another format, or raise `seconds` under [read] in undersigned.toml",
            Cause::Memory { .. } => "save it in another format, or raise `memory` under [read] in undersigned.toml",
            Cause::Crashed => "save it in another format; if it is no secret, report it",
            Cause::Changed => "run again when nothing writes to it",
            Cause::Utf32 => "save it as UTF-8",
            Cause::NoDocuments { .. } => {
                "documents are text, Markdown, HTML, PDF, DOCX, ODT, RTF, mail, tables (.csv, .tsv, .xlsx) and .zip of these"
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
