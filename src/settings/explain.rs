//! Settings as a `undersigned.toml` that explains itself.

use super::Settings;
use std::fmt::Write;

/// Table, key, what it means, and how it would be written where it is unset.
const KEYS: &[(&str, &str, &str, &str)] = &[
    ("read", "encoding", "the encoding of text files, such as windows-1250; found by itself when empty", ""),
    ("read", "file-size", "a larger file is not read, in MB", ""),
    ("read", "unpacked-size", "a compressed file that holds more is not read, in MB", ""),
    (
        "read",
        "text-ratio",
        "a file that makes more characters for each of its bytes, and more than a million, is not read",
        "",
    ),
    ("read", "pages", "a file of more pages is not read", ""),
    ("read", "parts", "an archive or a mail with more files in it is not read", ""),
    ("read", "depth", "files that lie deeper in files are not read", ""),
    ("read", "memory", "a file whose reading takes more memory is not read, in MB", ""),
    ("read", "seconds", "a file whose reading takes more time of the processor is not read, in seconds", ""),
    (
        "rules",
        "off",
        "rules that are switched off, such as [\"chair\", \"series\"]; `undersigned rules` lists them",
        "",
    ),
    ("list", "name", "the head of the column of a table that names who signs; found by itself when empty", ""),
    ("list", "given-name", "the head of the column of first names, where family names have their own", ""),
    ("list", "family-name", "the head of the column of family names", ""),
    ("list", "position", "the head of the column of posts", ""),
    ("list", "organisation", "the head of the column of the bodies that people sign for", ""),
    ("list", "place", "the head of the column of towns or countries", ""),
    (
        "merge",
        "merge",
        "names of this score (0 to 1) or more are one, unless a rule or a decision speaks against it",
        "",
    ),
    ("merge", "ask", "names of a lower score are two; between ask and merge the analyst is asked", ""),
    ("merge", "alike", "open pairs of this score or more are listed in alike.csv", ""),
    ("merge", "aliases", "rows of names of one body, such as [[\"Quay Watch\", \"QW\", \"Veille des quais\"]]", ""),
    ("network", "include", "roles that tie besides the active ones; only \"mentioned\" is possible", ""),
    (
        "network",
        "roles",
        "only these: signatory, speaker, chair, addressee, issuer, participant, mentioned; all when empty",
        "",
    ),
    ("network", "kinds", "only these: person, organisation; both when empty", ""),
    ("network", "since", "only documents of this day or later", "2020-01-31"),
    ("network", "until", "only documents of this day or earlier", "2020-12-31"),
    (
        "network",
        "scope",
        "how near two names have to stand to be tied alongside: document, section, paragraph, sentence or list",
        "",
    ),
    ("network", "max-clique", "a document with more tied names ties only in incidence.csv", ""),
    ("network", "nodes", "what is tied: both, people, organisations (also through their people), documents", ""),
    (
        "network",
        "ties",
        "only ties of these kinds: alongside, addressed, affiliated, parent_of, shared; all when empty",
        "",
    ),
    ("network", "role-pairs", "only meetings in these roles, such as [\"signatory+speaker\"]; all when empty", ""),
    ("network", "least", "only alongside and shared ties of at least this count", ""),
    ("network", "new-since", "only ties whose first dated document is of this day or later", "2020-01-31"),
    ("network", "copies", "count nearly identical documents once or each", ""),
    ("network", "weight", "the weight of a tie: count, newman, share, jaccard or association", ""),
    ("network", "every", "cut the network into slices, told in slices.csv: year, quarter or month", "\"year\""),
    ("figure", "title", "the heading; a plain one is made when empty", ""),
    ("figure", "names", "show at most this many names, the strongest", ""),
    ("figure", "colour", "what colour stands for: role, community or component", ""),
    ("figure", "page", "the page it is made for: a4 or letter (text width), column (one of two), or slide", ""),
    (
        "figure",
        "engine",
        "what draws it: builtin, or Graphviz's neato or sfdp where the program `dot` is installed",
        "",
    ),
    (
        "export",
        "only",
        "only these: appearances, nodes, edges, slices, incidence, affiliations, names, alike, documents, notices, dot, \
         gexf, gexf-dynamic, graphml, json, cytoscape, kumu, ftm, figure; the usual ones when empty",
        "",
    ),
    ("export", "also", "these too, besides the usual ones: gexf-dynamic, json, cytoscape, kumu, ftm", ""),
    ("export", "excel", "start tables with the mark by which Excel knows UTF-8: true or false", ""),
];

/// The comment above the tables of single documents.
const DOCUMENTS: &str = "\n# what you know better about one document, by its id in documents.csv:\n";
const DOCUMENTS_EXAMPLE: &str = "# [documents.\"letters/a.txt\"]\n# title = \"An open letter\"\n# date = 2020-01-31\n\
    # kind = \"letter\"   # letter, event, statement, news or list\n\
    # list-start = 40     # the line on which the list of signatories starts\n\
    # separator = \";\"     # the one mark that parts the fields of its rows\n\
    # encoding = \"windows-1250\"   # how its bytes are to be read\n";

/// The settings as TOML with a comment on each key; reads back as the same settings.
pub fn explained(settings: &Settings) -> String {
    let written = toml::Table::try_from(settings).expect("settings are plain tables, strings and numbers");
    let mut text = String::from("# undersigned.toml: put it into the first folder you give to `undersigned build`\n");
    let mut table = "";
    for (name, key, meaning, example) in KEYS {
        if *name != table {
            table = name;
            let _ = write!(text, "\n[{table}]");
        }
        let value = written.get(*name).and_then(|keys| keys.get(*key));
        let line = value.map_or_else(|| format!("# {key} = {example}"), |value| format!("{key} = {value}"));
        let _ = write!(text, "\n# {meaning}\n{line}\n");
    }
    text.push_str(DOCUMENTS);
    if settings.documents.is_empty() {
        text.push_str(DOCUMENTS_EXAMPLE);
    }
    for (id, document) in &settings.documents {
        let keys = toml::to_string(document).expect("a document's settings are strings");
        let _ = write!(text, "[documents.{}]\n{keys}\n", toml::Value::String(id.clone()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;
    use crate::settings::{DocumentSettings, parse};
    use jiff::civil::date;
    use std::path::Path;

    #[test]
    fn what_is_printed_reads_back_as_the_same_settings() {
        let mut settings = Settings::default();
        settings.network.roles.insert(Role::Chair);
        settings.network.since = Some(date(2020, 1, 31));
        settings.figure.title = "A \"quoted\" title".to_owned();
        let document = DocumentSettings {
            title: Some("T".to_owned()),
            date: Some(date(2021, 5, 6)),
            list_start: Some(40),
            separator: Some(';'),
            ..Default::default()
        };
        settings.documents.insert("a \"b\"/c.txt".to_owned(), document);
        let text = explained(&settings);
        assert_eq!(parse(&text, Path::new("-")).expect("our own words"), settings, "{text}");
        assert_eq!(parse(&explained(&Settings::default()), Path::new("-")).expect("ours"), Settings::default());
    }

    #[test]
    fn every_key_is_explained() {
        let mut settings = Settings::default();
        settings.network.since = Some(date(2020, 1, 31));
        settings.network.until = settings.network.since;
        settings.network.new_since = settings.network.since;
        settings.network.every = Some(crate::model::Every::Year);
        let written = toml::Table::try_from(&settings).expect("plain");
        for (table, keys) in written.iter().filter(|(table, _)| *table != "documents") {
            for key in keys.as_table().expect("settings are tables").keys() {
                assert!(KEYS.iter().any(|k| k.0 == table && k.1 == key), "[{table}] {key} has no explanation");
            }
        }
    }
}
