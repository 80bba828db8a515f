//! Namesakes: people of one name of whom the documents say what cannot be true of one.
//!
//! Affiliations change and people have several, so that little is a contradiction: an office that nobody holds in two
//! places at one time; or, of a name that many bear, other bodies in another country at one time.

use super::clusters::{Clusters, Ground};
use super::equal::ByKey;
use super::pool::Item;
use crate::lexicon::Lexicon;
use crate::model::{Affiliation, Kind, Reading};
use crate::names::compare::{Band, Name, score_to_merge};
use crate::names::fold::fold;
use crate::names::rules::Verdict;
use crate::names::tables::NameTables;
use crate::names::vocabulary::Vocabulary;
use jiff::civil::Date;
use rayon::prelude::*;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// Days that are one time: two letters of one year.
const ONE_TIME: i32 = 366;

/// A name with fewer bits, over all its words, is borne by many.
const MANY_BEAR: f32 = 22.0;

/// Keeps chains of one name apart where their documents contradict each other; chains that share a body are one before.
pub fn part(clusters: &mut Clusters, readings: &[Reading], items: &[Item], groups: &ByKey) {
    let mut bodies = Bodies::default();
    // Few names give cause to look into what the documents say.
    let is_cause = |((kind, name), group): &(&(Kind, &str), &Vec<usize>)| {
        *kind == Kind::Person
            && group.len() > 1
            && (is_told(name, readings, items, group) || is_doubtful(clusters, items, group))
    };
    let causes: Vec<_> = groups.par_iter().filter(is_cause).collect();
    for ((_, name), group) in causes {
        let borne_by_many = bits(name) < MANY_BEAR;
        let known: Vec<(usize, Known)> = group
            .iter()
            .map(|at| (*at, Known::of(&items[*at], readings, &mut bodies)))
            .filter(|(_, known)| !known.posts.is_empty())
            .collect();
        let pairs = || known.iter().enumerate().flat_map(|(at, a)| known[at + 1..].iter().map(move |b| (a, b)));
        for ((a, one), (b, other)) in pairs() {
            let sexes = items[*a].sex.zip(items[*b].sex).is_some_and(|(a, b)| a != b);
            if !sexes && one.shares_body(other) {
                clusters.join(*a, *b);
            }
        }
        for ((a, one), (b, other)) in pairs() {
            if one.at_one_time(other) && (one.office_clashes(other) || borne_by_many && one.is_elsewhere(other)) {
                clusters.part(*a, *b, Ground::Documents);
            }
        }
    }
}

/// Whether two dated documents say of a name what may contradict.
fn is_told(name: &str, readings: &[Reading], items: &[Item], group: &[usize]) -> bool {
    let borne_by_many = bits(name) < MANY_BEAR;
    let tells = |held: &Affiliation| borne_by_many && held.organisation.is_some() || office(&position(held)).is_some();
    let telling = |at: &&usize| {
        let item = &items[**at];
        readings[item.member.reading].head.date.is_some() && present(item).any(tells)
    };
    group.iter().filter(telling).nth(1).is_some()
}

/// Whether titles, suffixes or decisions part a group already: then it matters who of them share a body. Else all are
/// joined anyhow.
pub(super) fn is_doubtful(clusters: &Clusters, items: &[Item], group: &[usize]) -> bool {
    let mut sexes = group.iter().filter_map(|at| items[*at].sex);
    let sex = sexes.next();
    let suffix = |at: &usize| items[*at].suffix;
    sexes.any(|other| Some(other) != sex)
        || group.iter().any(|at| suffix(at) != suffix(&group[0]) || clusters.is_opposed(*at))
}

/// Posts that are not over.
fn present<'a>(item: &Item<'a>) -> impl Iterator<Item = &'a Affiliation> {
    item.chain.affiliations.iter().filter(|held| !held.former)
}

fn position(held: &Affiliation) -> String {
    held.position.as_deref().map(fold).unwrap_or_default()
}

/// The office that a folded position opens with, where it is one that is held in one place at a time.
fn office(position: &str) -> Option<&str> {
    let words: Vec<&str> = position.split(' ').collect();
    let (n, class) = Lexicon::built_in().held_posts.longest_at(&words)?;
    let length = words[..n].iter().map(|word| word.len() + 1).sum::<usize>() - 1;
    class.split(',').any(|one| one == "seat").then(|| &position[..length])
}

fn bits(name: &str) -> f32 {
    name.split(' ').map(|word| NameTables::built_in().bits(word)).sum()
}

/// Bodies as written, ready to compare: the same ones stand beside many people.
type Bodies<'a> = HashMap<&'a str, Rc<Name>>;

/// What one document says of somebody.
struct Known<'a> {
    day: Option<Date>,
    posts: Vec<Post<'a>>,
    /// The states that the places and the bodies name; found when they are asked for.
    states: OnceCell<BTreeSet<String>>,
}

/// A post that is not over.
struct Post<'a> {
    /// The office, where it is one of those that are held in one place.
    office: Option<String>,
    /// The body as written, and ready to compare.
    body: Option<(&'a str, Rc<Name>)>,
    /// The folded place that stands with it, or that the office is of.
    place: String,
}

impl<'a> Known<'a> {
    fn of(item: &Item<'a>, readings: &'a [Reading], bodies: &mut Bodies<'a>) -> Known<'a> {
        let reading = &readings[item.member.reading];
        Known {
            day: reading.head.date.map(|date| date.day),
            posts: present(item).map(|held| Post::of(held, reading, bodies)).collect(),
            states: OnceCell::new(),
        }
    }

    fn states(&self) -> &BTreeSet<String> {
        self.states.get_or_init(|| self.posts.iter().flat_map(Post::states).collect())
    }

    fn at_one_time(&self, other: &Known) -> bool {
        self.day.zip(other.day).is_some_and(|(a, b)| (a - b).get_days().abs() <= ONE_TIME)
    }

    fn pairs<'b>(&'b self, other: &'b Known<'a>) -> impl Iterator<Item = (&'b Post<'a>, &'b Post<'a>)> {
        self.posts.iter().flat_map(|a| other.posts.iter().map(move |b| (a, b)))
    }

    fn shares_body(&self, other: &Known) -> bool {
        self.pairs(other)
            .any(|(a, b)| a.body.as_ref().zip(b.body.as_ref()).is_some_and(|((_, a), (_, b))| a.key == b.key))
    }

    /// The same office of another place or body.
    fn office_clashes(&self, other: &Known) -> bool {
        self.pairs(other).any(|(a, b)| {
            let places = !a.place.is_empty() && !b.place.is_empty();
            let within = a.place.contains(&b.place) || b.place.contains(&a.place);
            a.office.is_some() && a.office == b.office && (places && !within || !places && a.is_of_another(b))
        })
    }

    /// Nothing but other bodies, in other states.
    fn is_elsewhere(&self, other: &Known) -> bool {
        let (here, there) = (self.states(), other.states());
        let abroad = !here.is_empty() && !there.is_empty() && here.is_disjoint(there);
        abroad && self.pairs(other).all(|(a, b)| a.is_of_another(b))
    }
}

impl<'a> Post<'a> {
    fn of(held: &'a Affiliation, reading: &'a Reading, bodies: &mut Bodies<'a>) -> Post<'a> {
        let position = position(held);
        let office = office(&position).map(str::to_owned);
        let rest = office.as_ref().map_or("", |office| position[office.len()..].trim());
        let of = ["of ", "for "].iter().find_map(|of| rest.strip_prefix(of)).unwrap_or_default();
        let body = held.organisation.map(|chain| reading.chains[chain].name.as_str()).map(|written| {
            let made = || Rc::new(Name::new(Kind::Organisation, written, Vocabulary::built_in()));
            (written, Rc::clone(bodies.entry(written).or_insert_with(made)))
        });
        Post { office, body, place: held.place.as_deref().map_or_else(|| of.to_owned(), fold) }
    }

    fn states(&self) -> Vec<String> {
        let vocabulary = Vocabulary::built_in();
        let body = self.body.as_ref().map(|(written, _)| fold(written)).unwrap_or_default();
        let words: Vec<String> =
            self.place.split_whitespace().chain(body.split_whitespace()).map(str::to_owned).collect();
        (0..words.len()).filter_map(|at| vocabulary.place_at(&words[at..]).0.map(str::to_owned)).collect()
    }

    /// Both are of bodies, and these are two.
    fn is_of_another(&self, other: &Post) -> bool {
        self.body.as_ref().zip(other.body.as_ref()).is_some_and(|((_, a), (_, b))| {
            let scored = score_to_merge(a, b);
            let parent = scored.rule.is_some_and(|rule| rule.verdict == Verdict::Parent);
            a.key != b.key && !parent && scored.band(0.9, 0.3) == Band::Apart
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_a_whole_word() {
        assert_eq!(office("mayor of selby"), Some("mayor"));
        assert_eq!(office("prime minister"), Some("prime minister"));
        assert_eq!((office("mayoral aide"), office("director"), office("")), (None, None, None));
        assert!(bits("john smith") < MANY_BEAR && bits("ovidia thornquist") > MANY_BEAR);
    }
}
