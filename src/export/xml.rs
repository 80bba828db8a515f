//! Characters as XML takes them: the one escape of every XML file.

/// Text for an attribute or an element. Characters that XML 1.0 cannot hold (most controls, U+FFFE, U+FFFF) are left out;
/// tabs and line ends are spaces, since a reader would make them so in attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    /// Whatever a name holds, a strict parser reads back what XML can hold of it.
    #[test]
    fn every_character_comes_back_or_is_left_out() {
        let all: String = (0..=0x2_ffff).filter_map(char::from_u32).collect();
        for piece in all.chars().collect::<Vec<_>>().chunks(500) {
            let text: String = piece.iter().collect();
            let file = format!("<a b=\"{0}\">{0}</a>", escape(&text));
            let parsed = roxmltree::Document::parse(&file).unwrap();
            let kept = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}') || "\t\n\r".contains(*c);
            let spaced = |c: char| if "\t\n\r".contains(c) { ' ' } else { c };
            let expected: String = text.chars().filter(kept).map(spaced).collect();
            assert_eq!(parsed.root_element().attribute("b"), Some(&*expected));
            assert_eq!(parsed.root_element().text(), Some(&*expected));
        }
    }
}
