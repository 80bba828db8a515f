//! What a word of a name sounds like, whoever wrote it down.

use super::tables::NameTables;

/// Letters that stand for one sound, longest first; the right side is how the sound is written here. `k` is every
/// k, q, kh, gh and hard g; `$` is sh, ch and their German and French spellings.
const SOUNDS: &[(&str, &str)] = &[
    ("shch", "$"),
    ("tsch", "$"),
    ("dsch", "j"),
    ("sch", "$"),
    ("tch", "$"),
    ("dzh", "j"),
    ("cz", "$"),
    ("sz", "$"),
    ("sh", "$"),
    ("ch", "$"),
    ("kh", "k"),
    ("gh", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("zh", "j"),
    ("dj", "j"),
    ("ck", "k"),
    ("qu", "k"),
    ("ts", "s"),
    ("tz", "s"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ai", "i"),
    ("ay", "i"),
    ("ie", "i"),
    ("ij", "i"),
    ("yi", "i"),
    ("iy", "i"),
    ("c", "k"),
    ("q", "k"),
    ("g", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("y", "i"),
];

/// The same at the start of a word alone: Chinese by Wade and Giles, and by pinyin.
const FIRST_SOUNDS: &[(&str, &str)] = &[("hs", "$"), ("xi", "$i"), ("xu", "$u")];

/// A folded word as it sounds: in Latin letters, one for each sound, none doubled.
pub fn sound(folded: &str) -> String {
    let latin = latin(folded);
    let mut sounds = String::with_capacity(latin.len());
    let mut rest = latin.as_str();
    if let Some((letters, sound)) = FIRST_SOUNDS.iter().find(|(letters, _)| rest.starts_with(letters)) {
        sounds.push_str(sound);
        rest = &rest[letters.len()..];
    }
    while let Some(first) = rest.chars().next() {
        let (taken, sound) = match SOUNDS.iter().find(|(letters, _)| rest.starts_with(letters)) {
            Some((letters, sound)) => (letters.len(), *sound),
            None => (first.len_utf8(), &rest[..first.len_utf8()]),
        };
        if !sounds.ends_with(sound) {
            sounds.push_str(sound);
        }
        rest = &rest[taken..];
    }
    sounds
}

/// A folded word in Latin letters; what no table knows stays.
pub fn latin(folded: &str) -> String {
    if folded.is_ascii() {
        return folded.to_owned();
    }
    let tables = NameTables::built_in();
    let mut latin = String::with_capacity(folded.len());
    for c in folded.chars() {
        match (tables.letter(c), hangul(c)) {
            (Some(letters), _) => latin.push_str(letters),
            (None, Some(syllable)) => latin.push_str(&syllable),
            (None, None) => latin.push(c),
        }
    }
    latin
}

/// The first sound and the consonants after it: what spelling changes least.
pub fn skeleton(sound: &str) -> String {
    let mut skeleton = String::with_capacity(sound.len());
    for (at, c) in sound.chars().enumerate() {
        let c = match c {
            'z' => 's',
            'd' => 't',
            'p' => 'b',
            c => c,
        };
        if at == 0 && is_vowel(c) {
            skeleton.push('a');
        } else if (at == 0 || !is_soft(c)) && !skeleton.ends_with(c) {
            skeleton.push(c);
        }
    }
    skeleton
}

/// The consonants of a word as it sounds, none doubled: nearer to its spelling than its skeleton.
pub fn consonants(sound: &str) -> impl Iterator<Item = char> {
    let mut last = None;
    sound.chars().filter(|c| !is_soft(*c)).filter(move |c| last.replace(*c) != Some(*c))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Vowels, and `h`.
fn is_soft(c: char) -> bool {
    c == 'h' || is_vowel(c)
}

/// A Korean syllable by the rules of romanisation of 2000, roughly.
fn hangul(c: char) -> Option<String> {
    const FIRST: [&str; 19] =
        ["g", "k", "n", "d", "t", "r", "m", "b", "p", "s", "s", "", "j", "j", "ch", "k", "t", "p", "h"];
    const VOWEL: [&str; 21] = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu",
        "eu", "ui", "i",
    ];
    const LAST: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
        "t", "t", "k", "t", "p", "t",
    ];
    let index = (c as u32).checked_sub(0xac00).filter(|index| *index < 11_172)? as usize;
    Some(format!("{}{}{}", FIRST[index / 588], VOWEL[index % 588 / 28], LAST[index % 28]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_sound_are_equal() {
        assert_eq!(sound("qasim"), sound("ghasim"));
        assert_eq!(sound("tchekov"), sound("chekov"));
        assert_eq!(sound("hsiaoli"), sound("xiaoli"));
    }

    #[test]
    fn other_scripts_are_read() {
        assert_eq!(latin("иванов"), "ivanov");
        assert_eq!(latin("김"), "gim");
        assert_eq!(sound("иванов"), sound("iwanow"));
    }

    #[test]
    fn skeletons_hold_what_spelling_leaves() {
        assert_eq!(skeleton(&sound("mohammed")), skeleton(&sound("muhamad")));
        assert_eq!(skeleton(&sound("yusuf")), skeleton(&sound("yousef")));
        assert_ne!(skeleton(&sound("karim")), skeleton(&sound("salim")));
        assert!(consonants("perri").eq(['p', 'r']) && !consonants("peri").eq(consonants("beri")));
    }
}
