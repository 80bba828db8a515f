//! What is measured of two organisations' names: the features that the weights weigh.

use super::body::{Body, Script, Sort, Term};
use super::distance::{alike, alike_from};
use super::met::Met;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The features, in the order of their values: name, and what it says of two names.
pub const FEATURES: &[(&str, &str)] = &[
    ("share-least", "how much of the less explained name the other explains, by how telling its words are"),
    ("share-most", "how much of the more explained name the other explains"),
    ("unanswered-both", "words that neither name explains: the smaller number of the two"),
    ("unanswered-any", "words that the other name does not explain: the larger number of the two"),
    ("unanswered-bits-both", "how telling the unanswered words are: the smaller sum of the two"),
    ("unanswered-bits-any", "how telling the unanswered words are: the larger sum of the two"),
    ("bits", "how telling the words are that answer each other"),
    ("words", "words that answer each other"),
    ("names", "words that answer each other and are neither places nor kinds of body"),
    ("weakness", "what the answered words lack in likeness, summed"),
    ("weakest", "the likeness of the least alike pair of words"),
    ("acronym", "1: one is an acronym of the other; -1: one is an acronym, but not of the other"),
    ("acronyms", "both are acronyms: how many letters they share in order"),
    ("letters", "letters of the acronym that is the shorter name"),
    ("letters-order", "the letters of the acronym stand in the other name in order"),
    ("aside", "a name in brackets is the other name, or an acronym of it"),
    ("place", "1: the same places; -1: places on both sides, others; 0: none, or on one side"),
    ("place-one", "places that only one side names, where the other names none"),
    ("heads", "1: the same kinds of body; -1: other kinds on both sides"),
    ("heads-one", "kinds of body that only one side names"),
    ("number", "1: the same numbers; -1: others"),
    ("whole", "how alike the whole names sound, by Jaro-Winkler"),
    ("whole-sound", "how alike the whole names sound, by weighted edits"),
    ("first", "the first words answer each other"),
    ("last", "the last words answer each other"),
    ("order", "the words stand in another order"),
    ("legal", "1: the same legal forms; -1: other ones on both sides; 0: none, or on one side"),
    ("fewest", "words of the shorter name"),
    ("most", "words of the longer name"),
    ("scripts", "they are written in two scripts"),
    ("contained", "every word of the shorter name is answered"),
    ("equal", "every word is answered by an equal one"),
    ("contained-head", "every word of the shorter name is answered, and the longer goes on to name a kind of body"),
    ("rare", "the most telling word that is answered"),
    ("rare-loose", "the most telling word that is not answered"),
];

/// One value for each feature.
pub type Values = [f64; FEATURES.len()];

/// A pair of words: index left, index right, likeness.
pub type Match = (usize, usize, f64);

/// One value for each feature of two names whose words answer each other so.
pub fn features(left: &Body, right: &Body, pairs: &[Match]) -> Values {
    let loose = |body: &Body, taken: &dyn Fn(&Match) -> usize| -> Vec<usize> {
        (0..body.terms.len()).filter(|at| !pairs.iter().any(|pair| taken(pair) == *at)).collect()
    };
    let loose_left = loose(left, &|pair| pair.0);
    let loose_right = loose(right, &|pair| pair.1);
    let bits = |body: &Body, at: &[usize]| at.iter().map(|at| body.terms[*at].bits).sum::<f64>();
    let total = |body: &Body| body.terms.iter().map(|term| term.bits).sum::<f64>().max(1.0);
    let (bits_left, bits_right) = (bits(left, &loose_left), bits(right, &loose_right));
    let (share_left, share_right) = (1.0 - bits_left / total(left), 1.0 - bits_right / total(right));
    let matched: f64 = pairs.iter().map(|(i, _, likeness)| left.terms[*i].bits * likeness).sum();
    let named = pairs.iter().filter(|(i, ..)| left.terms[*i].sort == Sort::Name).count() as f64;
    let weakest = pairs.iter().map(|pair| pair.2).fold(1.0, f64::min);
    let (acronym, letters, order_of_letters) = acronym(left, right);
    let (places, heads) = (sorts(left, right, Sort::Place), sorts(left, right, Sort::Head));
    let flag = |yes: bool| f64::from(u8::from(yes));
    let contained = !pairs.is_empty() && (loose_left.is_empty() || loose_right.is_empty());
    let longer_head = |body: &Body, loose: &[usize]| loose.iter().any(|at| body.terms[*at].sort == Sort::Head);
    let rarest = |body: &Body, at: &[usize]| at.iter().map(|at| body.terms[*at].bits).fold(0.0, f64::max);
    let (fewest, most) = (left.terms.len().min(right.terms.len()), left.terms.len().max(right.terms.len()));
    [
        share_left.min(share_right),
        share_left.max(share_right),
        loose_left.len().min(loose_right.len()) as f64,
        loose_left.len().max(loose_right.len()) as f64,
        bits_left.min(bits_right) / 10.0,
        bits_left.max(bits_right) / 10.0,
        matched / 10.0,
        pairs.len() as f64,
        named,
        pairs.iter().map(|pair| 1.0 - pair.2).sum(),
        if pairs.is_empty() { 0.0 } else { weakest },
        acronym,
        acronyms(left, right),
        letters,
        flag(order_of_letters),
        flag(aside(left, right) || aside(right, left)),
        places.0,
        places.1,
        heads.0,
        heads.1,
        sorts(left, right, Sort::Number).0,
        super::jaro::jaro_winkler(&left.whole, &right.whole),
        alike(&left.whole, &right.whole),
        flag(pairs.iter().any(|pair| pair.0 == 0 && pair.1 == 0)),
        flag(pairs.iter().any(|pair| pair.0 + 1 == left.terms.len() && pair.1 + 1 == right.terms.len())),
        flag(pairs.windows(2).any(|two| two[0].1 > two[1].1)),
        legal(left, right),
        fewest as f64,
        most as f64,
        flag((left.script == Script::Other) != (right.script == Script::Other)),
        flag(contained),
        flag(loose_left.is_empty() && loose_right.is_empty() && !pairs.is_empty() && weakest == 1.0),
        flag(contained && (longer_head(left, &loose_left) || longer_head(right, &loose_right))),
        pairs.iter().map(|pair| left.terms[pair.0].bits).fold(0.0, f64::max) / 10.0,
        rarest(left, &loose_left).max(rarest(right, &loose_right)) / 10.0,
    ]
}

/// Below this, two words have nothing to do with each other.
const LEAST: f64 = 0.8;

/// Pairs words greedily, the best first.
pub fn align(left: &[Term], right: &[Term]) -> Vec<Match> {
    let mut candidates: Vec<Match> = Vec::new();
    for (i, a) in left.iter().enumerate() {
        for (j, b) in right.iter().enumerate() {
            let likeness = words(a, b);
            if likeness >= LEAST {
                candidates.push((i, j, likeness));
            }
        }
    }
    candidates
        .sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0.abs_diff(a.1), a.0, a.1).cmp(&(b.0.abs_diff(b.1), b.0, b.1))));
    let mut pairs: Vec<Match> = Vec::new();
    for candidate in candidates {
        if !pairs.iter().any(|pair| pair.0 == candidate.0 || pair.1 == candidate.1) {
            pairs.push(candidate);
        }
    }
    pairs.sort_by_key(|pair| pair.0);
    pairs
}

thread_local! {
    static MET: RefCell<Met<f64>> = RefCell::default();
}

/// How alike two words are; 0 for some that are less than `LEAST`.
fn words(a: &Term, b: &Term) -> f64 {
    if a.number == b.number {
        return 1.0;
    }
    let number = a.sort == Sort::Number || b.sort == Sort::Number;
    // Of short words every letter counts.
    if number || a.sort == Sort::Place && b.sort == Sort::Place || a.length.min(b.length) <= 3 {
        return 0.0;
    }
    let (short, long) = if a.text.len() < b.text.len() { (&a.text, &b.text) } else { (&b.text, &a.text) };
    let stem = long.len() - short.len() <= 3 && long.starts_with(short.as_str());
    if stem || a.scanned == b.scanned {
        return 0.92;
    }
    if !a.letters.may_be_alike(b.letters, LEAST) {
        return 0.0;
    }
    0.96 * MET.with_borrow_mut(|met| met.of((a.number, b.number), || alike_from(&a.sound, &b.sound, LEAST)))
}

/// Whether one is an acronym of the other, the letters it has, and whether these stand in the other name in order.
fn acronym(left: &Body, right: &Body) -> (f64, f64, bool) {
    let (short, long) = match (&left.acronym, &right.acronym) {
        (Some(short), None) => (short, right),
        (None, Some(short)) => (short, left),
        _ => return (0.0, 0.0, false),
    };
    let fits = long.initials().contains(short);
    let whole: String = long.plain.concat();
    let starts = long.plain.first().and_then(|word| word.chars().next()) == short.chars().next();
    let mut rest = whole.chars();
    let in_order = starts && short.chars().all(|letter| rest.any(|c| c == letter));
    (if fits { 1.0 } else { -1.0 }, short.chars().count() as f64, in_order)
}

fn acronyms(left: &Body, right: &Body) -> f64 {
    match (&left.acronym, &right.acronym) {
        (Some(a), Some(b)) => strsim::jaro(a, b),
        _ => 0.0,
    }
}

/// Whether what one has in brackets is the other, or an acronym of it.
pub fn aside(left: &Body, right: &Body) -> bool {
    if left.asides.is_empty() {
        return false;
    }
    let right_whole: String = right.plain.concat();
    left.asides.iter().any(|aside| {
        *aside == right_whole
            || right.asides.contains(aside)
            || right.initials().contains(aside) && aside.chars().count() > 2
    })
}

/// Words of a sort: 1 the same, -1 other ones on both sides, else 0; and how many only one side has where the other
/// has none.
fn sorts(left: &Body, right: &Body, sort: Sort) -> (f64, f64) {
    let number = |body: &Body| body.of(sort).map(|term| &term.text).collect::<BTreeSet<_>>().len();
    match (left.has(sort), right.has(sort)) {
        (false, false) => (0.0, 0.0),
        (true, true) => match (left.is_within(right, sort), right.is_within(left, sort)) {
            (true, true) => (1.0, 0.0),
            (false, false) => (-1.0, 0.0),
            _ => (0.3, 0.0),
        },
        _ => (0.0, (number(left) + number(right)) as f64),
    }
}

fn legal(left: &Body, right: &Body) -> f64 {
    match (left.legal.is_empty(), right.legal.is_empty()) {
        (false, false) if left.legal == right.legal => 1.0,
        (false, false) => -1.0,
        _ => 0.0,
    }
}
