//! The numbers and bullets of Word's lists, which stand in no paragraph and have to be counted.

use super::xml::{Seen, attribute, events, number};
use crate::read::Cause;
use std::collections::BTreeMap;

/// Levels below this are not told apart.
const DEEPEST: usize = 9;

/// What stands before an item of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet,
    Number,
    Nothing,
}

/// Lists by their ids, and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    /// The pattern that a list follows. Lists of one pattern count on, unless one starts anew.
    pattern: BTreeMap<String, String>,
    levels: BTreeMap<(String, usize), (Mark, usize)>,
    /// First numbers that a list sets for itself.
    restart: BTreeMap<(String, usize), usize>,
    counted: BTreeMap<String, [Option<usize>; DEEPEST]>,
}

impl Numbering {
    /// Reads `word/numbering.xml`.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn of_word(xml: &str) -> Result<Numbering, Cause> {
        let mut found = Numbering::default();
        let (mut pattern, mut list, mut level) = (String::new(), String::new(), 0);
        events(xml, |seen| {
            let Seen::Open(name, tag) = seen else { return };
            let value = || attribute(tag, "val").unwrap_or_default();
            let key = (pattern.clone(), level);
            match name {
                "abstractNum" => pattern = attribute(tag, "abstractNumId").unwrap_or_default(),
                "num" => list = attribute(tag, "numId").unwrap_or_default(),
                "lvl" | "lvlOverride" => level = number(tag, "ilvl").unwrap_or(0).min(DEEPEST - 1),
                "abstractNumId" => drop(found.pattern.insert(list.clone(), value())),
                "start" => found.levels.entry(key).or_insert((Mark::Number, 1)).1 = number(tag, "val").unwrap_or(1),
                "numFmt" => found.levels.entry(key).or_insert((Mark::Number, 1)).0 = mark(&value()),
                "startOverride" => {
                    found.restart.insert((list.clone(), level), number(tag, "val").unwrap_or(1));
                }
                _ => {}
            }
        })?;
        Ok(found)
    }

    /// The mark of the next item of a list; none where the list has none.
    pub fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let level = level.min(DEEPEST - 1);
        let pattern = self.pattern.get(list)?;
        let (mark, first) = self.levels.get(&(pattern.clone(), level)).copied().unwrap_or((Mark::Number, 1));
        let restart = self.restart.get(&(list.to_owned(), level)).copied();
        let counter = if restart.is_some() { format!("list {list}") } else { pattern.clone() };
        let counted = self.counted.entry(counter).or_default();
        let now = counted[level].map_or(restart.unwrap_or(first), |last| last.saturating_add(1));
        counted[level] = Some(now);
        counted[level + 1..].fill(None);
        match mark {
            Mark::Bullet => Some("• ".to_owned()),
            Mark::Number => Some(format!("{now}. ")),
            Mark::Nothing => None,
        }
    }
}

/// Letters and Roman numbers are written as numbers: what counts is that the row has one.
fn mark(format: &str) -> Mark {
    match format {
        "bullet" => Mark::Bullet,
        "none" => Mark::Nothing,
        _ => Mark::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
        <w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="0"/>
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>"#;

    #[test]
    fn items_are_counted_by_list_and_level() {
        let mut numbering = Numbering::of_word(XML).expect("it is XML");
        let marks = [("3", 0), ("3", 1), ("3", 0), ("4", 0), ("4", 0), ("9", 0)];
        let marks = marks.map(|(list, level)| numbering.next(list, level).unwrap_or_default());
        assert_eq!(marks, ["1. ", "• ", "2. ", "7. ", "8. ", ""]);
    }
}
