//! Tables: lines whose cells one mark parts, or that stand in columns. What a column holds is told by its head, or by its
//! cells together.

use super::columns::{Cells, aligned};
use super::fields::{Marks, fields};
use super::known::Known;
use super::lines::shapes;
use crate::lexicon::{Fact, Glossary};
use crate::model::{Block, BlockKind, Column, Document, Field, Layout, Line, Row, RowFields, Span};

/// So many rows tell what their columns hold.
const SAMPLE: usize = 400;
/// The head stands among so many lines at the top.
const TOP: usize = 10;

/// A column of which so many cells are single words may be one of given names or of family names.
const SINGLE: f32 = 0.8;

/// What the cells of one column look like, in shares of those that hold something.
#[derive(Debug, Clone, Copy, Default)]
struct Profile {
    people: f32,
    bodies: f32,
    places: f32,
    posts: f32,
    /// Numbers, days and addresses.
    figures: f32,
    /// Single words; where most are, those that are given names or family names.
    single: f32,
    given: f32,
    family: f32,
}

/// How lines with cells are to be read.
pub enum Reading {
    /// Each line is a row.
    Rows(Vec<Row>),
    /// Each column is a list of its own.
    SideBySide(Cells),
}

/// Lines as a table or as lists side by side; nothing where they have no cells.
pub fn read(known: &Known, lines: &[Line]) -> Option<Reading> {
    let (cells, parted) = match marked(known, lines) {
        Some(cells) => (cells, true),
        None => (aligned(known.text, lines)?, false),
    };
    let head = cells.iter().take(TOP).position(|row| is_head(known, row));
    let width = cells.iter().flatten().map(|(column, _)| column + 1).max()?;
    let below = &cells[head.map_or(0, |at| at + 1)..];
    let columns = match head {
        Some(at) => headed(known, &cells[at], below, width),
        None => {
            let profiles: Vec<Profile> = (0..width).map(|column| profile(known, below, column)).collect();
            if !differ(&profiles) && (!parted || alike(&profiles)) {
                return Some(Reading::SideBySide(cells));
            }
            by_cells(&profiles)
        }
    };
    Some(Reading::Rows(below.iter().filter_map(|row| self::row(known, row, &columns)).collect()))
}

/// A document that is one table: its head and what stands above it are headings, each further line is a row that is
/// signed, or tells who came where the document is one of an event.
pub fn whole(known: &Known, document: &Document) -> Layout {
    let lines: Vec<Line> = shapes(known.text).into_iter().flatten().map(|shape| bare_line(shape.line)).collect();
    let kind = if document.head.kind == "event" { BlockKind::Roster } else { BlockKind::Signature };
    let rows = match read(known, &lines) {
        Some(Reading::Rows(rows)) => rows,
        _ => lines.iter().filter_map(|line| row(known, &[(0, line.span)], &[Some(Column::Name)])).collect(),
    };
    let first = rows.first().map_or(usize::MAX, |row| row.span.start);
    let (above, below): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.span.end <= first);
    let block = |kind: BlockKind, lines: Vec<Line>, rows: Vec<Row>| {
        let span = lines.first()?.span.join(lines.last()?.span);
        Some(Block { kind, span, lines, section: None, rows })
    };
    let heads = above.into_iter().map(|line| block(BlockKind::Heading, vec![line], Vec::new()));
    let blocks = heads.chain([block(kind, below, rows)]).flatten().collect();
    Layout { blocks, sections: Vec::new() }
}

/// A line of a table has no bullets and no numbers but those in its cells.
fn bare_line(line: Line) -> Line {
    Line { content: line.span, marked: false, ..line }
}

/// The cells of lines that a tab, a bar or a semicolon parts, the same number of times in nearly all of them.
fn marked(known: &Known, lines: &[Line]) -> Option<Cells> {
    let ruled = |line: &&Line| known.of(line.content).contains(char::is_alphanumeric);
    let kept: Vec<&Line> = lines.iter().filter(ruled).collect();
    let marks: Vec<char> = known.separator.map_or(vec!['\t', '|', ';'], |mark| vec![mark]);
    let mark = marks.into_iter().find(|mark| parts(known, &kept, *mark))?;
    let cut = |line: &&Line| split(known, line, mark).into_iter().enumerate().collect();
    Some(kept.iter().map(cut).collect())
}

fn parts(known: &Known, lines: &[&Line], mark: char) -> bool {
    // Most blocks hold no such mark.
    let whole = |line: &&Line| whole_line(known, line, mark);
    let whole = lines.first().map(whole).zip(lines.last().map(whole)).map(|(first, last)| first.join(last));
    if !whole.is_some_and(|whole| known.of(whole).contains(mark)) {
        return false;
    }
    let counts: Vec<usize> =
        lines.iter().map(|line| 1 + known.of(whole_line(known, line, mark)).matches(mark).count()).collect();
    let several = counts.iter().filter(|count| **count > 1).count();
    // Empty cells at the end of a line are lost with the white space there.
    if mark == '\t' || known.separator.is_some() {
        return several * 2 >= lines.len() && several > 0;
    }
    let mut sorted = counts.clone();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
    let same = counts.iter().filter(|count| **count == usual).count();
    let least = if lines.len() < 4 { lines.len() } else { lines.len() * 4 / 5 };
    usual > 1 && lines.len() > 1 && same >= least
}

/// The cells of a line, empty ones too; marks at the very ends frame a table. A line that a tab opens has an empty
/// first cell.
fn split(known: &Known, line: &Line, mark: char) -> Vec<Span> {
    let span = whole_line(known, line, mark);
    let mut start = span.start;
    let mut found = Vec::new();
    for part in known.of(span).split(mark) {
        found.push(bare_cell(known, Span::new(start, start + part.len())));
        start += part.len() + mark.len_utf8();
    }
    found
}

/// A line from its first cell to its last, without the marks that frame it.
fn whole_line(known: &Known, line: &Line, mark: char) -> Span {
    let bare = line.content.start == line.span.start && mark == '\t';
    let open = known.text[..line.content.start].trim_end_matches(['\t', ' ']).len();
    let mut span = Span::new(if bare { open } else { line.content.start }, line.content.end);
    if mark == '|' {
        let inner = known.of(span);
        let start = span.start + usize::from(inner.starts_with('|'));
        span = Span::new(start, span.end.max(start) - usize::from(inner.len() > 1 && inner.ends_with('|')));
    }
    span
}

/// A cell without white space, emphasis and quotes around it.
fn bare_cell(known: &Known, cell: Span) -> Span {
    let cell = cell.trim(known.text);
    let inner = known.of(cell);
    let left = inner.trim_start_matches(['*', '_', ' ', '"']);
    let start = cell.start + (inner.len() - left.len());
    Span::new(start, start + left.trim_end_matches(['*', '_', ' ', '"']).len())
}

/// Whether a row names columns: two of them, or one that says whose name stands there, and nothing else.
fn is_head(known: &Known, row: &[(usize, Span)]) -> bool {
    let told: Vec<_> = row.iter().filter(|(_, cell)| !cell.is_empty()).map(|(_, cell)| known.head(*cell)).collect();
    let heads = told.iter().filter(|head| head.is_ok()).count();
    let names = told.iter().any(|head| matches!(head, Ok(Some(column)) if column.names()));
    heads * 2 >= told.len() && (heads >= 2 || (names && told.len() <= 2))
}

/// The first cells of a column that hold something.
fn sample(rows: &[Vec<(usize, Span)>], column: usize) -> Vec<Span> {
    let cells = rows.iter().filter_map(|row| row.iter().find(|(at, _)| *at == column)).map(|(_, cell)| *cell);
    cells.filter(|cell| !cell.is_empty()).take(SAMPLE).collect()
}

fn share(cells: &[Span], told: &dyn Fn(Span) -> bool) -> f32 {
    cells.iter().filter(|cell| told(**cell)).count() as f32 / cells.len().max(1) as f32
}

/// Whether a cell holds one word.
fn is_single(known: &Known, cell: Span) -> bool {
    known.of(cell).split_whitespace().count() == 1
}

fn profile(known: &Known, rows: &[Vec<(usize, Span)>], column: usize) -> Profile {
    let cells = sample(rows, column);
    let share = |told: &dyn Fn(Span) -> bool| share(&cells, told);
    let first = |cell: Span| fields(known, cell, Marks::USUAL).first().copied().unwrap_or(cell);
    let single = share(&|cell| is_single(known, cell));
    let is = |cell: Span, fact: Fact| single >= SINGLE && known.book.facts(known.of(cell)).is(fact);
    Profile {
        people: share(&|cell| !known.is_place(cell) && known.is_person(first(cell))),
        bodies: share(&|cell| known.is_body(cell)),
        places: share(&|cell| known.is_place(cell)),
        posts: share(&|cell| known.is_post(cell)),
        figures: share(&|cell| is_figure(known.of(cell))),
        single,
        given: share(&|cell| is(cell, Fact::GivenName)),
        family: share(&|cell| is(cell, Fact::PartSurname)),
    }
}

/// Numbers, days, addresses of mail and of the web.
fn is_figure(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    digits * 2 >= cell.chars().filter(|c| c.is_alphanumeric()).count() || cell.contains('@') || cell.contains("://")
}

/// Whether some column holds something else than the first does.
fn differ(profiles: &[Profile]) -> bool {
    let first = profiles[0];
    let apart = |a: f32, b: f32| (a - b).abs() >= 0.5;
    profiles.iter().skip(1).any(|other| {
        apart(first.people, other.people)
            || apart(first.bodies, other.bodies)
            || apart(first.places, other.places)
            || apart(first.figures, other.figures)
    })
}

/// Whether every column is full of names of people, or of bodies.
fn alike(profiles: &[Profile]) -> bool {
    profiles.iter().all(|profile| profile.people >= 0.7) || profiles.iter().all(|profile| profile.bodies >= 0.7)
}

/// Columns as their heads tell, and by their cells where a head is silent.
fn headed(known: &Known, head: &[(usize, Span)], below: &[Vec<(usize, Span)>], width: usize) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> = vec![Some(Column::About); width];
    let single = |column: usize| share(&sample(below, column), &|cell| is_single(known, cell));
    for (at, cell) in head {
        columns[*at] = known.head(*cell).unwrap_or(Some(Column::About));
    }
    let of = |columns: &[Option<Column>], wanted: Column| columns.iter().position(|column| *column == Some(wanted));
    // "Name" beside "Surname" is the first name; either without the other is the whole name.
    match (of(&columns, Column::Name), of(&columns, Column::Given), of(&columns, Column::Family)) {
        (Some(name), None, Some(_)) if single(name) >= 0.5 => columns[name] = Some(Column::Given),
        (None, Some(one), None) | (None, None, Some(one)) => columns[one] = Some(Column::Name),
        (Some(_), given, family) => {
            given.into_iter().chain(family).for_each(|column| columns[column] = None);
        }
        _ => {}
    }
    if !columns.iter().flatten().any(|column| column.names()) {
        let body = of(&columns, Column::Body).or_else(|| of(&columns, Column::About)).unwrap_or(0);
        columns[body] = Some(Column::Name);
    }
    only_one_name(&mut columns);
    columns
}

/// Columns as their cells tell.
fn by_cells(profiles: &[Profile]) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> = profiles
        .iter()
        .map(|profile| match profile {
            _ if profile.figures >= 0.7 => None,
            _ if profile.places >= 0.7 => Some(Column::Place),
            _ if profile.bodies >= 0.6 => Some(Column::Body),
            _ if profile.posts >= 0.7 => Some(Column::Post),
            _ => Some(Column::About),
        })
        .collect();
    let pair = profiles.windows(2).position(|pair| {
        let single = pair.iter().all(|profile| profile.single >= SINGLE && profile.people < 0.5);
        single && pair[0].given >= 0.5 && pair[1].family >= 0.3
    });
    let most = profiles.iter().map(|profile| profile.people).fold(0.0, f32::max);
    match pair {
        Some(at) if most < 0.7 => {
            columns[at] = Some(Column::Given);
            columns[at + 1] = Some(Column::Family);
        }
        _ => {
            let people = profiles.iter().position(|profile| profile.people >= 0.5 && profile.people + 0.2 >= most);
            let bodies = || profiles.iter().position(|profile| profile.bodies >= 0.5);
            let first = columns.iter().position(|column| column.is_some_and(|column| column != Column::Place));
            columns[people.or_else(bodies).or(first).unwrap_or(0)] = Some(Column::Name);
        }
    }
    columns
}

/// Behind the first column of names another one tells about it.
fn only_one_name(columns: &mut [Option<Column>]) {
    let names = columns.iter_mut().filter(|column| **column == Some(Column::Name));
    names.skip(1).for_each(|column| *column = Some(Column::About));
}

/// A row of cells with their columns; cells that tell about a name are cut further.
fn row(known: &Known, cells: &[(usize, Span)], columns: &[Option<Column>]) -> Option<Row> {
    let mut found = RowFields::new();
    for (at, cell) in cells.iter().filter(|(_, cell)| !cell.is_empty()) {
        let Some(column) = columns[*at] else { continue };
        match column {
            Column::About | Column::Body | Column::Post => {
                let named = found.iter().any(|field| field.column.names());
                let part = |(at, span): (usize, Span)| match column {
                    _ if named && known.is_place(span) => Field { span, column: Column::Place },
                    // "CEO, Quill Ltd" among posts.
                    Column::Post if at > 0 => Field { span, column: Column::About },
                    _ => Field { span, column },
                };
                found.extend(fields(known, *cell, Marks::USUAL).into_iter().enumerate().map(part));
            }
            // "Dave Cox, CEO" in one cell.
            Column::Name => {
                let parts = fields(known, *cell, Marks::USUAL);
                let named = parts.first().filter(|first| known.is_person(**first) && parts.len() > 1);
                match named {
                    Some(first) => {
                        found.push(Field { span: *first, column });
                        found.extend(parts[1..].iter().map(|span| Field { span: *span, column: Column::About }));
                    }
                    None => found.push(Field { span: *cell, column }),
                }
            }
            _ => found.push(Field { span: *cell, column }),
        }
    }
    let (first, last) = (found.first()?.span, found.last()?.span);
    Some(Row { span: first.join(last), fields: found })
}
