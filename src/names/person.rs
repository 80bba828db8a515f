//! A person's name in its parts: titles, given and family names, particles, suffix, peerage, other names.

use super::disguise::{is_latin, undisguised};
use super::fold::fold;
use super::pieces::{Piece, pieces, take_letters, take_territory, take_titles, turned, without_asides};
use super::sound::{skeleton, sound};
use super::spelling::Spelling;
use super::titles::{Sex, sex};
use super::word::{SERVANT, Word};
use crate::lexicon::Lexicon;
use crate::model::Text;

/// What a word of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The first of the given names.
    Given,
    /// What stands between; a second given name, a mother's name.
    Middle,
    /// The father's name: after `bin`, or a Slavic one in -ovich, -ovna.
    Patronymic,
    /// The family name.
    Family,
    /// A name in brackets or quotes, or a word that is as often a title as a name: it may match and need not.
    Aside,
}

/// What goes on after a name: which of several bearers it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suffix {
    /// Sr, the elder, père.
    Senior,
    /// Jr, the younger, fils: the same as II.
    Junior,
    /// III and so on.
    Number(u8),
}

/// A title that goes with a place: `Lord Reed of Marshwood`.
#[derive(Debug, Clone, PartialEq)]
pub struct Peerage {
    /// The folded place; empty where none is said.
    pub territory: Text,
}

/// A person's name in its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// As written.
    pub name: Text,
    /// Folded titles, in order.
    pub titles: Vec<Text>,
    /// What the titles say.
    pub sex: Option<Sex>,
    /// The words that name, in order.
    pub words: Vec<Word>,
    /// Folded small words: de, van, al.
    pub particles: Vec<Text>,
    /// Jr, Sr, III.
    pub suffix: Option<Suffix>,
    /// A title of the peerage.
    pub peerage: Option<Peerage>,
    /// Whether `bin`, `ibn` or `bint` says whose child it is.
    pub filial: bool,
    /// Whether it is written in Latin letters alone.
    pub latin: bool,
    /// Whether some letters only look like those of the name.
    pub disguised: bool,
    /// All words together, as they sound.
    pub whole: Text,
    /// The same in the order of the alphabet.
    pub sorted: Text,
    /// The consonants of the whole.
    pub skeleton: Text,
    /// The letters of the whole.
    pub spelling: Spelling,
}

impl Person {
    /// Whether both names are of the same words in the same order, whatever titles and letters stand around them, and
    /// nothing tells their bearers apart.
    pub fn is_same(&self, other: &Person) -> bool {
        self.words.len() == other.words.len()
            && self.words.iter().zip(&other.words).all(|(a, b)| a.text == b.text)
            && !self.words.is_empty()
            && !self.disguised
            && !other.disguised
            && (&self.particles, self.suffix, &self.peerage) == (&other.particles, other.suffix, &other.peerage)
    }
}

/// Small words that say whose child somebody is.
const FILIAL: &[&str] = &["bin", "ibn", "bint", "binti", "binte", "ben", "ould", "ag"];

/// Small words that are small words even with a capital.
const ALWAYS_SMALL: &[&str] = &[
    "al", "el", "ul", "ur", "ad", "as", "ash", "an", "ar", "az", "ud", "us", "bin", "ibn", "bint", "binti", "de",
    "del", "della", "di", "da", "dos", "das", "du", "von", "van", "der", "den", "la", "le", "e", "ould", "ag", "zu",
];

/// Parses a person's name as written.
pub fn parse(name: &str) -> Person {
    let lexicon = Lexicon::built_in();
    let disguise = undisguised(name);
    let seen = disguise.as_deref().unwrap_or(name);
    let (plain, asides) = without_asides(seen);
    let (turned, comma) = turned(&plain, lexicon);
    let mut pieces = pieces(&turned);
    let titles = take_titles(&mut pieces, lexicon);
    let peer = titles.iter().any(|title| lexicon.honorifics.class(title) == Some("peerage"));
    let peerage = peer.then(|| Peerage { territory: take_territory(&mut pieces).into() });
    let suffix = take_letters(&mut pieces, lexicon);
    let sex = sex(titles.iter().map(String::as_str), "");

    let mut person = Person {
        name: name.into(),
        titles: titles.into_iter().map(Text::from).collect(),
        sex,
        words: Vec::with_capacity(pieces.len()),
        particles: Vec::new(),
        suffix,
        peerage,
        filial: false,
        latin: seen.chars().filter(|c| c.is_alphabetic()).all(is_latin),
        disguised: disguise.is_some(),
        whole: Text::new(),
        sorted: Text::new(),
        skeleton: Text::new(),
        spelling: Spelling::default(),
    };
    add_words(&mut person, &pieces, comma, lexicon);
    for aside in asides.iter().flat_map(|aside| fold(aside).split(' ').map(str::to_owned).collect::<Vec<_>>()) {
        if !aside.is_empty() && !lexicon.honorifics.has(&aside) && !lexicon.postnominals.has(&aside) {
            let part =
                if person.words.iter().any(|word| word.part != Part::Family) { Part::Aside } else { Part::Given };
            person.words.push(Word::new(&aside, String::new(), part, false));
        }
    }
    let mut sounds: Vec<&str> =
        person.words.iter().filter(|word| word.part != Part::Aside).map(|word| word.sound.as_str()).collect();
    person.whole = sounds.concat().into();
    sounds.sort_unstable();
    person.sorted = sounds.concat().into();
    person.skeleton = skeleton(&person.whole).into();
    person.spelling = Spelling::of([person.whole.as_str()]);
    person
}

fn add_words(person: &mut Person, pieces: &[Piece], comma: bool, lexicon: &Lexicon) {
    let mixed = pieces.iter().any(|piece| piece.written.chars().any(char::is_lowercase));
    let (mut after_filial, mut before) = (false, String::new());
    let mut at = 0;
    let mut shouted = None;
    while at < pieces.len() {
        let piece = &pieces[at];
        let inside = at > 0 || person.peerage.is_some();
        let filial = FILIAL.contains(&piece.folded.as_str()) && (at > 0 || piece.folded != "ben");
        let lower = piece.written.chars().all(char::is_lowercase);
        let small = filial
            || (at + 1 < pieces.len() || at > 1)
                && lexicon.particles.has(&piece.folded)
                && ((inside && lower)
                    || ALWAYS_SMALL.contains(&piece.folded.as_str())
                        && (inside || lower || pieces.len() > 2 && piece.folded.len() < 3));
        if small && pieces.len() > 1 {
            person.filial |= filial;
            after_filial = filial;
            person.particles.push(piece.folded.as_str().into());
            before.push_str(&piece.folded);
            at += 1;
            continue;
        }
        // "Abd al-Karim" is one name.
        let mut next = at + 1;
        while SERVANT.contains(&piece.folded.as_str())
            && pieces.get(next).is_some_and(|piece| ALWAYS_SMALL.contains(&piece.folded.as_str()))
        {
            next += 1;
        }
        let mut text = piece.folded.clone();
        if SERVANT.contains(&text.as_str()) && next < pieces.len() {
            text = format!("abd{}", pieces[next].folded);
            next += 1;
        }
        if mixed
            && piece.written.chars().count() > 1
            && !piece.written.chars().any(char::is_lowercase)
            && piece.written.chars().any(char::is_uppercase)
            && !piece.written.contains('.')
        {
            shouted = Some(person.words.len());
        }
        let doubtful = lexicon.honorifics.class(&text) == Some("name-or-title");
        let part = if after_filial || is_patronymic(&text) && at > 0 {
            Part::Patronymic
        } else if doubtful {
            Part::Aside
        } else {
            Part::Middle
        };
        let joined = if before.is_empty() { String::new() } else { sound(&format!("{before}{text}")) };
        before.clear();
        person.words.push(Word::new(&text, joined, part, piece.tied));
        after_filial = false;
        at = next;
    }
    place(person, comma, shouted);
}

/// Says which word is the given name and which the family name.
fn place(person: &mut Person, comma: bool, shouted: Option<usize>) {
    let peer = person.peerage.is_some();
    let words = &mut person.words;
    if words.iter().all(|word| word.part == Part::Aside) {
        words.iter_mut().for_each(|word| word.part = Part::Middle);
    }
    let named: Vec<usize> = (0..words.len()).filter(|at| words[*at].part != Part::Aside).collect();
    let Some((first, last)) = named.first().zip(named.last()) else { return };
    let family = shouted.filter(|at| !comma && *at == *first && named.len() > 1).unwrap_or(*last);
    if words[family].part != Part::Patronymic || named.len() == 1 || !person.filial {
        words[family].part = Part::Family;
    }
    if named.len() > 1 || !peer {
        let given = named.iter().copied().find(|at| *at != family).unwrap_or(*first);
        if given != family {
            words[given].part = Part::Given;
        }
    }
}

/// A Slavic father's name.
fn is_patronymic(folded: &str) -> bool {
    const ENDS: &[&str] = &[
        "ovich", "evich", "ovitch", "evitch", "ovych", "ievich", "ovna", "evna", "ivna", "ович", "евич", "овна",
        "евна", "ovic", "evic",
    ];
    folded.chars().count() > 6 && ENDS.iter().any(|end| folded.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str) -> Vec<(String, Part)> {
        parse(name).words.into_iter().map(|word| (word.text.clone(), word.part)).collect()
    }

    fn word(text: &str, part: Part) -> (String, Part) {
        (text.to_owned(), part)
    }

    #[test]
    fn family_names_are_found_in_either_order() {
        let expected = [word("ida", Part::Given), word("reed", Part::Family)];
        assert_eq!(told("Ida Reed"), expected);
        assert_eq!(told("REED, Ida"), expected);
        assert_eq!(told("Prof. Dr Ida Reed, MP, PhD"), expected);
        assert_eq!(told("REED Ida"), [word("reed", Part::Family), word("ida", Part::Given)]);
        assert_eq!(told("IdaReed"), expected);
        assert_eq!(told("RED Ida"), [word("red", Part::Family), word("ida", Part::Given)]);
    }

    #[test]
    fn particles_fathers_and_compounds() {
        assert_eq!(told("Omar bin Saleh"), [word("omar", Part::Given), word("saleh", Part::Patronymic)]);
        assert_eq!(told("Abd al-Karim Nouri"), told("Abdul Karim Nouri"));
        assert_eq!(told("Ivan Petrovich Sorokin")[1].1, Part::Patronymic);
        assert_eq!(parse("Mara van der Oost").particles, ["van", "der"]);
    }

    #[test]
    fn peers_have_a_territory() {
        let peer = parse("Baroness Reed of Marshwood");
        assert_eq!(peer.peerage.map(|peerage| peerage.territory).as_deref(), Some("marshwood"));
        assert_eq!((peer.sex, peer.words[0].part), (Some(Sex::Female), Part::Family));
    }

    #[test]
    fn suffixes_and_asides() {
        assert_eq!(parse("Tom Reed Jr.").suffix, Some(Suffix::Junior));
        assert_eq!(parse("Tom Reed III").suffix, Some(Suffix::Number(3)));
        assert_eq!(told("Thomas \"Tom\" Reed")[2], word("tom", Part::Aside));
        let initials = |name| parse(name).words.iter().filter(|word| word.initial).count();
        assert_eq!(["J.K. Reed", "JK Reed", "AJK Reed", "JUK Reed"].map(initials), [2, 2, 3, 0]);
    }

    #[test]
    fn the_same_words_are_the_same_name() {
        let same = |a, b| parse(a).is_same(&parse(b));
        assert!(same("Rt Hon Ida Reed MP", "REED, Ida") && same("B. K. Reed", "BK Reed"));
        assert!(!same("Ida Reed", "Reed Ida") && !same("Tom Reed", "Tom Reed Jr."));
        assert!(!same("Lord Reed of Marshwood", "Lord Reed") && !same("Ida Reed", "Ida van Reed"));
    }
}
