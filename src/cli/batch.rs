//! The open pairs as a table that is filled in a spreadsheet, and the answers read back from it.

use super::failure::Failure;
use super::review::decision;
use crate::export::cell::{guard, unguard};
use crate::export::{probe_file, whole};
use crate::model::{Alike, Decision, Dossier, Judgement, Kind, Side};
use std::path::Path;

/// The columns, in order; `judgement` and `note` are the analyst's.
const COLUMNS: [&str; 9] = ["kind", "left", "left_in", "right", "right_in", "judgement", "note", "score", "why"];

/// What helps where the table cannot be written.
const HELP: &str = "see that the disk has room, or give a place that can be written after --batch";

/// Finds out before any work whether the table can be written.
///
/// # Errors
/// When it cannot.
pub fn probe(path: &Path) -> Result<(), Failure> {
    probe_file(path).map_err(|error| Failure::of(&error, HELP))
}

/// Writes the open pairs, with an empty judgement.
pub fn write(path: &Path, dossier: &Dossier, open: &[&Alike]) -> Result<(), Failure> {
    let what = || format!("cannot write {}", path.display());
    let failed = |cause: csv::Error| Failure::new(what(), cause, HELP);
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    rows.write_record(COLUMNS).map_err(failed)?;
    for pair in open {
        let open = decision(dossier, pair, Judgement::Unsure, false);
        let kind = open.kind.map_or("", Kind::word);
        let right = open.right.as_ref();
        let score = format!("{:.3}", pair.score);
        let cells = [
            kind,
            &open.left.name,
            open.left.document.as_deref().unwrap_or_default(),
            right.map_or("", |side| &side.name),
            right.and_then(|side| side.document.as_deref()).unwrap_or_default(),
            "",
            "",
            &score,
            &pair.why,
        ];
        rows.write_record(cells.map(guard)).map_err(failed)?;
    }
    let bytes = rows.into_inner().map_err(|cause| Failure::new(what(), cause, HELP))?;
    whole(&bytes, path).map_err(|error| Failure::of(&error, HELP))
}

/// The rows that have a judgement, as decisions.
pub fn read(path: &Path) -> Result<Vec<Decision>, Failure> {
    let what = || format!("cannot read {}", path.display());
    let help = "give the table that --batch wrote, as UTF-8 with commas";
    let failed = |cause: csv::Error| Failure::new(what(), cause, help);
    let bytes = std::fs::read(path).map_err(|cause| Failure::new(what(), cause, help))?;
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let header = reader.headers().map_err(failed)?.clone();
    let column = |name: &str| {
        let found = header.iter().position(|cell| cell.trim() == name);
        found.ok_or_else(|| Failure::new(what(), format!("it has no column {name}"), help))
    };
    let [kind, left, left_in, right, right_in, judgement, note] = [
        column("kind")?,
        column("left")?,
        column("left_in")?,
        column("right")?,
        column("right_in")?,
        column("judgement")?,
        column("note")?,
    ];
    let mut answers = Vec::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| unguard(record.get(at).unwrap_or_default().trim());
        let said = cell(judgement).to_lowercase();
        if said.is_empty() {
            continue;
        }
        let Some(judgement) =
            Judgement::parse(&said).filter(|judgement| judgement.parts() || *judgement == Judgement::Same)
        else {
            let cause = format!("line {line}: {said:?} is no judgement");
            return Err(Failure::new(what(), cause, "write same, different, unsure or parent_of, or nothing"));
        };
        let side = |name: usize, document: usize| Side {
            name: cell(name).to_owned(),
            document: Some(cell(document).to_owned()).filter(|id| !id.is_empty()),
        };
        answers.push(Decision {
            kind: [Kind::Person, Kind::Organisation].into_iter().find(|known| known.word() == cell(kind)),
            left: side(left, left_in),
            right: Some(side(right, right_in)),
            judgement,
            by: String::new(),
            date: String::new(),
            note: cell(note).to_owned(),
            line,
        });
    }
    Ok(answers)
}
