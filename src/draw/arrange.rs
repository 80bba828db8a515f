//! Where each name goes: components laid out one by one, packed, and those without a tie in rows below.

use super::geometry::{Point, Rect};
use super::overlap::spread;
use super::pack::{Piece, pack};
use super::stress::{anchor, places};
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;

/// Width to height of a component, the most pleasing first; a later one is taken when the figure gets lower by it.
const ASPECTS: [f64; 6] = [1.15, 0.95, 1.4, 0.8, 1.75, 2.2];
/// No aspect is preferred for making a figure lower than this share of its width.
const LOW_ENOUGH: f64 = 0.6;
/// The share of its frame that a component is thought to fill.
const FILL: f64 = 0.6;
/// How much longer ties may be, as a share of the mean distance, for a drawing lower by its own width: the next where the
/// one before gives a figure higher than the page.
const PATIENCE: [f64; 3] = [0.25, 1.0, 4.0];
/// More names than a page can hold at any patience.
const CROWD: usize = 200;
/// A component that would take at least about this part of the width takes the whole, the half, the third …
const MOST_PARTS: f64 = 4.0;
/// Between the components and the heading of those without a tie, and from there to their boxes.
const HEADING: (f64, f64) = (20.0, 8.0);

/// Where everything goes, from the frame's upper left corner.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arrangement {
    /// A place for each box.
    pub places: Vec<Point>,
    /// How high the frame is.
    pub height: f64,
    /// The base line of the heading over those without a tie, when some have ties and some have none.
    pub heading: Option<f64>,
}

/// Arranges `boxes` (each around its own place), tied by `links` (source, target, count), in a frame `width` wide, and not
/// higher than `height` where they find room. `ids` say from where each starts, whoever else is there.
pub fn arrange(
    ids: &[&str],
    boxes: &[Rect],
    links: &[(usize, usize, u32)],
    (width, height): (f64, f64),
) -> Arrangement {
    let (tied, alone) = components(boxes.len(), links);
    let parts: Vec<Part> = tied.into_iter().map(|members| Part::new(members, ids, boxes, links)).collect();
    let mut lowest: Option<Arrangement> = None;
    for patience in PATIENCE {
        let next = with_patience(&parts, &alone, boxes, (width, patience));
        if lowest.as_ref().is_none_or(|found| next.height < found.height) {
            lowest = Some(next);
        }
        // Where there are more than a page can hold, no patience helps.
        if lowest.as_ref().is_some_and(|found| found.height <= height) || boxes.len() > CROWD {
            break;
        }
    }
    lowest.expect("at least one patience is tried")
}

/// Arranges the parts, the lower the more `patience` there is, and below them those without a tie.
fn with_patience(parts: &[Part], alone: &[usize], boxes: &[Rect], (width, patience): (f64, f64)) -> Arrangement {
    let mut arrangement = Arrangement { places: vec![Point::default(); boxes.len()], ..Arrangement::default() };
    let spreads: Vec<_> = parts.iter().map(|part| part.spreads(width, patience)).collect();
    let (mut best, mut least) = (Vec::new(), f64::MAX);
    for aspect in ASPECTS {
        let (found, height) = packed(parts, &spreads, aspect, width);
        if height.max(LOW_ENOUGH * width) < least {
            least = height.max(LOW_ENOUGH * width);
            arrangement.height = height;
            best = found;
        }
    }
    for (index, place) in best {
        arrangement.places[index] = place;
    }
    if !alone.is_empty() {
        if arrangement.height > 0.0 {
            arrangement.heading = Some(arrangement.height + HEADING.0);
            arrangement.height += HEADING.0 + HEADING.1;
        }
        in_rows(alone, boxes, width, &mut arrangement);
    }
    arrangement
}

/// The members of the components, the largest first, and those without a tie.
fn components(count: usize, links: &[(usize, usize, u32)]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut sets = UnionFind::<usize>::new(count);
    for &(a, b, _) in links {
        sets.union(a, b);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for node in 0..count {
        members.entry(sets.find(node)).or_default().push(node);
    }
    let (alone, mut tied): (Vec<_>, Vec<_>) = members.into_values().partition(|group| group.len() == 1);
    tied.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let mut alone: Vec<usize> = alone.into_iter().flatten().collect();
    alone.sort_unstable();
    (tied, alone)
}

/// One component: its members, and how it would lie without any boxes.
struct Part {
    members: Vec<usize>,
    boxes: Vec<Rect>,
    links: Vec<(usize, usize, u32)>,
    shape: Vec<Point>,
}

impl Part {
    fn new(members: Vec<usize>, ids: &[&str], boxes: &[Rect], links: &[(usize, usize, u32)]) -> Part {
        let own = |node: usize| members.binary_search(&node).ok();
        let links: Vec<_> = links.iter().filter_map(|&(a, b, count)| Some((own(a)?, own(b)?, count))).collect();
        let anchors: Vec<Point> = members.iter().map(|&node| anchor(ids[node])).collect();
        let shape = places(&anchors, &links);
        let boxes = members.iter().map(|&node| boxes[node]).collect();
        Part { members, boxes, links, shape }
    }

    /// Its places in each frame that it is weighed in, by the frame's width: a large part takes the whole page at every
    /// aspect, and is spread once.
    fn spreads(&self, width: f64, patience: f64) -> Vec<(f64, Vec<Point>)> {
        let mut frames = ASPECTS.map(|aspect| self.frame(aspect, width)).to_vec();
        frames.sort_by(f64::total_cmp);
        frames.dedup();
        frames.into_iter().map(|frame| (frame, self.spread_in(frame, patience))).collect()
    }

    /// How wide a frame of about this aspect is.
    fn frame(&self, aspect: f64, width: f64) -> f64 {
        let widest = self.boxes.iter().map(|own| own.width()).fold(0.0, f64::max);
        let wanted = (self.area() / FILL * aspect).sqrt().max(widest * 1.3);
        // A whole part of the page, so that components stand side by side without a rest.
        let parts = (width / wanted).round().max(1.0);
        if parts <= MOST_PARTS { width / parts } else { wanted }
    }

    fn area(&self) -> f64 {
        self.boxes.iter().map(|own| own.width() * own.height()).sum()
    }

    /// Its places in a frame of this width.
    fn spread_in(&self, frame: f64, patience: f64) -> Vec<Point> {
        // The longer axis of the shape goes along the longer side of the frame.
        if self.members.len() > 3 && frame * frame < self.area() / FILL {
            let turned: Vec<_> = self.shape.iter().map(|place| Point::new(place.y, place.x)).collect();
            spread(&turned, &self.boxes, &self.links, (frame, patience))
        } else {
            spread(&self.shape, &self.boxes, &self.links, (frame, patience))
        }
    }
}

/// The parts, laid out in frames of this aspect and packed: the place of each member, and the height of it all.
fn packed(parts: &[Part], spreads: &[Vec<(f64, Vec<Point>)>], aspect: f64, width: f64) -> (Vec<(usize, Point)>, f64) {
    let in_frame = |part: &Part, spreads: &[(f64, Vec<Point>)]| {
        let frame = part.frame(aspect, width);
        spreads.iter().find(|(known, _)| *known == frame).expect("every aspect has its frame").1.clone()
    };
    let framed: Vec<Vec<Point>> = parts.iter().zip(spreads).map(|(part, own)| in_frame(part, own)).collect();
    let pieces: Vec<Piece> = parts
        .iter()
        .zip(&framed)
        .map(|(part, places)| Piece {
            boxes: part.boxes.iter().zip(places).map(|(own, &place)| own.at(place)).collect(),
            lines: part.links.iter().map(|&(a, b, _)| (places[a], places[b])).collect(),
        })
        .collect();
    // Higher or larger ones first, so that others fill what they leave.
    let orders: [fn(Rect) -> f64; 2] = [|bounds| bounds.height(), |bounds| bounds.width() * bounds.height()];
    let packings = orders.map(|size| in_order(&pieces, size, width));
    let [one, other] = packings.map(|moves| {
        let all = pieces.iter().zip(&moves).map(|(piece, &by)| piece.bounds().at(by)).reduce(Rect::around);
        (all.unwrap_or_default(), moves)
    });
    let (all, moves) = if other.0.height() < one.0.height() { other } else { one };
    let centring = (width - all.width()) / 2.0 - all.left;
    let mut found = Vec::new();
    for ((part, places), by) in parts.iter().zip(&framed).zip(moves) {
        for (&member, place) in part.members.iter().zip(places) {
            found.push((member, Point::new(place.x + by.x + centring, place.y + by.y - all.top)));
        }
    }
    (found, all.height())
}

/// How far each piece moves when those of the greatest `size` are packed first.
fn in_order(pieces: &[Piece], size: fn(Rect) -> f64, width: f64) -> Vec<Point> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|&a, &b| size(pieces[b].bounds()).total_cmp(&size(pieces[a].bounds())).then(a.cmp(&b)));
    let sorted: Vec<Piece> = order.iter().map(|&piece| pieces[piece].clone()).collect();
    let mut moves = vec![Point::default(); pieces.len()];
    for (piece, by) in order.into_iter().zip(pack(&sorted, width)) {
        moves[piece] = by;
    }
    moves
}

/// Appends `alone` below, in as many columns as there is room for.
fn in_rows(alone: &[usize], boxes: &[Rect], width: f64, arrangement: &mut Arrangement) {
    let widths = |columns: usize| -> Vec<f64> {
        let column = |first: usize| alone.iter().skip(first).step_by(columns);
        (0..columns).map(|first| column(first).map(|&node| boxes[node].width()).fold(0.0, f64::max)).collect()
    };
    let columns = (1..=alone.len()).rev().map(widths).find(|found| found.iter().sum::<f64>() <= width);
    let columns = columns.unwrap_or_else(|| widths(1));
    let free = ((width - columns.iter().sum::<f64>()) / columns.len() as f64).clamp(0.0, 24.0);
    for row in alone.chunks(columns.len()) {
        let above = row.iter().map(|&node| -boxes[node].top).fold(0.0, f64::max);
        let below = row.iter().map(|&node| boxes[node].bottom).fold(0.0, f64::max);
        let mut x = 0.0;
        for (&node, &column) in row.iter().zip(&columns) {
            arrangement.places[node] = Point::new(x + column / 2.0, arrangement.height + above);
            x += column + free;
        }
        arrangement.height += above + below;
    }
}
