//! Merging by made readings: conservative, and the analyst has the last word.

mod made;

use Judgement::{Different, NotAName, Rename, Same};
use made::{With, decision, document};
use undersigned::merge::blocks::blocks;
use undersigned::merge::{Merged, merge};
use undersigned::model::{Decision, Judgement, Kind, Reading, Role};
use undersigned::names::compare::Name;
use undersigned::names::vocabulary::Vocabulary;
use undersigned::settings::MergeSettings;

const SIGNS: &[Role] = &[Role::Signatory];

fn person(id: &str, name: &str) -> Reading {
    document(id, "").person(name, SIGNS)
}

fn titled(id: &str, title: &str, name: &str) -> Reading {
    document(id, "").chain(Kind::Person, &[name], &[title], SIGNS)
}

fn body(id: &str, names: &[&str]) -> Reading {
    document(id, "").chain(Kind::Organisation, names, &[], SIGNS)
}

fn merged(readings: &[Reading], decisions: &[Decision]) -> Merged {
    merge(readings, decisions, &MergeSettings::default())
}

/// The ids of all entities, each with the documents of its members.
fn groups(readings: &[Reading], merged: &Merged) -> Vec<(String, Vec<String>)> {
    let documents = |at: usize| {
        let members = merged.entities[at].members.iter();
        let mut ids: Vec<String> = members.map(|member| readings[member.reading].head.id.clone()).collect();
        ids.sort();
        ids
    };
    (0..merged.entities.len()).map(|at| (merged.entities[at].id.to_string(), documents(at))).collect()
}

fn why(merged: &Merged) -> Vec<(&str, &str, &str)> {
    merged.alike.iter().map(|pair| (pair.left_name.as_str(), pair.right_name.as_str(), pair.why.as_str())).collect()
}

#[test]
fn names_equal_after_folding_are_one() {
    let readings =
        [person("a", "Ána SOLÉ"), person("b", "Ana Sole"), person("c", "Dr Ana Sole"), person("d", "Ana Soler")];
    let merged = merged(&readings, &[]);
    assert_eq!(groups(&readings, &merged)[0].1, ["a", "b", "c"]);
    assert_eq!(merged.entities.len(), 2);
    assert_eq!(why(&merged).len(), 1, "the other is alike: {:?}", merged.alike);
}

#[test]
fn a_person_and_a_body_of_one_name_are_two() {
    let readings = [person("a", "Marlow Reed"), body("b", &["Marlow Reed"])];
    assert_eq!(merged(&readings, &[]).entities.len(), 2);
}

#[test]
fn a_bare_surname_merges_with_nobody() {
    let readings = [person("a", "Sole"), person("b", "Sole"), person("c", "Ana Sole")];
    let merged = merged(&readings, &[]);
    assert_eq!(merged.entities.len(), 3);
    assert!(why(&merged).contains(&("Ana Sole", "Sole", "bare-name")), "{:?}", why(&merged));
    let mut ids: Vec<_> = merged.entities.iter().map(|entity| entity.id.clone()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 3);
    assert_eq!(ids[0], "p-ana-sole");
    assert!(ids[1].starts_with("p-sole-") && ids[1].len() == "p-sole-".len() + 6, "{ids:?}");
}

#[test]
fn titles_that_contradict_keep_apart() {
    let readings = [
        titled("a", "Mr", "Pat Lark"),
        titled("b", "Mrs", "Pat Lark"),
        titled("c", "Mr", "Pat Lark"),
        titled("d", "Dr", "Pat Lark"),
    ];
    let merged = merged(&readings, &[]);
    let mut documents: Vec<_> = groups(&readings, &merged).into_iter().map(|(_, documents)| documents).collect();
    documents.sort();
    assert_eq!(documents, [vec!["a", "c"], vec!["b"], vec!["d"]]);
    assert!(why(&merged).iter().any(|(_, _, why)| *why == "equal names, titles contradict"));
    assert!(merged.notices.iter().any(|notice| notice.code == "namesakes"));
}

#[test]
fn an_acronym_merges_with_its_one_expansion() {
    let readings =
        [body("a", &["Lantern Reed Trust", "LRT"]), body("b", &["L.R.T."]), body("c", &["The Lantern Reed Trust"])];
    let joined = merged(&readings, &[]);
    assert_eq!(
        groups(&readings, &joined),
        [("o-lantern-reed-trust".to_owned(), vec!["a".into(), "b".into(), "c".into()])]
    );
    let reason = |name: &str| joined.entities[0].names.iter().find(|form| form.name == name).unwrap().why.clone();
    assert_eq!(reason("L.R.T."), "acronym defined in the document");
    assert_eq!(
        reason("The Lantern Reed Trust"),
        if joined.entities[0].label == "Lantern Reed Trust" { "equal after folding" } else { "label" }
    );

    let rival = body("d", &["Lower Rhine Turners", "LRT"]);
    let apart = merged(&[&readings[..], &[rival]].concat(), &[]);
    assert_eq!(apart.entities.len(), 3, "two expansions: the bare acronym stays by itself");
    let undefined = [body("a", &["Lantern Reed Trust"]), body("b", &["LRT"])];
    let asked = merged(&undefined, &[]);
    assert_eq!((asked.entities.len(), asked.alike[0].why.as_str()), (2, "bare-acronym"));
}

#[test]
fn decisions_win_over_names() {
    let readings = [person("a", "Ana Sole"), person("b", "Anna Marten"), person("c", "Annex Three")];
    let decisions = [
        decision(2, Same, "Anna Marten", "ana sole"),
        decision(3, NotAName, "Annex Three", ""),
        decision(4, Rename, "Ana Sole", "Ana Sole Marten"),
    ];
    let merged = merged(&readings, &decisions);
    assert_eq!(groups(&readings, &merged), [("p-ana-sole-marten".to_owned(), vec!["a".into(), "b".into()])]);
    assert_eq!(merged.entity_of, [vec![Some(0)], vec![Some(0)], vec![None]]);
    let names: Vec<_> = merged.entities[0].names.iter().map(|form| (form.name.as_str(), form.why.as_str())).collect();
    assert_eq!(
        names,
        [
            ("Ana Sole Marten", "decision, line 4"),
            ("Ana Sole", "decision, line 2"),
            ("Anna Marten", "decision, line 2")
        ]
    );
    assert!(merged.notices.is_empty());
}

#[test]
fn what_is_different_is_never_joined() {
    let readings = [person("a", "Ana Sole"), person("b", "Ana Sole"), person("c", "Ana Sole"), person("d", "A. Sole")];
    let apart = merged(&readings, &[decision(2, Different, "Ana Sole @ a", "Ana Sole")]);
    let mut documents: Vec<_> = groups(&readings, &apart).into_iter().map(|(_, documents)| documents).collect();
    documents.sort();
    assert_eq!(documents, [vec!["a"], vec!["b", "c"], vec!["d"]]);

    // Nor by a way round: d is b by one line, and a by another.
    let round = [
        decision(2, Different, "Ana Sole @ a", "Ana Sole @ b"),
        decision(3, Same, "A. Sole", "Ana Sole @ a"),
        decision(4, Same, "A. Sole", "Ana Sole @ b"),
    ];
    let apart = merged(&readings, &round);
    let of = |document: usize| apart.entity_of[document][0];
    assert_ne!(of(0), of(1));
    assert!(
        apart.notices.iter().any(|notice| notice.code == "decision-overruled" && notice.message.contains("line 4"))
    );
    assert!(
        apart.alike.iter().all(|pair| [Some(pair.left), Some(pair.right)] != [of(0), of(1)]),
        "decided, so not asked"
    );
}

#[test]
fn a_decision_about_nobody_is_told_with_its_line() {
    let merged = merged(&[person("a", "Ana Sole")], &[decision(7, Same, "Nobody Here", "Ana Sole")]);
    assert_eq!(merged.notices[0].code, "decision-unused");
    assert!(merged.notices[0].message.contains("line 7"));
}

#[test]
fn the_order_of_files_changes_nothing() {
    let mut readings = vec![
        titled("a", "Mr", "Pat Lark"),
        titled("b", "Mrs", "PAT LARK"),
        person("c", "杨淇"),
        person("d", "حسن کاظمی"),
        person("e", "Sole"),
        person("f", "Sole"),
        body("g", &["Lantern Reed Trust", "LRT"]),
        body("h", &["LRT"]),
        person("i", "Ana Sole"),
        person("j", "T Olander"),
        person("k", "Tamsin Olander"),
    ];
    let decisions = [decision(2, Different, "LRT @ h", "Lantern Reed Trust @ g")];
    let forward = merged(&readings, &decisions);
    let labels = |merged: &Merged| {
        merged.entities.iter().map(|e| (e.id.clone(), e.label.clone(), e.names.clone())).collect::<Vec<_>>()
    };
    let alike = |merged: &Merged| format!("{:?}", merged.alike);
    let before = (groups(&readings, &forward), labels(&forward), alike(&forward));
    readings.reverse();
    let backward = merged(&readings, &decisions);
    assert_eq!((groups(&readings, &backward), labels(&backward), alike(&backward)), before);
}

#[test]
fn labels_are_full_and_in_mixed_case() {
    let readings =
        [person("a", "ANA SOLE"), person("b", "ANA SOLE"), person("c", "Ana Sole"), person("d", "IDA MARSH")];
    let merged = merged(&readings, &[]);
    let labels: Vec<&str> = merged.entities.iter().map(|entity| entity.label.as_str()).collect();
    assert_eq!(labels, ["Ana Sole", "Ida Marsh"]);
}

#[test]
fn rows_of_one_list_are_not_asked_about() {
    let list =
        document("a", "").person("Maria Gomes", SIGNS).person("Maria Gomez Reis", SIGNS).person("Maria Gomesh", SIGNS);
    let merged = merged(&[list], &[]);
    assert!(merged.alike.iter().all(|pair| pair.score >= 0.95), "{:?}", merged.alike);
}

/// Twenty thousand names of few words: all pairs would be two hundred million.
#[test]
fn many_names_are_compared_in_blocks() {
    let syllables = ["ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu", "va", "wi"];
    let word = |n: usize| (0..3).map(|place| syllables[n / 12usize.pow(place) % 12]).collect::<String>();
    let vocabulary = Vocabulary::built_in();
    let names: Vec<Name> = (0..20_000)
        .map(|n| Name::new(Kind::Person, &format!("{} {}", word(n % 400), word(n * 7 % 1728)), vocabulary))
        .collect();
    let mut names: Vec<&Name> = names.iter().collect();
    names.sort_by(|a, b| a.key.cmp(&b.key));
    let blocks = blocks(&names);
    let candidates: Vec<usize> = (0..names.len()).map(|name| blocks.candidates(name).names.len()).collect();
    assert!(candidates.iter().all(|count| *count <= 1_500));
    assert!(candidates.iter().sum::<usize>() < 10_000_000, "{}", candidates.iter().sum::<usize>());
}

#[test]
fn a_rare_given_name_brings_names_together_however_many_sound_like_it() {
    let many = (0..600).map(|n| format!("Mara {}", ["Ba", "De", "Fi"][n % 3].to_owned() + &"lo".repeat(n / 3 % 9 + 1)));
    let two = ["Mirea Thornquist", "Mirea Wendelstone"].map(str::to_owned);
    let mut names: Vec<Name> =
        many.chain(two).map(|name| Name::new(Kind::Person, &name, Vocabulary::built_in())).collect();
    names.sort_by(|a, b| a.key.cmp(&b.key));
    let place = |key: &str| names.iter().position(|name| name.key == key).unwrap();
    let (first, second) = (place("mirea thornquist"), place("mirea wendelstone"));
    let blocks = blocks(&names.iter().collect::<Vec<_>>());
    assert_eq!(blocks.candidates(first).names, [second as u32], "those with the name, and no Mara");
}

/// Names that share all that a block can be cut by.
fn one_block(count: usize) -> impl Iterator<Item = String> {
    let vowels = |n: usize| (0..8).map(move |place| ["ba", "bo", "bu", "be"][n / 4usize.pow(place) % 4]);
    (0..count).map(move |n| format!("Mara B{}a Thornquist", vowels(n).collect::<String>()))
}

#[test]
fn one_great_block_costs_no_more_than_its_size_times_a_constant() {
    let names: Vec<Name> =
        one_block(20_000).map(|name| Name::new(Kind::Person, &name, Vocabulary::built_in())).collect();
    let mut names: Vec<&Name> = names.iter().collect();
    names.sort_by(|a, b| a.key.cmp(&b.key));
    let blocks = blocks(&names);
    let candidates: Vec<_> = (0..names.len()).map(|name| blocks.candidates(name)).collect();
    let compared: usize = candidates.iter().map(|candidates| candidates.names.len()).sum();
    assert!(compared <= 200 * names.len(), "{compared} pairs");
    let crowded = candidates.iter().filter(|candidates| candidates.crowded).count();
    assert!(crowded > 19_000, "{crowded} are told of");
}

#[test]
fn names_that_were_not_all_compared_are_told() {
    let readings: Vec<Reading> =
        one_block(2_600).enumerate().map(|(at, name)| person(&format!("{at:04}"), &name)).collect();
    let notices = merged(&readings, &[]).notices;
    let told: Vec<&str> = notices
        .iter()
        .filter(|notice| notice.code == "not-all-compared")
        .map(|notice| notice.message.as_str())
        .collect();
    assert_eq!(told.len(), 1, "{notices:?}");
    assert!(told[0].contains("Thornquist"), "{told:?}");
}

/// A person on a day in a post of a body.
fn posted(id: &str, day: &str, name: &str, position: &str, body: &str) -> Reading {
    document(id, day).body(body, &[Role::Mentioned]).person(name, SIGNS).post(position, Some(0))
}

#[test]
fn father_and_son_are_asked_about() {
    let mut readings = [person("a", "Tom Thornquist"), person("b", "Tom Thornquist"), person("c", "Tom Thornquist")];
    readings[1].mentions[0].set_postnominals(vec!["Jr.".into()]);
    let left = merged(&readings, &[]);
    let mut documents: Vec<_> = groups(&readings, &left).into_iter().map(|(_, documents)| documents).collect();
    documents.sort();
    assert_eq!(documents, [vec!["a", "c"], vec!["b"]]);
    assert_eq!(left.alike.len(), 1, "asked");
    assert_eq!(merged(&readings, &[decision(2, Same, "Tom Thornquist", "Tom Thornquist")]).entities.len(), 1);
}

#[test]
fn documents_that_contradict_keep_namesakes_apart() {
    let people = |readings: &[Reading]| -> Vec<Vec<String>> {
        let groups = groups(readings, &merged(readings, &[])).into_iter();
        groups.filter(|(id, _)| id.starts_with("p-")).map(|(_, documents)| documents).collect()
    };
    let rivals = [
        posted("a", "2021-03-01", "Ovidia Thornquist", "Mayor of Selwick", "Quay Watch"),
        posted("b", "2021-09-01", "Ovidia Thornquist", "Mayor of Marsham", "Lantern Trust"),
        posted("c", "2021-09-02", "Ovidia Thornquist", "Mayor of Marsham", "Lantern Trust"),
    ];
    let mut parts = people(&rivals);
    parts.sort();
    assert_eq!(parts, [vec!["a"], vec!["b", "c"]], "one is mayor of one place");
    assert!(why(&merged(&rivals, &[])).iter().any(|(_, _, why)| *why == "equal names, documents contradict"));
    let said = [decision(2, Same, "Ovidia Thornquist", "Ovidia Thornquist")];
    assert_eq!(merged(&rivals, &said).entities.iter().filter(|entity| entity.kind == Kind::Person).count(), 1);

    let later =
        [rivals[0].clone(), posted("b", "2024-09-01", "Ovidia Thornquist", "Mayor of Marsham", "Lantern Trust")];
    assert_eq!(people(&later).len(), 1, "years later");

    let elsewhere = |name: &str| {
        let readings = [
            posted("a", "2021-03-01", name, "Professor", "Weaving Institute of Kenya"),
            posted("b", "2021-04-01", name, "Engineer", "Canada Lamp Company"),
        ];
        people(&readings).len()
    };
    assert_eq!((elsewhere("John Smith"), elsewhere("Ovidia Thornquist")), (2, 1), "two of a name that many bear");
}

#[test]
fn a_rare_surname_alone_is_who_bears_it_in_one_circle() {
    let of = |id: &str, name: &str, other: &str| document(id, "").person(name, SIGNS).person(other, SIGNS);
    let count = |readings: &[Reading]| {
        merged(readings, &[]).entities.iter().filter(|entity| entity.label.ends_with("Zughayrat")).count()
    };
    let full = of("a", "Ida Zughayrat", "Ana Sole");
    let joined = [full.clone(), of("b", "Zughayrat", "Ana Sole")];
    assert_eq!(count(&joined), 1);
    let found = merged(&joined, &[]);
    let surname = found.entities.iter().flat_map(|entity| &entity.names).find(|form| form.name == "Zughayrat").unwrap();
    assert_eq!(surname.why, "rare surname beside somebody or a body of theirs");
    assert_eq!(count(&[full.clone(), of("b", "Zughayrat", "Otto Marlow")]), 2, "nobody else in common");
    let rival = person("c", "Otto Zughayrat");
    assert_eq!(count(&[full.clone(), of("b", "Zughayrat", "Ana Sole"), rival]), 3, "two bear it");
    let body = |id: &str, name: &str| document(id, "").person(name, SIGNS).body("Lantern Reed Trust", SIGNS);
    assert_eq!(count(&[body("a", "Ida Zughayrat"), body("b", "Zughayrat")]), 2, "a body that is not theirs");
    let theirs = posted("a", "", "Ida Zughayrat", "Director", "Lantern Reed Trust");
    assert_eq!(count(&[theirs, body("b", "Zughayrat")]), 1, "a body of theirs");
    let eponym = posted("a", "", "Ida Zughayrat", "Director", "Zughayrat Trust");
    let after = document("b", "").person("Zughayrat", SIGNS).body("Zughayrat Trust", SIGNS);
    assert_eq!(count(&[eponym, after]), 2, "a body called after them");
    let titled = |id: &str, name: &str, title: &str| {
        document(id, "").chain(Kind::Person, &[name], &[title], SIGNS).person("Ana Sole", SIGNS)
    };
    let pair = [titled("a", "Ida Zughayrat", "Mrs"), titled("b", "Zughayrat", "Mr")];
    assert_eq!(count(&pair), 2, "titles contradict");
}

#[test]
fn a_surname_that_is_only_renamed_is_beside_nobody() {
    let readings = [person("a", "Zughayrat")];
    let renamed = merged(&readings, &[decision(2, Rename, "Zughayrat", "Ida Zughayrat")]);
    let form = renamed.entities[0].names.iter().find(|form| form.name == "Zughayrat").unwrap();
    assert_eq!((renamed.entities[0].label.as_str(), form.why.as_str()), ("Ida Zughayrat", "equal after folding"));
}

#[test]
fn a_rare_surname_alone_is_one_in_one_circle() {
    let alone = |id: &str, other: &str| document(id, "").person("Zughayrat", SIGNS).person(other, SIGNS);
    let count = |readings: &[Reading]| {
        merged(readings, &[]).entities.iter().filter(|entity| entity.label.contains("Zughayrat")).count()
    };
    assert_eq!(count(&[alone("a", "Ana Sole"), alone("b", "Ana Sole")]), 1);
    assert_eq!(count(&[alone("a", "Ana Sole"), alone("b", "Otto Marlow")]), 2, "nobody else in common");
    let rival = person("c", "Ida Zughayrat");
    assert_eq!(count(&[alone("a", "Ana Sole"), alone("b", "Ana Sole"), rival]), 3, "somebody else bears it");
}
