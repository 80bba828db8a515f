//! Made lists in every layout: who signs them is known, so what is found can be held to it.

mod made_lists;

use made_lists::{LAYOUTS, errors, made, reading, score};
use std::fmt::Write;

/// Rows of the lists read here; `cargo bench --bench lists` reads longer ones.
const SIZES: [usize; 4] = [10, 40, 200, 1_000];
/// The least recall and precision of names in each layout, over all sizes.
const LEAST: f64 = 0.99;

#[test]
fn every_layout_is_read() {
    let mut complaints = String::new();
    for layout in LAYOUTS {
        for (rows, seed) in SIZES.into_iter().zip(1..) {
            let made = made(layout, rows, seed);
            let reading = reading(&made);
            let score = score(&made, &reading);
            if let Ok(folder) = std::env::var("MADE_LISTS") {
                std::fs::write(format!("{folder}/{}-{rows}.{}", layout.name, layout.extension), &made.text).ok();
            }
            println!("{:40} {rows:4} {score:.3?}", layout.name);
            if score.recall < LEAST || score.precision < LEAST || score.unread > 0.01 {
                let _ = writeln!(complaints, "{}, {rows} rows: {score:.3?}\n{}", layout.name, errors(&made, &reading));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}
