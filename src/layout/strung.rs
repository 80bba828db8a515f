//! Rows strung together in one line: "Ada Marsh, Chair, Quay Watch • Tom Lind, Reed Institute • …".

use super::blocks::{is_label, opens_section};
use super::fields::opens_with_person;
use super::known::Known;
use super::runs::{LEAST, is_name_shaped, names_body};
use crate::model::{Block, BlockKind, Line, Span};
use memchr::memmem;

/// Marks that open a row in the middle of a line.
const BULLETS: [&str; 6] = ["•", "●", "▪", "◦", "·", "∙"];
/// What parts fields in other lists, and rows only where each of them opens with a person and goes on behind a comma.
const OTHERS: [&str; 2] = ["|", "  "];
/// Words of a sentence that goes on behind the last row.
const SENTENCE: usize = 4;

/// Blocks whose lines string rows together become lists with a line for each row; what stands before the first mark, or
/// behind the last row, stays a block of its own.
pub fn part(known: &Known, blocks: &mut Vec<Block>) {
    let mut parted: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        match strung(known, &block) {
            None => parted.push(block),
            Some(Strung { lead, rows, tail }) => {
                parted.extend(lead.map(|lead| lead_block(known, &block, lead)));
                let line = |row: Span| Line { span: row, content: row, marked: true };
                let span = rows[0].join(rows[rows.len() - 1]);
                let lines = rows.into_iter().map(line).collect();
                parted.push(Block { kind: BlockKind::List, span, lines, section: None, rows: Vec::new() });
                parted.extend(tail.map(|tail| text_block(&block, tail)));
            }
        }
    }
    *blocks = parted;
}

/// Rows of one block, and what stands around them.
struct Strung {
    lead: Option<Span>,
    rows: Vec<Span>,
    tail: Option<Span>,
}

fn strung(known: &Known, block: &Block) -> Option<Strung> {
    let kind = matches!(block.kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Heading);
    if !kind || known.separator.is_some() {
        return None;
    }
    let inner = known.of(block.span);
    let plain = inner.is_ascii();
    let held = |mark: &str| (!plain || mark.is_ascii()) && holds(inner, mark);
    let find = |marks: &[&str], is_list| {
        marks.iter().filter(|mark| held(mark)).find_map(|mark| rows_at(known, block, mark, is_list))
    };
    let parted = find(&BULLETS, is_list as fn(&Known, &[Span]) -> bool).or_else(|| find(&OTHERS, is_list_of_people));
    parted.or_else(|| counted(known, block)).or_else(|| bracketed(known, block))
}

/// Whether words stand in a block, which may be the whole of a long list.
fn holds(block: &str, words: &str) -> bool {
    memmem::find(block.as_bytes(), words.as_bytes()).is_some()
}

/// The rows that a mark parts, where several stand in a line and together they are a list.
fn rows_at(known: &Known, block: &Block, mark: &str, is_list: fn(&Known, &[Span]) -> bool) -> Option<Strung> {
    let mut rows: Vec<Span> = Vec::new();
    let (mut inner, mut marks, mut lines) = (0, 0, 0);
    let mut open = false;
    for line in &block.lines {
        let pieces = pieces(known, line.content, mark)?;
        inner += pieces.len() - 1;
        marks += pieces.len() - 1 + usize::from(line.marked);
        lines += usize::from(marks > 0);
        open = open && !line.marked && !pieces[0].is_empty() && !opens_with_person(known, pieces[0]);
        for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.is_empty()) {
            match rows.last_mut() {
                // A margin broke the last row of the line above.
                Some(last) if at == 0 && open => *last = last.join(*piece),
                _ => rows.push(*piece),
            }
        }
        open = pieces.last().is_some_and(|last| !last.is_empty());
    }
    // From the first line that has one on, each has one, and two at least and half as many as lines stand inside one.
    if marks + 1 < LEAST || marks < lines || inner < 2 || inner * 2 < lines {
        return None;
    }
    let lead = if block.lines[0].marked { None } else { lead(known, &mut rows) };
    let tail = tail(known, &mut rows);
    (rows.len() >= LEAST && is_list(known, &rows)).then_some(Strung { lead, rows, tail })
}

/// The rows that brackets close, one behind the other in the lines: "Ada Marsh (physics, 2000) Tom Lind (peace, 1987)".
fn bracketed(known: &Known, block: &Block) -> Option<Strung> {
    let inner = known.of(block.span);
    if memmem::find_iter(inner.as_bytes(), ") ").count() + 1 < CLOSED {
        return None;
    }
    let mut rows: Vec<Span> = Vec::new();
    let mut start = block.lines[0].content.start;
    let end = block.lines[block.lines.len() - 1].content.end;
    let all = Span::new(start, end).of(known.text);
    let closes = |at: &usize| all[at + 1..].trim_start().starts_with(char::is_uppercase);
    for at in all.match_indices(')').map(|(at, _)| at).filter(closes) {
        let close = block.lines[0].content.start + at + 1;
        rows.push(Span::new(start, close).trim(known.text));
        start = close;
    }
    rows.push(Span::new(start, end).trim(known.text));
    let closed = rows[..rows.len() - 1].iter().all(|row| known.of(*row).matches('(').count() == 1);
    let several = rows.len() > block.lines.len() && rows.len() >= CLOSED;
    (several && closed && is_list_of_people(known, &rows)).then_some(Strung { lead: None, rows, tail: None })
}

/// Rows that nothing but their brackets parts are so many at least.
const CLOSED: usize = 4;

/// The rows that numbers open, one behind the other in the lines: "1. A, X 2. B, Y".
fn counted(known: &Known, block: &Block) -> Option<Strung> {
    // Most blocks hold no number of a second row.
    let inner = known.of(block.span);
    if !holds(inner, "2.") && !holds(inner, "2)") {
        return None;
    }
    let mut next = 1;
    let mut rows: Vec<Span> = Vec::new();
    let mut inner = 0;
    for line in &block.lines {
        let mut start = line.content.start;
        let own = Span::new(line.span.start, line.content.start).of(known.text);
        if number(own) == Some(next) {
            next += 1;
            rows.push(Span::new(start, start));
        }
        for word in known.of(line.content).split_whitespace() {
            if number(word) != Some(next) {
                continue;
            }
            let at = word.as_ptr() as usize - known.text.as_ptr() as usize;
            let before = Span::new(start, at).trim(known.text);
            match rows.last_mut() {
                Some(last) => *last = grown(*last, before),
                None => rows.push(before),
            }
            rows.push(Span::new(at + word.len(), at + word.len()));
            (start, next, inner) = (at + word.len(), next + 1, inner + 1);
        }
        let rest = Span::new(start, line.content.end).trim(known.text);
        match rows.last_mut() {
            Some(last) => *last = grown(*last, rest),
            None => rows.push(rest),
        }
    }
    // Words before the first number are no row.
    let before = next <= rows.len();
    let lead = before.then(|| rows.remove(0)).filter(|lead| !lead.is_empty());
    let tail = tail(known, &mut rows);
    let filled = rows.len() >= LEAST && rows.iter().all(|row| !row.is_empty());
    (inner + 1 >= LEAST && filled && is_list(known, &rows)).then_some(Strung { lead, rows, tail })
}

/// The number that a mark of a row holds: "3.", "(3)", "3)".
fn number(word: &str) -> Option<usize> {
    let word = word.trim();
    let bare = word.strip_suffix(['.', ')'])?;
    bare.strip_prefix('(').unwrap_or(bare).parse().ok()
}

fn grown(row: Span, more: Span) -> Span {
    if row.is_empty() {
        more
    } else if more.is_empty() {
        row
    } else {
        row.join(more)
    }
}

/// The stretches of a line between marks with white space beside them; nothing where wider gaps show columns.
fn pieces(known: &Known, line: Span, mark: &str) -> Option<Vec<Span>> {
    let inner = known.of(line);
    let gap = mark.trim().is_empty();
    if gap && (inner.contains("   ") || inner.contains('\t')) {
        return None;
    }
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let parts = |at: &usize| {
        let (before, after) = (&inner[..*at], &inner[at + mark.len()..]);
        gap || (space(before.chars().next_back()) && space(after.chars().next()))
    };
    let mut found = Vec::new();
    let mut start = 0;
    for at in inner.match_indices(mark).map(|(at, _)| at).filter(parts) {
        found.push(Span::new(line.start + start, line.start + at).trim(known.text));
        start = at + mark.len();
    }
    found.push(Span::new(line.start + start, line.end).trim(known.text));
    Some(found)
}

/// "Other signatories include • A • B", "Signed: A • B": the words before the first name, taken off the rows.
fn lead(known: &Known, rows: &mut Vec<Span>) -> Option<Span> {
    let first = *rows.first()?;
    let inner = known.of(first);
    let colon = inner.find(": ").map(|at| first.start + at + 1);
    let name = colon.map(|end| Span::new(end, first.end).trim(known.text));
    let heads = |end: usize| is_head(known, Span::new(first.start, end));
    let opens = |name: &Span| opens_with_person(known, *name) || colon.is_some_and(heads);
    if let (Some(end), Some(name)) = (colon, name.filter(opens)) {
        rows[0] = name;
        return Some(Span::new(first.start, end));
    }
    if opens_with_person(known, first) {
        return None;
    }
    let low = inner.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_lowercase));
    let announces = inner.ends_with(':') || low || !is_name_shaped(inner);
    announces.then(|| rows.remove(0))
}

/// The sentence that goes on behind the full stop of the last row, and the stop itself, taken off the rows.
fn tail(known: &Known, rows: &mut [Span]) -> Option<Span> {
    let last = rows.last_mut()?;
    let inner = known.of(*last);
    let is_word = |before: &str| {
        let word = before.rsplit([' ', ',', '.']).next().unwrap_or("");
        word.chars().count() > 3 && word.contains(char::is_lowercase)
    };
    let said = |after: &str| {
        let words: Vec<&str> = after.split_whitespace().take(SENTENCE * 3).collect();
        let low = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
        words.len() >= SENTENCE && low * 2 >= words.len()
    };
    let stop = inner.match_indices(". ").find(|(at, _)| is_word(&inner[..*at]) && said(&inner[at + 1..]));
    let (start, end) = (last.start, last.end);
    match stop {
        Some((at, _)) => {
            *last = Span::new(start, start + at);
            Some(Span::new(start + at + 1, end).trim(known.text))
        }
        None => {
            if inner.strip_suffix('.').is_some_and(is_word) {
                last.end -= 1;
            }
            None
        }
    }
}

/// Whether most rows open with a person, or look like names of which half are told to be one.
fn is_list(known: &Known, rows: &[Span]) -> bool {
    let people = rows.iter().filter(|row| opens_with_person(known, **row)).count();
    let shaped = || rows.iter().filter(|row| is_name_shaped(known.of(**row))).count();
    let bodies = || rows.iter().filter(|row| names_body(known.of(**row), known.book)).count();
    people * 10 >= rows.len() * 7 || (shaped() == rows.len() && (people.max(bodies())) * 10 >= rows.len() * 6)
}

/// Whether nearly all rows open with a person, and most say more behind a comma, a dash or in brackets.
fn is_list_of_people(known: &Known, rows: &[Span]) -> bool {
    let people = rows.iter().filter(|row| opens_with_person(known, **row)).count();
    let marks = [", ", " – ", " — ", " - ", " ("];
    let told = rows.iter().filter(|row| marks.iter().any(|mark| known.of(**row).contains(mark))).count();
    people * 10 >= rows.len() * 9 && told * 10 >= rows.len() * 7
}

/// What stands before the rows: a heading where it is nothing but a label ("Speakers:").
fn lead_block(known: &Known, block: &Block, span: Span) -> Block {
    let kind = if is_head(known, span) { BlockKind::Heading } else { BlockKind::Paragraph };
    Block { kind, ..text_block(block, span) }
}

/// Whether words say what the names behind them do, or what they are: "Panel:", "Organisations:".
fn is_head(known: &Known, span: Span) -> bool {
    let label = known.of(span);
    let told = || label.ends_with(':') && known.lexicon.label(&format!("{label} ")).is_some();
    is_label(label, known.lexicon) || opens_section(label, known.lexicon) || told()
}

/// A stretch of a block as a block of its own.
fn text_block(block: &Block, span: Span) -> Block {
    let cut = |line: &Line| {
        let fit = |part: Span| Span::new(part.start.max(span.start), part.end.min(span.end).max(span.start));
        Line { span: fit(line.span), content: fit(line.content), marked: false }
    };
    let lines: Vec<Line> =
        block.lines.iter().filter(|line| line.span.start < span.end && line.span.end > span.start).map(cut).collect();
    Block { kind: BlockKind::Paragraph, span, lines, section: None, rows: Vec::new() }
}
