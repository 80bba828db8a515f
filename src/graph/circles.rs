//! Who stands near whom in one document: its tied names by the stretch that the analyst asks for.

use super::cast::Held;
use super::ties_alongside;
use crate::model::{Claim, Few, Presence, Reading, Role, Within};
use crate::settings::NetworkSettings;

/// A stretch of a document and those who are tied alongside in it.
pub struct Circle {
    /// Sorted by entity, each once. Its length is Newman's n.
    pub seats: Vec<Seat>,
}

/// One entity in a circle.
pub struct Seat {
    /// Index into the entities.
    pub entity: usize,
    /// The roles that it holds there and that tie, in the order of `Role::ALL`; never empty.
    pub roles: Few<Held>,
}

impl Seat {
    /// The roles that it holds there.
    pub fn held(&self) -> impl Iterator<Item = Role> {
        self.roles.iter().map(|held| held.role)
    }

    /// The first line on which it holds one.
    pub fn line(&self) -> u32 {
        self.roles.iter().map(|held| held.line).min().unwrap_or(1)
    }

    /// How likely it holds one.
    pub fn surest(&self) -> f32 {
        self.roles.iter().map(|held| held.confidence).fold(0.0, f32::max)
    }
}

impl Circle {
    /// The seat of an entity.
    pub fn seat(&self, entity: usize) -> Option<&Seat> {
        self.seats.binary_search_by_key(&entity, |seat| seat.entity).ok().map(|at| &self.seats[at])
    }
}

/// The circles of a document, in the order of its stretches. `acting` says on whose behalf an entity holds its roles:
/// its own, or a person's for bodies.
pub fn circles(
    reading: &Reading,
    present: &[Presence],
    settings: &NetworkSettings,
    acting: impl Fn(usize) -> Vec<usize>,
) -> Vec<Circle> {
    let mut found: Vec<(Key, usize, Held)> = Vec::new();
    for presence in present {
        let seated = acting(presence.entity);
        for (role, claims) in presence.roles.iter().filter(|(role, _)| ties_alongside(*role, settings)) {
            for claim in claims.iter().map(|claim| &reading.claims[*claim]) {
                let key = key(claim, settings.scope);
                found.extend(seated.iter().map(|entity| (key, *entity, Held::by(claim, *role))));
            }
        }
    }
    // Claims come the best first: their line stands.
    found.sort_by_key(|(key, entity, held)| (*key, *entity, held.role));
    found.dedup_by_key(|(key, entity, held)| (*key, *entity, held.role));
    let seat = |held: &[(Key, usize, Held)]| Seat {
        entity: held[0].1,
        roles: held.iter().map(|(_, _, held)| *held).collect(),
    };
    let circle = |held: &[(Key, usize, Held)]| Circle { seats: held.chunk_by(|a, b| a.1 == b.1).map(seat).collect() };
    found.chunk_by(|a, b| a.0 == b.0).map(circle).collect()
}

/// What tells one stretch from another, and sorts them.
type Key = (usize, usize);

fn key(claim: &Claim, scope: Within) -> Key {
    let stretch = claim.place.stretch;
    match scope {
        Within::Document => (0, 0),
        Within::Section => (stretch.section as usize, 0),
        Within::Paragraph => (stretch.block as usize, 0),
        // A rule's evidence is the sentence or the row.
        Within::Sentence => (claim.evidence.start, 0),
        Within::List if stretch.listed => (stretch.block as usize, 0),
        Within::List => (claim.evidence.start, 1 + claim.role as usize),
    }
}
