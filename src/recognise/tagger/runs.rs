//! Runs: capitalised words in a row with the small words between them, of which names are made.

use super::form::Form;
use crate::lexicon::sentences::Sentence;
use crate::text::TokenKind;

/// Small words that may stand between the capitals of a name.
const JOINING: &[&str] = &[
    "of", "for", "the", "and", "in", "on", "to", "against", "with", "at", "de", "la", "le", "les", "des", "du", "del",
    "della", "di", "da", "do", "dos", "das", "e", "y", "et", "und", "en", "los", "las", "el", "para", "por", "pela",
    "fur", "der", "den", "van", "voor", "von", "by", "from", "without", "al", "bin", "ibn", "ul", "ur", "zu", "ter",
];

/// Whether a small word may stand between the capitals of a name.
pub fn joins(key: &str) -> bool {
    JOINING.contains(&key)
}

/// The runs of a sentence.
#[derive(Debug, Default)]
pub struct Runs {
    /// For each word the first and last word of its run.
    around: Vec<Option<(u32, u32)>>,
    /// For each word how many capitals stand before it.
    capitals: Vec<u32>,
}

impl Runs {
    /// The runs of a sentence: each begins and ends with a capital; at most three small words stand in a row.
    pub fn of(text: &str, sentence: &Sentence, forms: &[&Form]) -> Runs {
        let words = &sentence.words;
        let mut around = vec![None; words.len()];
        let mut at = 0;
        while at < words.len() {
            if !forms[at].capital {
                at += 1;
                continue;
            }
            let (mut last, mut next) = (at, at + 1);
            while next < words.len() && next - last <= 3 {
                let gap = &text[words[next - 1].token.span.end..words[next].token.span.start];
                let joins = match words[next].token.kind {
                    TokenKind::Word => forms[next].capital || forms[next].joins,
                    TokenKind::Number | TokenKind::Possessive => true,
                    TokenKind::Mark => matches!(words[next].token.span.of(text), "&" | "’" | "'" | "/"),
                    TokenKind::Link => false,
                };
                if !joins || gap.matches('\n').count() > 1 || gap.contains("   ") {
                    break;
                }
                if forms[next].capital || forms[next].kind == Some(TokenKind::Number) && next == last + 1 {
                    last = next;
                }
                next += 1;
            }
            around[at..=last].fill(Some((at as u32, last as u32)));
            at = last + 1;
        }
        let capitals = forms.iter().scan(0, |sum, form| {
            *sum += u32::from(form.capital);
            Some(*sum)
        });
        Runs { around, capitals: std::iter::once(0).chain(capitals).collect() }
    }

    /// The first and last word of the run that holds a word.
    pub fn around(&self, at: usize) -> Option<(usize, usize)> {
        self.around[at].map(|(first, last)| (first as usize, last as usize))
    }

    /// How many capitals stand from `first` to `last`, at most seven.
    pub fn capitals(&self, first: usize, last: usize) -> u64 {
        u64::from((self.capitals[last + 1] - self.capitals[first]).min(7))
    }
}
