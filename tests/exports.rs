//! The export contract, one test a rule, on names that mean harm.
#![allow(clippy::unwrap_used)]

mod made;

use Role::{Addressee, Chair, Issuer, Mentioned, Signatory, Speaker};
use made::{With, decision, document, dossier};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use tempfile::tempdir;
use undersigned::export::{cell, write};
use undersigned::model::tables::{HEADERS, is_our_header, is_our_run};
use undersigned::model::{Dossier, Judgement, NodeKind, Reading, Role};
use undersigned::settings::{ExportSettings, Settings};

const HOSTILE: [&str; 14] = [
    "Ada \"Ace\" Ash",
    "Birch, Ben",
    "Cleo\nCedar",
    "=HYPERLINK(\"http://x.example\")",
    "<script>alert(1)</script> Dov",
    "Eve\"]; x -> y [label=\"",
    "Fay \\N \\l Fir",
    "-Gus Gorse",
    "＝1＋1 Hal",
    "حسن کاظمی",
    "杨淇",
    "'Ida Ivy",
    "+44 @ Joe",
    "K|al\tK\u{7}elp",
];

/// Two letters and a report, with everything that can go wrong in a name.
fn readings() -> Vec<Reading> {
    let letter = HOSTILE
        .iter()
        .fold(document("letters/a, b.txt", "2020-09-10"), |letter, name| letter.person(name, &[Signatory]));
    let letter = letter.body("=cmd|' /C calc'!A0", &[Mentioned]).person("Lea Lime", &[Signatory, Chair]);
    let letter = letter.post("=Chair", Some(HOSTILE.len())).post("-Founder", None).person("Mae Moss", &[Addressee]);
    let report = document("report.txt", "2022-01-27").body("Oak \\ League", &[Issuer]).person("Lea Lime", &[Speaker]);
    let report = report.post("@Chair", Some(0)).person("Birch, Ben", &[Speaker]).person("Sole", &[Mentioned]);
    let undated =
        document("-", "").person("Lea Lime", &[Speaker]).person("Birch, Ben", &[Chair]).person("Ana Sole", &[Speaker]);
    vec![letter, report, undated]
}

fn hostile() -> Dossier {
    dossier(readings(), &[], &Settings::default())
}

/// All files of a dossier by name.
fn files(dossier: &Dossier) -> BTreeMap<String, String> {
    let folder = tempdir().unwrap();
    let out = folder.path().join("graphs/x");
    let names = write(dossier, Some("<svg/>"), &ExportSettings::default(), &out).unwrap();
    names.into_iter().map(|name| (name.clone(), fs::read_to_string(out.join(&name)).unwrap())).collect()
}

type Rows = Vec<BTreeMap<String, String>>;

fn rows(files: &BTreeMap<String, String>, name: &str) -> Rows {
    csv::Reader::from_reader(files[name].as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn tables(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    files.iter().filter(|(name, _)| name.ends_with(".csv"))
}

#[test]
fn every_file_is_there() {
    let names: Vec<String> = files(&hostile()).into_keys().collect();
    let expected = [
        "affiliations.csv",
        "alike.csv",
        "appearances.csv",
        "documents.csv",
        "edges.csv",
        "incidence.csv",
        "names.csv",
        "network.dot",
        "network.gexf",
        "network.graphml",
        "network.svg",
        "nodes.csv",
        "notices.csv",
        "report.md",
        "run.json",
    ];
    assert_eq!(names, expected);
}

#[test]
fn every_csv_is_plain_utf8_with_a_known_header() {
    for (name, text) in tables(&files(&hostile())) {
        assert!(!text.starts_with('\u{feff}') && !text.contains('\r'), "{name}");
        let header = text.lines().next().unwrap();
        assert!(HEADERS.contains(&header) && is_our_header(header), "{name}: {header}");
        let columns: Vec<String> = header.split(',').map(str::to_lowercase).collect();
        assert!(columns.iter().all(|column| !column.is_empty()), "{name}");
        assert_eq!(columns.iter().collect::<BTreeSet<_>>().len(), columns.len(), "{name}");
    }
}

#[test]
fn every_header_stands_even_over_no_rows() {
    let empty = files(&Dossier::default());
    assert!(tables(&empty).all(|(_, text)| HEADERS.contains(&text.trim_end())));
}

#[test]
fn no_cell_is_a_formula_or_more_than_a_line() {
    for (name, text) in tables(&files(&hostile())) {
        for record in csv::Reader::from_reader(text.as_bytes()).records() {
            for cell in record.unwrap().iter() {
                assert!(
                    cell == "-" || !cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t']),
                    "{name}: {cell}"
                );
                assert!(!cell.contains(|c: char| c.is_control() || c == '\\'), "{name}: {cell}");
                assert_eq!(cell.trim(), cell, "{name}");
            }
        }
    }
}

#[test]
fn guarded_labels_come_back() {
    let rows = rows(&files(&hostile()), "nodes.csv");
    let labels: BTreeSet<&str> = rows.iter().map(|row| cell::unguard(&row["Label"])).collect();
    for name in
        ["=HYPERLINK(\"http://x.example\")", "-Gus Gorse", "＝1＋1 Hal", "'Ida Ivy", "Birch, Ben", "حسن کاظمی", "杨淇"]
    {
        assert!(labels.contains(name), "{name}: {labels:?}");
    }
    assert!(labels.contains("Oak ⧵ League") && labels.contains("Cleo Cedar"), "{labels:?}");
}

#[test]
fn ids_and_numbers_are_never_guarded() {
    let files = files(&hostile());
    for row in rows(&files, "nodes.csv") {
        assert!(row["Id"].starts_with("p-") || row["Id"].starts_with("o-"), "{row:?}");
        assert!(row["Id"].chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{row:?}");
        assert!(row["Documents"].parse::<u32>().is_ok());
    }
    assert!(rows(&files, "documents.csv").iter().any(|row| row["document"] == "-"), "standard input keeps its id");
}

#[test]
fn node_ids_are_unique_and_labels_never_empty() {
    let control = document("a.txt", "")
        .person("\u{1}\u{2}", &[Signatory])
        .person("杨淇", &[Signatory])
        .person("杨过", &[Signatory]);
    for dossier in [hostile(), dossier(vec![control], &[], &Settings::default())] {
        let rows = rows(&files(&dossier), "nodes.csv");
        let ids: BTreeSet<String> = rows.iter().map(|row| row["Id"].to_lowercase()).collect();
        assert_eq!(ids.len(), rows.len());
        assert!(rows.iter().all(|row| !row["Label"].is_empty()));
    }
}

#[test]
fn no_column_means_something_else_to_gephi() {
    let files = files(&hostile());
    let header = files["nodes.csv"].lines().next().unwrap().to_lowercase();
    let forbidden = |column: &str| {
        matches!(column, "source" | "target") || column.contains("interval") || column.contains("timestamp")
    };
    assert!(!header.split(',').any(forbidden), "{header}");
}

#[test]
fn every_edge_is_one_row_between_two_nodes() {
    let files = files(&hostile());
    let nodes: BTreeSet<String> = rows(&files, "nodes.csv").into_iter().map(|row| row["Id"].clone()).collect();
    let edges = rows(&files, "edges.csv");
    let (mut ids, mut pairs) = (BTreeSet::new(), BTreeSet::new());
    for row in &edges {
        assert!(nodes.contains(&row["Source"]) && nodes.contains(&row["Target"]), "{row:?}");
        assert_ne!(row["Source"], row["Target"]);
        match row["Kind"].as_str() {
            "alongside" => assert!(row["Type"] == "Undirected" && row["Source"] < row["Target"], "{row:?}"),
            "addressed" | "affiliated" => assert_eq!(row["Type"], "Directed"),
            other => panic!("{other}"),
        }
        assert!(ids.insert(row["Id"].to_lowercase()), "{row:?}");
        assert!(pairs.insert((&row["Source"], &row["Target"], &row["Kind"])), "{row:?}");
    }
    let kinds: BTreeSet<&str> = edges.iter().map(|row| row["Kind"].as_str()).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["addressed", "affiliated", "alongside"]);
}

#[test]
fn weights_are_positive_decimals_throughout() {
    for row in rows(&files(&hostile()), "edges.csv") {
        for column in ["Weight", "Newman"] {
            let (whole, part) = row[column].split_once('.').expect("a decimal point");
            assert!(
                [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())),
                "{row:?}"
            );
            assert!(row[column].parse::<f64>().unwrap() > 0.0, "{row:?}");
        }
        assert_eq!(row["Weight"], format!("{}.0", row["Documents"]));
    }
}

#[test]
fn timesets_are_full_days_and_empty_where_unknown() {
    let files = files(&hostile());
    let nodes = rows(&files, "nodes.csv");
    let of = |id: &str| nodes.iter().find(|row| row["Id"] == id).unwrap();
    assert_eq!(of("p-lea-lime")["timeset"], "<[2020-09-10, 2020-09-10]; [2022-01-27, 2022-01-27]>");
    assert_eq!((of("p-lea-lime")["First"].as_str(), of("p-lea-lime")["Last"].as_str()), ("2020-09-10", "2022-01-27"));
    assert_eq!((of("p-ana-sole")["timeset"].as_str(), of("p-ana-sole")["First"].as_str()), ("", ""));
    assert!(rows(&files, "edges.csv").iter().all(|row| row["timeset"].is_empty() == row["First"].is_empty()));
}

#[test]
fn evidence_is_three_places_and_a_count() {
    let pair = |id: &str| document(id, "").person("Ada Ash", &[Signatory]).person("Ben Birch", &[Speaker]);
    let five = ["a", "b", "c", "d", "e"].map(pair).to_vec();
    let edges = rows(&files(&dossier(five, &[], &Settings::default())), "edges.csv");
    assert_eq!((edges[0]["Evidence"].as_str(), edges[0]["Roles"].as_str()), ("a:1 b:1 c:1 +2", "signatory+speaker"));
}

#[test]
fn appearances_are_one_row_a_role_and_one_more_for_each_further_post() {
    let rows = rows(&files(&hostile()), "appearances.csv");
    let of = |document: &str| {
        rows.iter().filter(|row| row["document"] == document && row["entity"] == "p-lea-lime").collect::<Vec<_>>()
    };
    let letter: Vec<_> = of("letters/a, b.txt")
        .iter()
        .map(|row| {
            (row["role"].as_str(), row["position"].as_str(), row["organisation"].is_empty(), row["count"].as_str())
        })
        .collect();
    assert_eq!(
        letter,
        [
            ("signatory", "'=Chair", false, "1"),
            ("signatory", "'-Founder", true, "1"),
            ("chair", "'=Chair", false, "1"),
            ("chair", "'-Founder", true, "1")
        ]
    );
    assert_eq!(of("report.txt").len(), 1);
    assert_eq!(of("report.txt")[0]["organisation_label"], "Oak ⧵ League");
    assert_eq!(of("report.txt")[0]["date"], "2022-01-27");
    let kelp = rows.iter().find(|row| row["label"] == "K|al Kelp").unwrap();
    assert_eq!(kelp["names"], "K¦al Kelp", "a bar inside a name is no joint");
}

#[test]
fn mentioned_stands_only_where_no_other_role_does() {
    let twice = document("a.txt", "").person("Ana Sole", &[Mentioned]).person("Anna Sole", &[Speaker]);
    let decisions = [decision(2, Judgement::Same, "Ana Sole", "Anna Sole")];
    let rows = rows(&files(&dossier(vec![twice], &decisions, &Settings::default())), "appearances.csv");
    assert_eq!(rows.iter().map(|row| row["role"].as_str()).collect::<Vec<_>>(), ["speaker"]);
    assert_eq!(rows[0]["names"], "Ana Sole|Anna Sole");
}

#[test]
fn incidence_is_whole_and_filters_never_touch_appearances() {
    let narrow: Settings =
        toml::from_str("[network]\nsince = \"2021-01-01\"\nroles = [\"speaker\"]\nmax-clique = 2").unwrap();
    let (all, some) = (files(&hostile()), files(&dossier(readings(), &[], &narrow)));
    assert_eq!(all["appearances.csv"], some["appearances.csv"]);
    assert_eq!(all["incidence.csv"], some["incidence.csv"]);
    assert_ne!(all["nodes.csv"], some["nodes.csv"]);
    let incidence = rows(&all, "incidence.csv");
    assert_eq!(incidence.len(), readings().iter().map(|reading| reading.chains.len()).sum::<usize>());
    assert!(incidence.iter().any(|row| row["roles"] == "signatory|chair" && row["count"] == "2"));
}

#[test]
fn documents_affiliations_names_and_alike_say_where() {
    let files = files(&hostile());
    let documents = rows(&files, "documents.csv");
    assert_eq!(
        documents.iter().map(|row| row["document"].as_str()).collect::<Vec<_>>(),
        ["-", "letters/a, b.txt", "report.txt"]
    );
    assert_eq!(
        (
            documents[2]["people"].as_str(),
            documents[2]["organisations"].as_str(),
            documents[2]["date_certain"].as_str()
        ),
        ("3", "1", "yes")
    );
    let affiliations = rows(&files, "affiliations.csv");
    assert!(affiliations.iter().any(|row| row["position"] == "'@Chair" && row["evidence"] == "report.txt:2"));
    assert!(
        rows(&files, "names.csv")
            .iter()
            .any(|row| row["entity"] == "p-lea-lime" && row["documents"] == "3" && row["why"] == "label")
    );
    let alike = rows(&files, "alike.csv");
    let sole = alike.iter().find(|row| row["why"] == "bare-name").unwrap();
    assert_eq!((sole["left_name"].as_str(), sole["left_where"].as_str()), ("Ana Sole", "'-:3"));
    assert_eq!(sole["right_passage"], "Sole as mentioned");
}

#[test]
fn the_same_files_in_any_order_give_the_same_bytes() {
    let mut turned = readings();
    turned.reverse();
    assert_eq!(files(&hostile()), files(&dossier(turned, &[], &Settings::default())));
}

#[test]
fn run_json_is_ours_and_holds_no_clock_or_path() {
    let run = files(&hostile()).remove("run.json").unwrap();
    assert!(is_our_run(&run));
    let run: BTreeMap<String, serde_json::Value> = serde_json::from_str(&run).unwrap();
    assert_eq!(run.keys().collect::<Vec<_>>(), ["inputs", "model", "program", "settings", "version"]);
    assert_eq!(run["inputs"]["-"], "0".repeat(64));
}

/// The quoted strings of a line of DOT, unescaped as Graphviz does in a label.
fn quoted(line: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut chars = line.chars();
    while chars.by_ref().any(|c| c == '"') {
        let mut string = String::new();
        loop {
            match chars.next().expect("a quote ends on its line") {
                '"' => break,
                '\\' => match chars.next().expect("an escape is two characters") {
                    'n' => string.push('\n'),
                    c @ ('"' | '\\') => string.push(c),
                    c => panic!("\\{c} is no escape of ours"),
                },
                c => string.push(c),
            }
        }
        strings.push(string);
    }
    strings
}

#[test]
fn dot_read_back_gives_the_same_labels() {
    let dossier = hostile();
    let dot = files(&dossier).remove("network.dot").unwrap();
    let graph = &dossier.network.graph;
    let shown = |label: &str| label.chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>();
    let nodes: Vec<Vec<String>> =
        dot.lines().filter(|line| line.contains("label=") && !line.contains("\" -> \"")).map(quoted).collect();
    let read: BTreeSet<(String, String)> = nodes
        .iter()
        .filter(|strings| strings[0] != "undersigned")
        .map(|strings| (strings[0].clone(), strings[1].clone()))
        .collect();
    let made: BTreeSet<(String, String)> =
        graph.node_weights().map(|node| (node.id.to_string(), shown(&node.label))).collect();
    assert!(made.is_subset(&read), "{:?}", made.difference(&read).collect::<Vec<_>>());
    let ends = graph.edge_indices().map(|edge| graph.edge_endpoints(edge).unwrap());
    for (from, to) in ends {
        let start = format!("\"{}\" -> \"{}\" [", graph[from].id, graph[to].id);
        assert!(dot.lines().any(|line| line.trim_start().starts_with(&start)), "{start}");
    }
    assert!(dot.contains("dir=none") && dot.contains("dir=forward") && dot.contains("shape=rect"));
}

#[test]
fn alongside_needs_an_active_role() {
    let dossier = hostile();
    let graph = &dossier.network.graph;
    let addressee = graph.node_weights().find(|node| node.label == "Mae Moss").unwrap();
    assert_eq!((addressee.kind, addressee.roles[Role::Addressee as usize]), (NodeKind::Person, 1));
    let edges = rows(&files(&dossier), "edges.csv");
    let hers: BTreeSet<&str> = edges
        .iter()
        .filter(|row| row["Target"] == addressee.id || row["Source"] == addressee.id)
        .map(|row| row["Kind"].as_str())
        .collect();
    assert_eq!(hers.into_iter().collect::<Vec<_>>(), ["addressed"]);
}
