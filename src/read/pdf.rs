//! PDF files.

use super::{Budget, Cause, Parsed};

/// Reads a PDF file.
///
/// # Errors
/// Always: there is no reader for it yet.
pub(super) fn read(_bytes: &[u8], _budget: &Budget) -> Result<Parsed, Cause> {
    Err(Cause::Unsupported {
        what: "a PDF file".to_owned(),
        help: "convert it with `pdftotext -layout a.pdf` and give the .txt".to_owned(),
    })
}
