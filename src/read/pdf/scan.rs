//! The operators and operands of a content stream, one after the other, without recursion.

use std::borrow::Cow;

/// A piece of a content stream. Arrays and dictionaries come as their marks and their members.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'a> {
    Number(f64),
    Name(Cow<'a, [u8]>),
    Text(Cow<'a, [u8]>),
    /// `[`, `]`, `<<` or `>>`.
    Mark,
    Operator(&'a [u8]),
}

/// What is left of a content stream.
pub(super) struct Scanner<'a> {
    rest: &'a [u8],
}

impl<'a> Scanner<'a> {
    pub(super) fn new(content: &'a [u8]) -> Scanner<'a> {
        Scanner { rest: content }
    }

    fn take(&mut self, n: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(n.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, holds: impl Fn(u8) -> bool) -> &'a [u8] {
        let n = self.rest.iter().position(|byte| !holds(*byte)).unwrap_or(self.rest.len());
        self.take(n)
    }

    /// A string in parentheses; the opening one is taken.
    fn literal(&mut self) -> Cow<'a, [u8]> {
        let plain = self.rest.iter().position(|byte| matches!(byte, b'(' | b')' | b'\\' | b'\r'));
        if let Some(end) = plain.filter(|end| self.rest[*end] == b')') {
            let text = self.take(end);
            self.take(1);
            return Cow::Borrowed(text);
        }
        let (mut text, mut depth) = (Vec::new(), 1_usize);
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            match byte {
                b'\\' => self.escape(&mut text),
                b')' if depth == 1 => break,
                b'(' | b')' => {
                    depth = if byte == b'(' { depth + 1 } else { depth - 1 };
                    text.push(byte);
                }
                byte => text.push(byte),
            }
        }
        Cow::Owned(text)
    }

    /// What stands behind a backslash.
    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(&byte) = self.take(1).first() else { return };
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' => drop(self.rest.first() == Some(&b'\n') && !self.take(1).is_empty()),
            b'\n' => {}
            b'0'..=b'7' => {
                let more = self.rest.iter().take(2).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                let digits = self.take(more).iter();
                text.push(digits.fold(byte - b'0', |n, digit| n.wrapping_mul(8).wrapping_add(digit - b'0')));
            }
            byte => text.push(byte),
        }
    }

    /// A string of hexadecimal digits; the opening mark is taken.
    fn hexadecimal(&mut self) -> Vec<u8> {
        let digits = self.take_while(|byte| byte != b'>');
        self.take(1);
        hexadecimal(digits)
    }

    fn name(&mut self) -> Cow<'a, [u8]> {
        let name = self.take_while(is_regular);
        if name.contains(&b'#') { Cow::Owned(unescaped(name)) } else { Cow::Borrowed(name) }
    }

    /// Passes over an inline image: its dictionary, and its bytes up to an `EI` that stands alone.
    fn skip_image(&mut self) {
        let data = self.rest.windows(3).position(|w| &w[..2] == b"ID" && is_space(w[2])).map_or(0, |at| at + 3);
        self.take(data);
        let alone = |at: &usize| {
            let before = *at == 0 || is_space(self.rest[at - 1]);
            let after = &self.rest[(at + 2).min(self.rest.len())..];
            // Bytes of a picture are seldom followed by plain text.
            let plain = after.iter().take(8).all(|byte| is_space(*byte) || byte.is_ascii_graphic());
            before && after.first().is_none_or(|byte| is_space(*byte)) && plain
        };
        let ends = (0..self.rest.len().saturating_sub(1)).filter(|at| self.rest[*at..].starts_with(b"EI"));
        let end = ends.into_iter().find(alone).map_or(self.rest.len(), |at| at + 2);
        self.take(end);
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.take_while(is_space);
            let byte = *self.rest.first()?;
            return Some(match byte {
                b'%' => {
                    self.take_while(|byte| byte != b'\n' && byte != b'\r');
                    continue;
                }
                b'(' => {
                    self.take(1);
                    Token::Text(self.literal())
                }
                b'<' if self.rest.get(1) != Some(&b'<') => {
                    self.take(1);
                    Token::Text(Cow::Owned(self.hexadecimal()))
                }
                b'<' | b'>' => {
                    self.take(2);
                    Token::Mark
                }
                b'[' | b']' => {
                    self.take(1);
                    Token::Mark
                }
                b'/' => {
                    self.take(1);
                    Token::Name(self.name())
                }
                b')' | b'{' | b'}' => {
                    self.take(1);
                    continue;
                }
                _ => {
                    let word = self.take_while(is_regular);
                    if let Some(number) = number(word) {
                        Token::Number(number)
                    } else if word == b"BI" {
                        self.skip_image();
                        continue;
                    } else {
                        Token::Operator(word)
                    }
                }
            });
        }
    }
}

/// The bytes that hexadecimal digits write; a missing last digit is 0.
fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let mut digits = digits.iter().filter_map(|digit| (*digit as char).to_digit(16));
    let mut bytes = Vec::new();
    while let Some(high) = digits.next() {
        bytes.push((high * 16 + digits.next().unwrap_or(0)) as u8);
    }
    bytes
}

/// A name with its `#xx` undone.
fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut at = 0;
    while at < name.len() {
        let digits = name.get(at + 1..at + 3).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        match digits.filter(|_| name[at] == b'#') {
            Some(digits) => {
                plain.extend(hexadecimal(digits));
                at += 3;
            }
            None => {
                plain.push(name[at]);
                at += 1;
            }
        }
    }
    plain
}

/// A number as PDF writes it: `12`, `-.5`, `4.`; also the doubled signs that some programs leave.
fn number(word: &[u8]) -> Option<f64> {
    if !matches!(word.first(), Some(b'0'..=b'9' | b'+' | b'-' | b'.')) {
        return None;
    }
    let (mut value, mut scale, mut negative, mut digits) = (0.0_f64, 0.0_f64, false, false);
    for (at, &byte) in word.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                digits = true;
                value = value * 10.0 + f64::from(byte - b'0');
                scale *= 10.0;
            }
            b'.' if scale == 0.0 => scale = 1.0,
            b'-' if !digits => negative = true,
            b'+' if at == 0 => {}
            // `12-34` is read as 12 by everybody.
            b'-' => break,
            _ => return None,
        }
    }
    let value = if scale > 1.0 { value / scale } else { value };
    Some(if negative { -value } else { value })
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(content: &[u8]) -> String {
        let tokens = Scanner::new(content).map(|token| match token {
            Token::Number(number) => format!("{number}"),
            Token::Name(name) => format!("/{}", String::from_utf8_lossy(&name)),
            Token::Text(text) => format!("({})", String::from_utf8_lossy(&text).escape_debug()),
            Token::Mark => "|".to_owned(),
            Token::Operator(word) => String::from_utf8_lossy(word).into_owned(),
        });
        tokens.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn operands_and_operators_are_told_apart() {
        assert_eq!(
            shown(b"BT /F#311 12 Tf -.5 +4. Td [(a\\)b) -120 <4A4>] TJ % end\nET"),
            "BT /F11 12 Tf -0.5 4 Td | (a)b) -120 (J@) | TJ ET"
        );
        assert_eq!(shown(b"(a(b)c\\\nd\\101\\7) Tj"), "(a(b)cdA\\u{7}) Tj");
        assert_eq!(shown(b"/S <</A [1 2]>> BDC"), "/S | /A | 1 2 | | BDC");
    }

    #[test]
    fn pictures_in_the_stream_are_passed_over() {
        assert_eq!(shown(b"q BI /W 2 /H 2 ID \x01(EI\xFF EI\xFE\xFF\x00\n EI Q (a) Tj"), "q Q (a) Tj");
    }

    #[test]
    fn nothing_hostile_is_deep_or_endless() {
        assert_eq!(Scanner::new(&b"[".repeat(300_000)).count(), 300_000);
        assert_eq!(Scanner::new(&b"(".repeat(300_000)).count(), 1);
        for cut in 0..30 {
            let _ = shown(&b"BT (a\\1) <4 /F#4 [ << BI ID xx EI"[..cut]);
        }
    }
}
