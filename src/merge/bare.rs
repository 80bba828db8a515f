//! Surnames that stand alone, where they are rare: one person in two documents that name somebody else in common, if
//! nobody of the pile bears the surname in full, or only one person does and that in the other document. Else the analyst
//! is asked, as always.

use super::clusters::Clusters;
use super::pool::Item;
use super::replay::Replay;
use crate::lexicon::Lexicon;
use crate::model::Kind;
use crate::names::tables::NameTables;
use std::collections::{BTreeMap, BTreeSet};

/// A surname with fewer bits is borne by many: one of two thousand. In linked news 45 of 45 surnames alone that are so rare
/// were those of the one who bears them in full beside the same people, of commoner ones 13 of 15 (`docs/merging.md`).
const RARE: f32 = 11.0;

/// Who bears a surname that stands alone somewhere: indices of items.
#[derive(Default)]
struct Bearers {
    alone: Vec<usize>,
    full: Vec<usize>,
}

/// Joins what stands alone.
pub fn join(clusters: &mut Clusters, items: &[Item], replay: &Replay) {
    let people = || (0..items.len()).filter(|at| items[*at].chain.kind == Kind::Person && !replay.out.contains(at));
    let mut surnames: BTreeMap<&str, Bearers> = BTreeMap::new();
    for at in people().filter(|at| items[*at].bare && is_rare(&items[*at].key)) {
        surnames.entry(&items[at].key).or_default().alone.push(at);
    }
    for full in people().filter(|at| !items[*at].bare) {
        for word in items[full].key.split(' ') {
            surnames.entry(word).and_modify(|bearers| bearers.full.push(full));
        }
    }
    surnames.retain(|_, bearers| bearers.alone.len() + bearers.full.len() > 1);
    if surnames.is_empty() {
        return;
    }
    let mut circles: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for full in people().filter(|at| !items[*at].bare) {
        circles.entry(items[full].document).or_default().insert(clusters.find(full));
    }
    let circle = |item: usize| circles.get(items[item].document);
    let contradict = |a: usize, b: usize| {
        let sexes = items[a].sex.zip(items[b].sex).is_some_and(|(a, b)| a != b);
        sexes || items[a].document == items[b].document
    };
    for (surname, Bearers { alone, full }) in surnames {
        if let Some(first) = full.first().copied() {
            let is_theirs = |at: &usize| {
                clusters.find(*at) == clusters.find(first) && items[*at].key.split(' ').next_back() == Some(surname)
            };
            if !full.iter().all(is_theirs) {
                continue;
            }
            let theirs: BTreeSet<usize> = full.iter().filter_map(|at| circle(*at)).flatten().copied().collect();
            for bare in alone {
                let meet = circle(bare).is_some_and(|circle| !circle.is_disjoint(&theirs));
                if meet && !full.iter().any(|full| contradict(bare, *full)) {
                    clusters.join(first, bare);
                }
            }
            continue;
        }
        for (nth, a) in alone.iter().enumerate() {
            for b in &alone[nth + 1..] {
                let meet = circle(*a).zip(circle(*b)).is_some_and(|(a, b)| !a.is_disjoint(b));
                if meet && !contradict(*a, *b) {
                    clusters.join(*a, *b);
                }
            }
        }
    }
}

/// A rare surname that is no word and no given name.
fn is_rare(name: &str) -> bool {
    let lexicon = Lexicon::built_in();
    NameTables::built_in().bits(name) >= RARE && !lexicon.is_given_name(name) && !lexicon.is_common(name)
}
