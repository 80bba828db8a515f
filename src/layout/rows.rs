//! The rows of a list and the fields of a row, decided from the list as a whole.

use crate::lexicon::{Lexicon, key};
use crate::model::{Block, Line, Row, Span};
use crate::names::shape::person_score;
use std::collections::BTreeSet;

/// Rows of a list: each marked line opens one, unmarked lines below it go on with it; without marks each line is one.
pub fn of_list(text: &str, block: &Block, lexicon: &Lexicon) -> Vec<Row> {
    let marked = block.lines.iter().any(|line| line.marked);
    finish(text, runs(&block.lines, |line| line.marked || !marked), lexicon)
}

/// Rows below a sign-off or a list opener: numbered rows, runs parted by semicolons, columns, blocks of a name and
/// its post, or one name a line.
pub fn of_signature(text: &str, block: &Block, lexicon: &Lexicon) -> Vec<Row> {
    let lines = &block.lines;
    let marked = lines.iter().filter(|line| line.marked).count();
    if marked >= 2 && marked * 2 >= lines.len() {
        return finish(text, runs(lines, |line| line.marked), lexicon);
    }
    if lines.len() <= 3 && count(text, block.span, ';') >= 2 {
        return finish(text, cut(text, lines, &[';']), lexicon);
    }
    if lines.len() <= 2 && is_comma_run(text, lines, lexicon) {
        return finish(text, cut(text, lines, &[',']), lexicon);
    }
    let cells = columns(text, lines);
    if cells.len() > lines.len() {
        return finish(text, cells.into_iter().map(|cell| vec![cell]).collect(), lexicon);
    }
    let opens = opens_row(text, lines, lexicon);
    let mut index = 0;
    let rows = runs(lines, |_| {
        index += 1;
        opens[index - 1]
    });
    finish(text, rows, lexicon)
}

/// Cuts lines into runs, each begun by a line that `opens`.
fn runs(lines: &[Line], mut opens: impl FnMut(&Line) -> bool) -> Vec<Vec<Span>> {
    let mut found: Vec<Vec<Span>> = Vec::new();
    for line in lines {
        let opened = opens(line);
        match found.last_mut() {
            Some(row) if !opened => row.push(line.content),
            _ => found.push(vec![line.content]),
        }
    }
    found
}

/// Which lines open a row. Where names of people alternate with lines that describe them, each name opens one;
/// otherwise each line is a row of its own.
fn opens_row(text: &str, lines: &[Line], lexicon: &Lexicon) -> Vec<bool> {
    let head = |line: &Line| -> Span { fields(text, line.content).first().copied().unwrap_or(line.content) };
    let person: Vec<bool> = lines.iter().map(|line| person_score(head(line).of(text), lexicon) > 0.4).collect();
    let gap: Vec<bool> = (0..lines.len()).map(|i| i > 0 && blank_between(text, lines[i - 1], lines[i])).collect();
    let others: Vec<usize> = (0..lines.len()).filter(|i| !person[*i]).collect();
    let people = lines.len() - others.len();
    let attached = others.iter().filter(|i| **i > 0 && !gap[**i] && describes(text, &lines[**i], lexicon)).count();
    let blocks =
        people > 0 && person[0] && !others.is_empty() && attached * 2 >= others.len() && others.len() <= people * 3;
    if !blocks {
        return vec![true; lines.len()];
    }
    let mut opens = vec![true; lines.len()];
    for i in 1..lines.len() {
        let described = !person[i] && (!gap[i] || describes(text, &lines[i], lexicon));
        // A line that goes on with an unfinished one above it ("Professor of Law,") belongs to it whatever it says.
        let hangs = !gap[i] && lines[i - 1].content.of(text).ends_with([',', '&']) && !person[i - 1];
        opens[i] = !(described || hangs);
    }
    opens
}

/// Whether a line reads as a post, a body or an address rather than as a name.
fn describes(text: &str, line: &Line, lexicon: &Lexicon) -> bool {
    let words: Vec<String> = line.content.of(text).split(|c: char| !c.is_alphanumeric()).map(key).collect();
    let post = words.iter().any(|w| lexicon.positions.has(w) || lexicon.position_modifiers.has(w));
    let body =
        words.iter().any(|w| lexicon.organisation_heads.has(w) || lexicon.states.has(w) || lexicon.places.has(w));
    post || body || line.content.of(text).contains(['@', ','])
}

fn blank_between(text: &str, above: Line, below: Line) -> bool {
    text[above.span.end..below.span.start].matches('\n').count() > 1
}

/// Whether the lines are one run of people's names parted by commas.
fn is_comma_run(text: &str, lines: &[Line], lexicon: &Lexicon) -> bool {
    let cells: Vec<Span> = cut(text, lines, &[',']).into_iter().flatten().collect();
    let people = cells.iter().filter(|cell| person_score(cell.of(text), lexicon) > 0.4).count();
    cells.len() >= 4 && people * 10 >= cells.len() * 7
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
    match cell.of(text).strip_prefix("and ") {
        Some(_) => Span::new(cell.start + 4, cell.end),
        None => cell,
    }
}

fn count(text: &str, span: Span, mark: char) -> usize {
    span.of(text).matches(mark).count()
}

/// Cells of lines set in columns by runs of three or more spaces, when at least two lines in five have them: read
/// column by column.
fn columns(text: &str, lines: &[Line]) -> Vec<Span> {
    let cells: Vec<Vec<Span>> = lines.iter().map(|line| gaps(text, line.content)).collect();
    let several = cells.iter().filter(|row| row.len() > 1).count();
    if several * 5 < lines.len() * 2 || lines.iter().any(|line| line.content.of(text).contains('\t')) {
        return Vec::new();
    }
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..width).flat_map(|column| cells.iter().filter_map(move |row| row.get(column).copied())).collect()
}

/// The parts of a line between runs of three or more spaces.
fn gaps(text: &str, line: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = line.start;
    for part in line.of(text).split("   ") {
        let span = Span::new(start, start + part.len()).trim(text);
        if !span.is_empty() {
            found.push(span);
        }
        start += part.len() + 3;
    }
    found
}

/// Spans of rows to rows with fields; a hyphen parts a name from a post where other rows say so.
fn finish(text: &str, rows: Vec<Vec<Span>>, lexicon: &Lexicon) -> Vec<Row> {
    let mut rows: Vec<Row> = rows
        .into_iter()
        .filter(|lines| !lines.is_empty())
        .map(|lines| Row {
            span: lines[0].join(lines[lines.len() - 1]),
            fields: lines.iter().flat_map(|line| fields(text, *line)).collect(),
        })
        .filter(|row| !row.fields.is_empty())
        .collect();
    let known: BTreeSet<String> = rows.iter().filter_map(|row| row.fields.get(1)).map(|f| key(f.of(text))).collect();
    for row in &mut rows {
        join_split_name(text, row, lexicon);
        if let [only] = row.fields[..] {
            if let Some((name, post)) = split_at_hyphen(text, only, &known, lexicon) {
                row.fields = vec![name, post];
            }
        }
    }
    rows
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

/// The fields of a line: parted by tabs, bars, semicolons, commas, and dashes with a space on either side.
pub fn fields(text: &str, line: Span) -> Vec<Span> {
    let inner = line.of(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0i32;
    for (at, c) in inner.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        let before = inner[..at].chars().next_back();
        let after = inner[at + c.len_utf8()..].chars().next();
        let spaced = before.is_some_and(char::is_whitespace) || after.is_some_and(char::is_whitespace);
        let parts = match c {
            '\t' | '|' | ';' => true,
            ',' => depth <= 0 && !after.is_some_and(|c| c.is_ascii_digit()),
            '-' | '–' | '—' => spaced && depth <= 0,
            _ => false,
        };
        if parts {
            push(text, line, start, at, &mut found);
            start = at + c.len_utf8();
        }
    }
    push(text, line, start, inner.len(), &mut found);
    found
}

fn push(text: &str, line: Span, start: usize, end: usize, found: &mut Vec<Span>) {
    let field = Span::new(line.start + start, line.start + end).trim(text);
    let bare = field.of(text).trim_matches(['*', '_', ' ']);
    if !bare.is_empty() {
        let offset = field.of(text).find(bare).unwrap_or(0);
        found.push(Span::new(field.start + offset, field.start + offset + bare.len()));
    }
}
