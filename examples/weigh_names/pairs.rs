//! Labelled pairs of names with their features.

use std::collections::BTreeMap;
use std::path::Path;
use undersigned::model::Kind;
use undersigned::names::align::align;
use undersigned::names::compare::{Name, Parts, are_equal};
use undersigned::names::rules::{self, NameRule, Verdict};
use undersigned::names::vocabulary::Vocabulary;
use undersigned::names::{bodies, people};

/// Labelled pairs, column by column.
pub struct Pairs {
    /// Both names as written.
    pub names: Vec<(String, String)>,
    /// Whether they name one.
    pub same: Vec<bool>,
    /// What makes them differ, in the words of the set.
    pub difference: Vec<String>,
    /// Their features.
    pub values: Vec<Vec<f64>>,
    /// The rule that they fall under.
    pub rules: Vec<Option<&'static NameRule>>,
    /// Whether they are equal.
    pub equal: Vec<bool>,
}

/// Reads a set of pairs.
pub fn read(path: &Path, kind: Kind) -> Pairs {
    let mut pairs = Pairs {
        names: Vec::new(),
        same: Vec::new(),
        difference: Vec::new(),
        values: Vec::new(),
        rules: Vec::new(),
        equal: Vec::new(),
    };
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    for row in reader.records() {
        let row = row.expect("the set is a CSV table");
        let name = |name: &str| Name::new(kind, name, Vocabulary::built_in());
        let (left, right) = (name(&row[0]), name(&row[1]));
        let (values, rule) = measured(&left, &right);
        pairs.names.push((row[0].to_owned(), row[1].to_owned()));
        pairs.same.push(&row[2] == "1");
        pairs.difference.push(row[3].to_owned());
        pairs.values.push(values);
        pairs.rules.push(rule);
        pairs.equal.push(are_equal(&left, &right));
    }
    pairs
}

fn measured(left: &Name, right: &Name) -> (Vec<f64>, Option<&'static NameRule>) {
    match (&left.parts, &right.parts) {
        (Parts::Person(a), Parts::Person(b)) => {
            let pairs = align(&a.words, &b.words);
            (people::features(a, b, &pairs).to_vec(), rules::people::settle(a, b, &pairs))
        }
        (Parts::Body(a), Parts::Body(b)) => {
            let pairs = bodies::align(&a.terms, &b.terms);
            (bodies::features(a, b, &pairs).to_vec(), rules::bodies::settle(a, b, &pairs))
        }
        _ => unreachable!("both are of one kind"),
    }
}

/// Whether some chain of pairs links two names.
fn linked(names: &[(String, String)], at: usize, other: usize) -> bool {
    let link = |name: &str| {
        names
            .iter()
            .filter(|(a, b)| a == name || b == name)
            .flat_map(|(a, b)| [a.clone(), b.clone()])
            .collect::<std::collections::BTreeSet<_>>()
    };
    let mut known = link(&names[at].0);
    loop {
        let more: std::collections::BTreeSet<String> = known.iter().flat_map(|name| link(name)).collect();
        if more.len() == known.len() {
            return known.contains(&names[other].0);
        }
        known = more;
    }
}

impl Pairs {
    /// As many pairs of strangers again: names of two folds that share a word. A forest that never
    /// saw strangers thinks that all names are cousins.
    pub fn with_strangers(&self, kind: Kind, folds: &[usize]) -> (Pairs, Vec<usize>) {
        let count = self.len();
        let mut strangers = Pairs {
            names: self.names.clone(),
            same: self.same.clone(),
            difference: self.difference.clone(),
            values: self.values.clone(),
            rules: self.rules.clone(),
            equal: self.equal.clone(),
        };
        let mut folds = folds.to_vec();
        let parsed: Vec<Name> =
            self.names.iter().map(|(_, right)| Name::new(kind, right, Vocabulary::built_in())).collect();
        let wanted = count;
        // Steps that have no common divisor with most counts, so that every name meets others.
        'steps: for step in [7, 31, 101, 211, 307, 401, 17, 53, 71, 89, 127, 151, 179, 233, 251, 277, 331, 353, 379] {
            for at in 0..count {
                let other = (at + step) % count;
                if strangers.len() >= count + wanted {
                    break 'steps;
                }
                if folds[at] != folds[other]
                    || self.names[at].0 == self.names[other].0
                    || linked(&self.names, at, other)
                {
                    continue;
                }
                let (values, rule) = measured(&parsed[at], &parsed[other]);
                let shares = values[if kind == Kind::Person { 8 } else { 7 }] > 0.0;
                if shares && rule.is_none() {
                    strangers.names.push((self.names[at].1.clone(), self.names[other].1.clone()));
                    strangers.same.push(false);
                    strangers.difference.push("strangers".to_owned());
                    strangers.values.push(values);
                    strangers.rules.push(rule);
                    strangers.equal.push(false);
                    folds.push(folds[at]);
                }
            }
        }
        (strangers, folds)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether the score decides about a pair, alone or with a rule that asks.
    pub fn is_scored(&self, at: usize) -> bool {
        self.rules[at].is_none_or(|rule| rule.verdict == Verdict::Ask)
    }

    /// For each pair its fold: pairs that are linked by shared names are in one; the largest links first, each into
    /// the emptiest fold.
    pub fn folds(&self, folds: usize) -> Vec<usize> {
        let mut link: BTreeMap<&str, &str> = BTreeMap::new();
        fn root<'a>(link: &BTreeMap<&'a str, &'a str>, mut name: &'a str) -> &'a str {
            while let Some(next) = link.get(name).filter(|next| **next != name) {
                name = next;
            }
            name
        }
        for (left, right) in &self.names {
            let (a, b) = (root(&link, left), root(&link, right));
            link.insert(a, b);
        }
        let roots: Vec<&str> = self.names.iter().map(|(left, _)| root(&link, left)).collect();
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        for root in &roots {
            *sizes.entry(root).or_default() += 1;
        }
        let mut order: Vec<(&str, usize)> = sizes.into_iter().collect();
        order.sort_by_key(|(root, size)| (std::cmp::Reverse(*size), *root));
        let mut load = vec![0; folds];
        let mut fold_of: BTreeMap<&str, usize> = BTreeMap::new();
        for (root, size) in order {
            let emptiest = (0..folds).min_by_key(|fold| load[*fold]).expect("there are folds");
            load[emptiest] += size;
            fold_of.insert(root, emptiest);
        }
        roots.iter().map(|root| fold_of[root]).collect()
    }
}
