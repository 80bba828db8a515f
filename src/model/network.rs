//! The co-appearance network.

use super::{Few, Kind, Role, Slice, Text};
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
    /// Two bodies that the same people belong to, or two documents that name the same ones. Undirected.
    Shared,
}

impl TieKind {
    /// All kinds, in the order of the rows.
    pub const ALL: [TieKind; 5] =
        [TieKind::Alongside, TieKind::Addressed, TieKind::Affiliated, TieKind::ParentOf, TieKind::Shared];

    /// The word used in every table.
    pub fn word(self) -> &'static str {
        match self {
            TieKind::Alongside => "alongside",
            TieKind::Addressed => "addressed",
            TieKind::Affiliated => "affiliated",
            TieKind::ParentOf => "parent_of",
            TieKind::Shared => "shared",
        }
    }

    /// Whether it points from one to the other.
    pub fn is_directed(self) -> bool {
        !matches!(self, TieKind::Alongside | TieKind::Shared)
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

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// Index into `Dossier::entities`.
    Entity(usize),
    /// Index into `Dossier::readings`.
    Document(usize),
}

/// What kind of thing that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NodeKind {
    /// A human being.
    Person,
    /// A named body.
    Organisation,
    /// A document, where documents are what is tied.
    Document,
}

impl NodeKind {
    /// The word used in every table.
    pub fn word(self) -> &'static str {
        match self {
            NodeKind::Person => "person",
            NodeKind::Organisation => "organisation",
            NodeKind::Document => "document",
        }
    }

    /// The kind of an entity's node.
    pub fn of(kind: Kind) -> NodeKind {
        if kind == Kind::Organisation { NodeKind::Organisation } else { NodeKind::Person }
    }
}

impl fmt::Display for NodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One person, organisation or document in the network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// What it stands for.
    pub subject: Subject,
    /// The entity's or the document's id.
    pub id: Text,
    /// The entity's label, or the document's title.
    pub label: Text,
    /// Person, organisation or document.
    pub kind: NodeKind,
    /// In how many documents (after the filters) it appears at all.
    pub documents: u32,
    /// In how many documents it holds each role, in the order of `Role::ALL`.
    pub roles: [u32; 7],
    /// Number of different neighbours over all ties.
    pub degree: u32,
    /// Sum of the weights of its ties.
    pub strength: f64,
    /// Connected component, from 1, the largest first.
    pub component: u32,
    /// What is measured on the whole network.
    pub measures: Measures,
    /// The days on which it appears, sorted, each once.
    pub dates: Vec<Date>,
}

impl Node {
    /// Index into `Dossier::entities`; none for a document.
    pub fn entity(&self) -> Option<usize> {
        match self.subject {
            Subject::Entity(entity) => Some(entity),
            Subject::Document(_) => None,
        }
    }
}

/// Where a node stands in the whole network. All ties count, whatever their kind and direction; parallel ones as one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// The share of all shortest paths (in steps) between two others that pass through it, 0 to 1.
    pub betweenness: f64,
    /// PageRank with damping .85 over counts; 1 in sum over all nodes.
    pub pagerank: f64,
    /// The share of pairs of its neighbours that are tied themselves, 0 to 1.
    pub clustering: f64,
    /// The largest k for which it has k neighbours that have k neighbours among them, and so on.
    pub core: u32,
    /// Community, from 1, the largest first.
    pub community: u32,
    /// Betweenness between others of two different communities only: what a broker has.
    pub brokerage: f64,
    /// Burt's constraint by counts: low where contacts do not know each other; none without ties.
    pub constraint: Option<f64>,
}

/// One tie; parallel ties of different kinds may join the same two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// What it means.
    pub kind: TieKind,
    /// In how many documents; for `Shared` by how many names.
    pub count: u32,
    /// Newman's weight: the sum over documents (or narrower stretches) of 1/(n−1), n the number of tied names there
    /// (M. E. J. Newman, Phys. Rev. E 64, 016132 (2001), eq. 2). For directed kinds the count.
    pub newman: f64,
    /// What the count is worth beside what chance would give; for undirected kinds.
    pub weights: Option<Weights>,
    /// Whether the backbone keeps it: its q is at most [`Weights::BACKBONE`], or the text states it (directed kinds).
    pub backbone: bool,
    /// Role pairs such as `(Signatory, Speaker)`, source's role first, sorted, each once; empty for `Affiliated`.
    pub roles: Few<(Role, Role)>,
    /// The positions that an `Affiliated` tie stands for, each once; empty otherwise.
    pub positions: Few<Text>,
    /// Where it is proved, one for each document (for `Shared`, each shared name): index into `Dossier::readings` and the line, sorted.
    pub evidence: Few<(usize, u32)>,
    /// The days of those documents, sorted, each once.
    pub dates: Few<Date>,
    /// The stretch in which the two were found together; `None` for `ParentOf`, which is of no document.
    pub within: Option<Within>,
    /// 0 to 1: how likely one at least of the documents says so, as each of the roles or posts that make it is as
    /// likely as claims of its kind have proved right.
    pub confidence: f32,
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

/// Weights of a tie between two who each appear in so many documents. N documents have tied names and are under the
/// cap; the two are in a and b of them, and in k together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// The sum over documents of 2/(n(n−1)): each document gives 1 in all to its pairs.
    pub share: f64,
    /// k/(a + b − k).
    pub jaccard: f64,
    /// k·N/(a·b): 1 is what chance would give (the probabilistic affinity index; N. J. van Eck and L. Waltman,
    /// J. Am. Soc. Inf. Sci. Technol. 60, 1635 (2009), eq. 6).
    pub association: f64,
    /// The chance of k or more, were the documents of both drawn at random: the hypergeometric tail
    /// (M. Tumminello et al., PLoS ONE 6, e17994 (2011), eq. 1).
    pub p: f64,
    /// The false discovery rate at which it would still be kept (Y. Benjamini and Y. Hochberg, J. R. Stat. Soc. B 57,
    /// 289 (1995)), over all pairs that could have met.
    pub q: f64,
}

impl Weights {
    /// The false discovery rate of the backbone.
    pub const BACKBONE: f64 = 0.05;
}

/// Which weight stands for a tie in the column `Weight`, in strength and in the figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weighing {
    /// The number of documents.
    #[default]
    Count,
    /// Newman's.
    Newman,
    /// 2/(n(n−1)).
    Share,
    /// Jaccard's.
    Jaccard,
    /// Association strength.
    Association,
}

impl Weighing {
    /// The word used in settings and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Weighing::Count => "count",
            Weighing::Newman => "newman",
            Weighing::Share => "share",
            Weighing::Jaccard => "jaccard",
            Weighing::Association => "association",
        }
    }
}

impl Tie {
    /// A tie of less confidence is uncertain: of five like it, one or more is wrong.
    pub const CERTAIN: f32 = 0.8;

    /// Its weight; directed kinds are weighed by their count.
    pub fn weight(&self, weighing: Weighing) -> f64 {
        match (weighing, self.weights) {
            (Weighing::Newman, _) => self.newman,
            (Weighing::Share, Some(weights)) => weights.share,
            (Weighing::Jaccard, Some(weights)) => weights.jaccard,
            (Weighing::Association, Some(weights)) => weights.association,
            (Weighing::Count, _) | (_, None) => f64::from(self.count),
        }
    }
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
    /// What the weights of ties are.
    pub weighing: Weighing,
    /// Ties in the backbone; the others are in every table, and views of the backbone leave them out.
    pub backbone: u32,
    /// Communities of two or more.
    pub communities: u32,
    /// Newman and Girvan's modularity of the communities, over Newman's weights.
    pub modularity: f64,
    /// From how many nodes betweenness was estimated; none where it is exact.
    pub pivots: Option<u32>,
}

/// The co-appearance network. For undirected edges the node with the smaller id is the source.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// Nodes sorted by id; edges sorted by (source id, target id, kind).
    pub graph: DiGraph<Node, Tie>,
    /// Who holds a role where, sorted: active roles, the addressed, and what else the settings tie.
    pub attendances: Vec<Attendance>,
    /// What it covers.
    pub scope: Scope,
    /// Its years, quarters or months, where they are asked for, the first first.
    pub slices: Vec<Slice>,
}
