//! The fields of a row: which marks part them, as the rows of a list agree.

use super::columns::GAP;
use super::joints::{goes_on, post_behind, spells_out};
use super::known::Known;
use super::labels;
use super::marks::{DASHES, LEADS, NOTES, parts};
use crate::lexicon::{Fact, Glossary, key};
use crate::model::Span;
use crate::names::shape::is_initial;
use crate::text::eight::is_single_spaced;
use smallvec::SmallVec;

/// The marks that part fields in one list, beside tabs, semicolons and commas, which always do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    bar: bool,
    dash: bool,
    slash: bool,
    colon: bool,
    at: bool,
    /// Nothing but the post's first word: "Ada Marsh Playwright".
    posts: bool,
    /// The one mark that parts, as the analyst says.
    only: Option<char>,
}

impl Marks {
    /// Whether a slash parts fields.
    pub fn slash(self) -> bool {
        self.slash
    }

    /// None but those that always part.
    pub const PLAIN: Marks =
        Marks { bar: false, dash: false, slash: false, colon: false, at: false, posts: false, only: None };
    /// The marks a line is cut at when nothing is known of its list.
    pub const USUAL: Marks = Marks { bar: true, dash: true, ..Marks::PLAIN };

    /// The marks that lines share: one that a tenth of the lines or fewer hold belongs to a name (`Act | The Alliance`,
    /// `Seaside Net – Kestria`). Dashes part a person's name from what follows wherever lists name people.
    pub fn of(known: &Known, lines: &[Span]) -> Marks {
        if known.separator.is_some() {
            return Marks { only: known.separator, ..Marks::PLAIN };
        }
        const SHARED: [char; 6] = ['-', '–', '—', '|', '/', '@'];
        let mut held = [0; SHARED.len()];
        for line in lines {
            let mut here = [false; SHARED.len()];
            for (_, mark) in parts(known.of(*line)) {
                here = std::array::from_fn(|i| here[i] || SHARED[i] == mark);
            }
            held = std::array::from_fn(|i| held[i] + usize::from(here[i]));
        }
        let share = |mark: char| {
            let held = SHARED.iter().position(|shared| *shared == mark).map_or(0, |at| held[at]);
            held * 3 >= lines.len() && held > 0
        };
        let people = lines.iter().filter(|line| opens_with_person(known, **line)).count();
        let dash = DASHES.into_iter().any(share);
        let colon =
            |line: &&Span| known.count(':', **line) > 0 && known.of(labels::behind(known.text, **line)).contains(": ");
        let colons = lines.iter().filter(colon).count();
        let posts = lines.iter().filter(|line| post_behind(known, **line).is_some()).count();
        Marks {
            posts: posts * 10 >= lines.len() * 6 && posts > 2,
            bar: share('|'),
            dash: dash || people * 2 >= lines.len(),
            slash: share('/'),
            colon: colons * 2 >= lines.len() && lines.len() > 1,
            at: share('@'),
            only: None,
        }
    }

    fn parts(self, mark: char) -> bool {
        match mark {
            _ if self.only.is_some() => self.only == Some(mark),
            '|' => self.bar,
            '-' | '–' | '—' => self.dash,
            '/' => self.slash,
            ':' => self.colon,
            '@' => self.at,
            _ => true,
        }
    }
}

/// Whether what stands before a line's first mark reads as a person's name.
pub fn opens_with_person(known: &Known, line: Span) -> bool {
    let told = || {
        let found = first_fields(known, line, Marks::USUAL, 2);
        let first = found.first().copied().unwrap_or(line);
        known.is_person(first)
            || is_inverted(known, &found)
            || opens_cell(known, first)
            || post_behind(known, first).is_some()
    };
    known.memo.told(line, told)
}

/// Whether a field is the first of several cells, a wide space between, and names a person.
fn opens_cell(known: &Known, field: Span) -> bool {
    let inner = known.of(field);
    let gap = if is_single_spaced(inner) { None } else { inner.find(GAP) };
    let cell = gap.map(|at| Span::new(field.start, field.start + at));
    cell.is_some_and(|cell| known.is_person(cell))
}

/// Whether the first field of a line names a person, or the last of its fields does behind one that describes.
pub fn names_person(known: &Known, found: &[Span]) -> bool {
    let several = |field: &Span| known.of(*field).split_whitespace().nth(1).is_some();
    let closes = || {
        let last = found.iter().rev().find(|field| !known.is_place(**field));
        found.len() > 1 && last.is_some_and(|field| several(field) && known.is_person(*field))
    };
    found.first().is_some_and(|field| known.is_person(*field)) || closes() || is_inverted(known, found)
}

/// "Marsh, Mrs. Ada J.", "D'Arcy, Capt. Tom (ret.)": a family name before a title and first names.
pub fn is_inverted(known: &Known, fields: &[Span]) -> bool {
    let [family, given, ..] = fields else { return false };
    let (family, given) = (known.of(*family), known.of(*given));
    let words = given.split(['(', ' ']).map(|word| known.book.word(word)).filter(|word| !word.key.is_empty());
    let titles = words.take_while(|word| word.is(Fact::Honorific)).count();
    if titles == 0 {
        return false;
    }
    let words: Vec<&str> = given.split(' ').skip(titles).take_while(|word| !word.starts_with('(')).collect();
    let named = |word: &&str| word.starts_with(char::is_uppercase);
    let first = words.len() == 1 || words.get(1..).is_some_and(|more| more.len() == 1 && is_initial(more[0]));
    first
        && words.iter().all(named)
        && !known.book.facts(words[0]).is(Fact::Position)
        && !family.is_empty()
        && family.split(' ').filter(named).count() == 1
        && family.split(' ').count() <= 4
        && !known.lexicon.organisation_heads.has(&key(family))
        && !known.lexicon.states.has(&key(family))
}

/// The fields of one row: mostly few, held in place.
pub type Fields = SmallVec<[Span; 4]>;

/// The fields of a line, trimmed, without emphasis, never empty.
pub fn fields(known: &Known, line: Span, marks: Marks) -> Fields {
    first_fields(known, line, marks, usize::MAX)
}

/// Bytes of the longest name of a state, or of two, before a colon.
const STATE: usize = 64;

/// So many of the fields of a line, the first ones.
fn first_fields(known: &Known, line: Span, marks: Marks, most: usize) -> Fields {
    let line = without_comment(known.text, labels::behind(known.text, line));
    let (text, inner) = (known.text, known.of(line));
    let mut found = Fields::new();
    let mut start = 0;
    let mut all = parts(inner);
    // "Kestria: Harbour Union"
    let heads = |(at, mark): (usize, char)| mark == ':' && at <= STATE && known.names_states(&inner[..at]);
    while let Some((at, mark)) = all.by_ref().find(|part| marks.parts(part.1) || heads(*part)) {
        let after = &inner[at + mark.len_utf8()..];
        if DASHES.contains(&mark) && start > 0 && spells_out(known, &inner[start..at], after) {
            continue;
        }
        if mark == ':' && known.lexicon.networks.has(&key(&inner[start..at])) {
            continue;
        }
        if mark != ',' || !goes_on(known, &inner[start..at], after) {
            push(text, line, (start, at), &mut found);
            start = at + mark.len_utf8();
        }
        if found.len() == most {
            break;
        }
    }
    if found.len() < most {
        push(text, line, (start, inner.len()), &mut found);
    }
    let post = found.first().filter(|_| marks.posts).and_then(|first| Some((*first, post_behind(known, *first)?)));
    if let Some((first, at)) = post {
        found[0] = Span::new(first.start, at).trim(text);
        found.insert(1, Span::new(at, first.end));
    }
    if all.led {
        for_bodies(known, &mut found);
    }
    found.truncate(most);
    found
}

/// "Ada Marsh – Reed Institute: ‘I stand by this.’": a row without what its signatory has to say, in quotation marks at
/// its end.
pub fn without_comment(text: &str, line: Span) -> Span {
    let inner = line.of(text);
    // Most lines end with a letter.
    if inner.as_bytes().last().is_none_or(u8::is_ascii_alphanumeric) {
        return line;
    }
    let inner = inner.trim_end_matches(['.', ' ']);
    if !inner.ends_with(['’', '”', '"', '»']) {
        return line;
    }
    let open = [": ‘", ": “", ": \"", ": «"].into_iter().filter_map(|open| inner.find(open)).min();
    open.filter(|at| *at > 0).map_or(line, |at| Span::new(line.start, line.start + at))
}

/// Whether a field is the body that its row signs for, by the words before it.
pub fn signs_for(known: &Known, field: Span) -> bool {
    let before = &known.text[..field.start];
    let before = before.strip_suffix("the ").unwrap_or(before);
    let lead = BODIES.iter().find(|lead| before.ends_with(**lead));
    lead.is_some_and(|lead| before[..before.len() - lead.len()].ends_with([' ', '(', ',']))
}

/// Those of the leads behind which a body stands.
const BODIES: &[&str] = &["on behalf of ", "for "];
/// "Ada Marsh, for the Quay Watch", "Ada Marsh (for Quay Watch)", "Ada Marsh on behalf of Quay Watch": the body is a field
/// of its own, and the words before it are none of its name.
fn for_bodies(known: &Known, fields: &mut Fields) {
    let behind = |field: Span| {
        let lead = LEADS.iter().find(|lead| known.of(field).starts_with(**lead))?;
        let rest = &known.of(field)[lead.len()..];
        let the = if rest.starts_with("the ") { "the ".len() } else { 0 };
        rest[the..].starts_with(char::is_uppercase).then(|| Span::new(field.start + lead.len() + the, field.end))
    };
    for field in fields.iter_mut().skip(1) {
        *field = behind(*field).unwrap_or(*field);
    }
    let Some(first) = fields.first().copied() else { return };
    let inner = known.of(first);
    let cut = LEADS.iter().find_map(|lead| inner.match_indices(lead).map(|(at, _)| at).find(|at| *at > 0));
    let Some(at) = cut else { return };
    let open = inner[..at].ends_with('(') && inner.ends_with(')');
    // "Northern Voice for Peace" is one name.
    let apart = open || (inner[..at].ends_with(' ') && !inner[at..].starts_with("for "));
    let name = Span::new(first.start, first.start + at - usize::from(open)).trim(known.text);
    let body = behind(Span::new(first.start + at, first.end - usize::from(open)));
    if let Some(body) = body.filter(|_| apart && known.of(name).contains(' ') && known.is_person(name)) {
        fields[0] = name;
        fields.insert(1, body);
    }
}

fn push(text: &str, line: Span, (start, end): (usize, usize), found: &mut Fields) {
    let field = Span::new(line.start + start, line.start + end).trim(text);
    // Nearly every field is bare.
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = field.of(text).as_bytes();
    if plain(bytes.first()) && plain(bytes.last()) {
        found.push(field);
        return;
    }
    let inner = field.of(text).trim_start_matches(['*', '_', ' ']);
    let start = field.end - inner.len();
    let bare = without_note(inner.trim_end_matches(['*', '_', ' ']));
    if !bare.is_empty() {
        found.push(Span::new(start, start + bare.len()));
    }
}

/// A field without the sign of a note at its end: "Harbour Union[2]", "Quay Watch¹", "Mill Trust†".
fn without_note(field: &str) -> &str {
    let noted = field.ends_with(NOTES);
    let bare = field.trim_end_matches(|c: char| NOTES.contains(&c) || c == ' ' || (noted && c == ','));
    let inner = bare.strip_suffix(']').and_then(|open| open.rsplit_once('['));
    match inner {
        Some((name, number))
            if !name.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b' ') =>
        {
            without_note(name)
        }
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::super::known::Memo;
    use super::*;
    use crate::lexicon::{Book, Lexicon};
    use crate::settings::ListSettings;

    /// The fields of every line of a list whose lines decide its marks together.
    fn cut(lines: &[&'static str]) -> Vec<Vec<String>> {
        let text = lines.join("\n");
        let mut at = 0;
        let spans: Vec<Span> = lines
            .iter()
            .map(|line| {
                at += line.len() + 1;
                Span::new(at - line.len() - 1, at - 1)
            })
            .collect();
        let (heads, lexicon) = (ListSettings::default(), Lexicon::built_in());
        let (book, memo) = (Book::new(lexicon), Memo::default());
        let known = Known { text: &text, lexicon, heads: &heads, separator: None, book: &book, memo: &memo };
        let marks = Marks::of(&known, &spans);
        let fields = |span: &Span| fields(&known, *span, marks);
        spans.iter().map(|span| fields(span).iter().map(|field| field.of(&text).to_string()).collect()).collect()
    }

    #[test]
    fn a_mark_that_one_row_holds_belongs_to_a_name() {
        let found =
            cut(&["Open Harbour Union", "Lantern | The Reading Society", "Seaside Net – Kestria", "Mill Council"]);
        assert!(found.iter().all(|fields| fields.len() == 1), "{found:?}");
    }

    #[test]
    fn marks_that_rows_share_part_fields() {
        let slash = cut(&["**Ada Marsh** / Student/Institute of Weaving", "**Tom Lind** /"]);
        assert_eq!(slash, [vec!["Ada Marsh", "Student/Institute of Weaving"], vec!["Tom Lind"]]);
        let bar = cut(&["Ada Marsh | CEO, Quill", "Tom Lind | Poet"]);
        assert_eq!(bar[0], ["Ada Marsh", "CEO", "Quill"]);
        assert_eq!(cut(&["Ada Marsh;Weaver,Quill Ltd\tNorway"])[0], ["Ada Marsh", "Weaver", "Quill Ltd", "Norway"]);
    }

    #[test]
    fn a_comma_before_a_legal_form_or_in_brackets_parts_nothing() {
        assert_eq!(cut(&["Restless Mill, Inc."])[0], ["Restless Mill, Inc."]);
        assert_eq!(cut(&["Ada Marsh (Quill, Lund)"])[0], ["Ada Marsh (Quill, Lund)"]);
        assert_eq!(cut(&["Ada Marsh, University of California, San Diego, USA"])[0].len(), 3);
        assert_eq!(cut(&["Ada Marsh, Professor, University of California, Merced"])[0].len(), 3);
        assert_eq!(cut(&["Ada Marsh, University of North Carolina, Chapel Hill"])[0].len(), 2);
        assert_eq!(cut(&["Ada Marsh, University of California, Sociology"])[0].len(), 3);
        assert_eq!(cut(&["Ada Marsh, California State University, Long Beach"])[0].len(), 2);
        assert_eq!(cut(&["Ada Marsh, University of Minnesota, USA"])[0].len(), 3);
    }
}
