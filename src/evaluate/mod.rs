//! Appearances against annotations: precision, recall and F1.
//!
//! Entities are paired one to one by their folded names, in each document; a split entity costs a false positive, and
//! so does one that nobody annotated. What the annotation marks optional is neither asked for nor punished.

mod annotation;
mod key;
mod merging;
mod pairing;
mod predicted;
mod tally;
mod verdicts;

pub use annotation::{Annotation, GoldAffiliation, GoldDocument, GoldEntity};
pub use predicted::{Predicted, PredictedDocument, predicted};
pub use tally::{Figures, Tally};
pub use verdicts::{Held, verdicts};

use crate::model::{Kind, Role};
use merging::Item;
use pairing::Pairs;
use std::collections::{BTreeMap, BTreeSet};

/// A run against its annotations.
#[derive(Debug, Default)]
pub struct Score {
    /// How many documents are annotated.
    pub documents: usize,
    /// Annotated documents without any appearance.
    pub without_appearances: Vec<String>,
    /// Each figure by its name, in the order of printing.
    pub figures: Vec<(String, Figures)>,
    /// The same for each annotated document that was scored.
    pub per_document: BTreeMap<String, BTreeMap<String, Figures>>,
    /// One line for each error: document, kind of error, name, detail; parted by tabs.
    pub errors: Vec<String>,
    /// Annotated documents of which it cannot be told what was read for them.
    pub unclear: Vec<String>,
}

/// What counting yields, for one document or all.
type Tallies = BTreeMap<String, Tally>;

/// Scores a run. A document of the run and its annotation are paired by file stem where that is unique on both sides,
/// else by the last folder and the stem.
pub fn score(run: &[PredictedDocument], gold: &[Annotation]) -> Score {
    let (paired, unclear) = pairing::documents(gold, run);
    let mut score = Score { documents: gold.len(), unclear, ..Score::default() };
    let mut sums = Tallies::new();
    let mut items = Vec::new();
    for annotation in gold {
        let found = paired.get(annotation.name.as_str()).copied();
        let found = found.map(|document| readable(document, annotation, &mut score.errors)).unwrap_or_default();
        let tallies = score_document(annotation, &found, &mut items, &mut score.errors);
        for (name, tally) in &tallies {
            sums.entry(name.clone()).or_default().add(*tally);
        }
        let figures = tallies.into_iter().map(|(name, tally)| (name, tally.figures())).collect();
        score.per_document.insert(annotation.name.clone(), figures);
    }
    sums.insert("merging".to_owned(), merging::pairwise(&items));
    score.errors.extend(merging::errors(&items));
    let missing = gold.iter().map(|annotation| &annotation.name).filter(|name| !paired.contains_key(name.as_str()));
    score.without_appearances = missing.cloned().collect();
    score.without_appearances.sort();
    score.figures = in_order(&sums, &items);
    score
}

/// The figures in the order of printing.
fn in_order(sums: &Tallies, items: &[Item]) -> Vec<(String, Figures)> {
    let roles = sums.keys().filter(|name| name.starts_with("role:")).map(String::as_str);
    let names = ["person", "organisation", "role"].into_iter().chain(roles).chain(["affiliation", "merging"]);
    let known = names.filter_map(|name| sums.get(name).map(|tally| (name.to_owned(), tally.figures())));
    let mut figures: Vec<_> = known.collect();
    for (prefix, kind) in [("p:", "person"), ("o:", "organisation")] {
        let mine: Vec<Item> = items.iter().filter(|item| item.gold.starts_with(prefix)).cloned().collect();
        figures.push((format!("merging:{kind}"), merging::pairwise(&mine).figures()));
        figures.push((format!("bcubed:{kind}"), merging::bcubed(&mine)));
    }
    figures
}

/// The entities of a document with only those surface forms that stand in its text.
fn readable(document: &PredictedDocument, gold: &Annotation, errors: &mut Vec<String>) -> Vec<Predicted> {
    let mut entities = document.entities.clone();
    for entity in &mut entities {
        let (here, absent): (BTreeSet<_>, BTreeSet<_>) =
            std::mem::take(&mut entity.names).into_iter().partition(|form| gold.holds(form));
        errors.extend(absent.iter().map(|form| format!("{}\tform not in the text\t{form}", gold.name)));
        entity.names = here;
    }
    entities
}

fn score_document(
    annotation: &Annotation,
    found: &[Predicted],
    items: &mut Vec<Item>,
    errors: &mut Vec<String>,
) -> Tallies {
    let gold = &annotation.document.entities;
    let pairs = pairing::entities(gold, found);
    let forgiven = pairing::forgiven(gold, found, &pairs);
    let mut sheet = Sheet { document: &annotation.name, gold, found, pairs, forgiven, tallies: Tallies::new(), errors };
    sheet.score_entities(items);
    sheet.score_roles();
    sheet.score_affiliations();
    sheet.tallies
}

/// One document's score sheet.
struct Sheet<'a> {
    document: &'a str,
    gold: &'a [GoldEntity],
    found: &'a [Predicted],
    pairs: Pairs<'a>,
    /// Ids of left-over readings of optional entities.
    forgiven: BTreeSet<&'a str>,
    tallies: Tallies,
    errors: &'a mut Vec<String>,
}

impl<'a> Sheet<'a> {
    fn score_entities(&mut self, items: &mut Vec<Item>) {
        for gold in self.asked() {
            let kind = gold.kind.word();
            match self.pairs.found_for(&gold.id) {
                Some(found) => {
                    items.push(Item::new(self.document, &gold.id, &found.entity));
                    self.tally(kind).hits += 1;
                }
                None => {
                    self.tally(kind).misses += 1;
                    self.tell(&format!("missed {kind}"), &gold.name, &gold.roles.join(","));
                }
            }
        }
        for found in self.spurious() {
            let kind = found.kind.word();
            self.tally(kind).spurious += 1;
            let what = match pairing::known_kind(self.gold, found) {
                None => "spurious",
                Some(kind) if kind != found.kind => "wrong kind",
                Some(_) => "split",
            };
            let roles: Vec<_> = words(&found.roles).into_iter().collect();
            self.tell(&format!("{what} {kind}"), &found.label, &roles.join(","));
        }
    }

    fn score_roles(&mut self) {
        for gold in self.asked() {
            let wanted: BTreeSet<&str> = gold.roles.iter().map(String::as_str).filter(|r| *r != "mentioned").collect();
            let optional: BTreeSet<&str> = gold.optional_roles.iter().map(String::as_str).collect();
            let got = self.pairs.found_for(&gold.id).map(|found| told_roles(&found.roles)).unwrap_or_default();
            let extra: BTreeSet<&str> = got.iter().copied().filter(|role| !optional.contains(role)).collect();
            for role in wanted.union(&extra).copied() {
                let (asked, given) = (wanted.contains(role), got.contains(role));
                self.count_role(role, asked, given);
                if asked != given {
                    let what = if asked { "missed role" } else { "spurious role" };
                    self.tell(what, &gold.name, role);
                }
            }
        }
        // The roles of entities that are not there are wrong too.
        for found in self.spurious() {
            for role in told_roles(&found.roles) {
                self.count_role(role, false, true);
            }
        }
    }

    fn score_affiliations(&mut self) {
        let spare: BTreeSet<&str> = self.gold.iter().filter(|g| g.optional).map(|g| g.id.as_str()).collect();
        for gold in self.asked().into_iter().filter(|gold| gold.kind == Kind::Person) {
            let bodies = || gold.affiliations.iter().filter_map(|tie| Some((tie.org.as_deref()?, tie.optional)));
            let optional = bodies().filter(|(_, optional)| *optional).map(|(org, _)| org);
            let free: BTreeSet<&str> = spare.iter().copied().chain(optional).collect();
            let wanted: BTreeSet<String> =
                bodies().map(|(org, _)| org).filter(|org| !free.contains(org)).map(str::to_owned).collect();
            let found = self.pairs.found_for(&gold.id);
            let bodies_found = found.into_iter().flat_map(|found| &found.organisations);
            let got: BTreeSet<String> = bodies_found
                .filter(|body| !self.forgiven.contains(body.as_str()))
                .map(|body| self.pairs.gold_for(body).map_or_else(|| format!("?{body}"), str::to_owned))
                .filter(|body| !free.contains(body.as_str()))
                .collect();
            for body in wanted.union(&got) {
                let (asked, given) = (wanted.contains(body), got.contains(body));
                self.tally("affiliation").count(asked, given);
                if asked != given {
                    let what = if asked { "missed affiliation" } else { "spurious affiliation" };
                    self.tell(what, &gold.name, body);
                }
            }
        }
    }

    /// What the annotation asks for.
    fn asked(&self) -> Vec<&'a GoldEntity> {
        self.gold.iter().filter(|gold| !gold.optional).collect()
    }

    /// What was found and stands for nothing annotated.
    fn spurious(&self) -> Vec<&'a Predicted> {
        let left = self.found.iter().filter(|found| self.pairs.gold_for(&found.entity).is_none());
        left.filter(|found| !self.forgiven.contains(found.entity.as_str())).collect()
    }

    fn count_role(&mut self, role: &str, asked: bool, given: bool) {
        self.tally("role").count(asked, given);
        self.tally(&format!("role:{role}")).count(asked, given);
    }

    fn tally(&mut self, name: &str) -> &mut Tally {
        self.tallies.entry(name.to_owned()).or_default()
    }

    fn tell(&mut self, what: &str, name: &str, detail: &str) {
        self.errors.push(format!("{}\t{what}\t{name}\t{detail}", self.document));
    }
}

/// The words of roles, without `mentioned`.
fn told_roles(roles: &BTreeSet<Role>) -> BTreeSet<&'static str> {
    let told = roles.iter().filter(|role| **role != Role::Mentioned);
    told.map(|role| role.word()).collect()
}

/// The words of roles, in alphabetical order.
fn words(roles: &BTreeSet<Role>) -> BTreeSet<&'static str> {
    roles.iter().map(|role| role.word()).collect()
}
