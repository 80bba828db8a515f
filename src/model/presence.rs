//! One entity in one document: what incidence, appearances and ties are made of.

use super::{Dossier, Few, Reading, Role};

/// All that one document says of one entity. Two chains meet in it where the analyst joined them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Index into `Dossier::entities`.
    pub entity: usize,
    /// Indices into `Reading::chains`, rising, never empty.
    pub chains: Few<usize>,
    /// Each role with its claims (indices into `Reading::claims`, best first), in the order of `Role::ALL`;
    /// `Mentioned` only when there is no other.
    pub roles: Few<(Role, Few<usize>)>,
}

impl Presence {
    /// The claims of one role, best first; empty where the role is not held.
    pub fn claims(&self, role: Role) -> &[usize] {
        self.roles.iter().find(|(held, _)| *held == role).map_or(&[], |(_, claims)| claims)
    }
}

/// Who is present in a reading, in the order of the text; `entity_of` is the reading's row of `Dossier::entity_of`.
pub fn presences(reading: &Reading, entity_of: &[Option<usize>]) -> Vec<Presence> {
    let mut of_entity: Vec<(usize, usize)> =
        entity_of.iter().enumerate().filter_map(|(chain, entity)| Some(((*entity)?, chain))).collect();
    of_entity.sort_unstable();
    let mut present: Vec<Presence> = of_entity
        .chunk_by(|(left, _), (right, _)| left == right)
        .map(|held| {
            let chains: Few<usize> = held.iter().map(|(_, chain)| *chain).collect();
            Presence { entity: held[0].0, roles: roles(reading, &chains), chains }
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

/// The roles of some chains together, best claims first; no `Mentioned` beside another role.
fn roles(reading: &Reading, chains: &[usize]) -> Few<(Role, Few<usize>)> {
    let mut roles: Few<(Role, Few<usize>)> = Few::new();
    for appearance in chains.iter().flat_map(|chain| reading.appearances_of(*chain)) {
        match roles.iter_mut().find(|(role, _)| *role == appearance.role) {
            Some((_, claims)) => claims.extend_from_slice(&appearance.claims),
            None => roles.push((appearance.role, appearance.claims.clone())),
        }
    }
    if roles.len() > 1 {
        roles.retain(|(role, _)| *role != Role::Mentioned);
    }
    roles.sort_by_key(|(role, _)| *role);
    for (_, claims) in &mut roles {
        claims.sort_by(|a, b| {
            let (left, right) = (&reading.claims[*a], &reading.claims[*b]);
            right.confidence.total_cmp(&left.confidence).then(left.place.line.cmp(&right.place.line)).then(a.cmp(b))
        });
    }
    roles
}
