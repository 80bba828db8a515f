//! A rule as the user sees it.

/// A rule's name and its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name in every output.
    pub name: &'static str,
    /// Its page in Markdown: a heading, a summary line, what it looks for, examples.
    pub page: &'static str,
}
