//! Groups of lines and what each looks like by itself.

use super::fields::opens_with_person;
use super::furniture::{is_aside, is_furniture, is_page_number};
use super::known::Known;
use super::labels::alone;
use super::lines::{Shape, has_more_words, shapes};
use super::runs::{is_name_shaped, names_body};
use super::titles;
use crate::lexicon::{Fact, Lexicon, Table, Word, key};
use crate::model::{Block, BlockKind, Document, Line, Span, Text};
use crate::text::{TokenKind, tokens};
use memchr::memchr;
use std::cell::LazyCell;

/// Lines with no blank line between them.
pub type Group = Vec<Shape>;

/// A line of at most this many words may be a heading, a row, or part of an address.
pub const SHORT_LINE: usize = 14;

/// Words of the longest salutation: "Dear Chair Marsh and Members of the Harbour Committee of …:".
const GREETING: usize = 30;
/// Running text is broken at no narrower margin, in characters.
const NARROWEST: usize = 45;

/// The groups of a text: parted by blank lines, and where a heading, a salutation or the first mark of a list begins.
pub fn groups(text: &str) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut open = false;
    for shape in shapes(text) {
        match shape {
            None => open = false,
            Some(shape) => {
                let last = found.last().and_then(|group| group.last()).copied();
                let joins = open && last.is_some_and(|last| continues(last, shape));
                if joins {
                    found.last_mut().expect("last is there").push(shape);
                } else {
                    found.push(vec![shape]);
                }
                open = true;
            }
        }
    }
    found
}

/// Whether a line belongs to the group of the line above it.
fn continues(above: Shape, below: Shape) -> bool {
    let heading = above.heading > 0 || below.heading > 0;
    let list_starts = below.line.marked && !above.line.marked && above.words > SHORT_LINE;
    !heading && !list_starts
}

/// Blocks by their own look: headings, dates, salutations, sign-offs, lists, furniture; the rest is paragraphs.
pub fn classify(known: &Known, document: &Document, groups: &[Group]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for group in groups {
        for (kind, lines) in split(known, group) {
            let span = lines[0].span.join(lines[lines.len() - 1].span);
            blocks.push(Block { kind, span, lines, section: None, rows: Vec::new() });
        }
    }
    titles::mark(known, document, &mut blocks);
    blocks
}

/// A group as one block, or as a salutation, sign-off or date and what stands around it.
fn split(known: &Known, group: &[Shape]) -> Vec<(BlockKind, Vec<Line>)> {
    let (text, lexicon) = (known.text, known.lexicon);
    let mut parts: Vec<(BlockKind, Vec<Line>)> = Vec::new();
    let mut rest: Group = Vec::new();
    let mixed = LazyCell::new(|| {
        let furnished = |line: &str| is_furniture(line, known.book.first(line).as_ref(), lexicon);
        let furnished = group.iter().filter(|shape| furnished(shape.line.content.of(text))).count();
        group.len() >= 4 && furnished * 2 < group.len()
    });
    if let [label, below, ..] = group
        && is_label(label.line.content.of(text), lexicon)
        && (below.words <= SHORT_LINE && !ends_sentence(below.line.content.of(text))
            || is_row_of_names(below.line.content.of(text)))
    {
        parts.push((BlockKind::Heading, vec![label.line]));
        parts.extend(split(known, &group[1..]));
        return parts;
    }
    for (i, shape) in group.iter().enumerate() {
        if is_copy(shape.line.content.of(text), lexicon) {
            flush(text, &mut rest, &mut parts);
            parts.push((BlockKind::Address, group[i..].iter().map(|shape| shape.line).collect()));
            return parts;
        }
        let next = group.get(i + 1);
        let row = |kind: &BlockKind| match kind {
            // "**Ada Marsh AO**" between rows of a list is one of them.
            BlockKind::Heading => {
                let titled = shape.heading > 0 || shape.line.content.of(text).ends_with(':');
                shape.line.marked && !titled && is_between_marks(group, i)
            }
            // "Twitter" among share buttons is furniture; as one row of a list of names it is a name.
            BlockKind::Boilerplate => shape.line.marked && *mixed,
            // So is "Witness", which signs a deed, and "Cher Maddox", who greets nobody.
            BlockKind::SignOff => i > 0 && shape.words == 1 && is_inner_row(text, group[i - 1], *shape, next),
            BlockKind::Salutation => {
                let ends = shape.line.content.of(text).ends_with([',', ':', '!']);
                let dated = || i > 0 && is_date(group[i - 1].line.content.of(text), lexicon);
                shape.line.marked || (i > 0 && group.len() >= 4 && next.is_some() && !ends && !dated())
            }
            _ => false,
        };
        let single = single(known, shape, next).filter(|kind| !row(kind));
        // "INTERNATIONAL" in a menu is furniture; over names of bodies it heads them.
        let heads = single == Some(BlockKind::Boilerplate) && i == 0 && shape.words <= 2 && heads_bodies(known, group);
        let labels = single.is_none() && i == 0 && next.is_some_and(|next| is_over_rows(known, shape, next));
        match if heads || labels { Some(BlockKind::Heading) } else { single } {
            Some(kind) => {
                flush(text, &mut rest, &mut parts);
                parts.push((kind, vec![shape.line]));
            }
            None => rest.push(*shape),
        }
    }
    flush(text, &mut rest, &mut parts);
    parts
}

/// Whether the lines above and below are marked as rows, or the one there is.
fn is_between_marks(group: &[Shape], at: usize) -> bool {
    let marked = |shape: Option<&Shape>| shape.is_none_or(|shape| shape.line.marked);
    group.len() > 1 && marked(at.checked_sub(1).map(|above| &group[above])) && marked(group.get(at + 1))
}

/// "Academia:" over a short line that is no such: a line of a few words that ends with a colon and names nobody.
fn is_over_rows(known: &Known, shape: &Shape, next: &Shape) -> bool {
    let below = known.of(next.line.content);
    let named = || opens_with_person(known, next.line.content) || names_body(below, known.book);
    let short = next.words <= SHORT_LINE || below.matches([',', ';']).count() > 1;
    short && !below.ends_with(':') && named() && !shape.line.marked && is_part(known, shape.line.content)
}

/// Words of a line over a part of a list.
const PART: usize = 4;

/// "Academia:", "Elected members:": a few words before a colon that name nobody.
pub fn is_part(known: &Known, line: Span) -> bool {
    let written = known.of(line);
    let shaped = written.ends_with(':') && written.starts_with(char::is_uppercase);
    let few = || !has_more_words(written, PART) && !written.contains(|c: char| c.is_ascii_digit());
    shaped && few() && alone(known.text, line).is_none() && !known.is_person(line)
}

/// Whether the first line of a group is in capitals, all others look like names, and half of them name bodies.
fn heads_bodies(known: &Known, group: &[Shape]) -> bool {
    let text = known.text;
    let named = |shape: &&Shape| names_body(known.of(shape.line.content), known.book);
    let shaped = |shape: &Shape| shape.words > 1 && is_name_shaped(shape.line.content.of(text));
    let loud = !group[0].line.content.of(text).contains(char::is_lowercase);
    let (rest, least) = (&group[1..], group.len() / 2);
    loud && rest.len() > 1 && rest.iter().all(shaped) && rest.iter().filter(named).count() >= least
}

/// An item of a row of names has no more words.
const ITEM: usize = 12;

/// "Ada Marsh (Reed Institute), Jo Tamm, Oskar Lind and …": several short items, each of which begins with a capital.
fn is_row_of_names(line: &str) -> bool {
    let named = |item: &str| item.starts_with(char::is_uppercase) && item.split_whitespace().count() <= ITEM;
    line.matches(", ").count() > 1 && line.split(", ").all(named)
}

/// "Speakers", "Moderator", "PRESENT": a line of one to three words over names that says what they do.
pub fn is_label(line: &str, lexicon: &Lexicon) -> bool {
    let bare = key(line.trim_end_matches([':', ' ']));
    let several = bare.ends_with('s') && lexicon.speaker_lists.has(&bare);
    let noun = |table: &Table| table.class(&bare) == Some("noun");
    bare.split(' ').count() <= 3 && (several || noun(&lexicon.chairing) || noun(&lexicon.presence))
}

/// Whether a line stands between short lines as one of them: no mark behind it, no sentence above it.
fn is_inner_row(text: &str, above: Shape, shape: Shape, below: Option<&Shape>) -> bool {
    let (line, before) = (shape.line.content.of(text), above.line.content.of(text));
    let short = |shape: &Shape| shape.words <= SHORT_LINE / 2;
    !line.ends_with([',', ':'])
        && short(&above)
        && below.is_some_and(short)
        && !ends_sentence(before)
        && !before.ends_with([',', ':'])
}

fn flush(text: &str, rest: &mut Group, parts: &mut Vec<(BlockKind, Vec<Line>)>) {
    if !rest.is_empty() {
        parts.push((group_kind(text, rest), rest.iter().map(|shape| shape.line).collect()));
        rest.clear();
    }
}

/// The kind of a line that is a block of its own wherever it stands.
fn single(known: &Known, shape: &Shape, next: Option<&Shape>) -> Option<BlockKind> {
    let (line, lexicon) = (known.of(shape.line.content), known.lexicon);
    let first = known.book.first(without_remark(line));
    let first = first.as_ref();
    if is_aside(line, shape.words, first, known.book) {
        return Some(BlockKind::Boilerplate);
    }
    if shape.words > SHORT_LINE {
        let greets = shape.words <= GREETING && line.ends_with([':', ',']) && is_salutation(line, first, lexicon);
        return greets.then_some(BlockKind::Salutation);
    }
    if is_furniture(line, first, lexicon) || is_page_number(line) {
        return Some(BlockKind::Boilerplate);
    }
    if is_date(line, lexicon) {
        return Some(BlockKind::Date);
    }
    if is_salutation(line, first, lexicon) {
        return Some(BlockKind::Salutation);
    }
    if is_sign_off(shape, line, first, lexicon) {
        return Some(BlockKind::SignOff);
    }
    let heads = opens_section(line, lexicon) || shape.heading > 0 || (shape.bold && next.is_none_or(|next| !next.bold));
    heads.then_some(BlockKind::Heading)
}

/// "Organisations:", "Individuals who support this letter:": a line over the rows of one part of a list.
pub fn opens_section(line: &str, lexicon: &Lexicon) -> bool {
    let Some(bare) = line.strip_suffix(':') else { return false };
    let keys: Vec<Text> = without_remark(bare).split_whitespace().map(key).collect();
    let opened = lexicon.list_openers.longest_at(&keys).filter(|(_, class)| class.ends_with("-section"));
    opened.is_some_and(|(n, _)| n == keys.len() || (n + 1 < keys.len() && keys[n - 1].ends_with('s')))
}

/// What several lines look like together.
fn group_kind(text: &str, group: &Group) -> BlockKind {
    let marked = group.iter().filter(|shape| shape.line.marked).count();
    if marked * 2 >= group.len() && marked > 0 {
        return BlockKind::List;
    }
    let short = group.iter().filter(|shape| shape.words <= SHORT_LINE).count();
    let ended = group.iter().filter(|shape| ends_sentence(shape.line.content.of(text))).count();
    let is_long = |line: &str| line.len() > 110 && line.chars().count() > 110;
    let long_run = group.iter().any(|shape| is_long(shape.line.content.of(text)));
    if group.len() == 1 {
        let line = group[0].line.content.of(text);
        let plain = group[0].words <= SHORT_LINE && !ends_sentence(line) && !line.ends_with([',', ';']);
        return if plain && line.chars().any(char::is_alphabetic) { BlockKind::Heading } else { BlockKind::Paragraph };
    }
    if short == group.len() && !long_run && ended * 3 <= group.len() && !is_wrapped(text, group) {
        return BlockKind::List;
    }
    BlockKind::Paragraph
}

/// Whether the lines are one running text broken at a margin: lines that open in lower case or end in mid-phrase, or
/// sentences on lines that are full.
fn is_wrapped(text: &str, group: &Group) -> bool {
    let opens_low = group[1..].iter().filter(|s| s.line.content.of(text).starts_with(char::is_lowercase)).count();
    let hangs = group[..group.len() - 1].iter().filter(|s| hangs(s.line.content.of(text))).count();
    let broken = (opens_low + hangs) * 4 >= (group.len() - 1).max(1) && opens_low > 0;
    broken || (is_full(text, group) && is_prose(text, group))
}

/// Whether no line but the last had room for the first word of the next, give or take a tenth.
fn is_full(text: &str, group: &Group) -> bool {
    let lines: Vec<&str> = group.iter().map(|shape| shape.line.content.of(text)).collect();
    let length = |line: &str| line.chars().count();
    let width = lines.iter().map(|line| length(line)).max().unwrap_or(0);
    let first = |line: &str| length(line.split_whitespace().next().unwrap_or(""));
    width >= NARROWEST && lines.windows(2).all(|pair| (length(pair[0]) + 1 + first(pair[1])) * 10 > width * 9)
}

/// Whether lines end with a full stop, and two words in five are in lower case.
fn is_prose(text: &str, group: &Group) -> bool {
    let words = || group.iter().flat_map(|shape| shape.line.content.of(text).split_whitespace());
    let low = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    let ended = group.last().is_some_and(|shape| ends_sentence(shape.line.content.of(text)));
    ended && low * 5 >= words().count() * 2
}

fn hangs(line: &str) -> bool {
    const HANGING: &[&str] =
        &["the", "a", "an", "of", "and", "to", "in", "for", "with", "that", "is", "by", "on", "as"];
    line.rsplit(' ').next().is_some_and(|word| HANGING.contains(&word))
}

pub fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '…']) || line.ends_with(".”") || line.ends_with(".\"")
}

/// Whether a line holds a date and nothing else.
pub fn is_date(line: &str, lexicon: &Lexicon) -> bool {
    // "+31 20 555 0101" is no day.
    let figure = line.bytes().fold(false, |met, byte| met | !byte.is_ascii() | byte.is_ascii_digit());
    if !figure || line.starts_with('+') || !line.contains(char::is_numeric) {
        return false;
    }
    let all = tokens(line, Span::new(0, line.len()));
    let mut numbers = 0;
    let mut months = 0;
    for token in &all {
        let word = token.span.of(line);
        match token.kind {
            TokenKind::Number => {
                let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
                if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || "./-:".contains(c)) {
                    return false;
                }
                numbers += 1;
            }
            TokenKind::Word => match (lexicon.calendar.class(&key(word)), key(word).as_str()) {
                (Some("weekday"), _)
                | (None, "of" | "date" | "dated" | "on" | "published" | "posted" | "updated" | "am" | "pm") => {}
                (Some(_), _) => months += 1,
                _ => return false,
            },
            TokenKind::Mark if word == "<" || word == "(" => return false,
            _ => {}
        }
    }
    let iso = line.chars().filter(char::is_ascii_digit).count() >= 6;
    numbers > 0 && (months > 0 || (iso && numbers <= 4))
}

/// "cc: Ada Marsh": whether a line opens those that a letter is copied to.
fn is_copy(line: &str, lexicon: &Lexicon) -> bool {
    if memchr(b':', line.as_bytes()).is_none() && !line.contains(".c.") {
        return false;
    }
    let keys: Vec<Text> = line.split_whitespace().take(4).map(key).collect();
    let copied = lexicon.salutations.longest_at(&keys).filter(|(_, class)| *class == "copy");
    copied.is_some_and(|(n, _)| line.split_whitespace().nth(n - 1).is_some_and(|last| last.ends_with([':', '.'])))
}

fn is_salutation(line: &str, first: Option<&Word>, lexicon: &Lexicon) -> bool {
    if !first.is_some_and(|first| first.key == "to" || first.is(Fact::OpensSalutation)) {
        return false;
    }
    let keys: Vec<Text> = line.split_whitespace().map(key).collect();
    let greeting = lexicon.salutations.longest_at(&keys).filter(|(_, class)| *class == "salutation");
    // "Friends of the Night Ferry" is a body.
    let named = |n: usize| {
        let small = |word: &Text| matches!(word.as_str(), "of" | "for" | "from" | "in" | "against" | "without");
        n == 1 && keys.get(1).is_some_and(small)
    };
    let greeting = greeting.filter(|(n, _)| !named(*n));
    // "Sir Edmund Vale" below a letter has a title before the name.
    let titled = keys.first().is_some_and(|first| lexicon.honorifics.has(first)) && !line.ends_with([',', ':', '!']);
    // "Cara Marsh, teacher, Quay School" is a row: a first name opens it, and it goes on behind a comma.
    let row = keys.first().is_some_and(|first| lexicon.is_given_name(first)) && line.contains(", ");
    let opens = !row && greeting.is_some_and(|(n, _)| n > 1 || keys.len() == 1 || !titled);
    let to = keys.first().is_some_and(|first| first == "to" || first == "attention");
    // "To the Members of the Harbour Committee:" greets as "Dear" does.
    let greets = keys.first().is_some_and(|first| first == "to") && keys.len() > 1 && line.ends_with([':', ',']);
    (opens && !to && !ends_sentence(line)) || greets
}

fn is_sign_off(shape: &Shape, line: &str, first: Option<&Word>, lexicon: &Lexicon) -> bool {
    let bare = without_remark(line).trim_end_matches([',', ':', '.', '!', '-', '–', '—', ' ']);
    let heads = shape.heading > 0 || shape.line.marked;
    let may_open = first.is_some_and(|first| first.is(Fact::OpensList));
    let listed = may_open.then(|| lexicon.list_openers.line(bare)).flatten();
    if let Some(class) = listed {
        return class == "list" || (class == "sign-off" && !heads);
    }
    if !line.ends_with([':', ',']) {
        return false;
    }
    let keys: Vec<Text> = bare.split_whitespace().map(key).filter(|word| !word.is_empty()).collect();
    // An everyday word ("for", "from") opens a list only as the whole line.
    let opens = |at: usize| {
        let found = lexicon.list_openers.longest_at(&keys[at..]);
        found.is_some_and(|(n, class)| class == "list" && (n > 1 || !lexicon.is_common(&keys[at])))
    };
    let listed = (0..keys.len()).any(opens) && !asks(&keys, lexicon);
    let closes =
        lexicon.list_openers.longest_at(&keys).is_some_and(|(n, class)| class == "sign-off" && n + 2 >= keys.len());
    (listed && line.ends_with(':')) || (closes && !heads && line.ends_with(','))
}

/// "We, the undersigned, demand:", "The following people were killed:": a line that announces demands, or people of whom
/// something is told, and no signatures.
fn asks(keys: &[Text], lexicon: &Lexicon) -> bool {
    let class = |word: &Text| lexicon.list_words.class(word);
    let signs = keys.iter().any(|word| class(word) == Some("signs"));
    let noun = |at: usize| at > 0 && matches!(keys[at - 1].as_str(), "this" | "the" | "our" | "a" | "following");
    let ours = keys.iter().any(|word| matches!(word.as_str(), "we" | "undersigned"));
    (ours && (0..keys.len()).any(|at| class(&keys[at]) == Some("asks") && !noun(at)))
        || (!signs && keys.iter().any(|word| matches!(word.as_str(), "was" | "were" | "been")))
}

/// A heading without the remark in brackets at its end: "Signatories (in alphabetical order)", "Organisations (45)"; or
/// without the number of a note: "Signatories1".
pub fn without_remark(line: &str) -> &str {
    let bare = line.trim_end_matches([':', ' ', '*']);
    let open = bare.ends_with(')').then(|| line.find('(')).flatten();
    let word = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let noted = word.len() + 1 == bare.len() && word.ends_with(char::is_lowercase);
    open.filter(|at| *at > 0).map_or(if noted { word } else { line }, |at| &line[..at])
}
