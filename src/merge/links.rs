//! Scored pairs of names: who may be one.

use super::blocks::{Blocks, blocks};
use super::glance::Glances;
use crate::model::Notice;
use crate::names::compare::{Name, score_to_merge};
use crate::names::rules::{NameRule, Verdict};
use rayon::prelude::*;
use std::borrow::Borrow;

/// Two names that may name one, or that a rule keeps apart.
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

/// Names of one kind, in the order of their keys, and which of them are worth comparing.
///
/// A million names have tens of millions of links: those are held that somebody asks for, and the others are made anew
/// where two names are looked up.
#[derive(Debug)]
pub struct Pairs<N> {
    names: Vec<N>,
    blocks: Blocks,
    glances: Glances,
    least: f64,
}

/// What was found among many names.
#[derive(Debug, Default)]
pub struct Found {
    /// In order, in pieces: they are never copied to grow.
    pub links: Vec<Vec<Link>>,
    /// Indices of the names that were compared with some only of the names that they share a block with; rising.
    pub crowded: Vec<usize>,
}

/// Names whose links are found together: while they are, they are held twice.
const AT_ONCE: usize = 1_000;

impl<N: Borrow<Name> + Sync> Pairs<N> {
    /// Of names in the order of their keys; two are linked that score at least `least`, or that a rule keeps apart.
    pub fn new(names: Vec<N>, least: f64) -> Pairs<N> {
        let all: Vec<&Name> = names.iter().map(N::borrow).collect();
        let (blocks, glances) = (blocks(&all), Glances::new(&all));
        Pairs { names, blocks, glances, least }
    }

    /// The names.
    pub fn names(&self) -> &[N] {
        &self.names
    }

    /// All links that are wanted.
    pub fn links(&self, wanted: impl Fn(&Link) -> bool + Sync) -> Found {
        let of = |left: usize| -> (Vec<Link>, bool) {
            let candidates = self.blocks.candidates(left);
            let links = candidates.names.into_iter().filter_map(|right| self.link(left as u32, right));
            (links.filter(&wanted).collect(), candidates.crowded)
        };
        let mut found = Found::default();
        for first in (0..self.names.len()).step_by(AT_ONCE) {
            let some = first..self.names.len().min(first + AT_ONCE);
            let all: Vec<(Vec<Link>, bool)> = some.clone().into_par_iter().map(of).collect();
            found.crowded.extend(some.zip(&all).filter(|(_, (_, crowded))| *crowded).map(|(left, _)| left));
            let mut piece = Vec::with_capacity(all.iter().map(|(links, _)| links.len()).sum());
            piece.extend(all.into_iter().flat_map(|(links, _)| links));
            found.links.push(piece);
        }
        found
    }

    /// The link of two names, in whatever order they are given.
    pub fn between(&self, one: u32, other: u32) -> Option<Link> {
        let (left, right) = (one.min(other), one.max(other));
        self.blocks.are_candidates(left as usize, right as usize).then(|| self.link(left, right)).flatten()
    }

    /// The link of two names that are worth comparing.
    fn link(&self, left: u32, right: u32) -> Option<Link> {
        let (a, b) = (left as usize, right as usize);
        if !self.glances.may_be_one(a, b) {
            return None;
        }
        let scored = score_to_merge(self.names[a].borrow(), self.names[b].borrow());
        let link = Link { left, right, score: scored.score, rule: scored.rule };
        (link.score >= self.least || link.keeps_apart()).then_some(link)
    }
}

impl Link {
    /// Whether a rule says that they are two.
    pub fn keeps_apart(&self) -> bool {
        self.is(Verdict::Apart) || self.is(Verdict::Parent)
    }

    /// Whether they fall under a rule of this verdict.
    pub fn is(&self, verdict: Verdict) -> bool {
        self.rule.is_some_and(|rule| rule.verdict == verdict)
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
