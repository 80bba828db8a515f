//! Chains to entities across documents.

use crate::model::{Alike, Decision, Entity, Notice, Reading};
use crate::settings::MergeSettings;

/// What merging yields.
#[derive(Debug, Default)]
pub struct Merged {
    /// Sorted by id.
    pub entities: Vec<Entity>,
    /// `entity_of[reading][chain]`; `None` where the analyst said `not_a_name`.
    pub entity_of: Vec<Vec<Option<usize>>>,
    /// Best first.
    pub alike: Vec<Alike>,
    /// Decisions that no longer apply, splits, namesakes.
    pub notices: Vec<Notice>,
}

/// Merges chains whose names are equal after folding, as the decisions allow and demand.
pub fn merge(readings: &[Reading], _decisions: &[Decision], _settings: &MergeSettings) -> Merged {
    let entity_of = readings.iter().map(|reading| vec![None; reading.chains.len()]).collect();
    Merged { entity_of, ..Merged::default() }
}
