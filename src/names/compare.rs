//! How alike two names are: a score that is a probability, the rule that settles it, and the reasons.

use super::align::align;
use super::body::{self, Body};
use super::forest::Forest;
use super::key::key;
use super::met::Met;
use super::packed::{Packed, Reached};
use super::person::{self, Person};
use super::rules::{self, NameRule, Verdict};
use super::vocabulary::Vocabulary;
use super::word::hash;
use super::{bodies, people};
use crate::model::{Kind, Text};
use std::cell::RefCell;
use std::fmt;
use std::hash::Hash;
use std::sync::LazyLock;

/// A name made ready to compare.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Its key: names of one key are equal.
    pub key: Text,
    /// Its parts.
    pub parts: Parts,
}

/// The parts of a name of either kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Parts {
    /// Of a person.
    Person(Box<Person>),
    /// Of an organisation.
    Body(Box<Body>),
}

impl Name {
    /// Parses a name as written.
    pub fn new(kind: Kind, name: &str, vocabulary: &Vocabulary) -> Name {
        let parts = match kind {
            Kind::Person => Parts::Person(Box::new(person::parse(name))),
            Kind::Organisation | Kind::Place | Kind::Other => Parts::Body(Box::new(body::parse(name, vocabulary))),
        };
        Name { key: key(kind, name).into(), parts }
    }
}

/// What becomes of two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// They are two.
    Apart,
    /// The analyst is asked.
    Ask,
    /// They are one.
    Merge,
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Band::Apart => "apart",
            Band::Ask => "ask",
            Band::Merge => "merge",
        })
    }
}

/// A score and the rule that shaped it.
#[derive(Debug, Clone, Copy)]
pub struct Score {
    /// 0 to 1: the probability that both names name one.
    pub score: f64,
    /// The rule that they fall under.
    pub rule: Option<&'static NameRule>,
}

impl Score {
    /// What becomes of the two names, where scores of `merge` and more merge and those of `ask` and more are asked
    /// about.
    pub fn band(&self, merge: f64, ask: f64) -> Band {
        match self.rule.map(|rule| rule.verdict) {
            Some(Verdict::Apart | Verdict::Parent) => Band::Apart,
            Some(Verdict::Ask) if self.score >= ask => Band::Ask,
            None if self.score >= merge => Band::Merge,
            None if self.score >= ask => Band::Ask,
            _ => Band::Apart,
        }
    }
}

/// A feature of two names, and what it adds to their score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// Its name.
    pub feature: &'static str,
    /// What it says.
    pub says: &'static str,
    /// Its value.
    pub value: f64,
    /// What it adds to the score or takes from it, before calibration.
    pub adds: f64,
}

/// Equal names that no rule asks about.
const EQUAL: f64 = 0.99;

/// What is kept apart by a rule and was not weighed.
const NOT_WEIGHED: f64 = 0.01;

/// What is kept apart by a rule scores less.
const APART: f64 = 0.09;

/// The least score of what is asked about by a rule, and how much more it may be.
const ASK: (f64, f64) = (0.1, 0.6);

/// How alike two names of one kind are. Names of two kinds are never one.
pub fn score(left: &Name, right: &Name) -> Score {
    weigh(left, right, |_| true)
}

/// The same, but names that a rule keeps apart are not weighed: where nobody asks how alike they are.
pub fn score_to_merge(left: &Name, right: &Name) -> Score {
    weigh(left, right, |rule| rule.verdict == Verdict::Ask)
}

/// A score; under a rule the features are weighed only where it is worth it.
fn weigh(left: &Name, right: &Name, worth: fn(&NameRule) -> bool) -> Score {
    let (rule, raw) = match (&left.parts, &right.parts) {
        (Parts::Person(a), Parts::Person(b)) => {
            let pairs = align(&a.words, &b.words);
            let rule = rules::people::settle(a, b, &pairs);
            (
                rule,
                rule.is_none_or(worth).then(|| PEOPLE.score(&PEOPLE.packed.reached(&people::features(a, b, &pairs)))),
            )
        }
        (Parts::Body(a), Parts::Body(b)) => {
            let pairs = bodies::align(&a.terms, &b.terms);
            let rule = rules::bodies::settle(a, b, &pairs);
            (rule, rule.is_none_or(worth).then(|| score_of_bodies(&bodies::features(a, b, &pairs))))
        }
        _ => return Score { score: 0.0, rule: None },
    };
    let equal = are_equal(left, right);
    Score { score: raw.map_or(NOT_WEIGHED, |raw| settled(rule, raw, equal)), rule }
}

/// Whether two names are equal: their keys are, or, of people, the words behind titles and before letters.
pub fn are_equal(left: &Name, right: &Name) -> bool {
    left.key == right.key && !left.key.is_empty()
        || matches!((&left.parts, &right.parts), (Parts::Person(a), Parts::Person(b)) if a.is_same(b))
}

/// What equal names and a rule make of the score of the features: each verdict has a band of its own, and in it the names
/// keep their order.
///
/// A rule that asks leaves a score in the middle: its evidence is that of the names, its doubt that of the rule. A rule
/// that keeps apart leaves a low score nearly as it is and bends a high one below the questions.
pub fn settled(rule: Option<&NameRule>, raw: f64, equal: bool) -> f64 {
    let raw = if equal { raw.max(EQUAL) } else { raw };
    match rule.map(|rule| rule.verdict) {
        Some(Verdict::Apart | Verdict::Parent) => APART * (raw / APART).tanh(),
        Some(Verdict::Ask) => ASK.0 + ASK.1 * raw,
        None => raw,
    }
}

/// What moves the score of two names, the strongest first.
pub fn reasons(left: &Name, right: &Name) -> Vec<Reason> {
    let (values, shares, features) = match (&left.parts, &right.parts) {
        (Parts::Person(a), Parts::Person(b)) => {
            let values = people::features(a, b, &align(&a.words, &b.words));
            let shares = PEOPLE.forest.shares(&values);
            (values.to_vec(), shares, people::FEATURES)
        }
        (Parts::Body(a), Parts::Body(b)) => {
            let values = bodies::features(a, b, &bodies::align(&a.terms, &b.terms));
            let shares = BODIES.forest.shares(&values);
            (values.to_vec(), shares, bodies::FEATURES)
        }
        _ => return Vec::new(),
    };
    let rows = features.iter().zip(values).zip(shares);
    let mut reasons: Vec<Reason> =
        rows.map(|(((feature, says), value), adds)| Reason { feature, says, value: value + 0.0, adds }).collect();
    reasons.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()));
    reasons
}

/// A forest, and the same for many pairs.
struct Weights {
    forest: Forest,
    packed: Packed,
}

impl Weights {
    fn parse(text: &str, features: &[(&str, &str)]) -> Weights {
        let forest = Forest::parse(text, features);
        Weights { packed: Packed::of(&forest, features.len()), forest }
    }

    fn score(&self, reached: &Reached) -> f64 {
        self.forest.calibrated(self.packed.raw(reached))
    }
}

thread_local! {
    static MET: RefCell<Met<f64>> = RefCell::default();
}

/// The score of two bodies. Those that share a block are mostly alike in one of few ways.
fn score_of_bodies(values: &bodies::Values) -> f64 {
    let reached = BODIES.packed.reached(values);
    let number = hash(|hasher| reached.hash(hasher));
    MET.with_borrow_mut(|met| met.of((number, 0), || BODIES.score(&reached)))
}

static PEOPLE: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("../../data/names/people.toml"), people::FEATURES));
static BODIES: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("../../data/names/organisations.toml"), bodies::FEATURES));

#[cfg(test)]
mod tests {
    use super::*;

    fn band(kind: Kind, left: &str, right: &str) -> Band {
        let name = |name| Name::new(kind, name, Vocabulary::built_in());
        score(&name(left), &name(right)).band(0.9, 0.1)
    }

    #[test]
    fn spellings_merge_and_relatives_do_not() {
        assert_eq!(band(Kind::Person, "Hassan Thornquist", "Hasan Thornquist"), Band::Merge);
        assert_eq!(band(Kind::Person, "Dr Ida Reed", "REED, Ida"), Band::Merge);
        assert_ne!(band(Kind::Person, "Ida Thornquist", "Otto Thornquist"), Band::Merge);
        assert_ne!(band(Kind::Person, "Hassan Thornquist", "Hossein Thornquist"), Band::Merge);
        assert_eq!(band(Kind::Organisation, "Lantern Reed Centre", "Lantern Reed Center, Inc."), Band::Merge);
        assert_ne!(band(Kind::Organisation, "Lantern Reed Centre", "Lantern Marsh Centre"), Band::Merge);
    }

    #[test]
    fn a_verdict_has_its_band_and_keeps_the_order_within_it() {
        for rule in rules::all() {
            let (worst, best) = (settled(Some(rule), 0.0, false), settled(Some(rule), 1.0, false));
            let bands = [worst, best].map(|score| Score { score, rule: Some(rule) }.band(0.9, 0.1));
            let expected = if rule.verdict == Verdict::Ask { Band::Ask } else { Band::Apart };
            assert!(worst < best && bands == [expected; 2], "{}", rule.rule.name);
            assert_eq!(best < 0.1, expected == Band::Apart, "the score by itself says so too");
        }
        assert_eq!(settled(None, 0.4, false), 0.4);
        assert!(settled(None, 0.4, true) > 0.9);
    }

    #[test]
    fn every_page_of_a_rule_is_true() {
        let mut wrong = Vec::new();
        let kinds = rules::people::RULES.iter().map(|rule| (Kind::Person, rule));
        for (kind, rule) in kinds.chain(rules::bodies::RULES.iter().map(|rule| (Kind::Organisation, rule))) {
            let page = rule.rule.page;
            assert!(page.starts_with(&format!("# {}\n", rule.rule.name)), "{}", rule.rule.name);
            let pairs = page.split("```").nth(1).expect("a page has pairs");
            let rows: Vec<&str> = pairs.lines().skip(1).collect();
            assert!(rows.len() >= 2, "{}: two examples at least", rule.rule.name);
            for row in rows {
                let (names, expected) = row.rsplit_once(": ").expect("`left | right: verdict`");
                let (left, right) = names.split_once(" | ").expect("`left | right: verdict`");
                let name = |name| Name::new(kind, name, Vocabulary::built_in());
                let found =
                    score(&name(left), &name(right)).rule.map_or("-".to_owned(), |rule| rule.verdict.to_string());
                if found != expected {
                    wrong.push(format!("{}: {row}, found {found}", rule.rule.name));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
