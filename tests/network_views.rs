//! Networks of people, bodies and documents; ties by role, by count and by time; what a tie is worth.
#![allow(clippy::unwrap_used)]

mod made;

use Role::{Addressee, Chair, Mentioned, Signatory, Speaker};
use made::{With, document, dossier};
use std::collections::BTreeSet;
use undersigned::model::{Dossier, Reading, Role, Sketch, Tie, TieKind, Weighing};
use undersigned::settings::Settings;

fn settings(network: &str) -> Settings {
    toml::from_str(&format!("[network]\n{network}")).unwrap()
}

fn ties(dossier: &Dossier) -> Vec<(&str, TieKind, &str, u32)> {
    let graph = &dossier.network.graph;
    let of = |edge| {
        let (from, to): (petgraph::graph::NodeIndex, petgraph::graph::NodeIndex) = graph.edge_endpoints(edge).unwrap();
        (&*graph[from].id, graph[edge].kind, &*graph[to].id, graph[edge].count)
    };
    graph.edge_indices().map(of).collect()
}

fn tie<'a>(dossier: &'a Dossier, source: &str, target: &str) -> &'a Tie {
    let at = ties(dossier).iter().position(|tie| (tie.0, tie.2) == (source, target)).unwrap();
    dossier.network.graph.edge_weights().nth(at).unwrap()
}

fn signed(id: &str, day: &str, names: &[&str]) -> Reading {
    names.iter().fold(document(id, day), |letter, name| letter.person(name, &[Signatory]))
}

/// Two people sign for two bodies; one of them also belongs to a third, and once was at a fourth.
fn letters() -> Vec<Reading> {
    let letter = document("a.txt", "2024-01-05")
        .body("Oak League", &[Mentioned])
        .body("Elm Society", &[Mentioned])
        .body("Fir Board", &[Mentioned])
        .person("Ada Ash", &[Signatory])
        .post("Chair", Some(0))
        .post("Member", Some(2))
        .person("Ben Birch", &[Signatory])
        .post("Clerk", Some(1));
    let mut report = document("b.txt", "2024-06-01")
        .body("Yew Office", &[Mentioned])
        .body("Oak League", &[Speaker])
        .person("Cleo Cedar", &[Speaker])
        .post("Head", Some(0));
    report.chains[2].affiliations[0].former = true;
    vec![letter, report]
}

#[test]
fn bodies_are_tied_through_those_who_act_for_them() {
    let dossier = dossier(letters(), &[], &settings("nodes = \"organisations\""));
    use TieKind::{Alongside, Shared};
    let expected = [
        ("o-elm-society", Alongside, "o-fir-board", 1),
        ("o-elm-society", Alongside, "o-oak-league", 1),
        ("o-fir-board", Alongside, "o-oak-league", 1),
        ("o-fir-board", Shared, "o-oak-league", 1),
    ];
    assert_eq!(ties(&dossier), expected, "a former post ties nobody");
    assert_eq!(tie(&dossier, "o-elm-society", "o-oak-league").roles.as_slice(), [(Signatory, Signatory)]);
    let oak = dossier.network.graph.node_weights().find(|node| node.id == "o-oak-league").unwrap();
    assert_eq!((oak.roles[Signatory as usize], oak.roles[Speaker as usize], oak.documents), (1, 1, 2));
}

#[test]
fn documents_are_tied_by_the_names_they_share() {
    let pile = vec![
        signed("a.txt", "2024-01-05", &["Ada Ash", "Ben Birch", "Cleo Cedar"]),
        signed("b.txt", "2024-02-05", &["Ben Birch", "Cleo Cedar"]),
        document("c.txt", "").person("Cleo Cedar", &[Chair]).person("Ada Ash", &[Mentioned]),
    ];
    let dossier = dossier(pile, &[], &settings("nodes = \"documents\""));
    use TieKind::Shared;
    let expected = [("a.txt", Shared, "b.txt", 2), ("a.txt", Shared, "c.txt", 1), ("b.txt", Shared, "c.txt", 1)];
    assert_eq!(ties(&dossier), expected);
    let shared = tie(&dossier, "a.txt", "b.txt");
    assert_eq!((shared.evidence.len(), &shared.roles[..]), (2, &[(Signatory, Signatory)][..]));
    // Ben is in two documents, Cleo in three: 1/(2−1) + 1/(3−1).
    assert_eq!(shared.newman, 1.5);
    assert_eq!(tie(&dossier, "b.txt", "c.txt").roles.as_slice(), [(Signatory, Chair)]);
    assert!(dossier.network.graph.node_weights().all(|node| node.entity().is_none()));
}

#[test]
fn ties_are_filtered_by_kind_role_and_count() {
    let pile = || {
        let meeting = document("m.txt", "").person("Ada Ash", &[Chair]).person("Ben Birch", &[Speaker]);
        let letter = signed("l.txt", "", &["Ada Ash", "Ben Birch", "Cleo Cedar"]).person("Dov Dogwood", &[Addressee]);
        vec![meeting, letter]
    };
    let all = |network: &str| dossier(pile(), &[], &settings(network));
    assert!(ties(&all("ties = [\"addressed\"]")).iter().all(|tie| tie.1 == TieKind::Addressed));
    let pairs = all("role-pairs = [\"speaker+chair\", \"addressee+signatory\"]");
    let alongside: Vec<_> = ties(&pairs).into_iter().filter(|tie| tie.1 == TieKind::Alongside).collect();
    assert_eq!(alongside, [("p-ada-ash", TieKind::Alongside, "p-ben-birch", 1)]);
    assert_eq!(ties(&pairs).len(), 4, "the addressed ones pass");
    assert_eq!(pairs.network.scope.filters, ["meetings: signatory+addressee, speaker+chair"]);
    let twice = all("least = 2\nties = [\"alongside\"]");
    assert_eq!(ties(&twice), [("p-ada-ash", TieKind::Alongside, "p-ben-birch", 2)]);
    assert_eq!(ties(&all("nodes = \"people\"")), ties(&all("kinds = [\"person\"]")));
}

#[test]
fn time_cuts_and_slices() {
    let pile = || {
        vec![
            signed("a.txt", "2021-02-03", &["Ada Ash", "Ben Birch"]),
            signed("b.txt", "2023-05-06", &["Ada Ash", "Ben Birch", "Cleo Cedar"]),
            signed("c.txt", "", &["Ada Ash", "Dov Dogwood"]),
        ]
    };
    let new = dossier(pile(), &[], &settings("new-since = \"2022-01-01\""));
    assert_eq!(ties(&new).len(), 2, "Ada and Ben met before, Ada and Dov nobody knows when");
    let sliced = dossier(pile(), &[], &settings("every = \"year\""));
    let slices = &sliced.network.slices;
    let told: Vec<_> =
        slices.iter().map(|slice| (&*slice.name, slice.documents, slice.nodes.len(), slice.ties.len())).collect();
    assert_eq!(told, [("2021", 1, 2, 1), ("2022", 0, 0, 0), ("2023", 1, 3, 3)]);
    assert!(slices[2].ties.iter().all(|(_, documents)| *documents == 1));
}

/// Two who always sign together among many who do not are no chance; those who met once are.
#[test]
fn the_backbone_is_what_chance_does_not_give() {
    let mut pile = Vec::new();
    for number in 0..30 {
        let family = ["Yew", "Hazel", "Larch", "Maple", "Rowan"][number / 6];
        let others = [["Ola", "Uma", "Ivo", "Kai", "Zoe", "Rex"], ["Nia", "Pim", "Quin", "Sven", "Tara", "Vito"]];
        let others = others.map(|given| format!("{} {family}", given[number % 6]));
        let mut names: Vec<&str> = others.iter().map(String::as_str).collect();
        if number < 6 {
            names.extend(["Ada Ash", "Ben Birch"]);
        }
        pile.push(signed(&format!("{number:02}.txt"), "", &names));
    }
    let dossier = dossier(pile, &[], &settings("weight = \"jaccard\""));
    let pair = tie(&dossier, "p-ada-ash", "p-ben-birch");
    let weights = pair.weights.unwrap();
    // One of the 593,775 ways to choose six documents of thirty.
    assert!((weights.p * 593_775.0 - 1.0).abs() < 1e-9, "{}", weights.p);
    assert_eq!((weights.jaccard, weights.association), (1.0, 5.0));
    assert_eq!((pair.backbone, pair.weight(Weighing::Jaccard)), (true, 1.0));
    let once = tie(&dossier, "p-ada-ash", "p-ola-yew");
    assert!(!once.backbone && once.weights.unwrap().q > 0.05, "{:?}", once.weights);
    assert_eq!(dossier.network.scope.backbone, 1);
    let ada = dossier.network.graph.node_weights().find(|node| node.id == "p-ada-ash").unwrap();
    let sum: f64 = dossier
        .network
        .graph
        .edges(petgraph::graph::NodeIndex::new(0))
        .map(|e| e.weight().weight(Weighing::Jaccard))
        .sum();
    assert!((ada.strength - sum).abs() < 1e-12);
}

fn said(mut reading: Reading, words: std::ops::Range<u64>) -> Reading {
    reading.sketch = Sketch::of(words);
    reading
}

#[test]
fn the_same_letter_in_two_places_counts_once() {
    let pile = || {
        vec![
            said(signed("a.txt", "", &["Ada Ash", "Ben Birch"]), 0..100),
            said(signed("b.txt", "", &["Ada Ash", "Ben Birch", "Cleo Cedar"]), 4..104),
            said(signed("form.txt", "", &["Dov Dogwood", "Eve Elm"]), 0..100),
            said(signed("other.txt", "", &["Ada Ash", "Ben Birch"]), 500..600),
        ]
    };
    let once = dossier(pile(), &[], &Settings::default());
    assert_eq!(tie(&once, "p-ada-ash", "p-ben-birch").count, 2, "the letter with more names, and another one");
    assert_eq!(tie(&once, "p-dov-dogwood", "p-eve-elm").count, 1, "others have signed the same words");
    let told: Vec<&str> = once.notices.iter().filter(|n| n.code == "copy").map(|n| &*n.document).collect();
    assert_eq!(told, ["a.txt"]);
    let each = dossier(pile(), &[], &settings("copies = \"each\""));
    assert_eq!(tie(&each, "p-ada-ash", "p-ben-birch").count, 3);
    assert_eq!(each.network.scope.filters, ["copies counted each"]);
}

#[test]
fn copies_among_many_forms_are_those_of_all_pairs() {
    // Forms of two texts, each signed by some of thirty; nearly every one meets many others in its words or in its names.
    let given = ["Ada", "Bruno", "Cleo", "Dov", "Edda", "Fritz"];
    let family = ["Ashgrove", "Lundqvist", "Penhale", "Tideswell", "Ostrander"];
    let people: Vec<String> = (0..30).map(|at| format!("{} {}", given[at % 6], family[at % 5])).collect();
    let signs = |form: usize| -> BTreeSet<usize> {
        (0..2 + form % 7).map(|step| (form * form + step * (1 + form % 3)) % 30).collect()
    };
    let words = |form: usize| {
        let first = 6 * (form as u64 % 6);
        if form.is_multiple_of(5) { 500..600 } else { first..first + 100 }
    };
    let form = |form: usize| {
        let names: Vec<&str> = signs(form).into_iter().map(|name| people[name].as_str()).collect();
        said(signed(&format!("{form:03}.txt"), "", &names), words(form))
    };
    let forms = dossier((0..120).map(form).collect(), &[], &Settings::default());
    let told: BTreeSet<&str> = forms.notices.iter().filter(|n| n.code == "copy").map(|n| &*n.document).collect();

    let mut order: Vec<usize> = (0..120).collect();
    order.sort_by_key(|form| (std::cmp::Reverse(signs(*form).len()), *form));
    let (mut originals, mut copies) = (Vec::new(), BTreeSet::new());
    for form in order {
        let (names, sketch) = (signs(form), Sketch::of(words(form)));
        let near = |other: &&usize| {
            let shared = names.intersection(&signs(**other)).count() as f64;
            shared >= 0.8 * names.len() as f64 && sketch.likeness(&Sketch::of(words(**other))) >= 0.8
        };
        match originals.iter().find(near) {
            Some(_) => drop(copies.insert(format!("{form:03}.txt"))),
            None => originals.push(form),
        }
    }
    assert!(copies.len() > 10 && originals.len() > 10);
    assert_eq!(told, copies.iter().map(String::as_str).collect());
}
