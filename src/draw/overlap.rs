//! Moves names apart until no box lies over another, keeping left of, right of, above and below.

use super::geometry::{Point, Rect};

/// Rounds of pushing before a denser frame is given up.
const ROUNDS: usize = 400;
/// The shares of the frame that boxes may fill, the densest first.
const FILLS: [f64; 12] = [0.72, 0.67, 0.62, 0.57, 0.52, 0.47, 0.42, 0.37, 0.32, 0.26, 0.2, 0.15];
/// How much more a drawing may be stretched one way than the other.
const MOST_STRETCH: f64 = 1.7;

/// Places like `wanted` (in any scale) for `boxes` (each around its own place) in a frame `width` wide and as high as
/// it must be; no two boxes overlap. The frame's corner is the origin.
pub fn spread(wanted: &[Point], boxes: &[Rect], width: f64) -> Vec<Point> {
    let area: f64 = boxes.iter().map(|own| own.width() * own.height()).sum();
    FILLS
        .iter()
        .find_map(|fill| {
            let mut places = scaled(wanted, boxes, width, area / (fill * width));
            apart(&mut places, boxes, width).then_some(places)
        })
        .unwrap_or_else(|| stacked(wanted, boxes, width))
}

/// `wanted` stretched into a frame, within reason.
fn scaled(wanted: &[Point], boxes: &[Rect], width: f64, height: f64) -> Vec<Point> {
    let wide = boxes.iter().map(|own| own.width()).fold(0.0, f64::max);
    let high = boxes.iter().map(|own| own.height()).fold(0.0, f64::max);
    let (least, most) =
        wanted.iter().fold((Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN)), |(a, b), p| {
            (Point::new(a.x.min(p.x), a.y.min(p.y)), Point::new(b.x.max(p.x), b.y.max(p.y)))
        });
    let across = (width - wide).max(1.0) / (most.x - least.x).max(1e-6);
    let down = (height - high).max(1.0) / (most.y - least.y).max(1e-6);
    let (across, down) = (across.min(down * MOST_STRETCH), down.min(across * MOST_STRETCH));
    let middle = Point::new((least.x + most.x) / 2.0, (least.y + most.y) / 2.0);
    wanted
        .iter()
        .map(|place| Point::new(width / 2.0 + (place.x - middle.x) * across, (place.y - middle.y) * down))
        .collect()
}

/// Pushes overlapping boxes apart within the width; whether it came to rest.
fn apart(places: &mut [Point], boxes: &[Rect], width: f64) -> bool {
    for _ in 0..ROUNDS {
        let mut at_rest = true;
        for a in 0..places.len() {
            for b in a + 1..places.len() {
                let (one, other) = (boxes[a].at(places[a]), boxes[b].at(places[b]));
                if !one.overlaps(other) {
                    continue;
                }
                at_rest = false;
                let (from, to) = (one.centre(), other.centre());
                let across = (one.width() + other.width()) / 2.0;
                let down = (one.height() + other.height()) / 2.0;
                let (dx, dy) = (to.x - from.x, to.y - from.y);
                // Along the side on which they are already the farther apart, for their sizes.
                if dx.abs() / across > dy.abs() / down {
                    let push = (across - dx.abs() + 0.02) / 2.0 * dx.signum();
                    places[a].x -= push;
                    places[b].x += push;
                } else {
                    let push = (down - dy.abs() + 0.02) / 2.0 * dy.signum();
                    places[a].y -= push;
                    places[b].y += push;
                }
            }
        }
        for (place, own) in places.iter_mut().zip(boxes) {
            let inside = place.x.max(-own.left).min((width - own.right).max(-own.left));
            at_rest &= (inside - place.x).abs() < 1e-6;
            place.x = inside;
        }
        if at_rest {
            return true;
        }
    }
    false
}

/// The way that cannot fail: from the top down, each as high as those before it let it.
fn stacked(wanted: &[Point], boxes: &[Rect], width: f64) -> Vec<Point> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| {
        wanted[a].y.total_cmp(&wanted[b].y).then(wanted[a].x.total_cmp(&wanted[b].x)).then(a.cmp(&b))
    });
    let mut places = vec![Point::default(); wanted.len()];
    let (mut x, mut row, mut next) = (0.0, 0.0, 0.0_f64);
    for index in order {
        let own = boxes[index];
        if x > 0.0 && x + own.width() > width {
            (x, row) = (0.0, next);
        }
        places[index] = Point::new(x - own.left, row - own.top);
        x += own.width();
        next = next.max(row + own.height());
    }
    places
}
