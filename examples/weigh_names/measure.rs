//! How good a forest is: calibration, the curve of true and false, the merge band, the dangerous kinds of pairs.

use crate::pairs::Pairs;
use undersigned::model::Kind;
use undersigned::names::compare::settled;
use undersigned::names::forest::Forest;

/// Kinds of false pairs that a wrong merge of which ruins a graph.
const DANGEROUS: &[&str] = &[
    "relatives",
    "father-son",
    "patronymic-other",
    "patronymic-swap",
    "peerage-territorial",
    "acronym-wrong",
    "acronym-collision",
    "parent-unit",
    "branch",
];

/// Slope and intercept that make log-odds of shares probabilities (Platt 2000), by Newton's method.
pub fn calibration(seen: &[(f64, bool)]) -> (f64, f64) {
    let (mut a, mut b) = (1.0, 0.0);
    for _ in 0..50 {
        let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
        for (share, same) in seen {
            let share = share.clamp(0.002, 0.998);
            let x = (share / (1.0 - share)).ln();
            let p = 1.0 / (1.0 + (-(a * x + b)).exp());
            let miss = p - f64::from(u8::from(*same));
            let weight = p * (1.0 - p);
            ga += miss * x;
            gb += miss;
            haa += weight * x * x;
            hab += weight * x;
            hbb += weight;
        }
        let d: f64 = haa * hbb - hab * hab;
        a -= (hbb * ga - hab * gb) / d;
        b -= (haa * gb - hab * ga) / d;
    }
    (a, b)
}

/// Prints the figures of a cross-validation.
pub fn tell(kind: Kind, pairs: &Pairs, raw: &[f64], forest: &Forest) {
    let score: Vec<f64> =
        (0..pairs.len()).map(|at| settled(pairs.rules[at], forest.calibrated(raw[at]), pairs.equal[at])).collect();
    let merges = |at: usize| score[at] >= 0.9 && pairs.rules[at].is_none();
    let of = |same: bool| (0..pairs.len()).filter(move |at| pairs.same[*at] == same);
    let (positives, negatives) = (of(true).count(), of(false).count());
    println!("{kind}: {positives} true and {negatives} false pairs, cross-validated");
    println!("  AUC {:.3}", area(&score, &pairs.same));
    for rate in [0.02, 0.05] {
        let mut false_ones: Vec<f64> = of(false).map(|at| score[at]).collect();
        false_ones.sort_by(|a, b| b.total_cmp(a));
        let limit = false_ones[(rate * negatives as f64) as usize];
        let found = of(true).filter(|at| score[*at] > limit).count();
        println!(
            "  recall {:.3} at a false-positive rate of {:.0} % (score > {limit:.3})",
            found as f64 / positives as f64,
            100.0 * rate
        );
    }
    let (right, wrong) = (of(true).filter(|at| merges(*at)).count(), of(false).filter(|at| merges(*at)).count());
    println!(
        "  merge band (score 0.9 and no rule): precision {:.3}, recall {:.3} ({right} right, {wrong} wrong)",
        right as f64 / (right + wrong).max(1) as f64,
        right as f64 / positives as f64
    );
    for danger in DANGEROUS {
        let all: Vec<usize> = of(false).filter(|at| pairs.difference[*at] == *danger).collect();
        if !all.is_empty() {
            println!("    {danger}: {} of {} merged", all.iter().filter(|at| merges(**at)).count(), all.len());
        }
    }
    for (low, high) in [(0.0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)] {
        let here: Vec<usize> =
            (0..pairs.len()).filter(|at| pairs.rules[*at].is_none() && (low..high).contains(&score[*at])).collect();
        let mean = here.iter().map(|at| score[*at]).sum::<f64>() / here.len().max(1) as f64;
        let same = here.iter().filter(|at| pairs.same[**at]).count() as f64 / here.len().max(1) as f64;
        println!("    scores {low:.1} to {:.1}: {} pairs, mean {mean:.3}, true {same:.3}", high.min(1.0), here.len());
    }
    for at in of(false).filter(|at| merges(*at)) {
        println!("    wrong: {:.3} {} | {}", score[at], pairs.names[at].0, pairs.names[at].1);
    }
}

/// The chance that a true pair scores higher than a false one.
fn area(score: &[f64], same: &[bool]) -> f64 {
    let (mut wins, mut all) = (0.0, 0.0);
    for (a, _) in score.iter().zip(same).filter(|(_, same)| **same) {
        for (b, _) in score.iter().zip(same).filter(|(_, same)| !**same) {
            all += 1.0;
            wins += if a > b {
                1.0
            } else if a == b {
                0.5
            } else {
                0.0
            };
        }
    }
    wins / all
}
