//! `network.graphml`: for igraph, networkx, yEd. Undirected as a whole, since readers refuse a file that mixes;
//! `directed` tells the ties that point from source to target.

use super::cell::fine;
use super::facts::{OF_NODES, OF_TIES, Type, covers, label, of_node, of_tie, tie_id};
use super::xml::escape;
use crate::model::Dossier;
use petgraph::visit::EdgeRef;
use std::io::{self, Write};

/// Writes the network.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(dossier: &Dossier, out: &mut dyn Write) -> io::Result<()> {
    let network = &dossier.network;
    let graph = &network.graph;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    key("graph", "g-covers", "covers", Type::Text, out)?;
    key("node", "n-label", "label", Type::Text, out)?;
    for (name, of) in OF_NODES {
        key("node", &format!("n-{name}"), name, of, out)?;
    }
    key("edge", "e-weight", "weight", Type::Decimal, out)?;
    for (name, of) in OF_TIES {
        key("edge", &format!("e-{name}"), name, of, out)?;
    }
    writeln!(out, "  <graph id=\"network\" edgedefault=\"undirected\">")?;
    writeln!(out, "    <data key=\"g-covers\">{}</data>", escape(&covers(&network.scope)))?;
    for node in graph.node_weights() {
        write!(out, "    <node id=\"{}\">", escape(&node.id))?;
        write!(out, "<data key=\"n-label\">{}</data>", escape(label(node)))?;
        for (name, fact) in of_node(node) {
            write!(out, "<data key=\"n-{name}\">{fact}</data>")?;
        }
        writeln!(out, "</node>")?;
    }
    for edge in graph.edge_references() {
        let (source, target, tie) = (&graph[edge.source()], &graph[edge.target()], edge.weight());
        let (id, from, to) = (tie_id(source, tie, target), &source.id, &target.id);
        write!(out, "    <edge id=\"{}\" source=\"{}\" target=\"{}\">", escape(&id), escape(from), escape(to))?;
        write!(out, "<data key=\"e-weight\">{}</data>", fine(tie.weight(network.scope.weighing)))?;
        for (name, fact) in of_tie(dossier, tie) {
            write!(out, "<data key=\"e-{name}\">{fact}</data>")?;
        }
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn key(of: &str, id: &str, name: &str, kind: Type, out: &mut dyn Write) -> io::Result<()> {
    let kind = match kind {
        Type::Text => "string",
        Type::Whole => "int",
        Type::Decimal => "double",
        Type::Truth => "boolean",
    };
    writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")
}
