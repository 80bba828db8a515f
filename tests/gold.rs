//! Figures against annotations, measured and held: `tests/floors.toml` says below what none may fall.
//!
//! `UNDERSIGNED_RAISE_FLOORS=1 cargo test --test gold` raises the floors to what is measured (nothing lowers them) and
//! writes the measured figures into README.md.
#![allow(clippy::unwrap_used)]

mod measured;

use measured::{Annotated, SETS};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use undersigned::evaluate::Score;

const FLOORS_HEAD: &str =
    "# The least F1 of each figure on each set. Raised by: UNDERSIGNED_RAISE_FLOORS=1 cargo test --test gold\n";
/// What stands before and after the figures in README.md.
const MARKS: (&str, &str) = ("<!-- figures: cargo test --test gold -->", "<!-- end of figures -->");

/// Set, figure, the least F1.
type Floors = BTreeMap<String, BTreeMap<String, f64>>;

fn floors_file() -> PathBuf {
    measured::root().join("tests/floors.toml")
}

/// To three decimals, downwards.
fn down(f1: f64) -> f64 {
    // Figures come with four decimals, so a tenth of the last one is no more than what binary fractions lose.
    ((f1 * 1000.0 + 1e-6).floor()) / 1000.0
}

/// Every set that is at hand, each by its name; last, those outside the project as one pile.
fn sets() -> Vec<(&'static str, Vec<Annotated>)> {
    let mut sets = vec![("samples", measured::samples())];
    let outside: Vec<_> = SETS.into_iter().filter_map(|set| Some((set, measured::shared(set)?))).collect();
    let pile: Vec<Annotated> = outside.iter().flat_map(|(_, documents)| documents.clone()).collect();
    if outside.len() == SETS.len() {
        sets.extend(outside);
        sets.push(("all", pile));
    }
    sets
}

#[test]
fn no_figure_falls_below_its_floor() {
    let scores: Vec<(&str, Score)> =
        sets().into_iter().map(|(set, documents)| (set, measured::score(&documents))).collect();
    scores.iter().for_each(|(set, score)| print(set, score));
    let mut floors: Floors = toml::from_str(&fs::read_to_string(floors_file()).unwrap()).unwrap();
    let mut fallen = Vec::new();
    for (set, score) in &scores {
        // Of the pile only the merging is news: the rest are the sums of the sets. In a set it rests on a few pairs.
        let is_held = |name: &str| match *set {
            "all" => name == "merging",
            _ => !name.starts_with("merging"),
        };
        let news = measured::barred(score).filter(|(name, _)| is_held(name));
        let of_set = floors.entry((*set).to_owned()).or_default();
        for (name, figures) in news {
            let floor = of_set.entry(name.to_owned()).or_insert(0.0);
            if figures.f1 < *floor {
                fallen.push(format!("{set} {name}: {:.4}, the floor is {floor:.3}", figures.f1));
            }
            *floor = floor.max(down(figures.f1));
        }
    }
    assert!(fallen.is_empty(), "\n{}\n", fallen.join("\n"));
    if std::env::var_os("UNDERSIGNED_RAISE_FLOORS").is_some() {
        fs::write(floors_file(), format!("{FLOORS_HEAD}\n{}", toml::to_string(&floors).unwrap())).unwrap();
        write_readme(&scores);
    }
}

fn print(set: &str, score: &Score) {
    println!("\n{set}: {} documents", score.documents);
    for (name, f) in &score.figures {
        let counts = format!("tp {} fp {} fn {}", f.tp, f.fp, f.misses);
        println!("  {name:22} P {:.3}  R {:.3}  F1 {:.3}   {counts}", f.p, f.r, f.f1);
    }
}

/// Puts the F1 of each set between the two marks of README.md.
fn write_readme(scores: &[(&str, Score)]) {
    let f1 = |score: &Score, name: &str| {
        let found = score.figures.iter().find(|(known, _)| known == name);
        found.map_or_else(String::new, |(_, figures)| format!("{:.2}", figures.f1))
    };
    let mut table = String::from("| set | documents | people | organisations | roles | affiliations | merging |\n");
    table.push_str("|---|---|---|---|---|---|---|\n");
    for (set, score) in scores {
        let figures = ["person", "organisation", "role", "affiliation", "merging"].map(|name| f1(score, name));
        table.push_str(&format!("| {set} | {} | {} |\n", score.documents, figures.join(" | ")));
    }
    let file = measured::root().join("README.md");
    let readme = fs::read_to_string(&file).unwrap();
    let (before, rest) = readme.split_once(MARKS.0).unwrap();
    let (_, after) = rest.split_once(MARKS.1).unwrap();
    fs::write(file, format!("{before}{}\n{table}{}{after}", MARKS.0, MARKS.1)).unwrap();
}

#[test]
fn floors_are_rounded_downwards() {
    assert_eq!((down(0.9756), down(0.9999), down(1.0), down(0.871)), (0.975, 0.999, 1.0, 0.871));
}
