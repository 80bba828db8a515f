//! A rule as the user sees it.

/// A rule's name and its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name in every output.
    pub name: &'static str,
    /// Its page in Markdown, with examples: a heading, then the summary.
    pub page: &'static str,
}

impl Rule {
    /// The first line of the page below its heading.
    pub fn summary(&self) -> &'static str {
        let mut lines = self.page.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.find(|line| !line.starts_with('#')).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_the_first_line_below_the_heading() {
        let rule = Rule { name: "series", page: "# series\n\nNames in a row share a role.\n\nMore.\n" };
        assert_eq!(rule.summary(), "Names in a row share a role.");
        assert_eq!(Rule { name: "bare", page: "" }.summary(), "");
    }
}
