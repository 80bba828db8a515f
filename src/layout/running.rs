//! Lists that are one text: names that commas or semicolons part, over the ends of lines.

use super::fields::{opens_with_person, without_comment};
use super::known::Known;
use super::lines::{has_more_words, words_of};
use super::rows::runs;
use super::runs::names_body;
use crate::lexicon::{Fact, Glossary};
use crate::model::{Few, Line, Span};

/// The rows of lines that are such a list.
pub fn rows(known: &Known, lines: &[Line]) -> Option<Vec<Few<Span>>> {
    let of_mark = || {
        let mut rows = cut(known, lines, run_mark(known, lines)?);
        part_last(known, &mut rows);
        Some(rows)
    };
    described_run(known, lines).or_else(of_mark)
}

/// The mark that parts the names of a run: lines that are one text, and not one name each.
pub fn run_mark(known: &Known, lines: &[Line]) -> Option<char> {
    let count = |span: Span, mark: char| known.count(mark, span);
    let even = |mark| lines.len() > 1 && lines.iter().all(|line| count(line.span, mark) == count(lines[0].span, mark));
    let whole = lines.first()?.span.join(lines.last()?.span);
    let is_run = |mark: &char| match mark {
        ';' if is_strung(known, lines) => true,
        mark if is_bracketed_run(known, lines, *mark) => true,
        ';' => count(whole, ';') >= 2 && !even(';') && (lines.len() <= 3 || is_flowing(known, lines, ';')),
        // Rows of one width that all open with a person and have as many fields are no run.
        _ => {
            let rows = || even(',') && lines.iter().all(|line| opens_with_person(known, line.content));
            (lines.len() <= 2 || (is_flowing(known, lines, ',') && !rows())) && is_comma_run(known, lines)
        }
    };
    [';', ','].into_iter().find(is_run)
}

/// "Ada Marsh (writer, Selby), Tom Lind (Reed Institute)": several people, what each is in brackets.
fn is_bracketed_run(known: &Known, lines: &[Line], mark: char) -> bool {
    let whole = known.of(lines[0].span.join(lines[lines.len() - 1].span));
    if lines[0].marked || !whole.contains(mark) || !whole.ends_with(')') {
        return false;
    }
    let cells: Vec<Span> = cut(known, lines, mark).into_iter().flatten().collect();
    let described = |cell: &Span| {
        let inner = known.of(*cell);
        inner.contains(" (")
            && inner.ends_with(')')
            && !inner.contains(")\n")
            && words_of(inner) > 2
            && known.is_person(*cell)
    };
    cells.len() > 1 && cells.iter().all(described)
}

/// Whether semicolons end the lines, and each part of them opens with a person who is described behind a comma.
fn is_strung(known: &Known, lines: &[Line]) -> bool {
    let ended = lines[..lines.len() - 1].iter().all(|line| known.of(line.content).ends_with(';'));
    let several = lines.iter().any(|line| known.of(line.content).trim_end_matches(';').contains(';'));
    let person = |cell: &Span| opens_with_person(known, *cell) && known.of(*cell).contains(", ");
    ended && several && !lines[0].marked && cut(known, lines, ';').iter().flatten().all(person)
}

/// Whether lines are one text that a margin breaks: several marks in each, and few lines that end with one.
fn is_flowing(known: &Known, lines: &[Line], mark: char) -> bool {
    let several = || lines.iter().filter(|line| known.count(mark, line.content) >= 2).count();
    let ended = || lines.iter().filter(|line| known.of(line.content).ends_with(mark)).count();
    let marked = lines.iter().any(|line| line.marked);
    !marked && several() * 10 >= lines.len() * 8 && ended() * 2 <= lines.len() && has_one_width(known, lines)
}

/// Whether all lines but the last are about as long as the longest.
fn has_one_width(known: &Known, lines: &[Line]) -> bool {
    let length = |line: &Line| known.of(line.content).chars().count();
    let longest = lines.iter().map(length).max().unwrap_or(0);
    lines[..lines.len() - 1].iter().all(|line| length(line) * 10 >= longest * 7)
}

/// "Ada Marsh, Chair of Quay Watch, Tom Lind, judge, and Jo Tamm, Reed Institute": the rows of a run in which commas part
/// people from each other and from what they are.
fn described_run(known: &Known, lines: &[Line]) -> Option<Vec<Few<Span>>> {
    let marked = lines.iter().any(|line| line.marked);
    let commas = || lines.iter().map(|line| known.count(',', line.content)).sum::<usize>();
    let parted = || lines.iter().any(|line| known.count(';', line.content) > 0);
    // Where most lines open with a person, each is a row.
    let rows = || lines.iter().filter(|line| opens_with_person(known, line.content)).count() * 2 > lines.len();
    if marked || commas() < DESCRIBED || parted() || (lines.len() > 1 && (!is_flowing(known, lines, ',') || rows())) {
        return None;
    }
    let cells: Vec<Span> = cut(known, lines, ',').into_iter().flatten().collect();
    let person = |cell: &Span| {
        let words: Vec<&str> = known.of(*cell).split_whitespace().collect();
        words.len() > 1 && known.is_person(*cell) && !known.is_place(*cell)
    };
    let opens: Vec<bool> = cells.iter().map(person).collect();
    let people = opens.iter().filter(|opens| **opens).count();
    // Names and what describes them take turns.
    let turns = opens.windows(2).filter(|two| two[0] && !two[1]).count();
    let told = opens[0] && people >= LEAST_DESCRIBED && turns * 10 >= people * 7 && people * 4 >= cells.len();
    let whole = |row: Few<Span>| row.into_iter().reduce(Span::join).into_iter().collect();
    told.then(|| runs(cells.into_iter().zip(opens)).into_iter().map(whole).collect())
}

/// Such a run has so many commas at least, and so many people.
const DESCRIBED: usize = 5;
const LEAST_DESCRIBED: usize = 3;

/// Words of the longest cell of a run of people: "Prof. Ada J. van der Marsh and Dr. Tom Lind".
const NAME: usize = 12;

/// Whether the lines are one run of at least so many people parted by commas, each in two words or more.
pub fn is_run_of_people(known: &Known, lines: &[Line], least: usize) -> bool {
    let commas = || lines.iter().map(|line| known.count(',', line.content)).sum::<usize>();
    if commas() + 1 < least || run_mark(known, lines) != Some(',') {
        return false;
    }
    let cells: Vec<Span> = cut(known, lines, ',').into_iter().flatten().collect();
    let short = |cell: &Span| !has_more_words(known.of(*cell), NAME);
    let person = |cell: &&Span| known.of(**cell).contains(' ') && known.is_person(**cell);
    let people = || cells.iter().filter(person).count() * 10 >= cells.len() * 8 && cells.first().iter().all(person);
    cells.len() >= least && cells.iter().all(short) && people()
}

/// Whether the lines are one run of names parted by commas.
fn is_comma_run(known: &Known, lines: &[Line]) -> bool {
    let cells: Vec<Span> = cut(known, lines, ',').into_iter().flatten().collect();
    let said = |line: &Line| without_comment(known.text, line.content) != line.content;
    if cells.len() < 4 || lines.iter().any(said) {
        return false;
    }
    let headed = |name: &str| name.split(' ').any(|word| known.book.facts(word).is(Fact::OrganisationHead));
    let bare = |cell: &Span| known.of(*cell).split(['(', '（']).next().unwrap_or("").trim();
    let named = |cell: &&Span| known.person_score(bare(cell)) > 0.4 || headed(bare(cell));
    let first = |cell: Span| known.book.word(known.of(cell).split(' ').next().unwrap_or(""));
    // "Refugee Council" opens with what people are, and is a body.
    let closed = |cell: Span| {
        let last = bare(&cell).rsplit(' ').next().unwrap_or("");
        words_of(bare(&cell)) == 2 && known.book.facts(last).is(Fact::OrganisationHead)
    };
    let alike = |cell: &&Span| !first(**cell).is(Fact::Position) || closed(**cell);
    let names = cells.iter().filter(named).filter(alike).count();
    // "Bread and Rivers, Green Delta, Harbour Union …": bodies, some of which show that they are.
    let bodies = cells.iter().filter(|cell| headed(bare(cell))).count();
    let told = cells.len() >= 5 && bodies * 10 >= cells.len() * 3 && cells.iter().all(|cell| alike(&cell));
    let states = || cells.iter().filter(|cell| known.names_states(bare(cell))).count();
    names * 10 >= cells.len() * 7 || told || states() * 10 >= cells.len() * 7
}

/// The lines' text cut at a mark outside brackets.
fn cut(known: &Known, lines: &[Line], mark: char) -> Vec<Few<Span>> {
    let text = known.text;
    let whole = lines[0].content.join(lines[lines.len() - 1].content);
    let mut found = Vec::new();
    let mut start = whole.start;
    let mut depth = 0i32;
    let outside = move |(_, c): &(usize, char)| {
        depth = (depth + i32::from(*c == '(') - i32::from(*c == ')')).max(0);
        *c == mark && depth == 0
    };
    // "Ada Marsh2,3": the numbers of two notes.
    let figure = |at: usize| whole.of(text)[at + mark.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
    let parts = whole.of(text).char_indices().filter(outside).filter(|(at, _)| !figure(*at));
    let ends = parts.map(|(at, mark)| (whole.start + at, mark.len_utf8()));
    for (end, length) in ends.chain([(whole.end, 0)]) {
        let cell = strip_and(text, Span::new(start, end).trim(text));
        if !cell.is_empty() {
            found.push(Few::from_elem(cell, 1));
        }
        start = end + length;
    }
    found
}

/// "…, Quay Watch, Reed Institute and the Mill Union": the last two bodies of a run, which "and" joins.
fn part_last(known: &Known, rows: &mut Vec<Few<Span>>) {
    let Some(&[last]) = rows.last().map(Few::as_slice) else { return };
    let inner = known.of(last);
    let spaced = |at: usize| {
        let around = [inner[..at].chars().next_back(), inner[at + "and".len()..].chars().next()];
        around.into_iter().all(|c| c.is_some_and(char::is_whitespace))
    };
    let body = |span: &Span| known.of(*span).contains(' ') && names_body(known.of(*span), known.book);
    let parted = |at: usize| {
        let next = inner[at + "and".len()..].trim_start();
        let next = next.strip_prefix("the").filter(|next| next.starts_with(char::is_whitespace)).unwrap_or(next);
        let next = Span::new(last.end - next.len(), last.end).trim(known.text);
        [Span::new(last.start, last.start + at).trim(known.text), next]
    };
    let ands = inner.match_indices("and").map(|(at, _)| at).filter(|at| spaced(*at));
    if let Some(two) = ands.map(parted).find(|two| two.iter().all(body)) {
        rows.pop();
        rows.extend(two.map(|span| Few::from_elem(span, 1)));
    }
}

/// A cell without the "and" before it and the full stop behind the last one.
fn strip_and(text: &str, cell: Span) -> Span {
    let inner = cell.of(text);
    let lead = ["and the ", "and ", "the ", "& "].into_iter().find(|lead| inner.starts_with(lead));
    Span::new(cell.start + lead.map_or(0, str::len), cell.end)
}
