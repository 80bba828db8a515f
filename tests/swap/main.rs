//! No rule for single strings: with every name swapped for a made-up one of the same shape, the program reads as well.
//!
//! The swapped names are in no table of the lexicon. `cargo test --test swap -- --nocapture` prints the figures, and
//! the errors that the swap brings.
#![allow(clippy::unwrap_used)]

mod made;
#[path = "../measured/mod.rs"]
mod measured;
mod swapper;

use measured::Annotated;
use std::collections::{BTreeMap, BTreeSet};
use swapper::Swap;
use undersigned::evaluate::{Annotation, Score};

const SEEDS: [u64; 3] = [11, 23, 47];
/// By how much a figure may fall, on average over the seeds.
const TOLERANCE: f64 = 0.05;

/// By how much the figure of a role in reports may fall.
const ROLE_TOLERANCE: f64 = 0.03;

/// For each seed the swap and what it makes of the set.
fn swapped(documents: &[Annotated], seeds: &[u64]) -> Vec<(Swap, Vec<Annotated>)> {
    let swapped = |seed| {
        let swap = Swap::of(documents, seed);
        let made = documents.iter().map(|document| swap.document(document)).collect();
        (swap, made)
    };
    seeds.iter().copied().map(swapped).collect()
}

#[test]
fn made_up_names_are_read_as_well_as_real_ones() {
    read_as_well("seeds", &SEEDS, TOLERANCE, |_| true);
}

/// Of reports each role is held, and roles together: names themselves have been held above.
#[test]
fn roles_in_reports_do_not_lean_on_names() {
    for set in ["events", "events2"] {
        read_as_well(set, &SEEDS, ROLE_TOLERANCE, |name| name.starts_with("role"));
    }
}

/// Swaps the names of a set with each seed and holds the figures that are asked for.
fn read_as_well(set: &str, seeds: &[u64], tolerance: f64, held: impl Fn(&str) -> bool) {
    let Some(documents) = measured::shared(set) else { return };
    let original = measured::score(&documents);
    let swapped = swapped(&documents, seeds);
    println!("names of ordinary words alone, not swapped: {:?}", swapped[0].0.untouched(&documents));
    let scores: Vec<Score> = swapped.iter().map(|(_, made)| measured::score(made)).collect();

    let mut fallen = Vec::new();
    println!("{set:22} original  swapped  difference");
    for (name, figures) in measured::barred(&original) {
        let f1s = scores.iter().map(|score| f1(score, name));
        let mean = f1s.sum::<f64>() / seeds.len() as f64;
        let line = format!("{name:22} {:8.3}  {mean:7.3}  {:+10.3}", figures.f1, mean - figures.f1);
        println!("{line}");
        // One pair of documents is a twentieth of what merging is measured on: its fall is told, not held.
        if held(name) && figures.f1 - mean > tolerance && !name.starts_with("merging") {
            fallen.push(line);
        }
    }
    for (error, times) in arisen(&original, &swapped, &scores) {
        println!("{times} of {}: {error}", seeds.len());
    }
    assert!(fallen.is_empty(), "\nwith made-up names these fall by more than {tolerance}:\n{}\n", fallen.join("\n"));
}

fn f1(score: &Score, name: &str) -> f64 {
    score.figures.iter().find(|(known, _)| known == name).map_or(0.0, |(_, figures)| figures.f1)
}

/// The errors with made-up names that are none with the real ones, told with these, and in how many swaps.
fn arisen(original: &Score, swapped: &[(Swap, Vec<Annotated>)], scores: &[Score]) -> BTreeMap<String, usize> {
    // Ids differ from run to run: what is wrong, and with whom, is enough.
    let short = |error: &str| error.split('\t').take(3).collect::<Vec<_>>().join("\t");
    let mut arisen = BTreeMap::new();
    for ((swap, _), score) in swapped.iter().zip(scores) {
        let known: BTreeSet<String> = original.errors.iter().map(|error| short(&swap.text(error))).collect();
        for error in score.errors.iter().map(|error| short(error)).filter(|error| !known.contains(error)) {
            *arisen.entry(swap.undone(&error)).or_default() += 1;
        }
    }
    arisen
}

/// A document of our own with one person and two bodies.
fn made_document() -> Annotated {
    let text = "TAVISH ORMEROD writes to the Harbour Justice Union (HJU).\nMr. T Ormerod's wife, Mrs McQuillan-Ormerod, \
        is of the Harbour Justice\nUnion; HJU and Zorbeck stay silent. T is a letter.";
    let entity = |id: &str, kind: &str, name: &str, variants: &[&str]| serde_json::json!({"id": id, "kind": kind, "name": name, "variants": variants, "roles": ["mentioned"]});
    let entities = [
        entity("p:a", "person", "Tavish Ormerod", &["Mr. T Ormerod", "Ormerod"]),
        entity("p:b", "person", "McQuillan-Ormerod", &[]),
        entity("o:a", "organisation", "Harbour Justice Union", &["HJU"]),
        entity("o:b", "organisation", "Zorbeck", &[]),
    ];
    let gold = serde_json::from_value(serde_json::json!({ "entities": entities })).unwrap();
    Annotated { name: "made/a".to_owned(), text: text.to_owned(), gold }
}

#[test]
fn a_name_is_swapped_the_same_in_every_form() {
    let document = made_document();
    for seed in SEEDS {
        let swap = Swap::of(std::slice::from_ref(&document), seed);
        let swapped = swap.document(&document);
        let name = &swapped.gold.entities[0].name;
        let (given, surname) = name.split_once(' ').unwrap();
        let initial = given.chars().next().unwrap();
        let text = &swapped.text;
        assert!(text.starts_with(&name.to_uppercase()), "capitals stay: {text}");
        assert!(text.contains(&format!("Mr. {initial} {surname}'s wife, Mrs Mc")), "initials follow: {text}");
        assert!(text.contains(&format!("-{surname}, is")), "each part of a hyphenated name: {text}");
        assert!(text.ends_with("T is a letter."), "a letter alone is no initial: {text}");
        let union = &swapped.gold.entities[2];
        assert!(union.name.starts_with("Harbour ") && union.name.ends_with(" Union"), "{}", union.name);
        assert_ne!(union.name, "Harbour Justice Union");
        assert_eq!(text.matches(&union.variants[0]).count(), 2, "the acronym follows its words: {text}");
        assert!(text.contains(&union.name.replace(" Union", "\nUnion")), "over the end of a line: {text}");
        for word in ["tavish", "ormerod", "zorbeck", "mcquillan"] {
            assert!(!text.to_lowercase().contains(word), "{word} stays: {text}");
        }
        assert_eq!(swap.undone(surname), "Ormerod");
    }
}

#[test]
fn annotations_stand_in_the_swapped_texts_as_in_the_real_ones() {
    let Some(documents) = measured::shared("seeds") else { return };
    for (swap, made) in swapped(&documents, &SEEDS) {
        for (before, after) in documents.iter().zip(&made) {
            let stands = |document: &Annotated, form: &str| {
                Annotation::new(document.name.clone(), document.gold.clone(), Some(&document.text)).holds(form)
            };
            for entity in &before.gold.entities {
                for form in std::iter::once(&entity.name).chain(&entity.variants).filter(|form| stands(before, form)) {
                    assert!(stands(after, &swap.text(form)), "{}: {form} became {}", before.name, swap.text(form));
                }
            }
        }
    }
}
