//! Text written line by line: white space folded, gaps merged, each line with its line in the file.

use super::tables::Display;

/// What parts the fields of a card.
const FIELD: &str = "| ";

/// Lines under way.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
    /// The source line of each line of `out` but the last, while that is empty.
    lines: Vec<u32>,
    /// The block in which each line of `out` begins.
    blocks: Vec<usize>,
    /// What stands between the last text and the next.
    gap: Display,
    /// Line ends asked for one by one, by `<br>`.
    breaks: usize,
    /// Cell borders since the last text.
    tabs: usize,
    /// List and heading marks that wait for text.
    prefix: String,
    /// Cells of the row so far.
    cells: usize,
    /// Whether the row has no text yet.
    fresh: bool,
    /// Whether the cell has no text yet.
    fresh_cell: bool,
    /// Whether the cell runs over several lines.
    broken: bool,
    /// Inside `<pre>`.
    keeps_lines: bool,
}

impl Writer {
    /// Asks for distance before the next text; the greatest wish counts.
    pub fn gap(&mut self, gap: Display) {
        let gap = if self.fresh_cell { gap.min(Display::Line) } else { gap };
        if self.tabs == 0 || gap < Display::Line {
            self.gap = self.gap.max(gap);
        }
    }

    /// One line end.
    pub fn line(&mut self) {
        if self.tabs == 0 {
            self.breaks += 1;
            self.gap = self.gap.max(Display::Line);
        }
    }

    /// A table row begins or ends.
    pub fn row(&mut self) {
        // Paragraphs inside cells stand off from each other, not from the next row.
        self.gap = if self.cells > 0 { Display::Line } else { self.gap.max(Display::Line) };
        (self.cells, self.tabs) = (0, 0);
        (self.broken, self.fresh, self.fresh_cell) = (false, true, false);
    }

    /// A cell begins: a tab parts it from the one before, unless that took several lines.
    pub fn cell(&mut self) {
        self.cells += 1;
        self.fresh_cell = true;
        self.prefix.clear();
        if self.cells == 1 {
            return;
        }
        if self.broken {
            self.broken = false;
            self.gap = Display::Line;
        } else {
            self.tabs += 1;
            if !self.fresh {
                (self.gap, self.breaks) = (Display::Inline, 0);
            }
        }
    }

    /// A mark before the next text, after those that wait already.
    pub fn prefix(&mut self, mark: &str) {
        self.prefix.push_str(mark);
    }

    /// A list mark before the next text; a mark that found no text is dropped.
    pub fn mark(&mut self, mark: &str) {
        self.prefix = mark.to_string();
    }

    /// A field of a card begins: a bar parts it from the one before.
    pub fn field(&mut self) {
        if self.tabs == 0 {
            self.gap(Display::Space);
            self.mark(FIELD);
        }
    }

    /// A field of a card ends: one without text is none.
    pub fn field_ends(&mut self) {
        if self.prefix == FIELD {
            self.prefix.clear();
        }
    }

    /// Whether line ends in the text count from here on.
    pub fn keep_lines(&mut self, keep: bool) {
        self.keeps_lines = keep;
    }

    /// Writes text whose first character stands on `line` of the file, inside a block of the page.
    pub fn text(&mut self, text: &str, mut line: u32, block: usize) {
        for c in text.chars() {
            match c {
                '\n' | '\r' | '\u{C}' => {
                    if self.keeps_lines {
                        self.line();
                    } else {
                        self.gap(Display::Space);
                    }
                    line += u32::from(c == '\n');
                }
                ' ' | '\t' if !self.keeps_lines => self.gap(Display::Space),
                c => {
                    self.settle(line, block);
                    self.out.push(c);
                }
            }
        }
    }

    /// Writes the gap that has built up, and the marks that wait.
    fn settle(&mut self, line: u32, block: usize) {
        if self.gap == Display::Inline && self.tabs == 0 && self.prefix.is_empty() && !self.lines.is_empty() {
            return;
        }
        let begun = !self.out.is_empty();
        if begun && self.gap >= Display::Line {
            self.broken = self.cells > 0 && !self.fresh;
            let ends = if self.gap == Display::Paragraph || self.breaks > 1 { 2 } else { 1 };
            for _ in 0..ends {
                self.out.push('\n');
                self.lines.push(line);
                self.blocks.push(block);
            }
        }
        if self.lines.is_empty() {
            self.lines.push(line);
            self.blocks.push(block);
        }
        if begun && self.tabs > 0 {
            self.out.extend(std::iter::repeat_n('\t', self.tabs));
        } else if begun && self.gap == Display::Space {
            self.out.push(' ');
        }
        self.out.push_str(&self.prefix);
        self.prefix.clear();
        (self.gap, self.breaks, self.tabs) = (Display::Inline, 0, 0);
        (self.fresh, self.fresh_cell) = (false, false);
    }

    /// The text of the blocks that are kept, and the source line of each of its lines.
    pub fn finish(self, is_kept: impl Fn(usize) -> bool) -> (String, Vec<u32>) {
        if self.blocks.iter().all(|block| is_kept(*block)) {
            return (self.out, self.lines);
        }
        let (mut text, mut lines) = (String::with_capacity(self.out.len()), Vec::new());
        for ((said, line), block) in self.out.split('\n').zip(self.lines).zip(self.blocks) {
            if !is_kept(block) || said.is_empty() && text.is_empty() {
                continue;
            }
            if !lines.is_empty() {
                text.push('\n');
            }
            text.push_str(said);
            lines.push(line);
        }
        (text, lines)
    }
}
