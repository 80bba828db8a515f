//! What a cell may hold, so that neither a spreadsheet nor Gephi takes a name for a command.

use std::borrow::Cow;

/// What a cell of a table may hold; only [`guard`] makes one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell<'a>(Cow<'a, str>);

/// A cell as it leaves: control characters out, line ends as spaces, trimmed, `\` (Gephi's escape character) as `⧵`,
/// and a leading `'` before what a spreadsheet would take for a formula or would itself drop (`'`).
///
/// A lone `-` is the id of standard input and no formula. Ids (slugs) and numbers pass unchanged.
pub fn guard(text: &str) -> Cell<'_> {
    // Nearly all text is plain, and that is soon seen where no byte is waited for.
    let plain = text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~') & (byte != b'\\'));
    if plain && text.starts_with(|c: char| c.is_ascii_alphanumeric()) && !text.ends_with(' ') {
        return Cell(Cow::Borrowed(text));
    }
    if text.chars().all(|c| harmless(c) == Some(c)) && text.trim().len() == text.len() {
        return Cell(defused(text));
    }
    let clean: String = text.chars().filter_map(harmless).collect();
    let clean = clean.trim();
    Cell(Cow::Owned(defused(clean).into_owned()))
}

impl Cell<'_> {
    /// The characters that are written; the writer of CSV quotes them.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<[u8]> for Cell<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A text with a leading `'` where a spreadsheet would take it for a formula, else as it is: for tables whose names have to
/// stay what they are.
pub fn defused(text: &str) -> Cow<'_, str> {
    let is_formula = text != "-" && text.starts_with(is_risky);
    if is_formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// What [`defused`] was given; what [`guard`] was given but for control characters, outer white space and the look of a
/// backslash. Of a cell that neither of them made, an apostrophe that belongs to the name stays.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(is_risky)).unwrap_or(cell)
}

/// `=`, `+`, `-`, `@` (full-width forms as well: spreadsheets of East Asia take them the same), and our own mark.
fn is_risky(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\'')
}

fn harmless(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\\' => Some('⧵'),
        '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_come_back() {
        for text in ["=1+1", "+44 20", "-x", "@here", "＝1", "＋1", "－1", "＠x", "'quoted'", "'=1", "''", "plain", "-"]
        {
            assert_eq!(unguard(guard(text).as_str()), text, "{text}");
        }
        assert_eq!(guard("=HYPERLINK(\"x\")").as_str(), "'=HYPERLINK(\"x\")");
        assert_eq!(guard("'=1").as_str(), "''=1");
        assert_eq!(guard("\t=1").as_str(), "'=1");
        assert_eq!(guard("-").as_str(), "-");
        assert_eq!(guard("p-anna-sole").as_str(), "p-anna-sole");
    }

    #[test]
    fn cells_are_one_clean_line() {
        assert_eq!(guard(" a\nb\u{0}c\u{1b}[31m \u{feff}").as_str(), "a bc[31m");
        assert_eq!(guard(r"C:\new").as_str(), "C:⧵new");
        assert_eq!(guard("a\u{2028}b\u{85}c").as_str(), "a b c");
    }

    #[test]
    fn names_that_begin_with_an_apostrophe_keep_it() {
        for (cell, name) in [("'Aql", "'Aql"), ("''Aql", "'Aql"), ("'=1", "=1"), ("=1", "=1"), ("'", "'")] {
            assert_eq!(unguard(cell), name);
        }
        for name in ["'Aql", "=1", "Ann", "", "-"] {
            assert_eq!(unguard(&defused(name)), name);
        }
    }
}
