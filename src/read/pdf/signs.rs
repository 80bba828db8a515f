//! Fonts of signs that every viewer has: Symbol, Zapf Dingbats and Wingdings. Their bytes are no letters, though many files
//! say so: bullets would be `l` and `n`, ticks `4` and `ü`.

use super::encoding::Table;

/// Symbol from 0x20 to 0x7E, and from 0xA0 on; `\0` where a piece of a bracket stands.
const SYMBOL: (&str, &str) = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\0αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
);
/// Zapf Dingbats lie in Unicode in their own order, apart from those that Unicode had before.
const DINGBATS: &[(u8, char)] = &[
    (0x20, ' '),
    (0x25, '☎'),
    (0x2A, '☛'),
    (0x2B, '☞'),
    (0x48, '★'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x73, '▲'),
    (0x74, '▼'),
    (0x75, '◆'),
    (0x77, '◗'),
    (0xA8, '♣'),
    (0xA9, '♦'),
    (0xAA, '♥'),
    (0xAB, '♠'),
    (0xD5, '→'),
    (0xD6, '↔'),
    (0xD7, '↕'),
];
/// The signs of Wingdings that stand in texts: bullets, as those that lists begin with elsewhere, boxes, ticks, arrows,
/// telephone and letter.
const WINGDINGS: &[(&[u8], char)] = &[
    (b" ", ' '),
    (b"l\x9F", '●'),
    (b"n", '■'),
    (b"\xA7uv", '▪'),
    (b"opqr\xA8", '□'),
    (b"\xFE", '☑'),
    (b"x\xFD", '☒'),
    (b"\xFC", '✓'),
    (b"\xFB", '✗'),
    (b"\xD8", '▸'),
    (b"\xE0\xE8\xF0", '→'),
    (b"(", '☎'),
    (b"*+", '✉'),
];

/// Which signs a font has, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signs {
    Symbol,
    Dingbats,
    Wingdings,
}

impl Signs {
    /// The signs of a font of this name, which may stand behind six letters and a plus.
    pub(super) fn of(name: &str) -> Option<Signs> {
        let own = name.split_once('+').map_or(name, |(_, own)| own).to_lowercase();
        match own.split(['-', ',', ' ']).next()? {
            "symbol" | "symbolmt" | "symbolstd" => Some(Signs::Symbol),
            "zapfdingbats" | "itczapfdingbats" | "dingbats" | "zapfdingbatsitc" => Some(Signs::Dingbats),
            "wingdings" => Some(Signs::Wingdings),
            _ => None,
        }
    }

    /// The text of each byte.
    pub(super) fn table(self) -> Table {
        (0..=255).map(|byte| self.sign(byte).map(String::from).unwrap_or_default()).collect()
    }

    /// What a text says that the file gives for a glyph: many files give the byte, plain or in the area for private use.
    pub(super) fn told(self, text: &str) -> Option<char> {
        let mut all = text.chars();
        let (c, None) = (all.next()?, all.next()) else { return None };
        let byte = match c {
            '\u{F020}'..='\u{F0FF}' => c as u32 - 0xF000,
            '!'..='\u{FF}' if self != Signs::Symbol => c as u32,
            _ => return None,
        };
        self.sign(u8::try_from(byte).ok()?)
    }

    fn sign(self, byte: u8) -> Option<char> {
        let found = match self {
            Signs::Symbol => match byte {
                0x20..=0x7E => SYMBOL.0.chars().nth(usize::from(byte) - 0x20),
                0xA0.. => SYMBOL.1.chars().nth(usize::from(byte) - 0xA0),
                _ => None,
            },
            Signs::Dingbats => {
                DINGBATS.iter().find(|(known, _)| *known == byte).map(|(_, sign)| *sign).or(match byte {
                    0x21..=0x7E => char::from_u32(0x2700 + u32::from(byte) - 0x20),
                    0xAC..=0xB5 => char::from_u32(0x2460 + u32::from(byte) - 0xAC),
                    0xF0 | 0xFF => None,
                    0xA1.. => char::from_u32(0x2760 + u32::from(byte) - 0xA0),
                    _ => None,
                })
            }
            Signs::Wingdings => WINGDINGS.iter().find(|(bytes, _)| bytes.contains(&byte)).map(|(_, sign)| *sign),
        };
        found.filter(|sign| *sign != '\0')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_known_by_their_names() {
        for (name, signs) in [
            ("Symbol", Signs::Symbol),
            ("ABCDEF+SymbolMT", Signs::Symbol),
            ("ZapfDingbats", Signs::Dingbats),
            ("GHIJKL+Wingdings-Regular", Signs::Wingdings),
        ] {
            assert_eq!(Signs::of(name), Some(signs), "{name}");
        }
        for name in ["SymbolicSans", "Helvetica", "Wingdings2", ""] {
            assert_eq!(Signs::of(name), None, "{name}");
        }
    }

    #[test]
    fn bytes_are_signs() {
        let signs = |signs: Signs, bytes: &[u8]| {
            bytes.iter().map(|byte| signs.table()[usize::from(*byte)].clone()).collect::<String>()
        };
        assert_eq!(signs(Signs::Symbol, b"a\xB7\xAE\xE5W1"), "α•→∑Ω1");
        assert_eq!(signs(Signs::Dingbats, b"!ln4\xA1\xAC\xB6\xD4\xFE"), "✁●■✔❡①❶➔➾");
        assert_eq!(signs(Signs::Wingdings, b"ln\xFC\x01"), "●■✓");
    }

    #[test]
    fn what_a_file_tells_may_be_the_byte() {
        assert_eq!((Signs::Wingdings.told("n"), Signs::Wingdings.told("\u{F0FC}")), (Some('■'), Some('✓')));
        assert_eq!(
            (Signs::Symbol.told("\u{F061}"), Signs::Symbol.told("a"), Signs::Symbol.told("•")),
            (Some('α'), None, None)
        );
    }
}
