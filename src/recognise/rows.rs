//! Names in the rows of a signatory list: the first field of each row names who signs.

use super::beside::folded;
use super::employers::is_held_in_bodies;
use super::memory::Memory;
use super::people::{in_columns, pair, person_mention, small_letters};
use super::phrase::Reader;
use super::politics::{initials, inside, is_seat, party, states};
use crate::lexicon::{Book, Fact, Glossary, Word, key};
use crate::model::{Block, Column, Field, Form, Kind, Layout, Mention, MentionRule, Row, RowFields, Span, Text};
use crate::names::shape::{is_acronym, is_caseless, may_open_bracket, person_score, without_figures};
use crate::text::tells_individual;
use memchr::memchr_iter;

/// A description of more words is read as running text.
const LONGEST_FIELD: usize = 16;

/// How far a list leans to people (above 0) or to bodies: what its rows and its heading say together.
#[derive(Debug, Clone, Copy)]
struct Lean {
    /// Added to the first field's own score.
    points: f32,
    /// Whether some rows say "in an individual capacity", so that the others sign for bodies.
    individuals: bool,
    /// Whether most rows are states, which sign as bodies do.
    states: bool,
}

/// What the document's other texts tell of its rows.
pub struct Known<'a> {
    /// The bodies named in running text.
    pub memory: &'a Memory,
    /// The names that the tagger finds in a field, in the order of the text.
    pub tag: &'a dyn Fn(Span) -> Vec<Mention>,
    /// The words of rows that were met.
    pub book: &'a Book<'a>,
}

/// The names of a signature block or a roster: one name a row, and the bodies in the rest of the row.
pub fn of_list(text: &str, layout: &Layout, block: &Block, known: &Known) -> Vec<Mention> {
    let reader = Reader::new(text, known.memory, known.tag, known.book);
    let points: Vec<f32> = block.rows.iter().map(|row| signed(text, name_of(row), known.book)).collect();
    let lean = leaning(&reader, layout, block, &points);
    let mut found = Vec::with_capacity(block.rows.len());
    for (row, points) in block.rows.iter().zip(points) {
        reader.turn();
        let small = || small_letters(text, name_of(row), known.book);
        let points = if points < 0.0 && lean.points > 0.8 { small().unwrap_or(points) } else { points };
        found.extend(of_row(&reader, row, lean, points));
    }
    found
}

/// A list whose rows agree pulls the doubtful ones along, the more the more rows there are; a heading decides.
fn leaning(reader: &Reader, layout: &Layout, block: &Block, points: &[f32]) -> Lean {
    let (text, lexicon, rows) = (reader.text, reader.lexicon, &block.rows);
    let bodies = rows.iter().filter(|row| names_body(reader, row.name().span)).count() as f32;
    let people = points.iter().filter(|points| **points > 0.4).count() as f32;
    let told = people + bodies;
    let mean = if told > 0.0 { (people - bodies) / told } else { 0.0 };
    let agreed = rows.len() >= 5 && told * 2.0 >= rows.len() as f32 && mean.abs() > 0.4;
    let heading = block.section.map(|i| layout.blocks[i].lines[0].content.of(text).trim_end_matches([':', '*', ' ']));
    let plural = |line: &str| {
        let last = key(line.rsplit(' ').next().unwrap_or(""));
        last.ends_with('s') && lexicon.organisation_heads.has(&last)
    };
    // "Organisations that support this letter"
    let opened = |line: &str| {
        let keys: Vec<Text> = line.split_whitespace().map(key).collect();
        lexicon.list_openers.longest_at(&keys).map(|(_, class)| class).filter(|class| class.ends_with("-section"))
    };
    let headed = match heading.and_then(|line| lexicon.list_openers.class(&key(line)).or_else(|| opened(line))) {
        Some("individual-section") => 3.0,
        Some("organisation-section") => -3.0,
        None | Some("list") if heading.is_some_and(plural) => -3.0,
        _ => 0.0,
    };
    let individuals = rows.iter().filter(|row| is_individual(text, row)).count() >= 2;
    let states = rows.iter().filter(|row| !states(reader, row).is_empty()).count() * 2 > rows.len();
    Lean { points: mean * if agreed { 2.4 } else { 0.8 } + headed, individuals, states }
}

/// Whether a first field holds a word that only bodies are called by.
fn names_body(reader: &Reader, field: Span) -> bool {
    let inner = without_brackets(reader.text, field).of(reader.text);
    let is = |word: &str, fact: Fact| reader.book.facts(word).is(fact);
    let headed = || inner.split(|c: char| !c.is_alphanumeric()).any(|word| is(word, Fact::OrganisationHead));
    let legal = || inner.rsplit([' ', ',']).next().is_some_and(|last| is(last, Fact::LegalForm));
    let long = || memchr_iter(b' ', inner.as_bytes()).count() >= 5;
    let told = || headed() || legal() || is_acronym(inner) || long();
    person_score(inner, reader.book) <= 0.4 && told()
}

/// Whether a row says that its person signs for nobody else.
fn is_individual(text: &str, row: &Row) -> bool {
    tells_individual(row.span.of(text))
}

/// Above 0 where a field reads as a person's name, below 0 where it reads as a body's.
pub fn signed(text: &str, field: Span, book: &Book) -> f32 {
    person_score(without_figures(without_brackets(text, field).of(text)), book)
}

/// The stretch that names who stands in a row: one field, or first name and family name side by side.
fn name_of(row: &Row) -> Span {
    let names = row.fields.iter().filter(|field| field.column.names()).map(|field| field.span);
    names.reduce(Span::join).unwrap_or(row.name().span)
}

fn of_row(reader: &Reader, row: &Row, lean: Lean, own: f32) -> Vec<Mention> {
    let (text, lexicon, book) = (reader.text, reader.lexicon, reader.book);
    let first = row.name();
    let labelled = lexicon.label(row.span.of(text)).is_some();
    // "Apologies: Ada Marsh"
    if labelled && (first.span.of(text).contains(": ") || signed(text, first.span, book) <= 0.4) {
        return running(reader, &[row.span], false);
    }
    let whole = name_of(row);
    let field = without_brackets(text, whole);
    let mut points = lean.points;
    if lean.individuals {
        points += if is_individual(text, row) { 3.0 } else { -1.0 };
    }
    let mut rest: RowFields = row.fields.iter().copied().filter(|field| !whole.covers(field.span)).collect();
    let bare = field;
    let field = if points < -0.8 { enumerated(reader, field, &mut rest) } else { field };
    let own = if field == bare { own } else { signed(text, field, book) };
    let mut found: Vec<Mention> = Vec::new();
    if lean.states && !states(reader, row).is_empty() {
        return states(reader, row).into_iter().map(|state| body(text, state, 0.8)).collect();
    }
    if first.span.of(text).starts_with('!') {
        return Vec::new();
    }
    // "Ada Marsh (Reed Institute)" under "Civil society".
    let bodied = || reader.bracket(whole).is_some_and(|inner| reader.is_headed(inner)) && !names_body(reader, field);
    if points <= -3.0 && own > 0.8 && bodied() {
        points = 0.0;
    }
    if points < 0.8 && points > -3.0 && rest.first().is_some_and(|field| reader.names_post(field.span)) {
        // "Ada Marsh, independent consultant" among bodies.
        points += if own > 0.8 { 2.0 } else { 0.0 };
    }
    if let Some(pair) = pair(text, field, points, book).filter(|_| whole == first.span) {
        found.extend(pair);
        found.extend(employers(reader, &rest, ""));
        return found;
    }
    let name = if whole == first.span { named(text, field, (own, points), book) } else { in_columns(text, row, book) };
    let Some(name) = name else {
        let fields: Vec<Span> = row.fields.iter().map(|field| field.span).collect();
        return running(reader, &fields, false);
    };
    let aside = Span::new(field.end, whole.end.max(field.end)).trim(text);
    let alone = name.name.clone();
    found.push(name);
    if !aside.is_empty() {
        let inner = reader.bracket(whole).filter(|_| reader.bracket(aside).is_some());
        let told = inner.and_then(|inner| party(reader, inner).or_else(|| initials(reader, inner)));
        match inner {
            Some(inner) if is_seat(inner.of(text)) => {}
            Some(inner) if is_acronym(inner.of(text)) => found.push(body(text, inner, 0.8)),
            Some(_) if told.is_some() => found.extend(told.map(|span| body(text, span, 0.8))),
            Some(inner) if inside(text, inner).iter().any(|part| lexicon_body(reader, part.span)) => {
                found.extend(employers(reader, &inside(text, inner), &alone))
            }
            _ => {}
        }
    }
    let words = |field: &Field| field.span.of(text).split_whitespace();
    let is_long = |field: &Field| field.span.len() > 2 * LONGEST_FIELD && words(field).nth(LONGEST_FIELD).is_some();
    let (long, mut fields): (RowFields, RowFields) = rest.into_iter().partition(is_long);
    let long: Vec<Span> = long.into_iter().map(|field| field.span).collect();
    found.extend(running(reader, &long, true));
    // "Harbour Union: Ada Marsh": the body stands before its person.
    if found[0].kind == Kind::Organisation {
        let initials = |field: &Field| field.span.of(text).split_whitespace().next().is_some_and(is_acronym);
        let is_person = |field: &&Field| {
            field.column != Column::Place && person_score(field.span.of(text), book) > 0.4 && !initials(field)
        };
        let person = fields.iter().find(is_person);
        if let Some(mention) = person.and_then(|field| person_mention(text, field.span, 0.0, book)) {
            fields.retain(|field| field.span != mention.whole);
            found.push(mention);
        }
    }
    // "Advancing Justice: Tom Lind": where the rows name bodies before people, each stands there whole.
    let before = fields.iter().position(|field| field.column == Column::Body && field.span.end <= first.span.start);
    if let Some(at) = before {
        let whole = without_brackets(text, fields.remove(at).span);
        found.extend(body_mention(text, whole, -3.0, book));
    }
    found.extend(employers(reader, &fields, &alone));
    found
}

/// "Institute of Weaving, Dyeing and Felting": a body's name that goes on behind commas to an "and".
fn enumerated(reader: &Reader, name: Span, rest: &mut RowFields) -> Span {
    const AND: &[&str] = &[" and ", " e ", " y ", " et ", " und ", " & "];
    let joins = |field: &Field| {
        let written = field.span.of(reader.text);
        // "Reed Studies, Technology and Society" is one; "Reed Union, Mill and Quay Trust" are two.
        let single = |and: &&str| written.split_once(*and).is_some_and(|(left, _)| !left.trim().contains(' '));
        let last = reader.words(field.span).last().is_some_and(|last| !reader.headed(std::slice::from_ref(last)));
        let and = AND.iter().find(|and| written.contains(**and));
        and.is_some_and(|and| !reader.is_headed(field.span) || (single(and) && last))
    };
    match rest.iter().position(joins) {
        Some(last) if last <= 2 && reader.is_headed(name) => {
            let whole = name.join(rest[last].span);
            rest.drain(..=last);
            whole
        }
        _ => name,
    }
}

/// Whether the bracket behind a name holds a body's name rather than another form of the name.
fn lexicon_body(reader: &Reader, inner: Span) -> bool {
    inner.of(reader.text).contains(' ') && person_score(inner.of(reader.text), reader.book) < -1.0
}

/// The bodies of a row's description, but for the row's own name said again. Beside a body that its name shows to be one,
/// an unknown phrase is a subject; a place holds none, a post only one that is known.
fn employers(reader: &Reader, fields: &[Field], name: &str) -> Vec<Mention> {
    let fields = &whole_units(reader, fields);
    let mut posted = false;
    // A body behind a post of its own ("Reed Institute, Pilot, Qvarzo") stands beside one that its name shows.
    let (mut anew, mut held) = (false, Vec::new());
    let mut found: Vec<Span> = Vec::new();
    for field in fields.iter().filter(|field| field.column != Column::Place) {
        let said = reader.said(field.span);
        if said.idle {
            continue;
        }
        let mut bodies = reader.bodies(field.span, posted);
        match field.column {
            Column::Post => bodies.retain(|body| reader.is_headed(*body)),
            Column::Body if bodies.is_empty() => {
                // Before another field a body's is a unit, or a subject.
                let behind = || fields.iter().filter(|other| other.span > field.span && other.column == Column::About);
                let told = behind().any(|other| reader.is_headed(other.span));
                let stands = |body: &Span| behind().next().is_none() || (!told && reader.is_strange(*body));
                bodies.extend(reader.whole_body(field.span).filter(stands));
            }
            _ => {}
        }
        let post = said.posted;
        // "CTO of Qvarzo" beside a university.
        let strange = |body: Span| reader.words(body).first().is_some_and(|word| !reader.is_ordinary(word));
        let own = |body: &&Span| strange(**body) && holds_posts(reader, Span::new(field.span.start, body.start));
        held.extend(bodies.iter().filter(own).copied());
        if anew && !post {
            held.extend(bodies.iter().copied().filter(|body| reader.is_strange(*body)));
            anew = bodies.is_empty();
        }
        found.extend(bodies);
        anew |= post && found.iter().any(|body| reader.is_headed(*body));
        posted |= post;
    }
    found.retain(|body| !is_said(body.of(reader.text), name));
    let shown = found.iter().any(|body| reader.is_headed(*body));
    let behind = |body: &Span| found.iter().any(|other| other > body && reader.is_headed(*other));
    let told = |body: &Span| {
        let stands = reader.is_strange(*body) || !behind(body);
        stands && fields.iter().any(|field| field.column == Column::Body && field.span.covers(*body))
    };
    let kept: Vec<Span> =
        found.iter().copied().filter(|b| !shown || reader.is_known(*b) || told(b) || held.contains(b)).collect();
    let found = kept;
    found.into_iter().map(|span| body(reader.text, span, 0.8)).collect()
}

/// Whether two names are one; most begin with other letters.
fn is_said(body: &str, name: &str) -> bool {
    let first = |name: &str| name.bytes().next().filter(u8::is_ascii_alphabetic).map(|first| first | 0x20);
    let apart = matches!((first(body), first(name)), (Some(one), Some(other)) if one != other);
    !apart && key(body) == key(name)
}

/// Whether words lead from a post that is held in bodies to the body: "CTO of", "Director at the".
fn holds_posts(reader: &Reader, lead: Span) -> bool {
    let words = reader.words(lead);
    let small = words.iter().rev().take_while(|word| matches!(word.key(), "of" | "at" | "the")).count();
    let post = words[..words.len() - small].last();
    small > 0 && post.is_some_and(|post| is_held_in_bodies(post.key(), reader.lexicon))
}

/// "School of Weaving, Dyeing and Felting, Reed University": a unit's name that goes on behind a comma is one field.
fn whole_units(reader: &Reader, fields: &[Field]) -> RowFields {
    let mut whole = RowFields::new();
    for field in fields {
        let subjects = reader.said(field.span).subjects;
        let unit = |above: &&mut Field| {
            let above = reader.words(above.span);
            let of = above.iter().position(|word| word.key() == "of");
            let subject = above.last().is_some_and(|last| reader.is_ordinary(last) && !reader.is_place(last.span));
            of.is_some_and(|of| of > 0 && reader.headed(&above[..of])) && subject
        };
        match whole.last_mut().filter(|above| subjects && unit(above)) {
            Some(above) => above.span = above.span.join(field.span),
            None => whole.push(*field),
        }
    }
    whole
}

/// Names in fields that are read as running text.
fn running(reader: &Reader, fields: &[Span], named: bool) -> Vec<Mention> {
    let tagged = fields.iter().flat_map(|field| (reader.tag)(*field));
    tagged.filter(|mention| mention.kind != Kind::Person || !named).collect()
}

/// The mention that a first field makes: a person's name without titles, or a body's name whole.
///
/// `points` are those of the field as a person's name, and those that the list adds.
fn named(text: &str, field: Span, points: (f32, f32), book: &Book) -> Option<Mention> {
    let (own, lean) = points;
    let inner = field.of(text);
    let words = inner.split_whitespace().count();
    let letters = inner.chars().filter(|c| c.is_alphabetic()).take(2).count();
    let capital = inner.chars().any(|c| c.is_uppercase()) || is_caseless(inner) || lean.abs() > 0.8;
    // Most names hold none of the marks of addresses and links.
    let linked = inner.bytes().any(|byte| matches!(byte, b'@' | b'?' | b'!' | b'<' | b'>' | b'=' | b':' | b']' | b'w'));
    let marks = linked
        && (inner.contains(['@', '?', '!', '<', '>', '='])
            || ["://", "](", "www."].into_iter().any(|mark| inner.contains(mark)));
    // "Name withheld" names nobody.
    let withheld = || {
        let pair = |two: &[u8]| matches!([two[0] | 0x20, two[1] | 0x20], [b'h', b'h'] | [b'y', b'm']);
        inner.as_bytes().windows(2).any(pair) && ["withheld", "anonymous"].iter().any(|word| key(inner).contains(word))
    };
    // "My children learned to swim here": a remark.
    let low = || inner.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    let remark = inner.starts_with(['"', '«', '‘']) && words >= 4 && low() * 2 >= words;
    let scrap = remark
        || inner.ends_with(['”', ':', '，', '：', '/', ')'])
        || inner.starts_with(['“', '(', '!', '[', '#'])
        || withheld();
    if words == 0 || words > 16 || letters < 2 || !capital || marks || scrap {
        return None;
    }
    if own + lean > 0.0 { person_mention(text, field, lean, book) } else { body_mention(text, field, lean, book) }
}

fn body_mention(text: &str, field: Span, lean: f32, book: &Book) -> Option<Mention> {
    let (inner, lexicon) = (field.of(text), book.tables());
    let words = inner.split(|c: char| !c.is_alphanumeric()).map(|word| book.word(word));
    let words: Vec<Word> = words.filter(|word| !word.key.is_empty()).collect();
    let headed = words.iter().any(|word| word.is_any([Fact::OrganisationHead, Fact::LegalForm]));
    let opens = |at: usize| lexicon.positions.longest_at(&words[at..]).is_some();
    let posted = !headed && (0..words.len().min(3)).any(|at| words[at].is(Fact::OpensPosition) && opens(at));
    let counted = inner.starts_with(|c: char| c.is_ascii_digit()) && !inner.contains(char::is_uppercase);
    let plain = |word: &&Word| lexicon.common_words.has(&word.key);
    let running = words.len() > 6 && !headed && words.iter().filter(plain).count() * 10 > words.len() * 8;
    let place = words.len() == 1 && words[0].is_any([Fact::State, Fact::Place]);
    // Where all rows are bodies, "Witness" and "Amazon" are, too.
    let state = lexicon.states.has(&key(inner));
    if running || counted || state || (lean > -1.2 && (posted || place)) {
        return None;
    }
    Some(body(text, field, if headed { 0.9 } else { 0.7 }))
}

fn body(text: &str, span: Span, confidence: f32) -> Mention {
    let inner = span.of(text);
    let mut body = Mention::new(Kind::Organisation, folded(inner), span, MentionRule::Row, confidence);
    if is_acronym(inner) {
        body.form = Form::Acronym;
    }
    body
}

/// A field without a closing bracket such as "(ABC)" or "(in an individual capacity)"; one inside a name stays.
fn without_brackets(text: &str, field: Span) -> Span {
    let inner = field.of(text);
    if !may_open_bracket(inner) {
        return field;
    }
    let goes_on = |at: usize| {
        let close = inner[at..].find([')', '）']);
        close.is_some_and(|close| inner[at + close..].contains(char::is_alphabetic))
    };
    match inner.find(['(', '（']) {
        Some(at) if at > 0 && !goes_on(at) => Span::new(field.start, field.start + at).trim(text),
        _ => field,
    }
}
