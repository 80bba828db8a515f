//! Scored pairs of names: who may be one.

use super::blocks::blocks;
use super::glance::Glances;
use crate::model::Notice;
use crate::names::compare::{Name, score_to_merge};
use crate::names::rules::NameRule;
use rayon::prelude::*;

/// Two names that may name one. A million names have tens of millions of these.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// Index of a name.
    pub left: u32,
    /// Index of a later name.
    pub right: u32,
    /// 0 to 1.
    pub score: f64,
    /// The rule that they fall under.
    pub rule: Option<&'static NameRule>,
}

/// Names whose links are found together, and held together: while they are, they are held twice.
const AT_ONCE: usize = 1_000;

/// Links in their order, in pieces of so many names: they are never copied to grow.
#[derive(Debug, Default)]
pub struct Links(Vec<Vec<Link>>);

impl Links {
    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Link> + Clone {
        self.0.iter().flatten()
    }

    /// The link of two names, in whatever order they are given.
    pub fn between(&self, one: u32, other: u32) -> Option<&Link> {
        let ends = (one.min(other), one.max(other));
        let piece = self.0.get(ends.0 as usize / AT_ONCE)?;
        piece.binary_search_by_key(&ends, |link| (link.left, link.right)).ok().map(|at| &piece[at])
    }
}

/// What was found among many names.
#[derive(Debug, Default)]
pub struct Found {
    /// In order.
    pub links: Links,
    /// Indices of the names that were compared with some only of the names that they share a block with; rising.
    pub crowded: Vec<usize>,
}

/// Every pair of names of one kind that scores at least `least`. The names must be in the order of their keys.
pub fn links(names: &[&Name], least: f64) -> Found {
    let (blocks, glances) = (blocks(names), Glances::new(names));
    let of = |left: usize| -> (Vec<Link>, bool) {
        let candidates = blocks.candidates(left);
        let worth = candidates.names.into_iter().map(|right| right as usize);
        let scored = worth.filter(|right| glances.may_be_one(left, *right)).map(|right| {
            let scored = score_to_merge(names[left], names[right]);
            Link { left: left as u32, right: right as u32, score: scored.score, rule: scored.rule }
        });
        let told = |link: &Link| link.score >= least || link.rule.is_some_and(|rule| rule.verdict.keeps_apart());
        (scored.filter(told).collect(), candidates.crowded)
    };
    let mut found = Found::default();
    for first in (0..names.len()).step_by(AT_ONCE) {
        let some = first..names.len().min(first + AT_ONCE);
        let all: Vec<(Vec<Link>, bool)> = some.clone().into_par_iter().map(of).collect();
        found.crowded.extend(some.zip(&all).filter(|(_, (_, crowded))| *crowded).map(|(left, _)| left));
        let mut piece = Vec::with_capacity(all.iter().map(|(links, _)| links.len()).sum());
        piece.extend(all.into_iter().flat_map(|(links, _)| links));
        found.links.0.push(piece);
    }
    found
}

#[cfg(test)]
impl FromIterator<Link> for Links {
    fn from_iter<T: IntoIterator<Item = Link>>(links: T) -> Links {
        Links(vec![links.into_iter().collect()])
    }
}

/// Tells of names that are too many to be compared with all that share a block with them; `written` gives a name by its
/// index.
pub fn crowd<'a>(crowded: &[usize], written: impl Fn(usize) -> &'a str) -> Option<Notice> {
    let first = written(*crowded.first()?);
    let message = format!(
        "{} names, {first} among them, share their words with so many others that each was compared with the nearest \
         in the alphabet only",
        crowded.len()
    );
    Some(Notice {
        code: "not-all-compared".into(),
        document: String::new(),
        page: None,
        line: None,
        message,
        help: "give fewer documents at a time, or say in decisions.csv which names are the same".into(),
    })
}
