//! The rows of a list, decided from the list as a whole.

use super::columns::side_by_side;
use super::fields::{Fields, Marks, fields, names_person, opens_with_person};
use super::furniture::is_contact;
use super::known::Known;
use super::labels;
use super::order::{finish, finish_cut};
use super::running;
use super::table::{Reading, read};
use crate::lexicon::{Fact, Glossary, Word, key};
use crate::model::{Block, Few, Line, Row, Span, Text};
use crate::text::tells_individual;
use memchr::{memchr_iter, memrchr};

/// A line, or a cell of one where lines stand in columns.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// Whether a blank line stands above it, or it is the first.
    pub gap: bool,
}

/// Rows of a list: each marked line opens one, unmarked lines below it go on with it; without marks each line is one.
pub fn of_list(known: &Known, block: &Block) -> Vec<Row> {
    let marked = block.lines.iter().any(|line| line.marked);
    let rows = runs(block.lines.iter().map(|line| (line.content, line.marked || !marked)));
    finish(known, rows, Some(Marks::USUAL))
}

/// Rows below a sign-off or a list opener: numbered rows, a table, runs parted by semicolons or commas, columns side by
/// side, blocks of a name and its post, or one name a line.
pub fn of_signature(known: &Known, block: &Block) -> Vec<Row> {
    let kept = signing(known, &block.lines);
    let lines = kept.as_slice();
    let marked = lines.iter().filter(|line| line.marked).count();
    let single = marked == lines.len();
    if marked >= 2 && marked * 2 >= lines.len() && !single {
        return finish(known, runs(lines.iter().map(|line| (line.content, line.marked))), None);
    }
    if let Some(rows) = running::rows(known, lines) {
        return finish(known, rows, Some(Marks::USUAL));
    }
    let gaps: Vec<bool> =
        (0..lines.len()).map(|i| i == 0 || blank_between(known.text, lines[i - 1], lines[i])).collect();
    let bare = || {
        let told = !is_spaced(known, lines, &gaps);
        lines.iter().zip(&gaps).map(|(line, gap)| Piece { span: line.content, gap: *gap && told }).collect()
    };
    let pieces: Vec<Piece> = match read(known, lines) {
        Some(Reading::Rows(rows)) => return rows,
        Some(Reading::SideBySide(cells)) => side_by_side(&cells, &gaps),
        None => bare(),
    };
    if single {
        return finish(known, pieces.iter().map(|piece| Few::from_elem(piece.span, 1)).collect(), None);
    }
    let spans: Vec<Span> = pieces.iter().map(|piece| piece.span).collect();
    if let Some(opens) = groups(known, &pieces) {
        return finish(known, labels::person_first(known, runs(spans.into_iter().zip(opens))), None);
    }
    let marks = Marks::of(known, &spans);
    let cut: Vec<Fields> = spans.iter().map(|line| fields(known, *line, marks)).collect();
    let opens = opens_row(known, &pieces, &cut);
    // Where each line is a row, its fields are told.
    if opens.iter().all(|opens| *opens) {
        return finish_cut(known, spans.into_iter().map(|line| Few::from_elem(line, 1)).zip(cut).collect(), marks);
    }
    drop(cut);
    finish(known, labels::person_first(known, runs(spans.into_iter().zip(opens))), None)
}

/// Lines without those that tell how to reach somebody, and without a picture of what the line beside it says.
fn signing(known: &Known, lines: &[Line]) -> Vec<Line> {
    let same = |a: &Line, b: Option<&Line>| b.is_some_and(|b| key(known.of(a.content)) == key(known.of(b.content)));
    let pictured = |at: usize, line: &Line| {
        known.of(line.span).starts_with(['!', '['])
            && (same(line, lines.get(at + 1)) || (at > 0 && same(line, Some(&lines[at - 1]))))
    };
    let kept: Vec<Line> = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| !pictured(*at, line) && !is_contact(known.of(line.content), known.lexicon))
        .map(|(_, line)| *line)
        .collect();
    if kept.is_empty() { lines.to_vec() } else { kept }
}

/// Whether blank lines stand between nearly all lines, so that they tell nothing: names and posts each on a line.
fn is_spaced(known: &Known, lines: &[Line], gaps: &[bool]) -> bool {
    let blank = gaps.iter().filter(|gap| **gap).count();
    let posts = || {
        let posts = lines.iter().filter(|line| known.is_post(line.content) && !known.is_person(line.content)).count();
        posts > 0 && posts * 2 >= lines.iter().filter(|line| opens_with_person(known, line.content)).count()
    };
    gaps.len() >= SPACED && blank * 10 >= gaps.len() * 9 && posts()
}

/// So many lines with blank ones between are a list that is double spaced.
const SPACED: usize = 4;

/// Cuts lines into runs, each begun by a line that opens one.
pub fn runs(lines: impl Iterator<Item = (Span, bool)>) -> Vec<Few<Span>> {
    let mut found: Vec<Few<Span>> = Vec::new();
    for (line, opens) in lines {
        match found.last_mut() {
            Some(row) if !opens => row.push(line),
            _ => found.push(Few::from_elem(line, 1)),
        }
    }
    found
}

/// Blocks of two to five lines parted by blank lines, each a name over what describes it: a row each.
fn groups(known: &Known, pieces: &[Piece]) -> Option<Vec<bool>> {
    let starts: Vec<usize> = (0..pieces.len()).filter(|i| pieces[*i].gap).collect();
    let size = |i: usize| starts.get(i + 1).copied().unwrap_or(pieces.len()) - starts[i];
    let blocks: Vec<usize> = (0..starts.len()).filter(|i| (2..=5).contains(&size(*i))).map(|i| starts[i]).collect();
    let person = |at: usize| opens_with_person(known, pieces[at].span);
    let named = blocks.iter().filter(|at| person(**at)).count();
    let other = |at: usize| person(at) && (is_titled(known, pieces[at].span) || !describes(known, pieces[at].span));
    let twice = blocks.iter().filter(|at| other(**at + 1)).count();
    let alike = blocks.len() >= 2 && blocks.len() * 10 >= starts.len() * 7;
    let opens = || pieces.iter().map(|piece| piece.gap).collect();
    (alike && named * 10 >= blocks.len() * 6 && twice * 3 <= blocks.len()).then(opens)
}

/// Which lines open a row. Where names of people alternate with lines that describe them, each name opens one;
/// otherwise each line does, but for one that goes on with a line left open.
/// `cut` are the fields of each.
fn opens_row(known: &Known, pieces: &[Piece], cut: &[Fields]) -> Vec<bool> {
    let person: Vec<bool> = cut.iter().map(|fields| names_person(known, fields)).collect();
    let told = |at: usize| describes(known, pieces[at].span);
    let placed = || cut.iter().filter(|fields| ends_in_state(known, fields)).count();
    let others: Vec<usize> = (0..pieces.len()).filter(|i| !person[*i]).collect();
    let people = pieces.len() - others.len();
    let attached = others.iter().filter(|i| **i > 0 && !pieces[**i].gap && told(**i)).count();
    // One signatory may have a whole address below the name.
    let most = if people == 1 { 8 } else { people * 3 };
    // In a mixed list bodies stand between people as they come; below a name in a block its description always does.
    let alone = (0..pieces.len()).filter(|i| person[*i] && person.get(i + 1).is_none_or(|next| *next)).count();
    let individuals = pieces.iter().filter(|piece| tells_individual(known.of(piece.span))).count();
    let most = if alone * 3 > people || individuals >= 2 { 0 } else { most };
    // Posts and wards stand below a name, whatever stands beside it.
    let posted = |i: &usize| {
        let first = cut[*i].first().copied().unwrap_or(pieces[*i].span);
        known.is_post(first) || known.is_district(first)
    };
    let most = if most == 0 && individuals < 2 && others.iter().all(posted) { people * 3 } else { most };
    let most = if people == 1 && placed() >= 3 { 0 } else { most };
    let blocks = person[0] && attached * 2 >= others.len() && others.len() <= most && others.len() * 5 >= people * 2;
    let ended = pieces.iter().filter(|piece| known.of(piece.span).ends_with(',')).count();
    let commas_end = ended * 10 >= pieces.len() * 7;
    let lengths: Vec<usize> = pieces.iter().map(|piece| known.of(piece.span).chars().count()).collect();
    let width = lengths.iter().copied().max().unwrap_or(0);
    // Many lines come near to a margin; few come near to the longest name.
    let near = lengths.iter().filter(|length| **length * 20 >= width * 17).count();
    let at_margin = width >= NARROWEST && near * 8 >= pieces.len();
    let mut commas: Vec<usize> = pieces.iter().map(|piece| known.count(',', piece.span)).collect();
    commas.sort_unstable();
    let usual = commas[commas.len() / 2];
    // "de Marlow, Ada, Secretary": a family name in small letters opens a row that has as many commas as the others.
    let is_family = |line: &str| {
        let particle = known.book.facts(line.split(' ').next().unwrap_or("")).is(Fact::Particle);
        particle && usual >= 2 && line.matches(',').count() >= usual
    };
    let mut opens = vec![true; pieces.len()];
    for i in 1..pieces.len() {
        let (above, line) = (known.of(pieces[i - 1].span), known.of(pieces[i].span));
        let first = || line.split(' ').next().map_or(0, |word| word.chars().count());
        let full = at_margin && lengths[i - 1] + 1 + first() > width;
        let broken = dangles(above) || (full && line.starts_with(char::is_lowercase) && !is_family(line));
        let comma = above.ends_with(',') && !commas_end;
        // A line that goes on with an unfinished one above it ("Professor of Law,") belongs to it whatever it says.
        let hangs = !pieces[i].gap && (broken || (comma && !(blocks && person[i - 1])));
        let described = blocks && !person[i] && (!pieces[i].gap || told(i));
        opens[i] = !(described || hangs);
    }
    labels::hold(known, pieces, &person, &mut opens);
    opens
}

/// Rows go on below at no narrower margin, in characters.
pub const NARROWEST: usize = 30;

/// Whether a line stops in the middle: in a bracket, or behind a comma, "&" or a small word.
pub fn is_open(line: &str) -> bool {
    line.ends_with(',') || dangles(line)
}

/// Whether a line stops in a bracket, or behind "&" or a small word.
fn dangles(line: &str) -> bool {
    const SMALL: &[&str] = &[
        "of", "and", "the", "for", "in", "at", "on", "to", "with", "de", "del", "do", "da", "di", "du", "des", "por",
        "para", "pour", "e", "y", "et", "und", "für", "der", "el", "la", "le", "los", "las", "les",
    ];
    let count = |mark: u8| memchr_iter(mark, line.as_bytes()).count();
    let last = memrchr(b' ', line.as_bytes()).map_or(line, |at| &line[at + 1..]);
    line.ends_with('&') || (last.len() <= 4 && SMALL.contains(&last)) || count(b'(') > count(b')')
}

/// Whether a line reads as a post, a body or an address rather than as a name.
fn describes(known: &Known, line: Span) -> bool {
    const TOLD: [Fact; 5] = [Fact::Position, Fact::PositionModifier, Fact::OrganisationHead, Fact::State, Fact::Place];
    known.of(line).contains(['@', ',']) || known.holds(line, TOLD)
}

/// Whether a title and a name open a line: "Councillor Ada Marsh, Mill Ward".
fn is_titled(known: &Known, line: Span) -> bool {
    let first = fields(known, line, Marks::USUAL).first().map_or("", |field| known.of(*field));
    let words: Vec<Word> = first.split_whitespace().map(|word| known.book.word(word)).collect();
    let title = known.lexicon.honorifics.longest_at(&words);
    title.is_some_and(|(n, _)| n < words.len()) && known.person_score(first) > 1.0
}

/// "Harbour Union, Kenya"
fn ends_in_state(known: &Known, found: &[Span]) -> bool {
    let last = found.last().map_or(Text::new(), |field| key(known.of(*field)));
    found.len() > 1 && known.lexicon.states.class(&last) == Some("state")
}

/// Whether a blank line stands between two lines, or a whole one that belongs to neither.
pub fn blank_between(text: &str, above: Line, below: Line) -> bool {
    let between = &text[above.span.end..below.span.start];
    if between == "\n" {
        return false;
    }
    let mut between = between.split('\n').map(str::trim);
    between.next();
    between.next_back();
    // The end of a page inside a row is no gap.
    let page = is_open(above.content.of(text)) && between.clone().any(|line| !line.is_empty());
    !page && between.any(str::is_empty)
}
