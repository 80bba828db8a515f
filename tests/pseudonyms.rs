//! Codes in place of names: nothing of a name is left in any file, and the codes stay from run to run.
#![allow(clippy::unwrap_used)]

mod made;

use Role::{Addressee, Mentioned, Signatory, Speaker};
use made::{With, document, dossier};
use std::fs;
use undersigned::export::pseudonyms::{Key, key, masked};
use undersigned::export::write;
use undersigned::model::{Dossier, Output, Reading, Role};
use undersigned::settings::{ExportSettings, Settings};

fn letters() -> Vec<Reading> {
    let letter = document("ash-letter.txt", "2024-01-05")
        .body("Oak League", &[Mentioned])
        .person("Ada Ash", &[Signatory])
        .post("Warden of Oaks", Some(0))
        .person("Zoe Birch", &[Signatory])
        .person("Gus Gorse", &[Addressee]);
    let report =
        document("birch-report.txt", "2024-03-01").person("Zoe Birch", &[Speaker]).person("Ada Ash", &[Speaker]);
    vec![letter, report]
}

fn whole(pile: Vec<Reading>) -> Dossier {
    let settings: Settings =
        toml::from_str("[network]\nevery = \"month\"\n[documents.\"ash-letter.txt\"]\ntitle = \"Ash\"").unwrap();
    dossier(pile, &[], &settings)
}

#[test]
fn no_word_of_a_name_is_left() {
    let dossier = whole(letters());
    let masked = masked(&dossier, &key(&dossier, &Key::new()));
    let folder = tempfile::tempdir().unwrap();
    let also = Output::ALL.into_iter().map(|(_, output)| output).collect();
    let export = ExportSettings { also, ..ExportSettings::default() };
    for name in write(&masked, None, &export, &folder.path().join("out")).unwrap() {
        let text = fs::read_to_string(folder.path().join("out").join(&name)).unwrap().to_lowercase();
        for word in ["ash", "birch", "gorse", "oak", "warden", "about"] {
            let held = text.split(|c: char| !c.is_alphanumeric()).any(|found| found == word);
            assert!(!held, "{name} holds {word}");
        }
        assert!(
            name == "run.json" || name.ends_with("alike.csv") || name == "notices.csv" || text.contains("-0001"),
            "{name}"
        );
    }
}

#[test]
fn the_network_is_the_same_but_for_its_names() {
    let dossier = whole(letters());
    let key = key(&dossier, &Key::new());
    let masked = masked(&dossier, &key);
    let (old, new) = (&dossier.network.graph, &masked.network.graph);
    assert_eq!((old.node_count(), old.edge_count()), (new.node_count(), new.edge_count()));
    assert!(new.node_weights().is_sorted_by_key(|node| node.id.clone()));
    for edge in old.edge_indices() {
        let (from, to) = old.edge_endpoints(edge).unwrap();
        let code = |node: petgraph::graph::NodeIndex| &key[old[node].id.as_str()];
        let is_same = |other: &petgraph::graph::EdgeIndex| {
            let (a, b) = new.edge_endpoints(*other).unwrap();
            let ends = [&new[a].id, &new[b].id];
            new[*other].kind == old[edge].kind && (ends == [code(from), code(to)] || ends == [code(to), code(from)])
        };
        let found = new.edge_indices().find(is_same).unwrap();
        assert_eq!(new[found].count, old[edge].count);
        assert!(
            new[found].kind.is_directed()
                || new.edge_endpoints(found).unwrap().0 < new.edge_endpoints(found).unwrap().1
        );
        for (reading, line) in &old[edge].evidence {
            let document = &key[&dossier.readings[*reading].head.id];
            let places = new[found].evidence.iter();
            assert!(
                places.map(|(at, line)| (&masked.readings[*at].head.id, *line)).any(|place| place == (document, *line))
            );
        }
    }
    let sizes =
        |dossier: &Dossier| dossier.network.slices.iter().map(|s| (s.nodes.len(), s.ties.len())).collect::<Vec<_>>();
    assert_eq!(sizes(&dossier), sizes(&masked));
}

#[test]
fn codes_stay_and_new_names_follow() {
    let first = key(&whole(letters()), &Key::new());
    let mut more = letters();
    more.push(document("aaa.txt", "").person("Aaron Aalto", &[Signatory]).person("Ada Ash", &[Signatory]));
    let second = key(&whole(more), &first);
    assert!(first.iter().all(|(id, code)| second[id] == *code));
    assert_eq!(second["p-aaron-aalto"], "p-0004", "behind those who were there");
    assert_eq!(second["aaa.txt"], "d-0003");
}
