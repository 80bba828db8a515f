//! `undersigned.toml`: one table for each verb, overrides for single documents; unknown keys are refused.

mod explain;
mod load;

pub use explain::explained;
pub use load::{SettingsError, load, parse};

use crate::model::{Column, Every, Kind, Output, Role, RolePair, TieKind, Weighing};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything an analyst can set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// Which columns of a table hold what.
    pub list: ListSettings,
    /// How names are merged.
    pub merge: MergeSettings,
    /// What the network covers.
    pub network: NetworkSettings,
    /// How the figure looks.
    pub figure: FigureSettings,
    /// Which files are written.
    pub export: ExportSettings,
    /// Overrides by document id.
    pub documents: BTreeMap<String, DocumentSettings>,
}

/// `[list]`: which columns of a table of signatories hold what, by their heads; an empty one is found by itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ListSettings {
    /// Who signs, in one column.
    pub name: String,
    /// First names, where family names have a column of their own.
    pub given_name: String,
    /// Family names.
    pub family_name: String,
    /// Posts.
    pub position: String,
    /// The bodies that people sign for.
    pub organisation: String,
    /// Towns and countries.
    pub place: String,
}

impl ListSettings {
    /// Each head with what its column holds.
    pub fn columns(&self) -> [(&String, Column); 6] {
        [
            (&self.name, Column::Name),
            (&self.given_name, Column::Given),
            (&self.family_name, Column::Family),
            (&self.position, Column::Post),
            (&self.organisation, Column::Body),
            (&self.place, Column::Place),
        ]
    }
}

/// `[merge]`: how names are merged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct MergeSettings {
    /// Names of this score (0 to 1) or more are one, unless a rule or a decision speaks against it.
    #[serde(deserialize_with = "load::likeness")]
    pub merge: f64,
    /// Names of a lower score are two; between the two, the analyst is asked.
    #[serde(deserialize_with = "load::likeness")]
    pub ask: f64,
    /// Open pairs of this score or more are listed in `alike.csv`.
    #[serde(deserialize_with = "load::likeness")]
    pub alike: f64,
    /// Each row the names of one body, the one to compare first: translations, exonyms, acronyms.
    pub aliases: Vec<Vec<String>>,
}

impl Default for MergeSettings {
    fn default() -> Self {
        MergeSettings { merge: 0.9, ask: 0.1, alike: 0.4, aliases: Vec::new() }
    }
}

/// `[network]`: what the network covers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct NetworkSettings {
    /// Further roles that tie: only `mentioned` is possible.
    pub include: BTreeSet<Role>,
    /// Only these roles; all when empty.
    pub roles: BTreeSet<Role>,
    /// Only people, or only organisations; both when empty.
    pub kinds: BTreeSet<Kind>,
    /// Only documents of this day or later.
    #[serde(deserialize_with = "load::day")]
    pub since: Option<Date>,
    /// Only documents of this day or earlier.
    #[serde(deserialize_with = "load::day")]
    pub until: Option<Date>,
    /// A document with more tied names ties only in `incidence.csv`.
    pub max_clique: usize,
    /// What is tied.
    pub nodes: Nodes,
    /// Only ties of these kinds; all when empty.
    pub ties: BTreeSet<TieKind>,
    /// Only meetings in these roles (`alongside` and `addressed` ties); all when empty.
    pub role_pairs: BTreeSet<RolePair>,
    /// Only `alongside` and `shared` ties of at least this count.
    pub least: u32,
    /// Only ties whose first dated document is of this day or later.
    #[serde(deserialize_with = "load::day")]
    pub new_since: Option<Date>,
    /// Whether the same letter in several places counts once.
    pub copies: Copies,
    /// What the weight of a tie is.
    pub weight: Weighing,
    /// Cut the network into slices of this length.
    pub every: Option<Every>,
}

/// How often nearly identical documents count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Copies {
    /// Once, all together.
    #[default]
    Once,
    /// Each for itself.
    Each,
}

/// What the nodes of the network are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Nodes {
    /// People and organisations.
    #[default]
    Both,
    /// People alone.
    People,
    /// Organisations: by what they do themselves, by the roles of their people, and by the people they share.
    Organisations,
    /// Documents, tied by the names they share.
    Documents,
}

impl Default for NetworkSettings {
    fn default() -> Self {
        NetworkSettings {
            include: BTreeSet::new(),
            roles: BTreeSet::new(),
            kinds: BTreeSet::new(),
            since: None,
            until: None,
            max_clique: 300,
            nodes: Nodes::Both,
            ties: BTreeSet::new(),
            role_pairs: BTreeSet::new(),
            least: 1,
            new_since: None,
            copies: Copies::Once,
            weight: Weighing::Count,
            every: None,
        }
    }
}

/// `[export]`: which files are written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ExportSettings {
    /// Only these; the usual ones when empty.
    pub only: BTreeSet<Output>,
    /// These too.
    pub also: BTreeSet<Output>,
    /// Start tables with the mark by which Excel knows UTF-8.
    pub excel: bool,
}

impl ExportSettings {
    /// Whether a file is written.
    pub fn writes(&self, output: Output) -> bool {
        let usual = if self.only.is_empty() { output.is_usual() } else { self.only.contains(&output) };
        usual || self.also.contains(&output)
    }
}

/// What colour stands for in the figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColourBy {
    /// The role held most often.
    #[default]
    Role,
    /// The connected component.
    Component,
}

/// What draws the figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// The renderer inside this program.
    #[default]
    Builtin,
    /// Graphviz's spring model; good to some 500 names.
    Neato,
    /// Graphviz's multiscale model; good to some 2,000 names.
    Sfdp,
}

impl Engine {
    /// The word used in settings and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Engine::Builtin => "builtin",
            Engine::Neato => "neato",
            Engine::Sfdp => "sfdp",
        }
    }
}

/// `[figure]`: how the figure looks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct FigureSettings {
    /// The heading; a plain one is made when empty.
    pub title: String,
    /// Show at most this many names, the strongest.
    pub names: usize,
    /// What colour stands for.
    pub colour: ColourBy,
    /// What draws it.
    pub engine: Engine,
}

impl Default for FigureSettings {
    fn default() -> Self {
        FigureSettings { title: String::new(), names: 80, colour: ColourBy::Role, engine: Engine::Builtin }
    }
}

/// `[documents."letters/a.txt"]`: what the analyst knows better about one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct DocumentSettings {
    /// Its heading.
    pub title: Option<String>,
    /// Its day.
    #[serde(deserialize_with = "load::day")]
    pub date: Option<Date>,
    /// letter, event, statement, news, list.
    pub kind: Option<String>,
    /// The line, from 1, on which its list of signatories starts.
    pub list_start: Option<u32>,
    /// The one mark that parts the fields of its rows.
    #[serde(deserialize_with = "load::mark")]
    pub separator: Option<char>,
}
