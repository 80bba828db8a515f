//! `undersigned why`: every passage behind a name, or behind a tie of two.

use super::compare::tell_reasons;
use super::input::{self, Compiled};
use super::named::find;
use super::passages::{self, appearances_in};
use super::terminal::{BOLD, DIM, Terminal, clean, count};
use super::{Outcome, passages::dated};
use crate::merge::NAMESAKES;
use crate::model::{Decision, Dossier, Entity, Judgement, Side, TieKind};
use crate::names::compare::{Name, reasons, score};
use crate::names::key::key;
use crate::names::vocabulary::Vocabulary;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

/// Tell every passage behind a name, or behind the tie of two names
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  undersigned why letters/ \"Mara Ostrander\"\n  \
    undersigned why letters/ \"Mara Ostrander\" \"Quay Watch\"\n\n\
    A name is a label, any form in names.csv, or an id such as p-mara-ostrander.")]
pub struct Args {
    /// The documents, as for build
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// A name
    #[arg(value_name = "NAME")]
    name: String,
    /// A second name: only what ties the two
    #[arg(value_name = "NAME2")]
    other: Option<String>,
    #[command(flatten)]
    options: input::Options,
}

/// Reads the documents as `build` does and tells about the names.
pub fn run(args: &Args, terminal: &mut Terminal) -> anyhow::Result<Outcome> {
    let paths = std::slice::from_ref(&args.path);
    let rulebook = input::rulebook(paths, &args.options)?;
    let Compiled { dossier, unread } = input::compile(paths, &rulebook, &args.options, terminal.volume)?;
    let named = find(&dossier, &args.name)?;
    match &args.other {
        None => {
            for entity in named {
                tell_entity(&dossier, entity, terminal)?;
            }
        }
        Some(other) => {
            let others = find(&dossier, other)?;
            for (left, right) in named.iter().flat_map(|left| others.iter().map(move |right| (*left, *right))) {
                tell_pair(&dossier, left, right, terminal)?;
                if left != right && dossier.entities[left].kind == dossier.entities[right].kind {
                    tell_likeness(&dossier, (left, right), &rulebook, terminal)?;
                }
            }
        }
    }
    Ok(if unread == 0 { Outcome::Done } else { Outcome::Partly })
}

fn tell_entity(dossier: &Dossier, index: usize, out: &mut Terminal) -> io::Result<()> {
    let entity = &dossier.entities[index];
    heading(entity, out)?;
    let forms: Vec<_> = entity.names.iter().filter(|form| form.name != entity.label || form.why != "label").collect();
    if !forms.is_empty() {
        writeln!(out, "\n{BOLD}names{BOLD:#}")?;
    }
    for form in forms {
        let times = count(form.times as usize, "time", "times");
        let documents = count(form.documents as usize, "document", "documents");
        let score = form.score.map(|score| format!(", {score:.3}")).unwrap_or_default();
        let why = clean(&form.why);
        writeln!(out, "  {}  {DIM}{times} in {documents}: {why}{score}{DIM:#}", clean(&form.name))?;
    }
    for document in documents_of(entity) {
        writeln!(out, "\n{BOLD}{}{BOLD:#}", clean(&dated(&dossier.readings[document].head)))?;
        passages::tell(dossier, document, index, out)?;
    }
    writeln!(out)
}

fn tell_pair(dossier: &Dossier, left: usize, right: usize, out: &mut Terminal) -> io::Result<()> {
    let (a, b) = (&dossier.entities[left], &dossier.entities[right]);
    heading(a, out)?;
    if left == right {
        for form in &a.names {
            let score = form.score.map(|score| format!(", {score:.3}")).unwrap_or_default();
            writeln!(out, "  {}  {DIM}{}{score}{DIM:#}", clean(&form.name), clean(&form.why))?;
        }
        writeln!(out, "\nboth names are one: `undersigned why` with one of them tells its passages")?;
        return writeln!(out, "to part them, add a line with the judgement different to decisions.csv\n");
    }
    heading(b, out)?;
    let graph = &dossier.network.graph;
    let end = |node: NodeIndex| graph[node].entity();
    let mut tied = BTreeSet::new();
    for edge in graph.edge_references() {
        let (Some(source), Some(target), tie) = (end(edge.source()), end(edge.target()), edge.weight()) else {
            continue;
        };
        if (source, target) != (left, right) && (source, target) != (right, left) {
            continue;
        }
        let documents = count(tie.count as usize, "document", "documents");
        let arrow = if tie.kind.is_directed() { "→" } else { "–" };
        let (from, to) = (&dossier.entities[source].label, &dossier.entities[target].label);
        writeln!(out, "\n{BOLD}{}{BOLD:#} {} {arrow} {}, in {documents}", tie.kind, clean(from), clean(to))?;
        for (document, _) in &tie.evidence {
            writeln!(out, "\n{BOLD}{}{BOLD:#}", clean(&dated(&dossier.readings[*document].head)))?;
            match tie.kind {
                TieKind::Affiliated => passages::tell_affiliations(dossier, *document, source, Some(target), out)?,
                TieKind::Alongside | TieKind::Addressed | TieKind::ParentOf | TieKind::Shared => {
                    passages::tell(dossier, *document, left, out)?;
                    passages::tell(dossier, *document, right, out)?;
                }
            }
            tied.insert(*document);
        }
    }
    tell_untied(dossier, (left, right), &tied, out)?;
    writeln!(out)
}

/// Why two names are not one: the most alike of their forms, with score, rule and features, what the decisions say, and
/// how to overrule it.
fn tell_likeness(
    dossier: &Dossier,
    (left, right): (usize, usize),
    rulebook: &input::Rulebook,
    out: &mut Terminal,
) -> io::Result<()> {
    let settings = &rulebook.settings.merge;
    let vocabulary = Vocabulary::built_in().with_aliases(&settings.aliases);
    let (a, b) = (&dossier.entities[left], &dossier.entities[right]);
    // The names that merging compared, where it did; else all.
    let open = dossier.alike.iter().find(|pair| [pair.left, pair.right] == [left.min(right), left.max(right)]);
    let forms = |entity: &Entity, at: usize| -> Vec<String> {
        match open {
            Some(pair) => vec![if at == pair.left { pair.left_name.clone() } else { pair.right_name.clone() }],
            None => entity.names.iter().map(|form| form.name.to_string()).collect(),
        }
    };
    let (one_forms, other_forms) = (forms(a, left), forms(b, right));
    let parsed =
        |forms: &[String]| -> Vec<Name> { forms.iter().map(|form| Name::new(a.kind, form, &vocabulary)).collect() };
    let (lefts, rights) = (parsed(&one_forms), parsed(&other_forms));
    let pairs = lefts.iter().enumerate().flat_map(|(i, x)| rights.iter().enumerate().map(move |(j, y)| (i, j, x, y)));
    let best = pairs.map(|(i, j, x, y)| (score(x, y), i, j, x, y));
    let Some((scored, i, j, x, y)) = best.max_by(|p, q| p.0.score.total_cmp(&q.0.score)) else { return Ok(()) };
    let (one, other) = (&one_forms[i], &other_forms[j]);
    writeln!(out, "{BOLD}why two and not one{BOLD:#}\n\n{} | {}", clean(one), clean(other))?;
    writeln!(out, "score  {:.3}, {}", scored.score, scored.band(settings.merge, settings.ask))?;
    tell_reasons(&scored, &reasons(x, y), out)?;
    if open.is_some_and(|pair| pair.why == NAMESAKES) {
        writeln!(out, "\nnot merged all the same: {NAMESAKES}, and no body of theirs says that they are one")?;
    }
    let names = |side: &Side| [one, other].iter().any(|name| key(a.kind, name.as_str()) == key(a.kind, &side.name));
    let about = |decision: &&Decision| names(&decision.left) && decision.right.as_ref().is_some_and(names);
    let mut against = None;
    for decision in rulebook.decisions.iter().filter(about) {
        writeln!(out, "\ndecisions.csv line {} says: {}", decision.line, decision.judgement)?;
        against = against.or(Some(decision.line).filter(|_| decision.judgement == Judgement::Different));
    }
    if !documents_of(a).is_disjoint(&documents_of(b)) {
        writeln!(out, "\none document names both: it would have joined them itself")?;
    }
    let line = format!("{},{},,{},,same,,,", a.kind, quoted(one), quoted(other));
    let first = against.map(|line| format!("take out line {line} of decisions.csv, then ")).unwrap_or_default();
    writeln!(out, "\nto make them one, {first}add to decisions.csv: {}\n", clean(&line))
}

/// A cell of a table.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// The documents in which both appear without a tie, with their roles: the analyst sees why.
fn tell_untied(
    dossier: &Dossier,
    (left, right): (usize, usize),
    tied: &BTreeSet<usize>,
    out: &mut Terminal,
) -> io::Result<()> {
    let (a, b) = (&dossier.entities[left], &dossier.entities[right]);
    let shared: BTreeSet<_> = documents_of(a).intersection(&documents_of(b)).copied().collect();
    let untied: Vec<_> = shared.difference(tied).copied().collect();
    if shared.is_empty() && tied.is_empty() {
        return writeln!(out, "\nnot tied: no document names both");
    }
    if untied.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{BOLD}together, but not tied{BOLD:#}")?;
    for document in untied {
        let roles = |entity| {
            let held: BTreeSet<_> = appearances_in(dossier, document, entity).map(|held| held.role).collect();
            held.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ")
        };
        let (id, label) = (&dossier.readings[document].head.id, |entity: &Entity| clean(&entity.label).into_owned());
        writeln!(out, "  {}: {} is {}, {} is {}", clean(id), label(a), roles(left), label(b), roles(right))?;
    }
    writeln!(out, "  {DIM}two are tied where both sign, speak, chair, take part or issue, after the filters{DIM:#}")
}

fn heading(entity: &Entity, out: &mut Terminal) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}  {DIM}{}, {}{DIM:#}", clean(&entity.label), entity.kind, entity.id)
}

fn documents_of(entity: &Entity) -> BTreeSet<usize> {
    entity.members.iter().map(|member| member.reading).collect()
}
