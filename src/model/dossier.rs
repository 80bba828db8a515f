//! The whole run, compiled: what `export` and `draw` see.

use super::{Entity, Network, Notice, Reading};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Two names that look alike and were not merged: a row of `alike.csv`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alike {
    /// Index into `Dossier::entities`; the smaller id first.
    pub left: usize,
    /// Index into `Dossier::entities`.
    pub right: usize,
    /// The name of the left one that is most alike.
    pub left_name: String,
    /// The name of the right one that is most alike.
    pub right_name: String,
    /// 0 to 1.
    pub score: f64,
    /// What makes them alike, in words.
    pub why: String,
}

/// What `run.json` keeps.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RunFacts {
    /// The settings that shape results, as they were in force.
    pub settings: serde_json::Value,
    /// SHA-256 of what was read beside the documents: of `decisions.csv`, of `undersigned.toml` and of given mentions
    /// where present.
    pub inputs: BTreeMap<String, String>,
    /// The model that names were recognised by; empty where they were given.
    pub model: String,
    /// Other recognisers whose mentions were given in place of ours, as they call themselves.
    pub recognisers: BTreeSet<String>,
}

/// The whole run.
#[derive(Debug, Clone, Default)]
pub struct Dossier {
    /// Sorted by document id.
    pub readings: Vec<Reading>,
    /// Sorted by id.
    pub entities: Vec<Entity>,
    /// `entity_of[reading][chain]` is an index into `entities`; `None` where the analyst said `not_a_name`.
    pub entity_of: Vec<Vec<Option<usize>>>,
    /// Best first.
    pub alike: Vec<Alike>,
    /// After the filters.
    pub network: Network,
    /// The run's and all documents' notices, sorted by document, line, code.
    pub notices: Vec<Notice>,
    /// What `run.json` keeps.
    pub facts: RunFacts,
}
