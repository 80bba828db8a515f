//! Signatory lists in every layout that is read: who signs, for which body, in which post.

use undersigned::lexicon::Lexicon;
use undersigned::model::{Document, Format, Head, Places, Reading, Role};
use undersigned::pipeline::read_document;
use undersigned::settings::Settings;

const PROSE: &str = "Dear Members of the Harbour Board,\n\nWe write about the closing of the old harbour, which has \
    served the town and its fishing families for more than three hundred years, and ask you to think again before \
    the gates are shut for good and the boats have to leave.\n\n";

fn read(text: &str) -> Reading {
    let head = Head {
        id: "letter.txt".to_string(),
        title: None,
        date: None,
        kind: "letter".to_string(),
        format: Format::Text,
        sha256: String::new(),
    };
    let document = Document { head, text: text.to_string(), places: Places::default() };
    read_document(&document, &Settings::default(), Lexicon::built_in()).1
}

/// The names in a role, in the order of the text; a person's bodies and their posts behind it.
fn holding(reading: &Reading, role: Role) -> Vec<String> {
    let held = reading.appearances.iter().filter(|appearance| appearance.role == role);
    let mut chains: Vec<usize> = held.map(|appearance| appearance.chain).collect();
    chains.sort_by_key(|chain| reading.chains[*chain].mentions.iter().map(|m| reading.mentions[*m].whole.start).max());
    let told = |chain: usize| {
        let affiliations = reading.chains[chain].affiliations.iter().map(|affiliation| {
            let body = affiliation.organisation.map_or("-", |body| reading.chains[body].name.as_str());
            format!("{body}: {}", affiliation.position.as_deref().unwrap_or("-"))
        });
        [reading.chains[chain].name.to_string()].into_iter().chain(affiliations).collect::<Vec<_>>().join(" | ")
    };
    chains.into_iter().map(told).collect()
}

fn signatories(list: &str) -> Vec<String> {
    holding(&read(&format!("{PROSE}{list}\n")), Role::Signatory)
}

#[test]
fn numbered_rows() {
    let found = signatories(
        "Sincerely,\n\n1.Tomas Lindqvist-Human Rights Lawyer\n2. Maria Oduya – Poet\n3. Peter Novak, Teacher, Tarnwick College",
    );
    assert_eq!(
        found,
        [
            "Tomas Lindqvist | -: Human Rights Lawyer",
            "Maria Oduya | -: Poet",
            "Peter Novak | Tarnwick College: Teacher"
        ]
    );
}

#[test]
fn a_heading_with_a_remark_opens_the_list() {
    let found = signatories(
        "SIGNATORIES (in the order of signing)\n\n• Maria Oduya, Tarnwick University, UK\n• Dr Peter Novak",
    );
    assert_eq!(found, ["Maria Oduya | Tarnwick University: -", "Peter Novak"]);
}

#[test]
fn bodies_with_acronyms_countries_and_marks_inside() {
    let found = signatories(
        "Signed,\n\nHarbour Watch\nAsociación por los Puertos (APX), Argentina\nRestless Mill, Inc.\nSeaside Network – Kestria\n\
         Lantern | The Reading Society\nWITNESS\nTownsman D / Meščan D\nOpen Docks Foundation\nNet Rights Institute",
    );
    let expected = [
        "Harbour Watch",
        "Asociación por los Puertos",
        "Restless Mill, Inc.",
        "Seaside Network – Kestria",
        "Lantern | The Reading Society",
        "WITNESS",
        "Townsman D / Meščan D",
        "Open Docks Foundation",
        "Net Rights Institute",
    ];
    assert_eq!(found, expected);
}

#[test]
fn people_in_a_list_of_bodies() {
    let found = signatories(
        "Signed,\n\nHarbour Watch\nMaria Oduya, in an individual capacity (Tarnwick University)\nOpen Docks Foundation\n\
         Peter Novak, in an individual capacity\nMill Council",
    );
    assert_eq!(
        found,
        [
            "Harbour Watch",
            "Maria Oduya | Tarnwick University: -",
            "Open Docks Foundation",
            "Peter Novak",
            "Mill Council"
        ]
    );
}

#[test]
fn blocks_of_two_and_three_lines() {
    let found = signatories(
        "Yours sincerely\nMaria Oduya\nChair,\nHarbour Watch\n\nPeter Novak\nDirector,\nTarnwick University\n\n\
         Anna Lindqvist\nSecretary, Mill Council",
    );
    assert_eq!(
        found,
        [
            "Maria Oduya | Harbour Watch: Chair",
            "Peter Novak | Tarnwick University: Director",
            "Anna Lindqvist | Mill Council: Secretary"
        ]
    );
}

#[test]
fn blocks_side_by_side() {
    let found = signatories(
        "Sincerely,\n\nMaria Oduya                    Peter Novak\nExecutive Director             President\n\
         Harbour Watch                  Mill Council\n\nAnna Lindqvist                 Thomas Weaver\n\
         Secretary                      Chair\nOpen Docks Foundation          Tarnwick University",
    );
    let expected = [
        "Maria Oduya | Harbour Watch: Executive Director",
        "Peter Novak | Mill Council: President",
        "Anna Lindqvist | Open Docks Foundation: Secretary",
        "Thomas Weaver | Tarnwick University: Chair",
    ];
    assert_eq!(found, expected);
}

#[test]
fn fields_parted_by_bars_slashes_tabs_and_semicolons() {
    for mark in [" | ", " / ", "\t", ";"] {
        let rows: Vec<String> =
            [("Maria Oduya", "Engineer", "Harbour Watch"), ("Peter Novak", "Student", "Mill Council")]
                .iter()
                .map(|(name, post, body)| [*name, *post, *body].join(mark))
                .collect();
        let found = signatories(&format!("Signed by\n\n{}", rows.join("\n")));
        assert_eq!(found, ["Maria Oduya | Harbour Watch: Engineer", "Peter Novak | Mill Council: Student"], "{mark:?}");
    }
}

#[test]
fn fields_that_hold_no_body() {
    let found = signatories(
        "Signed by\n\nMaria Oduya, Student\nPeter Novak, Toronto\nAnna Lindqvist, Retired\nThomas Weaver\nGrace Miller, Germany",
    );
    assert!(found.iter().all(|row| !row.contains(": -")), "{found:?}");
    assert_eq!(found.len(), 5);
}

#[test]
fn names_with_brackets_inside_and_behind() {
    let found =
        signatories("Signed by\n\nThomas (Tom) Weaver, Poet\nMaria Oduya (Mariam), Engineer\nPeter Novak, Teacher");
    assert_eq!(found, ["Thomas (Tom) Weaver | -: Poet", "Maria Oduya | -: Engineer", "Peter Novak | -: Teacher"]);
}

#[test]
fn a_long_run_of_names_signs_without_a_sign_off() {
    let rows = "Maria Oduya, Professor, Tarnwick University, UK\nPeter Novak, Reader, Mill College, Norway\n\
        Anna Lindqvist, PhD Student, Mill College, Norway\nThomas Weaver, Lecturer, Tarnwick University, UK\n\
        Grace Miller, Professor, Tarnwick University, UK\nHenry Baker, Professor, Harbour Institute, Germany";
    assert_eq!(signatories(rows).len(), 6);
    assert_eq!(signatories(rows)[0], "Maria Oduya | Tarnwick University: Professor");
}

#[test]
fn the_last_sentence_may_announce_the_list() {
    let found = signatories(
        "The coalition joining this letter is comprised of:\n\n**Civil Society Organisations**:\n\n* Harbour Watch\n\
         * Open Docks Foundation\n* Twitter\n* Mill Council",
    );
    assert_eq!(found, ["Harbour Watch", "Open Docks Foundation", "Twitter", "Mill Council"]);
}

#[test]
fn notes_at_the_foot_of_a_page_stand_inside_a_list() {
    let found = signatories(
        "Signed,\n\nHarbour Watch\nOpen Docks Foundation\nMill Council\n\n1\n  A Study of the Old Harbour and its Boats, Report \
         for the Harbour Board, Second Edition, page 12\nhttps://harbour.example/report\nhttps://harbour.example/second\n\n\
         Tarnwick University\nNet Rights Institute\nBoatmen's Association",
    );
    assert_eq!(
        found,
        [
            "Harbour Watch",
            "Open Docks Foundation",
            "Mill Council",
            "Tarnwick University",
            "Net Rights Institute",
            "Boatmen's Association"
        ]
    );
}

#[test]
fn undersigned_organisations_sign_with_their_people() {
    let reading = read(
        "The undersigned organisations write to you about the closing of the old harbour, which has served the town \
         and its fishing families for more than three hundred years, and ask you to think again.\n\nSincerely,\n\n\
         Maria Oduya\nChair\nHarbour Watch\n\nPeter Novak\nDirector\nMill Council\n",
    );
    let mut found: Vec<String> = holding(&reading, Role::Signatory);
    found.retain(|row| !row.contains('|'));
    assert_eq!(found, ["Harbour Watch", "Mill Council"]);
}

#[test]
fn a_list_of_who_came_is_not_signed() {
    let text = "The harbour meeting was held on Monday and went on until the evening, with much talk of boats and \
        gates and little of money, as the town had feared.\n\nList of participants:\n\n* Maria Oduya - Tarnwick University\n\
        * Peter Novak - Mill Council\n* Anna Lindqvist - Harbour Watch\n";
    let reading = read(text);
    assert_eq!(holding(&reading, Role::Signatory), [""; 0]);
    assert!(reading.chains.iter().any(|chain| chain.name == "Maria Oduya" && chain.affiliations.len() == 1));
}

#[test]
fn addressees_stacked_line_by_line() {
    let text = "Professor Maria Oduya, Chief Executive, Harbour Watch\n\nProfessor Peter Novak, Chair, Mill Council\n\n\
        Dear Dr Oduya and Dr Novak,\n\nWe write about the closing of the old harbour, which has served the town \
        for more than three hundred years.\n";
    let mut found = holding(&read(text), Role::Addressee);
    found.sort();
    assert_eq!(found, ["Maria Oduya | Harbour Watch: Chief Executive", "Peter Novak | Mill Council: Chair"]);
}

#[test]
fn bare_names_pull_odd_ones_along() {
    let found =
        signatories("Signatories\n\nbrian anderson\nA R Polack\nHenry L\nMunira\nMaria Oduya\nPeter Novak\nZofia");
    assert_eq!(found, ["brian anderson", "A R Polack", "Henry L", "Munira", "Maria Oduya", "Peter Novak", "Zofia"]);
}

#[test]
fn headings_inside_a_list_tell_bodies_from_people() {
    let found = signatories(
        "Signatories:\n\nOrganisations:\nHarbour Watch\nQvarzo\n\nIndividuals:\nMaria Oduya, Tarnwick University\nPeter Novak",
    );
    assert_eq!(found, ["Harbour Watch", "Qvarzo", "Maria Oduya | Tarnwick University: -", "Peter Novak"]);
}

#[test]
fn countries_head_groups_and_sign_nothing() {
    let found =
        signatories("Signed,\n\nNorway\nHarbour Watch\nMill Council\n\nGermany\nDocks Alliance e.V.\nCanal Network");
    assert_eq!(found, ["Harbour Watch", "Mill Council", "Docks Alliance e.V.", "Canal Network"]);
}

#[test]
fn bodies_side_by_side_with_a_wrap_in_one_column() {
    let found = signatories(
        "Sincerely,\n\nHarbour Watch                     International Docks Group (IDG)\n\
         Open Docks Foundation             Tarnwick University Students'\n                                  Union\n\
         Lantern Society                   Weavers International",
    );
    assert!(found.contains(&"Tarnwick University Students' Union".to_string()), "{found:?}");
    assert_eq!(found.len(), 6);
}

#[test]
fn a_table_with_a_head() {
    let found = signatories(
        "## Signatories\n\n| Name | Affiliation |\n|---|---|\n| Maria Oduya | Tarnwick University |\n| Peter Novak | Poet |",
    );
    assert_eq!(found, ["Maria Oduya | Tarnwick University: -", "Peter Novak | -: Poet"]);
}

#[test]
fn surnames_in_capitals_and_colons() {
    let found = signatories(
        "Signed:\n\nAyhan BOZKIR: Democratic Harbour Movement (DHM), Member of Parliament\n\
         Maria ODUYA: Mill Workers Union, Chair\nPeter NOVAK: Journalist",
    );
    assert_eq!(
        found,
        [
            "Ayhan BOZKIR | Democratic Harbour Movement: Member of Parliament",
            "Maria ODUYA | Mill Workers Union: Chair",
            "Peter NOVAK | -: Journalist"
        ]
    );
}

#[test]
fn one_signatory_over_a_whole_address() {
    let found = signatories(
        "Yours faithfully,\n\nMaria Oduya\nExecutive Director\nHarbour Watch\n12 Dock Street, Tarnwick\nTel: +44 20 1234 5678",
    );
    assert_eq!(found, ["Maria Oduya | Harbour Watch: Executive Director"]);
}

#[test]
fn names_over_their_posts_without_blank_lines() {
    let found = signatories(
        "Sincerely,\n\nTim Baxter\nCouncillor, Port Selby Council\nPeter Novak\nMayor of Selby\nAnna Lindqvist\n\
         Professor of Law,\nUniversity of Tarnwick",
    );
    assert_eq!(found.len(), 3);
    assert_eq!(found[2], "Anna Lindqvist | University of Tarnwick: Professor of Law");
}

#[test]
fn names_behind_signed_by_in_a_sentence() {
    let found = signatories(
        "Signed by: Maria Oduya, President of Harbour Watch; Peter Novak, Director of the Mill Council; and Thomas Weaver, \
         Tarnwick University.",
    );
    assert_eq!(
        found,
        [
            "Maria Oduya | Harbour Watch: President",
            "Peter Novak | Mill Council: Director",
            "Thomas Weaver | Tarnwick University: -"
        ]
    );
    let bodies = signatories(
        "This letter is signed by: Harbour Watch, Mill Council, Open Docks Foundation, and the Canal Society.",
    );
    assert_eq!(bodies, ["Harbour Watch", "Mill Council", "Open Docks Foundation", "Canal Society"]);
}

#[test]
fn a_bare_list_is_signed_by_all_its_rows() {
    let surnames = [
        "Lindqvist",
        "Oduya",
        "Novak",
        "Farahi",
        "Quispel",
        "Tamm",
        "Okafor",
        "Haugland",
        "Kamaru",
        "Ilves",
        "Petrova",
        "Raghunathan",
        "Whitmore",
        "Jensen",
        "Nkosi",
        "Vunivalu",
        "Quintero",
    ];
    let rows: Vec<String> = surnames.iter().map(|name| format!("Maria {name}, Teacher, Tarnwick College")).collect();
    let bytes = rows.join("\n").into_bytes();
    let opened = undersigned::read::document("list.txt", None, bytes).expect("the rows are text");
    let reading = read_document(&opened.document, &Settings::default(), Lexicon::built_in()).1;
    assert_eq!(holding(&reading, Role::Signatory).len(), rows.len());
}
