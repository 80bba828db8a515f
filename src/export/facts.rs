//! What is told of nodes and ties in every graph format: one typed list for all, so that no two formats differ.

use super::cell::{day, fine, places};
use super::gephi::{in_words, met, shown_label};
use super::xml::escape;
use crate::model::{Dossier, Node, Role, Scope, Tie};
use std::fmt::{self, Display};

/// The type of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Characters.
    Text,
    /// A whole number.
    Whole,
    /// A decimal.
    Decimal,
    /// Yes or no.
    Truth,
}

/// A fact; one that is unknown is not told.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// One of our own words.
    Word(&'static str),
    /// Characters, not empty.
    Text(String),
    /// A whole number.
    Whole(u32),
    /// A finite decimal.
    Decimal(f64),
    /// Yes or no.
    Truth(bool),
}

/// What is told of a node, and its type. `label` and `id` have places of their own in every format.
pub static OF_NODES: [(&str, Type); 21] = [
    ("kind", Type::Text),
    ("documents", Type::Whole),
    ("signatory", Type::Whole),
    ("speaker", Type::Whole),
    ("chair", Type::Whole),
    ("addressee", Type::Whole),
    ("issuer", Type::Whole),
    ("participant", Type::Whole),
    ("mentioned", Type::Whole),
    ("degree", Type::Whole),
    ("strength", Type::Decimal),
    ("component", Type::Whole),
    ("betweenness", Type::Decimal),
    ("pagerank", Type::Decimal),
    ("clustering", Type::Decimal),
    ("core", Type::Whole),
    ("community", Type::Whole),
    ("brokerage", Type::Decimal),
    ("constraint", Type::Decimal),
    ("first", Type::Text),
    ("last", Type::Text),
];

/// What is told of a tie, and its type. `weight` has a place of its own.
pub static OF_TIES: [(&str, Type); 15] = [
    ("kind", Type::Text),
    ("directed", Type::Truth),
    ("label", Type::Text),
    ("count", Type::Whole),
    ("newman", Type::Decimal),
    ("share", Type::Decimal),
    ("jaccard", Type::Decimal),
    ("association", Type::Decimal),
    ("chance", Type::Decimal),
    ("discovery", Type::Decimal),
    ("backbone", Type::Truth),
    ("roles", Type::Text),
    ("evidence", Type::Text),
    ("first", Type::Text),
    ("last", Type::Text),
];

/// The facts of a node, in the order of [`OF_NODES`].
pub fn of_node(node: &Node) -> impl Iterator<Item = (&'static str, Fact)> {
    let measures = &node.measures;
    let role = |role: Role| Some(Fact::Whole(node.roles[role as usize]));
    let facts = [
        Some(Fact::Word(node.kind.word())),
        Some(Fact::Whole(node.documents)),
        role(Role::Signatory),
        role(Role::Speaker),
        role(Role::Chair),
        role(Role::Addressee),
        role(Role::Issuer),
        role(Role::Participant),
        role(Role::Mentioned),
        Some(Fact::Whole(node.degree)),
        Some(Fact::Decimal(node.strength)),
        Some(Fact::Whole(node.component)),
        Some(Fact::Decimal(measures.betweenness)),
        Some(Fact::Decimal(measures.pagerank)),
        Some(Fact::Decimal(measures.clustering)),
        Some(Fact::Whole(measures.core)),
        Some(Fact::Whole(measures.community)),
        Some(Fact::Decimal(measures.brokerage)),
        measures.constraint.map(Fact::Decimal),
        text(day(node.dates.first())),
        text(day(node.dates.last())),
    ];
    named(&OF_NODES, facts)
}

/// The facts of a tie, in the order of [`OF_TIES`].
pub fn of_tie(dossier: &Dossier, tie: &Tie) -> impl Iterator<Item = (&'static str, Fact)> {
    let weights = tie.weights.as_ref();
    let evidence = tie.evidence.iter().map(|(reading, line)| (&*dossier.readings[*reading].head.id, *line));
    let facts = [
        Some(Fact::Word(tie.kind.word())),
        Some(Fact::Truth(tie.kind.is_directed())),
        text(in_words(tie)),
        Some(Fact::Whole(tie.count)),
        Some(Fact::Decimal(tie.newman)),
        weights.map(|weights| Fact::Decimal(weights.share)),
        weights.map(|weights| Fact::Decimal(weights.jaccard)),
        weights.map(|weights| Fact::Decimal(weights.association)),
        weights.map(|weights| Fact::Decimal(weights.p)),
        weights.map(|weights| Fact::Decimal(weights.q)),
        Some(Fact::Truth(tie.backbone)),
        text(met(tie, "+", "|")),
        text(places(evidence)),
        text(day(tie.dates.first())),
        text(day(tie.dates.last())),
    ];
    named(&OF_TIES, facts)
}

/// The label that every format shows.
pub fn label(node: &Node) -> &str {
    shown_label(node)
}

/// The id of a tie. A slug holds no two hyphens in a row, so that no two ids are the same.
pub fn tie_id(source: &Node, tie: &Tie, target: &Node) -> String {
    format!("{}--{}--{}", source.id, tie.kind, target.id)
}

/// What a network covers, in one sentence.
pub fn covers(scope: &Scope) -> String {
    let mut words = vec![format!("{} of {} documents", scope.documents, scope.documents_read)];
    words.extend(scope.dates.map(|(first, last)| format!("{first} to {last}")));
    words.extend(scope.filters.iter().cloned());
    if !scope.capped.is_empty() {
        words.push(format!(
            "{} with more than {} names tie only in incidence.csv",
            scope.capped.len(),
            scope.max_clique
        ));
    }
    words.push(format!("weight: {}", scope.weighing.word()));
    words.join("; ")
}

fn text(text: String) -> Option<Fact> {
    (!text.is_empty()).then_some(Fact::Text(text))
}

fn named<const N: usize>(
    fields: &'static [(&'static str, Type); N],
    facts: [Option<Fact>; N],
) -> impl Iterator<Item = (&'static str, Fact)> {
    fields.iter().zip(facts).filter_map(|((name, _), fact)| Some((*name, fact?)))
}

/// As characters of an XML file: decimals without an exponent.
impl Display for Fact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fact::Word(word) => out.write_str(word),
            Fact::Text(text) => escape(text).fmt(out),
            Fact::Whole(number) => number.fmt(out),
            Fact::Decimal(number) => out.write_str(&fine(*number)),
            Fact::Truth(truth) => truth.fmt(out),
        }
    }
}
