//! The lines of a page in the order in which they are read.

use super::blocks;
use super::flow::{is_unspaced, joined};
use super::fragments::{Drawn, Fragment};
use super::gutters::{self, leading};
use super::rows::{Row, number, rows};
use super::table::{self, Order};
use std::collections::{BTreeMap, BTreeSet};

/// A distance of so many usual ones is an empty line.
const BREAK: f64 = 1.4;
/// A heading is greater than the text by this factor, and its lines lie so many sizes apart.
const HEADING: f64 = 1.12;
const LEADING: f64 = 1.2;
/// Numbers of entries of one column differ by no more than this from the next; longer ones alone are none.
const COUNTED: u32 = 3;
const LONG: u32 = 100;
/// A line from which a sentence may go on ends within so many sizes of its column's edge.
const FILLED: f64 = 3.0;
/// So often regions are cut into smaller ones.
const CUTS: usize = 2_000;
/// Directions in which text is read on one page, apart from the first.
const DIRECTIONS: usize = 8;

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub y: f64,
    pub size: f64,
    /// How far it begins right of its column's edge.
    pub indent: f64,
    /// How far it ends before its column's other edge.
    pub slack: f64,
    /// How wide its first word is.
    pub first_word: f64,
    /// Where the text of an entry begins behind its number or bullet, right of the column's edge.
    pub marked: Option<f64>,
    /// Whether white parts it from the line before in its column.
    pub apart: bool,
    /// Whether it begins a column, or another stretch of the page.
    pub opens: bool,
    /// Whether its cells are parted by tabs.
    pub tabular: bool,
}

/// The fragments of a page that are seen, by the direction in which they are read: most text first.
pub(super) fn directions(drawn: &Drawn) -> Vec<Vec<&Fragment>> {
    let size =
        |hidden: bool| drawn.fragments.iter().filter(|f| f.hidden == hidden).map(|f| f.text.len()).sum::<usize>();
    // Recognised text lies unseen over the picture of a page. Where most of a page is text that is seen, it is a trick.
    let hidden = size(true) > size(false);
    let mut by_angle: BTreeMap<i16, Vec<&Fragment>> = BTreeMap::new();
    for fragment in drawn.fragments.iter().filter(|fragment| hidden || !fragment.hidden) {
        // A degree more or less is a slanted scan.
        let angle = (f64::from(fragment.angle) / 3.0).round() as i16 * 3 % 360;
        by_angle.entry(angle).or_default().push(fragment);
    }
    let mut directions: Vec<Vec<&Fragment>> = by_angle.into_values().collect();
    directions.sort_by_key(|fragments| std::cmp::Reverse(fragments.iter().map(|f| f.text.len()).sum::<usize>()));
    directions.truncate(DIRECTIONS + 1);
    directions
}

/// What is still to be read.
enum Region<'p> {
    Open(Vec<&'p Fragment>),
    /// Rows of a table, or single lines.
    Read(Vec<Line>),
}

/// The lines of fragments that are read in one direction.
pub(super) fn lines(fragments: Vec<&Fragment>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut left = vec![Region::Open(fragments)];
    let mut cuts = 0;
    while let Some(region) = left.pop() {
        let fragments = match region {
            Region::Open(fragments) if fragments.is_empty() => continue,
            Region::Open(fragments) => fragments,
            Region::Read(read) => {
                lines.extend(read);
                continue;
            }
        };
        let rows = rows(fragments);
        let run = if cuts < CUTS { gutters::find(&rows, em(&rows)) } else { None };
        let Some(run) = run else {
            lines.extend(column(&rows));
            continue;
        };
        cuts += 1;
        let inner = &rows[run.start..run.end];
        let apart = blocks::apart(&rows, &run);
        let gutters = apart.map_or(run.gutters, |gutter| vec![gutter]);
        let cells = table::cells(inner, &gutters);
        left.push(Region::Open(all(&rows[run.end..])));
        let order = if apart.is_some() { Order::Columns } else { table::order(inner, &cells) };
        match order {
            Order::Columns => {
                for column in (0..=gutters.len()).rev() {
                    left.push(Region::Open(cells.iter().flat_map(|row| row[column].iter().copied()).collect()));
                }
            }
            Order::Across => {
                let bands = blocks::grid(inner, &cells).unwrap_or_else(|| bands_by_number(inner, &cells));
                for band in bands.into_iter().rev() {
                    for column in (0..=gutters.len()).rev() {
                        let cell = cells[band.clone()].iter().flat_map(|row| row[column].iter().copied());
                        left.push(Region::Open(cell.collect()));
                    }
                }
            }
            Order::Table => left.push(Region::Read(tabular(inner, &cells))),
        }
        left.push(Region::Open(all(&rows[..run.start])));
    }
    lines
}

fn all<'p>(rows: &[Row<'p>]) -> Vec<&'p Fragment> {
    rows.iter().flat_map(|row| row.fragments.iter().copied()).collect()
}

/// The usual size of the text.
pub(super) fn em(rows: &[Row]) -> f64 {
    let mut sizes: Vec<f64> = rows.iter().map(|row| row.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}

/// Rows that go on together until the first cell begins with another number.
fn bands_by_number(rows: &[Row], cells: &[Vec<Vec<&Fragment>>]) -> Vec<std::ops::Range<usize>> {
    let marked = |row: &usize| {
        let cell = cells[*row][0].clone();
        *row == 0 || super::rows::rows(cell).first().is_some_and(|row| row.marked().is_some())
    };
    let starts: Vec<usize> = (0..rows.len()).filter(marked).collect();
    let ends = starts.iter().skip(1).copied().chain([rows.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The lines of rows that nothing parts.
fn column(rows: &[Row]) -> Vec<Line> {
    let (em, usual) = (em(rows), leading(rows));
    let usual = usual.clamp(em, em * 2.6);
    let left = rows.iter().map(Row::x0).fold(f64::MAX, f64::min);
    let right = rows.iter().map(Row::x1).fold(f64::MIN, f64::max);
    let entries = entries(rows, right);
    let marked = |at: usize| {
        let beneath = rows[at].marked().filter(|_| entries[at]).map(|x| x - left);
        beneath.filter(|x| !heads_text(&rows[at..], *x, left, right))
    };
    let line = |at: usize| {
        let row = &rows[at];
        let word = row.fragments.iter().take_while(|fragment| !fragment.spaced).last().or(row.fragments.first());
        let text = row.text();
        // Without spaces a line may end at any character.
        let word = word.filter(|_| !text.starts_with(is_unspaced));
        Line {
            y: row.y,
            size: row.size,
            indent: row.x0() - left,
            slack: right - row.x1(),
            first_word: word.map_or(0.0, |word| (word.x1 - row.x0()).min(em * 20.0)),
            marked: marked(at),
            apart: at > 0 && is_apart(&rows[at - 1], row, usual, em),
            opens: at == 0,
            tabular: text.contains('\t'),
            text,
        }
    };
    (0..rows.len()).map(line).filter(|line| !line.text.is_empty()).collect()
}

/// Which rows may begin an entry: not those with a number that no other follows or goes before, where it has three figures or
/// a sentence goes on from the line above, such as `by 12 / 1984. The road`.
fn entries(rows: &[Row], right: f64) -> Vec<bool> {
    let mark = |row: &Row| row.marked().and_then(|_| number(&row.fragments[0].text));
    let numbers: Vec<Option<u32>> = rows.iter().map(mark).collect();
    let known: BTreeSet<u32> = numbers.iter().flatten().copied().collect();
    let alone = |number: u32| known.range(number.saturating_sub(COUNTED)..=number + COUNTED).count() == 1;
    let goes_on = |at: usize| {
        let text = rows[at].text();
        right - rows[at].x1() < rows[at].size * FILLED && !text.ends_with(['.', '!', '?', ':', ';', ','])
    };
    let is_entry = |at: usize| match numbers[at] {
        Some(number) if alone(number) && at > 0 => number < LONG && !goes_on(at - 1),
        _ => true,
    };
    (0..rows.len()).map(is_entry).collect()
}

/// Whether white lies between a row and the next. Two lines of a heading stand as far apart as they are high.
fn is_apart(row: &Row, next: &Row, usual: f64, em: f64) -> bool {
    let heading = (row.size - next.size).abs() < next.size * 0.05 && next.size > em * HEADING;
    let own = if heading { usual.max(next.size * LEADING) } else { usual };
    row.y - next.y > own * BREAK
}

/// Whether the first row is the numbered heading of indented text: the next begins below its words and fills the line, the
/// one after that begins at the edge.
fn heads_text(rows: &[Row], beneath: f64, left: f64, right: f64) -> bool {
    let [heading, second, third, ..] = rows else { return false };
    let em = second.size;
    let indented = second.x0() - left;
    let near = heading.y - second.y < em * 3.0 && second.y - third.y < em * 2.0;
    let short = right - heading.x1() > em * 3.0;
    let filled = right - second.x1() < em && third.x1() > second.x0() && third.x0() - left < em * 0.3;
    near && short && filled && beneath > em * 0.5 && (indented - beneath).abs() < em && third.marked().is_none()
}

/// The lines of a table: cells of several lines are one, with tabs between the cells.
fn tabular(rows: &[Row], cells: &[Vec<Vec<&Fragment>>]) -> Vec<Line> {
    let bands = table::bands(rows, cells);
    let width = cells.first().map_or(0, Vec::len);
    let line = |band: std::ops::Range<usize>| {
        let cell = |column: usize| {
            let mut text = String::new();
            for row in cells[band.clone()].iter().flat_map(|row| super::rows::rows(row[column].clone())) {
                text = if text.is_empty() { row.text() } else { joined(text, &row.text()) };
            }
            text.replace('\t', " ")
        };
        let texts: Vec<String> = (0..width).map(cell).collect();
        let row = &rows[band.start];
        Line {
            text: texts.join("\t").trim_end().to_owned(),
            y: row.y,
            size: row.size,
            indent: 0.0,
            slack: f64::MAX,
            first_word: 0.0,
            marked: None,
            apart: false,
            opens: band.start == 0,
            tabular: true,
        }
    };
    bands.into_iter().map(line).collect()
}
