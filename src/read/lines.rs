//! The outer lines of a text: what its title, date and kind are looked for in.

/// Longest stretch of a line looked at, in bytes: a text on one line costs no more than a page.
const CLIP: usize = 600;

/// The first `n` lines that are not empty, trimmed and clipped.
pub(super) fn top(text: &str, n: usize) -> Vec<&str> {
    text.lines().map(trimmed).filter(|line| !line.is_empty()).take(n).collect()
}

/// The last `n` lines that are not empty, trimmed and clipped, last first.
pub(super) fn foot(text: &str, n: usize) -> Vec<&str> {
    text.lines().rev().map(trimmed).filter(|line| !line.is_empty()).take(n).collect()
}

/// A line without white space and Markdown's emphasis at either end, clipped.
pub(super) fn trimmed(line: &str) -> &str {
    let line = line.trim_start();
    clip(line, CLIP).trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'))
}

/// At most `bytes` bytes from the start, whole characters.
pub(super) fn clip(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// Whether a line greets those written to: "Dear …", "To the members of the board:".
pub(super) fn is_salutation(line: &str) -> bool {
    const GREETINGS: &[&str] = &["dear ", "to whom it may concern", "your excellency", "your excellencies"];
    const CALLS: &[&str] = &["to the ", "to all ", "to: "];
    // Most lines begin with no letter of a greeting.
    if line.len() >= 200 || !line.starts_with(['d', 'D', 't', 'T', 'y', 'Y']) {
        return false;
    }
    let lower = line.to_lowercase();
    let starts = |table: &[&str]| table.iter().any(|start| lower.starts_with(start));
    starts(GREETINGS) || starts(CALLS) && line.ends_with([':', ','])
}
