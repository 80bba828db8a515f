//! A field that names a person, or two: titles and letters off.

use super::beside::{folded, without_figure};
use super::phrase::holds_mark;
use super::rows::signed;
use crate::lexicon::{Book, Fact, Glossary, Lexicon, Word};
use crate::model::{Column, Form, Kind, Mention, MentionRule, Row, Span, Text};
use crate::names::shape::{closes_name, is_postnominal_word, leading_titles, person_score};
use crate::text::eight::is_alphabetic;
use crate::text::{Token, TokenKind, tokens};
use smallvec::SmallVec;

/// The person whom a field names. Where a list leans to people, "Dean Marlow" is a name whole.
pub fn person_mention(text: &str, field: Span, lean: f32, book: &Book) -> Option<Mention> {
    let lexicon = book.tables();
    let field = without_alias(text, field);
    if let Some(mention) = plain_mention(text, field, book) {
        return Some(mention);
    }
    let mut tokens = tokens(text, field);
    tokens.retain(|t| t.kind == TokenKind::Word);
    let words: SmallVec<[Word; 8]> = tokens.iter().map(|t| book.word(t.span.of(text))).collect();
    let first = match leading_titles(text, &tokens, &words, lexicon) {
        // Where the rows give full names, "Dean Marlow" is one, too.
        1 if lean > 1.5 && words.len() == 2 && is_first_name(tokens[0].span.of(text), &words[0], lexicon) => 0,
        titles => behind_bracket(text, field, &tokens, &words).unwrap_or(titles),
    };
    let mut last = words.len().checked_sub(1)?;
    while last > first && is_postnominal_word(&words[last]) {
        last -= 1;
    }
    let written = |range: &[Token]| range.iter().map(|t| Text::from(t.span.of(text))).collect::<Vec<_>>();
    let mut start = first;
    let peer = first > 0 && first == last && lexicon.honorifics.class(&words[first - 1].key) == Some("peerage");
    if peer {
        start -= 1;
    }
    let span = without_figure(text, tokens[start].span.join(tokens[last].span));
    let mut mention = Mention::new(Kind::Person, folded(span.of(text)), span, MentionRule::Row, 0.9);
    mention.form = if start == last { Form::Short } else { Form::Full };
    mention.whole = field;
    mention.set_titles(written(&tokens[..start]));
    mention.set_postnominals(written(&tokens[last + 1..]));
    Some(mention)
}

/// "Ada Marsh": the person of a field that is letters alone, no title before and no letters behind.
fn plain_mention(text: &str, field: Span, book: &Book) -> Option<Mention> {
    let name = field.of(text);
    let words = || name.split(' ').map(|word| book.facts(word));
    let plain = is_alphabetic(name)
        && !words().next()?.is(Fact::OpensHonorific)
        && !(name.contains(' ') && closes_name(words().next_back()?));
    plain.then(|| {
        let mut mention = Mention::new(Kind::Person, name.into(), field, MentionRule::Row, 0.9);
        mention.form = if name.contains(' ') { Form::Full } else { Form::Short };
        mention
    })
}

/// The name of a person whose first name and family name stand in fields of their own, in whichever order.
pub fn in_columns(text: &str, row: &Row, book: &Book) -> Option<Mention> {
    let of = |wanted: Column| row.fields.iter().find(|field| field.column == wanted).map(|field| field.span);
    let (given, family) = (of(Column::Given)?, of(Column::Family)?);
    let mut mention = person_mention(text, given, 0.0, book)?;
    let first = mention.span();
    let folded = |span: Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    mention.stand_in(if first.start < family.start { vec![first, family] } else { vec![family, first] });
    mention.name = format!("{} {}", mention.name, folded(family)).into();
    mention.form = Form::Full;
    mention.whole = given.join(family);
    Some(mention)
}

/// "ada marsh", among rows that name people: the points of a field without a capital as if each word had one.
pub fn small_letters(text: &str, field: Span, book: &Book) -> Option<f32> {
    let inner = field.of(text);
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    let small = inner.starts_with(char::is_lowercase) && !inner.contains(char::is_uppercase);
    small.then(|| person_score(&inner.split(' ').map(capital).collect::<Vec<_>>().join(" "), book))
}

/// "Justice (ret.) Ada Marsh": the word behind a bracket that only titles stand before.
fn behind_bracket(text: &str, field: Span, tokens: &[Token], words: &[Word]) -> Option<usize> {
    let (open, close) = (field.of(text).find('(')? + field.start, field.of(text).find(')')? + field.start);
    let before = tokens.iter().take_while(|token| token.span.end <= open).count();
    let next = tokens.iter().position(|token| token.span.start > close)?;
    (before > 0 && words[..before].iter().all(|word| word.is(Fact::Honorific))).then_some(next)
}

/// "Ada Marsh aka quill": the name without what else its bearer is called.
fn without_alias(text: &str, field: Span) -> Span {
    let inner = field.of(text);
    const ALIAS: &[&str] = &[" aka ", " a.k.a. ", " alias ", " A.K.A. ", " AKA "];
    if !holds_mark(inner, ALIAS) {
        return field.trim(text);
    }
    let at = ALIAS.iter().find_map(|mark| inner.find(mark));
    Span::new(field.start, field.start + at.unwrap_or(inner.len())).trim(text)
}

/// Whether a title is as often a first name: "Dean", "Don".
fn is_first_name(written: &str, word: &Word, lexicon: &Lexicon) -> bool {
    let title = matches!(lexicon.honorifics.class(&word.key), Some("religious" | "regional"));
    title && word.is(Fact::GivenName) && !written.ends_with('.')
}

/// "Ada Marsh and Tom Lind", "Mr and Mrs Lind": the two people of one field, or the one who is named.
pub fn pair(text: &str, field: Span, lean: f32, book: &Book) -> Option<Vec<Mention>> {
    const AND: &[&str] = &[" and ", " & ", " und ", " et ", " y ", " e "];
    let inner = field.of(text);
    holds_mark(inner, AND).then_some(())?;
    let (at, and) = AND.iter().find_map(|and| Some((inner.find(and)?, *and)))?;
    let left = Span::new(field.start, field.start + at).trim(text);
    let right = Span::new(field.start + at + and.len(), field.end).trim(text);
    let full = |span: Span| span.of(text).split_whitespace().count() > 1 && signed(text, span, book) > 0.4;
    let title = |word: &str| book.facts(word).is(Fact::Honorific);
    if left.of(text).split_whitespace().all(title) && signed(text, right, book) > 0.4 {
        return Some(vec![person_mention(text, right, lean, book)?]);
    }
    (lean > -0.8 && full(left) && full(right)).then_some(())?;
    Some(vec![person_mention(text, left, lean, book)?, person_mention(text, right, lean, book)?])
}
