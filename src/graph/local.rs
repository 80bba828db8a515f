//! What can be told of a node from its neighbours and theirs: clustering, core number, constraint.

use super::adjacency::Adjacency;
use rayon::prelude::*;

/// The share of pairs of neighbours that are tied, for each node (D. J. Watts and S. H. Strogatz, Nature 393, 440
/// (1998)); 0 for less than two neighbours.
///
/// Each triangle is found once, from its end of the smallest degree (T. Schank and D. Wagner, WEA 2005).
pub fn clustering(graph: &Adjacency) -> Vec<f64> {
    let before = |a: u32, b: u32| (graph.degree(a), a) < (graph.degree(b), b);
    let onward: Vec<Vec<u32>> = graph
        .all()
        .map(|node| graph.neighbours(node).iter().copied().filter(|end| before(node, *end)).collect())
        .collect();
    let mut triangles = vec![0u64; graph.nodes()];
    let mut marked = vec![false; graph.nodes()];
    for node in graph.all() {
        onward[node as usize].iter().for_each(|end| marked[*end as usize] = true);
        for &second in &onward[node as usize] {
            for &third in onward[second as usize].iter().filter(|third| marked[**third as usize]) {
                [node, second, third].iter().for_each(|corner| triangles[*corner as usize] += 1);
            }
        }
        onward[node as usize].iter().for_each(|end| marked[*end as usize] = false);
    }
    let share = |(node, triangles): (u32, &u64)| {
        let degree = graph.degree(node) as f64;
        if *triangles == 0 { 0.0 } else { 2.0 * *triangles as f64 / (degree * (degree - 1.0)) }
    };
    graph.all().zip(&triangles).map(share).collect()
}

/// The core number of each node: nodes of the smallest degree are taken away first (V. Batagelj and M. Zaveršnik,
/// arXiv cs/0310049 (2003)).
pub fn cores(graph: &Adjacency) -> Vec<u32> {
    let mut left: Vec<usize> = graph.all().map(|node| graph.degree(node)).collect();
    let mut by_degree: Vec<Vec<u32>> = vec![Vec::new(); left.iter().max().map_or(0, |most| most + 1)];
    graph.all().for_each(|node| by_degree[left[node as usize]].push(node));
    let mut cores = vec![0; graph.nodes()];
    let mut taken = vec![false; graph.nodes()];
    let (mut degree, mut core) = (0, 0);
    while degree < by_degree.len() {
        let Some(node) = by_degree[degree].pop() else {
            degree += 1;
            continue;
        };
        // It stands once in the list of each degree that it has had; only the last one holds.
        if taken[node as usize] || left[node as usize] != degree {
            continue;
        }
        taken[node as usize] = true;
        core = core.max(degree);
        cores[node as usize] = core as u32;
        for &end in graph.neighbours(node).iter().filter(|end| !taken[**end as usize]) {
            let end_left = &mut left[end as usize];
            *end_left -= 1;
            by_degree[*end_left].push(end);
            degree = degree.min(*end_left);
        }
    }
    cores
}

/// Burt's constraint of each node (R. S. Burt, *Structural Holes* (1992), eq. 2.4): how far its ties lead to the same
/// few who know each other. None without ties.
pub fn constraints(graph: &Adjacency) -> Vec<Option<f64>> {
    let strength: Vec<f64> = graph.all().map(|node| graph.strength(node)).collect();
    // It is read at contacts alone, and these are written anew for each node.
    let constraint = |invested: &mut Vec<f64>, node: u32| {
        for (contact, weight) in graph.row(node) {
            invested[contact as usize] = weight / strength[node as usize];
        }
        for (through, weight) in graph.row(node) {
            let share = weight / strength[node as usize] / strength[through as usize];
            for (contact, onward) in graph.row(through) {
                invested[contact as usize] += share * onward;
            }
        }
        let contacts = graph.neighbours(node);
        let sum = contacts.iter().map(|contact| invested[*contact as usize].powi(2)).sum();
        (!contacts.is_empty()).then_some(sum)
    };
    let all = (0..graph.nodes() as u32).into_par_iter();
    all.map_init(|| vec![0f64; graph.nodes()], constraint).collect()
}
