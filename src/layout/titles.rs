//! Where the title stands that a document has in its head.

use super::blocks::SHORT_LINE;
use super::fields::opens_with_person;
use super::known::Known;
use super::runs::{LEAST, opens_run};
use crate::lexicon::key;
use crate::model::{Block, BlockKind, Document, Span};

/// Marks the document's own heading, the first block that begins with it; what stands below it is cut off.
pub fn mark(known: &Known, document: &Document, blocks: &mut Vec<Block>) {
    let Some(title) = &document.head.title else { return };
    let wanted = key(title);
    let lines = |block: &Block| heading_lines(&document.text, block, &wanted);
    let top = blocks.iter().take(8).take_while(|block| block.kind != BlockKind::SignOff);
    let Some(at) = top.map(lines).position(|lines| lines > 0) else { return };
    // So had the first of several who sign below the text, each a name over a post.
    let signs = at > 0 && opens_run(known, &blocks[at..], LEAST);
    let block = &mut blocks[at];
    let below = block.lines.split_off(lines(block));
    // A sentence that had to serve as the title is running text all the same.
    let last = block.lines[block.lines.len() - 1];
    let said = block.kind == BlockKind::Paragraph && last.content.of(&document.text).ends_with('.');
    // The first row of a bare list had to serve as the title; it is a row all the same.
    let row = below.len() > SHORT_LINE && last.content.of(&document.text).contains(',');
    let row = row && opens_with_person(known, last.content);
    let row = row || signs;
    let heads = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::List) && !said && !row;
    if !heads {
        block.lines.extend(below);
        return;
    }
    let (kind, end) = (block.kind, block.span.end);
    block.kind = BlockKind::Title;
    block.span.end = last.span.end;
    if let Some(first) = below.first() {
        let span = Span::new(first.span.start, end);
        blocks.insert(at + 1, Block { kind, span, lines: below, section: None, rows: Vec::new() });
    }
}

/// How many lines at the head of a block make up the heading; rows of a list make none, but for two or three lines that
/// only look like one.
fn heading_lines(text: &str, block: &Block, wanted: &str) -> usize {
    let first = key(block.lines[0].content.of(text));
    let begins = first == wanted || (first.len() > 12 && wanted.starts_with(first.as_str()));
    let row = block.lines[0].marked || (block.kind == BlockKind::List && block.lines.len() > 3);
    if first.is_empty() || !begins || row {
        return 0;
    }
    let upto = |n: &usize| {
        let whole = Span::new(block.lines[0].content.start, block.lines[*n - 1].content.end);
        wanted.starts_with(key(whole.of(text)).as_str())
    };
    (1..=block.lines.len().min(3)).take_while(upto).count()
}
