//! What a run says of each document, as `appearances.csv` has it.

use crate::model::{Dossier, Kind, Role};
use std::collections::{BTreeMap, BTreeSet};

/// An entity in one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicted {
    /// Its id over the whole run.
    pub entity: String,
    /// Person or organisation.
    pub kind: Kind,
    /// Its label over the whole run.
    pub label: String,
    /// Surface forms in this document.
    pub names: BTreeSet<String>,
    /// Roles in this document.
    pub roles: BTreeSet<Role>,
    /// Ids of the bodies it belongs to, by this document.
    pub organisations: BTreeSet<String>,
}

/// A document with everyone in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PredictedDocument {
    /// Its id.
    pub document: String,
    /// Everyone in it, by id.
    pub entities: Vec<Predicted>,
}

/// What the dossier says of each document; documents without any appearance are left out.
pub fn predicted(dossier: &Dossier) -> Vec<PredictedDocument> {
    let documents = (0..dossier.readings.len()).map(|index| document(dossier, index));
    documents.filter(|document| !document.entities.is_empty()).collect()
}

fn document(dossier: &Dossier, index: usize) -> PredictedDocument {
    let (reading, entity_of) = (&dossier.readings[index], &dossier.entity_of[index]);
    let mut entities: BTreeMap<&str, Predicted> = BTreeMap::new();
    for appearance in &reading.appearances {
        let Some(entity) = entity_of[appearance.chain].map(|entity| &dossier.entities[entity]) else { continue };
        let chain = &reading.chains[appearance.chain];
        let found = entities.entry(&entity.id).or_insert_with(|| Predicted {
            entity: entity.id.to_string(),
            kind: entity.kind,
            label: entity.label.to_string(),
            names: BTreeSet::new(),
            roles: BTreeSet::new(),
            organisations: BTreeSet::new(),
        });
        found.roles.insert(appearance.role);
        found.names.extend(chain.names.iter().map(|(name, _)| name.to_string()).filter(|name| !name.trim().is_empty()));
        let bodies = chain.affiliations.iter().filter_map(|affiliation| entity_of[affiliation.organisation?]);
        found.organisations.extend(bodies.map(|body| dossier.entities[body].id.to_string()));
    }
    PredictedDocument { document: reading.head.id.clone(), entities: entities.into_values().collect() }
}
