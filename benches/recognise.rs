//! How fast names are found, by itself: documents that are read and laid out already, one thread, by the clock of the
//! processor. `cargo bench --bench recognise` prints tokens per CPU-second for the development texts of ../shared/gold,
//! again and again under new ids until they are 20 MB (data/samples where there is no ../shared).

use regex::Regex;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use undersigned::layout::lay_out;
use undersigned::lexicon::Lexicon;
use undersigned::model::{Document, Layout};
use undersigned::read;
use undersigned::recognise::tagger::model::Model;
use undersigned::recognise::{Wordbook, recognise_by};
use undersigned::settings::Settings;

const SIZE: usize = 20_000_000;
const RUNS: usize = 3;

fn main() {
    let (settings, lexicon) = (Settings::default(), Lexicon::built_in());
    let token = Regex::new(r"\w+|[^\w\s]").expect("the pattern is a constant");
    let texts: Vec<Vec<u8>> = files().iter().map(|file| fs::read(file).expect("the file was found")).collect();
    let (mut documents, mut bytes, mut tokens): (Vec<(Document, Layout)>, usize, usize) = (Vec::new(), 0, 0);
    for (number, text) in texts.iter().cycle().enumerate().take_while(|(number, _)| *number < 1_000_000) {
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
            documents.iter().map(|(document, layout)| recognise_by(document, layout, &mut book, lexicon).len()).sum();
        (start.elapsed(), names)
    };
    let (time, names) = (0..RUNS).map(run).min().expect("there are runs");
    let seconds = time.as_secs_f64();
    println!("{} documents, {:.1} MB, {tokens} tokens, {names} names", documents.len(), bytes as f64 / 1e6);
    println!("recognition alone {:.0} tokens per CPU-second, the best of {RUNS} runs", tokens as f64 / seconds);
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
