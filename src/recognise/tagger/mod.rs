//! The tagger: which words of running text are names of people, bodies, places and other things. A linear-chain
//! conditional random field over hashed features, its weights in one file; each document is read twice, the second time
//! with what the first reading called the same words elsewhere.

pub mod echo;
pub mod features;
pub mod form;
pub mod hash;
pub mod lattice;
pub mod model;
mod runs;
pub mod tags;

use super::words::Sentence;
use crate::lexicon::Lexicon;
use crate::lexicon::quick::QuickMap;
use crate::model::Kind;
use crate::text::TokenKind;
use echo::Echo;
use features::{Stretch, View, definitions, stretches};
use form::{Form, bit};
use lattice::Lattice;
use model::{CLASSES, Clusters, Model};
use runs::Runs;
use tags::TAGS;

/// A name in a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chunk {
    /// Its first word.
    pub first: usize,
    /// Its last word.
    pub last: usize,
    /// What it names.
    pub kind: Kind,
    /// How likely it is, 0 to 1.
    pub confidence: f32,
}

/// The sentences of a document with all that is known of their words.
pub struct Prepared<'a> {
    text: &'a str,
    sentences: &'a [Sentence],
    lexicon: &'a Lexicon,
    /// Each written word once.
    known: Vec<Form>,
    /// For each sentence the indices of its words' forms.
    words: Vec<Vec<u32>>,
}

impl<'a> Prepared<'a> {
    /// Looks up every word of a document once.
    pub fn new(text: &'a str, sentences: &'a [Sentence], lexicon: &'a Lexicon, clusters: &Clusters) -> Prepared<'a> {
        let mut index: QuickMap<&str, u32> = QuickMap::default();
        let mut known = Vec::new();
        let mut words = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let of_sentence = sentence.words.iter().map(|word| {
                *index.entry(word.token.span.of(text)).or_insert_with(|| {
                    known.push(form::of_word(text, word, lexicon, clusters));
                    known.len() as u32 - 1
                })
            });
            words.push(of_sentence.collect());
        }
        Prepared { text, sentences, lexicon, known, words }
    }

    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// What is known of the words of a sentence.
    pub fn forms(&self, sentence: usize) -> Vec<&Form> {
        self.words[sentence].iter().map(|form| &self.known[*form as usize]).collect()
    }

    /// The stretches of a sentence that could hold names, with the features of each word.
    pub fn features(&self, sentence: usize) -> Vec<(Stretch, Vec<Vec<u64>>)> {
        let forms = self.forms(sentence);
        let found = stretches(&forms);
        if found.is_empty() {
            return Vec::new();
        }
        let view = View::new(self.text, &self.sentences[sentence], &forms, self.lexicon);
        let of_word = |at: usize| {
            let mut features = Vec::with_capacity(128);
            view.of_word(at, &mut features);
            features
        };
        found
            .into_iter()
            .map(|stretch| (stretch.clone(), (stretch.start..stretch.end).map(of_word).collect()))
            .collect()
    }

    /// The classes of words that transitions are told apart by, for each word of a stretch and for its end.
    pub fn classes(&self, sentence: usize, stretch: &Stretch) -> Vec<usize> {
        let text = self.text;
        let words = &self.sentences[sentence].words;
        let forms = self.forms(sentence);
        let inner = (stretch.start..stretch.end).map(|at| {
            let word = &words[at];
            match word.token.kind {
                TokenKind::Word if forms[at].bits & bit::HEAD != 0 && word.capital => 1,
                TokenKind::Word if word.capital => 0,
                TokenKind::Word => match word.key.as_str() {
                    "of" => 2,
                    "and" => 3,
                    "for" => 4,
                    "the" => 5,
                    "in" | "at" | "on" | "to" => 6,
                    _ if forms[at].bits & bit::PARTICLE != 0 => 7,
                    _ => 8,
                },
                TokenKind::Number => 9,
                TokenKind::Possessive => 10,
                TokenKind::Mark => match word.token.span.of(text) {
                    "," => 11,
                    "(" => 12,
                    "&" => 13,
                    _ => 14,
                },
                TokenKind::Link => 14,
            }
        });
        inner.chain([CLASSES - 1]).collect()
    }
}

/// The names of each sentence of a document, in order; no two overlap.
pub fn read(model: &Model, text: &str, sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Vec<Chunk>> {
    let document = Prepared::new(text, sentences, lexicon, &model.clusters);
    let scored: Vec<Vec<Scored>> = (0..document.len()).map(|i| score(model, &document, i)).collect();
    let first: Vec<Vec<Chunk>> = scored.iter().map(|stretches| label(model, stretches)).collect();
    let echo = Echo::of(&document, &first);
    scored
        .into_iter()
        .zip(&first)
        .enumerate()
        .map(|(i, (mut stretches, chunks))| {
            if stretches.is_empty() {
                return Vec::new();
            }
            let more = echo.features(&document.forms(i), chunks);
            for scored in &mut stretches {
                for (points, features) in scored.points.iter_mut().zip(&more[scored.stretch.start..]) {
                    model.add(features, points);
                }
            }
            with_definitions(&document, i, label(model, &stretches))
        })
        .collect()
}

/// How sure a name is whose initials the document gives.
const DEFINED: f32 = 0.95;

/// The names of a sentence, where what the document defines outranks all else: a name with its initials behind it is a
/// body as a whole, if any part of it, or its initials, is one.
fn with_definitions(document: &Prepared, sentence: usize, mut chunks: Vec<Chunk>) -> Vec<Chunk> {
    let words = &document.sentences[sentence];
    let runs = Runs::of(document.text, words, &document.forms(sentence));
    for definition in definitions(document.text, words, &runs) {
        let touches = |c: &Chunk| {
            c.first <= definition.last && c.last >= definition.first
                || c.first <= definition.initials && c.last >= definition.initials
        };
        if chunks.iter().any(|chunk| touches(chunk) && chunk.kind == Kind::Organisation) {
            chunks.retain(|chunk| !touches(chunk));
            let body = |first, last| Chunk { first, last, kind: Kind::Organisation, confidence: DEFINED };
            chunks.push(body(definition.first, definition.last));
            chunks.push(body(definition.initials, definition.initials));
        }
    }
    chunks.sort_by_key(|chunk| chunk.first);
    chunks
}

/// A stretch with the points of each word's labels.
struct Scored {
    stretch: Stretch,
    points: Vec<[f32; TAGS]>,
    classes: Vec<usize>,
}

fn score(model: &Model, document: &Prepared, sentence: usize) -> Vec<Scored> {
    let of_stretch = |(stretch, features): (Stretch, Vec<Vec<u64>>)| {
        let points = features.iter().map(|features| {
            let mut points = [0.0; TAGS];
            model.add(features, &mut points);
            points
        });
        Scored { points: points.collect(), classes: document.classes(sentence, &stretch), stretch }
    };
    document.features(sentence).into_iter().map(of_stretch).collect()
}

fn label(model: &Model, stretches: &[Scored]) -> Vec<Chunk> {
    let mut found = Vec::new();
    for Scored { stretch, points, classes } in stretches {
        let steps: Vec<_> = classes.iter().map(|class| model.transitions(*class)).collect();
        let lattice = Lattice { words: points, steps: &steps };
        let tags = lattice.best();
        let names = chunks(&tags);
        if names.is_empty() {
            continue;
        }
        let sums = lattice.sums();
        found.extend(names.into_iter().map(|(first, last, kind)| {
            let confidence = sums.share(first, &tags[first..=last]);
            Chunk { first: stretch.start + first, last: stretch.start + last, kind, confidence }
        }));
    }
    found
}

/// The names that labels tell: first and last word, kind.
pub fn chunks(tags: &[usize]) -> Vec<(usize, usize, Kind)> {
    let mut found: Vec<(usize, usize, Kind)> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        match (tags::kind(*tag), found.last_mut()) {
            (Some(kind), _) if tags::opens(*tag) => found.push((at, at, kind)),
            (Some(_), Some(last)) => last.1 = at,
            _ => {}
        }
    }
    found
}
