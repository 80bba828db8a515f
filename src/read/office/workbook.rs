//! Workbooks: the sheets of Excel and Calc as records, one a line, with tabs between the cells.

use super::xml::{Seen, attribute, events, number};
use crate::model::Format;
use crate::read::archive::Archive;
use crate::read::{Cause, LinePlace, Parsed, Part};
use std::collections::BTreeMap;

/// Columns beyond this are left out.
const COLUMNS: usize = 500;

/// The rows of a sheet that are not empty, each with its number.
#[derive(Debug, Default)]
struct Sheet {
    name: String,
    rows: Vec<(u32, Vec<String>)>,
}

/// Reads a workbook. A sheet with the same heads as the first goes on with its rows; others are documents of their own.
///
/// # Errors
/// When its members are damaged or locked, or the budget is spent.
pub fn read(archive: &mut Archive<'_>) -> Result<Parsed, Cause> {
    let sheets = match archive.text("xl/workbook.xml")? {
        Some(workbook) => excel(archive, &workbook)?,
        None => calc(&archive.text("content.xml")?.unwrap_or_default())?,
    };
    let mut sheets = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty());
    let mut parsed = Parsed::default();
    let Some(first) = sheets.next() else { return Ok(parsed) };
    first.rows.iter().for_each(|(line, cells)| put(&mut parsed, *line, cells));
    for sheet in sheets {
        if sheet.rows[0].1 == first.rows[0].1 {
            sheet.rows[1..].iter().for_each(|(line, cells)| put(&mut parsed, *line, cells));
        } else {
            let mut own = Parsed::default();
            sheet.rows.iter().for_each(|(line, cells)| put(&mut own, *line, cells));
            let (name, bytes) = (sheet.name, own.text.into_bytes());
            parsed.parts.push(Part { name, format: Some(Format::Table), bytes });
        }
    }
    Ok(parsed)
}

/// Writes a row: white space inside a cell becomes single spaces.
fn put(parsed: &mut Parsed, line: u32, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    parsed.text.push_str(cells.join("\t").trim_end());
    parsed.text.push('\n');
    parsed.lines.push(LinePlace { page: None, line });
}

/// The sheets that are not hidden, in the order of the workbook.
fn excel(archive: &mut Archive<'_>, workbook: &str) -> Result<Vec<Sheet>, Cause> {
    let mut named = Vec::new();
    events(workbook, |seen| {
        if let Seen::Open("sheet", tag) = seen
            && attribute(tag, "state").is_none_or(|state| state == "visible")
        {
            named.push((attribute(tag, "name").unwrap_or_default(), relation(tag)));
        }
    })?;
    let mut targets = BTreeMap::new();
    events(&archive.text("xl/_rels/workbook.xml.rels")?.unwrap_or_default(), |seen| {
        if let Seen::Open("Relationship", tag) = seen
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            targets.insert(id, target);
        }
    })?;
    let shared = shared(&archive.text("xl/sharedStrings.xml")?.unwrap_or_default())?;
    let mut sheets = Vec::new();
    for (name, id) in named {
        let Some(target) = targets.get(&id) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        if let Some(xml) = archive.text(&path)? {
            sheets.push(Sheet { name, rows: rows(&xml, &shared)? });
        }
    }
    Ok(sheets)
}

/// A sheet has an id of its own beside the one of its member: the latter has a prefix.
fn relation(tag: &quick_xml::events::BytesStart<'_>) -> String {
    let related = tag.attributes().flatten().find(|attribute| attribute.key.0.ends_with(":id"));
    related.map(|attribute| attribute.value.into_owned()).unwrap_or_default()
}

/// The strings that cells share, by number. Their readings (`rPh`) are not text of the cell.
fn shared(xml: &str) -> Result<Vec<String>, Cause> {
    let (mut strings, mut in_text, mut readings) = (Vec::new(), false, 0usize);
    events(xml, |seen| match seen {
        Seen::Open("si", _) => strings.push(String::new()),
        Seen::Open("rPh", _) => readings += 1,
        Seen::Close("rPh") => readings = readings.saturating_sub(1),
        Seen::Open("t", _) => in_text = readings == 0,
        Seen::Close("t") => in_text = false,
        Seen::Text(text) if in_text => strings.last_mut().into_iter().for_each(|string| string.push_str(text)),
        _ => {}
    })?;
    Ok(strings)
}

/// The rows of a sheet of Excel.
fn rows(xml: &str, shared: &[String]) -> Result<Vec<(u32, Vec<String>)>, Cause> {
    let (mut rows, mut cells): (Vec<(u32, Vec<String>)>, Vec<String>) = Default::default();
    let (mut line, mut at, mut kind, mut value, mut in_value) = (0u32, 0, String::new(), String::new(), false);
    events(xml, |seen| match seen {
        Seen::Open("row", tag) => {
            let own = number(tag, "r").and_then(|line| u32::try_from(line).ok()).filter(|line| *line > 0);
            line = own.unwrap_or(line.saturating_add(1));
            (at, cells) = (0, Vec::new());
        }
        Seen::Open("c", tag) => {
            at = attribute(tag, "r").and_then(|place| column(&place)).unwrap_or(at);
            kind = attribute(tag, "t").unwrap_or_default();
            value.clear();
        }
        Seen::Open("v" | "t", _) => in_value = true,
        Seen::Close("v" | "t") => in_value = false,
        Seen::Text(text) if in_value => value.push_str(text),
        Seen::Close("c") if at < COLUMNS => {
            let text = match kind.as_str() {
                "s" => value.trim().parse().ok().and_then(|at: usize| shared.get(at)).cloned().unwrap_or_default(),
                "e" => String::new(),
                _ => value.clone(),
            };
            cells.resize(cells.len().max(at + 1), String::new());
            cells[at] = text;
            at += 1;
        }
        Seen::Close("row") if cells.iter().any(|cell| !cell.trim().is_empty()) => {
            rows.push((line, std::mem::take(&mut cells)));
        }
        _ => {}
    })?;
    Ok(rows)
}

/// The column of a cell such as `AB12`, from 0.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).take(4);
    letters.fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1).checked_sub(1)
}

/// The sheets of Calc.
fn calc(content: &str) -> Result<Vec<Sheet>, Cause> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let (mut line, mut cells, mut cell, mut times, mut open) = (0u32, Vec::new(), String::new(), 1, false);
    let (mut row_times, mut comments) = (1, 0usize);
    events(content, |seen| match seen {
        Seen::Open("annotation", _) => comments += 1,
        Seen::Close("annotation") => comments = comments.saturating_sub(1),
        _ if comments > 0 => {}
        Seen::Open("table", tag) => {
            sheets.push(Sheet { name: attribute(tag, "name").unwrap_or_default(), rows: Vec::new() });
            line = 0;
        }
        Seen::Open("table-row", tag) => {
            row_times = number(tag, "number-rows-repeated").and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
            cells = Vec::new();
        }
        Seen::Open("table-cell", tag) => {
            times = number(tag, "number-columns-repeated").unwrap_or(1);
            cell.clear();
        }
        Seen::Open("p", _) => {
            cell.push(' ');
            open = true;
        }
        Seen::Close("p") => open = false,
        Seen::Open("s" | "tab" | "line-break", _) if open => cell.push(' '),
        Seen::Text(text) if open => cell.push_str(text),
        Seen::Close("table-cell") => {
            let room = COLUMNS.saturating_sub(cells.len());
            cells.extend(std::iter::repeat_n(cell.trim().to_owned(), times.min(room)));
        }
        Seen::Close("table-row") => {
            if let Some(sheet) = sheets.last_mut().filter(|_| cells.iter().any(|cell| !cell.is_empty())) {
                let filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
                cells.truncate(filled);
                sheet.rows.push((line.saturating_add(1), std::mem::take(&mut cells)));
            }
            line = line.saturating_add(row_times);
        }
        _ => {}
    })?;
    Ok(sheets)
}
