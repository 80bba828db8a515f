//! The order of things: find, read, compile. The only place that knows it.

use crate::lexicon::Lexicon;
use crate::model::{Decision, Document, DocumentDate, Dossier, Layout, Notice, Reading, Rule, RunFacts};
use crate::read::{self, ReadError, Source};
use crate::settings::{DocumentSettings, Settings};
use crate::{attach, extract, graph, layout, merge, recognise};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Every rule there is, by what it finds.
pub const RULES: [(&str, &[Rule]); 3] =
    [("names", recognise::RULES), ("roles", extract::RULES), ("chains and affiliations", attach::RULES)];

/// A pile of documents, read.
#[derive(Debug, Default)]
pub struct Pile {
    /// Sorted by document id.
    pub readings: Vec<Reading>,
    /// One for each source that could not be read.
    pub notices: Vec<Notice>,
    /// The same sources as errors, in the order of their ids.
    pub errors: Vec<ReadError>,
}

/// Reads every source with so many threads (0: one for each core). The order of the sources and the number of threads
/// leave no trace in what is returned.
pub fn read_all(sources: &[Source], settings: &Settings, threads: usize) -> Pile {
    let mut sources: Vec<&Source> = sources.iter().collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.expect("the system gives a program the threads it needs");
    let lexicon = Lexicon::built_in();
    let read: Vec<_> =
        pool.install(|| sources.par_iter().map(|source| read_source(source, settings, lexicon)).collect());

    let mut pile = Pile::default();
    for (source, result) in sources.into_iter().zip(read) {
        match result {
            Ok(reading) => pile.readings.push(reading),
            Err(error) => {
                pile.notices.push(Notice { document: source.id.clone(), ..error.notice() });
                pile.errors.push(error);
            }
        }
    }
    pile
}

/// Reads one document from its text to its appearances; what the analyst has set about it holds.
pub fn read_document(document: &Document, settings: &Settings, lexicon: &Lexicon) -> (Layout, Reading) {
    let document = match settings.documents.get(&document.head.id) {
        Some(known) => Cow::Owned(overridden(document, known)),
        None => Cow::Borrowed(document),
    };
    let layout = layout::lay_out(&document, lexicon);
    let mentions = recognise::recognise(&document, &layout, lexicon);
    let claims = extract::claims(&document, &layout, &mentions, lexicon);
    let notices = extract::notices(&document, &layout, &mentions);
    let mut reading = attach::attach(&document, &layout, mentions, claims, lexicon);
    reading.notices.extend(notices);
    (layout, reading)
}

/// Compiles readings to the dossier: merges their names as the decisions allow and demand, and builds the network.
/// `notices` are those of the run. Neither text nor files are needed, nothing can fail.
pub fn compile(
    mut readings: Vec<Reading>,
    notices: Vec<Notice>,
    settings: &Settings,
    decisions: &[Decision],
    facts: RunFacts,
) -> Dossier {
    readings.sort_by(|a, b| a.head.id.cmp(&b.head.id));
    let misnamed = merge::set_kinds(&mut readings, decisions);
    let merged = merge::merge(&readings, decisions, &settings.merge);
    let (mut network, left_out) = graph::build(&readings, &merged.entities, &merged.entity_of, &settings.network);

    graph::tie_parents(&mut network, &merged.parents);

    let mut all: BTreeSet<Notice> = notices.into_iter().collect();
    all.extend(misnamed);
    all.extend(readings.iter().flat_map(|reading| reading.notices.iter().cloned()));
    all.extend(same_files(&readings));
    all.extend(nameless(&readings));
    all.extend(unused_overrides(&readings, settings));
    all.extend(merged.notices);
    all.extend(left_out);
    let mut notices: Vec<Notice> = all.into_iter().collect();
    notices.sort_by(|a, b| (&a.document, a.page, a.line, a).cmp(&(&b.document, b.page, b.line, b)));

    let (entities, entity_of, alike) = (merged.entities, merged.entity_of, merged.alike);
    Dossier { readings, entities, entity_of, alike, network, notices, facts }
}

fn read_source(source: &Source, settings: &Settings, lexicon: &Lexicon) -> Result<Reading, ReadError> {
    let opened = read::read(source)?;
    let (_, mut reading) = read_document(&opened.document, settings, lexicon);
    reading.notices.splice(0..0, opened.notices);
    Ok(reading)
}

fn overridden(document: &Document, known: &DocumentSettings) -> Document {
    let mut document = document.clone();
    let head = &mut document.head;
    head.title = known.title.clone().or(head.title.take());
    head.date = known.date.map(|day| DocumentDate { day, certain: true }).or(head.date);
    head.kind = known.kind.clone().unwrap_or(std::mem::take(&mut head.kind));
    document
}

/// One notice for each document whose bytes are those of an earlier one.
fn same_files(readings: &[Reading]) -> Vec<Notice> {
    let mut first_of: BTreeMap<&str, &str> = BTreeMap::new();
    let mut notices = Vec::new();
    for head in readings.iter().map(|reading| &reading.head) {
        let first = *first_of.entry(&head.sha256).or_insert(&head.id);
        if first != head.id {
            let message = format!("the same bytes as {first}: both count");
            notices.push(of_document("same-file", &head.id, message, "remove one of the two if they are one document"));
        }
    }
    notices
}

/// One notice for each document in which nobody was found and which has no other notice to explain it.
fn nameless(readings: &[Reading]) -> Vec<Notice> {
    let silent = readings.iter().filter(|reading| reading.chains.is_empty() && reading.notices.is_empty());
    let help = "look at it with `undersigned show`";
    silent.map(|r| of_document("no-names", &r.head.id, "nobody was found in it".to_owned(), help)).collect()
}

/// One notice for each document that the settings name and nobody gave.
fn unused_overrides(readings: &[Reading], settings: &Settings) -> Vec<Notice> {
    let here: BTreeSet<&str> = readings.iter().map(|reading| reading.head.id.as_str()).collect();
    let unused = settings.documents.keys().filter(|id| !here.contains(id.as_str()));
    let help = "write its id as in documents.csv, or take the table out of undersigned.toml";
    let message = "the settings name this document, but it is not among those read";
    unused.map(|id| of_document("unused-setting", id, message.to_owned(), help)).collect()
}

fn of_document(code: &str, document: &str, message: String, help: &str) -> Notice {
    Notice {
        code: code.to_owned(),
        document: document.to_owned(),
        page: None,
        line: None,
        message,
        help: help.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Head, Places};
    use jiff::civil::date;

    fn document(id: &str, text: &str) -> Document {
        let head = Head {
            id: id.to_owned(),
            title: Some("As found".to_owned()),
            date: None,
            kind: "news".to_owned(),
            format: Format::Text,
            sha256: format!("hash of {text}"),
        };
        Document { head, text: text.to_owned(), places: Places::of_lines(text) }
    }

    fn reading(id: &str, text: &str) -> Reading {
        read_document(&document(id, text), &Settings::default(), Lexicon::built_in()).1
    }

    fn codes(dossier: &Dossier) -> Vec<(&str, &str)> {
        dossier.notices.iter().map(|notice| (notice.document.as_str(), notice.code.as_str())).collect()
    }

    #[test]
    fn what_the_analyst_sets_about_a_document_holds() {
        let mut settings = Settings::default();
        let known = DocumentSettings { title: None, date: Some(date(2021, 3, 4)), kind: Some("letter".to_owned()) };
        settings.documents.insert("a.txt".to_owned(), known);
        let (_, reading) = read_document(&document("a.txt", "words"), &settings, Lexicon::built_in());
        assert_eq!(reading.head.title.as_deref(), Some("As found"), "unset keys leave what was found");
        assert_eq!(reading.head.date, Some(DocumentDate { day: date(2021, 3, 4), certain: true }));
        assert_eq!(reading.head.kind, "letter");
    }

    #[test]
    fn two_files_of_the_same_bytes_are_told_once() {
        let readings = vec![reading("b.txt", "same"), reading("c.txt", "other"), reading("a.txt", "same")];
        let dossier = compile(readings, Vec::new(), &Settings::default(), &[], RunFacts::default());
        let ids: Vec<_> = dossier.readings.iter().map(|reading| reading.head.id.as_str()).collect();
        assert_eq!(ids, ["a.txt", "b.txt", "c.txt"]);
        let told: Vec<_> = codes(&dossier).into_iter().filter(|(_, code)| *code == "same-file").collect();
        assert_eq!(told, [("b.txt", "same-file")]);
    }

    #[test]
    fn a_setting_for_a_document_that_is_not_there_is_told() {
        let mut settings = Settings::default();
        settings.documents.insert("z.txt".to_owned(), DocumentSettings::default());
        let dossier = compile(vec![reading("a.txt", "words")], Vec::new(), &settings, &[], RunFacts::default());
        assert!(codes(&dossier).contains(&("z.txt", "unused-setting")), "{:?}", codes(&dossier));
    }
}
