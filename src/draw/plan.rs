//! What a figure is to show, and in which form.

use crate::model::Every;
use crate::settings::FigureSettings;

/// The part of the network that a figure is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Part {
    /// The strongest names.
    #[default]
    Strongest,
    /// One name and all within some ties of it.
    Around {
        /// The id of the name.
        id: String,
        /// How many ties away a name may be; 1 or more.
        hops: u32,
    },
    /// The shortest ways from one name to another, whose steps are the documents that both hold a role in.
    Between {
        /// The id of the one.
        from: String,
        /// The id of the other.
        to: String,
    },
    /// The names of one connected component, by its number in `nodes.csv`.
    Component(u32),
    /// The names of one community, by its number in `nodes.csv`.
    Community(u32),
    /// The names of one document, by its id.
    Document(String),
}

/// Which of the ties are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ties {
    /// All of them.
    #[default]
    All,
    /// Those that chance does not explain (column `Backbone` of `edges.csv`).
    Backbone,
}

/// How the part is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// Names and the ties among them.
    #[default]
    Ties,
    /// Names and the documents they hold a role in.
    TwoMode,
    /// A table of names by names, for networks too dense for lines.
    Matrix,
    /// Who appears when, in which role.
    Timeline,
    /// A small network for each span of time, every name in the same place.
    Slices(Every),
}

/// A figure to draw.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// What it is about.
    pub part: Part,
    /// Which of its ties are shown.
    pub ties: Ties,
    /// How it is shown.
    pub form: Form,
    /// How it looks.
    pub settings: FigureSettings,
}

/// Why a figure cannot be drawn as planned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotDraw {
    /// The name is not in the network.
    #[error("{0} has no part in the network that the filters leave")]
    NotThere(String),
    /// No chain of documents leads from one to the other.
    #[error("no chain of documents leads from {0} to {1}")]
    NoWay(String, String),
    /// No component or community bears the number.
    #[error("there is no {0} {1}; they are numbered from 1 to {2}")]
    NoGroup(&'static str, u32, u32),
    /// No document has the id.
    #[error("nobody in {0} has a part in the network that the filters leave")]
    NoDocument(String),
    /// A form that needs dates has none.
    #[error("no document of these names has a date")]
    NoDates,
}

impl CannotDraw {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            CannotDraw::NotThere(_) => {
                "the merely mentioned are left out: try `--include mentioned`, or fewer filters; `undersigned why` shows \
                 where a name stands"
            }
            CannotDraw::NoWay(..) => "they are in different components; `--include mentioned` ties more names",
            CannotDraw::NoGroup(..) => "the columns Component and Community of nodes.csv have the numbers",
            CannotDraw::NoDocument(_) => "documents.csv has the ids of the documents, and how many names each has",
            CannotDraw::NoDates => {
                "give documents a date in undersigned.toml: [documents.\"a.txt\"] date = \"YYYY-MM-DD\""
            }
        }
    }
}
