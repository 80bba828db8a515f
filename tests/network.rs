//! The network by examples computed by hand.
#![allow(clippy::unwrap_used)]

mod made;

use Role::{Addressee, Chair, Issuer, Mentioned, Signatory, Speaker};
use made::{With, document, dossier};
use undersigned::model::{Dossier, NodeKind, Role, Tie, TieKind};
use undersigned::settings::Settings;

fn tie<'a>(dossier: &'a Dossier, source: &str, target: &str, kind: TieKind) -> Option<&'a Tie> {
    let graph = &dossier.network.graph;
    graph
        .edge_indices()
        .filter(|edge| graph[*edge].kind == kind)
        .find(|edge| {
            let (from, to) = graph.edge_endpoints(*edge).unwrap();
            graph[from].id == source && graph[to].id == target
        })
        .map(|edge| &graph[edge])
}

fn ids(dossier: &Dossier) -> Vec<&str> {
    dossier.network.graph.node_weights().map(|node| node.id.as_str()).collect()
}

fn settings(toml: &str) -> Settings {
    toml::from_str(toml).unwrap()
}

/// Newman (2001), eq. 2: a paper of n authors ties each pair by 1/(n−1); ties add up over papers.
#[test]
fn newman_weights_are_those_of_the_paper() {
    let sign = |id, names: &[&str]| names.iter().fold(document(id, ""), |d, name| d.person(name, &[Signatory]));
    let four = sign("four.txt", &["Ada Ash", "Ben Birch", "Cleo Cedar", "Dov Dogwood"]);
    let two = sign("two.txt", &["Ada Ash", "Ben Birch"]);
    let three = sign("three.txt", &["Ada Ash", "Cleo Cedar", "Eve Elm"]);
    let dossier = dossier(vec![four, two, three], &[], &Settings::default());
    let newman = |a, b| tie(&dossier, a, b, TieKind::Alongside).map(|tie| (tie.count, tie.newman));
    assert_eq!(newman("p-ada-ash", "p-ben-birch"), Some((2, 1.0 / 3.0 + 1.0)));
    assert_eq!(newman("p-ada-ash", "p-cleo-cedar"), Some((2, 1.0 / 3.0 + 1.0 / 2.0)));
    assert_eq!(newman("p-ada-ash", "p-dov-dogwood"), Some((1, 1.0 / 3.0)));
    assert_eq!(newman("p-ben-birch", "p-ada-ash"), None, "one row for a pair");
    assert_eq!(newman("p-dov-dogwood", "p-eve-elm"), None);
    // All weights of one name add up to the number of documents it shares with others.
    let ada: f64 = ["p-ben-birch", "p-cleo-cedar", "p-dov-dogwood", "p-eve-elm"]
        .iter()
        .filter_map(|other| Some(tie(&dossier, "p-ada-ash", other, TieKind::Alongside)?.newman))
        .sum();
    assert!((ada - 3.0).abs() < 1e-12);
}

#[test]
fn the_addressed_and_the_mentioned_are_never_alongside() {
    let letter = || {
        document("a.txt", "2024-03-01")
            .person("Ada Ash", &[Signatory])
            .person("Ben Birch", &[Signatory])
            .person("Cleo Cedar", &[Addressee])
            .person("Dov Dogwood", &[Mentioned])
    };
    let plain = dossier(vec![letter()], &[], &Settings::default());
    assert_eq!(ids(&plain), ["p-ada-ash", "p-ben-birch", "p-cleo-cedar"]);
    assert!(tie(&plain, "p-ada-ash", "p-cleo-cedar", TieKind::Alongside).is_none());
    let sent = tie(&plain, "p-ada-ash", "p-cleo-cedar", TieKind::Addressed).unwrap();
    assert_eq!((sent.roles.as_slice(), sent.evidence.as_slice()), (&[(Signatory, Addressee)][..], &[(0, 1)][..]));
    assert_eq!(tie(&plain, "p-ada-ash", "p-ben-birch", TieKind::Alongside).unwrap().newman, 1.0);

    let asked = dossier(vec![letter()], &[], &settings("[network]\ninclude = [\"mentioned\"]"));
    assert_eq!(tie(&asked, "p-ada-ash", "p-dov-dogwood", TieKind::Alongside).unwrap().newman, 0.5);
    assert_eq!(asked.network.scope.filters, ["included: mentioned"]);
}

#[test]
fn the_issuer_sends_only_what_nobody_signs() {
    let signed = document("a.txt", "").person("Ada Ash", &[Signatory]).body("Oak League", &[Issuer]);
    let issued = document("b.txt", "").body("Oak League", &[Issuer]);
    let both = [signed, issued].map(|letter| letter.person("Cleo Cedar", &[Addressee])).to_vec();
    let all = dossier(both.clone(), &[], &Settings::default());
    assert_eq!(tie(&all, "o-oak-league", "p-cleo-cedar", TieKind::Addressed).unwrap().evidence[..], [(1, 1)]);
    assert_eq!(tie(&all, "p-ada-ash", "p-cleo-cedar", TieKind::Addressed).unwrap().count, 1);
    // Leaving the signatories out does not make the issuer the sender of what they signed.
    let issuers = dossier(both, &[], &settings("[network]\nroles = [\"issuer\", \"addressee\"]"));
    assert_eq!(tie(&issuers, "o-oak-league", "p-cleo-cedar", TieKind::Addressed).unwrap().count, 1);
}

#[test]
fn an_employer_is_a_node_where_its_person_is() {
    let report = document("a.txt", "")
        .body("Oak League", &[Mentioned])
        .body("Elm Society", &[Mentioned])
        .person("Ada Ash", &[Speaker])
        .post("Chair", Some(0))
        .person("Dov Dogwood", &[Mentioned])
        .post("Clerk", Some(1));
    let dossier = dossier(vec![report], &[], &Settings::default());
    assert_eq!(ids(&dossier), ["o-oak-league", "p-ada-ash"]);
    let held = tie(&dossier, "p-ada-ash", "o-oak-league", TieKind::Affiliated).unwrap();
    assert_eq!(held.positions[..], ["Chair"]);
    assert_eq!(held.newman, 1.0);
}

#[test]
fn a_document_over_the_cap_ties_only_in_incidence() {
    let names = ["Ada Ash", "Ben Birch", "Cleo Cedar", "Dov Dogwood"];
    let large = names.iter().fold(document("large.txt", ""), |d, name| d.person(name, &[Signatory]));
    let small = document("small.txt", "").person("Ada Ash", &[Chair]).person("Eve Elm", &[Speaker]);
    let dossier = dossier(vec![large, small], &[], &settings("[network]\nmax-clique = 3"));
    assert_eq!(dossier.network.graph.node_count(), 5);
    assert_eq!(dossier.network.graph.edge_count(), 1);
    assert_eq!(
        tie(&dossier, "p-ada-ash", "p-eve-elm", TieKind::Alongside).unwrap().roles.as_slice(),
        [(Chair, Speaker)]
    );
    assert_eq!(dossier.network.scope.capped, ["large.txt"]);
    let notice = dossier.notices.iter().find(|notice| notice.code == "clique-cap").unwrap();
    assert!(notice.message.contains("4 names") && notice.message.contains("the 3 "), "{}", notice.message);
}

#[test]
fn filters_shape_the_network_and_tell_of_the_undated() {
    let pair = |id, day| document(id, day).person("Ada Ash", &[Signatory]).body("Oak League", &[Speaker]);
    let readings = vec![pair("old.txt", "2001-01-01"), pair("new.txt", "2020-05-06"), pair("never.txt", "")];
    let since = dossier(readings.clone(), &[], &settings("[network]\nsince = \"2010-01-01\""));
    assert_eq!(tie(&since, "o-oak-league", "p-ada-ash", TieKind::Alongside).unwrap().count, 1);
    assert_eq!((since.network.scope.documents, since.network.scope.documents_read), (1, 3));
    let undated: Vec<&str> =
        since.notices.iter().filter(|n| n.code == "undated").map(|n| n.document.as_str()).collect();
    assert_eq!(undated, ["never.txt"]);
    assert_eq!(since.network.graph.node_weights().next().unwrap().dates.len(), 1);

    let people = dossier(readings.clone(), &[], &settings("[network]\nkinds = [\"person\"]"));
    assert_eq!(ids(&people), ["p-ada-ash"]);
    let signatories = dossier(readings, &[], &settings("[network]\nroles = [\"signatory\"]"));
    assert_eq!(ids(&signatories), ["p-ada-ash"]);
    assert_eq!(signatories.network.scope.filters, ["roles: signatory"]);
    assert!(signatories.network.graph.node_weights().all(|node| node.kind == NodeKind::Person));
}

#[test]
fn components_are_numbered_by_size_and_degree_counts_neighbours() {
    let three = ["Xan Yew", "Yan Yew", "Zan Yew"];
    let large = three.iter().fold(document("b.txt", ""), |d, name| d.person(name, &[Signatory]));
    let small = document("a.txt", "").person("Ada Ash", &[Signatory]).person("Ben Birch", &[Signatory]);
    let again = document("c.txt", "").person("Ada Ash", &[Signatory]).person("Ben Birch", &[Addressee]);
    let dossier = dossier(vec![large, small, again], &[], &Settings::default());
    let found: Vec<_> = dossier
        .network
        .graph
        .node_weights()
        .map(|node| (node.id.as_str(), node.component, node.degree, node.strength))
        .collect();
    assert_eq!(found[0], ("p-ada-ash", 2, 1, 2.0));
    assert_eq!(found[2], ("p-xan-yew", 1, 2, 2.0));
}
