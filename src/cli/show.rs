//! `undersigned show`: one document with its names coloured by role, lines and rules at the margins.

use super::terminal::{BOLD, DIM, Terminal, Volume, clean, count, role_style, width};
use super::{Outcome, input, outline};
use crate::lexicon::Lexicon;
use crate::model::{BlockKind, Document, Few, Layout, Reading, Role, Span};
use crate::pipeline::{self, Recogniser};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

/// Columns of the document's text; the rules stand to the right of them.
const COLUMNS: usize = 80;

/// Print a document with its names marked by role and the rules that found them
#[derive(Debug, clap::Args)]
#[command(after_help = "With colour each name has the colour of its role; without, it stands in brackets with its\n\
    roles: [Mara Ostrander]{speaker}. The source line is at the left margin, the rule that gave a role\n\
    at the right (`undersigned rules NAME` explains it). -v marks places and other names too. A list\n\
    that was read by rows has a line beside it: ┌ where it starts, ├ where a row does, └ where it ends.\n\
    --layout prints its rows and what each field holds. `list-start` and `separator` in undersigned.toml\n\
    overrule what was seen (`undersigned settings`).")]
pub struct Args {
    /// A document; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Settings
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Another model of the recogniser
    #[arg(long, value_name = "FILE", conflicts_with = "mentions")]
    model: Option<PathBuf>,
    /// Names found by another recogniser, in place of ours
    #[arg(long, value_name = "FILE")]
    mentions: Option<PathBuf>,
    /// The encoding of a text file, such as windows-1250 [default: found by itself]
    #[arg(long, value_name = "NAME", value_parser = super::words::encoding)]
    encoding: Option<String>,
    /// Print the blocks of the document, and the rows of its lists with what each field holds
    #[arg(long)]
    layout: bool,
}

/// One name in the text and what is known of it.
#[derive(Debug)]
struct Marked {
    pieces: Few<Span>,
    roles: Vec<Role>,
    rules: BTreeSet<String>,
}

/// One word of a row, or a part of it: text, and the name it belongs to.
type Atom<'a> = (&'a str, Option<&'a Marked>);

/// Words of one row, and the rules at its margin.
#[derive(Debug, Default)]
struct Row {
    text: String,
    width: usize,
    rules: BTreeSet<String>,
}

/// Reads the one document and prints it.
pub fn run(args: &Args, terminal: &mut Terminal) -> anyhow::Result<Outcome> {
    let (settings, mentions, model) = (args.settings.clone(), args.mentions.clone(), args.model.clone());
    let options =
        input::Options { settings, mentions, model, threads: 1, encoding: args.encoding.clone(), ..Default::default() };
    let rulebook = input::rulebook(&[], &options)?;
    let source = input::one(&args.file)?;
    rulebook.check_ids(std::slice::from_ref(&source))?;
    let document = input::open(&source, &rulebook.settings)?.document;
    let (settings, lexicon) = (&rulebook.settings, Lexicon::built_in());
    let (layout, reading) = match rulebook.recogniser() {
        Recogniser::Ours(model) => pipeline::read_with(&document, model, settings, lexicon),
        Recogniser::Given(all) => {
            let given = all.get(&source.id).map_or(&[][..], Vec::as_slice);
            pipeline::read_given(&document, given, settings, lexicon).map_err(|misfit| rulebook.misfit(&misfit))?
        }
    };

    head(&reading, terminal)?;
    if args.layout {
        outline::print(&document, &layout, terminal)?;
    } else {
        let marked = marked(&reading, terminal.volume);
        body(&document, &layout, &marked, terminal)?;
    }
    foot(&reading, terminal)?;
    Ok(Outcome::Done)
}

fn head(reading: &Reading, out: &mut Terminal) -> io::Result<()> {
    let head = &reading.head;
    let day = head.date.map(|date| date.day.to_string() + if date.certain { "" } else { "?" });
    let facts = [Some(head.id.clone()), day, Some(head.kind.clone()), head.title.clone()];
    let facts: Vec<_> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
    writeln!(out, "{BOLD}{}{BOLD:#}", clean(&facts.join(" · ")))?;
    if out.colour {
        let legend = Role::ALL.map(|role| format!("{0}{role}{0:#}", role_style(role)));
        writeln!(out, "{}", legend.join("  "))?;
    }
    writeln!(out)
}

fn foot(reading: &Reading, out: &mut Terminal) -> io::Result<()> {
    let of_role = |role| reading.appearances.iter().filter(move |appearance| appearance.role == role).count();
    let roles = Role::ALL.into_iter().map(|role| (role, of_role(role))).filter(|(_, number)| *number > 0);
    let roles: Vec<_> = roles.map(|(role, number)| format!("{number} {role}")).collect();
    let names = count(reading.chains.len(), "name", "names");
    let colon = if roles.is_empty() { "" } else { ": " };
    writeln!(out, "\n{DIM}{names}{colon}{}{DIM:#}", roles.join(", "))
}

/// What is to be marked, in the order of the text: people and organisations; with `-v` every name.
fn marked(reading: &Reading, volume: Volume) -> Vec<Marked> {
    let mut chain_roles: Vec<BTreeSet<Role>> = vec![BTreeSet::new(); reading.mentions.len()];
    for appearance in &reading.appearances {
        for mention in &reading.chains[appearance.chain].mentions {
            chain_roles[*mention].insert(appearance.role);
        }
    }
    let mut claimed: Vec<(BTreeSet<Role>, BTreeSet<String>)> = vec![Default::default(); reading.mentions.len()];
    for claim in &reading.claims {
        let (roles, rules) = &mut claimed[claim.mention];
        roles.insert(claim.role);
        rules.insert(claim.rule.to_string());
    }
    let mut marked = Vec::new();
    for ((mention, chain_roles), (own, mut rules)) in reading.mentions.iter().zip(chain_roles).zip(claimed) {
        let roles = if own.is_empty() { chain_roles } else { own };
        if volume == Volume::Verbose {
            rules.insert(mention.rule.word().to_owned());
        } else if !mention.kind.is_actor() {
            continue;
        }
        marked.push(Marked { pieces: mention.pieces().into(), roles: roles.into_iter().collect(), rules });
    }
    marked
}

fn body(document: &Document, layout: &Layout, marked: &[Marked], out: &mut Terminal) -> io::Result<()> {
    let brackets = brackets(layout);
    let pieces: Vec<(Span, &Marked)> =
        marked.iter().flat_map(|name| name.pieces.iter().map(move |piece| (*piece, name))).collect();
    let (mut start, mut told) = (0, None);
    for line in document.text.split('\n') {
        let (_, number) = document.places.at(start);
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        let mut margin = if told == Some(number) { String::new() } else { number.to_string() };
        told = Some(number);
        let mut bracket = bracket(&brackets, span);
        for row in rows(document, span, &pieces, out.colour) {
            let space = " ".repeat(COLUMNS.saturating_sub(row.width) + 2);
            let rules = Vec::from_iter(row.rules).join(", ");
            let right = if rules.is_empty() { String::new() } else { format!("{space}{DIM}{rules}{DIM:#}") };
            let gap = if row.text.is_empty() && bracket == ' ' { "" } else { " " };
            let line = format!("{DIM}{margin:>5}{gap}{bracket}{DIM:#}{}{right}", row.text);
            writeln!(out, "{}", if gap.is_empty() { line.trim_end() } else { &line })?;
            margin.clear();
            bracket = if bracket == ' ' { ' ' } else { '│' };
        }
    }
    Ok(())
}

/// Lists that were read by rows: where they start and end, and where their rows start.
fn brackets(layout: &Layout) -> Vec<(Span, Vec<usize>)> {
    let read = |kind| matches!(kind, BlockKind::Signature | BlockKind::Roster);
    let lists = layout.blocks.iter().filter(|block| read(block.kind) && !block.rows.is_empty());
    let starts = |rows: &[crate::model::Row]| {
        let mut starts: Vec<usize> = rows.iter().map(|row| row.span.start).collect();
        starts.sort_unstable();
        starts
    };
    lists.map(|block| (block.span, starts(&block.rows))).collect()
}

/// The mark beside a line of a list; a space beside any other.
fn bracket(lists: &[(Span, Vec<usize>)], line: Span) -> char {
    let at = lists.partition_point(|(list, _)| list.end <= line.start);
    let Some((list, rows)) = lists.get(at).filter(|(list, _)| list.start <= line.end && !line.is_empty()) else {
        return ' ';
    };
    let next = rows.partition_point(|start| *start < line.start);
    let opens = rows.get(next).is_some_and(|start| *start < line.end);
    match () {
        () if line.start <= list.start => '┌',
        () if line.end >= list.end => '└',
        () if opens => '├',
        () => '│',
    }
}

/// One line of the document, filled into rows.
fn rows(document: &Document, line: Span, pieces: &[(Span, &Marked)], colour: bool) -> Vec<Row> {
    let mut rows = vec![Row::default()];
    for word in words(document, line) {
        let mut cell = Row::default();
        for (atom, ends) in atoms(document, word, pieces) {
            set(&mut cell, atom, ends, colour);
        }
        let row = rows.last_mut().expect("there is always one");
        if row.width == 0 || row.width + 1 + cell.width <= COLUMNS {
            if row.width > 0 {
                row.text.push(' ');
                row.width += 1;
            }
            row.text.push_str(&cell.text);
            row.width += cell.width;
            row.rules.extend(cell.rules);
        } else {
            rows.push(cell);
        }
    }
    rows
}

/// Where a part of a word stands in the piece of a name it belongs to.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    /// It opens the piece.
    first: bool,
    /// It closes the piece.
    last: bool,
    /// The piece is the name's last.
    whole: bool,
}

/// Sets a part of a word: in the colour of its role, or between brackets.
fn set(cell: &mut Row, (text, name): Atom<'_>, ends: Ends, colour: bool) {
    let text = clean(text);
    let Some(name) = name else {
        cell.width += width(&text);
        return cell.text.push_str(&text);
    };
    if ends.last && ends.whole {
        cell.rules.extend(name.rules.iter().cloned());
    }
    if colour {
        let style = role_style(name.roles.first().copied().unwrap_or(Role::Mentioned));
        cell.width += width(&text);
        return cell.text.push_str(&format!("{style}{text}{style:#}"));
    }
    let roles: Vec<_> = name.roles.iter().map(|role| role.word()).collect();
    let open = if ends.first { "[" } else { "" };
    let close = match (ends.last, ends.whole && !roles.is_empty()) {
        (true, true) => format!("]{{{}}}", roles.join(",")),
        (true, false) => "]".to_owned(),
        (false, _) => String::new(),
    };
    let marked = format!("{open}{text}{close}");
    cell.width += width(&marked);
    cell.text.push_str(&marked);
}

/// The words of a line, as spans.
fn words(document: &Document, line: Span) -> Vec<Span> {
    let text = document.slice(line);
    let base = text.as_ptr() as usize;
    let span = |word: &str| {
        let start = line.start + (word.as_ptr() as usize - base);
        Span::new(start, start + word.len())
    };
    text.split_whitespace().map(span).collect()
}

/// A word cut where names begin and end.
fn atoms<'a>(document: &'a Document, word: Span, pieces: &[(Span, &'a Marked)]) -> Vec<(Atom<'a>, Ends)> {
    let from = pieces.partition_point(|(piece, _)| piece.end <= word.start);
    let mut atoms = Vec::new();
    let mut at = word.start;
    for (piece, name) in pieces[from..].iter().take_while(|(piece, _)| piece.start < word.end) {
        if at < piece.start {
            atoms.push(((Span::new(at, piece.start).of(&document.text), None), Ends::default()));
        }
        let part = Span::new(piece.start.max(word.start), piece.end.min(word.end));
        let ends = Ends {
            first: part.start == piece.start,
            last: part.end == piece.end,
            whole: name.pieces.last() == Some(piece),
        };
        atoms.push(((part.of(&document.text), Some(*name)), ends));
        at = part.end;
    }
    if at < word.end {
        atoms.push(((Span::new(at, word.end).of(&document.text), None), Ends::default()));
    }
    atoms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Head, Places};

    fn document(text: &str) -> Document {
        let head = Head {
            id: "a.txt".to_owned(),
            title: None,
            date: None,
            kind: String::new(),
            format: Format::Text,
            sha256: String::new(),
        };
        Document { head, text: text.to_owned(), places: Places::of_lines(text) }
    }

    fn name(document: &Document, name: &str, roles: &[Role], rule: &str) -> Marked {
        let start = document.text.find(name).expect("the name stands in the text");
        let rules = BTreeSet::from([rule.to_owned()]);
        Marked { pieces: [Span::new(start, start + name.len())].into(), roles: roles.to_vec(), rules }
    }

    fn shown(document: &Document, names: &[Marked], colour: bool) -> Vec<Row> {
        let pieces: Vec<_> = names.iter().map(|name| (name.pieces[0], name)).collect();
        rows(document, Span::new(0, document.text.len()), &pieces, colour)
    }

    #[test]
    fn without_colour_names_stand_in_brackets_with_their_roles() {
        let document = document("Then (Mara Ostrander), of Quay Watch, said so.");
        let names = [
            name(&document, "Mara Ostrander", &[Role::Speaker, Role::Chair], "speech"),
            name(&document, "Quay Watch", &[], "bodies"),
        ];
        let rows = shown(&document, &names, false);
        assert_eq!(rows[0].text, "Then ([Mara Ostrander]{speaker,chair}), of [Quay Watch], said so.");
        assert_eq!(rows[0].rules, BTreeSet::from(["bodies".to_owned(), "speech".to_owned()]));
        assert_eq!(rows[0].width, rows[0].text.len());
    }

    #[test]
    fn with_colour_the_width_is_that_of_the_text() {
        let document = document("Mara Ostrander said so.");
        let rows = shown(&document, &[name(&document, "Mara Ostrander", &[Role::Speaker], "speech")], true);
        assert_eq!(rows[0].width, document.text.len());
        assert!(rows[0].text.contains('\u{1b}'), "the name has a colour");
    }

    #[test]
    fn a_rule_stands_at_the_row_on_which_its_name_ends() {
        let document = document(&format!("{} Mara Ostrander spoke.", "word ".repeat(15).trim_end()));
        let rows = shown(&document, &[name(&document, "Mara Ostrander", &[Role::Speaker], "speech")], false);
        assert_eq!(rows.len(), 2);
        assert!(rows[0].text.ends_with("[Mara") && rows[0].rules.is_empty());
        assert!(rows[1].text.starts_with("Ostrander]{speaker}") && rows[1].rules.contains("speech"));
    }
}
