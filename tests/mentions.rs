//! The door for another recogniser: our own mentions come back as they went, bare ones are filled in, wrong ones told.
#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod measured;

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use undersigned::lexicon::Lexicon;
use undersigned::mentions::{parse_mentions, write};
use undersigned::model::{Document, Form, Format, Kind, Mention, MentionRule, Span};
use undersigned::recognise::tagger::model::Model;
use undersigned::recognise::{Wordbook, give, given};
use undersigned::settings::Settings;
use undersigned::{layout, pipeline, read, recognise};

const TEXT: &str = "Café notes 🛶\n\nDr Mara Ostrander MP, Chair of the Quay Watch Council, spoke.\n\
    Ostrander\u{2019}s Council met.\n";

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn undersigned(args: &[&str], folder: &Path) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_undersigned")).args(args).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn done(args: &[&str], folder: &Path) -> String {
    let ran = undersigned(args, folder);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    ran.out
}

/// A folder with `letters/notes.txt` and `letters/old/none.txt`, which names nobody.
fn letters() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("letters/old")).unwrap();
    fs::write(folder.path().join("letters/notes.txt"), TEXT).unwrap();
    fs::write(folder.path().join("letters/old/none.txt"), "nothing happened here.\n").unwrap();
    folder
}

fn document(text: &str) -> Document {
    read::document("notes.txt", Some(Format::Text), text.as_bytes().to_vec()).unwrap().document
}

/// A line with the least that a mention has, for the first of these words.
fn bare(text: &str, name: &str, kind: &str) -> String {
    let start = text[..text.find(name).unwrap()].chars().count();
    let end = start + name.chars().count();
    serde_json::json!({"document": "notes.txt", "start": start, "end": end, "text": name, "kind": kind}).to_string()
}

fn made(text: &str, lines: &[String]) -> Vec<Mention> {
    let all = parse_mentions(&lines.join("\n"), Path::new("-")).unwrap();
    given(&document(text), &all["notes.txt"], Lexicon::built_in()).unwrap()
}

/// Each file of an output folder, without what names the recogniser: `run.json`, and a line of the report.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let all = entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()));
    let mut files: BTreeMap<String, Vec<u8>> = all.filter(|(name, _)| name != "run.json").collect();
    if let Some(report) = files.get_mut("report.md") {
        let text = std::str::from_utf8(report).unwrap();
        *report = text.lines().filter(|line| !line.starts_with("- undersigned ")).collect::<String>().into_bytes();
    }
    files
}

#[test]
fn our_own_mentions_fed_back_change_no_byte() {
    let here = letters();
    let shared = ["seeds", "letters", "events", "events2"].map(|set| measured::root().join("../shared/gold").join(set));
    let mut folders = vec![here.path().join("letters"), measured::root().join("data/samples")];
    folders.extend(shared.into_iter().filter(|folder| folder.is_dir()));
    for folder in folders {
        let (work, path) = (TempDir::new().unwrap(), folder.to_str().unwrap());
        fs::write(work.path().join("ours.jsonl"), done(&["mentions", path], work.path())).unwrap();
        done(&["build", "-q", path, "-o", "ours"], work.path());
        done(&["build", "-q", path, "-o", "given", "--mentions", "ours.jsonl"], work.path());
        let (ours, given) = (files(&work.path().join("ours")), files(&work.path().join("given")));
        assert!(ours.len() > 8 && ours.keys().eq(given.keys()), "{path}");
        for (name, bytes) in ours {
            assert!(bytes == given[&name], "{path}: {name} differs");
        }
    }
}

#[test]
fn a_line_keeps_every_field_of_a_mention() {
    let document = document(TEXT);
    let layout = layout::lay_out(&document, &Settings::default(), Lexicon::built_in());
    let mut ours = recognise::recognise(&document, &layout, Model::built_in(), Lexicon::built_in());
    assert!(ours.iter().any(|mention| !mention.titles().is_empty()), "{ours:?}");
    // No rule makes a name in pieces yet.
    let whole = ours[0].span();
    let gap = whole.of(&document.text).find(' ').unwrap();
    ours[0].stand_in(vec![Span::new(whole.start, whole.start + gap), Span::new(whole.start + gap + 1, whole.end)]);
    let mut file = Vec::new();
    write("notes.txt", give(&document, ours.clone()), &mut file).unwrap();
    let file = String::from_utf8(file).unwrap();
    assert_eq!(made(TEXT, &[file]), ours);
}

#[test]
fn what_a_line_leaves_out_is_found_beside_the_name() {
    let names =
        [("the Quay Watch Council", "organisation"), ("Ostrander\u{2019}s", "person"), ("Mara Ostrander", "person")];
    let mut all = names.map(|(name, kind)| bare(TEXT, name, kind)).to_vec();
    all.push(bare(&TEXT.replacen("Council", "Cooncil", 1), "Council", "organisation"));
    let found = made(TEXT, &all);
    let told: Vec<_> = found.iter().map(|mention| (mention.name.as_str(), mention.form)).collect();
    let wanted = [
        ("Mara Ostrander", Form::Full),
        ("Quay Watch Council", Form::Full),
        ("Ostrander", Form::Short),
        ("Council", Form::Short),
    ];
    assert_eq!(told, wanted);
    assert_eq!((found[0].titles(), found[0].postnominals()), (&["Dr".into()][..], &["MP".into()][..]));
    assert_eq!(found[0].whole.of(TEXT), "Dr Mara Ostrander MP");
    assert!(found.iter().all(|mention| mention.rule == MentionRule::Given && mention.confidence == 0.8));
}

#[test]
fn what_a_line_says_holds() {
    let said = r#","name":"M. Ostrander","titles":[],"confidence":0.4,"form":"short","recogniser":"mine"}"#;
    let found = made(TEXT, &[bare(TEXT, "Mara Ostrander", "person").replace('}', said)]);
    assert_eq!((found[0].name.as_str(), found[0].form, found[0].confidence), ("M. Ostrander", Form::Short, 0.4));
    assert!(found[0].titles().is_empty() && found[0].postnominals() == ["MP"], "{found:?}");
}

#[test]
fn titles_that_may_be_names_stay_where_they_are_given() {
    let text = "Mr Syed Tomasi and Prof. Dr. Leena Marsh PhD came.\n";
    let found = made(text, &[bare(text, "Mr Syed Tomasi", "person"), bare(text, "Dr. Leena Marsh PhD", "person")]);
    assert_eq!((found[0].name.as_str(), found[0].titles().join("|")), ("Syed Tomasi", "Mr".into()));
    assert_eq!((found[1].name.as_str(), found[1].titles().join("|")), ("Leena Marsh", "Prof. Dr.".into()));
    assert_eq!(found[1].postnominals(), ["PhD"]);
}

#[test]
fn lines_that_do_not_fit_are_told_with_their_number_and_the_next_step() {
    let good = bare(TEXT, "Mara Ostrander", "person");
    let line = |fields: &str| format!("{{\"document\":\"notes.txt\",\"kind\":\"person\",{fields}}}");
    let bytes = TEXT.find("Quay").unwrap();
    let wrong = [
        (line(r#""start":5,"end":900,"text":"notes""#), "has 101 code points", "count code points from 0"),
        (line(r#""start":9,"end":5,"text":"notes""#), "9 to 5 is no range", "one past the last"),
        (line(r#""start":5,"end":9,"text":"notes""#), "\"note\" stands there", "`undersigned text`"),
        (line(&format!(r#""start":{bytes},"end":{},"text":"Quay""#, bytes + 4)), "not \"Quay\"", "count bytes"),
        (line(r#""start":11,"end":12,"text":"🛶""#), "a letter or a digit", "leave this line out"),
        (line(r#""start":5,"end":10,"text":"notes","rule":"mine""#), "no rule \"mine\"", "`recogniser`"),
        (line(r#""start":5,"end":10,"text":"notes","confidence":7"#), "from 0 to 1", "leave it out"),
        (line(r#""start":5,"end":10,"text":"notes","whole":[6,10]"#), "`whole`", "mend the two"),
        (line(r#""start":5,"end":10,"text":"notes","pieces":[[5,8],[7,10]]"#), "`pieces`", "mend the two"),
        (bare(TEXT, "Ostrander", "person"), "overlaps line 1", "keep one"),
        (good.replace("person", "PER"), "expected one of `person`", "PER is person"),
        ("{".to_owned(), "EOF", "one whole JSON object"),
    ];
    let folder = letters();
    for (line, cause, help) in wrong {
        fs::write(folder.path().join("m.jsonl"), format!("{good}\n\n{line}\n")).unwrap();
        let ran = undersigned(&["build", "letters", "--mentions", "m.jsonl"], folder.path());
        let told = format!("error: cannot use m.jsonl, line 3\ncause: {}", ran.err.split("cause: ").nth(1).unwrap());
        assert!(ran.code == 2 && ran.err == told && told.contains(cause) && told.contains(help), "{line}\n{}", ran.err);
        assert!(!folder.path().join("graphs").exists(), "nothing is written");
    }
}

#[test]
fn a_file_that_is_not_there_or_about_other_documents_is_told() {
    let folder = letters();
    let build = ["build", "letters", "--mentions", "m.jsonl"];
    let ran = undersigned(&build, folder.path());
    assert!(ran.code == 2 && ran.err.contains("cannot read m.jsonl") && ran.err.contains("--mentions"), "{}", ran.err);
    let elsewhere = bare(TEXT, "Mara Ostrander", "person").replace("notes.txt", "letters/notes.txt");
    for (written, word) in [(elsewhere.as_str(), "it names \"letters/notes.txt\""), ("\n", "nothing in it")] {
        fs::write(folder.path().join("m.jsonl"), written).unwrap();
        let ran = undersigned(&build, folder.path());
        assert!(ran.code == 2 && ran.err.contains(word) && ran.err.contains("documents.csv"), "{}", ran.err);
    }
}

#[test]
fn documents_that_only_one_side_names_are_noticed() {
    let folder = letters();
    let name = bare(TEXT, "Mara Ostrander", "person");
    let elsewhere = name.replace("notes.txt", "gone.txt");
    let notices = |lines: &[&str]| {
        fs::write(folder.path().join("m.jsonl"), lines.join("\n")).unwrap();
        done(&["build", "-q", "letters", "-o", "out", "--mentions", "m.jsonl"], folder.path());
        fs::read_to_string(folder.path().join("out/notices.csv")).unwrap()
    };
    let told = notices(&[&name, &elsewhere]);
    for (code, document) in [("no-mentions", "old/none.txt"), ("unused-mentions", "gone.txt")] {
        assert!(told.lines().any(|line| line.starts_with(&format!("{code},{document},"))), "{told}");
    }
    let told = notices(&[&name, r#"{"document": "old/none.txt"}"#]);
    assert!(told.contains("no-names,old/none.txt") && !told.contains("-mentions"), "{told}");
}

#[test]
fn given_names_take_the_place_of_ours_in_every_command() {
    let folder = letters();
    let line = bare(TEXT, "notes", "person").replace('}', r#","recogniser":"mine 1.0"}"#);
    fs::write(folder.path().join("m.jsonl"), line).unwrap();
    let show = done(&["show", "letters/notes.txt", "--mentions", "m.jsonl", "-v"], folder.path());
    assert!(show.contains("[notes]") && show.contains("given") && !show.contains("[Mara"), "{show}");
    let why = done(&["why", "letters", "notes", "--mentions", "m.jsonl"], folder.path());
    assert!(why.contains("p-notes") && why.contains("rule given"), "{why}");
    done(&["build", "-q", "letters", "-o", "out", "--mentions", "m.jsonl"], folder.path());
    let run = fs::read_to_string(folder.path().join("out/run.json")).unwrap();
    assert!(run.contains("\"mentions.jsonl\": \"") && run.contains("\"mine 1.0\""), "{run}");
    assert!(fs::read_to_string(folder.path().join("out/appearances.csv")).unwrap().contains(",given,"));
}

#[test]
fn the_text_is_the_one_that_offsets_count_in() {
    let folder = letters();
    let written = "\u{feff}Cafe\u{301} of\u{ad}fice\r\n🛶 رضا\u{c}end";
    fs::write(folder.path().join("letters/notes.txt"), written).unwrap();
    let text = "Café office\n🛶 رضا\nend";
    assert_eq!(done(&["text", "letters/notes.txt"], folder.path()), text);
    let lines = done(&["text", "--json", "letters"], folder.path());
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first, serde_json::json!({"document": "notes.txt", "text": text}));
    assert_eq!(lines.lines().count(), 2);
    let ran = undersigned(&["text", "letters"], folder.path());
    assert!(ran.code == 2 && ran.err.contains("not one document") && ran.err.contains("help: "), "{}", ran.err);
}

#[test]
fn the_order_of_lines_and_of_paths_leaves_no_trace() {
    let folder = letters();
    let paths = |first, second| done(&["mentions", first, second, "-j", "2"], folder.path());
    let (one, other) = ("letters/notes.txt", "letters/old/none.txt");
    assert_eq!(paths(one, other), paths(other, one));
    let mut lines: Vec<String> = paths(one, other).lines().map(str::to_owned).collect();
    let in_order = |lines: &[String], out: &str| {
        fs::write(folder.path().join("m.jsonl"), lines.join("\n")).unwrap();
        done(&["build", "-q", "letters", "-o", out, "--mentions", "m.jsonl"], folder.path());
        files(&folder.path().join(PathBuf::from(out)))
    };
    let forwards = in_order(&lines, "one");
    lines.reverse();
    assert!(forwards == in_order(&lines, "two"));
}

/// The names of people in a file with this text.
fn people(text: &str) -> Vec<String> {
    let (_, reading) = pipeline::read_document(&document(text), &Settings::default(), Lexicon::built_in());
    reading
        .mentions
        .into_iter()
        .filter(|mention| mention.kind == Kind::Person)
        .map(|mention| mention.name.into())
        .collect()
}

#[test]
fn a_name_across_a_line_a_page_or_a_soft_hyphen_is_one_name() {
    const LEAD: &str = "The talks at the harbour were long, and at the end of the day the minister thanked ";
    const REST: &str = " for the work on the treaty, which had taken the council most of the year to prepare.\n";
    let whole = format!("{LEAD}Maria Lindholm{REST}");
    assert_eq!(people(&whole), ["Maria Lindholm"]);
    for written in
        ["Maria\nLindholm", "Maria\r\nLindholm", "Maria\u{C}Lindholm", "Maria\n\u{C}Lindholm", "Maria Lind\u{AD}holm"]
    {
        assert_eq!(people(&format!("{LEAD}{written}{REST}")), ["Maria Lindholm"], "{written:?}");
    }
}

#[test]
fn what_a_book_has_seen_elsewhere_changes_no_name() {
    let model = Model::built_in();
    let lexicon = Lexicon::built_in();
    let texts = [TEXT, "Ada Marsh of the Harbour Union wrote to Ben Okafor.", "ada marsh wrote, and AU said no."];
    let mut book = Wordbook::new(model, lexicon);
    for text in texts.iter().chain(texts.iter().rev()) {
        let document = document(text);
        let layout = layout::lay_out(&document, &Settings::default(), lexicon);
        let alone = recognise::recognise(&document, &layout, model, lexicon);
        assert_eq!(recognise::recognise_by(&document, &layout, &mut book, lexicon).0, alone, "{text}");
    }
}
