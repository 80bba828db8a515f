//! `decisions.csv`: what the analyst has decided about names, read and found free of contradictions.

mod check;
mod write;

pub use write::{append, probe};

use crate::model::cell::unguard;
use crate::model::tables::DECISIONS_HEADER;
use crate::model::{Decision, Judgement, Kind, Side};
use crate::names::key::key;
use check::check;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Why decisions cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// The file cannot be read.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line cannot be added.
    #[error("cannot write {}", path.display())]
    Append {
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
        line: u64,
        /// What is wrong.
        #[source]
        cause: Wrong,
        /// What to do next.
        help: String,
    },
    /// Lines that cannot all be true.
    #[error("cannot use {}, line {}", path.display(), lines.iter().map(u64::to_string).collect::<Vec<_>>().join(" and line "))]
    Contradiction {
        /// The file.
        path: PathBuf,
        /// From 1, rising.
        lines: Vec<u64>,
        /// What is wrong.
        #[source]
        cause: Wrong,
    },
}

/// What is wrong with a line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Wrong(String);

impl DecisionError {
    /// What to do next.
    pub fn help(&self) -> String {
        match self {
            DecisionError::Io { .. } => "see that the file is there and can be read, or leave --decisions out".into(),
            DecisionError::Append { .. } => "see that the file may be written and the disk is not full".into(),
            DecisionError::Line { help, .. } => help.clone(),
            DecisionError::Contradiction { .. } => {
                "take one of these lines out, or name the document that each is about in left_in or right_in".into()
            }
        }
    }
}

/// Reads decisions and makes sure that they do not contradict each other. An empty file holds none.
///
/// # Errors
/// When the file cannot be read, a line is not understood, or lines contradict each other.
pub fn read_decisions(path: &Path) -> Result<Vec<Decision>, DecisionError> {
    let bytes = std::fs::read(path).map_err(|source| DecisionError::Io { path: path.into(), source })?;
    let text = std::str::from_utf8(&bytes).map_err(|error| DecisionError::Line {
        path: path.into(),
        line: 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() as u64,
        cause: Wrong("this is not UTF-8".into()),
        help: "save the file as UTF-8; in Excel: Save As, CSV UTF-8 (Comma delimited)".into(),
    })?;
    parse_decisions(text, path)
}

/// The decisions in a text; `path` is what errors call it.
///
/// # Errors
/// As [`read_decisions`].
pub fn parse_decisions(text: &str, path: &Path) -> Result<Vec<Decision>, DecisionError> {
    // As Excel writes it: a mark in front, CRLF (which the reader would count late), and empty rows.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let malformed = |error: csv::Error| DecisionError::Line {
        path: path.into(),
        line: error.position().map_or(1, csv::Position::line),
        cause: Wrong("the number of cells is not that of the header, or quotes do not end".into()),
        help: format!("give every line the cells {DECISIONS_HEADER}; put a cell with a comma in quotes"),
    };
    let header = reader.headers().map_err(malformed)?.clone();
    if header.iter().map(str::trim).collect::<Vec<_>>().join(",") != DECISIONS_HEADER {
        let (cause, help) = wrong_header(&header);
        return Err(DecisionError::Line { path: path.into(), line: 1, cause: Wrong(cause.into()), help });
    }
    let mut decisions = Vec::new();
    for record in reader.records() {
        let record = record.map_err(malformed)?;
        let line = record.position().map_or(1, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let row: Row = record.deserialize(Some(&header)).map_err(malformed)?;
        let wrong = |(cause, help)| DecisionError::Line { path: path.into(), line, cause: Wrong(cause), help };
        decisions.push(row.decision(line).map_err(wrong)?);
    }
    let decisions = without_withdrawn(decisions);
    check(&decisions).map_err(|(mut lines, message)| {
        lines.sort_unstable();
        lines.dedup();
        DecisionError::Contradiction { path: path.into(), lines, cause: Wrong(message) }
    })?;
    Ok(decisions)
}

/// What a header that is not ours says of the file, and the next step.
fn wrong_header(header: &csv::StringRecord) -> (&'static str, String) {
    let first = header.get(0).unwrap_or_default();
    if first.contains(';') || first.contains('\t') {
        let help = "save the file with commas; in Excel: Save As, CSV UTF-8, with the comma as list separator";
        return ("its cells are parted by semicolons or tabs, not by commas", help.to_owned());
    }
    ("the header is not that of decisions", format!("write as the first line: {DECISIONS_HEADER}"))
}

/// A line as written.
#[derive(Deserialize)]
struct Row {
    kind: String,
    left: String,
    left_in: String,
    right: String,
    right_in: String,
    judgement: String,
    by: String,
    date: String,
    note: String,
}

impl Row {
    fn decision(self, line: u64) -> Result<Decision, (String, String)> {
        let wrong = |message: &str, help: &str| (message.to_owned(), help.to_owned());
        let kind = match self.kind.trim() {
            "" => None,
            "person" => Some(Kind::Person),
            "organisation" => Some(Kind::Organisation),
            other => return Err(wrong(&format!("{other:?} is no kind"), "write person, organisation, or nothing")),
        };
        let judgement = Judgement::parse(self.judgement.trim()).ok_or_else(|| {
            let help = "write same, different, unsure, parent_of, not_a_name, rename, kind or withdraw";
            wrong(&format!("{:?} is no judgement", self.judgement.trim()), help)
        })?;
        let left = side(&self.left, &self.left_in)
            .ok_or_else(|| wrong("left holds no name", "write the name that is decided about in left"))?;
        let right = side(&self.right, &self.right_in);
        if right.is_none() && judgement != Judgement::NotAName {
            return Err(wrong(
                &format!("{judgement} needs two names, and right holds none"),
                "write the other in right",
            ));
        }
        let right = right.filter(|_| judgement != Judgement::NotAName);
        let kinds = [Kind::Person.word(), Kind::Organisation.word()];
        if let Some(side) = right.as_ref().filter(|side| judgement == Judgement::Kind && !kinds.contains(&&*side.name))
        {
            return Err(wrong(&format!("{:?} is no kind", side.name), "write person or organisation in right"));
        }
        let [by, note] = [self.by, self.note].map(|cell| unguard(&cell).to_owned());
        Ok(Decision { kind, left, right, judgement, by, date: self.date, note, line })
    }
}

fn side(name: &str, document: &str) -> Option<Side> {
    let (name, document) = (unguard(name.trim()), unguard(document.trim()));
    let document = (!document.is_empty()).then(|| document.to_owned());
    (!name.is_empty()).then(|| Side { name: name.to_owned(), document })
}

/// The decisions that no later line takes back.
fn without_withdrawn(decisions: Vec<Decision>) -> Vec<Decision> {
    let sides = |decision: &Decision| -> BTreeSet<(Kind, String, Option<String>)> {
        let both = std::iter::once(&decision.left).chain(&decision.right);
        both.flat_map(|side| kinds(decision).map(|kind| subject(kind, side)).collect::<Vec<_>>()).collect()
    };
    let mut kept: Vec<Decision> = Vec::new();
    for decision in decisions {
        if decision.judgement == Judgement::Withdraw {
            let taken = sides(&decision);
            kept.retain(|earlier| sides(earlier) != taken);
        } else {
            kept.push(decision);
        }
    }
    kept
}

/// A side as decisions compare it: kind, key, document.
type Subject = (Kind, String, Option<String>);

fn named(side: &Option<Side>) -> &str {
    side.as_ref().map_or("", |side| &side.name)
}

fn kinds(decision: &Decision) -> impl Iterator<Item = Kind> {
    let decided = decision.kind;
    [Kind::Person, Kind::Organisation].into_iter().filter(move |kind| decided.is_none_or(|only| only == *kind))
}

fn subject(kind: Kind, side: &Side) -> Subject {
    (kind, key(kind, &side.name), side.document.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(lines: &str) -> Result<Vec<Decision>, DecisionError> {
        parse_decisions(&format!("{DECISIONS_HEADER}\n{lines}"), Path::new("decisions.csv"))
    }

    fn message(lines: &str) -> String {
        let error = parse(lines).expect_err("contradicts itself");
        format!("{error}: {}", std::error::Error::source(&error).expect("a cause"))
    }

    #[test]
    fn decisions_are_read_with_their_lines() {
        let decisions =
            parse("person,Ida Kern,a.txt,I. Kern,,same,AB,2024-01-02,seen\n,Annex,,,,not_a_name,,,\n").unwrap();
        assert_eq!(decisions[0].left, Side { name: "Ida Kern".into(), document: Some("a.txt".into()) });
        assert_eq!((decisions[1].line, decisions[1].judgement, decisions[1].kind), (3, Judgement::NotAName, None));
        assert!(parse("").unwrap().is_empty());
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_line() {
        assert!(message(",Ida,,Ada,,maybe,,,\n").contains("line 2: \"maybe\" is no judgement"));
        assert!(message(",Ida,,,,same,,,\n").contains("needs two names"));
        assert!(message(",,,Ida,,same,,,\n").contains("left holds no name"));
        assert!(message("place,Ida,,Ada,,same,,,\n").contains("no kind"));
        assert!(message(",Ida,Ada\n").contains("line 2"));
        let error = parse_decisions("left,right\na,b\n", Path::new("d.csv")).unwrap_err();
        assert!(error.help().contains(DECISIONS_HEADER));
    }

    #[test]
    fn files_from_excel_are_read_or_told_what_to_change() {
        let text = format!("\u{feff}{DECISIONS_HEADER}\r\n,,,,,,,,\r\nperson,Ida Kern,,I. Kern,,same,,,\"a, b\"\r\n");
        let decisions = parse_decisions(&text, Path::new("d.csv")).unwrap();
        assert_eq!(
            decisions.iter().map(|decision| (decision.line, decision.note.as_str())).collect::<Vec<_>>(),
            [(3, "a, b")]
        );
        let error = parse_decisions(&DECISIONS_HEADER.replace(',', ";"), Path::new("d.csv")).unwrap_err();
        assert!(error.help().contains("with commas"), "{}", error.help());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.csv");
        std::fs::write(&path, [DECISIONS_HEADER.as_bytes(), b"\n,M\xfcller,,,,not_a_name,,,\n"].concat()).unwrap();
        let error = read_decisions(&path).unwrap_err();
        assert!(error.to_string().ends_with("line 2") && error.help().contains("UTF-8"), "{error}");
    }

    #[test]
    fn what_is_added_is_read_back_and_can_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.csv");
        let decided = parse(",\"Kern, Ida\",a.txt,I. Kern,,parent_of,AB,,seen\n").unwrap().remove(0);
        append(&path, &decided).unwrap();
        append(&path, &Decision { judgement: Judgement::Unsure, ..decided.clone() }).unwrap();
        let read = read_decisions(&path).unwrap();
        assert_eq!((read.len(), &read[0].left, read[0].judgement), (2, &decided.left, Judgement::ParentOf));
        append(&path, &Decision { judgement: Judgement::Withdraw, ..decided }).unwrap();
        assert!(read_decisions(&path).unwrap().is_empty());
    }

    #[test]
    fn contradictions_name_all_their_lines() {
        let lines = ",Ida Kern,,I Kern,,same,,,\n,I Kern,,Ida Kearn,,same,,,\n,Ida Kearn,,IDA KERN,,different,,,\n";
        assert!(message(lines).contains("line 2 and line 3 and line 4"), "{}", message(lines));
        assert!(message(",Ida Kern,,Ida Kern,,different,,,\n").contains("from itself"));
        assert!(message(",Ida,,Ada,,rename,,,\n,ida,,Eda,,rename,,,\n").contains("line 2 and line 3"));
        assert!(message(",Ida,,Ada,,rename,,,\n,Ada,,Ida,,rename,,,\n").contains("each renamed to the other"));
        assert!(message(",Ida,,,,not_a_name,,,\n,Ida,,Eda,,rename,,,\n").contains("not_a_name and rename of Ida"));
        assert!(message(",Ida,,Ada,,same,,,\n,ADA,,,,not_a_name,,,\n").contains("line 2 and line 3"));
        assert!(parse(",Ida Kern,a.txt,Ida Kern,b.txt,different,,,\n").is_ok());
        assert!(parse("person,Ida,,,,not_a_name,,,\norganisation,Ida,,IDA,,rename,,,\n").is_ok());
    }
}
