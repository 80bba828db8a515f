//! `undersigned match`: which names of a list stand in the documents; nothing is merged by it.

use super::Outcome;
use super::compare::why;
use super::failure::Failure;
use super::input::{self, Compiled};
use super::terminal::Terminal;
use crate::export::cell::guard;
use crate::merge::links::{Found, Link, Pairs, crowd};
use crate::model::{Dossier, Kind};
use crate::names::compare::{Name, reasons};
use crate::names::vocabulary::Vocabulary;
use std::path::{Path, PathBuf};

/// Find the people and organisations of a list in the documents
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: undersigned match letters/ watchlist.csv > hits.csv\n\n\
    LIST.csv has a column name (or caption); a column aliases, parted by semicolons, and a column kind (person or\n\
    organisation) or schema, as in targets.simple.csv of OpenSanctions, may be there too. Each hit is a row: the name of\n\
    the list, the entity, score, band, why, documents and a passage.")]
pub struct Args {
    /// The documents, as for build
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// The list
    #[arg(value_name = "LIST.csv")]
    list: PathBuf,
    /// Tell hits of this score or more
    #[arg(long, value_name = "SCORE", default_value_t = 0.5)]
    least: f64,
    #[command(flatten)]
    options: input::Options,
}

/// A name of the list or of the documents.
struct Side<'a> {
    written: &'a str,
    /// Index of the list's row; nothing for a name of the documents.
    row: Option<usize>,
    /// Index of the entity, for a name of the documents.
    entity: usize,
    name: Name,
}

/// Someone on the list.
struct Listed {
    id: String,
    kind: Option<Kind>,
    names: Vec<String>,
    affiliation: String,
}

/// Reads the documents as `build` does, and the list, and tells the hits.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    let paths = std::slice::from_ref(&args.path);
    let listed = read(&args.list)?;
    let rulebook = input::rulebook(paths, &args.options)?;
    let settings = &rulebook.settings.merge;
    let vocabulary = Vocabulary::built_in().with_aliases(&settings.aliases);
    let Compiled { dossier, unread } = input::compile(paths, &rulebook, &args.options, out.volume)?;
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    rows.write_record([
        "listed",
        "listed_name",
        "listed_id",
        "affiliation",
        "entity",
        "label",
        "kind",
        "name",
        "score",
        "band",
        "why",
        "documents",
        "where",
        "passage",
    ])?;
    for kind in [Kind::Person, Kind::Organisation] {
        let sides = sides(kind, &listed, &dossier, &vocabulary);
        let names: Vec<&Name> = sides.iter().map(|side| &side.name).collect();
        let is_listed = |name: u32| sides[name as usize].row.is_some();
        let wanted = |link: &Link| link.score >= args.least && is_listed(link.left) != is_listed(link.right);
        let Found { links, crowded } = Pairs::new(names, args.least).links(wanted);
        if let Some(notice) = crowd(&crowded, |name| sides[name].written) {
            Failure::plain(notice.message, "give fewer documents, or a part of the list, at a time").warn();
        }
        let listed_first = |link: Link| match (link.left as usize, link.right as usize) {
            (one, other) if is_listed(link.left) => (one, other, link),
            (other, one) => (one, other, link),
        };
        let mut hits: Vec<_> = links.into_iter().flatten().map(listed_first).collect();
        // The best pair of names for each one listed and each entity.
        hits.sort_by(|a, b| {
            let place = |hit: &(usize, usize, _)| (sides[hit.0].row, sides[hit.1].entity);
            place(a).cmp(&place(b)).then(b.2.score.total_cmp(&a.2.score)).then((a.0, a.1).cmp(&(b.0, b.1)))
        });
        hits.dedup_by_key(|hit| (sides[hit.0].row, sides[hit.1].entity));
        for (one, other, link) in hits {
            let (side, found) = (&sides[one], &sides[other]);
            let listed = &listed[side.row.expect("one side is of the list")];
            let entity = &dossier.entities[found.entity];
            let scored = crate::names::compare::Score { score: link.score, rule: link.rule };
            let (at, passage) = first_passage(&dossier, found.entity);
            let mut documents: Vec<usize> = entity.members.iter().map(|member| member.reading).collect();
            documents.dedup();
            rows.write_record(
                [
                    listed.names[0].as_str(),
                    side.written,
                    &listed.id,
                    &listed.affiliation,
                    &entity.id,
                    &entity.label,
                    kind.word(),
                    found.written,
                    &format!("{:.3}", link.score),
                    &scored.band(settings.merge, settings.ask).to_string(),
                    &why(&scored, &reasons(&side.name, &found.name)),
                    &documents.len().to_string(),
                    &at,
                    &passage,
                ]
                .map(guard),
            )?;
        }
    }
    rows.flush()?;
    drop(rows);
    Ok(if unread == 0 { Outcome::Done } else { Outcome::Partly })
}

/// All names of one kind, in the order of their keys.
fn sides<'a>(kind: Kind, listed: &'a [Listed], dossier: &'a Dossier, vocabulary: &Vocabulary) -> Vec<Side<'a>> {
    let mut sides: Vec<Side> = Vec::new();
    for (row, one) in listed.iter().enumerate().filter(|(_, one)| one.kind.is_none_or(|said| said == kind)) {
        for written in &one.names {
            sides.push(Side { written, row: Some(row), entity: 0, name: Name::new(kind, written, vocabulary) });
        }
    }
    for (entity, held) in dossier.entities.iter().enumerate().filter(|(_, held)| held.kind == kind) {
        for form in &held.names {
            sides.push(Side { written: &form.name, row: None, entity, name: Name::new(kind, &form.name, vocabulary) });
        }
    }
    sides.sort_by(|a, b| (&a.name.key, a.row, a.entity, a.written).cmp(&(&b.name.key, b.row, b.entity, b.written)));
    sides
}

/// `document:line` of an entity's first claim, and its passage.
fn first_passage(dossier: &Dossier, entity: usize) -> (String, String) {
    let document = dossier.entities[entity].members.first().map(|member| member.reading);
    let first = document.and_then(|document| {
        let mut held = super::passages::appearances_in(dossier, document, entity);
        held.next().map(|appearance| (document, appearance.claims[0]))
    });
    first.map_or_else(Default::default, |(document, claim)| {
        let reading = &dossier.readings[document];
        let claim = &reading.claims[claim];
        (format!("{}:{}", reading.head.id, claim.place.line), claim.passage.to_string())
    })
}

fn read(path: &Path) -> Result<Vec<Listed>, Failure> {
    let what = || format!("cannot read {}", path.display());
    let help = "give a UTF-8 .csv file with commas and a column name";
    let failed = |cause: csv::Error| Failure::new(what(), cause, help);
    let bytes = std::fs::read(path).map_err(|cause| Failure::new(what(), cause, help))?;
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let header = reader.headers().map_err(failed)?.clone();
    let column = |names: &[&str]| header.iter().position(|cell| names.contains(&cell.trim().to_lowercase().as_str()));
    let name = column(&["name", "caption", "label"]);
    let Some(name) = name else {
        let cause = format!("its columns are {}", header.iter().collect::<Vec<_>>().join(", "));
        return Err(Failure::new(what(), cause, help));
    };
    let (aliases, kind, id, affiliation) = (
        column(&["aliases", "alias"]),
        column(&["kind", "schema", "type"]),
        column(&["id"]),
        column(&["affiliation", "organisation"]),
    );
    let mut listed = Vec::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned();
        let mut names = vec![cell(Some(name))];
        names.extend(cell(aliases).split([';', '|']).map(|alias| alias.trim().to_owned()));
        names.retain(|name| !name.is_empty());
        let said = match cell(kind).to_lowercase().as_str() {
            "person" | "people" => Some(Kind::Person),
            "organisation" | "organization" | "company" | "legalentity" | "publicbody" => Some(Kind::Organisation),
            _ => None,
        };
        if !names.is_empty() {
            listed.push(Listed { id: cell(id), kind: said, names, affiliation: cell(affiliation) });
        }
    }
    Ok(listed)
}
