//! Characters as XML takes them: the one escape of every XML file.

use std::fmt::{self, Display, Write};

/// Text that stands in an attribute or an element; only [`escape`] makes one, and writing it escapes it.
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a>(&'a str);

/// Text for an attribute or an element. Characters that XML 1.0 cannot hold (most controls, U+FFFE, U+FFFF) are left out;
/// tabs and line ends are spaces, since a reader would make them so in attributes.
pub fn escape(text: &str) -> Escaped<'_> {
    Escaped(text)
}

impl Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nearly all text is plain, and that is soon seen.
        if self.0.bytes().fold(true, |plain, byte| plain & is_plain(byte)) {
            return out.write_str(self.0);
        }
        let mut rest = self.0;
        // Stretches of letters that stand as they are, each written at once.
        while let Some(at) = rest.find(|c| !stands(c)) {
            out.write_str(&rest[..at])?;
            let c = rest[at..].chars().next().expect("a character was found there");
            match c {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&apos;")?,
                '\t' | '\n' | '\r' => out.write_char(' ')?,
                _ => {}
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_str(rest)
    }
}

/// Whether a byte is a character of ASCII that is written as it is.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') & !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')
}

/// Whether a character is written as it is.
fn stands(c: char) -> bool {
    !matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}') && !c.is_control()
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
