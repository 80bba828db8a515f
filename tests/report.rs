//! The report: it says what stands in the documents, in Markdown that no name can break, for piles of every size.
#![allow(clippy::unwrap_used)]

mod made;

use Role::{Addressee, Chair, Issuer, Mentioned, Signatory, Speaker};
use made::{With, document, dossier};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use undersigned::export::report::markdown::{Page, bold, one_line, plain};
use undersigned::export::report::report;
use undersigned::model::{Dossier, Reading, Role};
use undersigned::settings::Settings;

/// All that a reader of Markdown may know, but for quotation marks that it bends.
fn options() -> Options {
    Options::all().difference(Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_OLD_FOOTNOTES)
}

/// The words of a text, and the tags around them.
fn read(text: &str) -> (String, Vec<Tag<'_>>) {
    let (mut words, mut tags) = (String::new(), Vec::new());
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::Start(tag) => tags.push(tag),
            Event::End(_) => {}
            other => panic!("{text}: {other:?}"),
        }
    }
    (words, tags)
}

/// Texts of pieces that mean something in Markdown, in an order that a seed decides.
fn hostile_texts(number: u64) -> impl Iterator<Item = String> {
    const PIECES: [&str; 56] = [
        "#",
        "##",
        "*",
        "**",
        "_",
        "__",
        "`",
        "```",
        "~",
        "~~",
        "^",
        "$",
        "$$",
        "[",
        "](http://x.example)",
        "]",
        "[^1]",
        "![",
        "[[",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<x@y.example>",
        "&amp;",
        "&#35;",
        "&copy",
        "|",
        "||",
        "\\",
        "\\\\",
        "-",
        "---",
        "===",
        "+",
        "1.",
        "12)",
        "a)",
        "iv.",
        "(1)",
        ":",
        ": x",
        ":::",
        "{#id}",
        "{.c}",
        "@cite",
        "www.x.example",
        "http://x.example",
        "\n",
        "\n\n    ",
        "\t",
        "> ",
        "Ada",
        "o'Dell",
        "حسن",
        "杨淇",
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut roll = move |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    (0..number).map(move |_| {
        let length = 1 + roll(6);
        let glue = [" ", ""][roll(2)];
        (0..length).map(|_| PIECES[roll(PIECES.len())]).collect::<Vec<_>>().join(glue)
    })
}

#[test]
fn no_text_is_read_as_markdown() {
    for text in hostile_texts(20_000) {
        let shown = one_line(&text);
        if shown.is_empty() {
            continue;
        }
        let mut page = Page::default();
        page.paragraph(plain(&text));
        let written = page.text();
        let (words, tags) = read(&written);
        assert_eq!((words.as_str(), tags.as_slice()), (shown.as_str(), [Tag::Paragraph].as_slice()), "{written}");
    }
}

#[test]
fn no_text_leaves_its_list_its_cell_its_heading_or_its_bold() {
    for text in hostile_texts(5_000).filter(|text| !one_line(text).is_empty()) {
        let shown = one_line(&text);
        let mut page = Page::default();
        page.list([(plain(&text), vec![plain(&text)])]);
        let written = page.text();
        let (words, tags) = read(&written);
        assert_eq!(words, shown.repeat(2), "{written}");
        let plain_list = |tag: &Tag| matches!(tag, Tag::List(None) | Tag::Item);
        assert!(tags.len() == 4 && tags.iter().all(plain_list), "{written}: {tags:?}");

        let mut page = Page::default();
        page.table(&[("Name", 10), ("Other", 10)], [vec![plain(&text), bold(&text)]]);
        let written = page.text();
        let (words, tags) = read(&written);
        assert_eq!(words, format!("NameOther{}", shown.repeat(2)), "{written}");
        assert_eq!(tags.iter().filter(|tag| matches!(tag, Tag::TableCell)).count(), 4, "{written}");
        assert_eq!(tags.iter().filter(|tag| matches!(tag, Tag::Strong)).count(), 1, "{written}: {tags:?}");

        let mut page = Page::default();
        page.heading(2, plain(&text));
        let written = page.text();
        let (words, tags) = read(&written);
        assert_eq!((words, tags.len()), (shown, 1), "{written}: {tags:?}");
    }
}

/// A report as it is read: the kinds of tags but for those that the report uses itself must be none.
fn check(dossier: &Dossier) -> String {
    let text = report(dossier);
    let mut cells = 0;
    for event in Parser::new_ext(&text, options()) {
        match event {
            Event::Start(Tag::TableRow | Tag::TableHead) => cells = 0,
            Event::Start(Tag::TableCell) => cells += 1,
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::List(None)
                | Tag::Item
                | Tag::Strong
                | Tag::Emphasis
                | Tag::Table(_),
            )
            | Event::End(_)
            | Event::Text(_) => {}
            Event::Code(code) => {
                assert!(code.chars().all(|c| c.is_ascii_alphanumeric() || " -.".contains(c)), "{code}")
            }
            other => panic!("{other:?} in\n{text}"),
        }
        assert!(cells <= 5);
    }
    assert!(!text.contains("NaN") && !text.contains("\n\n\n") && text.ends_with('\n'), "{text}");
    for (at, line) in text.lines().enumerate() {
        assert!(!line.trim_start().starts_with("- ") || line.trim().len() > 3, "an empty item at {at}\n{text}");
        assert!(!line.contains("()") && !line.contains("“”"), "nothing where something is meant at {at}\n{text}");
    }
    text
}

fn pile(readings: Vec<Reading>) -> Dossier {
    dossier(readings, &[], &Settings::default())
}

#[test]
fn piles_of_none_one_and_two_have_their_report() {
    let none = check(&Dossier::default());
    assert!(none.contains("No document was read") && !none.contains("## Documents"), "{none}");
    let empty = check(&pile(vec![document("a.txt", "")]));
    assert!(empty.contains("1 document") && empty.contains("No two names are tied"), "{empty}");
    let one = || document("a.txt", "2020-01-31").person("Ada Ash", &[Signatory]).person("Ben Birch", &[Speaker, Chair]);
    let alone = check(&pile(vec![one()]));
    assert!(alone.contains("No two names meet twice") && alone.contains("on 31 January 2020"), "{alone}");
    let two =
        check(&pile(vec![one(), document("b.txt", "").person("Ada Ash", &[Speaker]).person("Ben Birch", &[Speaker])]));
    assert!(two.contains("**Ada Ash** and **Ben Birch**: together in 2 documents"), "{two}");
    assert!(two.contains("“Ada Ash as signatory” (a.txt:1) and “Ben Birch as speaker” (a.txt:2)"), "{two}");
}

#[test]
fn names_that_mean_harm_stay_names() {
    let names = [
        "# Ada",
        "- Ben",
        "<script>Cy</script>",
        "[Dov](http://x.example)",
        "| Eve |",
        "`Fay`",
        "**Gus**",
        "K|al\tK\u{7}elp",
    ];
    let letter = |id: &str| {
        let signed = names.iter().fold(document(id, "2021-02-03"), |letter, name| letter.person(name, &[Signatory]));
        signed
            .post("*Chair* | x", Some(0))
            .body("_Oak_ & <i>League</i>", &[Issuer])
            .person("> Mae", &[Addressee, Mentioned])
    };
    let text = check(&pile(vec![letter("a|b_c.txt"), letter("*.txt"), letter("<c>.txt")]));
    assert!(text.contains("\\<script\\>Cy\\</script\\>"), "{text}");
}

#[test]
fn many_documents_fill_no_more_than_a_few_pages() {
    let document = |number: usize| {
        let name = |at: usize| format!("{} {}", ["Ada", "Ben", "Cleo", "Dov", "Eve", "Fay"][at % 6], made_surname(at));
        let day = format!("20{:02}-0{}-11", number % 20, 1 + number % 9);
        (0..8).fold(document(&format!("{number:03}.txt"), &day), |made, seat| {
            made.person(&name((number / 4 * 5 + seat * seat + number % 2) % 180), &[Speaker])
        })
    };
    let text = check(&pile((0..300).map(document).collect()));
    assert!(
        text.lines().count() < 200 && text.split_whitespace().count() < 2_600,
        "{}",
        text.split_whitespace().count()
    );
    every_finding_has_its_source(&text);
    assert!(text.contains("more are in documents.csv") && text.contains("Documents by year"), "{text}");
    assert!(text.contains("are more than chance alone would make"), "{text}");
}

/// Each item of the sections on names, ties and communities cites a line, itself or right below.
fn every_finding_has_its_source(text: &str) {
    let mut found = 0;
    for section in ["Who appears most", "Strongest ties", "Most surprising ties", "Communities", "Who connects them"] {
        let (_, rest) = text.split_once(&format!("\n## {section}\n")).unwrap_or_else(|| panic!("no {section}\n{text}"));
        let section = rest.split("\n## ").next().unwrap();
        for item in section.split("\n- ").skip(1).map(|item| item.split("\n\n").next().unwrap()) {
            let is_cited = item
                .match_indices(".txt:")
                .any(|(at, mark)| item[at + mark.len()..].starts_with(|c: char| c.is_ascii_digit()));
            assert!(is_cited, "{item}");
            found += 1;
        }
    }
    assert!(found > 20, "{found} findings\n{text}");
}

fn made_surname(at: usize) -> String {
    let syllable =
        |at: usize| ["ba", "cor", "den", "fir", "gol", "hum", "jas", "kel", "mon", "nur", "pes", "rit"][at % 12];
    let word = format!("{}{}{}", syllable(at), syllable(at / 12 + 3), syllable(at * 7 + 5));
    word[..1].to_uppercase() + &word[1..]
}

#[test]
fn the_samples_say_what_the_report_quotes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let report = fs::read_to_string(root.join("graphs/samples/report.md")).unwrap();
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let documents: BTreeMap<String, Vec<String>> = fs::read_dir(root.join("data/samples"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap();
            (entry.file_name().into_string().unwrap(), text.lines().map(str::to_owned).collect())
        })
        .collect();
    let (mut quotations, mut sources) = (0, 0);
    for line in report.lines().map(|line| line.replace('\\', "")) {
        for (at, found) in line.match_indices(".txt:") {
            let digits = line[at + found.len()..].chars().take_while(char::is_ascii_digit).collect::<String>();
            let document = line[..at].rsplit([' ', '(']).next().unwrap().to_owned() + ".txt";
            let number: usize = digits.parse().unwrap();
            let lines = &documents[&document];
            assert!((1..=lines.len()).contains(&number), "{document} has no line {number}");
            sources += 1;
            let Some(quoted) =
                line[..at].strip_suffix(document.trim_end_matches(".txt")).and_then(|l| l.strip_suffix("” ("))
            else {
                continue;
            };
            let quoted = quoted.rsplit_once("likely to be one: “").map_or(quoted, |(_, last)| last);
            let quoted = quoted.rsplit_once("likely to be right: “").map_or(quoted, |(_, last)| last);
            let quoted = quoted.rsplit_once("- “").map_or(quoted, |(_, last)| last);
            let quoted = quoted.rsplit_once(") and “").map_or(quoted, |(_, last)| last);
            let below = folded(&lines[number - 1..].join(" "));
            for words in quoted.split('…').map(folded).filter(|words| !words.is_empty()) {
                assert!(below.contains(&words), "{document}:{number} does not say {words}");
            }
            quotations += 1;
        }
    }
    assert!(quotations > 10 && sources > 30, "{quotations} quotations, {sources} sources");
}
