//! Trains the tagger: `cargo run --release --example train -- NER GOLD OUT`. Same texts in, same bytes out.
//!
//! Writes `en.model`, and for each fold of the annotated documents a model that has not seen them, with `folds.tsv` to
//! tell which; prints the figures of each on what it was not trained on. docs/recogniser.md says what the texts are.

mod corpora;
mod learn;
mod made;
mod made_names;
mod measure;
mod random;
mod text;

use anyhow::{Context, Result};
use clap::Parser;
use corpora::Bio;
use learn::{Course, Lesson, learn};
use measure::Counts;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use text::Text;
use undersigned::lexicon::Lexicon;
use undersigned::recognise::tagger::echo::Echo;
use undersigned::recognise::tagger::features::{View, stretches};
use undersigned::recognise::tagger::form::Forms;
use undersigned::recognise::tagger::model::{Clusters, Model};
use undersigned::recognise::tagger::{Chunk, classes};

/// Binary logarithm of the places for words in the clusters.
pub const CLUSTER_BITS: u32 = 19;
/// Annotated documents are parted into so many folds; each is measured with a model trained on the others.
const FOLDS: usize = 5;
/// Made-up texts.
const MADE: usize = 110;
/// How much a word of a text of the genre counts, by the guidelines that the program follows.
const GENRE: f32 = 2.0;
/// Sets of annotated documents.
const SETS: [&str; 4] = ["seeds", "letters", "events", "events2"];
/// Sets of words with labels that nothing is ever trained on.
const TESTS: [&str; 5] = ["crossner_politics", "wikigold45", "gum", "uner_ewt", "re3d_gov"];
/// Genre texts that share names with the annotated documents: left out of models that are measured on these.
const SHARING: &[&str] = &["100", "101", "102", "104", "119", "120"];

/// How all models are trained. Chosen on the folds.
const COURSE: Course =
    Course { epochs: 12, step: 0.05, drop: 0.3, least: 2, echo: 0.7, seed: 7, runs: 3, row_bits: 18 };

/// Trains the tagger and prints its figures
#[derive(Parser)]
struct Args {
    /// The folder with train/, test/ and resources/
    ner: PathBuf,
    /// The folder with the annotated documents
    gold: PathBuf,
    /// Where the models go
    out: PathBuf,
    /// Trains the models of the folds alone, and prints no figures
    #[arg(long)]
    folds_only: bool,
    /// Lists what was missed and what was wrong in the annotated documents
    #[arg(long)]
    errors: bool,
}

/// All texts to train on.
struct Texts {
    /// Open collections, genre texts and made-up ones.
    others: Vec<Text>,
    /// Annotated documents, parted into folds by their number.
    gold: Vec<Text>,
}

/// What is to be learnt, text by text.
struct Lessons {
    others: Vec<Vec<Lesson>>,
    gold: Vec<Vec<Lesson>>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let clusters = clusters(&args.ner.join("resources/clusters_64_256_1024.tsv.gz"))?;
    let texts = texts(&args)?;
    let lessons = lessons(&texts, &clusters);
    let models: Vec<Model> =
        in_pairs((0..FOLDS + usize::from(!args.folds_only)).collect(), |fold| train(fold, &texts, &lessons, &clusters));

    fs::create_dir_all(&args.out).with_context(|| format!("cannot make {}", args.out.display()))?;
    for model in &models {
        fs::write(args.out.join(format!("{}.model", model.head.name)), model.bytes())?;
    }
    let fold_of = |(i, text): (usize, &Text)| format!("{}/{}\t{}\n", text.collection, text.file, i % FOLDS);
    fs::write(args.out.join("folds.tsv"), texts.gold.iter().enumerate().map(fold_of).collect::<String>())?;
    if !args.folds_only {
        print(&texts, &models, &args)?;
    }
    Ok(())
}

fn texts(args: &Args) -> Result<Texts> {
    let mut others = corpora::bio(&args.ner.join("train/train_all_cleaned.bio"), "open collections")?.texts;
    let mut genre = corpora::marked(&args.ner.join("train/genre"), "genre texts")?;
    let mut gold = Vec::new();
    for set in SETS {
        gold.extend(corpora::annotated(&args.gold.join(set), set)?);
    }
    genre.iter_mut().chain(&mut gold).for_each(|text| text.weight = GENRE);
    others.extend(genre);
    others.extend(made::texts(MADE, COURSE.seed)?);
    Ok(Texts { others, gold })
}

/// Lessons with what a first reading finds: of the other texts, halves read each other; of the annotated documents, a
/// half that has seen none of them.
fn lessons(texts: &Texts, clusters: &Clusters) -> Lessons {
    let bare: Vec<Vec<Lesson>> = texts.others.iter().map(|text| lessons_of(text, &[], clusters)).collect();
    let course = Course { echo: 0.0, epochs: COURSE.epochs / 2, ..COURSE };
    let halves = in_pairs(vec![0, 1], |half| {
        let chosen: Vec<&Lesson> = bare.iter().skip(half).step_by(2).flatten().collect();
        learn(&chosen, "half", Vec::new(), clusters, &course)
    });
    let with = |text: &Text, half: &Model| lessons_of(text, &text.read(half), clusters);
    Lessons {
        others: texts.others.iter().enumerate().map(|(i, text)| with(text, &halves[(i + 1) % 2])).collect(),
        gold: texts.gold.iter().map(|text| with(text, &halves[0])).collect(),
    }
}

/// The model of a fold, or, behind the last fold, the model that is shipped.
fn train(fold: usize, texts: &Texts, lessons: &Lessons, clusters: &Clusters) -> Model {
    let shipped = fold == FOLDS;
    let is_kept = |text: &Text| shipped || !SHARING.contains(&text.file.as_str());
    let others = texts.others.iter().zip(&lessons.others).filter(|(text, _)| is_kept(text));
    let gold = texts.gold.iter().zip(&lessons.gold).enumerate();
    let gold = gold.filter(|(i, _)| shipped || i % FOLDS != fold).map(|(_, pair)| pair);
    let (texts, chosen): (Vec<&Text>, Vec<&Vec<Lesson>>) = others.chain(gold).unzip();
    let chosen: Vec<&Lesson> = chosen.into_iter().flatten().collect();
    let name = if shipped { "en".to_owned() } else { format!("fold-{fold}") };
    learn(&chosen, &name, text::sizes(&texts), clusters, &COURSE)
}

/// Does two things at a time, in order.
fn in_pairs<T: Send>(numbers: Vec<usize>, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let work = &work;
    let pair = |pair: &[usize]| {
        std::thread::scope(|scope| {
            let jobs: Vec<_> = pair.iter().map(|number| scope.spawn(move || work(*number))).collect();
            jobs.into_iter().map(|job| job.join().expect("training does not fail")).collect::<Vec<_>>()
        })
    };
    numbers.chunks(2).flat_map(pair).collect()
}

/// Prints the figures as a table of docs/recogniser.md.
fn print(texts: &Texts, models: &[Model], args: &Args) -> Result<()> {
    println!("| set | people P | R | F1 | bodies P | R | F1 |\n|---|---|---|---|---|---|---|");
    let row = |set: &str, [people, bodies]: [Counts; 2]| println!("| {set} | {people} | {bodies} |");
    for name in TESTS {
        let bio: Bio = corpora::bio(&args.ner.join(format!("test/test_{name}.bio")), name)?;
        row(name, measure::of_bio(&models[FOLDS], &bio));
    }
    let mut sums: BTreeMap<&str, [Counts; 2]> = BTreeMap::new();
    for (i, text) in texts.gold.iter().enumerate() {
        let sum = sums.entry(&text.collection).or_default();
        sum.iter_mut().zip(measure::of_text(&models[i % FOLDS], text)).for_each(|(sum, counts)| sum.add(counts));
        if args.errors {
            measure::print_errors(&models[i % FOLDS], text);
        }
    }
    sums.into_iter().for_each(|(set, counts)| row(set, counts));
    Ok(())
}

/// What is to be learnt from a text, with what a first reading of it found.
fn lessons_of(text: &Text, first: &[Vec<Chunk>], clusters: &Clusters) -> Vec<Lesson> {
    let lexicon = Lexicon::built_in();
    let mut known = Forms::new(lexicon, clusters);
    let mut echo = (!first.is_empty()).then(Echo::default);
    if let Some(echo) = &mut echo {
        let sentences = text.sentences().zip(first);
        sentences.for_each(|(sentence, chunks)| echo.add(&known.of(&text.text, &sentence), chunks));
    }
    let mut found = Vec::new();
    for (i, (sentence, allowed)) in text.sentences().zip(&text.allowed).enumerate() {
        let forms = known.of(&text.text, &sentence);
        let more = echo.as_ref().map(|echo| echo.features(&forms, &first[i]));
        let view = View::new(&text.text, &sentence, &forms, lexicon);
        let of_word = |at: usize| {
            let mut features = Vec::with_capacity(128);
            view.of_word(at, &mut features);
            features
        };
        for stretch in stretches(&forms) {
            let range = stretch.start..stretch.end;
            let features: Vec<Vec<u64>> = range.clone().map(of_word).collect();
            let none = || vec![Vec::new(); features.len()];
            found.push(Lesson {
                classes: classes(&forms, &stretch),
                echo: more.as_ref().map_or_else(none, |more| more[range.clone()].to_vec()),
                allowed: allowed[range].to_vec(),
                features,
                weight: text.weight,
            });
        }
    }
    found
}

/// The clusters: words in small letters, each with its three sizes made to nest.
fn clusters(path: &Path) -> Result<Clusters> {
    let output = Command::new("gzip").arg("-dc").arg(path).output().context("gzip is not installed")?;
    anyhow::ensure!(output.status.success(), "cannot unpack {}", path.display());
    let source = String::from_utf8(output.stdout)?;
    let rows = || {
        source.lines().filter_map(|line| {
            let mut cells = line.split('\t');
            let word = cells.next()?;
            let mut number = || cells.next()?.parse::<u16>().ok();
            let clusters = [number()?, number()?, number()?];
            let plain = word.chars().all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '.')) && word.len() < 24;
            plain.then_some((word, clusters))
        })
    };
    let mut times: BTreeMap<(u16, [u16; 2]), u32> = BTreeMap::new();
    rows().for_each(|(_, [coarse, middle, fine])| *times.entry((fine, [middle, coarse])).or_default() += 1);
    let mut coarser: BTreeMap<u16, (u32, [u16; 2])> = BTreeMap::new();
    for ((fine, above), n) in times {
        let most = coarser.entry(fine).or_default();
        if n > most.0 {
            *most = (n, above);
        }
    }
    let nested = rows().map(|(word, [.., fine])| {
        let [middle, coarse] = coarser[&fine].1;
        (word, [coarse, middle, fine])
    });
    Ok(Clusters::pack(nested, CLUSTER_BITS))
}
