//! `undersigned rules`: the list of rules, or the page of one.

use super::Outcome;
use super::failure::Failure;
use super::terminal::{BOLD, Terminal};
use crate::model::Rule;
use crate::pipeline::RULES;
use std::io::Write;

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
        Some(name) => write!(out, "{}", find(name)?.page)?,
    }
    Ok(Outcome::Done)
}

fn list(out: &mut Terminal) -> std::io::Result<()> {
    let widest = all().map(|rule| rule.name.len()).max().unwrap_or(0);
    for (part, rules) in RULES {
        writeln!(out, "{BOLD}{part}{BOLD:#}")?;
        for rule in rules {
            writeln!(out, "  {:widest$}  {}", rule.name, rule.summary())?;
        }
    }
    writeln!(out, "\n`undersigned rules NAME` prints the page of a rule, with examples.")
}

fn find(name: &str) -> Result<&'static Rule, Failure> {
    all().find(|rule| rule.name == name).ok_or_else(|| {
        let near = all().map(|rule| (strsim::jaro_winkler(name, rule.name), rule.name));
        let nearest = near.filter(|(alike, _)| *alike >= 0.75).max_by(|a, b| a.0.total_cmp(&b.0));
        let help = match nearest {
            Some((_, nearest)) => format!("did you mean {nearest}? `undersigned rules` lists all"),
            None => "`undersigned rules` lists all".to_owned(),
        };
        Failure::plain(format!("there is no rule named {name}"), help)
    })
}

fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.into_iter().flat_map(|(_, rules)| rules)
}
