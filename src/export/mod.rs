//! The dossier as files.

pub mod cell;
mod csv;
pub mod dot;
mod earlier;
mod figure;
mod folder;
mod gephi;
mod run;
mod tables;

pub use earlier::earlier;
pub use figure::figure;
pub use folder::{ExportError, probe};

use crate::model::Dossier;
use crate::model::tables::{RUN_FILE, Table};
use folder::Draft;
use std::path::Path;

/// The network for Graphviz.
const DOT_FILE: &str = "network.dot";

/// The figure.
const FIGURE_FILE: &str = "network.svg";

/// Writes every table, `network.dot`, `run.json` and the figure into `out`; returns the names of the files written.
///
/// All is written beside `out` first and takes its place at once. A folder of ours is replaced whole.
///
/// # Errors
/// When the folder cannot be made or written, or holds what is not ours; `out` is then as it was.
pub fn write(dossier: &Dossier, figure: Option<&str>, out: &Path) -> Result<Vec<String>, ExportError> {
    let mut draft = Draft::beside(out)?;
    table(&mut draft, tables::appearances(dossier))?;
    table(&mut draft, gephi::nodes(dossier))?;
    table(&mut draft, gephi::edges(dossier))?;
    table(&mut draft, tables::incidence(dossier))?;
    table(&mut draft, tables::affiliations(dossier))?;
    table(&mut draft, tables::names(dossier))?;
    table(&mut draft, tables::alike(dossier))?;
    table(&mut draft, tables::documents(dossier))?;
    table(&mut draft, tables::notices(dossier))?;
    draft.file(DOT_FILE, |file| file.write_all(dot::dot(dossier).as_bytes()))?;
    if let Some(svg) = figure {
        draft.file(FIGURE_FILE, |file| file.write_all(svg.as_bytes()))?;
    }
    draft.file(RUN_FILE, |file| file.write_all(run::json(&dossier.facts).as_bytes()))?;
    draft.publish()
}

fn table<R: Table>(draft: &mut Draft, rows: impl Iterator<Item = R>) -> Result<(), ExportError> {
    draft.file(R::FILE, |file| csv::write(rows, file))
}
