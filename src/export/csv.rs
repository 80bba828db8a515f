//! Rows to CSV: every cell of every table passes the guard here and nowhere else.

use super::guarded::Guarded;
use crate::model::tables::Table;
use ::csv::{Terminator, WriterBuilder};
use std::io::{self, Write};

/// What a table starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Its header.
    Plain,
    /// A byte-order mark before it, by which Excel knows UTF-8.
    Mark,
}

/// Writes the header and all rows: UTF-8, comma, doubled quotes, LF.
///
/// # Errors
/// When `out` cannot be written.
pub fn write<R: Table>(rows: impl IntoIterator<Item = R>, start: Start, mut out: impl Write) -> io::Result<()> {
    if start == Start::Mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    writer.write_record(R::HEADER.split(','))?;
    for row in rows {
        row.serialize(&mut Guarded(&mut writer))?;
    }
    writer.flush()
}
