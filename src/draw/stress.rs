//! Places for one connected component, so that far in the network is far on the page.
//!
//! Stress is lowered by stochastic gradient descent over pairs (Zheng, Pawar, Goodman: Graph drawing by stochastic
//! gradient descent, IEEE TVCG 25 (2019), algorithm 1). A tie is the shorter the more neighbours its ends share,
//! which draws the signatories of one letter together and sets those who join two letters apart. Beyond some hundreds
//! of names each is drawn to its neighbours and to a few pivots only, which stand for those around them (Ortmann,
//! Klimenta, Brandes: A sparse stress model, Graph Drawing 2016).

use super::geometry::Point;
use petgraph::algo::dijkstra;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// Rounds of descent.
const ROUNDS: i32 = 60;
/// Starts of which the one with the least stress is kept, for components up to a size.
const STARTS: [(usize, u64); 3] = [(150, 6), (300, 3), (usize::MAX, 1)];
/// The largest component of which all pairs are looked at.
const ALL_PAIRS: usize = 600;
/// The pivots of a larger one.
const PIVOTS: usize = 50;
/// The length of a tie between two with the same neighbours, where one without a shared neighbour is 1.
const CLOSEST: f64 = 0.45;

/// Two names, how far apart they should be, and how much either is moved for it.
#[derive(Debug, Clone, Copy)]
struct Term {
    ends: (usize, usize),
    wanted: f64,
    weights: (f64, f64),
}

/// Places for nodes `0..anchors.len()`, connected by `links` (source, target, count); the mean tie is about one unit
/// long. `anchors` (from -1 to 1) are places that are a node's own: it starts from there, and the whole is turned so
/// that it looks towards them: where the rest allows, a name stays near its place when others come.
pub fn places(anchors: &[Point], links: &[(usize, usize, u32)]) -> Vec<Point> {
    if anchors.len() < 2 {
        return vec![Point::default(); anchors.len()];
    }
    let terms = terms(anchors.len(), links);
    let starts = STARTS.iter().find(|(most, _)| anchors.len() <= *most).map_or(1, |(_, starts)| *starts);
    let best = (0..starts)
        .map(|seed| descend(anchors, &terms, seed))
        .min_by(|a, b| stress(a, &terms).total_cmp(&stress(b, &terms)))
        .expect("there is at least one start");
    upright(&best, anchors)
}

/// What is asked of the places.
fn terms(count: usize, links: &[(usize, usize, u32)]) -> Vec<Term> {
    let graph = lengths(count, links);
    if count <= ALL_PAIRS {
        let from = |node: usize| reached(&graph, node);
        let pairs = (0..count).flat_map(|a| {
            let away = from(a);
            (a + 1..count).map(move |b| (a, b, away[b])).collect::<Vec<_>>()
        });
        return pairs
            .map(|(a, b, wanted)| {
                let weight = 1.0 / (wanted * wanted);
                Term { ends: (a, b), wanted, weights: (weight, weight) }
            })
            .collect();
    }
    let mut terms: Vec<Term> = graph
        .edge_references()
        .map(|edge| {
            let (wanted, weight) = (*edge.weight(), 1.0 / (edge.weight() * edge.weight()));
            Term { ends: (edge.source().index(), edge.target().index()), wanted, weights: (weight, weight) }
        })
        .collect();
    terms.extend(pivot_terms(&graph));
    terms
}

/// Each node against the pivots, each of which stands for the nodes nearest to it: of these, those that are not
/// farther from the pivot than half the way to the node count.
fn pivot_terms(graph: &UnGraph<(), f64>) -> Vec<Term> {
    let count = graph.node_count();
    let mut away: Vec<(usize, Vec<f64>)> = vec![(0, reached(graph, 0))];
    while away.len() < PIVOTS.min(count) {
        let nearest = |node: usize| away.iter().map(|(_, far)| far[node]).fold(f64::MAX, f64::min);
        // The farthest from all pivots so far; of equals the first.
        let next = (0..count).max_by(|a, b| nearest(*a).total_cmp(&nearest(*b)).then(b.cmp(a)));
        let next = next.expect("there are nodes");
        away.push((next, reached(graph, next)));
    }
    let mut region: Vec<Vec<f64>> = vec![Vec::new(); away.len()];
    for node in 0..count {
        let own = (0..away.len()).min_by(|a, b| away[*a].1[node].total_cmp(&away[*b].1[node]).then(a.cmp(b)));
        let own = own.expect("there are pivots");
        region[own].push(away[own].1[node]);
    }
    region.iter_mut().for_each(|distances| distances.sort_by(f64::total_cmp));
    let mut terms = Vec::new();
    for ((pivot, far), region) in away.iter().zip(&region) {
        for (node, &wanted) in far.iter().enumerate().filter(|(node, _)| node != pivot) {
            let stands_for = region.partition_point(|distance| *distance <= wanted / 2.0).max(1) as f64;
            terms.push(Term { ends: (node, *pivot), wanted, weights: (stands_for / (wanted * wanted), 0.0) });
        }
    }
    terms
}

/// The lengths of the shortest paths from `node`.
fn reached(graph: &UnGraph<(), f64>, node: usize) -> Vec<f64> {
    let count = graph.node_count();
    let reached = dijkstra(graph, NodeIndex::new(node), None, |edge| *edge.weight());
    (0..count).map(|to| reached.get(&NodeIndex::new(to)).copied().unwrap_or(count as f64)).collect()
}

/// The network with the lengths of its ties.
fn lengths(count: usize, links: &[(usize, usize, u32)]) -> UnGraph<(), f64> {
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
    graph
}

fn descend(anchors: &[Point], terms: &[Term], seed: u64) -> Vec<Point> {
    let mut dice = Dice(seed);
    // The first start is the anchors themselves.
    let spread = if seed == 0 { 0.0 } else { 1.0 };
    let mut places: Vec<_> =
        anchors.iter().map(|own| Point::new(own.x + spread * dice.share(), own.y + spread * dice.share())).collect();
    let mut order: Vec<Term> = terms.to_vec();
    let (nearest, farthest) =
        order.iter().fold((f64::MAX, 0.0_f64), |(least, most), term| (least.min(term.wanted), most.max(term.wanted)));
    let (mut step, last) = (farthest * farthest, 0.02 * nearest * nearest);
    // Rounded, so that the last bit of a platform's `powf` does not reach the page.
    let decay = ((last / step).powf(1.0 / f64::from(ROUNDS - 1)) * 1e6).round() / 1e6;
    for _ in 0..ROUNDS {
        dice.shuffle(&mut order);
        for term in &order {
            let (a, b) = term.ends;
            let gap = places[a].distance(places[b]).max(1e-9);
            let pull = (gap - term.wanted) / (2.0 * gap);
            let (dx, dy) = ((places[b].x - places[a].x) * pull, (places[b].y - places[a].y) * pull);
            let (one, other) = ((step * term.weights.0).min(1.0), (step * term.weights.1).min(1.0));
            places[a] = Point::new(places[a].x + dx * one, places[a].y + dy * one);
            places[b] = Point::new(places[b].x - dx * other, places[b].y - dy * other);
        }
        step *= decay;
    }
    places
}

fn stress(places: &[Point], terms: &[Term]) -> f64 {
    let error = |term: &Term| places[term.ends.0].distance(places[term.ends.1]) - term.wanted;
    terms.iter().map(|term| (term.weights.0 + term.weights.1) / 2.0 * error(term) * error(term)).sum()
}

/// Turned so that the longest side lies along x (by the principal axis), with the centre at the origin, and each axis
/// turned to the side where more of the `anchors` lie.
fn upright(places: &[Point], anchors: &[Point]) -> Vec<Point> {
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
    let turned: Vec<Point> = places
        .iter()
        .map(|place| {
            let (dx, dy) = (place.x - mean.x, place.y - mean.y);
            Point::new(dx * x + dy * y, dy * x - dx * y)
        })
        .collect();
    let towards = |of: fn(&Point) -> f64| -> f64 {
        let sum: f64 = turned.iter().zip(anchors).map(|(place, own)| of(place) * of(own)).sum();
        if sum < 0.0 { -1.0 } else { 1.0 }
    };
    let (across, down) = (towards(|point| point.x), towards(|point| point.y));
    turned.iter().map(|place| Point::new(place.x * across, place.y * down)).collect()
}

/// The place that is an id's own, from -1 to 1 (FNV-1a, Fowler, Noll, Vo; the same everywhere).
pub fn anchor(id: &str) -> Point {
    let hash = id
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    let mut dice = Dice(hash);
    Point::new(2.0 * dice.share() - 1.0, 2.0 * dice.share() - 1.0)
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
