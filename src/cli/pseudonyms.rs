//! The key of `--pseudonyms`: a table of codes and whom they stand for, kept from run to run.

use super::failure::Failure;
use crate::export::cell::guard;
use crate::export::pseudonyms::{Key, key, masked};
use crate::export::{probe_file, whole};
use crate::model::Dossier;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The first line of a key.
const HEADER: [&str; 3] = ["code", "id", "label"];

/// What helps where it cannot be written.
const HELP: &str = "see that the folder of the key can be written, or name another file after --pseudonyms";

/// One row of a key.
#[derive(Debug, Deserialize)]
struct Row {
    code: String,
    id: String,
    label: String,
}

/// The dossier with codes in place of names. The key is read where it is there, and written with whoever is new.
///
/// # Errors
/// When the key cannot be read or written, or is no key.
pub fn mask(dossier: &Dossier, file: &Path) -> Result<Dossier, Failure> {
    let held = read(file)?;
    let known: Key = held.values().map(|row| (row.id.clone(), row.code.clone())).collect();
    let all = key(dossier, &known);
    write(dossier, held, &all, file)?;
    Ok(masked(dossier, &all))
}

/// Finds out before any work whether a key can be written.
///
/// # Errors
/// When it cannot.
pub fn probe(file: &Path) -> Result<(), Failure> {
    probe_file(file).map_err(|error| Failure::of(&error, HELP))
}

/// The rows by code.
fn read(file: &Path) -> Result<BTreeMap<String, Row>, Failure> {
    if !file.exists() {
        return Ok(BTreeMap::new());
    }
    let help = "name a key that `--pseudonyms` wrote, or a new file";
    let failure = |cause: csv::Error| Failure::new(format!("cannot read the key {}", file.display()), cause, help);
    let mut reader = csv::Reader::from_path(file).map_err(failure)?;
    let rows: Result<Vec<Row>, csv::Error> = reader.deserialize().collect();
    Ok(rows.map_err(failure)?.into_iter().map(|row| (row.code.clone(), row)).collect())
}

/// Writes the rows that were there and the new ones, by code. Beside the file first: a key is never half there.
fn write(dossier: &Dossier, mut rows: BTreeMap<String, Row>, key: &Key, file: &Path) -> Result<(), Failure> {
    let entities = dossier.entities.iter().map(|entity| (entity.id.as_str(), guard(&entity.label).as_str().to_owned()));
    let title = |title: &Option<String>| guard(title.as_deref().unwrap_or_default()).as_str().to_owned();
    let documents = dossier.readings.iter().map(|reading| (reading.head.id.as_str(), title(&reading.head.title)));
    for (id, label) in entities.chain(documents) {
        let code = key[id].clone();
        rows.entry(code.clone()).or_insert(Row { code, id: id.to_owned(), label });
    }
    let failure = |cause: &dyn ToString| {
        Failure::new(format!("cannot write the key {}", file.display()), cause.to_string(), HELP)
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    let records = rows.values().map(|row| [&*row.code, &*row.id, &*row.label]);
    for record in [HEADER].into_iter().chain(records) {
        writer.write_record(record).map_err(|cause| failure(&cause))?;
    }
    let bytes = writer.into_inner().map_err(|cause| failure(cause.error()))?;
    whole(&bytes, file).map_err(|error| Failure::of(&error, HELP))
}
