//! Markdown that says what it is meant to say, whatever stands in the documents: pandoc, GitHub and Word read it alike.
//!
//! A sentence is put together with `said!` from our own words (`&'static str`), numbers, and words of documents that
//! have passed [`plain`]. Nothing else becomes [`Markdown`], so that no name can turn into a heading, a link or a tag.

use std::fmt;

/// Text that is Markdown already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markdown(String);

impl From<&'static str> for Markdown {
    fn from(own: &'static str) -> Markdown {
        Markdown(own.to_owned())
    }
}

impl From<usize> for Markdown {
    /// Thousands are parted: `1,204`.
    fn from(number: usize) -> Markdown {
        let digits = number.to_string();
        let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(as_digits).collect();
        Markdown(groups.join(","))
    }
}

impl From<u32> for Markdown {
    fn from(number: u32) -> Markdown {
        Markdown::from(number as usize)
    }
}

fn as_digits(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("digits are characters")
}

impl fmt::Display for Markdown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Markdown {
    /// Parts, one behind the other, with a word of ours between them.
    pub fn joined(parts: impl IntoIterator<Item = Markdown>, between: &'static str) -> Markdown {
        Markdown(parts.into_iter().map(|part| part.0).collect::<Vec<_>>().join(between))
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A sentence of our words, numbers and words that have been made plain.
macro_rules! said {
    ($($part:expr),+ $(,)?) => {
        $crate::export::report::markdown::Markdown::joined(
            [$($crate::export::report::markdown::Markdown::from($part)),+],
            "",
        )
    };
}
pub(super) use said;

/// Words of a document, so that they are read as they stand: on one line, without control characters and without those
/// that turn the direction of what follows.
pub fn plain(text: &str) -> Markdown {
    let clean: Vec<char> = one_line(text).chars().collect();
    let mut written = String::with_capacity(clean.len() + 8);
    for (at, c) in clean.iter().enumerate() {
        if means_something(&clean, at) {
            written.push('\\');
        }
        written.push(*c);
    }
    Markdown(written)
}

/// The same in bold: to stand between white space or punctuation.
pub fn bold(text: &str) -> Markdown {
    let plain = plain(text);
    if plain.is_empty() { plain } else { Markdown(format!("**{plain}**")) }
}

/// What [`plain`] shows: the text on one line.
pub fn one_line(text: &str) -> String {
    let shown = |c: &char| c.is_whitespace() || !c.is_control() && !is_direction(*c);
    let shown: String = text.chars().filter(shown).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks of embedding, override and isolation, and the mark of byte order.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character would be read as Markdown where it stands: as CommonMark, GitHub or pandoc read it.
fn means_something(text: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| text[at]);
    let behind = text.get(at + 1).copied();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match text[at] {
        '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '^' | '$' | '{' | '}' => true,
        '_' => !(letter(before) && letter(behind)),
        '&' => letter(behind) || behind == Some('#'),
        // The end of a heading, as its start.
        '#' => !letter(before),
        // A citation to pandoc; inside a word it is an address.
        '@' => !letter(before),
        // Bare addresses would become links.
        ':' => behind == Some('/'),
        '.' => at >= 3 && text[at - 3..at].iter().all(|c| c.eq_ignore_ascii_case(&'w')),
        _ => false,
    }
}

/// Text that opens a line: what would be the mark of a list or of a term there is one no more.
fn opened(text: &Markdown) -> String {
    let mut written = text.0.clone();
    if let Some(mark) = opening(&text.0.chars().collect::<Vec<_>>()) {
        // Before the mark there are only letters and digits of one byte each.
        written.insert(mark, '\\');
    }
    written
}

/// Where a text has such a mark.
fn opening(text: &[char]) -> Option<usize> {
    if matches!(text.first()?, '+' | '-' | '=' | ':' | '%' | '(') {
        return Some(0);
    }
    let run = text.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    let mark = text.get(run).filter(|c| matches!(c, '.' | ')'))?;
    if text.get(run + 1).is_some_and(|c| *c != ' ') {
        return None;
    }
    let number = &text[..run];
    let roman = |digits: &str| run > 1 && number.iter().all(|c| digits.contains(*c));
    let counts = number.iter().all(char::is_ascii_digit)
        || run == 1 && (number[0].is_ascii_lowercase() || *mark == ')')
        || roman("ivxlcdm")
        || roman("IVXLCDM");
    (run > 0 && counts).then_some(run)
}

/// A page on its way: blocks with an empty line between them.
#[derive(Debug, Default)]
pub struct Page(String);

impl Page {
    /// A heading; the first is of level 1.
    pub fn heading(&mut self, level: usize, text: impl Into<Markdown>) {
        self.block(&format!("{} {}", "#".repeat(level), text.into()));
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: impl Into<Markdown>) {
        self.block(&opened(&text.into()));
    }

    /// A list: each item with what stands below it.
    pub fn list(&mut self, items: impl IntoIterator<Item = (Markdown, Vec<Markdown>)>) {
        let mut lines = Vec::new();
        for (item, below) in items {
            lines.push(format!("- {}", opened(&item)));
            lines.extend(below.iter().map(|line| format!("  - {}", opened(line))));
        }
        self.block(&lines.join("\n"));
    }

    /// A table: each column by its head and its share of the width, which pandoc takes from the rule below the head.
    pub fn table(&mut self, columns: &[(&'static str, usize)], rows: impl IntoIterator<Item = Vec<Markdown>>) {
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let mut lines = vec![line(columns.iter().map(|(head, _)| (*head).to_owned()).collect())];
        lines.push(format!("|{}|", columns.iter().map(|(_, share)| "-".repeat(*share)).collect::<Vec<_>>().join("|")));
        lines.extend(rows.into_iter().map(|row| line(row.into_iter().map(|cell| cell.0).collect())));
        self.block(&lines.join("\n"));
    }

    /// Another page below this one.
    pub fn append(&mut self, other: Page) {
        self.block(other.0.trim_end());
    }

    /// The whole text.
    pub fn text(self) -> String {
        self.0
    }

    fn block(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }
}
