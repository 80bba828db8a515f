//! Moves names apart until no box lies over another, keeping left of, right of, above and below.

use super::geometry::{Point, Rect};

/// Sizes that the boxes grow through, and the rounds of pushing at each: grown step by step they keep their order.
const GROWTH: [(f64, usize); 7] = [(0.3, 30), (0.45, 30), (0.6, 40), (0.72, 40), (0.83, 50), (0.92, 60), (1.0, 500)];
/// Every so many rounds pushes go up and down only.
const DOWNWARDS: usize = 5;
/// The shares of the frame that boxes may fill.
const FILLS: [f64; 10] = [0.6, 0.55, 0.5, 0.46, 0.42, 0.38, 0.33, 0.26, 0.2, 0.15];
/// How many of [`FILLS`], the densest that can be had, are weighed against each other, for drawings up to a size.
const WEIGHED: [(usize, usize); 2] = [(200, 6), (usize::MAX, 2)];
/// How much more a drawing may be stretched one way than the other.
const MOST_STRETCH: f64 = 1.7;
/// How much longer ties may be, as a share of the mean distance, for a drawing lower by its own width.
const PATIENCE: f64 = 0.25;

/// Places like `wanted` (in any scale) for `boxes` (each around its own place) in a frame `width` wide and as high as
/// it must be; no two boxes overlap. Of several densities the one is taken that keeps those with a tie (`links`)
/// close without being much higher. The frame's left side is x = 0.
pub fn spread(wanted: &[Point], boxes: &[Rect], links: &[(usize, usize, u32)], width: f64) -> Vec<Point> {
    let weighed = WEIGHED.iter().find(|(most, _)| boxes.len() <= *most).map_or(1, |(_, weighed)| *weighed);
    let area: f64 = boxes.iter().map(|own| own.width() * own.height()).sum();
    FILLS
        .iter()
        .filter_map(|fill| {
            let mut places = scaled(wanted, boxes, width, area / (fill * width));
            let is_done = GROWTH.iter().map(|&(size, rounds)| apart(&mut places, boxes, width, size, rounds)).last();
            (is_done == Some(true)).then_some(places)
        })
        .take(weighed)
        .min_by(|a, b| cost(a, boxes, links, width).total_cmp(&cost(b, boxes, links, width)))
        .unwrap_or_else(|| stacked(wanted, boxes, width))
}

/// How long ties are compared with the distance of any two, and how high it all is.
fn cost(places: &[Point], boxes: &[Rect], links: &[(usize, usize, u32)], width: f64) -> f64 {
    let mean = |sum: f64, count: usize| sum / count.max(1) as f64;
    let tied = mean(links.iter().map(|&(a, b, _)| places[a].distance(places[b])).sum(), links.len());
    let pairs = || (0..places.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    let any = mean(pairs().map(|(a, b)| places[a].distance(places[b])).sum(), pairs().count());
    let all = boxes.iter().zip(places).map(|(own, &place)| own.at(place)).reduce(Rect::around).unwrap_or_default();
    tied / any.max(1e-6) + PATIENCE * all.height() / width
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

/// Pushes overlapping boxes, drawn at `size`, apart within the width; whether it came to rest.
fn apart(places: &mut [Point], boxes: &[Rect], width: f64, size: f64, rounds: usize) -> bool {
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
                let push = (across - dx.abs() + 0.02) / 2.0 * dx.signum();
                places[a].x -= push;
                places[b].x += push;
            } else {
                let push = (down - dy.abs() + 0.02) / 2.0 * dy.signum();
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
            return true;
        }
    }
    false
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
            let places = spread(&wanted, &boxes, &[], width);
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
        let places = spread(&[Point::new(0.0, 0.0), Point::new(1.0, 0.0)], &[own, own], &[], 100.0);
        assert!(places[0].x < places[1].x);
    }
}
