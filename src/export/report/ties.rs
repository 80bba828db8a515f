//! The strongest ties, and those that chance explains least, each with the words that prove it.

use super::markdown::{Markdown, Page, said};
use super::source::{Source, best, cited};
use super::words::{counted, days, documents, either, per_cent, times};
use super::{View, named};
use crate::model::{Few, Role, Tie, TieKind, Weighing};
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// So many ties are told of each sort.
const SHOWN: usize = 4;
/// So many where no two meet twice.
const ONCE: usize = 3;
/// Of so many documents the words are quoted.
const QUOTED: usize = 2;

/// Tells it; returns the headlines.
pub fn tell(view: &View, page: &mut Page) -> Vec<Markdown> {
    let graph = &view.dossier.network.graph;
    let mut ties: Vec<EdgeIndex> = graph.edge_indices().filter(|tie| !graph[*tie].kind.is_directed()).collect();
    if ties.is_empty() {
        return vec![
            "No two names are tied: nobody signs, speaks, chairs, takes part or issues beside another.".into(),
        ];
    }
    ties.sort_by(|a, b| stronger(view, *a, *b));
    let repeated = ties.iter().filter(|tie| graph[**tie].count > 1).count();
    let shown = if repeated == 0 { ONCE } else { repeated.min(SHOWN) };
    let strongest: Vec<EdgeIndex> = ties.iter().copied().take(shown).collect();
    page.heading(2, "Strongest ties");
    page.paragraph(match (repeated, view.dossier.network.scope.weighing) {
        (0, _) => said![
            "No two names meet twice, so no tie is strong. Those of the smallest company, of ",
            ties.len(),
            " in edges.csv:",
        ],
        (_, Weighing::Count) => said![
            repeated,
            " of ",
            counted(ties.len(), "tie", "ties"),
            if repeated == 1 { " was" } else { " were" },
            " made more than once. Those made most often, and among equals in the smallest company:",
        ],
        (_, weighing) => said!["By the weight that was asked for (", weighing.word(), "), of ", ties.len(), ":"],
    });
    page.list(strongest.iter().map(|tie| item(view, *tie)));
    let first = strongest.first().filter(|_| repeated > 0);
    let mut headlines: Vec<Markdown> = first.map(|tie| headline(view, *tie)).into_iter().collect();
    headlines.push(tell_surprising(view, &ties, &strongest, page));
    headlines
}

/// By weight, then by how often, then by how small the company was.
fn stronger(view: &View, a: EdgeIndex, b: EdgeIndex) -> Ordering {
    let network = &view.dossier.network;
    let (one, other) = (&network.graph[a], &network.graph[b]);
    let weight = |tie: &Tie| tie.weight(network.scope.weighing);
    let order = weight(other).total_cmp(&weight(one)).then(other.count.cmp(&one.count));
    order.then(other.newman.total_cmp(&one.newman)).then(a.cmp(&b))
}

fn headline(view: &View, tie: EdgeIndex) -> Markdown {
    let (a, b) = ends(view, tie);
    let held = &view.dossier.network.graph[tie];
    let sources: Vec<Source> = places(view, held);
    said![
        "The strongest tie is that of ",
        named(view.node(a)),
        " and ",
        named(view.node(b)),
        ", ",
        often(held),
        " (",
        cited(&sources),
        ")."
    ]
}

fn tell_surprising(view: &View, ties: &[EdgeIndex], told: &[EdgeIndex], page: &mut Page) -> Markdown {
    let graph = &view.dossier.network.graph;
    let backbone: Vec<EdgeIndex> = ties.iter().copied().filter(|tie| graph[*tie].backbone).collect();
    let beyond = |tie: &EdgeIndex| graph[*tie].weights.map_or(0.0, |weights| weights.association);
    let mut rest: Vec<EdgeIndex> = backbone.iter().copied().filter(|tie| !told.contains(tie)).collect();
    rest.sort_by(|a, b| beyond(b).total_cmp(&beyond(a)).then(graph[*b].count.cmp(&graph[*a].count)).then(a.cmp(b)));
    page.heading(2, "Most surprising ties");
    if backbone.is_empty() {
        let least = ties.iter().filter_map(|tie| Some(graph[*tie].weights?.q)).fold(1.0, f64::min);
        let mut near: Vec<EdgeIndex> =
            ties.iter().copied().filter(|tie| graph[*tie].count > 1 && !told.contains(tie)).collect();
        let chance = |tie: &EdgeIndex| graph[*tie].weights.map_or(1.0, |weights| weights.p);
        near.sort_by(|a, b| chance(a).total_cmp(&chance(b)).then(beyond(b).total_cmp(&beyond(a))).then(a.cmp(b)));
        page.paragraph(said![
            "None: so few documents with so many names would bring as many pairs together by chance as well (the false \
             discovery rate of the least likely tie is ",
            per_cent(least),
            "; 5 % is asked). Take each tie as a lead, not as a finding.",
            if near.is_empty() { "" } else { " Least likely by chance, besides those above:" },
        ]);
        page.list(near.iter().take(ONCE).map(|tie| item(view, *tie)));
        return said!["No tie is more than chance alone could make of these documents."];
    }
    let summary = said![
        backbone.len(),
        " of ",
        counted(ties.len(), "tie", "ties"),
        " are more than chance alone would make of these documents, with some 5 % of errors among them",
    ];
    page.paragraph(said![
        summary.clone(),
        " (column `Backbone` of edges.csv). ",
        if rest.is_empty() {
            "All of them stand above."
        } else if rest.len() < backbone.len() {
            "Besides those above, the pairs that are together most beyond chance:"
        } else {
            "The pairs that are together most beyond chance:"
        },
    ]);
    page.list(rest.iter().take(SHOWN).map(|tie| item(view, *tie)));
    said![summary, "."]
}

fn ends(view: &View, tie: EdgeIndex) -> (NodeIndex, NodeIndex) {
    view.dossier.network.graph.edge_endpoints(tie).expect("the tie is of this graph")
}

/// Who, how often, when, in which roles, how far from chance; below it the words, or at least the places.
fn item(view: &View, tie: EdgeIndex) -> (Markdown, Vec<Markdown>) {
    let (a, b) = ends(view, tie);
    let held = &view.dossier.network.graph[tie];
    let days = days(&held.dates);
    let when = if days.is_empty() { days } else { said![", ", days] };
    let roles = roles(&held.roles);
    let roles = if roles.is_empty() { roles } else { said![", ", roles] };
    let line =
        said![named(view.node(a)), " and ", named(view.node(b)), ": ", often(held), when, roles, chance(held), "."];
    let below = match held.kind {
        TieKind::Alongside => passages(view, held, (a, b)),
        _ => vec![cited(&places(view, held))],
    };
    (line, below)
}

fn often(tie: &Tie) -> Markdown {
    match tie.kind {
        TieKind::Shared => counted(tie.count as usize, "name in common", "names in common"),
        _ => said!["together in ", documents(tie.count as usize)],
    }
}

/// How much more often than chance, where that can be said.
fn chance(tie: &Tie) -> Markdown {
    let Some(weights) = tie.weights else { return Markdown::default() };
    let beyond = match weights.association {
        much if much < 0.95 => "; less often than by chance".into(),
        near if near < 1.05 => "; as often as by chance".into(),
        beyond => said!["; ", times(beyond), " as often as by chance"],
    };
    match tie.backbone {
        true => said![beyond, " (of ties as unlikely as this, ", per_cent(weights.q), " are chance)"],
        false => said![beyond, ", too seldom to rule chance out"],
    }
}

/// `both as speaker`, or `the first as chair or speaker, the second as signatory`.
fn roles(pairs: &[(Role, Role)]) -> Markdown {
    let first: BTreeSet<Role> = pairs.iter().map(|(role, _)| *role).collect();
    let second: BTreeSet<Role> = pairs.iter().map(|(_, role)| *role).collect();
    let words = |roles: &BTreeSet<Role>| either(roles.iter().map(|role| Markdown::from(role.word())).collect());
    match (pairs, first == second) {
        ([], _) => Markdown::default(),
        (_, true) => said!["both as ", words(&first)],
        (_, false) => said!["the first as ", words(&first), ", the second as ", words(&second)],
    }
}

/// For each of the first documents, the words that name the two.
fn passages(view: &View, tie: &Tie, (a, b): (NodeIndex, NodeIndex)) -> Vec<Markdown> {
    let dossier = view.dossier;
    let source = |node: NodeIndex, reading: usize| {
        let role = view.attended[node.index()].iter().find(|(at, _)| *at == reading).map(|(_, role)| *role);
        best(dossier, &dossier.entities[view.node(node).entity()?], reading, role)
    };
    let mut lines: Vec<Markdown> = Vec::new();
    for (reading, _) in earliest(view, tie).iter().take(QUOTED) {
        let mut both: Vec<Source> = [a, b].into_iter().filter_map(|node| source(node, *reading)).collect();
        both.sort_by_key(|source| source.line);
        both.dedup_by(|b, a| a.line == b.line && a.passage == b.passage && a.passage.contains(b.name));
        lines.push(Markdown::joined(both.iter().map(Source::quoted), " and "));
    }
    if tie.evidence.len() > QUOTED {
        lines.push(said!["and in ", cited(&places(view, tie)[QUOTED..])]);
    }
    lines
}

fn places<'a>(view: &View<'a>, tie: &Tie) -> Vec<Source<'a>> {
    let source = |(reading, line): &(usize, u32)| Source {
        document: &view.dossier.readings[*reading].head.id,
        page: page_of(view, *reading, *line),
        line: *line,
        ..Source::default()
    };
    earliest(view, tie).iter().map(source).collect()
}

/// What proves a tie, the earliest document first.
fn earliest(view: &View, tie: &Tie) -> Few<(usize, u32)> {
    let mut evidence = tie.evidence.clone();
    evidence.sort_by_key(|(reading, line)| (super::day(view.dossier, *reading), *reading, *line));
    evidence
}

/// The page of a line on which something is claimed.
fn page_of(view: &View, reading: usize, line: u32) -> Option<u32> {
    let claims = &view.dossier.readings[reading].claims;
    claims.iter().find(|claim| claim.place.line == line).and_then(|claim| claim.place.page)
}
