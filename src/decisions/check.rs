//! Whether decisions contradict each other.

use super::{Subject, kinds, named, subject};
use crate::model::{Decision, Judgement};
use std::collections::{BTreeMap, VecDeque};

/// The lines that contradict each other, and what they say.
pub type Contradiction = (Vec<u64>, String);

/// The first contradiction there is.
pub fn check(decisions: &[Decision]) -> Result<(), Contradiction> {
    check_parted(decisions)?;
    check_renamed(decisions)?;
    check_nobody(decisions)
}

/// What is different is not the same by any other lines.
fn check_parted(decisions: &[Decision]) -> Result<(), Contradiction> {
    let mut same: BTreeMap<Subject, Vec<(Subject, u64)>> = BTreeMap::new();
    for (decision, left, right) in pairs(decisions, Judgement::Same) {
        same.entry(left.clone()).or_default().push((right.clone(), decision.line));
        same.entry(right).or_default().push((left, decision.line));
    }
    // Who is unsure does not contradict.
    let parted = pairs(decisions, Judgement::Different).chain(pairs(decisions, Judgement::ParentOf));
    for (decision, left, right) in parted {
        if left == right {
            let message = format!("{} cannot be different from itself", decision.left.name);
            return Err((vec![decision.line], message));
        }
        if let Some(mut lines) = way(&same, &left, &right) {
            lines.push(decision.line);
            return Err((lines, format!("these lines say same and {} of the same names", decision.judgement)));
        }
    }
    Ok(())
}

/// A name has one new name, and no two are each other's.
fn check_renamed(decisions: &[Decision]) -> Result<(), Contradiction> {
    let mut renamed: BTreeMap<Subject, (Subject, &Decision)> = BTreeMap::new();
    for (decision, left, right) in pairs(decisions, Judgement::Rename) {
        let (_, first) = renamed.entry(left).or_insert((right, decision));
        let (to, also) = (named(&first.right), named(&decision.right));
        if to != also {
            let message = format!("{} is renamed to {to} and to {also}", decision.left.name);
            return Err((vec![first.line, decision.line], message));
        }
    }
    for (left, (right, decision)) in &renamed {
        if let Some((_, other)) = renamed.get(right).filter(|(back, _)| back == left && back != right) {
            let message = format!("{} and {} are each renamed to the other", decision.left.name, other.left.name);
            return Err((vec![decision.line, other.line], message));
        }
    }
    Ok(())
}

/// What names nobody is not somebody's name.
fn check_nobody(decisions: &[Decision]) -> Result<(), Contradiction> {
    let nobody: BTreeMap<Subject, u64> = decisions
        .iter()
        .filter(|decision| decision.judgement == Judgement::NotAName)
        .flat_map(|decision| kinds(decision).map(|kind| (subject(kind, &decision.left), decision.line)))
        .collect();
    let same = pairs(decisions, Judgement::Same).flat_map(|(decision, left, right)| {
        [(decision, left, decision.left.name.as_str()), (decision, right, named(&decision.right))]
    });
    let renamed =
        pairs(decisions, Judgement::Rename).map(|(decision, left, _)| (decision, left, decision.left.name.as_str()));
    for (decision, subject, name) in same.chain(renamed) {
        if let Some(line) = nobody.get(&subject) {
            return Err((
                vec![*line, decision.line],
                format!("these lines say not_a_name and {} of {name}", decision.judgement),
            ));
        }
    }
    Ok(())
}

/// The lines of `same` that lead from one subject to another, by the shortest way.
fn way(same: &BTreeMap<Subject, Vec<(Subject, u64)>>, from: &Subject, to: &Subject) -> Option<Vec<u64>> {
    let mut came: BTreeMap<&Subject, (&Subject, u64)> = BTreeMap::new();
    let mut next = VecDeque::from([from]);
    while let Some(at) = next.pop_front() {
        if at == to {
            let back = std::iter::successors(came.get(at), |(before, _)| came.get(before).filter(|_| *before != from));
            return Some(back.map(|(_, line)| *line).collect());
        }
        for (neighbour, line) in same.get(at).into_iter().flatten() {
            if neighbour != from && !came.contains_key(neighbour) {
                came.insert(neighbour, (at, *line));
                next.push_back(neighbour);
            }
        }
    }
    None
}

fn pairs(decisions: &[Decision], judgement: Judgement) -> impl Iterator<Item = (&Decision, Subject, Subject)> {
    decisions.iter().filter(move |decision| decision.judgement == judgement).flat_map(|decision| {
        let right = decision.right.as_ref();
        kinds(decision).filter_map(move |kind| Some((decision, subject(kind, &decision.left), subject(kind, right?))))
    })
}
