//! Runs of names: the lines of a block, or blocks with blank lines between, most of which open with a name.

use super::fields::opens_with_person;
use super::known::{Known, letters};
use super::lines::has_more_words;
use crate::lexicon::{Book, Fact, Glossary};
use crate::model::{Block, BlockKind, Span};

/// A run of names has at least so many rows.
pub const LEAST: usize = 3;
/// One that nothing announces has more.
pub const RUN: usize = 6;
/// A row that blank lines part from the next has at most so many lines, and so many words.
const ROW: (usize, usize) = (5, 40);

/// A row on a line of its own has at most so many words.
const LINE: usize = 60;

/// Whether the first of these blocks opens a run of at least `rows` names: its lines, or blocks one below the other.
pub fn opens_run(known: &Known, blocks: &[Block], rows: usize) -> bool {
    blocks.first().is_some_and(|block| is_run(known, block, rows)) || is_spread(known, blocks, rows)
}

/// Whether blank lines part the rows of a run: short blocks, of which each or every other one opens with a person.
pub fn is_spread(known: &Known, blocks: &[Block], rows: usize) -> bool {
    let opens = |block: &Block| opens_with_person(known, block.lines[0].content);
    if !blocks.first().is_some_and(|block| is_row(known, block) && opens(block)) {
        return false;
    }
    let near = || blocks.iter().take(rows * 2).take_while(|block| is_row(known, block));
    near().filter(|block| opens(block)).take(rows).count() == rows
}

/// Whether a block may be one row of a run: short, under no mark of a heading, and no sentence.
pub fn is_row(known: &Known, block: &Block) -> bool {
    let (lines, words) = ROW;
    let titled = || known.of(block.lines[0].span).starts_with('#');
    matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::List)
        && block.lines.len() <= lines
        && !has_more_words(known.of(block.span), words)
        && !titled()
        && !ends_like_prose(known.text, block)
}

/// Whether most lines of a block open with a name, at least `rows` of them.
pub fn is_run(known: &Known, block: &Block, rows: usize) -> bool {
    let text = known.text;
    if !matches!(block.kind, BlockKind::List | BlockKind::Paragraph) || block.lines.len() < rows {
        return false;
    }
    let lines = || block.lines.iter().map(|line| line.content);
    let total = block.lines.len();
    // One row in twenty may hold a remark of any length.
    let long = lines().filter(|line| has_more_words(line.of(text), LINE)).count();
    if long * 20 > total {
        return false;
    }
    let people = lines().filter(|line| opens_with_person(known, *line)).count();
    let shaped = || lines().filter(|line| is_name_shaped(line.of(text))).count();
    let bodies = || lines().filter(|line| names_body(line.of(text), known.book)).count();
    people * 10 >= total * 7 || (shaped() * 10 >= total * 8 && (people + bodies()) * 10 >= total * 4)
}

/// Whether at least three lines, eight in ten, look like names.
pub fn is_shaped(known: &Known, block: &Block) -> bool {
    let shaped = block.lines.iter().filter(|line| is_name_shaped(known.of(line.content))).count();
    block.lines.len() >= LEAST && shaped * 10 >= block.lines.len() * 8
}

/// Whether most rows of a list name a person, first or behind a colon ("Harbour Union: Ada Marsh"). Rows that labels
/// open ("Speakers: Ada Marsh and Tom Lind") are lines of running text.
pub fn is_roster(known: &Known, block: &Block) -> bool {
    let (text, lexicon) = (known.text, known.lexicon);
    let named = |line: Span| {
        let inner = line.of(text);
        let behind = inner.find(": ").map(|at| Span::new(line.start + at + 2, line.end));
        opens_with_person(known, line) || behind.is_some_and(|rest| opens_with_person(known, rest))
    };
    if block.kind != BlockKind::List || block.lines.len() < LEAST {
        return false;
    }
    let people = block.lines.iter().filter(|line| named(line.content)).count();
    let labelled = block.lines.iter().filter(|line| lexicon.label(line.content.of(text)).is_some()).count();
    labelled * 3 < block.lines.len() && people * 10 >= block.lines.len() * 6
}

/// Whether a line is short, opens in a capital and holds few words in lower case: a name rather than a sentence.
pub fn is_name_shaped(line: &str) -> bool {
    let (mut words, mut low) = (0, 0);
    for word in line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)) {
        words += 1;
        low += usize::from(word.starts_with(char::is_lowercase));
    }
    (1..=12).contains(&words) && low * 2 <= words && !line.ends_with([':', ';', '?', '!'])
}

/// Whether a line holds a word that bodies are called by, a legal form or initials.
pub fn names_body(line: &str, book: &Book) -> bool {
    const TOLD: [Fact; 3] = [Fact::OrganisationHead, Fact::LegalForm, Fact::Acronym];
    letters(line).any(|word| book.facts(word).is_any(TOLD))
}

/// A paragraph of sentences: it ends with a full stop and holds a word in lower case for every capital.
pub fn ends_like_prose(text: &str, block: &Block) -> bool {
    let last = block.lines[block.lines.len() - 1].content.of(text);
    let (mut words, mut low) = (0, 0);
    for word in block.span.of(text).split_whitespace() {
        words += 1;
        low += usize::from(word.starts_with(char::is_lowercase));
    }
    (last.ends_with(['.', '!', '?']) && low * 2 > words) || low * 3 > words * 2
}
