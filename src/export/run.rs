//! `run.json`: what a run depended on, and the mark of a folder of ours. No clock, no absolute path, no thread count.

use crate::model::RunFacts;
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
    inputs: &'a BTreeMap<String, String>,
}

/// The text of `run.json`.
pub fn json(facts: &RunFacts) -> String {
    let run = Run {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        model: &facts.model,
        recognisers: &facts.recognisers,
        settings: &facts.settings,
        inputs: &facts.inputs,
    };
    serde_json::to_string_pretty(&run).expect("strings and maps are JSON") + "\n"
}
