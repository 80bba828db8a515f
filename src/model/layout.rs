//! A document laid out: blocks of lines, and the rows of its lists.

use super::{Span, Stretch};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// What a block of lines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The document's own heading.
    Title,
    /// A heading inside it.
    Heading,
    /// Running text.
    Paragraph,
    /// Rows of one kind: numbered, bulleted, or bare lines.
    List,
    /// Rows that each name somebody, with what describes them, and that nobody signs: who came, who spoke.
    Roster,
    /// Name and address of the one written to.
    Address,
    /// "Dear …".
    Salutation,
    /// "Yours sincerely", "Signed by:".
    SignOff,
    /// Name and post below a sign-off.
    Signature,
    /// A line that holds a date and nothing else.
    Date,
    /// Teasers, menus, cookie notices, media contacts and lists of sources.
    Boilerplate,
}

/// One line of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The line without its end, trimmed.
    pub span: Span,
    /// The line without bullet, number, heading marks and emphasis at either end.
    pub content: Span,
    /// Whether it carried a bullet or a number of its own.
    pub marked: bool,
}

/// What a field of a row holds, as the list as a whole tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Column {
    /// Who stands in the row.
    Name,
    /// A first name that a column of family names stands beside.
    Given,
    /// A family name that a column of first names stands beside.
    Family,
    /// A post.
    Post,
    /// The name of a body.
    Body,
    /// A place.
    Place,
    /// Posts, bodies, anything: its own words have to tell.
    About,
}

impl Column {
    /// The word that `undersigned show` and the settings use.
    pub fn word(self) -> &'static str {
        match self {
            Column::Name => "name",
            Column::Given => "given",
            Column::Family => "family",
            Column::Post => "post",
            Column::Body => "body",
            Column::Place => "place",
            Column::About => "about",
        }
    }

    /// Whether it holds a name, or a part of one, of who stands in the row.
    pub fn names(self) -> bool {
        matches!(self, Column::Name | Column::Given | Column::Family)
    }
}

/// One field of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Where it stands, trimmed, never empty.
    pub span: Span,
    /// What it holds.
    pub column: Column,
}

/// The fields of a row: most have no more than a name, a post and a body, and need no place of their own in memory.
pub type RowFields = SmallVec<[Field; 3]>;

/// One row of a list, cut into fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The row without its bullet or number; in columns, from its first cell to its last.
    pub span: Span,
    /// Its fields in order of the text; never none.
    pub fields: RowFields,
}

impl Row {
    /// Whether the byte at `offset` stands in one of its fields. Rows of columns interleave, so their spans may overlap.
    pub fn holds(&self, offset: usize) -> bool {
        self.fields.iter().any(|field| field.span.start <= offset && offset < field.span.end)
    }

    /// The field that names who stands in the row: its name, its first name, or its first field.
    pub fn name(&self) -> Field {
        let named = self.fields.iter().find(|field| field.column.names());
        *named.or(self.fields.first()).expect("a row has a field")
    }
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// From the first line's start to the last line's end.
    pub span: Span,
    /// Its lines in order.
    pub lines: Vec<Line>,
    /// Index of the block that heads it, if any.
    pub section: Option<usize>,
    /// The rows of a list or a signature block; empty otherwise.
    pub rows: Vec<Row>,
}

/// The blocks of a document in order; no two overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// In the order of the text.
    pub blocks: Vec<Block>,
    /// Offsets at which sections begin (sessions, items of an agenda, what stands under a heading), rising.
    pub sections: Vec<usize>,
}

impl Layout {
    /// Index of the block that holds the byte at `offset`.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let i = self.blocks.partition_point(|block| block.span.end <= offset);
        (i < self.blocks.len() && self.blocks[i].span.start <= offset).then_some(i)
    }

    /// The stretch of the document that holds the byte at `offset`.
    pub fn stretch_at(&self, offset: usize) -> Stretch {
        let block = self.blocks.partition_point(|block| block.span.end <= offset);
        let section = self.sections.partition_point(|start| *start <= offset);
        let listed = self.blocks.get(block).is_some_and(|block| !block.rows.is_empty());
        Stretch { section: section as u32, block: block as u32, listed }
    }
}
