//! From features to a score: a forest of small trees, read from a table of weights.
//!
//! Each tree asks one feature at a time and ends in the share of true pairs that the trainer saw there; the score is
//! the mean over all trees, calibrated. What a feature adds to a score is what the shares rise or fall by where it is
//! asked (Palczewska and others, "Interpreting random forest classification models", 2013).

use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// A question of a tree, or an end; small, because a score asks a thousand of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// The share of true pairs among those that come here.
    pub share: f32,
    /// Index of the feature that is asked; [`Node::END`] at an end.
    pub feature: u16,
    /// Where it goes on at the limit or above.
    pub above: u16,
    /// Below it the next node follows.
    pub limit: f64,
}

impl Node {
    /// In the place of a feature: nothing is asked.
    pub const END: u16 = u16::MAX;

    /// An end.
    pub fn end(share: f32) -> Node {
        Node { share, feature: Node::END, above: 0, limit: 0.0 }
    }

    /// Where it goes on by these values; nothing at an end.
    fn next(self, at: usize, values: &[f64]) -> Option<usize> {
        if self.feature == Node::END {
            return None;
        }
        Some(if values[usize::from(self.feature)] < self.limit { at + 1 } else { usize::from(self.above) })
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
        let shares = self.trees.iter().map(|tree| {
            let mut at = 0;
            while let Some(next) = tree[at].next(at, values) {
                at = next;
            }
            f64::from(tree[at].share)
        });
        shares.sum::<f64>() / self.trees.len().max(1) as f64
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
            while let Some(next) = tree[at].next(at, values) {
                let rise = f64::from(tree[next].share) - f64::from(tree[at].share);
                shares[usize::from(tree[at].feature)] += rise / self.trees.len() as f64;
                at = next;
            }
        }
        shares
    }
}

fn written_node(node: &Node) -> String {
    match node.feature {
        Node::END => node.share.to_string(),
        feature => format!("{feature}<{}:{}", node.limit, node.share),
    }
}

fn parse_tree(text: &str) -> Vec<Node> {
    let whole = "the trainer writes whole trees";
    let of = |text: &str| text.parse::<f32>().expect("the trainer writes numbers");
    let mut tree: Vec<Node> = Vec::new();
    // Questions whose upper branch is still to come.
    let mut open: Vec<usize> = Vec::new();
    let mut upper = None;
    for word in text.split(' ') {
        let at = tree.len();
        if let Some(question) = upper.take() {
            let question: &mut Node = tree.get_mut::<usize>(question).expect(whole);
            question.above = u16::try_from(at).expect("trees are small");
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
            Node { share: 0.2, feature: 0, above: 3, limit: 2.0 },
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
