//! The one normalisation at the door: NFC, LF, no control characters, nothing invisible; nothing else.

use crate::model::Mark;
use memchr::memchr_iter;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Text after the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cleaned {
    pub text: String,
    /// One mark for each line: its offset, and page and line of the source.
    pub marks: Vec<Mark>,
    /// Invisible characters removed.
    pub hidden: usize,
    /// Line of the source with the first of them.
    pub first_hidden: Option<u32>,
}

/// Invisible characters: they change how a name looks or compares without being seen.
const HIDDEN: &[(char, char)] = &[
    ('\u{AD}', '\u{AD}'),       // soft hyphen
    ('\u{61C}', '\u{61C}'),     // Arabic letter mark
    ('\u{180E}', '\u{180E}'),   // Mongolian vowel separator
    ('\u{200B}', '\u{200F}'),   // zero width space, joiners, direction marks
    ('\u{202A}', '\u{202E}'),   // bidi embeddings and overrides
    ('\u{2060}', '\u{2064}'),   // word joiner, invisible operators
    ('\u{2066}', '\u{206F}'),   // bidi isolates
    ('\u{FEFF}', '\u{FEFF}'),   // byte order mark in the text
    ('\u{E0000}', '\u{E007F}'), // tags
];

/// Cleans decoded text. Lines of the source end with LF, CR LF or CR; a form feed starts a page; form feed,
/// vertical tab and the line separators of Unicode end a line of the text, not of the source.
pub(super) fn clean(decoded: String) -> Cleaned {
    let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n');
    let is_plain = |line: &[u8]| line.iter().fold(true, |told, byte| told & plain(*byte));
    let stays = decoded.as_bytes().chunks(PIECE).all(is_plain)
        || decoded.split_inclusive('\n').all(|line| is_plain(line.as_bytes()) || line.chars().all(stays));
    let mut cleaned = if stays { as_it_is(decoded) } else { without_more(&decoded) };
    let text = &mut cleaned.text;
    // What is composed stands on one line.
    let composed = |line: &str| line.is_ascii() || is_nfc_quick(line.chars()) == IsNormalized::Yes;
    if !text.is_ascii() && !text.split('\n').all(composed) {
        *text = text.nfc().collect();
    }
    // Composition never crosses a line end, so lines keep their marks and only move.
    let starts = std::iter::once(0).chain(memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
    for (mark, start) in cleaned.marks.iter_mut().zip(starts) {
        mark.offset = start;
    }
    cleaned
}

/// Bytes that are looked at in one go.
const PIECE: usize = 4096;

/// Whether a character stays what it is, wherever it stands. Most texts have no other, and need no copy.
fn stays(c: char) -> bool {
    matches!(c, ' '..='~' | '\t' | '\n')
        || c > '\u{85}' && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}') && !is_hidden(c)
}

/// A text in which every character stays.
fn as_it_is(text: String) -> Cleaned {
    let lines = 1 + memchr_iter(b'\n', text.as_bytes()).count() as u32;
    let marks = (1..=lines).map(|line| Mark { offset: 0, page: None, line }).collect();
    Cleaned { text, marks, hidden: 0, first_hidden: None }
}

/// Any text, without what does not stay; lines are not told yet where they begin.
fn without_more(decoded: &str) -> Cleaned {
    let mut text = String::with_capacity(decoded.len());
    let paged = decoded.contains('\u{C}');
    let mut mark = Mark { offset: 0, page: paged.then_some(1), line: 1 };
    let mut marks = vec![mark];
    let (mut hidden, mut first_hidden) = (0, None);
    let mut rest = decoded;
    loop {
        let (plain, other) = rest.split_at(plain_length(rest));
        text.push_str(plain);
        let mut characters = other.chars();
        let Some(c) = characters.next() else { break };
        rest = characters.as_str();
        let ends_line = match c {
            '\n' | '\r' => {
                if c == '\r' {
                    rest = rest.strip_prefix('\n').unwrap_or(rest);
                }
                mark.line += 1;
                true
            }
            '\u{C}' => {
                mark.page = mark.page.map(|page| page + 1);
                let at_start = text.is_empty() || text.ends_with('\n');
                if at_start && let Some(last) = marks.last_mut() {
                    last.page = mark.page;
                }
                !at_start
            }
            '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
            _ => false,
        };
        if ends_line {
            text.push('\n');
            marks.push(mark);
        } else if is_hidden(c) && !joins(c, text.chars().next_back(), rest.chars().next()) {
            hidden += 1;
            first_hidden = first_hidden.or(Some(mark.line));
        } else if c == '\t' || !c.is_control() {
            text.push(c);
        }
    }
    Cleaned { text, marks, hidden, first_hidden }
}

/// Bytes of the printed ASCII characters that a text begins with: nearly all of most texts, and nothing to be cleaned.
fn plain_length(text: &str) -> usize {
    let other = |byte: &u8| !matches!(byte, b' '..=b'~' | b'\t');
    text.as_bytes().iter().position(other).unwrap_or(text.len())
}

/// Whether a character is one of [`HIDDEN`].
fn is_hidden(c: char) -> bool {
    c >= '\u{AD}' && HIDDEN.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// Whether a zero width joiner or non-joiner stands between letters of a script that spells with them
/// (Arabic to Sinhala): it belongs to the word.
fn joins(c: char, before: Option<char>, after: Option<char>) -> bool {
    let spells = |c: Option<char>| c.is_some_and(|c| ('\u{600}'..='\u{DFF}').contains(&c) && c.is_alphanumeric());
    let mark = |c: Option<char>| c.is_some_and(|c| ('\u{900}'..='\u{DFF}').contains(&c));
    matches!(c, '\u{200C}' | '\u{200D}') && (spells(before) || mark(before)) && (spells(after) || mark(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(cleaned: &Cleaned) -> Vec<u32> {
        cleaned.marks.iter().map(|mark| mark.line).collect()
    }

    #[test]
    fn all_line_ends_become_one_and_keep_their_lines() {
        for source in ["one\ntwo\n\nfour", "one\r\ntwo\r\n\r\nfour", "one\rtwo\r\rfour"] {
            let cleaned = clean(source.to_owned());
            assert_eq!(cleaned.text, "one\ntwo\n\nfour");
            assert_eq!(lines(&cleaned), [1, 2, 3, 4]);
            assert_eq!(cleaned.marks[3].offset, 9);
        }
    }

    #[test]
    fn separators_inside_a_line_of_the_file_keep_its_number() {
        let cleaned = clean("one\u{2028}two\u{B}three\nfour".to_owned());
        assert_eq!(cleaned.text, "one\ntwo\nthree\nfour");
        assert_eq!(lines(&cleaned), [1, 1, 1, 2]);
    }

    #[test]
    fn form_feeds_start_pages() {
        let cleaned = clean("one\n\u{C}two\nthree\u{C}four".to_owned());
        assert_eq!(cleaned.text, "one\ntwo\nthree\nfour");
        assert_eq!(
            cleaned.marks.iter().map(|mark| mark.page).collect::<Vec<_>>(),
            [Some(1), Some(2), Some(2), Some(3)]
        );
        assert_eq!(lines(&cleaned), [1, 2, 3, 3]);
    }

    #[test]
    fn controls_go_and_tabs_stay() {
        assert_eq!(clean("a\0b\u{1B}[2Jc\td\u{7F}\u{9B}".to_owned()).text, "ab[2Jc\td");
    }

    #[test]
    fn hidden_characters_are_counted_and_located() {
        let cleaned = clean("plain\nJa\u{AD}ne\u{200B} \u{202E}Doe\u{E0041}".to_owned());
        assert_eq!(cleaned.text, "plain\nJane Doe");
        assert_eq!((cleaned.hidden, cleaned.first_hidden), (4, Some(2)));
    }

    #[test]
    fn persian_keeps_its_non_joiner() {
        let cleaned = clean("می\u{200C}خواهم Ja\u{200C}ne".to_owned());
        assert_eq!(cleaned.text, "می\u{200C}خواهم Jane");
        assert_eq!(cleaned.hidden, 1);
    }

    #[test]
    fn composed_form_moves_the_marks() {
        let cleaned = clean("Zoe\u{308}\nMu\u{AD}\u{308}ller\nend".to_owned());
        assert_eq!(cleaned.text, "Zoë\nMüller\nend");
        assert_eq!(cleaned.marks.iter().map(|mark| mark.offset).collect::<Vec<_>>(), [0, 5, 13]);
    }

    #[test]
    fn a_flood_of_marks_is_survived() {
        let flood = format!("a{}", "\u{301}".repeat(10_000));
        assert!(clean(flood).text.chars().count() >= 9_999);
    }
}
