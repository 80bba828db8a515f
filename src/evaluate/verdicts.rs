//! Which found roles are right: what calibration counts.

use super::{Annotation, PredictedDocument, pairing, readable};
use crate::model::Role;
use std::collections::{BTreeMap, BTreeSet};

/// Who holds which role in which document: the run's ids.
pub type Held = (String, String, Role);

/// For each found role but `mentioned` whether the annotation asks for it. What the annotation leaves open is left out.
pub fn verdicts(run: &[PredictedDocument], gold: &[Annotation]) -> BTreeMap<Held, bool> {
    let (paired, _) = pairing::documents(gold, run);
    let mut verdicts = BTreeMap::new();
    for annotation in gold {
        let Some(document) = paired.get(annotation.name.as_str()) else { continue };
        let entities = &annotation.document.entities;
        let found = readable(document, annotation, &mut Vec::new());
        let pairs = pairing::entities(entities, &found);
        let forgiven = pairing::forgiven(entities, &found, &pairs);
        for entity in found.iter().filter(|entity| !forgiven.contains(entity.entity.as_str())) {
            let known = pairs.gold_for(&entity.entity).and_then(|id| entities.iter().find(|gold| gold.id == id));
            if known.is_some_and(|known| known.optional) {
                continue;
            }
            let has = |roles: &[String], role: Role| roles.iter().any(|known| known == role.word());
            let open = |role: &Role| known.is_some_and(|known| has(&known.optional_roles, *role));
            let told: BTreeSet<Role> = entity.roles.iter().copied().filter(|role| *role != Role::Mentioned).collect();
            for role in told.into_iter().filter(|role| !open(role)) {
                let right = known.is_some_and(|known| has(&known.roles, role));
                verdicts.insert((document.document.clone(), entity.entity.clone(), role), right);
            }
        }
    }
    verdicts
}
