//! Pairs that look alike and were not merged, found by blocks so that not all pairs are compared.

use super::clusters::Clusters;
use super::pool::Item;
use crate::model::{Alike, Entity, Kind};
use crate::names::alike::{Form, Likeness, STOPWORDS, alike as compare};
use crate::names::titles::Sex;
use crate::settings::MergeSettings;
use std::collections::{BTreeMap, BTreeSet};

/// A larger block is cut by the initials of the other words.
const LARGE_BLOCK: usize = 60;

/// A block still larger says nothing: everybody is in it.
const HUGE_BLOCK: usize = 300;

/// Two different full names of one document are two people unless they are at least this much alike.
const WITHIN_A_DOCUMENT: f64 = 0.95;

/// The pairs at least as much alike as the settings ask, best first. `groups` are sorted by id.
pub fn alike(
    groups: &[(Entity, Vec<usize>)],
    items: &[Item],
    clusters: &Clusters,
    settings: &MergeSettings,
) -> Vec<Alike> {
    let facts: Vec<Facts> = groups.iter().map(|(entity, group)| Facts::new(entity, group, items)).collect();
    let mut pairs: Vec<Alike> = candidates(&facts)
        .into_iter()
        .filter(|(left, right)| !clusters.are_apart(groups[*left].1[0], groups[*right].1[0]))
        .filter_map(|(left, right)| pair(left, right, &facts))
        .filter(|pair| pair.score >= settings.alike)
        .collect();
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right))));
    pairs
}

/// What is compared of one entity.
struct Facts<'a> {
    kind: Kind,
    /// Its full names in different documents, each once.
    forms: Vec<Form>,
    documents: BTreeSet<&'a str>,
    sexes: BTreeSet<Sex>,
}

impl<'a> Facts<'a> {
    fn new(entity: &Entity, group: &[usize], items: &'a [Item]) -> Facts<'a> {
        let members = || group.iter().map(|at| &items[*at]);
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for item in members() {
            names.entry(&item.key).or_insert(&item.chain.name);
        }
        Facts {
            kind: entity.kind,
            forms: names.into_values().map(|name| Form::new(entity.kind, name)).collect(),
            documents: members().map(|item| item.document).collect(),
            sexes: members().filter_map(|item| item.sex).collect(),
        }
    }

    fn contradicts(&self, other: &Facts) -> bool {
        !self.sexes.is_empty() && !other.sexes.is_empty() && self.sexes.is_disjoint(&other.sexes)
    }
}

/// The best of all pairs of names of two entities, unless something speaks against it.
fn pair(left: usize, right: usize, facts: &[Facts]) -> Option<Alike> {
    let (a, b) = (&facts[left], &facts[right]);
    let all = a.forms.iter().flat_map(|x| b.forms.iter().map(move |y| (compare(a.kind, x, y), x, y)));
    let (likeness, x, y) = all.max_by(|(p, ..), (q, ..)| p.score.total_cmp(&q.score))?;
    let equal = x.key == y.key;
    if a.contradicts(b) && !equal {
        return None;
    }
    let both_full = !x.bare && !y.bare;
    if both_full && likeness.score < WITHIN_A_DOCUMENT && !a.documents.is_disjoint(&b.documents) {
        return None;
    }
    let why = match likeness {
        _ if equal && a.contradicts(b) => "equal after folding, titles contradict",
        _ if equal && x.bare => "surname only",
        Likeness { why, .. } => why,
    };
    Some(Alike {
        left,
        right,
        left_name: x.name.clone(),
        right_name: y.name.clone(),
        score: likeness.score,
        why: why.into(),
    })
}

/// Pairs of entities of one kind that share a block, each once, the smaller first.
fn candidates(facts: &[Facts]) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<(Kind, String), BTreeSet<usize>> = BTreeMap::new();
    for (at, entity) in facts.iter().enumerate() {
        for block in entity.forms.iter().flat_map(|form| coarse(entity.kind, form)) {
            blocks.entry((entity.kind, block)).or_default().insert(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for ((_, block), members) in blocks {
        if members.len() <= LARGE_BLOCK {
            pairs.extend(all_pairs(&members, facts));
            continue;
        }
        let mut finer: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for at in members {
            for cut in facts[at].forms.iter().flat_map(|form| fine(form, &block)) {
                finer.entry(cut).or_default().insert(at);
            }
        }
        let told = finer.values().filter(|members| members.len() <= HUGE_BLOCK);
        pairs.extend(told.flat_map(|members| all_pairs(members, facts)));
    }
    pairs
}

/// All pairs of a block; of equal bare surnames only neighbours, which is enough to say that all are one.
fn all_pairs(members: &BTreeSet<usize>, facts: &[Facts]) -> Vec<(usize, usize)> {
    let members: Vec<usize> = members.iter().copied().collect();
    let bare = |at: usize| facts[at].forms.iter().all(|form| form.bare);
    let mut pairs = Vec::new();
    for (i, a) in members.iter().enumerate() {
        let others = &members[i + 1..];
        let next_bare = others.iter().copied().find(|b| bare(*b));
        let wanted = |b: &usize| !bare(*a) || !bare(*b) || Some(*b) == next_bare;
        pairs.extend(others.iter().copied().filter(wanted).map(|b| (*a, b)));
    }
    pairs
}

/// The skeleton of each word that counts, and the initials of an organisation.
fn coarse(kind: Kind, form: &Form) -> Vec<String> {
    let words = form.words().filter(|word| word.chars().count() > 1 && !STOPWORDS.contains(word));
    let mut blocks: Vec<String> = words.map(skeleton).collect();
    if kind == Kind::Organisation {
        blocks.extend(form.initials().into_iter().map(|letters| format!("={letters}")));
    }
    blocks
}

/// A large block cut by the first letter of each other word; a bare surname would be alike to all of it.
fn fine(form: &Form, block: &str) -> Vec<String> {
    let others = form.words().filter(|word| skeleton(word) != block);
    others.filter_map(|word| word.chars().next()).map(String::from).collect()
}

/// The first letter and the consonants after it, with letters of one sound as one and none doubled: `mohamed` and
/// `muhammad` are both `mhmd`.
fn skeleton(word: &str) -> String {
    let mut skeleton = String::new();
    for c in word.chars() {
        let sound = match c {
            'c' | 'q' | 'g' => 'k',
            'w' => 'v',
            'z' => 's',
            'y' | 'j' => 'i',
            c => c,
        };
        let vowel = matches!(sound, 'a' | 'e' | 'i' | 'o' | 'u');
        if skeleton.is_empty() || (!vowel && !skeleton.ends_with(sound)) {
            skeleton.push(sound);
        }
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    #[test]
    fn one_sound_is_one_skeleton() {
        assert_eq!(skeleton("mohamed"), skeleton("muhammad"));
        assert_eq!(skeleton("wahid"), skeleton("vahid"));
        assert_ne!(skeleton("karim"), skeleton("salim"));
    }
}
