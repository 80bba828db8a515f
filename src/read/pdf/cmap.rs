//! Character maps of fonts: codes to Unicode (`ToUnicode`) and codes to glyph numbers.

use super::scan::{Scanner, Token};
use std::collections::HashMap;

/// Most codes of one map; the ranges of a hostile one could name billions.
const LARGEST: usize = 1 << 17;

/// A map from the codes of a font's strings.
#[derive(Debug, Clone, Default)]
pub(super) struct CMap {
    /// How many bytes a code has, by the ranges in which it lies: bytes, first, last.
    spaces: Vec<(usize, u32, u32)>,
    /// Codes to text.
    texts: HashMap<u32, Box<str>>,
    /// Codes to glyph numbers: first, last, number of the first.
    glyphs: Vec<(u32, u32, u32)>,
}

impl CMap {
    /// Reads a map. What it says wrongly is passed over.
    pub(super) fn parse(content: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut operands: Vec<Token> = Vec::new();
        for token in Scanner::new(content) {
            match token {
                Token::Operator(word) => {
                    map.take(word, &operands);
                    operands.clear();
                }
                operand if operands.len() < LARGEST => operands.push(operand),
                _ => {}
            }
        }
        map
    }

    fn take(&mut self, operator: &[u8], operands: &[Token]) {
        match operator {
            b"endcodespacerange" => {
                for pair in strings(operands).chunks_exact(2) {
                    let bytes = pair[0].len().clamp(1, 4);
                    self.spaces.push((bytes, code(pair[0]), code(pair[1])));
                }
            }
            b"endbfchar" => {
                for pair in strings(operands).chunks_exact(2) {
                    self.insert(code(pair[0]), utf16(pair[1], 0));
                }
            }
            b"endbfrange" => self.ranges(operands),
            b"endcidrange" => {
                for range in operands.chunks_exact(3) {
                    if let [Token::Text(first), Token::Text(last), Token::Number(glyph)] = range {
                        self.glyphs.push((code(first), code(last), *glyph as u32));
                    }
                }
            }
            b"endcidchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Token::Text(at), Token::Number(glyph)] = pair {
                        self.glyphs.push((code(at), code(at), *glyph as u32));
                    }
                }
            }
            _ => {}
        }
    }

    /// `<first> <last> <text of the first>` or `<first> <last> [<text> <text> …]`.
    fn ranges(&mut self, operands: &[Token]) {
        let mut rest = operands;
        while let [Token::Text(first), Token::Text(last), tail @ ..] = rest {
            let (first, last) = (code(first), code(last));
            match tail {
                [Token::Text(text), tail @ ..] => {
                    for at in first..=last.min(first.saturating_add(0xFFFF)) {
                        self.insert(at, utf16(text, at - first));
                    }
                    rest = tail;
                }
                [Token::Mark, tail @ ..] => {
                    let texts = tail.iter().map_while(|token| match token {
                        Token::Text(text) => Some(text),
                        _ => None,
                    });
                    let mut passed = 0;
                    for (at, text) in (first..=last).zip(texts) {
                        self.insert(at, utf16(text, 0));
                        passed += 1;
                    }
                    let end = tail[passed..].iter().position(|token| *token == Token::Mark);
                    rest = &tail[end.map_or(tail.len(), |end| passed + end + 1)..];
                }
                _ => break,
            }
        }
    }

    fn insert(&mut self, at: u32, text: String) {
        if self.texts.len() < LARGEST && !text.is_empty() && text != "\0" {
            self.texts.insert(at, text.into());
        }
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<&str> {
        self.texts.get(&code).map(|text| &**text)
    }

    /// The glyph number of a code.
    pub(super) fn glyph(&self, code: u32) -> u32 {
        let range = self.glyphs.iter().find(|(first, last, _)| (*first..=*last).contains(&code));
        range.map_or(0, |(first, _, glyph)| glyph.saturating_add(code - first))
    }

    /// The first code of a string and its length in bytes; two bytes where no range tells.
    pub(super) fn next(&self, bytes: &[u8]) -> (u32, usize) {
        for length in 1..=bytes.len().min(4) {
            let found = code(&bytes[..length]);
            if self.spaces.iter().any(|(bytes, first, last)| *bytes == length && (*first..=*last).contains(&found)) {
                return (found, length);
            }
        }
        let usual = self.spaces.iter().map(|(bytes, ..)| *bytes).min().unwrap_or(2);
        let length = usual.min(bytes.len());
        (code(&bytes[..length]), length)
    }
}

fn strings<'t>(operands: &'t [Token]) -> Vec<&'t [u8]> {
    let text = |token: &'t Token| match token {
        Token::Text(text) => Some(&**text),
        _ => None,
    };
    operands.iter().filter_map(text).collect()
}

/// Up to four bytes as a number.
pub(super) fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

/// UTF-16, big-endian, the last unit moved on by `step`.
fn utf16(bytes: &[u8], step: u32) -> String {
    if let &[byte] = bytes {
        return char::from_u32(u32::from(byte) + step).map(String::from).unwrap_or_default();
    }
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    let mut characters: Vec<char> = char::decode_utf16(units).filter_map(Result::ok).collect();
    if step > 0
        && let Some(last) = characters.pop()
    {
        characters.extend(char::from_u32(last as u32 + step));
    }
    characters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_ranges_lead_to_text() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
              2 beginbfchar <0003> <0020> <0010> <00660069> endbfchar\n\
              2 beginbfrange <0024> <0026> <0041> <0030> <0031> [<0061> <D83DDE00>] endbfrange",
        );
        let texts: Vec<_> = [3, 0x10, 0x24, 0x26, 0x27, 0x30, 0x31].map(|code| map.text(code)).into();
        assert_eq!(texts, [Some(" "), Some("fi"), Some("A"), Some("C"), None, Some("a"), Some("\u{1F600}")]);
        assert_eq!(map.next(&[0, 0x24, 9]), (0x24, 2));
    }

    #[test]
    fn codes_have_the_length_of_their_range() {
        let map = CMap::parse(
            b"begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange begincidrange <20> <7E> 231 endcidrange",
        );
        assert_eq!((map.next(b"A\x81\x40"), map.next(b"\x81\x40")), ((0x41, 1), (0x8140, 2)));
        assert_eq!((map.glyph(0x21), map.glyph(0x1000)), (232, 0));
    }

    #[test]
    fn a_range_of_billions_is_cut() {
        let map = CMap::parse(b"beginbfrange <00000000> <FFFFFFFF> <0041> <0 <0000> [ endbfrange");
        assert!(map.text(0x2000).is_some() && map.texts.len() <= LARGEST);
    }
}
