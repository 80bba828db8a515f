//! Roles and affiliations in invented sentences: what each rule finds, and what it must leave alone.

use std::collections::BTreeSet;
use undersigned::lexicon::Lexicon;
use undersigned::model::{Format, Reading, Role};
use undersigned::pipeline;
use undersigned::settings::Settings;

fn read(body: &str) -> Reading {
    let text = format!("Meeting of the Lakeside Conference on Ferries\n\n{body}\n");
    let opened = undersigned::read::document("made.txt", Some(Format::Text), text.into_bytes()).expect("it is text");
    pipeline::read_document(&opened.document, &Settings::default(), Lexicon::built_in()).1
}

/// Everybody who holds the role, by the fullest name.
fn holders(body: &str, role: Role) -> BTreeSet<String> {
    let reading = read(body);
    let held = reading.appearances.iter().filter(|appearance| appearance.role == role);
    held.map(|appearance| reading.chains[appearance.chain].name.to_string()).collect()
}

fn expect(role: Role, cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (body, names) in cases {
        let wanted: BTreeSet<String> = names.iter().map(ToString::to_string).collect();
        let found = holders(body, role);
        if found != wanted {
            wrong.push(format!("{body}\n  wanted {wanted:?}\n  found  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn speakers_by_their_verbs() {
    expect(
        Role::Speaker,
        &[
            // Whoever is named inside the quote does not speak when it goes on.
            (
                "Anna Petrova opened the meeting. She said, “Laura Jensen went to the pier.” She added: “It was late.”",
                &["Anna Petrova"],
            ),
            ("“The ferry is late,” said the union's secretary Anna Petrova.", &["Anna Petrova"]),
            (
                "Anna Petrova, head of the harbour office, and Daniel Whitmore said the pier is unsafe.",
                &["Anna Petrova", "Daniel Whitmore"],
            ),
            (
                "Daniel Whitmore, who chaired the conference, stressed the cost and said it would rise.",
                &["Daniel Whitmore"],
            ),
            ("Daniel Whitmore told reporters the plan failed. He added that work would stop.", &["Daniel Whitmore"]),
            (
                "Mr. Samuel Okafor from the Lakeside Institute; Dr. Laura Jensen from the Rowan University; and Anna Petrova took part and spoke on the occasion.",
                &["Anna Petrova", "Laura Jensen", "Samuel Okafor"],
            ),
            ("Closing remarks were delivered by Laura Jensen, director of the Rowan Institute.", &["Laura Jensen"]),
            ("Samuel Okafor gave a formal vote of thanks.", &["Samuel Okafor"]),
            (
                "Mrs. Laura Jensen and Mr. Samuel Okafor were the guest speakers of the day.",
                &["Laura Jensen", "Samuel Okafor"],
            ),
            // The comma ends a description, and the name behind the verb is its object.
            ("Anna Petrova, director of the Rowan Institute, thanked Daniel Whitmore.", &["Anna Petrova"]),
            (
                "Anna Petrova and Laura Jensen, co-directors of the Rowan Institute, thanked Daniel Whitmore.",
                &["Anna Petrova", "Laura Jensen"],
            ),
            ("The pier is lost, said Anna Petrova.", &["Anna Petrova"]),
            (
                "The Minister for Ports, Laura Jensen, in a statement read out by her deputy Daniel Whitmore, apologised to the families.",
                &["Laura Jensen"],
            ),
            ("According to the Rowan Institute’s Laura Jensen, the tide is rising.", &["Laura Jensen"]),
            ("Laura Jensen, in her welcome address, recalled the flood.", &["Laura Jensen"]),
            (
                "Daniel Whitmore said the files were lost, while Laura Jensen called for an inquiry.",
                &["Daniel Whitmore", "Laura Jensen"],
            ),
            ("Asked about the reef, Samuel Okafor shook his head: “It is gone.”", &["Samuel Okafor"]),
            (
                "The panel, moderated by journalist Laura Jensen, featured Anna Petrova and Samuel Okafor.",
                &["Anna Petrova", "Samuel Okafor"],
            ),
            // A body beside a person.
            ("Anna Petrova and the Harbour Committee called for calm.", &["Anna Petrova", "Harbour Committee"]),
            // The object, the owner and the one of whom a report tells do not speak.
            ("Anna Petrova criticised Daniel Whitmore and said the plan failed.", &["Anna Petrova"]),
            ("Daniel Whitmore's sister said nothing.", &[]),
            ("The report on Anna Petrova was read with care.", &[]),
            ("“Anna Petrova said so,” the minister claimed.", &[]),
        ],
    );
}

#[test]
fn speakers_by_their_lists() {
    expect(
        Role::Speaker,
        &[
            (
                "Speakers included Anna Petrova, Daniel Whitmore, and Laura Jensen, under the moderation of Samuel Okafor.",
                &["Anna Petrova", "Daniel Whitmore", "Laura Jensen"],
            ),
            ("The keynote speaker was Laura Jensen, former aide to President Daniel Whitmore.", &["Laura Jensen"]),
            (
                "Speakers included:\n\n- Ms. Anna Petrova (Rowan Institute), who analysed the tides.\n- Mr. Daniel Whitmore (Lakeside Union), who told of storms.",
                &["Anna Petrova", "Daniel Whitmore"],
            ),
            (
                "Anna: Why is the ferry late again today?\nDaniel: Because the tide is low, we think.\nAnna: And when will it be higher then?\nDaniel: Tomorrow at noon, if all goes well.\n\nAnna Petrova met Daniel Whitmore.",
                &["Anna Petrova", "Daniel Whitmore"],
            ),
        ],
    );
}

#[test]
fn chairs() {
    expect(
        Role::Chair,
        &[
            (
                "The session was chaired by Anna Petrova, director of the Rowan Institute, with Daniel Whitmore as chief guest.",
                &["Anna Petrova"],
            ),
            (
                "Anna Petrova, Laura Jensen and Samuel Okafor moderated different sessions.",
                &["Anna Petrova", "Laura Jensen", "Samuel Okafor"],
            ),
            ("Present: Laura Jensen (chair), Samuel Okafor\n\nThe minutes were read.", &["Laura Jensen"]),
            ("Chair: Laura Jensen\n\nThe minutes were read.", &["Laura Jensen"]),
            ("Laura Jensen (moderator) opened the evening.", &["Laura Jensen"]),
            (
                "The panel, moderated by journalist Laura Jensen, featured Anna Petrova and Samuel Okafor.",
                &["Laura Jensen"],
            ),
            (
                "Moderating the panel, Laura Jensen of the Lakeside Press Club asked each speaker for one sentence.",
                &["Laura Jensen"],
            ),
            ("Acting as moderator, Samuel Okafor thanked the panel.", &["Samuel Okafor"]),
            // A post in a body, and work that is no event.
            ("Laura Jensen is chair of the Harbour Committee.", &[]),
            ("Laura Jensen conducted a study of the tides.", &[]),
            ("Laura Jensen, facilitator of a network of fishers, was absent.", &[]),
        ],
    );
}

#[test]
fn participants() {
    expect(
        Role::Participant,
        &[
            (
                "The meeting was attended by Anna Petrova, head of the Rowan Institute, Daniel Whitmore and Laura Jensen.",
                &["Anna Petrova", "Daniel Whitmore", "Laura Jensen"],
            ),
            ("Dr. Samuel Okafor, adviser to the mayor, was also present.", &["Samuel Okafor"]),
            ("The meeting was attended by Anna Petrova and the Rowan Institute.", &["Anna Petrova", "Rowan Institute"]),
            (
                "The university was represented at the meeting by Laura Jensen and Samuel Okafor.",
                &["Laura Jensen", "Samuel Okafor"],
            ),
            ("The gathering was organised by the Rowan Institute.", &["Rowan Institute"]),
            (
                "Participants:\n\n- Anna Petrova, Rowan Institute\n- Daniel Whitmore, Lakeside Union\n- Laura Jensen, Lakeside Union",
                &["Anna Petrova", "Daniel Whitmore", "Laura Jensen"],
            ),
            (
                "Present: Laura Jensen (chair), Samuel Okafor\n\nThe minutes were read.",
                &["Laura Jensen", "Samuel Okafor"],
            ),
            ("Apologies: Laura Jensen, Samuel Okafor\n\nThe minutes were read.", &[]),
            ("Apologies:\n\n- Anna Petrova\n- Daniel Whitmore\n- Laura Jensen", &[]),
            ("The agreement was signed by Anna Petrova and Daniel Whitmore.", &["Anna Petrova", "Daniel Whitmore"]),
            // What is still to come, and what a body watched.
            ("The next meeting will be hosted by the Rowan Institute.", &[]),
            ("The Rowan Institute observed that the tide was low.", &[]),
        ],
    );
}

#[test]
fn signatories_in_a_sentence() {
    expect(
        Role::Signatory,
        &[
            (
                "The statement was signed by 40 groups, including the Rowan Institute, the Lakeside Union and the Harbour Committee.",
                &["Harbour Committee", "Lakeside Union", "Rowan Institute"],
            ),
            ("The statement of the Rowan Institute was read to 40 groups, including the Lakeside Union.", &[]),
        ],
    );
}

/// Who, as what (may be empty), in which body.
type Tie = (&'static str, &'static str, &'static str);

#[test]
fn affiliations() {
    let cases: &[(&str, &[Tie])] = &[
        (
            "Anna Petrova, Executive Director, Research and Policy, Rowan Institute, said no.",
            &[("Anna Petrova", "Executive Director, Research and Policy", "Rowan Institute")],
        ),
        (
            "Dr. Laura Jensen from the School of Law, Rowan University, said no.",
            &[("Laura Jensen", "", "School of Law"), ("Laura Jensen", "", "Rowan University")],
        ),
        (
            "Some words about the pier.\n\nThe pier was praised at length by Anna Petrova, director of the Delta Women's\nNetwork and former judge.",
            &[("Anna Petrova", "director", "Delta Women's Network")],
        ),
        (
            "5.2 Harbour Committee - Anna Petrova\n\nThe pier was built in 1920.",
            &[("Anna Petrova", "", "Harbour Committee")],
        ),
        (
            "Prof. Anna Petrova\n\n- Dean, Rowan University\n- Member, Harbour Committee\n\nProf. Laura Jensen\n\n- Editor, Lakeside Institute",
            &[
                ("Anna Petrova", "Dean", "Rowan University"),
                ("Anna Petrova", "Member", "Harbour Committee"),
                ("Laura Jensen", "Editor", "Lakeside Institute"),
            ],
        ),
        (
            "The minister thanked the Rowan Institute's director, Laura Jensen.",
            &[("Laura Jensen", "director", "Rowan Institute")],
        ),
        (
            "Laura Jensen (Lakeside) is the founder of the Rowan Institute.",
            &[("Laura Jensen", "founder", "Rowan Institute")],
        ),
        (
            "Anna Petrova, director of the Rowan Institute, Laura Jensen, and Samuel Okafor said no.",
            &[("Anna Petrova", "director", "Rowan Institute")],
        ),
        (
            "According to the Rowan Institute’s Laura Jensen, the tide is rising.",
            &[("Laura Jensen", "", "Rowan Institute")],
        ),
        (
            "The Lakeside Harbour Union (LHU) met. Laura Jensen, Secretary of the LHU International Office, said no.",
            &[
                ("Laura Jensen", "Secretary", "LHU International Office"),
                ("Laura Jensen", "Secretary", "Lakeside Harbour Union"),
            ],
        ),
        (
            "The Rowan Institute met. Laura Jensen, president of the Institute, and Institute Secretary Samuel Okafor said no.",
            &[("Laura Jensen", "president", "Rowan Institute"), ("Samuel Okafor", "Secretary", "Rowan Institute")],
        ),
        ("The Rowan Institute and the Lakeside Institute met. Laura Jensen, president of the Institute, said no.", &[]),
        (
            "The founder of the Rowan Institute and chair of the Harbour Committee, Laura Jensen, said no.",
            &[("Laura Jensen", "founder", "Rowan Institute"), ("Laura Jensen", "chair", "Harbour Committee")],
        ),
        (
            "The pier was praised by Anna Petrova and Laura Jensen of the Rowan Institute.",
            &[("Anna Petrova", "", "Rowan Institute"), ("Laura Jensen", "", "Rowan Institute")],
        ),
        (
            "The pier was praised by mayor Anna Petrova and Laura Jensen of the Rowan Institute.",
            &[("Laura Jensen", "", "Rowan Institute")],
        ),
        (
            "Anna Petrova, president of the Rowan Institute and aide to Harbour Committee chair Laura Jensen, said no.",
            &[("Anna Petrova", "president", "Rowan Institute"), ("Laura Jensen", "chair", "Harbour Committee")],
        ),
        ("Anna Petrova as chief guest praised the Rowan Institute.", &[]),
        ("Anna Petrova, and the director of the Rowan Institute, said no.", &[]),
    ];
    for (body, wanted) in cases {
        let reading = read(body);
        let found: BTreeSet<(String, String, String)> = reading
            .chains
            .iter()
            .flat_map(|chain| chain.affiliations.iter().map(move |a| (chain, a)))
            .filter_map(|(chain, a)| {
                let body = reading.chains[a.organisation?].name.to_string();
                Some((chain.name.to_string(), a.position.as_deref().unwrap_or_default().to_owned(), body))
            })
            .collect();
        let wanted = wanted.iter().map(|(p, post, b)| (p.to_string(), post.to_string(), b.to_string())).collect();
        assert_eq!(found, wanted, "{body}");
    }
}

#[test]
fn a_report_may_hold_a_letter() {
    let report = "The harbour board met on Monday and heard from the fishers of the bay, who had come in great number to tell of the storm and what it did to them.\n\n\
        The board then read a letter that had reached it in the morning, and it was agreed by all that an answer was to be written within the week at the latest.\n\n\
        Anna Petrova said the storm was the worst of the century.\n\n\
        Dear Mr. Okafor,\n\nDaniel Whitmore said that the pier is unsafe.\n\nYours sincerely,\n\nLaura Jensen\n";
    assert_eq!(holders(report, Role::Speaker), BTreeSet::from(["Anna Petrova".to_string()]));
}
