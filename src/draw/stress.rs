//! Places for one connected component, so that far in the network is far on the page.
//!
//! Stress is lowered by stochastic gradient descent over all pairs (Zheng, Pawar, Goodman: Graph drawing by
//! stochastic gradient descent, IEEE TVCG 25 (2019), algorithm 1). A tie is the shorter the more neighbours its ends
//! share, which draws the signatories of one letter together and sets those who join two letters apart.

use super::geometry::Point;
use petgraph::algo::dijkstra;
use petgraph::graph::{NodeIndex, UnGraph};
use std::collections::{BTreeMap, BTreeSet};

/// Rounds of descent.
const ROUNDS: i32 = 60;
/// Starts of which the one with the least stress is kept.
const STARTS: u64 = 6;
/// The length of a tie between two with the same neighbours, where one without a shared neighbour is 1.
const CLOSEST: f64 = 0.45;

/// Places for nodes `0..count`, connected by `links` (source, target, count); the mean tie is about one unit long.
pub fn places(count: usize, links: &[(usize, usize, u32)]) -> Vec<Point> {
    if count < 2 {
        return vec![Point::default(); count];
    }
    let distances = distances(count, links);
    (0..STARTS)
        .map(|seed| descend(count, &distances, seed))
        .min_by(|a, b| stress(a, &distances).total_cmp(&stress(b, &distances)))
        .expect("there is at least one start")
}

/// Lengths of the shortest paths between all pairs.
fn distances(count: usize, links: &[(usize, usize, u32)]) -> Vec<Vec<f64>> {
    let mut counts: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let mut near: Vec<BTreeSet<usize>> = (0..count).map(|node| BTreeSet::from([node])).collect();
    for &(a, b, weight) in links {
        *counts.entry((a.min(b), a.max(b))).or_default() += weight;
        near[a].insert(b);
        near[b].insert(a);
    }
    let mut graph: UnGraph<(), f64> = UnGraph::with_capacity(count, counts.len());
    for _ in 0..count {
        graph.add_node(());
    }
    for (&(a, b), &weight) in &counts {
        let shared = near[a].intersection(&near[b]).count() as f64 / near[a].union(&near[b]).count() as f64;
        let length = CLOSEST + (1.0 - CLOSEST) * (1.0 - shared);
        graph.add_edge(NodeIndex::new(a), NodeIndex::new(b), length * (0.8 + 0.2 / f64::from(weight.max(1))));
    }
    (0..count)
        .map(|from| {
            let reached = dijkstra(&graph, NodeIndex::new(from), None, |edge| *edge.weight());
            (0..count).map(|to| reached.get(&NodeIndex::new(to)).copied().unwrap_or(count as f64)).collect()
        })
        .collect()
}

fn descend(count: usize, distances: &[Vec<f64>], seed: u64) -> Vec<Point> {
    let mut dice = Dice(seed);
    let mut places: Vec<_> = (0..count).map(|_| Point::new(dice.share(), dice.share())).collect();
    let mut pairs: Vec<_> = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect();
    let (nearest, farthest) = pairs
        .iter()
        .fold((f64::MAX, 0.0_f64), |(least, most), &(a, b)| (least.min(distances[a][b]), most.max(distances[a][b])));
    let (mut step, last) = (farthest * farthest, 0.02 * nearest * nearest);
    // Rounded, so that the last bit of a platform's `powf` does not reach the page.
    let decay = ((last / step).powf(1.0 / f64::from(ROUNDS - 1)) * 1e6).round() / 1e6;
    for _ in 0..ROUNDS {
        dice.shuffle(&mut pairs);
        for &(a, b) in &pairs {
            let wanted = distances[a][b];
            let gap = places[a].distance(places[b]).max(1e-9);
            let pull = (step / (wanted * wanted)).min(1.0) * (gap - wanted) / (2.0 * gap);
            let (dx, dy) = ((places[b].x - places[a].x) * pull, (places[b].y - places[a].y) * pull);
            places[a] = Point::new(places[a].x + dx, places[a].y + dy);
            places[b] = Point::new(places[b].x - dx, places[b].y - dy);
        }
        step *= decay;
    }
    places
}

fn stress(places: &[Point], distances: &[Vec<f64>]) -> f64 {
    let mut sum = 0.0;
    for (a, row) in distances.iter().enumerate() {
        for (b, &wanted) in row.iter().enumerate().skip(a + 1) {
            let error = places[a].distance(places[b]) / wanted - 1.0;
            sum += error * error;
        }
    }
    sum
}

/// Turned so that the longest side lies along x (by the principal axis), with the centre at the origin.
pub fn upright(places: &[Point]) -> Vec<Point> {
    let count = places.len().max(1) as f64;
    let mean = Point::new(
        places.iter().map(|place| place.x).sum::<f64>() / count,
        places.iter().map(|place| place.y).sum::<f64>() / count,
    );
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for place in places {
        let (x, y) = (place.x - mean.x, place.y - mean.y);
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    let half = (xx - yy) / 2.0;
    let largest = (xx + yy) / 2.0 + (half * half + xy * xy).sqrt();
    // Of the two forms of the eigenvector the one that does not vanish.
    let (x, y) = if xx > yy { (largest - yy, xy) } else { (xy, largest - xx) };
    let length = (x * x + y * y).sqrt();
    let (x, y) = if length < 1e-9 { (1.0, 0.0) } else { (x / length, y / length) };
    places
        .iter()
        .map(|place| {
            let (dx, dy) = (place.x - mean.x, place.y - mean.y);
            Point::new(dx * x + dy * y, dy * x - dx * y)
        })
        .collect()
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = (self.next() % (last as u64 + 1)) as usize;
            items.swap(last, other);
        }
    }
}
