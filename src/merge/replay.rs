//! The analyst's decisions on the chains of this run.

use super::pool::Item;
use crate::model::{Chain, Decision, Judgement, Kind, Notice, Reading, Side};
use crate::names::key::key;
use std::collections::{BTreeMap, BTreeSet};

/// What the decisions say of the items of a pool, by index.
#[derive(Debug, Default)]
pub struct Replay {
    /// Those that name nobody.
    pub out: BTreeSet<usize>,
    /// Those that are one, with the line that says so.
    pub same: Vec<(u64, BTreeSet<usize>)>,
    /// Each of the first is none of the second, with the line that says so.
    pub different: Vec<(u64, BTreeSet<usize>, BTreeSet<usize>)>,
    /// Each of the first is the parent of the second.
    pub parents: Vec<(BTreeSet<usize>, BTreeSet<usize>)>,
    /// The label to show, with the line that says so.
    pub labels: BTreeMap<usize, (String, u64)>,
    /// Decisions that match nothing.
    pub notices: Vec<Notice>,
}

/// Finds out which items each decision is about.
///
/// A side means the items whose name in their document is that name (or that were renamed to it); where there are
/// none, those that have it as a further surface form.
pub fn replay(items: &[Item], decisions: &[Decision]) -> Replay {
    let mut replay = Replay::default();
    if decisions.is_empty() {
        return replay;
    }
    let index = Index::new(items, decisions);
    for decision in decisions {
        if !apply(decision, &index, &mut replay) {
            replay.notices.push(unused(decision));
        }
    }
    replay
}

/// Gives names the kinds that the analyst says they have; tells decisions that match nothing.
pub fn set_kinds(readings: &mut [Reading], decisions: &[Decision]) -> Vec<Notice> {
    let mut notices = Vec::new();
    for decision in decisions.iter().filter(|decision| decision.judgement == Judgement::Kind) {
        let said = decision.right.as_ref().map(|side| side.name.as_str());
        let kind = if said == Some(Kind::Person.word()) { Kind::Person } else { Kind::Organisation };
        let here = |id: &str| decision.left.document.as_ref().is_none_or(|document| document == id);
        let mut used = false;
        for reading in readings.iter_mut().filter(|reading| here(&reading.head.id)) {
            let named = |chain: &Chain| key(chain.kind, &chain.name) == key(chain.kind, &decision.left.name);
            for chain in reading.chains.iter_mut().filter(|chain| chain.kind.is_actor() && named(chain)) {
                used = true;
                chain.kind = kind;
                chain.mentions.iter().for_each(|mention| reading.mentions[*mention].kind = kind);
            }
            let people: Vec<bool> = reading.chains.iter().map(|chain| chain.kind == Kind::Person).collect();
            // Only people are of bodies.
            for chain in &mut reading.chains {
                chain
                    .affiliations
                    .retain(|held| chain.kind == Kind::Person && held.organisation.is_none_or(|body| !people[body]));
            }
        }
        if !used {
            notices.push(unused(decision));
        }
    }
    notices
}

/// The notice about a decision that does nothing here.
pub fn unused(decision: &Decision) -> Notice {
    let names: Vec<&str> =
        std::iter::once(&decision.left).chain(&decision.right).map(|side| side.name.as_str()).collect();
    Notice {
        code: "decision-unused".into(),
        document: String::new(),
        page: None,
        line: None,
        message: format!(
            "decisions.csv line {}: {} ({}) matches nothing in this run",
            decision.line,
            decision.judgement,
            names.join(", ")
        ),
        help: "write the names as names.csv has them, and the documents as documents.csv has them".into(),
    }
}

/// False where the decision matches nothing or would part one thing from itself.
fn apply(decision: &Decision, index: &Index, replay: &mut Replay) -> bool {
    let left = index.find(&decision.left, decision.kind);
    let right = || decision.right.as_ref().map(|side| index.find(side, decision.kind)).unwrap_or_default();
    match decision.judgement {
        Judgement::NotAName => {
            replay.out.extend(&left);
            !left.is_empty()
        }
        Judgement::Rename => {
            let Some(label) = &decision.right else { return false };
            for item in &left {
                replay.labels.entry(*item).or_insert_with(|| (label.name.clone(), decision.line));
            }
            !left.is_empty()
        }
        Judgement::Same => {
            let right = right();
            let used = !left.is_empty() && !right.is_empty();
            // A person and an organisation of one name are never one.
            for kind in [Kind::Person, Kind::Organisation].into_iter().filter(|_| used) {
                let both: BTreeSet<usize> = index.of_kind(left.union(&right), kind);
                replay.same.push((decision.line, both));
            }
            used
        }
        // Done before merging: by now the name has the kind, and what was taken back is gone.
        Judgement::Kind | Judgement::Withdraw => true,
        Judgement::Different | Judgement::Unsure | Judgement::ParentOf => {
            // "A in a.txt is not A": the second means all others.
            let right: BTreeSet<usize> = right().difference(&left).copied().collect();
            let used = !left.is_empty() && !right.is_empty();
            if decision.judgement == Judgement::ParentOf && used {
                replay.parents.push((left.clone(), right.clone()));
            }
            replay.different.push((decision.line, left, right));
            used
        }
    }
}

/// Items by name.
struct Index<'a> {
    items: &'a [Item<'a>],
    names: BTreeMap<(Kind, String), Vec<usize>>,
    forms: BTreeMap<(Kind, String), Vec<usize>>,
    /// Labels given by the analyst, and the names that they were given to.
    renamed: BTreeMap<(Kind, String), Vec<&'a Side>>,
}

impl<'a> Index<'a> {
    fn new(items: &'a [Item<'a>], decisions: &'a [Decision]) -> Index<'a> {
        let mut index = Index { items, names: BTreeMap::new(), forms: BTreeMap::new(), renamed: BTreeMap::new() };
        for (at, item) in items.iter().enumerate() {
            let kind = item.chain.kind;
            index.names.entry((kind, item.key.to_string())).or_default().push(at);
            for (name, _) in &item.chain.names {
                index.forms.entry((kind, key(kind, name))).or_default().push(at);
            }
        }
        for decision in decisions.iter().filter(|decision| decision.judgement == Judgement::Rename) {
            for (kind, label) in kinds(decision.kind).zip(std::iter::repeat(&decision.right)) {
                let name = label.as_ref().map(|label| key(kind, &label.name)).unwrap_or_default();
                index.renamed.entry((kind, name)).or_default().push(&decision.left);
            }
        }
        index
    }

    fn find(&self, side: &Side, kind: Option<Kind>) -> BTreeSet<usize> {
        kinds(kind).flat_map(|kind| self.find_kind(side, kind)).collect()
    }

    fn find_kind(&self, side: &Side, kind: Kind) -> BTreeSet<usize> {
        let wanted = (kind, key(kind, &side.name));
        let here = |at: &usize| side.document.as_ref().is_none_or(|document| self.items[*at].document == document);
        let matching = |index: &BTreeMap<(Kind, String), Vec<usize>>, name: &(Kind, String)| -> BTreeSet<usize> {
            index.get(name).into_iter().flatten().copied().filter(here).collect()
        };
        let mut found = matching(&self.names, &wanted);
        for old in self.renamed.get(&wanted).into_iter().flatten() {
            let old_here = |at: &usize| old.document.as_ref().is_none_or(|id| self.items[*at].document == id);
            found.extend(matching(&self.names, &(kind, key(kind, &old.name))).into_iter().filter(old_here));
        }
        if found.is_empty() { matching(&self.forms, &wanted) } else { found }
    }

    fn of_kind<'b>(&self, items: impl Iterator<Item = &'b usize>, kind: Kind) -> BTreeSet<usize> {
        items.copied().filter(|at| self.items[*at].chain.kind == kind).collect()
    }
}

fn kinds(kind: Option<Kind>) -> impl Iterator<Item = Kind> {
    [Kind::Person, Kind::Organisation].into_iter().filter(move |each| kind.is_none_or(|kind| kind == *each))
}
