//! The co-appearance network.

use super::{Kind, Role};
use jiff::civil::Date;
use petgraph::graph::DiGraph;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a tie means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieKind {
    /// Both hold an active role in one document. Undirected.
    Alongside,
    /// From the sender of a letter to the one addressed. Directed.
    Addressed,
    /// From a person to the body they belong to. Directed.
    Affiliated,
    /// From a body to a part of it, as the analyst says. Directed; of no document.
    ParentOf,
}

impl TieKind {
    /// The word used in every table.
    pub fn word(self) -> &'static str {
        match self {
            TieKind::Alongside => "alongside",
            TieKind::Addressed => "addressed",
            TieKind::Affiliated => "affiliated",
            TieKind::ParentOf => "parent_of",
        }
    }

    /// Whether it points from one to the other.
    pub fn is_directed(self) -> bool {
        self != TieKind::Alongside
    }
}

impl fmt::Display for TieKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// How near two names have to stand to be tied alongside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    /// In one document.
    #[default]
    Document,
    /// In one session, one item of an agenda, or under one heading.
    Section,
    /// In one paragraph, or in one list.
    Paragraph,
    /// In one sentence, or in one row of a list.
    Sentence,
    /// In rows of one list, or in one role of one sentence.
    List,
}

impl Within {
    /// The word used in every table and setting.
    pub fn word(self) -> &'static str {
        match self {
            Within::Document => "document",
            Within::Section => "section",
            Within::Paragraph => "paragraph",
            Within::Sentence => "sentence",
            Within::List => "list",
        }
    }
}

/// One person or organisation in the network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// Index into `Dossier::entities`.
    pub entity: usize,
    /// The entity's id.
    pub id: String,
    /// The entity's label.
    pub label: String,
    /// Person or organisation.
    pub kind: Kind,
    /// In how many documents (after the filters) it appears at all.
    pub documents: u32,
    /// In how many documents it holds each role, in the order of `Role::ALL`.
    pub roles: [u32; 7],
    /// Number of different neighbours over all ties.
    pub degree: u32,
    /// Sum of the counts of its ties.
    pub strength: f64,
    /// Connected component, from 1, the largest first.
    pub component: u32,
    /// The days on which it appears, sorted, each once.
    pub dates: Vec<Date>,
}

/// One tie; parallel ties of different kinds may join the same two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// What it means.
    pub kind: TieKind,
    /// In how many documents.
    pub count: u32,
    /// Newman's weight: the sum over documents (or narrower stretches) of 1/(n−1), n the number of tied names there
    /// (M. E. J. Newman, Phys. Rev. E 64, 016132 (2001), eq. 2). For other kinds the count.
    pub newman: f64,
    /// Role pairs such as `(Signatory, Speaker)`, source's role first, sorted, each once; empty for `Affiliated`.
    pub roles: Vec<(Role, Role)>,
    /// The positions that an `Affiliated` tie stands for, each once; empty otherwise.
    pub positions: Vec<String>,
    /// Where it is proved, one for each document: index into `Dossier::readings` and the line, sorted.
    pub evidence: Vec<(usize, u32)>,
    /// The days of those documents, sorted, each once.
    pub dates: Vec<Date>,
    /// The stretch in which the two were found together; `None` for `ParentOf`, which is of no document.
    pub within: Option<Within>,
}

/// One name in one document that passed the filters, in one role that did: the two-mode network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Attendance {
    /// Index into `Dossier::readings`.
    pub reading: usize,
    /// Index of the node.
    pub node: usize,
    /// The role; of several the one that comes first in `Role::ALL`.
    pub role: Role,
}

/// What the network covers: what a caption has to say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Scope {
    /// Documents that passed the filters.
    pub documents: u32,
    /// Documents that were read.
    pub documents_read: u32,
    /// First and last day of the documents that passed, where any is dated.
    pub dates: Option<(Date, Date)>,
    /// The filters in force, in words, such as `roles: signatory, speaker`; empty when none.
    pub filters: Vec<String>,
    /// The cap on names of one document that are tied to each other.
    pub max_clique: usize,
    /// Documents with more tied names than the cap: they tie only in `incidence.csv`.
    pub capped: Vec<String>,
}

/// The co-appearance network. For `Alongside` edges the node with the smaller id is the source.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// Nodes sorted by id; edges sorted by (source id, target id, kind).
    pub graph: DiGraph<Node, Tie>,
    /// Who holds a role where, sorted: active roles, the addressed, and what else the settings tie.
    pub attendances: Vec<Attendance>,
    /// What it covers.
    pub scope: Scope,
}
