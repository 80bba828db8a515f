//! A rule that is switched off finds nothing, and only names of rules can be switched off.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::fs;
use tempfile::TempDir;
use undersigned::lexicon::Lexicon;
use undersigned::model::{Format, Reading, Role};
use undersigned::pipeline::read_document;
use undersigned::settings::Settings;

const REPORT: &str = "Forum on the delta\n\n\
    The forum was chaired by Clara Weiss, director of the Reed Institute. Dana Rosen said that the dykes were old. \
    Rosen added that they leaked.\n";

fn read(off: &str) -> Reading {
    let opened = undersigned::read::document("made.txt", Some(Format::Text), REPORT.as_bytes().to_vec()).unwrap();
    let settings: Settings = toml::from_str(&format!("[rules]\noff = [{off}]\n")).unwrap();
    read_document(&opened.document, &settings, Lexicon::built_in()).1
}

fn roles(reading: &Reading) -> Vec<(&str, Role)> {
    let shown = |a: &undersigned::model::Appearance| (a.chain, a.role);
    reading.appearances.iter().map(shown).map(|(chain, role)| (reading.chains[chain].name.as_str(), role)).collect()
}

#[test]
fn a_rule_that_is_off_finds_nothing() {
    assert!(roles(&read("")).contains(&("Clara Weiss", Role::Chair)));
    let off = read("\"chair\"");
    assert!(roles(&off).contains(&("Clara Weiss", Role::Mentioned)), "{:?}", roles(&off));
    assert!(roles(&off).contains(&("Dana Rosen", Role::Speaker)), "the others go on");
    let off = read("\"speech\", \"chair\"");
    assert!(roles(&off).iter().all(|(_, role)| *role == Role::Mentioned), "{:?}", roles(&off));
}

#[test]
fn rules_of_names_chains_and_affiliations_can_be_off_too() {
    let on = read("");
    assert!(on.chains.iter().any(|chain| !chain.affiliations.is_empty() && chain.name == "Clara Weiss"));
    assert!(read("\"affiliation\"").chains.iter().all(|chain| chain.affiliations.is_empty()));
    let names = |reading: &Reading| reading.chains.iter().map(|chain| chain.name.clone()).collect::<Vec<_>>();
    assert!(!names(&on).contains(&"Rosen".into()));
    assert!(names(&read("\"short-form\"")).contains(&"Rosen".into()));
    assert!(names(&read("\"person\"")).iter().all(|name| name == "Reed Institute"));
}

#[test]
fn an_unknown_rule_is_refused_and_the_nearest_offered() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    fs::write(folder.path().join("undersigned.toml"), "[rules]\noff = [\"speach\"]\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
    let output = command.args(["build", ".", "-o", "out"]).current_dir(folder.path()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("there is no rule named speach") && told.contains("did you mean speech"), "{told}");
    assert!(!folder.path().join("out").exists());
}
