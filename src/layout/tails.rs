//! Lists of names right behind the text, with no blank line between: on saved pages and in mails that lost theirs.

use super::blocks::{SHORT_LINE, ends_sentence};
use super::closings::reads_as_formula;
use super::fields::opens_with_person;
use super::known::Known;
use super::lines::words_of;
use super::running::is_run_of_people;
use super::runs::RUN;
use crate::model::{Block, BlockKind, Line};

/// Cuts the names off the text above them, and what is said below off the names.
pub fn part(known: &Known, blocks: &mut Vec<Block>) {
    let mut parted: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        match names(known, &block) {
            None => parted.push(block),
            Some((start, end)) => {
                let lines = &block.lines;
                let closed = start > 1 && reads_as_formula(known.of(lines[start - 1].content));
                let text = start - usize::from(closed);
                parted.push(cut(BlockKind::Paragraph, &lines[..text]));
                if closed {
                    parted.push(cut(BlockKind::Paragraph, &lines[text..start]));
                }
                let kind = if end - start == 1 { BlockKind::Paragraph } else { BlockKind::List };
                parted.push(cut(kind, &lines[start..end]));
                if end < lines.len() {
                    parted.push(cut(BlockKind::Paragraph, &lines[end..]));
                }
            }
        }
    }
    *blocks = parted;
}

fn cut(kind: BlockKind, lines: &[Line]) -> Block {
    let span = lines[0].span.join(lines[lines.len() - 1].span);
    Block { kind, span, lines: lines.to_vec(), section: None, rows: Vec::new() }
}

/// The lines of a block that are names behind a line that ends a sentence: from the first on, up to the second.
fn names(known: &Known, block: &Block) -> Option<(usize, usize)> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let lines = &block.lines;
    let ended = |line: &Line| ends_sentence(known.of(line.content));
    let said = |line: &Line| words_of(known.of(line.content)) > SHORT_LINE && ended(line);
    let closed = |at: usize| at > 1 && reads_as_formula(known.of(lines[at - 1].content)) && ended(&lines[at - 2]);
    let mut starts = (1..lines.len()).filter(|at| said(&lines[at - 1]) || closed(*at));
    starts.find_map(|start| {
        let rest = &lines[start..];
        let least = if closed(start) { 1 } else { RUN };
        if is_run_of_people(known, &rest[..1], RUN) {
            return Some((start, start + 1));
        }
        let short =
            |line: &&Line| words_of(known.of(line.content)) <= SHORT_LINE && !ends_sentence(known.of(line.content));
        let rows = rest.iter().take_while(short).count();
        let person = |line: &Line| opens_with_person(known, line.content);
        // What stands between the last name and the next sentence heads it.
        let rows = if rows < rest.len() { rest[..rows].iter().rposition(person)? + 1 } else { rows };
        let people = rest[..rows].iter().filter(|line| person(line)).count();
        // Every other line may say who somebody is.
        let first = || rows > 0 && person(&rest[0]);
        (rows >= least && people * 10 >= rows * 4 && first()).then_some((start, start + rows))
    })
}
