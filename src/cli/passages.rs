//! The passages behind one entity in one document: role, line, rule, words.

use super::terminal::{DIM, Terminal, clean, fill, role_style};
use crate::model::{Affiliation, Appearance, Dossier, Head};
use std::io::{self, Write};

/// Columns of a passage.
const COLUMNS: usize = 92;

/// The appearances of an entity in a document.
pub fn appearances_in(dossier: &Dossier, document: usize, entity: usize) -> impl Iterator<Item = &Appearance> {
    let chains = &dossier.entity_of[document];
    dossier.readings[document].appearances.iter().filter(move |held| chains[held.chain] == Some(entity))
}

/// Id, day and heading of a document.
pub fn dated(head: &Head) -> String {
    let day = head.date.map(|date| date.day.to_string());
    let facts = [Some(head.id.clone()), day, head.title.clone()];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Tells every claim of an entity in a document, then its affiliations.
pub fn tell(dossier: &Dossier, document: usize, entity: usize, out: &mut Terminal) -> io::Result<()> {
    let reading = &dossier.readings[document];
    for appearance in appearances_in(dossier, document, entity) {
        for claim in appearance.claims.iter().map(|index| &reading.claims[*index]) {
            let style = role_style(appearance.role);
            let name = clean(&reading.mentions[claim.mention].name).into_owned();
            let (role, place) = (appearance.role, place(claim.place.page, claim.place.line));
            writeln!(out, "  {style}{role}{style:#}  {name}  {DIM}{place}, rule {}{DIM:#}", claim.rule)?;
            tell_words(&claim.passage, out)?;
        }
    }
    tell_affiliations(dossier, document, entity, None, out)
}

/// Tells what ties a person to bodies in a document; only to `body`, where one is given.
pub fn tell_affiliations(
    dossier: &Dossier,
    document: usize,
    person: usize,
    body: Option<usize>,
    out: &mut Terminal,
) -> io::Result<()> {
    let chains = &dossier.entity_of[document];
    let of_person = dossier.readings[document].chains.iter().zip(chains).filter(|(_, entity)| **entity == Some(person));
    for affiliation in of_person.flat_map(|(chain, _)| &chain.affiliations) {
        let target = affiliation.organisation.and_then(|chain| chains[chain]);
        if body.is_some() && body != target {
            continue;
        }
        let label = target.map(|entity| dossier.entities[entity].label.as_str());
        let place = place(None, affiliation.line);
        writeln!(out, "  {}  {DIM}{place}, rule {}{DIM:#}", clean(&in_words(affiliation, label)), affiliation.rule)?;
        tell_words(&affiliation.passage, out)?;
    }
    Ok(())
}

/// `former Chair, Quay Watch (in an individual capacity)`.
fn in_words(affiliation: &Affiliation, body: Option<&str>) -> String {
    let post = affiliation.position.as_deref();
    let former = if affiliation.former && !post.is_some_and(|post| post.to_lowercase().contains("former")) {
        "formerly: "
    } else {
        ""
    };
    let parts: Vec<_> = [post, body, affiliation.place.as_deref()].into_iter().flatten().collect();
    let capacity = affiliation.capacity.as_ref().map(|capacity| format!(" ({capacity} capacity)")).unwrap_or_default();
    format!("{former}{}{capacity}", parts.join(", "))
}

fn place(page: Option<u32>, line: u32) -> String {
    page.map_or_else(|| format!("line {line}"), |page| format!("page {page}, line {line}"))
}

fn tell_words(passage: &str, out: &mut Terminal) -> io::Result<()> {
    fill(&clean(passage), COLUMNS).iter().try_for_each(|row| writeln!(out, "      {row}"))
}
