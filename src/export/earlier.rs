//! What an earlier run called everybody: its `names.csv`, read back.

use super::cell::unguard;
use crate::model::EarlierName;
use crate::model::rows::NameRow;
use crate::model::tables::Table;
use std::io;
use std::path::Path;

/// The names in the output folder of an earlier run, with their ids.
///
/// # Errors
/// When the folder has no `names.csv` that can be read, or it lacks a column.
pub fn earlier(out: &Path) -> io::Result<Vec<EarlierName>> {
    let mut rows = ::csv::Reader::from_path(out.join(NameRow::FILE))?;
    let header = rows.headers()?.clone();
    let column = |name: &str| {
        let missing = || io::Error::new(io::ErrorKind::InvalidData, format!("it has no column {name}"));
        header.iter().position(|cell| cell == name).ok_or_else(missing)
    };
    let (entity, kind, name) = (column("entity")?, column("kind")?, column("name")?);
    let mut names = Vec::new();
    for row in rows.records() {
        let row = row?;
        let cell = |at: usize| unguard(row.get(at).unwrap_or_default()).into();
        names.push(EarlierName { kind: cell(kind), name: cell(name), entity: cell(entity) });
    }
    Ok(names)
}
