//! Closing formulas that no table holds: "With urgency,", "Ngā mihi," alone on a line behind the text, over who signs.

use super::blocks::ends_sentence;
use super::fields::opens_with_person;
use super::heads::heads_signers;
use super::known::Known;
use super::runs::{LEAST, is_row, is_run};
use crate::lexicon::key;
use crate::model::{Block, BlockKind};

/// Words of the longest formula.
const WORDS: usize = 5;
/// Words that open one.
const OPENS: &[&str] = &["with", "in", "yours", "towards"];

/// Marks the lines that close a letter: short, with a comma at their end, over who signs; they open with "With", "In" or
/// "Yours", or stand behind a sentence.
pub fn mark(known: &Known, blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        let behind = || at > 1 && ends_sentence(known.of(blocks[at - 1].span)) && is_brief(known, &blocks[at]);
        if (is_formula(known, &blocks[at]) || behind()) && signs(known, &blocks[at + 1..]) {
            blocks[at].kind = BlockKind::SignOff;
        }
    }
}

/// Whether a block is two to four words and a comma, and no name.
fn is_brief(known: &Known, block: &Block) -> bool {
    let line = known.of(block.lines[0].content);
    let open = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) && block.lines.len() == 1;
    let short = || (2..WORDS).contains(&line.split_whitespace().count());
    open && line.ends_with(',') && short() && !opens_with_person(known, block.lines[0].content)
}

fn is_formula(known: &Known, block: &Block) -> bool {
    let open = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) && block.lines.len() == 1;
    open && reads_as_formula(known.of(block.lines[0].content))
}

/// "In peace, friendship and unity,": a few words in small letters that open as a formula does, with a comma at their end.
pub fn reads_as_formula(line: &str) -> bool {
    let words = || line.split_whitespace();
    let low = || words().skip(1).all(|word| word.starts_with(char::is_lowercase));
    let short = || (2..=WORDS).contains(&words().count());
    let opened = || words().next().is_some_and(|first| OPENS.contains(&key(first).as_str()));
    line.ends_with(',') && short() && low() && opened()
}

fn signs(known: &Known, below: &[Block]) -> bool {
    let first = below.iter().find(|block| !heads_signers(known, block));
    let rows = |block: &Block| is_row(known, block) || is_run(known, block, LEAST);
    first.is_some_and(|block| rows(block) && opens_with_person(known, block.lines[0].content))
}
