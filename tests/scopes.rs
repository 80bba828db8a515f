//! Who is tied to whom when togetherness is asked for in a section, a paragraph, a sentence or a list.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use undersigned::lexicon::Lexicon;
use undersigned::model::{Dossier, Format, RunFacts, TieKind};
use undersigned::pipeline::{compile, read_document};
use undersigned::settings::Settings;

fn dossier(text: &str, scope: &str) -> Dossier {
    let opened = undersigned::read::document("made.txt", Some(Format::Text), text.as_bytes().to_vec()).unwrap();
    let settings: Settings = toml::from_str(&format!("[network]\nscope = \"{scope}\"\n")).unwrap();
    let reading = read_document(&opened.document, &settings, Lexicon::built_in()).1;
    compile(vec![reading], Vec::new(), &settings, &[], RunFacts::default())
}

/// Pairs that are tied alongside, by their last names.
fn tied(text: &str, scope: &str) -> BTreeSet<String> {
    let network = dossier(text, scope).network.graph;
    let last = |label: &str| label.rsplit(' ').next().unwrap().to_owned();
    let alongside = network.edge_indices().filter(|edge| network[*edge].kind == TieKind::Alongside);
    let pair = |edge| {
        let (from, to) = network.edge_endpoints(edge).unwrap();
        let mut names = [last(&network[from].label), last(&network[to].label)];
        names.sort();
        names.join("+")
    };
    alongside.map(pair).collect()
}

fn pairs(words: &str) -> BTreeSet<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

const PROGRAMME: &str = "A day on the rivers\n\n\
    Panel 1: Nets\n\n\
    Moderator: Clara Weiss\n\n\
    Dana Rosen said that the nets were too fine.\n\n\
    Background\n\n\
    Ivo Marković said that nobody measured them.\n\n\
    Panel 2: Boats\n\n\
    The panel was chaired by Edwin Clarke.\n\n\
    Salma Idris said that the boats were too many.\n";

#[test]
fn two_panels_are_two_companies() {
    assert_eq!(tied(PROGRAMME, "document").len(), 10, "all five with each other");
    let panels = "Rosen+Weiss Marković+Weiss Marković+Rosen Clarke+Idris";
    // A heading inside a session that opens nothing of its own does not part it; a recognised part does.
    let split = PROGRAMME.replace("Background\n\n", "");
    assert_eq!(tied(&split, "section"), pairs(panels));
}

#[test]
fn morning_and_afternoon_are_told_apart_in_running_text() {
    let report = "Forum on the delta\n\n\
        The forum was held in Tavira on Monday.\n\n\
        The morning panel was moderated by Clara Weiss. Dana Rosen said that the dykes were old.\n\n\
        Ivo Marković added that they had been built by hand.\n\n\
        In the afternoon session, Salma Idris said that the wells were dry. Edwin Clarke agreed.\n";
    assert_eq!(tied(report, "section"), pairs("Rosen+Weiss Marković+Weiss Marković+Rosen Clarke+Idris"));
    assert_eq!(tied(report, "paragraph"), pairs("Rosen+Weiss Clarke+Idris"));
}

#[test]
fn items_of_minutes_are_sections() {
    let minutes = "Minutes of the harbour board\n\n\
        1. The pier\n\n\
        Dana Rosen reported that the pier was closed. Ivo Marković asked who would pay.\n\n\
        2. The light\n\n\
        Salma Idris reported that the light was out. Ivo Marković said that he had seen it.\n";
    assert_eq!(tied(minutes, "section"), pairs("Marković+Rosen Idris+Marković"));
    let network = dossier(minutes, "section").network;
    let tie = network.graph.edge_weights().next().unwrap();
    assert_eq!((tie.count, tie.newman, tie.within.unwrap().word()), (1, 1.0, "section"));
    assert_eq!(network.scope.filters, ["scope: section"]);
}

#[test]
fn a_pair_that_meets_twice_counts_one_document_and_two_companies() {
    let minutes = "Minutes of the harbour board\n\n\
        1. The pier\n\n\
        Dana Rosen said that the pier was closed. Ivo Marković said that it was not.\n\n\
        2. The light\n\n\
        Dana Rosen said that the light was out. Ivo Marković said that it was not.\n";
    let network = dossier(minutes, "section").network;
    let tie = network.graph.edge_weights().next().unwrap();
    assert_eq!((tie.count, tie.newman), (1, 2.0));
}

#[test]
fn a_sentence_and_a_list_are_narrower_still() {
    let report = "Forum on the delta\n\n\
        Dana Rosen and Ivo Marković said that the dykes were old. Salma Idris said that they were not.\n\n\
        Participants:\n\n\
        - Edwin Clarke, Mill Union\n\
        - Clara Weiss, Radio Nord\n\
        - Vera Novak, Reed Institute\n";
    assert_eq!(tied(report, "sentence"), pairs("Marković+Rosen"));
    assert_eq!(tied(report, "list"), pairs("Marković+Rosen Clarke+Weiss Clarke+Novak Novak+Weiss"));
}

#[test]
fn the_cap_holds_for_the_largest_company() {
    let opened = undersigned::read::document("made.txt", Some(Format::Text), PROGRAMME.as_bytes().to_vec()).unwrap();
    let capped = |scope: &str| {
        let settings: Settings = toml::from_str(&format!("[network]\nmax-clique = 3\nscope = \"{scope}\"\n")).unwrap();
        let reading = read_document(&opened.document, &settings, Lexicon::built_in()).1;
        compile(vec![reading], Vec::new(), &settings, &[], RunFacts::default()).network.scope.capped
    };
    assert_eq!(capped("document"), ["made.txt"]);
    assert!(capped("section").is_empty());
}
