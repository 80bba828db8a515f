//! Mentions of one document that are one name so far: groups that grow together.

use crate::model::Kind;

/// Which mentions are one: the first mention of each group stands for it.
pub struct Groups {
    /// By the number of a name, the first mention in its group.
    by_name: Vec<Option<usize>>,
    /// The mention each mention goes with; a root goes with itself.
    with: Vec<Option<usize>>,
}

impl Groups {
    /// Of so many mentions, and as many names at most, none is in a group.
    pub fn of(mentions: usize) -> Groups {
        Groups { by_name: vec![None; mentions], with: vec![None; mentions] }
    }

    /// Puts a mention into the group of its name.
    pub fn put(&mut self, mention: usize, name: usize) {
        self.with[mention] = Some(*self.by_name[name].get_or_insert(mention));
    }

    /// Puts a mention, with all of its name, into the group of a fuller one; without one into the group of its name.
    pub fn join(&mut self, mention: usize, (kind, name): (Kind, usize), fuller: Option<usize>) {
        let Some(fuller) = fuller.map(|other| self.root(other)) else {
            if !self.holds(mention) {
                self.put(mention, name);
            }
            return;
        };
        if kind == Kind::Person && self.holds(mention) {
            let own = self.root(mention);
            self.with[own] = Some(fuller);
        }
        self.with[mention] = Some(fuller);
    }

    /// The first mention in the group of a name.
    pub fn named(&self, name: usize) -> Option<usize> {
        self.by_name[name]
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
