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
    /// The line, from 1, on which its list of signatories starts.
    pub list_start: Option<u32>,
    /// The one mark that parts the fields of its rows.
    #[serde(deserialize_with = "load::mark")]
    pub separator: Option<char>,
}
