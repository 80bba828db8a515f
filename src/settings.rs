//! `undersigned.toml`: one table for each verb, overrides for single documents; unknown keys are refused.

mod explain;
mod load;

pub use explain::explained;
pub use load::{SettingsError, load, parse};

use crate::model::{Column, Kind, Role};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything an analyst can set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Settings {
    /// How files are read, and what one may cost.
    pub read: ReadSettings,
    /// Which columns of a table hold what.
    pub list: ListSettings,
    /// How names are merged.
    pub merge: MergeSettings,
    /// What the network covers.
    pub network: NetworkSettings,
    /// How the figure looks.
    pub figure: FigureSettings,
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
        }
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
    /// The encoding of its text.
    #[serde(deserialize_with = "load::own_encoding")]
    pub encoding: Option<String>,
    /// The line, from 1, on which its list of signatories starts.
    pub list_start: Option<u32>,
    /// The one mark that parts the fields of its rows.
    #[serde(deserialize_with = "load::mark")]
    pub separator: Option<char>,
}
