//! `undersigned.toml`: one table for each verb, overrides for single documents; unknown keys are refused.

mod explain;
mod load;

pub use explain::explained;
pub use load::{SettingsError, load, parse};

use crate::model::{Column, Every, Kind, Output, Role, RolePair, TieKind, Weighing, Within};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything an analyst can set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// How files are read, and what one may cost.
    pub read: ReadSettings,
    /// Which rules are at work.
    pub rules: RuleSettings,
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

/// `[read]`: how files are read, and what one may cost before reading stops and says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ReadSettings {
    /// The encoding of text files by its name on the web; found by itself when empty.
    #[serde(deserialize_with = "load::encoding")]
    pub encoding: String,
    /// Largest file, in MB.
    pub file_size: u64,
    /// Most that may come out of compressed files, in MB.
    pub unpacked_size: u64,
    /// Most characters of text for each byte of a file, past a million characters.
    pub text_ratio: usize,
    /// Most pages.
    pub pages: usize,
    /// Most files inside a file.
    pub parts: usize,
    /// How deep files may lie in files.
    pub depth: usize,
    /// Most memory for one file, in MB.
    pub memory: u64,
    /// Most time of the processor for one file, in seconds.
    pub seconds: u64,
}

impl Default for ReadSettings {
    fn default() -> Self {
        ReadSettings {
            encoding: String::new(),
            file_size: 256,
            unpacked_size: 256,
            text_ratio: 100,
            pages: 5_000,
            parts: 1_000,
            depth: 4,
            memory: 2_048,
            seconds: 30,
        }
    }
}

/// `[rules]`: which rules are at work.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct RuleSettings {
    /// Names of rules that are switched off: what they alone would find is not found.
    pub off: BTreeSet<String>,
}

impl RuleSettings {
    /// Whether a rule is at work.
    pub fn is_on(&self, rule: &str) -> bool {
        !self.off.contains(rule)
    }
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
    /// How near two names have to stand to be tied alongside.
    pub scope: Within,
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
            scope: Within::Document,
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
    /// The community.
    Community,
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

/// The page that a figure is made for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PageSize {
    /// The text width of an A4 page: 160 mm.
    #[default]
    A4,
    /// The text width of a Letter page: 6.5 inches.
    Letter,
    /// One of two columns: 80 mm.
    Column,
    /// A slide, 16 to 9, ten inches wide.
    Slide,
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
    /// The page it is made for.
    pub page: PageSize,
    /// What draws it.
    pub engine: Engine,
}

impl Default for FigureSettings {
    fn default() -> Self {
        FigureSettings {
            title: String::new(),
            names: 80,
            colour: ColourBy::Role,
            page: PageSize::A4,
            engine: Engine::Builtin,
        }
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
    /// The encoding of its text.
    #[serde(deserialize_with = "load::own_encoding")]
    pub encoding: Option<String>,
    /// The line, from 1, on which its list of signatories starts.
    pub list_start: Option<u32>,
    /// The one mark that parts the fields of its rows.
    #[serde(deserialize_with = "load::mark")]
    pub separator: Option<char>,
}
