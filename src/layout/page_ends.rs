//! Where a page ends within a document: its number, and the head that every page repeats.

use super::furniture::is_page_number;
use super::known::Known;
use crate::model::{Block, BlockKind};

/// Heads of pages recur within so many blocks.
const NEAR: usize = 24;

/// Whether a block is the number of a page and nothing else.
fn is_page_end(text: &str, block: &Block) -> bool {
    let line = block.lines[0].content.of(text);
    block.lines.len() == 1 && (is_figure(text, block) || is_page_number(line))
}

/// Index of the block behind the number of a page and the running head that may follow it, seen from either.
pub fn behind_page(known: &Known, blocks: &[Block], at: usize) -> Option<usize> {
    let is_end = |at: usize| is_page_end(known.text, &blocks[at]);
    let is_head = |at: usize| at < blocks.len() && is_end(at - 1) && is_repeated(known, blocks, at);
    let next = match is_end(at) {
        true => at + 1 + usize::from(is_head(at + 1)),
        false => at + usize::from(at > 0 && is_head(at)),
    };
    (next > at && next < blocks.len()).then_some(next)
}

/// Whether a block is one line that stands three times in the document: the head or foot of every page.
pub fn is_repeated<'a>(known: &Known<'a>, blocks: &[Block], at: usize) -> bool {
    let line = |block: &Block| known.of(block.lines[0].content);
    let unnumbered = |line: &'a str| line.trim_end_matches(|c: char| c.is_ascii_digit());
    let own = unnumbered(line(&blocks[at]));
    if blocks[at].lines.len() > 1 || own.len() <= 3 {
        return false;
    }
    let is_own = |line: &'a str| line.starts_with(own) && unnumbered(line) == own;
    // Most lines near by open with another letter.
    let first = known.text.as_bytes()[blocks[at].lines[0].content.start];
    let opens = |block: &Block| known.text.as_bytes()[block.lines[0].content.start] == first;
    let near = &blocks[at.saturating_sub(NEAR)..blocks.len().min(at + NEAR)];
    let times = near.iter().filter(|block| opens(block) && block.lines.len() == 1 && is_own(line(block))).count();
    let numbered =
        |block: &Block| block.kind == BlockKind::Boilerplate && known.of(block.span).contains(char::is_numeric);
    let least = if at > 0 && numbered(&blocks[at - 1]) { 2 } else { 3 };
    times >= least
}

/// A bare figure, which may be the number of a page.
pub fn is_figure(text: &str, block: &Block) -> bool {
    let line = block.span.of(text);
    line.len() <= 4 && line.bytes().all(|byte| byte.is_ascii_digit())
}
