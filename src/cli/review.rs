//! `undersigned review`: the open pairs one by one, each answer written at once; or by a table filled in elsewhere.

use super::compare::tell_reasons;
use super::failure::Failure;
use super::input::{self, Compiled};
use super::passages;
use super::terminal::{BOLD, DIM, Terminal, clean, count};
use super::{Outcome, batch};
use crate::decisions::{self, append};
use crate::model::{Alike, Decision, Dossier, Judgement, Side};
use crate::names::compare::{Name, reasons, score};
use crate::names::key::{is_bare, key};
use crate::names::vocabulary::Vocabulary;
use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;

/// Decide about names that look alike, one pair after the other
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  undersigned review letters/\n  undersigned review letters/ --batch review.csv\n\n\
    Every answer is added to decisions.csv at once; nothing that was answered is lost when you stop.\n\
    --batch writes the open pairs to a table the first time, and reads your answers from it the next."
)]
pub struct Args {
    /// The documents, as for build
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Write the open pairs to this table; or, where it is there, take the answers in it
    #[arg(long, value_name = "FILE.csv")]
    batch: Option<PathBuf>,
    /// Who decides
    #[arg(long, value_name = "NAME", default_value = "")]
    by: String,
    /// The day of the decision, as it should stand in decisions.csv
    #[arg(long, value_name = "DAY", default_value = "")]
    date: String,
    #[command(flatten)]
    options: input::Options,
}

/// Reads the documents as `build` does and asks.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    let paths = std::slice::from_ref(&args.path);
    let file = input::decisions_file(paths, &args.options)?;
    match &args.batch {
        Some(table) if !table.exists() => batch::probe(table)?,
        _ => decisions::probe(&file).map_err(Failure::from)?,
    }
    let rulebook = input::rulebook(paths, &args.options)?;
    let vocabulary = Vocabulary::built_in().with_aliases(&rulebook.settings.merge.aliases);
    let Compiled { dossier, unread } = input::compile(paths, &rulebook, &args.options, out.volume)?;
    let open = by_effect(&dossier);
    let signed = |decision: Decision| Decision { by: args.by.clone(), date: args.date.clone(), ..decision };
    match &args.batch {
        Some(table) if table.exists() => {
            let answers = batch::read(table)?;
            let number = answers.len();
            for answer in answers {
                append(&file, &signed(answer)).map_err(Failure::from)?;
            }
            writeln!(
                out,
                "{} added to {}",
                count(number, "decision", "decisions"),
                clean(&file.display().to_string())
            )?;
        }
        Some(table) => {
            batch::write(table, &dossier, &open)?;
            let pairs = count(open.len(), "open pair", "open pairs");
            writeln!(
                out,
                "{pairs} written to {}: fill the column judgement, then run the same command again",
                clean(&table.display().to_string())
            )?;
        }
        None => {
            let mut given = Vec::new();
            let mut at = 0;
            loop {
                let pair = open.get(at);
                match pair {
                    Some(pair) => show(&dossier, pair, (at + 1, open.len()), &vocabulary, out)?,
                    None if given.is_empty() => break,
                    None => writeln!(out, "\nthat was the last pair: undo takes your last answer back, quit ends")?,
                }
                match ask(out)? {
                    Answer::Decide(judgement, turned) => {
                        let Some(pair) = pair else { continue };
                        let decision = signed(decision(&dossier, pair, judgement, turned));
                        append(&file, &decision).map_err(Failure::from)?;
                        given.push((at, decision));
                        at += 1;
                    }
                    Answer::Skip => at += 1,
                    Answer::Undo => match given.pop() {
                        Some((before, decision)) => {
                            append(&file, &Decision { judgement: Judgement::Withdraw, ..decision })
                                .map_err(Failure::from)?;
                            at = before;
                        }
                        None => writeln!(out, "there is nothing to undo")?,
                    },
                    Answer::Stop => break,
                }
            }
            let answers = count(given.len(), "answer", "answers");
            writeln!(
                out,
                "\n{answers} in {}; {} left open",
                clean(&file.display().to_string()),
                open.len().saturating_sub(given.len())
            )?;
        }
    }
    Ok(if unread == 0 { Outcome::Done } else { Outcome::Partly })
}

/// The open pairs, those first whose answer changes the network most: both have many neighbours, and it is likely; more
/// so where their documents name others in common.
fn by_effect(dossier: &Dossier) -> Vec<&Alike> {
    let mut degree = vec![0; dossier.entities.len()];
    for node in dossier.network.graph.node_weights() {
        node.entity().into_iter().for_each(|entity| degree[entity] = node.degree);
    }
    let effect = |pair: &Alike| {
        let nudge = 1.0 + NUDGE * in_common(dossier, pair).len().min(NUDGES) as f64;
        nudge * pair.score * f64::from(1 + degree[pair.left].min(degree[pair.right]))
    };
    let mut open: Vec<(f64, &Alike)> = dossier.alike.iter().map(|pair| (effect(pair), pair)).collect();
    open.sort_by(|(x, a), (y, b)| y.total_cmp(x).then((a.left, a.right).cmp(&(b.left, b.right))));
    open.into_iter().map(|(_, pair)| pair).collect()
}

/// What each name in common adds to the effect of a pair, and how many add.
const NUDGE: f64 = 0.25;
const NUDGES: usize = 3;

/// Who is named beside both, in documents of the one and documents of the other; by label.
fn in_common<'a>(dossier: &'a Dossier, pair: &Alike) -> BTreeSet<&'a str> {
    let beside = |entity: usize| -> BTreeSet<usize> {
        let documents: BTreeSet<usize> = dossier.entities[entity].members.iter().map(|member| member.reading).collect();
        documents.into_iter().flat_map(|document| dossier.entity_of[document].iter().flatten().copied()).collect()
    };
    let mut both: BTreeSet<usize> = beside(pair.left).intersection(&beside(pair.right)).copied().collect();
    both.retain(|entity| ![pair.left, pair.right].contains(entity));
    both.into_iter().map(|entity| dossier.entities[entity].label.as_str()).collect()
}

/// The decision that an answer is; `turned` where the right one is the parent.
pub fn decision(dossier: &Dossier, pair: &Alike, judgement: Judgement, turned: bool) -> Decision {
    let kind = dossier.entities[pair.left].kind;
    let equal = key(kind, &pair.left_name) == key(kind, &pair.right_name);
    let side = |entity: usize, name: &str| {
        // What fits many is decided for one document only.
        let narrow = equal || is_bare(kind, name);
        let member = dossier.entities[entity]
            .members
            .iter()
            .find(|member| key(kind, &dossier.readings[member.reading].chains[member.chain].name) == key(kind, name));
        let document = member.filter(|_| narrow).map(|member| dossier.readings[member.reading].head.id.clone());
        Side { name: name.to_owned(), document }
    };
    let (left, right) = (side(pair.left, &pair.left_name), side(pair.right, &pair.right_name));
    let (left, right) = if turned { (right, left) } else { (left, right) };
    Decision {
        kind: Some(kind),
        left,
        right: Some(right),
        judgement,
        by: String::new(),
        date: String::new(),
        note: String::new(),
        line: 0,
    }
}

enum Answer {
    Decide(Judgement, bool),
    Skip,
    Undo,
    Stop,
}

/// Asks until there is an answer; the end of input stops.
fn ask(out: &mut Terminal) -> io::Result<Answer> {
    loop {
        write!(out, "\nsame, different, unsure, parent, child, skip, undo, quit or ?: ")?;
        out.flush()?;
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line)? == 0 {
            return Ok(Answer::Stop);
        }
        match line.trim().to_lowercase().as_str() {
            "s" | "same" => return Ok(Answer::Decide(Judgement::Same, false)),
            "d" | "different" => return Ok(Answer::Decide(Judgement::Different, false)),
            "u" | "unsure" => return Ok(Answer::Decide(Judgement::Unsure, false)),
            "p" | "parent" => return Ok(Answer::Decide(Judgement::ParentOf, false)),
            "c" | "child" => return Ok(Answer::Decide(Judgement::ParentOf, true)),
            "k" | "skip" => return Ok(Answer::Skip),
            "z" | "undo" => return Ok(Answer::Undo),
            "q" | "quit" => return Ok(Answer::Stop),
            _ => help(out)?,
        }
    }
}

fn help(out: &mut Terminal) -> io::Result<()> {
    const KEYS: &[(&str, &str)] = &[
        ("s, same", "both names are one; they are merged on every run"),
        ("d, different", "they are two, whatever their names say"),
        ("u, unsure", "nobody can say; they stay two and are not asked about again"),
        ("p, parent", "the second is a part of the first: two, with a tie between them"),
        ("c, child", "the first is a part of the second"),
        ("k, skip", "ask again another time"),
        ("z, undo", "take the last answer back"),
        ("q, quit", "stop; what was answered is kept"),
    ];
    KEYS.iter().try_for_each(|(key, says)| writeln!(out, "  {key:<14}{says}"))
}

fn show(
    dossier: &Dossier,
    pair: &Alike,
    place: (usize, usize),
    vocabulary: &Vocabulary,
    out: &mut Terminal,
) -> io::Result<()> {
    writeln!(out, "\n{BOLD}pair {} of {}{BOLD:#}", place.0, place.1)?;
    for (which, entity, name) in [("first", pair.left, &pair.left_name), ("second", pair.right, &pair.right_name)] {
        let held = &dossier.entities[entity];
        writeln!(out, "\n{which}: {BOLD}{}{BOLD:#}  {DIM}{}, {}{DIM:#}", clean(name), held.kind, held.id)?;
        let mut documents: Vec<usize> = held.members.iter().map(|member| member.reading).collect();
        documents.dedup();
        for document in documents.iter().take(SHOWN) {
            writeln!(out, "{}", clean(&passages::dated(&dossier.readings[*document].head)))?;
            passages::tell(dossier, *document, entity, out)?;
        }
        if documents.len() > SHOWN {
            writeln!(out, "and {} more", count(documents.len() - SHOWN, "document", "documents"))?;
        }
    }
    let kind = dossier.entities[pair.left].kind;
    let (a, b) = (Name::new(kind, &pair.left_name, vocabulary), Name::new(kind, &pair.right_name, vocabulary));
    let scored = score(&a, &b);
    let common: Vec<&str> = in_common(dossier, pair).into_iter().collect();
    if !common.is_empty() {
        let (shown, rest) = common.split_at(common.len().min(SHOWN));
        let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        writeln!(out, "\nin common: {}{more}", clean(&shown.join(", ")))?;
    }
    writeln!(out, "\nscore  {:.3}  {DIM}{}{DIM:#}", scored.score, clean(&pair.why))?;
    tell_reasons(&scored, &reasons(&a, &b), out)
}

/// At most so many documents are shown of each, and names in common.
const SHOWN: usize = 3;
