//! One line: its marks off, its shape told.

use crate::model::{Line, Span};
use crate::text::eight::count_words;
use regex::Regex;
use std::sync::LazyLock;

/// Bullet, number, heading and quote marks at the start of a line.
static MARKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:>[>\s]*|#{1,6}\s*|[-+•●▪▸‣◦·○■□–—*]\s+|[•●▪▸‣◦○■□]\s*|\(?\d{1,6}[.)\]]\s*|\d{1,3}\s*[-–]\s*|\[\d{1,6}\]\s*|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}\s*|\(?(?:[A-Za-z]|[ivx]{2,4})\)\s+)")
        .expect("the pattern is a constant")
});

/// Words that say that a picture is the sign of a body.
static LOGO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:logo of (?:the )?|logo:? )?(?P<of>.*?)(?i:[ ,]+logo|'s logo)?$")
        .expect("the pattern is a constant")
});

/// What a line turned out to be, beside its spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// The line.
    pub line: Line,
    /// Level of a markdown heading, 0 for none.
    pub heading: u8,
    /// Whether the whole line is set in bold.
    pub bold: bool,
    /// Words in its content.
    pub words: usize,
}

/// All lines of a text that are not blank, each with its marks told; blank lines are `None`.
pub fn shapes(text: &str) -> Vec<Option<Shape>> {
    let mut at = 0;
    text.split('\n')
        .map(|raw| {
            let span = Span::new(at, at + raw.len());
            at += raw.len() + 1;
            shape(text, span.trim(text))
        })
        .collect()
}

/// How many words a stretch has, told by its bytes where no wide space stands in it.
pub fn words_of(stretch: &str) -> usize {
    let is_wide_space = |c: char| !c.is_ascii() && c.is_whitespace();
    if !stretch.is_ascii() && stretch.contains(is_wide_space) {
        return stretch.split_whitespace().count();
    }
    count_words(stretch)
}

/// Whether a stretch has more words than so many, which short ones tell by their bytes.
pub fn has_more_words(stretch: &str, words: usize) -> bool {
    stretch.len() > 2 * words && stretch.split_whitespace().nth(words).is_some()
}

/// Whether a mark may open a line: letters do so only before a bracket.
fn may_be_marked(line: &str) -> bool {
    let letters = line.bytes().take_while(u8::is_ascii_alphabetic).count();
    letters == 0 || line[letters..].starts_with(')')
}

/// Whether a mark numbers its line, with figures or letters, and is no bullet.
fn is_number(mark: &str) -> bool {
    mark.contains(char::is_alphanumeric)
}

fn shape(text: &str, span: Span) -> Option<Shape> {
    let span = bare_of_tags(text, span);
    if span.is_empty() || is_rule(span.of(text)) || is_comment(span.of(text)) {
        return None;
    }
    let (mut content, mut heading, mut marked) = (span, 0, false);
    while may_be_marked(content.of(text))
        && let Some(found) = MARKER.find(content.of(text))
    {
        match found.as_str().as_bytes()[0] {
            b'>' => {}
            b'#' => heading = found.as_str().trim().len() as u8,
            _ if is_number(found.as_str()) && !number_marks(&content.of(text)[found.end()..]) => break,
            _ => marked = true,
        }
        content = Span::new(content.start + found.end(), content.end).trim(text);
        if content.is_empty() {
            break;
        }
    }
    let bold = content.of(text).starts_with("**") && content.of(text).ends_with("**") && content.len() > 4;
    let content = match image_text(text, content) {
        Some(words) if !names(words.of(text)) => return None,
        Some(words) => words,
        None => link_text(text, strip_emphasis(text, content)),
    };
    let words = words_of(content.of(text));
    Some(Shape { line: Line { span, content, marked }, heading, bold, words })
}

/// Tags of HTML around a line of markdown: `<small>(names only)</small>`.
static TAG: LazyLock<(Regex, Regex)> = LazyLock::new(|| {
    let compiled = |pattern| Regex::new(pattern).expect("the pattern is a constant");
    (
        compiled(r"^<(?:small|sub|sup|center|div|span|p|b|i|u|em|strong)(?: [^<>]*)?>"),
        compiled(r"\s*(?:</[a-z]{1,6}>|<br ?/?>)$"),
    )
});

/// A line without the tags that open and close it.
fn bare_of_tags(text: &str, mut line: Span) -> Span {
    if line.of(text).starts_with('<') {
        line.start += TAG.0.find(line.of(text)).map_or(0, |tag| tag.len());
    }
    if line.of(text).ends_with('>') {
        line.end -= TAG.1.find(line.of(text)).map_or(0, |tag| tag.len());
    }
    line.trim(text)
}

/// `<!-- names below, please -->`: what its writer hid from readers.
fn is_comment(line: &str) -> bool {
    line.starts_with("<!--") && line.ends_with("-->")
}

/// The words of a line that is one markdown link: `[Harbour Union](https://…)`.
fn link_text(text: &str, line: Span) -> Span {
    let inner = line.of(text);
    let words = inner.strip_prefix('[').and_then(|rest| rest.split_once("](")).filter(|(words, target)| {
        !words.is_empty() && !words.contains(['[', ']']) && target.find(')') == Some(target.len() - 1)
    });
    words.map_or(line, |(words, _)| Span::new(line.start + 1, line.start + 1 + words.len()))
}

/// What stands for a picture that is a line by itself, "logo" aside: `![Logo of the Harbour Union](a.png)`,
/// `<img src="a.png" alt="Harbour Union logo">`.
fn image_text(text: &str, line: Span) -> Option<Span> {
    let inner = line.of(text);
    let words = match inner.strip_prefix("![") {
        Some(rest) => rest.split_once("](").filter(|(_, target)| target.find(')') == Some(target.len() - 1))?.0,
        None if inner.starts_with("<img ") => inner.split_once("alt=\"")?.1.split_once('"')?.0,
        None => inner.strip_prefix("[image: ").or_else(|| inner.strip_prefix("[Image: "))?.strip_suffix(']')?,
    };
    let start = line.start + (words.as_ptr() as usize - inner.as_ptr() as usize);
    let bare = LOGO.captures(words).and_then(|found| found.name("of")).map_or(0..words.len(), |of| of.range());
    Some(Span::new(start + bare.start, start + bare.end).trim(text))
}

/// Whether a picture's words are those of a name and not of a file.
fn names(words: &str) -> bool {
    words.contains(char::is_alphabetic) && !words.contains(['_', '/']) && !words.to_lowercase().contains("logo")
}

/// A number marks a row only before a letter or a mark of emphasis: `405 East Street` and `2. 5 km` are text.
fn number_marks(rest: &str) -> bool {
    rest.trim_start().chars().next().is_some_and(|c| c.is_alphabetic() || "*_“\"'‘[(".contains(c))
}

/// A line of `---`, `===`, `***` or `___`.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|c| "-=*_ ".contains(c))
}

fn strip_emphasis(text: &str, span: Span) -> Span {
    let mut span = span.trim(text);
    while span.of(text).starts_with(['*', '_']) {
        let inner = span.of(text);
        let mark = ["**", "__", "*", "_"].into_iter().find(|mark| inner.starts_with(mark) && inner.len() > mark.len());
        let Some(mark) = mark else { break };
        let rest = &inner[mark.len()..];
        if rest.ends_with(mark) && rest.len() > mark.len() {
            span = Span::new(span.start + mark.len(), span.end - mark.len()).trim(text);
        } else if rest.contains(mark) {
            break;
        } else {
            span = Span::new(span.start + mark.len(), span.end).trim(text);
        }
    }
    let inner = span.of(text);
    let end = inner.trim_end_matches(['*', '_', ' ']).len();
    let bare = end > 0 && end < inner.len() && !inner[..end].contains(['*', '_']);
    if bare { Span::new(span.start, span.start + end) } else { span }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(line: &str) -> (&str, bool) {
        let shape = shapes(line)[0].expect("the line is not blank");
        (shape.line.content.of(line), shape.line.marked)
    }

    #[test]
    fn marks_come_off_and_figures_stay() {
        assert_eq!(content("1.Anna Lind-Engineer"), ("Anna Lind-Engineer", true));
        assert_eq!(content("  • **Anna Lind**, poet"), ("**Anna Lind**, poet", true));
        assert_eq!(content("### **Sources**"), ("Sources", false));
        assert_eq!(content("405 East Street"), ("405 East Street", false));
        assert_eq!(content("20 October 2020"), ("20 October 2020", false));
        assert_eq!(content("_Sincerely,_"), ("Sincerely,", false));
        assert_eq!(content("- Anna Lind"), ("Anna Lind", true));
        assert_eq!(content("* [Mill Union](https://mill.example/a)"), ("Mill Union", true));
        assert_eq!(content("b) Anna Lind"), ("Anna Lind", true));
        assert_eq!(content("(iv) Anna Lind"), ("Anna Lind", true));
        assert_eq!(content("A. Lind"), ("A. Lind", false));
        assert_eq!(content("![Logo of the Mill Union](a.png)"), ("Mill Union", false));
        assert_eq!(content("[image: Mill Union logo]"), ("Mill Union", false));
        assert_eq!(content("<img src=\"a.png\" alt=\"Mill Union Logo\"/>"), ("Mill Union", false));
        assert_eq!(content("<small>(A. Lind)</small>"), ("(A. Lind)", false));
        assert_eq!(shapes("<!-- add names here -->"), [None]);
        assert_eq!(shapes("![](a.png)"), [None]);
    }
}
