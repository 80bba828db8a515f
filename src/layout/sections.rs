//! Where sections begin: the sessions of a programme, the items of minutes, else what stands under a heading.

use super::blocks::{SHORT_LINE, ends_sentence};
use super::fields::opens_with_person;
use super::known::Known;
use super::lines::has_more_words;
use crate::lexicon::key;
use crate::model::{Block, BlockKind, Line, Text};
use std::iter;

/// So many headings of one sort make a division of the document; one alone is a word in passing.
const SEVERAL: usize = 2;

/// The words of a sentence within which it says which session it tells of.
const OPENING: usize = 7;

/// Offsets at which sections begin, rising: with each session where a document has several, else with each item of an
/// agenda, else with each heading.
pub fn begin(known: &Known, blocks: &[Block]) -> Vec<usize> {
    let sessions = starts(blocks, |at, line| session(known, &blocks[at], line));
    let parted = if sessions.len() >= SEVERAL {
        let parts = starts(blocks, |at, line| is_head(&blocks[at]) && is_part(known, line));
        [sessions, parts].concat()
    } else {
        let items = starts(blocks, |at, line| is_item(known, blocks, at, line));
        let items = if items.len() >= SEVERAL { items } else { Vec::new() };
        [items, starts(blocks, |at, line| is_head(&blocks[at]) && !opens_with_person(known, line.content))].concat()
    };
    let mut parted = parted;
    parted.sort_unstable();
    parted.dedup();
    parted
}

/// Where the lines start that pass.
fn starts(blocks: &[Block], passes: impl Fn(usize, &Line) -> bool) -> Vec<usize> {
    let readable = (0..blocks.len()).filter(|at| blocks[*at].kind != BlockKind::Boilerplate);
    let lines = readable.flat_map(|at| blocks[at].lines.iter().map(move |line| (at, line)));
    lines.filter(|(at, line)| passes(*at, line)).map(|(_, line)| line.span.start).collect()
}

fn is_head(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading | BlockKind::SignOff)
}

/// "Panel 2: The delta", "Afternoon session", or running text that turns to one: "The second panel, chaired by …".
fn session(known: &Known, block: &Block, line: &Line) -> bool {
    let words = known.of(line.content);
    let short = || !has_more_words(words, SHORT_LINE) && !ends_sentence(words);
    match block.kind {
        BlockKind::Title | BlockKind::Signature | BlockKind::Address | BlockKind::Roster => false,
        BlockKind::Paragraph if block.lines[0] == *line => turns_to(known, words),
        _ => is_named(known, words) && short(),
    }
}

/// Whether a line opens with a session's number or order: "Panel 2", "Day One", "Second plenary session", "09:00 Session I".
fn is_named(known: &Known, line: &str) -> bool {
    let timed = |word: &Text| word.starts_with(|c: char| c.is_ascii_digit()) || is_hour(word);
    let keys = told(known, keys(line).skip_while(timed));
    let Some((n, class)) = known.lexicon.sessions.longest_at(&keys) else { return false };
    let next = keys.get(n).map_or("", Text::as_str);
    match class {
        "noun" | "item" => is_number(next),
        "order" => is_noun(known, &keys[n..]) || keys.len() > n + 1 && is_noun(known, &keys[n + 1..]),
        _ => false,
    }
}

/// "The second panel", "In the afternoon session", "During panel two": whether a sentence turns to a session.
fn turns_to(known: &Known, sentence: &str) -> bool {
    const LEADS: &[&str] = &["a", "at", "during", "for", "in", "on", "our", "the", "then", "this"];
    let mut words = keys(sentence).take(OPENING).peekable();
    let leads = iter::from_fn(|| words.next_if(|word| LEADS.contains(&word.as_str()))).count();
    let keys = told(known, words);
    let Some((n, class)) = known.lexicon.sessions.longest_at(&keys) else { return false };
    match class {
        "noun" => keys.get(n).is_some_and(|next| is_number(next) && next.len() > 1 || next.parse::<u32>().is_ok()),
        "order" => leads > 0 && (is_noun(known, &keys[n..]) || keys.len() > n + 1 && is_noun(known, &keys[n + 1..])),
        _ => false,
    }
}

fn is_noun(known: &Known, keys: &[Text]) -> bool {
    // "Second day": a day of an event; "the third meeting", "the first hearing" may be of another time.
    matches!(known.lexicon.sessions.longest_at(keys), Some((_, "noun")))
}

/// "Closing remarks", "Recommendations": a line that heads a stretch and belongs to no session.
fn is_part(known: &Known, line: &Line) -> bool {
    let bare = known.of(line.content).trim_end_matches([':', '.', ' ']);
    let keys: Vec<Text> = keys(bare).collect();
    let numbered = keys.iter().take_while(|word| word.starts_with(|c: char| c.is_ascii_digit())).count();
    known.lexicon.sessions.class(&keys[numbered..].join(" ")) == Some("part")
}

/// "3. Treasurer's report": a short numbered line over running text.
fn is_item(known: &Known, blocks: &[Block], at: usize, line: &Line) -> bool {
    let block = &blocks[at];
    let words = known.of(line.content);
    let numbered = line.marked && known.of(line.span).starts_with(|c: char| c.is_ascii_digit() || c == '(');
    let listed = matches!(block.kind, BlockKind::Signature | BlockKind::Roster | BlockKind::Address);
    if !numbered || listed || has_more_words(words, SHORT_LINE) || opens_with_person(known, line.content) {
        return false;
    }
    let below = block.lines.iter().find(|other| other.span.start > line.span.start);
    let next = || blocks.get(at + 1).is_some_and(|next| next.kind == BlockKind::Paragraph);
    below.map_or_else(next, |below| !below.marked)
}

/// The keys of a line, if the first may be a word for a session; none of any other, as nearly all are.
fn told(known: &Known, mut keys: impl Iterator<Item = Text>) -> Vec<Text> {
    let sessions = &known.lexicon.sessions;
    let first = keys.next().filter(|first| sessions.has(first) || sessions.opens(first));
    first.map_or_else(Vec::new, |first| iter::once(first).chain(keys).collect())
}

/// The keys of the words of a line, one after the other.
fn keys(line: &str) -> impl Iterator<Item = Text> {
    let parts = line.split(|c: char| c.is_whitespace() || PARTING.contains(&c));
    parts.map(|word| key(word.trim_matches(['-', '.']))).filter(|word| !word.is_empty())
}

/// What parts words of a heading, as white space does.
const PARTING: [char; 13] = [':', ',', ';', '(', ')', '[', ']', '–', '—', '|', '*', '_', '#'];

fn is_hour(word: &str) -> bool {
    matches!(word, "am" | "pm" | "noon" | "to" | "h" | "hrs")
}

/// "2", "2a", "II", "B", "two".
fn is_number(word: &str) -> bool {
    const WORDS: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let roman = !word.is_empty() && word.len() <= 4 && word.chars().all(|c| "ivx".contains(c));
    let letter = word.len() == 1 && word.chars().all(|c| c.is_ascii_lowercase());
    let figure = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 3;
    figure || roman || letter || WORDS.contains(&word)
}
