//! The tagger: which words of running text are names of people, bodies, places and other things. A linear-chain
//! conditional random field over hashed features, its weights in one file; each document is read twice, the second time
//! with what the first reading called the same words elsewhere.

pub mod alone;
pub mod echo;
pub mod features;
pub mod form;
pub mod hash;
pub mod lattice;
pub mod model;
mod runs;
pub mod tags;

use crate::lexicon::sentences::{Sentence, Sentences, Vocabulary};
use crate::lexicon::{Book, Lexicon};
use crate::model::Kind;
use alone::Alone;
use echo::Echo;
use features::{Stretch, View, definitions, stretches};
use form::{Form, Forms};
use lattice::{Lattice, Steps};
use model::{CLASSES, Model, Points};
use runs::Runs;
use std::ops::Range;
use std::rc::Rc;
use tags::OUTSIDE;

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

/// A model, and the words met so far with all that it and the tables say of each: what is known of a word in one document
/// holds in the next.
pub struct Wordbook<'m> {
    /// The words of sentences.
    pub vocabulary: Vocabulary<'m>,
    /// Those of lines and rows.
    pub lines: Rc<Book<'m>>,
    told: Told<'m>,
}

/// What the model and the tables say of the words of a book.
struct Told<'m> {
    model: &'m Model,
    lexicon: &'m Lexicon,
    forms: Forms<'m>,
    alone: Alone<'m>,
}

/// With more words than this a book is begun anew before the next document.
const FULL: usize = 1 << 15;

impl<'m> Wordbook<'m> {
    /// One without words.
    pub fn new(model: &'m Model, lexicon: &'m Lexicon) -> Wordbook<'m> {
        Wordbook::of_words(Vocabulary::new(lexicon), model, lexicon)
    }

    /// One that begins with words which sentences are made of already.
    pub fn of_words(vocabulary: Vocabulary<'m>, model: &'m Model, lexicon: &'m Lexicon) -> Wordbook<'m> {
        let (forms, alone) = (Forms::new(lexicon, &model.clusters), Alone::new(model));
        Wordbook { vocabulary, lines: Rc::new(Book::new(lexicon)), told: Told { model, lexicon, forms, alone } }
    }

    /// Makes room for another document.
    pub fn turn(&mut self) {
        if self.vocabulary.len().max(self.lines.len()) > FULL {
            *self = Wordbook::new(self.told.model, self.told.lexicon);
        }
    }
}

/// The names of each sentence of a document, in order; no two overlap. The sentences' words are those of the book.
pub fn read(book: &mut Wordbook, text: &str, sentences: &Sentences) -> Vec<Vec<Chunk>> {
    let mut found = vec![Vec::new(); sentences.len()];
    read_each(book, text, sentences, |i, _, chunks| found[i] = chunks);
    found
}

/// The same one by one, with the sentence: only of those that name something.
pub fn read_each(
    book: &mut Wordbook,
    text: &str,
    sentences: &Sentences,
    tell: impl FnMut(usize, &Sentence, Vec<Chunk>),
) {
    read_holding(book, text, sentences, HELD, tell);
}

/// The same with the points of at most so many words held between the two readings.
fn read_holding(
    book: &mut Wordbook,
    text: &str,
    sentences: &Sentences,
    most: usize,
    mut tell: impl FnMut(usize, &Sentence, Vec<Chunk>),
) {
    let Wordbook { vocabulary, told, .. } = book;
    let mut echo = Echo::default();
    let mut first: Vec<Scored> = Vec::new();
    let mut held = 0;
    for at in (0..sentences.len()).step_by(AT_ONCE) {
        let mut scored = Scored::default();
        for i in at..sentences.len().min(at + AT_ONCE) {
            if sentences.has_capital(i) {
                let sentence = sentences.get(i, vocabulary);
                score(told, text, &sentence, &mut scored, &mut echo);
            }
            scored.ends.push(scored.stretches.len());
        }
        if held + scored.points.len() > most {
            scored.points = Vec::new();
        }
        scored.points.shrink_to_fit();
        held += scored.points.len();
        first.push(scored);
    }
    for (at, mut scored) in (0..).step_by(AT_ONCE).zip(first) {
        for nth in 0..scored.ends.len() {
            let stretches = scored.of_sentence(nth);
            if stretches.is_empty() {
                continue;
            }
            let sentence = sentences.get(at + nth, vocabulary);
            let forms = told.forms.of(text, &sentence);
            let mut again = Vec::new();
            if scored.points.is_empty() {
                let view = View::new(text, &sentence, &forms, told.lexicon);
                let stretches = &scored.stretches[stretches.clone()];
                stretches.iter().for_each(|stretch| weigh(told.model, &mut told.alone, &view, stretch, &mut again));
            }
            let chunks = second(told.model, &forms, &mut scored, stretches, again, &echo);
            let chunks = with_definitions(text, &sentence, &forms, chunks);
            if !chunks.is_empty() {
                tell(at + nth, &sentence, chunks);
            }
        }
    }
}

/// The points of so many words, 3 MB, are held between the two readings; those of longer texts are made twice.
const HELD: usize = 1 << 16;

/// So many sentences are held together between the two readings: what is held grows without being moved, and is let go
/// bit by bit.
const AT_ONCE: usize = 256;

/// What the first reading of some sentences found: their stretches with the points and labels of their words.
#[derive(Default)]
struct Scored {
    stretches: Vec<Stretch>,
    /// Behind the last stretch of each sentence.
    ends: Vec<usize>,
    /// Behind the last word of each stretch, in the two below.
    words: Vec<usize>,
    points: Vec<Points>,
    tags: Vec<u8>,
}

impl Scored {
    /// The stretches of a sentence.
    fn of_sentence(&self, sentence: usize) -> Range<usize> {
        sentence.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[sentence]
    }

    /// The words of a stretch.
    fn words(&self, stretch: usize) -> Range<usize> {
        stretch.checked_sub(1).map_or(0, |before| self.words[before])..self.words[stretch]
    }
}

/// Reads a sentence for the first time, and remembers what it names.
fn score(told: &mut Told, text: &str, sentence: &Sentence, scored: &mut Scored, echo: &mut Echo) {
    let forms = told.forms.of(text, sentence);
    let view = View::new(text, sentence, &forms, told.lexicon);
    let mut chunks = Vec::new();
    for stretch in stretches(&forms) {
        let begin = scored.points.len();
        weigh(told.model, &mut told.alone, &view, &stretch, &mut scored.points);
        let steps = steps(told.model, &forms, &stretch);
        let tags = Lattice { words: &scored.points[begin..], steps: &steps }.best();
        chunks.extend(self::chunks(&tags).into_iter().map(|(first, last, kind)| {
            let (first, last) = (stretch.start + first, stretch.start + last);
            Chunk { first, last, kind, confidence: 0.0 }
        }));
        scored.tags.extend(tags.iter().map(|tag| *tag as u8));
        scored.words.push(scored.points.len());
        scored.stretches.push(stretch);
    }
    echo.add(&forms, &chunks);
}

/// What the words of a stretch and those around them say, before anything is heard from elsewhere in the document.
fn weigh(model: &Model, alone: &mut Alone, view: &View, stretch: &Stretch, points: &mut Vec<Points>) {
    let mut features = Vec::with_capacity(64);
    for at in stretch.start..stretch.end {
        let mut sum = alone.points(view.forms, at);
        features.clear();
        view.of_several(at, &mut features);
        model.add(&features, &mut sum);
        points.push(sum);
    }
}

/// The steps of labels before each word of a stretch and before its end.
fn steps<'m>(model: &'m Model, forms: &[&Form], stretch: &Stretch) -> Vec<&'m Steps> {
    classes(forms, stretch).into_iter().map(|class| model.transitions(class)).collect()
}

/// The classes of words that steps are told apart by, for each word of a stretch and for its end.
pub fn classes(forms: &[&Form], stretch: &Stretch) -> Vec<usize> {
    let inner = forms[stretch.start..stretch.end].iter().map(|form| usize::from(form.step));
    inner.chain([CLASSES - 1]).collect()
}

/// Reads the stretches of a sentence again, with what the first reading found in the whole document. `again` are their
/// points where the first reading let them go.
fn second(
    model: &Model,
    forms: &[&Form],
    first: &mut Scored,
    stretches: Range<usize>,
    mut again: Vec<Points>,
    echo: &Echo,
) -> Vec<Chunk> {
    let begin = first.words(stretches.start).start;
    let before: Vec<Chunk> = stretches.clone().flat_map(|i| named(first, i)).collect();
    let more = echo.features(forms, &before);
    let mut found = Vec::new();
    for i in stretches {
        let (stretch, words) = (first.stretches[i].clone(), first.words(i));
        let tags = &first.tags[words.clone()];
        let points = match first.points.is_empty() {
            true => &mut again[words.start - begin..words.end - begin],
            false => &mut first.points[words],
        };
        let mut heard = false;
        for (points, features) in points.iter_mut().zip(&more[stretch.start..]).filter(|(_, more)| !more.is_empty()) {
            model.add(features, points);
            heard = true;
        }
        // Where nothing is heard nor named there is nothing to weigh.
        if !heard && tags.iter().all(|tag| usize::from(*tag) == OUTSIDE) {
            continue;
        }
        let steps = steps(model, forms, &stretch);
        let lattice = Lattice { words: points, steps: &steps };
        let tags: Vec<usize> = if heard { lattice.best() } else { tags.iter().map(|tag| usize::from(*tag)).collect() };
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

/// The names that the first reading found in a stretch.
fn named(first: &Scored, stretch: usize) -> Vec<Chunk> {
    let start = first.stretches[stretch].start;
    let tags: Vec<usize> = first.tags[first.words(stretch)].iter().map(|tag| usize::from(*tag)).collect();
    let chunk = |(first, last, kind)| Chunk { first: start + first, last: start + last, kind, confidence: 0.0 };
    chunks(&tags).into_iter().map(chunk).collect()
}

/// How sure a name is whose initials the document gives.
const DEFINED: f32 = 0.95;

/// The names of a sentence, where what the document defines outranks all else: a name with its initials behind it is a
/// body as a whole, if any part of it, or its initials, is one.
fn with_definitions(text: &str, sentence: &Sentence, forms: &[&Form], mut chunks: Vec<Chunk>) -> Vec<Chunk> {
    if !sentence.words.iter().any(|word| word.token.is_mark(text, '(')) {
        return chunks;
    }
    for definition in definitions(text, sentence, &Runs::of(text, sentence, forms)) {
        let touches = |c: &Chunk| {
            c.first <= definition.last && c.last >= definition.first
                || c.first <= definition.initials && c.last >= definition.initials
        };
        if chunks.iter().any(|chunk| touches(chunk) && chunk.kind == Kind::Organisation) {
            chunks.retain(|chunk| !touches(chunk));
            let body = |first, last| Chunk { first, last, kind: Kind::Organisation, confidence: DEFINED };
            chunks.push(body(definition.exact(sentence), definition.last));
            chunks.push(body(definition.initials, definition.initials));
        }
    }
    chunks.sort_by_key(|chunk| chunk.first);
    chunks
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::sentences::Setting;
    use crate::model::Span;

    #[test]
    fn points_that_are_made_twice_tell_the_same_names() {
        let text =
            "Dr Ada Marsh of the Harbour Union (HU) wrote to Ben Okafor-Lind. Marsh spoke for HU. Then Lind left.";
        let mut book = Wordbook::new(Model::built_in(), Lexicon::built_in());
        let mut sentences = Sentences::default();
        sentences.push(text, Span::new(0, text.len()), Setting::Running, &mut book.vocabulary);
        let held = read(&mut book, text, &sentences);
        assert!(held.iter().flatten().count() > 3, "{held:?}");
        let mut twice = vec![Vec::new(); sentences.len()];
        read_holding(&mut book, text, &sentences, 0, |i, _, chunks| twice[i] = chunks);
        assert_eq!(twice, held);
    }
}
