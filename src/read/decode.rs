//! Bytes to text: byte order mark, declared encoding, UTF-16 by its zeros, UTF-8, a guess; or no text at all.

use super::Cause;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decoded text and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    /// The encoding's name on the web.
    pub encoding: &'static str,
    /// Bytes whose meaning is a guess; 0 where mark, declaration or form leave no doubt.
    pub guessed: usize,
    /// Malformed sequences, each replaced by U+FFFD.
    pub replaced: usize,
}

/// Longest stretch looked at to tell UTF-16 from other bytes.
const SAMPLE: usize = 64 << 10;

/// Fewer bytes outside ASCII tell no encoding from another.
const TELLING: usize = 12;

/// So many strange characters are forgiven in any text.
const SLIPS: usize = 8;

/// Decodes bytes; `declared` is the encoding the document names itself.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<Decoded, Cause> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(Cause::Utf32);
    }
    let decoded = if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        with(encoding, &bytes[mark..])
    } else if let Some(encoding) = utf16_by_zeros(&bytes) {
        with(encoding, &bytes)
    } else if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        with(encoding, &bytes)
    } else {
        utf8_or_guess(bytes)
    };
    if is_binary(&decoded) { Err(Cause::Binary { looks_like: None }) } else { Ok(decoded) }
}

/// Decodes bytes by the encoding that the analyst names.
pub(super) fn by(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, Cause> {
    let mark = Encoding::for_bom(bytes).filter(|(marked, _)| *marked == encoding).map_or(0, |(_, mark)| mark);
    let decoded = with(encoding, &bytes[mark..]);
    if is_binary(&decoded) { Err(Cause::Binary { looks_like: None }) } else { Ok(decoded) }
}

/// Decodes by an encoding that is known.
fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let replaced = if malformed { text.matches('\u{FFFD}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name(), guessed: 0, replaced }
}

/// UTF-16 without a mark: in every script, spaces and line ends leave zeros on one side of the pairs only.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let pairs = sample.chunks_exact(2);
    let (mut high_first, mut low_first, all) = (0, 0, pairs.len());
    for pair in pairs {
        high_first += usize::from(pair[0] == 0);
        low_first += usize::from(pair[1] == 0);
    }
    match (high_first * 20 > all, low_first * 20 > all) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// UTF-8 when most sequences outside ASCII are well formed, else what browsers guess.
fn utf8_or_guess(bytes: Vec<u8>) -> Decoded {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Decoded { text, encoding: UTF_8.name(), guessed: 0, replaced: 0 },
        Err(error) => error.into_bytes(),
    };
    let (mut well_formed, mut malformed) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        well_formed += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        malformed += usize::from(!chunk.invalid().is_empty());
    }
    if well_formed > malformed {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return Decoded { text, encoding: UTF_8.name(), guessed: 0, replaced: malformed };
    }
    let guessed = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    Decoded { guessed, ..with(guess(&bytes), &bytes) }
}

/// The encoding that the letters outside ASCII look like. A few of them tell too little: most texts are western then.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let outside = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    if outside < TELLING {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// More than one character in twenty is a control character or a replacement: no writer's text. A few of them in a
/// short text are slips.
fn is_binary(decoded: &Decoded) -> bool {
    let strange = |c: &char| match c {
        ' '..='~' | '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' => false,
        c => *c == '\u{FFFD}' || c.is_control(),
    };
    // Most texts hold hardly a byte that one could begin with.
    let begins = |byte: &u8| matches!(byte, ..b' ' | 0x7f | 0xc2 | 0xef) && !matches!(byte, b'\t'..=b'\r');
    let count = |bytes: &[u8]| bytes.iter().fold(0_u8, |count, byte| count.saturating_add(u8::from(begins(byte))));
    // Counted in pieces that a byte can count, many at once.
    if decoded.text.as_bytes().chunks(128).map(|bytes| usize::from(count(bytes))).sum::<usize>() <= SLIPS {
        return false;
    }
    let strange = decoded.text.chars().filter(strange).count();
    strange > SLIPS && strange * 20 > decoded.text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> Decoded {
        decode(bytes.to_vec(), None).expect("it is text")
    }

    #[test]
    fn marks_decide_first() {
        assert_eq!(text_of(b"\xEF\xBB\xBFZo\xC3\xAB").text, "Zoë");
        assert_eq!(text_of(b"\xFF\xFEZ\0o\0\xEB\0").text, "Zoë");
        assert_eq!(text_of(b"\xFE\xFF\0Z\0o\0\xEB").text, "Zoë");
        assert!(matches!(decode(b"\xFF\xFE\0\0Z\0\0\0".to_vec(), None), Err(Cause::Utf32)));
        assert!(matches!(decode(b"\0\0\xFE\xFF\0\0\0Z".to_vec(), None), Err(Cause::Utf32)));
    }

    #[test]
    fn a_mark_wins_over_a_declaration_and_a_declaration_over_a_guess() {
        let declared = Some(encoding_rs::WINDOWS_1251);
        assert_eq!(decode(b"\xEF\xBB\xBF\xC3\xAB".to_vec(), declared).map(|d| d.text).ok(), Some("ë".into()));
        assert_eq!(decode(b"\xC8\xE2\xE0\xED".to_vec(), declared).map(|d| d.text).ok(), Some("Иван".into()));
    }

    #[test]
    fn utf16_without_a_mark_is_known_by_its_zeros() {
        let words = "Подписано: Ivana Bílá, секретарь\n";
        let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text_of(&little).text, words);
        assert_eq!(text_of(&big).text, words);
    }

    #[test]
    fn western_bytes_are_a_guess_with_a_count() {
        let decoded = text_of(b"Zo\xEB M\xFCller \x96 \x93secretary\x94");
        assert_eq!(decoded.text, "Zoë Müller – “secretary”");
        assert_eq!((decoded.encoding, decoded.guessed, decoded.replaced), ("windows-1252", 5, 0));
    }

    #[test]
    fn a_few_bad_bytes_do_not_spoil_utf8() {
        let decoded = text_of(b"Zo\xC3\xAB M\xC3\xBCller, secretary of the \xFF union, and Jos\xC3\xA9 \xC3");
        assert_eq!(decoded.text, "Zoë Müller, secretary of the \u{FFFD} union, and José \u{FFFD}");
        assert_eq!((decoded.encoding, decoded.guessed, decoded.replaced), ("UTF-8", 0, 2));
    }

    #[test]
    fn binary_is_refused() {
        let noise: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(decode(noise, None), Err(Cause::Binary { looks_like: None })));
    }

    #[test]
    fn a_stray_zero_is_no_reason_to_refuse_a_letter() {
        let letter = format!("Dear Ms. Example,\0\n{}", "We write to you about the matter. ".repeat(5));
        assert_eq!(text_of(letter.as_bytes()).text, letter);
    }

    #[test]
    fn nothing_is_text() {
        assert_eq!(text_of(b"").text, "");
    }
}
