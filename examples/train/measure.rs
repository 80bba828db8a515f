//! Figures: names found against names marked, exact to the word.

use crate::corpora::Bio;
use crate::text::Text;
use std::collections::BTreeSet;
use std::fmt;
use undersigned::model::{Kind, Span};
use undersigned::recognise::tagger::Chunk;
use undersigned::recognise::tagger::model::Model;

/// What was right, what was said, what was wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub right: usize,
    pub said: usize,
    pub wanted: usize,
}

impl Counts {
    pub fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.said += other.said;
        self.wanted += other.wanted;
    }

    pub fn f1(self) -> f64 {
        if self.right == 0 { 0.0 } else { 2.0 * self.right as f64 / (self.said + self.wanted) as f64 }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let share = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        write!(f, "{:.3} | {:.3} | {:.3}", share(self.said), share(self.wanted), self.f1())
    }
}

/// People and bodies found in a text, each where it stands.
pub fn of_text(model: &Model, text: &Text) -> [Counts; 2] {
    let chunks = text.read(model);
    let found: Vec<(Kind, Span)> = chunks
        .iter()
        .zip(text.sentences())
        .flat_map(|(chunks, sentence)| {
            chunks.iter().map(move |chunk: &Chunk| (chunk.kind, sentence.span(chunk.first, chunk.last)))
        })
        .collect();
    let read_here = |span: Span| {
        text.sentences().any(|s| {
            s.words.first().zip(s.words.last()).is_some_and(|(a, b)| a.token.span.join(b.token.span).covers(span))
        })
    };
    [Kind::Person, Kind::Organisation].map(|kind| {
        let wanted: Vec<_> = text.marked.iter().filter(|name| name.kind == kind && read_here(name.span)).collect();
        let optional: Vec<_> = text.marked.iter().filter(|name| name.optional).collect();
        let mut counts = Counts { wanted: wanted.iter().filter(|name| !name.optional).count(), ..Counts::default() };
        for (_, span) in found.iter().filter(|(found, _)| *found == kind) {
            if wanted.iter().any(|name| !name.optional && name.span == *span) {
                counts.right += 1;
                counts.said += 1;
            } else if !optional.iter().any(|name| name.span.overlaps(*span)) {
                counts.said += 1;
            }
        }
        counts
    })
}

/// Prints what was missed and what was wrong in a text.
pub fn print_errors(model: &Model, text: &Text) {
    let chunks = text.read(model);
    let short = |kind: Kind| kind.word();
    for (chunks, sentence) in chunks.iter().zip(text.sentences()) {
        let Some((a, b)) = sentence.words.first().zip(sentence.words.last()) else { continue };
        let whole = a.token.span.join(b.token.span);
        let wanted: Vec<_> = text.marked.iter().filter(|name| whole.covers(name.span)).collect();
        let found: Vec<(Kind, Span)> =
            chunks.iter().map(|chunk| (chunk.kind, sentence.span(chunk.first, chunk.last))).collect();
        let near = |span: Span| {
            let clip = |s: &str| s.replace('\n', " / ");
            let from = (0..=span.start.saturating_sub(50))
                .rev()
                .find(|i| text.text.is_char_boundary(*i))
                .unwrap_or(0)
                .max(whole.start)
                .min(span.start);
            let to = (span.end + 40..)
                .find(|i| *i >= text.text.len() || text.text.is_char_boundary(*i))
                .unwrap_or(text.text.len())
                .min(whole.end)
                .max(span.end);
            format!("{}[{}]{}", clip(&text.text[from..span.start]), span.of(&text.text), clip(&text.text[span.end..to]))
        };
        for name in wanted.iter().filter(|name| !name.optional && !found.contains(&(name.kind, name.span))) {
            println!("{}/{}\tmissed {}\t{}", text.collection, text.file, short(name.kind), near(name.span));
        }
        for (kind, span) in found.iter().filter(|(kind, _)| kind.is_actor()) {
            let right = wanted
                .iter()
                .any(|name| (name.kind == *kind && name.span == *span) || (name.optional && name.span.overlaps(*span)));
            if !right {
                println!("{}/{}\tspurious {}\t{}", text.collection, text.file, short(*kind), near(*span));
            }
        }
    }
}

const ARTICLES: &[&str] = &["the", "a", "an"];
const TITLES: &str = "mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron rev reverend hon president senator sen rep judge justice gen general col colonel capt captain ambassador minister king queen prince princess pope saint st sheikh imam ayatollah mr. mrs. ms. dr. prof. rev. hon. sen. rep. gen. col. capt. st.";
const LETTERS: &str = "jr sr jr. sr. ii iii iv mp mep qc kc phd md ph.d. m.d. obe mbe cbe";

/// People and bodies of a file of words with labels, each without the article, titles and letters that collections
/// treat in different ways.
pub fn of_bio(model: &Model, bio: &Bio) -> [Counts; 2] {
    let mut counts = [Counts::default(); 2];
    for (text, range) in bio.texts.iter().zip(&bio.of_text) {
        let chunks = text.read(model);
        let found: Vec<(Kind, Span)> = chunks
            .iter()
            .zip(text.sentences())
            .flat_map(|(chunks, sentence)| {
                chunks.iter().map(move |chunk| (chunk.kind, sentence.span(chunk.first, chunk.last)))
            })
            .collect();
        for sentence in &bio.sentences[range.clone()] {
            let said: Vec<(String, Kind)> = labels(sentence, &found);
            let wanted: Vec<(String, Kind)> = sentence
                .iter()
                .map(|(_, tag, _)| {
                    let (place, label) = tag.split_once('-').unwrap_or((tag, ""));
                    let kind = match label {
                        "PER" => Kind::Person,
                        "ORG" => Kind::Organisation,
                        _ => Kind::Other,
                    };
                    (place.to_owned(), kind)
                })
                .collect();
            let words: Vec<String> = sentence.iter().map(|(word, ..)| word.to_lowercase()).collect();
            let (said, wanted) = (spans(&words, &said), spans(&words, &wanted));
            for (kind, counts) in [Kind::Person, Kind::Organisation].into_iter().zip(&mut counts) {
                let of = |spans: &BTreeSet<(usize, usize, Kind)>| spans.iter().filter(|span| span.2 == kind).count();
                counts.said += of(&said);
                counts.wanted += of(&wanted);
                counts.right += said.intersection(&wanted).filter(|span| span.2 == kind).count();
            }
        }
    }
    counts
}

/// A label for each word of a sentence, from names that stand in its text.
pub fn labels(sentence: &[(String, String, Span)], found: &[(Kind, Span)]) -> Vec<(String, Kind)> {
    let mut open: Option<Span> = None;
    sentence
        .iter()
        .map(|(_, _, span)| {
            let name = found.iter().find(|(_, name)| name.overlaps(*span));
            let Some((kind, name)) = name else {
                open = None;
                return ("O".to_owned(), Kind::Other);
            };
            let place = if open == Some(*name) { "I" } else { "B" };
            open = Some(*name);
            (place.to_owned(), *kind)
        })
        .collect()
}

fn spans(words: &[String], tags: &[(String, Kind)]) -> BTreeSet<(usize, usize, Kind)> {
    let mut found = BTreeSet::new();
    let mut open: Option<(usize, Kind)> = None;
    for at in 0..=words.len() {
        let (place, kind) = tags.get(at).map_or(("O", Kind::Other), |(place, kind)| (place.as_str(), *kind));
        if let Some((start, of)) = open.filter(|(_, of)| place != "I" || *of != kind) {
            found.extend(trim(words, start, at, of));
            open = None;
        }
        if place == "B" || (place == "I" && open.is_none()) {
            open = Some((at, kind));
        }
    }
    found.retain(|span| matches!(span.2, Kind::Person | Kind::Organisation));
    found
}

fn trim(words: &[String], mut start: usize, mut end: usize, kind: Kind) -> Option<(usize, usize, Kind)> {
    let person = kind == Kind::Person;
    let among = |list: &str, word: &str| list.split(' ').any(|known| known == word);
    while start < end && (ARTICLES.contains(&words[start].as_str()) || person && among(TITLES, &words[start])) {
        start += 1;
    }
    let ends = |word: &str| matches!(word, "'s" | "’s" | "," | ".") || person && among(LETTERS, word);
    while start < end && ends(&words[end - 1]) {
        end -= 1;
    }
    (start < end).then_some((start, end, kind))
}
