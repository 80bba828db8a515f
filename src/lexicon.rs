//! `data/lexicon`, compiled in: what a linguist can know and mend.

use crate::names::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

mod words;
pub use words::{Role, Words};

/// One table: phrases, each with its class.
///
/// Keys are folded (`names::fold`) with dots removed, so `Rt. Hon.` is found as `rt hon`.
#[derive(Debug, Default)]
pub struct Table {
    classes: HashMap<String, &'static str>,
    /// By its first word, how many words the longest entry of several words has: most words open none.
    opening: HashMap<String, usize>,
    /// The same by the last word.
    closing: HashMap<String, usize>,
}

impl Table {
    /// Parses `phrase TAB class` lines; without a class the class is empty. `#` starts a comment line.
    fn parse(source: &'static str) -> Table {
        let mut table = Table::default();
        for (phrase, class) in entries(source) {
            table.insert(key(phrase), class);
        }
        table
    }

    /// Parses lines that hold all forms of one word, parted by spaces; nouns and phrases are whole lines.
    fn parse_forms(source: &'static str) -> Table {
        let mut table = Table::default();
        for (forms, class) in entries(source) {
            if WHOLE.contains(&class) {
                table.insert(key(forms), class);
            } else {
                forms.split_whitespace().for_each(|form| table.insert(key(&form.replace('_', " ")), class));
            }
        }
        table
    }

    fn insert(&mut self, key: String, class: &'static str) {
        if key.is_empty() {
            return;
        }
        let words = key.split(' ').count();
        if words > 1 {
            let longest = |ends: &mut HashMap<String, usize>, word: &str| {
                let most = ends.entry(word.to_owned()).or_default();
                *most = words.max(*most);
            };
            longest(&mut self.opening, first_word(&key));
            longest(&mut self.closing, last_word(&key));
        }
        self.classes.entry(key).or_insert(class);
    }

    /// The class of a phrase that is already a key.
    pub fn class(&self, key: &str) -> Option<&'static str> {
        self.classes.get(key).copied()
    }

    /// Whether a phrase that is already a key stands here.
    pub fn has(&self, key: &str) -> bool {
        self.classes.contains_key(key)
    }

    /// Whether an entry begins with the first word of this key.
    pub fn opens(&self, key: &str) -> bool {
        self.opening.contains_key(first_word(key))
    }

    /// The longest entry that starts at the first of these keys: how many keys it takes, and its class.
    pub fn longest_at(&self, keys: &[impl AsRef<str>]) -> Option<(usize, &'static str)> {
        let most = self.opening.get(first_word(keys.first()?.as_ref())).copied().unwrap_or(1);
        (1..=most.min(keys.len())).rev().find_map(|n| Some((n, self.class(&joined(&keys[..n]))?)))
    }

    /// The longest entry that ends with the last of these keys: how many keys it takes, and its class.
    pub fn longest_before(&self, keys: &[impl AsRef<str>]) -> Option<(usize, &'static str)> {
        let end = keys.len();
        let most = self.closing.get(last_word(keys.last()?.as_ref())).copied().unwrap_or(1);
        (1..=most.min(end)).rev().find_map(|n| Some((n, self.class(&joined(&keys[end - n..]))?)))
    }
}

/// Classes whose lines are one entry each.
const WHOLE: &[&str] = &["phrase", "weak-phrase", "state", "guest", "noun"];

/// The first word of a key: a hyphenated word is a key of two.
fn first_word(key: &str) -> &str {
    key.split(' ').next().unwrap_or(key)
}

fn last_word(key: &str) -> &str {
    key.rsplit(' ').next().unwrap_or(key)
}

fn joined(keys: &[impl AsRef<str>]) -> String {
    match keys {
        [one] => one.as_ref().to_owned(),
        _ => keys.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" "),
    }
}

fn entries(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| {
        let (phrase, class) = line.split_once('\t').unwrap_or((line, ""));
        (phrase.trim(), class.split('\t').next().unwrap_or("").trim())
    })
}

impl Lexicon {
    /// Whether every part of a word (`council-appointed`) is ordinary English.
    pub fn is_common(&self, key: &str) -> bool {
        self.common_words.has(key) || (key.contains(' ') && key.split(' ').all(|part| self.common_words.has(part)))
    }

    /// Whether a part of a word is a given name.
    pub fn is_given_name(&self, key: &str) -> bool {
        key.split(' ').any(|part| self.given_names.has(part))
    }

    /// Whether a part of a word is a family name.
    pub fn is_surname(&self, key: &str) -> bool {
        key.split(' ').any(|part| self.surnames.has(part))
    }
}

/// The key of a word or phrase: folded, dots removed.
pub fn key(phrase: &str) -> String {
    if phrase.contains('.') { fold(&phrase.replace('.', "")) } else { fold(phrase) }
}

/// All tables.
#[derive(Debug)]
pub struct Lexicon {
    /// Titles before a name; class: courtesy, academic, peerage, religious, military, office, regional.
    pub honorifics: Table,
    /// Titles that say whose they are; class: female, male.
    pub sexed_titles: Table,
    /// Letters after a name.
    pub postnominals: Table,
    /// Small words inside a name (de, van, al).
    pub particles: Table,
    /// Head nouns of posts (class `post`) and occupations (class `occupation`).
    pub positions: Table,
    /// Words that qualify a post; class `former` for those that say it is over.
    pub position_modifiers: Table,
    /// Words that make a capitalised phrase an organisation; class: body, school, unit, state, media, company.
    pub organisation_heads: Table,
    /// Well-known bodies whose words do not say that they are one; class `ambiguous` where the name is a word too.
    /// Asked by [`Lexicon::body`], since `RT` is a body and `Rt` is not.
    bodies: Table,
    /// Inc, Ltd, e.V.; class `weak` where also a word or an acronym of its own.
    pub legal_forms: Table,
    /// Words that make a capitalised phrase something else: event, law, work, place, product, belief, time.
    pub other_heads: Table,
    /// Forms of verbs of saying and stating; class: plain, loose, speech, weak, stance.
    pub saying: Table,
    /// Forms and phrases of chairing; class: verb, weak, noun, phrase, weak-phrase, state.
    pub chairing: Table,
    /// Forms and phrases of taking part; class: verb, noun, phrase, state, guest.
    pub presence: Table,
    /// Phrases that open a list of speakers.
    pub speaker_lists: Table,
    /// Phrases that open a row of bodies in running text.
    pub body_lists: Table,
    /// Phrases that head a signatory list or a signature; class: list, sign-off, individual-section, organisation-section.
    pub list_openers: Table,
    /// Words that tell who stands in a list; class: signs, signed, counted, attends, idle.
    pub list_words: Table,
    /// Heads of the columns of a list; class: name, given, family, post, body, place, aside, filler.
    pub table_heads: Table,
    /// Words of posts that open names of schools and houses, too.
    pub namesakes: Table,
    /// Phrases that open an address; class: salutation, address, title, copy.
    pub salutations: Table,
    /// Lines of site furniture; class: furniture, sources, contact, notes.
    pub furniture: Table,
    /// Months with their number, and weekdays.
    pub calendar: Table,
    /// Countries, their short names and demonyms; class: state, demonym.
    pub states: Table,
    /// Regions, provinces, cities; class `ambiguous` where also a person's name.
    pub places: Table,
    /// Beliefs, languages, subjects, products: capitalised, but neither person nor organisation.
    pub topics: Table,
    /// Ordinary English words in lower case.
    pub common_words: Words,
    /// Given names; class `common` where also an ordinary word.
    pub given_names: Words,
    /// Family names; class `common` where also an ordinary word.
    pub surnames: Words,
}

macro_rules! table {
    ($file:literal) => {
        include_str!(concat!("../data/lexicon/en/", $file))
    };
}

macro_rules! regions {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../data/lexicon/en/names/", $name, ".txt")))),*]
    };
}

/// The tables of names by region: what a region is called, and its text.
const REGIONS: &[(&str, &str)] = regions![
    "persian",
    "afghan-kurdish-tajik",
    "arabic",
    "turkish-azerbaijani",
    "central-asian",
    "caucasian",
    "east-slavic",
    "south-slavic",
    "west-slavic",
    "baltic",
    "hungarian-romanian-albanian",
    "greek",
    "israeli",
    "south-asian",
    "east-asian",
    "korean",
    "vietnamese",
    "southeast-asian",
    "african",
    "hispanic-portuguese",
    "nordic",
];

fn regions() -> Vec<&'static str> {
    REGIONS.iter().map(|(_, text)| *text).collect()
}

impl Lexicon {
    /// The tables that come with the program, parsed once.
    pub fn built_in() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
            honorifics: Table::parse(table!("honorifics.txt")),
            sexed_titles: second_column(table!("honorifics.txt")),
            postnominals: Table::parse(table!("postnominals.txt")),
            particles: Table::parse(table!("particles.txt")),
            positions: Table::parse(table!("positions.txt")),
            position_modifiers: Table::parse(table!("position-modifiers.txt")),
            organisation_heads: Table::parse(table!("organisation-heads.txt")),
            bodies: bodies(table!("bodies.txt")),
            legal_forms: Table::parse(table!("legal-forms.txt")),
            other_heads: Table::parse(table!("other-heads.txt")),
            saying: Table::parse_forms(table!("saying.txt")),
            chairing: Table::parse_forms(table!("chairing.txt")),
            presence: Table::parse_forms(table!("presence.txt")),
            speaker_lists: Table::parse(table!("speaker-lists.txt")),
            body_lists: Table::parse(table!("body-lists.txt")),
            list_openers: Table::parse(table!("list-openers.txt")),
            list_words: Table::parse(table!("list-words.txt")),
            table_heads: Table::parse(table!("table-heads.txt")),
            namesakes: Table::parse(table!("namesakes.txt")),
            salutations: Table::parse(table!("salutations.txt")),
            furniture: Table::parse(table!("furniture.txt")),
            calendar: calendar(),
            states: states(table!("states.txt")),
            places: Table::parse(table!("places.txt")),
            topics: Table::parse(table!("topics.txt")),
            common_words: Words::whole(table!("common-words.txt")),
            given_names: Words::open(Role::Given, table!("names/given.txt"), &regions()),
            surnames: Words::open(Role::Family, table!("names/family.txt"), &regions()),
        });
        &LEXICON
    }
}

/// Months (class: their number) and weekdays (class `weekday`).
fn calendar() -> Table {
    let mut table = Table::default();
    for (forms, number) in entries(table!("months.txt")) {
        forms.split_whitespace().for_each(|form| table.insert(key(form), number));
    }
    for (forms, _) in entries(table!("weekdays.txt")) {
        forms.split_whitespace().for_each(|form| table.insert(key(form), "weekday"));
    }
    table
}

/// `phrase TAB class TAB more`: the phrases that have more, with it as their class.
fn second_column(source: &'static str) -> Table {
    let mut table = Table::default();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        if let (Some(phrase), Some(more)) = (columns.next(), columns.nth(1)) {
            table.insert(key(phrase), more);
        }
    }
    table
}

/// `name TAB class TAB ambiguous`.
fn bodies(source: &'static str) -> Table {
    let mut table = Table::default();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (name, class) = (columns.next().unwrap_or(""), columns.next().unwrap_or("other"));
        let class = columns.next().unwrap_or(class);
        let capitals = !name.chars().any(char::is_lowercase);
        table.insert(if capitals { format!("{CAPITALS}{}", key(name)) } else { key(name) }, class);
    }
    table
}

/// What stands before the key of a body that is written in capitals only.
const CAPITALS: &str = "capitals ";

/// A label of more words is a sentence.
const LABEL: usize = 4;

impl Lexicon {
    /// What stands before the colon of a line, where it tells what the names behind it do: "Speakers: …", "Panel chair: …".
    pub fn label<'a>(&self, line: &'a str) -> Option<&'a str> {
        let (label, _) = line.split_once(": ")?;
        let keys: Vec<String> = label.split_whitespace().map(key).collect();
        let tables = [&self.speaker_lists, &self.chairing, &self.presence];
        let told = keys.len() <= LABEL && tables.iter().any(|table| table.longest_before(&keys).is_some());
        told.then_some(label)
    }

    /// Whether a well-known body's name begins with this key.
    pub fn opens_body(&self, key: &str) -> bool {
        self.bodies.opens(key)
    }

    /// The longest name of a well-known body that starts at the first of these keys: how many keys it takes.
    pub fn longest_body(&self, keys: &[impl AsRef<str>]) -> Option<(usize, &'static str)> {
        self.bodies.longest_at(keys)
    }

    /// The class of a well-known body with this key, written like this.
    pub fn body(&self, key: &str, written: &str) -> Option<&'static str> {
        let capitals = || self.bodies.class(&format!("{CAPITALS}{key}"));
        self.bodies.class(key).or_else(|| if written.chars().any(char::is_lowercase) { None } else { capitals() })
    }
}

/// `name TAB other names TAB demonyms`, the last two joined by `|`.
fn states(source: &'static str) -> Table {
    let mut table = Table::default();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        table.insert(key(columns.next().unwrap_or("")), "state");
        columns.next().unwrap_or("").split('|').for_each(|name| table.insert(key(name), "state"));
        columns.next().unwrap_or("").split('|').for_each(|name| table.insert(key(name), "demonym"));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_entry_wins_and_dots_do_not_matter() {
        let lexicon = Lexicon::built_in();
        let keys: Vec<String> = ["Rt.", "Hon.", "Sir", "Gwilym"].iter().map(|word| key(word)).collect();
        assert_eq!(lexicon.honorifics.longest_at(&keys).map(|(n, _)| n), Some(2));
        assert_eq!(key("Ph.D."), "phd");
        assert_eq!(lexicon.calendar.class("october"), Some("10"));
        assert_eq!(lexicon.states.class("iranian"), Some("demonym"));
    }
}
