//! Puts the components of the network close to each other on the page, none over another.

use super::geometry::{Point, Rect};

/// The side of a cell of the page; two components never share a cell.
const CELL: f64 = 8.0;

/// One component as it lies: what it covers, in its own coordinates.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    /// The boxes of its names.
    pub boxes: Vec<Rect>,
    /// Its ties as straight lines.
    pub lines: Vec<(Point, Point)>,
}

impl Piece {
    /// The smallest box around its names.
    pub fn bounds(&self) -> Rect {
        self.boxes.iter().copied().reduce(Rect::around).unwrap_or_default()
    }

    /// The cells it covers when its bounds begin at the origin, each once.
    fn cells(&self) -> Vec<(usize, usize)> {
        let bounds = self.bounds();
        let cell = |value: f64, from: f64| ((value - from).max(0.0) / CELL).floor() as usize;
        let mut cells = Vec::new();
        for own in &self.boxes {
            for row in cell(own.top, bounds.top)..=cell(own.bottom, bounds.top) {
                for column in cell(own.left, bounds.left)..=cell(own.right, bounds.left) {
                    cells.push((row, column));
                }
            }
        }
        for &(from, to) in &self.lines {
            let steps = (from.distance(to) / (CELL / 2.0)).ceil().max(1.0);
            for step in 0..=steps as usize {
                let at = from.towards(to, step as f64 / steps);
                cells.push((cell(at.y, bounds.top), cell(at.x, bounds.left)));
            }
        }
        cells.sort_unstable();
        cells.dedup();
        cells
    }
}

/// For each piece, in the order given, how far to move it: as high as it fits, then as far to the left.
/// The page is `width` wide and grows downwards from 0.
pub fn pack(pieces: &[Piece], width: f64) -> Vec<Point> {
    let columns = (width / CELL).floor() as usize;
    let mut taken: Vec<Vec<bool>> = Vec::new();
    pieces
        .iter()
        .map(|piece| {
            let cells = piece.cells();
            let wide = cells.iter().map(|&(_, column)| column + 1).max().unwrap_or(0);
            let (row, column) = first_fit(&cells, &taken, columns.saturating_sub(wide));
            for (down, across) in cells {
                if taken.len() <= row + down {
                    taken.resize(row + down + 1, vec![false; columns + wide]);
                }
                let line = &mut taken[row + down];
                if line.len() <= column + across {
                    line.resize(column + across + 1, false);
                }
                line[column + across] = true;
            }
            let bounds = piece.bounds();
            Point::new(column as f64 * CELL - bounds.left, row as f64 * CELL - bounds.top)
        })
        .collect()
}

fn first_fit(cells: &[(usize, usize)], taken: &[Vec<bool>], last_column: usize) -> (usize, usize) {
    let is_free = |row: usize, column: usize| {
        cells.iter().all(|(down, across)| {
            !taken.get(row + down).and_then(|line| line.get(column + across)).copied().unwrap_or(false)
        })
    };
    (0..=taken.len())
        .flat_map(|row| (0..=last_column).map(move |column| (row, column)))
        .find(|&(row, column)| is_free(row, column))
        .unwrap_or((taken.len(), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_lie_side_by_side_while_there_is_room() {
        let piece = Piece { boxes: vec![Rect { left: 3.0, top: 5.0, right: 93.0, bottom: 45.0 }], lines: Vec::new() };
        let moves = pack(&[piece.clone(), piece.clone(), piece.clone()], 200.0);
        let lying: Vec<Rect> = moves.iter().map(|&by| piece.bounds().at(by)).collect();
        assert_eq!(lying[0].top, lying[1].top);
        assert!(lying[2].top > lying[0].top);
        assert!(lying.iter().all(|own| own.left >= 0.0 && own.right <= 200.0));
        assert!(!lying[0].overlaps(lying[1]) && !lying[0].overlaps(lying[2]) && !lying[1].overlaps(lying[2]));
    }
}
