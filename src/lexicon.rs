//! `data/lexicon`, compiled in: what a linguist can know and mend.

use crate::names::fold::fold_undotted;
use quick::QuickMap;
use sources::{bodies, calendar, entries, second_column, states};
use std::borrow::Cow;
use std::sync::LazyLock;

mod book;
pub mod quick;
mod sources;
mod words;
use book::Index;
pub use book::{Book, Fact, Vocabulary, Word};
pub use words::Words;

/// One table: phrases, each with its class.
///
/// Keys are folded (`names::fold`) with dots removed, so `Rt. Hon.` is found as `rt hon`.
#[derive(Debug, Default)]
pub struct Table {
    /// Phrases, and the first and last words of phrases: one look tells all of a word, and most words are none.
    words: QuickMap<Cow<'static, str>, Entry>,
}

/// What a table says of a phrase.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// Its class, where it is an entry of its own.
    class: Option<&'static str>,
    /// How many words the longest entry of several words has that it opens; 0 for none.
    opens: usize,
    /// The same of entries that it closes.
    closes: usize,
}

impl Table {
    /// Parses `phrase TAB class` lines; without a class the class is empty. `#` starts a comment line.
    fn parse(source: &'static str) -> Table {
        let mut table = Table::default();
        for (phrase, class) in entries(source) {
            table.insert(key_of(phrase), class);
        }
        table
    }

    /// Parses lines that hold all forms of one word, parted by spaces; nouns and phrases are whole lines.
    fn parse_forms(source: &'static str) -> Table {
        let mut table = Table::default();
        for (forms, class) in entries(source) {
            if WHOLE.contains(&class) {
                table.insert(key_of(forms), class);
            } else {
                forms.split_whitespace().for_each(|form| table.insert(key_of(form), class));
            }
        }
        table
    }

    fn insert(&mut self, key: Cow<'static, str>, class: &'static str) {
        if key.is_empty() {
            return;
        }
        let words = key.split(' ').count();
        if words > 1 {
            // A part of a key in the source is no copy either.
            let part = |of: fn(&str) -> &str| match &key {
                Cow::Borrowed(key) => Cow::Borrowed(of(key)),
                Cow::Owned(key) => Cow::Owned(of(key).to_owned()),
            };
            let opens = &mut self.words.entry(part(first_word)).or_default().opens;
            *opens = words.max(*opens);
            let closes = &mut self.words.entry(part(last_word)).or_default().closes;
            *closes = words.max(*closes);
        }
        self.words.entry(key).or_default().class.get_or_insert(class);
    }

    /// The class of a phrase that is already a key.
    pub fn class(&self, key: &str) -> Option<&'static str> {
        self.words.get(key)?.class
    }

    /// Whether this is one of the classes of a phrase that is already a key, in tables that part classes with commas.
    pub fn is(&self, key: &str, class: &str) -> bool {
        self.class(key).is_some_and(|classes| classes.split(',').any(|one| one == class))
    }

    /// Whether a phrase that is already a key stands here.
    pub fn has(&self, key: &str) -> bool {
        self.class(key).is_some()
    }

    /// The class of a phrase as it is written; most lines of a text are no entry, which their first word tells.
    pub fn line(&self, written: &str) -> Option<&'static str> {
        let mut words = written.split_whitespace().map(key).filter(|word| !word.is_empty());
        let first = words.next()?;
        let entry = self.words.get(first_word(&first))?;
        match words.next().is_none() {
            true => self.class(&first),
            false if entry.opens > 0 => self.class(&key(written)),
            false => None,
        }
    }

    /// Whether an entry begins with the first word of this key.
    pub fn opens(&self, key: &str) -> bool {
        self.words.get(first_word(key)).is_some_and(|entry| entry.opens > 0)
    }

    /// The longest entry that starts at the first of these keys: how many keys it takes, and its class.
    pub fn longest_at(&self, keys: &[impl AsRef<str>]) -> Option<(usize, &'static str)> {
        let first = keys.first()?.as_ref();
        let entry = self.words.get(first);
        let opening = first_word(first);
        let most = if opening.len() == first.len() { entry } else { self.words.get(opening) };
        let most = most.map_or(0, |entry| entry.opens).min(keys.len());
        if most > 1 {
            let mut phrase = joined(&keys[..most]);
            for n in (2..=most).rev() {
                if let Some(class) = self.class(&phrase) {
                    return Some((n, class));
                }
                phrase.truncate(phrase.len() - keys[n - 1].as_ref().len() - 1);
            }
        }
        Some((1, entry?.class?))
    }

    /// The longest entry that ends with the last of these keys: how many keys it takes, and its class.
    pub fn longest_before(&self, keys: &[impl AsRef<str>]) -> Option<(usize, &'static str)> {
        let last = keys.last()?.as_ref();
        let entry = self.words.get(last);
        let closing = last_word(last);
        let most = if closing.len() == last.len() { entry } else { self.words.get(closing) };
        let most = most.map_or(0, |entry| entry.closes).min(keys.len());
        if most > 1 {
            let keys = &keys[keys.len() - most..];
            let phrase = joined(keys);
            let mut rest = phrase.as_str();
            for (dropped, key) in keys[..most - 1].iter().enumerate() {
                if let Some(class) = self.class(rest) {
                    return Some((most - dropped, class));
                }
                rest = &rest[key.as_ref().len() + 1..];
            }
        }
        Some((1, entry?.class?))
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
    let mut phrase = String::with_capacity(64);
    for (i, key) in keys.iter().enumerate() {
        phrase.push_str(if i > 0 { " " } else { "" });
        phrase.push_str(key.as_ref());
    }
    phrase
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
    fold_undotted(phrase)
}

/// The key of a phrase in a table: nearly all are written as keys.
fn key_of(phrase: &'static str) -> Cow<'static, str> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b' ';
    match phrase.bytes().all(plain) && !phrase.contains("  ") {
        true => Cow::Borrowed(phrase),
        false => Cow::Owned(key(&phrase.replace('_', " "))),
    }
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
    /// Posts that are held for a subject; class: any, for.
    pub portfolios: Table,
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
    /// Words at which names of bodies begin and end; classes: begins, opens, ends, on, for, and, within, group.
    pub edges: Table,
    /// Words of names that are easily taken for those of bodies; class: venue, attendees, honour, body, headline, post,
    /// state, kept, day.
    pub misread: Table,
    /// Posts and titles by what stands beside them; classes: academic, body, leads, otherwise, person.
    pub held_posts: Table,
    /// Words of headings of minutes; class: meeting, kind, draft.
    pub meetings: Table,
    /// Where people are found: what stands before a handle or an address.
    pub networks: Table,
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
    /// Words of which headings of sessions are made; class: noun, order, item, part.
    pub sessions: Table,
    /// Months with their number, and weekdays.
    pub calendar: Table,
    /// Countries, their short names and demonyms; class: state, demonym.
    pub states: Table,
    /// Regions, provinces, cities; class `ambiguous` where also a person's name.
    pub places: Table,
    /// Universities that sit in several towns.
    pub campuses: Table,
    /// Beliefs, languages, subjects, products: capitalised, but neither person nor organisation.
    pub topics: Table,
    /// Ordinary English words in lower case.
    pub common_words: Words,
    /// Given names; class `common` where also an ordinary word.
    pub given_names: Words,
    /// Family names; class `common` where also an ordinary word.
    pub surnames: Words,
    /// What the small tables say of a word, all in one.
    index: Index,
}

macro_rules! table {
    ($file:literal) => {
        include_str!(concat!("../data/lexicon/en/", $file))
    };
}

/// A table that the build script has packed.
macro_rules! packed {
    ($name:literal) => {
        Words::packed(
            include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".slots")),
            include_str!(concat!(env!("OUT_DIR"), "/", $name, ".txt")),
        )
    };
}

impl Lexicon {
    /// The tables that come with the program, parsed once.
    pub fn built_in() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
            let lexicon = Lexicon::parsed();
            Lexicon { index: Index::of(&lexicon), ..lexicon }
        });
        &LEXICON
    }

    fn parsed() -> Lexicon {
        Lexicon {
            honorifics: Table::parse(table!("honorifics.txt")),
            sexed_titles: second_column(table!("honorifics.txt")),
            postnominals: Table::parse(table!("postnominals.txt")),
            particles: Table::parse(table!("particles.txt")),
            positions: Table::parse(table!("positions.txt")),
            portfolios: Table::parse(table!("portfolios.txt")),
            position_modifiers: Table::parse(table!("position-modifiers.txt")),
            organisation_heads: Table::parse(table!("organisation-heads.txt")),
            bodies: bodies(table!("bodies.txt")),
            legal_forms: Table::parse(table!("legal-forms.txt")),
            other_heads: Table::parse(table!("other-heads.txt")),
            edges: Table::parse(table!("edges.txt")),
            misread: Table::parse(table!("misread.txt")),
            held_posts: Table::parse(table!("held-posts.txt")),
            meetings: Table::parse(table!("meetings.txt")),
            networks: Table::parse(table!("networks.txt")),
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
            sessions: Table::parse(table!("sessions.txt")),
            calendar: calendar(),
            states: states(table!("states.txt")),
            places: Table::parse(table!("places.txt")),
            campuses: Table::parse(table!("campuses.txt")),
            topics: Table::parse(table!("topics.txt")),
            common_words: packed!("common"),
            given_names: packed!("given"),
            surnames: packed!("family"),
            index: Index::default(),
        }
    }
}

/// What stands before the key of a body that is written in capitals only.
const CAPITALS: &str = "capitals ";

/// A label of more words is a sentence.
const LABEL: usize = 4;

impl Lexicon {
    /// What stands before the colon of a line, where it tells what the names behind it do: "Speakers: …", "Panel chair: …".
    pub fn label<'a>(&self, line: &'a str) -> Option<&'a str> {
        let (label, _) = line.contains(':').then(|| line.split_once(": ")).flatten()?;
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
