//! `undersigned show --layout`: the blocks a document was cut into, the rows of its lists and what each field holds.

use super::terminal::{BOLD, DIM, Terminal, clean, count};
use crate::model::{Block, BlockKind, Document, Layout, Row, Span};
use crate::text::passage;
use std::io::{self, Write};

/// Characters of a block without rows that are shown.
const SHOWN: usize = 70;

/// Prints the outline: a line for each block, and below a list a line for each of its rows.
pub fn print(document: &Document, layout: &Layout, out: &mut Terminal) -> io::Result<()> {
    for block in &layout.blocks {
        let (_, first) = document.places.at(block.span.start);
        let (_, last) = document.places.at(block.span.end.saturating_sub(1));
        let lines = if first == last { first.to_string() } else { format!("{first}-{last}") };
        let told = told(document, layout, block);
        writeln!(out, "{DIM}{lines:>11}{DIM:#}  {BOLD}{}{BOLD:#}  {told}", word(block.kind))?;
        for row in &block.rows {
            let (_, line) = document.places.at(row.span.start);
            writeln!(out, "{DIM}{line:>11}{DIM:#}    {}", fields(document, row))?;
        }
    }
    Ok(())
}

/// How many rows a list has and under which heading; how anything else begins.
fn told(document: &Document, layout: &Layout, block: &Block) -> String {
    let begins = |span: Span| clean(&passage(&document.text, span, SHOWN)).into_owned();
    if block.rows.is_empty() {
        return begins(block.span);
    }
    let rows = count(block.rows.len(), "row", "rows");
    let under = block.section.map(|at| format!(" under “{}”", begins(layout.blocks[at].lines[0].content)));
    format!("{rows}{}", under.unwrap_or_default())
}

/// `name: Ada Marsh | post: Chair | body: Mill Council`.
fn fields(document: &Document, row: &Row) -> String {
    let told = row.fields.iter().map(|field| {
        let words = passage(&document.text, field.span, SHOWN);
        format!("{DIM}{}:{DIM:#} {}", field.column.word(), clean(&words))
    });
    told.collect::<Vec<_>>().join(&format!(" {DIM}|{DIM:#} "))
}

/// A block's kind as the analyst meets it.
fn word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "text",
        BlockKind::List => "list",
        BlockKind::Roster => "list of names",
        BlockKind::Address => "address",
        BlockKind::Salutation => "salutation",
        BlockKind::SignOff => "sign-off",
        BlockKind::Signature => "signatories",
        BlockKind::Date => "date",
        BlockKind::Boilerplate => "furniture",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Column, Field, Format, Head, Places};

    #[test]
    fn a_row_tells_what_its_fields_hold() {
        let text = "Ada Marsh, Mill\nCouncil".to_owned();
        let head = Head {
            id: "a.txt".to_owned(),
            title: None,
            date: None,
            kind: String::new(),
            format: Format::Text,
            sha256: String::new(),
        };
        let document = Document { head, places: Places::of_lines(&text), text };
        let field = |start, end, column| Field { span: Span::new(start, end), column };
        let row =
            Row { span: Span::new(0, 23), fields: vec![field(0, 9, Column::Name), field(11, 23, Column::Body)].into() };
        let plain = anstream::adapter::strip_str(&fields(&document, &row)).to_string();
        assert_eq!(plain, "name: Ada Marsh | body: Mill Council");
    }
}
