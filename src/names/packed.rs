//! A forest in few bytes, for millions of pairs: it says what the forest says.
//!
//! A value is known by how many of the limits that are ever asked of its feature it reaches; a question is then four
//! bytes, and the whole forest lies where the processor has it at hand.

use super::forest::{Forest, Node};
use std::hint::select_unpredictable;

/// A forest that was packed.
#[derive(Debug)]
pub struct Packed {
    /// By feature, rising.
    limits: Vec<Vec<f64>>,
    /// Where each tree begins.
    roots: Vec<u32>,
    /// Of all trees, one behind the other; and the share at each.
    questions: Vec<Question>,
    shares: Vec<f32>,
}

/// A question of a tree; no value is below that of an end, and nothing is above it.
#[derive(Debug, Clone, Copy)]
struct Question {
    /// What reaches fewer limits of the feature goes on below: to the next question.
    reached: u16,
    feature: u8,
    /// How many questions further all others go on.
    above: u8,
}

/// Features there may be: the number of a feature can then never be too large.
const MOST: usize = 64;

/// How many limits the value of each feature reaches: to the forest, two pairs that reach the same ones are one.
#[derive(Debug, Hash)]
pub struct Reached([u16; MOST]);

/// So many trees are asked side by side: each waits for its own answers only.
const ABREAST: usize = 10;

impl Packed {
    /// Packs a forest that asks about so many features.
    ///
    /// # Panics
    /// When there are more than 64 features, or a branch has more than 255 questions: the trainer makes smaller trees.
    pub fn of(forest: &Forest, features: usize) -> Packed {
        assert!(features <= MOST, "{features} features do not fit");
        let mut limits = vec![Vec::new(); features];
        for node in forest.trees.iter().flatten().filter(|node| !node.is_end()) {
            limits[usize::from(node.feature)].push(node.limit);
        }
        for limits in &mut limits {
            limits.sort_by(f64::total_cmp);
            limits.dedup();
        }
        let question = |node: &Node| {
            let limits = &limits[usize::from(node.feature)];
            let reached = if node.is_end() { 0 } else { limits.partition_point(|limit| *limit <= node.limit) };
            Question {
                reached: u16::try_from(reached).expect("a forest asks fewer questions"),
                feature: node.feature as u8,
                above: u8::try_from(node.above).expect("trees are small"),
            }
        };
        let mut packed = Packed {
            roots: Vec::with_capacity(forest.trees.len()),
            questions: forest.trees.iter().flatten().map(question).collect(),
            shares: forest.trees.iter().flatten().map(|node| node.share).collect(),
            limits: Vec::new(),
        };
        let mut root = 0;
        for tree in &forest.trees {
            packed.roots.push(root);
            root += tree.len() as u32;
        }
        Packed { limits, ..packed }
    }

    /// What values are to the forest.
    pub fn reached(&self, values: &[f64]) -> Reached {
        let mut reached = Reached([0; MOST]);
        for ((reached, limits), value) in reached.0.iter_mut().zip(&self.limits).zip(values) {
            *reached = limits.partition_point(|limit| limit <= value) as u16;
        }
        reached
    }

    /// The mean share over all trees, as [`Forest::raw`] says it.
    pub fn raw(&self, Reached(reached): &Reached) -> f64 {
        let mut sum = 0.0;
        for roots in self.roots.chunks(ABREAST) {
            let mut at = [0; ABREAST];
            at.iter_mut().zip(roots).for_each(|(at, root)| *at = *root as usize);
            loop {
                let mut moved = 0;
                for at in &mut at {
                    let question = self.questions[*at];
                    let below = reached[usize::from(question.feature) % MOST] < question.reached;
                    // Which one it is nobody could foretell, the processor neither: without a jump.
                    let step = select_unpredictable(below, 1, usize::from(question.above));
                    *at += step;
                    moved |= step;
                }
                if moved == 0 {
                    break;
                }
            }
            sum = at[..roots.len()].iter().fold(sum, |sum, at| sum + f64::from(self.shares[*at]));
        }
        sum / self.roots.len().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_the_forest_says() {
        let ask = |feature, limit, above| Node { share: 0.5, feature, above, limit };
        let tree = |shift: f64| {
            let shares = [0.1, 0.2, 0.3, 0.4, 0.7];
            let [a, b, c, d, e] = shares.map(|share| Node::end(share + shift as f32));
            vec![ask(0, shift, 4), ask(1, 0.25, 2), a, b, ask(1, 0.25 + shift, 2), c, ask(2, -1.0, 2), d, e]
        };
        for trees in [1, 10, 23] {
            let trees = (0..trees).map(|at| tree(f64::from(at) / 16.0)).collect();
            let forest = Forest { calibration: (1.0, 0.0), trees };
            let packed = Packed::of(&forest, 3);
            for at in 0..125 {
                let values = [at % 5, at / 5 % 5, at / 25].map(|step| f64::from(step) / 4.0 - 0.5);
                let values = [values[0], values[1], values[2] * 3.0];
                assert_eq!(packed.raw(&packed.reached(&values)).to_bits(), forest.raw(&values).to_bits(), "{values:?}");
            }
        }
    }
}
