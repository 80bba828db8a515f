//! Cells between gutters: columns of a page that are read one after the other, or rows of a table.

use super::blocks::grid;
use super::fragments::Fragment;
use super::rows::{Row, number, rows};
use std::collections::BTreeSet;
use std::ops::Range;

/// How cells between gutters are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// One column after the other.
    Columns,
    /// Row by row, each cell a line of its own: numbers run across.
    Across,
    /// Row by row with tabs between the cells.
    Table,
}

/// Fewer rows whose cells stand on one line are no table.
const ALIGNED: f64 = 0.8;
/// Lines that fill so much of their column are running text.
const FULL: f64 = 0.75;
/// So many full lines that go on in the next make running text of a column, whatever else stands in it.
const RUNNING: usize = 5;
/// Columns of a list are alike up to this factor in the length of their lines.
const ALIKE: f64 = 1.4;
/// And up to this share of lines with a comma, or with a digit.
const ALIKE_SHARE: f64 = 0.3;
/// More columns than this are no list's.
const MOST_COLUMNS: usize = 6;
/// Columns of a list lie at even distances, up to this share.
const EVEN: f64 = 0.12;

/// So many numbers at least tell the lines of a form.
const COUNTED: usize = 4;
/// From one to the next they rise by no more.
const STEP: u32 = 4;
/// So many lines at least are facts beside their names.
const FACTS: usize = 4;
/// Distances of lines that differ by this factor are of two kinds.
pub(super) const TWO_HEIGHTS: f64 = 1.2;

/// What the heads of the columns of a list of people say, in lower case.
const HEADS: &[&str] = &[
    "name",
    "names",
    "first name",
    "last name",
    "surname",
    "family name",
    "given name",
    "organisation",
    "organization",
    "affiliation",
    "institution",
    "position",
    "title",
    "role",
    "post",
    "country",
    "city",
    "place",
    "signature",
    "no",
    "no.",
    "nr",
    "nr.",
    "#",
    "date",
    "party",
    "company",
    "university",
    "occupation",
    "profession",
    "email",
    "e-mail",
];

/// Beginnings of words that stand in the names of bodies and of posts, in lower case: a column of them beside one of people
/// makes a table.
const BODIES: &[&str] = &[
    "universi",
    "union",
    "institu",
    "associa",
    "organi",
    "societ",
    "museum",
    "colleg",
    "academ",
    "council",
    "committee",
    "foundation",
    "stiftung",
    "fondation",
    "ministr",
    "ministeri",
    "federa",
    "cent",
    "depart",
    "school",
    "schule",
    "trust",
    "network",
    "netzwerk",
    "league",
    "company",
    "hospital",
    "church",
    "professor",
    "director",
    "president",
    "chair",
    "secretary",
    "lecturer",
    "manager",
    "coordinator",
    "member",
    "minister",
    "senator",
    "judge",
    "lawyer",
    "writer",
];

/// The fragments of each row, by columns.
pub(super) fn cells<'p>(rows: &[Row<'p>], gutters: &[(f64, f64)]) -> Vec<Vec<Vec<&'p Fragment>>> {
    let column = |fragment: &Fragment| {
        let middle = (fragment.x0 + fragment.x1) / 2.0;
        gutters.partition_point(|(a, b)| (a + b) / 2.0 < middle)
    };
    let parted = |row: &Row<'p>| {
        let mut cells = vec![Vec::new(); gutters.len() + 1];
        for fragment in &row.fragments {
            cells[column(fragment)].push(*fragment);
        }
        cells
    };
    rows.iter().map(parted).collect()
}

/// What a column's lines are like.
#[derive(Debug, Default)]
struct Profile {
    lines: usize,
    marked: Vec<u32>,
    length: f64,
    longest: f64,
    fill: f64,
    commas: f64,
    digits: f64,
    /// The share of lines that say what no other does.
    distinct: f64,
    /// The share of lines with one of [`BODIES`].
    bodies: f64,
    /// How many full lines go on in the next, which begins with a small letter.
    going_on: usize,
    left: f64,
}

fn profile(texts: &[(String, f64, f64)]) -> Profile {
    let lines = texts.len().max(1) as f64;
    let left = texts.iter().map(|(_, x0, _)| *x0).fold(f64::MAX, f64::min);
    let right = texts.iter().map(|(_, _, x1)| *x1).fold(f64::MIN, f64::max);
    let share = |holds: fn(char) -> bool| texts.iter().filter(|(text, ..)| text.contains(holds)).count() as f64 / lines;
    let marked = texts.iter().filter_map(|(text, ..)| {
        let (mark, rest) = text.split_once([' ', '\t'])?;
        number(mark).filter(|_| rest.starts_with(|c: char| c.is_alphabetic() || c == '"'))
    });
    Profile {
        lines: texts.len(),
        marked: marked.collect(),
        length: texts.iter().map(|(text, ..)| text.chars().count()).sum::<usize>() as f64 / lines,
        longest: texts.iter().map(|(text, ..)| text.chars().count()).max().unwrap_or(0) as f64,
        fill: texts.iter().map(|(_, x0, x1)| (x1 - x0) / (right - left).max(1.0)).sum::<f64>() / lines,
        commas: share(|c| c == ','),
        digits: share(|c| c.is_numeric()),
        distinct: texts.iter().map(|(text, ..)| text).collect::<BTreeSet<_>>().len() as f64 / lines,
        going_on: texts.windows(2).filter(|pair| goes_on(&pair[0], &pair[1].0, right - left)).count(),
        bodies: texts.iter().filter(|(text, ..)| names_body(text)).count() as f64 / lines,
        left,
    }
}

/// Whether a line fills its column and the next goes on with it.
fn goes_on((text, x0, x1): &(String, f64, f64), next: &str, width: f64) -> bool {
    let open = !text.ends_with(['.', ',', ';', ':']) && next.starts_with(char::is_lowercase);
    open && x1 - x0 > width * FULL && text.chars().count() > 25
}

/// Whether a text holds the beginning of a word of [`BODIES`].
fn names_body(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphabetic()).any(|word| BODIES.iter().any(|body| word.starts_with(body)))
}

/// How the cells of a run are read.
pub(super) fn order(lines: &[Row], cells: &[Vec<Vec<&Fragment>>]) -> Order {
    let width = cells.first().map_or(0, Vec::len);
    let text = |cell: &Vec<&Fragment>| rows(cell.clone()).first().map(|row| (row.text(), row.x0(), row.x1()));
    let texts = |column: usize| cells.iter().filter_map(|row| text(&row[column])).collect::<Vec<_>>();
    let columns: Vec<Profile> = (0..width).map(|column| profile(&texts(column))).collect();

    let numbered = |column: &&Profile| !column.marked.is_empty() && column.marked.len() * 3 >= column.lines;
    if columns.iter().filter(numbered).count() >= 2 {
        let (first, second) = (&columns[0].marked, &columns[1].marked);
        let across = first.first().zip(second.first()).is_some_and(|(a, b)| b.wrapping_sub(*a) == 1)
            && first.get(1).is_some_and(|next| *next as usize == first[0] as usize + width);
        return if across { Order::Across } else { Order::Columns };
    }
    let head = cells.first().map(|row| row.iter().filter_map(text).map(|(text, ..)| text.to_lowercase()));
    let heads = head.map_or(0, |texts| texts.filter(|text| HEADS.contains(&text.as_str())).count());
    if heads >= 2 {
        return Order::Table;
    }
    let running = |column: &&Profile| {
        column.fill > FULL && column.length > 25.0 && column.lines >= 3 || column.going_on >= RUNNING
    };
    let down = || if grid(lines, cells).is_some() { Order::Across } else { Order::Columns };
    if columns.iter().filter(running).count() >= 2 {
        return down();
    }
    if has_tall_rows(lines, cells) {
        return Order::Table;
    }
    // Cells of a table stand on the lines of its fullest column.
    let filled = |row: &[Vec<&Fragment>]| row.iter().filter(|cell| !cell.is_empty()).count();
    let fewest = columns.iter().map(|column| column.lines).min().unwrap_or(0).max(1);
    let shared = cells.iter().filter(|row| filled(row) >= 2).count();
    if (shared as f64) < fewest as f64 * ALIGNED {
        return down();
    }
    let pairs = || columns.windows(2);
    let alike = pairs().all(|pair| {
        let (short, long) = (pair[0].length.min(pair[1].length), pair[0].length.max(pair[1].length));
        let longest = (pair[0].longest.min(pair[1].longest), pair[0].longest.max(pair[1].longest));
        long <= short * ALIKE
            && longest.1 <= longest.0 * ALIKE
            && (pair[0].commas - pair[1].commas).abs() <= ALIKE_SHARE
            && (pair[0].digits - pair[1].digits).abs() <= ALIKE_SHARE
            && (pair[0].distinct - pair[1].distinct).abs() <= ALIKE_SHARE
            && (pair[0].bodies - pair[1].bodies).abs() <= ALIKE_SHARE
    });
    let steps: Vec<f64> = pairs().map(|pair| pair[1].left - pair[0].left).collect();
    let even = steps.windows(2).all(|pair| (pair[0] - pair[1]).abs() <= pair[0].max(pair[1]) * EVEN);
    if alike && even && width <= MOST_COLUMNS { down() } else { Order::Table }
}

/// The rows of a table: which rows of the run make each. Where gaps of two heights part the lines, the greater ones part
/// the rows; elsewhere a row begins where its first column has text, or a column of numbers that count.
pub(super) fn bands(rows: &[Row], cells: &[Vec<Vec<&Fragment>>]) -> Vec<Range<usize>> {
    if let Some(bands) = parting(rows).map(|parting| parted(rows, parting)).filter(|bands| tall_rows(bands, cells) > 0)
    {
        return bands.into_iter().flat_map(|band| facts(band, cells)).collect();
    }
    let width = cells.first().map_or(0, Vec::len);
    let telling: Vec<usize> = (0..width).filter(|column| *column == 0 || counts(cells, *column)).collect();
    ranges(rows.len(), |row| telling.iter().any(|column| cells[row].get(*column).is_some_and(|cell| !cell.is_empty())))
}

/// A row as it is; or, where two of its columns have a text on every line that does not fill it, a row for each: facts beside
/// their names, and not cells of several lines.
fn facts(band: Range<usize>, cells: &[Vec<Vec<&Fragment>>]) -> Vec<Range<usize>> {
    let width = cells.first().map_or(0, Vec::len);
    let ends = |rows: &[Vec<Vec<&Fragment>>], column: usize| {
        let cell = |row: &Vec<Vec<&Fragment>>| row[column].iter().map(|fragment| fragment.x1).reduce(f64::max);
        rows.iter().filter_map(cell).collect::<Vec<f64>>()
    };
    let start = |column: usize| cells.iter().flat_map(|row| &row[column]).map(|f| f.x0).fold(f64::MAX, f64::min);
    let of_facts = |column: &usize| {
        let (start, own) = (start(*column), ends(&cells[band.clone()], *column));
        let edge = ends(cells, *column).into_iter().fold(f64::MIN, f64::max);
        let full = own.iter().filter(|end| **end - start > (edge - start) * FULL).count();
        own.len() * 5 >= band.len() * 4 && full * 2 < own.len()
    };
    if band.len() >= FACTS && (0..width).filter(of_facts).count() >= 2 {
        return band.map(|row| row..row + 1).collect();
    }
    vec![band]
}

/// Whether the cells of a column are numbers that rise: `7`, `8a`, `9`, as the lines of a form have them.
fn counts(cells: &[Vec<Vec<&Fragment>>], column: usize) -> bool {
    let filled: Vec<&Vec<&Fragment>> = cells.iter().map(|row| &row[column]).filter(|cell| !cell.is_empty()).collect();
    let said = |cell: &&Vec<&Fragment>| {
        let digits = cell[0].text.trim_end_matches(|c: char| c.is_ascii_lowercase());
        number(digits).filter(|_| cell.len() <= 2)
    };
    let numbers: Vec<u32> = filled.iter().filter_map(said).collect();
    let rising = numbers.windows(2).filter(|pair| pair[0] <= pair[1] && pair[1] - pair[0] <= STEP).count();
    numbers.len() >= COUNTED && numbers.len() * 5 >= filled.len() * 4 && (rising + 1) * 10 >= numbers.len() * 9
}

/// The distance that parts rows of several lines, where there are such: lines within a row stand closer to each other.
fn parting(rows: &[Row]) -> Option<f64> {
    let mut distances: Vec<f64> = rows.windows(2).map(|pair| pair[0].y - pair[1].y).collect();
    distances.retain(|distance| *distance > rows[0].size * 0.9);
    distances.sort_by(f64::total_cmp);
    let steps = distances.windows(2).filter(|pair| pair[1] > pair[0] * TWO_HEIGHTS && pair[0] < rows[0].size * 1.6);
    steps.map(|pair| (pair[0] + pair[1]) / 2.0).next()
}

/// Whether rows of several lines have one column that keeps to one line: names beside what is told of them.
fn has_tall_rows(rows: &[Row], cells: &[Vec<Vec<&Fragment>>]) -> bool {
    parting(rows).is_some_and(|parting| tall_rows(&parted(rows, parting), cells) >= 2)
}

/// The rows that distances greater than this part.
fn parted(rows: &[Row], parting: f64) -> Vec<Range<usize>> {
    ranges(rows.len(), |row| rows[row - 1].y - rows[row].y > parting)
}

/// How many rows have several lines, where in nine of ten one column keeps to one.
fn tall_rows(bands: &[Range<usize>], cells: &[Vec<Vec<&Fragment>>]) -> usize {
    let lines =
        |band: &Range<usize>, column: usize| cells[band.clone()].iter().filter(|row| !row[column].is_empty()).count();
    let width = cells.first().map_or(0, Vec::len);
    let tall: Vec<&Range<usize>> =
        bands.iter().filter(|band| (0..width).any(|column| lines(band, column) > 1)).collect();
    let single = |column: usize| tall.iter().filter(|band| lines(band, column) == 1).count();
    if (0..width).any(|column| single(column) * 10 >= tall.len() * 9) { tall.len() } else { 0 }
}

/// The ranges of so many rows, the first and those of which `begins` holds beginning one.
pub(super) fn ranges(rows: usize, begins: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let starts: Vec<usize> = (0..rows).filter(|row| *row == 0 || begins(*row)).collect();
    let ends = starts.iter().skip(1).copied().chain([rows]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}
