//! `entities.ftm.json`: entities of FollowTheMoney, one a line, for Aleph, OpenSanctions and their kin.

use super::tables::label;
use crate::model::{Dossier, Entity, Kind, Role, TieKind};
use petgraph::visit::EdgeRef;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// Writes documents, entities, who is in which document as what, and the ties.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(dossier: &Dossier, out: &mut dyn Write) -> io::Result<()> {
    let documents = dossier.readings.iter().map(|reading| {
        let head = &reading.head;
        let date = head.date.map(|date| date.day.to_string());
        let title = head.title.as_ref().unwrap_or(&head.id);
        entity(&document_id(&head.id), "Document", &[("title", title), ("fileName", &head.id)], date)
    });
    let actors = dossier.entities.iter().map(actor);
    let appearances = (0..dossier.readings.len()).flat_map(|reading| appearances(dossier, reading));
    for line in documents.chain(actors).chain(appearances).chain(ties(dossier)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn actor(of: &Entity) -> Value {
    let schema = schema(of.kind);
    let names: Vec<&str> = of.names.iter().map(|form| form.name.as_str()).filter(|name| *name != of.label).collect();
    let mut made = entity(&of.id, schema, &[("name", &label(of))], None);
    if !names.is_empty() {
        made["properties"]["alias"] = json!(names);
    }
    made
}

/// Who appears in a document: `Documentation` with the role, or `Mention`.
fn appearances(dossier: &Dossier, reading: usize) -> Vec<Value> {
    let document = &dossier.readings[reading].head;
    let from = document_id(&document.id);
    let date = document.date.map(|date| date.day.to_string());
    let present = dossier.presences(reading).into_iter();
    let rows = present.flat_map(|presence| {
        let held = &dossier.entities[presence.entity];
        let roles: Vec<Role> = presence.roles.iter().map(|(role, _)| *role).collect();
        let (from, date) = (&from, &date);
        roles.into_iter().map(move |role| {
            let id = hashed(&format!("{from} {} {role}", held.id));
            if role == Role::Mentioned {
                let facts = [("document", from.as_str()), ("resolved", &held.id), ("name", &label(held))];
                let mut mention = entity(&id, "Mention", &facts, None);
                mention["properties"]["detectedSchema"] = json!([schema(held.kind)]);
                return mention;
            }
            let facts = [("document", from.as_str()), ("entity", &held.id), ("role", role.word())];
            entity(&id, "Documentation", &facts, date.clone())
        })
    });
    rows.collect()
}

/// Affiliations as `Membership`, other ties between people and bodies as `UnknownLink`.
fn ties(dossier: &Dossier) -> impl Iterator<Item = Value> {
    let graph = &dossier.network.graph;
    graph.edge_references().filter_map(move |edge| {
        let (source, target, tie) = (&graph[edge.source()], &graph[edge.target()], edge.weight());
        source.entity().zip(target.entity())?;
        let id = hashed(&super::facts::tie_id(source, tie, target));
        let positions = tie.positions.join("; ");
        let role = if positions.is_empty() { tie.kind.word() } else { &positions };
        let (schema, from, to) = match tie.kind {
            TieKind::Affiliated => ("Membership", "member", "organization"),
            TieKind::Alongside | TieKind::Addressed | TieKind::ParentOf | TieKind::Shared => {
                ("UnknownLink", "subject", "object")
            }
        };
        let date = tie.dates.first().map(ToString::to_string);
        Some(entity(&id, schema, &[(from, &source.id), (to, &target.id), ("role", role)], date))
    })
}

fn schema(kind: Kind) -> &'static str {
    if kind == Kind::Organisation { "Organization" } else { "Person" }
}

fn entity(id: &str, schema: &str, facts: &[(&str, &str)], date: Option<String>) -> Value {
    let mut properties: serde_json::Map<String, Value> = facts
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| ((*name).into(), json!([value])))
        .collect();
    if let Some(date) = date {
        properties.insert("date".to_owned(), json!([date]));
    }
    json!({"id": id, "schema": schema, "properties": properties})
}

fn document_id(id: &str) -> String {
    format!("d-{}", hashed(id))
}

/// The first 16 digits of the SHA-256 of a text: ids may hold few characters.
fn hashed(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
