//! The name to show, and the id made of it.

use super::pool::Item;
use crate::model::{Entity, Kind, Text};
use crate::names::fold::fold;
use crate::names::key::{is_acronym, key};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Longest slug; ids stand in every row.
const SLUG: usize = 60;

/// Words that keep their small letter inside a title.
const SMALL_WORDS: &[&str] = &[
    "a", "and", "at", "bin", "da", "de", "del", "der", "des", "di", "du", "el", "for", "ibn", "in", "la", "of", "on",
    "the", "to", "van", "von",
];

/// The fullest form of a group, of these one without titles, article or legal form, of these the most frequent; one in
/// mixed case before one in capitals.
pub fn label(items: &[Item], group: &[usize]) -> Text {
    let mut times: BTreeMap<&Text, u32> = BTreeMap::new();
    for item in group.iter().map(|item| &items[*item]) {
        let written = item.chain.names.iter().filter(|(name, _)| *name == item.chain.name);
        *times.entry(&item.chain.name).or_default() += written.map(|(_, times)| times).sum::<u32>().max(1);
    }
    let kind = items[group[0]].chain.kind;
    // Most groups have one name: it need not be weighed.
    let several = times.len() > 1;
    let best = times.into_iter().max_by_key(|(name, times)| {
        several.then(|| {
            let key = key(kind, name);
            let plain = key == fold(name);
            (!is_shouted(kind, name), key.split(' ').count(), plain, *times, name.chars().count(), Reverse(*name))
        })
    });
    let (name, _) = best.expect("a group is never empty");
    if is_shouted(kind, name) { title_case(name).into() } else { name.clone() }
}

/// Gives every entity an id that hangs on its label alone, and on its first document where another has the same.
pub fn give_ids(groups: &mut [(Entity, Vec<usize>)], items: &[Item]) {
    let mut slugs: BTreeMap<Text, u32> = BTreeMap::new();
    for (entity, _) in groups.iter_mut() {
        entity.id = plain_id(entity.kind, &slug(&entity.label)).into();
        *slugs.entry(entity.id.clone()).or_default() += 1;
    }
    let mut taken: BTreeSet<Text> = slugs.iter().filter(|(_, uses)| **uses == 1).map(|(id, _)| id.clone()).collect();
    // Items are sorted by document, so that the order of groups of one slug does not hang on the order of files.
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|at| groups[*at].1.iter().min().copied());
    for at in order {
        let (entity, group) = &mut groups[at];
        if slugs[&entity.id] == 1 && entity.id.len() > 2 {
            continue;
        }
        let first = &items[*group.iter().min().expect("a group is never empty")];
        let hash = hash(first.document, &first.chain.name);
        let joint = if entity.id.len() > 2 { "-" } else { "" };
        let base = format!("{}{joint}{hash}", entity.id);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        entity.id = std::iter::once(base.clone())
            .chain(numbered)
            .map(Text::from)
            .find(|id| taken.insert(id.clone()))
            .expect("numbers do not end");
    }
}

fn plain_id(kind: Kind, slug: &str) -> String {
    let prefix = if kind == Kind::Person { "p" } else { "o" };
    format!("{prefix}-{slug}")
}

/// Lower-case ASCII letters and digits, words parted by single hyphens, at most [`SLUG`] long; empty for other scripts.
fn slug(label: &str) -> String {
    let folded = fold(label);
    let ascii: String = folded.chars().filter(|c| c.is_ascii_alphanumeric() || *c == ' ').collect();
    let words: Vec<&str> = ascii.split_whitespace().collect();
    let mut slug = words.join("-");
    slug.truncate(SLUG);
    slug.trim_end_matches('-').to_owned()
}

/// Six hexadecimal digits of where an entity is met first.
fn hash(document: &str, name: &str) -> String {
    let digest = Sha256::digest(format!("{document}\n{name}"));
    digest.iter().take(3).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a name is written in capitals that are not its own, as an acronym's are.
fn is_shouted(kind: Kind, name: &str) -> bool {
    let cased = || name.chars().filter(|c| c.is_lowercase() || c.is_uppercase());
    let capitals = cased().count() > 1 && cased().all(char::is_uppercase);
    capitals && (kind == Kind::Person || !is_acronym(name))
}

fn title_case(name: &str) -> String {
    let words = name.split_whitespace().enumerate().map(|(at, word)| {
        let small = word.to_lowercase();
        if at > 0 && SMALL_WORDS.contains(&small.as_str()) { small } else { capitalised(&small) }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A capital after every hyphen, apostrophe, full stop and at the start.
fn capitalised(word: &str) -> String {
    let mut after_letter = false;
    let mut capitalised = String::with_capacity(word.len());
    for c in word.chars() {
        if after_letter {
            capitalised.push(c);
        } else {
            capitalised.extend(c.to_uppercase());
        }
        after_letter = c.is_alphanumeric();
    }
    capitalised
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_short_ascii() {
        assert_eq!(slug("Ána-Sofía O'Brien"), "ana-sofia-obrien");
        assert_eq!(slug("杨淇"), "");
        assert!(slug(&"word ".repeat(30)).len() <= SLUG && !slug(&"word ".repeat(30)).ends_with('-'));
    }

    #[test]
    fn capitals_become_names() {
        assert_eq!(title_case("ANA-SOFÍA O'BRIEN VAN DYKE"), "Ana-Sofía O'Brien van Dyke");
        assert!(is_shouted(Kind::Person, "KERN") && !is_shouted(Kind::Organisation, "UN"));
        assert!(!is_shouted(Kind::Person, "杨淇") && is_shouted(Kind::Organisation, "REED TRUST"));
    }
}
