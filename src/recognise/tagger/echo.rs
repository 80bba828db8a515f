//! What the first reading of a document called the same words elsewhere: the evidence of the second.

use super::Chunk;
use super::form::Form;
use super::hash::{feature, pair};
use crate::lexicon::quick::QuickMap;
use crate::model::Kind;

/// Kinds of names, and none.
const KINDS: usize = 5;

/// How often a word or phrase was called what.
type Tally = [u32; KINDS];

fn index(kind: Option<Kind>) -> usize {
    match kind {
        None => 0,
        Some(Kind::Person) => 1,
        Some(Kind::Organisation) => 2,
        Some(Kind::Place) => 3,
        Some(Kind::Other) => 4,
    }
}

/// What a document's first reading found, by words and by phrases.
#[derive(Debug, Default)]
pub struct Echo {
    /// Capitalised words.
    words: QuickMap<u64, Tally>,
    /// First and last words of names of people with several words.
    people: QuickMap<(u64, bool), u32>,
    /// Names of several words, by the hash of their words.
    phrases: QuickMap<u64, Tally>,
    /// How many words names have that begin with a word, one bit each.
    lengths: QuickMap<u64, u32>,
}

/// The most words of a remembered name.
const LONGEST: usize = 12;

impl Echo {
    /// Remembers a reading of a sentence: its chunks.
    pub fn add(&mut self, forms: &[&Form], chunks: &[Chunk]) {
        for (form, kind) in forms.iter().zip(kinds(forms, chunks)).filter(|(form, _)| form.capital) {
            self.words.entry(form.lower).or_default()[index(kind)] += 1;
        }
        for chunk in chunks.iter().filter(|chunk| chunk.last > chunk.first) {
            let n = chunk.last + 1 - chunk.first;
            if chunk.kind == Kind::Person {
                *self.people.entry((forms[chunk.first].lower, false)).or_default() += 1;
                *self.people.entry((forms[chunk.last].lower, true)).or_default() += 1;
            }
            if n <= LONGEST {
                self.phrases.entry(phrase(&forms[chunk.first..=chunk.last])).or_default()[index(Some(chunk.kind))] += 1;
                *self.lengths.entry(forms[chunk.first].lower).or_default() |= 1 << n;
            }
        }
    }

    /// The features of each word of a sentence; `chunks` is what the first reading found in it, which does not count.
    pub fn features(&self, forms: &[&Form], chunks: &[Chunk]) -> Vec<Vec<u64>> {
        let mut found: Vec<Vec<u64>> = vec![Vec::new(); forms.len()];
        let kinds = kinds(forms, chunks);
        for (at, form) in forms.iter().enumerate().filter(|(_, form)| form.capital) {
            let mut tally = self.words.get(&form.lower).copied().unwrap_or_default();
            let own = &mut tally[index(kinds[at])];
            *own = own.saturating_sub(1);
            let add = &mut found[at];
            if let Some((kind, share)) = summary(tally) {
                add.push(feature(210, pair(kind, share)));
                add.push(feature(211, pair(kind, pair(share, form.shape))));
                add.push(feature(212, pair(kind, form.bits)));
            }
            for last in [false, true] {
                let inside = chunks.iter().any(|chunk| {
                    let end = if last { chunk.last } else { chunk.first };
                    chunk.kind == Kind::Person && chunk.last > chunk.first && end == at
                });
                let times = self.people.get(&(form.lower, last)).map_or(0, |n| n - u32::from(inside));
                if times > 0 {
                    add.push(feature(213, pair(u64::from(last), u64::from(times.min(3)))));
                }
            }
        }
        self.of_phrases(forms, chunks, &mut found);
        found
    }

    fn of_phrases(&self, forms: &[&Form], chunks: &[Chunk], found: &mut [Vec<u64>]) {
        for start in 0..forms.len() {
            let Some(lengths) = self.lengths.get(&forms[start].lower) else { continue };
            let most = LONGEST.min(forms.len() - start);
            let told = (2..=most).rev().filter(|n| lengths >> n & 1 == 1).find_map(|n| {
                let mut tally = *self.phrases.get(&phrase(&forms[start..start + n]))?;
                if let Some(own) = chunks.iter().find(|c| (c.first, c.last) == (start, start + n - 1)) {
                    tally[index(Some(own.kind))] -= 1;
                }
                Some((n, summary(tally)?))
            });
            let Some((n, (kind, share))) = told else { continue };
            for (i, add) in found[start..start + n].iter_mut().enumerate() {
                let place = u64::from(i > 0) | u64::from(i + 1 < n) << 1;
                add.push(feature(214, pair(kind, place)));
                add.push(feature(215, pair(pair(kind, share), place)));
            }
        }
    }
}

/// The kind called most often, and how sure that is; nothing where nothing was called.
fn summary(tally: Tally) -> Option<(u64, u64)> {
    let total: u32 = tally.iter().sum();
    let best = (0..KINDS).max_by_key(|i| (tally[*i], KINDS - i))?;
    let sure = match (total, tally[best]) {
        (0, _) => return None,
        (1, _) => 0,
        (total, most) if most == total => 1 + u64::from(total > 3),
        (total, most) if most * 3 >= total * 2 => 3,
        _ => 4,
    };
    Some((best as u64, sure))
}

/// What each word of a sentence was called.
fn kinds(forms: &[&Form], chunks: &[Chunk]) -> Vec<Option<Kind>> {
    let mut kinds = vec![None; forms.len()];
    for chunk in chunks {
        kinds[chunk.first..=chunk.last].fill(Some(chunk.kind));
    }
    kinds
}

fn phrase(forms: &[&Form]) -> u64 {
    forms.iter().fold(0, |hash, form| pair(hash, form.lower))
}
