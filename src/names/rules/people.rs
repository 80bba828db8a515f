//! The rules about two people's names, in the order in which they are asked.

use super::{NameRule, Verdict};
use crate::names::align::Pair;
use crate::names::distance::alike;
use crate::names::person::{Part, Person};
use crate::names::word::Word;

/// Below this, two names of fathers are two fathers.
const SAME_FATHER: f64 = 0.7;

/// Where one of two names is disguised and they look so much alike, the analyst is asked.
pub(super) const ONE_LOOK: f64 = 0.8;

/// Names that sound alike as a whole may be one, written or parted in some odd way.
const ONE_SOUND: f64 = 0.6;

/// Whether two names fall under a rule.
type Holds = fn(&Person, &Person, &[Pair]) -> bool;

/// The first rule that two names fall under whose words answer each other so.
pub fn settle(left: &Person, right: &Person, pairs: &[Pair]) -> Option<&'static NameRule> {
    let rules: [(&NameRule, Holds); 11] = [
        (&STRANGERS, strangers),
        (&FATHERS, fathers),
        (&SUFFIXES, suffixes),
        (&TERRITORIES, territories),
        (&SEXES, sexes),
        (&INITIALS, initials),
        (&BARE_NAME, bare_name),
        (&ONE_SUFFIX, one_suffix),
        (&ONE_PEER, one_peer),
        (&MARRIED_NAME, married_name),
        (&MIXED_SCRIPT, mixed_script),
    ];
    rules.into_iter().find(|(_, holds)| holds(left, right, pairs)).map(|(rule, _)| rule)
}

/// Every rule, in the order in which they are asked.
pub const RULES: [&NameRule; 11] = [
    &STRANGERS,
    &FATHERS,
    &SUFFIXES,
    &TERRITORIES,
    &SEXES,
    &INITIALS,
    &BARE_NAME,
    &ONE_SUFFIX,
    &ONE_PEER,
    &MARRIED_NAME,
    &MIXED_SCRIPT,
];

static STRANGERS: NameRule = NameRule::new("strangers", Verdict::Apart, include_str!("strangers.md"));
static FATHERS: NameRule = NameRule::new("fathers", Verdict::Apart, include_str!("fathers.md"));
static SUFFIXES: NameRule = NameRule::new("suffixes", Verdict::Apart, include_str!("suffixes.md"));
static TERRITORIES: NameRule = NameRule::new("territories", Verdict::Apart, include_str!("territories.md"));
static SEXES: NameRule = NameRule::new("sexes", Verdict::Apart, include_str!("sexes.md"));
static INITIALS: NameRule = NameRule::new("initials", Verdict::Apart, include_str!("initials.md"));
static BARE_NAME: NameRule = NameRule::new("bare-name", Verdict::Ask, include_str!("bare-name.md"));
static ONE_SUFFIX: NameRule = NameRule::new("one-suffix", Verdict::Ask, include_str!("one-suffix.md"));
static ONE_PEER: NameRule = NameRule::new("one-peer", Verdict::Ask, include_str!("one-peer.md"));
static MARRIED_NAME: NameRule = NameRule::new("married-name", Verdict::Ask, include_str!("married-name.md"));
static MIXED_SCRIPT: NameRule = NameRule::new("mixed-script", Verdict::Ask, include_str!("mixed-script.md"));

/// No word answers any, and the names as a whole do not sound alike either.
fn strangers(left: &Person, right: &Person, pairs: &[Pair]) -> bool {
    pairs.is_empty() && left.latin == right.latin && alike(&left.whole, &right.whole) < ONE_SOUND
}

/// Each is the child of the other, or of another father.
fn fathers(left: &Person, right: &Person, _: &[Pair]) -> bool {
    fn fathers(person: &Person) -> impl Iterator<Item = &Word> {
        person.words.iter().filter(|word| word.part == Part::Patronymic)
    }
    let said = |person| fathers(person).next().is_some();
    let same = |x: &Word, y: &Word| x.initial || y.initial || alike(&x.sound, &y.sound) >= SAME_FATHER;
    left.filial == right.filial
        && said(left)
        && said(right)
        && !fathers(left).any(|x| fathers(right).any(|y| same(x, y)))
}

fn suffixes(left: &Person, right: &Person, _: &[Pair]) -> bool {
    matches!((left.suffix, right.suffix), (Some(a), Some(b)) if a != b)
}

fn territories(left: &Person, right: &Person, _: &[Pair]) -> bool {
    let place = |person: &Person| person.peerage.as_ref().map(|peerage| peerage.territory.clone()).unwrap_or_default();
    let (a, b) = (place(left), place(right));
    !a.is_empty() && !b.is_empty() && a != b
}

fn sexes(left: &Person, right: &Person, _: &[Pair]) -> bool {
    matches!((left.sex, right.sex), (Some(a), Some(b)) if a != b)
}

/// Both have initials that nothing answers, in the same place of the name.
fn initials(left: &Person, right: &Person, pairs: &[Pair]) -> bool {
    let loose = |person: &Person, answered: &dyn Fn(&Pair, usize) -> bool| -> Vec<Part> {
        let words = person.words.iter().enumerate();
        let loose = words.filter(|(at, word)| word.initial && !pairs.iter().any(|pair| answered(pair, *at)));
        loose.map(|(_, word)| word.part).collect()
    };
    let a = loose(left, &|pair, at| (pair.left.0..=pair.left.1).contains(&at));
    let b = loose(right, &|pair, at| (pair.right.0..=pair.right.1).contains(&at));
    a.iter().any(|part| b.contains(part))
}

/// One of them is a single word, with or without a title, and not equal to the other as a whole.
fn bare_name(left: &Person, right: &Person, _: &[Pair]) -> bool {
    let bare = |person: &Person| named(person) == 1 && !person.words.iter().any(|word| is_whole(&word.text));
    (bare(left) || bare(right)) && !(left.peerage.is_some() && right.peerage.is_some() && same_place(left, right))
}

fn same_place(left: &Person, right: &Person) -> bool {
    left.peerage == right.peerage && left.peerage.as_ref().is_some_and(|peerage| !peerage.territory.is_empty())
}

fn named(person: &Person) -> usize {
    person.words.iter().filter(|word| word.part != Part::Aside).count()
}

/// A Chinese, Japanese or Korean name is whole without a space; so is one that was written as one word.
fn is_whole(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'))
}

fn one_suffix(left: &Person, right: &Person, _: &[Pair]) -> bool {
    left.suffix.is_some() != right.suffix.is_some()
}

fn one_peer(left: &Person, right: &Person, _: &[Pair]) -> bool {
    left.peerage.is_some() != right.peerage.is_some()
}

/// The family name of one answers what stands before the family name of the other.
fn married_name(left: &Person, right: &Person, pairs: &[Pair]) -> bool {
    let plain = |person: &Person| person.particles.is_empty() && !person.words.iter().any(|word| word.tied);
    let given = pairs.iter().any(|pair| {
        let (a, b) = (&left.words[pair.left.0], &right.words[pair.right.0]);
        a.part == Part::Given && b.part == Part::Given && pair.likeness > 0.9
    });
    let crossed = pairs.iter().any(|pair| {
        let (a, b) = (left.words[pair.left.1].part, right.words[pair.right.1].part);
        pair.is_single() && matches!((a, b), (Part::Family, Part::Middle) | (Part::Middle, Part::Family))
    });
    let (a, b) = (named(left), named(right));
    given && crossed && plain(left) && plain(right) && a.min(b) == 2 && a.max(b) == 3
}

/// They look alike, and letters of one only look like those of a name.
fn mixed_script(left: &Person, right: &Person, _: &[Pair]) -> bool {
    let looks_alike = |a: &str, b: &str| alike(a, b) >= ONE_LOOK;
    (left.disguised || right.disguised)
        && left.name != right.name
        && (looks_alike(&left.whole, &right.whole) || looks_alike(&left.sorted, &right.sorted))
}
