//! Surnames that stand alone in two documents: one person where the name is rare, nobody else of the pile bears it and
//! both documents name another person in common. Else the analyst is asked, as always.

use super::clusters::Clusters;
use super::pool::Item;
use super::replay::Replay;
use crate::lexicon::Lexicon;
use crate::model::Kind;
use crate::names::tables::NameTables;
use std::collections::{BTreeMap, BTreeSet};

/// A surname with fewer bits is borne by many: one of two thousand.
const RARE: f32 = 11.0;

/// Joins what stands alone.
pub fn join(clusters: &mut Clusters, items: &[Item], replay: &Replay) {
    let people = || (0..items.len()).filter(|at| items[*at].chain.kind == Kind::Person && !replay.out.contains(at));
    let mut alone: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in people().filter(|at| items[*at].bare && is_rare(&items[*at].key)) {
        alone.entry(&items[at].key).or_default().push(at);
    }
    alone.retain(|_, bearers| bearers.len() > 1);
    for full in people().filter(|at| !items[*at].bare) {
        items[full].key.split(' ').for_each(|word| drop(alone.remove(word)));
    }
    if alone.is_empty() {
        return;
    }
    let mut named: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for full in people().filter(|at| !items[*at].bare) {
        named.entry(items[full].document).or_default().insert(clusters.find(full));
    }
    let circle = |item: usize| named.get(items[item].document);
    for bearers in alone.into_values() {
        for (nth, a) in bearers.iter().enumerate() {
            for b in &bearers[nth + 1..] {
                let common = circle(*a).zip(circle(*b)).is_some_and(|(a, b)| !a.is_disjoint(b));
                let sexes = items[*a].sex.zip(items[*b].sex).is_some_and(|(a, b)| a != b);
                if common && !sexes && items[*a].document != items[*b].document {
                    clusters.join(*a, *b);
                }
            }
        }
    }
}

/// A surname that is no word and no given name.
fn is_rare(name: &str) -> bool {
    let lexicon = Lexicon::built_in();
    NameTables::built_in().bits(name) >= RARE && !lexicon.is_given_name(name) && !lexicon.is_common(name)
}
