//! What belongs to the page and not to the text names nobody in a role: menus, teasers, credits, notices, comments.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use undersigned::lexicon::Lexicon;
use undersigned::model::{BlockKind, Format, Layout, Reading, Role};
use undersigned::pipeline::read_document;
use undersigned::settings::Settings;

fn read(text: &str) -> (Layout, Reading) {
    let opened = undersigned::read::document("made.txt", Some(Format::Text), text.as_bytes().to_vec()).unwrap();
    read_document(&opened.document, &Settings::default(), Lexicon::built_in())
}

/// Everybody in an active role.
fn active(text: &str) -> BTreeSet<String> {
    let reading = read(text).1;
    let active = reading.appearances.iter().filter(|appearance| appearance.role.is_active());
    active.map(|appearance| reading.chains[appearance.chain].name.to_string()).collect()
}

const STORY: &str = "Bridge at Varla stays shut\n\n\
    Mara Ilves, head of the Reed Institute, said on Monday that the bridge would stay shut.\n\n{}\n\n\
    The town has asked for a ferry, and the ministry has promised one by June, with two crossings an hour and a third on \
    market days, when the fishers come over from the islands with their catch and the road is full of carts.\n\n\
    “We cannot wait,” Ilves added. “We have waited since the spring, and nobody has told us what the town will do.”\n";

/// The story with this in the middle.
fn story(aside: &str) -> String {
    STORY.replace("{}", aside)
}

#[test]
fn asides_in_the_middle_of_a_story_are_furniture_and_end_nothing() {
    let asides = [
        "READ ALSO: Minister Ebba Lund said the port would close",
        "Also read: Otto Krag told reporters that he was never asked",
        "Related: Senator Ida Falk warned of a hard winter",
        "Photo: Giulia Ferrante/Nordic Press Agency",
        "(Photo by Giulia Ferrante)",
        "Tags: Ebba Lund, Ida Falk, Otto Krag",
        "Advertisement",
        "This website uses cookies. By continuing you accept what Colin Baines said of our use of them.",
        "Share this:\nFacebook\nTwitter\nWhatsApp",
    ];
    for aside in asides {
        let text = story(aside);
        assert_eq!(active(&text), BTreeSet::from(["Mara Ilves".to_owned()]), "{aside}");
        let layout = read(&text).0;
        let kinds: Vec<BlockKind> = layout.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds[2], BlockKind::Boilerplate, "{aside}: {kinds:?}");
        assert_eq!(kinds.last(), Some(&BlockKind::Paragraph), "{aside}: {kinds:?}");
    }
}

#[test]
fn menus_above_and_related_news_and_comments_below_name_nobody() {
    let text = format!(
        "Home\nNews\nEvents\nContact\n\nSkip to content\n\n{}\nRelated articles\n\n\
         Minister Ebba Lund said the port would close\n\nOtto Krag: “I was never asked”\n\n\
         Most read\n\nBishop Leo Martens told the synod to wait\n\nLeave a reply\n\nJan Visser says:\nI said so all along.\n\n\
         © 2021 Varla Post. All rights reserved.\n",
        story("The bridge was closed in March.")
    );
    assert_eq!(active(&text), BTreeSet::from(["Mara Ilves".to_owned()]));
}

#[test]
fn what_looks_like_a_teaser_and_is_none_stays() {
    let speaks = |text: &str, name: &str| {
        let reading = read(text).1;
        let speakers = reading.appearances.iter().filter(|appearance| appearance.role == Role::Speaker);
        speakers.map(|appearance| &reading.chains[appearance.chain].name).any(|held| held == name)
    };
    assert!(speaks(&story("Speakers: Otto Krag, Ida Falk and Ebba Lund"), "Otto Krag"));
    assert!(speaks(&story("Next, Otto Krag said that the ferry was late."), "Otto Krag"));
}
