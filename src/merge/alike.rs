//! Pairs that look alike and were not merged: the questions to the analyst.

use super::clusters::Clusters;
use super::fuzzy::{Fuzzy, open};
use super::pool::Item;
use crate::model::{Alike, Entity};
use crate::names::compare::reasons;
use crate::settings::MergeSettings;
use std::collections::BTreeMap;

/// So many features are named in a row.
const NAMED: usize = 3;

/// The open pairs of at least the score that the settings ask for, best first. `groups` are sorted by id.
pub fn alike(
    groups: &[(Entity, Vec<usize>)],
    items: &[Item],
    clusters: &Clusters,
    fuzzy: &[Fuzzy],
    settings: &MergeSettings,
) -> Vec<Alike> {
    let entity: BTreeMap<usize, usize> =
        groups.iter().enumerate().map(|(at, (_, group))| (clusters.find(group[0]), at)).collect();
    let mut pairs = Vec::new();
    for fuzzy in fuzzy {
        for ((a, b), open) in open(fuzzy, clusters, items, settings.alike) {
            let (Some(a), Some(b)) = (entity.get(&a), entity.get(&b)) else { continue };
            let of = |name: usize| entity[&clusters.find(fuzzy.names[name].item)];
            let (x, y) = if of(open.left) == *a.min(b) { (open.left, open.right) } else { (open.right, open.left) };
            pairs.push(Alike {
                left: *a.min(b),
                right: *a.max(b),
                left_name: fuzzy.names[x].written.to_owned(),
                right_name: fuzzy.names[y].written.to_owned(),
                score: open.score,
                why: open.why.unwrap_or_else(|| strongest(fuzzy, x, y)),
            });
        }
    }
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right))));
    pairs
}

/// What speaks most for and against two names.
fn strongest(fuzzy: &Fuzzy, left: usize, right: usize) -> String {
    let reasons = reasons(&fuzzy.names[left].name, &fuzzy.names[right].name);
    let told = reasons.iter().take(NAMED).map(|reason| {
        let side = if reason.adds < 0.0 { "against" } else { "for" };
        format!("{} {side}", reason.feature)
    });
    told.collect::<Vec<_>>().join(", ")
}
