//! Chains to entities across documents.
//!
//! Conservative: equal after folding, or defined as an acronym by a document, or as the analyst says; else apart, and
//! listed as alike.

mod alike;
mod clusters;
mod equal;
mod label;
mod pool;
mod replay;
mod uses;

use crate::model::{Alike, Decision, Entity, Notice, Reading};
use crate::settings::MergeSettings;
use clusters::Clusters;
use pool::Item;
use replay::Replay;
use std::collections::BTreeMap;

/// What merging yields.
#[derive(Debug, Default)]
pub struct Merged {
    /// Sorted by id.
    pub entities: Vec<Entity>,
    /// `entity_of[reading][chain]`; `None` where the analyst said `not_a_name`.
    pub entity_of: Vec<Vec<Option<usize>>>,
    /// Best first.
    pub alike: Vec<Alike>,
    /// Decisions that no longer apply, splits, namesakes.
    pub notices: Vec<Notice>,
}

/// Merges chains whose names are equal after folding, as the decisions allow and demand.
pub fn merge(readings: &[Reading], decisions: &[Decision], settings: &MergeSettings) -> Merged {
    let items = pool::pool(readings);
    let mut replay = replay::replay(&items, decisions);
    let mut notices = std::mem::take(&mut replay.notices);
    let mut clusters = Clusters::new(items.len());
    notices.extend(decide(&mut clusters, &replay));
    notices.extend(equal::join(&mut clusters, &items, &replay));
    equal::join_acronyms(&mut clusters, &items, &replay);

    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for item in (0..items.len()).filter(|item| !replay.out.contains(item)) {
        groups.entry(clusters.find(item)).or_default().push(item);
    }
    let mut groups: Vec<(Entity, Vec<usize>)> =
        groups.into_values().map(|group| (entity(&items, &group, &replay), group)).collect();
    label::give_ids(&mut groups, &items);
    groups.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));

    let mut entity_of: Vec<Vec<Option<usize>>> =
        readings.iter().map(|reading| vec![None; reading.chains.len()]).collect();
    for (index, (entity, _)) in groups.iter().enumerate() {
        for member in &entity.members {
            entity_of[member.reading][member.chain] = Some(index);
        }
    }
    let alike = alike::alike(&groups, &items, &clusters, settings);
    let entities = groups.into_iter().map(|(entity, _)| entity).collect();
    Merged { entities, entity_of, alike, notices }
}

/// Keeps apart and joins what the decisions name; tells of joins that would meet what must stay apart.
fn decide(clusters: &mut Clusters, replay: &Replay) -> Vec<Notice> {
    for (_, left, right) in &replay.different {
        for a in left {
            for b in right {
                clusters.part(*a, *b);
            }
        }
    }
    let mut notices = Vec::new();
    for (line, same) in &replay.same {
        let mut rest = same.difference(&replay.out);
        let Some(first) = rest.next() else { continue };
        if rest.filter(|item| !clusters.join(*first, **item)).count() > 0 {
            notices.push(Notice {
                code: "decision-overruled".into(),
                document: String::new(),
                page: None,
                line: None,
                message: format!("decisions.csv line {line}: same would join what another line calls different"),
                help: "name the documents on both lines, or take one of them out".into(),
            });
        }
    }
    notices
}

/// The entity of a group, without its id.
fn entity(items: &[Item], group: &[usize], replay: &Replay) -> Entity {
    let renamed = group.iter().filter_map(|item| replay.labels.get(item)).min_by_key(|(_, line)| *line);
    let label = renamed.map_or_else(|| label::label(items, group), |(label, _)| label.clone());
    let mut members: Vec<_> = group.iter().map(|item| items[*item].member).collect();
    members.sort();
    Entity {
        id: String::new(),
        kind: items[group[0]].chain.kind,
        names: uses::uses(items, group, &label, renamed.map(|(_, line)| *line), replay),
        label,
        members,
    }
}
