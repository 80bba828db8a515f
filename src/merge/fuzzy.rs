//! What merges by score: names that are spellings of one, unless a rule, a decision or a document speaks against it.

use super::average::{Constraints, average, related};
use super::clusters::{Clusters, Ground};
use super::links::{Link, links};
use super::pool::Item;
use super::replay::Replay;
use crate::model::Kind;
use crate::names::compare::{Band, Name, Score};
use crate::names::rules::Verdict;
use crate::names::titles::Sex;
use crate::names::vocabulary::Vocabulary;
use crate::settings::MergeSettings;
use std::collections::{BTreeMap, BTreeSet};

/// Names of one document are two unless they are at least this much alike, and then it is asked.
const WITHIN_A_DOCUMENT: f64 = 0.95;

/// All names of one kind, and how they stand to each other.
pub struct Fuzzy<'a> {
    /// Each name of each group, in the order of keys.
    pub names: Vec<Held<'a>>,
    /// Pairs of them.
    pub links: Vec<Link>,
}

/// One name of a group of items.
pub struct Held<'a> {
    /// As written first.
    pub written: &'a str,
    /// The item that has it.
    pub item: usize,
    /// Its parts.
    pub name: Name,
}

/// Joins groups of items whose names are alike; returns the names of each kind with their pairs.
pub fn join<'a>(
    clusters: &mut Clusters,
    items: &'a [Item],
    replay: &Replay,
    settings: &MergeSettings,
    vocabulary: &Vocabulary,
) -> Vec<Fuzzy<'a>> {
    [Kind::Person, Kind::Organisation]
        .into_iter()
        .map(|kind| join_kind(kind, clusters, items, replay, settings, vocabulary))
        .collect()
}

fn join_kind<'a>(
    kind: Kind,
    clusters: &mut Clusters,
    items: &'a [Item],
    replay: &Replay,
    settings: &MergeSettings,
    vocabulary: &Vocabulary,
) -> Fuzzy<'a> {
    let names = names(kind, clusters, items, replay, vocabulary);
    let parsed: Vec<&Name> = names.iter().map(|held| &held.name).collect();
    let links = links(&parsed, settings.ask);

    // Nodes are groups; a group may have several names.
    let mut nodes: Vec<usize> = names.iter().map(|held| clusters.find(held.item)).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let first: BTreeMap<usize, usize> = first_items(clusters, items, kind, replay);
    // Numbered by their first item, whatever the order of files.
    nodes.sort_by_key(|root| first[root]);
    let number: BTreeMap<usize, usize> = nodes.iter().enumerate().map(|(number, root)| (*root, number)).collect();
    let node_of = |at: usize| number[&clusters.find(names[at].item)];
    let mut sizes = vec![0; nodes.len()];
    (0..names.len()).for_each(|at| sizes[node_of(at)] += 1);
    let between = links.iter().filter(|link| node_of(link.left) != node_of(link.right)).map(|link| {
        let (a, b) = (node_of(link.left), node_of(link.right));
        // Equal names that an earlier step left apart stay so.
        let equal = names[link.left].name.key == names[link.right].name.key;
        let mergeable =
            !equal && Score { score: link.score, rule: link.rule }.band(settings.merge, settings.ask) == Band::Merge;
        Link {
            left: a.min(b),
            right: a.max(b),
            score: if mergeable { link.score } else { link.score.min(settings.merge - 0.001) },
            ..*link
        }
    });
    let between = related(between, nodes.len(), settings.merge);
    let mut facts = Facts::new(kind, &nodes, clusters, items, replay);
    average(&between, &sizes, settings.merge, &mut facts);
    Fuzzy { names, links }
}

/// The first item of every group.
fn first_items(clusters: &Clusters, items: &[Item], kind: Kind, replay: &Replay) -> BTreeMap<usize, usize> {
    let mut first = BTreeMap::new();
    for at in (0..items.len()).filter(|at| items[*at].chain.kind == kind && !replay.out.contains(at)) {
        first.entry(clusters.find(at)).or_insert(at);
    }
    first
}

/// Each full name of each group once, in the order of keys.
fn names<'a>(
    kind: Kind,
    clusters: &Clusters,
    items: &'a [Item],
    replay: &Replay,
    vocabulary: &Vocabulary,
) -> Vec<Held<'a>> {
    let mut held: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        if item.chain.kind == kind && !replay.out.contains(&at) && !item.key.is_empty() {
            held.entry((&item.key, clusters.find(at))).or_insert(at);
        }
    }
    let mut names: Vec<(&str, usize)> = held.into_iter().map(|((key, _), at)| (key, at)).collect();
    names.sort();
    names
        .into_iter()
        .map(|(_, item)| {
            let written = items[item].chain.name.as_str();
            Held { written, item, name: Name::new(kind, written, vocabulary) }
        })
        .collect()
}

/// What keeps groups apart besides their names.
struct Facts<'c, 'a> {
    clusters: &'c mut Clusters,
    nodes: Vec<usize>,
    documents: Vec<BTreeSet<&'a str>>,
    sexes: Vec<BTreeSet<Sex>>,
    people: bool,
}

impl<'c, 'a> Facts<'c, 'a> {
    fn new(
        kind: Kind,
        nodes: &[usize],
        clusters: &'c mut Clusters,
        items: &[Item<'a>],
        replay: &Replay,
    ) -> Facts<'c, 'a> {
        let number: BTreeMap<usize, usize> = nodes.iter().enumerate().map(|(number, root)| (*root, number)).collect();
        let mut documents = vec![BTreeSet::new(); nodes.len()];
        let mut sexes = vec![BTreeSet::new(); nodes.len()];
        for (at, item) in items.iter().enumerate().filter(|(at, _)| !replay.out.contains(at)) {
            if let Some(node) = number.get(&clusters.find(at)).filter(|_| item.chain.kind == kind) {
                documents[*node].insert(item.document);
                sexes[*node].extend(item.sex);
            }
        }
        Facts { clusters, nodes: nodes.to_vec(), documents, sexes, people: kind == Kind::Person }
    }
}

impl Constraints for Facts<'_, '_> {
    fn join(&mut self, left: usize, right: usize) -> bool {
        // Two chains of one document are two: the document itself would have joined them.
        let together = !self.documents[left].is_disjoint(&self.documents[right]);
        let sexes = !self.sexes[left].is_empty()
            && !self.sexes[right].is_empty()
            && self.sexes[left].is_disjoint(&self.sexes[right]);
        if (together && self.people) || sexes || !self.clusters.join(self.nodes[left], self.nodes[right]) {
            return false;
        }
        let documents = std::mem::take(&mut self.documents[right]);
        self.documents[left].extend(documents);
        let sexes = std::mem::take(&mut self.sexes[right]);
        self.sexes[left].extend(sexes);
        true
    }
}

/// A pair of groups about which the analyst is asked: the best of the pairs of their names.
pub struct Open {
    /// Index of a name.
    pub left: usize,
    /// Index of another.
    pub right: usize,
    /// 0 to 1.
    pub score: f64,
    /// The rule or what else makes it a question; nothing where the score does.
    pub why: Option<String>,
}

/// The open pairs by the roots of their groups.
pub fn open(fuzzy: &Fuzzy, clusters: &Clusters, items: &[Item], least: f64) -> BTreeMap<(usize, usize), Open> {
    let mut documents: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    let mut sexes: BTreeMap<usize, BTreeSet<Sex>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        documents.entry(clusters.find(at)).or_default().insert(item.document);
        sexes.entry(clusters.find(at)).or_default().extend(item.sex);
    }
    let mut best: BTreeMap<(usize, usize), Open> = BTreeMap::new();
    let mut apart: BTreeSet<(usize, usize)> = BTreeSet::new();
    for link in &fuzzy.links {
        let (a, b) = (clusters.find(fuzzy.names[link.left].item), clusters.find(fuzzy.names[link.right].item));
        let roots = (a.min(b), a.max(b));
        let ground = clusters.ground(a, b);
        if a == b || ground == Some(Ground::Decision) {
            continue;
        }
        if link.rule.is_some_and(|rule| rule.verdict == Verdict::Apart) {
            apart.insert(roots);
        }
        let equal = fuzzy.names[link.left].name.key == fuzzy.names[link.right].name.key;
        let titles = !sexes[&a].is_empty() && !sexes[&b].is_empty() && sexes[&a].is_disjoint(&sexes[&b]);
        let contradict = titles || ground.is_some();
        let part = link.rule.is_some_and(|rule| rule.rule.name.starts_with("bare-"));
        let full = !part && link.score < WITHIN_A_DOCUMENT;
        if link.score < least || contradict && !equal || full && !documents[&a].is_disjoint(&documents[&b]) {
            continue;
        }
        let why = match link.rule {
            _ if titles => Some("equal names, titles contradict".to_owned()),
            _ if contradict => Some("equal names, documents contradict".to_owned()),
            Some(rule) => Some(rule.rule.name.to_owned()),
            None => None,
        };
        let open = Open { left: link.left, right: link.right, score: link.score, why };
        match best.get(&roots).filter(|known| known.score >= open.score) {
            Some(_) => {}
            None => drop(best.insert(roots, open)),
        }
    }
    best.retain(|roots, _| !apart.contains(roots));
    best
}
