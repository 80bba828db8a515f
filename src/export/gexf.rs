//! `network.gexf` and `network-dynamic.gexf`: GEXF 1.3, for Gephi and most others.
//!
//! All edges are undirected, since several readers refuse a file that mixes; `directed` tells those that point from
//! source to target.

use super::cell::fine;
use super::facts::{Fact, OF_NODES, OF_TIES, Type, covers, label, of_node, of_tie, tie_id};
use super::xml::escape;
use crate::model::Dossier;
use jiff::civil::Date;
use petgraph::visit::EdgeRef;
use std::io::{self, Write};

/// Whether days are told as facts or as spells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// One network.
    Static,
    /// Nodes and ties come and go: each is there on the days of its documents. Undated ones are always there.
    Dynamic,
}

/// Writes the network.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(dossier: &Dossier, mode: Mode, out: &mut dyn Write) -> io::Result<()> {
    let network = &dossier.network;
    let graph = &network.graph;
    let mode_words = match mode {
        Mode::Static => "mode=\"static\"",
        Mode::Dynamic => "mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\"",
    };
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    writeln!(out, "  <meta>\n    <creator>undersigned {}</creator>", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "    <description>{}</description>\n  </meta>", escape(&covers(&network.scope)))?;
    writeln!(out, "  <graph defaultedgetype=\"undirected\" {mode_words}>")?;
    attributes("node", &OF_NODES, out)?;
    attributes("edge", &OF_TIES, out)?;
    writeln!(out, "    <nodes>")?;
    for node in graph.node_weights() {
        write!(out, "      <node id=\"{}\" label=\"{}\">", escape(&node.id), escape(label(node)))?;
        values(of_node(node), out)?;
        spells(mode, &node.dates, out)?;
        writeln!(out, "</node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for edge in graph.edge_references() {
        let (source, target, tie) = (&graph[edge.source()], &graph[edge.target()], edge.weight());
        write!(
            out,
            "      <edge id=\"{}\" source=\"{}\" target=\"{}\" weight=\"{}\" kind=\"{}\">",
            escape(&tie_id(source, tie, target)),
            escape(&source.id),
            escape(&target.id),
            fine(tie.weight(network.scope.weighing)),
            tie.kind
        )?;
        values(of_tie(dossier, tie), out)?;
        spells(mode, &tie.dates, out)?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

fn attributes(class: &str, fields: &[(&str, Type)], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\">")?;
    for (name, of) in fields {
        let of = match of {
            Type::Text => "string",
            Type::Whole => "integer",
            Type::Decimal => "double",
            Type::Truth => "boolean",
        };
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{of}\"/>")?;
    }
    writeln!(out, "    </attributes>")
}

fn values(facts: impl Iterator<Item = (&'static str, Fact)>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<attvalues>")?;
    for (name, fact) in facts {
        write!(out, "<attvalue for=\"{name}\" value=\"{fact}\"/>")?;
    }
    write!(out, "</attvalues>")
}

fn spells(mode: Mode, days: &[Date], out: &mut dyn Write) -> io::Result<()> {
    if mode == Mode::Static || days.is_empty() {
        return Ok(());
    }
    write!(out, "<spells>")?;
    for day in days {
        write!(out, "<spell start=\"{day}\" end=\"{day}\"/>")?;
    }
    write!(out, "</spells>")
}
