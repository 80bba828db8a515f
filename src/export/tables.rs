//! The dossier as rows of the analyst's tables.

use super::cell::{day, joined, places};
use crate::model::rows::{AffiliationRow, AlikeRow, AppearanceRow, DocumentRow, IncidenceRow, NameRow, NoticeRow};
use crate::model::{Affiliation, Dossier, Entity, Kind, Presence, Reading, Role};
use std::collections::{BTreeMap, BTreeSet};

/// `appearances.csv`: documents by id, entities in the order of the text, roles in the order of the columns.
pub fn appearances(dossier: &Dossier) -> impl Iterator<Item = AppearanceRow> {
    all_presences(dossier).flat_map(|(index, presence)| {
        let reading = &dossier.readings[index];
        let affiliations = affiliations_of(reading, &presence);
        let mut rows = Vec::new();
        for (role, claims) in &presence.roles {
            let row = appearance(dossier, reading, &presence, *role, claims);
            if affiliations.is_empty() {
                rows.push(row);
                continue;
            }
            rows.extend(affiliations.iter().map(|held| with_affiliation(&row, dossier, index, held)));
        }
        rows
    })
}

/// `incidence.csv`: one row for each entity of each document.
pub fn incidence(dossier: &Dossier) -> impl Iterator<Item = IncidenceRow> {
    all_presences(dossier).map(|(index, presence)| {
        let reading = &dossier.readings[index];
        let entity = &dossier.entities[presence.entity];
        let claims: BTreeSet<usize> = presence.roles.iter().flat_map(|(_, claims)| claims.iter().copied()).collect();
        let best = claims.iter().map(|claim| reading.claims[*claim].confidence).fold(0.0, f32::max);
        IncidenceRow {
            document: reading.head.id.clone(),
            entity: entity.id.to_string(),
            label: label(entity),
            kind: entity.kind.to_string(),
            roles: joined(presence.roles.iter().map(|(role, _)| role.word())),
            count: claims.len() as u32,
            confidence: format!("{best:.2}"),
        }
    })
}

/// `affiliations.csv`: one row for each person, body, position and whether it is over.
pub fn affiliations(dossier: &Dossier) -> impl Iterator<Item = AffiliationRow> {
    type Key<'a> = (usize, Option<usize>, &'a str, bool);
    let mut held: Vec<(Key, usize, u32)> = Vec::new();
    for (index, presence) in all_presences(dossier) {
        for affiliation in affiliations_of(&dossier.readings[index], &presence) {
            let position = affiliation.position.as_deref().unwrap_or_default();
            let key = (presence.entity, body(dossier, index, affiliation), position, affiliation.former);
            held.push((key, index, affiliation.line));
        }
    }
    // The first place in each document.
    held.sort_by_key(|(key, index, _)| (*key, *index));
    held.dedup_by_key(|(key, index, _)| (*key, *index));
    let row = |same: &[(Key, usize, u32)]| {
        let (person, organisation, position, former) = same[0].0;
        let person = &dossier.entities[person];
        let organisation = organisation.map(|organisation| &dossier.entities[organisation]);
        AffiliationRow {
            person: person.id.to_string(),
            person_label: label(person),
            organisation: organisation.map(|entity| entity.id.to_string()).unwrap_or_default(),
            organisation_label: organisation.map(label).unwrap_or_default(),
            position: position.to_owned(),
            former: yes(former),
            documents: same.len() as u32,
            evidence: places(same.iter().map(|(_, index, line)| (&*dossier.readings[*index].head.id, *line))),
        }
    };
    held.chunk_by(|(one, ..), (other, ..)| one == other).map(row).collect::<Vec<_>>().into_iter()
}

/// `names.csv`: every surface form and why it belongs to its entity.
pub fn names(dossier: &Dossier) -> impl Iterator<Item = NameRow> {
    dossier.entities.iter().flat_map(|entity| {
        entity.names.iter().map(|form| NameRow {
            entity: entity.id.to_string(),
            label: label(entity),
            kind: entity.kind.to_string(),
            name: form.name.to_string(),
            times: form.times,
            documents: form.documents,
            why: form.why.to_string(),
            score: form.score.map(|score| format!("{score:.3}")).unwrap_or_default(),
            formerly: form.formerly.as_deref().unwrap_or_default().to_owned(),
        })
    })
}

/// `documents.csv`: what was read.
pub fn documents(dossier: &Dossier) -> impl Iterator<Item = DocumentRow> {
    let mut notices: BTreeMap<&str, u32> = BTreeMap::new();
    for notice in &dossier.notices {
        *notices.entry(&notice.document).or_default() += 1;
    }
    dossier.readings.iter().enumerate().map(move |(index, reading)| {
        let head = &reading.head;
        let present = dossier.presences(index);
        let of = |kind: Kind| present.iter().filter(|held| dossier.entities[held.entity].kind == kind).count() as u32;
        DocumentRow {
            document: head.id.clone(),
            title: head.title.clone().unwrap_or_default(),
            date: day(head.date.as_ref().map(|date| &date.day)),
            date_certain: head.date.map(|date| if date.certain { "yes" } else { "no" }).unwrap_or_default().into(),
            kind: head.kind.clone(),
            format: head.format.to_string(),
            sha256: head.sha256.clone(),
            people: of(Kind::Person),
            organisations: of(Kind::Organisation),
            notices: notices.get(&*head.id).copied().unwrap_or_default(),
        }
    })
}

/// `notices.csv`: what to look at.
pub fn notices(dossier: &Dossier) -> impl Iterator<Item = NoticeRow> {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    dossier.notices.iter().map(move |notice| NoticeRow {
        code: notice.code.clone(),
        document: notice.document.clone(),
        page: number(notice.page),
        line: number(notice.line),
        message: notice.message.clone(),
        help: notice.help.clone(),
    })
}

/// `alike.csv`: pairs that look alike and were not merged, best first.
pub fn alike(dossier: &Dossier) -> impl Iterator<Item = AlikeRow> {
    dossier.alike.iter().map(|pair| {
        let (left, right) = (&dossier.entities[pair.left], &dossier.entities[pair.right]);
        let (left_where, left_passage) = passage(dossier, left, &pair.left_name);
        let (right_where, right_passage) = passage(dossier, right, &pair.right_name);
        AlikeRow {
            left: left.id.to_string(),
            left_name: pair.left_name.clone(),
            right: right.id.to_string(),
            right_name: pair.right_name.clone(),
            kind: left.kind.to_string(),
            score: format!("{:.3}", pair.score),
            why: pair.why.clone(),
            left_where,
            left_passage,
            right_where,
            right_passage,
        }
    })
}

/// The entity's label, or its id where nothing of the label would be left to see.
pub fn label(entity: &Entity) -> String {
    let visible = !super::cell::guard(&entity.label).as_str().is_empty();
    if visible { entity.label.to_string() } else { entity.id.to_string() }
}

fn all_presences(dossier: &Dossier) -> impl Iterator<Item = (usize, Presence)> {
    (0..dossier.readings.len())
        .flat_map(|index| dossier.presences(index).into_iter().map(move |presence| (index, presence)))
}

fn affiliations_of<'a>(reading: &'a Reading, presence: &Presence) -> Vec<&'a Affiliation> {
    presence.chains.iter().flat_map(|chain| &reading.chains[*chain].affiliations).collect()
}

/// The entity of the body, unless the analyst said that its name names nobody.
fn body(dossier: &Dossier, reading: usize, affiliation: &Affiliation) -> Option<usize> {
    dossier.entity_of[reading][affiliation.organisation?]
}

fn appearance(
    dossier: &Dossier,
    reading: &Reading,
    presence: &Presence,
    role: Role,
    claims: &[usize],
) -> AppearanceRow {
    let entity = &dossier.entities[presence.entity];
    let chains = || presence.chains.iter().map(|chain| &reading.chains[*chain]);
    let best = claims.first().map(|claim| &reading.claims[*claim]).expect("an appearance has a claim");
    AppearanceRow {
        document: reading.head.id.clone(),
        date: day(reading.head.date.as_ref().map(|date| &date.day)),
        entity: entity.id.to_string(),
        label: label(entity),
        kind: entity.kind.to_string(),
        role: role.to_string(),
        names: each_once(chains().flat_map(|chain| chain.names.iter().map(|(name, _)| &**name))),
        titles: each_once(chains().flat_map(|chain| reading.titles(chain))),
        postnominals: each_once(chains().flat_map(|chain| reading.postnominals(chain))),
        count: claims.len() as u32,
        confidence: format!("{:.2}", best.confidence),
        rule: best.rule.to_string(),
        page: best.place.page.map(|page| page.to_string()).unwrap_or_default(),
        section: best.place.section.as_deref().unwrap_or_default().to_owned(),
        line: best.place.line,
        evidence: best.passage.to_string(),
        ..AppearanceRow::default()
    }
}

fn with_affiliation(
    row: &AppearanceRow,
    dossier: &Dossier,
    reading: usize,
    affiliation: &Affiliation,
) -> AppearanceRow {
    let organisation = body(dossier, reading, affiliation).map(|entity| &dossier.entities[entity]);
    AppearanceRow {
        position: affiliation.position.as_deref().unwrap_or_default().to_owned(),
        organisation: organisation.map(|entity| entity.id.to_string()).unwrap_or_default(),
        organisation_label: organisation.map(label).unwrap_or_default(),
        former: yes(affiliation.former),
        capacity: affiliation.capacity.as_deref().unwrap_or_default().to_owned(),
        place: affiliation.place.as_deref().unwrap_or_default().to_owned(),
        ..row.clone()
    }
}

/// Where a name of an entity stands, and the passage there: a claim on that very form, else on the entity at all.
fn passage(dossier: &Dossier, entity: &Entity, name: &str) -> (String, String) {
    let claims = || {
        entity.members.iter().flat_map(|member| {
            let reading = &dossier.readings[member.reading];
            let held = reading.appearances_of(member.chain).iter().flat_map(|appearance| &appearance.claims);
            let in_order: BTreeSet<usize> = held.copied().collect();
            in_order.into_iter().map(move |claim| (reading, &reading.claims[claim]))
        })
    };
    let of_form = claims().find(|(reading, claim)| reading.mentions[claim.mention].name == name);
    match of_form.or_else(|| claims().next()) {
        Some((reading, claim)) => (format!("{}:{}", reading.head.id, claim.place.line), claim.passage.to_string()),
        None => (String::new(), String::new()),
    }
}

fn each_once<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut seen = BTreeSet::new();
    joined(words.filter(|word| seen.insert(*word)))
}

fn yes(holds: bool) -> String {
    if holds { "yes".into() } else { String::new() }
}
