//! Signatures inside a paragraph: behind "signed by:", or behind a closing formula glued to the last sentence.

use super::blocks::SHORT_LINE;
use super::fields::opens_with_person;
use super::known::Known;
use super::lines::has_more_words;
use super::runs::{is_name_shaped, names_body};
use crate::lexicon::key;
use crate::model::{Block, BlockKind, Line, Span, Text};

/// "Signed by: A; B; and C" inside a paragraph: what stands behind the colon becomes a signature of its own.
pub fn announced(known: &Known, blocks: &mut Vec<Block>) {
    let text = known.text;
    let mut cut: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        let Some(Inline { colon, bodies }) = inline_colon(known, &block) else {
            cut.push(block);
            continue;
        };
        let end = text[..block.span.end].trim_end_matches(['.', ' ', '\n']).len();
        let mut rest = Span::new(colon + 1, end.max(colon + 1)).trim(text);
        // "…, Thistle.", over the line of a date.
        let stop = known.of(rest).find(".\n").filter(|_| bodies).map(|at| rest.start + at);
        rest.end = stop.unwrap_or(rest.end);
        let below: Vec<Line> = block.lines.iter().filter(|line| line.span.start > rest.end).copied().collect();
        let line = |span: Span| Line { span, content: span, marked: bodies };
        let lines = if bodies { items(known, rest).into_iter().map(line).collect() } else { vec![line(rest)] };
        block.span.end = colon + 1;
        block.lines.retain(|line| line.span.start <= colon);
        if let Some(last) = block.lines.last_mut() {
            last.span.end = last.span.end.min(colon + 1);
            last.content.end = last.content.end.min(colon + 1).max(last.content.start);
        }
        cut.push(block);
        cut.push(Block { kind: BlockKind::Signature, span: rest, lines, section: None, rows: Vec::new() });
        if let (Some(_), [first, .., last] | [first @ last]) = (stop, below.as_slice()) {
            let span = first.span.join(last.span);
            cut.push(Block { kind: BlockKind::Paragraph, span, lines: below, section: None, rows: Vec::new() });
        }
    }
    *blocks = cut;
}

/// Names inside a paragraph.
struct Inline {
    /// Where the colon before them stands.
    colon: usize,
    /// Whether they are said to be bodies, parted by commas.
    bodies: bool,
}

/// What commas part, an "and" before the last and articles aside.
fn items(known: &Known, run: Span) -> Vec<Span> {
    let mut depth = 0;
    let mut parted = vec![run.start];
    for (at, c) in known.of(run).char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if c == ',' && depth <= 0 {
            parted.push(run.start + at + 1);
        }
    }
    let ends = parted[1..].iter().map(|start| start - 1).chain([run.end]);
    let spans = parted.iter().zip(ends).map(|(start, end)| Span::new(*start, end).trim(known.text));
    let bare = |span: Span| {
        Span::new(span.end - known.of(span).trim_start_matches("and ").trim_start_matches("the ").len(), span.end)
    };
    spans.map(bare).filter(|span| !span.is_empty()).collect()
}

/// The colon of "… signed by:" in a paragraph that goes on with at least three names.
fn inline_colon(known: &Known, block: &Block) -> Option<Inline> {
    let (text, lexicon) = (known.text, known.lexicon);
    let inner = block.span.of(text);
    let short = block.kind == BlockKind::List && !block.lines[0].marked;
    let may_be = (short || matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)) && inner.contains(':');
    let at = if may_be { inner.find(": ")? } else { return None };
    let clause = inner[..at].rsplit(['.', '!', '?']).next().unwrap_or("");
    let signs = clause
        .split_whitespace()
        .map(key)
        .any(|word| matches!(lexicon.list_words.class(&word), Some("signs" | "signed")));
    let rest = inner[at + 1..].split(".\n").next().unwrap_or("").replace('\n', " ");
    let mark = if rest.matches(';').count() >= 2 { ';' } else { ',' };
    let cells: Vec<&str> = rest.split(mark).map(str::trim).collect();
    let named = |cell: &&&str| {
        let name = cell.trim_start_matches("and ").split(',').next().unwrap_or("");
        let state = || known.names_states(name);
        let told = || known.person_score(name) > 0.4 || names_body(name, known.book) || state();
        is_name_shaped(name) && (mark == ';' || told())
    };
    let names = cells.iter().filter(named).count();
    // "… endorsed by the following organisations: Bread and Rivers, Green Delta …"
    let last: Vec<Text> = clause.split_whitespace().rev().take(2).map(key).collect();
    let listed = mark == ',' && last.iter().any(|word| word.ends_with('s') && lexicon.organisation_heads.has(word));
    let bodies = listed || last.first().is_some_and(|last| last == "by");
    let shaped = cells
        .iter()
        .filter(|cell| is_name_shaped(cell.trim_start_matches("and ").trim_start_matches("the ").trim_end_matches('!')))
        .count();
    let told = bodies && cells.len() >= 4 && names * 10 >= cells.len() * 3 && shaped == cells.len();
    // Who says "Signatory organisations: …" need not show of each that it is one.
    let said = listed && shaped * 10 >= cells.len() * 8;
    let found = signs && cells.len() >= 3 && (told || said || names * 10 >= cells.len() * 7);
    found.then_some(Inline { colon: block.span.start + at, bodies: listed })
}

/// "… your urgent attention. Yours sincerely, Ada Marsh, Chair": what stands behind a closing formula in the last lines
/// of a paragraph becomes a signature of its own.
pub fn glued(known: &Known, blocks: &mut Vec<Block>) {
    let text = known.text;
    let mut cut: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        let Some(start) = closing_formula(known, &block) else {
            cut.push(block);
            continue;
        };
        let rest = Span::new(start, block.span.end).trim(text);
        let lines: Vec<Line> = block.lines.iter().filter(|line| line.span.end > rest.start).copied().collect();
        let content = |line: Line| {
            let span = Span::new(line.content.start.max(rest.start), line.content.end);
            Line { span, content: span, marked: false }
        };
        let lines: Vec<Line> = lines.into_iter().map(content).collect();
        block.span.end = text[..rest.start].trim_end().len();
        block.lines.retain(|line| line.span.start < block.span.end);
        if let Some(last) = block.lines.last_mut() {
            last.span.end = last.span.end.min(block.span.end);
            last.content.end = last.content.end.min(block.span.end).max(last.content.start);
        }
        cut.push(block);
        cut.push(Block { kind: BlockKind::Signature, span: rest, lines, section: None, rows: Vec::new() });
    }
    *blocks = cut;
}

/// Bytes of the longest closing formula.
const FORMULA: usize = 120;

/// Where a name starts behind the closing formula that opens the last sentence of a paragraph.
fn closing_formula(known: &Known, block: &Block) -> Option<usize> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let inner = known.of(block.span);
    let tail = &inner[tail(inner)..];
    let formula = |at: usize| {
        let behind = &tail[at + 1..];
        let comma = behind.bytes().take(FORMULA).position(|byte| byte == b',')?;
        let (said, name) = (&behind[..comma], &behind[comma + 1..]);
        let start = block.span.end - name.len();
        let named = || opens_with_person(known, Span::new(start, block.span.end).trim(known.text));
        let short = !has_more_words(name, SHORT_LINE);
        (short && known.lexicon.list_openers.line(said) == Some("sign-off") && named()).then_some(start)
    };
    let stops = tail.rfind(['.', '!', '?']).into_iter().chain(tail.match_indices(". ").map(|(at, _)| at));
    stops.into_iter().find_map(formula)
}

/// Where the part of a paragraph begins that may hold a closing formula with its full stop, and a name behind it.
fn tail(paragraph: &str) -> usize {
    let name = paragraph.split_whitespace().nth_back(SHORT_LINE);
    let name = name.map_or(0, |word| word.as_ptr() as usize - paragraph.as_ptr() as usize);
    let start = name.saturating_sub(FORMULA + 1);
    (0..=start).rev().find(|at| paragraph.is_char_boundary(*at)).unwrap_or(0)
}
