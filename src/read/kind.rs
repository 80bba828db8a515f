//! A guess at what kind of document a text is: letter, event, statement, news, list, or unknown.

use super::lines::{is_salutation, top};
use std::cell::LazyCell;

/// Lines that are looked at, empty ones not counted.
const LINES: usize = 200;
/// Lines that are the opening.
const OPENING: usize = 12;
/// A list has at least so many lines.
const LIST: usize = 12;
/// Rows of a list are shorter, in bytes.
const ROW: usize = 120;

/// Where a sign of a kind has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Title,
    /// A short line of the opening.
    Heading,
    Opening,
    Anywhere,
}

/// Signs in lower case, outside titles of ASCII alone, in the order of trust: the first that is met decides.
const SIGNS: &[(&str, Place, &[&str])] = &[
    ("letter", Place::Title, &["open letter", "letter to", "letter of", "petition", "appeal to"]),
    ("statement", Place::Title, &["statement", "declaration", "communiqué", "resolution on", "manifesto"]),
    (
        "statement",
        Place::Opening,
        &["joint statement", "statement by", "the following statement", "we, the undersigned"],
    ),
    ("event", Place::Title, EVENTS),
    ("list", Place::Title, &["list of", "signatories", "signatures"]),
    ("letter", Place::Heading, &["open letter", "letter to"]),
    ("event", Place::Opening, EVENTS),
    (
        "event",
        Place::Anywhere,
        &["was chaired by", "presided over", "chaired the", "speakers included", "moderated by", "keynote"],
    ),
    ("letter", Place::Anywhere, &["yours sincerely", "yours faithfully", "respectfully yours"]),
    ("news", Place::Opening, &[" said", " told ", " according to ", " announced"]),
];

/// Words of events.
#[rustfmt::skip]
const EVENTS: &[&str] = &[
    "conference", "meeting", "forum", "summit", "seminar", "webinar", "workshop", "symposium", "panel",
    "roundtable", "round table", "rally", "ceremony", "inaugurat", "visits", " visited ", "celebrat",
    "participate", "hearing", "congress", "briefing", "took place", "was held", "minutes",
];

/// The kind, one of the words of `documents.csv`; empty where nothing tells it.
pub(super) fn kind(text: &str, title: Option<&str>) -> &'static str {
    let lines = top(text, LINES);
    if lines.iter().take(40).any(|line| is_salutation(line)) {
        return "letter";
    }
    let title = title.unwrap_or_default().to_lowercase();
    let opening = &lines[..lines.len().min(OPENING)];
    let heading = LazyCell::new(|| {
        let short: Vec<&str> = opening.iter().filter(|line| line.len() < ROW).copied().collect();
        short.join("\n").to_ascii_lowercase()
    });
    let opening = LazyCell::new(|| opening.join("\n").to_ascii_lowercase());
    let all = LazyCell::new(|| lines.join("\n").to_ascii_lowercase());
    let met = |place: &Place, signs: &[&str]| {
        let where_: &str = match place {
            Place::Title => &title,
            Place::Heading => &heading,
            Place::Opening => &opening,
            Place::Anywhere => &all,
        };
        signs.iter().any(|sign| where_.contains(sign))
    };
    let listed = is_list(&lines);
    let told = |(_, place, signs): &&(&str, Place, &[&str])| match place {
        Place::Opening if listed => false,
        place => met(place, signs),
    };
    SIGNS.iter().find(told).map_or(if listed { "list" } else { "" }, |(kind, _, _)| *kind)
}

/// Many lines, nearly all of them short and no sentences.
fn is_list(lines: &[&str]) -> bool {
    let row = |line: &&&str| {
        line.len() < ROW && !line.ends_with(['.', '?', '!', ':']) && !line.starts_with(char::is_lowercase)
    };
    lines.len() >= LIST && lines.iter().filter(row).count() * 10 >= lines.len() * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_their_signs() {
        let list = "Jane Doe, Example Union\n".repeat(20);
        for (text, title, expected) in [
            ("Dear Jane,\n\nWe met at the conference.", None, "letter"),
            ("Text.", Some("Open letter to the board"), "letter"),
            (
                "A panel met.\nThe first signatory of a letter to the board spoke of the years in which the hall had stood empty while the town waited for an answer.",
                None,
                "event",
            ),
            ("Text.", Some("Joint Statement on the hall"), "statement"),
            ("The hall was full.\nThe session was chaired by Jane Doe.", Some("Voices from Lakeside"), "event"),
            ("A seminar was held in Lakeside.", None, "event"),
            ("The board is wrong, Jane Doe said.", Some("Board is wrong"), "news"),
            (list.as_str(), None, "list"),
            ("Text.", None, ""),
            ("", None, ""),
        ] {
            assert_eq!(kind(text, title), expected, "{text:.30} {title:?}");
        }
    }
}
