//! Lines set side by side in columns, read column by column.

use super::rows::Piece;
use crate::model::{Line, Span};
use crate::text::eight::is_single_spaced;
use memchr::memmem;

/// The cells of lines, each with the number of its column.
pub type Cells = Vec<Vec<(usize, Span)>>;

/// What parts the cells of a line, or more of it.
pub const GAP: &str = "   ";

/// The cells of lines that stand in columns; nothing where fewer than two lines in five are cut by runs of three or
/// more spaces.
pub fn aligned(text: &str, lines: &[Line]) -> Option<Cells> {
    let gap = |line: &&Line| memmem::find(line.content.of(text).as_bytes(), GAP.as_bytes()).is_some();
    let gapped = lines.iter().filter(|line| !is_single_spaced(line.content.of(text))).filter(gap).count();
    if gapped * 5 < lines.len() * 2 {
        return None;
    }
    let cells: Vec<Vec<Span>> = lines.iter().map(|line| cells(text, line.content)).collect();
    let several = cells.iter().filter(|row| row.len() > 1).count();
    if several * 5 < lines.len() * 2 || lines.iter().any(|line| line.content.of(text).contains('\t')) {
        return None;
    }
    let indents: Vec<Vec<usize>> = cells
        .iter()
        .zip(lines)
        .map(|(row, line)| row.iter().map(|cell| indent(text, *line, *cell)).collect())
        .collect();
    // A saved page has as wide a space behind every cell, so that nothing stands below anything.
    if is_even(text, &cells) {
        return Some(cells.into_iter().map(|row| row.into_iter().enumerate().collect()).collect());
    }
    let starts = starts(&indents);
    let column = |at: &usize| starts.iter().rposition(|start| *start <= at + 2).unwrap_or(0);
    let numbered = |(row, indents): (Vec<Span>, Vec<usize>)| indents.iter().map(column).zip(row).collect();
    Some(cells.into_iter().zip(indents).map(numbered).collect())
}

/// Whether all lines but the last have as many cells, and one width of space parts them all.
fn is_even(text: &str, cells: &[Vec<Span>]) -> bool {
    let Some((last, above)) = cells.split_last() else { return false };
    let width = above.first().map_or(0, Vec::len);
    let gaps = || cells.iter().flat_map(|row| row.windows(2)).map(|two| &text[two[0].end..two[1].start]);
    let one = || gaps().all(|gap| Some(gap) == gaps().next());
    width > 1 && last.len() <= width && above.iter().all(|row| row.len() == width) && one()
}

/// Cells in reading order: column by column.
pub fn side_by_side(cells: &Cells, gaps: &[bool]) -> Vec<Piece> {
    let width = cells.iter().flatten().map(|(column, _)| column + 1).max().unwrap_or(0);
    let mut columns: Vec<Vec<Piece>> = vec![Vec::new(); width];
    let mut waiting = vec![true; width];
    for (row, gap) in cells.iter().zip(gaps) {
        waiting.iter_mut().for_each(|waits| *waits |= gap);
        for (column, cell) in row.iter().filter(|(_, cell)| !cell.is_empty()) {
            // A cell that stands alone below its column's last goes on with it.
            let wraps = row.len() == 1 && *column > 0 && !waiting[*column];
            if let Some(last) = columns[*column].last_mut().filter(|_| wraps) {
                last.span = last.span.join(*cell);
                continue;
            }
            columns[*column].push(Piece { span: *cell, gap: waiting[*column] });
            waiting[*column] = false;
        }
    }
    columns.into_iter().flatten().collect()
}

/// Where each column starts: the least indent of the cells that are second, third … in their lines.
fn starts(indents: &[Vec<usize>]) -> Vec<usize> {
    let width = indents.iter().map(Vec::len).max().unwrap_or(1);
    let least = |column: usize| indents.iter().filter_map(|row| row.get(column)).copied().min();
    let mut found: Vec<usize> = (0..width).filter_map(least).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Characters before a cell on its line.
fn indent(text: &str, line: Line, cell: Span) -> usize {
    let start = text[..line.span.start].rfind('\n').map_or(0, |at| at + 1);
    text[start..cell.start].chars().count()
}

/// The parts of a line between runs of three or more spaces.
fn cells(text: &str, line: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = line.start;
    for part in line.of(text).split(GAP) {
        let span = Span::new(start, start + part.len()).trim(text);
        if !span.is_empty() {
            found.push(span);
        }
        start += part.len() + GAP.len();
    }
    found
}
