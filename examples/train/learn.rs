//! Learning the weights: a conditional random field trained sentence by sentence, each weight with a step of its own
//! (AdaGrad: Duchi, Hazan and Singer 2011). Where a text leaves several labels open, their sum is learnt.

use crate::random::Random;
use std::collections::HashMap;
use undersigned::recognise::tagger::lattice::{Lattice, Steps};
use undersigned::recognise::tagger::model::{CLASSES, Clusters, FEATURES, Head, Model};
use undersigned::recognise::tagger::tags::{Allowed, TAGS};

/// A stretch of words to learn from.
pub struct Lesson {
    /// For each word its features.
    pub features: Vec<Vec<u64>>,
    /// For each word what the first reading of the document adds.
    pub echo: Vec<Vec<u64>>,
    /// The class of each word, and last of the end.
    pub classes: Vec<usize>,
    /// The labels that each word may have.
    pub allowed: Vec<Allowed>,
    /// How much it counts.
    pub weight: f32,
}

/// How to learn.
#[derive(Debug, Clone)]
pub struct Course {
    /// How often every lesson is read.
    pub epochs: usize,
    /// The first step of each weight.
    pub step: f32,
    /// How often a feature must stand in the lessons to count.
    pub least: u32,
    /// Share of readings in which a document's first reading is known.
    pub echo: f32,
    /// Share of the features of a word that are passed over in each reading.
    pub drop: f32,
    /// Where chance begins.
    pub seed: u64,
    /// How often all is learnt from the beginning, in another order each time.
    pub runs: u64,
    /// Binary logarithm of the rows of the model.
    pub row_bits: u32,
}

struct Weights {
    rows: Vec<[f32; TAGS]>,
    spent: Vec<[f32; TAGS]>,
    steps: Vec<[[f32; TAGS]; TAGS]>,
    steps_spent: Vec<[[f32; TAGS]; TAGS]>,
}

/// The mean of weights over the second half of the epochs of every run: what single lessons push to and fro, and what
/// their order does, cancels out (Polyak and Juditsky 1992).
struct Mean {
    rows: Vec<[f32; TAGS]>,
    steps: Vec<[[f32; TAGS]; TAGS]>,
    times: f32,
}

impl Mean {
    fn new(rows: usize) -> Mean {
        Mean { rows: vec![[0.0; TAGS]; rows], steps: vec![[[0.0; TAGS]; TAGS]; CLASSES], times: 0.0 }
    }

    fn add(&mut self, weights: &Weights) {
        let add = |sums: &mut [f32; TAGS], row: &[f32; TAGS]| sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += w);
        self.rows.iter_mut().zip(&weights.rows).for_each(|(sums, row)| add(sums, row));
        let steps = weights.steps.iter().flatten();
        self.steps.iter_mut().flatten().zip(steps).for_each(|(sums, row)| add(sums, row));
        self.times += 1.0;
    }

    fn weights(self) -> (Vec<[f32; TAGS]>, Vec<[[f32; TAGS]; TAGS]>) {
        let mean = |row: [f32; TAGS]| row.map(|sum| sum / self.times);
        (self.rows.into_iter().map(mean).collect(), self.steps.into_iter().map(|table| table.map(mean)).collect())
    }
}

/// A lesson with its features as indices of rows.
struct Indexed<'a> {
    lesson: &'a Lesson,
    features: Vec<Vec<u32>>,
    echo: Vec<Vec<u32>>,
}

/// Learns a model from lessons.
pub fn learn(
    lessons: &[&Lesson],
    name: &str,
    trained_on: Vec<(String, u64)>,
    clusters: &Clusters,
    course: &Course,
) -> Model {
    let index = index(lessons, course.least);
    let known = |features: &Vec<Vec<u64>>| -> Vec<Vec<u32>> {
        features.iter().map(|word| word.iter().filter_map(|feature| index.get(feature).copied()).collect()).collect()
    };
    let indexed: Vec<Indexed> = lessons
        .iter()
        .map(|lesson| Indexed { lesson, features: known(&lesson.features), echo: known(&lesson.echo) })
        .collect();
    let mut mean = Mean::new(index.len());
    for run in 0..course.runs {
        run_through(&indexed, index.len(), &Course { seed: course.seed + run, ..course.clone() }, &mut mean);
    }
    let weights = mean.weights();
    let head = Head {
        name: name.to_owned(),
        features: FEATURES,
        row_bits: course.row_bits,
        cluster_bits: crate::CLUSTER_BITS,
        trained_on,
    };
    let mut rows: Vec<(u64, [f32; TAGS])> = index.iter().map(|(hash, at)| (*hash, weights.0[*at as usize])).collect();
    rows.sort_by_key(|(hash, _)| *hash);
    Model::pack(head, rows, weights.1, clusters.clone())
}

/// Learns from the beginning, and adds the weights of the second half of the epochs to the mean.
fn run_through(lessons: &[Indexed], rows: usize, course: &Course, mean: &mut Mean) {
    let mut weights = Weights {
        rows: vec![[0.0; TAGS]; rows],
        spent: vec![[1e-4; TAGS]; rows],
        steps: vec![[[0.0; TAGS]; TAGS]; CLASSES],
        steps_spent: vec![[[1e-4; TAGS]; TAGS]; CLASSES],
    };
    let mut random = Random::new(course.seed);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    for epoch in 0..course.epochs {
        random.shuffle(&mut order);
        for at in &order {
            let with_echo = random.share() < course.echo;
            study(&lessons[*at], with_echo, &mut weights, &mut random, course);
        }
        if 2 * epoch >= course.epochs {
            mean.add(&weights);
        }
    }
}

/// The features that stand often enough, numbered in the order in which they come.
fn index(lessons: &[&Lesson], least: u32) -> HashMap<u64, u32> {
    let mut times: HashMap<u64, u32> = HashMap::new();
    let all = || lessons.iter().flat_map(|lesson| lesson.features.iter().chain(&lesson.echo)).flatten();
    all().for_each(|feature| *times.entry(*feature).or_default() += 1);
    let mut index = HashMap::new();
    for feature in all() {
        if times[feature] >= least {
            let next = index.len() as u32;
            index.entry(*feature).or_insert(next);
        }
    }
    index
}

fn study(indexed: &Indexed, with_echo: bool, weights: &mut Weights, random: &mut Random, course: &Course) {
    let mut some = |word: &Vec<u32>| word.iter().copied().filter(|_| random.share() >= course.drop).collect();
    let kept: Vec<Vec<u32>> = indexed.features.iter().map(&mut some).collect();
    let lesson = indexed.lesson;
    let none: Vec<u32> = Vec::new();
    let echo = |at: usize| if with_echo { &indexed.echo[at] } else { &none };
    let free: Vec<[f32; TAGS]> = (0..indexed.features.len())
        .map(|at| {
            let mut points = [0.0; TAGS];
            for feature in kept[at].iter().chain(echo(at)) {
                let row = &weights.rows[*feature as usize];
                points.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
            }
            points
        })
        .collect();
    let held: Vec<[f32; TAGS]> = free
        .iter()
        .zip(&lesson.allowed)
        .map(|(points, allowed)| {
            std::array::from_fn(|tag| if allowed >> tag & 1 == 1 { points[tag] } else { f32::NEG_INFINITY })
        })
        .collect();
    let steps: Vec<Steps> = lesson.classes.iter().map(|class| Steps::new(weights.steps[*class])).collect();
    let steps: Vec<&Steps> = steps.iter().collect();
    let said = Lattice { words: &free, steps: &steps }.sums();
    let wanted = Lattice { words: &held, steps: &steps }.sums();
    if !wanted.logarithm().is_finite() || wanted.logarithm() < -600.0 {
        return;
    }
    let mut of_steps = Vec::with_capacity(lesson.classes.len());
    for (at, class) in lesson.classes.iter().enumerate() {
        of_steps.push((*class, said.of_step(at), wanted.of_step(at)));
    }
    for (at, features) in kept.iter().enumerate() {
        let (said, wanted) = (said.of_word(at), wanted.of_word(at));
        let pull: [f32; TAGS] = std::array::from_fn(|tag| (said[tag] - wanted[tag]) * lesson.weight);
        if pull.iter().all(|p| p.abs() < 1e-3) {
            continue;
        }
        for feature in features.iter().chain(echo(at)) {
            let (row, spent) = (&mut weights.rows[*feature as usize], &mut weights.spent[*feature as usize]);
            move_by(row, spent, &pull, course);
        }
    }
    for (class, said, wanted) in of_steps {
        for before in 0..TAGS {
            let pull = std::array::from_fn(|tag| (said[before][tag] - wanted[before][tag]) * lesson.weight);
            move_by(&mut weights.steps[class][before], &mut weights.steps_spent[class][before], &pull, course);
        }
    }
}

fn move_by(row: &mut [f32; TAGS], spent: &mut [f32; TAGS], pull: &[f32; TAGS], course: &Course) {
    for tag in 0..TAGS {
        spent[tag] += pull[tag] * pull[tag];
        row[tag] -= course.step * pull[tag] / spent[tag].sqrt();
    }
}
