//! What a title says: that it is no part of the name, and sometimes whether it names a woman or a man.

use crate::lexicon::{Lexicon, key};
use crate::model::Text;

/// Woman or man, as a title says; most titles do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// Mrs, Baroness …
    Female,
    /// Mr, Lord …
    Male,
}

/// What the titles of a person (and any left in front of the name) say; nothing where they contradict each other.
pub fn sex<'a>(titles: impl IntoIterator<Item = &'a str>, name: &str) -> Option<Sex> {
    let titles: Vec<Text> = titles.into_iter().map(key).collect();
    let name = key(name);
    let words = titles.iter().flat_map(|title| title.split(' ')).chain(name.split(' ').take(1));
    let mut said = words.filter_map(|word| match Lexicon::built_in().sexed_titles.class(word)? {
        "female" => Some(Sex::Female),
        _ => Some(Sex::Male),
    });
    let first = said.next()?;
    said.all(|sex| sex == first).then_some(first)
}

/// A folded name without titles left in front of it, as long as two words remain: `baroness verma` keeps hers.
///
/// What is as often a given name as a title stays.
pub fn without_titles(folded: &str) -> &str {
    let lexicon = Lexicon::built_in();
    let words: Vec<&str> = folded.split(' ').collect();
    let Some((taken, class)) = lexicon.honorifics.longest_at(&words) else { return folded };
    let name = class == "name-or-title" || lexicon.given_names.class(words[0]) == Some("");
    if name || words[0].chars().count() == 1 || words.len() < taken + 2 {
        return folded;
    }
    let title: usize = words[..taken].iter().map(|word| word.len() + 1).sum();
    without_titles(&folded[title..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_go_while_a_name_remains() {
        assert_eq!(without_titles("prof dr ida kern"), "ida kern");
        assert_eq!(without_titles("rt hon ida kern"), "ida kern");
        assert_eq!(without_titles("baroness verma"), "baroness verma");
        assert_eq!(without_titles("ida kern"), "ida kern");
    }

    #[test]
    fn titles_tell_women_from_men() {
        assert_eq!(sex(["Rt Hon", "Mrs."], "Ida Kern"), Some(Sex::Female));
        assert_eq!(sex([], "Lord Kern"), Some(Sex::Male));
        assert_eq!(sex(["Dr"], "Ida Kern"), None);
        assert_eq!(sex(["Mr", "Mrs"], "Kern"), None);
    }
}
