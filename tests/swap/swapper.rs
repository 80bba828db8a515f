//! Every name of a set, and the made-up one that stands for it: word by word, the same in all documents.
//!
//! A surname goes on alone, in capitals, after "Mr." and before "'s", so proper words are swapped wherever they stand.
//! Ordinary ones are swapped for other ordinary ones inside a body's name alone ("Water Board", "Energy Board"). What
//! says what a thing is stays: "Committee", "of", "Kenyan", "International"; honorifics and letters after a name.

use crate::made::{self, Dice, Letters};
use crate::measured::Annotated;
use regex::{Captures, Regex};
use std::collections::{BTreeMap, BTreeSet};
use undersigned::evaluate::GoldEntity;
use undersigned::lexicon::{Lexicon, key};
use undersigned::model::{Kind, Text};

/// Words of the lexicon that are nevertheless a body's very own name.
const OWN: &[&str] = &["amnesty", "mojahedin"];

/// Ordinary words that may stand for each other in the name of a body. The United Nations stay: like a country, they
/// are known to whoever reads.
const TOPICS: &[&[&str]] = &[
    &["change", "renewal", "progress", "memory"],
    &["freedom", "dignity", "unity", "heritage"],
    &["justice", "peace", "truth", "shelter"],
    &["victims", "orphans", "widows", "families"],
    &["massacre", "famine", "flood", "purge"],
    &["foreign", "rural", "coastal", "cultural"],
    &["affairs", "matters", "relations", "questions"],
    &["criminal", "maritime", "commercial", "electoral"],
    &["labour", "transport", "energy", "postal"],
    &["law", "music", "chess", "history"],
    &["security", "water", "housing", "climate"],
    &["lords", "elders", "deputies", "guardians"],
    &["general", "federal", "regional", "plenary"],
    &["supreme", "joint", "standing", "royal"],
    &["worker", "farmer", "sailor", "miner"],
    &["resistance", "solidarity", "liberation", "reform"],
    &["third", "fourth", "fifth", "seventh"],
];

/// Words that end so are no names, whether the lexicon knows them or not.
const ABSTRACT: &[&str] = &["ship", "tion", "sion", "ment", "ness", "ism", "ology", "ics"];

/// What stands for what.
pub struct Swap {
    lexicon: &'static Lexicon,
    dice: Dice,
    letters: Letters,
    /// By the key of the word; in lower case.
    words: BTreeMap<Text, String>,
    /// How many places in its row each topic is moved on.
    turn: usize,
    /// Names of bodies that hold a topic.
    topical: Regex,
    /// As written.
    acronyms: BTreeMap<String, String>,
    /// Initials, each with the key of the word after it.
    initials: BTreeSet<(String, Text)>,
}

impl Swap {
    /// Made-up names for everybody in these documents.
    pub fn of(documents: &[Annotated], seed: u64) -> Swap {
        let mut dice = Dice(seed);
        let letters = Letters::of(&mut dice);
        let turn = 1 + dice.below(3);
        let entities = || documents.iter().flat_map(|document| &document.gold.entities);
        let mut bodies: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for body in entities().filter(|entity| entity.kind == Kind::Organisation) {
            bodies.entry(&body.id).or_default().extend(forms(body));
        }
        let topical = topical(bodies.values().flatten().copied());
        let (words, acronyms, initials) = Default::default();
        let mut swap = Swap { lexicon: Lexicon::built_in(), dice, letters, words, turn, topical, acronyms, initials };
        entities().filter(|entity| entity.kind == Kind::Person).for_each(|person| swap.take_person(person));
        bodies.values().for_each(|forms| swap.take_body(forms));
        bodies.values().for_each(|forms| swap.take_acronyms(forms));
        swap
    }

    /// The document with every name swapped, in its text and in its annotation.
    pub fn document(&self, document: &Annotated) -> Annotated {
        let mut swapped = document.clone();
        swapped.text = self.text(&document.text);
        for entity in &mut swapped.gold.entities {
            entity.name = self.text(&entity.name);
            entity.variants = entity.variants.iter().map(|form| self.text(form)).collect();
        }
        swapped
    }

    /// The text with every word of a name swapped.
    pub fn text(&self, text: &str) -> String {
        let topic = |token: &str| self.topic(token).map_or_else(|| token.to_owned(), |made| shaped(made, token));
        let body = |name: &Captures<'_>| tokens(&name[0]).into_iter().map(topic).collect::<String>();
        let text = self.topical.replace_all(text, body);
        let tokens = tokens(&text);
        let words: Vec<usize> = (0..tokens.len()).filter(|at| is_word(tokens[*at])).collect();
        let next_word = |at: usize| words.get(words.partition_point(|word| *word <= at)).map(|next| tokens[*next]);
        let swapped = |(at, token): (usize, &&str)| self.token(token, next_word(at));
        tokens.iter().enumerate().map(swapped).collect()
    }

    /// The text with the real words of names again, for a reader of errors.
    pub fn undone(&self, text: &str) -> String {
        let word = |token: &str| self.words.iter().find(|(_, made)| **made == token.to_lowercase());
        let acronym = |token: &str| self.acronyms.iter().find(|(_, made)| *made == token);
        let real = |token: &str| match (word(token), acronym(token)) {
            (Some((real, _)), _) => shaped(real, token),
            (_, Some((real, _))) => real.clone(),
            _ => token.to_owned(),
        };
        tokens(text).into_iter().map(real).collect()
    }

    /// The other topic for this one, where it is one.
    fn topic(&self, token: &str) -> Option<&'static str> {
        let key = key(token);
        let row = TOPICS.iter().find(|row| row.contains(&key.as_str()))?;
        let place = row.iter().position(|topic| *topic == key)?;
        Some(row[(place + self.turn) % row.len()])
    }

    fn token(&self, token: &str, next: Option<&str>) -> String {
        if let Some(made) = self.acronyms.get(token) {
            return made.clone();
        }
        if !token.starts_with(char::is_uppercase) {
            return token.to_owned();
        }
        if self.initials.contains(&(token.to_owned(), next.map(key).unwrap_or_default())) {
            return self.letter(token).to_uppercase().collect();
        }
        self.words.get(&key(token)).map_or_else(|| token.to_owned(), |made| shaped(made, token))
    }

    fn take_person(&mut self, person: &GoldEntity) {
        let own: BTreeSet<Text> = self.proper(&person.name).into_iter().map(key).collect();
        for form in forms(person) {
            let words = self.proper(form);
            for pair in words.windows(2).filter(|pair| pair[0].chars().count() == 1) {
                self.initials.insert((pair[0].to_owned(), key(pair[1])));
            }
            for word in words.into_iter().filter(|word| word.chars().count() > 1) {
                if !is_abbreviation(word) && (own.contains(&key(word)) || !self.is_ordinary(word)) {
                    self.take(word);
                }
            }
        }
    }

    /// The words of a person's name without those before and after it, and without particles.
    fn proper<'a>(&self, form: &'a str) -> Vec<&'a str> {
        let mut words: Vec<&str> = tokens(form).into_iter().filter(|token| is_word(token)).collect();
        let keys = |words: &[&str]| words.iter().map(|word| key(word)).collect::<Vec<_>>();
        while let Some((taken, _)) = self.lexicon.honorifics.longest_at(&keys(&words))
            && taken < words.len()
        {
            words.drain(..taken);
        }
        while let Some((taken, _)) = self.lexicon.postnominals.longest_before(&keys(&words))
            && taken < words.len()
        {
            words.truncate(words.len() - taken);
        }
        let is_particle = |word: &str| word.len() > 1 && self.lexicon.particles.has(&key(word));
        words.retain(|word| !is_particle(word) && word.starts_with(char::is_uppercase));
        words
    }

    /// Topics are left to the phrase they stand in.
    fn take_body(&mut self, forms: &BTreeSet<&str>) {
        for word in forms.iter().flat_map(|form| tokens(form)).filter(|token| is_word(token)) {
            let is_own = OWN.contains(&key(word).as_str()) || !(self.is_ordinary(word) || self.topic(word).is_some());
            if is_own && word.starts_with(char::is_uppercase) && word.chars().count() > 1 && !is_acronym(word) {
                self.take(word);
            }
        }
    }

    /// An acronym follows the words it stands for; without them its letters are made up.
    fn take_acronyms(&mut self, forms: &BTreeSet<&str>) {
        let is_word = |form: &str| forms.iter().any(|other| *other != form && key(other) == key(form));
        let initials = |form: &&&str| is_acronym(form) && !is_word(form) && !self.lexicon.states.has(&key(form));
        for acronym in forms.iter().filter(initials).collect::<Vec<_>>() {
            let other = || acronym.chars().map(|letter| self.letter(&letter.to_string())).collect::<String>();
            let made = forms.iter().find_map(|form| self.initials(acronym, form)).unwrap_or_else(other);
            let made = made.to_uppercase();
            if made != *acronym {
                self.acronyms.insert((*acronym).to_owned(), made::acronym(made, self.lexicon));
            }
        }
    }

    /// The new initials of the words whose old ones make the acronym: all words of this form, or those not in lower
    /// case, in their order or another.
    fn initials(&self, acronym: &str, form: &str) -> Option<String> {
        let swapped = self.text(form);
        let pairs: Vec<(&str, &str)> = tokens(form).into_iter().zip(tokens(&swapped)).collect();
        let words = || pairs.iter().filter(|(word, _)| is_word(word) && *word != "s");
        let capitals = || words().filter(|(word, _)| word.starts_with(char::is_uppercase));
        let initial = |word: &str| word.chars().next().expect("a word has letters");
        let in_order = [words().collect::<Vec<_>>(), capitals().collect()].into_iter().find_map(|words| {
            let old: String = words.iter().map(|(word, _)| initial(word)).collect();
            (old.to_uppercase() == acronym).then(|| words.iter().map(|(_, made)| initial(made)).collect())
        });
        in_order.or_else(|| {
            let mut left: Vec<_> = capitals().collect();
            let mut made = |letter: char| {
                let at = left.iter().position(|(word, _)| initial(word) == letter)?;
                Some(initial(left.remove(at).1))
            };
            let made: Option<String> = acronym.chars().map(&mut made).collect();
            made.filter(|_| left.is_empty())
        })
    }

    /// Makes up a word for this one, unless there is one.
    fn take(&mut self, word: &str) {
        let key = key(word);
        if self.words.contains_key(&key) {
            return;
        }
        let prefix = if is_scottish(word) { "mc" } else { "" };
        let first = self.letter(&key[prefix.len()..]);
        let is_free = |made: &str| {
            let made = format!("{prefix}{made}");
            !made::is_known(&made, self.lexicon) && self.words.values().all(|taken| *taken != made)
        };
        let made = made::word(first, key.chars().count() - prefix.len(), &mut self.dice, is_free);
        let made = if word.is_ascii() { made } else { accented(&made) };
        self.words.insert(key, format!("{prefix}{made}"));
    }

    /// Whether a word has its place in the lexicon for another reason than that somebody is called so.
    fn is_ordinary(&self, word: &str) -> bool {
        let key = key(word);
        let singular = key.strip_suffix('s').unwrap_or(&key);
        let is_number = word.chars().all(|c| c.is_ascii_digit());
        let is_abstract = ABSTRACT.iter().any(|ending| key.ends_with(ending));
        let is_word = self.lexicon.common_words.has(&key) || self.lexicon.common_words.has(singular);
        is_number
            || is_abstract
            || is_word
            || made::tables(self.lexicon).iter().any(|table| table.has(&key) || table.has(singular))
    }

    fn letter(&self, word: &str) -> char {
        self.letters.swapped(key(word).chars().next().expect("a word has letters"))
    }

    /// Names of bodies in these documents that stand as they were: all their words are ordinary.
    pub fn untouched<'a>(&self, documents: &'a [Annotated]) -> BTreeSet<&'a str> {
        let entities = documents.iter().flat_map(|document| &document.gold.entities);
        let names = entities.filter(|entity| !entity.optional).map(|entity| entity.name.as_str());
        names.filter(|name| self.text(name) == **name).collect()
    }
}

/// Finds those of these names that hold a topic among other words, the longest first.
fn topical<'a>(names: impl Iterator<Item = &'a str>) -> Regex {
    let is_topic = |word: &&str| TOPICS.iter().any(|row| row.contains(&key(word).as_str()));
    let mut names: Vec<&str> = names.filter(|name| name.contains(' ') && tokens(name).iter().any(is_topic)).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let spaced = |name: &&str| name.split(' ').map(regex::escape).collect::<Vec<_>>().join(r"\s+");
    let names: Vec<String> = names.iter().map(spaced).collect();
    Regex::new(&format!(r"(?i)\b(?:{})\b", names.join("|"))).expect("the names are escaped")
}

fn forms(entity: &GoldEntity) -> impl Iterator<Item = &str> {
    std::iter::once(&entity.name).chain(&entity.variants).map(String::as_str)
}

/// Words (letters and digits) and what stands between them, by turns.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut was_word = None;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric();
        if was_word.is_some_and(|was| was != is_word) {
            tokens.push(&text[start..at]);
            start = at;
        }
        was_word = Some(is_word);
    }
    tokens.push(&text[start..]);
    tokens
}

fn is_word(token: &str) -> bool {
    token.starts_with(char::is_alphanumeric)
}

fn is_acronym(form: &str) -> bool {
    form.len() > 1 && form.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether it is a name cut short, as "Md." is: no made-up word looks like that.
fn is_abbreviation(word: &str) -> bool {
    word.chars().any(char::is_lowercase) && !word.to_lowercase().contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// Whether a capital follows "Mc".
fn is_scottish(word: &str) -> bool {
    word.strip_prefix("Mc").is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

fn accented(word: &str) -> String {
    let accents = [('a', 'á'), ('e', 'é'), ('i', 'í'), ('o', 'ó'), ('u', 'ú')];
    let accent = |c: char| accents.iter().find_map(|(plain, accented)| (*plain == c).then_some(*accented));
    let first = word.char_indices().find_map(|(at, c)| Some((at, accent(c)?)));
    first.map_or_else(|| word.to_owned(), |(at, c)| format!("{}{c}{}", &word[..at], &word[at + 1..]))
}

/// The made-up word in the capitals of the original.
fn shaped(made: &str, original: &str) -> String {
    if original.starts_with(char::is_lowercase) {
        return made.to_owned();
    }
    if original.chars().count() > 1 && !original.chars().any(char::is_lowercase) {
        return made.to_uppercase();
    }
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    // "HarbourWatch", "HJUs": capitals where the original has them.
    let inner: Vec<bool> = original.chars().map(char::is_uppercase).collect();
    match made.strip_prefix("mc") {
        Some(rest) if is_scottish(original) => format!("Mc{}", capital(rest)),
        _ if inner[1..].contains(&true) => {
            let is_capital = |at: usize| inner.get(at) == Some(&true);
            let letter = |(at, c): (usize, char)| if is_capital(at) { c.to_ascii_uppercase() } else { c };
            made.chars().enumerate().map(letter).collect()
        }
        _ => capital(made),
    }
}
