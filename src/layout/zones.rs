//! What blocks become by what stands around them: sections, addresses, signatures, lists in pieces, furniture.

use super::blocks::SHORT_LINE;
use super::rows;
use crate::lexicon::{Lexicon, key};
use crate::model::{Block, BlockKind};

/// Marks sections, addresses, signatures, lists and furniture, and cuts lists and signatures into rows.
pub fn mark(text: &str, blocks: &mut Vec<Block>, lexicon: &Lexicon) {
    join_lists(blocks);
    furniture(text, blocks, lexicon);
    addresses(text, blocks);
    signatures(text, blocks, lexicon);
    sections(blocks);
    for block in blocks.iter_mut() {
        match block.kind {
            BlockKind::List => block.rows = rows::of_list(text, block, lexicon),
            BlockKind::Signature => block.rows = rows::of_signature(text, block, lexicon),
            _ => {}
        }
    }
}

/// Rows of one list that blank lines part (each its own group) become one block.
fn join_lists(blocks: &mut Vec<Block>) {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        match joined.last_mut() {
            Some(last)
                if last.kind == BlockKind::List && block.kind == BlockKind::List && both_marked(last, &block) =>
            {
                last.span = last.span.join(block.span);
                last.lines.extend(block.lines);
            }
            _ => joined.push(block),
        }
    }
    *blocks = joined;
}

fn both_marked(above: &Block, below: &Block) -> bool {
    above.lines.iter().any(|line| line.marked) && below.lines[0].marked
}

/// From a line of furniture on, everything is furniture, until signatures open again.
fn furniture(text: &str, blocks: &mut [Block], lexicon: &Lexicon) {
    let mut inside = false;
    let long = |block: &Block| block.span.of(text).split_whitespace().count() > 45;
    // A menu at the head of a page is followed by the page; furniture runs on only where no running text follows.
    let from = blocks.iter().rposition(long).map_or(0, |last| last + 1);
    for (i, block) in blocks.iter_mut().enumerate() {
        if block.kind == BlockKind::Boilerplate {
            let line = key(block.lines[0].content.of(text).trim_end_matches([':', '.', '…', ' ']));
            inside |= i >= from && lexicon.furniture.class(&line).is_some_and(|class| class != "contact");
        } else if block.kind == BlockKind::SignOff {
            inside = false;
        } else if inside {
            block.kind = BlockKind::Boilerplate;
        }
    }
}

/// The block of short lines before the salutation is the address; without a salutation there is none.
fn addresses(text: &str, blocks: &mut [Block]) {
    let Some(salutation) = blocks.iter().position(|block| block.kind == BlockKind::Salutation) else { return };
    let long =
        |block: &Block| block.lines.iter().any(|line| line.content.of(text).split_whitespace().count() > SHORT_LINE);
    let from = blocks[..salutation].iter().rposition(long).map_or(0, |i| i + 1);
    for block in &mut blocks[from..salutation] {
        let shaped = block.kind == BlockKind::List || (block.kind == BlockKind::Paragraph && !long(block));
        if shaped && block.lines.len() >= 2 {
            block.kind = BlockKind::Address;
        }
    }
}

/// The blocks below a sign-off or a list opener, up to running text or furniture, are its signature.
fn signatures(text: &str, blocks: &mut Vec<Block>, lexicon: &Lexicon) {
    let mut i = 0;
    while i < blocks.len() {
        if blocks[i].kind != BlockKind::SignOff {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < blocks.len() && may_sign(text, &blocks[end], lexicon) {
            end += 1;
        }
        for block in &mut blocks[i + 1..end] {
            let section = block.kind == BlockKind::Heading && heads_section(text, block, lexicon);
            if !section && !matches!(block.kind, BlockKind::Date | BlockKind::SignOff) {
                block.kind = BlockKind::Signature;
            }
        }
        i = end.max(i + 1);
    }
    join_signatures(blocks);
}

/// A heading inside a signatory list: "Organisations", "Individuals:", a country.
fn heads_section(text: &str, block: &Block, lexicon: &Lexicon) -> bool {
    let line = block.lines[0].content.of(text).trim_end_matches(':');
    let key = key(line);
    lexicon.list_openers.has(&key) || (lexicon.states.has(&key) && block.lines.len() == 1)
}

fn may_sign(text: &str, block: &Block, lexicon: &Lexicon) -> bool {
    match block.kind {
        BlockKind::List | BlockKind::Date | BlockKind::SignOff | BlockKind::Signature => {
            block.lines.iter().all(|line| line.content.of(text).split_whitespace().count() <= 60)
        }
        BlockKind::Heading => {
            let line = block.lines[0].span.of(text);
            !line.starts_with('#') || heads_section(text, block, lexicon)
        }
        BlockKind::Paragraph => {
            let words: usize = block.lines.iter().map(|line| line.content.of(text).split_whitespace().count()).sum();
            words <= SHORT_LINE * 2 * block.lines.len().min(6) && !ends_like_prose(text, block)
        }
        _ => false,
    }
}

/// A paragraph of sentences: it ends with a full stop and holds a word in lower case for every capital.
fn ends_like_prose(text: &str, block: &Block) -> bool {
    let last = block.lines[block.lines.len() - 1].content.of(text);
    let words: Vec<&str> = block.span.of(text).split_whitespace().collect();
    let low = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    (last.ends_with(['.', '!', '?']) && low * 2 > words.len()) || low * 3 > words.len() * 2
}

/// Neighbouring signature blocks become one, so that its rows are read as a whole; groups stay told by line gaps.
fn join_signatures(blocks: &mut Vec<Block>) {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        match joined.last_mut() {
            Some(last) if last.kind == BlockKind::Signature && block.kind == BlockKind::Signature => {
                last.span = last.span.join(block.span);
                last.lines.extend(block.lines);
            }
            _ => joined.push(block),
        }
    }
    *blocks = joined;
}

/// Each block learns the heading it stands under.
fn sections(blocks: &mut [Block]) {
    let mut current = None;
    for (i, block) in blocks.iter_mut().enumerate() {
        match block.kind {
            BlockKind::Heading | BlockKind::SignOff => {
                block.section = None;
                current = Some(i);
            }
            BlockKind::Title => current = None,
            _ => block.section = current,
        }
    }
}
