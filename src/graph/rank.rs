//! PageRank: where a walk along ties would be, that starts anew now and then (L. Page, S. Brin, R. Motwani and
//! T. Winograd, Stanford InfoLab 1999-66 (1999)).

use super::adjacency::Adjacency;

/// The chance to go on.
const DAMPING: f64 = 0.85;
/// Steps end when all ranks together move less.
const SETTLED: f64 = 1e-13;
/// A bound that damping makes unreachable: .85 to this power is far below `SETTLED`.
const MOST: usize = 300;

/// The rank of each node; 1 in sum. Who has no ties passes its rank on to all alike.
pub fn ranks(graph: &Adjacency) -> Vec<f64> {
    let nodes = graph.nodes();
    let even = 1.0 / nodes.max(1) as f64;
    let strength: Vec<f64> = graph.all().map(|node| graph.strength(node)).collect();
    let mut ranks = vec![even; nodes];
    for _ in 0..MOST {
        let lost: f64 =
            ranks.iter().zip(&strength).filter(|(_, strength)| **strength == 0.0).map(|(rank, _)| rank).sum();
        let given = (1.0 - DAMPING) * even + DAMPING * lost * even;
        let flow: Vec<f64> = ranks.iter().zip(&strength).map(|(rank, strength)| rank / strength).collect();
        let next: Vec<f64> = graph
            .all()
            .map(|node| given + DAMPING * graph.row(node).map(|(end, weight)| weight * flow[end as usize]).sum::<f64>())
            .collect();
        let moved: f64 = ranks.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
        ranks = next;
        if moved < SETTLED {
            break;
        }
    }
    ranks
}
