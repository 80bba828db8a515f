//! GEXF, GraphML, JSON, Cytoscape, Kumu, FollowTheMoney: what is in the tables is in each of them, whatever the names.
#![allow(clippy::unwrap_used)]

mod made;

use Role::{Addressee, Mentioned, Signatory, Speaker};
use made::{With, document, dossier};
use std::collections::BTreeMap;
use std::fs;
use undersigned::export::write;
use undersigned::model::{Dossier, Output, Role};
use undersigned::settings::{ExportSettings, Settings};

const HOSTILE: [&str; 6] =
    ["Ada \"Ace\" & <Ash>", "=1+1 Ben", "Cleo ]]> Cedar", "Dov\u{7} \u{fffe}Dogwood", "杨淇", "'Eve \\ Elm"];

fn hostile() -> Dossier {
    let letter = HOSTILE.iter().fold(document("a & b.txt", "2024-01-05"), |d, name| d.person(name, &[Signatory]));
    let letter =
        letter.body("Oak <League>", &[Mentioned]).person("Fay Fir", &[Signatory]).post("Chair", Some(HOSTILE.len()));
    let letter = letter.person("Gus Gorse", &[Addressee]);
    let report = document("c.txt", "").person("Fay Fir", &[Speaker]).person("Hal Holly", &[Speaker]);
    dossier(vec![letter, report], &[], &Settings::default())
}

fn files(dossier: &Dossier, export: &ExportSettings) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let names = write(dossier, None, export, &out).unwrap();
    names.into_iter().map(|name| (name.clone(), fs::read_to_string(out.join(&name)).unwrap())).collect()
}

fn everything() -> ExportSettings {
    ExportSettings { also: Output::ALL.into_iter().map(|(_, output)| output).collect(), ..ExportSettings::default() }
}

/// A label as XML can hold it.
fn shown(label: &str) -> String {
    label.chars().filter(|c| !c.is_control() && *c != '\u{fffe}').collect()
}

#[test]
fn gexf_and_graphml_tell_every_name_and_tie() {
    let dossier = hostile();
    let files = files(&dossier, &everything());
    let graph = &dossier.network.graph;
    for name in ["network.gexf", "network-dynamic.gexf", "network.graphml"] {
        let xml = roxmltree::Document::parse(&files[name]).unwrap();
        let of = |tag: &'static str| {
            xml.descendants().filter(move |node| node.has_tag_name(tag) || node.tag_name().name() == tag)
        };
        assert_eq!((of("node").count(), of("edge").count()), (graph.node_count(), graph.edge_count()), "{name}");
        for (found, made) in of("node").zip(graph.node_weights()) {
            assert_eq!(found.attribute("id"), Some(&*made.id), "{name}");
            let label = found.attribute("label").or_else(|| found.first_element_child()?.text()).unwrap();
            assert_eq!(label, shown(&made.label), "{name}");
        }
        for edge in of("edge") {
            let end = |which| edge.attribute(which).unwrap();
            assert!(graph.node_weights().any(|node| node.id == end("source")), "{name}");
            assert!(end("id").starts_with(end("source")) && end("id").ends_with(end("target")), "{name}");
        }
        assert!(!files[name].contains("NaN") && !files[name].contains("inf\""), "{name}");
    }
    assert!(files["network-dynamic.gexf"].contains("<spell start=\"2024-01-05\" end=\"2024-01-05\"/>"));
    assert!(!files["network.gexf"].contains("<spell"));
}

#[test]
fn json_lines_and_sheets_tell_them_too() {
    let dossier = hostile();
    let files = files(&dossier, &everything());
    let graph = &dossier.network.graph;
    let json: serde_json::Value = serde_json::from_str(&files["network.json"]).unwrap();
    let nodes = json["nodes"].as_array().unwrap();
    assert!(
        nodes.iter().zip(graph.node_weights()).all(|(a, b)| a["key"] == *b.id && a["attributes"]["label"] == *b.label)
    );
    assert_eq!(json["edges"].as_array().unwrap().len(), graph.edge_count());
    let entities: Vec<serde_json::Value> =
        files["entities.ftm.json"].lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |schema: &str| entities.iter().filter(|entity| entity["schema"] == schema).count();
    assert_eq!((of("Document"), of("Organization"), of("Mention"), of("Membership")), (2, 1, 1, 1));
    assert_eq!(of("Person"), dossier.entities.len() - 1);
    for (table, column) in [("cytoscape.csv", "interaction"), ("kumu-connections.csv", "Type")] {
        let mut reader = csv::Reader::from_reader(files[table].as_bytes());
        let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
        assert!(rows.iter().map(|row| &*row[column]).eq(graph.edge_weights().map(|tie| tie.kind.word())), "{table}");
    }
}

#[test]
fn files_are_chosen() {
    let only = ExportSettings { only: [Output::Nodes, Output::Gexf].into(), ..ExportSettings::default() };
    assert_eq!(Vec::from_iter(files(&hostile(), &only).into_keys()), ["network.gexf", "nodes.csv", "run.json"]);
    let usual = files(&hostile(), &ExportSettings::default());
    assert!(!usual.contains_key("kumu-elements.csv") && usual.contains_key("network.graphml"));
    let excel = ExportSettings { excel: true, ..only };
    assert!(files(&hostile(), &excel)["nodes.csv"].starts_with("\u{feff}Id,"));
}

#[test]
fn an_empty_network_is_whole_in_every_format() {
    let files = files(&Dossier::default(), &everything());
    for name in ["network.gexf", "network-dynamic.gexf", "network.graphml"] {
        assert!(roxmltree::Document::parse(&files[name]).is_ok(), "{name}");
    }
    assert_eq!(files["entities.ftm.json"], "");
}
