//! Weighs the features of names: grows the forests in `data/names` from pairs of names, and says how good they are.
//!
//! `cargo run --release --example weigh_names -- FOLDER` reads `pairs-people-dev.csv` and `pairs-orgs-dev.csv` there
//! (left, right, same, kind_of_difference, source). The same pairs give the same bytes. Figures are cross-validated:
//! no name that a fold is measured on was seen by the trees that measure it. `-- FOLDER SEED` grows other trees, which
//! tells how far chance moves the figures, and writes nothing.

mod grow;
mod measure;
mod pairs;

use pairs::Pairs;
use std::path::Path;
use undersigned::model::Kind;
use undersigned::names::forest::{Feature, Forest};
use undersigned::names::{bodies, people};

/// By what the trees in `data/names` are grown.
const SEED: u64 = 1;

/// Folds of the cross-validation.
const FOLDS: usize = 10;

fn main() {
    let folder = std::env::args().nth(1).expect("usage: weigh_names FOLDER [SEED]");
    let other: Option<u64> = std::env::args().nth(2).map(|seed| seed.parse().expect("SEED is a whole number"));
    let seed = other.unwrap_or(SEED);
    let jobs = [
        (Kind::Person, "pairs-people-dev.csv", "people.toml", people::FEATURES),
        (Kind::Organisation, "pairs-orgs-dev.csv", "organisations.toml", bodies::FEATURES),
    ];
    for (kind, file, weights, features) in jobs {
        let pairs = pairs::read(&Path::new(&folder).join(file), kind);
        let (wide, folds) = pairs.with_strangers(kind, &pairs.folds(FOLDS));
        let raw = cross_validated(&wide, &folds, seed);
        let seen: Vec<(f64, bool)> =
            (0..pairs.len()).filter(|at| pairs.is_scored(*at)).map(|at| (raw[at], pairs.same[at])).collect();
        let calibration = measure::calibration(&seen);
        let all: Vec<usize> = (0..wide.len()).filter(|at| wide.is_scored(*at)).collect();
        let forest = Forest { calibration, ..grow::forest(&wide, &all, seed) };
        let moved = moved(&forest, &wide, &all);
        let rows = features.iter().zip(moved).map(|((name, says), weight)| Feature {
            name: (*name).to_owned(),
            weight,
            says: (*says).to_owned(),
        });
        let head = format!(
            "# Weights of the features of two names ({kind}), made by `cargo run --release --example weigh_names` from {} pairs.\n",
            pairs.len()
        );
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/names").join(weights);
        if other.is_none() {
            std::fs::write(&path, head + &forest.written(&rows.collect::<Vec<_>>())).expect("the folder is there");
        }
        measure::tell(kind, &pairs, &raw, &forest);
    }
}

/// For each pair, the share that a forest gives it which saw none of its names.
fn cross_validated(pairs: &Pairs, folds: &[usize], seed: u64) -> Vec<f64> {
    let mut raw = vec![0.0; pairs.len()];
    for fold in 0..FOLDS {
        let known: Vec<usize> = (0..pairs.len()).filter(|at| folds[*at] != fold && pairs.is_scored(*at)).collect();
        let forest = grow::forest(pairs, &known, seed);
        for at in (0..pairs.len()).filter(|at| folds[*at] == fold) {
            raw[at] = forest.raw(&pairs.values[at]);
        }
    }
    raw
}

/// How much of the scores' movement each feature makes, in percent.
fn moved(forest: &Forest, pairs: &Pairs, all: &[usize]) -> Vec<f64> {
    let mut moved = vec![0.0; pairs.values[0].len()];
    for at in all {
        for (sum, share) in moved.iter_mut().zip(forest.shares(&pairs.values[*at])) {
            *sum += share.abs();
        }
    }
    let total: f64 = moved.iter().sum();
    moved.into_iter().map(|sum| 100.0 * sum / total).collect()
}
