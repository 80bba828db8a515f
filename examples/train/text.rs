//! A text to train on or to measure with: its sentences, and for each word the labels that it may have.

use std::collections::BTreeMap;
use undersigned::layout::lay_out;
use undersigned::lexicon::Lexicon;
use undersigned::lexicon::sentences::{self, Sentence, Sentences, Setting, Vocabulary};
use undersigned::model::{Document, Format, Head, Kind, Places, Span};
use undersigned::recognise::tagger::model::Model;
use undersigned::recognise::tagger::tags::{ANY, Allowed, NO_ACTOR, of_name};
use undersigned::recognise::tagger::{self, Chunk, Wordbook};
use undersigned::settings::Settings;

/// A marked name.
#[derive(Debug, Clone, Copy)]
pub struct Marked {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub kind: Kind,
    /// Whether two fair readers could disagree on it: its words may be labelled in any way.
    pub optional: bool,
}

/// A text with its labels.
pub struct Text {
    /// Where it comes from: the collection, and the file.
    pub collection: String,
    pub file: String,
    pub text: String,
    /// Its sentences as the program reads them, and their words.
    packed: Sentences,
    vocabulary: Vocabulary<'static>,
    /// For each sentence and word the labels that it may have.
    pub allowed: Vec<Vec<Allowed>>,
    /// The names, as marked.
    pub marked: Vec<Marked>,
    /// How much its words count in training.
    pub weight: f32,
}

impl Text {
    /// A text whose sentences are given by their stretches.
    pub fn of_stretches(source: (&str, &str), text: String, stretches: &[Span], marked: Vec<Marked>) -> Text {
        let lexicon = Lexicon::built_in();
        let (mut packed, mut vocabulary) = (Sentences::default(), Vocabulary::new(lexicon));
        stretches.iter().for_each(|span| packed.push(&text, *span, Setting::Running, &mut vocabulary));
        Text::new(source, text, (packed, vocabulary), marked, true)
    }

    /// A text that is laid out as the program lays out documents: its sentences, and the fields of its rows.
    pub fn of_document(source: (&str, &str), text: String, marked: Vec<Marked>, complete: bool) -> Text {
        let lexicon = Lexicon::built_in();
        let head = Head {
            id: source.1.to_owned(),
            title: None,
            date: None,
            kind: String::new(),
            format: Format::Text,
            sha256: String::new(),
        };
        let document = Document { head, places: Places::of_lines(&text), text };
        let layout = lay_out(&document, &Settings::default(), lexicon);
        let mut vocabulary = Vocabulary::new(lexicon);
        let packed = sentences::with_fields(&document, &layout, &mut vocabulary);
        Text::new(source, document.text, (packed, vocabulary), marked, complete)
    }

    fn new(
        source: (&str, &str),
        text: String,
        (packed, vocabulary): (Sentences, Vocabulary<'static>),
        marked: Vec<Marked>,
        complete: bool,
    ) -> Text {
        let marked: Vec<Marked> = marked.into_iter().filter_map(|name| trimmed(&text, name)).collect();
        let sentences = (0..packed.len()).map(|i| packed.get(i, &vocabulary));
        let allowed = sentences.map(|sentence| allowed(&sentence, &marked, complete)).collect();
        let (collection, file) = (source.0.to_owned(), source.1.to_owned());
        Text { collection, file, text, packed, vocabulary, allowed, marked, weight: 1.0 }
    }

    /// What a model names in it, sentence by sentence.
    pub fn read(&self, model: &Model) -> Vec<Vec<Chunk>> {
        let mut book = Wordbook::of_words(self.vocabulary.clone(), model, Lexicon::built_in());
        tagger::read(&mut book, &self.text, &self.packed)
    }

    /// Its sentences, in order.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        (0..self.packed.len()).map(|i| self.packed.get(i, &self.vocabulary))
    }

    /// How many words there are.
    pub fn words(&self) -> u64 {
        self.sentences().map(|sentence| sentence.words.len() as u64).sum()
    }
}

/// The labels that each word of a sentence may have.
fn allowed(sentence: &Sentence, marked: &[Marked], complete: bool) -> Vec<Allowed> {
    let none = if complete { 1 } else { NO_ACTOR };
    let mut found = vec![none; sentence.words.len()];
    for name in marked {
        let inside = |i: &usize| name.span.overlaps(sentence.words[*i].token.span);
        let at: Vec<usize> = (0..sentence.words.len()).filter(inside).collect();
        let Some((first, last)) = at.first().zip(at.last()) else { continue };
        if name.optional {
            found[*first..=*last].fill(ANY);
            continue;
        }
        for (word, tag) in found[*first..=*last].iter_mut().zip(of_name(name.kind, at.len())) {
            *word = 1 << tag;
        }
    }
    found
}

/// A name without the article, the titles before it and the letters behind it, as our names are.
fn trimmed(text: &str, name: Marked) -> Option<Marked> {
    let lexicon = Lexicon::built_in();
    let mut vocabulary = Vocabulary::new(lexicon);
    let sentences = sentences::of_span(text, name.span, Setting::Line, &mut vocabulary);
    let all: Vec<_> = sentences.into_iter().flat_map(|sentence| sentence.words).collect();
    let (mut first, mut last) = (0, all.len().checked_sub(1)?);
    let person = name.kind == Kind::Person;
    while first < last {
        let keys: Vec<&str> = all[first..=last].iter().map(|word| word.key.as_str()).collect();
        let title =
            lexicon.honorifics.longest_at(&keys).filter(|(n, class)| *n < keys.len() && *class != "name-or-title");
        match title {
            Some((n, _)) if person && !all[first].initial => first += n,
            _ if matches!(keys[0], "the" | "a" | "an") => first += 1,
            _ => break,
        }
    }
    let ends = |word: &sentences::Word| {
        word.token.kind == undersigned::text::TokenKind::Possessive
            || matches!(word.token.span.of(text), "," | "." | ")" | "(")
            || person && lexicon.postnominals.has(&word.key) && !word.token.span.of(text).contains(char::is_lowercase)
    };
    while last > first && ends(&all[last]) {
        last -= 1;
    }
    Some(Marked { span: all[first].token.span.join(all[last].token.span), ..name })
}

/// How many words each collection has, by name.
pub fn sizes(texts: &[&Text]) -> Vec<(String, u64)> {
    let mut sizes: BTreeMap<&str, u64> = BTreeMap::new();
    texts.iter().for_each(|text| *sizes.entry(&text.collection).or_default() += text.words());
    sizes.into_iter().map(|(name, words)| (name.to_owned(), words)).collect()
}
