//! Documents of LibreOffice: paragraphs with their numbers, tables as rows, text boxes and notes; deletions left out.

use super::paper::Paper;
use super::xml::{Seen, attribute, events, number};
use crate::read::archive::Archive;
use crate::read::{Cause, Parsed};
use std::collections::BTreeSet;

/// Elements whose text is not part of the document as it reads.
const LEFT_OUT: &[&str] =
    &["tracked-changes", "annotation", "note-citation", "desc", "title", "sequence-decls", "forms"];

/// Most spaces written for one element that stands for many.
const SPACES: usize = 80;

/// Reads the members that hold text.
///
/// # Errors
/// When they are damaged or locked, or the budget is spent.
pub fn read(archive: &mut Archive<'_>) -> Result<Parsed, Cause> {
    if archive.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Cause::NeedsPassword);
    }
    let content = archive.text("content.xml")?.unwrap_or_default();
    let mut bullets = bullets(&archive.text("styles.xml")?.unwrap_or_default())?;
    bullets.append(&mut self::bullets(&content)?);
    Ok(Parsed::of_text(text(&content, &bullets)?))
}

/// Names of list styles whose first level has bullets; all others have numbers.
fn bullets(xml: &str) -> Result<BTreeSet<String>, Cause> {
    let (mut bullets, mut style) = (BTreeSet::new(), String::new());
    events(xml, |seen| match seen {
        Seen::Open("list-style", tag) => style = attribute(tag, "name").unwrap_or_default(),
        Seen::Open("list-level-style-bullet", tag) if number(tag, "level") == Some(1) => {
            bullets.insert(style.clone());
        }
        _ => {}
    })?;
    Ok(bullets)
}

/// An open list.
#[derive(Debug, Clone, Default)]
struct List {
    has_bullets: bool,
    counted: usize,
    /// An item began and has no paragraph yet.
    waits: bool,
}

fn text(content: &str, bullets: &BTreeSet<String>) -> Result<String, Cause> {
    let mut paper = Paper::default();
    let (mut left_out, mut open) = (0usize, 0usize);
    let mut lists: Vec<List> = Vec::new();
    // Lists of one style that go on count on, and so does the paragraph list that a heading interrupts.
    let mut last = List::default();
    events(content, |seen| match seen {
        Seen::Open(name, _) if LEFT_OUT.contains(&name) => left_out += 1,
        Seen::Close(name) if LEFT_OUT.contains(&name) => left_out = left_out.saturating_sub(1),
        _ if left_out > 0 => {}
        Seen::Open("list", tag) => {
            let style = attribute(tag, "style-name");
            let above = lists.last().is_some_and(|list| list.has_bullets);
            let has_bullets = style.map_or(above, |style| bullets.contains(&style));
            let goes_on = attribute(tag, "continue-numbering").is_some_and(|word| word == "true")
                || attribute(tag, "continue-list").is_some();
            let counted = if goes_on && lists.is_empty() { last.counted } else { 0 };
            lists.push(List { has_bullets, counted, waits: false });
        }
        Seen::Close("list") => last = lists.pop().unwrap_or_default(),
        Seen::Open("list-item", tag) => {
            if let Some(list) = lists.last_mut() {
                list.counted = number(tag, "start-value").unwrap_or(list.counted.saturating_add(1));
                list.waits = true;
            }
        }
        Seen::Open(name @ ("p" | "h"), tag) => {
            open += 1;
            paper.open();
            let item = lists.last_mut().filter(|list| list.waits);
            if name == "h" {
                paper.heading(number(tag, "outline-level").unwrap_or(1));
            } else if let Some(list) = item {
                list.waits = false;
                paper.item(if list.has_bullets { "• ".to_owned() } else { format!("{}. ", list.counted) });
            }
        }
        Seen::Close("p" | "h") => {
            open = open.saturating_sub(1);
            paper.close();
        }
        Seen::Text(text) if open > 0 => paper.text(&folded(text)),
        Seen::Open("s", tag) if open > 0 => paper.text(&" ".repeat(number(tag, "c").unwrap_or(1).min(SPACES))),
        Seen::Open("tab", _) => paper.text("\t"),
        Seen::Open("line-break", _) => paper.text("\n"),
        Seen::Open("table", _) => paper.open_table(),
        Seen::Close("table") => paper.close_table(),
        Seen::Open("table-row", _) => paper.open_row(),
        Seen::Close("table-row") => paper.close_row(),
        Seen::Open("table-cell", _) => paper.open_cell(),
        _ => {}
    })?;
    Ok(paper.finish())
}

/// White space of the file is one space: spaces, tabs and line ends that are meant have elements of their own.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' if folded.ends_with(' ') => {}
            '\t' | '\n' | '\r' => folded.push(' '),
            c => folded.push(c),
        }
    }
    folded
}
