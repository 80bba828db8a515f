//! Pairs of groups that may be one and were not merged: by the best pair of their names.

use super::clusters::{Clusters, Ground};
use super::fuzzy::{Fuzzy, share};
use super::links::Link;
use super::pool::Item;
use crate::names::rules::Verdict;
use crate::names::titles::Sex;

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
        documents.sort_unstable();
        sexes.sort_unstable();
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

/// The open pairs of at least this score, by the roots of their groups.
pub fn open<'f>(fuzzy: &'f Fuzzy, clusters: &Clusters, facts: &Facts, least: f64) -> Vec<Open<'f>> {
    let mut found: Vec<Open> = Vec::new();
    let mut apart: Vec<(usize, usize)> = Vec::new();
    for link in fuzzy.links() {
        let keeps_apart = link.rule.is_some_and(|rule| rule.verdict.keeps_apart());
        if link.score < least && !keeps_apart {
            continue;
        }
        let (left, right) = fuzzy.of(link);
        let (a, b) = (clusters.find(left.item), clusters.find(right.item));
        let roots = (a.min(b), a.max(b));
        if a == b || clusters.ground(a, b) == Some(Ground::Decision) {
            continue;
        }
        if !keeps_apart {
            found.extend(why(fuzzy, link, clusters, facts).map(|why| Open { roots, link, why }));
        } else if link.rule.is_some_and(|rule| rule.verdict == Verdict::Apart) {
            apart.push(roots);
        }
    }
    // The sort is stable: of equal scores the first pair of names stays.
    found.sort_by(|a, b| a.roots.cmp(&b.roots).then(b.link.score.total_cmp(&a.link.score)));
    found.dedup_by_key(|open| open.roots);
    apart.sort_unstable();
    found.retain(|open| apart.binary_search(&open.roots).is_err());
    found
}

/// What makes a link a question besides its score; nothing at all where it is none.
fn why(fuzzy: &Fuzzy, link: &Link, clusters: &Clusters, facts: &Facts) -> Option<Option<&'static str>> {
    let (left, right) = fuzzy.of(link);
    let equal = left.key == right.key;
    let titles = facts.titles_contradict(clusters.find(left.item), clusters.find(right.item));
    let contradict = titles || clusters.ground(left.item, right.item).is_some();
    let part = link.rule.is_some_and(|rule| rule.rule.name.starts_with("bare-"));
    let full = !part && link.score < WITHIN_A_DOCUMENT;
    if contradict && !equal || full && facts.share_document(clusters.find(left.item), clusters.find(right.item)) {
        return None;
    }
    Some(match link.rule {
        _ if titles => Some("equal names, titles contradict"),
        _ if contradict => Some("equal names, documents contradict"),
        rule => rule.map(|rule| rule.rule.name),
    })
}
