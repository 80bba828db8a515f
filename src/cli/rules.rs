//! `undersigned rules`: the list of rules, or the page of one.

use super::Outcome;
use super::failure::Failure;
use super::terminal::{BOLD, DIM, Terminal, fill};
use crate::model::Rule;
use crate::names::rules;
use crate::pipeline::RULES;
use std::io::{Result as Written, Write};

/// So many names are offered in place of an unknown one.
const NEAREST: usize = 2;

/// Columns of a terminal.
const COLUMNS: usize = 80;

/// List the rules, or print the page of one
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A rule, as in the column `rule` of appearances.csv
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Prints the list or the page.
pub fn run(args: &Args, out: &mut Terminal) -> anyhow::Result<Outcome> {
    match &args.name {
        None => list(out)?,
        Some(name) => page(find(name)?.page, out)?,
    }
    Ok(Outcome::Done)
}

fn list(out: &mut Terminal) -> Written<()> {
    let widest = all().map(|rule| rule.name.len()).max().unwrap_or(0);
    let about_names: Vec<Rule> = rules::all().map(|rule| rule.rule).collect();
    for (part, rules) in RULES.into_iter().chain([("pairs of names", about_names.as_slice())]) {
        writeln!(out, "{BOLD}{part}{BOLD:#}")?;
        for rule in rules {
            writeln!(out, "  {:widest$}  {}", rule.name, rule.summary())?;
        }
        writeln!(out)?;
    }
    writeln!(out, "`undersigned rules NAME` prints the page of a rule, with examples.")
}

fn find(name: &str) -> Result<&'static Rule, Failure> {
    let found = all().find(|rule| rule.name == name);
    found.ok_or_else(|| unknown(name, all()))
}

/// The rule of names, roles, chains or affiliations of this name: one that can be switched off.
///
/// # Errors
/// When there is none; the nearest names help.
pub fn of_documents(name: &str) -> Result<&'static Rule, Failure> {
    let rules = || RULES.into_iter().flat_map(|(_, rules)| rules);
    let found = rules().find(|rule| rule.name == name);
    found.ok_or_else(|| unknown(name, rules()))
}

/// No rule has this name; those that come nearest are offered.
fn unknown(name: &str, rules: impl Iterator<Item = &'static Rule>) -> Failure {
    let mut near: Vec<(f64, &str)> = rules.map(|rule| (strsim::jaro_winkler(name, rule.name), rule.name)).collect();
    near.retain(|(alike, _)| *alike >= 0.75);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let nearest: Vec<&str> = near.into_iter().take(NEAREST).map(|(_, name)| name).collect();
    let help = match nearest.is_empty() {
        false => format!("did you mean {}? `undersigned rules` lists all", nearest.join(" or ")),
        true => "`undersigned rules` lists all".to_owned(),
    };
    Failure::plain(format!("there is no rule named {name}"), help)
}

fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.into_iter().flat_map(|(_, rules)| rules).chain(rules::all().map(|rule| &rule.rule))
}

/// What a line of a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Headings and paragraphs.
    Prose,
    /// The document of an example.
    Example,
    /// What a rule finds in it.
    Found,
}

/// A page without its marks: headings bold, paragraphs filled, examples set in, what is found behind an arrow.
fn page(page: &str, out: &mut Terminal) -> Written<()> {
    let mut part = Part::Prose;
    let mut paragraph = String::new();
    for line in page.lines() {
        match (part, line) {
            (Part::Prose, "```example") => part = Part::Example,
            (Part::Prose, "```pairs") => part = Part::Found,
            (Part::Example, "---") => part = Part::Found,
            (Part::Example | Part::Found, "```") => part = Part::Prose,
            (Part::Example, "+++") => writeln!(out, "  {DIM}with the mentions{DIM:#}")?,
            (Part::Example, "") => writeln!(out)?,
            (Part::Example, text) => rows(text, "    ", out)?,
            (Part::Found, found) => writeln!(out, "  {DIM}→{DIM:#} {found}")?,
            (Part::Prose, "") => {
                prose(&std::mem::take(&mut paragraph), out)?;
                writeln!(out)?;
            }
            (Part::Prose, text) => {
                paragraph.push_str(text);
                paragraph.push(' ');
            }
        }
    }
    prose(&paragraph, out)
}

/// A heading or a paragraph.
fn prose(paragraph: &str, out: &mut Terminal) -> Written<()> {
    match paragraph.trim_start_matches('#') {
        heading if heading.len() < paragraph.len() => writeln!(out, "{BOLD}{}{BOLD:#}", heading.trim()),
        text => rows(&text.replace('`', ""), "", out),
    }
}

fn rows(text: &str, margin: &str, out: &mut Terminal) -> Written<()> {
    fill(text, COLUMNS - margin.len()).iter().try_for_each(|row| writeln!(out, "{margin}{row}"))
}
