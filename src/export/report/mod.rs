//! `report.md`: what an analyst would write down first, every statement with its source.
//!
//! A report is short: each section shows the first few and says in which table the others are. It says in words what the
//! figures of the tables mean, and where they mean little.

mod circles;
mod documents;
pub mod markdown;
mod method;
mod names;
mod open;
mod source;
mod ties;
mod words;

use crate::model::{Dossier, Node, Role};
use jiff::civil::Date;
use markdown::{Markdown, Page, bold, plain};
use petgraph::graph::NodeIndex;

/// The text of `report.md`.
pub fn report(dossier: &Dossier) -> String {
    let view = View::of(dossier);
    let mut body = Page::default();
    let headlines: Vec<Markdown> = [documents::tell, names::tell, ties::tell, circles::tell, open::tell]
        .map(|tell| tell(&view, &mut body))
        .concat();
    method::tell(&view, &mut body);

    let mut page = Page::default();
    page.heading(1, title(dossier));
    page.paragraph(
        "Names, roles and ties in these documents were found by rules, which err. Every statement gives its source as \
         *document:line*; read it there before you rely on it. What is left out here stands in the tables beside this file.",
    );
    page.heading(2, "In short");
    page.list(headlines.into_iter().map(|headline| (headline, Vec::new())));
    page.append(body);
    page.text()
}

/// The title of the figure, where the analyst gave one.
fn title(dossier: &Dossier) -> Markdown {
    let given = dossier.facts.settings.pointer("/figure/title").and_then(|title| title.as_str());
    let given = plain(given.unwrap_or_default());
    if given.is_empty() { "Who appears alongside whom".into() } else { given }
}

/// The dossier, and what several sections ask of it.
struct View<'a> {
    dossier: &'a Dossier,
    /// By node: the documents in which it holds a role that counts, the earliest first, with the first such role.
    attended: Vec<Vec<(usize, Role)>>,
}

impl<'a> View<'a> {
    fn of(dossier: &'a Dossier) -> View<'a> {
        let mut attended = vec![Vec::new(); dossier.network.graph.node_count()];
        for attendance in &dossier.network.attendances {
            attended[attendance.node].push((attendance.reading, attendance.role));
        }
        attended
            .iter_mut()
            .for_each(|documents| documents.sort_by_key(|(reading, _)| (day(dossier, *reading), *reading)));
        View { dossier, attended }
    }

    fn node(&self, node: NodeIndex) -> &'a Node {
        &self.dossier.network.graph[node]
    }

    /// The documents in which a node does more than being written to.
    fn active(&self, node: NodeIndex) -> impl Iterator<Item = (usize, Role)> + '_ {
        self.attended[node.index()].iter().copied().filter(|(_, role)| role.is_active())
    }

    /// Where a node holds its roles, the earliest document first.
    fn sources(&self, node: NodeIndex) -> Vec<source::Source<'a>> {
        let Some(entity) = self.node(node).entity().map(|entity| &self.dossier.entities[entity]) else {
            return Vec::new();
        };
        let attended = self.attended[node.index()].iter();
        attended.filter_map(|(reading, role)| source::best(self.dossier, entity, *reading, Some(*role))).collect()
    }
}

/// The day of a document; undated ones come last.
fn day(dossier: &Dossier, reading: usize) -> Date {
    dossier.readings[reading].head.date.map_or(Date::MAX, |date| date.day)
}

/// The name of a node, in bold.
fn named(node: &Node) -> Markdown {
    bold(super::gephi::shown_label(node))
}

/// The name of a node, where many stand in a row.
fn name(node: &Node) -> Markdown {
    plain(super::gephi::shown_label(node))
}
