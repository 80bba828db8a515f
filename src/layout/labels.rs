//! What stands at the head of a signature's line and is no part of a name: "By: Ada Marsh", "Its: Director", "For the Quay
//! Watch: Ada Marsh".

use super::known::Known;
use super::rows::Piece;
use crate::lexicon::key;
use crate::model::{Few, Span};
use memchr::memchr;

/// What a label says of the rest of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// A person: "By:", "/s/".
    Signer,
    /// A post: "Its:".
    Post,
    /// The body that is signed for: "On behalf of".
    Body,
}

/// Words before a colon.
const WORDS: &[(&str, Label)] = &[
    ("by", Label::Signer),
    ("name", Label::Signer),
    ("print name", Label::Signer),
    ("signature", Label::Signer),
    ("signed by", Label::Signer),
    ("its", Label::Post),
    ("title", Label::Post),
    ("position", Label::Post),
];
/// Words of those who sign for others.
const BEHALF: &[&str] = &["for and on behalf of", "on behalf of"];
/// Signs before the name of who signs, for a body or in its stead.
const SIGNS: &[&str] = &["/s/", "/S/", "p.p. ", "pp. ", "P.P. ", "per pro ", "represented by ", "Represented by "];
/// Bytes of the longest word before a colon.
const LONGEST: usize = 12;

/// The label that opens a line, and the bytes it takes.
pub fn label(line: &str) -> Option<(Label, usize)> {
    // Most lines have none, and are asked often.
    let first = line.as_bytes().first()?.to_ascii_lowercase();
    matches!(first, b'/' | b'b' | b'n' | b'p' | b's' | b'i' | b't' | b'f' | b'o' | b'r').then_some(())?;
    let signed = matches!(first, b'/' | b'p' | b'r');
    if let Some(mark) = SIGNS.iter().find(|mark| signed && line.starts_with(**mark)) {
        return Some((Label::Signer, mark.len()));
    }
    let article = |at: usize| at + [" the ", " The "].iter().find(|the| line[at..].starts_with(**the)).map_or(0, |_| 4);
    let behalf = matches!(first, b'f' | b'o');
    let opens = |words: &&&str| line.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words));
    let behalf = BEHALF.iter().find(|words| behalf && opens(words));
    if let Some(words) = behalf.filter(|words| !line[words.len()..].starts_with(char::is_alphanumeric)) {
        return Some((Label::Body, article(words.len())));
    }
    let colon = memchr(b':', line.as_bytes())?;
    let named = |rest: &str| rest.trim_start().starts_with(char::is_uppercase);
    if line.starts_with("For ") && named(&line[article(3)..]) {
        return Some((Label::Body, article(3)));
    }
    let word = line.get(..colon).filter(|word| word.len() <= LONGEST).map(key)?;
    let (_, label) = WORDS.iter().find(|(known, _)| *known == word)?;
    let rest = line[colon + 1..].trim_start();
    let signed = if rest.starts_with("/s/") { 3 } else { 0 };
    Some((*label, line.len() - rest.len() + signed))
}

/// A line without the label that opens it.
pub fn behind(text: &str, line: Span) -> Span {
    match label(line.of(text)) {
        None => line,
        Some((label, length)) => {
            let rest = Span::new(line.start + length, line.end).trim(text);
            let open = label == Label::Body && rest.of(text).ends_with(':');
            if open { Span::new(rest.start, rest.end - 1) } else { rest }
        }
    }
}

/// The label of a line that is nothing else: "By:", "For and on behalf of".
pub fn alone(text: &str, line: Span) -> Option<Label> {
    let (label, _) = label(line.of(text))?;
    (!behind(text, line).of(text).contains(char::is_alphanumeric)).then_some(label)
}

/// Keeps together what labels say belongs together: a body, who signs for it, and that person's post.
pub fn hold(known: &Known, pieces: &[Piece], person: &[bool], opens: &mut [bool]) {
    let told: Vec<Option<Label>> =
        pieces.iter().map(|piece| label(known.of(piece.span)).map(|(label, _)| label)).collect();
    if told.iter().all(Option::is_none) {
        return;
    }
    let named = |i: usize| person[i] && told[i] != Some(Label::Post);
    let name = |i: usize| known.of(behind(known.text, pieces[i].span));
    let whole = |i: usize| known.of(pieces[i].span).contains(": ");
    let mut row: Option<usize> = None;
    let mut waits = false;
    let mut labelled = false;
    let alone: Vec<bool> = pieces.iter().map(|piece| alone(known.text, piece.span).is_some()).collect();
    // "For and on behalf of" over a body and who signs for it; over a list of bodies it says nothing of the rows.
    let over =
        |i: usize| !alone[i] || (i + 2 < pieces.len() && !person[i + 1] && (named(i + 2) || told[i + 2].is_some()));
    let body = |i: usize| told[i] == Some(Label::Body);
    for i in 0..pieces.len() {
        let again = row.is_some_and(|signer| named(i) && labelled && name(signer) == name(i));
        let held = match told[i] {
            Some(Label::Post) => true,
            Some(Label::Signer) => row.is_none_or(|signer| name(signer) == name(i)) || (alone[i] && waits),
            Some(Label::Body) => row.is_some() && !pieces[i].gap && !whole(i) && !alone[i],
            None => waits || again || (labelled && !pieces[i].gap && !named(i)),
        };
        opens[i] = i == 0 || (opens[i] && !held);
        if opens[i] {
            (row, labelled) = (None, false);
            waits = body(i) && !whole(i) && over(i);
        }
        waits |= told[i] == Some(Label::Signer) && alone[i];
        labelled |= told[i].is_some() && (!body(i) || over(i));
        row = row.or(Some(i).filter(|_| named(i)));
        waits &= row.is_none();
    }
}

/// The lines of labelled rows, that of the person first.
pub fn person_first(known: &Known, mut rows: Vec<Few<Span>>) -> Vec<Few<Span>> {
    for row in rows.iter_mut().filter(|row| row.len() > 1) {
        if row.iter().any(|line| label(known.of(*line)).is_some()) {
            let signs = |line: &Span| {
                let rest = behind(known.text, *line);
                let post = label(known.of(*line)).is_some_and(|(label, _)| label != Label::Signer);
                !post && !rest.is_empty() && known.is_person(rest)
            };
            row.sort_by_key(|line| !signs(line));
        }
    }
    rows
}

/// The fields of "For the Quay Watch: Ada Marsh", the person first.
pub fn signer_first(known: &Known, lines: &[Span], fields: &mut [Span]) {
    let signed_for = || matches!(label(known.of(lines[0])), Some((Label::Body, _)));
    if fields.len() > 1 && known.is_person(fields[1]) && !known.is_person(fields[0]) && signed_for() {
        fields.swap(0, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_names() {
        let rest = |line: &'static str| behind(line, Span::new(0, line.len())).of(line);
        assert_eq!(rest("By: /s/ Ada Marsh"), "Ada Marsh");
        assert_eq!(rest("Its: Director"), "Director");
        assert_eq!(rest("For the Quay Watch: Ada Marsh"), "Quay Watch: Ada Marsh");
        assert_eq!(rest("For and on behalf of the Quay Watch"), "Quay Watch");
        assert_eq!(rest("p.p. Ada Marsh"), "Ada Marsh");
        assert_eq!(rest("represented by Ada Marsh"), "Ada Marsh");
        for line in
            ["By Ada Marsh", "Forum of Pilots", "For more: call us", "Byron: a life", "Title deeds", "Ada Marsh"]
        {
            assert_eq!(rest(line), line);
        }
    }
}
