//! `run.json`: what a run depended on, and the mark of a folder of ours. No clock, no absolute path, no thread count.

use crate::model::Dossier;
use crate::model::tables::PROGRAM;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
struct Run<'a> {
    program: &'a str,
    version: &'a str,
    /// The model that names were recognised by.
    model: &'a str,
    /// What recognised the names that were given in place of those.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    recognisers: &'a BTreeSet<String>,
    settings: &'a serde_json::Value,
    /// SHA-256 by document id or name of file.
    inputs: BTreeMap<&'a str, &'a str>,
}

/// The text of `run.json`.
pub fn json(dossier: &Dossier) -> String {
    let facts = &dossier.facts;
    // Beside pseudonyms documents have no hash.
    let read = dossier.readings.iter().map(|reading| &reading.head).filter(|head| !head.sha256.is_empty());
    let read = read.map(|head| (head.id.as_str(), head.sha256.as_str()));
    let given = facts.inputs.iter().map(|(name, hash)| (name.as_str(), hash.as_str()));
    let run = Run {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        model: &facts.model,
        recognisers: &facts.recognisers,
        settings: &facts.settings,
        inputs: read.chain(given).collect(),
    };
    serde_json::to_string_pretty(&run).expect("strings and maps are JSON") + "\n"
}
