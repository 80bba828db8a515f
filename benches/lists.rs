//! How well and how fast signatory lists are read: made lists of 10 to 100,000 rows in every layout, whose signatories
//! are known. `cargo bench --bench lists` prints recall and precision of names, how much of who signs for whom is found,
//! the share of rows left as notices, and megabytes for each second of one processor, at the end those of all layouts
//! together; `-- MOST` sets the longest list, and `-- MOST LAYOUT` reads only the layouts whose names hold these words.

#[path = "../tests/made_lists/mod.rs"]
mod made_lists;

use made_lists::{LAYOUTS, made, reading, score};
use std::sync::LazyLock;
use std::time::Instant;

const SIZES: [usize; 5] = [10, 100, 1_000, 10_000, 100_000];

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let most = asked.iter().find_map(|word| word.parse().ok()).unwrap_or(SIZES[4]);
    let layouts = LAYOUTS.iter().filter(|layout| asked.get(1).is_none_or(|part| layout.name.contains(part)));
    println!(
        "{:40} {:>7} {:>7} {:>9} {:>7} {:>7} {:>6}",
        "layout", "rows", "recall", "precision", "ties", "notices", "MB/s"
    );
    // Of each size the megabytes and the seconds of all layouts together.
    let mut all = [(0.0, 0.0); SIZES.len()];
    for layout in layouts {
        for (rows, seed) in SIZES.into_iter().zip(1..).filter(|(rows, _)| *rows <= most) {
            let made = made(layout, rows, seed);
            let start = seconds();
            let read = reading(&made);
            let (megabytes, taken) = (made.text.len() as f64 / 1e6, seconds() - start);
            let at = SIZES.iter().position(|size| *size == rows).expect("it is one of the sizes");
            all[at] = (all[at].0 + megabytes, all[at].1 + taken);
            let speed = megabytes / taken;
            let found = score(&made, &read);
            println!(
                "{:40} {rows:7} {:7.4} {:9.4} {:7.4} {:7.4} {speed:6.2}",
                layout.name, found.recall, found.precision, found.ties, found.unread
            );
        }
    }
    for (rows, (megabytes, taken)) in SIZES.iter().zip(all).filter(|(_, (megabytes, _))| *megabytes > 0.0) {
        println!("{:40} {rows:7} {:42.2}", "all together", megabytes / taken);
    }
}

/// Seconds of the processor that this thread has had; where the system does not tell, of the clock.
fn seconds() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds: Option<f64> = told.and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |n| n / 1e9)
}
