//! A file of mentions, one JSON object a line: as `--mentions` reads it and `undersigned mentions` prints it.

use crate::model::{Given, GivenMentions};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a file of mentions cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MentionsError {
    /// The file cannot be read.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line that cannot be understood.
    #[error("cannot use {}, line {line}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong.
        #[source]
        cause: Wrong,
        /// What to do next.
        help: &'static str,
    },
}

/// What is wrong with a line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Wrong(String);

impl MentionsError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            MentionsError::Io { .. } => "see that the file is there and can be read, or leave --mentions out",
            MentionsError::Line { help, .. } => help,
        }
    }
}

/// A line about a document in which the recogniser found nobody.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nobody {
    document: String,
}

/// Reads a file of mentions; gives its bytes too, for their hash.
///
/// # Errors
/// When it cannot be read, is not UTF-8, or a line is no object of the known fields.
pub fn read_mentions(path: &Path) -> Result<(GivenMentions, Vec<u8>), MentionsError> {
    let bytes = std::fs::read(path).map_err(|source| MentionsError::Io { path: path.into(), source })?;
    let text = std::str::from_utf8(&bytes).map_err(|error| MentionsError::Line {
        path: path.into(),
        line: 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count(),
        cause: Wrong("this is not UTF-8".into()),
        help: "save the file as UTF-8",
    })?;
    Ok((parse_mentions(text, path)?, bytes))
}

/// The mentions in a text; `path` is what errors call it. Empty lines are passed over.
///
/// # Errors
/// When a line is no object of the known fields.
pub fn parse_mentions(text: &str, path: &Path) -> Result<GivenMentions, MentionsError> {
    let mut all = GivenMentions::new();
    for (line, written) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if written.trim().is_empty() {
            continue;
        }
        if let Ok(Nobody { document }) = serde_json::from_str(written) {
            all.entry(document).or_default();
            continue;
        }
        let mut given: Given = serde_json::from_str(written).map_err(|error| wrong(&error, line, path))?;
        given.line = line;
        all.entry(given.document.clone()).or_default().push(given);
    }
    Ok(all)
}

/// Writes the lines of a file with the mentions of a document; without any, the one that says so.
///
/// # Errors
/// When `out` takes no more.
pub fn write(document: &str, given: impl Iterator<Item = Given>, out: &mut impl Write) -> io::Result<()> {
    let mut given = given.peekable();
    if given.peek().is_none() {
        return write_line(&Nobody { document: document.to_owned() }, &mut Vec::new(), out);
    }
    let mut room = Vec::new();
    given.try_for_each(|given| write_line(&given, &mut room, out))
}

fn write_line(line: &impl Serialize, room: &mut Vec<u8>, out: &mut impl Write) -> io::Result<()> {
    room.clear();
    serde_json::to_writer(&mut *room, line).expect("strings and numbers are JSON");
    room.push(b'\n');
    out.write_all(room)
}

/// What the reader of JSON says, with the column in place of its own count of lines.
fn wrong(error: &serde_json::Error, line: usize, path: &Path) -> MentionsError {
    let said = error.to_string();
    let said = said.split(" at line 1 column ").next().unwrap_or_default();
    let cause = Wrong(format!("{said}, at column {}", error.column()));
    let help = match error.is_data() {
        true if said.contains("unknown variant") => {
            "write that word in place of your recogniser's own: PER is person, ORG organisation, GPE and LOC place"
        }
        true => "docs/mentions.md names every field and its values",
        false => "write one whole JSON object on each line, as `undersigned mentions` does",
    };
    MentionsError::Line { path: path.into(), line, cause, help }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error;

    const GOOD: &str = r#"{"document":"a.txt","start":0,"end":4,"text":"Mara","kind":"person"}"#;

    fn parsed(text: &str) -> Result<GivenMentions, MentionsError> {
        parse_mentions(text, Path::new("m.jsonl"))
    }

    #[test]
    fn lines_are_numbered_as_an_editor_does() {
        let all =
            parsed(&format!("\u{feff}{GOOD}\r\n\r\n{GOOD}\n{{\"document\": \"b.txt\"}}\n")).expect("all are fine");
        assert_eq!(all["a.txt"].iter().map(|given| given.line).collect::<Vec<_>>(), [1, 3]);
        assert!(all["b.txt"].is_empty(), "a document in which nobody was found");
    }

    #[test]
    fn a_line_that_is_wrong_is_told_with_its_number_and_the_next_step() {
        let wrong = [
            ("{\"document\":\"a.txt\",", "EOF", "one whole JSON object"),
            ("[1, 2]", "invalid type", "docs/mentions.md"),
            (&GOOD.replace("person", "PER"), "expected one of `person`", "PER is person"),
            (&GOOD.replace("kind", "label"), "unknown field `label`", "docs/mentions.md"),
            (&GOOD.replace(",\"end\":4", ""), "missing field `end`", "docs/mentions.md"),
            (&GOOD.replace(":4", ":-4"), "expected usize", "docs/mentions.md"),
        ];
        for (line, cause, help) in wrong {
            let error = parsed(&format!("{GOOD}\n{line}\n")).expect_err(line);
            assert_eq!(error.to_string(), "cannot use m.jsonl, line 2");
            let said = error.source().expect("it has a cause").to_string();
            assert!(said.contains(cause) && !said.contains("line 1"), "{said}");
            assert!(error.help().contains(help), "{line}: {}", error.help());
        }
    }
}
