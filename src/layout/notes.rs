//! Notes at the foot of a page or of a list, which stand among signatures and do not sign.

use super::known::Known;
use super::lines::has_more_words;
use crate::model::{Block, Line};
use memchr::memchr2_iter;

/// Whether a block holds footnotes: several lines with links, or lines that are the number of a note and nothing else.
pub fn is_notes(text: &str, block: &Block) -> bool {
    if !block.lines.iter().any(|line| line.content.len() > 80) {
        return false;
    }
    let links = block.lines.iter().filter(|line| line.content.of(text).contains("://")).count();
    let mut numbers = block.lines.iter().filter(|line| line.content.of(text).bytes().all(|byte| byte.is_ascii_digit()));
    links * 4 >= block.lines.len().max(8) || (block.lines.len() >= 2 && numbers.next().is_some())
}

/// Bytes between a note and the word that it is about, at most.
const NOTED: usize = 200_000;

/// Bytes of the longest paragraph of names with such numbers.
const NAMES: usize = 20_000;

/// Whether every other line of a block opens with the sign of a note that stands behind a word above it: "[1] Case …",
/// "* Member of …".
pub fn is_noted(known: &Known, block: &Block) -> bool {
    const SIGNS: [char; 11] = ['†', '‡', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let end = block.span.start;
    let far = (end.saturating_sub(NOTED)..end).find(|at| known.text.is_char_boundary(*at)).unwrap_or(end);
    let above = &known.text[far..end];
    let numbered = |line: &Line| note_number(known.of(line.span)).is_some_and(|number| is_pointed_at(above, number));
    let noted = |line: &Line| {
        let written = known.of(line.span);
        let sign: String = written.chars().take_while(|c| !c.is_alphabetic() && *c != ' ').collect();
        let sign = sign.trim_end_matches(':');
        let bracket = sign.starts_with('[') && sign.ends_with(']') && sign.len() > 2;
        let star = sign == "*" && block.lines.len() <= 3;
        // A star that another one on its line answers sets words in italics.
        let alone = |at: usize| {
            let start = above[..at].rfind('\n').map_or(0, |end| end + 1);
            let line = above[start..].split('\n').next().unwrap_or("");
            !star || line.matches('*').count() % 2 == 1
        };
        let behind = |at: usize| {
            let word = if star { &above[..at] } else { above[..at].trim_end_matches(' ') };
            word.ends_with(|c: char| c.is_alphanumeric() || ".,)”\"".contains(c))
        };
        (bracket || star || sign.starts_with(SIGNS)) && above.match_indices(sign).any(|(at, _)| behind(at) && alone(at))
    };
    // Where it is glued to the names right above, a bare number is enough.
    let glues = |two: &[u8]| (two[0].is_ascii_lowercase() || !two[0].is_ascii()) && two[1].is_ascii_digit();
    let names = || {
        bare_number(known.of(block.lines[0].span))?;
        let near = &above[above.trim_end().rfind("\n\n")?..];
        (near.len() <= NAMES && near.as_bytes().windows(2).any(glues)).then_some(near)
    };
    let near = names().unwrap_or("");
    let glued = |line: &Line| bare_number(known.of(line.span)).is_some_and(|number| is_glued(near, number));
    let told = |line: &&Line| noted(line) || numbered(line) || glued(line);
    block.lines.iter().filter(told).count() * 2 > block.lines.len()
}

/// The number that a line opens with: "2 Quay Watch", "2. Quay Watch".
fn bare_number(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &line[..line.len() - rest.len()];
    ((1..=2).contains(&number.len()) && rest.starts_with([' ', '.', ')'])).then_some(number)
}

/// Whether a number is glued to a word, alone or behind others: "Ada Marsh2,3".
fn is_glued(text: &str, number: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit();
    text.match_indices(number).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + number.len()..]);
        let word = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
        !before.ends_with(figure) && !behind.starts_with(figure) && word.ends_with(char::is_lowercase)
    })
}

/// The number in square brackets that a line opens with.
fn note_number(line: &str) -> Option<&str> {
    let number = line.strip_prefix('[')?.split_once(']')?.0;
    (!number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

/// Whether a bracket behind a word holds this number, alone or with others: "Ada Marsh [2, 3]".
fn is_pointed_at(text: &str, number: &str) -> bool {
    let apart = |c: char| !c.is_ascii_digit();
    text.match_indices(number).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + number.len()..]);
        let open = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',' || c == ' ');
        let word =
            || open.strip_suffix('[').is_some_and(|word| word.trim_end_matches(' ').ends_with(char::is_alphanumeric));
        before.ends_with(apart) && behind.starts_with([',', ']', ' ']) && word()
    })
}

/// Words of the longest remark.
const REMARK: usize = 40;

/// Whether a block is a remark and nothing else: in brackets, or on what the affiliations in a list are for.
pub fn is_remark(known: &Known, block: &Block) -> bool {
    let first = known.of(block.lines[0].content);
    let last = known.of(block.lines[block.lines.len() - 1].content);
    // A note on affiliations behind it may have taken the second half of the bracket.
    let open = first.starts_with('(') && !first.contains(')');
    let brackets = open || (first.starts_with(['(', '[']) && last.trim_end_matches('.').ends_with([')', ']']));
    let short = !has_more_words(known.of(block.span), REMARK);
    short && (brackets || block.lines.iter().any(|line| tells_affiliations(known.of(line.content))))
}

/// "* for identification purposes only", "Affiliations are given for identification."
pub fn tells_affiliations(line: &str) -> bool {
    // Most lines do not hold the word, as the letters around each "f" tell.
    let bytes = line.as_bytes();
    let said_at = |at: usize| {
        let word = at.checked_sub(6).and_then(|start| bytes.get(start..at + 8));
        word.is_some_and(|word| word.eq_ignore_ascii_case(b"identification"))
    };
    if !memchr2_iter(b'f', b'F', bytes).any(said_at) {
        return false;
    }
    let said = |word: &str| line.split(|c: char| !c.is_alphabetic()).any(|found| found.eq_ignore_ascii_case(word));
    said("identification") && ["purposes", "purpose", "only", "affiliation", "affiliations"].into_iter().any(said)
}
