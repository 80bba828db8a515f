//! An annotated document: who appears in it, as what, for whom.

use super::key::{self, fold};
use crate::model::Kind;
use serde::Deserialize;
use std::collections::BTreeSet;

/// One annotation file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldDocument {
    /// Everyone in it.
    pub entities: Vec<GoldEntity>,
}

/// One annotated person or organisation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldEntity {
    /// The same in every document: `p:` or `o:` and a slug.
    pub id: String,
    /// Person or organisation.
    pub kind: Kind,
    /// The fullest form.
    pub name: String,
    /// Every other form that is accepted.
    #[serde(default)]
    pub variants: Vec<String>,
    /// Roles asked for.
    pub roles: Vec<String>,
    /// Roles neither asked for nor punished.
    #[serde(default)]
    pub optional_roles: Vec<String>,
    /// For whom.
    #[serde(default)]
    pub affiliations: Vec<GoldAffiliation>,
    /// Whether it is neither asked for nor punished.
    #[serde(default)]
    pub optional: bool,
}

/// One annotated affiliation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldAffiliation {
    /// Id of the organisation, in the same file; none for a post alone.
    #[serde(default)]
    pub org: Option<String>,
    /// Whether it is neither asked for nor punished.
    #[serde(default)]
    pub optional: bool,
}

/// An annotation, its name, and the text that it is about.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// `folder/stem` of its file.
    pub name: String,
    /// What it says.
    pub document: GoldDocument,
    /// The folded text, where it is at hand.
    text: Option<FoldedText>,
}

#[derive(Debug, Clone)]
struct FoldedText {
    run: String,
    words: BTreeSet<String>,
}

impl Annotation {
    /// An annotation named `folder/stem`, with the text it is about, where it is at hand.
    pub fn new(name: String, document: GoldDocument, text: Option<&str>) -> Annotation {
        let text = text.map(fold).map(|folded| FoldedText {
            run: folded.replace(' ', ""),
            words: folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        });
        Annotation { name, document, text }
    }

    /// Whether a surface form can have been read in the text: as a run, or word by word (names cut by columns).
    pub fn holds(&self, form: &str) -> bool {
        let Some(text) = &self.text else { return true };
        let folded = fold(form);
        text.run.contains(&folded.replace(' ', ""))
            || folded.split(' ').filter(|word| !word.is_empty()).all(|word| text.words.contains(word))
    }
}

impl GoldEntity {
    /// The keys of its name and its variants.
    pub(super) fn keys(&self) -> BTreeSet<String> {
        let forms = std::iter::once(&self.name).chain(&self.variants);
        forms.map(|form| key::key(form, self.kind)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(text: &str) -> Annotation {
        Annotation::new("a/b".to_owned(), GoldDocument { entities: Vec::new() }, Some(text))
    }

    #[test]
    fn a_form_is_held_as_a_run_or_word_by_word() {
        let annotation = about("Signed: Mara\nOstran-\nder and the Quay Watch");
        assert!(annotation.holds("Mara Ostrander"), "a hyphen at the line's end does not part it");
        assert!(annotation.holds("Watch, Mara"), "each word stands somewhere");
        assert!(!annotation.holds("Mara Quill"));
    }

    #[test]
    fn without_a_text_every_form_is_held() {
        let bare = Annotation::new("a/b".to_owned(), GoldDocument { entities: Vec::new() }, None);
        assert!(bare.holds("Anybody"));
    }
}
