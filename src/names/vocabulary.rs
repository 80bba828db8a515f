//! What is known of organisations' names: aliases, words that say the same, states and their people.

use super::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words of the longest alias that is replaced inside a name.
const LONGEST: usize = 6;

/// The tables, folded.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// A folded name of a body to the name that is compared.
    aliases: HashMap<String, String>,
    /// A folded word to the word that is compared.
    words: HashMap<String, String>,
    /// A folded name of a state or of its people to the state.
    places: HashMap<String, String>,
}

impl Vocabulary {
    /// The tables that come with the program, parsed once.
    pub fn built_in() -> &'static Vocabulary {
        static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary {
            aliases: lines(include_str!("../../data/lexicon/names/aliases.txt")),
            words: lines(include_str!("../../data/lexicon/names/body-words.txt")),
            places: states(include_str!("../../data/lexicon/en/states.txt")),
        });
        &VOCABULARY
    }

    /// The same with further aliases laid over: each row the names of one body, the first of them the one compared.
    pub fn with_aliases(&self, rows: &[Vec<String>]) -> Vocabulary {
        let mut vocabulary = self.clone();
        for row in rows {
            let Some(first) = row.first().map(|name| fold(name)) else { continue };
            // What the built-in table says of the first name goes on to hold.
            let target = vocabulary.aliases.get(&first).cloned().unwrap_or(first);
            for name in row {
                vocabulary.aliases.insert(fold(name), target.clone());
            }
        }
        vocabulary
    }

    /// What a whole folded name is compared as, where the table knows it.
    pub fn whole(&self, folded: &str) -> Option<&str> {
        self.aliases.get(folded).map(String::as_str)
    }

    /// The words with every known body among them written as the table has it, the longest first.
    pub fn replaced(&self, words: &[String]) -> Vec<String> {
        let mut replaced = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = (1..=LONGEST.min(words.len() - at)).rev();
            let known =
                longest.filter_map(|count| Some((count, self.aliases.get(&words[at..at + count].join(" "))?))).next();
            match known.filter(|(count, _)| *count < words.len()) {
                Some((count, name)) => {
                    replaced.extend(name.split(' ').map(str::to_owned));
                    at += count;
                }
                None => {
                    replaced.push(words[at].clone());
                    at += 1;
                }
            }
        }
        replaced
    }

    /// What a folded word is compared as.
    pub fn word<'a>(&'a self, folded: &'a str) -> &'a str {
        self.words.get(folded).map_or(folded, String::as_str)
    }

    /// The state that the first of these words name, or their people, and how many words that takes.
    pub fn place_at(&self, words: &[String]) -> (Option<&str>, usize) {
        for count in (1..=4.min(words.len())).rev() {
            if let Some(place) = self.places.get(&words[..count].join(" ")) {
                return (Some(place), count);
            }
        }
        (None, 0)
    }
}

fn entries(source: &'static str) -> impl Iterator<Item = &'static str> {
    source.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Lines of forms parted by commas: each form to the first.
fn lines(source: &'static str) -> HashMap<String, String> {
    let mut forms = HashMap::new();
    for line in entries(source) {
        let first = line.split(", ").next().map(fold).unwrap_or_default();
        for form in line.split(", ") {
            forms.entry(fold(form)).or_insert_with(|| first.clone());
        }
    }
    forms
}

/// Lines of a state, its other names and its people.
fn states(source: &'static str) -> HashMap<String, String> {
    let mut places = HashMap::new();
    for line in entries(source) {
        let mut columns = line.split('\t');
        let state = columns.next().map(fold).unwrap_or_default();
        places.insert(state.clone(), state.clone());
        for name in columns.flat_map(|column| column.split('|')).map(fold).filter(|name| !name.is_empty()) {
            places.entry(name).or_insert_with(|| state.clone());
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_analysts_alias_holds() {
        let rows = [vec!["Lantern Reed Trust".to_owned(), "LRT".to_owned()]];
        let vocabulary = Vocabulary::built_in().with_aliases(&rows);
        assert_eq!(vocabulary.whole("lrt"), Some("lantern reed trust"));
        assert_eq!(Vocabulary::built_in().whole("lrt"), None);
    }
}
