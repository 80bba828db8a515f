//! Rows to CSV: every cell of every table passes the guard here and nowhere else.

use super::cell::guard;
use crate::model::tables::Table;
use ::csv::{ReaderBuilder, StringRecord, Terminator, Writer, WriterBuilder};
use std::io::{self, Write};

/// Rows guarded together: enough to spare allocations, few enough to hold.
const BATCH: usize = 1024;

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
    let mut guarded = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    guarded.write_record(R::HEADER.split(','))?;
    let mut rows = rows.into_iter().peekable();
    let mut record = StringRecord::new();
    while rows.peek().is_some() {
        let plain = plain(rows.by_ref().take(BATCH))?;
        let mut reader = ReaderBuilder::new().has_headers(false).from_reader(&plain[..]);
        while reader.read_record(&mut record)? {
            for cell in &record {
                guarded.write_field(guard(cell))?;
            }
            guarded.write_record(None::<&[u8]>)?;
        }
    }
    guarded.flush()
}

/// The rows as serde and csv see them, without a header.
fn plain<R: Table>(rows: impl Iterator<Item = R>) -> io::Result<Vec<u8>> {
    let mut writer: Writer<Vec<u8>> = WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    for row in rows {
        writer.serialize(row)?;
    }
    writer.into_inner().map_err(|error| error.into_error())
}
