//! Lines set side by side in columns, read column by column.

use super::rows::Piece;
use crate::model::{Line, Span};

/// The cells of lines that stand in columns, in reading order; nothing where fewer than two lines in five are cut by runs of
/// three or more spaces.
pub fn columns(text: &str, lines: &[Line], gaps: &[bool]) -> Option<Vec<Piece>> {
    let cells: Vec<Vec<Span>> = lines.iter().map(|line| cells(text, line.content)).collect();
    let several = cells.iter().filter(|row| row.len() > 1).count();
    if several * 5 < lines.len() * 2 || lines.iter().any(|line| line.content.of(text).contains('\t')) {
        return None;
    }
    let starts = starts(text, &cells);
    let mut columns: Vec<Vec<Piece>> = vec![Vec::new(); starts.len()];
    let mut waiting = vec![true; starts.len()];
    for (row, gap) in cells.iter().zip(gaps) {
        waiting.iter_mut().for_each(|waits| *waits |= gap);
        for cell in row {
            let at = indent(text, *cell);
            let column = starts.iter().rposition(|start| *start <= at + 2).unwrap_or(0);
            // A cell that stands alone below its column's last goes on with it.
            let wraps = row.len() == 1 && column > 0 && !waiting[column];
            if let Some(last) = columns[column].last_mut().filter(|_| wraps) {
                last.span = last.span.join(*cell);
                continue;
            }
            columns[column].push(Piece { span: *cell, gap: waiting[column] });
            waiting[column] = false;
        }
    }
    Some(columns.into_iter().flatten().collect())
}

/// Where each column starts: the least indent of the cells that are second, third … in their lines.
fn starts(text: &str, cells: &[Vec<Span>]) -> Vec<usize> {
    let width = cells.iter().map(Vec::len).max().unwrap_or(1);
    let least = |column: usize| cells.iter().filter_map(|row| row.get(column)).map(|cell| indent(text, *cell)).min();
    let mut found: Vec<usize> = (0..width).filter_map(least).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Characters before a cell on its line.
fn indent(text: &str, cell: Span) -> usize {
    let line = text[..cell.start].rfind('\n').map_or(0, |at| at + 1);
    text[line..cell.start].chars().count()
}

/// The parts of a line between runs of three or more spaces.
fn cells(text: &str, line: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = line.start;
    for part in line.of(text).split("   ") {
        let span = Span::new(start, start + part.len()).trim(text);
        if !span.is_empty() {
            found.push(span);
        }
        start += part.len() + 3;
    }
    found
}
