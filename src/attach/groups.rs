//! Mentions of one document that are one name so far: groups that grow together.

use crate::lexicon::quick::QuickMap;
use crate::model::Kind;

/// Which mentions are one: the first mention of each group stands for it.
pub struct Groups<'n> {
    by_name: QuickMap<(Kind, &'n str), usize>,
    /// The mention each mention goes with; a root goes with itself.
    with: Vec<Option<usize>>,
}

impl<'n> Groups<'n> {
    /// Of so many mentions none is in a group.
    pub fn of(mentions: usize) -> Groups<'n> {
        Groups { by_name: QuickMap::with_capacity_and_hasher(mentions, Default::default()), with: vec![None; mentions] }
    }

    /// Puts a mention into the group of its name.
    pub fn put(&mut self, mention: usize, name: (Kind, &'n str)) {
        self.with[mention] = Some(*self.by_name.entry(name).or_insert(mention));
    }

    /// Puts a mention, with all of its name, into the group of a fuller one; without one into the group of its name.
    pub fn join(&mut self, mention: usize, name: (Kind, &'n str), fuller: Option<usize>) {
        let Some(fuller) = fuller.map(|other| self.root(other)) else {
            if !self.holds(mention) {
                self.put(mention, name);
            }
            return;
        };
        if name.0 == Kind::Person && self.holds(mention) {
            let own = self.root(mention);
            self.with[own] = Some(fuller);
        }
        self.with[mention] = Some(fuller);
    }

    /// The first mention of a name.
    pub fn named(&self, name: (Kind, &str)) -> Option<usize> {
        self.by_name.get(&name).copied()
    }

    /// Whether a mention is in a group.
    pub fn holds(&self, mention: usize) -> bool {
        self.with[mention].is_some()
    }

    /// The mention that stands for the group of another.
    pub fn root(&self, mention: usize) -> usize {
        let mut at = mention;
        while let Some(next) = self.with[at].filter(|next| *next != at) {
            at = next;
        }
        at
    }
}
