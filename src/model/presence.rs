//! One entity in one document: what incidence, appearances and ties are made of.

use super::{Dossier, Reading, Role};
use std::collections::BTreeMap;

/// All that one document says of one entity. Two chains meet in it where the analyst joined them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Index into `Dossier::entities`.
    pub entity: usize,
    /// Indices into `Reading::chains`, rising, never empty.
    pub chains: Vec<usize>,
    /// Each role with its claims (indices into `Reading::claims`, best first), in the order of `Role::ALL`;
    /// `Mentioned` only when there is no other.
    pub roles: Vec<(Role, Vec<usize>)>,
}

impl Presence {
    /// The claims of one role, best first; empty where the role is not held.
    pub fn claims(&self, role: Role) -> &[usize] {
        self.roles.iter().find(|(held, _)| *held == role).map_or(&[], |(_, claims)| claims)
    }
}

/// Who is present in a reading, in the order of the text; `entity_of` is the reading's row of `Dossier::entity_of`.
pub fn presences(reading: &Reading, entity_of: &[Option<usize>]) -> Vec<Presence> {
    let mut chains: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (chain, entity) in entity_of.iter().enumerate() {
        if let Some(entity) = entity {
            chains.entry(*entity).or_default().push(chain);
        }
    }
    let mut roles: BTreeMap<usize, BTreeMap<Role, Vec<usize>>> = BTreeMap::new();
    for appearance in &reading.appearances {
        if let Some(entity) = entity_of[appearance.chain] {
            roles.entry(entity).or_default().entry(appearance.role).or_default().extend(&appearance.claims);
        }
    }
    let mut present: Vec<Presence> = chains
        .into_iter()
        .map(|(entity, chains)| {
            let roles = roles.remove(&entity).unwrap_or_default();
            Presence { entity, chains, roles: settle(reading, roles) }
        })
        .collect();
    present.sort_by_key(|presence| presence.chains[0]);
    present
}

impl Dossier {
    /// Who is present in one reading, in the order of the text.
    pub fn presences(&self, reading: usize) -> Vec<Presence> {
        presences(&self.readings[reading], &self.entity_of[reading])
    }
}

/// Best claims first, and no `Mentioned` beside another role.
fn settle(reading: &Reading, mut roles: BTreeMap<Role, Vec<usize>>) -> Vec<(Role, Vec<usize>)> {
    if roles.len() > 1 {
        roles.remove(&Role::Mentioned);
    }
    for claims in roles.values_mut() {
        claims.sort_by(|a, b| {
            let (left, right) = (&reading.claims[*a], &reading.claims[*b]);
            right.confidence.total_cmp(&left.confidence).then(left.place.line.cmp(&right.place.line)).then(a.cmp(b))
        });
    }
    roles.into_iter().collect()
}
