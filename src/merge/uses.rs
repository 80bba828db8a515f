//! Every surface form of an entity, and why it belongs.

use super::clusters::Clusters;
use super::fuzzy::{Fuzzy, Held};
use super::pool::Item;
use super::replay::Replay;
use crate::model::{Kind, NameUse, Text};
use crate::names::key::{is_acronym, key};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

/// By kind and key: the name of the same group that a name is most alike, and how much.
#[derive(Debug, Default)]
pub struct Scores(BTreeMap<(Kind, String), (f64, String)>);

impl Scores {
    /// The best pair inside a group for each name.
    pub fn new(fuzzy: &[Fuzzy], clusters: &Clusters) -> Scores {
        let mut best: BTreeMap<(Kind, String), (f64, String)> = BTreeMap::new();
        for (kind, fuzzy) in [Kind::Person, Kind::Organisation].into_iter().zip(fuzzy) {
            let groups = fuzzy.groups(clusters);
            let later = |(left, held): (u32, &Held)| {
                let group = groups.of(clusters.find(held.item));
                let later = &group[group.partition_point(|name| *name <= left)..];
                later.iter().filter_map(move |right| fuzzy.pairs.between(left, *right)).collect::<Vec<_>>()
            };
            for link in (0..).zip(&fuzzy.names).flat_map(later) {
                let (a, b) = fuzzy.of(&link);
                if a.key == b.key {
                    continue;
                }
                for (one, other) in [(a, b), (b, a)] {
                    let held = best.entry((kind, one.key.to_owned())).or_default();
                    if link.score > held.0 {
                        *held = (link.score, other.written.to_owned());
                    }
                }
            }
        }
        Scores(best)
    }

    fn of(&self, kind: Kind, key: &str) -> Option<&(f64, String)> {
        self.0.get(&(kind, key.to_owned()))
    }
}

/// Reasons, the plainest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why<'a> {
    Label,
    Equal,
    Short,
    Acronym,
    Decision(u64),
    Surname,
    Score(&'a str),
}

impl fmt::Display for Why<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Label => f.write_str("label"),
            Why::Equal => f.write_str("equal after folding"),
            Why::Short => f.write_str("short form in the document"),
            Why::Acronym => f.write_str("acronym defined in the document"),
            Why::Surname => f.write_str("rare surname beside somebody or a body of theirs"),
            Why::Decision(line) => write!(f, "decision, line {line}"),
            Why::Score(other) => write!(f, "alike to {other}"),
        }
    }
}

struct Use<'a> {
    times: u32,
    documents: u32,
    /// The last of them: items of one document stand together.
    last: &'a str,
    why: Why<'a>,
}

impl Use<'_> {
    fn new(why: Why<'_>) -> Use<'_> {
        Use { times: 0, documents: 0, last: "", why }
    }
}

/// The surface forms of a group: the label first, then by falling frequency, then by name. `renamed` is the line of
/// the decision that gave the label.
pub fn uses(
    items: &[Item],
    group: &[usize],
    label: &Text,
    renamed: Option<u64>,
    replay: &Replay,
    scores: &Scores,
) -> Vec<NameUse> {
    let mut uses: BTreeMap<&Text, Use> = BTreeMap::new();
    // A label that nobody wrote (renamed, or out of capitals) is a name all the same.
    uses.insert(label, Use::new(renamed.map_or(Why::Label, Why::Decision)));
    let in_full = group.iter().any(|at| !items[*at].bare);
    for at in group {
        let item = &items[*at];
        let label_key = item.key_of(label);
        for (name, times) in &item.chain.names {
            let why = match why(item, *at, name, &label_key, replay, scores) {
                // Where nobody bears it in full, nothing but the label is another.
                Why::Surname if !in_full => Why::Equal,
                why => why,
            };
            let held = uses.entry(name).or_insert_with(|| Use::new(why));
            held.times += times;
            held.documents += u32::from(held.last != item.document);
            held.last = item.document;
            held.why = if name == label { held.why } else { held.why.min(why) };
        }
    }
    let kind = items[group[0]].chain.kind;
    let mut uses: Vec<_> = uses.into_iter().collect();
    uses.sort_by_key(|(name, held)| (*name != label, Reverse(held.times), *name));
    uses.into_iter()
        .map(|(name, held)| NameUse {
            name: name.clone(),
            times: held.times,
            documents: held.documents,
            why: held.why.to_string().into(),
            score: match held.why {
                Why::Score(_) => scores.of(kind, &key(kind, name)).map(|(score, _)| *score),
                _ => None,
            },
            formerly: None,
        })
        .collect()
}

fn why<'a>(item: &Item, at: usize, name: &str, label_key: &str, replay: &Replay, scores: &'a Scores) -> Why<'a> {
    let kind = item.chain.kind;
    let form = item.key_of(name);
    if form == label_key {
        return Why::Equal;
    }
    let form: &str = &form;
    let scored = scores.of(kind, form).filter(|_| form == item.key && item.key != label_key);
    let acronym = kind == Kind::Organisation && is_acronym(name);
    match decided(at, replay) {
        Some(line) if form == item.key => Why::Decision(line),
        _ if acronym => Why::Acronym,
        _ if item.bare && form == item.key => Why::Surname,
        _ if scored.is_some() => Why::Score(scored.map_or("", |(_, other)| other)),
        // The chain's own name: equal to the name that a rename replaced.
        _ if form == item.key => Why::Equal,
        _ => Why::Short,
    }
}

/// The first line that joins an item with others.
fn decided(item: usize, replay: &Replay) -> Option<u64> {
    replay.same.iter().find(|(_, same)| same.contains(&item)).map(|(line, _)| *line)
}
