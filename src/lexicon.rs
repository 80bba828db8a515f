//! `data/lexicon`, compiled in: what a linguist can know and mend.

use crate::model::Text;
use crate::names::fold::fold_undotted;
use memchr::memchr;
use sources::{bodies, calendar, parties, second_column, states};
use std::borrow::Cow;
use std::sync::LazyLock;

mod book;
mod phrases;
pub mod quick;
pub mod sentences;
mod sources;
mod table;
pub mod vocabulary;
mod words;
use book::Index;
pub use book::{Book, Fact, Facts, Glossary, Word};
pub use phrases::Question;
pub use table::Table;
use words::Words;
pub use words::{Part, Role};

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
pub fn key(phrase: &str) -> Text {
    fold_undotted(phrase)
}

/// The key of a phrase in a table: nearly all are written as keys.
fn key_of(phrase: &'static str) -> Cow<'static, str> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b' ';
    match phrase.bytes().all(plain) && !phrase.contains("  ") {
        true => Cow::Borrowed(phrase),
        false => Cow::Owned(key(&phrase.replace('_', " ")).into()),
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
    /// Those of them that are political parties.
    pub parties: Table,
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
    /// Prepositions that govern a name.
    pub prepositions: Table,
    /// Beliefs, languages, subjects, products: capitalised, but neither person nor organisation.
    pub topics: Table,
    /// Ordinary English words in lower case.
    pub common_words: Part,
    /// Given names; class `common` where also an ordinary word.
    pub given_names: Part,
    /// Family names; class `common` where also an ordinary word.
    pub surnames: Part,
    /// What the small tables say of a word, all in one.
    index: Index,
}

macro_rules! table {
    ($file:literal) => {
        include_str!(concat!("../data/lexicon/en/", $file))
    };
}

/// The great tables, which the build script has packed into one.
static WORDS: Words = Words::packed(
    include_bytes!(concat!(env!("OUT_DIR"), "/words.slots")),
    include_str!(concat!(env!("OUT_DIR"), "/words.txt")),
);

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
            parties: parties(table!("bodies.txt")),
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
            prepositions: Table::parse(table!("prepositions.txt")),
            topics: Table::parse(table!("topics.txt")),
            common_words: Part::of(WORDS.clone(), Role::Common),
            given_names: Part::of(WORDS.clone(), Role::Given),
            surnames: Part::of(WORDS.clone(), Role::Family),
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
        let (label, _) = memchr(b':', line.as_bytes()).and_then(|_| line.split_once(": "))?;
        let keys: Vec<Text> = label.split_whitespace().map(key).collect();
        let tables = [&self.speaker_lists, &self.chairing, &self.presence];
        let told = keys.len() <= LABEL && tables.iter().any(|table| table.longest_before(&keys).is_some());
        told.then_some(label)
    }

    /// The states that a phrase is the names of: one ("Trinidad and Tobago"), or two with "and" between; else none.
    pub fn states_in<'a>(&self, phrase: &'a str) -> Vec<&'a str> {
        const AND: &str = "and ";
        let is_state = |name: &&str| self.states.class(&key(name)) == Some("state");
        let phrase = phrase.trim_end_matches(['.', ' ']);
        if is_state(&phrase) {
            return vec![phrase];
        }
        let pairs = phrase.match_indices(AND).map(|(at, and)| [phrase[..at].trim(), phrase[at + and.len()..].trim()]);
        pairs.filter(|pair| pair.iter().all(is_state)).map(Vec::from).next().unwrap_or_default()
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
        let keys: Vec<Text> = ["Rt.", "Hon.", "Sir", "Gwilym"].iter().map(|word| key(word)).collect();
        assert_eq!(lexicon.honorifics.longest_at(&keys).map(|(n, _)| n), Some(2));
        assert_eq!(key("Ph.D."), "phd");
        assert_eq!(lexicon.calendar.class("october"), Some("10"));
        assert_eq!(lexicon.states.class("iranian"), Some("demonym"));
    }
}
