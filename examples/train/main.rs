//! Trains the tagger: `cargo run --release --example train -- NER_FOLDER GOLD_FOLDER OUT_FOLDER`.
//!
//! Same texts in, same bytes out.

mod corpora;
mod learn;
mod made;
mod made_names;
mod measure;
mod random;
mod text;

use ::undersigned as program;
use anyhow::{Context, Result};
use clap::Parser;
use learn::{Course, Lesson, learn};
use measure::Counts;
use program::lexicon::Lexicon;
use program::recognise::tagger::echo::Echo;
use program::recognise::tagger::model::{Clusters, Model};
use program::recognise::tagger::{Chunk, Prepared, read};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use text::Text;

/// Binary logarithm of the places for words in the clusters.
pub const CLUSTER_BITS: u32 = 19;

#[derive(Parser)]
struct Args {
    /// The folder with train/, test/ and resources/.
    ner: PathBuf,
    /// The folder with the annotated documents.
    gold: PathBuf,
    /// Where the models go.
    out: PathBuf,
    #[arg(long, default_value_t = 5)]
    folds: usize,
    /// Only so many folds are trained.
    #[arg(long)]
    only: Option<usize>,
    #[arg(long, default_value_t = 8)]
    epochs: usize,
    #[arg(long, default_value_t = 0.1)]
    step: f32,
    #[arg(long, default_value_t = 0.0)]
    pull: f32,
    #[arg(long, default_value_t = 2)]
    least: u32,
    #[arg(long, default_value_t = 2.0)]
    genre: f32,
    #[arg(long, default_value_t = 18)]
    row_bits: u32,
    #[arg(long, default_value_t = 0.0)]
    drop: f64,
    /// Made-up texts.
    #[arg(long, default_value_t = 100)]
    made: usize,
    #[arg(long, default_value_t = 1.0)]
    made_weight: f32,
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Lists what was missed and what was wrong in the annotated documents.
    #[arg(long)]
    errors: bool,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let clusters = clusters(&args.ner.join("resources/clusters_64_256_1024.tsv.gz"))?;
    let open = corpora::bio(&args.ner.join("train/train_all_cleaned.bio"), "open")?.texts;
    let mut genre = corpora::marked(&args.ner.join("train/genre"), "genre")?;
    let mut gold = Vec::new();
    for set in ["seeds", "letters", "events", "events2"] {
        gold.extend(corpora::annotated(&args.gold.join(set), set)?);
    }
    genre.iter_mut().chain(&mut gold).for_each(|text| text.weight = args.genre);
    let mut made = made::texts(args.made, 11)?;
    made.iter_mut().for_each(|text| text.weight = args.made_weight);
    for (name, texts) in [("open", &open), ("genre", &genre), ("gold", &gold), ("made", &made)] {
        eprintln!("{name}: {} texts, {} words", texts.len(), texts.iter().map(Text::words).sum::<u64>());
    }
    let course = Course {
        epochs: args.epochs,
        step: args.step,
        pull: args.pull,
        least: args.least,
        echo: 0.7,
        drop: args.drop,
        seed: args.seed,
        row_bits: args.row_bits,
    };

    // First readings by models that did not see the text: halves of the open and the genre texts read each other.
    let others: Vec<&Text> = open.iter().chain(&genre).chain(&made).collect();
    let bare: Vec<Vec<Lesson>> = others.iter().map(|text| lessons(text, &[], &clusters)).collect();
    let half = |odd: usize| {
        let chosen: Vec<&Lesson> = bare.iter().skip(odd).step_by(2).flatten().collect();
        let course = Course { echo: 0.0, epochs: (course.epochs / 2).max(3), ..course.clone() };
        learn(&chosen, "half", Vec::new(), &clusters, &course)
    };
    let (even, odd) = std::thread::scope(|scope| {
        let even = scope.spawn(|| half(0));
        (half(1), even.join().expect("training does not fail"))
    });
    let (odd, even) = (even, odd);
    eprintln!("halves are trained");
    let first = |model: &Model, text: &Text| read(model, &text.text, &text.sentences, Lexicon::built_in());
    let echoed: Vec<Vec<Lesson>> = others
        .iter()
        .enumerate()
        .map(|(i, text)| lessons(text, &first(if i % 2 == 0 { &odd } else { &even }, text), &clusters))
        .collect();
    let of_gold: Vec<Vec<Lesson>> = gold.iter().map(|text| lessons(text, &first(&even, text), &clusters)).collect();
    drop(bare);

    std::fs::create_dir_all(&args.out)?;
    let tests = ["crossner_politics", "wikigold45", "gum", "uner_ewt", "re3d_gov"];
    let tests: Vec<_> = tests
        .iter()
        .map(|name| Ok((*name, corpora::bio(&args.ner.join(format!("test/test_{name}.bio")), name)?)))
        .collect::<Result<_>>()?;
    let train = |fold: usize| {
        let kept = |i: usize| fold == args.folds || i % args.folds != fold;
        let chosen: Vec<&Lesson> = echoed
            .iter()
            .zip(&others)
            .filter(|(_, text)| fold == args.folds || !SHARING.contains(&text.file.as_str()))
            .flat_map(|(lessons, _)| lessons)
            .chain(of_gold.iter().enumerate().filter(|(i, _)| kept(*i)).flat_map(|(_, lessons)| lessons))
            .collect();
        let name = if fold == args.folds { "en".to_owned() } else { format!("fold-{fold}") };
        let texts: Vec<&Text> = others.iter().copied().chain(gold.iter().enumerate().filter(|(i, _)| kept(*i)).map(|(_, text)| text)).collect();
        learn(&chosen, &name, text::sizes(&texts), &clusters, &course)
    };
    let mut wanted: Vec<usize> = (0..=args.folds).collect();
    if let Some(only) = args.only {
        wanted = (0..only).collect();
    }
    let mut models: Vec<(usize, Model)> = Vec::new();
    for pair in wanted.chunks(2) {
        models.extend(std::thread::scope(|scope| {
            let jobs: Vec<_> = pair.iter().map(|fold| (fold, scope.spawn(|| train(*fold)))).collect();
            jobs.into_iter().map(|(fold, job)| (*fold, job.join().expect("training does not fail"))).collect::<Vec<_>>()
        }));
    }
    for (_, model) in &models {
        std::fs::write(args.out.join(format!("{}.model", model.head.name)), model.bytes())?;
    }
    let folds: String = gold.iter().enumerate().map(|(i, text)| format!("{}/{}.txt\t{}\n", text.collection, text.file, i % args.folds)).collect();
    std::fs::write(args.out.join("folds.tsv"), folds)?;
    for set in ["seeds", "letters", "events", "events2"] {
        let mut sums = [Counts::default(); 2];
        for (i, text) in gold.iter().enumerate().filter(|(_, text)| text.collection == set) {
            let Some((_, model)) = models.iter().find(|(fold, _)| *fold == i % args.folds) else { continue };
            if args.errors {
                measure::errors(model, text);
            }
            sums.iter_mut().zip(measure::of_text(model, text)).for_each(|(sum, counts)| sum.add(counts));
        }
        println!("{set:20} person {}   organisation {}", sums[0], sums[1]);
    }
    let (_, last) = models.last().context("a model was trained")?;
    for (name, bio) in &tests {
        let [person, organisation] = measure::of_bio(last, bio);
        println!("{name:20} person {person}   organisation {organisation}");
    }
    Ok(())
}

/// Genre texts that share names with the annotated documents: left out of models that are measured on these.
const SHARING: &[&str] = &["100", "101", "102", "104", "119", "120"];

/// What is to be learnt from a text, with what a first reading of it found.
fn lessons(text: &Text, first: &[Vec<Chunk>], clusters: &Clusters) -> Vec<Lesson> {
    let document = Prepared::new(&text.text, &text.sentences, Lexicon::built_in(), clusters);
    let echo = (!first.is_empty()).then(|| Echo::of(&document, first));
    let mut found = Vec::new();
    for i in 0..document.len() {
        let more = echo.as_ref().map(|echo| echo.features(&document.forms(i), &first[i]));
        for (stretch, features) in document.features(i) {
            let range = stretch.start..stretch.end;
            found.push(Lesson {
                classes: document.classes(i, &stretch),
                echo: more.as_ref().map_or_else(|| vec![Vec::new(); features.len()], |more| more[range.clone()].to_vec()),
                allowed: text.allowed[i][range].to_vec(),
                features,
                weight: text.weight,
            });
        }
    }
    found
}

/// The clusters: words in small letters, each with its three sizes made to nest.
fn clusters(path: &Path) -> Result<Clusters> {
    let output = std::process::Command::new("gzip").arg("-dc").arg(path).output().context("gzip is not installed")?;
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
