//! The names of glyphs, as fonts of one byte use them, to text.

use unicode_normalization::UnicodeNormalization;

/// How names of letters with a mark end, and the mark.
const MARKS: &[(&str, char)] = &[
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circumflex", '\u{302}'),
    ("dieresis", '\u{308}'),
    ("tilde", '\u{303}'),
    ("caron", '\u{30C}'),
    ("cedilla", '\u{327}'),
    ("commaaccent", '\u{326}'),
    ("ring", '\u{30A}'),
    ("macron", '\u{304}'),
    ("breve", '\u{306}'),
    ("ogonek", '\u{328}'),
    ("dotaccent", '\u{307}'),
    ("hungarumlaut", '\u{30B}'),
];

/// Names that no rule makes, in the order of their bytes.
#[rustfmt::skip]
const NAMED: &[(&str, &str)] = &[
    ("AE", "Æ"), ("Dcroat", "Đ"), ("Delta", "Δ"), ("Eng", "Ŋ"), ("Eth", "Ð"), ("Euro", "€"), ("Lslash", "Ł"), ("OE", "Œ"),
    ("Omega", "Ω"), ("Oslash", "Ø"), ("Thorn", "Þ"), ("acute", "´"), ("ae", "æ"), ("ampersand", "&"), ("approxequal", "≈"),
    ("asciicircum", "^"), ("asciitilde", "~"), ("asterisk", "*"), ("at", "@"), ("backslash", "\\"), ("bar", "|"),
    ("braceleft", "{"), ("braceright", "}"), ("bracketleft", "["), ("bracketright", "]"), ("breve", "˘"),
    ("brokenbar", "¦"), ("bullet", "•"), ("caron", "ˇ"), ("cedilla", "¸"), ("cent", "¢"), ("circumflex", "ˆ"),
    ("colon", ":"), ("comma", ","), ("copyright", "©"), ("currency", "¤"), ("dagger", "†"), ("daggerdbl", "‡"),
    ("dcroat", "đ"), ("degree", "°"), ("dieresis", "¨"), ("divide", "÷"), ("dollar", "$"), ("dotaccent", "˙"),
    ("dotlessi", "ı"), ("dotlessj", "ȷ"), ("eight", "8"), ("ellipsis", "…"), ("emdash", "—"), ("endash", "–"), ("eng", "ŋ"),
    ("equal", "="), ("eth", "ð"), ("exclam", "!"), ("exclamdown", "¡"), ("ff", "ff"), ("ffi", "ffi"), ("ffl", "ffl"),
    ("fi", "fi"), ("five", "5"), ("fl", "fl"), ("florin", "ƒ"), ("four", "4"), ("fraction", "⁄"), ("germandbls", "ß"),
    ("grave", "`"), ("greater", ">"), ("greaterequal", "≥"), ("guillemotleft", "«"), ("guillemotright", "»"),
    ("guilsinglleft", "‹"), ("guilsinglright", "›"), ("hungarumlaut", "˝"), ("hyphen", "-"), ("infinity", "∞"),
    ("kgreenlandic", "ĸ"), ("less", "<"), ("lessequal", "≤"), ("logicalnot", "¬"), ("lslash", "ł"), ("macron", "¯"),
    ("minus", "−"), ("mu", "µ"), ("multiply", "×"), ("nbspace", " "), ("nine", "9"), ("nonbreakingspace", " "),
    ("notequal", "≠"), ("numbersign", "#"), ("oe", "œ"), ("ogonek", "˛"), ("one", "1"), ("onehalf", "½"),
    ("onequarter", "¼"), ("onesuperior", "¹"), ("ordfeminine", "ª"), ("ordmasculine", "º"), ("oslash", "ø"),
    ("paragraph", "¶"), ("parenleft", "("), ("parenright", ")"), ("percent", "%"), ("period", "."),
    ("periodcentered", "·"), ("perthousand", "‰"), ("plus", "+"), ("plusminus", "±"), ("question", "?"),
    ("questiondown", "¿"), ("quotedbl", "\""), ("quotedblbase", "„"), ("quotedblleft", "“"), ("quotedblright", "”"),
    ("quoteleft", "‘"), ("quoteright", "’"), ("quotesinglbase", "‚"), ("quotesingle", "'"), ("registered", "®"),
    ("ring", "˚"), ("section", "§"), ("semicolon", ";"), ("seven", "7"), ("sfthyphen", "-"), ("six", "6"), ("slash", "/"),
    ("softhyphen", "-"), ("space", " "), ("sterling", "£"), ("thorn", "þ"), ("three", "3"), ("threequarters", "¾"),
    ("threesuperior", "³"), ("tilde", "˜"), ("trademark", "™"), ("two", "2"), ("twosuperior", "²"), ("underscore", "_"),
    ("yen", "¥"), ("zero", "0"),
];

/// The letters of Greek by their names, in the order of Unicode from U+03B1; the sigma at the end of a word is `sigma1`.
#[rustfmt::skip]
const GREEK: &[&str] = &[
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
    "omicron", "pi", "rho", "sigma1", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
];

/// The text of a named glyph.
pub(super) fn text(name: &str) -> Option<String> {
    // What stands behind a dot is the style: `a.sc`, `one.oldstyle`.
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if name.contains('_') {
        return name.split('_').map(text).collect();
    }
    let of_table = NAMED.binary_search_by(|(known, _)| known.cmp(&name)).ok().map(|at| NAMED[at].1.to_owned());
    of_table.or_else(|| letter(name)).or_else(|| marked(name)).or_else(|| numbered(name)).or_else(|| greek(name))
}

fn letter(name: &str) -> Option<String> {
    (name.len() == 1 && name.is_ascii()).then(|| name.to_owned())
}

/// `eacute`, `Scaron`, and `idotless` with marks.
fn marked(name: &str) -> Option<String> {
    let (base, mark) = MARKS.iter().find_map(|(end, mark)| Some((name.strip_suffix(end)?, *mark)))?;
    let base = letter(base).filter(|base| base.chars().all(char::is_alphabetic))?;
    Some(base.chars().chain([mark]).nfc().collect())
}

/// `uni0041`, `u1F600`, and the numbered names of Cyrillic.
fn numbered(name: &str) -> Option<String> {
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4 && digits.len() % 4 == 0) {
        let units = (0..digits.len()).step_by(4).map(|at| u16::from_str_radix(digits.get(at..at + 4)?, 16).ok());
        return String::from_utf16(&units.collect::<Option<Vec<u16>>>()?).ok();
    }
    if let Some(digits) = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())) {
        return char::from_u32(u32::from_str_radix(digits, 16).ok()?).map(String::from);
    }
    let number: u32 = name.strip_prefix("afii")?.parse().ok()?;
    let cyrillic = match number {
        10017..=10022 => number - 10017 + 0x410,
        10023 => 0x401,
        10024..=10049 => number - 10024 + 0x416,
        10065..=10070 => number - 10065 + 0x430,
        10071 => 0x451,
        10072..=10097 => number - 10072 + 0x436,
        61352 => 0x2116,
        _ => return None,
    };
    char::from_u32(cyrillic).map(String::from)
}

fn greek(name: &str) -> Option<String> {
    let (name, tonos) = name.strip_suffix("tonos").map_or((name, None), |name| (name, Some('\u{301}')));
    let small = name.to_ascii_lowercase();
    let at = GREEK.iter().position(|known| *known == small)? as u32;
    let first = if name.starts_with(|c: char| c.is_ascii_uppercase()) { 0x391 } else { 0x3B1 };
    Some(char::from_u32(first + at)?.to_string().chars().chain(tonos).nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_text() {
        for (name, expected) in [
            ("A", "A"),
            ("eacute", "é"),
            ("Scaron", "Š"),
            ("Lslash", "Ł"),
            ("odieresis", "ö"),
            ("f_f_i", "ffi"),
            ("fi", "fi"),
            ("a.sc", "a"),
            ("uni00410301", "A\u{301}"),
            ("u1F600", "\u{1F600}"),
            ("afii10017", "А"),
            ("afii10097", "я"),
            ("alphatonos", "ά"),
            ("Omega", "Ω"),
            ("sigma", "σ"),
            ("acute", "´"),
        ] {
            assert_eq!(text(name).as_deref(), Some(expected), "{name}");
        }
        for name in ["", ".notdef", "g123", "uniXYZW", "uniD800"] {
            assert_eq!(text(name), None, "{name}");
        }
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(NAMED.is_sorted());
    }
}
