//! The files that a run can write, by the words that choose them.

use serde::{Deserialize, Serialize};

/// One file of the output folder, or two that belong together. `run.json` is always written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Output {
    /// Who appears where, as what.
    Appearances,
    /// The nodes of the network.
    Nodes,
    /// Its ties.
    Edges,
    /// The two-mode network.
    Incidence,
    /// Posts and bodies.
    Affiliations,
    /// Surface forms.
    Names,
    /// Open pairs.
    Alike,
    /// What was read.
    Documents,
    /// What to look at.
    Notices,
    /// What an analyst would write down first.
    Report,
    /// The network by stretches of time, where they are asked for.
    Slices,
    /// For Graphviz.
    Dot,
    /// The figure.
    Figure,
    /// For Gephi, and most others.
    Gexf,
    /// The same over time.
    GexfDynamic,
    /// For igraph, networkx, yEd.
    Graphml,
    /// Node-link JSON, as graphology and sigma read it.
    Json,
    /// A table of ties for Cytoscape.
    Cytoscape,
    /// Two tables for Kumu.
    Kumu,
    /// Entities of FollowTheMoney, for Aleph and OpenSanctions.
    Ftm,
}

impl Output {
    /// All, with the words that choose them, in the order in which they are written.
    pub const ALL: [(&str, Output); 20] = [
        ("appearances", Output::Appearances),
        ("nodes", Output::Nodes),
        ("edges", Output::Edges),
        ("slices", Output::Slices),
        ("incidence", Output::Incidence),
        ("affiliations", Output::Affiliations),
        ("names", Output::Names),
        ("alike", Output::Alike),
        ("documents", Output::Documents),
        ("notices", Output::Notices),
        ("report", Output::Report),
        ("dot", Output::Dot),
        ("gexf", Output::Gexf),
        ("gexf-dynamic", Output::GexfDynamic),
        ("graphml", Output::Graphml),
        ("json", Output::Json),
        ("cytoscape", Output::Cytoscape),
        ("kumu", Output::Kumu),
        ("ftm", Output::Ftm),
        ("figure", Output::Figure),
    ];

    /// Whether it is written without being asked for.
    pub fn is_usual(self) -> bool {
        !matches!(self, Output::GexfDynamic | Output::Json | Output::Cytoscape | Output::Kumu | Output::Ftm)
    }
}
