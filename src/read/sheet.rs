//! Files of records (comma, semicolon, tab or bar between the cells) to lines of text with tabs between the cells.

use super::parsed::notice;
use super::{LinePlace, Parsed};

/// Marks that part cells, in the order in which they are tried.
const MARKS: [u8; 4] = [b'\t', b';', b',', b'|'];
/// So many records tell which mark it is.
const SAMPLE: usize = 50;

/// A cell over so many lines is a quote that nobody closed.
const LINES: usize = 50;

/// Reads decoded text as records. White space inside a cell becomes single spaces, so that each record is one line.
pub(super) fn read(decoded: &str) -> Parsed {
    let (declared, decoded, skipped) = declared(decoded);
    let mark = declared.unwrap_or_else(|| mark(decoded));
    let (mut found, unclosed) = records(decoded, mark, Quoting::On);
    if let Some(line) = unclosed {
        found = records(decoded, mark, Quoting::Off).0;
        let message = "a quotation mark is never closed: all of them are read as plain characters".to_owned();
        found.notices.push(notice("quote", Some(line + skipped), message, "close it, or save the table again"));
    }
    found.lines.iter_mut().for_each(|place| place.line += skipped);
    found
}

/// The mark that a first line `sep=;` declares, what follows it, and how many lines that was.
fn declared(decoded: &str) -> (Option<u8>, &str, u32) {
    let declared = decoded.strip_prefix("sep=").and_then(|rest| rest.split_once('\n'));
    match declared.map(|(mark, rest)| (mark.trim_end_matches('\r').as_bytes(), rest)) {
        Some(([mark], rest)) => (Some(*mark), rest, 1),
        _ => (None, decoded, 0),
    }
}

/// The records; and the line of the first whose quote is never closed.
fn records(decoded: &str, mark: u8, quoting: Quoting) -> (Parsed, Option<u32>) {
    let mut unclosed = None;
    let mut found = Parsed::of_text(String::with_capacity(decoded.len()));
    for record in reader(decoded, mark, quoting).into_records().map_while(Result::ok) {
        let line = record.position().map_or(1, |at| at.line() as u32);
        if record.iter().any(|cell| cell.bytes().filter(|byte| *byte == b'\n').count() > LINES) {
            unclosed = unclosed.or(Some(line));
        }
        let cells: Vec<String> = record.iter().map(one_line).collect();
        found.text.push_str(cells.join("\t").trim_end());
        found.text.push('\n');
        found.lines.push(LinePlace { page: None, line });
    }
    (found, unclosed)
}

/// Whether quotation marks hold cells together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quoting {
    On,
    Off,
}

fn reader(decoded: &str, mark: u8, quoting: Quoting) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .quoting(quoting == Quoting::On)
        .delimiter(mark)
        .has_headers(false)
        .flexible(true)
        .from_reader(decoded.as_bytes())
}

/// The mark by which the records have the most cells in common; a comma where none parts anything.
fn mark(decoded: &str) -> u8 {
    let agreed = |mark: u8| {
        let mut widths: Vec<usize> = reader(decoded, mark, Quoting::On)
            .into_records()
            .take(SAMPLE)
            .map_while(Result::ok)
            .map(|record| record.len())
            .collect();
        widths.sort_unstable();
        let usual = widths.get(widths.len() / 2).copied().unwrap_or(0);
        let same = widths.iter().filter(|width| **width == usual).count();
        if usual > 1 { (same * 100 / widths.len(), usual) } else { (0, 0) }
    };
    let best = MARKS.into_iter().rev().max_by_key(|mark| agreed(*mark)).filter(|mark| agreed(*mark).1 > 1);
    best.unwrap_or(b',')
}

fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_become_lines_whatever_parts_their_cells() {
        for text in [
            "Name,Body\nAda Marsh,\"Quill, Ltd\"\n",
            "Name;Body\nAda Marsh;Quill, Ltd\n",
            "Name\tBody\nAda Marsh\tQuill, Ltd\n",
        ] {
            assert_eq!(read(text).text, "Name\tBody\nAda Marsh\tQuill, Ltd\n", "{text}");
        }
    }

    #[test]
    fn a_cell_over_two_lines_is_one_line_and_the_count_goes_on() {
        let found = read("Name,Body\n\"Ada\nMarsh\",Quill\nTom Lind,Mill\n");
        assert_eq!(found.text, "Name\tBody\nAda Marsh\tQuill\nTom Lind\tMill\n");
        assert_eq!(found.lines.iter().map(|place| place.line).collect::<Vec<_>>(), [1, 2, 4]);
    }

    #[test]
    fn a_first_line_may_declare_the_mark() {
        let found = read("sep=|\r\nName|Body, Town\nAda Marsh|Quill, Oslo\n");
        assert_eq!(found.text, "Name\tBody, Town\nAda Marsh\tQuill, Oslo\n");
        assert_eq!(found.lines.iter().map(|place| place.line).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn a_quote_that_is_never_closed_swallows_nothing() {
        let rows: String = (0..80).map(|at| format!("Ada Marsh {at},Quill\n")).collect();
        let found = read(&format!("Name,Body\nTom Lind,\"Mill\n{rows}"));
        assert_eq!(found.text.lines().count(), 82);
        assert_eq!((found.notices[0].code.as_str(), found.notices[0].line), ("quote", Some(2)));
    }
}
