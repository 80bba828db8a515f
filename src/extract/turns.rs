//! Who has the word: dialogue turns "NAME: …" and headings that end in a name, where several lines do the same.

use super::Scene;
use super::view::Sentence;
use crate::lexicon::key;
use crate::model::{BlockKind, Claim, Kind, Role, Span, Text};
use std::collections::BTreeMap;

/// So many lines have to be alike before they are read as turns or as items of an agenda.
const TURNS: usize = 3;

/// So many rows of a programme, since one line with an hour may tell anything.
const SLOTS: usize = 2;

/// A name and its hour have no more words.
const SHORT: usize = 12;

/// A row of a programme has no more words.
const ROW: usize = 40;

/// A post before a name in brackets has no more words.
const POST: usize = 10;

/// Bytes of the longest lead before a name that takes a turn: titles, or a post and a bracket.
const LEAD: usize = 200;

/// A label of more words is a sentence.
const LABEL: usize = 3;

/// The speaker of every turn and of every agenda item, in documents that have several.
pub fn claims(scene: &Scene, sentences: &[Sentence]) -> Vec<Claim> {
    let agenda: Vec<(usize, Span)> = sentences.iter().filter_map(|sentence| item(scene, sentence)).collect();
    let turns: Vec<(usize, Span)> = (0..scene.mentions.len()).filter_map(|m| turn(scene, m)).collect();
    // Whoever asks may have no name: "Interviewer: …", "Q: …".
    let nameless = if turns.is_empty() { 0 } else { recurring(&scene.document.text) };
    let turns = if turns.len() + nameless >= TURNS { turns } else { Vec::new() };
    let agenda = if agenda.len() >= TURNS { agenda } else { Vec::new() };
    let slots: Vec<(usize, Span)> = sentences.iter().filter_map(|sentence| slot(scene, sentence)).collect();
    let timed = || {
        let lines = scene.document.text.lines().filter(|line| is_timed(line)).count();
        lines + sentences.iter().filter(|sentence| is_timed_name(scene, sentence)).count()
    };
    let slots = if !slots.is_empty() && timed() >= SLOTS { slots } else { Vec::new() };
    let alike = agenda.into_iter().chain(turns).chain(slots);
    alike.map(|(mention, span)| scene.claim(mention, Role::Speaker, span, "speech")).collect()
}

/// "3.2 Report of the committee - Ada Marsh": a heading whose last part is a person and nothing else.
fn item(scene: &Scene, sentence: &Sentence) -> Option<(usize, Span)> {
    if scene.layout.blocks[sentence.block].kind != BlockKind::Heading || scene.is_letter_at(sentence.block) {
        return None;
    }
    let text = &scene.document.text;
    let last = sentence.words.len().checked_sub(1)?;
    let mention = sentence.actor(scene, last).filter(|m| sentence.is_person(scene, *m))?;
    let first = sentence.first_word(mention)?.checked_sub(1)?;
    let dash = matches!(sentence.words[first].token().span.of(text), "-" | "–" | "—");
    (dash && first > 0).then(|| (mention, sentence.span()))
}

/// How many lines open with a label and a colon that another line opens with, too: "Q: …", "The judge: …".
fn recurring(text: &str) -> usize {
    let label = |line: &str| {
        let (label, said) = line.trim_start_matches('*').split_once(':')?;
        let says = label.len() <= LEAD && said.split_whitespace().nth(2).is_some();
        let label = says.then(|| key(label))?;
        (!label.is_empty() && label.split(' ').count() <= LABEL).then_some(label)
    };
    let mut times: BTreeMap<Text, usize> = BTreeMap::new();
    text.lines().filter_map(label).for_each(|label| *times.entry(label).or_default() += 1);
    times.into_values().filter(|times| *times > 1).sum()
}

/// "Ada: …" at the start of a line of running text.
fn turn(scene: &Scene, mention: usize) -> Option<(usize, Span)> {
    let text = &scene.document.text;
    let named = &scene.mentions[mention];
    let (before, after) = (&text[..named.whole.start], &text[named.whole.end..]);
    // Behind most names stands no colon, and nothing that may stand before it.
    let may_open = after.starts_with([':', '*', ')']) || after.starts_with(" (");
    if named.kind != Kind::Person || !may_open {
        return None;
    }
    // "The Minister for Ports (Ada Marsh): …"
    let line_start = line_start(before)?;
    let post = before[line_start..].strip_suffix('(').filter(|post| post.starts_with(char::is_uppercase));
    let post = post.filter(|post| post.split_whitespace().count() <= POST && !post.contains(['.', ':', '“', '"']));
    let titled = scene.lexicon.honorifics.has(&key(before[line_start..].trim().trim_start_matches('*')));
    // "1. Ada Marsh: “Whose harbour?”" in a programme
    let numbered = before[line_start..].trim_end().trim_end_matches(['.', ')', '\\']);
    let talk = !numbered.is_empty()
        && numbered.bytes().all(|byte| byte.is_ascii_digit())
        && after.strip_prefix(": ").is_some_and(|rest| rest.starts_with(['"', '“', '‘', '*', '_']));
    let starts = before[line_start..].is_empty() || &before[line_start..] == "**" || titled || talk || post.is_some();
    if !starts {
        return None;
    }
    // Only now: a list may be one line of any length.
    let line = &after[..after.find('\n').unwrap_or(after.len())];
    // "Ada Marsh (Harbour North): …"
    let seat = line.strip_prefix(" (").and_then(|rest| rest.split_once(')')).map(|(_, rest)| rest);
    let line = if post.is_some() { line.strip_prefix(')')? } else { seat.unwrap_or(line) };
    let said = line.trim_start_matches('*').strip_prefix(':')?.split_whitespace().count();
    let running = scene.layout.block_at(named.whole.start).is_some_and(|b| {
        matches!(scene.layout.blocks[b].kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Roster)
            && !scene.is_letter_at(b)
    });
    let speaks = running && said >= 3;
    speaks.then(|| (mention, Span::new(named.whole.start, scene.line_end(named.whole.start))))
}

/// Where the last line of a text starts, if it is short: what stands before a turn has no more bytes than `LEAD`.
fn line_start(text: &str) -> Option<usize> {
    let near = text.len().saturating_sub(LEAD);
    let end = text.as_bytes()[near..].iter().rposition(|byte| *byte == b'\n');
    end.map(|at| near + at + 1).or((near == 0).then_some(0))
}

/// "09:15 Ships and law – Ada Marsh, Mill Union": who has the word in a row of a programme.
fn slot(scene: &Scene, sentence: &Sentence) -> Option<(usize, Span)> {
    if sentence.words.len() > ROW || scene.is_letter_at(sentence.block) || !scene.names_person(sentence) {
        return None;
    }
    let text = &scene.document.text;
    let start = sentence.span().start;
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    if !(is_timed(&text[line..]) || is_timed_name(scene, sentence)) {
        return None;
    }
    let person = sentence.actors(scene, 0).into_iter().find(|m| sentence.is_person(scene, *m))?;
    let at = sentence.first_word(person)?;
    let chairs = (0..at).any(|i| scene.lexicon.chairing.longest_at(sentence.keys_from(i)).is_some());
    (!chairs).then(|| (person, sentence.span()))
}

/// "Ada Marsh 10:10am": whether a short line opens with a person and ends with an hour.
fn is_timed_name(scene: &Scene, sentence: &Sentence) -> bool {
    let person = sentence.actor(scene, 0).filter(|m| sentence.is_person(scene, *m));
    let behind = person.and_then(|person| sentence.last_word(person)).and_then(|last| sentence.words.get(last + 1));
    let text = &scene.document.text;
    behind.is_some_and(|word| {
        is_timed(&text[word.token().span.start..sentence.span().end]) && sentence.words.len() <= SHORT
    })
}

/// Whether a line opens with an hour: "09:15", "9.15 am", "10 am".
fn is_timed(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\n');
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let hour = |word: &str| word.parse::<u8>().is_ok_and(|hour| hour < 24);
    let clock = |word: &str| {
        let minutes = |rest: &str| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        word.split_once([':', '.', 'h']).is_some_and(|(before, rest)| hour(before) && minutes(rest))
    };
    let noon =
        |word: &str| matches!(word.to_lowercase().trim_end_matches(['.', ':']), "am" | "pm" | "a.m" | "p.m" | "noon");
    clock(first) || (hour(first) && noon(second))
}
