//! Writing SVG: text made safe, numbers made short.

use std::fmt::{self, Display, Write};

/// A number with one decimal at most, without trailing zeros or a negative zero.
pub fn number(value: f64) -> String {
    let tenths = (value * 10.0).round();
    if tenths == 0.0 { "0".to_owned() } else { format!("{}", tenths / 10.0) }
}

/// Text that stands in an element or an attribute; only [`escape`] makes one, and writing it escapes it.
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a>(&'a str);

/// `text` safe inside an element or an attribute: markup escaped, line ends and tabs as spaces, what XML forbids or
/// nobody can see as U+FFFD; controls of direction, which would turn the neighbouring text round, removed.
pub fn escape(text: &str) -> Escaped<'_> {
    Escaped(text)
}

impl Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                '\t' | '\n' | '\r' => out.write_char(' ')?,
                '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
                '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}' => out.write_char('\u{FFFD}')?,
                // The last two of every plane are no characters.
                _ if character as u32 & 0xFFFE == 0xFFFE => out.write_char('\u{FFFD}')?,
                _ => out.write_char(character)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let written: Vec<_> = [0.0, -0.04, 1.0, 1.25, -2.34, 640.0].into_iter().map(number).collect();
        assert_eq!(written, ["0", "0", "1", "1.3", "-2.3", "640"]);
    }

    #[test]
    fn every_character_is_safe_in_text_and_attributes() {
        let mut all: Vec<char> = ('\0'..='\u{FFFF}').collect();
        all.extend(['\u{1F600}', '\u{1FFFE}', '\u{10FFFF}']);
        for piece in all.chunks(97) {
            let text: String = piece.iter().collect();
            let safe = escape(&text).to_string();
            assert!(!safe.contains(['<', '>', '"', '\'']));
            let xml = format!("<t a=\"{safe}\">{safe}</t>");
            let parsed = roxmltree::Document::parse(&xml).expect("valid XML");
            let back = parsed.root_element().text().unwrap_or_default();
            assert_eq!(parsed.root_element().attribute("a"), Some(back));
            for character in piece.iter().filter(|c| c.is_alphanumeric()) {
                assert!(back.contains(*character), "{character:?} lost");
            }
        }
    }

    #[test]
    fn controls_of_direction_are_gone() {
        assert_eq!(escape("a\u{202E}b\u{2069}\u{7}\nc").to_string(), "ab\u{FFFD} c");
    }
}
