//! Files of records (comma, semicolon, tab or bar between the cells) to lines of text with tabs between the cells.

use super::{LinePlace, Parsed};

/// Marks that part cells, in the order in which they are tried.
const MARKS: [u8; 4] = [b'\t', b';', b',', b'|'];
/// So many records tell which mark it is.
const SAMPLE: usize = 50;

/// Reads decoded text as records. White space inside a cell becomes single spaces, so that each record is one line.
pub(super) fn read(decoded: &str) -> Parsed {
    let mark = mark(decoded);
    let mut found = Parsed::of_text(String::with_capacity(decoded.len()));
    for record in reader(decoded, mark).into_records().map_while(Result::ok) {
        let cells: Vec<String> = record.iter().map(one_line).collect();
        found.text.push_str(cells.join("\t").trim_end());
        found.text.push('\n');
        let line = record.position().map_or(1, |at| at.line() as u32);
        found.lines.push(LinePlace { page: None, line });
    }
    found
}

fn reader(decoded: &str, mark: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(mark).has_headers(false).flexible(true).from_reader(decoded.as_bytes())
}

/// The mark by which the records have the most cells in common; a comma where none parts anything.
fn mark(decoded: &str) -> u8 {
    let agreed = |mark: u8| {
        let mut widths: Vec<usize> = reader(decoded, mark)
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
}
