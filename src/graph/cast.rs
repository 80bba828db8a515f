//! Who counts in each document once the filters have passed over it.

use super::circles::{Circle, circles};
use super::passes;
use crate::model::{Affiliation, Claim, Entity, Few, Kind, Notice, Presence, Reading, Role, Text, Within, presences};
use crate::settings::{Copies, NetworkSettings, Nodes};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A document that passes the filters, and who is in it.
pub struct Cast {
    /// Index into the readings.
    pub reading: usize,
    /// Its day.
    pub day: Option<Date>,
    /// All who appear in it, sorted by entity, with the kinds that pass.
    pub parts: Vec<Part>,
    /// In a network of organisations, the people whose roles they have.
    pub people: Vec<Part>,
    /// The stretches of the document that hold somebody who is tied alongside: one, unless a narrower scope is set.
    pub circles: Vec<Circle>,
    /// Indices into `parts`: the signatories, or the issuers of a document without any.
    pub senders: Vec<usize>,
    /// Indices into `parts`: those the document is addressed to.
    pub addressees: Vec<usize>,
}

impl Cast {
    /// The part of an entity, where it has one.
    pub fn part(&self, entity: usize) -> Option<&Part> {
        self.parts.binary_search_by_key(&entity, |part| part.entity).ok().map(|at| &self.parts[at])
    }

    /// Whether more names are tied than the cap allows. One alone makes no ties.
    pub fn is_capped(&self, settings: &NetworkSettings) -> bool {
        self.largest() > settings.max_clique.max(1)
    }

    /// How many names its largest circle ties.
    pub fn largest(&self) -> usize {
        self.circles.iter().map(|circle| circle.seats.len()).max().unwrap_or(0)
    }

    /// Those who are tied alongside, once for each circle.
    pub fn tied(&self) -> impl Iterator<Item = usize> {
        self.circles.iter().flat_map(|circle| circle.seats.iter().map(|seat| seat.entity))
    }
}

/// One entity in a cast.
pub struct Part {
    /// Index into the entities.
    pub entity: usize,
    /// The roles it holds, filtered or not, in the order of `Role::ALL`.
    pub roles: Few<Held>,
    /// The bodies it belongs to by this document.
    pub posts: Few<Post>,
}

impl Part {
    /// The first line on which it holds one of the wanted roles.
    pub fn first_line(&self, wanted: impl Fn(&Role) -> bool) -> u32 {
        self.roles.iter().filter(|held| wanted(&held.role)).map(|held| held.line).min().unwrap_or(1)
    }

    /// The roles it holds.
    pub fn held(&self) -> impl Iterator<Item = Role> {
        self.roles.iter().map(|held| held.role)
    }

    /// How likely it holds one of the wanted roles: as likely as its surest claim is right.
    pub fn surest(&self, wanted: impl Fn(&Role) -> bool) -> f32 {
        self.roles.iter().filter(|held| wanted(&held.role)).map(|held| held.confidence).fold(0.0, f32::max)
    }
}

/// A role by its best claim.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// Line of the source.
    pub line: u32,
    /// 0 to 1: how often such claims are right.
    pub confidence: f32,
}

impl Held {
    /// By a claim.
    pub fn by(claim: &Claim, role: Role) -> Held {
        Held { role, line: claim.place.line, confidence: claim.confidence }
    }
}

/// What one document says of a person and a body.
pub struct Post {
    /// Index into the entities.
    pub organisation: usize,
    /// The position, where one is named.
    pub position: Option<Text>,
    /// Line of the source.
    pub line: u32,
    /// 0 to 1: the rule's grade.
    pub confidence: f32,
    /// Whether the person holds it now and acts for the body.
    pub holds: bool,
}

/// The casts of the documents that pass, and notices about undated ones that cannot.
pub fn casts(
    readings: &[Reading],
    entities: &[Entity],
    entity_of: &[Vec<Option<usize>>],
    settings: &NetworkSettings,
) -> (Vec<Cast>, Vec<Notice>) {
    let mut passing = Vec::new();
    let mut notices = Vec::new();
    for (index, reading) in readings.iter().enumerate() {
        let day = reading.head.date.map(|date| date.day);
        match in_range(day, settings) {
            Some(true) => passing.push(index),
            Some(false) => {}
            None => notices.push(undated(reading)),
        }
    }
    let cast = |index: usize| cast(index, &readings[index], entities, &entity_of[index], settings);
    (passing.into_par_iter().map(cast).collect(), notices)
}

/// Which entities are in the network: who holds an active or an addressee's role after the filters, and the bodies
/// that these people belong to.
pub fn members(casts: &[Cast], entities: &[Entity]) -> Vec<bool> {
    let mut members = vec![false; entities.len()];
    for cast in casts {
        let addressed = cast.addressees.iter().map(|part| cast.parts[*part].entity);
        for entity in cast.tied().chain(addressed) {
            members[entity] = true;
        }
    }
    let people = members.clone();
    for part in casts.iter().flat_map(|cast| &cast.parts).filter(|part| people[part.entity]) {
        for post in &part.posts {
            members[post.organisation] = true;
        }
    }
    members
}

/// The filters as a caption says them.
pub fn filters_in_words(settings: &NetworkSettings) -> Vec<String> {
    let words = |words: Vec<&str>| words.join(", ");
    let mut filters = Vec::new();
    match settings.nodes {
        Nodes::Both => {}
        Nodes::People => filters.push("people alone".to_owned()),
        Nodes::Organisations => filters.push("organisations, also through their people".to_owned()),
        Nodes::Documents => filters.push("documents by the names they share".to_owned()),
    }
    if !settings.roles.is_empty() {
        filters.push(format!("roles: {}", words(settings.roles.iter().map(|role| role.word()).collect())));
    }
    if !settings.kinds.is_empty() {
        filters.push(format!("kinds: {}", words(settings.kinds.iter().map(|kind| kind.word()).collect())));
    }
    if !settings.include.is_empty() {
        filters.push(format!("included: {}", words(settings.include.iter().map(|role| role.word()).collect())));
    }
    if settings.scope != Within::Document {
        filters.push(format!("scope: {}", settings.scope.word()));
    }
    if settings.copies == Copies::Each {
        filters.push("copies counted each".to_owned());
    }
    if !settings.ties.is_empty() {
        filters.push(format!("ties: {}", words(settings.ties.iter().map(|kind| kind.word()).collect())));
    }
    if !settings.role_pairs.is_empty() {
        let pairs: Vec<String> = settings.role_pairs.iter().map(ToString::to_string).collect();
        filters.push(format!("meetings: {}", pairs.join(", ")));
    }
    filters.extend((settings.least > 1).then(|| format!("ties of {} or more", settings.least)));
    filters.extend(settings.since.map(|day| format!("since {day}")));
    filters.extend(settings.until.map(|day| format!("until {day}")));
    filters.extend(settings.new_since.map(|day| format!("ties new since {day}")));
    filters
}

/// Whether a document's day passes; unknown for an undated one where days matter.
fn in_range(day: Option<Date>, settings: &NetworkSettings) -> Option<bool> {
    if settings.since.is_none() && settings.until.is_none() {
        return Some(true);
    }
    let day = day?;
    Some(settings.since.is_none_or(|since| day >= since) && settings.until.is_none_or(|until| day <= until))
}

fn cast(
    index: usize,
    reading: &Reading,
    entities: &[Entity],
    entity_of: &[Option<usize>],
    settings: &NetworkSettings,
) -> Cast {
    let kind_passes = |kind: Kind| match settings.nodes {
        Nodes::People => kind == Kind::Person && (settings.kinds.is_empty() || settings.kinds.contains(&kind)),
        Nodes::Both | Nodes::Organisations | Nodes::Documents => {
            settings.kinds.is_empty() || settings.kinds.contains(&kind)
        }
    };
    let shown = |entity: usize| kind_passes(entities[entity].kind);
    let body_passes = |entity: usize| settings.nodes == Nodes::Organisations || shown(entity);
    let present = presences(reading, entity_of);
    // Who sends is settled before the filters: an issuer does not become the sender because signatories are left out.
    let signed = present.iter().any(|presence| !presence.claims(Role::Signatory).is_empty());
    let sender = if signed { Role::Signatory } else { Role::Issuer };

    let present: Vec<Presence> = present.into_iter().filter(|presence| shown(presence.entity)).collect();
    let mut parts: Vec<Part> = present.iter().map(|presence| part(reading, entity_of, presence, body_passes)).collect();
    parts.sort_by_key(|part| part.entity);
    let mut people: Vec<Part> = Vec::new();
    if settings.nodes == Nodes::Organisations {
        (people, parts) = parts.into_iter().partition(|part| entities[part.entity].kind == Kind::Person);
        parts = with_roles_of(&people, parts);
    }
    let acting = |entity: usize| match people.binary_search_by_key(&entity, |part| part.entity) {
        Ok(at) => people[at].posts.iter().filter(|post| post.holds).map(|post| post.organisation).collect(),
        Err(_) => vec![entity],
    };
    let circles = circles(reading, &present, settings, acting);
    let who = |wanted: &dyn Fn(Role) -> bool| -> Vec<usize> {
        (0..parts.len()).filter(|part| parts[*part].held().any(wanted)).collect()
    };
    let senders = who(&|role| role == sender && passes(role, settings));
    let addressees = who(&|role| role == Role::Addressee && passes(role, settings));
    let day = reading.head.date.map(|date| date.day);
    Cast { reading: index, day, parts, people, circles, senders, addressees }
}

/// Bodies with their own roles and those of the people who act for them.
fn with_roles_of(people: &[Part], bodies: Vec<Part>) -> Vec<Part> {
    let mut all: BTreeMap<usize, BTreeMap<Role, Held>> = BTreeMap::new();
    for body in &bodies {
        all.entry(body.entity).or_default().extend(body.roles.iter().map(|held| (held.role, *held)));
    }
    for person in people {
        for post in person.posts.iter().filter(|post| post.holds) {
            let roles = all.entry(post.organisation).or_default();
            for held in &person.roles {
                let first = roles.entry(held.role).or_insert(*held);
                first.line = first.line.min(held.line);
                first.confidence = first.confidence.max(held.confidence);
            }
        }
    }
    let settled = all.into_iter().map(|(entity, mut roles)| {
        if roles.len() > 1 {
            roles.remove(&Role::Mentioned);
        }
        Part { entity, roles: roles.into_values().collect(), posts: Few::new() }
    });
    settled.collect()
}

fn part(
    reading: &Reading,
    entity_of: &[Option<usize>],
    presence: &Presence,
    body_passes: impl Fn(usize) -> bool,
) -> Part {
    let best = |(role, claims): &(Role, Few<usize>)| {
        let claim = claims.first().expect("a role is held by a claim");
        Held::by(&reading.claims[*claim], *role)
    };
    let affiliations = presence.chains.iter().flat_map(|chain| &reading.chains[*chain].affiliations);
    let posts = affiliations.filter_map(|affiliation| {
        let organisation = entity_of[affiliation.organisation?]?;
        (organisation != presence.entity && body_passes(organisation)).then(|| post(organisation, affiliation))
    });
    Part { entity: presence.entity, roles: presence.roles.iter().map(best).collect(), posts: posts.collect() }
}

fn post(organisation: usize, affiliation: &Affiliation) -> Post {
    Post {
        organisation,
        position: affiliation.position.clone(),
        line: affiliation.line,
        confidence: affiliation.confidence,
        holds: !affiliation.former && affiliation.capacity.is_none(),
    }
}

fn undated(reading: &Reading) -> Notice {
    Notice {
        code: "undated".into(),
        document: reading.head.id.clone(),
        page: None,
        line: None,
        message: "has no date, so it is left out of a network of certain days".into(),
        help: format!("give it one in undersigned.toml: [documents.{:?}] date = \"YYYY-MM-DD\"", reading.head.id),
    }
}
