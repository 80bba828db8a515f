//! What was read: documents, their days, and who is in them.

use super::View;
use super::markdown::{Markdown, Page, plain, said};
use super::words::{counted, day, documents, first, row};
use crate::model::{Kind, NodeKind, Reading, Role};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many documents are listed.
const SHOWN: usize = 12;
/// So many characters of a title.
const TITLE: usize = 90;

/// The holders of each role, one and several.
const HOLDERS: [(Role, &str, &str); 7] = [
    (Role::Signatory, "signatory", "signatories"),
    (Role::Speaker, "speaker", "speakers"),
    (Role::Chair, "chair", "chairs"),
    (Role::Addressee, "written to", "written to"),
    (Role::Issuer, "issuer", "issuers"),
    (Role::Participant, "participant", "participants"),
    (Role::Mentioned, "mentioned", "mentioned"),
];

/// Tells it; returns the headline.
pub fn tell(view: &View, page: &mut Page) -> Vec<Markdown> {
    let readings = &view.dossier.readings;
    if readings.is_empty() {
        return vec!["No document was read.".into()];
    }
    page.heading(2, "Documents");
    let mut cast: Vec<BTreeMap<Role, usize>> = vec![BTreeMap::new(); readings.len()];
    for attendance in &view.dossier.network.attendances {
        *cast[attendance.reading].entry(attendance.role).or_default() += 1;
    }
    let names = |reading: &usize| cast[*reading].values().sum::<usize>();
    let mut shown: Vec<usize> = (0..readings.len()).collect();
    shown.sort_by_key(|reading| (Reverse(names(reading)), *reading));
    shown.truncate(SHOWN);
    shown.sort_by_key(|reading| (super::day(view.dossier, *reading), *reading));
    if readings.len() > SHOWN {
        page.paragraph(said![
            "Those with most names in a role, by date; ",
            readings.len() - SHOWN,
            " more are in documents.csv. ",
            years(readings),
        ]);
    }
    let line = |reading: usize| {
        let head = &readings[reading].head;
        let title = shortened(head.title.as_deref().unwrap_or_default());
        vec![dated(&readings[reading]), plain(&head.id), plain(&title), holders(&cast[reading])]
    };
    page.table(&[("Date", 14), ("Document", 26), ("Title", 34), ("In it", 26)], shown.into_iter().map(line));
    tell_capped(view, page);
    vec![headline(view)]
}

fn headline(view: &View) -> Markdown {
    let readings = &view.dossier.readings;
    let entities = &view.dossier.entities;
    let people = entities.iter().filter(|entity| entity.kind == Kind::Person).count();
    let nodes = || view.dossier.network.graph.node_weights();
    let tied = |kind: NodeKind| nodes().filter(|node| node.kind == kind).count();
    let mut all: Vec<Date> = readings.iter().filter_map(|reading| Some(reading.head.date?.day)).collect();
    all.sort_unstable();
    let days = super::words::days(&all);
    let span = if days.is_empty() { Markdown::default() } else { said![", ", days] };
    let undated = match readings.len() - all.len() {
        0 => Markdown::default(),
        undated => said![" (", undated, " undated)"],
    };
    let named = said![
        ". They name ",
        counted(people, "person", "people"),
        " and ",
        counted(entities.len() - people, "organisation", "organisations"),
    ];
    let in_network = match tied(NodeKind::Document) {
        0 => said![
            "; of these, ",
            counted(tied(NodeKind::Person), "person", "people"),
            " and ",
            counted(tied(NodeKind::Organisation), "organisation", "organisations"),
            " are in the network, as they hold a role, are written to, or have people who do.",
        ],
        _ => ".".into(),
    };
    said![documents(readings.len()), kinds(readings), span, undated, named, in_network]
}

/// ` (3 letters, 2 of kind event)`: what the documents are, where that is known.
fn kinds(readings: &[Reading]) -> Markdown {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for reading in readings.iter().filter(|reading| !reading.head.kind.is_empty()) {
        *kinds.entry(&reading.head.kind).or_default() += 1;
    }
    let words = kinds.into_iter().map(|(kind, number)| said![plain(kind), ": ", number]);
    let words = Markdown::joined(words, ", ");
    if words.is_empty() { words } else { said![" (", words, ")"] }
}

fn dated(reading: &Reading) -> Markdown {
    match reading.head.date {
        None => "undated".into(),
        Some(date) if date.certain => day(date.day),
        Some(date) => said![day(date.day), " (can be read otherwise)"],
    }
}

/// `24 speakers, 1 chair and 1 issuer`; everybody counts in one role.
fn holders(cast: &BTreeMap<Role, usize>) -> Markdown {
    let words = HOLDERS.iter().filter_map(|(role, one, many)| Some(counted(*cast.get(role)?, one, many)));
    let words = row(words.collect());
    if words.is_empty() { "nobody in a role".into() } else { words }
}

/// How many documents each year has.
fn years(readings: &[Reading]) -> Markdown {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for date in readings.iter().filter_map(|reading| reading.head.date) {
        *years.entry(date.day.year()).or_default() += 1;
    }
    let words = years.into_iter().map(|(year, number)| said![plain(&year.to_string()), ": ", number]);
    let words = Markdown::joined(words, ", ");
    if words.is_empty() { words } else { said!["Documents by year: ", words, "."] }
}

fn tell_capped(view: &View, page: &mut Page) {
    let scope = &view.dossier.network.scope;
    if scope.capped.is_empty() {
        return;
    }
    let capped = first(scope.capped.iter().map(|document| plain(document)), 3);
    page.paragraph(said![
        "More than ",
        scope.max_clique,
        " names hold a role in ",
        capped,
        ": these are not tied to each other, for a list so long says little of any two; incidence.csv has all of them, \
         and `--max-clique` ties them.",
    ]);
}

/// The first words of a title.
fn shortened(title: &str) -> String {
    if title.chars().count() <= TITLE {
        return title.to_owned();
    }
    let cut: String = title.chars().take(TITLE).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}
