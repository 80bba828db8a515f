//! `undersigned diff`: who came, who went, which ties are new, between two networks.

use super::failure::Failure;
use super::terminal::{BOLD, DIM, Terminal, Volume, clean, count};
use super::{Outcome, input};
use crate::export::{self, cell};
use crate::model::Dossier;
use crate::model::rows::ChangeRow;
use crate::model::tables::RUN_FILE;
use petgraph::visit::EdgeRef;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// At most so many names are told of each change.
const TOLD: usize = 5;

/// Tell what changed between two networks: who came, who went, which ties are new
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  undersigned diff graphs/march graphs/june > changes.csv\n  \
    undersigned diff letters/2023 letters/2024\n\n\
    Each side is a folder that `build` wrote, or documents to be read as `build` reads them. The changes are a table on\n\
    standard output, a summary is told on standard error. Names are known again by their ids.")]
pub struct Args {
    /// What was: an output folder, or documents
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// What is
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[command(flatten)]
    options: input::Options,
}

/// A network as its tables tell it.
#[derive(Debug, Default, PartialEq)]
struct Side {
    names: BTreeMap<String, Name>,
    /// By source, target and kind.
    ties: BTreeMap<(String, String, String), TieRow>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Name {
    id: String,
    label: String,
    kind: String,
    documents: u32,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TieRow {
    source: String,
    target: String,
    kind: String,
    documents: u32,
    evidence: String,
}

/// Compares.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    let (old, unread_before) = side(&args.old, &args.options, out.volume)?;
    let (new, unread_now) = side(&args.new, &args.options, out.volume)?;
    let changes = changes(&old, &new);
    export::print(changes.iter().cloned(), out)?;
    if out.volume > Volume::Quiet {
        out.flush()?;
        tell(&changes, &old, &new, &mut anstream::stderr().lock())?;
    }
    Ok(if unread_before + unread_now == 0 { Outcome::Done } else { Outcome::Partly })
}

/// What a path holds, and how much of it could not be read.
fn side(path: &Path, options: &input::Options, volume: Volume) -> Result<(Side, usize), Failure> {
    if path.join(RUN_FILE).is_file() {
        let mut names: Vec<Name> = rows(&path.join("nodes.csv"))?;
        names.iter_mut().for_each(|name| name.label = cell::unguard(&name.label).to_owned());
        let ties: Vec<TieRow> = rows(&path.join("edges.csv"))?;
        return Ok((gathered(names, ties), 0));
    }
    let paths = [path.to_owned()];
    let rulebook = input::rulebook(&paths, options)?;
    let compiled = input::compile(&paths, &rulebook, options, volume)?;
    Ok((of_dossier(&compiled.dossier), compiled.unread))
}

/// The rows of a table of ours.
fn rows<R: DeserializeOwned>(path: &Path) -> Result<Vec<R>, Failure> {
    let help = "name a folder that `undersigned build` wrote with nodes.csv and edges.csv, or documents";
    let failure = |cause: csv::Error| Failure::new(format!("cannot read {}", path.display()), cause, help);
    let mut reader = csv::Reader::from_path(path).map_err(failure)?;
    reader.deserialize().map(|row| row.map_err(failure)).collect()
}

fn of_dossier(dossier: &Dossier) -> Side {
    let graph = &dossier.network.graph;
    let names = graph.node_weights().map(|node| Name {
        id: node.id.to_string(),
        label: node.label.to_string(),
        kind: node.kind.to_string(),
        documents: node.documents,
    });
    let ties = graph.edge_references().map(|edge| {
        let tie = edge.weight();
        let places = tie.evidence.iter().map(|(reading, line)| (&*dossier.readings[*reading].head.id, *line));
        TieRow {
            source: graph[edge.source()].id.to_string(),
            target: graph[edge.target()].id.to_string(),
            kind: tie.kind.to_string(),
            documents: tie.evidence.chunk_by(|a, b| a.0 == b.0).count() as u32,
            evidence: cell::places(places),
        }
    });
    gathered(names.collect(), ties.collect())
}

fn gathered(names: Vec<Name>, ties: Vec<TieRow>) -> Side {
    let names = names.into_iter().map(|name| (name.id.clone(), name));
    let ties = ties.into_iter().map(|tie| ((tie.source.clone(), tie.target.clone(), tie.kind.clone()), tie));
    Side { names: names.collect(), ties: ties.collect() }
}

/// All changes: names by id, then ties by ends.
fn changes(old: &Side, new: &Side) -> Vec<ChangeRow> {
    let ids: BTreeSet<&String> = old.names.keys().chain(new.names.keys()).collect();
    let names = ids.into_iter().filter_map(|id| {
        let (before, after) = (old.names.get(id), new.names.get(id));
        let change = match (before, after) {
            (None, _) => "came",
            (_, None) => "went",
            (Some(_), Some(_)) => return None,
        };
        let name = after.or(before)?;
        Some(ChangeRow {
            change: change.to_owned(),
            source: id.clone(),
            source_label: name.label.clone(),
            kind: name.kind.clone(),
            before: before.map_or(0, |name| name.documents),
            after: after.map_or(0, |name| name.documents),
            ..ChangeRow::default()
        })
    });
    let label = |id: &str| new.names.get(id).or(old.names.get(id)).map(|name| name.label.clone()).unwrap_or_default();
    let ends: BTreeSet<_> = old.ties.keys().chain(new.ties.keys()).collect();
    let ties = ends.into_iter().filter_map(|ends| {
        let (before, after) = (old.ties.get(ends), new.ties.get(ends));
        let tie = after.or(before)?;
        let [before, after] = [before, after].map(|tie| tie.map(|tie| tie.documents));
        let change = match (before, after) {
            (None, _) => "new tie",
            (_, None) => "lost tie",
            (Some(before), Some(after)) if before < after => "stronger",
            (Some(before), Some(after)) if before > after => "weaker",
            (Some(_), Some(_)) => return None,
        };
        Some(ChangeRow {
            change: change.to_owned(),
            source: tie.source.clone(),
            source_label: label(&tie.source),
            target: tie.target.clone(),
            target_label: label(&tie.target),
            kind: tie.kind.clone(),
            before: before.unwrap_or(0),
            after: after.unwrap_or(0),
            evidence: tie.evidence.clone(),
        })
    });
    names.chain(ties).collect()
}

/// How much changed, and the first names of each change.
fn tell(changes: &[ChangeRow], old: &Side, new: &Side, out: &mut dyn Write) -> io::Result<()> {
    let size = |side: &Side| {
        format!("{}, {}", count(side.names.len(), "name", "names"), count(side.ties.len(), "tie", "ties"))
    };
    writeln!(out, "{BOLD}{} before, {} now{BOLD:#}", size(old), size(new))?;
    for what in ["came", "went", "new tie", "lost tie", "stronger", "weaker"] {
        let of_kind: Vec<&ChangeRow> = changes.iter().filter(|change| change.change == what).collect();
        if of_kind.is_empty() {
            continue;
        }
        let name = |change: &&ChangeRow| match change.target.is_empty() {
            true => clean(&change.source_label).into_owned(),
            false => format!("{} – {}", clean(&change.source_label), clean(&change.target_label)),
        };
        let mut told = of_kind.iter().take(TOLD).map(name).collect::<Vec<_>>().join("; ");
        if of_kind.len() > TOLD {
            told.push_str(" …");
        }
        writeln!(out, "  {what:<9} {:>6}  {DIM}{told}{DIM:#}", of_kind.len())?;
    }
    if changes.is_empty() {
        writeln!(out, "  nothing changed")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(names: &[&str], ties: &[(&str, &str, u32)]) -> Side {
        let name = |id: &&str| Name { id: (*id).into(), label: id.to_uppercase(), kind: "person".into(), documents: 2 };
        let tie = |(source, target, documents): &(&str, &str, u32)| TieRow {
            source: (*source).into(),
            target: (*target).into(),
            kind: "alongside".into(),
            documents: *documents,
            evidence: "a.txt:3".into(),
        };
        gathered(names.iter().map(name).collect(), ties.iter().map(tie).collect())
    }

    fn told(changes: &[ChangeRow]) -> Vec<(&str, &str, &str, u32, u32)> {
        let row = |row: &ChangeRow| (row.before, row.after);
        changes.iter().map(|c| (&*c.change, &*c.source, &*c.target, row(c).0, row(c).1)).collect()
    }

    #[test]
    fn what_came_and_went_is_told_in_order() {
        let old = side(&["a", "b", "c"], &[("a", "b", 1), ("a", "c", 2), ("b", "c", 1)]);
        let new = side(&["a", "b", "d"], &[("a", "b", 3), ("a", "d", 1), ("b", "c", 1)]);
        let expected = [
            ("went", "c", "", 2, 0),
            ("came", "d", "", 0, 2),
            ("stronger", "a", "b", 1, 3),
            ("lost tie", "a", "c", 2, 0),
            ("new tie", "a", "d", 0, 1),
        ];
        assert_eq!(told(&changes(&old, &new)), expected);
        assert!(changes(&old, &old).is_empty());
    }
}
