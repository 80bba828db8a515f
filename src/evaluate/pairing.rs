//! Which document of the run is which annotated one, and which entity is which.

use super::key::key;
use super::{Annotation, GoldEntity, Predicted, PredictedDocument};
use crate::model::Kind;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Annotated entities and found ones, one to one.
#[derive(Debug, Default)]
pub struct Pairs<'a> {
    found: BTreeMap<&'a str, &'a Predicted>,
    gold: BTreeMap<&'a str, &'a str>,
}

impl<'a> Pairs<'a> {
    /// What was found for an annotated entity.
    pub fn found_for(&self, gold: &str) -> Option<&'a Predicted> {
        self.found.get(gold).copied()
    }

    /// The id of the annotated entity that a found one stands for.
    pub fn gold_for(&self, found: &str) -> Option<&'a str> {
        self.gold.get(found).copied()
    }
}

/// The run's document for each annotation by its name; and a line for each that cannot be told from others.
pub fn documents<'a>(
    gold: &'a [Annotation],
    run: &'a [PredictedDocument],
) -> (BTreeMap<&'a str, &'a PredictedDocument>, Vec<String>) {
    let mut stems: BTreeMap<String, Vec<&PredictedDocument>> = BTreeMap::new();
    let mut folders: BTreeMap<String, Vec<&PredictedDocument>> = BTreeMap::new();
    for document in run {
        let (folder, stem) = folder_and_stem(&document.document);
        folders.entry(format!("{folder}/{stem}")).or_default().push(document);
        stems.entry(stem).or_default().push(document);
    }
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for annotation in gold {
        *wanted.entry(stem(&annotation.name)).or_default() += 1;
    }
    let (mut paired, mut unclear) = (BTreeMap::new(), Vec::new());
    for name in gold.iter().map(|annotation| annotation.name.as_str()) {
        let same_stem = stems.get(stem(name)).map(Vec::as_slice).unwrap_or_default();
        let same_folder = folders.get(name).map(Vec::as_slice).unwrap_or_default();
        let found = if same_stem.len() == 1 && wanted[stem(name)] == 1 { same_stem } else { same_folder };
        if let [document] = found {
            paired.insert(name, *document);
        } else if !same_stem.is_empty() {
            let mut ids: Vec<_> = same_stem.iter().map(|document| document.document.as_str()).collect();
            ids.sort_unstable();
            unclear.push(format!("{name}: cannot tell which of {} it is; counted as missing", ids.join(", ")));
        }
    }
    (paired, unclear)
}

/// Pairs entities that share a folded name. An equal label wins, then the more names shared, then the more
/// affiliations (so organisations go first), then what is not optional.
pub fn entities<'a>(gold: &'a [GoldEntity], found: &'a [Predicted]) -> Pairs<'a> {
    let mut index: BTreeMap<(Kind, String), BTreeSet<&str>> = BTreeMap::new();
    for entity in gold {
        for key in entity.keys() {
            index.entry((entity.kind, key)).or_default().insert(&entity.id);
        }
    }
    let by_id: BTreeMap<&str, &GoldEntity> = gold.iter().map(|entity| (entity.id.as_str(), entity)).collect();
    let mut pairs = Pairs::default();
    for kind in [Kind::Organisation, Kind::Person] {
        let mut candidates = Vec::new();
        for entity in found.iter().filter(|entity| entity.kind == kind) {
            for (id, shared) in shared_names(entity, &index) {
                let rank = rank(entity, by_id[id], shared, &pairs);
                candidates.push((rank, entity.entity.as_str(), id, entity));
            }
        }
        candidates.sort_by(|a, b| (&a.0, a.1, a.2).cmp(&(&b.0, b.1, b.2)));
        for (_, found_id, gold_id, entity) in candidates {
            if !pairs.found.contains_key(gold_id) && !pairs.gold.contains_key(found_id) {
                pairs.found.insert(gold_id, entity);
                pairs.gold.insert(found_id, gold_id);
            }
        }
    }
    pairs
}

/// Ids of entities left over that are readings of optional ones: most of their forms are those of optional entities.
pub fn forgiven<'a>(gold: &[GoldEntity], found: &'a [Predicted], pairs: &Pairs<'_>) -> BTreeSet<&'a str> {
    let excused: BTreeSet<String> = gold.iter().filter(|gold| gold.optional).flat_map(GoldEntity::keys).collect();
    let is_excused =
        |form: &&String| excused.contains(&key(form, Kind::Person)) || excused.contains(&key(form, Kind::Organisation));
    let left = found.iter().filter(|found| pairs.gold_for(&found.entity).is_none());
    let forgiven = left.filter(|found| 2 * found.names.iter().filter(is_excused).count() > found.names.len());
    forgiven.map(|found| found.entity.as_str()).collect()
}

/// The kind of the annotated entity that shares a name, of whatever kind, with a found one.
pub fn known_kind(gold: &[GoldEntity], found: &Predicted) -> Option<Kind> {
    let known: BTreeMap<String, Kind> =
        gold.iter().flat_map(|gold| gold.keys().into_iter().map(|key| (key, gold.kind))).collect();
    let keys = found.names.iter().flat_map(|form| [key(form, Kind::Person), key(form, Kind::Organisation)]);
    keys.collect::<BTreeSet<_>>().iter().find_map(|key| known.get(key).copied())
}

/// The annotated entities that share names with a found one, and how many.
fn shared_names<'a>(
    entity: &Predicted,
    index: &BTreeMap<(Kind, String), BTreeSet<&'a str>>,
) -> BTreeMap<&'a str, usize> {
    let keys: BTreeSet<String> = entity.names.iter().map(|form| key(form, entity.kind)).collect();
    let mut shared = BTreeMap::new();
    for id in keys.into_iter().filter_map(|key| index.get(&(entity.kind, key))).flatten() {
        *shared.entry(*id).or_default() += 1;
    }
    shared
}

/// Best first.
type Rank = (Reverse<bool>, Reverse<usize>, Reverse<usize>, bool);

fn rank(found: &Predicted, gold: &GoldEntity, shared: usize, pairs: &Pairs<'_>) -> Rank {
    let exact = key(&found.label, found.kind) == key(&gold.name, found.kind);
    let bodies = gold.affiliations.iter().filter_map(|tie| pairs.found_for(tie.org.as_deref()?));
    let ties = bodies.filter(|body| found.organisations.contains(&body.entity)).count();
    (Reverse(exact), Reverse(shared), Reverse(ties), gold.optional)
}

/// The last folder (or nothing) and the stem of a document's id.
fn folder_and_stem(document: &str) -> (String, String) {
    let document = document.replace('\\', "/");
    let path = Path::new(&document);
    let part =
        |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    (part(path.parent().and_then(Path::file_name)), part(path.file_stem()))
}

fn stem(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(_, stem)| stem)
}
