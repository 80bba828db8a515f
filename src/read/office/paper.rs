//! Paragraphs and tables of an office document, written as lines.

use std::mem::take;

/// Longer paragraphs are prose: an empty line parts them from what stands around them.
const PROSE: usize = 90;

/// What a paragraph is, for the distance to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Put {
    Heading,
    Item,
    Row,
    Line,
    Prose,
}

/// Lines under way. Paragraphs may stand in paragraphs (a text box in a line), tables in tables.
#[derive(Debug, Default)]
pub struct Paper {
    text: String,
    last: Option<Put>,
    /// Open paragraphs: each its text and the mark before it.
    paragraphs: Vec<Paragraph>,
    /// Open tables.
    tables: Vec<Table>,
    /// Pages that ended since the last line.
    pages: usize,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    mark: String,
    is_item: bool,
}

/// The row under way of an open table.
#[derive(Debug, Default)]
struct Table {
    /// Each cell its lines.
    cells: Vec<Vec<String>>,
}

impl Paper {
    /// A paragraph begins.
    pub fn open(&mut self) {
        self.paragraphs.push(Paragraph::default());
    }

    /// Text of the open paragraph.
    pub fn text(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    /// What stands before the open paragraph: `#` of a heading.
    pub fn heading(&mut self, level: usize) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.mark = format!("{} ", "#".repeat(level.clamp(1, 6)));
        }
    }

    /// What stands before the open paragraph: the bullet or number of a list.
    pub fn item(&mut self, mark: String) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            (paragraph.mark, paragraph.is_item) = (mark, true);
        }
    }

    /// The open paragraph ends.
    pub fn close(&mut self) {
        let Some(Paragraph { text, mark, is_item }) = self.paragraphs.pop() else { return };
        let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
        let body = lines.join("\n");
        let body = body.trim_matches('\n');
        if let Some(table) = self.tables.last_mut() {
            let lines = format!("{mark}{body}").lines().map(str::to_owned).filter(|line| !line.is_empty()).collect();
            let lines: Vec<String> = if body.is_empty() { Vec::new() } else { lines };
            match table.cells.last_mut() {
                Some(cell) => cell.extend(lines),
                None => lines.iter().for_each(|line| self.put(Put::Line, line)),
            }
            return;
        }
        let put = match () {
            () if body.is_empty() => return self.last = None,
            () if is_item => Put::Item,
            () if !mark.is_empty() => Put::Heading,
            () if body.len() > PROSE && !body.contains('\n') => Put::Prose,
            () => Put::Line,
        };
        self.put(put, &format!("{mark}{body}"));
    }

    /// A table begins.
    pub fn open_table(&mut self) {
        self.tables.push(Table::default());
    }

    /// A row begins.
    pub fn open_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.cells.clear();
        }
    }

    /// A cell begins; a tab parts it from the one before.
    pub fn open_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.cells.push(Vec::new());
        }
    }

    /// A row ends: one line with tabs between its cells, or where cells have several lines, these one after the other.
    pub fn close_row(&mut self) {
        let Some(cells) = self.tables.last_mut().map(|table| take(&mut table.cells)) else { return };
        let lines: Vec<String> = match cells.iter().all(|cell| cell.len() <= 1) {
            true => vec![cells.iter().map(|cell| cell.concat()).collect::<Vec<_>>().join("\t")],
            false => cells.into_iter().flatten().collect(),
        };
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
        let outer = self.tables.len().checked_sub(2).map(|at| &mut self.tables[at]);
        match outer.and_then(|table| table.cells.last_mut()) {
            // A table in a cell: its rows are lines of the cell.
            Some(cell) => cell.extend(lines),
            None if lines.len() == 1 => self.put(Put::Row, lines[0].trim_end()),
            None => lines.iter().for_each(|line| self.put(Put::Line, line)),
        }
    }

    /// A table ends.
    pub fn close_table(&mut self) {
        self.tables.pop();
        if self.tables.is_empty() {
            self.last = None;
        }
    }

    /// A page ends here, as the program that saved the document laid it out.
    pub fn page(&mut self) {
        self.pages += 1;
    }

    /// Whether nothing is open that `close` would end.
    pub fn finish(mut self) -> String {
        while !self.paragraphs.is_empty() {
            self.close();
        }
        self.text.push('\n');
        self.text
    }

    /// Writes a line or lines; an empty line parts prose, headings, and what is of another kind.
    fn put(&mut self, put: Put, lines: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
            let apart = |put| matches!(put, Put::Heading | Put::Prose);
            if self.last.is_none_or(|last| apart(last) || apart(put) || last != put) {
                self.text.push('\n');
            }
        }
        self.text.extend(std::iter::repeat_n('\u{C}', take(&mut self.pages)));
        self.text.push_str(lines);
        self.last = Some(put);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(paper: &mut Paper, text: &str) {
        paper.open();
        paper.text(text);
        paper.close();
    }

    #[test]
    fn short_paragraphs_stand_close_and_prose_apart() {
        let mut paper = Paper::default();
        let prose = "We write to you. ".repeat(10);
        for text in ["Ada Marsh", "Tom Lind\nMill Council", &prose, "", "", "Ines Quill"] {
            paragraph(&mut paper, text);
        }
        let prose = prose.trim();
        assert_eq!(paper.finish(), format!("Ada Marsh\nTom Lind\nMill Council\n\n{prose}\n\nInes Quill\n"));
    }

    #[test]
    fn rows_have_tabs_and_cells_of_several_lines_fall_apart() {
        let mut paper = Paper::default();
        paper.open_table();
        for row in [["Ada Marsh", "Quill"], ["Tom Lind", "Chair\nMill"]] {
            paper.open_row();
            for cell in row {
                paper.open_cell();
                cell.lines().for_each(|line| paragraph(&mut paper, line));
            }
            paper.close_row();
        }
        paper.close_table();
        assert_eq!(paper.finish(), "Ada Marsh\tQuill\n\nTom Lind\nChair\nMill\n");
    }
}
