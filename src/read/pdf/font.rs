//! A font: what the codes of its strings stand for and how wide they are.

use super::super::Cause;
use super::cmap::{self, CMap};
use super::file::{File, number};
use super::{core_fonts, encoding};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_16BE};
use lopdf::{Dictionary, Object};
use std::borrow::Cow;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Parts of the names of the character maps that every viewer has, and the encodings they are.
const PREDEFINED: &[(&str, &Encoding)] = &[
    ("UCS2", UTF_16BE),
    ("UTF16", UTF_16BE),
    ("RKSJ", SHIFT_JIS),
    ("GB", GBK),
    ("B5", BIG5),
    ("HKscs", BIG5),
    ("KSC", EUC_KR),
    ("EUC", EUC_JP),
];

/// The last glyph number that a font may have.
const LAST: f64 = 65_535.0;
/// Most widths of one font.
const WIDTHS: usize = 1 << 17;

/// A font as text sees it.
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    /// By code, or by glyph number; in thousandths.
    widths: HashMap<u32, f64>,
    /// The width of all others.
    default: f64,
    /// Text space for each unit of a width.
    scale: f64,
    /// Whether lines run down the page.
    vertical: bool,
}

/// How the bytes of a string make codes.
enum Codes {
    /// Each byte is one; its text by the font's encoding.
    Bytes(encoding::Table),
    /// Two bytes make a glyph number.
    Identity,
    /// Two bytes make a glyph number, which is that of the character.
    Unicode,
    /// A map of the file's own.
    Own(CMap),
    /// Bytes of an encoding of the web.
    Encoded(&'static Encoding),
}

/// One glyph of a string.
pub(super) struct Shown<'a> {
    /// Empty where nothing tells what it stands for.
    pub text: Cow<'a, str>,
    /// In text space at size 1.
    pub width: f64,
    /// Bytes it took.
    pub length: usize,
}

impl Font {
    /// Reads a font.
    ///
    /// # Errors
    /// [`Cause::TooLargeUnpacked`].
    pub(super) fn open(font: &Dictionary, file: &File) -> Result<Font, Cause> {
        let to_unicode = match file.entry(font, b"ToUnicode") {
            Some(Object::Stream(stream)) => Some(CMap::parse(&file.unpacked(stream)?)),
            _ => None,
        };
        let kind = file.entry(font, b"Subtype").and_then(|kind| kind.as_name().ok());
        if kind == Some(b"Type0") { composite(font, file, to_unicode) } else { simple(font, file, to_unicode) }
    }

    /// Whether lines run down the page.
    pub(super) fn is_vertical(&self) -> bool {
        self.vertical
    }

    /// The first glyph of a string that is not empty.
    pub(super) fn next<'a>(&'a self, bytes: &[u8]) -> Shown<'a> {
        let (code, length) = match &self.codes {
            Codes::Bytes(_) => (u32::from(bytes[0]), 1),
            Codes::Identity | Codes::Unicode => (cmap::code(&bytes[..bytes.len().min(2)]), bytes.len().min(2)),
            Codes::Own(map) => map.next(bytes),
            Codes::Encoded(encoding) => {
                let length = bytes.len().min(length(encoding, bytes[0]));
                (cmap::code(&bytes[..length]), length)
            }
        };
        let glyph = match &self.codes {
            Codes::Own(map) => map.glyph(code),
            _ => code,
        };
        let width = self.widths.get(&glyph).copied().unwrap_or(self.default) * self.scale;
        let told = self.to_unicode.as_ref().and_then(|map| map.text(code)).map(Cow::Borrowed);
        let text = told.unwrap_or_else(|| match &self.codes {
            Codes::Bytes(table) => Cow::Borrowed(table[code as usize & 0xFF].as_str()),
            Codes::Encoded(encoding) => {
                let (text, damaged) = encoding.decode_without_bom_handling(&bytes[..length]);
                if damaged { Cow::Borrowed("") } else { Cow::Owned(text.into_owned()) }
            }
            Codes::Unicode => Cow::Owned(char::from_u32(code).map(String::from).unwrap_or_default()),
            Codes::Identity | Codes::Own(_) => Cow::Borrowed(""),
        });
        Shown { text: plain(text), width, length }
    }
}

/// A font of one byte.
fn simple(font: &Dictionary, file: &File, to_unicode: Option<CMap>) -> Result<Font, Cause> {
    let descriptor = file.dictionary(font, b"FontDescriptor");
    let program = |key: &[u8]| match file.entry(descriptor?, key) {
        Some(Object::Stream(program)) if !is_named(font, file) => Some(program),
        _ => None,
    };
    let built_in = match (program(b"FontFile"), program(b"FontFile3")) {
        (Some(type1), _) => encoding::of_type1(&file.unpacked(type1)?),
        (None, Some(compact)) => encoding::of_compact(&file.unpacked(compact)?),
        (None, None) => None,
    };
    let table = encoding::table(font, &file.document, built_in);
    let first = file.entry(font, b"FirstChar").and_then(number).unwrap_or(0.0).clamp(0.0, 255.0) as u32;
    let mut widths: HashMap<u32, f64> = HashMap::new();
    if let Some(Object::Array(given)) = file.entry(font, b"Widths") {
        let given = given.iter().take(256).map(|width| file.resolved(width).and_then(number).unwrap_or(0.0));
        widths.extend((first..).zip(given));
    } else {
        let name = file.entry(font, b"BaseFont").and_then(|name| name.as_name().ok()).unwrap_or(b"");
        let name = String::from_utf8_lossy(name);
        let known = (0..).zip(&table).filter(|(_, text)| !text.is_empty());
        widths.extend(known.map(|(code, text)| (code, core_fonts::width(&name, text))));
    }
    let missing = descriptor.and_then(|descriptor| file.entry(descriptor, b"MissingWidth")).and_then(number);
    // The glyphs of a Type 3 font have a space of their own.
    let scale = file.numbers(font, b"FontMatrix").and_then(|matrix| matrix.first().copied());
    Ok(Font {
        codes: Codes::Bytes(table),
        to_unicode,
        widths,
        default: missing.unwrap_or(0.0),
        scale: scale.filter(|scale| *scale > 0.0).unwrap_or(0.001),
        vertical: false,
    })
}

/// Whether a font's encoding is one of those with names.
fn is_named(font: &Dictionary, file: &File) -> bool {
    match file.entry(font, b"Encoding") {
        Some(Object::Name(_)) => true,
        Some(Object::Dictionary(encoding)) => encoding.has(b"BaseEncoding"),
        _ => false,
    }
}

/// A font of several bytes.
fn composite(font: &Dictionary, file: &File, to_unicode: Option<CMap>) -> Result<Font, Cause> {
    let (codes, vertical) = match file.entry(font, b"Encoding") {
        Some(Object::Stream(stream)) => {
            let vertical = file.entry(&stream.dict, b"WMode").and_then(number) == Some(1.0);
            (Codes::Own(CMap::parse(&file.unpacked(stream)?)), vertical)
        }
        Some(Object::Name(name)) => {
            let name = String::from_utf8_lossy(name);
            let known = PREDEFINED.iter().find(|(part, _)| name.contains(part));
            (known.map_or(Codes::Identity, |(_, encoding)| Codes::Encoded(encoding)), name.ends_with("V"))
        }
        _ => (Codes::Identity, false),
    };
    // Some files say that the codes are Unicode themselves.
    let unicode = file.entry(font, b"ToUnicode").and_then(|name| name.as_name().ok());
    let codes = match codes {
        Codes::Identity if unicode.is_some_and(|name| name.starts_with(b"Identity")) => Codes::Unicode,
        codes => codes,
    };
    let descendants = file.entry(font, b"DescendantFonts").and_then(|fonts| fonts.as_array().ok());
    let descendant = descendants.and_then(|fonts| file.resolved(fonts.first()?)?.as_dict().ok());
    let default = descendant.and_then(|font| file.entry(font, b"DW")).and_then(number).unwrap_or(1000.0);
    // An encoding of the web leads to no glyph numbers, which is what widths go by.
    let widths = match &codes {
        Codes::Encoded(_) => HashMap::new(),
        _ => descendant.and_then(|font| file.entry(font, b"W")).map(|widths| listed(widths, file)).unwrap_or_default(),
    };
    Ok(Font { codes, to_unicode, widths, default, scale: 0.001, vertical })
}

/// `first [width width …]` and `first last width`.
fn listed(widths: &Object, file: &File) -> HashMap<u32, f64> {
    let mut found = HashMap::new();
    let mut rest = widths.as_array().map(Vec::as_slice).unwrap_or_default();
    while let [first, second, tail @ ..] = rest {
        let Some(first) = file.resolved(first).and_then(number) else { break };
        match (file.resolved(second), tail) {
            (Some(Object::Array(each)), tail) => {
                let each = each.iter().filter_map(|width| file.resolved(width).and_then(number));
                found.extend((first.clamp(0.0, LAST) as u32..).zip(each.take(WIDTHS)));
                rest = tail;
            }
            (Some(last), [width, tail @ ..]) => {
                if let (Some(last), Some(width)) = (number(last), file.resolved(width).and_then(number)) {
                    found.extend((first as u32..=last as u32).take(0x1_0000).map(|glyph| (glyph, width)));
                }
                rest = tail;
            }
            _ => break,
        }
        if found.len() > WIDTHS {
            break;
        }
    }
    found
}

/// How many bytes a code of an encoding of the web has, by its first byte.
fn length(encoding: &'static Encoding, first: u8) -> usize {
    let half_width = encoding == SHIFT_JIS && (0xA0..=0xDF).contains(&first);
    if encoding == UTF_16BE || first > 0x80 && !half_width { 2 } else { 1 }
}

/// Text without the forms that only printing knows: ligatures and joined letters to letters, bullets of symbol fonts.
fn plain(text: Cow<'_, str>) -> Cow<'_, str> {
    let printed = |c: char| {
        c < ' '
            || matches!(c, '\u{A0}' | '\u{AD}' | '\u{2000}'..='\u{200A}' | '\u{2010}'..='\u{2011}' | '\u{E000}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
    };
    if !text.chars().any(printed) {
        return text;
    }
    let mut found = String::new();
    for c in text.chars() {
        match c {
            '\t' | '\u{A0}' | '\u{2000}'..='\u{200A}' => found.push(' '),
            '\u{AD}' | '\u{2010}' | '\u{2011}' => found.push('-'),
            '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' | '\u{F0FC}' => found.push('•'),
            '\u{F020}'..='\u{F07E}' => found.extend(char::from_u32(c as u32 - 0xF000)),
            c if c < ' ' || ('\u{E000}'..'\u{F900}').contains(&c) || c == '\u{FEFF}' => {}
            c => found.extend([c].into_iter().nfkc()),
        }
    }
    Cow::Owned(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_forms_become_letters() {
        assert_eq!(plain("o\u{FB03}ce".into()), "office");
        assert_eq!(plain("\u{F0B7}\u{A0}a\u{2010}b\u{1}".into()), "• a-b");
        assert_eq!(plain("\u{FEFB}".into()), "\u{644}\u{627}");
        assert!(matches!(plain("é".into()), Cow::Borrowed("é")));
    }
}
