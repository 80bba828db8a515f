//! From features to a score: a forest of small trees, read from a table of weights.
//!
//! Each tree asks one feature at a time and ends in the share of true pairs that the trainer saw there; the score is
//! the mean over all trees, calibrated. What a feature adds to a score is what the shares rise or fall by where it is
//! asked (Palczewska and others, "Interpreting random forest classification models", 2013).

use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// A question of a tree, or an end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// The share of true pairs among those that come here.
    pub share: f32,
    /// Index of the feature that is asked.
    pub feature: u16,
    /// How many nodes further it goes on at the limit or above; none at an end. Below it the next node follows.
    pub above: u16,
    /// No value is below that of an end.
    pub limit: f64,
}

impl Node {
    /// An end.
    pub fn end(share: f32) -> Node {
        Node { share, feature: 0, above: 0, limit: f64::NEG_INFINITY }
    }

    /// Whether nothing is asked.
    pub fn is_end(&self) -> bool {
        self.above == 0
    }

    /// How many nodes further it goes on by these values.
    fn step(&self, values: &[f64]) -> usize {
        if values[usize::from(self.feature)] < self.limit { 1 } else { usize::from(self.above) }
    }
}

/// Trees, each with its root first and every lower branch right behind its question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Forest {
    /// Slope and intercept on the log-odds.
    pub calibration: (f64, f64),
    /// The trees.
    pub trees: Vec<Vec<Node>>,
}

/// The file of weights.
#[derive(Debug, Serialize, Deserialize)]
struct Table {
    calibration: (f64, f64),
    features: Vec<Feature>,
    trees: Vec<String>,
}

/// A feature's row in the file of weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// How much of the score's movement it makes, in percent over all pairs of the trainer.
    pub weight: f64,
    /// What it says of two names.
    pub says: String,
}

impl Forest {
    /// Reads a file of weights made for these features.
    ///
    /// # Panics
    /// When the file is not whole or was made for other features; the trainer writes both.
    pub fn parse(text: &str, features: &[(&str, &str)]) -> Forest {
        let table: Table = toml::from_str(text).expect("the trainer writes TOML");
        let known =
            table.features.iter().map(|feature| feature.name.as_str()).eq(features.iter().map(|(name, _)| *name));
        assert!(known, "the weights are of other features: run the trainer again");
        Forest { calibration: table.calibration, trees: table.trees.iter().map(|tree| parse_tree(tree)).collect() }
    }

    /// The file of weights, for [`Forest::parse`].
    pub fn written(&self, features: &[Feature]) -> String {
        let (slope, intercept) = self.calibration;
        let mut text = format!("calibration = [{slope:.4}, {intercept:.4}]\n\nfeatures = [\n");
        for feature in features {
            let (name, says) = (toml::Value::from(feature.name.as_str()), toml::Value::from(feature.says.as_str()));
            let _ = writeln!(text, "  {{ name = {name}, weight = {:.1}, says = {says} }},", feature.weight);
        }
        text.push_str(
            "]\n\n# `share` at an end; `feature<limit:share` asks, the lower branch follows first.\ntrees = [\n",
        );
        for tree in &self.trees {
            let words: Vec<String> = tree.iter().map(written_node).collect();
            let _ = writeln!(text, "  \"{}\",", words.join(" "));
        }
        text.push_str("]\n");
        text
    }

    /// The calibrated score of a pair, 0 to 1.
    pub fn score(&self, values: &[f64]) -> f64 {
        self.calibrated(self.raw(values))
    }

    /// The mean share over all trees.
    pub fn raw(&self, values: &[f64]) -> f64 {
        let share = |tree: &Vec<Node>| {
            let mut at = 0;
            while !tree[at].is_end() {
                at += tree[at].step(values);
            }
            f64::from(tree[at].share)
        };
        self.trees.iter().map(share).sum::<f64>() / self.trees.len().max(1) as f64
    }

    /// A share as a probability.
    pub fn calibrated(&self, share: f64) -> f64 {
        let share = share.clamp(0.002, 0.998);
        let odds = (share / (1.0 - share)).ln();
        1.0 / (1.0 + (-(self.calibration.0 * odds + self.calibration.1)).exp())
    }

    /// What each feature adds to the share of a pair or takes from it.
    pub fn shares(&self, values: &[f64]) -> Vec<f64> {
        let mut shares = vec![0.0; values.len()];
        for tree in &self.trees {
            let mut at = 0;
            while !tree[at].is_end() {
                let next = at + tree[at].step(values);
                let rise = f64::from(tree[next].share) - f64::from(tree[at].share);
                shares[usize::from(tree[at].feature)] += rise / self.trees.len() as f64;
                at = next;
            }
        }
        shares
    }
}

fn written_node(node: &Node) -> String {
    if node.is_end() {
        return node.share.to_string();
    }
    format!("{}<{}:{}", node.feature, node.limit, node.share)
}

fn parse_tree(text: &str) -> Vec<Node> {
    let whole = "the trainer writes whole trees";
    let of = |text: &str| text.parse::<f32>().expect("the trainer writes numbers");
    let mut tree: Vec<Node> = Vec::new();
    // Questions whose upper branch is still to come.
    let mut open: Vec<usize> = Vec::new();
    let mut upper: Option<usize> = None;
    for word in text.split(' ') {
        let at = tree.len();
        if let Some(question) = upper.take() {
            let above = u16::try_from(at - question).expect("trees are small");
            tree[question].above = above;
        }
        match word.split_once('<') {
            Some((feature, rest)) => {
                let (limit, share) = rest.split_once(':').expect(whole);
                let feature = feature.parse().expect("the trainer writes numbers");
                let limit = limit.parse().expect("the trainer writes numbers");
                tree.push(Node { share: of(share), feature, above: 0, limit });
                open.push(at);
            }
            None => {
                tree.push(Node::end(of(word)));
                upper = open.pop();
            }
        }
    }
    tree
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_as_it_was_written() {
        let tree = vec![
            Node { share: 0.5, feature: 1, above: 4, limit: 0.25 },
            Node { share: 0.2, feature: 0, above: 2, limit: 2.0 },
            Node::end(0.1),
            Node::end(0.4),
            Node::end(0.9),
        ];
        let forest = Forest { calibration: (1.0, 0.0), trees: vec![tree] };
        let features = [("words", "words"), ("whole", "whole")];
        let rows = features.map(|(name, says)| Feature { name: name.into(), weight: 50.0, says: says.into() });
        let read = Forest::parse(&forest.written(&rows), &features);
        assert_eq!(read, forest);
        for (values, share) in [([1.0, 0.0], 0.1), ([3.0, 0.0], 0.4), ([0.0, 1.0], 0.9)] {
            assert!((read.raw(&values) - share).abs() < 1e-6);
        }
        let shares = read.shares(&[3.0, 0.0]);
        assert!((shares[0] - 0.2).abs() < 1e-6 && (shares[1] + 0.3).abs() < 1e-6, "{shares:?}");
        assert!((read.score(&[0.0, 1.0]) - 0.9).abs() < 1e-6);
    }
}
