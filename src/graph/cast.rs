//! Who counts in each document once the filters have passed over it.

use super::circles::{Circle, circles};
use super::passes;
use crate::model::{Entity, Kind, Notice, Presence, Reading, Role, Within, presences};
use crate::settings::NetworkSettings;
use jiff::civil::Date;

/// A document that passed the filters.
pub struct Cast {
    /// Index into the readings.
    pub reading: usize,
    /// Its day.
    pub day: Option<Date>,
    /// All who appear in it, sorted by entity, with the kinds that pass.
    pub parts: Vec<Part>,
    /// The stretches of the document that hold somebody who is tied alongside: one, unless a narrower scope is set.
    pub circles: Vec<Circle>,
    /// Indices into `parts`: the signatories, or the issuers of a document without any.
    pub senders: Vec<usize>,
    /// Indices into `parts`: those the document is addressed to.
    pub addressees: Vec<usize>,
}

impl Cast {
    /// Whether more names are tied than the cap allows. One alone makes no ties.
    pub fn is_capped(&self, settings: &NetworkSettings) -> bool {
        self.largest() > settings.max_clique.max(1)
    }

    /// How many names its largest circle ties.
    pub fn largest(&self) -> usize {
        self.circles.iter().map(|circle| circle.seats.len()).max().unwrap_or(0)
    }
}

/// One entity in a cast.
pub struct Part {
    /// Index into the entities.
    pub entity: usize,
    /// The roles it holds, filtered or not, each with the line of its best claim, in the order of `Role::ALL`.
    pub roles: Vec<(Role, u32)>,
    /// The bodies it belongs to by this document.
    pub posts: Vec<Post>,
}

impl Part {
    /// The roles it holds.
    pub fn held(&self) -> impl Iterator<Item = Role> {
        self.roles.iter().map(|(role, _)| *role)
    }
}

/// What one document says of a person and a body.
pub struct Post {
    /// Index into the entities.
    pub organisation: usize,
    /// The position, where one is named.
    pub position: Option<String>,
    /// Line of the source.
    pub line: u32,
}

/// The casts of the documents that pass, and notices about undated ones that cannot.
pub fn casts(
    readings: &[Reading],
    entities: &[Entity],
    entity_of: &[Vec<Option<usize>>],
    settings: &NetworkSettings,
) -> (Vec<Cast>, Vec<Notice>) {
    let mut casts = Vec::new();
    let mut notices = Vec::new();
    for (index, reading) in readings.iter().enumerate() {
        let day = reading.head.date.map(|date| date.day);
        match in_range(day, settings) {
            Some(true) => casts.push(cast(index, reading, entities, &entity_of[index], settings)),
            Some(false) => {}
            None => notices.push(undated(reading)),
        }
    }
    (casts, notices)
}

/// Which entities are in the network: who holds an active or an addressee's role after the filters, and the bodies
/// that these people belong to.
pub fn members(casts: &[Cast], entities: &[Entity]) -> Vec<bool> {
    let mut members = vec![false; entities.len()];
    for cast in casts {
        let tied = cast.circles.iter().flat_map(|circle| &circle.seats).map(|seat| seat.part);
        for part in tied.chain(cast.addressees.iter().copied()) {
            members[cast.parts[part].entity] = true;
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
    filters.extend(settings.since.map(|day| format!("since {day}")));
    filters.extend(settings.until.map(|day| format!("until {day}")));
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
    let kind_passes = |kind: Kind| settings.kinds.is_empty() || settings.kinds.contains(&kind);
    let shown = |entity: usize| kind_passes(entities[entity].kind);
    let present = presences(reading, entity_of);
    // Who sends is settled before the filters: an issuer does not become the sender because signatories are left out.
    let signed = present.iter().any(|presence| !presence.claims(Role::Signatory).is_empty());
    let sender = if signed { Role::Signatory } else { Role::Issuer };

    let mut present: Vec<Presence> = present.into_iter().filter(|presence| shown(presence.entity)).collect();
    present.sort_by_key(|presence| presence.entity);
    let parts: Vec<Part> = present.iter().map(|presence| part(reading, entity_of, presence, shown)).collect();
    let circles = circles(reading, &present, settings);
    let who = |wanted: &dyn Fn(Role) -> bool| -> Vec<usize> {
        (0..parts.len()).filter(|part| parts[*part].held().any(wanted)).collect()
    };
    let senders = who(&|role| role == sender && passes(role, settings));
    let addressees = who(&|role| role == Role::Addressee && passes(role, settings));
    Cast { reading: index, day: reading.head.date.map(|date| date.day), parts, circles, senders, addressees }
}

fn part(reading: &Reading, entity_of: &[Option<usize>], presence: &Presence, shown: impl Fn(usize) -> bool) -> Part {
    let line = |claims: &[usize]| claims.first().map_or(1, |claim| reading.claims[*claim].place.line);
    let affiliations = presence.chains.iter().flat_map(|chain| &reading.chains[*chain].affiliations);
    let posts = affiliations.filter_map(|affiliation| {
        let organisation = entity_of[affiliation.organisation?]?;
        (organisation != presence.entity && shown(organisation)).then(|| Post {
            organisation,
            position: affiliation.position.clone(),
            line: affiliation.line,
        })
    });
    Part {
        entity: presence.entity,
        roles: presence.roles.iter().map(|(role, claims)| (*role, line(claims))).collect(),
        posts: posts.collect(),
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
