//! What the tagger looks at: for each word that could be in a name, the features that speak for and against its labels.
//!
//! A feature is a hash of a template's number and a value. The templates are those of Ratinov and Roth (2009), "Design
//! Challenges and Misconceptions in Named Entity Recognition", and the conventions of letters and reports: runs of
//! capitals with their head words, tables of the lexicon, brackets that define an acronym.

use super::form::{Form, PHRASE_TABLES, bit, phrase_tables};
use super::hash::{feature, pair};
use super::runs::Runs;
use crate::lexicon::Lexicon;
use crate::lexicon::sentences::Sentence;
use crate::names::shape::spells;
use crate::text::TokenKind;
use std::sync::LazyLock;

/// The most words between two capitals that may be one name.
const GAP: usize = 4;

/// A stretch of a sentence whose words could be in names; before and behind it there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Index of its first word.
    pub start: usize,
    /// Index behind its last word.
    pub end: usize,
}

/// The stretches of a sentence that could hold names. Words without a capital count only between capitals.
pub fn stretches(forms: &[&Form]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (i, form) in forms.iter().enumerate() {
        if !form.capital {
            continue;
        }
        // "Foreign affairs", "350.org": a head or a number beside a capital is looked at, too.
        let head = forms.get(i + 1).is_some_and(|next| next.bits & bit::HEAD != 0 && !next.capital);
        let number = i > 0 && forms[i - 1].kind == Some(TokenKind::Number);
        let (start, end) = (i - usize::from(number), i + 1 + usize::from(head));
        match found.last_mut() {
            Some(last) if start <= last.end + GAP => last.end = end,
            _ => found.push(Stretch { start, end }),
        }
    }
    for stretch in &mut found {
        let number = forms.get(stretch.end).is_some_and(|form| form.kind == Some(TokenKind::Number));
        stretch.end += usize::from(number);
    }
    found
}

/// What stands before the first and behind the last word of a sentence.
pub static BEYOND: LazyLock<Form> = LazyLock::new(|| Form { lower: 1, ..Form::default() });

/// A sentence with all that is known of its words.
pub struct View<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The sentence.
    pub sentence: &'a Sentence<'a>,
    /// What is known of each word.
    pub forms: &'a [&'a Form],
    /// The runs of capitals.
    pub runs: Runs,
    /// What longer entries of the tables cover each word.
    phrases: Vec<Vec<u64>>,
    /// Whether each word is part of a name whose initials stand in brackets behind it (1), or is such initials (2).
    defined: Vec<u8>,
    /// Where the sentence stands and how it is written.
    manner: u64,
}

impl<'a> View<'a> {
    /// Looks at a sentence as a whole.
    pub fn new(text: &'a str, sentence: &'a Sentence, forms: &'a [&'a Form], lexicon: &Lexicon) -> View<'a> {
        let runs = Runs::of(text, sentence, forms);
        let manner = u64::from(sentence.shouting) << 8 | u64::from(sentence.title_case) << 9 | sentence.setting as u64;
        let defined = defined(text, sentence, &runs);
        View { text, sentence, forms, runs, phrases: phrases(sentence, forms, lexicon), defined, manner }
    }

    fn form(&self, at: usize, offset: isize) -> &'a Form {
        at.checked_add_signed(offset).and_then(|i| self.forms.get(i).copied()).unwrap_or(&BEYOND)
    }

    /// The features of the word at `at`.
    pub fn of_word(&self, at: usize, found: &mut Vec<u64>) {
        self.around(at, |_, feature| found.push(feature));
        self.of_place(at, found);
    }

    /// The features of the word at `at` that more than one word tells, or its place in the sentence. What each of the
    /// words around it tells by itself is [`of_neighbours`].
    pub fn of_several(&self, at: usize, found: &mut Vec<u64>) {
        self.around(at, |teller, feature| {
            if teller == Teller::Several {
                found.push(feature);
            }
        });
        self.of_place(at, found);
    }

    fn around(&self, at: usize, add: impl FnMut(Teller, u64)) {
        let words = [-2, -1, 0, 1, 2].map(|offset| self.form(at, offset));
        of_neighbours(words, self.manner << 1 | u64::from(at == 0), add);
    }

    /// What the word's place in its run, in entries of tables and in definitions tells.
    fn of_place(&self, at: usize, found: &mut Vec<u64>) {
        self.of_run(at, found);
        found.extend(&self.phrases[at]);
        if self.defined[at] != 0 {
            found.push(feature(200, u64::from(self.defined[at])));
            found.push(feature(201, pair(u64::from(self.defined[at]), self.forms[at].shape)));
        }
    }

    /// What the run of capitals around the word says: where it ends, which head it has, what stands around it.
    fn of_run(&self, at: usize, found: &mut Vec<u64>) {
        let Some((first, last)) = self.runs.around(at) else { return };
        let mut add = |template: u64, value: u64| found.push(feature(template, value));
        let here = self.forms[at];
        let near = |n: usize| n.min(4) as u64;
        let (from_start, to_end) = (near(at - first), near(last - at));
        add(170, from_start << 8 | to_end);
        add(171, pair(to_end, self.forms[last].lower));
        add(172, pair(from_start, self.forms[first].lower));
        add(173, pair(to_end, self.forms[last].bits));
        add(174, pair(from_start, self.forms[first].bits));
        let (before, behind) = (self.form(first, -1), self.form(last, 1));
        add(175, pair(from_start, before.lower));
        add(176, pair(to_end, behind.lower));
        add(177, pair(from_start, before.clusters[1]));
        add(178, pair(to_end, behind.clusters[1]));
        add(179, pair(from_start, before.bits));
        add(180, pair(to_end, behind.bits));
        add(181, pair(behind.lower, pair(to_end, here.bits)));
        add(182, pair(before.lower, pair(from_start, here.bits)));
        let head_right = (at..=last).find(|i| self.is_head(*i));
        let head_left = (first..at).rev().find(|i| self.is_head(*i));
        let class = |i: Option<usize>| i.map_or(0, |i| self.forms[i].bits & bit::HEAD);
        let distance = |i: Option<usize>| i.map_or(9, |i| near(i.abs_diff(at)));
        add(183, pair(distance(head_right), class(head_right)));
        add(184, pair(distance(head_left), class(head_left)));
        add(185, pair(class(head_left), pair(class(head_right), here.lower)));
        add(186, pair(distance(head_left), pair(distance(head_right), here.shape)));
        add(187, pair(self.runs.capitals(first, last), pair(from_start, to_end)));
        // What the words of the run are, for the whole of it.
        let names = (first..=last)
            .filter(|i| self.forms[*i].capital)
            .fold(0, |all, i| pair(all, self.forms[i].class << 1 | u64::from(i == at)));
        add(188, names);
        let behind_two = self.form(last, 2);
        add(189, pair(to_end, pair(behind.lower, behind_two.bits)));
        let before_two = if first > 0 { self.form(first - 1, -1) } else { self.form(0, -1) };
        add(190, pair(from_start, pair(before_two.lower, before.lower)));
    }

    fn is_head(&self, at: usize) -> bool {
        self.forms[at].capital && self.forms[at].bits & bit::HEAD != 0
    }
}

/// Which word tells a feature, seen from the word that it is a feature of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teller {
    /// The second word before it.
    TwoBefore,
    /// The word before it.
    Before,
    /// The word itself.
    Here,
    /// The word behind it.
    After,
    /// The second word behind it.
    TwoAfter,
    /// More than one of them, or the sentence.
    Several,
}

/// The features that a word and the two on either side of it tell. `manner` is how the sentence is written, and whether
/// the word opens it.
pub fn of_neighbours(words: [&Form; 5], manner: u64, mut found: impl FnMut(Teller, u64)) {
    use Teller::{After, Before, Here, Several, TwoAfter, TwoBefore};
    let [two_before, before, here, after, two_after] = words;
    let mut add = |teller: Teller, template: u64, value: u64| found(teller, feature(template, value));

    add(Here, 1, here.lower);
    add(Before, 2, before.lower);
    add(After, 3, after.lower);
    add(TwoBefore, 4, two_before.lower);
    add(TwoAfter, 5, two_after.lower);
    add(Several, 6, pair(before.lower, here.lower));
    add(Several, 7, pair(here.lower, after.lower));
    add(Several, 8, pair(before.lower, after.lower));
    add(Here, 9, here.written);
    add(Here, 10, here.shape);
    add(Several, 11, pair(before.shape, pair(here.shape, after.shape)));
    add(Several, 12, pair(here.shape, manner));
    add(Several, 13, manner);
    for (i, prefix) in here.prefixes.iter().enumerate().filter(|(_, hash)| **hash != 0) {
        add(Here, 14 + i as u64, *prefix);
    }
    for (i, suffix) in here.suffixes.iter().enumerate().filter(|(_, hash)| **hash != 0) {
        add(Here, 17 + i as u64, *suffix);
    }
    add(Before, 21, before.suffixes[2]);
    add(After, 22, after.suffixes[2]);

    for (i, cluster) in here.clusters.iter().enumerate() {
        add(Here, 23 + i as u64, *cluster);
    }
    for (teller, template, form) in [(Before, 26, before), (After, 29, after)] {
        add(teller, template, form.clusters[1]);
        add(teller, template + 1, form.clusters[2]);
    }
    add(TwoBefore, 32, two_before.clusters[2]);
    add(TwoAfter, 33, two_after.clusters[2]);
    add(Several, 34, pair(before.clusters[1], here.clusters[1]));
    add(Several, 35, pair(here.clusters[1], after.clusters[1]));
    add(Here, 36, pair(here.shape, here.clusters[0]));

    for (teller, template, form) in [(Here, 40, here), (Before, 80, before), (After, 120, after)] {
        for i in (0..bit::COUNT).filter(|i| form.bits >> i & 1 == 1) {
            add(teller, template + u64::from(i), u64::from(form.capital));
        }
    }
    let table = |form: &Form| form.bits << 1 | u64::from(form.capital);
    add(Here, 160, table(here));
    add(Several, 161, pair(table(before), table(here)));
    add(Several, 162, pair(table(here), table(after)));
    add(Several, 163, pair(table(before), pair(table(here), table(after))));
    add(TwoBefore, 164, table(two_before));
    add(TwoAfter, 165, table(two_after));
    add(Several, 166, pair(here.lower, table(after)));
    add(Several, 167, pair(table(before), here.lower));
    add(Here, 168, pair(here.shape, table(here)));

    let [c, b, a, bb, aa] = [here, before, after, two_before, two_after].map(|form| form.class);
    add(Here, 230, c);
    add(Several, 231, b << 8 | c);
    add(Several, 232, c << 8 | a);
    add(Several, 233, b << 16 | c << 8 | a);
    add(Several, 234, bb << 16 | b << 8 | c);
    add(Several, 235, c << 16 | a << 8 | aa);
    add(Several, 236, bb << 24 | b << 16 | c << 8 | a);
    add(Several, 237, b << 24 | c << 16 | a << 8 | aa);
    add(Several, 238, pair(here.clusters[1], b << 8 | a));
}

/// Features of the tables' entries of several words, word by word.
fn phrases(sentence: &Sentence, forms: &[&Form], lexicon: &Lexicon) -> Vec<Vec<u64>> {
    let mut found: Vec<Vec<u64>> = vec![Vec::new(); forms.len()];
    let tables = phrase_tables(lexicon);
    let mark = |table: u64, start: usize, n: usize, found: &mut Vec<Vec<u64>>| {
        for (i, word) in found[start..start + n].iter_mut().enumerate() {
            let place = u64::from(i > 0) | u64::from(i + 1 < n) << 1;
            word.push(feature(192, table << 8 | place));
            word.push(feature(193, table << 16 | place << 8 | n.min(5) as u64));
        }
    };
    for (start, form) in forms.iter().enumerate().filter(|(_, form)| form.opens != 0) {
        let keys = sentence.keys_from(start);
        for (i, table) in tables.iter().enumerate().filter(|(i, _)| form.opens >> i & 1 == 1) {
            if let Some((n, _)) = table.longest_at(keys).filter(|(n, _)| *n > 1) {
                mark(i as u64, start, n, &mut found);
            }
        }
        if form.opens >> PHRASE_TABLES == 1
            && let Some((n, _)) = lexicon.longest_body(keys).filter(|(n, _)| *n > 1)
        {
            mark(20, start, n, &mut found);
        }
    }
    found
}

/// Which words are spelled by initials in brackets behind them, and which are such initials.
fn defined(text: &str, sentence: &Sentence, runs: &Runs) -> Vec<u8> {
    let mut found = vec![0; sentence.words.len()];
    for definition in definitions(text, sentence, runs) {
        found[definition.first..=definition.last].fill(1);
        found[definition.initials] = 2;
    }
    found
}

/// "Lake Fishers' Union (LFU)": a name with its initials behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The name's first word.
    pub first: usize,
    /// The name's last word.
    pub last: usize,
    /// The word that is its initials.
    pub initials: usize,
}

impl Definition {
    /// The word from which on the capitals are the initials to the letter, or else the first: "Lagoon Workers Union (LWU)"
    /// behind "Local".
    pub fn exact(&self, sentence: &Sentence) -> usize {
        let short: Vec<char> = sentence.words[self.initials].key.chars().collect();
        let spelt = |start: &usize| sentence.words[*start].capital && initials(sentence, *start, self.last) == short;
        (self.first..=self.last).filter(|_| short.len() > 2).find(spelt).unwrap_or(self.first)
    }
}

/// The first letters of the capitals and numbers of a stretch.
fn initials(sentence: &Sentence, first: usize, last: usize) -> Vec<char> {
    let counted = sentence.words[first..=last].iter().filter(|w| w.capital || w.token.kind == TokenKind::Number);
    counted.flat_map(|word| word.key.chars().next()).collect()
}

/// The definitions of a sentence.
pub fn definitions(text: &str, sentence: &Sentence, runs: &Runs) -> Vec<Definition> {
    let words = &sentence.words;
    let mut found = Vec::new();
    for open in 1..words.len().saturating_sub(1) {
        if !words[open].token.is_mark(text, '(') || !words[open + 1].capital {
            continue;
        }
        let Some((first, last)) = runs.around(open - 1) else { continue };
        let start = (first..=last).filter(|start| words[*start].capital).find(|start| {
            let initials = initials(sentence, *start, last);
            initials.len() > 1 && spells(&words[open + 1].key, &initials)
        });
        found.extend(start.map(|first| Definition { first, last, initials: open + 1 }));
    }
    found
}
