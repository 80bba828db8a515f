//! One piece of work on a network, for `beside_igraph.py`, which makes the files and runs the peers:
//! `cargo bench --bench network -- WORK FILE`. A file holds pairs of 32-bit numbers: group and member, or two ends.
//! Prints the CPU seconds of the work, the peak of memory in MB, and what came of it.

use std::fs;
use undersigned::graph::adjacency::Adjacency;
use undersigned::graph::projection::{Incidence, Pair};
use undersigned::graph::{betweenness, communities};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [work, file] = &arguments[..] else {
        // `cargo bench` runs all benches without arguments.
        println!("network: run benches/beside_igraph.py");
        return;
    };
    let bytes = fs::read(file).expect("the file can be read");
    let number = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().expect("four bytes"));
    let pairs: Vec<(u32, u32)> = bytes.chunks_exact(8).map(|pair| (number(&pair[..4]), number(&pair[4..]))).collect();
    drop(bytes);
    let (told, spent) = match work.as_str() {
        "projection" => projection(pairs, 1),
        "pruned" => projection(pairs, 2),
        "leiden" => leiden(&pairs),
        "betweenness" => between(&pairs),
        _ => panic!("no such work: {work}"),
    };
    println!("{spent:.2} {} {told}", peak());
}

/// All pairs of at least `least`, held, as a table of ties would be.
fn projection(pairs: Vec<(u32, u32)>, least: u32) -> (String, f64) {
    let start = cpu();
    let incidence = incidence(pairs);
    let mut ties: Vec<Pair> = Vec::new();
    incidence.pairs(least, |pair| ties.push(pair));
    (format!("{} ties", ties.len()), cpu() - start)
}

/// The groups of pairs that are sorted by group.
fn incidence(pairs: Vec<(u32, u32)>) -> Incidence {
    let members = pairs.iter().map(|(_, member)| *member as usize + 1).max().unwrap_or(0);
    let sizes: Vec<usize> = pairs.chunk_by(|a, b| a.0 == b.0).map(<[_]>::len).collect();
    let all: Vec<u32> = pairs.into_iter().map(|(_, member)| member).collect();
    let mut rest = &all[..];
    let mut groups = Vec::with_capacity(sizes.len());
    for size in sizes {
        let (group, others) = rest.split_at(size);
        groups.push(group);
        rest = others;
    }
    Incidence::new(&groups, members)
}

fn graph(pairs: &[(u32, u32)]) -> Adjacency {
    let nodes = pairs.iter().map(|(a, b)| *a.max(b) as usize + 1).max().unwrap_or(0);
    Adjacency::new(nodes, &pairs.iter().map(|(a, b)| (*a, *b, 1.0)).collect::<Vec<_>>())
}

fn leiden(pairs: &[(u32, u32)]) -> (String, f64) {
    let graph = graph(pairs);
    let start = cpu();
    let found = communities::leiden(&graph, 0);
    let spent = cpu() - start;
    (format!("Q {:.4}, best of several {:.4}", found.modularity, communities::communities(&graph).modularity), spent)
}

fn between(pairs: &[(u32, u32)]) -> (String, f64) {
    let graph = graph(pairs);
    let all: Vec<u32> = graph.all().collect();
    let start = cpu();
    let found = betweenness::from(&graph, &vec![0; graph.nodes()], &all);
    let spent = cpu() - start;
    (format!("sum {:.6}", found.all.iter().sum::<f64>()), spent)
}

/// CPU seconds of this process so far (Linux counts them in hundredths).
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux tells");
    let fields: Vec<&str> = stat.rsplit(')').next().expect("a name in brackets").split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().expect("a number");
    (ticks(11) + ticks(12)) / 100.0
}

/// The peak of memory so far, in MB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") / 1024
}
