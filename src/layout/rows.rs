//! The rows of a list, decided from the list as a whole.

use super::columns::columns;
use super::fields::{Marks, fields, opens_with_person};
use crate::lexicon::{Lexicon, key};
use crate::model::{Block, Line, Row, Span};
use crate::names::shape::person_score;
use std::collections::BTreeSet;

/// A line, or a cell of one where lines stand in columns.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// Whether a blank line stands above it, or it is the first.
    pub gap: bool,
}

/// Rows of a list: each marked line opens one, unmarked lines below it go on with it; without marks each line is one.
pub fn of_list(text: &str, block: &Block, lexicon: &Lexicon) -> Vec<Row> {
    let marked = block.lines.iter().any(|line| line.marked);
    let rows = runs(block.lines.iter().map(|line| (line.content, line.marked || !marked)));
    finish(text, rows, Some(Marks::USUAL), lexicon)
}

/// Rows below a sign-off or a list opener: numbered rows, runs parted by semicolons, columns, blocks of a name and
/// its post, or one name a line.
pub fn of_signature(text: &str, block: &Block, lexicon: &Lexicon) -> Vec<Row> {
    let lines = &block.lines;
    let marked = lines.iter().filter(|line| line.marked).count();
    if marked >= 2 && marked * 2 >= lines.len() {
        return finish(text, runs(lines.iter().map(|line| (line.content, line.marked))), None, lexicon);
    }
    let even =
        lines.len() > 1 && lines.iter().all(|line| count(text, line.span, ';') == count(text, lines[0].span, ';'));
    if lines.len() <= 3 && count(text, block.span, ';') >= 2 && !even {
        return finish(text, cut(text, lines, &[';']), Some(Marks::USUAL), lexicon);
    }
    if lines.len() <= 2 && is_comma_run(text, lines, lexicon) {
        return finish(text, cut(text, lines, &[',']), Some(Marks::USUAL), lexicon);
    }
    let gaps: Vec<bool> = (0..lines.len()).map(|i| i == 0 || blank_between(text, lines[i - 1], lines[i])).collect();
    let bare = || lines.iter().zip(&gaps).map(|(line, gap)| Piece { span: line.content, gap: *gap }).collect();
    let pieces: Vec<Piece> = columns(text, lines, &gaps).unwrap_or_else(bare);
    let opens = groups(text, &pieces, lexicon).unwrap_or_else(|| opens_row(text, &pieces, lexicon));
    finish(text, runs(pieces.iter().map(|piece| piece.span).zip(opens)), None, lexicon)
}

/// Cuts lines into runs, each begun by a line that opens one.
fn runs(lines: impl Iterator<Item = (Span, bool)>) -> Vec<Vec<Span>> {
    let mut found: Vec<Vec<Span>> = Vec::new();
    for (line, opens) in lines {
        match found.last_mut() {
            Some(row) if !opens => row.push(line),
            _ => found.push(vec![line]),
        }
    }
    found
}

/// Blocks of two to five lines parted by blank lines, each a name over what describes it: a row each.
fn groups(text: &str, pieces: &[Piece], lexicon: &Lexicon) -> Option<Vec<bool>> {
    let starts: Vec<usize> = (0..pieces.len()).filter(|i| pieces[*i].gap).collect();
    let size = |i: usize| starts.get(i + 1).copied().unwrap_or(pieces.len()) - starts[i];
    let blocks: Vec<usize> = (0..starts.len()).filter(|i| (2..=5).contains(&size(*i))).map(|i| starts[i]).collect();
    let person = |at: usize| opens_with_person(text, pieces[at].span, lexicon);
    let named = blocks.iter().filter(|at| person(**at)).count();
    let twice = blocks.iter().filter(|at| person(**at + 1) && !describes(text, pieces[**at + 1].span, lexicon)).count();
    let alike = blocks.len() >= 2 && blocks.len() * 10 >= starts.len() * 7;
    let opens = || pieces.iter().map(|piece| piece.gap).collect();
    (alike && named * 10 >= blocks.len() * 6 && twice * 3 <= blocks.len()).then(opens)
}

/// Which lines open a row. Where names of people alternate with lines that describe them, each name opens one;
/// otherwise each line does, but for one that goes on with a line left open.
fn opens_row(text: &str, pieces: &[Piece], lexicon: &Lexicon) -> Vec<bool> {
    let person: Vec<bool> = pieces.iter().map(|piece| opens_with_person(text, piece.span, lexicon)).collect();
    let told: Vec<bool> = pieces.iter().map(|piece| describes(text, piece.span, lexicon)).collect();
    let others: Vec<usize> = (0..pieces.len()).filter(|i| !person[*i]).collect();
    let people = pieces.len() - others.len();
    let attached = others.iter().filter(|i| **i > 0 && !pieces[**i].gap && told[**i]).count();
    // One signatory may have a whole address below the name.
    let most = if people == 1 { 8 } else { people * 3 };
    let blocks = person[0] && attached * 2 >= others.len() && others.len() <= most && others.len() * 5 >= people * 2;
    let mut opens = vec![true; pieces.len()];
    for i in 1..pieces.len() {
        let above = pieces[i - 1].span.of(text);
        if !blocks {
            opens[i] = pieces[i].gap || !is_open(above);
            continue;
        }
        let described = !person[i] && (!pieces[i].gap || told[i]);
        // A line that goes on with an unfinished one above it ("Professor of Law,") belongs to it whatever it says.
        let hangs = !pieces[i].gap && above.ends_with([',', '&']) && !person[i - 1];
        opens[i] = !(described || hangs);
    }
    opens
}

/// Whether a line stops in the middle: in a bracket, or behind a comma, "&" or a small word.
fn is_open(line: &str) -> bool {
    const SMALL: &[&str] = &["of", "and", "the", "for", "de", "e", "y", "et", "und"];
    let bracket = line.matches('(').count() > line.matches(')').count();
    let last = line.rsplit(' ').next().unwrap_or("");
    bracket || line.ends_with(['&', ',']) || SMALL.contains(&last)
}

/// Whether a line reads as a post, a body or an address rather than as a name.
fn describes(text: &str, line: Span, lexicon: &Lexicon) -> bool {
    let words: Vec<String> = line.of(text).split(|c: char| !c.is_alphanumeric()).map(key).collect();
    let post = words.iter().any(|w| lexicon.positions.has(w) || lexicon.position_modifiers.has(w));
    let body =
        words.iter().any(|w| lexicon.organisation_heads.has(w) || lexicon.states.has(w) || lexicon.places.has(w));
    post || body || line.of(text).contains(['@', ','])
}

fn blank_between(text: &str, above: Line, below: Line) -> bool {
    text[above.span.end..below.span.start].matches('\n').count() > 1
}

/// Whether the lines are one run of names parted by commas.
fn is_comma_run(text: &str, lines: &[Line], lexicon: &Lexicon) -> bool {
    let cells: Vec<Span> = cut(text, lines, &[',']).into_iter().flatten().collect();
    let headed = |name: &str| name.split(' ').any(|word| lexicon.organisation_heads.has(&key(word)));
    let named = |cell: &&Span| person_score(cell.of(text), lexicon) > 0.4 || headed(cell.of(text));
    let alike = |cell: &&Span| !lexicon.positions.has(&key(cell.of(text).split(' ').next().unwrap_or("")));
    let names = cells.iter().filter(named).filter(alike).count();
    cells.len() >= 4 && names * 10 >= cells.len() * 7
}

/// The lines' text cut at marks.
fn cut(text: &str, lines: &[Line], marks: &[char]) -> Vec<Vec<Span>> {
    let whole = lines[0].content.join(lines[lines.len() - 1].content);
    let mut found = Vec::new();
    let mut start = whole.start;
    let ends = whole.of(text).match_indices(marks).map(|(at, mark)| (whole.start + at, mark.len()));
    for (end, length) in ends.chain([(whole.end, 0)]) {
        let cell = strip_and(text, Span::new(start, end).trim(text));
        if !cell.is_empty() {
            found.push(vec![cell]);
        }
        start = end + length;
    }
    found
}

fn strip_and(text: &str, cell: Span) -> Span {
    let inner = cell.of(text);
    let lead = ["and the ", "and ", "the "].into_iter().find(|lead| inner.starts_with(lead));
    Span::new(cell.start + lead.map_or(0, str::len), cell.end)
}

fn count(text: &str, span: Span, mark: char) -> usize {
    span.of(text).matches(mark).count()
}

/// Spans of rows to rows with fields, parted by the marks given or by those the rows share; a hyphen parts a name
/// from a post where other rows say so.
fn finish(text: &str, rows: Vec<Vec<Span>>, marks: Option<Marks>, lexicon: &Lexicon) -> Vec<Row> {
    let heads: Vec<Span> = rows.iter().filter_map(|lines| lines.first().copied()).collect();
    let marks = marks.unwrap_or_else(|| Marks::of(text, &heads, lexicon));
    let mut rows: Vec<Row> = rows
        .into_iter()
        .filter(|lines| !lines.is_empty())
        .map(|lines| Row {
            span: lines[0].join(lines[lines.len() - 1]),
            fields: joined(text, &lines).into_iter().flat_map(|line| fields(text, line, marks, lexicon)).collect(),
        })
        .filter(|row| !row.fields.is_empty() && !is_header(text, row))
        .collect();
    let known: BTreeSet<String> = rows.iter().filter_map(|row| row.fields.get(1)).map(|f| key(f.of(text))).collect();
    for row in &mut rows {
        join_split_name(text, row, lexicon);
        if let [only] = row.fields[..]
            && let Some((name, post)) = split_at_hyphen(text, only, &known, lexicon)
        {
            row.fields = vec![name, post];
        }
    }
    rows
}

/// Whether a row is a table's head, or the line below it.
fn is_header(text: &str, row: &Row) -> bool {
    const HEADS: &[&str] = &[
        "name",
        "names",
        "first name",
        "last name",
        "surname",
        "title",
        "position",
        "role",
        "job title",
        "affiliation",
        "affiliations",
        "organisation",
        "organization",
        "institution",
        "country",
        "city",
        "date",
        "no",
        "number",
    ];
    let told = |field: &Span| HEADS.contains(&key(field.of(text)).as_str());
    let ruled = |field: &Span| !field.of(text).contains(char::is_alphanumeric);
    row.fields.iter().all(|field| told(field) || ruled(field))
}

/// Lines of a row, those that stop in the middle joined to the next where it follows at once.
fn joined(text: &str, lines: &[Span]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for line in lines {
        match found.last_mut() {
            Some(last) if is_open(last.of(text)) && text[last.end..line.start].trim().is_empty() => {
                *last = last.join(*line);
            }
            _ => found.push(*line),
        }
    }
    found
}

/// `Ch, Muzaffar Iqbal`: a scrap of at most three letters before a comma is no name; the next field is.
fn join_split_name(text: &str, row: &mut Row, lexicon: &Lexicon) {
    if row.fields.len() > 1 {
        let (first, second) = (row.fields[0].of(text), row.fields[1].of(text));
        if first.chars().count() <= 3 && person_score(second, lexicon) > 0.4 {
            row.fields.remove(0);
        }
    }
}

/// `Name Double-Barrelled-Human Rights Lawyer`: cut at the hyphen behind which stands what other rows call a post.
fn split_at_hyphen(text: &str, field: Span, known: &BTreeSet<String>, lexicon: &Lexicon) -> Option<(Span, Span)> {
    field.of(text).match_indices(['-', '–', '—']).find_map(|(at, mark)| {
        let name = Span::new(field.start, field.start + at).trim(text);
        let post = Span::new(field.start + at + mark.len(), field.end).trim(text);
        let told = known.contains(&key(post.of(text))) || lexicon.positions.has(&key(post.of(text)));
        (told && !name.is_empty()).then_some((name, post))
    })
}
