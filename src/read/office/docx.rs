//! Word's documents: paragraphs with their numbers, tables as rows, text boxes and notes; deletions left out.

use super::numbering::Numbering;
use super::paper::Paper;
use super::xml::{Seen, attribute, events, number};
use crate::read::archive::Archive;
use crate::read::{Cause, Parsed};
use std::collections::BTreeMap;

/// What a paragraph's style says.
#[derive(Debug, Clone, Default)]
struct Style {
    /// 1 for a title or first heading.
    heading: Option<usize>,
    /// List and level.
    list: Option<(String, usize)>,
}

/// Elements whose text is not part of the document as it reads: moved away, or said twice for old programs.
const LEFT_OUT: &[&str] = &["moveFrom", "Fallback", "del"];

/// Reads the members that hold text.
///
/// # Errors
/// When they are damaged or locked, or the budget is spent.
pub fn read(archive: &mut Archive<'_>) -> Result<Parsed, Cause> {
    let styles = archive.text("word/styles.xml")?.map_or_else(|| Ok(BTreeMap::new()), |xml| styles(&xml))?;
    let mut numbering = Numbering::of_word(&archive.text("word/numbering.xml")?.unwrap_or_default())?;
    let mut paper = Paper::default();
    let body = archive.text("word/document.xml")?.unwrap_or_default();
    paragraphs(&body, &styles, &mut numbering, &mut paper)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(xml) = archive.text(notes)? {
            paragraphs(&xml, &styles, &mut numbering, &mut paper)?;
        }
    }
    Ok(Parsed::of_text(paper.finish()))
}

/// Writes the paragraphs of one member.
fn paragraphs(
    xml: &str,
    styles: &BTreeMap<String, Style>,
    numbering: &mut Numbering,
    paper: &mut Paper,
) -> Result<(), Cause> {
    let (mut left_out, mut in_text) = (0usize, false);
    // Of each open paragraph: its list and level.
    let mut lists: Vec<(Option<String>, usize)> = Vec::new();
    events(xml, |seen| match seen {
        Seen::Open(name, _) if LEFT_OUT.contains(&name) => left_out += 1,
        Seen::Close(name) if LEFT_OUT.contains(&name) => left_out = left_out.saturating_sub(1),
        _ if left_out > 0 => {}
        Seen::Open("p", _) => {
            paper.open();
            lists.push((None, 0));
        }
        Seen::Open("pStyle", tag) => {
            let style = attribute(tag, "val").and_then(|id| styles.get(&id));
            if let Some(level) = style.and_then(|style| style.heading) {
                paper.heading(level);
            }
            if let (Some((list, level)), Some(open)) = (style.and_then(|style| style.list.clone()), lists.last_mut()) {
                *open = (Some(list), level);
            }
        }
        Seen::Open("ilvl", tag) => {
            lists.last_mut().into_iter().for_each(|open| open.1 = number(tag, "val").unwrap_or(0))
        }
        Seen::Open("numId", tag) => lists.last_mut().into_iter().for_each(|open| open.0 = attribute(tag, "val")),
        Seen::Close("pPr") => {
            if let Some((Some(list), level)) = lists.last()
                && let Some(mark) = numbering.next(list, *level)
            {
                paper.item(mark);
            }
        }
        Seen::Close("p") => {
            paper.close();
            lists.pop();
        }
        Seen::Open("t", _) => in_text = true,
        Seen::Close("t") => in_text = false,
        Seen::Text(text) if in_text => paper.text(text),
        // In a paragraph's own properties a tab is a stop, not a character; those have a position.
        Seen::Open("tab" | "ptab", tag) if attribute(tag, "pos").is_none() => paper.text("\t"),
        Seen::Open("br" | "cr", _) => paper.text("\n"),
        Seen::Open("noBreakHyphen", _) => paper.text("-"),
        Seen::Open("lastRenderedPageBreak", _) => paper.page(),
        Seen::Open("tbl", _) => paper.open_table(),
        Seen::Close("tbl") => paper.close_table(),
        Seen::Open("tr", _) => paper.open_row(),
        Seen::Close("tr") => paper.close_row(),
        Seen::Open("tc", _) => paper.open_cell(),
        _ => {}
    })
}

/// What styles say of headings and lists, by their ids; a style without its own word has that of the one it is based on.
fn styles(xml: &str) -> Result<BTreeMap<String, Style>, Cause> {
    let mut styles: BTreeMap<String, Style> = BTreeMap::new();
    let mut base: BTreeMap<String, String> = BTreeMap::new();
    let (mut id, mut level) = (String::new(), 0);
    events(xml, |seen| {
        let Seen::Open(name, tag) = seen else { return };
        let value = || attribute(tag, "val").unwrap_or_default();
        match name {
            "style" => (id, level) = (attribute(tag, "styleId").unwrap_or_default(), 0),
            "basedOn" => drop(base.insert(id.clone(), value())),
            "name" => styles.entry(id.clone()).or_default().heading = heading(&value()),
            "ilvl" => level = number(tag, "val").unwrap_or(0),
            "numId" => styles.entry(id.clone()).or_default().list = Some((value(), level)),
            _ => {}
        }
    })?;
    let found = styles.clone();
    for (id, style) in &mut styles {
        // Chains of styles are short; one that loops ends here.
        let chain = std::iter::successors(base.get(id), |id| base.get(*id)).take(8);
        for below in chain.filter_map(|id| found.get(id)) {
            style.heading = style.heading.or(below.heading);
            style.list = style.list.take().or(below.list.clone());
        }
    }
    Ok(styles)
}

/// The level of a heading, by the name of its style, which is the same in every language of Word.
fn heading(name: &str) -> Option<usize> {
    let name = name.to_ascii_lowercase();
    match name.strip_prefix("heading ") {
        Some(level) => level.trim().parse().ok(),
        None => (name == "title").then_some(1),
    }
}
