//! What blocks become by what stands around them: sections, addresses, signatures, lists in pieces, furniture.

use super::blocks::{SHORT_LINE, ends_sentence};
use super::fields::opens_with_person;
use super::known::Known;
use super::lines::{has_more_words, words_of};
use super::{closings, rows, runs, signatures, strung, tails};
use crate::lexicon::{Lexicon, key};
use crate::model::{Block, BlockKind, Document, Line, Text};

/// A block of more words than this is the document's own.
const LONG: usize = 45;

/// Marks sections, addresses, signatures, lists and furniture, and cuts lists and signatures into rows.
pub fn mark(known: &Known, document: &Document, blocks: &mut Vec<Block>, list_start: Option<usize>) {
    strung::part(known, blocks);
    tails::part(known, blocks);
    join_lists(blocks);
    closings::mark(known, blocks);
    furniture(known.text, blocks, known.lexicon);
    addresses(known, blocks);
    join_addresses(blocks);
    signatures::mark(known, document, blocks, list_start);
    sections(blocks);
    for block in blocks.iter_mut() {
        if runs::is_roster(known, block) {
            block.kind = BlockKind::Roster;
        }
        match block.kind {
            BlockKind::List => block.rows = rows::of_list(known, block),
            BlockKind::Signature | BlockKind::Roster => block.rows = rows::of_signature(known, block),
            BlockKind::Address if is_stacked(known, block) => block.rows = rows::of_signature(known, block),
            _ => {}
        }
    }
}

/// Whether each line of an address names a person.
fn is_stacked(known: &Known, block: &Block) -> bool {
    block.lines.len() >= 2 && block.lines.iter().all(|line| opens_with_person(known, line.content))
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

/// From a line of furniture at the foot on, everything is furniture, until signatures open again.
fn furniture(text: &str, blocks: &mut [Block], lexicon: &Lexicon) {
    let opens = |block: &Block| {
        let line = block.lines[0].content.of(text).trim_end_matches([':', '.', '…', ' ']);
        let class = || lexicon.furniture.class(&key(line));
        block.kind == BlockKind::Boilerplate
            && class().is_some_and(|class| !matches!(class, "contact" | "aside" | "opening"))
    };
    let Some(first) = blocks.iter().position(opens) else { return };
    let from = foot(text, blocks).max(first);
    let mut inside = false;
    for block in &mut blocks[from..] {
        match block.kind {
            BlockKind::Boilerplate => inside = inside || opens(block),
            BlockKind::SignOff => inside = false,
            _ if inside => block.kind = BlockKind::Boilerplate,
            _ => {}
        }
    }
}

/// The first block that may stand at the foot of a document: no long block follows, nor most of the sentences, or of the
/// words where there are none.
///
/// A menu at the head of a page is followed by the page, be its paragraphs ever so short.
fn foot(text: &str, blocks: &[Block]) -> usize {
    let words: Vec<usize> = blocks.iter().map(|block| words_of(block.span.of(text))).collect();
    let said = |block: &Block| {
        let last = block.lines[block.lines.len() - 1].content.of(text);
        block.kind == BlockKind::Paragraph && ends_sentence(last)
    };
    let prose = blocks.iter().any(said);
    let counts = |block: &Block| if prose { said(block) } else { block.kind != BlockKind::Boilerplate };
    let weight = |at: usize| if counts(&blocks[at]) { words[at] } else { 0 };
    let long = words.iter().rposition(|words| *words > LONG).map_or(0, |last| last + 1);
    let total: usize = (0..blocks.len()).map(weight).sum();
    let mut above = 0;
    let most = (0..blocks.len()).position(|at| {
        above += weight(at);
        above * 2 >= total
    });
    long.max(most.map_or(0, |at| at + 1))
}

/// The block of short lines before the salutation is the address; without a salutation there is none.
fn addresses(known: &Known, blocks: &mut [Block]) {
    let text = known.text;
    senders(known, blocks);
    labelled(known, blocks);
    let Some(salutation) = blocks.iter().position(|block| block.kind == BlockKind::Salutation) else {
        return headed(known, blocks);
    };
    let long = |block: &Block| block.lines.iter().any(|line| has_more_words(line.content.of(text), SHORT_LINE));
    let from = blocks[..salutation].iter().rposition(long).map_or(0, |i| i + 1);
    stacked(known, &mut blocks[from..salutation]);
    spaced(known, &mut blocks[from..salutation]);
    for block in &mut blocks[from..salutation] {
        let shaped = block.kind == BlockKind::List || (block.kind == BlockKind::Paragraph && !long(block));
        if shaped && block.lines.len() >= 2 {
            block.kind = BlockKind::Address;
        }
    }
}

/// "To the attention of:" on a line of its own near the top, over those who are written to.
fn labelled(known: &Known, blocks: &mut [Block]) {
    let label = |block: &Block| {
        let line = known.of(block.lines[0].content).trim_end_matches([':', ' ']);
        block.lines.len() == 1
            && block.kind != BlockKind::SignOff
            && known.lexicon.salutations.line(line) == Some("address")
    };
    let near = blocks.len().min(TOP);
    let Some(at) = blocks[..near].iter().position(label) else { return };
    let Some([label, below]) = blocks.get_mut(at..at + 2) else { return };
    let short = below.lines.iter().all(|line| !has_more_words(known.of(line.content), SHORT_LINE));
    if matches!(below.kind, BlockKind::List | BlockKind::Heading | BlockKind::Paragraph) && short {
        (label.kind, below.kind) = (BlockKind::Heading, BlockKind::Address);
    }
}

/// "From:" on a line of its own near the top, over several who write.
fn senders(known: &Known, blocks: &mut [Block]) {
    let near = blocks.len().min(TOP);
    let from = |block: &Block| block.lines.len() == 1 && known.of(block.lines[0].content).eq_ignore_ascii_case("from:");
    let Some(at) = blocks[..near].iter().position(from) else { return };
    let Some([label, below]) = blocks.get_mut(at..at + 2) else { return };
    if runs::is_run(known, below, runs::LEAST) {
        (label.kind, below.kind) = (BlockKind::SignOff, BlockKind::Signature);
    }
}

/// Those who write and those who are written to are told among so many blocks.
const TOP: usize = 6;

/// Below a title "… letter to …" and above the text, people each on a line with their posts, where nobody is greeted.
fn headed(known: &Known, blocks: &mut [Block]) {
    let Some(title) = blocks.iter().position(|block| block.kind == BlockKind::Title) else { return };
    let words: Vec<Text> = known.of(blocks[title].span).split_whitespace().map(key).collect();
    let letter = words.iter().position(|word| matches!(word.as_str(), "letter" | "appeal" | "petition"));
    let to = letter.is_some_and(|at| words[at..].iter().any(|word| word == "to"));
    let text =
        blocks.iter().position(|block| block.kind == BlockKind::Paragraph && ends_sentence(known.of(block.span)));
    let Some(text) = text.filter(|text| to && *text > title) else { return };
    let posted = |line: &Line| known.of(line.content).contains(", ") && opens_with_person(known, line.content);
    let stacked = |block: &&mut Block| {
        let kind = matches!(block.kind, BlockKind::List | BlockKind::Heading | BlockKind::Paragraph);
        kind && block.lines.iter().all(|line| !line.marked && posted(line))
    };
    blocks[title + 1..text].iter_mut().filter(stacked).for_each(|block| block.kind = BlockKind::Address);
}

/// Several people above the salutation, each on a line of its own with post and body, blank lines between.
fn stacked(known: &Known, blocks: &mut [Block]) {
    let person = |block: &Block| {
        let line = block.lines[0].content;
        let short = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) && block.lines.len() == 1;
        short && known.of(line).contains(',') && opens_with_person(known, line)
    };
    if blocks.iter().filter(|block| person(block)).count() >= 2 {
        blocks.iter_mut().filter(|block| person(block)).for_each(|block| block.kind = BlockKind::Address);
    }
}

/// A person above the salutation, and below the name post, body and town, each on a line of its own with blank ones between.
fn spaced(known: &Known, blocks: &mut [Block]) {
    const LINES: usize = 6;
    let line = |block: &&Block| {
        let kind = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Title);
        let marks = known.of(block.lines[0].span);
        kind && block.lines.len() == 1 && !marks.starts_with('#') && !ends_sentence(marks)
    };
    let near = blocks.iter().rev().take(LINES).take_while(line).count();
    let from = blocks.len() - near;
    let named = (from..blocks.len()).find(|at| opens_with_person(known, blocks[*at].lines[0].content));
    if let Some(first) = named.filter(|first| first + 1 < blocks.len()) {
        blocks[first..].iter_mut().for_each(|block| block.kind = BlockKind::Address);
    }
}

/// Neighbouring lines of one address become one block, with a row for each person where each has a line.
fn join_addresses(blocks: &mut Vec<Block>) {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let line = |block: &Block| block.kind == BlockKind::Address && block.lines.len() == 1;
    let mut stacking = false;
    for block in blocks.drain(..) {
        match joined.last_mut() {
            Some(last) if line(&block) && (line(last) || stacking) => {
                stacking = true;
                last.span = last.span.join(block.span);
                last.lines.extend(block.lines);
            }
            _ => {
                stacking = false;
                joined.push(block);
            }
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
