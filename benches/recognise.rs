//! How fast names are found, by itself: documents that are read and laid out already, one thread, by the clock of the
//! processor. `cargo bench --bench recognise` prints tokens per CPU-second for the development texts of ../shared/gold,
//! again and again under new ids until they are 20 MB (data/samples where there is no ../shared). Then one text of five
//! million words and a quarter of it: time per word must stay the same.

use regex::Regex;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use undersigned::layout::lay_out;
use undersigned::lexicon::Lexicon;
use undersigned::model::{Document, Layout};
use undersigned::read;
use undersigned::recognise::tagger::model::Model;
use undersigned::recognise::{Wordbook, recognise, recognise_by};
use undersigned::settings::Settings;

const SIZE: usize = 20_000_000;
const RUNS: usize = 3;
/// Words of the long text.
const LONG: usize = 5_000_000;

fn main() {
    let (settings, lexicon) = (Settings::default(), Lexicon::built_in());
    let token = Regex::new(r"\w+|[^\w\s]").expect("the pattern is a constant");
    let texts: Vec<Vec<u8>> = files().iter().map(|file| fs::read(file).expect("the file was found")).collect();
    let (mut documents, mut bytes, mut tokens): (Vec<(Document, Layout)>, usize, usize) = (Vec::new(), 0, 0);
    for (number, text) in texts.iter().cycle().enumerate() {
        if bytes >= SIZE {
            break;
        }
        let opened = read::document(&format!("{number:05}.txt"), None, text.clone()).expect("the texts are texts");
        bytes += text.len();
        tokens += token.find_iter(&opened.document.text).count();
        let layout = lay_out(&opened.document, &settings, lexicon);
        documents.push((opened.document, layout));
    }
    let run = |_| {
        let mut book = Wordbook::new(Model::built_in(), lexicon);
        let start = Clock::now();
        let names: usize =
            documents.iter().map(|(document, layout)| recognise_by(document, layout, &mut book, lexicon).0.len()).sum();
        (start.elapsed(), names)
    };
    let (time, names) = (0..RUNS).map(run).min().expect("there are runs");
    let seconds = time.as_secs_f64();
    println!("{} documents, {:.1} MB, {tokens} tokens, {names} names", documents.len(), bytes as f64 / 1e6);
    println!("recognition alone {:.0} tokens per CPU-second, the best of {RUNS} runs", tokens as f64 / seconds);
    drop(documents);
    let times = [LONG / 4, LONG].map(|words| long(&texts, words));
    println!("one text of {LONG} words: {:.2} times as long for each word as a quarter of it", times[1] / times[0]);
}

/// Nanoseconds for each word of one text of so many words.
fn long(texts: &[Vec<u8>], words: usize) -> f64 {
    let mut text = Vec::new();
    let mut left = words;
    for part in texts.iter().cycle() {
        text.extend(part);
        left = left.saturating_sub(String::from_utf8_lossy(part).split_whitespace().count());
        if left == 0 {
            break;
        }
    }
    let document = read::document("long.txt", None, text).expect("the texts are texts").document;
    let layout = lay_out(&document, &Settings::default(), Lexicon::built_in());
    let start = Clock::now();
    let names = recognise(&document, &layout, Model::built_in(), Lexicon::built_in()).len();
    let time = start.elapsed().as_nanos() as f64 / words as f64;
    println!("{words} words, {names} names, {time:.0} ns for each word");
    time
}

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let gold = ["events", "events2", "seeds", "letters"].map(|set| root.join("../shared/gold").join(set));
    let found: Vec<PathBuf> = gold.iter().flat_map(|folder| texts(folder)).collect();
    if found.is_empty() { texts(&root.join("data/samples")) } else { found }
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut texts: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    texts.sort();
    texts
}

/// The time that this thread has had a processor, where the system tells it; else the time of day.
struct Clock {
    on_processor: Option<Duration>,
    start: Instant,
}

impl Clock {
    fn now() -> Clock {
        Clock { on_processor: on_processor(), start: Instant::now() }
    }

    fn elapsed(&self) -> Duration {
        let run = self.on_processor.zip(on_processor()).map(|(start, end)| end.saturating_sub(start));
        run.unwrap_or_else(|| self.start.elapsed())
    }
}

fn on_processor() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split_whitespace().next()?.parse().ok()?))
}
