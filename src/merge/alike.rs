//! Pairs that look alike and were not merged: the questions to the analyst.

use super::clusters::Clusters;
use super::fuzzy::Fuzzy;
use super::open::{Facts, Open, open};
use super::pool::Item;
use crate::model::{Alike, Entity, Kind, Notice};
use crate::names::compare::{Name, reasons};
use crate::names::vocabulary::Vocabulary;
use crate::settings::MergeSettings;
use rayon::prelude::*;
use std::collections::HashMap;

/// So many features are named in a row.
const NAMED: usize = 3;

/// So many questions are asked at most: nobody answers more, and names made of few words have millions.
const MOST: usize = 100_000;

/// The open pairs of at least the score that the settings ask for, best first, and a notice where there are more than
/// anybody answers. `groups` are sorted by id.
pub fn alike(
    groups: &[(Entity, Vec<usize>)],
    items: &[Item],
    clusters: &Clusters,
    fuzzy: &[Fuzzy],
    settings: &MergeSettings,
    vocabulary: &Vocabulary,
) -> (Vec<Alike>, Option<Notice>) {
    let entity: HashMap<usize, usize> =
        groups.iter().enumerate().map(|(at, (_, group))| (clusters.find(group[0]), at)).collect();
    let facts = Facts::new(clusters, items);
    let mut pairs: Vec<(usize, usize, &Fuzzy, Open)> = Vec::new();
    for fuzzy in fuzzy {
        for open in open(fuzzy, clusters, &facts, settings.alike, MOST) {
            let (Some(a), Some(b)) = (entity.get(&open.roots.0), entity.get(&open.roots.1)) else { continue };
            pairs.push((*a.min(b), *a.max(b), fuzzy, open));
        }
    }
    pairs.sort_by(|(a, b, _, one), (c, d, _, other)| {
        other.link.score.total_cmp(&one.link.score).then((a, b).cmp(&(c, d)))
    });
    let notice = (pairs.len() > MOST).then(left_out);
    pairs.truncate(MOST);
    let row = |(left, right, fuzzy, open): (usize, usize, &Fuzzy, Open)| {
        let (a, b) = fuzzy.of(open.link);
        let turned = entity[&clusters.find(a.item)] != left;
        let (left_name, right_name) = if turned { (b.written, a.written) } else { (a.written, b.written) };
        let why = || strongest(groups[left].0.kind, left_name, right_name, vocabulary);
        Alike {
            left,
            right,
            left_name: left_name.to_owned(),
            right_name: right_name.to_owned(),
            score: open.link.score,
            why: open.why.map_or_else(why, str::to_owned),
        }
    };
    (pairs.into_par_iter().map(row).collect(), notice)
}

fn left_out() -> Notice {
    Notice {
        code: "questions-left-out".into(),
        document: String::new(),
        page: None,
        line: None,
        message: format!("more than {MOST} pairs of names look alike; alike.csv has those that look most so"),
        help: "set alike higher under [merge] in undersigned.toml, or give fewer documents at a time".into(),
    }
}

/// What speaks most for and against two names.
fn strongest(kind: Kind, left: &str, right: &str, vocabulary: &Vocabulary) -> String {
    let parsed = |name: &str| Name::new(kind, name, vocabulary);
    let reasons = reasons(&parsed(left), &parsed(right));
    let told = reasons.iter().take(NAMED).map(|reason| {
        let side = if reason.adds < 0.0 { "against" } else { "for" };
        format!("{} {side}", reason.feature)
    });
    told.collect::<Vec<_>>().join(", ")
}
