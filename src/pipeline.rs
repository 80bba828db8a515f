//! The order of things: find, read, compile. The only place that knows it.

mod copies;
mod sources;

pub use sources::{Means, Pile, mentions, open, read_all};

use crate::lexicon::sentences::{self, Sentences, Vocabulary};
use crate::lexicon::{Book, Lexicon, key};
use crate::model::{
    BlockKind, Decision, Document, DocumentDate, Dossier, Given, GivenMentions, Layout, Mention, Notice, Reading, Rule,
    RunFacts, Text,
};
use crate::recognise::tagger::model::Model;
use crate::recognise::{Misfit, Wordbook};
use crate::settings::{DocumentSettings, Settings};
use crate::text::sketch::sketch;
use crate::{attach, extract, graph, layout, merge, recognise};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Every rule there is, by what it finds.
pub const RULES: [(&str, &[Rule]); 3] =
    [("names", recognise::RULES), ("roles", extract::RULES), ("chains and affiliations", attach::RULES)];

/// Whose mentions a run goes by.
#[derive(Debug, Clone, Copy)]
pub enum Recogniser<'a> {
    /// This program's own, with a model: the built-in one or another.
    Ours(&'a Model),
    /// Those of a file, in place of ours: also where it names nobody.
    Given(&'a GivenMentions),
}

/// Reads one document from its text to its appearances; what the analyst has set about it holds.
pub fn read_document(document: &Document, settings: &Settings, lexicon: &Lexicon) -> (Layout, Reading) {
    read_with(document, Model::built_in(), settings, lexicon)
}

/// The same with another model.
pub fn read_with(document: &Document, model: &Model, settings: &Settings, lexicon: &Lexicon) -> (Layout, Reading) {
    read_by(document, &mut Wordbook::new(model, lexicon), settings, lexicon)
}

fn read_by(document: &Document, book: &mut Wordbook, settings: &Settings, lexicon: &Lexicon) -> (Layout, Reading) {
    let (document, layout) = laid_out(document, settings, &book.lines);
    let (mentions, read) = recognise::recognise_by(&document, &layout, book, lexicon);
    let reading = attribute(&document, &layout, mentions, (read, &mut book.vocabulary), settings, &book.lines);
    (layout, reading)
}

/// The same with given mentions in place of ours.
///
/// # Errors
/// When one of them does not fit the text.
pub fn read_given(
    document: &Document,
    given: &[Given],
    settings: &Settings,
    lexicon: &Lexicon,
) -> Result<(Layout, Reading), Misfit> {
    let book = Book::new(lexicon);
    let (document, layout) = laid_out(document, settings, &book);
    let mentions = recognise::given(&document, given, lexicon)?;
    let mut vocabulary = Vocabulary::new(lexicon);
    let read = sentences::of_document(&document, &layout, &mut vocabulary);
    let reading = attribute(&document, &layout, mentions, (read, &mut vocabulary), settings, &book);
    Ok((layout, reading))
}

/// Whose names they are and what they do, by the rules that are at work. `read` are the sentences in which they were
/// found.
fn attribute(
    document: &Document,
    layout: &Layout,
    mut mentions: Vec<Mention>,
    (read, vocabulary): (Sentences, &mut Vocabulary),
    settings: &Settings,
    book: &Book,
) -> Reading {
    let lexicon = book.tables();
    let rules = &settings.rules;
    mentions.retain(|mention| rules.is_on(mention.rule.word()));
    mentions.shrink_to_fit();
    let mut claims = extract::claims(document, layout, &mentions, read, vocabulary, book);
    claims.retain(|claim| rules.is_on(&claim.rule));
    let keys: Vec<Text> = mentions.iter().map(|mention| key(&mention.name)).collect();
    let notices = extract::notices(document, layout, (&mentions, &keys), &claims, lexicon);
    let mut reading = attach::attach(document, layout, (mentions, &keys), claims, settings, book);
    reading.notices.extend(notices);
    let said = layout.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph && block.rows.is_empty());
    reading.sketch = sketch(&document.text, said.map(|block| block.span));
    reading.fitted()
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
    let (network, left_out) =
        graph::build(&readings, &merged.entities, &merged.entity_of, &merged.parents, &settings.network);

    let mut all: BTreeSet<Notice> = notices.into_iter().collect();
    all.extend(misnamed);
    all.extend(readings.iter().flat_map(|reading| reading.notices.iter().cloned()));
    all.extend(nameless(&readings));
    all.extend(unused_overrides(&readings, settings));
    all.extend(merged.notices);
    all.extend(left_out);
    let mut notices: Vec<Notice> = all.into_iter().collect();
    notices.sort_by(|a, b| (&a.document, a.page, a.line, a).cmp(&(&b.document, b.page, b.line, b)));

    let (entities, entity_of, alike) = (merged.entities, merged.entity_of, merged.alike);
    Dossier { readings, entities, entity_of, alike, network, notices, facts }
}

/// The document with what the analyst has set about it, and its layout.
fn laid_out<'a>(document: &'a Document, settings: &Settings, book: &Book) -> (Cow<'a, Document>, Layout) {
    let document = match settings.documents.get(&document.head.id) {
        Some(known) => Cow::Owned(overridden(document, known)),
        None => Cow::Borrowed(document),
    };
    let layout = layout::lay_out_by(&document, settings, book);
    (document, layout)
}

fn overridden(document: &Document, known: &DocumentSettings) -> Document {
    let mut document = document.clone();
    let head = &mut document.head;
    head.title = known.title.clone().or(head.title.take());
    head.date = known.date.map(|day| DocumentDate { day, certain: true }).or(head.date);
    head.kind = known.kind.clone().unwrap_or(std::mem::take(&mut head.kind));
    document
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
        let known = DocumentSettings {
            title: None,
            date: Some(date(2021, 3, 4)),
            kind: Some("letter".to_owned()),
            ..Default::default()
        };
        settings.documents.insert("a.txt".to_owned(), known);
        let (_, reading) = read_document(&document("a.txt", "words"), &settings, Lexicon::built_in());
        assert_eq!(reading.head.title.as_deref(), Some("As found"), "unset keys leave what was found");
        assert_eq!(reading.head.date, Some(DocumentDate { day: date(2021, 3, 4), certain: true }));
        assert_eq!(reading.head.kind, "letter");
    }

    #[test]
    fn a_shorter_name_of_two_bodies_is_told_and_left_alone() {
        let text = "The Northern Council of Pilots wrote to the Northern Council of Bakers. The Northern Council has no money.";
        let reading = reading("a.txt", text);
        assert_eq!(reading.chains.len(), 3, "{:?}", reading.chains);
        let told: Vec<_> = reading.notices.iter().map(|notice| (notice.code.as_str(), notice.line)).collect();
        assert_eq!(told, [("short-form-open", Some(1))]);
    }

    #[test]
    fn a_setting_for_a_document_that_is_not_there_is_told() {
        let mut settings = Settings::default();
        settings.documents.insert("z.txt".to_owned(), DocumentSettings::default());
        let dossier = compile(vec![reading("a.txt", "words")], Vec::new(), &settings, &[], RunFacts::default());
        assert!(codes(&dossier).contains(&("z.txt", "unused-setting")), "{:?}", codes(&dossier));
    }
}
