//! `decisions.csv`: what the analyst has decided about names, read and found free of contradictions.

use crate::model::tables::DECISIONS_HEADER;
use crate::model::{Decision, Judgement, Kind, Side};
use crate::names::key::key;
use serde::Deserialize;
use std::collections::{BTreeMap, VecDeque};
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
        let judgement = match self.judgement.trim() {
            "same" => Judgement::Same,
            "different" => Judgement::Different,
            "not_a_name" => Judgement::NotAName,
            "rename" => Judgement::Rename,
            other => {
                let help = "write same, different, not_a_name or rename";
                return Err(wrong(&format!("{other:?} is no judgement"), help));
            }
        };
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
        Ok(Decision { kind, left, right, judgement, by: self.by, date: self.date, note: self.note, line })
    }
}

fn side(name: &str, document: &str) -> Option<Side> {
    let (name, document) = (name.trim(), document.trim());
    let document = (!document.is_empty()).then(|| document.to_owned());
    (!name.is_empty()).then(|| Side { name: name.to_owned(), document })
}

/// A side as decisions compare it: kind, key, document.
type Subject = (Kind, String, Option<String>);

/// The lines that contradict each other, and what they say.
type Contradiction = (Vec<u64>, String);

fn check(decisions: &[Decision]) -> Result<(), Contradiction> {
    check_parted(decisions)?;
    check_renamed(decisions)?;
    check_nobody(decisions)
}

/// What is different is not the same by any other lines.
fn check_parted(decisions: &[Decision]) -> Result<(), Contradiction> {
    let mut same: BTreeMap<Subject, Vec<(Subject, u64)>> = BTreeMap::new();
    for (decision, left, right) in pairs(decisions, Judgement::Same) {
        same.entry(left.clone()).or_default().push((right.clone(), decision.line));
        same.entry(right).or_default().push((left, decision.line));
    }
    for (decision, left, right) in pairs(decisions, Judgement::Different) {
        if left == right {
            let message = format!("{} cannot be different from itself", decision.left.name);
            return Err((vec![decision.line], message));
        }
        if let Some(mut lines) = way(&same, &left, &right) {
            lines.push(decision.line);
            return Err((lines, "these lines say same and different of the same names".into()));
        }
    }
    Ok(())
}

/// A name has one new name, and no two are each other's.
fn check_renamed(decisions: &[Decision]) -> Result<(), Contradiction> {
    let mut renamed: BTreeMap<Subject, (Subject, &Decision)> = BTreeMap::new();
    for (decision, left, right) in pairs(decisions, Judgement::Rename) {
        let (_, first) = renamed.entry(left).or_insert((right, decision));
        let (to, also) = (named(&first.right), named(&decision.right));
        if to != also {
            let message = format!("{} is renamed to {to} and to {also}", decision.left.name);
            return Err((vec![first.line, decision.line], message));
        }
    }
    for (left, (right, decision)) in &renamed {
        if let Some((_, other)) = renamed.get(right).filter(|(back, _)| back == left && back != right) {
            let message = format!("{} and {} are each renamed to the other", decision.left.name, other.left.name);
            return Err((vec![decision.line, other.line], message));
        }
    }
    Ok(())
}

/// What names nobody is not somebody's name.
fn check_nobody(decisions: &[Decision]) -> Result<(), Contradiction> {
    let nobody: BTreeMap<Subject, u64> = decisions
        .iter()
        .filter(|decision| decision.judgement == Judgement::NotAName)
        .flat_map(|decision| kinds(decision).map(|kind| (subject(kind, &decision.left), decision.line)))
        .collect();
    let same = pairs(decisions, Judgement::Same).flat_map(|(decision, left, right)| {
        [(decision, left, decision.left.name.as_str()), (decision, right, named(&decision.right))]
    });
    let renamed =
        pairs(decisions, Judgement::Rename).map(|(decision, left, _)| (decision, left, decision.left.name.as_str()));
    for (decision, subject, name) in same.chain(renamed) {
        if let Some(line) = nobody.get(&subject) {
            return Err((
                vec![*line, decision.line],
                format!("these lines say not_a_name and {} of {name}", decision.judgement),
            ));
        }
    }
    Ok(())
}

/// The lines of `same` that lead from one subject to another, by the shortest way.
fn way(same: &BTreeMap<Subject, Vec<(Subject, u64)>>, from: &Subject, to: &Subject) -> Option<Vec<u64>> {
    let mut came: BTreeMap<&Subject, (&Subject, u64)> = BTreeMap::new();
    let mut next = VecDeque::from([from]);
    while let Some(at) = next.pop_front() {
        if at == to {
            let back = std::iter::successors(came.get(at), |(before, _)| came.get(before).filter(|_| *before != from));
            return Some(back.map(|(_, line)| *line).collect());
        }
        for (neighbour, line) in same.get(at).into_iter().flatten() {
            if neighbour != from && !came.contains_key(neighbour) {
                came.insert(neighbour, (at, *line));
                next.push_back(neighbour);
            }
        }
    }
    None
}

fn pairs(decisions: &[Decision], judgement: Judgement) -> impl Iterator<Item = (&Decision, Subject, Subject)> {
    decisions.iter().filter(move |decision| decision.judgement == judgement).flat_map(|decision| {
        let right = decision.right.as_ref();
        kinds(decision).filter_map(move |kind| Some((decision, subject(kind, &decision.left), subject(kind, right?))))
    })
}

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
