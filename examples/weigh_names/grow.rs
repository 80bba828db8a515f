//! Grows a random forest (Breiman 2001): bootstrapped rows, a random choice of features at every question.

use crate::pairs::Pairs;
use undersigned::names::forest::{Forest, Node};

/// Trees of a forest.
const TREES: u64 = 150;
/// Questions from the root to an end, at most.
const DEEPEST: usize = 10;
/// Pairs at an end, at least.
const FEWEST: usize = 2;

/// A forest over some of the pairs.
pub fn forest(pairs: &Pairs, known: &[usize], seed: u64) -> Forest {
    let trees = (0..TREES).map(|number| {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9).wrapping_add(number << 32));
        let sample: Vec<usize> = known.iter().map(|_| known[random.below(known.len())]).collect();
        let mut tree = Vec::new();
        branch(&mut tree, pairs, &sample, 0, &mut random);
        tree
    });
    Forest { calibration: (1.0, 0.0), trees: trees.collect() }
}

fn branch(tree: &mut Vec<Node>, pairs: &Pairs, sample: &[usize], depth: usize, random: &mut Random) {
    let at = tree.len();
    let share = sample.iter().filter(|row| pairs.same[**row]).count() as f64 / sample.len() as f64;
    tree.push(Node::end(rounded(share) as f32));
    let pure = share == 0.0 || share == 1.0;
    if pure || depth == DEEPEST || sample.len() < 2 * FEWEST {
        return;
    }
    let Some((feature, limit)) = best_question(pairs, sample, random) else { return };
    let (below, above): (Vec<usize>, Vec<usize>) = sample.iter().partition(|row| pairs.values[**row][feature] < limit);
    branch(tree, pairs, &below, depth + 1, random);
    let next = tree.len();
    tree[at].feature = u16::try_from(feature).expect("features are few");
    tree[at].limit = limit;
    tree[at].above = u16::try_from(next - at).expect("trees are small");
    branch(tree, pairs, &above, depth + 1, random);
}

/// The question of those tried that parts true from false best, by Gini's impurity.
fn best_question(pairs: &Pairs, sample: &[usize], random: &mut Random) -> Option<(usize, f64)> {
    let count = pairs.values[0].len();
    let tried = (count as f64).sqrt() as usize;
    let mut features: Vec<usize> = (0..count).collect();
    for at in 0..count {
        features.swap(at, at + random.below(count - at));
    }
    let mut best: Option<(f64, usize, f64)> = None;
    let mut asked = 0;
    for feature in features {
        if asked >= tried && best.is_some() {
            break;
        }
        let mut rows: Vec<(f64, bool)> =
            sample.iter().map(|row| (pairs.values[*row][feature], pairs.same[*row])).collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        if rows[0].0 == rows[rows.len() - 1].0 {
            continue;
        }
        asked += 1;
        let all = rows.iter().filter(|row| row.1).count() as f64;
        let (total, mut below) = (rows.len() as f64, 0.0);
        for cut in 1..rows.len() {
            below += f64::from(u8::from(rows[cut - 1].1));
            let limit = rounded((rows[cut - 1].0 + rows[cut].0) / 2.0);
            let parts = rows[cut - 1].0 < limit && limit <= rows[cut].0;
            if !parts || cut < FEWEST || rows.len() - cut < FEWEST {
                continue;
            }
            let n = cut as f64;
            let impurity = |true_ones: f64, n: f64| true_ones * (n - true_ones) / n;
            let left = impurity(below, n) + impurity(all - below, total - n);
            if best.is_none_or(|(least, ..)| left < least) {
                best = Some((left, feature, limit));
            }
        }
    }
    best.map(|(_, feature, limit)| (feature, limit))
}

/// What is written is what is used.
fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}
