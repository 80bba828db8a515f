//! Plain text and Markdown: character entities become the characters they stand for; what stands above a page for the
//! program that shows it is told from the page.

use super::Parsed;
use super::lines::trimmed;

/// Entities with a name of their own; letters with marks are made of the letter and the mark.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("bull", '•'),
    ("middot", '·'),
    ("szlig", 'ß'),
    ("aelig", 'æ'),
    ("AElig", 'Æ'),
    ("oslash", 'ø'),
    ("Oslash", 'Ø'),
];

/// What the name of a letter's entity ends with, and the mark that it puts on the letter.
const MARKS: &[(&str, char)] = &[
    ("grave", '\u{300}'),
    ("acute", '\u{301}'),
    ("circ", '\u{302}'),
    ("tilde", '\u{303}'),
    ("uml", '\u{308}'),
    ("ring", '\u{30A}'),
    ("caron", '\u{30C}'),
    ("cedil", '\u{327}'),
];

/// Bytes of the longest entity, from `&` to `;`.
const LONGEST: usize = 12;
/// What stands above a page ends within so many lines.
const FRONT: usize = 40;

/// Text with its entities decoded; no line begins or ends elsewhere.
pub(super) fn read(text: String) -> Parsed {
    let text = if text.contains('&') { decoded(&text) } else { text };
    Parsed::of_text(text)
}

fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b';');
        let length = match end.and_then(|end| Some((end, character(&rest[1..end])?))) {
            Some((end, written)) => {
                out.extend(written);
                end + 1
            }
            None => {
                out.push('&');
                1
            }
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// What an entity stands for, without its `&` and `;`.
fn character(entity: &str) -> Option<Vec<char>> {
    if let Some(number) = entity.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return char::from_u32(code).filter(|c| !c.is_control()).map(|c| vec![c]);
    }
    if let Some((_, c)) = NAMED.iter().find(|(name, _)| *name == entity) {
        return Some(vec![*c]);
    }
    let letter = entity.chars().next().filter(char::is_ascii_alphabetic)?;
    MARKS.iter().find(|(name, _)| *name == &entity[1..]).map(|(_, mark)| vec![letter, *mark])
}

/// The lines between `---` at the top of a text, and the text below them.
pub(super) fn front(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("---\n")?;
    let mut at = 0;
    for line in inner.split_inclusive('\n').take(FRONT) {
        let end = at + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&inner[..at], &inner[end..]));
        }
        let told = line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#']) || line.contains(':');
        if !told {
            return None;
        }
        at = end;
    }
    None
}

/// What the lines above a page say under a name: `title: "The hall is open"`.
pub(super) fn told<'a>(front: &'a str, name: &str) -> Option<&'a str> {
    let said = front.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    let said = trimmed(said).trim_matches(['"', '\'']).trim();
    (!said.is_empty()).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_become_characters() {
        let text =
            read("Jane &#8211; Doe &amp; Co&#x2019;s\nZo&euml; &Eacute;t&eacute; R&D; &#0; A&B; &unknown;".into()).text;
        assert_eq!(text, "Jane – Doe & Co’s\nZoe\u{308} E\u{301}te\u{301} R&D; &#0; A&B; &unknown;");
    }

    #[test]
    fn front_matter_is_told_from_the_page() {
        let (above, below) =
            front("---\nlayout: post\ntitle:  \"The hall is open\"\n---\n\nText.\n").expect("front matter");
        assert_eq!(told(above, "title"), Some("The hall is open"));
        assert_eq!(told(above, "date"), None);
        assert_eq!(below, "\nText.\n");
        assert_eq!(front("---\nOnce upon a time\n---\n"), None);
    }
}
