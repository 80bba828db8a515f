//! An organisation's name in its parts: words that name, places, legal forms, acronyms, numbers.

use super::disguise::undisguised;
use super::distance::Letters;
use super::fold::fold;
use super::key::{is_acronym, join_initials};
use super::sound::{latin, sound};
use super::vocabulary::Vocabulary;
use super::word::hash;
use crate::lexicon::Lexicon;
use std::collections::BTreeSet;
use std::hash::Hash;

/// What a word of a body's name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// It names.
    Name,
    /// It says what kind of body it is: committee, society.
    Head,
    /// A state, by its name or by that of its people, or another place.
    Place,
    /// A number, in digits or in words.
    Number,
}

/// A word of a body's name, made ready to compare.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Folded, as the vocabulary writes it.
    pub text: String,
    /// As it sounds.
    pub sound: String,
    /// What it is.
    pub sort: Sort,
    /// How telling it is.
    pub bits: f64,
    /// A hash of its text; what it answers to hangs on that and its sort.
    pub number: u64,
    /// A hash of its text, as a scanner may read it.
    pub scanned: u64,
    /// The letters of its text, how many.
    pub length: usize,
    /// The letters of its sound.
    pub letters: Letters,
}

/// An organisation's name in its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// As written.
    pub name: String,
    /// The words that count, in order; aliases of the whole or of a part are written as the table has them.
    pub terms: Vec<Term>,
    /// Folded words with the small ones, before the vocabulary: what acronyms are made of.
    pub plain: Vec<String>,
    /// The letters of an acronym, where the whole name is one.
    pub acronym: Option<String>,
    /// Acronyms and names in brackets, folded without spaces.
    pub asides: Vec<String>,
    /// Folded legal forms.
    pub legal: Vec<String>,
    /// All that names, joined, as it sounds.
    pub whole: String,
    /// The letters of that.
    pub letters: Letters,
    /// What it is written in.
    pub script: Script,
    /// The parliaments that its words name, a bit for each.
    pub chambers: u32,
    /// Whether the alias table knows the whole name.
    pub known: bool,
    /// Whether some letters only look like those of the name.
    pub disguised: bool,
}

/// What a name is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Latin letters, those of most languages of Europe.
    Latin,
    /// Latin letters, some of them rare ones, as in transliterations.
    RareLatin,
    /// Others.
    Other,
}

/// Words of the longest legal form.
const LONGEST_FORM: usize = 7;

/// Words that do not count.
pub const SMALL: &[&str] = &[
    "a", "am", "an", "and", "at", "d", "da", "das", "de", "del", "della", "delle", "dem", "den", "der", "des", "di",
    "die", "do", "dos", "du", "e", "el", "et", "for", "fur", "i", "im", "in", "l", "la", "las", "le", "les", "los",
    "na", "of", "on", "para", "per", "pour", "the", "to", "u", "und", "v", "van", "von", "w", "y", "zu", "dell",
    "dello", "degli", "dei", "du", "voor", "by", "its", "sur", "aux", "au", "con", "with", "из", "и", "в",
];

/// Parses an organisation's name as written.
pub fn parse(name: &str, vocabulary: &Vocabulary) -> Body {
    let disguise = undisguised(name);
    let seen = disguise.as_deref().unwrap_or(name);
    let (outside, mut inside) = without_brackets(seen);
    let outside = without_acronym(&outside, &mut inside);
    inside.extend(segments(&outside));
    let folded = join_initials(&fold(&outside.replace('&', " and ").replace('/', " ")));
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    let all: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let (plain, legal) = without_legal_forms(&all);
    let alias = vocabulary
        .whole(&fold(seen))
        .or_else(|| vocabulary.whole(folded))
        .or_else(|| vocabulary.whole(&plain.join(" ")));
    let words = match alias {
        Some(alias) => alias.split(' ').map(str::to_owned).collect(),
        None => vocabulary.replaced(&plain),
    };
    let terms = terms(&words, vocabulary);
    let bare = outside.trim();
    let acronym = (is_acronym(bare) && alias.is_none()).then(|| fold(bare).replace(' ', ""));
    let asides = inside.iter().map(|aside| fold(aside).replace(' ', "")).filter(|aside| !aside.is_empty()).collect();
    let whole: String = terms.iter().map(|term| term.sound.as_str()).collect();
    Body {
        name: name.to_owned(),
        letters: Letters::of(&whole),
        script: script(name),
        chambers: chambers(&terms),
        terms,
        plain,
        acronym,
        asides,
        legal,
        whole,
        known: alias.is_some(),
        disguised: disguise.is_some(),
    }
}

impl Body {
    /// What an acronym of it may be: its initials, with and without small words, and with letters of places left out.
    pub fn initials(&self) -> BTreeSet<String> {
        let first = |words: &mut dyn Iterator<Item = &String>| {
            words.filter_map(|word| latin(word).chars().next()).collect::<String>()
        };
        let mut initials = BTreeSet::new();
        let large = |word: &&String| !SMALL.contains(&word.as_str());
        let listed: Vec<String> = self.terms.iter().map(|term| term.text.clone()).collect();
        for words in [&self.plain, &listed] {
            initials.insert(first(&mut words.iter()));
            initials.insert(first(&mut words.iter().filter(large)));
        }
        if let Some(form) = self.legal.first() {
            let with: String = first(&mut self.plain.iter().filter(large)) + &first(&mut std::iter::once(form));
            initials.insert(with);
        }
        initials.retain(|letters| letters.chars().count() > 1);
        initials
    }

    /// Its words of one sort.
    pub fn of(&self, sort: Sort) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.sort == sort)
    }

    /// Whether it has words of a sort.
    pub fn has(&self, sort: Sort) -> bool {
        self.of(sort).next().is_some()
    }

    /// Whether all its words of a sort are words of that sort in another name.
    pub fn is_within(&self, other: &Body, sort: Sort) -> bool {
        self.of(sort).all(|term| other.of(sort).any(|answer| answer.text == term.text))
    }
}

/// Words that say of which parliament something is.
const CHAMBERS: &[&str] = &[
    "commons",
    "lords",
    "senate",
    "senat",
    "bundestag",
    "bundesrat",
    "knesset",
    "duma",
    "majlis",
    "sejm",
    "riksdag",
    "storting",
    "folketing",
    "rajya",
    "lok",
    "congress",
    "house",
];

/// Which parliaments words name; the bit behind the last is that of the European one.
fn chambers(terms: &[Term]) -> u32 {
    let has = |word: &str| terms.iter().any(|term| term.text == word);
    let named = (0..).zip(CHAMBERS).filter(|(_, word)| has(word)).fold(0, |named, (at, _)| named | 1 << at);
    let european = u32::from(has("europe") && has("parliament")) << CHAMBERS.len();
    let found = named | european;
    // "House" by itself is a chamber only where a committee sits in it.
    let house = 1 << (CHAMBERS.len() - 1);
    let committee = has("committee") || has("subcommittee");
    if found.count_ones() > 1 || !committee { found & !house } else { found }
}

fn script(name: &str) -> Script {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    if letters().all(|c| c < '\u{250}') {
        Script::Latin
    } else if letters().all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c)) {
        Script::RareLatin
    } else {
        Script::Other
    }
}

fn without_brackets(name: &str) -> (String, Vec<String>) {
    let (Some(open), Some(close)) = (name.find('('), name.rfind(')')) else { return (name.to_owned(), Vec::new()) };
    if open == 0 || close < open {
        return (name.replace(['(', ')'], " "), Vec::new());
    }
    (format!("{} {}", &name[..open], &name[close + 1..]), vec![name[open + 1..close].to_owned()])
}

/// The name without an acronym that goes on behind it, as lists write it: "Lantern Reed Trust - LRT".
fn without_acronym(name: &str, asides: &mut Vec<String>) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let Some((last, rest)) = words.split_last() else { return name.to_owned() };
    let rest: Vec<&str> = rest.iter().copied().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let short = last.chars().all(|c| c.is_ascii_uppercase()) && (3..=6).contains(&last.len());
    let mixed = rest.iter().filter(|word| word.chars().any(char::is_lowercase)).count() >= 3;
    let form =
        Lexicon::built_in().legal_forms.has(&fold(last)) || Vocabulary::built_in().place_at(&[fold(last)]).0.is_some();
    if !short || !mixed || form {
        return name.to_owned();
    }
    asides.push((*last).to_owned());
    rest.join(" ")
}

/// "Lantern - a trust for reeds": the parts of a name that a dash or a colon parts, where the first is no kind of body.
fn segments(name: &str) -> Vec<String> {
    let parts: Vec<&str> =
        name.split([':', '|', '·']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – ")).collect();
    let [first, _, ..] = parts.as_slice() else { return Vec::new() };
    let headed = fold(first).split(' ').any(|word| Lexicon::built_in().organisation_heads.has(word));
    if headed || first.trim().chars().count() < 4 { Vec::new() } else { vec![(*first).to_owned()] }
}

/// The words without legal forms in front and behind, and these.
fn without_legal_forms(words: &[String]) -> (Vec<String>, Vec<String>) {
    let forms = &Lexicon::built_in().legal_forms;
    let (mut words, mut legal) = (words.to_vec(), Vec::new());
    while words.len() > 1 {
        let counts = || (1..=LONGEST_FORM.min(words.len() - 1)).rev();
        if let Some(count) = counts().find(|count| forms.has(&words[words.len() - count..].join(" "))) {
            let form = words.split_off(words.len() - count).join(" ");
            legal.push(form);
        } else if let Some(count) =
            counts().find(|count| words.len() > count + 1 && forms.class(&words[..*count].join(" ")) == Some(""))
        {
            legal.push(words.drain(..count).collect::<Vec<_>>().join(" "));
        } else {
            break;
        }
    }
    (words, legal)
}

fn terms(words: &[String], vocabulary: &Vocabulary) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (place, taken) = vocabulary.place_at(&words[at..]);
        if let Some(place) = place {
            terms.push(term(place, Sort::Place));
            at += taken;
            continue;
        }
        if let Some((number, taken)) = number_at(&words[at..]) {
            terms.push(term(&number, Sort::Number));
            at += taken;
            continue;
        }
        let word = &words[at];
        at += 1;
        if SMALL.contains(&word.as_str()) {
            continue;
        }
        let joined = match (word.as_str(), words.get(at)) {
            ("co", Some(next)) if next.starts_with("op") => {
                at += 1;
                format!("co{next}")
            }
            _ => word.clone(),
        };
        let text = vocabulary.word(&joined);
        let head = Lexicon::built_in().organisation_heads.has(text);
        terms.push(term(text, if head { Sort::Head } else { Sort::Name }));
    }
    terms
}

fn term(text: &str, sort: Sort) -> Term {
    let bits = match sort {
        Sort::Head => 3.0,
        Sort::Place => 5.0,
        Sort::Number => 8.0,
        Sort::Name if Lexicon::built_in().is_common(text) => 6.0,
        Sort::Name => 11.0,
    };
    let sound = sound(text);
    Term {
        number: hash(|hasher| text.hash(hasher)),
        scanned: hash(|hasher| text.replace("rn", "m").replace(['l', '1'], "i").hash(hasher)),
        length: text.chars().count(),
        letters: Letters::of(&sound),
        text: text.to_owned(),
        sound,
        sort,
        bits,
    }
}

/// A number at the start of these words, in digits, and how many words it takes.
fn number_at(words: &[String]) -> Option<(String, usize)> {
    const ONES: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let one =
        |word: &str| ONES.iter().position(|one| *one == word).or_else(|| word.parse().ok().filter(|digit| *digit < 10));
    let ten = |word: &str| TENS.iter().position(|ten| *ten == word || word == "fourty" && *ten == "forty");
    let first = words.first()?;
    if first.chars().all(|c| c.is_ascii_digit()) {
        return Some((first.trim_start_matches('0').to_owned(), 1));
    }
    if let Some(tens) = ten(first) {
        let next = words.get(1).and_then(|word| one(word)).filter(|next| *next > 0 && *next < 10);
        return Some(((20 + 10 * tens + next.unwrap_or(0)).to_string(), 1 + usize::from(next.is_some())));
    }
    ONES.iter().position(|one| one == first).map(|number| (number.to_string(), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(name: &str) -> Vec<String> {
        parse(name, Vocabulary::built_in()).terms.into_iter().map(|term| term.text).collect()
    }

    #[test]
    fn spelling_language_and_legal_form_do_not_matter() {
        assert_eq!(
            texts("Centre for Reed Research Ltd."),
            texts("Reed Research Center").iter().cycle().skip(2).take(3).cloned().collect::<Vec<_>>()
        );
        assert_eq!(texts("Kestrel Organization"), texts("The Kestrel Organisation, Inc."));
        assert_eq!(texts("Iranian Reed Society"), texts("Iran Reed Society"));
        assert_eq!(texts("UN Reed Council"), texts("United Nations Reed Council"));
        assert_eq!(texts("Brigade Forty-Four"), texts("Brigade 44"));
    }

    #[test]
    fn acronyms_are_made_with_and_without_small_words() {
        let body = parse("League of Reed Cutters", Vocabulary::built_in());
        assert!(body.initials().contains("lorc") && body.initials().contains("lrc"));
        assert_eq!(parse("L.R.C.", Vocabulary::built_in()).acronym.as_deref(), Some("lrc"));
        assert_eq!(parse("League of Reed Cutters (LRC)", Vocabulary::built_in()).asides, ["lrc"]);
    }
}
