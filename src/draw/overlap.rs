//! Moves names apart until no box lies over another, keeping left of, right of, above and below.

use super::geometry::{Point, Rect};

/// Sizes that the boxes grow through, and the rounds of pushing at each: grown step by step they keep their order.
const GROWTH: [(f64, usize); 6] = [(0.3, 30), (0.45, 30), (0.6, 40), (0.72, 40), (0.83, 50), (0.92, 60)];
/// Every so many rounds pushes go up and down only.
const DOWNWARDS: usize = 5;
/// What is left between two boxes that were pushed apart.
const APART: f64 = 0.02;

/// What is tried for a drawing.
struct Effort {
    /// The most boxes of such a drawing.
    boxes: usize,
    /// The shares of the frame that boxes may fill, each weighed against the others.
    fills: &'static [f64],
    /// How much more it may be stretched one way than the other.
    stretch: f64,
    /// Rounds of pushing at full size.
    rounds: usize,
}

const EFFORTS: [Effort; 2] = [
    Effort {
        boxes: 200,
        fills: &[0.95, 0.85, 0.75, 0.65, 0.6, 0.55, 0.5, 0.46, 0.42, 0.38],
        stretch: 1.7,
        rounds: 500,
    },
    // Many names for the width: the page grows down, whatever that does to the shape.
    Effort { boxes: usize::MAX, fills: &[0.5, 0.42], stretch: f64::MAX, rounds: 60 },
];

/// Places like `wanted` (in any scale) for `boxes` (each around its own place) in a frame `width` wide and as high as
/// it must be; no two boxes overlap. Of several densities the one is taken that keeps those with a tie (`links`)
/// close without being much higher: ties may be longer by the share `patience` of the mean distance for a drawing lower by
/// its own width. The frame's left side is x = 0.
pub fn spread(
    wanted: &[Point],
    boxes: &[Rect],
    links: &[(usize, usize, u32)],
    (width, patience): (f64, f64),
) -> Vec<Point> {
    let effort = EFFORTS.iter().find(|effort| boxes.len() <= effort.boxes).expect("the last is for any number");
    let area: f64 = boxes.iter().map(|own| own.width() * own.height()).sum();
    let start = |fill: &f64| scaled(wanted, boxes, (width, area / (fill * width)), effort.stretch);
    let mut starts: Vec<Vec<Point>> = effort.fills.iter().map(start).collect();
    // Where the stretch is at its end, densities are alike.
    starts.dedup();
    let drawings = starts.into_iter().map(|mut places| {
        for (size, rounds) in GROWTH.into_iter().chain([(1.0, effort.rounds)]) {
            push(&mut places, boxes, width, size, rounds);
        }
        settle(&mut places, boxes);
        places
    });
    let costs = |places: &[Point]| {
        let (length, height) = cost(places, boxes, links, width);
        length + patience * height
    };
    drawings.min_by(|a, b| costs(a).total_cmp(&costs(b))).expect("there are densities")
}

/// How long ties are compared with the distance of any two, and how high it all is compared with its width.
fn cost(places: &[Point], boxes: &[Rect], links: &[(usize, usize, u32)], width: f64) -> (f64, f64) {
    let mean = |sum: f64, count: usize| sum / count.max(1) as f64;
    let tied = mean(links.iter().map(|&(a, b, _)| places[a].distance(places[b])).sum(), links.len());
    let pairs = || (0..places.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    let any = mean(pairs().map(|(a, b)| places[a].distance(places[b])).sum(), pairs().count());
    let all = boxes.iter().zip(places).map(|(own, &place)| own.at(place)).reduce(Rect::around).unwrap_or_default();
    (tied / any.max(1e-6), all.height() / width)
}

/// `wanted` stretched into a frame, one way up to `stretch` times as much as the other.
fn scaled(wanted: &[Point], boxes: &[Rect], (width, height): (f64, f64), stretch: f64) -> Vec<Point> {
    let wide = boxes.iter().map(|own| own.width()).fold(0.0, f64::max);
    let high = boxes.iter().map(|own| own.height()).fold(0.0, f64::max);
    let (least, most) =
        wanted.iter().fold((Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN)), |(a, b), p| {
            (Point::new(a.x.min(p.x), a.y.min(p.y)), Point::new(b.x.max(p.x), b.y.max(p.y)))
        });
    let across = (width - wide).max(1.0) / (most.x - least.x).max(1e-6);
    let down = (height - high).max(1.0) / (most.y - least.y).max(1e-6);
    let (across, down) = (across.min(down * stretch), down.min(across * stretch));
    let middle = Point::new((least.x + most.x) / 2.0, (least.y + most.y) / 2.0);
    wanted
        .iter()
        .map(|place| Point::new(width / 2.0 + (place.x - middle.x) * across, (place.y - middle.y) * down))
        .collect()
}

/// Pushes overlapping boxes, drawn at `size`, apart within the width, until they rest or the rounds are over.
fn push(places: &mut [Point], boxes: &[Rect], width: f64, size: f64, rounds: usize) {
    let drawn: Vec<Rect> = boxes.iter().map(|own| own.sized(size)).collect();
    for round in 0..rounds {
        let mut at_rest = true;
        for (a, b) in neighbours(places, &drawn) {
            let (one, other) = (drawn[a].at(places[a]), drawn[b].at(places[b]));
            if !one.overlaps(other) {
                continue;
            }
            at_rest = false;
            let (from, to) = (one.centre(), other.centre());
            let across = (one.width() + other.width()) / 2.0;
            let down = (one.height() + other.height()) / 2.0;
            let (dx, dy) = (to.x - from.x, to.y - from.y);
            // Along the side on which they are already the farther apart, for their sizes; now and then always
            // downwards, as there is no end to the page on that side.
            if round % DOWNWARDS != DOWNWARDS - 1 && dx.abs() / across > dy.abs() / down {
                let push = (across - dx.abs() + APART) / 2.0 * dx.signum();
                places[a].x -= push;
                places[b].x += push;
            } else {
                let push = (down - dy.abs() + APART) / 2.0 * dy.signum();
                places[a].y -= push;
                places[b].y += push;
            }
        }
        for (place, own) in places.iter_mut().zip(boxes) {
            let inside = place.x.max(-own.left).min((width - own.right).max(-own.left));
            at_rest &= (inside - place.x).abs() < 1e-6;
            place.x = inside;
        }
        if at_rest {
            break;
        }
    }
}

/// Every pair that may overlap, in order: those in the same cell or in cells side by side, of a grid whose cells are
/// as large as the largest box.
fn neighbours(places: &[Point], boxes: &[Rect]) -> Vec<(usize, usize)> {
    let wide = boxes.iter().map(|own| own.width()).fold(1.0, f64::max);
    let high = boxes.iter().map(|own| own.height()).fold(1.0, f64::max);
    let lying: Vec<Point> = boxes.iter().zip(places).map(|(own, &place)| own.at(place).centre()).collect();
    let cell = |at: Point| ((at.y / high).floor() as i64, (at.x / wide).floor() as i64);
    let mut cells: Vec<((i64, i64), usize)> = lying.iter().enumerate().map(|(index, at)| (cell(*at), index)).collect();
    cells.sort_unstable();
    let row = |down: i64, from: i64, to: i64| {
        let start = cells.partition_point(|(cell, _)| *cell < (down, from));
        let end = cells.partition_point(|(cell, _)| *cell <= (down, to));
        &cells[start..end]
    };
    let mut pairs = Vec::new();
    for (a, at) in lying.iter().enumerate() {
        let (down, across) = cell(*at);
        let first = pairs.len();
        for below in down - 1..=down + 1 {
            pairs.extend(row(below, across - 1, across + 1).iter().filter(|(_, b)| *b > a).map(|(_, b)| (a, *b)));
        }
        pairs[first..].sort_unstable();
    }
    pairs
}

/// Moves down what still lies over something higher up, as far as it must: from the top down, so that all end apart.
fn settle(places: &mut [Point], boxes: &[Rect]) {
    let mut order: Vec<usize> = (0..places.len()).collect();
    let top = |node: usize| boxes[node].at(places[node]).top;
    order.sort_by(|&a, &b| top(a).total_cmp(&top(b)).then(a.cmp(&b)));
    let mut settled: Vec<Rect> = Vec::with_capacity(order.len());
    for node in order {
        let mut own = boxes[node].at(places[node]);
        while let Some(other) = settled.iter().find(|other| other.overlaps(own)) {
            let down = other.bottom - own.top + APART;
            places[node].y += down;
            own = boxes[node].at(places[node]);
        }
        settled.push(own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_end_up_apart_and_inside_the_width() {
        let own = Rect { left: -40.0, top: -6.0, right: 40.0, bottom: 20.0 };
        // All in one place, in a row, and in a narrow frame, where only the way down is free.
        for (wanted, width) in [
            (vec![Point::default(); 9], 300.0),
            ((0..9).map(|x| Point::new(f64::from(x), 0.0)).collect(), 300.0),
            ((0..9).map(|x| Point::new(f64::from(x % 3), f64::from(x / 3))).collect(), 85.0),
        ] {
            let boxes = vec![own; wanted.len()];
            let places = spread(&wanted, &boxes, &[], (width, 0.25));
            let lying: Vec<Rect> = places.iter().map(|&place| own.at(place)).collect();
            for (index, one) in lying.iter().enumerate() {
                assert!(one.left >= -0.01 && one.right <= width + 0.01, "{one:?}");
                assert!(lying[..index].iter().all(|other| !one.overlaps(*other)), "{one:?}");
            }
        }
    }

    #[test]
    fn left_stays_left() {
        let own = Rect { left: -10.0, top: -10.0, right: 10.0, bottom: 10.0 };
        let places = spread(&[Point::new(0.0, 0.0), Point::new(1.0, 0.0)], &[own, own], &[], (100.0, 0.25));
        assert!(places[0].x < places[1].x);
    }
}
