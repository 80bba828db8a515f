//! Pairs of groups that may be one and were not merged: by the best pair of their names.

use super::clusters::{Clusters, Ground};
use super::fuzzy::{Fuzzy, share};
use super::links::Link;
use super::pool::Item;
use crate::names::rules::Verdict;
use crate::names::titles::Sex;
use rayon::prelude::*;
use std::collections::HashSet;

/// Names of one document are two unless they are at least this much alike, and then it is asked.
const WITHIN_A_DOCUMENT: f64 = 0.95;

/// Two groups about which the analyst is asked.
#[derive(Debug, Clone, Copy)]
pub struct Open<'f> {
    /// The roots of the groups, the smaller first.
    pub roots: (usize, usize),
    /// The best pair of their names.
    pub link: &'f Link,
    /// The rule or what else makes it a question; nothing where the score does.
    pub why: Option<&'static str>,
}

/// What the items of each group say that two groups may share: sorted by the group's root.
pub struct Facts<'a> {
    documents: Vec<(usize, &'a str)>,
    sexes: Vec<(usize, Sex)>,
}

impl<'a> Facts<'a> {
    /// Of all groups.
    pub fn new(clusters: &Clusters, items: &[Item<'a>]) -> Facts<'a> {
        let at = || items.iter().enumerate().map(|(at, item)| (clusters.find(at), item));
        let mut documents: Vec<(usize, &str)> = at().map(|(root, item)| (root, item.document)).collect();
        let mut sexes: Vec<(usize, Sex)> = at().filter_map(|(root, item)| Some((root, item.sex?))).collect();
        documents.par_sort_unstable();
        sexes.par_sort_unstable();
        Facts { documents, sexes }
    }

    fn share_document(&self, left: usize, right: usize) -> bool {
        let of = |root| of(&self.documents, root).iter().map(|(_, document)| *document).collect::<Vec<_>>();
        share(&of(left), &of(right))
    }

    /// Whether the titles of one group say man and those of the other woman.
    fn titles_contradict(&self, left: usize, right: usize) -> bool {
        let (a, b) = (of(&self.sexes, left), of(&self.sexes, right));
        !a.is_empty() && !b.is_empty() && !a.iter().any(|(_, sex)| b.iter().any(|(_, other)| sex == other))
    }
}

/// The rows of one root.
fn of<T>(rows: &[(usize, T)], root: usize) -> &[(usize, T)] {
    let (from, to) = (rows.partition_point(|row| row.0 < root), rows.partition_point(|row| row.0 <= root));
    &rows[from..to]
}

/// The open pairs of at least this score, the best first: `most` of them, and those that are as good as the last.
pub fn open<'f>(fuzzy: &'f Fuzzy, clusters: &Clusters, facts: &Facts, least: f64, most: usize) -> Vec<Open<'f>> {
    let roots = |link: &Link| {
        let (left, right) = fuzzy.of(link);
        let (a, b) = (clusters.find(left.item), clusters.find(right.item));
        (a.min(b), a.max(b))
    };
    // Of a million names there are millions: nothing else is held of them.
    let mut likely: Vec<&Link> = fuzzy.links.iter().flatten().filter(|link| is_likely(link, least)).collect();
    likely.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right))));
    let names_of = fuzzy.groups(clusters);
    // Whether a rule keeps any two of their names apart.
    let apart = |a: usize, b: usize| {
        let (left, right) = (names_of.of(a), names_of.of(b));
        // Of two names, the link itself says so.
        let pairs = left.iter().flat_map(|one| right.iter().map(move |other| (*one, *other)));
        left.len() + right.len() > 2
            && pairs.filter_map(|(one, other)| fuzzy.pairs.between(one, other)).any(|link| link.is(Verdict::Apart))
    };

    let mut found: Vec<Open> = Vec::new();
    let mut met: HashSet<(usize, usize)> = HashSet::new();
    for link in likely {
        if found.get(most..).and_then(<[Open]>::last).is_some_and(|last| link.score < last.link.score) {
            break;
        }
        let (a, b) = roots(link);
        let decided = a == b || clusters.ground(a, b) == Some(Ground::Decision);
        if decided || met.contains(&(a, b)) {
            continue;
        }
        if let Some(why) = why(fuzzy, link, clusters, facts).filter(|_| !apart(a, b)) {
            met.insert((a, b));
            found.push(Open { roots: (a, b), link, why });
        }
    }
    found
}

/// Whether a link may be a question.
pub fn is_likely(link: &Link, least: f64) -> bool {
    link.score >= least && !link.keeps_apart()
}

/// Whether names of one document are not asked about, though they are linked: only nearly equal ones are, and those that
/// may be a part of the other.
pub fn is_apart_within_a_document(link: &Link) -> bool {
    let part = link.rule.is_some_and(|rule| rule.rule.name.starts_with("bare-"));
    !part && link.score < WITHIN_A_DOCUMENT
}

/// Names that would merge in a smaller pile.
pub const NAMESAKES: &str = "names that several may bear in so great a pile";

/// What makes a link a question besides its score; nothing at all where it is none.
fn why(fuzzy: &Fuzzy, link: &Link, clusters: &Clusters, facts: &Facts) -> Option<Option<&'static str>> {
    let (left, right) = fuzzy.of(link);
    let equal = left.key == right.key;
    let titles = facts.titles_contradict(clusters.find(left.item), clusters.find(right.item));
    let contradict = titles || clusters.ground(left.item, right.item).is_some();
    let together = || facts.share_document(clusters.find(left.item), clusters.find(right.item));
    if contradict && !equal || is_apart_within_a_document(link) && together() {
        return None;
    }
    Some(match link.rule {
        _ if titles => Some("equal names, titles contradict"),
        _ if contradict => Some("equal names, documents contradict"),
        None if fuzzy.namesakes.contains(&(link.left, link.right)) => Some(NAMESAKES),
        rule => rule.map(|rule| rule.rule.name),
    })
}
