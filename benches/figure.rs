//! The cost of a figure and where its names stand, for `beside_graphviz.py`: `cargo bench --bench figure -- NAMES FILE` draws
//! made letters among NAMES names, all of them, and prints the CPU seconds of layout and figure. FILE gets the network as
//! .dot, and beside it a table of names, communities and places before boxes are pushed apart.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use undersigned::draw;
use undersigned::draw::stress::{anchor, places};
use undersigned::export::dot::dot;
use undersigned::settings::{ColourBy, FigureSettings};

#[path = "../examples/gallery/piles.rs"]
#[allow(dead_code, reason = "shared with the gallery")]
mod piles;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [names, file] = &arguments[..] else {
        // `cargo bench` runs all benches without arguments.
        println!("figure: run benches/beside_graphviz.py");
        return;
    };
    let names: usize = names.parse().expect("a number of names");
    let pile = piles::letters(names);
    let settings = FigureSettings { names, colour: ColourBy::Community, ..FigureSettings::default() };
    let start = cpu();
    let svg = draw::svg(&pile.network, &settings);
    println!("{:.2} {}", cpu() - start, svg.len());

    fs::write(file, dot(&pile)).expect("the file can be written");
    let graph = &pile.network.graph;
    let ties = |tie| graph.edge_endpoints(tie).map(|(a, b)| (a.index(), b.index(), graph[tie].count));
    let links: Vec<_> = graph.edge_indices().filter_map(ties).collect();
    let anchors: Vec<_> = graph.node_weights().map(|node| anchor(&node.id)).collect();
    let mut table = String::new();
    for (node, place) in graph.node_weights().zip(places(&anchors, &links)) {
        writeln!(table, "{} {} {} {}", node.id, node.measures.community, place.x, place.y).expect("text grows");
    }
    fs::write(Path::new(file).with_extension("places"), table).expect("the file can be written");
}

/// CPU seconds of this process so far (Linux counts them in hundredths).
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux tells");
    let fields: Vec<&str> = stat.rsplit(')').next().expect("a name in brackets").split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().expect("a number");
    (ticks(11) + ticks(12)) / 100.0
}
