//! Models that have not seen the documents they are measured on: trained once, by the trainer, and kept in `target`.

use super::{SETS, root};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use undersigned::recognise::tagger::model::Model;

/// The models of the folds.
pub struct Folds {
    models: Vec<Model>,
    /// `set/stem` to the number of the model that has not seen it.
    of: BTreeMap<String, usize>,
}

impl Folds {
    /// The model to measure a document with: the built-in one for those that no model was trained on.
    pub fn model(document: &str) -> &'static Model {
        static FOLDS: OnceLock<Folds> = OnceLock::new();
        let built_in = || Model::built_in();
        let set = document.split('/').next().unwrap_or_default();
        if !SETS.contains(&set) || !root().join("../shared/ner").is_dir() {
            return built_in();
        }
        let folds = FOLDS.get_or_init(open);
        folds.of.get(document).map_or_else(built_in, |fold| &folds.models[*fold])
    }
}

fn open() -> Folds {
    let (ner, gold) = (root().join("../shared/ner"), root().join("../shared/gold"));
    let trainer = trainer();
    let folder = root().join("target/folds").join(fingerprint(&[&trainer, &ner, &gold]));
    if !folder.join("done").is_file() {
        println!("training the models of the folds into {}", folder.display());
        let mut command = Command::new(&trainer);
        let status = command.args([&ner, &gold, &folder]).arg("--folds-only").status().unwrap();
        assert!(status.success(), "the trainer failed");
        fs::write(folder.join("done"), "").unwrap();
    }
    let table = fs::read_to_string(folder.join("folds.tsv")).unwrap();
    let rows = table.lines().map(|line| line.split_once('\t').unwrap());
    let of: BTreeMap<String, usize> = rows.map(|(name, fold)| (name.to_owned(), fold.parse().unwrap())).collect();
    let most = *of.values().max().unwrap();
    let model = |fold| Model::open(fs::read(folder.join(format!("fold-{fold}.model"))).unwrap().into()).unwrap();
    Folds { models: (0..=most).map(model).collect(), of }
}

/// `cargo test` builds the examples beside the tests.
fn trainer() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let trainer = tests.parent().and_then(Path::parent).unwrap().join("examples/train");
    assert!(trainer.is_file(), "no trainer: `cargo build --example train` makes it");
    trainer
}

/// A hash of the trainer and of the names and sizes of all that it reads.
fn fingerprint(paths: &[&Path]) -> String {
    let mut hash = Sha256::new();
    let mut open: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).rev().collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let mut inside: Vec<PathBuf> = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()).collect();
            inside.sort();
            open.extend(inside.into_iter().rev());
        } else if path.is_file() {
            hash.update(path.file_name().unwrap().as_encoded_bytes());
            hash.update(fs::metadata(&path).unwrap().len().to_le_bytes());
        }
    }
    hash.update(fs::read(paths[0]).unwrap());
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
