//! How merging scales: made-up names by census frequencies, with known pairs planted among them.
//!
//! `cargo bench --bench merge -- [NAMES] [PAIRS.csv]`: 20,000 names without arguments. PAIRS.csv (left, right, same)
//! plants its true pairs and tells how many of them the blocks bring together.

use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::time::Instant;
use undersigned::merge::blocks::blocks;
use undersigned::merge::links::{links, may_be_one};
use undersigned::model::Kind;
use undersigned::names::compare::Name;
use undersigned::names::tables::NameTables;
use undersigned::names::vocabulary::Vocabulary;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let wanted = args.first().and_then(|number| number.parse().ok()).unwrap_or(20_000);
    let planted = args.get(1).map(|path| planted(path)).unwrap_or_default();
    let mut written: BTreeSet<String> = planted.iter().flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
    made(wanted, &mut written);

    let start = Instant::now();
    let written: Vec<String> = written.into_iter().collect();
    let mut names: Vec<(Name, &str)> =
        written.par_iter().map(|name| (Name::new(Kind::Person, name, Vocabulary::built_in()), name.as_str())).collect();
    names.par_sort_by(|a, b| (&a.0.key, a.1).cmp(&(&b.0.key, b.1)));
    println!("{} names parsed in {:.1} s", names.len(), start.elapsed().as_secs_f64());

    let parsed: Vec<&Name> = names.iter().map(|(name, _)| name).collect();
    let start = Instant::now();
    let blocked = blocks(&parsed);
    println!("blocks made in {:.1} s", start.elapsed().as_secs_f64());

    let start = Instant::now();
    let counts: Vec<(usize, usize)> = (0..parsed.len())
        .into_par_iter()
        .map(|at| {
            let candidates = blocked.candidates(at);
            (
                candidates.len(),
                candidates.iter().filter(|other| may_be_one(parsed[at], parsed[**other as usize])).count(),
            )
        })
        .collect();
    let pairs: usize = counts.iter().map(|(all, _)| all).sum();
    let worth: usize = counts.iter().map(|(_, worth)| worth).sum();
    let each = 2.0 * pairs as f64 / parsed.len() as f64;
    println!(
        "{pairs} pairs ({each:.0} candidates a name), {worth} of them scored; the cheap look took {:.1} s",
        start.elapsed().as_secs_f64()
    );

    let place: HashMap<&str, usize> = names.iter().enumerate().map(|(at, (_, name))| (*name, at)).collect();
    let (mut blocked_together, mut passed) = (0, 0);
    for (a, b) in &planted {
        let (x, y) = (place[a.as_str()].min(place[b.as_str()]), place[a.as_str()].max(place[b.as_str()]));
        let together = blocked.candidates(x).binary_search(&(y as u32)).is_ok();
        blocked_together += usize::from(together);
        passed += usize::from(together && may_be_one(parsed[x], parsed[y]));
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

    let start = Instant::now();
    let found = links(&parsed, 0.1);
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{} links in {seconds:.1} s: {:.0} pairs a second on {} threads",
        found.len(),
        pairs as f64 / seconds,
        rayon::current_num_threads()
    );
}

/// The true pairs of a table.
fn planted(path: &str) -> Vec<(String, String)> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let rows = reader.records().map(|row| row.expect("a table of pairs"));
    rows.filter(|row| &row[2] == "1").map(|row| (row[0].to_owned(), row[1].to_owned())).collect()
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
