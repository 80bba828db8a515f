//! How merging scales: made-up names by census frequencies, with known pairs planted among them.
//!
//! `cargo bench --bench merge -- [NAMES] [PAIRS.csv]`: 20,000 names without arguments. PAIRS.csv (left, right, same)
//! plants its true pairs and tells how many of them the blocks bring together. `one-block` in its place makes names that
//! share their first and last word. `alone` behind them leaves out all but the whole merge, so that its memory is told.
//! Seconds are those of the processor, over all threads.

use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::time::Instant;
use undersigned::merge::blocks::blocks;
use undersigned::merge::glance::Glances;
use undersigned::merge::links::Pairs;
use undersigned::merge::merge;
use undersigned::model::{Chain, Few, Format, Head, Kind, Reading, Sketch};
use undersigned::names::compare::Name;
use undersigned::names::tables::NameTables;
use undersigned::names::vocabulary::Vocabulary;
use undersigned::settings::MergeSettings;

/// Names of one document of the whole run.
const IN_A_DOCUMENT: usize = 100;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let (alone, args): (Vec<String>, Vec<String>) = args.into_iter().partition(|arg| arg == "alone");
    let wanted = args.first().and_then(|number| number.parse().ok()).unwrap_or(20_000);
    let (one_block, pairs) = match args.get(1).map(String::as_str) {
        Some("one-block") => (true, None),
        pairs => (false, pairs),
    };
    let planted = pairs.map(planted).unwrap_or_default();
    let mut written: BTreeSet<String> = planted.iter().flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
    if one_block {
        share_words(wanted, &mut written);
    } else {
        made(wanted, &mut written);
    }
    let written: Vec<String> = written.into_iter().collect();
    if alone.is_empty() {
        cascade(&written, &planted);
    }
    whole(&written);
}

/// Blocks, the cheap look and the full score, step by step.
fn cascade(written: &[String], planted: &[(String, String)]) {
    let clock = Clock::start();
    let mut names: Vec<(Name, &str)> =
        written.par_iter().map(|name| (Name::new(Kind::Person, name, Vocabulary::built_in()), name.as_str())).collect();
    names.par_sort_by(|a, b| (&a.0.key, a.1).cmp(&(&b.0.key, b.1)));
    clock.tell(&format!("{} names parsed", names.len()));

    let parsed: Vec<&Name> = names.iter().map(|(name, _)| name).collect();
    let clock = Clock::start();
    let (blocked, glances) = (blocks(&parsed), Glances::new(&parsed));
    clock.tell("blocks made");

    let clock = Clock::start();
    let of = |at: usize| {
        let candidates = blocked.candidates(at).names;
        let worth = candidates.iter().filter(|other| glances.may_be_one(at, **other as usize)).count();
        (candidates.len(), worth)
    };
    let counts: Vec<(usize, usize)> = (0..parsed.len()).into_par_iter().map(of).collect();
    let (pairs, worth) = counts.iter().fold((0, 0), |sums, (all, worth)| (sums.0 + all, sums.1 + worth));
    let each = 2.0 * pairs as f64 / parsed.len() as f64;
    clock.tell(&format!("{pairs} pairs ({each:.0} candidates a name), of which the cheap look leaves {worth}"));

    let place: HashMap<&str, usize> = names.iter().enumerate().map(|(at, (_, name))| (*name, at)).collect();
    let (mut blocked_together, mut passed) = (0, 0);
    for (a, b) in planted {
        let (x, y) = (place[a.as_str()].min(place[b.as_str()]), place[a.as_str()].max(place[b.as_str()]));
        let together = blocked.candidates(x).names.binary_search(&(y as u32)).is_ok();
        if !together && std::env::var_os("TELL_MISSED").is_some() {
            println!("  missed: {a} | {b}");
        }
        let looked_at = together && glances.may_be_one(x, y);
        if together && !looked_at && std::env::var_os("TELL_MISSED").is_some() {
            println!("  not looked at: {a} | {b}");
        }
        blocked_together += usize::from(together);
        passed += usize::from(looked_at);
    }
    if !planted.is_empty() {
        let share = |number: usize| number as f64 / planted.len() as f64;
        println!(
            "blocking recall {:.3}, after the cheap look {:.3}, of {} pairs",
            share(blocked_together),
            share(passed),
            planted.len()
        );
    }
    drop((blocked, glances));

    let clock = Clock::start();
    let settings = MergeSettings::default();
    let compared = Pairs::new(names.into_iter().map(|(name, _)| name).collect(), settings.ask);
    let found = compared.links(|link| link.score >= settings.alike).links;
    let seconds = clock.tell(&format!("{} links", found.iter().flatten().count()));
    println!("the cascade: {:.0} pairs a second and core", pairs as f64 / seconds.max(0.01));
}

/// The whole merge, as a run of documents with a hundred names each does it.
fn whole(written: &[String]) {
    let readings: Vec<Reading> =
        written.chunks(IN_A_DOCUMENT).enumerate().map(|(at, names)| reading(&format!("{at:06}.txt"), names)).collect();
    let clock = Clock::start();
    let merged = merge(&readings, &[], &MergeSettings::default());
    clock.tell(&format!("the whole merge: {} names to {} people", written.len(), merged.entities.len()));
    println!("at most {} MB of memory", megabytes("VmHWM:"));
}

fn reading(id: &str, names: &[String]) -> Reading {
    let head = Head {
        id: id.to_owned(),
        title: None,
        date: None,
        kind: String::new(),
        format: Format::Text,
        sha256: String::new(),
    };
    let chains = names.iter().map(|name| Chain {
        kind: Kind::Person,
        name: name.as_str().into(),
        mentions: Few::new(),
        names: [(name.as_str().into(), 1)].into(),
        affiliations: Vec::new(),
    });
    Reading {
        sketch: Sketch::default(),
        head,
        mentions: Vec::new(),
        claims: Vec::new(),
        chains: chains.collect(),
        appearances: Vec::new(),
        notices: Vec::new(),
    }
}

/// Seconds of the processor, where Linux tells them; else those of the clock.
struct Clock {
    begun: Instant,
    used: Option<f64>,
}

impl Clock {
    fn start() -> Clock {
        Clock { begun: Instant::now(), used: used() }
    }

    fn tell(&self, what: &str) -> f64 {
        let wall = self.begun.elapsed().as_secs_f64();
        let seconds = used().zip(self.used).map_or(wall, |(now, then)| now - then);
        println!("{what}: {seconds:.1} s ({wall:.1} s by the clock), {} MB held", megabytes("VmRSS:"));
        seconds
    }
}

fn used() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let numbers: Vec<f64> =
        stat.rsplit(')').next()?.split_whitespace().skip(11).take(2).filter_map(|n| n.parse().ok()).collect();
    // The kernel counts in hundredths, whatever its own clock.
    Some(numbers.iter().sum::<f64>() / 100.0)
}

/// What Linux tells of the memory of this process.
fn megabytes(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap_or_default();
    line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or_default() / 1024
}

/// The true pairs of a table.
fn planted(path: &str) -> Vec<(String, String)> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let rows = reader.records().map(|row| row.expect("a table of pairs"));
    rows.filter(|row| &row[2] == "1").map(|row| (row[0].to_owned(), row[1].to_owned())).collect()
}

/// Adds names that share their first and last word and differ in the one between.
fn share_words(wanted: usize, names: &mut BTreeSet<String>) {
    const SYLLABLES: &[&str] = &["ba", "do", "fi", "ku", "le", "mo", "na", "ri", "so", "ta", "ve", "zu"];
    for number in 0..wanted {
        let mut rest = number;
        let mut middle = String::new();
        for _ in 0..5 {
            middle.push_str(SYLLABLES[rest % SYLLABLES.len()]);
            rest /= SYLLABLES.len();
        }
        names.insert(format!("Mara {}{} Thornquist", middle[..1].to_uppercase(), &middle[1..]));
    }
}

/// Adds made-up names until there are so many: given and family names by their frequency, half with a second given name.
fn made(wanted: usize, names: &mut BTreeSet<String>) {
    let census = NameTables::built_in().census();
    let given = cumulated(census.iter().map(|(name, given, _)| (*name, *given)));
    let family = cumulated(census.iter().map(|(name, _, family)| (*name, *family)));
    let mut state = 7u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    while names.len() < wanted {
        let first = drawn(&given, random());
        let last = drawn(&family, random());
        let middle = if random() < 0.5 { format!("{} ", drawn(&given, random())) } else { String::new() };
        names.insert(format!("{first} {middle}{last}"));
    }
}

fn cumulated<'a>(names: impl Iterator<Item = (&'a str, f32)>) -> Vec<(f64, String)> {
    let mut sum = 0.0;
    let capital = |name: &str| name[..1].to_uppercase() + &name[1..];
    let grown = names.filter(|(_, share)| *share > 0.0).map(|(name, share)| {
        sum += f64::from(share);
        (sum, capital(name))
    });
    grown.collect()
}

fn drawn(names: &[(f64, String)], chance: f64) -> &str {
    let all = names.last().map_or(0.0, |(sum, _)| *sum);
    let at = names.partition_point(|(sum, _)| *sum <= chance * all);
    &names[at.min(names.len() - 1)].1
}
