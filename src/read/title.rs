//! The heading a document gives itself.

use super::dates::dates_in;
use super::lines::{is_salutation, trimmed};
use super::markdown::{front, told};

/// Lines that are looked at, empty ones not counted.
const LINES: usize = 12;

/// Longer lines are prose, in characters.
const LONGEST: usize = 200;

/// Lengths of lines, in bytes, of prose that is broken to the width of a page.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=100;

/// A line of so many words that ends with a full stop is a sentence.
const SENTENCE: usize = 8;

/// A line with so many commas is a list.
const LISTED: usize = 3;

/// Starts of lines that name somebody, in lower case.
#[rustfmt::skip]
const HONORIFICS: &[&str] = &[
    "mr ", "mr. ", "mrs ", "mrs. ", "ms ", "ms. ", "dr ", "dr. ", "prof ", "prof. ", "professor ", "sir ",
    "the hon", "h.e. ", "his excellency", "her excellency",
];

/// Starts of lines that say to whom, where or how, or are a site's furniture, in lower case.
#[rustfmt::skip]
const NO_HEADINGS: &[&str] = &[
    "to: ", "to the ", "cc: ", "from: ", "attn", "by ", "via ", "date:", "date ", "posted", "published",
    "updated", "skip to", "press release", "for immediate release", "share ", "home ", "source:", "chair:",
    "tel", "phone", "email", "e-mail", "fax", "p.o. box", "po box", "image:", "photo:", "[caption", "yours ",
    "sincerely", "signed", "breadcrumb", "menu",
];

/// Words of headings of letters, in lower case.
const HEADINGS: &[&str] = &["letter", "statement", "call ", "appeal", "petition", "declaration", "memorandum"];

/// Starts of headings of letters, which may list those who are written to, in lower case.
const LETTERS: &[&str] = &["open letter", "an open letter", "letter to", "joint letter", "joint statement"];

/// Starts of lines that give a letter's matter, in lower case.
const MATTERS: &[&str] = &["re: ", "ref: ", "subject: ", "concerning: ", "title: "];

/// What parts a page's title from the name of its site.
const SITE_MARKS: &[&str] = &[" | ", " || ", " :: ", " « "];

/// The title: what the lines above the page call it, the main Markdown heading, else the first line near the top that is marked as a heading or reads
/// like one and comes before any prose, else a letter's "Re:" line.
pub(super) fn title(text: &str) -> Option<String> {
    let (above, text) = front(text).map_or((None, text), |(above, below)| (told(above, "title"), below));
    if let Some(title) = above {
        return Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let lines = standing(text);
    let greeting = lines.iter().position(|line| is_salutation(line.text));
    let main = lines.iter().find_map(|line| match line.underlined {
        true => Some(line.text),
        false => marked(line.text).filter(|_| !line.text.starts_with("##")),
    });
    let first = || {
        let prose = (0..lines.len()).find(|i| is_prose(&lines, *i)).unwrap_or(lines.len());
        let before = prose.min(greeting.unwrap_or(prose));
        let plain = |i: usize| {
            i < before
                && !lines[i].item
                && reads_like_one(lines[i].text)
                && (greeting.is_none() || is_no_address(lines[i]))
        };
        let found = (0..lines.len()).find(|i| marked(lines[*i].text).is_some() || plain(*i))?;
        let next = found + 1;
        let found = if is_kicker(lines[found].text) && next < lines.len() && plain(next) { next } else { found };
        Some(marked(lines[found].text).unwrap_or(lines[found].text))
    };
    let matter = || lines.iter().find_map(|line| matter(line.text));
    let title = main.or_else(first).or_else(matter)?;
    let title = without_site(title).split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// A line near the top.
#[derive(Debug, Clone, Copy)]
struct Standing<'a> {
    text: &'a str,
    /// Whether the lines before and after it are empty.
    alone: bool,
    /// Whether the line before it is empty.
    opens: bool,
    /// Whether it is an item of a list.
    item: bool,
    /// Whether it is underlined with `===`: Markdown's other main heading.
    underlined: bool,
}

/// The first lines that are not empty.
fn standing(text: &str) -> Vec<Standing<'_>> {
    let mut found: Vec<Standing> = Vec::new();
    let mut empty_before = true;
    for raw in text.lines() {
        let line = trimmed(raw);
        if line.is_empty() {
            empty_before = true;
            continue;
        }
        if line.starts_with("===")
            && let Some(last) = found.last_mut()
        {
            (last.underlined, empty_before) = (!empty_before, true);
            continue;
        }
        if !empty_before && let Some(last) = found.last_mut() {
            last.alone = false;
        }
        if found.len() == LINES {
            break;
        }
        let item = ["* ", "- ", "• ", "+ "].iter().any(|mark| raw.trim_start().starts_with(mark));
        found.push(Standing { text: line, alone: empty_before, opens: empty_before, item, underlined: false });
        empty_before = false;
    }
    found
}

/// A page's title without the name of the site behind it.
pub(super) fn without_site(title: &str) -> &str {
    let cut = SITE_MARKS.iter().filter_map(|mark| title.find(mark)).min();
    cut.map_or(title, |cut| &title[..cut]).trim()
}

/// The text of a Markdown heading; a numbered one heads a part.
fn marked(line: &str) -> Option<&str> {
    let text = line.strip_prefix('#')?.trim_start_matches('#');
    let text = trimmed(text.strip_prefix(' ')?.trim_end_matches('#'));
    let numbered = text.split_once('.').is_some_and(|(number, _)| number.parse::<u16>().is_ok());
    (text.contains(char::is_alphabetic) && !numbered).then_some(text)
}

/// What stands behind "Re:".
fn matter(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    let start = MATTERS.iter().find(|start| lower.starts_with(**start))?;
    line.get(start.len()..).map(str::trim)
}

/// A paragraph on one line, a sentence of some length, or the first line of a broken paragraph.
fn is_prose(lines: &[Standing], i: usize) -> bool {
    let line = without_site(lines[i].text);
    let next = lines.get(i + 1).map_or(0, |line| line.text.len());
    let stopped = |line: &str| line.ends_with('.') && !line.ends_with("...");
    let sentence = (line.len() > 80 || lines[i].text.split_whitespace().count() >= SENTENCE) && stopped(line);
    let goes_on = lines.get(i + 1).is_some_and(|below| !below.opens && stopped(below.text));
    let broken = !lines[i].alone && WRAPPED.contains(&line.len()) && (WRAPPED.contains(&next) || goes_on);
    line.chars().count() > LONGEST || sentence || broken
}

/// No sentence, no date, nobody's name, no link.
fn reads_like_one(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words = line.split_whitespace().count();
    let dated = dates_in(line).iter().map(|dated| dated.range.len()).sum::<usize>();
    let starts = |table: &[&str]| table.iter().any(|start| lower.starts_with(start));
    words >= 2
        && (line.matches(", ").count() < LISTED || starts(LETTERS))
        && !line.ends_with(['.', '…', ':', ',', ';'])
        && dated * 3 < line.len()
        && !["](", "://", "@"].iter().any(|mark| line.contains(mark))
        && !line.starts_with(['#', '[', '!', '<', '/', '-', '•', '|'])
        && !starts(NO_HEADINGS)
        && !(starts(HONORIFICS) && words <= 6)
        && matter(line).is_none()
}

/// Whether a line above "Dear …" is more than a line of an address: it stands alone without a comma, or capitals or
/// its words tell it.
fn is_no_address(line: Standing) -> bool {
    let lower = line.text.to_lowercase();
    let capitals = line.text == line.text.to_uppercase() && line.text.split_whitespace().count() >= 4;
    capitals || HEADINGS.iter().any(|word| lower.contains(word)) || line.alone && !line.text.contains(',')
}

/// The name of a column above a headline: two or three words in capitals.
fn is_kicker(line: &str) -> bool {
    line == line.to_uppercase() && line.split_whitespace().count() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_heading_wins() {
        assert_eq!(
            title("Example Union to the world:\n\n## **No more delays!**\n\nText.").as_deref(),
            Some("No more delays!")
        );
    }

    #[test]
    fn the_first_line_that_reads_like_a_heading() {
        for (text, heading) in [
            ("Union opens hall | Example Union\nSkip to main content\nPress Release\n", "Union opens hall"),
            ("\n\nOPEN LETTER TO JANE DOE\n\nMs Jane Doe\nLakeside\n\nDear Ms Doe\n", "OPEN LETTER TO JANE DOE"),
            ("Example NewsUnion opens...\n\nUnion opens the hall\n", "Union opens the hall"),
            ("Date unknown\n\nUnion opens the hall\n====\n\nToday.\n", "Union opens the hall"),
            ("NEWS AND VIEWS\n\nUnion opens the hall\n\nToday.\n", "Union opens the hall"),
            ("Union opens the hall\n\n2020-01-02\n\n### The speeches\n", "Union opens the hall"),
            (
                "13 September 2017\n\nDr. Jane Doe\nExample Office\n\nRe: The matter of the hall\n\nDear Dr. Doe,\n",
                "The matter of the hall",
            ),
        ] {
            assert_eq!(title(text).as_deref(), Some(heading));
        }
    }

    #[test]
    fn what_stands_above_a_page_names_it() {
        assert_eq!(
            title("---\nlayout: post\ntitle: 'Union opens hall'\n---\n\n# News\n").as_deref(),
            Some("Union opens hall")
        );
        assert_eq!(
            title("---\npermalink: /news/hall/\n---\n\n# The hall is open\n").as_deref(),
            Some("The hall is open")
        );
    }

    #[test]
    fn a_letter_without_heading_has_none() {
        for text in [
            "Dear Jane,\n\nWe write to you.\n",
            "4 February 2019\nvia email\n\nDear Members,\n",
            "Ms Jane Doe\nSecretary, Example Union\nDear Jane,\n",
            "[Add your name](https://a.example)\n\nProfessor Jane Doe, Head, Example\n\nDear Professor,\n",
            "",
        ] {
            assert_eq!(title(text), None, "{text}");
        }
    }

    #[test]
    fn prose_is_no_heading() {
        assert_eq!(title("The hall was opened today.\nIt is large.\n"), None);
        let wrapped = "Today the Secretary of the Example Union, Jane Doe, the chair of the\nboard of the hall, Max Roe, and many of their \
                       friends came together to\nopen the hall.\n";
        assert_eq!(title(wrapped), None);
    }
}
