//! Chains to entities across documents.
//!
//! Conservative: equal after folding and not contradicted by the documents, or defined as an acronym by a document, or
//! spellings of one name by a score of at least nine in ten that no rule doubts, or as the analyst says; else apart, and
//! asked about.

mod alike;
mod average;
mod bare;
pub mod blocks;
mod chance;
mod clusters;
mod contradict;
mod equal;
mod fuzzy;
pub mod glance;
mod label;
pub mod links;
mod open;
mod pool;
mod replay;
mod since;
mod uses;

use crate::model::{Alike, Decision, Entity, Few, Notice, Reading, Text};
use crate::names::vocabulary::Vocabulary;
use crate::settings::MergeSettings;
use clusters::{Clusters, Ground};
use pool::Item;
use replay::Replay;

pub use open::NAMESAKES;
pub use replay::set_kinds;
pub use since::since;

use rayon::prelude::*;
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
    /// Indices into `entities`: the second is a part of the first, as the analyst says; sorted, each once.
    pub parents: Vec<(usize, usize)>,
    /// Decisions that no longer apply, splits, namesakes.
    pub notices: Vec<Notice>,
}

/// Merges chains whose names are one, as the rules and the decisions allow and demand.
pub fn merge(readings: &[Reading], decisions: &[Decision], settings: &MergeSettings) -> Merged {
    let items = pool::pool(readings);
    let mut replay = replay::replay(&items, decisions);
    let mut notices = std::mem::take(&mut replay.notices);
    let mut clusters = Clusters::new(items.len());
    notices.extend(decide(&mut clusters, &replay));
    let by_key = equal::by_key(&items, &replay);
    contradict::part(&mut clusters, readings, &items, &by_key);
    notices.extend(equal::join(&mut clusters, &items, &by_key));
    equal::join_acronyms(&mut clusters, &items, &by_key, &replay);
    drop(by_key);
    let vocabulary = Vocabulary::built_in().with_aliases(&settings.aliases);
    let fuzzy = fuzzy::join(&mut clusters, readings, &items, &replay, settings, &vocabulary);
    notices.extend(fuzzy.iter().filter_map(fuzzy::crowd));
    bare::join(&mut clusters, &items, &replay);
    let scores = uses::Scores::new(&fuzzy, &clusters);

    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for item in (0..items.len()).filter(|item| !replay.out.contains(item)) {
        groups.entry(clusters.find(item)).or_default().push(item);
    }
    let mut groups: Vec<(Entity, Vec<usize>)> =
        groups.into_par_iter().map(|(_, group)| (entity(&items, &group, &replay, &scores), group)).collect();
    label::give_ids(&mut groups, &items);
    groups.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));

    let mut entity_of: Vec<Vec<Option<usize>>> =
        readings.iter().map(|reading| vec![None; reading.chains.len()]).collect();
    for (index, (entity, _)) in groups.iter().enumerate() {
        for member in &entity.members {
            entity_of[member.reading][member.chain] = Some(index);
        }
    }
    let mut parents: Vec<(usize, usize)> = Vec::new();
    let entity_at = |item: &usize| entity_of[items[*item].member.reading][items[*item].member.chain];
    for (left, right) in &replay.parents {
        let pairs = left.iter().flat_map(|a| right.iter().map(move |b| (a, b)));
        parents.extend(pairs.filter_map(|(a, b)| Some((entity_at(a)?, entity_at(b)?))));
    }
    parents.sort_unstable();
    parents.dedup();
    let (alike, left_out) = alike::alike(&groups, &items, &clusters, &fuzzy, settings, &vocabulary);
    notices.extend(left_out);
    let entities = groups.into_iter().map(|(entity, _)| entity).collect();
    Merged { entities, entity_of, alike, parents, notices }
}

/// Keeps apart and joins what the decisions name; tells of joins that would meet what must stay apart.
fn decide(clusters: &mut Clusters, replay: &Replay) -> Vec<Notice> {
    for (_, left, right) in &replay.different {
        for a in left {
            for b in right {
                clusters.part(*a, *b, Ground::Decision);
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
fn entity(items: &[Item], group: &[usize], replay: &Replay, scores: &uses::Scores) -> Entity {
    let renamed = group.iter().filter_map(|item| replay.labels.get(item)).min_by_key(|(_, line)| *line);
    let label = renamed.map_or_else(|| label::label(items, group), |(label, _)| label.as_str().into());
    let mut members: Few<_> = group.iter().map(|item| items[*item].member).collect();
    members.sort();
    Entity {
        id: Text::new(),
        kind: items[group[0]].chain.kind,
        names: uses::uses(items, group, &label, renamed.map(|(_, line)| *line), replay, scores),
        label,
        members,
    }
}
