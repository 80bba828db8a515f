//! The key of a name: two names of one kind with the same key are equal for merging.

use super::disguise::undisguised;
use super::fold::fold;
use super::titles::without_titles;
use crate::lexicon::Lexicon;
use crate::model::Kind;

/// Words of the longest legal form.
const LONGEST_FORM: usize = 7;

/// The name folded, without what stands in front or behind and says nothing about who it is: titles of people; "the",
/// legal forms and the dots of an acronym of organisations; `&` is "and".
///
/// A name whose letters only look like those of another has a key of its own: the two are not equal.
pub fn key(kind: Kind, name: &str) -> String {
    if undisguised(name).is_some() {
        return name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    }
    match kind {
        Kind::Person => without_titles(&fold(name)).to_owned(),
        Kind::Organisation | Kind::Place | Kind::Other => organisation(name),
    }
}

/// Whether a person's name is one word, as a surname by itself is. A Chinese, Japanese or Korean name is whole
/// without a space.
pub fn is_bare(kind: Kind, name: &str) -> bool {
    kind == Kind::Person && is_one_word(&key(kind, name), name)
}

/// The same of a person whose key is known.
pub fn is_one_word(key: &str, name: &str) -> bool {
    !key.contains(' ') && !name.chars().any(is_east_asian)
}

/// Whether a name is the initials of an organisation: one word of two letters or more, all capitals (`UN`, `U.N.`).
pub fn is_acronym(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 2
        && letters().all(char::is_uppercase)
        && !name.trim().contains(char::is_whitespace)
        && name.chars().count() <= 12
}

fn organisation(name: &str) -> String {
    let folded = join_initials(&fold(&name.replace('&', " and ")));
    let rest = folded.strip_prefix("the ").unwrap_or(&folded);
    without_legal_forms(rest).to_owned()
}

/// A folded name without the legal forms behind it, as long as a word remains.
fn without_legal_forms(folded: &str) -> &str {
    let forms = &Lexicon::built_in().legal_forms;
    let words: Vec<&str> = folded.split(' ').collect();
    if forms.longest_before(&words).is_none() {
        return folded;
    }
    let longest = (1..=LONGEST_FORM.min(words.len() - 1)).rev();
    for count in longest {
        let form = words[words.len() - count..].join(" ");
        if forms.class(&form) == Some("") {
            return without_legal_forms(folded[..folded.len() - form.len()].trim_end());
        }
    }
    folded
}

/// `u n security council` to `un security council`: letters by themselves are the initials of one word.
pub fn join_initials(folded: &str) -> String {
    let mut joined = String::with_capacity(folded.len());
    let mut after_initial = false;
    for word in folded.split(' ') {
        let initial = word.chars().count() == 1;
        let goes_on = initial && after_initial;
        if !joined.is_empty() && !goes_on {
            joined.push(' ');
        }
        joined.push_str(word);
        after_initial = initial;
    }
    joined
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisations_are_equal_without_article_and_legal_form() {
        let key = |name| key(Kind::Organisation, name);
        assert_eq!(key("The Lantern & Reed Trust Ltd."), key("Lantern and Reed Trust"));
        assert_eq!(key("Corvane S.A."), key("CORVANE"));
        assert_eq!(key("U.N."), key("UN"));
        assert_eq!(key("Ltd"), "ltd");
        assert_ne!(key("Lantern Trust"), key("Lantern Fund"));
    }

    #[test]
    fn people_are_equal_without_titles() {
        let key = |name| key(Kind::Person, name);
        assert_eq!(key("Dr. Ána Solé"), key("ana sole"));
        assert_ne!(key("Baroness Verma"), key("Verma"));
    }

    #[test]
    fn one_word_is_bare_but_not_in_chinese() {
        assert!(is_bare(Kind::Person, "Verma"));
        assert!(is_bare(Kind::Person, "حسن"));
        assert!(!is_bare(Kind::Person, "杨淇"));
        assert!(!is_bare(Kind::Person, "Baroness Verma"));
        assert!(!is_bare(Kind::Organisation, "Corvane"));
    }

    #[test]
    fn acronyms_are_one_word_of_capitals() {
        assert!(is_acronym("UN") && is_acronym("U.N.") && is_acronym("G7X"));
        assert!(!is_acronym("Un") && !is_acronym("U") && !is_acronym("UN WOMEN"));
    }
}
