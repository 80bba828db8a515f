//! Our figures against those of the reference, `score.py`, which lies beside the project where it is developed.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use undersigned::evaluate::{Annotation, GoldDocument, Predicted, PredictedDocument, score};
use undersigned::model::{Kind, Role};

/// A row of `appearances.csv`, as far as it is scored.
#[derive(Clone)]
struct Row {
    document: String,
    entity: String,
    label: String,
    kind: Kind,
    role: Role,
    names: Vec<String>,
    organisation: String,
}

/// The folder of the reference, or a word that it is not there.
fn reference() -> Option<PathBuf> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    let there = gold.join("score.py").exists() && Command::new("python3").arg("--version").output().is_ok();
    if !there {
        eprintln!("passed over: ../shared/gold/score.py or python3 is not here");
    }
    there.then_some(gold)
}

/// What `score.py` prints: on standard output, and its errors.
fn ask(reference: &Path, out: &Path, gold: &[PathBuf], flags: &[&str]) -> (String, String) {
    let output =
        Command::new("python3").arg(reference.join("score.py")).arg(out).args(gold).args(flags).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn undersigned(args: &[&Path]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_undersigned")).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_command_prints_what_the_reference_prints() {
    let Some(reference) = reference() else { return };
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let seeds = reference.join("seeds");
    for (documents, gold) in [(seeds.clone(), seeds), (data.join("samples"), data.join("gold"))] {
        if !documents.exists() || !gold.exists() {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        undersigned(&[Path::new("build"), &documents, Path::new("-o"), &out, Path::new("-q")]);
        let texts = documents.to_str().unwrap();
        let (theirs, their_errors) =
            ask(&reference, &out, std::slice::from_ref(&gold), &["--errors", "--texts", texts]);
        let flags = [Path::new("--errors"), Path::new("--texts"), &documents];
        let ours = undersigned(&[&[Path::new("score"), &documents, &gold], &flags[..]].concat());
        assert_eq!(lines(&ours), lines(&format!("{theirs}{their_errors}")), "{}", documents.display());
        assert!(ours.starts_with(&theirs), "figures first, in the order of the reference:\n{ours}");
    }
}

#[test]
fn spoiled_annotations_score_the_same() {
    let Some(reference) = reference() else { return };
    let folders: Vec<PathBuf> = ["seeds", "letters", "events"].map(|name| reference.join(name)).into();
    let gold: Vec<Annotation> = folders.iter().flat_map(|folder| annotations(folder)).collect();
    for seed in 1..=6 {
        let rows = spoiled(&gold, &mut Dice(seed));
        let out = tempfile::tempdir().unwrap();
        write(&rows, &out.path().join("appearances.csv"));
        let (theirs, their_errors) = ask(&reference, out.path(), &folders, &["--json", "--errors"]);
        let theirs: Value = serde_json::from_str(&theirs).unwrap();
        let ours = score(&documents(&rows), &gold);
        let figures: BTreeMap<_, _> = ours.figures.iter().cloned().collect();
        let ours_told = json!({
            "documents": ours.documents,
            "without_appearances": ours.without_appearances,
            "figures": figures,
            "per_document": ours.per_document,
        });
        for part in ["documents", "without_appearances", "figures", "per_document"] {
            assert_eq!(ours_told[part], theirs[part], "seed {seed}, {part}");
        }
        let (our_errors, their_errors) = (ours.errors.iter().chain(&ours.unclear), lines(&their_errors));
        let our_errors: BTreeSet<String> = our_errors.cloned().collect();
        let differing: Vec<_> = our_errors.symmetric_difference(&their_errors).collect();
        assert!(differing.is_empty(), "seed {seed}: {differing:#?}");
        assert!(ours.errors.len() > 100, "the spoiling spoils");
    }
}

fn lines(text: &str) -> BTreeSet<String> {
    text.lines().map(str::to_owned).collect()
}

fn annotations(folder: &Path) -> Vec<Annotation> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let annotation = |file: PathBuf| {
        let document: GoldDocument = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let text = fs::read(file.with_extension("txt")).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
        Annotation::new(format!("{}/{}", name(folder), name(&file)), document, text.as_deref())
    };
    files.into_iter().map(annotation).collect()
}

/// Numbers that look random and are the same on every run (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }
}

/// What a careless run over the annotated documents would say: entities lost, split, joined and invented; names, kinds,
/// roles and bodies mixed up.
fn spoiled(gold: &[Annotation], dice: &mut Dice) -> Vec<Row> {
    let mut rows = Vec::new();
    for annotation in gold.iter().filter(|_| !dice.percent(3)).collect::<Vec<_>>() {
        for entity in &annotation.document.entities {
            if dice.percent(12) {
                continue;
            }
            let parts = if dice.percent(8) { 2 } else { 1 };
            for part in 0..parts {
                let other = if dice.percent(5) { "somebody" } else { &entity.id[2..] };
                let suffix = if part > 0 || dice.percent(8) { "-2" } else { "" };
                let mut names: Vec<String> =
                    [&entity.name].into_iter().chain(&entity.variants).filter(|_| dice.percent(70)).cloned().collect();
                if names.is_empty() || dice.percent(10) {
                    names.push(format!("{}{}", ["", "Dr. ", "the ", "H.E. "][dice.below(4)], entity.name));
                }
                // As the table writes it: `|` parts names.
                names.iter_mut().for_each(|name| *name = name.replace('|', "¦"));
                if dice.percent(6) {
                    names.push("Nobody Whatsoever".to_owned());
                }
                let mut roles: BTreeSet<Role> =
                    entity.roles.iter().filter_map(|role| Role::parse(role)).filter(|_| dice.percent(85)).collect();
                if roles.is_empty() || dice.percent(12) {
                    roles.insert(Role::ALL[dice.below(7)]);
                }
                let mut bodies: Vec<String> =
                    entity.affiliations.iter().filter_map(|tie| tie.org.as_deref()).map(id).collect();
                bodies.retain(|_| dice.percent(80));
                if bodies.is_empty() || dice.percent(10) {
                    bodies.push(if dice.percent(80) { String::new() } else { "o-elsewhere".to_owned() });
                }
                let kind = if dice.percent(5) { Kind::Organisation } else { entity.kind };
                for (role, body) in roles.iter().flat_map(|role| bodies.iter().map(move |body| (*role, body))) {
                    rows.push(Row {
                        document: format!("in/{}.txt", annotation.name),
                        entity: format!("{}-{other}{suffix}", &entity.id[..1]),
                        label: entity.name.clone(),
                        kind,
                        role,
                        names: names.clone(),
                        organisation: body.clone(),
                    });
                }
            }
        }
    }
    rows
}

fn id(gold: &str) -> String {
    gold.replacen(':', "-", 1)
}

fn write(rows: &[Row], file: &Path) {
    let mut table = csv::Writer::from_path(file).unwrap();
    table.write_record(["document", "entity", "label", "kind", "role", "names", "organisation"]).unwrap();
    for row in rows {
        let names = row.names.join("|");
        let cells =
            [&row.document, &row.entity, &row.label, row.kind.word(), row.role.word(), &names, &row.organisation];
        table.write_record(cells).unwrap();
    }
    table.flush().unwrap();
}

/// The rows gathered by document and entity; of two kinds or labels the first.
fn documents(rows: &[Row]) -> Vec<PredictedDocument> {
    let mut documents: BTreeMap<&str, BTreeMap<&str, Predicted>> = BTreeMap::new();
    for row in rows {
        let entities = documents.entry(&row.document).or_default();
        let found = entities.entry(&row.entity).or_insert_with(|| Predicted {
            entity: row.entity.clone(),
            kind: row.kind,
            label: row.label.clone(),
            names: BTreeSet::new(),
            roles: BTreeSet::new(),
            organisations: BTreeSet::new(),
        });
        found.names.extend(row.names.iter().cloned());
        found.roles.insert(row.role);
        found.organisations.extend(Some(row.organisation.clone()).filter(|body| !body.is_empty()));
    }
    let gathered = documents.into_iter().map(|(document, entities)| PredictedDocument {
        document: document.to_owned(),
        entities: entities.into_values().collect(),
    });
    gathered.collect()
}
