//! What is measured of two people's names: the features that the weights weigh.

use super::align::{Bond, Pair};
use super::distance::{alike, at_most_one_edit};
use super::jaro::jaro_winkler;
use super::met::Met;
use super::person::{Part, Person};
use super::sound::consonants;
use super::spelling::Spelling;
use super::word::Word;
use std::cell::RefCell;

/// The features, in the order of their values: name, and what it says of two names.
pub const FEATURES: &[(&str, &str)] = &[
    ("family-least", "how well the worse answered of the two family names is answered"),
    ("family-most", "how well the better answered of the two family names is answered"),
    ("given-least", "how well the worse answered of the two given names is answered"),
    ("given-most", "how well the better answered of the two given names is answered"),
    ("unanswered-both", "words that neither name explains: the smaller number of the two"),
    ("unanswered-any", "words that the other name does not explain: the larger number of the two"),
    ("unanswered-bits", "how telling the unanswered words are: the smaller sum of the two"),
    ("bits", "how telling the words are that answer each other"),
    ("words", "words that answer each other"),
    ("weakness", "what the answered words lack in likeness, summed"),
    ("weakest", "the likeness of the least alike pair of words"),
    ("initials", "words answered by an initial"),
    ("nicknames", "words answered by a short form"),
    ("variants", "words answered by another spelling of the same name, by the table"),
    ("sounds", "words answered by their sound alone"),
    ("known-apart", "words answered by their sound that the table knows as two names"),
    ("order", "the words stand in another order"),
    ("first-sound", "given names that answer each other begin with another sound"),
    ("whole", "how alike the whole names sound, by Jaro-Winkler"),
    ("whole-sorted", "how alike the words sound, sorted and joined"),
    ("skeletons", "the consonants of the whole names are equal"),
    ("initial-clash", "an initial that nothing answers stands against a name of another letter"),
    ("suffix", "only one has Jr, Sr or a number"),
    ("peer", "one has a title of the peerage"),
    ("peers", "both have a title of the peerage"),
    ("territory", "1: the same territory; -1: another"),
    ("fathers", "words that answer each other as the father's name"),
    ("fewest", "words of the shorter name"),
    ("most", "words of the longer name"),
    ("scripts", "they are written in two scripts"),
    ("compound", "unanswered words tied to an answered one by a hyphen"),
    ("family-bits", "how telling the answered family name is"),
    ("family-sound", "how alike the family names sound"),
    ("given-sound", "how alike the given names sound"),
    ("joined", "words written as one on one side"),
    ("particles", "small words that only one side has"),
    ("crossed", "a family name answers a name that is no family name"),
    ("middle-clash", "both have names between, and none of them answer each other"),
    ("asides", "words answered by a name in brackets or by what is half a title"),
    ("given-bits", "how telling the answered given name is"),
    ("given-crossed", "the given name of one answers a name that is no given name of the other"),
    ("semitic", "both have Arabic or Persian particles or fathers"),
    ("evidence", "how telling the answered words are, less how telling the unanswered ones are on both sides"),
    ("equal", "every word is answered by an equal one"),
    ("slip", "the least alike pair of words differs by a slip of the pen at most: one letter of five or more"),
    ("consonants", "words answered by their sound alone that differ in more than vowels"),
    ("rarer", "how telling the rarer of two words is that answer each other by sound alone: a slip makes a rare word"),
    ("letters", "the share of their letters that the whole names have in common"),
    ("unanswered-letters", "the share of their letters that the unanswered words have in common"),
    ("places", "words that answer each other in another place, from the front and from the end"),
];

/// More than the rarest word tells, in tens of bits.
const NO_SLIP: f64 = 2.0;

/// One value for each feature.
pub type Values = [f64; FEATURES.len()];

/// The features of two names whose words answer each other so.
pub fn features(left: &Person, right: &Person, all: &[Pair]) -> Values {
    let seen = Seen { left, right, pairs: all };
    // What need not match proves little where it does.
    let is_aside = |pair: &Pair| {
        let (a, b) = seen.parts(pair);
        a == Part::Aside || b == Part::Aside
    };
    let pairs: Vec<&Pair> = all.iter().filter(|pair| !is_aside(pair)).collect();
    let asides = all.len() - pairs.len();
    let (loose_left, loose_right) = (seen.unanswered(left, Side::Left), seen.unanswered(right, Side::Right));
    let count = |words: &[&Word]| words.iter().map(|word| if word.initial { 0.6 } else { 1.0 }).sum::<f64>();
    let bits = |words: &[&Word]| words.iter().map(|word| f64::from(word.bits)).sum::<f64>() / 10.0;
    let of = |bond: Bond| pairs.iter().filter(|pair| pair.bond == bond).count() as f64;
    let family = (seen.answer(left, Part::Family, Side::Left), seen.answer(right, Part::Family, Side::Right));
    let given = (seen.answer(left, Part::Given, Side::Left), seen.answer(right, Part::Given, Side::Right));
    let weakest = pairs.iter().min_by(|a, b| a.likeness.total_cmp(&b.likeness));
    let order = pairs.windows(2).any(|two| two[0].right > two[1].right);
    let named = |person: &Person| person.words.iter().filter(|word| word.part != Part::Aside).count() as f64;
    let (fewest, most) = (named(left).min(named(right)), named(left).max(named(right)));
    let matched_bits: f64 = pairs
        .iter()
        .map(|pair| f64::from(seen.bits(pair)) * pair.likeness * if pair.bond == Bond::Initial { 0.3 } else { 1.0 })
        .sum();
    let tied = loose_left.iter().chain(&loose_right).filter(|word| word.tied).count() as f64;
    let particles = left.particles.iter().filter(|p| !right.particles.contains(p)).count()
        + right.particles.iter().filter(|p| !left.particles.contains(p)).count();
    let sounds = || pairs.iter().filter(|pair| pair.bond == Bond::Sound && pair.is_single());
    let letters = |words: &[&Word]| Spelling::of(words.iter().map(|word| word.sound.as_str()));
    let flag = |yes: bool| f64::from(u8::from(yes));
    [
        family.0.min(family.1),
        family.0.max(family.1),
        given.0.min(given.1),
        given.0.max(given.1),
        count(&loose_left).min(count(&loose_right)),
        count(&loose_left).max(count(&loose_right)),
        bits(&loose_left).min(bits(&loose_right)),
        matched_bits / 10.0,
        pairs.len() as f64,
        pairs.iter().map(|pair| 1.0 - pair.likeness).sum(),
        weakest.map_or(0.0, |pair| pair.likeness),
        of(Bond::Initial),
        of(Bond::Nickname),
        of(Bond::Variant),
        of(Bond::Sound),
        pairs.iter().filter(|pair| pair.known_apart).count() as f64,
        flag(order),
        flag(seen.first_sound()),
        jaro_winkler(&left.whole, &right.whole),
        alike(&left.sorted, &right.sorted),
        flag(left.skeleton == right.skeleton),
        flag(initial_clash(&loose_left, &loose_right)),
        flag(left.suffix.is_some() != right.suffix.is_some()),
        flag(left.peerage.is_some() != right.peerage.is_some()),
        flag(left.peerage.is_some() && right.peerage.is_some()),
        territory(left, right),
        pairs.iter().filter(|pair| seen.parts(pair) == (Part::Patronymic, Part::Patronymic)).count() as f64,
        fewest,
        most,
        flag(left.latin != right.latin),
        tied,
        seen.family_bits(),
        seen.sound_of(Part::Family),
        seen.sound_of(Part::Given),
        pairs.iter().filter(|pair| !pair.is_single()).count() as f64,
        particles as f64,
        flag(pairs.iter().any(|pair| {
            let (a, b) = seen.parts(pair);
            (a == Part::Family) != (b == Part::Family)
        })),
        flag(middle_clash(&loose_left, &loose_right)),
        asides as f64,
        seen.given_bits(),
        flag(all.iter().any(|pair| {
            let (a, b) = seen.parts(pair);
            (a == Part::Given) != (b == Part::Given) && pair.bond != Bond::Initial
        })),
        flag(is_semitic(left) && is_semitic(right)),
        matched_bits / 10.0 - bits(&loose_left).min(bits(&loose_right)),
        flag(loose_left.is_empty() && loose_right.is_empty() && pairs.iter().all(|pair| pair.bond == Bond::Equal)),
        flag(weakest.is_some_and(|pair| seen.is_slip(pair))),
        sounds().filter(|pair| seen.differ_in_consonants(pair)).count() as f64,
        sounds().map(|pair| seen.rarer_bits(pair)).fold(NO_SLIP, f64::min),
        left.spelling.shared(&right.spelling),
        letters(&loose_left).shared(&letters(&loose_right)),
        pairs.iter().filter(|pair| seen.is_elsewhere(pair)).count() as f64,
    ]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Two names and the pairs of their words.
struct Seen<'a> {
    left: &'a Person,
    right: &'a Person,
    pairs: &'a [Pair],
}

impl<'a> Seen<'a> {
    /// The words of one side that nothing answers; what need not be answered is not among them.
    fn unanswered<'b>(&self, person: &'b Person, side: Side) -> Vec<&'b Word> {
        let at = |at: usize| self.pairs.iter().any(|pair| holds(pair, side, at));
        let words = person.words.iter().enumerate();
        let other = self.has_other_given(side);
        let asked = words.filter(|(_, word)| word.part != Part::Aside && !(other && word.part == Part::Given));
        asked.filter(|(i, _)| !at(*i)).map(|(_, word)| word).collect()
    }

    /// Whether a name in brackets or quotes on this side answers the other's given name.
    fn has_other_given(&self, side: Side) -> bool {
        self.pairs.iter().any(|pair| {
            let (a, b) = self.parts(pair);
            let (aside, given) = if side == Side::Left { (a, b) } else { (b, a) };
            aside == Part::Aside && given == Part::Given
        })
    }

    /// How well the first word of that part on one side is answered; 0 where it is not, or there is none.
    fn answer(&self, person: &Person, part: Part, side: Side) -> f64 {
        let last = || person.words.iter().rposition(|word| word.part != Part::Aside).filter(|_| part == Part::Family);
        let Some(at) = person.words.iter().position(|word| word.part == part).or_else(last) else { return 0.5 };
        if part == Part::Given && self.has_other_given(side) {
            return 0.95;
        }
        self.pairs.iter().find(|pair| holds(pair, side, at)).map_or(0.0, |pair| pair.likeness)
    }

    fn parts(&self, pair: &Pair) -> (Part, Part) {
        (self.left.words[pair.left.1].part, self.right.words[pair.right.1].part)
    }

    fn bits(&self, pair: &Pair) -> f32 {
        self.left.words[pair.left.1].bits.min(self.right.words[pair.right.1].bits)
    }

    fn family_bits(&self) -> f64 {
        let family = self.pairs.iter().find(|pair| self.parts(pair) == (Part::Family, Part::Family));
        family.map_or(0.0, |pair| f64::from(self.bits(pair)) / 10.0)
    }

    fn given_bits(&self) -> f64 {
        let given =
            self.pairs.iter().find(|pair| self.parts(pair).0 == Part::Given || self.parts(pair).1 == Part::Given);
        given.map_or(0.0, |pair| f64::from(self.bits(pair)) / 10.0)
    }

    fn first_sound(&self) -> bool {
        self.pairs.iter().filter(|pair| pair.is_single() && pair.bond == Bond::Sound).any(|pair| {
            let (a, b) = (&self.left.words[pair.left.0], &self.right.words[pair.right.0]);
            a.part == Part::Given && b.part == Part::Given && a.sound.chars().next() != b.sound.chars().next()
        })
    }

    /// How alike the two words of one part sound.
    fn sound_of(&self, part: Part) -> f64 {
        let of = |person: &'a Person| person.words.iter().find(|word| word.part == part);
        match (of(self.left), of(self.right)) {
            (Some(a), Some(b)) => sound_alike(a, b),
            _ => 0.5,
        }
    }

    /// Whether the two differ in more than vowels, the particles before them too.
    fn differ_in_consonants(&self, pair: &Pair) -> bool {
        let (a, b) = (&self.left.words[pair.left.0], &self.right.words[pair.right.0]);
        let equal = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && consonants(a).eq(consonants(b));
        !(equal(&a.sound, &b.sound) || equal(&a.joined, &b.sound) || equal(&a.sound, &b.joined))
    }

    fn rarer_bits(&self, pair: &Pair) -> f64 {
        f64::from(self.left.words[pair.left.0].bits.max(self.right.words[pair.right.0].bits)) / 10.0
    }

    /// Whether the two stand in another place, counted from the front and from the end.
    fn is_elsewhere(&self, pair: &Pair) -> bool {
        let (left, right) = (self.left.words.len() - pair.left.0, self.right.words.len() - pair.right.0);
        pair.left.0 != pair.right.0 && left != right
    }

    fn is_slip(&self, pair: &Pair) -> bool {
        let (a, b) = (&self.left.words[pair.left.0].text, &self.right.words[pair.right.0].text);
        a.chars().nth(4).is_some() && b.chars().nth(4).is_some() && at_most_one_edit(a, b)
    }
}

thread_local! {
    static MET: RefCell<Met<f64>> = RefCell::default();
}

/// How alike two words sound.
fn sound_alike(a: &Word, b: &Word) -> f64 {
    if a.number == b.number {
        return 1.0;
    }
    MET.with_borrow_mut(|met| met.of((a.number, b.number), || alike(&a.sound, &b.sound)))
}

fn holds(pair: &Pair, side: Side, at: usize) -> bool {
    let (from, to) = if side == Side::Left { pair.left } else { pair.right };
    (from..=to).contains(&at)
}

/// Whether an unanswered initial on one side meets only names that it does not stand for.
fn initial_clash(left: &[&Word], right: &[&Word]) -> bool {
    let clash =
        |a: &[&Word], b: &[&Word]| a.iter().any(|word| word.initial) && b.iter().any(|word| word.part != Part::Family);
    clash(left, right) || clash(right, left)
}

fn middle_clash(left: &[&Word], right: &[&Word]) -> bool {
    let middle = |words: &[&Word]| words.iter().any(|word| matches!(word.part, Part::Middle | Part::Patronymic));
    middle(left) && middle(right)
}

fn territory(left: &Person, right: &Person) -> f64 {
    let of = |person: &Person| {
        person.peerage.as_ref().map(|peerage| peerage.territory.clone()).filter(|place| !place.is_empty())
    };
    match (of(left), of(right)) {
        (Some(a), Some(b)) if a == b => 1.0,
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    }
}

fn is_semitic(person: &Person) -> bool {
    let particle = |word: &crate::model::Text| {
        matches!(word.as_str(), "al" | "el" | "ul" | "bin" | "ibn" | "ad" | "as" | "ash" | "abu" | "ur")
    };
    person.particles.iter().any(particle) || person.words.iter().any(|word| word.servant)
}
