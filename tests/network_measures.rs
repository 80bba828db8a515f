//! Measures of published networks against networkx, igraph and scipy: `tests/published/compute.py` made the figures.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::path::Path;
use undersigned::graph::adjacency::Adjacency;
use undersigned::graph::projection::Incidence;
use undersigned::graph::{betweenness, communities, local, rank, weights};

/// How far two programs may be apart.
const NEAR: f64 = 1e-9;

fn published(name: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/published/{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn whole(value: &Value) -> Vec<u32> {
    numbers(value).into_iter().map(|number| number as u32).collect()
}

fn graph(network: &Value) -> Adjacency {
    let edges: Vec<_> = network["edges"].as_array().unwrap().iter().map(numbers).collect();
    let edges: Vec<_> = edges.iter().map(|edge| (edge[0] as u32, edge[1] as u32, edge[2])).collect();
    Adjacency::new(network["nodes"].as_u64().unwrap() as usize, &edges)
}

#[track_caller]
fn assert_near(what: &str, found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (node, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert!((found - expected).abs() < NEAR, "{what} of {node}: {found} is not {expected}");
    }
}

#[test]
fn measures_are_those_of_other_programs() {
    for name in ["karate", "miserables"] {
        let network = published(name);
        let graph = graph(&network);
        let between = betweenness::betweenness(&graph, &whole(&network["community"]));
        assert_near(&format!("{name}: betweenness"), &between.all, &numbers(&network["betweenness"]));
        assert_near(&format!("{name}: brokerage"), &between.across, &numbers(&network["brokerage"]));
        assert_eq!(between.pivots, None, "so few nodes are no sample");
        assert_near(&format!("{name}: PageRank"), &rank::ranks(&graph), &numbers(&network["pagerank"]));
        assert_near(&format!("{name}: clustering"), &local::clustering(&graph), &numbers(&network["clustering"]));
        let constraints: Vec<f64> = local::constraints(&graph).into_iter().map(Option::unwrap).collect();
        assert_near(&format!("{name}: constraint"), &constraints, &numbers(&network["constraint"]));
        assert_eq!(local::cores(&graph), whole(&network["core"]), "{name}: cores");
    }
}

/// igraph's best of a hundred seeds is met, and the modularity is the same sum.
#[test]
fn communities_part_as_well_as_igraphs() {
    for name in ["karate", "miserables"] {
        let network = published(name);
        let (graph, best) = (graph(&network), network["modularity"].as_f64().unwrap());
        let theirs = communities::modularity(&graph, &whole(&network["community"]));
        assert!((theirs - best).abs() < NEAR, "{name}: {theirs} is not {best}");
        let ours = communities::communities(&graph);
        assert!(ours.modularity > best - NEAR, "{name}: {} is less than {best}", ours.modularity);
        assert!((communities::modularity(&graph, &ours.of) - ours.modularity).abs() < NEAR);
        assert_eq!(ours, communities::communities(&graph), "{name}: the same every time");
    }
}

#[test]
fn two_mode_weights_are_those_of_networkx_and_scipy() {
    let network = published("southern-women");
    let meetings: Vec<Vec<u32>> = network["meetings"].as_array().unwrap().iter().map(whole).collect();
    let women = network["women"].as_u64().unwrap() as usize;
    let incidence = Incidence::new(&meetings, women);
    let mut pairs = Vec::new();
    incidence.pairs(1, |pair| pairs.push(pair));
    pairs.sort_unstable();
    let ties: Vec<Vec<f64>> = network["ties"].as_array().unwrap().iter().map(numbers).collect();
    assert_eq!(pairs.len(), ties.len());
    let of = |woman| incidence.groups_of(woman).len() as u32;
    let chance = |pair: &undersigned::graph::projection::Pair| {
        weights::tail(pair.times, of(pair.left), of(pair.right), incidence.filled() as u32)
    };
    let chances: Vec<f64> = pairs.iter().map(chance).collect();
    let rates = weights::rates(&chances, (women * (women - 1) / 2) as f64);
    for (at, (pair, tie)) in pairs.iter().zip(&ties).enumerate() {
        assert_eq!((pair.left, pair.right, pair.times), (tie[0] as u32, tie[1] as u32, tie[2] as u32));
        let both =
            incidence.groups_of(pair.left).iter().filter(|group| incidence.groups_of(pair.right).contains(group));
        let newman: f64 = both.map(|group| 1.0 / (incidence.size(*group) as f64 - 1.0)).sum();
        let jaccard = f64::from(pair.times) / f64::from(of(pair.left) + of(pair.right) - pair.times);
        assert_near("tie", &[newman, jaccard, chances[at], rates[at]], &tie[3..]);
    }
}

/// Groups of cliques in a ring: each is a community, whatever the seed; each community hangs together.
#[test]
fn communities_are_connected_and_the_planted_ones() {
    let (cliques, size) = (12, 6);
    let mut edges = Vec::new();
    for clique in 0..cliques {
        for a in 0..size {
            edges.extend((a + 1..size).map(|b| (clique * size + a, clique * size + b, 1.0)));
        }
        edges.push((clique * size, (clique + 1) % cliques * size + 1, 1.0));
    }
    let graph = Adjacency::new((cliques * size) as usize, &edges);
    for seed in 0..20 {
        let found = communities::leiden(&graph, seed).of;
        for clique in found.chunks(size as usize) {
            assert!(clique.iter().all(|own| *own == clique[0]), "seed {seed}: a clique is cut");
        }
    }
    let mut state = 1u64;
    let mut die = |sides: u64| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((state >> 33) % sides) as u32
    };
    let random: Vec<_> = (0..900).map(|_| (die(400), die(400), f64::from(1 + die(3)))).collect();
    let graph = Adjacency::new(400, &random);
    for seed in 0..20 {
        let of = communities::leiden(&graph, seed).of;
        let mut reached = vec![false; of.len()];
        let mut parts = 0;
        for start in graph.all().filter(|node| graph.degree(*node) > 0) {
            if reached[start as usize] {
                continue;
            }
            parts += 1;
            let mut open = vec![start];
            while let Some(node) = open.pop() {
                if !std::mem::replace(&mut reached[node as usize], true) {
                    let same = graph.neighbours(node).iter().filter(|end| of[**end as usize] == of[node as usize]);
                    open.extend(same);
                }
            }
        }
        let tied: std::collections::BTreeSet<u32> =
            graph.all().filter(|node| graph.degree(*node) > 0).map(|node| of[node as usize]).collect();
        assert_eq!(parts, tied.len(), "seed {seed}: a community hangs together by nothing");
    }
}

/// With all nodes as pivots the estimate is the exact figure; with some it is near, and the same every time.
#[test]
fn pivots_estimate_betweenness() {
    let network = published("miserables");
    let graph = graph(&network);
    let community = vec![0; graph.nodes()];
    let exact = betweenness::betweenness(&graph, &community).all;
    let all: Vec<u32> = graph.all().collect();
    assert_eq!(betweenness::from(&graph, &community, &all).all, exact);
    let half: Vec<u32> = graph.all().step_by(2).collect();
    let estimated = betweenness::from(&graph, &community, &half).all;
    let top = |values: &[f64]| (0..values.len()).max_by(|a, b| values[*a].total_cmp(&values[*b]));
    assert_eq!(top(&estimated), top(&exact));
    assert!(exact.iter().zip(&estimated).all(|(exact, near)| (exact - near).abs() < 0.1));
}

#[test]
fn nothing_is_measured_on_nothing() {
    let empty = Adjacency::new(0, &[]);
    assert!(communities::communities(&empty).of.is_empty() && rank::ranks(&empty).is_empty());
    let apart = Adjacency::new(2, &[(0, 0, 1.0)]);
    assert_eq!(communities::communities(&apart).of, [1, 2]);
    assert_eq!(betweenness::betweenness(&apart, &[1, 2]).all, [0.0, 0.0]);
    assert_eq!(local::constraints(&apart), [None, None]);
    assert_eq!(rank::ranks(&apart), [0.5, 0.5]);
    let one = Adjacency::new(2, &[(0, 1, 2.0)]);
    assert_eq!(betweenness::betweenness(&one, &[1, 1]).all, [0.0, 0.0]);
    assert_eq!((local::clustering(&one), local::cores(&one)), (vec![0.0, 0.0], vec![1, 1]));
}
