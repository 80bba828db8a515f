//! The rules about two organisations' names, in the order in which they are asked.

use super::{NameRule, Verdict};
use crate::lexicon::Lexicon;
use crate::names::bodies::{Match, aside};
use crate::names::body::{Body, Script, Sort, Term};
use crate::names::distance::{alike, alike_from};
use smallvec::SmallVec;

/// Whether two names fall under a rule.
type Holds = fn(&Body, &Body, &Rest) -> bool;

/// The first rule that two names fall under whose words answer each other so.
pub fn settle(left: &Body, right: &Body, pairs: &[Match]) -> Option<&'static NameRule> {
    let rest = Rest::new(left, right, pairs);
    let rules: [(&NameRule, Holds); 17] = [
        (&NUMBERS, numbers),
        (&PLACES, places),
        (&CHAMBERS, chambers),
        (&OTHER_ACRONYM, other_acronym),
        (&ACRONYM, acronym),
        (&BRANCH, branch),
        (&UNIT, unit),
        (&OTHER_BODY, other_body),
        (&ONE_PLACE, one_place),
        (&LEGAL_FORMS, legal_forms),
        (&NOTHING_SHARED, nothing_shared),
        (&LITTLE_SHARED, little_shared),
        (&HALF_SHARED, half_shared),
        (&OTHER_WORDS, other_words),
        (&ONE_WORD, one_word),
        (&TWO_DIFFERENCES, two_differences),
        (&FOREIGN_LETTERS, foreign_letters),
    ];
    rules.into_iter().find(|(_, holds)| holds(left, right, &rest)).map(|(rule, _)| rule)
}

/// Every rule, in the order in which they are asked.
pub const RULES: [&NameRule; 17] = [
    &NUMBERS,
    &PLACES,
    &CHAMBERS,
    &OTHER_ACRONYM,
    &ACRONYM,
    &BRANCH,
    &UNIT,
    &OTHER_BODY,
    &ONE_PLACE,
    &LEGAL_FORMS,
    &NOTHING_SHARED,
    &LITTLE_SHARED,
    &HALF_SHARED,
    &OTHER_WORDS,
    &ONE_WORD,
    &TWO_DIFFERENCES,
    &FOREIGN_LETTERS,
];

static NUMBERS: NameRule = NameRule::new("numbers", Verdict::Apart, include_str!("numbers.md"));
static PLACES: NameRule = NameRule::new("places", Verdict::Apart, include_str!("places.md"));
static CHAMBERS: NameRule = NameRule::new("chambers", Verdict::Apart, include_str!("chambers.md"));
static OTHER_ACRONYM: NameRule = NameRule::new("other-acronym", Verdict::Apart, include_str!("other-acronym.md"));
static ACRONYM: NameRule = NameRule::new("bare-acronym", Verdict::Ask, include_str!("bare-acronym.md"));
static BRANCH: NameRule = NameRule::new("branch", Verdict::Parent, include_str!("branch.md"));
static UNIT: NameRule = NameRule::new("unit", Verdict::Parent, include_str!("unit.md"));
static OTHER_BODY: NameRule = NameRule::new("other-body", Verdict::Apart, include_str!("other-body.md"));
static ONE_PLACE: NameRule = NameRule::new("one-place", Verdict::Ask, include_str!("one-place.md"));
static LEGAL_FORMS: NameRule = NameRule::new("other-legal-form", Verdict::Ask, include_str!("other-legal-form.md"));

static NOTHING_SHARED: NameRule = NameRule::new("nothing-shared", Verdict::Apart, include_str!("nothing-shared.md"));

static LITTLE_SHARED: NameRule = NameRule::new("little-shared", Verdict::Apart, include_str!("little-shared.md"));
static HALF_SHARED: NameRule = NameRule::new("half-shared", Verdict::Ask, include_str!("half-shared.md"));
static OTHER_WORDS: NameRule = NameRule::new("other-words", Verdict::Ask, include_str!("other-words.md"));
static ONE_WORD: NameRule = NameRule::new("one-word", Verdict::Ask, include_str!("one-word.md"));
static TWO_DIFFERENCES: NameRule = NameRule::new("two-differences", Verdict::Ask, include_str!("two-differences.md"));
static FOREIGN_LETTERS: NameRule = NameRule::new("foreign-letters", Verdict::Ask, include_str!("foreign-letters.md"));

/// Bodies that share less of what is telling in either name are two; those that share less than the second are asked about.
const LITTLE: f64 = 0.5;
const HALF: f64 = 0.67;

/// What the two names do and do not share.
struct Rest<'a> {
    left: Few<&'a Term>,
    right: Few<&'a Term>,
    shared: &'a [Match],
}

/// Words of most names.
type Few<T> = SmallVec<[T; 8]>;

impl<'a> Rest<'a> {
    fn new(left: &'a Body, right: &'a Body, shared: &'a [Match]) -> Rest<'a> {
        let loose = |body: &'a Body, taken: &dyn Fn(usize) -> bool| -> Few<&'a Term> {
            body.terms.iter().enumerate().filter(|(at, _)| !taken(*at)).map(|(_, term)| term).collect()
        };
        Rest {
            left: loose(left, &|at| shared.iter().any(|pair| pair.0 == at)),
            right: loose(right, &|at| shared.iter().any(|pair| pair.1 == at)),
            shared,
        }
    }

    /// Whether a shared word names, and is neither a place nor a kind of body.
    fn is_named(&self, left: &Body, right: &Body) -> bool {
        self.shared.iter().any(|pair| left.terms[pair.0].sort == Sort::Name || right.terms[pair.1].sort == Sort::Name)
    }

    /// Words that answer each other and are not written alike.
    fn respelt<'b>(&'b self, left: &'b Body, right: &'b Body) -> impl Iterator<Item = (&'b str, &'b str)> {
        let both = |pair: &Match| (left.terms[pair.0].text.as_str(), right.terms[pair.1].text.as_str());
        self.shared.iter().map(both).filter(|(a, b)| !are_one(a, b))
    }

    /// How much of the name that is answered better is answered, by how telling its words are.
    fn share(&self, left: &Body, right: &Body) -> f64 {
        let of = |body: &Body, loose: &[&Term]| {
            let all: f64 = body.terms.iter().map(|term| term.bits).sum();
            1.0 - loose.iter().map(|term| term.bits).sum::<f64>() / all.max(1.0)
        };
        of(left, &self.left).max(of(right, &self.right))
    }

    /// The shorter name's body, the longer one's, and the words that only the longer has; nothing where both have some.
    fn more<'b>(&self, left: &'b Body, right: &'b Body) -> Option<(&'b Body, &'b Body, &[&'a Term])> {
        match (self.left.is_empty(), self.right.is_empty()) {
            (true, false) if !self.shared.is_empty() => Some((left, right, &self.right)),
            (false, true) if !self.shared.is_empty() => Some((right, left, &self.left)),
            _ => None,
        }
    }
}

fn numbers(left: &Body, right: &Body, _: &Rest) -> bool {
    let sort = Sort::Number;
    left.has(sort) && right.has(sort) && !(left.is_within(right, sort) && right.is_within(left, sort))
}

fn places(left: &Body, right: &Body, _: &Rest) -> bool {
    let sort = Sort::Place;
    left.has(sort) && right.has(sort) && !left.is_within(right, sort) && !right.is_within(left, sort)
}

fn chambers(left: &Body, right: &Body, _: &Rest) -> bool {
    left.chambers != 0 && right.chambers != 0 && left.chambers != right.chambers
}

fn other_acronym(left: &Body, right: &Body, _: &Rest) -> bool {
    if aside(left, right) || aside(right, left) {
        return false;
    }
    match (&left.acronym, &right.acronym) {
        (Some(a), Some(b)) => a != b,
        (Some(short), None) => !stands_for(short, right),
        (None, Some(short)) => !stands_for(short, left),
        (None, None) => false,
    }
}

fn acronym(left: &Body, right: &Body, _: &Rest) -> bool {
    left.acronym.is_some() != right.acronym.is_some() && !aside(left, right) && !aside(right, left)
}

/// Whether an acronym may stand for a name: by its initials, or by letters of it in order; one in another script may.
fn stands_for(short: &str, long: &Body) -> bool {
    let whole: String = long.plain.concat();
    let mut rest = whole.chars();
    long.initials().contains(short) || !whole.is_ascii() || short.chars().all(|letter| rest.any(|c| c == letter))
}

/// The longer name goes on with a place: a part of the body there.
fn branch(left: &Body, right: &Body, rest: &Rest) -> bool {
    rest.more(left, right).is_some_and(|(short, long, more)| {
        more.iter().all(|term| term.sort == Sort::Place)
            && !short.has(Sort::Place)
            && long.terms.last().is_some_and(|last| last.sort == Sort::Place)
            && long.terms.len() > 2
    })
}

/// The longer name names a unit of the shorter one.
fn unit(left: &Body, right: &Body, rest: &Rest) -> bool {
    rest.more(left, right).is_some_and(|(short, long, more)| {
        let heads = &Lexicon::built_in().organisation_heads;
        let unit = |term: &&&Term| {
            heads.class(&term.text).is_some_and(|class| ["unit", "school", "body", "media"].contains(&class))
        };
        let headed = short.has(Sort::Head) && more.iter().filter(unit).count() > 0;
        let known = short.known && !long.known && more.iter().any(|term| term.sort != Sort::Place);
        let renamed = short.known && long.known;
        (known || renamed || headed) && short.terms.len() > 1
    })
}

/// The alias table knows both, as two.
fn other_body(left: &Body, right: &Body, rest: &Rest) -> bool {
    left.known && right.known && !(rest.left.is_empty() && rest.right.is_empty())
}

/// Only one says of which state it is.
fn one_place(left: &Body, right: &Body, rest: &Rest) -> bool {
    rest.more(left, right)
        .is_some_and(|(short, _, more)| more.iter().all(|term| term.sort == Sort::Place) && !short.has(Sort::Place))
}

fn legal_forms(left: &Body, right: &Body, _: &Rest) -> bool {
    matches!((left.legal.first(), right.legal.first()), (Some(a), Some(b)) if family(a) != family(b))
}

/// Legal forms that are written in several ways, by one of them.
fn family(form: &str) -> &str {
    const SAME: &[&[&str]] = &[
        &["ltd", "limited", "co ltd", "pvt ltd", "private limited", "pty ltd", "p ltd"],
        &["inc", "incorporated", "corp", "corporation", "co", "company", "co inc", "and co"],
        &["ag", "akg", "aktiengesellschaft"],
        &["llc", "l l c", "limited liability company", "ooo"],
        &["jsc", "ojsc", "oao", "ao", "pjsc", "pao", "cjsc", "zao", "joint stock company"],
        &["srl", "s r l", "sarl", "s a r l"],
        &["sa", "s a"],
    ];
    SAME.iter().find(|forms| forms.contains(&form)).map_or(form, |forms| forms[0])
}

/// No word that names is like a word of the other; in two scripts nobody can say.
fn nothing_shared(left: &Body, right: &Body, rest: &Rest) -> bool {
    let names = |terms: &[&Term]| terms.iter().any(|term| term.sort == Sort::Name);
    let parted = || !rest.is_named(left, right) && names(&rest.left) && names(&rest.right);
    (rest.shared.is_empty() || parted()) && words_decide(left, right)
}

fn little_shared(left: &Body, right: &Body, rest: &Rest) -> bool {
    rest.share(left, right) < LITTLE && words_decide(left, right)
}

fn half_shared(left: &Body, right: &Body, rest: &Rest) -> bool {
    rest.share(left, right) < HALF && words_decide(left, right)
}

/// Whole names that sound more alike are not told apart by their words.
const ONE_SOUND: f64 = 0.75;

/// Whether it is for the words to say: there is no acronym, no alias in brackets, one script, and as a whole they do not
/// sound alike.
fn words_decide(left: &Body, right: &Body) -> bool {
    let latin = |body: &Body| body.script == Script::Latin;
    let bare = left.acronym.is_some() || right.acronym.is_some();
    let whole = || {
        left.letters.may_be_alike(right.letters, ONE_SOUND)
            && alike_from(&left.whole, &right.whole, ONE_SOUND) > ONE_SOUND
    };
    latin(left) == latin(right) && !bare && !aside(left, right) && !aside(right, left) && !whole()
}

fn other_words(left: &Body, right: &Body, rest: &Rest) -> bool {
    rest.respelt(left, right).any(|(a, b)| are_two(a, b))
}

/// Whether two spellings are two words: both stand in tables, one of them in those of words and places.
fn are_two(left: &str, right: &str) -> bool {
    let lexicon = Lexicon::built_in();
    let word = |word: &str| {
        let tables = [&lexicon.places, &lexicon.states, &lexicon.organisation_heads];
        lexicon.is_common(word) || tables.iter().any(|table| table.has(word))
    };
    let known = |text: &str| word(text) || lexicon.is_surname(text) || lexicon.is_given_name(text);
    // Of two people's names one may be the other's spelling.
    (word(left) && known(right)) || (known(left) && word(right))
}

/// Whether two spellings are the same, or those of one and of several.
fn are_one(left: &str, right: &str) -> bool {
    let plural = |one: &str, more: &str| more.strip_prefix(one).is_some_and(|end| matches!(end, "s" | "es"));
    left == right || plural(left, right) || plural(right, left)
}

/// Words of fewer letters are near too many others.
const SHORT: usize = 8;

/// One short word names each of the two, spelt in two ways.
fn one_word(left: &Body, right: &Body, rest: &Rest) -> bool {
    let short = |body: &Body| {
        let mut names = body.of(Sort::Name);
        names.next().is_some_and(|name| name.length < SHORT && names.all(|other| other.text == name.text))
    };
    rest.respelt(left, right).next().is_some() && short(left) && short(right)
}

fn two_differences(left: &Body, right: &Body, rest: &Rest) -> bool {
    rest.respelt(left, right).next().is_some() && !(rest.left.is_empty() && rest.right.is_empty())
}

/// Letters of one only look like those of the other, which it looks like as a whole.
fn foreign_letters(left: &Body, right: &Body, _: &Rest) -> bool {
    (left.disguised || right.disguised)
        && left.name != right.name
        && alike(&left.whole, &right.whole) >= super::people::ONE_LOOK
}
