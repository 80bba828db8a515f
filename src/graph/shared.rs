//! Ties through what two share: documents through names, bodies through people.

use super::cast::Cast;
use super::projection::Incidence;
use super::ties::{Ends, Meeting, Pairs};
use crate::model::Role;
use std::collections::BTreeMap;

/// Documents and the names they share: groups are entities, members are readings.
pub fn names(casts: &[Cast], entities: usize) -> Incidence {
    let mut groups: Vec<Vec<u32>> = vec![Vec::new(); entities];
    for cast in casts {
        for entity in cast.tied() {
            groups[entity].push(cast.reading as u32);
        }
    }
    groups.iter_mut().for_each(Vec::dedup);
    Incidence::new(&groups, casts.last().map_or(0, |last| last.reading + 1))
}

/// Where two documents name the same one: the line of the first, and the roles in both.
pub fn same_name(casts: &[Cast], entity: u32, (left, right): Ends, tying: impl Fn(&Role) -> bool) -> Meeting {
    let part = |reading: u32| {
        let first = casts.partition_point(|cast| cast.reading < reading as usize);
        let found = casts[first..].iter().find_map(|cast| cast.part(entity as usize));
        found.expect("a group holds the documents that name it")
    };
    let (one, other) = (part(left), part(right));
    let roles = Pairs::of(one.held().filter(&tying), || other.held().filter(&tying));
    let confidence = one.surest(&tying) * other.surest(&tying);
    Meeting { place: (left as usize, one.first_line(&tying)), day: None, roles, confidence }
}

/// Which bodies people belong to, and where that stands first.
pub struct Posts {
    /// Groups are people, members are bodies.
    pub incidence: Incidence,
    /// Person and body to reading and line, and how sure that place is.
    places: BTreeMap<(u32, u32), ((usize, u32), f32)>,
}

impl Posts {
    /// The present posts of all people.
    pub fn of(casts: &[Cast], entities: usize) -> Posts {
        let mut places = BTreeMap::new();
        for cast in casts {
            for part in &cast.people {
                for post in part.posts.iter().filter(|post| post.holds) {
                    let key = (part.entity as u32, post.organisation as u32);
                    places.entry(key).or_insert(((cast.reading, post.line), post.confidence));
                }
            }
        }
        let mut groups = vec![Vec::new(); entities];
        places.keys().for_each(|(person, body): &(u32, u32)| groups[*person as usize].push(*body));
        Posts { incidence: Incidence::new(&groups, entities), places }
    }

    /// Where a person is said to belong to both: at the later of the two places.
    pub fn same_person(&self, person: u32, (left, right): Ends) -> Meeting {
        let ((one, sure), (other, also)) = (self.places[&(person, left)], self.places[&(person, right)]);
        Meeting { place: one.max(other), day: None, roles: Pairs::default(), confidence: sure * also }
    }
}
