//! Hard rules about two names: what is kept apart or asked about, whatever the score.

pub mod bodies;
pub mod people;

use crate::model::Rule;

/// Every rule about two names, people first.
pub fn all() -> impl Iterator<Item = &'static NameRule> {
    people::RULES.into_iter().chain(bodies::RULES)
}

/// What a rule says of two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Two, whatever the score.
    Apart,
    /// Perhaps one: nothing merges without the analyst.
    Ask,
    /// Two, of which one is a part of the other.
    Parent,
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Verdict::Apart => "apart",
            Verdict::Ask => "ask",
            Verdict::Parent => "parent",
        })
    }
}

/// A rule about two names.
#[derive(Debug)]
pub struct NameRule {
    /// Its name and its page.
    pub rule: Rule,
    /// What it says.
    pub verdict: Verdict,
}

impl NameRule {
    const fn new(name: &'static str, verdict: Verdict, page: &'static str) -> NameRule {
        NameRule { rule: Rule { name, page }, verdict }
    }
}
