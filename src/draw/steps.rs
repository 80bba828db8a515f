//! Ways from one name to another, from left to right: each step is a column.

use super::arrange::Arrangement;
use super::geometry::{Point, Rect};
use std::collections::VecDeque;

/// What is left between two columns, at least and at most. Lines run above labels, so that little is enough.
const GAP: (f64, f64) = (8.0, 110.0);
/// Between two boxes of one column.
const BELOW: f64 = 14.0;
/// Rounds in which the boxes of a column are put in the order of those that they are tied to.
const ROUNDS: usize = 8;

/// Arranges `boxes` (each around its own place), tied by `links`, by how many links lie between them and `from`; `None`
/// where they do not fit into `width` or hang together in no way.
pub fn steps(boxes: &[Rect], links: &[(usize, usize, u32)], from: usize, width: f64) -> Option<Arrangement> {
    let near = neighbours(boxes.len(), links);
    let mut columns = columns(&near, from)?;
    let widths: Vec<f64> =
        columns.iter().map(|column| column.iter().map(|item| boxes[*item].width()).fold(0.0, f64::max)).collect();
    let spaces = columns.len().saturating_sub(1).max(1) as f64;
    let gap = ((width - widths.iter().sum::<f64>()) / spaces).min(GAP.1);
    if gap < GAP.0 {
        return None;
    }
    sort(&mut columns, &near);
    let mut places = vec![Point::default(); boxes.len()];
    let mut left = (width - widths.iter().sum::<f64>() - gap * spaces) / 2.0;
    for (column, wide) in columns.iter().zip(widths) {
        stack(column, boxes, left + wide / 2.0, &mut places);
        left += wide + gap;
    }
    let bounds = |(own, place): (&Rect, &Point)| own.at(*place);
    let top = boxes.iter().zip(&places).map(bounds).map(|own| own.top).fold(f64::MAX, f64::min);
    places.iter_mut().for_each(|place| place.y -= top);
    let height = boxes.iter().zip(&places).map(bounds).map(|own| own.bottom).fold(0.0, f64::max);
    Some(Arrangement { places, height, heading: None })
}

/// The items tied to each.
fn neighbours(count: usize, links: &[(usize, usize, u32)]) -> Vec<Vec<usize>> {
    let mut near = vec![Vec::new(); count];
    for &(a, b, _) in links {
        near[a].push(b);
        near[b].push(a);
    }
    near
}

/// The items by how many links away they are; `None` where one cannot be reached.
fn columns(near: &[Vec<usize>], from: usize) -> Option<Vec<Vec<usize>>> {
    let mut away: Vec<Option<usize>> = vec![None; near.len()];
    let mut columns: Vec<Vec<usize>> = Vec::new();
    let mut next = VecDeque::from([from]);
    away[from] = Some(0);
    while let Some(item) = next.pop_front() {
        let far = away[item]?;
        if columns.len() == far {
            columns.push(Vec::new());
        }
        columns[far].push(item);
        for other in &near[item] {
            if away[*other].is_none() {
                away[*other] = Some(far + 1);
                next.push_back(*other);
            }
        }
    }
    away.iter().all(Option::is_some).then_some(columns)
}

/// Puts each column in the order of those that its items are tied to, so that few lines cross (the barycentre method of
/// Sugiyama and others, 1981).
fn sort(columns: &mut [Vec<usize>], near: &[Vec<usize>]) {
    let mut rank = vec![0.0; near.len()];
    for _ in 0..ROUNDS {
        for column in columns.iter_mut() {
            let mean = |item: usize| near[item].iter().map(|other| rank[*other]).sum::<f64>() / near[item].len() as f64;
            column.sort_by(|a, b| mean(*a).total_cmp(&mean(*b)));
            for (at, item) in column.iter().enumerate() {
                rank[*item] = (at as f64 + 0.5) / column.len() as f64;
            }
        }
    }
}

/// Puts the boxes of a column one below the other, around the line at height 0 by their places.
fn stack(column: &[usize], boxes: &[Rect], centre: f64, places: &mut [Point]) {
    let mut top = 0.0;
    for item in column {
        let own = boxes[*item];
        places[*item] = Point::new(centre - own.centre().x, top - own.top);
        top += own.height() + BELOW;
    }
    let middle = column.iter().map(|item| places[*item].y).sum::<f64>() / column.len() as f64;
    column.iter().for_each(|item| places[*item].y -= middle);
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect { left: -20.0, top: -10.0, right: 20.0, bottom: 30.0 };

    #[test]
    fn each_step_is_a_column_and_the_ends_lie_outside() {
        // Two ways from 0 to 1: by 2, and by 3.
        let links = [(0, 2, 1), (1, 2, 1), (0, 3, 1), (1, 3, 1)];
        let found = steps(&[BOX; 4], &links, 0, 400.0).unwrap();
        let x = |item: usize| found.places[item].x;
        assert!(x(0) < x(2) && x(2) == x(3) && x(3) < x(1));
        assert_eq!(found.places[0].y, found.places[1].y);
        let all: Vec<Rect> = found.places.iter().map(|place| BOX.at(*place)).collect();
        assert!(all.iter().all(|own| own.left >= 0.0 && own.right <= 400.0 && own.top >= 0.0));
        assert!(!all[2].overlaps(all[3]));
        assert_eq!(found.height, all.iter().map(|own| own.bottom).fold(0.0, f64::max));
    }

    #[test]
    fn ways_that_are_too_long_for_the_page_are_left_to_others() {
        let links: Vec<_> = (0..7).map(|at| (at, at + 1, 1)).collect();
        assert!(steps(&[BOX; 8], &links, 0, 370.0).is_none());
        assert!(steps(&[BOX; 3], &[(0, 1, 1)], 0, 400.0).is_none(), "one is tied to nobody");
    }
}
