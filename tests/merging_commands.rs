//! What the analyst does about names on the command line: review, match, compare, and ids that change.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const FIRST: &str = "Open Letter to the Harbour Board\n\n3 May 2021\n\nWe ask the board to keep the ferry.\n\nSigned by:\n\n\
    1. Kenneth Marlow, Chair, Quay Watch\n2. Tobias Wend, Ferry Users Association\n3. Mara Ostrander, Lantern Reed Trust\n";

const SECOND: &str = "Second Open Letter to the Harbour Board\n\n9 June 2021\n\nWe ask the board again.\n\nSigned by:\n\n\
    1. Ken Marlow Stone, Quay Watch\n2. Tobias Wend, Ferry Users Association\n3. Amin Hosseini, Harbour Choir\n";

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(folder: &Path, args: &[&str], input: &str) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
    let output = command.args(args).current_dir(folder).write_stdin(input.to_owned()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn letters() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("letters")).unwrap();
    fs::write(folder.path().join("letters/a.txt"), FIRST).unwrap();
    fs::write(folder.path().join("letters/b.txt"), SECOND).unwrap();
    folder
}

fn decisions(folder: &TempDir) -> Vec<String> {
    let text = fs::read_to_string(folder.path().join("letters/decisions.csv")).unwrap_or_default();
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn review_writes_each_answer_and_takes_it_back() {
    let folder = letters();
    let ran = run(folder.path(), &["review", "letters", "--by", "AB", "--date", "2021-07-01"], "?\nsame\nundo\nd\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("pair 1 of 1") && ran.out.contains("first: ") && ran.out.contains("second: "));
    assert!(ran.out.contains("unsure") && ran.out.contains("take the last answer back"), "the help is told");
    assert!(ran.out.contains("Kenneth Marlow, Chair, Quay Watch"), "the passage is shown");
    assert!(ran.out.contains("in common: "), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "no colour where nobody sees it");
    let pair = "person,Ken Marlow Stone,,Kenneth Marlow,";
    assert_eq!(
        decisions(&folder),
        ["same", "withdraw", "different"].map(|word| format!("{pair},{word},AB,2021-07-01,"))
    );
    let again = run(folder.path(), &["review", "letters"], "");
    assert!(again.out.contains("0 answers") && !again.out.contains("pair 1"), "{}", again.out);
}

#[test]
fn what_is_the_same_merges_on_the_next_run() {
    let folder = letters();
    run(folder.path(), &["review", "letters"], "s\nq\n");
    let ran = run(folder.path(), &["why", "letters", "Kenneth Marlow"], "");
    assert!(ran.out.contains("Ken Marlow Stone") && ran.out.contains("decision, line 2"), "{}", ran.out);
    fs::remove_file(folder.path().join("letters/b.txt")).unwrap();
    let ran = run(folder.path(), &["build", "letters", "-o", "out"], "");
    assert!(ran.out.contains("decision-unused"), "what no longer applies is told: {}", ran.out);
}

#[test]
fn review_in_a_spreadsheet() {
    let folder = letters();
    let batch = ["review", "letters", "--batch", "review.csv"];
    assert!(run(folder.path(), &batch, "").out.contains("1 open pair written"));
    let table = folder.path().join("review.csv");
    let asked = fs::read_to_string(&table).unwrap();
    let header = "kind,left,left_in,right,right_in,judgement,note,score,why\n";
    assert!(asked.starts_with(&format!("{header}person,Ken Marlow Stone,,Kenneth Marlow,,,,")), "{asked}");
    fs::write(&table, asked.replace("Kenneth Marlow,,,,", "Kenneth Marlow,,perhaps,,")).unwrap();
    let wrong = run(folder.path(), &batch, "");
    assert!(wrong.code == 2 && wrong.err.contains("\"perhaps\" is no judgement"), "{}", wrong.err);
    assert!(decisions(&folder).is_empty(), "nothing is taken from a table with a mistake");
    fs::write(&table, asked.replace("Kenneth Marlow,,,,", "Kenneth Marlow,,same,seen,")).unwrap();
    assert!(run(folder.path(), &batch, "").out.contains("1 decision added"));
    assert_eq!(decisions(&folder), ["person,Ken Marlow Stone,,Kenneth Marlow,,same,,,seen"]);
}

#[test]
fn lists_are_matched_and_nothing_is_merged() {
    let folder = letters();
    let plain = "name,aliases,affiliation\nToby Wend,Tobias Wendt;T. Wend,Ferry Users Association\nOtto Nobody,,\n";
    fs::write(folder.path().join("list.csv"), plain).unwrap();
    let ran = run(folder.path(), &["match", "letters", "list.csv"], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows: Vec<&str> = ran.out.lines().skip(1).collect();
    assert_eq!(rows.len(), 1, "{}", ran.out);
    assert!(rows[0].starts_with("Toby Wend,") && rows[0].contains(",p-tobias-wend,"), "{}", rows[0]);
    assert!(rows[0].ends_with("a.txt:10,\"Tobias Wend, Ferry Users Association\""), "{}", rows[0]);

    let targets = "\"id\",\"schema\",\"name\",\"aliases\",\"birth_date\"\n\
        \"NK-1\",\"Person\",\"OSTRANDER, Mara\",\"M. Ostrander;Mara O.\",\"1960\"\n\
        \"NK-2\",\"Organization\",\"The Quay Watch Ltd\",\"\",\"\"\n\"NK-3\",\"Vessel\",\"Ferry\",\"\",\"\"\n";
    fs::write(folder.path().join("targets.simple.csv"), targets).unwrap();
    let ran = run(folder.path(), &["match", "letters", "targets.simple.csv"], "");
    let hits: Vec<Vec<&str>> = ran.out.lines().skip(1).map(|row| row.split(',').collect()).collect();
    assert!(
        ran.out.contains("NK-1") && ran.out.contains("p-mara-ostrander") && ran.out.contains(",merge,"),
        "{hits:?}"
    );
    assert!(ran.out.contains("NK-2") && ran.out.contains("o-quay-watch"), "{}", ran.out);
    let none = run(folder.path(), &["match", "letters", "letters/a.txt"], "");
    assert!(none.code == 2 && none.err.contains("column name"), "{}", none.err);
}

#[test]
fn a_list_of_which_not_all_was_compared_is_told() {
    let folder = letters();
    let vowels = |number: usize| (0..6).map(move |place| ["ba", "bo", "bu", "be"][number / 4usize.pow(place) % 4]);
    let names = |count: usize| -> String {
        (0..count).map(|number| format!("Mara B{}a Thornquist\n", vowels(number).collect::<String>())).collect()
    };
    for (count, told) in [(20, false), (2_600, true)] {
        fs::write(folder.path().join("list.csv"), format!("name\n{}Tobias Wend\n", names(count))).unwrap();
        let ran = run(folder.path(), &["match", "letters", "list.csv"], "");
        let warned = ran.err.contains("warning: ") && ran.err.contains("compared with the nearest in the alphabet");
        assert_eq!(warned, told, "{count} names: {}", ran.err);
        assert!(ran.code == 0 && ran.out.contains("\nTobias Wend,Tobias Wend,"), "{} {}", ran.out, ran.err);
    }
}

#[test]
fn a_table_is_compared_in_its_own_order() {
    let folder = TempDir::new().unwrap();
    let rows = "kind,left,note,right\nperson,Zoe Thornquist,z,Ada Marsh\n,Ida Reed,\"a, b\",\"REED, Ida\"\n\
        organisation,Quay Watch,,Quay Watch Ltd\n";
    fs::write(folder.path().join("pairs.csv"), rows).unwrap();
    let ran = run(folder.path(), &["compare", "pairs.csv"], "");
    let out: Vec<&str> = ran.out.lines().collect();
    assert_eq!(out[0], "kind,left,note,right,score,band,why");
    assert!(out[1].starts_with("person,Zoe Thornquist,z,Ada Marsh,0.0") && out[1].contains(",apart,"), "{}", out[1]);
    assert!(out[2].starts_with(",Ida Reed,\"a, b\",\"REED, Ida\",0.9") && out[2].contains(",merge,"), "{}", out[2]);
    assert!(out[3].starts_with("organisation,Quay Watch,,Quay Watch Ltd,0.9"), "{}", out[3]);
    fs::write(folder.path().join("bad.csv"), "a,b\n1,2\n").unwrap();
    let bad = run(folder.path(), &["compare", "bad.csv"], "");
    assert!(bad.code == 2 && bad.err.contains("its columns are a, b") && bad.err.contains("left and right"));
}

#[test]
fn ids_that_change_are_told() {
    let folder = letters();
    run(folder.path(), &["build", "letters", "-o", "first", "--no-figure"], "");
    let line =
        "kind,left,left_in,right,right_in,judgement,by,date,note\nperson,Ken Marlow Stone,,Kenneth Marlow,,same,,,\n";
    fs::write(folder.path().join("letters/decisions.csv"), line).unwrap();
    let ran = run(folder.path(), &["build", "letters", "-o", "second", "--no-figure", "--since-run", "first"], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let read = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    let (names, notices) = (read("second/names.csv"), read("second/notices.csv"));
    assert!(notices.contains("id-changed") && notices.contains("p-kenneth-marlow of first"), "{notices}");
    assert!(names.lines().any(|row| row.contains("Kenneth Marlow") && row.ends_with(",p-kenneth-marlow")), "{names}");

    // Without it the folder that is replaced is asked, and the files hang on the input alone.
    let over = run(folder.path(), &["build", "letters", "-o", "first", "--no-figure"], "");
    assert!(over.out.contains("1 id changed since the last run"), "{}", over.out);
    assert!(!read("first/notices.csv").contains("id-changed"));
    let nothing = run(folder.path(), &["build", "letters", "-o", "third", "--since-run", "nowhere"], "");
    assert!(nothing.code == 2 && nothing.err.contains("--since-run"), "{}", nothing.err);
}
