//! Texts as people send them: menus above, lines broken at a margin, labels before names. No one in them is lost.
#![allow(clippy::unwrap_used)]

use undersigned::lexicon::Lexicon;
use undersigned::model::{Format, Kind, Reading, Role};
use undersigned::pipeline::read_document;
use undersigned::read;
use undersigned::settings::Settings;

/// A text read from its bytes on, so that its own title and kind count.
fn reading(text: &str) -> Reading {
    let opened = read::document("a.txt", Some(Format::Text), text.as_bytes().to_vec()).unwrap();
    read_document(&opened.document, &Settings::default(), Lexicon::built_in()).1
}

/// The names in a role, sorted.
fn holding(text: &str, role: Role) -> Vec<String> {
    let reading = reading(text);
    let held = reading.appearances.iter().filter(|appearance| appearance.role == role);
    let mut names: Vec<String> = held.map(|held| reading.chains[held.chain].name.to_string()).collect();
    names.sort();
    names
}

fn names(text: &str, kind: Kind) -> Vec<String> {
    let reading = reading(text);
    let mut names: Vec<String> =
        reading.chains.iter().filter(|chain| chain.kind == kind).map(|chain| chain.name.to_string()).collect();
    names.sort();
    names
}

#[test]
fn a_menu_at_the_head_of_a_page_takes_no_text_with_it() {
    for head in ["Press release", "News\nHome\nContact", "For immediate release", "Media release\n\nMenu", "Sources"] {
        let text = format!(
            "{head}\n\nFishers ask for a new quay\n\nThe boats have waited long.\n\n\
             \"It is late,\" said Mara Ilves, chair of the Lake Fishers' Union.\n"
        );
        assert_eq!(holding(&text, Role::Speaker), ["Mara Ilves"], "{head}");
    }
}

#[test]
fn furniture_at_the_foot_runs_to_the_end() {
    let text = "Fishers ask for a new quay\n\nThe boats have waited for a long time, said Mara Ilves of the Lake Fishers' \
        Union, and the union will not wait for another year.\n\nRelated articles\n\nOskar Tamm opens a mill.\n\n\
        Jonas Lindqvist sells a boat.\n";
    assert_eq!(names(text, Kind::Person), ["Mara Ilves"]);
}

#[test]
fn a_sentence_is_no_title() {
    let wrapped = "The hearing was attended by Mara Ilves of the Reed Institute, and Oskar Tamm\n\
        said that the delta needs water.\n";
    assert_eq!(holding(wrapped, Role::Participant), ["Mara Ilves", "Oskar Tamm"]);
    let text = "This appeal was signed by Mara Ilves, Oskar Tamm and Wanjiru Kamaru.\n";
    assert_eq!(holding(text, Role::Signatory), ["Mara Ilves", "Oskar Tamm", "Wanjiru Kamaru"]);
}

#[test]
fn text_below_a_headline_is_none_of_it() {
    let text = "Voices of the delta\nThe meeting was chaired by Mara Ilves.\nOskar Tamm attended it for the mill.\n";
    assert_eq!(holding(text, Role::Chair), ["Mara Ilves"]);
    assert_eq!(holding(text, Role::Participant), ["Oskar Tamm"]);
}

#[test]
fn names_run_over_the_ends_of_full_lines() {
    let text = "Hearing on the delta\n\nThe hearing was opened on Monday by Mara Ilves, the Director of the Reed\n\
        Institute. Oskar Tamm of the Lake Fishers' Union said on Tuesday that the\n\
        Port Authority and the Harbour Board had not met at all. Then Wanjiru\n\
        Kamaru spoke for an hour. The Port Authority did not come to any meeting.\n";
    assert!(names(text, Kind::Organisation).contains(&"Reed Institute".to_owned()));
    assert_eq!(holding(text, Role::Speaker), ["Oskar Tamm", "Wanjiru Kamaru"]);
}

#[test]
fn labels_stand_before_names_and_are_none() {
    let text = "Round table on the delta\n\nChair: Mara Ilves, Reed Institute\n\
        Speakers: Oskar Tamm, Wanjiru Kamaru and Dr Leena Raghunathan (Tavira University)\n\
        Discussant: Rafael Quintero\n\nThe round table met on Monday.\n";
    assert_eq!(holding(text, Role::Chair), ["Mara Ilves"]);
    let speakers = ["Leena Raghunathan", "Oskar Tamm", "Rafael Quintero", "Wanjiru Kamaru"];
    assert_eq!(holding(text, Role::Speaker), speakers);
    assert_eq!(names(text, Kind::Organisation), ["Reed Institute", "Tavira University"]);
}

#[test]
fn lists_of_who_came_give_participants() {
    let text = "The harbour meeting was held on Monday and went on until the evening.\n\nList of participants:\n\n\
        * Mara Ilves - Tarnwick University\n* Oskar Tamm - Mill Council\n* Jonas Lindqvist - Port Authority\n\n\
        Organisations participating:\n\n* Harbour Watch\n* Lake Fishers' Union\n* Open Docks Foundation\n";
    let came = [
        "Harbour Watch",
        "Jonas Lindqvist",
        "Lake Fishers' Union",
        "Mara Ilves",
        "Open Docks Foundation",
        "Oskar Tamm",
    ];
    assert_eq!(holding(text, Role::Participant), came);
    assert_eq!(holding(text, Role::Issuer), [""; 0]);
}

#[test]
fn a_label_may_stand_on_the_line_of_those_who_came() {
    let text = "Meeting of the harbour forum\n\nOrganisations participating: Reed Institute, Harbour Watch, Mill Council\n\n\
        List of participants: Mara Ilves (Tavira University), Oskar Tamm (Port Authority)\n";
    let came = ["Harbour Watch", "Mara Ilves", "Mill Council", "Oskar Tamm", "Reed Institute"];
    assert_eq!(holding(text, Role::Participant), came);
}

#[test]
fn a_line_of_furniture_over_a_list_takes_no_list_with_it() {
    let text =
        "Programme\n\nModerator: Dr Jonas Lindqvist (Port Authority)\nPanellists: Wanjiru Kamaru and Oskar Tamm\n";
    assert_eq!(holding(text, Role::Chair), ["Jonas Lindqvist"]);
    assert_eq!(holding(text, Role::Speaker), ["Oskar Tamm", "Wanjiru Kamaru"]);
}

const LETTER: &str = "Dear Members of the Harbour Board,\n\nWe write about the closing of the old harbour, which has \
    served the town for more than three hundred years.\n\nSigned,\n\n";

#[test]
fn names_in_any_script_sign() {
    let text = format!(
        "{LETTER}Mara Ilves, Tarnwick University\n杨淇\nمحمد رضا\nИван Петров\n(Oskar Tamm)\n[Jonas Lindqvist]\n"
    );
    assert_eq!(holding(&text, Role::Signatory).len(), 6);
    for name in ["杨淇", "محمد رضا", "Иван Петров", "(Oskar Tamm)"] {
        let people = names(&format!("{LETTER}{name}\n"), Kind::Person);
        assert_eq!(people, [name.trim_matches(['(', ')'])]);
    }
}

#[test]
fn a_row_that_names_nobody_is_told_with_its_line() {
    let text =
        format!("{LETTER}1. Mara Ilves\n2. Oskar Tamm\n3. withheld on request\n4. Jonas Lindqvist\n5. www.a.example\n");
    let reading = reading(&text);
    let told: Vec<_> = reading.notices.iter().map(|notice| (notice.code.as_str(), notice.line)).collect();
    assert_eq!(told, [("row-unread", Some(9))]);
}
