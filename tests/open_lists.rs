//! Lists of signatories that no plain heading opens or that something odd stands in: none loses its role in silence.
#![allow(clippy::unwrap_used)]

use undersigned::lexicon::Lexicon;
use undersigned::model::{Format, Reading, Role};
use undersigned::pipeline::read_document;
use undersigned::read;
use undersigned::settings::Settings;

const PEOPLE: [&str; 8] = [
    "Mara Ilves",
    "Oskar Tamm",
    "Wanjiru Kamaru",
    "Jonas Lindqvist",
    "Leena Raghunathan",
    "Tomasi Vunivalu",
    "Ebba Lund",
    "Giulia Ferrante",
];

fn reading(text: &str, format: Format) -> Reading {
    let opened = read::document("a", Some(format), text.as_bytes().to_vec()).unwrap();
    read_document(&opened.document, &Settings::default(), Lexicon::built_in()).1
}

/// Who signs, in the order of the text.
fn signing(text: &str, format: Format) -> Vec<String> {
    let reading = reading(text, format);
    let signs = reading.appearances.iter().filter(|appearance| appearance.role == Role::Signatory);
    let mut names: Vec<String> = signs.map(|signs| reading.chains[signs.chain].name.to_string()).collect();
    names.sort();
    names.dedup();
    names
}

/// The first `count` people, sorted.
fn people(count: usize) -> Vec<&'static str> {
    let mut people = PEOPLE[..count].to_vec();
    people.sort_unstable();
    people
}

/// A row for each of the first `count` people.
fn rows(count: usize, row: impl Fn(&str) -> String, between: &str) -> String {
    PEOPLE[..count].iter().map(|name| row(name)).collect::<Vec<_>>().join(between)
}

#[test]
fn undersigned_is_enough_whatever_stands_behind_the_list() {
    let list = rows(4, |name| format!("Prof. {name}, Reed Institute, Varla"), "\n");
    for behind in [
        "",
        "p.s. Colleagues who want to sign may write to me at any time, and are asked to share this text widely.",
        "Read the full list at our site.",
        "________\n\n[1] The mill was closed in March, as the town told us later on.\n\nAn attachment was taken out.",
    ] {
        let text = format!(
            "We, the undersigned, ask that the mill be opened again, for the sake of our past and our present.\n\n\
             {list}\n\n{behind}\n"
        );
        assert_eq!(signing(&text, Format::Text), people(4), "{behind}");
    }
}

#[test]
fn a_line_that_counts_the_signers_opens_their_list() {
    let list = rows(3, |name| format!("{name}, Professor of Law, Varla University"), "\n\n");
    for heading in [
        "**204 total signers as of 6:30 pm, May 4th, 2021.**",
        "204 signatories as of May 4th, 2021",
        "\\[INITIAL SIGNERS – later ones stand behind the notes]",
        "**1,204 signatures**\n\n\\[FIRST SIGNERS]",
    ] {
        let text = format!("The mill must open again, and we ask you to open it.\n\n{heading}\n\n{list}\n");
        assert_eq!(signing(&text, Format::Markdown), people(3), "{heading}");
    }
}

#[test]
fn closings_are_told_by_their_shape() {
    let list = rows(3, |name| format!("{name}, Professor of Law, Varla University"), "\n\n");
    for closing in ["With urgency,", "In shared alarm,", "Yours in haste,"] {
        let text = format!("Dear Minister Krag,\n\nThe mill must open again. Please open it.\n\n{closing}\n\n{list}\n");
        assert_eq!(signing(&text, Format::Text), people(3), "{closing}");
    }
}

#[test]
fn a_second_part_signs_behind_a_sentence_and_a_remark() {
    let list = |from: usize| {
        let rows = PEOPLE[from..from + 4].iter().map(|name| format!("1. {name} (Reed Institute)"));
        rows.collect::<Vec<_>>().join("\n")
    };
    let text = format!(
        "The mill must open again, say those who live beside it.\n\nSigned,\n\n{}\n\n### Organizations\n\n\
         1. Lake Fishers' Union\n1. Reed Institute\n1. Varla Harbour Watch\n\n\
         Some of these have written [more](/more) on the mill.\n\n### Individuals\n\n\
         <!-- new names below this line -->\n\n\
         <small>(For each of them the affiliation is given for\nidentification purposes only.)</small>\n\n{}\n",
        list(0),
        list(4)
    );
    let signing = signing(&text, Format::Markdown);
    for name in PEOPLE {
        assert!(signing.iter().any(|found| found == name), "{name}: {signing:?}");
    }
    assert!(signing.iter().any(|name| name == "Varla Harbour Watch"), "{signing:?}");
}

#[test]
fn a_row_in_bold_is_no_heading() {
    let text = "We, the undersigned, oppose the sale.\n\n- **Mara Ilves**, lawyer\n- **Oskar Tamm AO QC**\n\
        - **Father Jonas Lindqvist OAM**\n- **Wanjiru Kamaru**, Chair, Reed Institute\n";
    assert_eq!(signing(text, Format::Markdown), ["Jonas Lindqvist", "Mara Ilves", "Oskar Tamm", "Wanjiru Kamaru"]);
}

#[test]
fn rows_of_a_page_sign_over_a_note_on_affiliations() {
    let lines = rows(3, |name| format!("<b>{name}, </b>author, <i>The Long Quay</i><br>"), "\n");
    let page = format!(
        "<html><body><h1>Open letter</h1><p>We, the undersigned, oppose the sale and ask the mayor to stop it.</p>\n\
         {lines}\n* for identification purposes only<p></body></html>"
    );
    assert_eq!(signing(&page, Format::Html), people(3));
    let pairs = rows(3, |name| format!("<p><b>{name}</b><br>\nEditor, Varla Press</p>"), "\n");
    let page = format!(
        "<html><body><p>We, the undersigned, oppose the sale.</p>\n{pairs}\n\
         <p><i>Affiliations listed for identification purposes only.</i></p></body></html>"
    );
    assert_eq!(signing(&page, Format::Html), people(3));
}

#[test]
fn a_list_that_may_sign_and_does_not_is_told() {
    let list = rows(4, |name| format!("- {name}, Reed Institute"), "\n");
    let text = format!(
        "Those who came to the fair\n\n{list}\n\nThe fair was long, and the undersigned of last year's letter were all \
         there, and told at length of what had become of the mill since they wrote, and of what they hoped for, and \
         how much they wanted to see the quay as it had been before the storm took most of it away.\n"
    );
    let told: Vec<(String, Option<u32>)> =
        reading(&text, Format::Text).notices.iter().map(|notice| (notice.code.clone(), notice.line)).collect();
    assert_eq!(told, [("list-unsigned".to_owned(), Some(3))]);
    assert!(signing(&text, Format::Text).is_empty());
}

#[test]
fn cards_are_rows_with_fields() {
    let card = |name: &str| {
        format!(
            "<div class=\"card\"><span class=\"full_name\">{name}</span>\n<span class=\"at\">Reed Labs</span></div>\n"
        )
    };
    let page = format!(
        "<html><body><h1>The mill</h1><h2>All signatures in random order</h2>\n\
         <p>Note that this list is made anew each hour.</p>\n{}</body></html>",
        rows(4, card, "")
    );
    assert_eq!(signing(&page, Format::Html), people(4));
}

#[test]
fn lines_of_the_page_do_not_sign() {
    for line in [
        "© Varla Media",
        "[© Varla Media](https://varla.example/terms)",
        "Advertisement - scroll to go on",
        "Find more from Varla Media on the town's pages",
        "An HTML attachment was scrubbed...",
    ] {
        let text =
            format!("Dear Minister,\n\nPlease open the bridge.\n\nYours sincerely,\n\nMara Ilves\nChair\n\n{line}\n");
        assert_eq!(signing(&text, Format::Markdown), people(1), "{line}");
    }
}

#[test]
fn an_address_with_blank_lines_is_one() {
    let text = "Hon. Mara Ilves\n\nMinister of Housing\n\nParliament House\n\nVARLA\n\nDear Minister\n\n\
        Please open the bridge.\n\nYours sincerely\n\nOskar Tamm\n";
    let reading = reading(text, Format::Text);
    let addressed = reading.appearances.iter().filter(|appearance| appearance.role == Role::Addressee);
    let names: Vec<&str> = addressed.map(|addressed| reading.chains[addressed.chain].name.as_str()).collect();
    assert!(names.contains(&"Mara Ilves"), "{names:?}");
}
