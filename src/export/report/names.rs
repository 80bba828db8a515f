//! Who appears most, for which bodies, and who is written to.

use super::markdown::{Markdown, Page, plain, said};
use super::source::{Source, best, cited};
use super::words::{counted, documents, first, row};
use super::{View, name, named};
use crate::export::tables::label;
use crate::model::{Affiliation, Node, NodeKind, Role, TieKind};
use petgraph::Direction::Incoming;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// So many people are listed, if they appear more than once.
const PEOPLE: usize = 10;
/// So many where everybody appears once.
const ONCE: usize = 5;
/// So many bodies.
const BODIES: usize = 5;
/// So many who are written to.
const ADDRESSEES: usize = 4;
/// So many names stand in a row.
const ROW: usize = 3;

/// Tells it; returns the headline.
pub fn tell(view: &View, page: &mut Page) -> Vec<Markdown> {
    let headline = tell_people(view, page);
    tell_bodies(view, page);
    tell_addressees(view, page);
    headline.into_iter().collect()
}

fn tell_people(view: &View, page: &mut Page) -> Option<Markdown> {
    let mut people: Vec<(NodeIndex, usize)> =
        of_kind(view, NodeKind::Person).map(|node| (node, view.active(node).count())).collect();
    people.retain(|(_, documents)| *documents > 0);
    people.sort_by(|(a, times), (b, other)| other.cmp(times).then_with(|| by_strength(view, *a, *b)));
    let most = people.first()?.1;
    let repeated = people.iter().filter(|(_, documents)| *documents > 1).count();
    page.heading(2, "Who appears most");
    let shown = match repeated {
        0 => {
            page.paragraph("Nobody holds a role in more than one document. Those with most ties:");
            people.len().min(ONCE)
        }
        _ => repeated.min(PEOPLE),
    };
    page.list(people[..shown].iter().map(|(node, times)| {
        let held = view.node(*node);
        let post = post(view, *node);
        let mut sources = view.sources(*node);
        let who = match &post {
            Some((words, _)) => said![named(held), ", ", words.clone()],
            None => named(held),
        };
        sources.extend(post.map(|(_, source)| source));
        let ties = counted(held.degree as usize, "tie", "ties");
        let line = said![
            who,
            ": ",
            documents(*times),
            ", as ",
            roles(held),
            "; ",
            ties,
            " (",
            cited(&each_once(sources)),
            ")"
        ];
        (line, Vec::new())
    }));
    if people.len() > shown {
        page.paragraph(said![people.len() - shown, " more people hold a role: nodes.csv has them."]);
    }
    let leading: Vec<NodeIndex> =
        people.iter().take_while(|(_, documents)| *documents == most).map(|(n, _)| *n).collect();
    if most == 1 {
        return Some("Nobody holds a role in more than one document.".into());
    }
    let places = if let [alone] = leading[..] { said![" (", cited(&view.sources(alone)), ")"] } else { "".into() };
    let names = first(leading.iter().map(|node| named(view.node(*node))), ROW);
    Some(match leading.len() {
        1 => said![names, " appears most, with a role in ", documents(most), places, "."],
        _ => said![names, " appear most, each with a role in ", documents(most), "."],
    })
}

fn of_kind(view: &View, kind: NodeKind) -> impl Iterator<Item = NodeIndex> {
    view.dossier.network.graph.node_indices().filter(move |node| view.node(*node).kind == kind)
}

/// The stronger first; of equal ones the first by id.
fn by_strength(view: &View, a: NodeIndex, b: NodeIndex) -> std::cmp::Ordering {
    view.node(b).strength.total_cmp(&view.node(a).strength).then(a.cmp(&b))
}

/// `speaker in 2 and chair in 1`: the roles, with their documents where any has several.
fn roles(node: &Node) -> Markdown {
    let times = |role: &Role| node.roles[*role as usize];
    let held: Vec<Role> = Role::ALL.into_iter().filter(|role| *role != Role::Mentioned && times(role) > 0).collect();
    let is_repeated = held.iter().any(|role| times(role) > 1);
    let word = |role: Role| if is_repeated { said![role.word(), " in ", times(&role)] } else { role.word().into() };
    row(held.into_iter().map(word).collect())
}

/// The post that says most of a person: held now, in a body that is named, by the latest document.
fn post<'a>(view: &View<'a>, node: NodeIndex) -> Option<(Markdown, Source<'a>)> {
    let dossier = view.dossier;
    let entity = &dossier.entities[view.node(node).entity()?];
    let held = entity.members.iter().flat_map(|member| {
        let reading = &dossier.readings[member.reading];
        reading.chains[member.chain].affiliations.iter().map(move |affiliation| (member.reading, affiliation))
    });
    let (reading, held) = held.max_by_key(|(reading, held)| {
        let day = dossier.readings[*reading].head.date.map(|date| date.day);
        (!held.former, held.position.is_some(), held.organisation.is_some(), day, Reverse(held.line))
    })?;
    let words = in_words(view, reading, held);
    let source = Source { document: &dossier.readings[reading].head.id, line: held.line, ..Source::default() };
    (!words.is_empty()).then_some((words, source))
}

/// Each line once.
fn each_once(mut sources: Vec<Source>) -> Vec<Source> {
    let mut seen = BTreeSet::new();
    sources.retain(|source| seen.insert((source.document, source.line)));
    sources
}

fn in_words(view: &View, reading: usize, held: &Affiliation) -> Markdown {
    let body = held.organisation.and_then(|chain| view.dossier.entity_of[reading][chain]);
    let body = body.map(|body| plain(&label(&view.dossier.entities[body])));
    let post = held.position.as_deref().map(plain);
    let words = Markdown::joined(post.into_iter().chain(body), ", ");
    let is_told = held.position.as_deref().is_some_and(|post| post.to_lowercase().contains("former"));
    if held.former && !is_told && !words.is_empty() { said!["formerly ", words] } else { words }
}

fn tell_bodies(view: &View, page: &mut Page) {
    let graph = &view.dossier.network.graph;
    let people = |body: NodeIndex| -> Vec<NodeIndex> {
        let ties = graph.edges_directed(body, Incoming).filter(|tie| tie.weight().kind == TieKind::Affiliated);
        let mut people: Vec<NodeIndex> = ties.map(|tie| tie.source()).collect();
        people.sort_by(|a, b| by_strength(view, *a, *b));
        people
    };
    let mut bodies: Vec<(NodeIndex, usize, Vec<NodeIndex>)> = of_kind(view, NodeKind::Organisation)
        .map(|body| (body, view.active(body).count(), people(body)))
        .filter(|(_, documents, people)| *documents > 0 || people.len() > 1)
        .collect();
    if bodies.is_empty() {
        return;
    }
    bodies.sort_by(|(a, one, few), (b, other, many)| {
        (other + many.len()).cmp(&(one + few.len())).then_with(|| by_strength(view, *a, *b))
    });
    page.heading(3, "Organisations that act, or whose people do");
    page.list(bodies.iter().take(BODIES).map(|(body, times, people)| {
        let mut sources = view.sources(*body);
        let ties = graph.edges_directed(*body, Incoming).filter(|tie| tie.weight().kind == TieKind::Affiliated);
        let stated: BTreeSet<(usize, u32)> = ties.flat_map(|tie| &tie.weight().evidence).copied().collect();
        sources.extend(stated.iter().map(|(reading, line)| Source {
            document: &view.dossier.readings[*reading].head.id,
            line: *line,
            ..Source::default()
        }));
        let acts = (*times > 0).then(|| said![documents(*times), ", as ", roles(view.node(*body))]);
        let own = first(people.iter().map(|person| name(view.node(*person))), ROW);
        let own = (!people.is_empty()).then(|| said!["its people ", own]);
        let told = Markdown::joined(acts.into_iter().chain(own), "; ");
        (said![named(view.node(*body)), ": ", told, " (", cited(&each_once(sources)), ")"], Vec::new())
    }));
    if bodies.len() > BODIES {
        page.paragraph(said![bodies.len() - BODIES, " more: nodes.csv and affiliations.csv have them."]);
    }
}

fn tell_addressees(view: &View, page: &mut Page) {
    let graph = &view.dossier.network.graph;
    let mut letters: BTreeMap<NodeIndex, (BTreeSet<usize>, Vec<NodeIndex>)> = BTreeMap::new();
    for tie in graph.edge_references().filter(|tie| tie.weight().kind == TieKind::Addressed) {
        let (readings, senders) = letters.entry(tie.target()).or_default();
        readings.extend(tie.weight().evidence.iter().map(|(reading, _)| *reading));
        senders.push(tie.source());
    }
    if letters.is_empty() {
        return;
    }
    let mut letters: Vec<_> = letters.into_iter().collect();
    letters.sort_by_key(|(node, (readings, senders))| (Reverse(readings.len()), Reverse(senders.len()), *node));
    page.heading(3, "Who is written to");
    let rest = letters.len().saturating_sub(ADDRESSEES);
    page.list(letters.into_iter().take(ADDRESSEES).map(|(node, (readings, mut senders))| {
        senders.sort_by(|a, b| by_strength(view, *a, *b));
        let entity = view.node(node).entity().map(|entity| &view.dossier.entities[entity]);
        let sources: Vec<Source> = readings
            .iter()
            .filter_map(|reading| best(view.dossier, entity?, *reading, Some(Role::Addressee)))
            .collect();
        let by = first(senders.iter().map(|sender| name(view.node(*sender))), ROW);
        let line = said![
            named(view.node(node)),
            ": ",
            documents(readings.len()),
            ", ",
            counted(senders.len(), "sender", "senders"),
            ": ",
            by,
            " (",
            cited(&sources),
            ")",
        ];
        (line, Vec::new())
    }));
    if rest > 0 {
        page.paragraph(said![rest, " more: edges.csv has them (kind `addressed`)."]);
    }
}
