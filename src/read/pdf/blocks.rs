//! Blocks, grids and tables that stand beside each other: what looks like the rows of one table and is none.

use super::fragments::Fragment;
use super::gutters::Run;
use super::page::em;
use super::rows::Row;
use super::table::{TWO_HEIGHTS, cells, ranges};
use std::ops::Range;

/// So many lines that are no further apart than so many sizes make a block.
const BLOCK: usize = 3;
const CLOSE: f64 = 2.0;
/// So many lines at least go on alone beside it.
const ALONE: usize = 5;
/// Letters of one line of a table stand at one height, up to so many sizes.
const LEVEL: f64 = 0.1;
/// So many lines of several cells make two tables that stand beside each other, so many sizes apart.
const LINED: usize = 8;
const FACING: f64 = 4.0;
/// Tables of more columns are not looked for.
const MOST: usize = 40;
/// A grid has so many rows at least, of so few lines, that stand so many sizes apart.
const GRID: usize = 3;
const LOW: usize = 3;
/// Most of them further: those of a form, and those under pictures.
const SPARSE: f64 = 3.0;
const FORM: f64 = 4.0;
const PICTURE: f64 = 8.0;

/// The rows of a grid, which stand further apart than they are high and are read across: the words of a form, between which
/// some cells are empty, or names under pictures. A list of names in columns has no empty cells but at its end.
pub(super) fn grid(rows: &[Row], cells: &[Vec<Vec<&Fragment>>]) -> Option<Vec<Range<usize>>> {
    let bands = ranges(rows.len(), |row| rows[row - 1].y - rows[row].y > rows[row].size * SPARSE);
    let beside = |row: &Vec<Vec<&Fragment>>| row.iter().filter(|cell| !cell.is_empty()).count() >= 2;
    let filled: Vec<bool> = bands.iter().map(|band| cells[band.clone()].iter().any(beside)).collect();
    let last = filled.iter().rposition(|filled| *filled)?;
    let least = if filled[..last].contains(&false) { FORM } else { PICTURE };
    let far = |pair: &&[Row]| pair[0].y - pair[1].y > pair[0].size * least;
    let is_far = rows.windows(2).filter(far).count() * 2 >= bands.len().saturating_sub(1);
    let low = bands.iter().all(|band| band.len() <= LOW);
    let enough = filled.iter().filter(|filled| **filled).count() * 3 >= bands.len();
    (low && is_far && enough && bands.len() >= GRID).then_some(bands)
}

/// The gutter between what is no table of the rows of a run: blocks that stand beside each other, or two tables.
pub(super) fn apart(rows: &[Row], run: &Run) -> Option<(f64, f64)> {
    let inner = &rows[run.start..run.end];
    let first = run.gutters[0];
    beside_block(inner, &rows[run.end..], first).then_some(first).or_else(|| between_tables(inner, &run.gutters))
}

/// Whether left of a gutter a block of lines stands beside which another goes on alone, with white between its lines: an
/// address beside the numbers and dates of a letter. The other may go on below.
fn beside_block(rows: &[Row], below: &[Row], gutter: (f64, f64)) -> bool {
    let cells = cells(rows, &[gutter]);
    let Some(last) = cells.iter().rposition(|row| !row[0].is_empty()) else { return false };
    let distances = |heights: &[f64]| heights.windows(2).map(|pair| pair[0] - pair[1]).collect::<Vec<f64>>();
    let block: Vec<f64> = cells.iter().filter_map(|row| row[0].first()).map(|fragment| fragment.y).collect();
    let below = below.iter().take_while(|row| row.x0() >= gutter.1 - row.size * LEVEL);
    let alone: Vec<f64> = rows[last + 1..].iter().chain(below).map(|row| row.y).collect();
    let least = distances(&alone).into_iter().fold(f64::MAX, f64::min);
    let white = distances(&alone).into_iter().any(|distance| distance > least * TWO_HEIGHTS);
    let close = distances(&block).into_iter().all(|distance| distance < rows[0].size * CLOSE);
    block.len() >= BLOCK && alone.len() >= ALONE.max(block.len()) && close && white
}

/// The gutter between two tables that stand beside each other, as on the facing pages of a book: wide, each side has lines of
/// several cells, and of most of them none on the other side has the height.
fn between_tables(rows: &[Row], gutters: &[(f64, f64)]) -> Option<(f64, f64)> {
    let em = em(rows);
    let inner = 1..gutters.len().min(MOST).saturating_sub(1);
    let mut wide = inner.filter(|column| gutters[*column].1 - gutters[*column].0 > em * FACING).peekable();
    wide.peek()?;
    let cells = cells(rows, gutters);
    let apart = |column: &usize| {
        let halves: Vec<[Vec<Place>; 2]> = cells.iter().map(|row| halves(row, column + 1)).collect();
        let fewest = [0, 1].map(|side| halves.iter().filter(|row| is_line(&row[side])).count());
        let shared = halves.iter().filter(|[left, right]| left.iter().any(|a| right.iter().any(|b| are_level(*a, *b))));
        let fewest = fewest[0].min(fewest[1]);
        fewest >= LINED && shared.count() * 2 < fewest
    };
    wide.find(apart).map(|column| gutters[column])
}

/// Where a cell begins: its height and the size of its letters.
type Place = (f64, f64);

/// Where the cells of a row begin, before a column and from it on.
fn halves(row: &[Vec<&Fragment>], column: usize) -> [Vec<Place>; 2] {
    let places = |side: &[Vec<&Fragment>]| side.iter().filter_map(|cell| cell.first()).map(|f| (f.y, f.size)).collect();
    let (left, right) = row.split_at(column);
    [places(left), places(right)]
}

/// Whether two cells at least begin at one height.
fn is_line(cells: &[Place]) -> bool {
    cells.iter().any(|a| cells.iter().filter(|b| are_level(*a, **b)).count() > 1)
}

fn are_level(a: Place, b: Place) -> bool {
    (a.0 - b.0).abs() < a.1.min(b.1) * LEVEL
}
