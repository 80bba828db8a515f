//! The lines of all pages as one text: entries and words that go on over a line, a column or a page are put together.

use super::super::LinePlace;
use super::page::Line;
use std::collections::HashSet;

/// A difference in size, as a factor, that makes a heading.
const HEADING: f64 = 1.12;
/// Lines of different stretches of a page lie apart from so many sizes on.
const APART: f64 = 2.0;
/// Notes at the foot of a page are smaller than its text by this factor.
const SMALL: f64 = 0.93;
/// A line ends full where the next word would have come so near to the edge, in sizes.
const FITS: f64 = 1.0;
/// The first line of a paragraph is indented by so many sizes.
const INDENT: (f64, f64) = (0.8, 4.0);
/// Words that words at line ends are compared with.
const WORDS: usize = 100_000;

/// A line of the text and where it stands.
type Placed = (Line, LinePlace);

/// Text, and where each of its lines stands.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub text: String,
    pub places: Vec<LinePlace>,
    /// The last line, which the next may go on with, and where the text of the entry begins that it belongs to.
    last: Option<(Line, Option<f64>)>,
}

/// The lines of all pages, page 1 first, as one text. The notes of a page stand behind the paragraph that goes on from it, or
/// at the end, where a list goes on; then come `feet`.
pub(super) fn flow(pages: Vec<Vec<Line>>, feet: Vec<String>) -> Flow {
    let body = body_size(&pages);
    let compounds = compounds(&pages);
    let (mut flow, mut notes) = (Flow::default(), Vec::new());
    for (page, lines) in (1..).zip(pages) {
        let is_note = notes_of(&lines, body);
        let mut own = Vec::new();
        for ((line, at), note) in lines.into_iter().zip(1..).zip(is_note) {
            let placed = (line, LinePlace { page: Some(page), line: at });
            if note {
                own.push(placed);
                continue;
            }
            if !notes.is_empty() && flow.ends_before(&placed.0) {
                flow.notes(&mut notes, &compounds);
                flow.line("", placed.1);
            }
            flow.push(placed, &compounds);
        }
        notes.extend(own);
    }
    let end = flow.places.last().copied().unwrap_or(LinePlace { page: Some(1), line: 1 });
    flow.notes(&mut notes, &compounds);
    if !feet.is_empty() {
        flow.line("", end);
    }
    for foot in feet {
        flow.line(&foot, end);
    }
    flow
}

impl Flow {
    /// Whether a paragraph ends before a line, which is indented, or parted from it by white, or a heading. Entries of a list
    /// end without a stop, and no notes stand between them.
    fn ends_before(&self, line: &Line) -> bool {
        let Some((last, None)) = &self.last else { return false };
        let closed =
            last.text.trim_end_matches(['"', '”', '’', '»', ')', ']', '¹', '²', '³']).ends_with(['.', '!', '?']);
        let indented = (line.size * INDENT.0..line.size * INDENT.1).contains(&line.indent);
        let begins = is_apart(last, line) || indented && line.text.starts_with(char::is_uppercase);
        let is_heading = line.opens && line.size > last.size * HEADING;
        line.marked.is_none() && !last.tabular && !line.tabular && (closed && begins || is_heading)
    }

    /// Notes, with an empty line above.
    fn notes(&mut self, notes: &mut Vec<Placed>, compounds: &HashSet<String>) {
        let Some((_, place)) = notes.first() else { return };
        self.line("", *place);
        self.last = None;
        for note in notes.drain(..) {
            self.push(note, compounds);
        }
        self.last = None;
    }

    fn push(&mut self, (mut line, place): Placed, compounds: &HashSet<String>) {
        if let Some((last, hanging)) = &mut self.last {
            let empty = is_apart(last, &line);
            if !empty && goes_on(last, *hanging, &line) {
                self.text.pop();
                let start = self.text.rfind('\n').map_or(0, |at| at + 1);
                let begun = self.text.split_off(start);
                self.text.push_str(&joined(begun, &line.text));
                self.text.push('\n');
                *last = Line { marked: last.marked, ..line };
                return;
            }
            if let Some((word, rest)) = broken(last, &line, compounds) {
                self.text.truncate(self.text.len() - 1 - word.0);
                self.text.push_str(&word.1);
                self.text.push('\n');
                line.text = rest;
                if line.text.is_empty() {
                    *last = Line { text: word.1, marked: last.marked, ..line };
                    return;
                }
            } else if empty {
                self.line("", place);
            }
        }
        self.line(&line.text, place);
        let hanging = line.marked;
        self.last = Some((line, hanging));
    }

    fn line(&mut self, text: &str, place: LinePlace) {
        self.text.push_str(text);
        self.text.push('\n');
        self.places.push(place);
    }
}

/// Whether an empty line stands between two lines.
fn is_apart(last: &Line, line: &Line) -> bool {
    if line.apart || last.tabular != line.tabular && line.opens {
        return true;
    }
    let (small, large) = (last.size.min(line.size), last.size.max(line.size));
    if large > small * HEADING && !goes_on_in_small(last, line) {
        return true;
    }
    let below = last.y - line.y;
    if !line.opens || last.marked.is_some() && line.marked.is_some() && below <= 0.0 {
        return false;
    }
    let ended = last.text.ends_with(['.', '!', '?', ':']) && last.marked.is_none();
    below > large * APART || below <= 0.0 && ended
}

/// A smaller line below an entry's name.
fn goes_on_in_small(last: &Line, line: &Line) -> bool {
    !line.opens && line.size < last.size && last.size < line.size * 1.35
}

/// Whether a line goes on with the entry of a list that the last line belongs to.
fn goes_on(last: &Line, hanging: Option<f64>, line: &Line) -> bool {
    let Some(hanging) = hanging else { return false };
    if line.marked.is_some() || line.tabular || last.tabular || (line.size - last.size).abs() > last.size * 0.1 {
        return false;
    }
    // A sentence that ended at the foot of a column does not go on at the head of the next.
    if line.opens && last.text.ends_with(['.', '!', '?']) && line.text.starts_with(char::is_uppercase) {
        return false;
    }
    let beneath = hanging > line.size * 0.3 && (line.indent - hanging).abs() < line.size * 0.8;
    beneath || last.slack < line.first_word + line.size * FITS
}

/// Where a word is broken at the end of the last line: how many bytes of that line to replace and by what, and the rest
/// of the next line.
fn broken(last: &Line, line: &Line, compounds: &HashSet<String>) -> Option<((usize, String), String)> {
    let alike = (line.size - last.size).abs() <= last.size * 0.1;
    if last.tabular || line.tabular || line.marked.is_some() || !ends_broken(&last.text) || !alike {
        return None;
    }
    let head = last.text.rsplit(char::is_whitespace).next()?;
    let (tail, rest) = line.text.split_once(char::is_whitespace).unwrap_or((&line.text, ""));
    tail.starts_with(char::is_alphabetic).then_some(())?;
    let known = compounds.contains(&format!("{head}{tail}").to_lowercase());
    let word = if known { format!("{head}{tail}") } else { joined(head.to_owned(), tail) };
    Some(((head.len(), word), rest.trim_start().to_owned()))
}

fn ends_broken(text: &str) -> bool {
    let mut end = text.chars().rev();
    end.next() == Some('-') && end.next().is_some_and(char::is_alphabetic)
}

/// Two parts of a text that a line's end parted. A hyphen goes, unless the next part begins with a capital.
pub(super) fn joined(mut text: String, next: &str) -> String {
    match next.chars().next() {
        Some(first) if ends_broken(&text) && first.is_alphabetic() => {
            if first.is_lowercase() {
                text.pop();
            }
        }
        Some(first) if is_unspaced(first) && text.ends_with(is_unspaced) => {}
        _ => text.push(' '),
    }
    text + next
}

/// Whether a character is of a script that has no spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF60}')
}

/// Words with a hyphen that stand within a line, in lower case: at a line's end they keep it.
fn compounds(pages: &[Vec<Line>]) -> HashSet<String> {
    let words = pages.iter().flatten().flat_map(|line| line.text.split_whitespace());
    let inner = |word: &&str| word.trim_end_matches('-').contains('-');
    words.filter(inner).take(WORDS).map(str::to_lowercase).collect()
}

/// The size of most of the text.
fn body_size(pages: &[Vec<Line>]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = pages.iter().flatten().map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, length)| length).sum::<usize>() / 2;
    let mut passed = 0;
    let middle = sizes.iter().find(|(_, length)| {
        passed += length;
        passed > half
    });
    middle.map_or(0.0, |(size, _)| *size)
}

/// Which lines are notes at the foot of a column: smaller than the text, from one that begins with its mark down to the
/// column's end, and below some line of the text. An index is small too, and the text of its page.
fn notes_of(lines: &[Line], body: f64) -> Vec<bool> {
    let mut notes = vec![false; lines.len()];
    let of_text = |line: &&Line| line.size >= body * SMALL && line.size <= body * HEADING;
    let lowest = |lines: &[Line]| lines.iter().filter(of_text).map(|line| line.y).reduce(f64::min);
    let Some(lowest) = lowest(lines) else { return notes };
    let mut end = lines.len();
    while end > 0 {
        let start = (1..end).rev().find(|at| lines[*at].y >= lines[at - 1].y).unwrap_or(0);
        let small = (start..end).rev().take_while(|at| lines[*at].size < body * SMALL).last();
        // Above its notes a column has text of its own, or stands beside text that ends above them.
        let small = small.filter(|small| *small > start || lines[*small].y < lowest);
        let first =
            small.filter(|small| *small > 0).and_then(|small| (small..end).find(|at| is_noted(&lines[*at].text)));
        if let Some(first) = first {
            notes[first..end].fill(true);
        }
        end = start;
    }
    notes
}

/// Whether a line begins as a note does: `¹ See …`, `* Retired`, `3 Ibid.`, but not `327n`.
fn is_noted(text: &str) -> bool {
    let raised = text.starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '*', '†', '‡']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let begins = rest.starts_with(char::is_uppercase) || rest.trim_start().len() < rest.len();
    raised || (1..=3).contains(&digits) && begins && rest.trim_start().starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, y: f64) -> Line {
        let (marked, tabular) = (text.starts_with(|c: char| c.is_ascii_digit()).then_some(20.0), text.contains('\t'));
        Line {
            text: text.into(),
            y,
            size: 10.0,
            indent: 0.0,
            slack: 50.0,
            first_word: 20.0,
            marked,
            apart: false,
            opens: false,
            tabular,
        }
    }

    fn text(pages: Vec<Vec<Line>>) -> String {
        flow(pages, Vec::new()).text
    }

    #[test]
    fn hyphens_at_line_ends_go_and_those_of_names_stay() {
        let page = [
            "a confer-",
            "ence of Jean-",
            "Claude Doe and well-",
            "known friends, well-known",
            "by ev-",
            "eryone.",
            "All",
        ];
        let page = page.iter().zip(0..).map(|(text, at)| line(text, -12.0 * f64::from(at))).collect();
        assert_eq!(
            text(vec![page]),
            "a conference\nof Jean-Claude\nDoe and well-known\nfriends, well-known\nby everyone.\nAll\n"
        );
    }

    #[test]
    fn small_print_below_a_broken_word_is_not_its_rest() {
        let print = Line { size: 6.0, ..line("Printed in Lakeside", -40.0) };
        assert_eq!(
            text(vec![vec![line("the road to Lake-", 0.0), print]]),
            "the road to Lake-\n\nPrinted in Lakeside\n"
        );
    }

    #[test]
    fn entries_over_several_lines_are_one() {
        let wrapped = Line { indent: 20.0, ..line("of Lakeside", -12.0) };
        let full = Line { slack: 3.0, ..line("2. Tom Lind, Quill", -24.0) };
        let page =
            vec![line("1. Ada Marsh, Museum", 0.0), wrapped, full, line("Union", -36.0), line("Contact us", -48.0)];
        assert_eq!(text(vec![page]), "1. Ada Marsh, Museum of Lakeside\n2. Tom Lind, Quill Union\nContact us\n");
    }

    #[test]
    fn an_entry_goes_on_over_a_page() {
        let last = line("1. Ada Marsh, Museum", 10.0);
        let next = Line { indent: 20.0, opens: true, ..line("of Lakeside", 800.0) };
        let found = flow(vec![vec![last], vec![next, Line { y: 780.0, ..line("2. Tom Lind", 0.0) }]], Vec::new());
        assert_eq!(found.text, "1. Ada Marsh, Museum of Lakeside\n2. Tom Lind\n");
        assert_eq!(found.places, [LinePlace { page: Some(1), line: 1 }, LinePlace { page: Some(2), line: 2 }]);
    }

    #[test]
    fn the_head_of_a_column_is_no_part_of_a_sentence_that_ended() {
        let last = Line { slack: 3.0, ..line("2. Bring the letter to the hall.", 10.0) };
        let next = |text: &str| Line { opens: true, ..line(text, 800.0) };
        assert_eq!(text(vec![vec![last.clone(), next("Details")]]), "2. Bring the letter to the hall.\nDetails\n");
        let open = Line { text: "2. Bring the letter to".into(), ..last };
        assert_eq!(text(vec![vec![open, next("Lakeside Hall")]]), "2. Bring the letter to Lakeside Hall\n");
    }

    #[test]
    fn lines_without_spaces_go_on_without_one() {
        assert_eq!(
            (joined("山田".into(), "太郎"), joined("山田".into(), "Ada")),
            ("山田太郎".into(), "山田 Ada".into())
        );
    }

    #[test]
    fn notes_come_after_the_paragraph_that_goes_on_and_not_into_lists() {
        let page = |last: &str, next: [&str; 3]| {
            let body = (0..9).map(|at| line("Text of the letter that goes on", 700.0 - 12.0 * f64::from(at)));
            let note = Line { size: 8.0, ..line("¹ Said in May.", 60.0) };
            let first = body.chain([line(last, 560.0), note]).collect();
            let second =
                (0..3).map(|at| Line { apart: at > 0, ..line(next[at as usize], 700.0 - 24.0 * f64::from(at)) });
            text(vec![first, second.collect()])
        };
        let told = page("and so the council", ["sold it.", "We ask for it.", "Ada Marsh"]);
        assert!(told.ends_with("council\nsold it.\n\n¹ Said in May.\n\nWe ask for it.\n\nAda Marsh\n"), "{told}");
        let list = page("Ben Reed, Pier", ["Ada Marsh, Pier", "Cleo Lind, Pier", "Dan Hill, Pier"]);
        assert!(list.ends_with("Cleo Lind, Pier\n\nDan Hill, Pier\n\n¹ Said in May.\n"), "{list}");
    }

    #[test]
    fn notes_come_after_the_text() {
        let body = (0..9).map(|at| line("Text of the letter that goes on", 700.0 - 12.0 * f64::from(at)));
        let note = Line { size: 8.0, ..line("¹ Said in May.", 60.0) };
        let next = Line { opens: true, ..line("on page two.", 700.0) };
        let found = text(vec![body.chain([note]).collect(), vec![next]]);
        assert!(found.ends_with("goes on\non page two.\n\n¹ Said in May.\n"), "{found}");
    }
}
