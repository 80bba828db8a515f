//! Made signatory lists with known truth: every layout a list is met in, of any length, with traps around it.
#![allow(dead_code)]

mod layouts;
mod names;

pub use layouts::LAYOUTS;
pub use names::{Dice, Entry};

use std::collections::BTreeSet;
use std::fmt::Write;
use undersigned::lexicon::Lexicon;
use undersigned::model::{Format, Kind, Reading, Role};
use undersigned::pipeline::read_document;
use undersigned::read;
use undersigned::settings::Settings;

/// Who stands in the rows of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    People,
    Bodies,
    Both,
}

/// What its rows tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// Names, and what names no body.
    Names,
    /// The bodies that people work for, too.
    Employers,
}

/// One way to set a list.
pub struct Layout {
    pub name: &'static str,
    pub who: Who,
    pub shows: Shows,
    /// How the file's name ends: `txt`, or `csv` and `tsv`, where the list is the whole file.
    pub extension: &'static str,
    /// The list as text, with its heading.
    pub set: fn(&mut Dice, &[Entry]) -> String,
}

/// A list and who signs it.
pub struct Made {
    pub id: String,
    pub text: String,
    pub truth: BTreeSet<(Kind, String)>,
    /// Person and body, where the row says so.
    pub ties: BTreeSet<(String, String)>,
    pub rows: usize,
}

/// What a reading of a made list found of its truth.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    pub recall: f64,
    pub precision: f64,
    /// The same of who signs for which body, F1.
    pub ties: f64,
    /// Rows left as notices, of all rows.
    pub unread: f64,
}

const DEMANDS: &str = "We ask for three things:\n\n1. Halina Brzozowska must be heard by the Port Committee before the \
    gates are shut\n2. the licence that was given to Northern Dredging Ltd is withdrawn\n3. the boatmen are paid\n\n";

const PROSE: &str = "Dear Members of the Harbour Board,\n\nWe write about the closing of the old harbour, which has \
    served the town and its fishing families for more than three hundred years. As Ignatius Pell said in March, \
    “nobody has asked us”. We ask you to think again before the gates are shut for good and the boats have to \
    leave.\n\n";

const FOOT: &str = "\nSources:\n\n1. Winifred Aldous, The Old Harbours, Quayside Press, 2009\n2. Harbour Board, Annual \
    Report, https://harbour.example/report\n\nFor press enquiries:\nClemens Attwater, +44 20 1234 5678, \
    press@harbour.example\n\nShare this:\nTwitter\nFacebook\n";

/// A list of so many rows in a layout.
pub fn made(layout: &Layout, rows: usize, seed: u64) -> Made {
    let mut dice = Dice(seed);
    let entries = names::entries(&mut dice, layout.who, rows);
    let list = (layout.set)(&mut dice, &entries);
    let text = match layout.extension {
        "txt" => format!("Open letter on the old harbour\n\n{PROSE}{DEMANDS}{list}\n{FOOT}"),
        _ => list,
    };
    let truth = entries.iter().map(|entry| (entry.kind, entry.name.clone())).collect();
    let employed = entries.iter().filter(|entry| entry.kind == Kind::Person && layout.shows == Shows::Employers);
    let ties = employed.filter_map(|entry| Some((entry.name.clone(), entry.body.clone()?))).collect();
    Made { id: format!("list.{}", layout.extension), text, truth, ties, rows }
}

/// Reads a made list through the whole program.
pub fn reading(made: &Made) -> Reading {
    let format = if made.id.ends_with("txt") { Format::Text } else { Format::Table };
    let opened = read::document(&made.id, Some(format), made.text.clone().into_bytes()).expect("the list is text");
    read_document(&opened.document, &Settings::default(), Lexicon::built_in()).1
}

/// Who signs, as read.
pub fn signing(reading: &Reading) -> BTreeSet<(Kind, String)> {
    let claims = reading.claims.iter().filter(|claim| claim.role == Role::Signatory);
    claims
        .map(|claim| &reading.mentions[claim.mention])
        .map(|mention| (mention.kind, mention.name.to_string()))
        .collect()
}

/// Names without their capitals: some lists write them small.
fn folded(names: &BTreeSet<(Kind, String)>) -> BTreeSet<(Kind, String)> {
    names.iter().map(|(kind, name)| (*kind, name.to_lowercase())).collect()
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// How a reading compares to the truth.
pub fn score(made: &Made, reading: &Reading) -> Score {
    let (found, truth) = (folded(&signing(reading)), folded(&made.truth));
    let hits = found.intersection(&truth).count();
    let unread = reading.notices.iter().filter(|notice| notice.code == "row-unread").count();
    let mut ties = BTreeSet::new();
    for chain in reading.chains.iter().filter(|chain| chain.kind == Kind::Person) {
        let bodies = chain.affiliations.iter().filter_map(|affiliation| affiliation.organisation);
        ties.extend(bodies.map(|body| (chain.name.to_string(), reading.chains[body].name.to_string())));
    }
    let tied = ties.intersection(&made.ties).count();
    Score {
        recall: share(hits, truth.len()),
        precision: share(hits, found.len()),
        ties: share(2 * tied, ties.len() + made.ties.len()),
        unread: share(unread, made.rows),
    }
}

/// The first of what was missed and of what was made up, for whoever mends it.
pub fn errors(made: &Made, reading: &Reading) -> String {
    let (found, truth) = (folded(&signing(reading)), folded(&made.truth));
    let mut told = String::new();
    for (kind, name) in truth.difference(&found).take(6) {
        let _ = writeln!(told, "    missed {kind} {name}");
    }
    for (kind, name) in found.difference(&truth).take(6) {
        let _ = writeln!(told, "    made up {kind} {name}");
    }
    told
}
