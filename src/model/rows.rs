//! Every output row: field order is column order, field names are column names.
//! Ids and numbers are typed; text cells pass `export`'s guard on the way out.

use serde::{Deserialize, Serialize};

/// `appearances.csv`: one row for each document × entity × role, one more for each further affiliation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AppearanceRow {
    /// Document id.
    pub document: String,
    /// ISO day or empty.
    pub date: String,
    /// Entity id.
    pub entity: String,
    /// Entity label.
    pub label: String,
    /// `person` or `organisation`.
    pub kind: String,
    /// One of the seven roles.
    pub role: String,
    /// Surface forms in this document, joined by `|` (a `|` inside is `¦`).
    pub names: String,
    /// Titles before the name, joined by `|`.
    pub titles: String,
    /// Letters after the name, joined by `|`.
    pub postnominals: String,
    /// The post, with "former".
    pub position: String,
    /// Entity id of the body.
    pub organisation: String,
    /// Its label.
    pub organisation_label: String,
    /// `yes` where the post is over, else empty.
    pub former: String,
    /// `individual` where the text says so.
    pub capacity: String,
    /// A place that stands with the post.
    pub place: String,
    /// How many passages support this role here.
    pub count: u32,
    /// 0.00 to 1.00.
    pub confidence: String,
    /// The rule that found it.
    pub rule: String,
    /// Page, where the source has pages.
    pub page: String,
    /// Heading it stands under.
    pub section: String,
    /// Line of the source, from 1.
    pub line: u32,
    /// The passage.
    pub evidence: String,
}

/// `documents.csv`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Document id.
    pub document: String,
    /// Its heading.
    pub title: String,
    /// ISO day or empty.
    pub date: String,
    /// `yes`, `no`, or empty without a date.
    pub date_certain: String,
    /// letter, event, statement, news, list.
    pub kind: String,
    /// text, markdown, html.
    pub format: String,
    /// Hash of the raw bytes.
    pub sha256: String,
    /// People found.
    pub people: u32,
    /// Organisations found.
    pub organisations: u32,
    /// Notices about it.
    pub notices: u32,
}

/// `notices.csv`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NoticeRow {
    /// Its kind.
    pub code: String,
    /// Document id, or empty.
    pub document: String,
    /// Page, or empty.
    pub page: String,
    /// Line, or empty.
    pub line: String,
    /// What was met.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// `names.csv`: every surface form and why it belongs to its entity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NameRow {
    /// Entity id.
    pub entity: String,
    /// Entity label.
    pub label: String,
    /// `person` or `organisation`.
    pub kind: String,
    /// The surface form.
    pub name: String,
    /// How often.
    pub times: u32,
    /// In how many documents.
    pub documents: u32,
    /// Why it belongs.
    pub why: String,
    /// The score that decided, or empty.
    pub score: String,
    /// The entity that it was in an earlier run, where that was another.
    pub formerly: String,
}

/// `incidence.csv`: the two-mode network, always whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct IncidenceRow {
    /// Document id.
    pub document: String,
    /// Entity id.
    pub entity: String,
    /// Entity label.
    pub label: String,
    /// `person` or `organisation`.
    pub kind: String,
    /// Roles joined by `|`.
    pub roles: String,
    /// Passages over all roles.
    pub count: u32,
    /// The best claim's confidence.
    pub confidence: String,
}

/// `affiliations.csv`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AffiliationRow {
    /// Entity id of the person.
    pub person: String,
    /// Their label.
    pub person_label: String,
    /// Entity id of the body, or empty.
    pub organisation: String,
    /// Its label, or empty.
    pub organisation_label: String,
    /// The post, or empty.
    pub position: String,
    /// `yes` where it is over.
    pub former: String,
    /// Number of documents that say so.
    pub documents: u32,
    /// Up to three `document:line`, then `+n`.
    pub evidence: String,
}

/// `alike.csv`: pairs that look alike and were not merged.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AlikeRow {
    /// Entity id.
    pub left: String,
    /// Its name that is most alike.
    pub left_name: String,
    /// Entity id.
    pub right: String,
    /// Its name that is most alike.
    pub right_name: String,
    /// `person` or `organisation`.
    pub kind: String,
    /// 0.000 to 1.000.
    pub score: String,
    /// What makes them alike.
    pub why: String,
    /// `document:line` of the left name.
    pub left_where: String,
    /// The passage there.
    pub left_passage: String,
    /// `document:line` of the right name.
    pub right_where: String,
    /// The passage there.
    pub right_passage: String,
}

/// `nodes.csv` (Gephi).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct NodeRow {
    /// Entity id.
    pub id: String,
    /// Entity label, never empty.
    pub label: String,
    /// `person` or `organisation`.
    pub kind: String,
    /// Documents it appears in.
    pub documents: u32,
    /// Documents as signatory.
    pub signatory: u32,
    /// Documents as speaker.
    pub speaker: u32,
    /// Documents as chair.
    pub chair: u32,
    /// Documents as addressee.
    pub addressee: u32,
    /// Documents as issuer.
    pub issuer: u32,
    /// Documents as participant.
    pub participant: u32,
    /// Documents as merely mentioned.
    pub mentioned: u32,
    /// Number of neighbours.
    pub degree: u32,
    /// Sum of tie weights, as a decimal.
    pub strength: String,
    /// Component, from 1.
    pub component: u32,
    /// First day, or empty.
    pub first: String,
    /// Last day, or empty.
    pub last: String,
    /// Gephi's intervals, or empty.
    #[serde(rename = "timeset")]
    pub timeset: String,
    /// Share of shortest paths between two others.
    pub betweenness: String,
    /// PageRank.
    pub page_rank: String,
    /// Share of pairs of neighbours that are tied.
    pub clustering: String,
    /// Core number.
    pub core: u32,
    /// Community, from 1.
    pub community: u32,
    /// Betweenness between communities.
    pub brokerage: String,
    /// Burt's constraint, or empty.
    pub constraint: String,
}

/// `edges.csv` (Gephi).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EdgeRow {
    /// Node id.
    pub source: String,
    /// Node id.
    pub target: String,
    /// `Undirected` or `Directed`.
    pub r#type: String,
    /// alongside, addressed, affiliated.
    pub kind: String,
    /// Unique id.
    pub id: String,
    /// For people: the positions or roles in words.
    pub label: String,
    /// The count, as a decimal, above 0.
    pub weight: String,
    /// Newman's weight, as a decimal.
    pub newman: String,
    /// Role pairs such as `signatory+speaker`, joined by `|`.
    pub roles: String,
    /// Number of documents.
    pub documents: u32,
    /// Up to three `document:line`, then `+n`.
    pub evidence: String,
    /// First day, or empty.
    pub first: String,
    /// Last day, or empty.
    pub last: String,
    /// Gephi's intervals, or empty.
    #[serde(rename = "timeset")]
    pub timeset: String,
    /// The stretch in which the two were found together: document, section, paragraph, sentence or list; or empty.
    pub scope: String,
    /// The number of documents (or shared names), as a decimal.
    pub count: String,
    /// 2/(n(n−1)) summed, or empty.
    pub share: String,
    /// Jaccard's index, or empty.
    pub jaccard: String,
    /// Association strength, or empty.
    pub association: String,
    /// Hypergeometric chance, or empty.
    pub chance: String,
    /// False discovery rate, or empty.
    pub discovery: String,
    /// `yes` where the backbone keeps it.
    pub backbone: String,
}

/// `slices.csv`: the network of each stretch of time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SliceRow {
    /// `2021`, `2021-Q3` or `2021-07`.
    pub slice: String,
    /// Its first day.
    pub from: String,
    /// Its last day.
    pub until: String,
    /// `network`, `name` or `tie`.
    pub what: String,
    /// Node id, or a tie's source.
    pub source: String,
    /// A tie's target.
    pub target: String,
    /// A tie's kind, or a node's.
    pub kind: String,
    /// Documents of these days that make it.
    pub documents: u32,
    /// `yes` where it is in no earlier slice.
    pub new: String,
}

/// `cytoscape.csv`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CytoscapeRow {
    /// Node id.
    pub source: String,
    /// The kind of the tie.
    pub interaction: String,
    /// Node id.
    pub target: String,
    /// The weight.
    pub weight: String,
    /// `true` or `false`.
    pub directed: String,
}

/// `kumu-elements.csv`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct KumuElementRow {
    /// Label, unique whatever its case.
    pub label: String,
    /// `person`, `organisation` or `document`.
    pub r#type: String,
    /// Node id.
    pub id: String,
    /// Documents it appears in.
    pub documents: u32,
    /// Community.
    pub community: u32,
}

/// `kumu-connections.csv`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct KumuConnectionRow {
    /// Label of an element.
    pub from: String,
    /// Label of an element.
    pub to: String,
    /// The kind of the tie.
    pub r#type: String,
    /// The weight.
    pub strength: String,
    /// `directed` or `undirected`.
    pub direction: String,
}

/// What `undersigned diff` prints.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ChangeRow {
    /// `came`, `went`, `new tie`, `lost tie`, `stronger`, `weaker`.
    pub change: String,
    /// Node id, or a tie's source.
    pub source: String,
    /// Its label.
    pub source_label: String,
    /// A tie's target.
    pub target: String,
    /// Its label.
    pub target_label: String,
    /// A node's kind or a tie's.
    pub kind: String,
    /// Documents before.
    pub before: u32,
    /// Documents now.
    pub after: u32,
    /// Where it is proved now, or was before.
    pub evidence: String,
}
