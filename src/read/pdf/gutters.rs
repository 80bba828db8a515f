//! Gutters: stretches of white between columns, over as many rows as they run.

use super::fragments::is_number;
use super::rows::{Row, is_marker};

/// The narrowest gutter, in sizes of the font, over at least so many rows: few rows may leave a gap by chance.
const NARROWEST: &[(usize, f64)] = &[(6, 0.8), (3, 1.4), (2, 2.5)];
/// On pages with more rows, or more fragments of words, no columns are looked for: no honest page has them.
const ROWS: usize = 1_000;
const FRAGMENTS: usize = 20_000;
/// Columns that begin within so many sizes begin at one edge.
const SAME_EDGE: f64 = 0.15;
/// The narrowest gap before an edge that other rows tell, in sizes.
const TIGHT: f64 = 0.1;
/// Rows above and below in which an edge is looked for.
const NEAR: usize = 8;
/// A gap before an edge that so many of them tell is wider than one between words, in sizes.
const TOLD: usize = 5;
const LOOSE: f64 = 0.45;
/// Rows further apart than so many usual distances do not belong together.
const APART: f64 = 1.6;
/// Rows that lie closer than so many sizes are no lines of one column.
const BESIDE: f64 = 1.0;
/// A line of running text ends within so many sizes of its column's edge.
const FULL: f64 = 3.0;
/// And reaches so many sizes beyond where the column begins, or it says nothing of that.
const LONG: f64 = 12.0;
/// White of so many usual distances, and sizes, breaks a table.
const BROKEN: f64 = 3.0;
/// A heading between two parts of a list has so many usual distances above it.
const HEADED: f64 = 1.25;
/// So many headings may follow each other, if they are greater than the text by this factor.
const HEADINGS: usize = 3;
const GREATER: f64 = 1.05;

/// Rows `start..end` that the same gutters part.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub start: usize,
    pub end: usize,
    /// From left to right, never none.
    pub gutters: Vec<(f64, f64)>,
}

/// On which side of a gutter a row has text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Both,
}

/// The run of rows that are parted the most clearly, if any are. `em` is the size of the text.
pub(super) fn find(rows: &[Row], em: f64) -> Option<Run> {
    if rows.len() > ROWS || rows.iter().map(|row| row.fragments.len()).sum::<usize>() > FRAGMENTS {
        return None;
    }
    let least = em * NARROWEST[0].1;
    let gaps = gaps(rows, em);
    let ends: Vec<(f64, f64)> = rows.iter().map(|row| (row.x0(), row.x1())).collect();
    let mut best: Option<(usize, Run)> = None;
    let mut seen: Vec<(usize, usize, f64, f64)> = Vec::new();
    for start in 0..rows.len() {
        for gap in gaps[start].iter().chain(&offset(rows, start, least)) {
            if seen.iter().any(|(from, to, a, b)| (*from..*to).contains(&start) && *a < gap.1 && gap.0 < *b) {
                continue;
            }
            let (mut common, mut first, mut last) = (*gap, start, start);
            while last + 1 < rows.len()
                && let Some(narrower) = within(common, &gaps[last + 1], ends[last + 1], least)
            {
                (common, last) = (narrower, last + 1);
            }
            while first > 0
                && let Some(narrower) = within(common, &gaps[first - 1], ends[first - 1], least)
            {
                (common, first) = (narrower, first - 1);
            }
            seen.push((first, last + 1, common.0, common.1));
            let (first, last) = unbroken(rows, common, first, last);
            let (first, last) = trimmed(rows, common, first, last);
            let weight = support(&rows[first..=last], common);
            let counted = if weight > 0 && are_numbered(&rows[first..=last], common) { usize::MAX } else { weight };
            let needed = NARROWEST.iter().find(|(count, _)| counted >= *count).map(|(_, width)| width * em * 0.99);
            let wide = needed.is_some_and(|needed| common.1 - common.0 >= needed);
            if wide && best.as_ref().is_none_or(|(known, _)| weight > *known) {
                best = Some((weight, Run { start: first, end: last + 1, gutters: vec![common] }));
            }
        }
    }
    best.map(|(_, run)| {
        let inner = run.start..run.end;
        Run { gutters: gutters(&rows[inner.clone()], &gaps[inner], least, &run.gutters), ..run }
    })
}

/// The gaps of each row that may be a gutter. Where the rows above and below leave one, or an entry's number stands under
/// others, a text that nearly fills its column leaves it too.
fn gaps(rows: &[Row], em: f64) -> Vec<Vec<(f64, f64)>> {
    let least = em * NARROWEST[0].1;
    let wide: Vec<Vec<(f64, f64)>> = rows.iter().map(|row| row.gaps(least)).collect();
    let ends_at = |row: usize, x: f64| {
        wide.get(row).is_some_and(|gaps| gaps.iter().any(|(_, end)| (end - x).abs() < em * SAME_EDGE))
    };
    let ends: Vec<(f64, f64)> = rows.iter().map(|row| (row.x0(), row.x1())).collect();
    let is_left_free = |at: usize, gap: (f64, f64)| {
        let beside = [at.checked_sub(1), Some(at + 1).filter(|row| *row < rows.len())];
        let free = |row: usize| within(gap, &wide[row], ends[row], least).is_some();
        let parts = |row: usize| wide[row].iter().any(|(a, b)| b.min(gap.1) - a.max(gap.0) >= least * 0.99);
        beside.iter().all(|row| row.is_some_and(free)) && beside.iter().flatten().any(|row| parts(*row))
    };
    let of_row = |at: usize| {
        // Where the words began that the next goes on with.
        let mut text = rows[at].x0();
        let narrow = rows[at].fragments.windows(2).filter(move |pair| {
            let (gap, x) = (pair[1].x0 - pair[0].x1, pair[1].x0);
            let between = || at > 0 && ends_at(at - 1, x) && ends_at(at + 1, x);
            let near =
                |rows: usize| (at.saturating_sub(NEAR)..at + NEAR).filter(|row| ends_at(*row, x)).count() >= rows;
            let told = is_marker(&pair[1].text) && near(3) || gap > em * LOOSE && x - text > em * LONG && near(TOLD);
            if gap > em * LOOSE {
                text = x;
            }
            gap > em * TIGHT && gap < least && (between() || told)
        });
        let narrow = narrow.map(|pair| (pair[1].x0 - least, pair[1].x0));
        // A number may end a column, and not begin an entry.
        let all = rows[at].fragments.windows(2).map(|pair| (pair[0].x1, pair[1].x0));
        let behind_marker =
            all.filter(|gap| gap.1 - gap.0 >= least && !wide[at].contains(gap) && is_left_free(at, *gap));
        let mut gaps: Vec<(f64, f64)> = wide[at].iter().copied().chain(narrow).chain(behind_marker).collect();
        gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
        gaps
    };
    (0..rows.len()).map(of_row).collect()
}

/// The stretch between a row and the next where they stand beside each other, half a line apart: columns may have their
/// lines at unlike heights.
fn offset(rows: &[Row], at: usize, least: f64) -> Option<(f64, f64)> {
    let (row, next) = (&rows[at], rows.get(at + 1)?);
    let gap = (row.x1().min(next.x1()), row.x0().max(next.x0()));
    (row.y - next.y < row.size.min(next.size) * BESIDE && gap.1 - gap.0 >= least).then_some(gap)
}

/// The widest part of a stretch that a row leaves free; the margins of a row are free too.
fn within(stretch: (f64, f64), gaps: &[(f64, f64)], (x0, x1): (f64, f64), least: f64) -> Option<(f64, f64)> {
    let free = gaps.iter().copied().chain([(f64::MIN, x0), (x1, f64::MAX)]);
    let common = free.map(|(a, b)| (a.max(stretch.0), b.min(stretch.1)));
    common.filter(|(a, b)| b - a >= least * 0.99).max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}

fn side(row: &Row, gutter: (f64, f64)) -> Side {
    let middle = (gutter.0 + gutter.1) / 2.0;
    match (row.x0() < middle, row.x1() > middle) {
        (true, true) => Side::Both,
        (true, false) => Side::Left,
        _ => Side::Right,
    }
}

/// In how many rows there is text on the side that has it more seldom, among those between its first and last row.
fn support(rows: &[Row], gutter: (f64, f64)) -> usize {
    let sides: Vec<Side> = rows.iter().map(|row| side(row, gutter)).collect();
    let on = |missing: Side| sides.iter().filter(|side| **side != missing).count();
    let range = |missing: Side| {
        let first = sides.iter().position(|side| *side != missing)?;
        let last = sides.iter().rposition(|side| *side != missing)?;
        Some((rows[first].y, rows[last].y))
    };
    let (Some(left), Some(right)) = (range(Side::Right), range(Side::Left)) else { return 0 };
    // Two blocks that stand beside each other share a height; one below the other do not.
    let shared = left.0.min(right.0) - left.1.max(right.1);
    let lower = (left.0 - left.1).min(right.0 - right.1);
    if shared < lower * 0.5 { 0 } else { on(Side::Left).min(on(Side::Right)) }
}

/// Whether some row has numbered entries on both sides: then it takes no other to tell that they are columns.
fn are_numbered(rows: &[Row], gutter: (f64, f64)) -> bool {
    let right =
        |row: &Row| row.fragments.iter().any(|f| (f.x0 - gutter.1).abs() < f.size * SAME_EDGE && is_number(&f.text));
    rows.iter().any(|row| row.fragments.first().is_some_and(|first| is_number(&first.text)) && right(row))
}

/// The usual distance of two rows.
pub(super) fn leading(rows: &[Row]) -> f64 {
    let mut distances: Vec<f64> = rows.windows(2).map(|pair| pair[0].y - pair[1].y).collect();
    distances.sort_by(f64::total_cmp);
    distances.get(distances.len() / 2).copied().unwrap_or(0.0)
}

/// The usual distance of two lines of one column, where those of two columns lie at unlike heights.
fn leading_of_columns(rows: &[Row], gutter: (f64, f64)) -> f64 {
    let of = |missing: Side| {
        let lines = rows.iter().filter(|row| side(row, gutter) != missing).map(|row| row.y).collect::<Vec<f64>>();
        let mut distances: Vec<f64> = lines.windows(2).map(|pair| pair[0] - pair[1]).collect();
        distances.sort_by(f64::total_cmp);
        distances.get(distances.len() / 2).copied().unwrap_or(0.0)
    };
    of(Side::Left).min(of(Side::Right))
}

/// The stretch of rows with the most text on both sides that no white of several lines breaks, if the column right of the
/// gutter begins elsewhere below it: unlike tables stand one below the other. Running text goes on below such white, and so do
/// numbers.
fn unbroken(rows: &[Row], gutter: (f64, f64), first: usize, last: usize) -> (usize, usize) {
    let inner = &rows[first..=last];
    let usual = leading(inner);
    let white = |row: &usize| rows[*row].y - rows[row + 1].y > BROKEN * usual.max(rows[*row].size);
    let edge = |rows: &[Row]| {
        let right = rows.iter().flat_map(|row| &row.fragments).filter(|fragment| fragment.x0 > gutter.0);
        right.map(|fragment| fragment.x0).reduce(f64::min)
    };
    let whites: Vec<usize> = (first..last).filter(white).collect();
    let unlike = |at: &usize| {
        let above = at.checked_sub(1).map_or(first, |before| whites[before] + 1);
        let below = whites.get(at + 1).copied().unwrap_or(last);
        let edges = edge(&rows[above..=whites[*at]]).zip(edge(&rows[whites[*at] + 1..=below]));
        edges.is_some_and(|(above, below)| (above - below).abs() > rows[whites[*at]].size)
    };
    let broken: Vec<usize> = (0..whites.len()).filter(unlike).map(|at| whites[at]).collect();
    if broken.is_empty() || are_numbered(inner, gutter) || !is_narrow(inner, gutter) && are_full(inner, gutter) {
        return (first, last);
    }
    let starts = [first].into_iter().chain(broken.iter().map(|row| row + 1));
    let stretches = starts.zip(broken.iter().copied().chain([last]));
    stretches.max_by_key(|(start, end)| support(&rows[*start..=*end], gutter)).unwrap_or((first, last))
}

/// Without the rows at either end that have text on one side only and stand apart, and up to a heading in between.
fn trimmed(rows: &[Row], gutter: (f64, f64), mut first: usize, mut last: usize) -> (usize, usize) {
    let usual = leading(&rows[first..=last]).max(leading_of_columns(&rows[first..=last], gutter));
    let distance = |row: usize| rows[row].y - rows[row + 1].y;
    let side = |row: usize| side(&rows[row], gutter);
    let both = |row: &usize| side(*row) == Side::Both;
    let Some(top) = (first..=last).find(both) else { return (first, last) };
    let bottom = (first..=last).rev().find(both).unwrap_or(last);
    // Lines at either end that lie beside each other, if not on one row, are columns as much as those between.
    let beside = |row: &usize| side(*row) != side(row + 1) && distance(*row) < rows[*row].size * BESIDE;
    let top = (first..top).find(beside).unwrap_or(top);
    let bottom = (bottom..last).rev().find(beside).map_or(bottom, |row| row + 1);
    if let Some(apart) = (first..top).rev().find(|row| distance(*row) > usual * APART) {
        first = apart + 1;
    }
    // A heading of one line, or some in greater letters, such as that of a section and that of its table.
    let usual_size = super::page::em(&rows[first..=last]);
    let headings = |row: usize| (row..last).take(HEADINGS + 1).take_while(|row| side(*row) == Side::Left).count();
    let great = |row: usize| rows[row..row + headings(row)].iter().all(|row| row.size > usual_size * GREATER);
    let heading = |row: &usize| {
        let lines = headings(*row);
        let few = lines == 1 || (2..=HEADINGS).contains(&lines) && great(*row);
        few && both(&(row - 1)) && both(&(row + lines)) && distance(row - 1) > usual * HEADED
    };
    let near = |row: usize| &rows[row.saturating_sub(NEAR).max(first)..(row + NEAR).min(last + 1)];
    let narrow = is_narrow(&rows[first..=last], gutter);
    let is_text = |row: usize| !(narrow && great(row)) && are_full(near(row), gutter);
    let headed = (top + 1..last).filter(heading).find(|row| !is_text(*row));
    if let Some(heading) = headed {
        last = heading - 1;
    }
    let bottom = bottom.min(last);
    if let Some(apart) = (bottom..last).find(|row| distance(*row) > usual * APART) {
        last = apart;
    }
    (first, last)
}

/// Whether what lies left of a gutter is too narrow for running text.
fn is_narrow(rows: &[Row], gutter: (f64, f64)) -> bool {
    gutter.0 - rows.iter().map(Row::x0).fold(f64::MAX, f64::min) < super::page::em(rows) * LONG
}

/// Whether most lines on a side of a gutter end at their column's edge, as running text does: then a line with white above
/// is no heading over both sides.
fn are_full(rows: &[Row], gutter: (f64, f64)) -> bool {
    let most = |ends: Vec<(f64, f64)>, edge: f64| {
        let full = ends.iter().filter(|(end, size)| edge - end < size * FULL).count();
        full * 5 > ends.len() * 3
    };
    let left = rows.iter().filter_map(|row| {
        let left = row.fragments.iter().filter(|fragment| fragment.x1 <= gutter.0 + fragment.size * SAME_EDGE);
        left.map(|fragment| fragment.x1).reduce(f64::max).map(|end| (end, row.size))
    });
    // The columns of a table end at an edge too, but are short, or hold numbers.
    let letters = |row: &Row| {
        let right = row.fragments.iter().filter(|fragment| fragment.x0 >= gutter.1 - fragment.size * SAME_EDGE);
        let all = right.flat_map(|fragment| fragment.text.chars()).map(|c| usize::from(c.is_alphabetic()));
        all.fold((0, 0), |(letters, all), letter| (letters + letter, all + 1))
    };
    let is_text = |row: &&Row| row.x1() - gutter.1 > row.size * LONG && matches!(letters(row), (n, all) if n * 2 > all);
    let right: Vec<(f64, f64)> = rows.iter().filter(is_text).map(|row| (row.x1(), row.size)).collect();
    let edge = right.iter().map(|(end, _)| *end).fold(f64::MIN, f64::max);
    most(left.collect(), gutter.0) || right.len() >= NEAR && most(right, edge)
}

/// All gutters that rows with these gaps have in common: the known one, or those that part columns of two rows at least.
fn gutters(rows: &[Row], gaps: &[Vec<(f64, f64)>], least: f64, known: &[(f64, f64)]) -> Vec<(f64, f64)> {
    // What is covered, from left to right.
    let mut pieces: Vec<(f64, f64)> = Vec::new();
    for (row, gaps) in rows.iter().zip(gaps) {
        let (mut start, x1) = (row.x0(), row.x1());
        for &(a, b) in gaps {
            pieces.push((start, a));
            start = b;
        }
        pieces.push((start, x1));
    }
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut covered: Vec<(f64, f64)> = Vec::new();
    for (a, b) in pieces {
        match covered.last_mut() {
            Some(last) if a - last.1 < least * 0.99 => last.1 = last.1.max(b),
            _ => covered.push((a, b)),
        }
    }
    let free: Vec<(f64, f64)> = covered.windows(2).map(|pair| (pair[0].1, pair[1].0)).collect();
    let told = |gutter: &(f64, f64)| support(rows, *gutter) >= 2 || are_numbered(rows, *gutter);
    let kept: Vec<(f64, f64)> = free.into_iter().filter(told).collect();
    if kept.is_empty() { known.to_vec() } else { kept }
}
