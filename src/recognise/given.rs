//! Mentions that another recogniser made, in place of ours: fitted to the text, and what they leave open found in it.

use super::LONGEST_NAME;
use super::beside::{self, Scene, folded};
use super::form::{form, shorter};
use crate::lexicon::Lexicon;
use crate::lexicon::sentences;
use crate::model::given::Points;
use crate::model::{Document, Given, Mention, MentionRule, Span};
use crate::text::points::CodePoints;

/// The grade of mentions that come without one.
const CONFIDENCE: f32 = 0.8;

/// Why a given mention cannot stand in its document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct Misfit {
    /// Its line in the file of mentions, from 1.
    pub line: usize,
    /// What is wrong.
    pub cause: String,
    /// What to do next.
    pub help: &'static str,
}

/// A given mention at its place.
struct Placed<'a> {
    given: &'a Given,
    pieces: Vec<Span>,
    /// What is surely its own: the whole where it is given, else the name.
    own: Span,
}

/// The mentions of a document as another recogniser gives them, in the order of the text.
///
/// What a line leaves out is found as our own recogniser would: titles, letters after the name, the form.
///
/// # Errors
/// The first line, by number, that does not fit the text; else the first in the text that overlaps another.
pub fn given(document: &Document, given: &[Given], lexicon: &Lexicon) -> Result<Vec<Mention>, Misfit> {
    let points = CodePoints::of(&document.text);
    let mut placed = given.iter().map(|given| place(document, &points, given)).collect::<Result<Vec<_>, _>>()?;
    placed.sort_by_key(|placed| (placed.own.start, placed.own.end, placed.given.line));
    if let Some(pair) = placed.windows(2).find(|pair| pair[0].own.end > pair[1].own.start) {
        return Err(overlap(pair[0].given.line, pair[1].given.line));
    }
    let mut mentions: Vec<Mention> = Vec::with_capacity(placed.len());
    for (at, one) in placed.iter().enumerate() {
        let before = mentions.last().map_or(0, |mention| mention.whole.end);
        let after = placed.get(at + 1).map_or(document.text.len(), |next| next.own.start);
        mentions.push(mention(document, one, Span::new(before, after), lexicon));
    }
    let shorter = shorter(&mentions, lexicon);
    for (mention, placed) in mentions.iter_mut().zip(&placed) {
        mention.form = placed.given.form.unwrap_or_else(|| form(mention, &shorter));
    }
    Ok(mentions)
}

/// Mentions of a document as a file gives them, with nothing left to be found: [`given`] makes the same of them again.
pub fn give(document: &Document, mentions: Vec<Mention>) -> impl Iterator<Item = Given> {
    let points = CodePoints::of(&document.text);
    mentions.into_iter().map(move |mention| {
        let range = |span: Span| (points.point(span.start), points.point(span.end));
        let (start, end) = range(mention.span());
        Given {
            document: document.head.id.clone(),
            start,
            end,
            text: document.slice(mention.span()).to_owned(),
            kind: mention.kind,
            form: Some(mention.form),
            pieces: (!mention.is_whole()).then(|| mention.pieces().iter().copied().map(range).collect()),
            whole: Some(range(mention.whole)),
            confidence: Some(mention.confidence),
            recogniser: None,
            line: 0,
            titles: Some(mention.titles().into()),
            postnominals: Some(mention.postnominals().into()),
            rule: Some(mention.rule.word().into()),
            name: Some(mention.name),
        }
    })
}

fn place<'a>(document: &Document, points: &CodePoints, given: &'a Given) -> Result<Placed<'a>, Misfit> {
    let wrong = |cause: String, help| Misfit { line: given.line, cause, help };
    let span = |(start, end): Points| {
        let bytes = (start < end).then(|| points.byte(start).zip(points.byte(end))).flatten();
        let range = "count code points from 0; `end` is one past the last; `undersigned text` prints what is counted";
        bytes.map(|(start, end)| Span::new(start, end)).ok_or_else(|| {
            let length = points.point(document.text.len());
            let id = &document.head.id;
            wrong(format!("{start} to {end} is no range in {id}, which has {length} code points"), range)
        })
    };
    let name = span((given.start, given.end))?;
    let found = document.slice(name);
    if folded(found) != folded(&given.text) {
        let bytes = document.text.get(given.start..given.end) == Some(given.text.as_str());
        let help = match bytes {
            true => "these offsets count bytes: count code points, as Python does",
            false => "count code points of exactly what `undersigned text` prints, not of the file",
        };
        let shown: String = found.chars().take(60).collect();
        return Err(wrong(format!("in {} {shown:?} stands there, not {:?}", document.head.id, given.text), help));
    }
    let written = folded(given.name.as_deref().unwrap_or(found));
    if !written.contains(char::is_alphanumeric) || written.len() > LONGEST_NAME {
        let cause = format!("a name has a letter or a digit, and at most {LONGEST_NAME} bytes");
        return Err(wrong(cause, "leave this line out"));
    }
    if let Some(rule) = given.rule.as_deref().filter(|rule| rule_named(rule).is_none()) {
        let help = "leave `rule` out; `recogniser` is the place for the name of your own";
        return Err(wrong(format!("there is no rule {rule:?} for names"), help));
    }
    if given.confidence.is_some_and(|grade| !(0.0..=1.0).contains(&grade)) {
        return Err(wrong("`confidence` is not from 0 to 1".to_owned(), "bring it into that range, or leave it out"));
    }
    let pieces = given.pieces.iter().flatten().map(|piece| span(*piece)).collect::<Result<Vec<_>, _>>()?;
    let pieces = if pieces.is_empty() { vec![name.trim(&document.text)] } else { pieces };
    let whole = given.whole.map(span).transpose()?;
    let ends = given.pieces.is_none() || (pieces[0].start == name.start && pieces[pieces.len() - 1].end == name.end);
    let apart = pieces.windows(2).all(|pair| pair[0].end <= pair[1].start);
    if !ends || !apart || whole.is_some_and(|whole| !whole.covers(name)) {
        let cause = "`pieces` go from `start` to `end` without overlap, and `whole` covers them".to_owned();
        return Err(wrong(cause, "mend the two, or leave them out: they are found in the text"));
    }
    Ok(Placed { given, pieces, own: whole.unwrap_or(name) })
}

fn rule_named(word: &str) -> Option<MentionRule> {
    MentionRule::ALL.into_iter().find(|rule| rule.word() == word)
}

fn overlap(one: usize, other: usize) -> Misfit {
    let (first, last) = (one.min(other), one.max(other));
    let cause = format!("it overlaps line {first}");
    Misfit { line: last, cause, help: "keep one of the two lines, as a rule the longer name" }
}

/// A placed mention with all that its line says, and the rest found within `room`, which no other mention enters.
fn mention(document: &Document, placed: &Placed, room: Span, lexicon: &Lexicon) -> Mention {
    let (text, given) = (&document.text, placed.given);
    let is_open = given.pieces.is_none() && given.whole.is_none();
    let found = if is_open { in_line(text, placed, room, lexicon) } else { None };
    let mut mention = found.unwrap_or_else(|| {
        let name = placed.pieces.iter().map(|piece| piece.of(text)).collect::<Vec<_>>().join(" ");
        let mut mention = Mention::new(given.kind, folded(&name), placed.own, MentionRule::Given, CONFIDENCE);
        mention.stand_in(placed.pieces.clone());
        mention.whole = placed.own.trim(text);
        mention
    });
    if given.whole.is_some() {
        mention.whole = placed.own;
    }
    mention.name = given.name.as_deref().map_or(mention.name, folded);
    given.titles.iter().for_each(|titles| mention.set_titles(titles.to_vec()));
    given.postnominals.iter().for_each(|letters| mention.set_postnominals(letters.to_vec()));
    mention.rule = given.rule.as_deref().and_then(rule_named).unwrap_or(mention.rule);
    mention.confidence = given.confidence.unwrap_or(CONFIDENCE);
    mention
}

/// The mention with what stands around it on its line; none where it does not begin and end with words.
fn in_line(text: &str, placed: &Placed, room: Span, lexicon: &Lexicon) -> Option<Mention> {
    let name = placed.pieces[0];
    let line_start = text[room.start..name.start].rfind('\n').map_or(room.start, |at| room.start + at + 1);
    let line_end = text[name.end..room.end].find('\n').map_or(room.end, |at| name.end + at);
    let line = Span::new(line_start, line_end);
    let mut vocabulary = sentences::Vocabulary::new(lexicon);
    let sentences = sentences::of_span(text, line, sentences::Setting::Running, &mut vocabulary);
    let ends = |sentence: &sentences::Sentence| {
        let start = sentence.words.iter().position(|word| word.token.span.start == name.start)?;
        let length = sentence.words[start..].iter().position(|word| word.token.span.end == name.end)?;
        Some((start, start + length))
    };
    let (sentence, words) = sentences.iter().find_map(|sentence| Some((sentence, ends(sentence)?)))?;
    Some(beside::mention(&Scene { text, sentence, lexicon }, placed.given.kind, words, MentionRule::Given, CONFIDENCE))
}
