//! Rich Text Format: control words to lines, byte by byte, with a stack of small states and no tree.

use super::{Budget, Cause, Parsed};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;

/// Destinations whose text is not the document's.
#[rustfmt::skip]
const LEFT_OUT: &[&str] = &[
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer",
    "footerl", "footerr", "footerf", "generator", "themedata", "colorschememapping", "datastore", "latentstyles",
    "listtable", "listoverridetable", "rsidtbl", "xmlnstbl", "fldinst", "filetbl", "revtbl", "annotation", "atnid",
    "atnauthor", "nonshppict", "bkmkstart", "bkmkend", "pnseclvl", "deleted",
];

/// Code pages of fonts, by their character sets.
const CHARSETS: &[(i32, u32)] = &[
    (77, 10000),
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
];

/// Control words that stand for one character or a line end.
const CHARACTERS: &[(&str, &str)] = &[
    ("par", "\n"),
    ("sect", "\n"),
    ("line", "\n"),
    ("row", "\n"),
    ("nestrow", "\n"),
    ("tab", "\t"),
    ("cell", "\t"),
    ("nestcell", "\t"),
    ("emdash", "—"),
    ("endash", "–"),
    ("lquote", "‘"),
    ("rquote", "’"),
    ("ldblquote", "“"),
    ("rdblquote", "”"),
    ("bullet", "•"),
    ("emspace", " "),
    ("enspace", " "),
    ("page", "\n"),
];

/// What holds inside a group.
#[derive(Debug, Clone, Copy)]
struct State {
    left_out: bool,
    fonts: bool,
    font: i32,
    /// Characters that stand in for each `\u`, for readers that do not know it.
    fallback: usize,
}

/// Text under way.
struct Reader {
    text: String,
    state: State,
    stack: Vec<State>,
    /// Bytes of a legacy encoding that wait to be decoded together.
    bytes: Vec<u8>,
    /// High half of a character beyond the first plane.
    half: Option<u16>,
    /// Characters still to be passed over after a `\u`.
    skip: usize,
    page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
}

/// Reads a document.
///
/// # Errors
/// [`Cause::Damaged`] when it does not begin as one.
pub(super) fn read(bytes: &[u8], _budget: &Budget) -> Result<Parsed, Cause> {
    let start = bytes.windows(5).position(|window| window == b"{\\rtf");
    let start = start.ok_or_else(|| Cause::Damaged { what: "it does not begin with {\\rtf".to_owned() })?;
    let state = State { left_out: false, fonts: false, font: 0, fallback: 1 };
    let mut reader = Reader {
        text: String::new(),
        state,
        stack: Vec::new(),
        bytes: Vec::new(),
        half: None,
        skip: 0,
        page: WINDOWS_1252,
        fonts: HashMap::new(),
    };
    let mut rest = &bytes[start..];
    while let Some((first, after)) = rest.split_first() {
        rest = reader.step(*first, after);
    }
    reader.settle();
    Ok(Parsed::of_text(tidied(&reader.text)))
}

impl Reader {
    /// Takes one byte, or the control word it begins; gives what is left.
    fn step<'a>(&mut self, first: u8, rest: &'a [u8]) -> &'a [u8] {
        match first {
            b'{' => {
                self.settle();
                self.stack.push(self.state);
                self.skip = 0;
            }
            b'}' => {
                self.settle();
                self.state = self.stack.pop().unwrap_or(self.state);
                self.skip = 0;
            }
            b'\\' => return self.control(rest),
            b'\r' | b'\n' | 0 => {}
            byte => self.byte(byte),
        }
        rest
    }

    /// A control word or symbol.
    fn control<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let Some(symbol) = rest.first().filter(|_| letters == 0) else {
            return if letters == 0 { rest } else { self.word(rest, letters) };
        };
        let after = &rest[1..];
        match symbol {
            b'\'' => {
                let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) else { return after };
                self.byte(byte);
                return &after[2..];
            }
            b'*' => {
                // A destination that readers may pass over; lists keep their numbers in one.
                let keeps = after.starts_with(b"\\pntext") || after.starts_with(b"\\shptxt");
                self.state.left_out |= !keeps;
            }
            b'~' => self.put("\u{A0}"),
            b'_' => self.put("-"),
            b'\\' | b'{' | b'}' => self.byte(*symbol),
            b'\r' | b'\n' => self.put("\n"),
            _ => {}
        }
        after
    }

    /// A control word with its number.
    fn word<'a>(&mut self, rest: &'a [u8], letters: usize) -> &'a [u8] {
        let word = std::str::from_utf8(&rest[..letters]).unwrap_or_default();
        let mut after = &rest[letters..];
        let sign = usize::from(after.first() == Some(&b'-'));
        let digits = after[sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number =
            (digits > 0).then(|| std::str::from_utf8(&after[..sign + digits]).ok()?.parse::<i32>().ok()).flatten();
        if digits > 0 {
            after = &after[sign + digits..];
        }
        after = after.strip_prefix(b" ").unwrap_or(after);
        match word {
            "u" => number.into_iter().for_each(|number| self.unicode(number)),
            "bin" => after = after.get(usize::try_from(number.unwrap_or(0)).unwrap_or(0)..).unwrap_or_default(),
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "ansicpg" => self.page = encoding(number.and_then(|page| u32::try_from(page).ok()).unwrap_or(1252)),
            "mac" => self.page = encoding(10000),
            "f" => {
                self.settle();
                self.state.font = number.unwrap_or(0);
            }
            "plain" => self.settle(),
            "fcharset" if self.state.fonts => {
                let page = CHARSETS.iter().find(|(charset, _)| Some(*charset) == number);
                page.map(|(_, page)| self.fonts.insert(self.state.font, encoding(*page)));
            }
            "fonttbl" => (self.state.fonts, self.state.left_out) = (true, true),
            word if LEFT_OUT.contains(&word) => self.state.left_out = number != Some(0),
            word => {
                if let Some((_, text)) = CHARACTERS.iter().find(|(known, _)| *known == word) {
                    self.put(text);
                }
            }
        }
        after
    }

    /// A character by its number, which old programs write with a sign and in halves.
    fn unicode(&mut self, number: i32) {
        self.settle();
        self.skip = self.state.fallback;
        let unit = (number & 0xFFFF) as u16;
        let units = [self.half.take().unwrap_or(unit), unit];
        let units = if units[0] == unit { &units[1..] } else { &units[..] };
        for decoded in char::decode_utf16(units.iter().copied()) {
            match decoded {
                Ok(c) if !self.state.left_out => self.text.push(c),
                Err(lone) => self.half = Some(lone.unpaired_surrogate()),
                Ok(_) => {}
            }
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.state.left_out {
            self.bytes.push(byte);
        }
    }

    fn put(&mut self, text: &str) {
        self.settle();
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.state.left_out {
            self.text.push_str(text);
        }
    }

    /// Decodes the bytes that wait.
    fn settle(&mut self) {
        if !self.bytes.is_empty() {
            let encoding = self.fonts.get(&self.state.font).unwrap_or(&self.page);
            self.text.push_str(&encoding.decode_without_bom_handling(&self.bytes).0);
            self.bytes.clear();
        }
    }
}

/// The encoding of a code page.
fn encoding(page: u32) -> &'static Encoding {
    let label = match page {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// Rows without the tab after their last cell; numbers of lists with one space behind them.
fn tidied(text: &str) -> String {
    let line = |line: &str| {
        let line = line.trim_end();
        let mark = line.trim_start().split_once('\t').filter(|(mark, _)| is_mark(mark));
        mark.map_or_else(|| line.to_owned(), |(mark, rest)| format!("{mark} {}", rest.trim_start()))
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// `12.`, `12)` or a bullet, as lists have them before a tab.
fn is_mark(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')']);
    let is_number = number.len() < word.len() && number.len() < 6 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number || matches!(word, "•" | "-" | "–" | "\u{B7}" | "\u{F0B7}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &[u8]) -> String {
        read(source, &Budget::default()).expect("it begins as one").text
    }

    #[test]
    fn words_become_lines_and_characters() {
        let source =
            br"{\rtf1\ansi\ansicpg1250{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}{\*\generator x;}
{\pard\listtext 1.\tab}Zo\'eb \u317?uk\par{\f1\'c8\'e2\'e0\'ed}\par\uc0\u-10179\u-8704\par a\emdash b\~c\par}";
        assert_eq!(text(source), "1. Zoë Ľuk\nИван\n😀\na—b\u{A0}c\n");
    }

    #[test]
    fn rows_have_tabs() {
        assert_eq!(
            text(br"{\rtf1 \trowd Ada Marsh\cell Quill\cell\row Tom\cell Mill\cell\row}"),
            "Ada Marsh\tQuill\nTom\tMill\n"
        );
    }

    #[test]
    fn what_wants_to_break_the_reader_does_not() {
        assert_eq!(text(format!("{{\\rtf1 {}x", "{".repeat(500_000)).as_bytes()), "x");
        assert_eq!(text(br"{\rtf1 a\bin99999999999 b"), "ab");
        assert_eq!(text(br"{\rtf1 a\bin999 b"), "a");
        assert_eq!(text(b"{\\rtf1 \\'z\\u99999999999999 }}}}\\"), "z");
    }
}
