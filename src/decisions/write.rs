//! Adding a line to `decisions.csv`.

use super::DecisionError;
use crate::model::cell::defused;
use crate::model::tables::DECISIONS_HEADER;
use crate::model::{Decision, Kind, Side};
use std::path::Path;

/// Finds out before anybody is asked whether decisions can be added to the file; leaves it as it was.
///
/// # Errors
/// When the file cannot be written.
pub fn probe(path: &Path) -> Result<(), DecisionError> {
    let failed = |source| DecisionError::Append { path: path.into(), source };
    let is_new = !path.exists();
    std::fs::OpenOptions::new().append(true).create(true).open(path).map_err(failed)?;
    if is_new { std::fs::remove_file(path).map_err(failed) } else { Ok(()) }
}

/// Adds a decision to the file, which is made where it is not there, and hands it to the disk before it returns.
///
/// # Errors
/// When the file cannot be written.
pub fn append(path: &Path, decision: &Decision) -> Result<(), DecisionError> {
    use std::io::{Read, Seek, SeekFrom, Write};
    let failed = |source| DecisionError::Append { path: path.into(), source };
    let mut file = std::fs::OpenOptions::new().read(true).append(true).create(true).open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let mut text = Vec::new();
    if length == 0 {
        text.extend_from_slice(format!("{DECISIONS_HEADER}\n").as_bytes());
    } else {
        let mut last = [0];
        file.seek(SeekFrom::End(-1)).and_then(|_| file.read_exact(&mut last)).map_err(failed)?;
        if last != *b"\n" {
            text.push(b'\n');
        }
    }
    let right = decision.right.as_ref();
    let document = |side| Option::<&Side>::and_then(side, |side| side.document.as_deref()).unwrap_or_default();
    let mut row = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let cells = [
        decision.kind.map_or("", Kind::word),
        &decision.left.name,
        document(Some(&decision.left)),
        right.map(|side| side.name.as_str()).unwrap_or_default(),
        document(right),
        &decision.judgement.to_string(),
        &decision.by,
        &decision.date,
        &decision.note,
    ];
    row.write_record(cells.map(|cell| defused(cell).into_owned())).map_err(|error| failed(error.into()))?;
    text.extend(row.into_inner().map_err(|error| failed(error.into_error()))?);
    // One write: a run that is killed leaves the line whole or not at all.
    file.write_all(&text).and_then(|()| file.sync_data()).map_err(failed)
}
