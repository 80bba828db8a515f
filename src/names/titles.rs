//! What a title says: that it is no part of the name, and sometimes whether it names a woman or a man.

use super::fold::fold;

/// Woman or man, as a title says; most titles do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// Mrs, Baroness …
    Female,
    /// Mr, Lord …
    Male,
}

use Sex::{Female, Male};

/// Titles, folded, and what they say.
const TITLES: &[(&str, Option<Sex>)] = &[
    ("baron", Some(Male)),
    ("baroness", Some(Female)),
    ("brother", Some(Male)),
    ("countess", Some(Female)),
    ("dame", Some(Female)),
    ("dr", None),
    ("earl", Some(Male)),
    ("father", Some(Male)),
    ("frau", Some(Female)),
    ("herr", Some(Male)),
    ("hon", None),
    ("lady", Some(Female)),
    ("lord", Some(Male)),
    ("madam", Some(Female)),
    ("madame", Some(Female)),
    ("miss", Some(Female)),
    ("mme", Some(Female)),
    ("monsieur", Some(Male)),
    ("mr", Some(Male)),
    ("mrs", Some(Female)),
    ("ms", Some(Female)),
    ("mx", None),
    ("prof", None),
    ("professor", None),
    ("rev", None),
    ("reverend", None),
    ("senor", Some(Male)),
    ("senora", Some(Female)),
    ("sir", Some(Male)),
    ("sister", Some(Female)),
    ("viscount", Some(Male)),
    ("viscountess", Some(Female)),
];

/// What a folded word says as a title; nothing where it is none.
fn title(word: &str) -> Option<Option<Sex>> {
    TITLES.binary_search_by_key(&word, |(title, _)| title).ok().map(|at| TITLES[at].1)
}

/// What the titles of a person (and any left in front of the name) say; nothing where they contradict each other.
pub fn sex<'a>(titles: impl IntoIterator<Item = &'a str>, name: &str) -> Option<Sex> {
    let folded: Vec<String> = titles.into_iter().map(fold).collect();
    let name = fold(name);
    let words = folded.iter().flat_map(|title| title.split(' ')).chain(name.split(' ').take(1));
    let mut said = words.filter_map(|word| title(word).flatten());
    let first = said.next()?;
    said.all(|sex| sex == first).then_some(first)
}

/// A folded name without titles left in front of it, as long as two words remain: `baroness verma` keeps hers.
pub fn without_titles(folded: &str) -> &str {
    match folded.split_once(' ') {
        Some((first, rest)) if rest.contains(' ') && title(first).is_some() => without_titles(rest),
        _ => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_sorted() {
        assert!(TITLES.is_sorted());
    }

    #[test]
    fn titles_go_while_a_name_remains() {
        assert_eq!(without_titles("prof dr ida kern"), "ida kern");
        assert_eq!(without_titles("baroness verma"), "baroness verma");
        assert_eq!(without_titles("ida kern"), "ida kern");
    }

    #[test]
    fn titles_tell_women_from_men() {
        assert_eq!(sex(["Rt Hon", "Mrs."], "Ida Kern"), Some(Female));
        assert_eq!(sex([], "Lord Kern"), Some(Male));
        assert_eq!(sex(["Dr"], "Ida Kern"), None);
        assert_eq!(sex(["Mr", "Mrs"], "Kern"), None);
    }
}
