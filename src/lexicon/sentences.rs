//! Sentences as words with what the lexicon knows of each: what candidates are made of.

use super::vocabulary::{Entry, small};
pub use super::vocabulary::{Known, Vocabulary};
use crate::model::{Block, BlockKind, Document, Field, Layout, Span};
use crate::text::{BYTES, Token, sentences, tokens};
use std::ops::{Deref, Range};

/// One token and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Word<'v> {
    /// Where it stands and what it is made of.
    pub token: Token,
    /// What is known of it.
    pub known: &'v Known,
}

impl Deref for Word<'_> {
    type Target = Known;

    fn deref(&self) -> &Known {
        self.known
    }
}

impl AsRef<str> for Word<'_> {
    fn as_ref(&self) -> &str {
        &self.key
    }
}

/// A sentence, a heading or a field.
#[derive(Debug, Clone)]
pub struct Sentence<'v> {
    /// Its words and marks.
    pub words: Vec<Word<'v>>,
    /// Whether it is all in capitals, so that capitals tell nothing.
    pub shouting: bool,
    /// Whether most of its longer words are capitalised (a title), so that capitals tell less.
    pub title_case: bool,
    /// Where it stands.
    pub setting: Setting,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// In running text.
    Running,
    /// In a title or a heading.
    Heading,
    /// In a line of a list that is read as text.
    Line,
    /// In a field of a row.
    Field,
}

/// The sentences of a document, each word as its number and the bytes between it and the one before: few bytes for many
/// words.
#[derive(Debug, Clone, Default)]
pub struct Sentences {
    numbers: Vec<u32>,
    gaps: Vec<u8>,
    outlines: Vec<Outline>,
    /// The stretches that were added, in the order of the text.
    stretches: Vec<Stretch>,
}

/// A stretch of text that was parted into sentences.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    span: Span,
    /// Behind its last sentence, in those of the document.
    end: usize,
}

/// A sentence without its words.
#[derive(Debug, Clone, Copy)]
struct Outline {
    /// Where it stands in the text.
    start: u32,
    /// Where its words end in those of the document.
    end: u32,
    shouting: bool,
    title_case: bool,
    setting: Setting,
    /// Whether it holds a word with a capital.
    capital: bool,
    /// Whether it holds a word that may open a row of bodies.
    opens_bodies: bool,
}

impl Sentences {
    /// None yet, with room for so many words.
    fn with_room(words: usize) -> Sentences {
        Sentences { numbers: Vec::with_capacity(words), gaps: Vec::with_capacity(words), ..Sentences::default() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.outlines.len()
    }

    /// How many words and marks they have.
    pub fn count_words(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.outlines.is_empty()
    }

    /// Whether a sentence holds a capital: where there is none, there is no name.
    pub fn has_capital(&self, sentence: usize) -> bool {
        self.outlines[sentence].capital
    }

    /// Whether a sentence holds a word that may open a row of bodies.
    pub fn opens_bodies(&self, sentence: usize) -> bool {
        self.outlines[sentence].opens_bodies
    }

    /// Where a sentence stands.
    pub fn setting(&self, sentence: usize) -> Setting {
        self.outlines[sentence].setting
    }

    /// A sentence with its words, which the vocabulary knows.
    pub fn get<'v>(&self, sentence: usize, vocabulary: &'v Vocabulary) -> Sentence<'v> {
        let Outline { shouting, title_case, setting, .. } = self.outlines[sentence];
        let word = |(start, known): (usize, &'v Known)| {
            let span = Span::new(start, start + known.length as usize);
            Word { token: Token { span, kind: known.kind }, known }
        };
        Sentence { words: self.words(sentence, vocabulary).map(word).collect(), shouting, title_case, setting }
    }

    /// Where each word of a sentence begins, and what is known of it.
    pub fn words<'v>(&self, sentence: usize, vocabulary: &'v Vocabulary) -> impl Iterator<Item = (usize, &'v Known)> {
        let Outline { start, end, .. } = self.outlines[sentence];
        let range = self.begin(sentence)..end as usize;
        let mut at = start as usize;
        self.gaps[range.clone()].iter().zip(&self.numbers[range]).map(move |(gap, number)| {
            let known = vocabulary.word(*number);
            let start = at + usize::from(*gap);
            at = start + known.length as usize;
            (start, known)
        })
    }

    fn begin(&self, sentence: usize) -> usize {
        sentence.checked_sub(1).map_or(0, |before| self.outlines[before].end as usize)
    }

    /// Adds the sentences of one stretch.
    pub fn push(&mut self, text: &str, span: Span, setting: Setting, vocabulary: &mut Vocabulary) {
        let all = tokens(text, span);
        for range in sentences(text, &all) {
            // What so wide a gap parts is no sentence.
            let near = |a: &Token, b: &Token| b.span.start - a.span.end <= usize::from(u8::MAX);
            for words in all[range].chunk_by(near) {
                let mut counts = Counts::default();
                let mut at = words[0].span.start;
                let start = small(at);
                for token in words {
                    let entry = vocabulary.entry(token.span.of(text), token.kind);
                    self.gaps.push((token.span.start - at) as u8);
                    self.numbers.push(entry.number);
                    at = token.span.end;
                    if entry.is_word {
                        counts.add(entry);
                    }
                }
                self.outlines.push(counts.outline((start, small(self.numbers.len())), setting));
            }
        }
        self.stretches.push(Stretch { span, end: self.outlines.len() });
    }

    /// The sentences of each stretch, in the order in which they were added.
    pub fn stretches(&self) -> impl Iterator<Item = Range<usize>> {
        let begins = std::iter::once(0).chain(self.stretches.iter().map(|stretch| stretch.end));
        begins.zip(&self.stretches).map(|(begin, stretch)| begin..stretch.end)
    }

    /// The sentences of a stretch, if it was added as it is.
    pub fn of(&self, span: Span) -> Option<Range<usize>> {
        let at = self.stretches.partition_point(|stretch| stretch.span.start < span.start);
        let begin = at.checked_sub(1).map_or(0, |before| self.stretches[before].end);
        self.stretches.get(at).filter(|stretch| stretch.span == span).map(|stretch| begin..stretch.end)
    }
}

/// The words of a sentence by how they are written.
#[derive(Default)]
struct Counts {
    /// Of two letters or more, and how many of them hold no small letter.
    total: usize,
    loud: usize,
    /// Of four letters or more: with a capital, without one, and ordinary ones with one.
    caps: usize,
    low: usize,
    common: usize,
    capital: bool,
    opens_bodies: bool,
}

impl Counts {
    fn add(&mut self, word: Entry) {
        self.capital |= word.capital;
        self.opens_bodies |= word.opens_bodies;
        if word.length > 1 {
            self.total += 1;
            self.loud += usize::from(word.loud);
        }
        if word.length > 3 {
            self.caps += usize::from(word.capital);
            self.low += usize::from(!word.capital);
            self.common += usize::from(word.capital && word.common);
        }
    }

    fn outline(self, (start, end): (u32, u32), setting: Setting) -> Outline {
        let Counts { total, loud, caps, low, common, capital, opens_bodies } = self;
        let shouting = total > 2 && loud * 10 >= total * 8;
        let title_case = low * 4 < caps && common >= 2 && caps > 3;
        Outline { start, end, shouting, title_case, setting, capital, opens_bodies }
    }
}

/// The sentences of every block that is read as running text, in order. Furniture and the rows of lists are not.
pub fn of_document(document: &Document, layout: &Layout, vocabulary: &mut Vocabulary) -> Sentences {
    of_blocks(document, layout, vocabulary, &|_| Vec::new())
}

/// The same, and the fields of rows as sentences of their own: what the recogniser learns from.
pub fn with_fields(document: &Document, layout: &Layout, vocabulary: &mut Vocabulary) -> Sentences {
    of_blocks(document, layout, vocabulary, &|block| block.rows.iter().flat_map(|row| &row.fields).copied().collect())
}

fn of_blocks(
    document: &Document,
    layout: &Layout,
    vocabulary: &mut Vocabulary,
    fields: &dyn Fn(&Block) -> Vec<Field>,
) -> Sentences {
    let text = &document.text;
    let mut found = Sentences::with_room(text.len() / BYTES);
    for block in &layout.blocks {
        let mut add = |span: Span, setting: Setting| found.push(text, span, setting, vocabulary);
        match block.kind {
            BlockKind::Boilerplate => {}
            BlockKind::Address | BlockKind::Signature | BlockKind::Roster if !block.rows.is_empty() => {
                fields(block).iter().for_each(|field| add(field.span, Setting::Field));
            }
            BlockKind::Signature | BlockKind::Roster => {}
            BlockKind::Paragraph => add(block.span, Setting::Running),
            BlockKind::Title | BlockKind::Heading => {
                block.lines.iter().for_each(|line| add(line.content, Setting::Heading));
            }
            _ => block.lines.iter().for_each(|line| add(line.content, Setting::Line)),
        }
    }
    found
}

/// The sentences of one stretch.
pub fn of_span<'v>(text: &str, span: Span, setting: Setting, vocabulary: &'v mut Vocabulary) -> Vec<Sentence<'v>> {
    let mut found = Sentences::default();
    found.push(text, span, setting, vocabulary);
    (0..found.len()).map(|i| found.get(i, vocabulary)).collect()
}

impl<'v> Sentence<'v> {
    /// The keys of the words from `start` on, at most eight.
    pub fn keys_from(&self, start: usize) -> &[Word<'v>] {
        &self.words[start..self.words.len().min(start + 8)]
    }

    /// The keys of the words before `end`, at most eight.
    pub fn keys_before(&self, end: usize) -> &[Word<'v>] {
        &self.words[end.saturating_sub(8)..end]
    }

    /// The key of the word at `i`, or nothing beyond either end.
    pub fn key(&self, i: Option<usize>) -> &str {
        i.and_then(|i| self.words.get(i)).map_or("", |word| word.key.as_str())
    }

    /// From the first byte of word `start` to the last of word `end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        self.words[start].token.span.join(self.words[end].token.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn words_stand_where_they_are_written_however_wide_the_gaps() {
        let text = format!("Ada{}Marsh,\n{}Ben Okafor  left.", " ".repeat(255), " ".repeat(300));
        let mut vocabulary = Vocabulary::new(Lexicon::built_in());
        let all = of_span(&text, Span::new(0, text.len()), Setting::Running, &mut vocabulary);
        let words = |sentence: &Sentence| -> Vec<String> {
            sentence.words.iter().map(|word| word.token.span.of(&text).to_owned()).collect()
        };
        let parted: Vec<Vec<String>> = all.iter().map(words).collect();
        assert_eq!(parted, [vec!["Ada", "Marsh", ","], vec!["Ben", "Okafor", "left", "."]]);
    }
}
