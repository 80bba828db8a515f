//! What makes a found name and an annotated one equal. Of its own, and not the fold that merging uses: a figure must
//! not move because the tool's idea of equal does.

use crate::model::Kind;
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// Titles and honorifics, folded.
const BEFORE: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "doctor",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "baroness",
    "baron",
    "rt",
    "hon",
    "right",
    "honourable",
    "honorable",
    "the",
    "rev",
    "reverend",
    "fr",
    "father",
    "bishop",
    "archbishop",
    "rabbi",
    "imam",
    "sheikh",
    "ayatollah",
    "hojatoleslam",
    "mufti",
    "maulana",
    "allama",
    "pir",
    "alhaj",
    "shri",
    "smt",
    "vaidya",
    "eng",
    "ambassador",
    "amb",
    "senator",
    "sen",
    "rep",
    "congressman",
    "congresswoman",
    "president",
    "chancellor",
    "judge",
    "justice",
    "general",
    "gen",
    "colonel",
    "col",
    "major",
    "captain",
    "brigadier",
    "he",
    "hh",
    "h.e.",
    "msgr",
    "md",
    "retd",
    "ret",
    "mp",
    "mep",
    "minister",
    "secretary",
];
/// Post-nominals and the like, folded.
const AFTER: &[&str] = &[
    "jr", "sr", "ii", "iii", "phd", "ph.d.", "md", "m.d.", "j.d.", "jd", "mp", "mep", "qc", "kc", "hon", "esq", "obe",
    "mbe", "cbe", "ao", "frs", "msp", "mla", "td", "dds", "msc", "bsc", "rn", "llm", "llb", "ret", "retd",
];

/// Lower case, without accents, possessives and punctuation; words parted by single spaces.
pub fn fold(text: &str) -> String {
    static POSSESSIVE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[’'`ʼ‘]s\b"));
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\p{L}\p{N}]+"));
    let bare = text.nfkd().filter(|c| canonical_combining_class(*c) == 0);
    let lower: String = bare.flat_map(char::to_lowercase).collect();
    // Case folding goes two letters further than lower case.
    let folded = lower.replace('ß', "ss").replace('ς', "σ");
    let folded = POSSESSIVE.replace_all(&folded, "");
    BETWEEN.replace_all(&folded, " ").trim().to_owned()
}

/// The folded name without titles and post-nominals (a person) or without "the" (an organisation).
pub fn key(name: &str, kind: Kind) -> String {
    static EXCELLENCY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^h e\b"));
    static DEGREE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(ph|m|j) d$"));
    let folded = fold(name);
    let folded = EXCELLENCY.replace(&folded, "h.e.");
    let folded = DEGREE.replace(&folded, "$1.d.");
    let (before, after): (&[&str], &[&str]) =
        if kind == Kind::Organisation { (&["the"], &[]) } else { (BEFORE, AFTER) };
    let mut words: &[&str] = &folded.split(' ').collect::<Vec<_>>();
    while let [first, rest @ ..] = words
        && !rest.is_empty()
        && before.contains(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && after.contains(last)
    {
        words = rest;
    }
    words.join(" ")
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of this file are valid")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_possessives_and_punctuation_fold_away() {
        assert_eq!(fold("Łucja Ó’Braonáin's  “Straße”"), "łucja o braonain strasse");
        assert_eq!(fold("St_Mary's—Quay"), "st mary quay");
        assert_eq!(fold("ΛΌΓΟΣ"), "λογοσ");
    }

    #[test]
    fn titles_and_post_nominals_are_not_in_the_key_of_a_person() {
        assert_eq!(key("The Rt Hon. Mara Ostrander QC, MP", Kind::Person), "mara ostrander");
        assert_eq!(key("H.E. Mara Ostrander, Ph.D.", Kind::Person), "mara ostrander");
        assert_eq!(key("Lord", Kind::Person), "lord", "a name never empties");
    }

    #[test]
    fn an_organisation_loses_its_article_alone() {
        assert_eq!(key("The General Hospital MD", Kind::Organisation), "general hospital md");
    }
}
