//! Places for one connected component, so that far in the network is far on the page, and the same name in the same
//! place when a document comes.
//!
//! The start is classical scaling of the distances (W. S. Torgerson, Psychometrika 17 (1952), 401; with pivots: U. Brandes and
//! C. Pich, Graph Drawing 2006), turned so that names look towards places of their own. From there stress is lowered by
//! majorisation (E. R. Gansner, Y. Koren and S. North, Graph Drawing 2004), name by name. Nothing is drawn by lot: a small
//! change of the network is a small change of the distances, of the start and, as a rule, of the places.
//!
//! A tie is the shorter the more neighbours its ends share, which draws the signatories of one letter together and sets
//! those who join two letters apart. Beyond some hundreds of names each is drawn to its neighbours and to a few pivots
//! only, which stand for those around them (M. Ortmann, M. Klimenta and U. Brandes, Graph Drawing 2016), in large steps
//! and shuffled order at first, which finds the way out of folds (J. X. Zheng, S. Pawar and D. F. M. Goodman, IEEE TVCG 25
//! (2019), 2738): there places are less steady.

use super::geometry::Point;
use crate::model::Dice;
use petgraph::algo::dijkstra;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// Rounds in which every name is moved once.
const ROUNDS: usize = 100;
/// Rounds of ever smaller steps, for a component beyond [`ALL_PAIRS`].
const STEPS: i32 = 60;
/// Rounds of looking for an axis of the start.
const AXIS_ROUNDS: usize = 100;
/// The largest component of which all pairs are looked at.
const ALL_PAIRS: usize = 600;
/// The pivots of a larger one.
const PIVOTS: usize = 150;
/// The length of a tie between two with the same neighbours, where one without a shared neighbour is 1.
const CLOSEST: f64 = 0.45;
/// How far each name starts towards its own place, so that those with the same ties always part the same way.
const OWN: f64 = 0.3;
/// What lying along the page is worth beside looking towards one's own places, for a shape that is a mere line.
const ALONG: f64 = 0.2;
/// The turns that are weighed against each other.
const TURNS: usize = 360;

/// Another name as one name sees it: which, how far away it should be, and how much that counts.
#[derive(Debug, Clone, Copy)]
struct Wish {
    other: usize,
    wanted: f64,
    weight: f64,
}

impl Wish {
    fn new(other: usize, wanted: f64, stands_for: f64) -> Wish {
        Wish { other, wanted, weight: stands_for / (wanted * wanted) }
    }
}

/// Places for nodes `0..anchors.len()`, connected by `links` (source, target, count); the mean tie is about one unit
/// long. `anchors` (from -1 to 1) are places that are a node's own: each starts a little towards it, and the whole is
/// turned so that the strongest look towards theirs.
pub fn places(anchors: &[Point], links: &[(usize, usize, u32)]) -> Vec<Point> {
    let count = anchors.len();
    if count < 2 {
        return vec![Point::default(); count];
    }
    let graph = lengths(count, links);
    let (rows, wishes) = if count <= ALL_PAIRS { among_all(&graph) } else { among_pivots(&graph) };
    let mut strength = vec![0.0; count];
    for &(a, b, count) in links {
        strength[a] += f64::from(count);
        strength[b] += f64::from(count);
    }
    let start = turned(&scaled(&rows, anchors), anchors, &strength);
    let towards = |(place, own): (&Point, &Point)| Point::new(place.x + OWN * own.x, place.y + OWN * own.y);
    let mut places: Vec<Point> = start.iter().zip(anchors).map(towards).collect();
    if count > ALL_PAIRS {
        step_down(&mut places, &wishes);
        return turned(&places, anchors, &strength);
    }
    for _ in 0..ROUNDS {
        lower(&mut places, &wishes);
    }
    places
}

/// The distances from every node to all, and each node's wishes about all others.
fn among_all(graph: &UnGraph<(), f64>) -> (Vec<Vec<f64>>, Vec<Vec<Wish>>) {
    let rows: Vec<Vec<f64>> = (0..graph.node_count()).map(|node| reached(graph, node)).collect();
    let wishes = rows.iter().enumerate().map(|(node, away)| {
        let others = away.iter().enumerate().filter(|(other, _)| *other != node);
        others.map(|(other, &wanted)| Wish::new(other, wanted, 1.0)).collect()
    });
    let wishes = wishes.collect();
    (rows, wishes)
}

/// The distances from the pivots, and each node's wishes about its neighbours and the pivots. A pivot stands for the
/// nodes nearest to it: of these, those that are not farther from it than half the way to the node.
fn among_pivots(graph: &UnGraph<(), f64>) -> (Vec<Vec<f64>>, Vec<Vec<Wish>>) {
    let count = graph.node_count();
    let (mut pivots, mut rows) = (vec![0], vec![reached(graph, 0)]);
    while pivots.len() < PIVOTS.min(count) {
        let nearest = |node: usize| rows.iter().map(|away| away[node]).fold(f64::MAX, f64::min);
        // The farthest from all pivots so far; of equals the first.
        let next = (0..count).max_by(|a, b| nearest(*a).total_cmp(&nearest(*b)).then(b.cmp(a)));
        let next = next.expect("there are nodes");
        pivots.push(next);
        rows.push(reached(graph, next));
    }
    let mut regions: Vec<Vec<f64>> = vec![Vec::new(); rows.len()];
    for node in 0..count {
        let own = (0..rows.len()).min_by(|a, b| rows[*a][node].total_cmp(&rows[*b][node]).then(a.cmp(b)));
        let own = own.expect("there are pivots");
        regions[own].push(rows[own][node]);
    }
    regions.iter_mut().for_each(|region| region.sort_by(f64::total_cmp));
    let mut wishes: Vec<Vec<Wish>> = vec![Vec::new(); count];
    for edge in graph.edge_references() {
        let (a, b, &wanted) = (edge.source().index(), edge.target().index(), edge.weight());
        wishes[a].push(Wish::new(b, wanted, 1.0));
        wishes[b].push(Wish::new(a, wanted, 1.0));
    }
    for ((&pivot, away), region) in pivots.iter().zip(&rows).zip(&regions) {
        for (node, &wanted) in away.iter().enumerate().filter(|(node, _)| *node != pivot) {
            let stands_for = region.partition_point(|distance| *distance <= wanted / 2.0).max(1);
            wishes[node].push(Wish::new(pivot, wanted, stands_for as f64));
        }
    }
    (rows, wishes)
}

/// Classical scaling to two axes of the distances from some nodes (the rows) to all. Where axes are alike, those that
/// the `anchors` have most of are found first.
fn scaled(rows: &[Vec<f64>], anchors: &[Point]) -> Vec<Point> {
    let (among, count) = (rows.len() as f64, rows[0].len());
    let mut centred: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().map(|away| away * away).collect()).collect();
    let of_row: Vec<f64> = centred.iter().map(|row| row.iter().sum::<f64>() / count as f64).collect();
    let of_node: Vec<f64> = (0..count).map(|node| centred.iter().map(|row| row[node]).sum::<f64>() / among).collect();
    let of_all = of_row.iter().sum::<f64>() / among;
    for (row, of_row) in centred.iter_mut().zip(of_row) {
        for (value, of_node) in row.iter_mut().zip(&of_node) {
            *value = -0.5 * (*value - of_row - of_node + of_all);
        }
    }
    let first = axis(&centred, anchors.iter().map(|own| own.x).collect(), None);
    let second = axis(&centred, anchors.iter().map(|own| own.y).collect(), Some(&first));
    // An axis is as long as the root of its eigenvalue, were all nodes rows.
    let [x, y] = [first, second].map(|axis| {
        let length = (norm(&image(&centred, &axis)) * (count as f64 / among).sqrt()).sqrt();
        axis.into_iter().map(|value| value * length).collect::<Vec<f64>>()
    });
    x.into_iter().zip(y).map(|(x, y)| Point::new(x, y)).collect()
}

/// The longest axis across the one `before`, of length 1, by power iteration from `axis`.
fn axis(centred: &[Vec<f64>], mut axis: Vec<f64>, before: Option<&Vec<f64>>) -> Vec<f64> {
    for _ in 0..AXIS_ROUNDS {
        let mut next = vec![0.0; axis.len()];
        for (row, value) in centred.iter().zip(image(centred, &axis)) {
            next.iter_mut().zip(row).for_each(|(next, own)| *next += own * value);
        }
        if let Some(known) = before {
            let shared = dot(known, &next);
            next.iter_mut().zip(known).for_each(|(next, known)| *next -= shared * known);
        }
        let length = norm(&next).max(1e-12);
        axis = next.into_iter().map(|value| value / length).collect();
    }
    axis
}

fn image(rows: &[Vec<f64>], axis: &[f64]) -> Vec<f64> {
    rows.iter().map(|row| dot(row, axis)).collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn norm(values: &[f64]) -> f64 {
    dot(values, values).sqrt()
}

/// Turned about its centre, and to its mirror image where that is better, so that the strongest look towards their
/// anchors; a long shape lies along x.
fn turned(places: &[Point], anchors: &[Point], strength: &[f64]) -> Vec<Point> {
    let count = places.len() as f64;
    let sum = |of: fn(&Point) -> f64| places.iter().map(of).sum::<f64>();
    let (mean_x, mean_y) = (sum(|place| place.x) / count, sum(|place| place.y) / count);
    let places: Vec<Point> = places.iter().map(|place| Point::new(place.x - mean_x, place.y - mean_y)).collect();
    // All that a turn's worth depends on: the moments of the places, and the products with the anchors.
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    let (mut products, mut own, mut lengths) = ([[0.0; 2]; 2], 0.0, 0.0);
    for ((place, anchor), strength) in places.iter().zip(anchors).zip(strength) {
        xx += place.x * place.x;
        xy += place.x * place.y;
        yy += place.y * place.y;
        for (row, place) in products.iter_mut().zip([place.x, place.y]) {
            for (product, anchor) in row.iter_mut().zip([anchor.x, anchor.y]) {
                *product += strength * place * anchor;
            }
        }
        own += strength * (place.x * place.x + place.y * place.y);
        lengths += strength * (anchor.x * anchor.x + anchor.y * anchor.y);
    }
    let size = (own * lengths).sqrt().max(1e-12);
    let all = (xx + yy).max(1e-12);
    let longish = ((xx - yy).powi(2) + 4.0 * xy * xy).sqrt() / all;
    let worth = |(sin, cos, mirror): (f64, f64, f64)| {
        let along = ((xx - yy) * (cos * cos - sin * sin) - 4.0 * xy * mirror * sin * cos) / all;
        let near = cos * (products[0][0] + mirror * products[1][1]) + sin * (products[0][1] - mirror * products[1][0]);
        ALONG * longish * along + near / size
    };
    // Rounded, so that the last bit of a platform's sine does not reach the page.
    let rounded = |value: f64| (value * 1e9).round() / 1e9;
    let turns = [1.0, -1.0].into_iter().flat_map(|mirror| {
        (0..TURNS).map(move |turn| {
            let (sin, cos) = (turn as f64 / TURNS as f64 * std::f64::consts::TAU).sin_cos();
            (rounded(sin), rounded(cos), mirror)
        })
    });
    let best = turns.max_by(|a, b| worth(*a).total_cmp(&worth(*b)));
    let (sin, cos, mirror) = best.expect("there are turns");
    let turn =
        |place: &Point| Point::new(place.x * cos - mirror * place.y * sin, place.x * sin + mirror * place.y * cos);
    places.iter().map(turn).collect()
}

/// Every node in turn goes where its wishes draw it on average.
fn lower(places: &mut [Point], wishes: &[Vec<Wish>]) {
    for (node, wishes) in wishes.iter().enumerate() {
        let (own, mut x, mut y, mut all) = (places[node], 0.0, 0.0, 0.0);
        for wish in wishes {
            let other = places[wish.other];
            let share = wish.wanted / own.distance(other).max(1e-9);
            x += wish.weight * (other.x + share * (own.x - other.x));
            y += wish.weight * (other.y + share * (own.y - other.y));
            all += wish.weight;
        }
        places[node] = Point::new(x / all, y / all);
    }
}

/// Every wish in turn moves its node, in a new order each round, by steps that grow smaller.
fn step_down(places: &mut [Point], wishes: &[Vec<Wish>]) {
    let mut all: Vec<(usize, Wish)> =
        wishes.iter().enumerate().flat_map(|(node, wishes)| wishes.iter().map(move |wish| (node, *wish))).collect();
    let (nearest, farthest) = all
        .iter()
        .fold((f64::MAX, 0.0_f64), |(least, most), (_, wish)| (least.min(wish.wanted), most.max(wish.wanted)));
    let (mut step, last) = (farthest * farthest, 0.02 * nearest * nearest);
    // Rounded, so that the last bit of a platform's `powf` does not reach the page.
    let decay = ((last / step).powf(1.0 / f64::from(STEPS - 1)) * 1e6).round() / 1e6;
    let mut dice = Dice::new(0);
    for _ in 0..STEPS {
        dice.shuffle(&mut all);
        for (node, wish) in &all {
            let (own, other) = (places[*node], places[wish.other]);
            let gap = own.distance(other).max(1e-9);
            let pull = (gap - wish.wanted) / (2.0 * gap) * (step * wish.weight).min(1.0);
            places[*node] = own.towards(other, pull);
        }
        step *= decay;
    }
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

/// The place that is an id's own, from -1 to 1, the same on every machine.
pub fn anchor(id: &str) -> Point {
    // FNV-1a (G. Fowler, L. C. Noll and K.-P. Vo).
    let hash = id
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    let mut dice = Dice::new(hash);
    Point::new(2.0 * dice.share() - 1.0, 2.0 * dice.share() - 1.0)
}
