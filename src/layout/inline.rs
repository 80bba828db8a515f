//! Signatures inside a paragraph: behind "signed by:", or behind a closing formula glued to the last sentence.

use super::blocks::SHORT_LINE;
use super::fields::opens_with_person;
use super::known::Known;
use super::lines::has_more_words;
use super::runs::{is_name_shaped, names_body};
use crate::lexicon::key;
use crate::model::{Block, BlockKind, Line, Span};

/// "Signed by: A; B; and C" inside a paragraph: what stands behind the colon becomes a signature of its own.
pub fn announced(known: &Known, blocks: &mut Vec<Block>) {
    let text = known.text;
    let mut cut: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        let Some(colon) = inline_colon(known, &block) else {
            cut.push(block);
            continue;
        };
        let end = text[..block.span.end].trim_end_matches(['.', ' ', '\n']).len();
        let rest = Span::new(colon + 1, end.max(colon + 1)).trim(text);
        let line = Line { span: rest, content: rest, marked: false };
        block.span.end = colon + 1;
        block.lines.retain(|line| line.span.start <= colon);
        if let Some(last) = block.lines.last_mut() {
            last.span.end = last.span.end.min(colon + 1);
            last.content.end = last.content.end.min(colon + 1).max(last.content.start);
        }
        cut.push(block);
        cut.push(Block { kind: BlockKind::Signature, span: rest, lines: vec![line], section: None, rows: Vec::new() });
    }
    *blocks = cut;
}

/// The colon of "… signed by:" in a paragraph that goes on with at least three names.
fn inline_colon(known: &Known, block: &Block) -> Option<usize> {
    let (text, lexicon) = (known.text, known.lexicon);
    let inner = block.span.of(text);
    let may_be = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) && inner.contains(':');
    let at = if may_be { inner.find(": ")? } else { return None };
    let clause = inner[..at].rsplit(['.', '!', '?']).next().unwrap_or("");
    let signs = clause
        .split_whitespace()
        .map(key)
        .any(|word| matches!(lexicon.list_words.class(&word), Some("signs" | "signed")));
    let rest = &inner[at + 1..];
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
    let last = key(clause.rsplit(' ').next().unwrap_or(""));
    let bodies = last == "by" || (last.ends_with('s') && lexicon.organisation_heads.has(&last));
    let shaped = cells
        .iter()
        .filter(|cell| is_name_shaped(cell.trim_start_matches("and ").trim_start_matches("the ").trim_end_matches('!')))
        .count();
    let told = bodies && cells.len() >= 4 && names * 10 >= cells.len() * 3 && shaped == cells.len();
    (signs && cells.len() >= 3 && (told || names * 10 >= cells.len() * 7)).then_some(block.span.start + at)
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
