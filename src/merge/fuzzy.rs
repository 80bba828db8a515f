//! What merges by score: names that are spellings of one, unless a rule, a decision or a document speaks against it.

use super::average::{self, Constraints, average};
use super::chance::{bodies_of, namesakes};
use super::clusters::Clusters;
use super::links::{self, Found, Link, Pairs};
use super::open::{is_apart_within_a_document, is_likely};
use super::pool::Item;
use super::replay::Replay;
use crate::lexicon::quick::QuickMap;
use crate::model::{Few, Kind, Notice, Reading};
use crate::names::compare::{Band, Name, Score};
use crate::names::titles::Sex;
use crate::names::vocabulary::Vocabulary;
use crate::settings::MergeSettings;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};

/// All names of one kind, and how they stand to each other.
pub struct Fuzzy<'a> {
    /// Each name of each group, in the order of keys.
    pub names: Vec<Held<'a>>,
    /// The same, ready to compare.
    pub pairs: Pairs<Name>,
    /// In order, in pieces: those that may make two groups one, or a question of them.
    pub links: Vec<Vec<Link>>,
    /// Those that would merge by their score, but for namesakes in so great a pile; by the indices of the names.
    pub namesakes: BTreeSet<(u32, u32)>,
    /// Indices of names that were compared with some only of the names that they share a block with.
    pub crowded: Vec<usize>,
}

impl Fuzzy<'_> {
    /// The names of a link.
    pub fn of(&self, link: &Link) -> (&Held<'_>, &Held<'_>) {
        (&self.names[link.left as usize], &self.names[link.right as usize])
    }

    /// The names of each group.
    pub fn groups(&self, clusters: &Clusters) -> Groups {
        let mut names: Vec<(usize, u32)> =
            (0..).zip(&self.names).map(|(name, held)| (clusters.find(held.item), name)).collect();
        names.sort_unstable();
        let (roots, names) = names.into_iter().unzip();
        Groups { roots, names }
    }
}

/// Names by the root of their group, rising.
pub struct Groups {
    roots: Vec<usize>,
    names: Vec<u32>,
}

impl Groups {
    /// The names of a root, rising.
    pub fn of(&self, root: usize) -> &[u32] {
        let (from, to) = (self.roots.partition_point(|at| *at < root), self.roots.partition_point(|at| *at <= root));
        &self.names[from..to]
    }
}

/// One name of a group of items.
pub struct Held<'a> {
    /// As written first.
    pub written: &'a str,
    /// The item that has it.
    pub item: usize,
    /// Its key.
    pub key: &'a str,
}

/// Joins groups of items whose names are alike; returns the names of each kind with their pairs.
pub fn join<'a>(
    clusters: &mut Clusters,
    readings: &[Reading],
    items: &'a [Item],
    replay: &Replay,
    settings: &MergeSettings,
    vocabulary: &Vocabulary,
) -> Vec<Fuzzy<'a>> {
    [Kind::Person, Kind::Organisation]
        .into_iter()
        .map(|kind| join_kind(kind, clusters, readings, items, replay, settings, vocabulary))
        .collect()
}

fn join_kind<'a>(
    kind: Kind,
    clusters: &mut Clusters,
    readings: &[Reading],
    items: &'a [Item],
    replay: &Replay,
    settings: &MergeSettings,
    vocabulary: &Vocabulary,
) -> Fuzzy<'a> {
    let rooted: Vec<(usize, usize)> = (0..items.len())
        .filter(|at| items[*at].chain.kind == kind && !replay.out.contains(at))
        .map(|at| (at, clusters.find(at)))
        .collect();
    let names = names(&rooted, items);
    let nodes = nodes(&rooted, &names, clusters);
    let number: QuickMap<usize, u32> = nodes.iter().copied().zip(0..).collect();
    let node_of: Vec<u32> = names.iter().map(|held| number[&clusters.find(held.item)]).collect();
    let mut names_of: Vec<Few<u32>> = vec![Few::new(); nodes.len()];
    (0..).zip(&node_of).for_each(|(name, node)| names_of[*node as usize].push(name));

    let parsed = names.par_iter().map(|held| Name::new(kind, held.written, vocabulary)).collect();
    let pairs = Pairs::new(parsed, settings.ask);
    let merges = |link: &Link| {
        // Equal names that an earlier step left apart stay so.
        let equal = names[link.left as usize].key == names[link.right as usize].key;
        !equal && Score { score: link.score, rule: link.rule }.band(settings.merge, settings.ask) == Band::Merge
    };
    let in_nodes = rooted.iter().filter_map(|(at, root)| Some((*at, *number.get(root)? as usize)));
    let mut facts = Facts::new(kind, &nodes, in_nodes, clusters, items);
    let documents = |name: u32| facts.documents[node_of[name as usize] as usize].as_slice();
    let is_question = |link: &Link| {
        let together = || share(documents(link.left), documents(link.right));
        is_likely(link, settings.alike) && !(is_apart_within_a_document(link) && together())
    };
    let Found { links, crowded } = pairs.links(|link| merges(link) || is_question(link));
    let would_merge: Vec<&Link> = links.iter().flatten().filter(|link| merges(link)).collect();
    let mut namesakes = namesakes(&pairs, &would_merge);
    let root = |name: u32| nodes[node_of[name as usize] as usize];
    let roots = namesakes.iter().flat_map(|(left, right)| [root(*left), root(*right)]).collect();
    let bodies = bodies_of(&roots, facts.clusters, items, readings);
    // Namesakes of one body are one person.
    namesakes.retain(|(left, right)| bodies[&root(*left)].is_disjoint(&bodies[&root(*right)]));
    let worth = |link: &Link| {
        let merges = merges(link) && !namesakes.contains(&(link.left, link.right));
        if merges { link.score } else { link.score.min(settings.merge - 0.001) }
    };
    let is_ground = |link: &Link| worth(link) >= settings.merge;
    let ties = Ties { links: &links, pairs: &pairs, node_of: &node_of, worth, is_ground };
    average(&ties, names_of, &mut facts);
    Fuzzy { names, pairs, links, namesakes, crowded }
}

/// How the names of groups stand to each other.
struct Ties<'a, W, G> {
    links: &'a [Vec<Link>],
    pairs: &'a Pairs<Name>,
    node_of: &'a [u32],
    worth: W,
    is_ground: G,
}

impl<W: Fn(&Link) -> f64, G: Fn(&Link) -> bool> average::Ties for Ties<'_, W, G> {
    fn near(&self) -> impl Iterator<Item = (usize, usize)> {
        let node = |name: u32| self.node_of[name as usize] as usize;
        let grounds = self.links.iter().flatten().filter(|link| (self.is_ground)(link));
        grounds.map(move |link| (node(link.left), node(link.right)))
    }

    fn between(&self, one: u32, other: u32) -> Option<(Link, f64)> {
        self.pairs.between(one, other).map(|link| (link, (self.worth)(&link)))
    }
}

/// Each full name of each group once, in the order of keys. Items come with the roots of their groups.
fn names<'a>(rooted: &[(usize, usize)], items: &'a [Item]) -> Vec<Held<'a>> {
    let mut held: QuickMap<(&str, usize), usize> = QuickMap::default();
    for (at, root) in rooted.iter().filter(|(at, _)| !items[*at].key.is_empty()) {
        held.entry((&items[*at].key, *root)).or_insert(*at);
    }
    let mut names: Vec<(&str, usize)> = held.into_iter().map(|((key, _), at)| (key, at)).collect();
    names.par_sort_unstable();
    names.into_iter().map(|(key, item)| Held { written: &items[item].chain.name, item, key }).collect()
}

/// The roots of the groups that have names, by their first item, whatever the order of files. A group may have several
/// names.
fn nodes(rooted: &[(usize, usize)], names: &[Held], clusters: &Clusters) -> Vec<usize> {
    let mut due: HashSet<usize> = names.iter().map(|held| clusters.find(held.item)).collect();
    rooted.iter().map(|(_, root)| *root).filter(|root| due.remove(root)).collect()
}

/// What keeps groups apart besides their names.
struct Facts<'c, 'a> {
    clusters: &'c mut Clusters,
    nodes: Vec<usize>,
    /// By node, rising.
    documents: Vec<Vec<&'a str>>,
    sexes: Vec<BTreeSet<Sex>>,
    people: bool,
}

impl<'c, 'a> Facts<'c, 'a> {
    fn new(
        kind: Kind,
        nodes: &[usize],
        in_nodes: impl Iterator<Item = (usize, usize)>,
        clusters: &'c mut Clusters,
        items: &[Item<'a>],
    ) -> Facts<'c, 'a> {
        let mut documents = vec![Vec::new(); nodes.len()];
        let mut sexes = vec![BTreeSet::new(); nodes.len()];
        for (at, node) in in_nodes {
            documents[node].push(items[at].document);
            sexes[node].extend(items[at].sex);
        }
        Facts { clusters, nodes: nodes.to_vec(), documents, sexes, people: kind == Kind::Person }
    }
}

impl Constraints for Facts<'_, '_> {
    fn join(&mut self, left: usize, right: usize) -> bool {
        // Two chains of one document are two: the document itself would have joined them.
        let together = share(&self.documents[left], &self.documents[right]);
        let sexes = !self.sexes[left].is_empty()
            && !self.sexes[right].is_empty()
            && self.sexes[left].is_disjoint(&self.sexes[right]);
        if (together && self.people) || sexes || !self.clusters.join(self.nodes[left], self.nodes[right]) {
            return false;
        }
        let documents = std::mem::take(&mut self.documents[right]);
        self.documents[left].extend(documents);
        self.documents[left].sort_unstable();
        let sexes = std::mem::take(&mut self.sexes[right]);
        self.sexes[left].extend(sexes);
        true
    }
}

/// Whether two rising lists have something in common.
pub fn share<T: Ord>(left: &[T], right: &[T]) -> bool {
    let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    few.iter().any(|each| many.binary_search(each).is_ok())
}

/// Tells of names that were compared with some only of those that share a block with them.
pub fn crowd(fuzzy: &Fuzzy) -> Option<Notice> {
    links::crowd(&fuzzy.crowded, |name| fuzzy.names[name].written)
}
