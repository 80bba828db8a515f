//! Annotated sets: read, run through the program in this process, and scored as `undersigned score` does.
#![allow(dead_code)]

mod folds;

use folds::Folds;
use std::fs;
use std::path::{Path, PathBuf};
use undersigned::evaluate::{self, Annotation, Figures, GoldDocument, Score};
use undersigned::lexicon::Lexicon;
use undersigned::model::{Dossier, Format, Reading, RunFacts};
use undersigned::settings::Settings;
use undersigned::{pipeline, read};

/// The sets that lie outside the project, beside its folder.
pub const SETS: [&str; 4] = ["seeds", "letters", "events", "events2"];

/// A document and its annotation.
#[derive(Clone)]
pub struct Annotated {
    /// `set/stem`.
    pub name: String,
    pub text: String,
    pub gold: GoldDocument,
}

/// The project's own folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An annotated set by its name; none, with a word about it, where it does not lie beside the project.
pub fn shared(set: &str) -> Option<Vec<Annotated>> {
    let folder = root().join("../shared/gold").join(set);
    if folder.is_dir() {
        return Some(annotated(set, &folder, &folder));
    }
    println!("skipped: ../shared/gold/{set} is not here");
    None
}

/// The project's own samples.
pub fn samples() -> Vec<Annotated> {
    annotated("samples", &root().join("data/samples"), &root().join("data/gold"))
}

fn annotated(set: &str, texts: &Path, gold: &Path) -> Vec<Annotated> {
    let mut files: Vec<PathBuf> = fs::read_dir(gold).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let annotated = |file: PathBuf| {
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(texts.join(stem).with_extension("txt")).unwrap();
        let gold = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        Annotated { name: format!("{set}/{stem}"), text, gold }
    };
    files.into_iter().map(annotated).collect()
}

/// Reads the documents with the settings that hold by default, each with a model that has not seen it, merges, and
/// scores.
pub fn score(documents: &[Annotated]) -> Score {
    evaluate::score(&evaluate::predicted(&dossier(documents)), &annotations(documents))
}

/// The documents read, each with a model that has not seen it, and merged.
pub fn dossier(documents: &[Annotated]) -> Dossier {
    let settings = Settings::default();
    let readings: Vec<Reading> = documents.iter().map(|document| reading(document, &settings)).collect();
    pipeline::compile(readings, Vec::new(), &settings, &[], RunFacts::default())
}

/// What is known of the documents.
pub fn annotations(documents: &[Annotated]) -> Vec<Annotation> {
    let annotation = |known: &Annotated| Annotation::new(known.name.clone(), known.gold.clone(), Some(&known.text));
    documents.iter().map(annotation).collect()
}

fn reading(document: &Annotated, settings: &Settings) -> Reading {
    let id = format!("{}.txt", document.name);
    let opened = read::document(&id, Some(Format::Text), document.text.clone().into_bytes());
    pipeline::read_with(&opened.unwrap().document, Folds::model(&document.name), settings, Lexicon::built_in()).1
}

/// The figures that a bar is set for: kinds, roles together, affiliations, merging, and each role of which there are
/// at least five to be found.
pub fn barred(score: &Score) -> impl Iterator<Item = (&str, Figures)> {
    let is_barred = |(name, figures): &&(String, Figures)| {
        !name.starts_with("bcubed") && (!name.starts_with("role:") || figures.tp + figures.misses >= 5)
    };
    score.figures.iter().filter(is_barred).map(|(name, figures)| (name.as_str(), *figures))
}
