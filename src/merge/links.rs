//! Scored pairs of names: who may be one.

use super::blocks::blocks;
use super::glance::Glances;
use crate::names::compare::{Name, score};
use crate::names::rules::NameRule;
use rayon::prelude::*;

/// Two names that may name one.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// Index of a name.
    pub left: usize,
    /// Index of a later name.
    pub right: usize,
    /// 0 to 1.
    pub score: f64,
    /// The rule that they fall under.
    pub rule: Option<&'static NameRule>,
}

/// Names whose links are found together: what all of them have is held once.
const AT_ONCE: usize = 10_000;

/// Every pair of names of one kind that scores at least `least`, in order. The names must be in the order of their
/// keys.
pub fn links(names: &[&Name], least: f64) -> Vec<Link> {
    let (blocks, glances) = (blocks(names), Glances::new(names));
    let of = |left: usize| -> Vec<Link> {
        let candidates = blocks.candidates(left).into_iter().map(|right| right as usize);
        let worth = candidates.filter(|right| glances.may_be_one(left, *right));
        let scored = worth.map(|right| {
            let scored = score(names[left], names[right]);
            Link { left, right, score: scored.score, rule: scored.rule }
        });
        scored.filter(|link| link.score >= least || link.rule.is_some_and(|rule| rule.verdict.keeps_apart())).collect()
    };
    let mut links = Vec::new();
    for first in (0..names.len()).step_by(AT_ONCE) {
        let some = first..names.len().min(first + AT_ONCE);
        some.into_par_iter().map(of).collect::<Vec<_>>().into_iter().for_each(|found| links.extend(found));
    }
    links
}
