//! The pages of the rules, held to their word: every example is read by the whole program, and what the page's rule
//! finds in it must be what the page says.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use undersigned::lexicon::Lexicon;
use undersigned::mentions::parse_mentions;
use undersigned::model::{Affiliation, Chain, Format, Reading, Role, Rule, Text};
use undersigned::pipeline::{RULES, read_document, read_given};
use undersigned::read;
use undersigned::settings::Settings;

/// The fewest examples of a page.
const EXAMPLES: usize = 3;
/// What an example says in which the rule finds nothing.
const NOTHING: &str = "nothing";
/// The rule whose finds are chains of names: it has no column of its own, `why` in names.csv tells of it.
const SHORT_FORM: &str = "short-form";
/// The longest summary, in characters: with the rule's name before it, it fills a row of a terminal.
const SUMMARY: usize = 66;
/// The longest line of an example, in characters: set in, it fills a row of a terminal.
const LINE: usize = 76;

/// One example of a page.
struct Example<'a> {
    /// The line of the page on which its text begins.
    line: usize,
    /// A whole document.
    text: String,
    /// The lines of a file of mentions, where the example has one.
    given: Option<String>,
    /// What the rule finds in it, line by line.
    expected: Vec<&'a str>,
}

/// The fenced blocks of a page that are examples: the document, given mentions behind `+++`, `---`, what is found.
fn examples(page: &str) -> Vec<Example<'_>> {
    let mut found = Vec::new();
    let mut lines = page.lines().zip(1..);
    while let Some((_, line)) = lines.find(|(line, _)| *line == "```example") {
        let block: Vec<&str> = lines.by_ref().map(|(line, _)| line).take_while(|line| *line != "```").collect();
        let end = block.iter().rposition(|line| *line == "---").unwrap_or(block.len());
        let expected = block.get(end + 1..).unwrap_or_default().to_vec();
        let text_end = block.iter().position(|line| *line == "+++").unwrap_or(end);
        let given = block[..end].get(text_end + 1..).map(|lines| lines.join("\n"));
        found.push(Example { line: line + 1, text: block[..text_end].join("\n") + "\n", given, expected });
    }
    found
}

fn read(example: &Example<'_>) -> Reading {
    let opened = read::document("-", Some(Format::Text), example.text.as_bytes().to_vec()).unwrap();
    let (document, settings, lexicon) = (&opened.document, Settings::default(), Lexicon::built_in());
    let Some(given) = &example.given else { return read_document(document, &settings, lexicon).1 };
    let given = parse_mentions(given, Path::new("-")).unwrap();
    read_given(document, &given["-"], &settings, lexicon).unwrap().1
}

/// What a rule finds in a document, in the order of the text, as its page writes it; nothing twice.
fn found(rule: &str, reading: &Reading) -> Vec<String> {
    let mut found = Vec::new();
    for mention in reading.mentions.iter().filter(|mention| mention.rule.word() == rule) {
        found.push(format!("{}: {}", mention.kind, mention.name));
    }
    for claim in reading.claims.iter().filter(|claim| claim.rule == rule && claim.role != Role::Mentioned) {
        found.push(format!("{}: {}", claim.role, reading.mentions[claim.mention].name));
    }
    for chain in &reading.chains {
        for affiliation in chain.affiliations.iter().filter(|affiliation| affiliation.rule == rule) {
            found.push(described(chain, affiliation, reading));
        }
        if rule == SHORT_FORM && chain.names.len() > 1 {
            let others = chain.names.iter().map(|(name, _)| name).filter(|name| **name != chain.name);
            let all: Vec<_> = std::iter::once(&chain.name).chain(others).map(Text::as_str).collect();
            found.push(all.join(" = "));
        }
    }
    let mut told = BTreeSet::new();
    found.retain(|line| told.insert(line.clone()));
    if found.is_empty() { vec![NOTHING.to_owned()] } else { found }
}

/// `Name: post @ body (former, in an individual capacity)`, as much of it as there is.
fn described(chain: &Chain, affiliation: &Affiliation, reading: &Reading) -> String {
    let mut line = format!("{}:", chain.name);
    if let Some(position) = &affiliation.position {
        let _ = write!(line, " {position}");
    }
    if let Some(body) = affiliation.organisation {
        let _ = write!(line, " @ {}", reading.chains[body].name);
    }
    if affiliation.former {
        line.push_str(" (former)");
    }
    if let Some(capacity) = &affiliation.capacity {
        let _ = write!(line, " ({capacity} capacity)");
    }
    line
}

fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().flat_map(|(_, rules)| *rules)
}

fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n\n{}\n", complaints.join("\n\n"));
}

#[test]
fn every_example_is_read_as_its_page_says() {
    let mut complaints = Vec::new();
    for rule in rules() {
        for example in examples(rule.page) {
            let found = found(rule.name, &read(&example));
            if found != example.expected {
                let (name, line, text) = (rule.name, example.line, example.text);
                let (expected, found) = (example.expected.join("\n  "), found.join("\n  "));
                complaints.push(format!("page {name}, line {line}:\n{text}expected\n  {expected}\nfound\n  {found}"));
            }
        }
    }
    none(&complaints);
}

#[test]
fn every_page_shows_what_its_rule_finds_and_what_it_passes_over() {
    let mut complaints = Vec::new();
    for rule in rules() {
        let examples = examples(rule.page);
        let silent = examples.iter().filter(|example| example.expected == [NOTHING]).count();
        let (name, count) = (rule.name, examples.len());
        if count < EXAMPLES || silent == 0 || silent == count {
            complaints.push(format!("{name}: {count} examples, {silent} of them with nothing to find"));
        }
        if count * 2 != rule.page.matches("```").count() {
            complaints.push(format!("{name}: a fence that is no example"));
        }
        for example in examples.iter().filter(|example| example.text.lines().any(|line| line.chars().count() > LINE)) {
            complaints.push(format!("{name}, line {}: a line of more than {LINE} characters", example.line));
        }
        if rule.page.lines().next() != Some(&format!("# {name}")) {
            complaints.push(format!("{name}: the heading is not the rule's name"));
        }
        if rule.summary().chars().count() > SUMMARY {
            complaints.push(format!("{name}: the summary is longer than {SUMMARY} characters"));
        }
    }
    none(&complaints);
}

#[test]
fn every_table_a_page_names_is_there_and_every_page_names_its_tables() {
    let mut complaints = Vec::new();
    for rule in rules() {
        let mut tables = rule.page.split('`').filter(|quoted| quoted.starts_with("data/lexicon/")).peekable();
        if tables.peek().is_none() {
            complaints.push(format!("{}: no table is named", rule.name));
        }
        let missing = tables.filter(|table| !Path::new(env!("CARGO_MANIFEST_DIR")).join(table).is_file());
        complaints.extend(missing.map(|table| format!("{}: there is no {table}", rule.name)));
    }
    none(&complaints);
}

#[test]
fn every_rule_that_stands_in_an_output_has_its_page() {
    let listed: BTreeSet<&str> = rules().map(|rule| rule.name).collect();
    let mut strange = BTreeSet::new();
    for reading in rules().flat_map(|rule| examples(rule.page)).map(|example| read(&example)) {
        let affiliations = reading.chains.iter().flat_map(|chain| &chain.affiliations);
        let named = reading.mentions.iter().map(|mention| mention.rule.word());
        let named = named.chain(reading.claims.iter().map(|claim| claim.rule.as_str()));
        let named = named.chain(affiliations.map(|affiliation| affiliation.rule.as_str()));
        strange.extend(named.filter(|name| !listed.contains(name)).map(str::to_owned));
    }
    assert!(strange.is_empty(), "`undersigned rules` does not know {strange:?}");
}
