//! What each byte of a simple font stands for: a base encoding and its differences.

use super::glyphs;
use super::signs::Signs;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use lopdf::{Dictionary, Document, Object};
use ttf_parser::cff;

/// The text of each byte; empty where nothing tells.
pub(super) type Table = Vec<String>;

/// Adobe's standard encoding where it is not ASCII: byte, text.
#[rustfmt::skip]
const STANDARD: &[(u8, &str)] = &[
    (0x27, "’"), (0x60, "‘"), (0xA1, "¡"), (0xA2, "¢"), (0xA3, "£"), (0xA4, "⁄"), (0xA5, "¥"), (0xA6, "ƒ"), (0xA7, "§"),
    (0xA8, "¤"), (0xA9, "'"), (0xAA, "“"), (0xAB, "«"), (0xAC, "‹"), (0xAD, "›"), (0xAE, "fi"), (0xAF, "fl"), (0xB1, "–"),
    (0xB2, "†"), (0xB3, "‡"), (0xB4, "·"), (0xB6, "¶"), (0xB7, "•"), (0xB8, "‚"), (0xB9, "„"), (0xBA, "”"), (0xBB, "»"),
    (0xBC, "…"), (0xBD, "‰"), (0xBF, "¿"), (0xC1, "`"), (0xC2, "´"), (0xC3, "ˆ"), (0xC4, "˜"), (0xC5, "¯"), (0xC6, "˘"),
    (0xC7, "˙"), (0xC8, "¨"), (0xCA, "˚"), (0xCB, "¸"), (0xCD, "˝"), (0xCE, "˛"), (0xCF, "ˇ"), (0xD0, "—"), (0xE1, "Æ"),
    (0xE3, "ª"), (0xE8, "Ł"), (0xE9, "Ø"), (0xEA, "Œ"), (0xEB, "º"), (0xF1, "æ"), (0xF5, "ı"), (0xF8, "ł"), (0xF9, "ø"),
    (0xFA, "œ"), (0xFB, "ß"),
];

/// The encoding of a simple font: what its dictionary names, over `built_in` or what is usual for its kind. A font of signs
/// has no letters, whatever encoding it names.
pub(super) fn table(font: &Dictionary, document: &Document, built_in: Option<Table>, signs: Option<Signs>) -> Table {
    let encoding = font.get_deref(b"Encoding", document).ok();
    let dictionary = encoding.and_then(|encoding| encoding.as_dict().ok());
    let named = encoding.and_then(|encoding| encoding.as_name().ok());
    let named = named.or_else(|| dictionary?.get_deref(b"BaseEncoding", document).ok()?.as_name().ok());
    let true_type = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"TrueType");
    let mut table = match named.filter(|_| signs.is_none()) {
        Some(b"WinAnsiEncoding") => of_code_page(WINDOWS_1252),
        Some(b"MacRomanEncoding") => of_code_page(MACINTOSH),
        Some(b"StandardEncoding") => standard(),
        _ => built_in.unwrap_or_else(|| if true_type { of_code_page(WINDOWS_1252) } else { standard() }),
    };
    let drawn = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type3");
    let differences = dictionary.and_then(|dictionary| dictionary.get_deref(b"Differences", document).ok());
    let mut code = 0_usize;
    for difference in differences.and_then(|array| array.as_array().ok()).into_iter().flatten() {
        match difference {
            Object::Integer(at) => code = usize::try_from(*at).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(place) = table.get_mut(code) {
                    let name = std::str::from_utf8(name).ok();
                    let drawn = || name.filter(|_| drawn).and_then(|name| of_number(name, code));
                    let text = name.and_then(glyphs::text).or_else(drawn);
                    // The signs of Dingbats have numbers for names, and stand where they always do.
                    *place = text.or_else(|| signs.map(|_| place.clone())).unwrap_or_default();
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    table
}

/// The text of a glyph that TeX drew and named by its code: `a97`, `a12`.
fn of_number(name: &str, code: usize) -> Option<String> {
    let number: usize = name.strip_prefix('a')?.parse().ok()?;
    match u8::try_from(number).ok().filter(|_| number == code)? {
        // Of the upper half, the letters that TeX's encoding shares with Latin 1.
        0xD7 | 0xDF | 0xF7 | 0xFF => None,
        byte @ (33..=126 | 0xC0..) => Some((byte as char).to_string()),
        byte @ 11..=15 => Some(["ff", "fi", "fl", "ffi", "ffl"][usize::from(byte - 11)].to_owned()),
        _ => None,
    }
}

/// ASCII, and behind it a code page of the web.
fn of_code_page(page: &'static Encoding) -> Table {
    let text = |byte: u8| match byte {
        0..32 | 127 => String::new(),
        0xAD if page == WINDOWS_1252 => "-".to_owned(),
        byte => page.decode_without_bom_handling(&[byte]).0.chars().filter(|c| !c.is_control()).collect(),
    };
    (0..=255).map(text).collect()
}

/// Adobe's standard encoding.
pub(super) fn standard() -> Table {
    let ascii = |byte: u8| if (32..127).contains(&byte) { (byte as char).to_string() } else { String::new() };
    let mut table: Table = (0..=255).map(ascii).collect();
    for (byte, text) in STANDARD {
        table[usize::from(*byte)] = (*text).to_owned();
    }
    table
}

/// The encoding that a Type 1 font file declares in its clear part: `dup 65 /A put`.
pub(super) fn of_type1(file: &[u8]) -> Option<Table> {
    let text = String::from_utf8_lossy(&file[..file.len().min(1 << 16)]);
    let declared = text.split_once("/Encoding")?.1;
    if declared.trim_start().starts_with("StandardEncoding") {
        return Some(standard());
    }
    let mut table = vec![String::new(); 256];
    let words: Vec<&str> = declared.split("readonly").next()?.split_whitespace().collect();
    for words in words.windows(3).filter(|words| words[0] == "dup") {
        let glyph = words[2].strip_prefix('/').and_then(glyphs::text);
        if let (Ok(code), Some(glyph)) = (words[1].parse::<u8>(), glyph) {
            table[usize::from(code)] = glyph;
        }
    }
    table.iter().any(|text| !text.is_empty()).then_some(table)
}

/// The encoding that a compact font file declares.
pub(super) fn of_compact(file: &[u8]) -> Option<Table> {
    let font = cff::Table::parse(file)?;
    let text = |code: u8| font.glyph_name(font.glyph_index(code)?).and_then(glyphs::text);
    let table: Table = (0..=255).map(|code| text(code).unwrap_or_default()).collect();
    table.iter().any(|text| !text.is_empty()).then_some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn differences_lie_over_their_base() {
        let differences = vec![
            65.into(),
            Object::Name(b"Lslash".to_vec()),
            Object::Name(b"eacute".to_vec()),
            300.into(),
            Object::Name(b"a".to_vec()),
        ];
        let font = dictionary! {
            "Subtype" => "Type1",
            "Encoding" => dictionary! { "BaseEncoding" => "WinAnsiEncoding", "Differences" => differences },
        };
        let table = table(&font, &Document::new(), None, None);
        assert_eq!([65, 66, 67, 0x92, 0xE9].map(|code: usize| table[code].as_str()), ["Ł", "é", "C", "’", "é"]);
    }

    #[test]
    fn fonts_without_an_encoding_have_the_one_of_their_kind() {
        let of = |kind: &str| table(&dictionary! { "Subtype" => kind }, &Document::new(), None, None)[0x27].clone();
        assert_eq!((of("Type1"), of("TrueType")), ("’".to_owned(), "'".to_owned()));
    }

    #[test]
    fn drawn_glyphs_may_be_named_by_their_codes() {
        let of = |kind: &str| {
            let differences = [(12, "a12"), (97, "a97"), (98, "a99"), (225, "a225")];
            let differences = differences
                .iter()
                .flat_map(|(code, name)| [Object::Integer(*code), Object::Name(name.as_bytes().to_vec())]);
            let encoding = dictionary! { "Differences" => differences.collect::<Vec<_>>() };
            let table = table(&dictionary! { "Subtype" => kind, "Encoding" => encoding }, &Document::new(), None, None);
            [12, 97, 98, 225].map(|code: usize| table[code].clone())
        };
        assert_eq!(of("Type3"), ["fi", "a", "", "á"]);
        assert_eq!(of("Type1"), [""; 4]);
    }

    #[test]
    fn type1_files_declare_their_own() {
        let file = b"%!PS /Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\ndup 11 /ff put\ndup 65 /A put\nreadonly def";
        let table = of_type1(file).unwrap();
        assert_eq!((table[11].as_str(), table[65].as_str(), table[66].as_str()), ("ff", "A", ""));
        assert_eq!(of_type1(b"no encoding"), None);
    }

    #[test]
    fn compact_files_declare_their_own() {
        let index = |items: &[&[u8]]| -> Vec<u8> {
            let ends = items.iter().scan(1, |end, item| {
                *end += item.len() as u8;
                Some(*end)
            });
            let count = [0, items.len() as u8, 1, 1];
            count.into_iter().chain(ends).chain(items.concat()).collect()
        };
        let (none, glyphs) = (vec![0, 0], index(&[&[14], &[14], &[14]]));
        let (charset, codes) = (vec![0, 0, 109, 0, 34], vec![0, 2, 12, 65]);
        // They lie behind the header, the name, the dictionary that tells where, and two empty tables.
        let start = 4 + index(&[b"A"]).len() + index(&[&[0; 12]]).len() + 2 * none.len();
        let entry = |at: usize, operator: u8| [28, 0, at as u8, operator];
        let (second, third) = (start + charset.len(), start + charset.len() + codes.len());
        let dictionary = [entry(start, 15), entry(second, 16), entry(third, 17)].concat();
        let parts =
            [vec![1, 0, 4, 1], index(&[b"A"]), index(&[&dictionary]), none.clone(), none, charset, codes, glyphs];
        let table = of_compact(&parts.concat()).expect("it is a font");
        assert_eq!((table[12].as_str(), table[65].as_str(), table[66].as_str()), ("fi", "A", ""));
        assert_eq!(of_compact(b"no font"), None);
    }
}
