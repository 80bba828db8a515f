//! The best labels of a stretch, and how sure they are: a linear-chain conditional random field (Lafferty, McCallum and
//! Pereira 2001), decoded by Viterbi's algorithm and summed by the forward-backward algorithm.

use super::tags::{OUTSIDE, TAGS, may_follow};

/// Points of each label, word by word, and of each label behind each other.
pub struct Lattice<'a> {
    /// Points of the labels of each word.
    pub words: &'a [[f32; TAGS]],
    /// For each word, and last for the end, the steps of its labels from the word before.
    pub steps: &'a [&'a Steps],
}

/// The points of each label behind each other, `[behind][label]`, and their weights: e to the power of the points. A label
/// that may not follow another has no chance.
#[derive(Debug, Clone)]
pub struct Steps {
    points: [[f32; TAGS]; TAGS],
    chances: [[f32; TAGS]; TAGS],
    weights: [[f64; TAGS]; TAGS],
    /// The same, `[label][behind]`.
    turned: [[f64; TAGS]; TAGS],
}

impl Steps {
    /// Weighs points.
    pub fn new(points: [[f32; TAGS]; TAGS]) -> Steps {
        let table = |cell: &dyn Fn(usize, usize) -> f32| std::array::from_fn(|b| std::array::from_fn(|t| cell(b, t)));
        let chances: [[f32; TAGS]; TAGS] =
            table(&|before, tag| if may_follow(before, tag) { points[before][tag] } else { f32::NEG_INFINITY });
        let weights = chances.map(|row| weights(&row));
        let turned = std::array::from_fn(|tag| weights.map(|row| row[tag]));
        Steps { points, chances, weights, turned }
    }

    /// What was weighed.
    pub fn points(&self) -> &[[f32; TAGS]; TAGS] {
        &self.points
    }
}

/// `e` to the power of points.
///
/// Written out, since a system's own function may round the last bit in another way, and what is trained would then
/// depend on the machine: a power of two times the Taylor series of what is left, to 1e-15. The series of all labels are
/// summed side by side.
fn weights(points: &[f32; TAGS]) -> [f64; TAGS] {
    let points = points.map(|points| f64::from(points.clamp(-MOST, MOST)));
    // To the nearest whole number, without a call of the system for each.
    let nearest = |twos: f64| (twos + 0.5_f64.copysign(twos)) as i64;
    let twos = points.map(|points| nearest(points * std::f64::consts::LOG2_E));
    let rests: [f64; TAGS] = std::array::from_fn(|tag| points[tag] - twos[tag] as f64 * std::f64::consts::LN_2);
    let mut series = [1.0; TAGS];
    for n in (1..=13).rev() {
        series.iter_mut().zip(rests).for_each(|(sum, rest)| *sum = 1.0 + *sum * rest / f64::from(n));
    }
    std::array::from_fn(|tag| {
        let power = f64::from_bits(((twos[tag] + 1023) as u64) << 52);
        if points[tag] > -f64::from(MOST) { series[tag] * power } else { 0.0 }
    })
}

/// More points are as many; fewer than less this have no weight.
const MOST: f32 = 700.0;

impl<'a> Lattice<'a> {
    /// The labels with the greatest sum of points.
    pub fn best(&self) -> Vec<usize> {
        let mut behind: Vec<[u8; TAGS]> = Vec::with_capacity(self.words.len());
        let mut sums = [f32::NEG_INFINITY; TAGS];
        sums[OUTSIDE] = 0.0;
        for (word, step) in self.words.iter().zip(self.steps) {
            let mut next = [f32::NEG_INFINITY; TAGS];
            let mut from = [0_u32; TAGS];
            for (before, chances) in step.chances.iter().enumerate() {
                for tag in 0..TAGS {
                    let sum = sums[before] + chances[tag];
                    let better = sum > next[tag];
                    next[tag] = if better { sum } else { next[tag] };
                    from[tag] = if better { before as u32 } else { from[tag] };
                }
            }
            sums = std::array::from_fn(|tag| next[tag] + word[tag]);
            behind.push(from.map(|before| before as u8));
        }
        let end = &self.steps[self.words.len()].points;
        let closed = (0..TAGS).filter(|tag| may_follow(*tag, OUTSIDE));
        let mut tag = closed.max_by(|a, b| (sums[*a] + end[*a][OUTSIDE]).total_cmp(&(sums[*b] + end[*b][OUTSIDE])));
        let mut tags = Vec::with_capacity(self.words.len());
        for from in behind.iter().rev() {
            let here = tag.expect("no name is one way to read every stretch");
            tags.push(here);
            tag = Some(usize::from(from[here]));
        }
        tags.reverse();
        tags
    }

    /// Sums of weights over all readings, scaled word by word.
    pub fn sums(&self) -> Sums<'a> {
        let n = self.words.len();
        let weights: Vec<[f64; TAGS]> = self.words.iter().map(weights).collect();
        let steps = self.steps;
        let mut forward = vec![[0.0; TAGS]; n + 1];
        let mut scales = vec![1.0; n + 1];
        forward[0][OUTSIDE] = 1.0;
        for i in 0..n {
            let mut sums = [0.0; TAGS];
            for (before, weights) in forward[i].iter().zip(&steps[i].weights) {
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += before * weight);
            }
            sums.iter_mut().zip(weights[i]).for_each(|(sum, weight)| *sum *= weight);
            scales[i + 1] = sums.iter().sum::<f64>().max(f64::MIN_POSITIVE);
            forward[i + 1] = sums.map(|sum| sum / scales[i + 1]);
        }
        let mut backward = vec![[0.0; TAGS]; n + 1];
        backward[n] = steps[n].turned[OUTSIDE];
        for i in (0..n).rev() {
            let mut sums = [0.0; TAGS];
            for (tag, weights_behind) in steps[i].turned.iter().enumerate() {
                let share = backward[i + 1][tag] * weights[i][tag] / scales[i + 1];
                sums.iter_mut().zip(weights_behind).for_each(|(sum, weight)| *sum += weight * share);
            }
            backward[i] = sums;
        }
        let total = backward[0][OUTSIDE].max(f64::MIN_POSITIVE);
        Sums { forward, backward, scales, weights, steps, total }
    }
}

/// What [`Lattice::sums`] found.
pub struct Sums<'a> {
    forward: Vec<[f64; TAGS]>,
    backward: Vec<[f64; TAGS]>,
    scales: Vec<f64>,
    weights: Vec<[f64; TAGS]>,
    steps: &'a [&'a Steps],
    total: f64,
}

impl Sums<'_> {
    /// How likely the labels of the words from `start` on are, 0 to 1.
    pub fn share(&self, start: usize, tags: &[usize]) -> f32 {
        let steps = tags.windows(2).enumerate().map(|(i, pair)| {
            let at = start + i + 1;
            self.steps[at].weights[pair[0]][pair[1]] * self.weights[at][pair[1]] / self.scales[at + 1]
        });
        let last = tags[tags.len() - 1];
        let whole = self.forward[start + 1][tags[0]] * steps.product::<f64>() * self.backward[start + tags.len()][last];
        (whole / self.total) as f32
    }

    /// How likely each label of a word is.
    pub fn of_word(&self, at: usize) -> [f32; TAGS] {
        std::array::from_fn(|tag| (self.forward[at + 1][tag] * self.backward[at + 1][tag] / self.total) as f32)
    }

    /// How likely each label is behind each other, before the word at `at` (behind the last one, for the end).
    pub fn of_step(&self, at: usize) -> [[f32; TAGS]; TAGS] {
        let next = |tag: usize| match self.weights.get(at) {
            Some(weights) => weights[tag] * self.backward[at + 1][tag] / self.scales[at + 1],
            None => f64::from(u8::from(tag == OUTSIDE)),
        };
        let shares: [f64; TAGS] = std::array::from_fn(|tag| next(tag) / self.total);
        let step = |before: usize, tag: usize| self.forward[at][before] * self.steps[at].weights[before][tag];
        std::array::from_fn(|before| std::array::from_fn(|tag| (step(before, tag) * shares[tag]) as f32))
    }

    /// The natural logarithm of the sum of all weights.
    pub fn logarithm(&self) -> f64 {
        self.scales.iter().map(|scale| scale.ln()).sum::<f64>() + self.total.ln()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tags::of_name;
    use super::*;
    use crate::model::Kind;

    #[test]
    fn a_weight_is_e_to_the_power_of_points() {
        for points in [-600.0_f32, -37.5, -1.0, -1e-3, 0.0, 0.3, 1.0, 12.25, 88.0, 650.0] {
            let known = f64::from(points).exp();
            assert!((weights(&[points; TAGS])[3] - known).abs() <= 2e-13 * known, "{points}");
        }
        assert_eq!((weights(&[f32::NEG_INFINITY; TAGS])[0], weights(&[0.0; TAGS])[1]), (0.0, 1.0));
    }

    #[test]
    fn the_best_reading_and_its_share_are_those_of_a_list_of_all_readings() {
        let words: Vec<[f32; TAGS]> =
            (0..4).map(|i| std::array::from_fn(|t| ((i * 7 + t * 5) % 11) as f32 / 4.0 - 1.0)).collect();
        let step: [[f32; TAGS]; TAGS] =
            std::array::from_fn(|a| std::array::from_fn(|b| ((a * 3 + b) % 5) as f32 / 6.0));
        let steps = Steps::new(step);
        let steps = [&steps; 5];
        let lattice = Lattice { words: &words, steps: &steps };

        let mut all: Vec<(Vec<usize>, f64)> = vec![(Vec::new(), 0.0)];
        for word in &words {
            let longer = |(tags, sum): &(Vec<usize>, f64)| {
                let before = tags.last().copied().unwrap_or(OUTSIDE);
                let (tags, sum) = (tags.clone(), *sum);
                let next = (0..TAGS).filter(move |tag| may_follow(before, *tag));
                next.map(move |t| {
                    ([tags.clone(), vec![t]].concat(), sum + f64::from(step[before][t]) + f64::from(word[t]))
                })
                .collect::<Vec<_>>()
            };
            all = all.iter().flat_map(longer).collect();
        }
        all.retain(|(tags, _)| may_follow(tags[3], OUTSIDE));
        all.iter_mut().for_each(|(tags, sum)| *sum += f64::from(step[tags[3]][OUTSIDE]));
        let best = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).expect("there are readings");
        assert_eq!(lattice.best(), best.0);

        let total: f64 = all.iter().map(|(_, sum)| sum.exp()).sum();
        let sums = lattice.sums();
        assert!((sums.logarithm() - total.ln()).abs() < 1e-9);
        let name = of_name(Kind::Person, 2);
        let with_name: f64 = all.iter().filter(|(t, _)| t[1..3] == name).map(|(_, sum)| sum.exp()).sum();
        assert!((f64::from(sums.share(1, &name)) - with_name / total).abs() < 1e-6);
        let of_word: f64 = all.iter().filter(|(t, _)| t[2] == name[1]).map(|(_, sum)| sum.exp()).sum();
        assert!((f64::from(sums.of_word(2)[name[1]]) - of_word / total).abs() < 1e-6);
        let of_step: f64 = all.iter().filter(|(t, _)| t[3] == OUTSIDE).map(|(_, sum)| sum.exp()).sum();
        assert!((f64::from(sums.of_step(4)[OUTSIDE][OUTSIDE]) - of_step / total).abs() < 1e-6);
    }
}
