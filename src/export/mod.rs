//! The dossier as files.

pub mod cell;
mod csv;
pub mod dot;
mod earlier;
mod facts;
mod folder;
mod ftm;
mod gephi;
mod gexf;
mod graphml;
mod guarded;
mod json;
pub mod pseudonyms;
pub mod report;
mod run;
mod settle;
mod sheets;
mod tables;
mod under_way;
mod whole;
pub mod xml;

pub use earlier::earlier;
pub use folder::{ExportError, probe};
pub use under_way::abandon;
pub use whole::{probe_file, whole};

use crate::model::tables::{RUN_FILE, Table};
use crate::model::{Dossier, Output};
use crate::settings::ExportSettings;
use csv::Start;
use folder::Draft;
use rayon::prelude::*;
use std::io;
use std::path::Path;

/// Writes the chosen files, `run.json` and the figure into `out`; returns the names of the files written.
///
/// All is written beside `out` first and takes its place at once. A folder of ours is replaced whole.
///
/// # Errors
/// When the folder cannot be made or written, or holds what is not ours; `out` is then as it was.
pub fn write(
    dossier: &Dossier,
    figure: Option<&str>,
    settings: &ExportSettings,
    out: &Path,
) -> Result<Vec<String>, ExportError> {
    let sheets = Sheets { draft: Draft::beside(out)?, start: if settings.excel { Start::Mark } else { Start::Plain } };
    let chosen: Vec<Output> =
        Output::ALL.into_iter().map(|(_, output)| output).filter(|output| settings.writes(*output)).collect();
    // Files are written at once, the greatest first, and told in their order; of several that fail the first is told.
    let mut greatest_first: Vec<(usize, Output)> = chosen.into_iter().enumerate().collect();
    greatest_first.sort_by_key(|(_, output)| GREAT.iter().position(|great| great == output).unwrap_or(GREAT.len()));
    let write = |(at, output)| (at, sheets.write(output, dossier, figure));
    let all = || greatest_first.into_iter().par_bridge().map(write).collect();
    let (run, mut written): (Written, Vec<(usize, Written)>) =
        rayon::join(|| sheets.text(RUN_FILE, &run::json(dossier)), all);
    written.sort_by_key(|(at, _)| *at);
    let mut names: Vec<String> = Vec::new();
    for of_output in written.into_iter().map(|(_, of_output)| of_output).chain([run]) {
        names.extend(of_output?.into_iter().map(str::to_owned));
    }
    sheets.draft.publish()?;
    Ok(names)
}

/// The outputs that take longest, the longest first: a processor that came to one of them last would work on alone.
const GREAT: &[Output] = &[
    Output::GexfDynamic,
    Output::Gexf,
    Output::Graphml,
    Output::Appearances,
    Output::Edges,
    Output::Dot,
    Output::Report,
    Output::Affiliations,
    Output::Json,
    Output::Incidence,
];

/// A folder on its way, and how its tables start.
struct Sheets {
    draft: Draft,
    start: Start,
}

/// The names of the files that an output is written to.
type Written = Result<Vec<&'static str>, ExportError>;

impl Sheets {
    fn write(&self, output: Output, dossier: &Dossier, figure: Option<&str>) -> Written {
        match output {
            Output::Appearances => self.table(tables::appearances(dossier)),
            Output::Nodes => self.table(gephi::nodes(dossier)),
            Output::Edges => self.table(gephi::edges(dossier)),
            Output::Slices if dossier.network.slices.is_empty() => Ok(Vec::new()),
            Output::Slices => self.table(gephi::slices(dossier)),
            Output::Incidence => self.table(tables::incidence(dossier)),
            Output::Affiliations => self.table(tables::affiliations(dossier)),
            Output::Names => self.table(tables::names(dossier)),
            Output::Alike => self.table(tables::alike(dossier)),
            Output::Documents => self.table(tables::documents(dossier)),
            Output::Notices => self.table(tables::notices(dossier)),
            Output::Report => self.text("report.md", &report::report(dossier)),
            Output::Dot => self.file("network.dot", |file| dot::write(dossier, file)),
            Output::Figure => figure.map_or(Ok(Vec::new()), |svg| self.text("network.svg", svg)),
            Output::Gexf => self.file("network.gexf", |file| gexf::write(dossier, gexf::Mode::Static, file)),
            Output::GexfDynamic => {
                self.file("network-dynamic.gexf", |file| gexf::write(dossier, gexf::Mode::Dynamic, file))
            }
            Output::Graphml => self.file("network.graphml", |file| graphml::write(dossier, file)),
            Output::Json => self.text("network.json", &json::json(dossier)),
            Output::Cytoscape => self.table(sheets::cytoscape(dossier)),
            Output::Kumu => {
                let elements = self.table(sheets::kumu_elements(dossier))?;
                Ok([elements, self.table(sheets::kumu_connections(dossier))?].concat())
            }
            Output::Ftm => self.file("entities.ftm.json", |file| ftm::write(dossier, file)),
        }
    }

    fn table<R: Table>(&self, rows: impl Iterator<Item = R>) -> Written {
        self.file(R::FILE, |file| csv::write(rows, self.start, file))
    }

    fn text(&self, name: &'static str, text: &str) -> Written {
        self.file(name, |file| file.write_all(text.as_bytes()))
    }

    fn file(&self, name: &'static str, fill: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> Written {
        self.draft.file(name, fill)?;
        Ok(vec![name])
    }
}

/// One table as text, as `undersigned diff` prints it.
///
/// # Errors
/// When `out` cannot be written.
pub fn print<R: Table>(rows: impl Iterator<Item = R>, out: &mut dyn io::Write) -> io::Result<()> {
    csv::write(rows, Start::Plain, out)
}
