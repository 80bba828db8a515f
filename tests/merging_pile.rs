//! All strings of the labelled pairs as one pile: how many are joined that should not be, and how large groups grow.
//! The pairs lie outside the project; without them there is nothing to measure.
#![allow(clippy::unwrap_used)]

mod made;

use made::{With, document};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use undersigned::merge::merge;
use undersigned::model::{Kind, Reading, Role};
use undersigned::settings::MergeSettings;

/// Left, right, whether they name one.
type Pair = (String, String, bool);

fn pairs(file: &str) -> Option<Vec<Pair>> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/names").join(file);
    let mut reader = csv::Reader::from_path(path).ok()?;
    let rows = reader.records().map(|row| row.unwrap());
    Some(rows.map(|row| (row[0].to_owned(), row[1].to_owned(), &row[2] == "1")).collect())
}

/// The entity of each string, each string in a document of its own.
fn piled(kind: Kind, pairs: &[Pair]) -> BTreeMap<String, usize> {
    let strings: std::collections::BTreeSet<&String> = pairs.iter().flat_map(|(a, b, _)| [a, b]).collect();
    let readings: Vec<Reading> = strings
        .iter()
        .enumerate()
        .map(|(at, name)| document(&format!("{at:05}.txt"), "").chain(kind, &[name], &[], &[Role::Signatory]))
        .collect();
    let merged = merge(&readings, &[], &MergeSettings::default());
    strings.into_iter().cloned().zip(merged.entity_of.iter().map(|chains| chains[0].unwrap())).collect()
}

/// Prints and holds the figures of one kind.
fn hold(kind: Kind, file: &str) {
    let Some(pairs) = pairs(file) else { return };
    let entity = piled(kind, &pairs);
    let together = |same: bool| pairs.iter().filter(|(a, b, is)| *is == same && entity[a] == entity[b]).count();
    let (right, wrong) = (together(true), together(false));
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    entity.values().for_each(|of| *sizes.entry(*of).or_default() += 1);
    let largest = sizes.values().copied().max().unwrap_or(0);
    let precision = right as f64 / (right + wrong).max(1) as f64;
    let recall = right as f64 / pairs.iter().filter(|(_, _, same)| *same).count() as f64;
    println!(
        "{kind}: {} strings, {} groups, the largest of {largest}; {right} pairs right and {wrong} wrong: precision {precision:.3}, recall {recall:.3}",
        entity.len(),
        sizes.len()
    );
    assert!(precision >= 0.95, "{kind}: precision {precision:.3}");
    assert!(largest <= 15, "{kind}: a group of {largest}");
}

#[test]
fn people_in_one_pile() {
    hold(Kind::Person, "pairs-people-dev.csv");
}

#[test]
fn organisations_in_one_pile() {
    hold(Kind::Organisation, "pairs-orgs-dev.csv");
}
