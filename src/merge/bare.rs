//! Surnames that stand alone, where they are rare: one person in two documents that name another person in common, if
//! nobody of the pile bears the surname in full; and the one who does, if the document with the surname alone names a body
//! that this person belongs to. Else the analyst is asked, as always.

use super::clusters::Clusters;
use super::pool::Item;
use super::replay::Replay;
use crate::lexicon::Lexicon;
use crate::model::{Kind, Member};
use crate::names::tables::NameTables;
use std::collections::{BTreeMap, BTreeSet};

/// A surname with fewer bits is borne by many: one of two thousand.
const RARE: f32 = 11.0;

/// The same beside a body of somebody who bears it, which says more: one of five hundred. Set by the one such pair of the
/// annotated documents.
const RARE_BESIDE_A_BODY: f32 = 9.0;

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
    for at in people().filter(|at| items[*at].bare && is_rare(&items[*at].key, RARE_BESIDE_A_BODY)) {
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
    let mut named: BTreeMap<(&str, Kind), BTreeSet<usize>> = BTreeMap::new();
    for full in (0..items.len()).filter(|at| !items[*at].bare && !replay.out.contains(at)) {
        let item = &items[full];
        named.entry((item.document, item.chain.kind)).or_default().insert(clusters.find(full));
    }
    let of = |item: usize, kind: Kind| named.get(&(items[item].document, kind));
    let contradict = |a: usize, b: usize| {
        let sexes = items[a].sex.zip(items[b].sex).is_some_and(|(a, b)| a != b);
        sexes || items[a].document == items[b].document
    };
    let places = places(items);
    for (surname, Bearers { alone, full }) in surnames {
        if let Some(first) = full.first().copied() {
            let is_theirs = |at: &usize| {
                clusters.find(*at) == clusters.find(first) && items[*at].key.split(' ').next_back() == Some(surname)
            };
            if !full.iter().all(is_theirs) {
                continue;
            }
            let bodies = bodies(surname, &full, clusters, items, &places);
            for bare in alone {
                let common = of(bare, Kind::Organisation).is_some_and(|named| !named.is_disjoint(&bodies));
                if common && !full.iter().any(|full| contradict(bare, *full)) {
                    clusters.join(first, bare);
                }
            }
            continue;
        }
        if !is_rare(surname, RARE) {
            continue;
        }
        for (nth, a) in alone.iter().enumerate() {
            for b in &alone[nth + 1..] {
                let circles = of(*a, Kind::Person).zip(of(*b, Kind::Person));
                if circles.is_some_and(|(a, b)| !a.is_disjoint(b)) && !contradict(*a, *b) {
                    clusters.join(*a, *b);
                }
            }
        }
    }
}

/// The bodies that the bearers of a surname belong to, but for those that are called after it: there the whole family is.
fn bodies(
    surname: &str,
    bearers: &[usize],
    clusters: &Clusters,
    items: &[Item],
    places: &BTreeMap<Member, usize>,
) -> BTreeSet<usize> {
    let of = |bearer: &usize| {
        let Member { reading, .. } = items[*bearer].member;
        let bodies = items[*bearer].chain.affiliations.iter().filter_map(|affiliation| affiliation.organisation);
        bodies.map(move |chain| Member { reading, chain })
    };
    let bodies = bearers.iter().flat_map(of).filter_map(|member| places.get(&member).copied());
    bodies
        .filter(|body| !items[*body].key.split(' ').any(|word| word == surname))
        .map(|body| clusters.find(body))
        .collect()
}

/// Which item each body of each document is.
fn places(items: &[Item]) -> BTreeMap<Member, usize> {
    let bodies = items.iter().enumerate().filter(|(_, item)| item.chain.kind == Kind::Organisation);
    bodies.map(|(at, item)| (item.member, at)).collect()
}

/// A surname of so many bits that is no word and no given name.
fn is_rare(name: &str, bits: f32) -> bool {
    let lexicon = Lexicon::built_in();
    NameTables::built_in().bits(name) >= bits && !lexicon.is_given_name(name) && !lexicon.is_common(name)
}
