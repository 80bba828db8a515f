//! A font: what the codes of its strings stand for and how wide they are.

use super::super::Cause;
use super::cmap::{self, CMap};
use super::collection::{Collection, Named};
use super::file::{File, number};
use super::signs::Signs;
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

/// Maps of an encoding that the web does not have, though their names say one of those parts.
const UNKNOWN: &[&str] = &["CNS-EUC-H", "CNS-EUC-V"];

/// How high the box of a font is at size 1, usually and within bounds.
const USUAL_HEIGHT: f64 = 1.2;
const USUAL_HEIGHTS: std::ops::RangeInclusive<f64> = 0.5..=3.0;
/// The last glyph number that a font may have.
const LAST: f64 = 65_535.0;
/// Most widths of one font.
const WIDTHS: usize = 1 << 17;

/// A font as text sees it.
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    /// What glyph numbers stand for.
    collection: Option<Collection>,
    /// Signs that it has instead of letters.
    signs: Option<Signs>,
    /// By code, or by glyph number; in thousandths.
    widths: HashMap<u32, f64>,
    /// The width of all others.
    default: f64,
    /// Text space for each unit of a width.
    scale: f64,
    /// How high its letters stand at size 1, against those of other fonts.
    height: f64,
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
    /// Bytes of an encoding of the web, and the map that leads from them to glyph numbers.
    Encoded(&'static Encoding, Option<Named>),
    /// Two bytes that a map leads to glyph numbers.
    Named(Named),
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

    /// How high its letters stand at size 1, against those of other fonts.
    pub(super) fn height(&self) -> f64 {
        self.height
    }

    /// The first glyph of a string that is not empty.
    pub(super) fn next<'a>(&'a self, bytes: &[u8]) -> Shown<'a> {
        let (code, length) = match &self.codes {
            Codes::Bytes(_) => (u32::from(bytes[0]), 1),
            Codes::Own(map) => map.next(bytes),
            codes => {
                let length = match codes {
                    Codes::Encoded(encoding, _) => bytes.len().min(length(encoding, bytes)),
                    _ => bytes.len().min(2),
                };
                (cmap::code(&bytes[..length]), length)
            }
        };
        let glyph = match &self.codes {
            Codes::Own(map) => Some(map.glyph(code)),
            Codes::Encoded(_, map) => map.as_ref().and_then(|map| map.glyph(code, length)),
            Codes::Named(map) => map.glyph(code, length),
            _ => Some(code),
        };
        let width = glyph.and_then(|glyph| self.widths.get(&glyph).copied()).unwrap_or(self.default) * self.scale;
        let of_collection = || {
            let text = glyph.zip(self.collection.as_ref()).map(|(glyph, collection)| collection.text(glyph));
            Cow::Owned(text.unwrap_or_default())
        };
        let told = self.to_unicode.as_ref().and_then(|map| map.text(code));
        let sign = |text: &str| self.signs.and_then(|signs| signs.told(text));
        let told = told.map(|text| sign(text).map_or(Cow::Borrowed(text), |sign| Cow::Owned(sign.into())));
        let text = told.unwrap_or_else(|| match &self.codes {
            Codes::Bytes(table) => Cow::Borrowed(table[code as usize & 0xFF].as_str()),
            Codes::Encoded(encoding, _) => {
                let (text, damaged) = encoding.decode_without_bom_handling(&bytes[..length]);
                if damaged { of_collection() } else { Cow::Owned(text.into_owned()) }
            }
            Codes::Unicode => Cow::Owned(char::from_u32(code).map(String::from).unwrap_or_default()),
            Codes::Identity | Codes::Own(_) | Codes::Named(_) => of_collection(),
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
    let name = font_name(font, file);
    let signs = Signs::of(&name);
    let table = encoding::table(font, &file.document, built_in.or(signs.map(Signs::table)), signs);
    let first = file.entry(font, b"FirstChar").and_then(number).unwrap_or(0.0).clamp(0.0, 255.0) as u32;
    let mut widths: HashMap<u32, f64> = HashMap::new();
    if let Some(Object::Array(given)) = file.entry(font, b"Widths") {
        let given = given.iter().take(256).map(|width| file.resolved(width).and_then(number).unwrap_or(0.0));
        widths.extend((first..).zip(given));
    } else {
        let known = (0..).zip(&table).filter(|(_, text)| !text.is_empty());
        widths.extend(known.map(|(code, text)| (code, core_fonts::width(&name, text))));
    }
    let missing = descriptor.and_then(|descriptor| file.entry(descriptor, b"MissingWidth")).and_then(number);
    // The glyphs of a Type 3 font have a space of their own.
    let scale = file.numbers(font, b"FontMatrix").and_then(|matrix| matrix.first().copied());
    let height = drawn_height(font, file, &widths).unwrap_or(1.0);
    Ok(Font {
        codes: Codes::Bytes(table),
        to_unicode,
        collection: None,
        signs,
        widths,
        default: missing.unwrap_or(0.0),
        scale: scale.filter(|scale| *scale > 0.0).unwrap_or(0.001),
        height,
        vertical: false,
    })
}

/// How high the glyphs of a Type 3 font are drawn, where that is far from what its size says: by the font's box, or by the
/// usual width, half of the height.
fn drawn_height(font: &Dictionary, file: &File, widths: &HashMap<u32, f64>) -> Option<f64> {
    let matrix = file.numbers(font, b"FontMatrix")?;
    let area = file.numbers(font, b"FontBBox").unwrap_or_default();
    let boxed = area.get(3).zip(area.get(1)).map_or(0.0, |(top, bottom)| (top - bottom).abs());
    let boxed = boxed * matrix.get(3)?.abs();
    let mut known: Vec<f64> = widths.values().copied().filter(|width| *width > 0.0).collect();
    known.sort_by(f64::total_cmp);
    let wide = known.get(known.len() / 2).map_or(0.0, |width| width * 2.0 * USUAL_HEIGHT) * matrix.first()?.abs();
    let height = if boxed > 0.0 { boxed } else { wide };
    let odd = height > 0.0 && height.is_finite() && !USUAL_HEIGHTS.contains(&height);
    odd.then_some(height / USUAL_HEIGHT)
}

fn font_name(font: &Dictionary, file: &File) -> String {
    let name = file.entry(font, b"BaseFont").and_then(|name| name.as_name().ok()).unwrap_or(b"");
    String::from_utf8_lossy(name).into_owned()
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
            let (map, name) = (Named::open(name), String::from_utf8_lossy(name));
            let known = PREDEFINED.iter().find(|(part, _)| name.contains(part) && !UNKNOWN.contains(&&*name));
            let codes = match (known, map) {
                (Some((_, encoding)), map) => Codes::Encoded(encoding, map),
                (None, Some(map)) => Codes::Named(map),
                (None, None) => Codes::Identity,
            };
            (codes, name.ends_with('V'))
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
    let widths = descendant.and_then(|font| file.entry(font, b"W")).map(|widths| listed(widths, file));
    let system = descendant.and_then(|font| file.dictionary(font, b"CIDSystemInfo"));
    let ordering = system.and_then(|system| file.entry(system, b"Ordering")?.as_str().ok());
    let collection = ordering.and_then(Collection::open).or_else(|| match &codes {
        Codes::Encoded(_, map) => map.as_ref()?.collection(),
        Codes::Named(map) => map.collection(),
        _ => None,
    });
    let widths = widths.unwrap_or_default();
    let signs = Signs::of(&font_name(font, file));
    Ok(Font { codes, to_unicode, collection, signs, widths, default, scale: 0.001, height: 1.0, vertical })
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

/// How many bytes the first code of a string has in an encoding of the web.
fn length(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let (first, second) = (bytes[0], bytes.get(1).copied().unwrap_or(0));
    let half_width = encoding == SHIFT_JIS && (0xA0..=0xDF).contains(&first);
    match first {
        0xD8..=0xDB if encoding == UTF_16BE => 4,
        _ if encoding == UTF_16BE => 2,
        0x81.. if encoding == GBK && second.is_ascii_digit() => 4,
        0x81.. if !half_width => 2,
        _ => 1,
    }
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
