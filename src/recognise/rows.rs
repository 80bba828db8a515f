//! Names in the rows of a signatory list: the first field of each row names who signs.

use super::candidate::{Scene, best};
use super::memory::Memory;
use super::mention_of;
use super::words::{Sentence, of_span};
use crate::lexicon::{Lexicon, key};
use crate::model::{Block, Form, Kind, Mention, Row, Span};
use crate::names::shape::{is_acronym, is_postnominal, leading_titles, person_score};
use crate::text::{Token, TokenKind, tokens};

/// The names of a signature block: one signatory a row, and whoever stands in the rest of the row.
pub fn of_signature(text: &str, block: &Block, memory: &Memory, lexicon: &Lexicon) -> Vec<Mention> {
    let leans = leaning(text, &block.rows, lexicon);
    block.rows.iter().flat_map(|row| of_row(text, row, leans, memory, lexicon)).collect()
}

/// How the list as a whole leans: above 0 to people, below to organisations.
fn leaning(text: &str, rows: &[Row], lexicon: &Lexicon) -> f32 {
    let scores = rows.iter().map(|row| signed(text, row.fields[0], lexicon).clamp(-1.0, 1.0));
    scores.sum::<f32>() / rows.len().max(1) as f32
}

/// Above 0 where a field reads as a person's name, below 0 where it reads as a body's.
fn signed(text: &str, field: Span, lexicon: &Lexicon) -> f32 {
    person_score(without_brackets(text, field).of(text), lexicon)
}

fn of_row(text: &str, row: &Row, leans: f32, memory: &Memory, lexicon: &Lexicon) -> Vec<Mention> {
    let field = without_brackets(text, row.fields[0]);
    let mut found = Vec::new();
    let name = named(text, field, leans, lexicon);
    let mut from = row.span.start;
    if let Some(mention) = name {
        from = mention.whole.end;
        found.push(mention);
    }
    let mut sentences: Vec<Sentence> = Vec::new();
    // A wrapped or a second line reads on; fields are read one by one, so that a comma parts bodies.
    let rest: Vec<Span> =
        row.fields.iter().filter(|f| f.end > from).map(|f| Span::new(f.start.max(from), f.end)).collect();
    for span in rest {
        of_span(text, span, lexicon, &mut sentences);
    }
    for sentence in &sentences {
        let scene = Scene { text, sentence, lexicon, memory };
        let named = !found.is_empty();
        found.extend(best(&scene).iter().filter(|c| c.kind != Kind::Person || !named).map(|c| mention_of(&scene, c)));
    }
    found
}

/// The mention that a first field makes: a person's name without titles, or a body's name whole.
fn named(text: &str, field: Span, leans: f32, lexicon: &Lexicon) -> Option<Mention> {
    let inner = field.of(text);
    let words = inner.split_whitespace().count();
    let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
    let capital = inner.chars().any(|c| c.is_uppercase()) || leans.abs() > 0.5;
    if words == 0
        || words > 16
        || letters < 2
        || !capital
        || inner.contains(['@', '?', '!'])
        || inner.contains("://")
        || inner.contains("www.")
    {
        return None;
    }
    let score = signed(text, field, lexicon) + leans * 0.8;
    if score > 0.0 { person_mention(text, field, lexicon) } else { body_mention(text, field, score, lexicon) }
}

fn person_mention(text: &str, field: Span, lexicon: &Lexicon) -> Option<Mention> {
    let words: Vec<Token> = tokens(text, field).into_iter().filter(|t| t.kind == TokenKind::Word).collect();
    let keys: Vec<String> = words.iter().map(|t| key(t.span.of(text))).collect();
    let first = leading_titles(text, &words, &keys, lexicon);
    let mut last = words.len().checked_sub(1)?;
    while last > first && is_postnominal(words[last].span.of(text), &keys[last], lexicon) {
        last -= 1;
    }
    let written = |range: &[Token]| range.iter().map(|t| t.span.of(text).to_string()).collect::<Vec<_>>();
    let mut start = first;
    let peer = first > 0 && first == last && lexicon.honorifics.class(&keys[first - 1]) == Some("peerage");
    if peer {
        start -= 1;
    }
    let span = words[start].span.join(words[last].span);
    Some(Mention {
        pieces: vec![span],
        kind: Kind::Person,
        form: if start == last { Form::Short } else { Form::Full },
        name: span.of(text).split_whitespace().collect::<Vec<_>>().join(" "),
        titles: written(&words[..start]),
        postnominals: written(&words[last + 1..]),
        whole: field,
        rule: "row".to_string(),
        confidence: 0.9,
    })
}

fn body_mention(text: &str, field: Span, score: f32, lexicon: &Lexicon) -> Option<Mention> {
    let inner = field.of(text);
    let keys: Vec<String> = inner.split(|c: char| !c.is_alphanumeric()).map(key).filter(|k| !k.is_empty()).collect();
    let headed = keys.iter().any(|k| lexicon.organisation_heads.has(k) || lexicon.legal_forms.has(k));
    let posted = keys.first().is_some_and(|k| lexicon.positions.has(k)) && !headed;
    let running =
        keys.len() > 6 && !headed && keys.iter().filter(|k| lexicon.common_words.has(k)).count() * 10 > keys.len() * 8;
    if posted || running || score > 0.0 {
        return None;
    }
    let form = if is_acronym(inner) { Form::Acronym } else { Form::Full };
    Some(Mention {
        pieces: vec![field],
        kind: Kind::Organisation,
        form,
        name: inner.split_whitespace().collect::<Vec<_>>().join(" "),
        titles: Vec::new(),
        postnominals: Vec::new(),
        whole: field,
        rule: "row".to_string(),
        confidence: if headed { 0.9 } else { 0.7 },
    })
}

/// A field without a closing bracket such as "(ABC)" or "(in an individual capacity)".
fn without_brackets(text: &str, field: Span) -> Span {
    let inner = field.of(text);
    match inner.find('(') {
        Some(at) if at > 0 => Span::new(field.start, field.start + at).trim(text),
        _ => field,
    }
}
