//! What `build` tells when it is done: counts, notices, files, and what to do next.

use super::input::{DECISIONS_FILE, first_folder};
use super::terminal::{BOLD, DIM, Terminal, Volume, clean, count, width};
use crate::model::{Dossier, Kind, Notice, Role, TieKind};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// At most so many notices are shown; all are in the table.
const NOTICES_SHOWN: usize = 5;

/// The facts of the run that the dossier does not hold.
#[derive(Debug)]
pub struct Told<'a> {
    /// As given.
    pub paths: &'a [PathBuf],
    /// The output folder.
    pub out: &'a Path,
    /// Names of the files in it.
    pub written: &'a [String],
    /// Paths and files that could not be read.
    pub unread: usize,
    /// Ids that are not those of the run that was replaced.
    pub changed: &'a [Notice],
}

/// Tells it.
pub fn tell(dossier: &Dossier, told: &Told<'_>, terminal: &mut Terminal) -> io::Result<()> {
    if terminal.volume == Volume::Verbose {
        tell_documents(dossier, terminal)?;
    }
    tell_counts(dossier, told, terminal)?;
    tell_notices(dossier, terminal)?;
    tell_changed(told, terminal)?;
    tell_files(told, terminal)?;
    tell_next(dossier, told, terminal)
}

fn tell_documents(dossier: &Dossier, out: &mut Terminal) -> io::Result<()> {
    writeln!(out, "{BOLD}documents{BOLD:#}")?;
    let widest = dossier.readings.iter().map(|reading| width(&clean(&reading.head.id))).max().unwrap_or(0);
    for reading in &dossier.readings {
        let id = clean(&reading.head.id);
        let day = reading.head.date.map_or_else(|| "undated".to_owned(), |date| date.day.to_string());
        let people = reading.chains.iter().filter(|chain| chain.kind == Kind::Person).count();
        let people_told = count(people, "person", "people");
        let organisations = count(reading.chains.len() - people, "organisation", "organisations");
        let gap = " ".repeat(widest - width(&id));
        writeln!(out, "  {id}{gap}  {day:<10}  {people_told}, {organisations}")?;
    }
    writeln!(out)
}

fn tell_counts(dossier: &Dossier, told: &Told<'_>, out: &mut Terminal) -> io::Result<()> {
    let of_kind = |kind| dossier.entities.iter().filter(|entity| entity.kind == kind).count();
    let (people, organisations) = (of_kind(Kind::Person), of_kind(Kind::Organisation));
    let by_role = appearances_by_role(dossier);
    let ties = TieKind::ALL
        .map(|kind| (kind.word(), dossier.network.graph.edge_weights().filter(|tie| tie.kind == kind).count()));

    let mut read = count(dossier.readings.len(), "document read", "documents read");
    if told.unread > 0 {
        read = format!("{read}, {} not (see above)", told.unread);
    }
    writeln!(out, "{BOLD}{read}{BOLD:#}")?;
    row(out, "people", people, "")?;
    row(out, "organisations", organisations, "")?;
    row(out, "appearances", by_role.iter().map(|(_, n)| n).sum(), &parts(&by_role))?;
    row(out, "ties", ties.iter().map(|(_, n)| n).sum(), &parts(&ties))?;
    if !dossier.network.scope.filters.is_empty() {
        writeln!(out, "  {:<13} {DIM}{}{DIM:#}", "network of", clean(&dossier.network.scope.filters.join("; ")))?;
    }
    Ok(())
}

/// How many entities appear in how many documents in each role: the rows of `appearances.csv` without further
/// affiliations.
fn appearances_by_role(dossier: &Dossier) -> Vec<(&'static str, usize)> {
    let mut seen = BTreeSet::new();
    for (document, (reading, entities)) in dossier.readings.iter().zip(&dossier.entity_of).enumerate() {
        for appearance in &reading.appearances {
            if let Some(entity) = entities[appearance.chain] {
                seen.insert((appearance.role, document, entity));
            }
        }
    }
    Role::ALL.map(|role| (role.word(), seen.iter().filter(|(held, ..)| *held == role).count())).to_vec()
}

fn tell_notices(dossier: &Dossier, out: &mut Terminal) -> io::Result<()> {
    let all = dossier.notices.len();
    if all == 0 {
        return Ok(());
    }
    let shown = if out.volume == Volume::Verbose { all } else { NOTICES_SHOWN.min(all) };
    writeln!(out, "\n{BOLD}{}{BOLD:#}", count(all, "notice", "notices"))?;
    let notices = &dossier.notices[..shown];
    let widest = notices.iter().map(|notice| width(&notice.code)).max().unwrap_or(0);
    for notice in notices {
        let line = notice.line.map(|line| format!(":{line}")).unwrap_or_default();
        let place = if notice.document.is_empty() { String::new() } else { format!("{}{line}: ", notice.document) };
        writeln!(out, "  {:widest$}  {}", clean(&notice.code), clean(&format!("{place}{}", notice.message)))?;
    }
    if shown < all {
        writeln!(out, "  {DIM}and {} more: see notices.csv{DIM:#}", all - shown)?;
    }
    Ok(())
}

fn tell_changed(told: &Told<'_>, out: &mut Terminal) -> io::Result<()> {
    if told.changed.is_empty() {
        return Ok(());
    }
    let changed = count(told.changed.len(), "id changed", "ids changed");
    writeln!(out, "\n{BOLD}{changed} since the last run{BOLD:#}")?;
    for notice in told.changed.iter().take(NOTICES_SHOWN) {
        writeln!(out, "  {}", clean(&notice.message))?;
    }
    if told.changed.len() > NOTICES_SHOWN {
        writeln!(out, "  {DIM}and {} more{DIM:#}", told.changed.len() - NOTICES_SHOWN)?;
    }
    writeln!(out, "  {DIM}keep a copy of the last run and give it after --since-run to have this in the tables{DIM:#}")
}

fn tell_files(told: &Told<'_>, out: &mut Terminal) -> io::Result<()> {
    writeln!(out, "\n{BOLD}written to {}{BOLD:#}", clean(&told.out.display().to_string()))?;
    super::terminal::fill(&told.written.join("  "), 76).iter().try_for_each(|line| writeln!(out, "  {line}"))
}

fn tell_next(dossier: &Dossier, told: &Told<'_>, out: &mut Terminal) -> io::Result<()> {
    let folder = clean(&told.out.display().to_string()).into_owned();
    writeln!(out, "\n{BOLD}next{BOLD:#}")?;
    if told.written.iter().any(|name| name == "report.md") {
        writeln!(out, "  read    open {folder}/report.md")?;
    }
    if told.written.iter().any(|name| name == "network.svg") {
        writeln!(out, "  look    open {folder}/network.svg")?;
    }
    writeln!(out, "  gephi   import {folder}/nodes.csv, then edges.csv")?;
    if !dossier.alike.is_empty() {
        let pairs = count(dossier.alike.len(), "pair looks alike and is", "pairs look alike and are");
        let folder = first_folder(told.paths).unwrap_or(Path::new(""));
        let file = folder.join(DECISIONS_FILE);
        writeln!(out, "  decide  {pairs} not merged: see alike.csv, write same or")?;
        writeln!(out, "          different in {}", clean(&file.display().to_string()))?;
    }
    if let Some(name) = strongest(dossier) {
        let path = told.paths[0].display().to_string();
        writeln!(out, "  ask     undersigned why {} {}", quoted(&path), quoted(name))?;
    }
    Ok(())
}

/// The label of the person with the strongest ties, or else of the body; the first by id among equals.
fn strongest(dossier: &Dossier) -> Option<&str> {
    let nodes = dossier.network.graph.node_weights();
    let best =
        nodes.min_by(|a, b| a.kind.cmp(&b.kind).then(b.strength.total_cmp(&a.strength)).then_with(|| a.id.cmp(&b.id)));
    best.map(|node| node.label.as_str())
}

fn row(out: &mut Terminal, name: &str, number: usize, parts: &str) -> io::Result<()> {
    let gap = if parts.is_empty() { "" } else { "   " };
    writeln!(out, "  {name:<13} {number:>6}{gap}{DIM}{parts}{DIM:#}")
}

/// `12 signatory, 3 speaker`: what there is none of is left out.
fn parts(counts: &[(&str, usize)]) -> String {
    let some = counts.iter().filter(|(_, number)| *number > 0);
    some.map(|(word, number)| format!("{number} {word}")).collect::<Vec<_>>().join(", ")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    match word.chars().all(plain) && !word.is_empty() {
        true => word.to_owned(),
        false if word.contains(['"', '$', '`', '\\', '!']) => format!("'{}'", clean(word).replace('\'', "'\\''")),
        false => format!("\"{}\"", clean(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_only_where_a_shell_needs_it() {
        assert_eq!(quoted("letters/a.txt"), "letters/a.txt");
        assert_eq!(quoted("Mara O'Dell"), "\"Mara O'Dell\"");
        assert_eq!(quoted("a$b'c"), "'a$b'\\''c'");
    }

    #[test]
    fn empty_parts_are_left_out() {
        assert_eq!(parts(&[("signatory", 2), ("chair", 0), ("speaker", 1)]), "2 signatory, 1 speaker");
    }
}
