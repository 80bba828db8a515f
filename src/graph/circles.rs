//! Who stands near whom in one document: its tied names by the stretch that the analyst asks for.

use super::ties_alongside;
use crate::model::{Claim, Presence, Reading, Role, Within};
use crate::settings::NetworkSettings;
use std::collections::BTreeMap;

/// A stretch of a document and those who are tied alongside in it.
pub struct Circle {
    /// In the order of `Cast::parts`, each part once. Its length is Newman's n.
    pub seats: Vec<Seat>,
}

/// One entity in a circle.
pub struct Seat {
    /// Index into `Cast::parts`.
    pub part: usize,
    /// The roles that it holds there and that tie, each with the line of its best claim, in the order of `Role::ALL`;
    /// never empty.
    pub roles: Vec<(Role, u32)>,
}

impl Seat {
    /// The roles that it holds there.
    pub fn held(&self) -> impl Iterator<Item = Role> {
        self.roles.iter().map(|(role, _)| *role)
    }

    /// The first line on which it holds one.
    pub fn line(&self) -> u32 {
        self.roles.iter().map(|(_, line)| *line).min().unwrap_or(1)
    }
}

/// The circles of a document, in the order of its stretches. `present` are its parts, in their order.
pub fn circles(reading: &Reading, present: &[Presence], settings: &NetworkSettings) -> Vec<Circle> {
    let mut found: BTreeMap<Key, Vec<Seat>> = BTreeMap::new();
    for (part, presence) in present.iter().enumerate() {
        for (role, claims) in presence.roles.iter().filter(|(role, _)| ties_alongside(*role, settings)) {
            for claim in claims.iter().map(|claim| &reading.claims[*claim]) {
                let seats = found.entry(key(claim, settings.scope)).or_default();
                sit(seats, part, *role, claim.place.line);
            }
        }
    }
    found.into_values().map(|seats| Circle { seats }).collect()
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

/// Takes a seat, or one more role in one's own. Parts and their roles come in order, their best claims first.
fn sit(seats: &mut Vec<Seat>, part: usize, role: Role, line: u32) {
    match seats.last_mut().filter(|seat| seat.part == part) {
        Some(seat) if seat.roles.last().is_some_and(|(held, _)| *held == role) => {}
        Some(seat) => seat.roles.push((role, line)),
        None => seats.push(Seat { part, roles: vec![(role, line)] }),
    }
}
