//! Names that many bear: people of one name by its score, who in a great pile are as likely several.

mod made;

use made::{With, document};
use undersigned::merge::{Merged, NAMESAKES, merge};
use undersigned::model::{Kind, Reading, Role};
use undersigned::names::tables::NameTables;
use undersigned::settings::MergeSettings;

/// Names of one document.
const IN_A_DOCUMENT: usize = 100;

fn merged(readings: &[Reading]) -> Merged {
    merge(readings, &[], &MergeSettings::default())
}

/// Letters of a hundred signatories each, given and family names by how common they are; no two of one name.
fn letters(people: usize) -> Vec<Reading> {
    let census = NameTables::built_in().census();
    let whole = |of: fn(&(&str, f32, f32)) -> f32| census.iter().map(|name| of(name) as u64).sum::<u64>();
    let pick = |mut at: u64, of: fn(&(&str, f32, f32)) -> f32| {
        let found = census.iter().find(|name| {
            let held = of(name) as u64;
            let here = at < held;
            at = at.saturating_sub(held);
            here
        });
        found.map_or("", |name| name.0)
    };
    let (given, family) = (whole(|name| name.1), whole(|name| name.2));
    let mut state = 7u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) % below
    };
    let mut names = std::collections::BTreeSet::new();
    while names.len() < people {
        names.insert((random(u64::MAX >> 33), pick(random(given), |name| name.1), pick(random(family), |name| name.2)));
    }
    let mut once = std::collections::BTreeSet::new();
    let names: Vec<String> = names.into_iter().map(|(_, given, family)| format!("{given} {family}")).collect();
    let names: Vec<String> = names.into_iter().filter(|name| once.insert(name.clone())).collect();
    let all = names.chunks(IN_A_DOCUMENT).enumerate();
    all.map(|(at, some)| {
        let letter = document(&format!("letter-{at:04}"), "");
        some.iter().fold(letter, |letter, name| letter.person(name, &[Role::Signatory]))
    })
    .collect()
}

/// A letter that one person signs.
fn signed(id: &str, name: &str) -> Reading {
    document(id, "").person(name, &[Role::Signatory])
}

/// How many people bear one of these names.
fn bearers(merged: &Merged, names: [&str; 2]) -> usize {
    let bears = |name: &str| names.contains(&name);
    merged.entities.iter().filter(|entity| entity.names.iter().any(|form| bears(&form.name))).count()
}

#[test]
fn of_thousands_of_people_hardly_two_are_taken_for_one() {
    let letters = letters(4_000);
    let people: usize = letters.iter().map(|letter| letter.chains.len()).sum();
    let merged = merged(&letters);
    let lost = people - merged.entities.len();
    let open = merged.alike.iter().filter(|pair| pair.why == NAMESAKES).count();
    assert!(people > 3_800 && lost * 1_000 <= people, "{lost} of {people} people are lost");
    assert!(open > 10, "{open} pairs are left to the analyst");
}

#[test]
fn common_names_are_one_in_a_small_pile_and_asked_about_in_a_great_one() {
    let names = ["Anna Carter", "Ann Carter"];
    let mut pile = vec![signed("a", names[0]), signed("b", names[1])];
    assert_eq!(bearers(&merged(&pile), names), 1);
    pile.extend(letters(4_000));
    let merged = merged(&pile);
    assert_eq!(bearers(&merged, names), 2);
    let asked = |name: &str| {
        merged.alike.iter().any(|pair| pair.why == NAMESAKES && (pair.left_name == name || pair.right_name == name))
    };
    assert!(names.into_iter().all(asked), "both are asked about");
}

#[test]
fn rare_names_and_people_of_one_body_are_one_in_any_pile() {
    let (rare, common) = (["Tahar Boumedrane", "Taher Boumedrane"], ["Anna Carter", "Ann Carter"]);
    let at_body = |id: &str, name: &str| {
        let letter = document(id, "").chain(Kind::Organisation, &["Quay Watch"], &[], &[Role::Mentioned]);
        letter.person(name, &[Role::Signatory]).post("Director", Some(0))
    };
    let mut pile = letters(4_000);
    pile.extend([signed("a", rare[0]), signed("b", rare[1]), at_body("c", common[0]), at_body("d", common[1])]);
    let merged = merged(&pile);
    assert_eq!((bearers(&merged, rare), bearers(&merged, common)), (1, 1));
}
