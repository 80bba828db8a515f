//! The rows of a list, decided from the list as a whole.

use super::columns::side_by_side;
use super::fields::{Marks, fields, names_person, opens_with_person, without_comment};
use super::furniture::is_contact;
use super::known::Known;
use super::labels;
use super::lines::{has_more_words, words_of};
use super::order::{finish, finish_cut};
use super::runs::names_body;
use super::table::{Reading, read};
use crate::lexicon::{Fact, Glossary, Word, key};
use crate::model::{Block, Line, Row, Span};
use crate::text::tells_individual;

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
    if let Some(rows) = described_run(known, lines) {
        return finish(known, rows, Some(Marks::USUAL));
    }
    if let Some(mark) = run_mark(known, lines) {
        let mut rows = cut(known, lines, mark);
        part_last(known, &mut rows);
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
        return finish(known, pieces.iter().map(|piece| vec![piece.span]).collect(), None);
    }
    let spans: Vec<Span> = pieces.iter().map(|piece| piece.span).collect();
    if let Some(opens) = groups(known, &pieces) {
        return finish(known, labels::person_first(known, runs(spans.into_iter().zip(opens))), None);
    }
    let marks = Marks::of(known, &spans);
    let cut: Vec<Vec<Span>> = spans.iter().map(|line| fields(known, *line, marks)).collect();
    let opens = opens_row(known, &pieces, &cut);
    // Where each line is a row, its fields are told.
    if opens.iter().all(|opens| *opens) {
        return finish_cut(known, spans.into_iter().map(|line| vec![line]).zip(cut).collect(), marks);
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

/// The mark that parts the names of a run: lines that are one text, and not one name each.
pub fn run_mark(known: &Known, lines: &[Line]) -> Option<char> {
    let count = |span: Span, mark: char| known.of(span).matches(mark).count();
    let even = |mark| lines.len() > 1 && lines.iter().all(|line| count(line.span, mark) == count(lines[0].span, mark));
    let whole = lines.first()?.span.join(lines.last()?.span);
    let is_run = |mark: &char| match mark {
        ';' if is_strung(known, lines) => true,
        ';' => count(whole, ';') >= 2 && !even(';') && (lines.len() <= 3 || is_flowing(known, lines, ';')),
        // Rows of one width that all open with a person and have as many fields are no run.
        _ => {
            let rows = || even(',') && lines.iter().all(|line| opens_with_person(known, line.content));
            (lines.len() <= 2 || (is_flowing(known, lines, ',') && !rows())) && is_comma_run(known, lines)
        }
    };
    [';', ','].into_iter().find(is_run)
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
    let several = lines.iter().filter(|line| known.of(line.content).matches(mark).count() >= 2).count();
    let ended = lines.iter().filter(|line| known.of(line.content).ends_with(mark)).count();
    let marked = lines.iter().any(|line| line.marked);
    !marked && several * 10 >= lines.len() * 8 && ended * 2 <= lines.len() && has_one_width(known, lines)
}

/// Whether all lines but the last are about as long as the longest.
fn has_one_width(known: &Known, lines: &[Line]) -> bool {
    let length = |line: &Line| known.of(line.content).chars().count();
    let longest = lines.iter().map(length).max().unwrap_or(0);
    lines[..lines.len() - 1].iter().all(|line| length(line) * 10 >= longest * 7)
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
fn opens_row(known: &Known, pieces: &[Piece], cut: &[Vec<Span>]) -> Vec<bool> {
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
    let width = pieces.iter().map(|piece| known.of(piece.span).chars().count()).max().unwrap_or(0);
    // Many lines come near to a margin; few come near to the longest name.
    let near = pieces.iter().filter(|piece| known.of(piece.span).chars().count() * 20 >= width * 17).count();
    let at_margin = width >= NARROWEST && near * 8 >= pieces.len();
    let mut commas: Vec<usize> = pieces.iter().map(|piece| known.of(piece.span).matches(',').count()).collect();
    commas.sort_unstable();
    let usual = commas[commas.len() / 2];
    // "de Marlow, Ada, Secretary": a family name in small letters opens a row that has as many commas as the others.
    let is_family = |line: &str| {
        let particle = known.book.word(line.split(' ').next().unwrap_or("")).is(Fact::Particle);
        particle && usual >= 2 && line.matches(',').count() >= usual
    };
    let mut opens = vec![true; pieces.len()];
    for i in 1..pieces.len() {
        let (above, line) = (known.of(pieces[i - 1].span), known.of(pieces[i].span));
        let first = line.split(' ').next().map_or(0, |word| word.chars().count());
        let full = at_margin && above.chars().count() + 1 + first > width;
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
    let count = |mark: u8| line.bytes().filter(|byte| *byte == mark).count();
    let last = line.bytes().rposition(|byte| byte == b' ').map_or(line, |at| &line[at + 1..]);
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
    let last = found.last().map_or(String::new(), |field| key(known.of(*field)));
    found.len() > 1 && known.lexicon.states.class(&last) == Some("state")
}

/// Whether a blank line stands between two lines, or a whole one that belongs to neither.
fn blank_between(text: &str, above: Line, below: Line) -> bool {
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

/// Words of the longest cell of a run of people: "Prof. Ada J. van der Marsh and Dr. Tom Lind".
const NAME: usize = 12;

/// "Ada Marsh, Chair of Quay Watch, Tom Lind, judge, and Jo Tamm, Reed Institute": the rows of a run in which commas part
/// people from each other and from what they are.
fn described_run(known: &Known, lines: &[Line]) -> Option<Vec<Vec<Span>>> {
    let marked = lines.iter().any(|line| line.marked);
    let commas = lines.iter().map(|line| known.of(line.content).matches(',').count()).sum::<usize>();
    let parted = lines.iter().any(|line| known.of(line.content).contains(';'));
    // Where most lines open with a person, each is a row.
    let rows = || lines.iter().filter(|line| opens_with_person(known, line.content)).count() * 2 > lines.len();
    if marked || parted || commas < DESCRIBED || (lines.len() > 1 && (!is_flowing(known, lines, ',') || rows())) {
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
    let whole = |row: Vec<Span>| row.into_iter().reduce(Span::join).into_iter().collect();
    told.then(|| runs(cells.into_iter().zip(opens)).into_iter().map(whole).collect())
}

/// Such a run has so many commas at least, and so many people.
const DESCRIBED: usize = 5;
const LEAST_DESCRIBED: usize = 3;

/// Whether the lines are one run of at least so many people parted by commas, each in two words or more.
pub fn is_run_of_people(known: &Known, lines: &[Line], least: usize) -> bool {
    let commas = || lines.iter().map(|line| known.of(line.content).matches(',').count()).sum::<usize>();
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
    let headed = |name: &str| name.split(' ').any(|word| known.book.word(word).is(Fact::OrganisationHead));
    let bare = |cell: &Span| known.of(*cell).split(['(', '（']).next().unwrap_or("").trim();
    let named = |cell: &&Span| known.person_score(bare(cell)) > 0.4 || headed(bare(cell));
    let first = |cell: Span| known.book.word(known.of(cell).split(' ').next().unwrap_or(""));
    // "Refugee Council" opens with what people are, and is a body.
    let closed = |cell: Span| {
        let last = bare(&cell).rsplit(' ').next().unwrap_or("");
        words_of(bare(&cell)) == 2 && known.book.word(last).is(Fact::OrganisationHead)
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
fn cut(known: &Known, lines: &[Line], mark: char) -> Vec<Vec<Span>> {
    let text = known.text;
    let whole = lines[0].content.join(lines[lines.len() - 1].content);
    let mut found = Vec::new();
    let mut start = whole.start;
    let mut depth = 0i32;
    let outside = move |(_, c): &(usize, char)| {
        depth = (depth + i32::from(*c == '(') - i32::from(*c == ')')).max(0);
        *c == mark && depth == 0
    };
    let ends = whole.of(text).char_indices().filter(outside).map(|(at, mark)| (whole.start + at, mark.len_utf8()));
    for (end, length) in ends.chain([(whole.end, 0)]) {
        let cell = strip_and(text, Span::new(start, end).trim(text));
        if !cell.is_empty() {
            found.push(vec![cell]);
        }
        start = end + length;
    }
    found
}

/// "…, Quay Watch, Reed Institute and the Mill Union": the last two bodies of a run, which "and" joins.
fn part_last(known: &Known, rows: &mut Vec<Vec<Span>>) {
    let Some(&[last]) = rows.last().map(Vec::as_slice) else { return };
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
        rows.extend(two.map(|span| vec![span]));
    }
}

/// A cell without the "and" before it and the full stop behind the last one.
fn strip_and(text: &str, cell: Span) -> Span {
    let inner = cell.of(text);
    let lead = ["and the ", "and ", "the ", "& "].into_iter().find(|lead| inner.starts_with(lead));
    Span::new(cell.start + lead.map_or(0, str::len), cell.end)
}
