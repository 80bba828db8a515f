//! `network.dot`: the network as a typed DOT tree, printed by graphviz-rust.

use super::gephi::{evidence, in_words, shown_label};
use crate::model::{Dossier, Node, NodeKind, Role, Tie, TieKind};
use graphviz_rust::attributes::{EdgeAttributes, GraphAttributes, NodeAttributes, dir, outputorder, shape};
use graphviz_rust::dot_generator::{attr, id, node_id};
use graphviz_rust::dot_structures::{Attribute, Edge, EdgeTy, Graph, Id, NodeId, Stmt, Vertex};
use graphviz_rust::dot_structures::{GraphAttributes as Defaults, Node as DotNode};
use graphviz_rust::printer::{DotPrinter, PrinterContext};
use petgraph::visit::EdgeRef;
use std::fmt::{self, Display};
use std::io::{self, Write};

/// Fill by the role held most often, in the order of `Role::ALL`: Okabe and Ito's palette, safe for the colour-blind.
const ROLE_COLOURS: [&str; 7] = ["#56B4E9", "#E69F00", "#D55E00", "#CC79A7", "#009E73", "#F0E442", "#BBBBBB"];

/// The network as DOT.
pub fn dot(dossier: &Dossier) -> String {
    let mut text = Vec::new();
    write(dossier, &mut text).expect("a string takes all");
    String::from_utf8(text).expect("names and numbers are text")
}

/// Writes the network as DOT, one statement at a time: the tree of a great network would be many times its text.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(dossier: &Dossier, out: &mut dyn Write) -> io::Result<()> {
    let graph = &dossier.network.graph;
    let nodes = graph.node_weights().map(|node| Stmt::Node(DotNode::new(name(node), node_attributes(node))));
    let ties = graph.edge_references().map(|edge| {
        let (source, target) = (&graph[edge.source()], &graph[edge.target()]);
        let ty = EdgeTy::Pair(Vertex::N(name(source)), Vertex::N(name(target)));
        Stmt::Edge(Edge { ty, attributes: tie_attributes(dossier, edge.weight()) })
    });
    let id = Id::Escaped(quote("undersigned").into());
    // Once it has printed a graph, the printer knows how to print what is in one.
    let mut printer = PrinterContext::default();
    let empty = Graph::DiGraph { id, strict: false, stmts: Vec::new() }.print(&mut printer);
    let (before, behind) = empty.split_once("\n\n").expect("there is nothing between the braces of an empty graph");
    write!(out, "{before}")?;
    for stmt in defaults().into_iter().chain(nodes).chain(ties) {
        write!(out, "\n{}", stmt.print(&mut printer))?;
    }
    writeln!(out, "\n{behind}")
}

/// A string between quotes; only [`quote`] makes one. The printer takes it as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted(String);

impl Display for Quoted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<Quoted> for String {
    fn from(quoted: Quoted) -> String {
        quoted.0
    }
}

/// A string as DOT reads it back: the printer escapes nothing. Control characters but the line end are left out.
pub fn quote(text: &str) -> Quoted {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '\\' => quoted.push_str("\\\\"),
            '"' => quoted.push_str("\\\""),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => {}
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    Quoted(quoted)
}

/// How everything looks that says nothing else. `neato`, `fdp` and `sfdp` draw this well, `dot` does not.
fn defaults() -> Vec<Stmt> {
    let font = || quote("Helvetica").into();
    vec![
        Stmt::GAttribute(Defaults::Graph(vec![
            GraphAttributes::overlap(false),
            GraphAttributes::splines(true),
            GraphAttributes::outputorder(outputorder::edgesfirst),
            GraphAttributes::fontname(font()),
        ])),
        Stmt::GAttribute(Defaults::Node(vec![
            NodeAttributes::fontname(font()),
            NodeAttributes::fontsize(10.0),
            NodeAttributes::style(quote("filled").into()),
        ])),
        Stmt::GAttribute(Defaults::Edge(vec![coloured("color", "#888888")])),
    ]
}

fn name(node: &Node) -> NodeId {
    node_id!(quote(&node.id))
}

fn node_attributes(node: &Node) -> Vec<Attribute> {
    let held = Role::ALL.into_iter().zip(node.roles).filter(|(_, times)| *times > 0);
    let roles: Vec<String> = held.map(|(role, times)| format!("{role} {times}")).collect();
    vec![
        NodeAttributes::label(quote(shown_label(node)).into()),
        NodeAttributes::shape(shape_of(node.kind)),
        coloured("fillcolor", ROLE_COLOURS[main_role(node) as usize]),
        NodeAttributes::tooltip(quote(&format!("{}: {}", shown_label(node), roles.join(", "))).into()),
    ]
}

fn shape_of(kind: NodeKind) -> shape {
    match kind {
        NodeKind::Person => shape::ellipse,
        NodeKind::Organisation => shape::rect,
        NodeKind::Document => shape::note,
    }
}

fn tie_attributes(dossier: &Dossier, tie: &Tie) -> Vec<Attribute> {
    let (direction, colour, style) = match tie.kind {
        TieKind::Alongside | TieKind::Shared => (dir::none, "#666666", "solid"),
        TieKind::Addressed => (dir::forward, "#D55E00", "solid"),
        TieKind::Affiliated | TieKind::ParentOf => (dir::forward, "#0072B2", "dashed"),
    };
    vec![
        EdgeAttributes::dir(direction),
        coloured("color", colour),
        EdgeAttributes::style(quote(style).into()),
        EdgeAttributes::penwidth(width(tie.count)),
        attr!("weight", tie.count),
        EdgeAttributes::tooltip(quote(&format!("{} {}: {}", tie.kind, tie.count, evidence(dossier, tie))).into()),
        EdgeAttributes::edgetooltip(quote(&in_words(tie)).into()),
    ]
}

/// The role held most often; of equals the first in the order of `Role::ALL`.
fn main_role(node: &Node) -> Role {
    let most = node.roles.iter().max().copied().unwrap_or_default();
    Role::ALL.into_iter().zip(node.roles).find(|(_, times)| *times == most).map_or(Role::Mentioned, |(role, _)| role)
}

/// In points: it grows with the root of the count, so that a hundred documents are no black bar. At most 8.
fn width(count: u32) -> f32 {
    let width = (count as f32).sqrt().min(8.0);
    (width * 100.0).round() / 100.0
}

/// graphviz-rust's colour type knows names only; hex goes in by the general attribute.
fn coloured(key: &str, hex: &str) -> Attribute {
    Attribute(Id::Plain(key.to_owned()), Id::Escaped(quote(hex).into()))
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn quotes_backslashes_and_line_ends_are_escaped() {
        assert_eq!(quote("a\"b\\c\nd\u{7}").to_string(), r#""a\"b\\c\nd""#);
        assert_eq!(quote("\\\"").to_string(), r#""\\\"""#);
    }
}
