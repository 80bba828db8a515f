//! Namesakes: people of one name of whom the documents say what cannot be true of one.
//!
//! Affiliations change and people have several, so that little is a contradiction: an office that nobody holds in two
//! places at one time; or, of a name that many bear, other bodies in another country at one time.

use super::clusters::{Clusters, Ground};
use super::equal::by_key;
use super::pool::Item;
use super::replay::Replay;
use crate::model::{Affiliation, Kind, Reading};
use crate::names::compare::{Band, Name, score};
use crate::names::fold::fold;
use crate::names::rules::Verdict;
use crate::names::tables::NameTables;
use crate::names::vocabulary::Vocabulary;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Days that are one time: two letters of one year.
const ONE_TIME: i32 = 366;

/// A name with fewer bits, over all its words, is borne by many.
const MANY_BEAR: f32 = 22.0;

/// Offices that one holds in one place at a time.
const OFFICES: &[&str] = &[
    "mayor",
    "governor",
    "senator",
    "prime minister",
    "member of parliament",
    "mp",
    "ambassador",
    "bishop",
    "sheriff",
];

/// Keeps chains of one name apart where their documents contradict each other; chains that share a body are one before.
pub fn part(clusters: &mut Clusters, readings: &[Reading], items: &[Item], replay: &Replay) {
    for ((kind, name), group) in by_key(items, replay) {
        if kind != Kind::Person || group.len() < 2 {
            continue;
        }
        let known: Vec<(usize, Known)> = group
            .iter()
            .map(|at| (*at, Known::of(&items[*at], readings)))
            .filter(|(_, known)| !known.posts.is_empty())
            .collect();
        let pairs = || known.iter().enumerate().flat_map(|(at, a)| known[at + 1..].iter().map(move |b| (a, b)));
        for ((a, one), (b, other)) in pairs() {
            let sexes = items[*a].sex.zip(items[*b].sex).is_some_and(|(a, b)| a != b);
            if !sexes && one.shares_body(other) {
                clusters.join(*a, *b);
            }
        }
        let borne_by_many = bits(name) < MANY_BEAR;
        for ((a, one), (b, other)) in pairs() {
            if one.at_one_time(other) && (one.office_clashes(other) || borne_by_many && one.is_elsewhere(other)) {
                clusters.part(*a, *b, Ground::Documents);
            }
        }
    }
}

fn bits(name: &str) -> f32 {
    name.split(' ').map(|word| NameTables::built_in().bits(word)).sum()
}

/// What one document says of somebody.
struct Known {
    day: Option<Date>,
    posts: Vec<Post>,
}

/// A post that is not over.
struct Post {
    /// The office, where it is one of those that are held in one place.
    office: Option<&'static str>,
    /// The body, ready to compare.
    body: Option<Name>,
    /// The folded place that stands with it, or that the office is of.
    place: String,
    /// The states that the place and the body name.
    states: BTreeSet<String>,
}

impl Known {
    fn of(item: &Item, readings: &[Reading]) -> Known {
        let reading = &readings[item.member.reading];
        let held = item.chain.affiliations.iter().filter(|held| !held.former);
        Known { day: reading.head.date.map(|date| date.day), posts: held.map(|held| Post::of(held, reading)).collect() }
    }

    fn at_one_time(&self, other: &Known) -> bool {
        self.day.zip(other.day).is_some_and(|(a, b)| (a - b).get_days().abs() <= ONE_TIME)
    }

    fn pairs<'a>(&'a self, other: &'a Known) -> impl Iterator<Item = (&'a Post, &'a Post)> {
        self.posts.iter().flat_map(|a| other.posts.iter().map(move |b| (a, b)))
    }

    fn shares_body(&self, other: &Known) -> bool {
        self.pairs(other).any(|(a, b)| a.body.as_ref().zip(b.body.as_ref()).is_some_and(|(a, b)| a.key == b.key))
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
        let states = |known: &Known| -> BTreeSet<String> {
            known.posts.iter().flat_map(|post| post.states.iter().cloned()).collect()
        };
        let (here, there) = (states(self), states(other));
        let bodies = self.pairs(other).all(|(a, b)| a.is_of_another(b));
        bodies && !here.is_empty() && !there.is_empty() && here.is_disjoint(&there)
    }
}

impl Post {
    fn of(held: &Affiliation, reading: &Reading) -> Post {
        let vocabulary = Vocabulary::built_in();
        let position = held.position.as_deref().map(fold).unwrap_or_default();
        let office = OFFICES.iter().copied().find(|office| starts_with_words(&position, office));
        let rest = office.map_or("", |office| position[office.len()..].trim());
        let of = ["of ", "for "].iter().find_map(|of| rest.strip_prefix(of)).unwrap_or_default();
        let said = held.place.as_deref().map(fold);
        let place = said.unwrap_or_else(|| of.to_owned());
        let body = held.organisation.map(|chain| reading.chains[chain].name.as_str());
        let words = [place.as_str(), &body.map(fold).unwrap_or_default()].join(" ");
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        let states = (0..words.len()).filter_map(|at| vocabulary.place_at(&words[at..]).0.map(str::to_owned));
        Post {
            office,
            body: body.map(|body| Name::new(Kind::Organisation, body, vocabulary)),
            place,
            states: states.collect(),
        }
    }

    /// Both are of bodies, and these are two.
    fn is_of_another(&self, other: &Post) -> bool {
        self.body.as_ref().zip(other.body.as_ref()).is_some_and(|(a, b)| {
            let scored = score(a, b);
            let parent = scored.rule.is_some_and(|rule| rule.verdict == Verdict::Parent);
            a.key != b.key && !parent && scored.band(0.9, 0.3) == Band::Apart
        })
    }
}

fn starts_with_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_a_whole_word() {
        assert!(starts_with_words("mayor of selby", "mayor") && !starts_with_words("mayoral aide", "mayor"));
        assert!(bits("john smith") < MANY_BEAR && bits("ovidia thornquist") > MANY_BEAR);
    }
}
