//! Where signatures stand: below a sign-off, under the heading of a list, or as a long run of names.

use super::blocks::{SHORT_LINE, without_remark};
use super::fields::opens_with_person;
use super::heads::{heads_group, heads_letter, heads_section, heads_signers, opens_list};
use super::inline;
use super::known::Known;
use super::labels::{Label, alone, behind, label};
use super::lines::{has_more_words, words_of};
use super::notes::{is_noted, is_notes, is_remark};
use super::page_ends::{behind_page, is_figure, is_repeated};
use super::rows::{blank_between, is_open};
use super::running::{is_run_of_people, run_mark};
use super::runs::{
    LEAST, RUN, ends_like_prose, is_name_shaped, is_row, is_run, is_shaped, is_spread, names_body, opens_run,
};
use super::voice::{is_behind_ours, names_others};
use crate::lexicon::{Fact, key};
use crate::model::{Block, BlockKind, Document, Line};
use regex::Regex;
use std::sync::LazyLock;

/// Behind a list the text says no more than so many words of prose.
const AFTERWORD: usize = 60;

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
            BlockKind::SignOff => match claim(known, blocks, i + 1) {
                none if none == i + 1 => list_below(known, blocks, i).map_or(none, |first| claim(known, blocks, first)),
                end => end,
            },
            _ if announces(known, blocks, i) => claim(known, blocks, i + 1),
            _ => match headed(known, document, blocks, i) {
                Some(first) => claim(known, blocks, first),
                None => i + 1,
            },
        }
        .max(i + 1);
    }
    let listed = blocks.iter().any(|block| block.kind == BlockKind::Signature && block.lines.len() >= RUN);
    if !listed && let Some(start) = unannounced(known, document, blocks) {
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
        let signs = !notes && (is_run(known, block, RUN) || may_sign(known, block));
        // One line that looks like something else is a row where rows stand above and below it.
        let between = || {
            let single = end >= start + RUN && block.lines.len() == 1 && !section;
            let other = !matches!(block.kind, BlockKind::Boilerplate | BlockKind::SignOff);
            single && other && is_spread(known, &blocks[end + 1..], RUN)
        };
        let signs = signs || greets_nobody(known, &blocks[end..]);
        if inside {
            blocks[end].kind = BlockKind::Boilerplate;
        } else if signs && (signer || (!section && !matches!(block.kind, BlockKind::Date | BlockKind::SignOff)))
            || between()
        {
            blocks[end].kind = BlockKind::Signature;
        } else if !signs {
            break;
        }
        end += 1;
    }
    end
}

/// Whether the first of these blocks is "Cara Marsh", a name and no greeting: no mark closes it, and behind it and what
/// stands right below it a person's row follows, perhaps after another such name, or nothing.
fn greets_nobody(known: &Known, blocks: &[Block]) -> bool {
    let mut below = blocks;
    for _ in 0..PAGE {
        let line = below[0].lines[0];
        let open = !known.of(line.content).ends_with([',', ':', '!']) && opens_with_person(known, line.content);
        if below[0].kind != BlockKind::Salutation || !open {
            return false;
        }
        let described = below.get(1).is_some_and(|next| !blank_between(known.text, line, next.lines[0]));
        below = &below[1 + usize::from(described)..];
        if below.is_empty() || is_spread(known, below, 1) {
            return true;
        }
    }
    false
}

/// The list that "Signed:" opens where words on how to sign stand between.
fn list_below(known: &Known, blocks: &[Block], at: usize) -> Option<usize> {
    let line = known.of(blocks[at].lines[0].content);
    let listed = known.lexicon.list_openers.line(line.trim_end_matches([':', ',', ' '])) == Some("list");
    let near = at + 1..blocks.len().min(at + 1 + PAGE);
    near.take_while(|at| blocks[*at].kind != BlockKind::SignOff)
        .find(|at| listed && opens_run(known, &blocks[*at..], LEAST))
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
    let is_body = || is_name_shaped(known.of(line)) && names_body(known.of(line), known.book);
    let is_row = matches!(block.kind, BlockKind::List | BlockKind::Paragraph | BlockKind::Heading);
    is_row && may_sign(known, block) && (opens_with_person(known, line) || is_body())
}

/// Whether a run of names follows, perhaps behind the number and the head of a page.
fn goes_on(known: &Known, below: &[Block]) -> bool {
    let passed = |block: &&Block| block.lines.len() == 1 && block.kind != BlockKind::SignOff;
    let next = below.iter().take(PAGE + 1).find(|block| !passed(block) && !is_notes(known.text, block));
    next.is_some_and(|next| is_run(known, next, LEAST)) || is_spread(known, below, LEAST)
}

/// The foot and the head of a page have at most so many blocks.
const PAGE: usize = 4;
/// Whether a block of running text ends by announcing the list that stands below it: "… signed by:".
fn announces(known: &Known, blocks: &[Block], at: usize) -> bool {
    let (text, lexicon) = (known.text, known.lexicon);
    let block = &blocks[at];
    let written = block.lines[block.lines.len() - 1].content.of(text).trim_end_matches(['*', '_', ' ']);
    // "Other signatories include", over a list.
    let whole = known.of(block.span);
    let opens_row = whole.ends_with(" include") || whole.ends_with("\ninclude") || whole.ends_with(" included");
    let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::Title)
        && (written.ends_with(':') || written.ends_with("igned by") || opens_row);
    let signs = |word: &str| matches!(lexicon.list_words.class(&key(word)), Some("signs" | "signed"));
    let joins = || {
        let clause = if opens_row { whole } else { written }.rsplit(['.', '!', '?']).next().unwrap_or("");
        clause.split_whitespace().any(signs)
    };
    let below = blocks[at + 1..].iter().find(|block| block.kind != BlockKind::Heading);
    let run = |below: &Block| is_run(known, below, LEAST);
    // The foot of a page may stand in the very first row.
    let opens = |below: &Block| below.lines[0].marked && opens_with_person(known, below.lines[0].content);
    match opens_list(known, block, written) {
        true => below.is_some_and(|below| run(below) || opens(below)),
        false => prose && joins() && below.is_some_and(run),
    }
}

/// Words by which those who wrote a letter call themselves.
static PROMISE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?i-u)undersign(?:ed|ing)").expect("the pattern is a constant"));

/// Where signatures that no heading opens begin: behind the words "the undersigned", behind the text of a letter, or in a
/// bare list.
fn unannounced(known: &Known, document: &Document, blocks: &[Block]) -> Option<usize> {
    let is = |kind: BlockKind| blocks.iter().any(|block| block.kind == kind);
    let event = document.head.kind == "event";
    let unknown = document.head.kind.is_empty();
    let letter = matches!(document.head.kind.as_str(), "letter" | "list" | "statement")
        || is(BlockKind::Salutation)
        || (!event && is(BlockKind::SignOff));
    let run = |from: usize, rows: usize| {
        let people = |block: &Block| block.kind == BlockKind::Paragraph && is_run_of_people(known, &block.lines, rows);
        let opens = |at: &usize| opens_run(known, &blocks[*at..], rows) || people(&blocks[*at]);
        (from..blocks.len()).find(|at| opens(at) && !attends(known, blocks, *at))
    };
    let promised = || {
        let at = blocks.iter().position(|block| PROMISE.is_match(known.of(block.span)))?;
        run(at + 1, if is(BlockKind::Signature) { RUN } else { LEAST })
    };
    let prose = text_end(known, blocks);
    let behind = || prose.filter(|_| letter).and_then(|end| run(end + 1, RUN));
    // What no word calls a letter is one where it says "we", and the names stand right behind it.
    let near = || prose.and_then(|end| run(end + 1, RUN)).filter(|at| is_behind_ours(known, blocks, *at));
    let ours = || if unknown { near() } else { None };
    // A document that is nothing but a list of names is a list of signatories, unless it says who came or spoke.
    let bare = || prose.is_none().then(|| run(0, RUN).filter(|_| document.head.kind == "list"))?;
    let written = || (0..blocks.len()).find(|i| is_written(known, &blocks[*i]));
    let closing = || prose.filter(|_| (letter || unknown) && !event).and_then(|end| closing(known, blocks, end));
    let closing = || closing().filter(|at| !names_others(known, blocks, *at));
    promised().or_else(behind).or_else(ours).or_else(bare).or_else(written).or_else(closing)
}

/// The last paragraph of what the document says, an afterword behind its list aside.
fn text_end(known: &Known, blocks: &[Block]) -> Option<usize> {
    let said = |block: &Block| {
        let row = || is_row(known, block) && opens_with_person(known, block.lines[0].content);
        let names = || is_run(known, block, RUN) || is_run_of_people(known, &block.lines, RUN);
        block.kind == BlockKind::Paragraph && !names() && !row()
    };
    let last = blocks.iter().rposition(said)?;
    let words = |at: usize| words_of(known.of(blocks[at].span));
    let (mut end, mut after) = (last, words(last));
    while after <= AFTERWORD {
        let Some(above) = blocks[..end].iter().rposition(said) else { break };
        if (above + 1..end).any(|at| opens_run(known, &blocks[at..end], RUN)) {
            return Some(above);
        }
        end = above;
        after += words(end);
    }
    Some(last)
}

/// Lines that sign by themselves: "/s/ Ada Marsh", "For the Quay Watch: Ada Marsh", "By: Ada Marsh" over "Its: Director".
fn is_written(known: &Known, block: &Block) -> bool {
    let told = |line: &Line| label(known.of(line.content)).map(|(label, _)| label);
    let posted = block.lines.iter().any(|line| told(line) == Some(Label::Post));
    let signed = |line: &Line| {
        let inner = known.of(line.content);
        let written = || inner.strip_prefix("s/").or(inner.strip_prefix("/s/"));
        let behind = || inner.contains(": ");
        match told(line) {
            Some(Label::Signer) => posted || written().is_some_and(|name| name.contains(char::is_alphabetic)),
            Some(Label::Body) => behind() && names_body(inner, known.book) && is_name_shaped(inner),
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
        let words = words_of(known.of(line.content));
        (2..=SHORT_LINE).contains(&words) && opens_with_person(known, line.content)
    };
    let listed = matches!(blocks[at].kind, BlockKind::List | BlockKind::Paragraph | BlockKind::Heading);
    let last = blocks[at + 1..].iter().all(|block| matches!(block.kind, BlockKind::Date | BlockKind::Boilerplate));
    let alone = !blocks[at].lines.iter().any(|line| line.marked);
    (listed && last && alone && blocks[at].lines.len() >= 2 && blocks[at].lines.iter().all(named)).then_some(at)
}

/// The first row of the list that a heading opens: one that counts or names those who sign ("204 signers as of May"), or
/// one over a part of the list ("Organisations (45)") of a letter or a statement, where another part has such a heading,
/// too, or signs already. Remarks may stand between.
fn headed(known: &Known, document: &Document, blocks: &[Block], at: usize) -> Option<usize> {
    let part = |block: &Block| {
        let line = without_remark(known.of(block.lines[0].content)).trim_matches([':', '*', '_', ' ']);
        let may_be = block.kind == BlockKind::Heading && known.book.opens(line, Fact::OpensList);
        let class = if may_be { known.lexicon.list_openers.class(&key(line)) } else { None };
        class.filter(|class| class.ends_with("-section"))
    };
    let parted = || {
        let class = part(&blocks[at])?;
        let other = blocks.iter().any(|block| part(block).is_some_and(|other| other != class));
        let signed = blocks[..at].iter().any(|block| block.kind == BlockKind::Signature);
        (document.head.kind != "event" && (other || signed)).then_some(())
    };
    if !heads_signers(known, &blocks[at]) {
        parted()?;
    }
    let passed = |block: &&Block| {
        let told = block.kind == BlockKind::Paragraph && block.lines.len() < RUN && ends_like_prose(known.text, block);
        block.kind == BlockKind::Boilerplate || told || is_remark(known, block) || heads_signers(known, block)
    };
    let first = at + 1 + blocks[at + 1..].iter().take(PAGE).take_while(passed).count();
    let below = blocks.get(first)?;
    // Under such a heading rows with marks are names, however they are spelt.
    let marked =
        || below.kind == BlockKind::List && below.lines.iter().all(|line| line.marked) && is_shaped(known, below);
    (opens_run(known, &blocks[first..], LEAST) || marked()).then_some(first)
}

/// Whether the line above a list says that it holds who came or spoke.
fn attends(known: &Known, blocks: &[Block], at: usize) -> bool {
    let text = known.text;
    // "We, the undersigned, … our past and our present": who signs is said, whatever else is.
    let told = |block: &&Block| block.lines.len() == 1 && !PROMISE.is_match(known.of(block.span));
    let above = at.checked_sub(1).map(|i| &blocks[i]).filter(told);
    let keys =
        |block: &Block| block.span.of(text).split_whitespace().map(|w| key(w.trim_matches(':'))).collect::<Vec<_>>();
    above.is_some_and(|above| keys(above).iter().any(|word| known.lexicon.list_words.class(word) == Some("attends")))
}

fn may_sign(known: &Known, block: &Block) -> bool {
    let text = known.text;
    if matches!(block.kind, BlockKind::List | BlockKind::Paragraph | BlockKind::Heading)
        && run_mark(known, &block.lines).is_some()
    {
        return true;
    }
    // "[1] The mill was closed in March." is a note behind the list.
    let said = |block: &Block| ends_like_prose(text, block) && !opens_with_person(known, block.lines[0].content);
    match block.kind {
        BlockKind::List if block.lines.len() == 1 && said(block) => false,
        BlockKind::List | BlockKind::Date | BlockKind::SignOff | BlockKind::Signature => {
            !block.lines.iter().any(|line| has_more_words(line.content.of(text), 60))
        }
        BlockKind::Heading => {
            let (marks, line) = (known.of(block.lines[0].span), known.of(block.lines[0].content));
            // "Kestria: Harbour Union" is a row.
            let told = line.split_once(": ").is_some_and(|(label, _)| !known.names_states(label));
            let titled = marks.starts_with('#') || told || heads_letter(known, line);
            heads_section(known, block) || !titled
        }
        BlockKind::Paragraph => {
            let words: usize = block.lines.iter().map(|line| words_of(line.content.of(text))).sum();
            words <= SHORT_LINE * 2 * block.lines.len().min(6) && !ends_like_prose(text, block)
        }
        _ => false,
    }
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
