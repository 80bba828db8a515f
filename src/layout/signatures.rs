//! Where signatures stand: below a sign-off, under the heading of a list, or as a long run of names.

use super::blocks::{SHORT_LINE, without_remark};
use super::fields::opens_with_person;
use super::heads::{heads_group, heads_letter, heads_section, opens_list};
use super::inline;
use super::known::Known;
use super::labels::{Label, alone, behind, label};
use super::page_ends::{behind_page, is_figure, is_repeated};
use super::rows::{is_open, run_mark};
use crate::lexicon::{Lexicon, key};
use crate::model::{Block, BlockKind, Document, Line, Span};
use crate::names::shape::is_acronym;
use regex::Regex;
use std::sync::LazyLock;

/// A run of names that nothing announces has at least so many rows.
const RUN: usize = 6;
/// A run of names that the text announces has at least so many rows.
const ANNOUNCED: usize = 3;

/// Marks the blocks that hold signatures, and joins neighbours.
pub fn mark(known: &Known, document: &Document, blocks: &mut Vec<Block>, list_start: Option<usize>) {
    if let Some(start) = list_start {
        told(known, blocks, start);
        return join(known, blocks);
    }
    inline::announced(known, blocks);
    inline::glued(known, blocks);
    let mut i = 0;
    while i < blocks.len() {
        i = match blocks[i].kind {
            BlockKind::SignOff if is_over_signer(known, &blocks[i..]) => claim(known, blocks, i),
            BlockKind::SignOff => claim(known, blocks, i + 1),
            _ if announces(known, blocks, i) => claim(known, blocks, i + 1),
            BlockKind::Heading if heads_list(known, document, blocks, i) => claim(known, blocks, i + 1),
            _ => i + 1,
        }
        .max(i + 1);
    }
    let listed = blocks.iter().any(|block| block.kind == BlockKind::Signature && block.lines.len() >= RUN);
    if let Some(start) = unannounced(known, document, blocks).filter(|_| !listed) {
        claim(known, blocks, start);
    }
    join(known, blocks);
}

/// The list that starts where the analyst says: the block there is cut, and what follows signs.
fn told(known: &Known, blocks: &mut Vec<Block>, start: usize) {
    let Some(at) = blocks.iter().position(|block| block.span.end > start) else { return };
    let cut = blocks[at].lines.iter().position(|line| line.span.end > start).unwrap_or(0);
    let mut first = at;
    if cut > 0 {
        let lines = blocks[at].lines.split_off(cut);
        blocks[at].span.end = blocks[at].lines[cut - 1].span.end;
        let span = lines[0].span.join(lines[lines.len() - 1].span);
        first += 1;
        blocks.insert(first, Block { kind: BlockKind::Signature, span, lines, section: None, rows: Vec::new() });
    }
    if blocks[first].kind != BlockKind::Heading {
        blocks[first].kind = BlockKind::Signature;
    }
    claim(known, blocks, first + 1);
}

/// Marks the blocks from `start` on that may sign, and passes notes over; returns the first block that does not.
fn claim(known: &Known, blocks: &mut [Block], start: usize) -> usize {
    let text = known.text;
    let mut end = start;
    while end < blocks.len() {
        let block = &blocks[end];
        let section =
            block.kind == BlockKind::Heading && (heads_section(known, block) || heads_group(known, &blocks[end..]));
        // Notes, page numbers and running heads at the foot of a page stand inside a list that goes on behind them.
        let notes = is_notes(text, block) || is_noted(known, block);
        let foot =
            notes || (block.lines.len() == 1 && (block.kind == BlockKind::Boilerplate || is_figure(text, block)));
        let inside = ((foot || is_repeated(known, blocks, end)) && goes_on(known, &blocks[end + 1..]))
            || behind_page(known, blocks, end).is_some_and(|next| resumes(known, &blocks[next]));
        let signer = is_over_signer(known, &blocks[end..]);
        if inside {
            blocks[end].kind = BlockKind::Boilerplate;
        } else if notes || !(is_run(known, block, RUN) || may_sign(known, block)) {
            break;
        } else if signer || (!section && !matches!(block.kind, BlockKind::Date | BlockKind::SignOff)) {
            blocks[end].kind = BlockKind::Signature;
        }
        end += 1;
    }
    end
}

/// Whether the first of these blocks is "For and on behalf of" over the line of a body and that of who signs for it.
fn is_over_signer(known: &Known, blocks: &[Block]) -> bool {
    let behalf =
        blocks[0].kind == BlockKind::SignOff && alone(known.text, blocks[0].lines[0].content) == Some(Label::Body);
    let below = || blocks[1..].iter().take(2).flat_map(|block| &block.lines).map(|line| line.content);
    let body = || below().next().is_some_and(|line| !opens_with_person(known, line));
    let signer = || below().nth(1).is_some_and(|line| opens_with_person(known, behind(known.text, line)));
    behalf && body() && signer()
}

/// Whether a block opens with a name, as the rows of a list with blank lines between do.
fn resumes(known: &Known, block: &Block) -> bool {
    let line = block.lines[0].content;
    let is_body = || is_name_shaped(known.of(line)) && names_body(known.of(line), known.lexicon);
    let is_row = matches!(block.kind, BlockKind::List | BlockKind::Paragraph | BlockKind::Heading);
    is_row && may_sign(known, block) && (opens_with_person(known, line) || is_body())
}

/// Whether a run of names follows, perhaps behind the number and the head of a page.
fn goes_on(known: &Known, below: &[Block]) -> bool {
    let passed = |block: &&Block| block.lines.len() == 1 && block.kind != BlockKind::SignOff;
    let next = below.iter().take(PAGE + 1).find(|block| !passed(block) && !is_notes(known.text, block));
    next.is_some_and(|next| is_run(known, next, ANNOUNCED))
}

/// The foot and the head of a page have at most so many blocks.
const PAGE: usize = 4;
/// Whether a block of running text ends by announcing the list that stands below it: "… signed by:".
fn announces(known: &Known, blocks: &[Block], at: usize) -> bool {
    let (text, lexicon) = (known.text, known.lexicon);
    let block = &blocks[at];
    let written = block.lines[block.lines.len() - 1].content.of(text).trim_end_matches(['*', '_', ' ']);
    let prose =
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::Title) && written.ends_with(':');
    let clause = written.rsplit(['.', '!', '?']).next().unwrap_or("");
    let joins = clause
        .split_whitespace()
        .map(key)
        .any(|word| matches!(lexicon.list_words.class(&word), Some("signs" | "signed")));
    let below = blocks[at + 1..].iter().find(|block| block.kind != BlockKind::Heading);
    let run = |below: &Block| is_run(known, below, ANNOUNCED);
    // The foot of a page may stand in the very first row.
    let opens = |below: &Block| below.lines[0].marked && opens_with_person(known, below.lines[0].content);
    match opens_list(known, block, written) {
        true => below.is_some_and(|below| run(below) || opens(below)),
        false => prose && joins && below.is_some_and(run),
    }
}

/// Words by which those who wrote a letter call themselves.
static PROMISE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?i-u)undersign(?:ed|ing)").expect("the pattern is a constant"));

/// The first long run of names behind the text of a letter, behind the words "the undersigned", or in a bare list.
fn unannounced(known: &Known, document: &Document, blocks: &[Block]) -> Option<usize> {
    let text = known.text;
    let runs = || (0..blocks.len()).filter(|i| is_run(known, &blocks[*i], RUN) && !attends(known, blocks, *i));
    let signs = |block: &Block| PROMISE.is_match(block.span.of(text));
    let promised = blocks.iter().position(signs);
    let is = |kind: BlockKind| blocks.iter().any(|block| block.kind == kind);
    let event = document.head.kind == "event";
    let letter = matches!(document.head.kind.as_str(), "letter" | "list" | "statement")
        || is(BlockKind::Salutation)
        || (!event && is(BlockKind::SignOff));
    let prose = blocks.iter().rposition(|block| block.kind == BlockKind::Paragraph && !is_run(known, block, RUN));
    let behind = |from: usize| runs().find(|run| *run > from);
    // A document that is nothing but a list of names is a list of signatories, unless it says who came or spoke.
    let bare = || runs().next().filter(|_| document.head.kind == "list" && prose.is_none());
    let written = || (0..blocks.len()).find(|i| is_written(known, &blocks[*i]));
    let unknown = document.head.kind.is_empty();
    let closing = || prose.filter(|_| (letter || unknown) && !event).and_then(|from| closing(known, blocks, from));
    promised
        .and_then(behind)
        .or_else(|| prose.filter(|_| letter).and_then(behind))
        .or_else(bare)
        .or_else(written)
        .or_else(closing)
}

/// Lines that sign by themselves: "/s/ Ada Marsh", "For the Quay Watch: Ada Marsh", "By: Ada Marsh" over "Its: Director".
fn is_written(known: &Known, block: &Block) -> bool {
    let told = |line: &Line| label(known.of(line.content)).map(|(label, _)| label);
    let posted = block.lines.iter().any(|line| told(line) == Some(Label::Post));
    let signed = |line: &Line| {
        let inner = known.of(line.content);
        let written = || inner.strip_prefix("s/").or(inner.strip_prefix("/s/"));
        let behind = inner.split_once(": ").is_some();
        match told(line) {
            Some(Label::Signer) => posted || written().is_some_and(|name| name.contains(char::is_alphabetic)),
            Some(Label::Body) => behind && names_body(inner, known.lexicon) && is_name_shaped(inner),
            Some(Label::Post) => false,
            None => written().is_some_and(|name| name.contains(char::is_alphabetic)),
        }
    };
    block.lines.iter().filter(|line| signed(line)).count() * 3 >= block.lines.len()
}

/// The last block of a letter where it is nothing but names of people, one a line, right behind its text.
fn closing(known: &Known, blocks: &[Block], prose: usize) -> Option<usize> {
    let at = (prose + 1..blocks.len()).find(|i| blocks[*i].kind != BlockKind::Date)?;
    let named = |line: &Line| {
        let words = known.of(line.content).split_whitespace().count();
        (2..=SHORT_LINE).contains(&words) && opens_with_person(known, line.content)
    };
    let listed = matches!(blocks[at].kind, BlockKind::List | BlockKind::Paragraph | BlockKind::Heading);
    let last = blocks[at + 1..].iter().all(|block| matches!(block.kind, BlockKind::Date | BlockKind::Boilerplate));
    let alone = !blocks[at].lines.iter().any(|line| line.marked);
    (listed && last && alone && blocks[at].lines.len() >= 2 && blocks[at].lines.iter().all(named)).then_some(at)
}

/// Whether a heading such as "Organisations (45)" opens the list of a letter or a statement: rows stand below it, and
/// another part of the list has such a heading, too.
fn heads_list(known: &Known, document: &Document, blocks: &[Block], at: usize) -> bool {
    let part = |block: &Block| {
        let line = without_remark(known.of(block.lines[0].content)).trim_matches([':', '*', '_', ' ']);
        let class = known.lexicon.list_openers.class(&key(line));
        class.filter(|class| block.kind == BlockKind::Heading && class.ends_with("-section"))
    };
    let Some(class) = part(&blocks[at]) else { return false };
    let other = blocks.iter().any(|block| part(block).is_some_and(|other| other != class));
    let below = blocks.get(at + 1).is_some_and(|below| is_run(known, below, ANNOUNCED));
    document.head.kind != "event" && other && below
}

/// Whether the line above a list says that it holds who came or spoke.
fn attends(known: &Known, blocks: &[Block], at: usize) -> bool {
    let text = known.text;
    let above = at.checked_sub(1).map(|i| &blocks[i]).filter(|block| block.lines.len() == 1);
    let keys =
        |block: &Block| block.span.of(text).split_whitespace().map(|w| key(w.trim_matches(':'))).collect::<Vec<_>>();
    above.is_some_and(|above| keys(above).iter().any(|word| known.lexicon.list_words.class(word) == Some("attends")))
}

/// Whether most lines of a block open with a name, at least `rows` of them.
fn is_run(known: &Known, block: &Block, rows: usize) -> bool {
    let (text, lexicon) = (known.text, known.lexicon);
    if !matches!(block.kind, BlockKind::List | BlockKind::Paragraph) || block.lines.len() < rows {
        return false;
    }
    let lines = || block.lines.iter().map(|line| line.content);
    if lines().any(|line| line.of(text).split_whitespace().count() > 60) {
        return false;
    }
    let total = block.lines.len();
    let people = lines().filter(|line| opens_with_person(known, *line)).count();
    let shaped = || lines().filter(|line| is_name_shaped(line.of(text))).count();
    let bodies = || lines().filter(|line| names_body(line.of(text), lexicon)).count();
    people * 10 >= total * 7 || (shaped() * 10 >= total * 8 && (people + bodies()) * 10 >= total * 4)
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
    if block.kind != BlockKind::List || block.lines.len() < ANNOUNCED {
        return false;
    }
    let people = block.lines.iter().filter(|line| named(line.content)).count();
    let labelled = block.lines.iter().filter(|line| lexicon.label(line.content.of(text)).is_some()).count();
    labelled * 3 < block.lines.len() && people * 10 >= block.lines.len() * 6
}

/// Whether a line is short, opens in a capital and holds few words in lower case: a name rather than a sentence.
pub fn is_name_shaped(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).collect();
    let low = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    !words.is_empty() && words.len() <= 12 && low * 2 <= words.len() && !line.ends_with([':', ';', '?', '!'])
}

/// Whether a line holds a word that bodies are called by, a legal form or initials.
pub fn names_body(line: &str, lexicon: &Lexicon) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let told = || {
            let key = key(word);
            lexicon.organisation_heads.has(&key) || lexicon.legal_forms.has(&key)
        };
        is_acronym(word) || told()
    })
}

/// Whether a block holds footnotes: several lines with links, or lines that are the number of a note and nothing else.
fn is_notes(text: &str, block: &Block) -> bool {
    let links = block.lines.iter().filter(|line| line.content.of(text).contains("://")).count();
    let numbers = block.lines.iter().filter(|line| line.content.of(text).chars().all(|c| c.is_ascii_digit())).count();
    let long = block.lines.iter().any(|line| line.content.len() > 80);
    long && (links * 4 >= block.lines.len().max(8) || (numbers >= 1 && block.lines.len() >= 2))
}

/// Bytes between a note and the word that it is about, at most.
const NOTED: usize = 200_000;

/// Whether every other line of a block opens with the sign of a note that stands behind a word above it: "[1] Case …",
/// "* Member of …".
fn is_noted(known: &Known, block: &Block) -> bool {
    const SIGNS: [char; 11] = ['†', '‡', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let end = block.span.start;
    let far = (end.saturating_sub(NOTED)..end).find(|at| known.text.is_char_boundary(*at)).unwrap_or(end);
    let above = &known.text[far..end];
    let noted = |line: &Line| {
        let written = known.of(line.span);
        let sign: String = written.chars().take_while(|c| !c.is_alphabetic() && *c != ' ').collect();
        let bracket = sign.starts_with('[') && sign.ends_with(']') && sign.len() > 2;
        let star = sign == "*" && block.lines.len() <= 3;
        // A star that another one on its line answers sets words in italics.
        let alone = |at: usize| {
            let start = above[..at].rfind('\n').map_or(0, |end| end + 1);
            let line = above[start..].split('\n').next().unwrap_or("");
            !star || line.matches('*').count() % 2 == 1
        };
        let behind = |at: usize| above[..at].ends_with(|c: char| c.is_alphanumeric() || ".,)”\"".contains(c));
        (bracket || star || sign.starts_with(SIGNS))
            && above.match_indices(&sign).any(|(at, _)| behind(at) && alone(at))
    };
    block.lines.iter().filter(|line| noted(line)).count() * 2 > block.lines.len()
}

fn may_sign(known: &Known, block: &Block) -> bool {
    let text = known.text;
    if matches!(block.kind, BlockKind::List | BlockKind::Paragraph | BlockKind::Heading)
        && run_mark(known, &block.lines).is_some()
    {
        return true;
    }
    match block.kind {
        BlockKind::List | BlockKind::Date | BlockKind::SignOff | BlockKind::Signature => {
            block.lines.iter().all(|line| line.content.of(text).split_whitespace().count() <= 60)
        }
        BlockKind::Heading => {
            let (marks, line) = (known.of(block.lines[0].span), known.of(block.lines[0].content));
            let titled = marks.starts_with('#') || line.contains(": ") || heads_letter(known, line);
            heads_section(known, block) || !titled
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

/// Neighbouring signature blocks become one, so that its rows are read as a whole; groups stay told by line gaps. So do
/// those on either side of the end of a page that stands in a row.
fn join(known: &Known, blocks: &mut Vec<Block>) {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        if block.kind == BlockKind::Signature {
            let open = joined.iter().rposition(|above| above.kind != BlockKind::Boilerplate);
            let open = open.filter(|at| joined[*at].kind == BlockKind::Signature);
            let at = open.filter(|at| *at + 1 == joined.len() || is_broken(known, &joined[*at], &block));
            if let Some(at) = at {
                joined.truncate(at + 1);
                joined[at].span = joined[at].span.join(block.span);
                joined[at].lines.extend(block.lines);
                continue;
            }
        }
        joined.push(block);
    }
    *blocks = joined;
}

/// Whether a row goes on over the end of a page: a line without a number below numbered ones, or behind an open one.
fn is_broken(known: &Known, above: &Block, below: &Block) -> bool {
    let marked = above.lines.iter().filter(|line| line.marked).count() * 2 >= above.lines.len();
    let more = below.lines.iter().any(|line| line.marked);
    let last = above.lines[above.lines.len() - 1].content;
    let open = is_open(known.of(last)) && !above.lines.iter().all(|line| known.of(line.content).ends_with(','));
    let first = below.lines[0];
    !first.marked && ((marked && more) || (open && !opens_with_person(known, first.content)))
}
