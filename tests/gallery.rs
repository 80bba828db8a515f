//! The gallery is what the program draws, and each figure of it keeps what docs/figures.md promises.

#[path = "../examples/gallery/figures.rs"]
mod figures;
#[allow(dead_code, reason = "shared with other figures")]
#[path = "figure/measured.rs"]
mod measured;
#[path = "../examples/gallery/piles.rs"]
mod piles;

use measured::{Figure, Font};
use std::collections::BTreeSet;
use std::path::Path;

/// The text width of an A4 page, 160 mm, in points.
const TEXT_WIDTH: f64 = 160.0 / 25.4 * 72.0;

#[test]
fn figures_are_legible_whole_and_of_today() {
    let fonts = Font::all();
    for drawn in figures::all() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs/gallery").join(drawn.name).with_extension("svg");
        let kept = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(kept == drawn.svg, "{} is of another day: cargo run --example gallery", file.display());

        for font in &fonts {
            let faults = Figure::measured(&drawn.svg, font).faults();
            assert!(faults.is_empty(), "{} in {}: {faults:#?}", drawn.name, font.name);
        }
        let figure = Figure::measured(&drawn.svg, &fonts[0]);
        let smallest = figure.texts.iter().map(|text| text.size).fold(f64::MAX, f64::min);
        assert!(smallest * TEXT_WIDTH / figure.width >= 7.0, "{}: {smallest} of {}", drawn.name, figure.width);

        // Every name up to 80 has its label, once; of more there are 80, and the caption says so.
        let mut names: Vec<_> = drawn.pile.network.graph.node_weights().collect();
        names.sort_by(|a, b| b.strength.total_cmp(&a.strength).then_with(|| a.id.cmp(&b.id)));
        let labels: BTreeSet<&str> = figure.labels.iter().map(String::as_str).collect();
        let shown = names.iter().filter(|node| labels.contains(node.label.as_str())).count();
        assert_eq!(shown, names.len().min(80), "{}: names without a label", drawn.name);
        assert_eq!(labels.len(), figure.labels.len(), "{}: a label twice", drawn.name);
        assert_eq!(drawn.svg.contains("the 80 strongest of"), names.len() > 80, "{}", drawn.name);
        assert!(drawn.svg.len() < 200_000, "{}: {} bytes", drawn.name, drawn.svg.len());
    }
}
