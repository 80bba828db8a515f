//! Surnames that stand alone, where they are rare: one person in two documents that name somebody else in common, if
//! nobody of the pile bears the surname in full, or only one person does and that in the other document; and, of the one
//! who does, where a body of theirs is named. Else the analyst is asked, as always.

use super::clusters::Clusters;
use super::pool::Item;
use super::replay::Replay;
use crate::lexicon::Lexicon;
use crate::model::{Kind, Member};
use crate::names::tables::NameTables;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A surname with fewer bits is borne by many: one of two thousand. In linked news 45 of 45 surnames alone that are so rare
/// were those of the one who bears them in full beside the same people, of commoner ones 13 of 15 (`docs/merging.md`).
const RARE: f32 = 11.0;

/// The same where a body of theirs is named: one of a thousand. The lowest bound at which at least .985 are right in
/// every kind of pile.
const RARE_WITH_BODY: f32 = 10.0;

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
    for at in people().filter(|at| items[*at].bare && may_tell(&items[*at].key)) {
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
    let near = surnames.values().flat_map(|bearers| bearers.alone.iter().chain(&bearers.full));
    let circles = Circles::of(near.map(|at| items[*at].document).collect(), clusters, items, replay);
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
            let theirs: BTreeSet<usize> = full.iter().filter_map(|at| circles.people(*at)).flatten().copied().collect();
            let bodies: BTreeSet<usize> = full.iter().flat_map(|at| circles.bodies_of(*at, surname)).collect();
            for bare in alone {
                let meet = circles.bodies(bare).is_some_and(|named| !named.is_disjoint(&bodies))
                    || is_rare(surname) && circles.people(bare).is_some_and(|named| !named.is_disjoint(&theirs));
                if meet && !full.iter().any(|full| contradict(bare, *full)) {
                    clusters.join(first, bare);
                }
            }
            continue;
        }
        for (nth, a) in alone.iter().enumerate().filter(|_| is_rare(surname)) {
            for b in &alone[nth + 1..] {
                let meet = circles.people(*a).zip(circles.people(*b)).is_some_and(|(a, b)| !a.is_disjoint(b));
                if meet && !contradict(*a, *b) {
                    clusters.join(*a, *b);
                }
            }
        }
    }
}

/// Whom and what documents with such surnames name: clusters.
struct Circles<'a> {
    items: &'a [Item<'a>],
    /// Of each document: people in full and bodies.
    named: BTreeMap<&'a str, [BTreeSet<usize>; 2]>,
    /// Each body's cluster, and its item.
    bodies: BTreeMap<Member, (usize, usize)>,
}

impl<'a> Circles<'a> {
    fn of(near: HashSet<&str>, clusters: &Clusters, items: &'a [Item<'a>], replay: &Replay) -> Circles<'a> {
        let mut circles = Circles { items, named: BTreeMap::new(), bodies: BTreeMap::new() };
        let kept = |(at, item): &(usize, &Item)| !item.bare && near.contains(item.document) && !replay.out.contains(at);
        for (at, item) in items.iter().enumerate().filter(kept) {
            let cluster = clusters.find(at);
            let body = item.chain.kind == Kind::Organisation;
            circles.named.entry(item.document).or_default()[usize::from(body)].insert(cluster);
            if body {
                circles.bodies.insert(item.member, (cluster, at));
            }
        }
        circles
    }

    /// Who is named in full beside somebody.
    fn people(&self, item: usize) -> Option<&BTreeSet<usize>> {
        self.named.get(self.items[item].document).map(|[people, _]| people)
    }

    /// Which bodies are named beside somebody.
    fn bodies(&self, item: usize) -> Option<&BTreeSet<usize>> {
        self.named.get(self.items[item].document).map(|[_, bodies]| bodies)
    }

    /// The bodies that somebody belongs to or did, but for those that are called after them.
    fn bodies_of(&self, item: usize, surname: &str) -> impl Iterator<Item = usize> {
        let Item { member, chain, .. } = &self.items[item];
        let bodies = chain.affiliations.iter().filter_map(|held| held.organisation);
        let bodies = bodies.filter_map(|chain| self.bodies.get(&Member { chain, ..*member }));
        let named_after = move |at: usize| self.items[at].key.split(' ').any(|word| word == surname);
        bodies.filter(move |(_, at)| !named_after(*at)).map(|(cluster, _)| *cluster)
    }
}

/// Whether a surname is rare enough beside people.
fn is_rare(surname: &str) -> bool {
    NameTables::built_in().bits(surname) >= RARE
}

/// A surname that is no word and no given name, and rare enough beside a body.
fn may_tell(name: &str) -> bool {
    let lexicon = Lexicon::built_in();
    NameTables::built_in().bits(name) >= RARE_WITH_BODY && !lexicon.is_given_name(name) && !lexicon.is_common(name)
}
