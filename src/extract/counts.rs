//! What a list of signatories owes its reader: rows that could not be read, entries that stand twice, and counts that the
//! text claims and the list does not bear out.

use super::Scene;
use crate::lexicon::key;
use crate::lexicon::quick::QuickMap;
use crate::model::{BlockKind, Claim, Kind, Notice, Role, Row, Span, Text};
use crate::text::{Token, TokenKind, passage, tokens};

/// So much of a row is shown, in characters.
const SHOWN: usize = 80;
/// Smaller numbers of signatories are not claimed by a text but counted off in it.
const LEAST: usize = 5;
/// A line of more words claims nothing that could be held against the list.
const LINE: usize = 60;

/// Every notice about the signatures of a document.
pub fn notices(scene: &Scene, keys: &[Text], claims: &[Claim]) -> Vec<Notice> {
    let signs: Vec<usize> = signing(claims);
    let mut found = unread(scene, &signs);
    found.extend(twice(scene, keys, &signs));
    found.extend(claimed(scene, &signs));
    found
}

/// The mentions that sign, in the order of the text.
fn signing(claims: &[Claim]) -> Vec<usize> {
    let mut signs: Vec<usize> =
        claims.iter().filter(|claim| claim.role == Role::Signatory).map(|claim| claim.mention).collect();
    signs.sort_unstable();
    signs.dedup();
    signs
}

/// A notice for each row of a signature in which nobody signs, though there are letters in it and no address.
fn unread(scene: &Scene, signs: &[usize]) -> Vec<Notice> {
    let text = &scene.document.text;
    let signed = |row: &Row| {
        let from = signs.partition_point(|m| scene.mentions[*m].whole.end <= row.span.start);
        let inside = signs[from..].iter().take_while(|m| scene.mentions[**m].whole.start < row.span.end);
        inside.copied().any(|m| row.holds(scene.mentions[m].whole.start))
    };
    let blocks = scene.layout.blocks.iter().filter(|block| block.kind == BlockKind::Signature);
    let linked = |row: &Row| {
        let link = |token: &Token| token.kind == TokenKind::Link;
        row.span.of(text).contains("](") || tokens(text, row.span).iter().any(link)
    };
    let written = |row: &Row| row.span.of(text).contains(char::is_alphabetic) && !linked(row);
    let unread = blocks.flat_map(|block| &block.rows).filter(|row| !signed(row) && written(row));
    let message =
        |row: &Row| format!("no name was read in this row of the signatures: {}", passage(text, row.span, SHOWN));
    let help = "look at the line: if somebody signs there, write the name out in the document";
    unread.map(|row| notice(scene, "row-unread", row.span.start, message(row), help)).collect()
}

/// A notice for each name that signs a second time: one person, or two of one name.
fn twice(scene: &Scene, keys: &[Text], signs: &[usize]) -> Vec<Notice> {
    let mut first_of: QuickMap<(Kind, &str), usize> = QuickMap::default();
    first_of.reserve(signs.len());
    let mut found = Vec::new();
    for (mention, key) in signs.iter().map(|m| (&scene.mentions[*m], &keys[*m])) {
        if !mention.name.contains(' ') {
            continue;
        }
        let at = mention.whole.start;
        let first = *first_of.entry((mention.kind, key)).or_insert(at);
        if first != at {
            let (_, line) = scene.document.places.at(first);
            let message = format!("{} signs here and in line {line}: counted once", mention.name);
            let help = "if these are two of one name, say so with a `different` in decisions.csv";
            found.push(notice(scene, "signs-twice", at, message, help));
        }
    }
    found
}

/// A notice for each number of signatories that the text claims and that is not the number found: of all, of people, of
/// bodies, or of one part of the list.
fn claimed(scene: &Scene, signs: &[usize]) -> Vec<Notice> {
    if signs.is_empty() {
        return Vec::new();
    }
    let of_kind = |kind: Kind| signs.iter().filter(|m| scene.mentions[**m].kind == kind).count();
    let parts = scene.layout.blocks.iter().filter(|block| block.kind == BlockKind::Signature);
    let mut counted: Vec<usize> = parts.map(|block| block.rows.len()).collect();
    counted.extend([signs.len(), of_kind(Kind::Person), of_kind(Kind::Organisation)]);
    let mut told = Vec::new();
    for block in scene.layout.blocks.iter().filter(|block| block.rows.is_empty()) {
        for line in &block.lines {
            let number = said(scene, line.content).filter(|number| !counted.contains(number) && !told.contains(number));
            told.extend(number);
            let Some(number) = number else { continue };
            let line_said = passage(&scene.document.text, line.content, SHOWN);
            let message = format!("{number} signatories are claimed and {} were found: {line_said}", signs.len());
            let help = "if names are missing, look at the list with `undersigned show --layout`";
            return vec![notice(scene, "count-differs", line.content.start, message, help)];
        }
    }
    Vec::new()
}

/// The number of signatories that a line claims: "463 experts have signed", "(36 signatories)", "See all 1,821 signatures".
fn said(scene: &Scene, line: Span) -> Option<usize> {
    let text = &scene.document.text;
    let written = line.of(text);
    if !written.bytes().any(|byte| byte.is_ascii_digit()) || written.split_whitespace().nth(LINE).is_some() {
        return None;
    }
    let all = tokens(text, line);
    if all.len() > LINE {
        return None;
    }
    let class = |at: usize| scene.lexicon.list_words.class(&key(all[at].span.of(text)));
    let signed = || (0..all.len()).any(|at| matches!(class(at), Some("signs" | "signed")));
    (0..all.len()).find_map(|at| {
        let (number, last) = number(text, &all, at)?;
        // "463 leading experts": one word may stand between.
        let counts = |next: &usize| match all.get(*next).map(|_| class(*next)) {
            Some(Some("signed")) => true,
            Some(Some("counted")) => signed(),
            _ => false,
        };
        let said = (last + 1..=last + 2).find(counts)?;
        let plain = said == last + 1 || all[last + 1].is_lower(text);
        (plain && number >= LEAST).then_some(number)
    })
}

/// The number that opens at a token, and its last token: `1821`, `1,821`, `1.821`.
fn number(text: &str, all: &[Token], at: usize) -> Option<(usize, usize)> {
    let is_figure = |at: usize| all.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let joined = |at: usize| {
        let mark =
            all.get(at + 1).is_some_and(|token| token.is_mark(text, ',') && token.span.start == all[at].span.end);
        let next = is_figure(at + 2) && all[at + 2].span.start == all[at + 1].span.end;
        mark && next && all[at + 2].span.len() == 3
    };
    if !is_figure(at) || (at >= 2 && is_figure(at - 2) && joined(at - 2)) {
        return None;
    }
    let mut last = at;
    while joined(last) {
        last += 2;
    }
    let digits: String =
        all[at].span.join(all[last].span).of(text).chars().filter(|c| !matches!(c, ',' | '.')).collect();
    Some((digits.parse().ok()?, last))
}

fn notice(scene: &Scene, code: &str, at: usize, message: String, help: &str) -> Notice {
    let (page, line) = scene.document.places.at(at);
    Notice {
        code: code.to_owned(),
        document: scene.document.head.id.clone(),
        page,
        line: Some(line),
        message,
        help: help.to_owned(),
    }
}
