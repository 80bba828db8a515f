//! Which field of a row names who stands there, and what the others hold: told by the rows of a list together.

use super::fields::{Fields, Marks, fields, is_inverted, signs_for};
use super::furniture::is_handle;
use super::known::Known;
use super::labels;
use super::lines::words_of;
use super::rows::{NARROWEST, is_open};
use crate::lexicon::{Fact, Glossary, Word, key};
use crate::model::{Column, Few, Field, Row, RowFields, Span, Text};
use crate::names::shape::is_acronym;
use std::cell::LazyCell;
use std::collections::BTreeSet;

/// Where the name stands in the rows of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// "Ada Marsh, Quill Ltd"
    First,
    /// "Ada Marsh, Weaver, Quill Ltd": behind the name most rows have a post.
    PostSecond,
    /// "Poet, Norway – Ada Marsh"
    Last,
    /// "Quill Ltd – Ada Marsh", "Advancing Justice: Tom Lind": most of what stands before the names is bodies.
    BodyFirst,
    /// "Marsh, Ada, Quill Ltd"
    Inverted,
}

/// Lines of rows to rows with fields, parted by the marks given or by those the rows share; a hyphen parts a name
/// from a post where other rows say so.
pub fn finish(known: &Known, rows: Vec<Few<Span>>, marks: Option<Marks>) -> Vec<Row> {
    let heads = || rows.iter().filter_map(|lines| lines.first().copied()).collect::<Vec<Span>>();
    let marks = marks.unwrap_or_else(|| Marks::of(known, &heads()));
    let margin = margin(known, &rows);
    let cut = |lines: &[Span]| match lines {
        [line] => fields(known, *line, marks),
        _ => joined(known.text, lines, margin).into_iter().flat_map(|line| fields(known, line, marks)).collect(),
    };
    let rows = rows.into_iter().filter(|lines| !lines.is_empty());
    finish_cut(
        known,
        rows.map(|lines| {
            let cut = cut(&lines);
            (lines, cut)
        })
        .collect(),
        marks,
    )
}

/// The same of rows whose fields the marks have parted.
pub fn finish_cut(known: &Known, rows: Vec<(Few<Span>, Fields)>, marks: Marks) -> Vec<Row> {
    let mend = |lines: &[Span], mut found: Fields| -> Fields {
        labels::signer_first(known, lines, &mut found);
        let mut behind = false;
        found.retain(|field| !std::mem::replace(&mut behind, true) || !is_handle(known.of(*field), known.lexicon));
        if marks.slash() { at_slashes(known, &found) } else { found }
    };
    let whole = |lines: &[Span]| lines.iter().fold(lines[0], |whole, line| whole.join(*line));
    let kept = rows.into_iter().map(|(lines, found)| (whole(&lines), mend(&lines, found)));
    let (mut wholes, mut rows): (Vec<Span>, Vec<Fields>) =
        kept.filter(|(_, row)| !row.is_empty() && !is_ruled(known, row)).unzip();
    let second: Vec<Span> = rows.iter().filter_map(|row| row.get(1)).copied().collect();
    let posts = LazyCell::new(|| second.iter().map(|field| key(known.of(*field))).collect::<BTreeSet<Text>>());
    let hyphened = rows.iter().filter(|row| row.len() == 1 && known.of(row[0]).contains(DASHES)).count();
    let agreed = hyphened * 2 >= rows.len() && rows.len() >= 3;
    for row in &mut rows {
        drop_scrap(known, row);
        if let [only] = row[..]
            && let Some((name, post)) = split_at_hyphen(known, only, || &posts, agreed)
        {
            *row = Fields::from_slice(&[name, post]);
        }
    }
    if heads_groups(known, &rows) {
        (wholes, rows) = wholes.into_iter().zip(rows).filter(|(_, row)| !is_state(known, row)).unzip();
    }
    let order = order(known, &rows);
    let placed = ends_in_places(known, &rows);
    let fields = |spans: Fields| {
        let mut fields = fields_of(known, spans, order);
        if let Some(last) = fields.last_mut().filter(|last| placed && is_town_like(known, last)) {
            last.column = Column::Place;
        }
        fields
    };
    wholes.into_iter().zip(rows).map(|(span, spans)| Row { span, fields: fields(spans) }).collect()
}

/// Whether rows end in places: three in five of them in one that is known, or three in ten where no field behind a name
/// is a body or a post.
fn ends_in_places(known: &Known, rows: &[Fields]) -> bool {
    let several: Vec<&Fields> = rows.iter().filter(|row| row.len() > 1).collect();
    let places = several.iter().filter(|row| known.is_place(row[row.len() - 1])).count();
    let told = |field: &Span| known.is_body(*field) || known.is_post(*field);
    let bare = || !several.iter().any(|row| row[1..].iter().any(told));
    several.len() >= PLACED && (places * 5 >= several.len() * 3 || (places * 10 >= several.len() * 3 && bare()))
}

/// So many rows agree that the last field is a place.
const PLACED: usize = 5;

/// One to three capitalised words that name neither a post nor a body.
fn is_town_like(known: &Known, field: &Field) -> bool {
    let words = || known.of(field.span).split_whitespace();
    let high = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    let said = known.is_body(field.span) || known.is_post(field.span);
    field.column == Column::About && (1..=3).contains(&words().count()) && high > 0 && !said
}

const DASHES: [char; 3] = ['-', '–', '—'];

/// The fields of a row, which know what they hold.
fn fields_of(known: &Known, spans: Fields, order: Order) -> RowFields {
    let spans = if order == Order::BodyFirst { body_and_name(known, spans) } else { spans };
    let last = LazyCell::new(|| spans.iter().rposition(|span| !known.is_place(*span)).unwrap_or(0));
    let order = if is_inverted(known, &spans) { Order::Inverted } else { order };
    let name = behind_post(known, &spans, order);
    let column = |at: usize, span: Span| match order {
        Order::First | Order::PostSecond if name > 0 => match at == name {
            true => Column::Name,
            false if known.is_place(span) => Column::Place,
            false => Column::About,
        },
        Order::First | Order::PostSecond if at > 0 && signs_for(known, span) => Column::Body,
        Order::Inverted if spans.len() > 1 && at == 0 => Column::Family,
        Order::Inverted if spans.len() > 1 && at == 1 => Column::Given,
        Order::Last | Order::BodyFirst if at == *last => Column::Name,
        Order::BodyFirst if at == 0 && *last == 1 => Column::Body,
        Order::Last | Order::BodyFirst => Column::About,
        _ if at == 0 => Column::Name,
        _ if at == 1 && is_degree(known, &spans) => Column::About,
        _ if known.is_place(span) => Column::Place,
        Order::PostSecond if at == 1 && *last > 1 && is_told_post(known, span) => Column::Post,
        Order::PostSecond if at == 2 && is_told_post(known, spans[1]) => Column::Body,
        _ => Column::About,
    };
    spans.iter().enumerate().map(|(at, span)| Field { span: *span, column: column(at, *span) }).collect()
}

/// "Ada Marsh, MD, Reed Institute": letters behind a name that would name a state were they not before what is none.
fn is_degree(known: &Known, spans: &[Span]) -> bool {
    let lettered =
        known.is_place(spans[1]) && known.lexicon.postnominals.class(&key(known.of(spans[1]))) == Some("degree");
    lettered && spans[2..].iter().any(|span| !known.is_place(*span))
}

/// "Director, Quay Watch, Ada Marsh": the place of the name in a row that a post opens; 0 in any other.
fn behind_post(known: &Known, spans: &[Span], order: Order) -> usize {
    let told = spans.len() > 1 && matches!(order, Order::First | Order::PostSecond);
    if !told || known.is_person(spans[0]) {
        return 0;
    }
    // "Kenya: Quay Watch"
    if known.is_place(spans[0]) && known.text[spans[0].end..].trim_start().starts_with(':') {
        return spans.iter().position(|span| !known.is_place(*span)).unwrap_or(0);
    }
    let several = |span: &Span| known.of(*span).split_whitespace().count() > 1;
    let words: Vec<Word> = known.of(spans[0]).split_whitespace().map(|word| known.book.word(word)).collect();
    let whole = known.lexicon.positions.longest_at(&words).is_some_and(|(n, _)| n == words.len());
    let post = whole || (known.is_post(spans[0]) && !known.is_body(spans[0]));
    let named = |span: &Span| several(span) && known.is_person(*span) && !known.is_place(*span);
    if post { spans.iter().rposition(named).unwrap_or(0) } else { 0 }
}

/// "Harbour Watch – Mill Branch: Ada Marsh": what stands before the name is one body, unless a post opens it.
fn body_and_name(known: &Known, spans: Fields) -> Fields {
    let last = spans.iter().rposition(|span| !known.is_place(*span)).unwrap_or(0);
    if last < 2 || spans[1..last].iter().any(|span| known.is_post(*span)) {
        return spans;
    }
    let body = spans[0].join(spans[last - 1]);
    [body].into_iter().chain(spans[last..].iter().copied()).collect()
}

/// Where most rows have their name: of those with several fields, the places that some end with aside.
fn order(known: &Known, rows: &[Fields]) -> Order {
    let named: Vec<Fields> = rows
        .iter()
        .filter(|row| row.len() > 1)
        .map(|row| row.iter().copied().filter(|field| !known.is_place(*field)).collect::<Fields>())
        .filter(|row| row.len() > 1)
        .collect();
    if named.len() < 3 || named.len() * 2 < rows.len() {
        return Order::First;
    }
    let most = |told: &dyn Fn(&[Span]) -> bool| named.iter().filter(|row| told(row)).count() * 10 >= named.len() * 7;
    let words = |span: Span| words_of(known.of(span));
    let person = |span: Span| words(span) > 1 && known.is_person(span);
    if most(&|row| person(row[row.len() - 1])) && most(&|row| !person(row[0])) {
        let half = named.iter().filter(|row| known.is_body(row[0])).count() * 2 >= named.len();
        return if half { Order::BodyFirst } else { Order::Last };
    }
    let plain = |span: Span| !known.is_body(span) && !known.is_post(span);
    let opens_high = |span: Span| known.of(span).chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    // "van der Marsh": small words aside, one.
    let capitals = |span: Span| !known.of(span).contains(char::is_lowercase);
    let surname = |span: Span| {
        let high = known.of(span).split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
        let shouted = capitals(span) && !known.is_headed(span) && !known.is_post(span);
        words(span) <= 4 && (shouted || (high <= 1 && plain(span)))
    };
    let given = |span: Span| words(span) <= 3 && opens_high(span) && plain(span);
    let known_given = |row: &&Fields| {
        let first = known.of(row[1]).split_whitespace().next().unwrap_or("");
        known.book.facts(first).is(Fact::GivenName) || is_inverted(known, row)
    };
    let inverted = named.iter().filter(|row| (surname(row[0]) && given(row[1])) || is_inverted(known, row)).count();
    let told = named.iter().filter(known_given).count();
    // "QRS, Ada Marsh": initials of bodies before full names.
    let shouted = named.iter().filter(|row| capitals(row[0])).count();
    let full = named.iter().filter(|row| words(row[1]) > 1).count();
    let initials = shouted * 2 > named.len() && full * 2 > named.len();
    if inverted * 10 >= named.len() * 9 && told * 10 >= named.len() && !initials {
        return Order::Inverted;
    }
    let posted = named.iter().filter(|row| known.is_post(row[1])).count();
    let several = named.iter().filter(|row| row.len() > 2).count();
    let agreed = named.len() >= ROWS && posted * 10 >= named.len() * 6 && several * 2 >= named.len();
    if agreed { Order::PostSecond } else { Order::First }
}

/// So many rows agree on more than where the name stands.
const ROWS: usize = 8;

/// A post among posts: one by its words, or initials that no well-known body has.
fn is_told_post(known: &Known, field: Span) -> bool {
    let written = known.of(field);
    known.is_post(field) || (is_acronym(written) && known.lexicon.body(&key(written), written).is_none())
}

/// Whether countries stand over groups of rows: as rows of their own, between others that are more.
fn heads_groups(known: &Known, rows: &[Fields]) -> bool {
    rows.iter().filter(|row| is_state(known, row)).count() * 2 <= rows.len()
}

fn is_state(known: &Known, row: &[Span]) -> bool {
    let name = known.of(row[0]).trim_end_matches([':', '*', ' ']);
    let opens = || known.book.opens(name, Fact::OpensPlace);
    row.len() == 1 && opens() && known.lexicon.states.class(&key(name)) == Some("state")
}

/// Whether a row holds no letter, or only heads of columns.
fn is_ruled(known: &Known, row: &[Span]) -> bool {
    let ruled = |field: &Span| !known.of(*field).contains(char::is_alphanumeric);
    let told = |field: &Span| known.lexicon.table_heads.line(known.of(*field)).is_some();
    row.iter().all(ruled) || (row.len() > 1 && row.iter().all(|field| told(field) || ruled(field)))
}

/// The margin at which rows go on below, in characters: nine in ten lines that another one of their row follows had no
/// room for its first word.
fn margin(known: &Known, rows: &[Few<Span>]) -> Option<usize> {
    let length = |line: Span| indent(known.text, line) + known.of(line).chars().count();
    let pairs = || rows.iter().flat_map(|lines| lines.windows(2)).filter(|pair| pair[0].end <= pair[1].start);
    pairs().next()?;
    let margin = rows.iter().flatten().map(|line| length(*line)).max()?;
    let full = pairs().filter(|pair| length(pair[0]) + 1 + first_word(known, pair[1]) > margin).count();
    (margin >= NARROWEST && full > 0 && full * 10 >= pairs().count() * 9).then_some(margin)
}

fn first_word(known: &Known, line: Span) -> usize {
    known.of(line).split_whitespace().next().map_or(0, |word| word.chars().count())
}

/// Characters before a stretch on its line.
fn indent(text: &str, span: Span) -> usize {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    text[start..span.start].chars().count()
}

/// Lines of a row, those that stop in the middle joined to the next where it follows at once, and all where a margin
/// broke them.
fn joined(text: &str, lines: &[Span], margin: Option<usize>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for line in lines {
        match found.last_mut() {
            Some(last)
                if (margin.is_some() || is_open(last.of(text)))
                    && last.end <= line.start
                    && text[last.end..line.start].trim().is_empty() =>
            {
                *last = last.join(*line);
            }
            _ => found.push(*line),
        }
    }
    found
}

/// Behind the name, fields cut at slashes without spaces, too.
fn at_slashes(known: &Known, row: &[Span]) -> Fields {
    let mut found: Fields = row.first().copied().into_iter().collect();
    for field in row.iter().skip(1) {
        let mut start = field.start;
        for part in known.of(*field).split('/') {
            let span = Span::new(start, start + part.len()).trim(known.text);
            start += part.len() + 1;
            if !span.is_empty() {
                found.push(span);
            }
        }
    }
    found
}

/// `Ch, Muzaffar Iqbal`: a scrap of at most three letters before a comma is no name; the next field is.
fn drop_scrap(known: &Known, row: &mut Fields) {
    if row.len() > 1 {
        let (first, second) = (known.of(row[0]), known.of(row[1]));
        if first.chars().count() <= 3 && known.person_score(second) > 0.4 {
            row.remove(0);
        }
    }
}

/// `Name Double-Barrelled-Human Rights Lawyer`: cut at the hyphen behind which stands what other rows call a post, or,
/// where most rows have hyphens, what reads as one.
fn split_at_hyphen<'a>(
    known: &Known,
    field: Span,
    posts: impl Fn() -> &'a BTreeSet<Text>,
    agreed: bool,
) -> Option<(Span, Span)> {
    let inner = known.of(field);
    inner.match_indices(DASHES).find_map(|(at, mark)| {
        let name = Span::new(field.start, field.start + at).trim(known.text);
        let start = at + mark.len();
        let post = Span::new(field.start + start, field.end).trim(known.text);
        // "Human Rights Lawyer-Barrister": the first of two posts has to be one by itself.
        let end = inner[start..].find(DASHES).map_or(field.end, |next| field.start + start + next);
        let first = Span::new(field.start + start, end).trim(known.text);
        let told = |span: Span| {
            let written = key(known.of(span));
            posts().contains(&written) || known.lexicon.positions.has(&written) || (agreed && known.is_post(span))
        };
        ((told(post) && told(first)) && !name.is_empty()).then_some((name, post))
    })
}
