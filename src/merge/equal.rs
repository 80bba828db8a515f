//! What merges by itself: names equal after folding, and acronyms that a document defines.

use super::clusters::Clusters;
use super::contradict::is_doubtful;
use super::pool::Item;
use super::replay::Replay;
use crate::lexicon::quick::QuickMap;
use crate::model::{Kind, Notice};
use crate::names::key::{is_acronym, key};
use crate::names::person::Suffix;
use crate::names::titles::Sex;
use std::collections::{BTreeMap, BTreeSet};

/// Joins items of one kind and one key, unless decisions or titles keep some of them apart: then only those are
/// joined that contradict the same others, for nobody can say to which of two namesakes a third name belongs.
pub fn join(clusters: &mut Clusters, items: &[Item], groups: &ByKey) -> Vec<Notice> {
    let mut notices = Vec::new();
    for group in groups.values() {
        let parts =
            if is_doubtful(clusters, items, group) { namesakes(clusters, items, group) } else { vec![group.clone()] };
        for part in &parts {
            for other in &part[1..] {
                clusters.join(part[0], *other);
            }
        }
        if parts.len() > 1 {
            notices.push(told(&items[group[0]].chain.name, parts.len()));
        }
    }
    notices
}

/// Joins organisations known by initials alone with the one that some document gives these initials to, if there is
/// exactly one in the run.
pub fn join_acronyms(clusters: &mut Clusters, items: &[Item], groups: &ByKey, replay: &Replay) {
    let mut defined: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for item in kept(items, replay).map(|at| &items[at]).filter(|item| item.chain.kind == Kind::Organisation) {
        for (form, _) in item.chain.names.iter().filter(|(form, _)| !item.acronym && is_acronym(form)) {
            defined.entry(key(Kind::Organisation, form)).or_default().insert(&item.key);
        }
    }
    let clusters_of = |clusters: &Clusters, name: &str| -> BTreeSet<usize> {
        let group = groups.get(&(Kind::Organisation, name)).into_iter().flatten();
        group.map(|item| clusters.find(*item)).collect()
    };
    for (acronym, full) in defined.iter().filter(|(_, full)| full.len() == 1) {
        let full: BTreeSet<usize> = full.iter().flat_map(|name| clusters_of(clusters, name)).collect();
        let (Some(one), 1) = (full.first(), full.len()) else { continue };
        for short in clusters_of(clusters, acronym) {
            clusters.join(*one, short);
        }
    }
}

fn kept(items: &[Item], replay: &Replay) -> impl Iterator<Item = usize> {
    (0..items.len()).filter(|at| !replay.out.contains(at))
}

/// Items that equal names are enough for, by kind and key.
pub type ByKey<'a> = BTreeMap<(Kind, &'a str), Vec<usize>>;

/// All such items.
pub fn by_key<'a>(items: &'a [Item], replay: &Replay) -> ByKey<'a> {
    let mut groups: QuickMap<(Kind, &str), Vec<usize>> = QuickMap::default();
    for at in kept(items, replay).filter(|at| !items[*at].bare && !items[*at].key.is_empty()) {
        groups.entry((items[at].chain.kind, &items[at].key)).or_default().push(at);
    }
    groups.into_iter().collect()
}

/// A group of equal names in parts that contradict the same others.
fn namesakes(clusters: &Clusters, items: &[Item], group: &[usize]) -> Vec<Vec<usize>> {
    let sexes: BTreeSet<Sex> = group.iter().filter_map(|item| items[*item].sex).collect();
    let roots: BTreeSet<usize> = group.iter().map(|item| clusters.find(*item)).collect();
    let mut sex_of: BTreeMap<usize, Option<Sex>> = BTreeMap::new();
    if sexes.len() > 1 {
        for item in group {
            let known = sex_of.entry(clusters.find(*item)).or_default();
            *known = known.or(items[*item].sex);
        }
    }
    // Tom Reed and Tom Reed Jr. may be father and son.
    let mut suffixes_of: BTreeMap<usize, BTreeSet<Option<Suffix>>> = BTreeMap::new();
    for item in group {
        suffixes_of.entry(clusters.find(*item)).or_default().insert(items[*item].suffix);
    }
    let mut parts: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for root in &roots {
        let against: BTreeSet<usize> = clusters.opponents(*root).intersection(&roots).copied().collect();
        let sex = sex_of.get(root).copied().flatten();
        parts.entry((against, sex, &suffixes_of[root])).or_default().push(*root);
    }
    parts.into_values().collect()
}

fn told(name: &str, parts: usize) -> Notice {
    Notice {
        code: "namesakes".into(),
        document: String::new(),
        page: None,
        line: None,
        message: format!("{name} is kept as {parts}: titles, suffixes, documents or decisions contradict each other"),
        help: "see alike.csv, and say in decisions.csv which of them are the same".into(),
    }
}
