//! The command line as its user meets it: help, results, and what is said when something is wrong.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const COMMANDS: [&str; 10] =
    ["build", "show", "why", "rules", "score", "mentions", "text", "settings", "completions", "man"];

const LETTER: &str = "Open Letter to the Harbour Board\n\n3 May 2021\n\nWe ask the board to keep the ferry.\n\n\
    Signed by:\n\n1. Mara Ostrander, Chair, Quay Watch\n2. Tobias Wend, Ferry Users Association\n";

/// What a run left behind.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn undersigned(args: &[&str], folder: &Path) -> Ran {
    undersigned_fed(args, folder, b"")
}

fn undersigned_fed(args: &[&str], folder: &Path, input: &[u8]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
    let output = command.args(args).current_dir(folder).write_stdin(input).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// A folder with `letters/a.txt`.
fn letters() -> TempDir {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "letters/a.txt", LETTER.as_bytes());
    folder
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The error is told with its next step, in lower case, under this exit code.
fn assert_told(ran: &Ran, code: i32, words: &[&str]) {
    assert_eq!(ran.code, code, "{}\n{}", ran.out, ran.err);
    for word in words.iter().chain(&["error: ", "help: "]) {
        assert!(ran.err.contains(word), "{word:?} is not in\n{}", ran.err);
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn alone_it_prints_its_help() {
    let ran = undersigned(&[], Path::new("."));
    assert_eq!(ran.code, 0);
    assert!(COMMANDS.iter().all(|command| ran.out.contains(&format!("\n  {command}"))), "{}", ran.out);
}

#[test]
fn every_command_has_help() {
    for command in COMMANDS {
        let ran = undersigned(&[command, "--help"], Path::new("."));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{command}");
        assert!(ran.out.contains(&format!("Usage: undersigned {command}")), "{}", ran.out);
    }
}

#[test]
fn a_wrong_flag_is_a_usage_error() {
    assert_eq!(undersigned(&["build", "--colour", "mauve", "x"], Path::new(".")).code, 2);
    assert_eq!(undersigned(&["build"], Path::new(".")).code, 2);
    let ran = undersigned(&["build", "x", "--since", "last May"], Path::new("."));
    assert!(ran.code == 2 && ran.err.contains("2020-01-31"), "{}", ran.err);
    let days = ["build", "letters", "--since", "2021-02-01", "--until", "2021-01-01"];
    assert_told(&undersigned(&days, letters().path()), 2, &["2021-02-01 is later than", "change"]);
}

#[test]
fn build_writes_every_file_and_says_what_to_do_next() {
    let folder = letters();
    let ran = undersigned(&["build", "letters"], folder.path());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let out = folder.path().join("graphs/letters");
    for name in [
        "appearances.csv",
        "nodes.csv",
        "edges.csv",
        "incidence.csv",
        "affiliations.csv",
        "names.csv",
        "alike.csv",
        "documents.csv",
        "notices.csv",
        "network.dot",
        "network.svg",
        "run.json",
    ] {
        assert!(out.join(name).is_file(), "{name}");
        assert!(ran.out.contains(name), "{name} is not told in\n{}", ran.out);
    }
    for words in ["1 document read", "people", "written to graphs/letters", "next"] {
        assert!(ran.out.contains(words), "{words:?} is not in\n{}", ran.out);
    }
}

#[test]
fn quiet_says_nothing_and_no_figure_draws_nothing() {
    let folder = letters();
    let ran = undersigned(&["build", "letters", "-q", "--no-figure", "-o", "out"], folder.path());
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert!(folder.path().join("out/nodes.csv").exists() && !folder.path().join("out/network.svg").exists());
}

#[test]
fn standard_input_is_a_document() {
    let folder = TempDir::new().unwrap();
    let ran = undersigned_fed(&["build", "-"], folder.path(), LETTER.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(folder.path().join("graphs/stdin/nodes.csv").exists());
}

#[test]
fn threads_and_the_order_of_paths_leave_no_trace() {
    let folder = letters();
    write(folder.path(), "letters/b.txt", LETTER.replace("Wend", "Quill").as_bytes());
    let (a, b) = ("letters/a.txt", "letters/b.txt");
    for (args, out) in
        [(["build", a, b, "-j", "1", "-o", "one"], "one"), (["build", b, a, "-j", "2", "-o", "two"], "two")]
    {
        assert_eq!(undersigned(&args, folder.path()).code, 0, "{out}");
    }
    for entry in fs::read_dir(folder.path().join("one")).unwrap().map(|entry| entry.unwrap().path()) {
        let other = folder.path().join("two").join(entry.file_name().unwrap());
        assert_eq!(fs::read(&entry).unwrap(), fs::read(other).unwrap(), "{}", entry.display());
    }
}

#[test]
fn a_missing_path_is_told_and_the_rest_is_done() {
    let folder = letters();
    let ran = undersigned(&["build", "letters", "nosuch.txt", "-o", "out"], folder.path());
    assert_told(&ran, 1, &["cannot read nosuch.txt", "no such file"]);
    assert!(ran.out.contains("1 document read, 1 not"), "{}", ran.out);
    assert!(folder.path().join("out/nodes.csv").exists());
}

#[test]
fn with_nothing_to_read_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (path, words) in [("nosuch", "no such file"), ("empty", "no documents")] {
        let ran = undersigned(&["build", path], folder.path());
        assert_told(&ran, 2, &[path, words]);
        assert_eq!(ran.err.matches("error: ").count(), 1, "told once:\n{}", ran.err);
    }
    assert!(!folder.path().join("graphs").exists());
}

#[test]
fn a_file_that_is_no_text_is_told_and_the_rest_is_done() {
    let folder = letters();
    write(folder.path(), "letters/program.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0");
    let ran = undersigned(&["build", "letters", "-o", "out"], folder.path());
    assert_told(&ran, 1, &["program.txt", "not text"]);
    assert!(fs::read_to_string(folder.path().join("out/notices.csv")).unwrap().contains("program.txt"));
}

#[test]
fn a_file_that_cannot_be_opened_is_told_and_the_rest_is_done() {
    let folder = letters();
    // A folder in place of a document cannot be read even by root, who may read all files.
    let ran = undersigned(&["build", "letters", "letters/a.txt/below", "-o", "out"], folder.path());
    assert_told(&ran, 1, &["a.txt/below"]);
    assert!(folder.path().join("out/nodes.csv").exists());
}

#[test]
fn an_empty_file_and_invalid_utf8_are_noticed() {
    let folder = letters();
    write(folder.path(), "letters/empty.txt", b"");
    write(folder.path(), "letters/latin.txt", b"Caf\xe9 Quay Watch writes.\n");
    let ran = undersigned(&["build", "letters", "-o", "out"], folder.path());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let notices = fs::read_to_string(folder.path().join("out/notices.csv")).unwrap();
    for (code, document) in [("empty", "empty.txt"), ("encoding", "latin.txt")] {
        assert!(notices.lines().any(|line| line.starts_with(&format!("{code},{document},"))), "{notices}");
    }
}

#[test]
fn two_files_of_one_id_are_a_question_for_the_user() {
    let folder = letters();
    write(folder.path(), "reports/a.txt", b"Another text.");
    let ran = undersigned(&["build", "letters/a.txt", "reports/a.txt"], folder.path());
    assert_told(&ran, 2, &["a.txt", "same id"]);
    assert!(!folder.path().join("graphs").exists());
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let folder = letters();
    write(folder.path(), "mine/thesis.doc", b"years of work");
    let ran = undersigned(&["build", "letters", "-o", "mine"], folder.path());
    assert_told(&ran, 2, &["cannot write to mine", "-o"]);
    assert_eq!(fs::read(folder.path().join("mine/thesis.doc")).unwrap(), b"years of work");
    assert_eq!(fs::read_dir(folder.path().join("mine")).unwrap().count(), 1);
}

#[test]
fn a_folder_of_ours_is_overwritten() {
    let folder = letters();
    for _ in 0..2 {
        assert_eq!(undersigned(&["build", "letters"], folder.path()).code, 0);
    }
}

#[test]
fn an_output_folder_that_cannot_be_made_is_told_before_any_work() {
    let folder = letters();
    write(folder.path(), "file", b"");
    for out in ["file", "file/below"] {
        let ran = undersigned(&["build", "letters", "-o", out], folder.path());
        assert_told(&ran, 2, &["cannot write", "-o"]);
        assert_eq!(ran.out, "");
    }
}

#[test]
fn settings_that_are_wrong_stop_the_run() {
    let folder = letters();
    write(folder.path(), "letters/undersigned.toml", b"[network]\nmax-cliqe = 30\n");
    let ran = undersigned(&["build", "letters"], folder.path());
    assert_told(&ran, 2, &["undersigned.toml:2:1", "max-cliqe", "did you mean `max-clique`?"]);
    let ran = undersigned(&["build", "letters", "--settings", "nosuch.toml"], folder.path());
    assert_told(&ran, 2, &["nosuch.toml"]);
    assert!(!folder.path().join("graphs").exists());
}

#[test]
fn settings_in_force_are_printed_and_read_back() {
    let folder = letters();
    let printed = undersigned(&["settings"], folder.path()).out;
    assert!(printed.contains("max-clique = 300"), "{printed}");
    let ours = printed.replace("max-clique = 300", "max-clique = 7");
    write(folder.path(), "letters/undersigned.toml", ours.as_bytes());
    assert_eq!(undersigned(&["settings", "letters"], folder.path()).out, ours);
}

#[test]
fn settings_of_one_document_hold() {
    let folder = letters();
    let settings = "[documents.\"a.txt\"]\ntitle = \"The Ferry\"\ndate = 2021-05-04\nkind = \"statement\"\n";
    write(folder.path(), "letters/undersigned.toml", settings.as_bytes());
    undersigned(&["build", "letters", "-o", "out"], folder.path());
    let documents = fs::read_to_string(folder.path().join("out/documents.csv")).unwrap();
    assert!(documents.contains("a.txt,The Ferry,2021-05-04,yes,statement,"), "{documents}");
}

#[test]
fn decisions_that_are_wrong_stop_the_run() {
    let folder = letters();
    write(folder.path(), "letters/decisions.csv", b"who,what\nMara,same\n");
    let ran = undersigned(&["build", "letters"], folder.path());
    assert_told(&ran, 2, &["decisions.csv, line 1", "cause: ", "write as the first line"]);
    write(folder.path(), "letters/decisions.csv", b"kind;left;left_in;right;right_in;judgement;by;date;note\r\n");
    assert_told(&undersigned(&["build", "letters"], folder.path()), 2, &["semicolons", "Excel"]);
    assert!(!folder.path().join("graphs").exists());
}

#[test]
fn show_marks_names_and_gives_their_lines() {
    let ran = undersigned(&["show", "letters/a.txt"], letters().path());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let row = ran.out.lines().find(|row| row.contains("[Mara Ostrander]{signatory}"));
    assert!(row.is_some_and(|row| row.starts_with("    9 ┌1. ")), "{}", ran.out);
    let ran = undersigned(&["show", "--layout", "letters/a.txt"], letters().path());
    assert!(ran.out.contains("signatories  2 rows under “Signed by:”"), "{}", ran.out);
    assert!(ran.out.contains("name: Mara Ostrander | about: Chair | about: Quay Watch"), "{}", ran.out);
}

#[test]
fn settings_overrule_where_a_list_starts_and_what_parts_its_fields() {
    let folder = letters();
    write(
        folder.path(),
        "b.txt",
        b"On the ferry\n\nIt is gone.\n\nMara Ostrander # Quay Watch\nTobias Wend # Mill Council\n",
    );
    let shown = |args: &[&str]| undersigned(&[&["show", "--layout", "b.txt"], args].concat(), folder.path()).out;
    assert!(!shown(&[]).contains("signatories"), "{}", shown(&[]));
    write(folder.path(), "set.toml", b"[documents.\"b.txt\"]\nlist-start = 5\nseparator = \"#\"\n");
    let set = shown(&["--settings", "set.toml"]);
    assert!(set.contains("name: Mara Ostrander | body: Quay Watch"), "{set}");
}

#[test]
fn a_table_of_signatories_is_a_document_and_its_columns_may_be_named() {
    let folder = letters();
    write(folder.path(), "b.csv", b"Wer,Woher,Name\nMara Ostrander,Quay Watch,yes\nTobias Wend,Mill Council,no\n");
    write(folder.path(), "set.toml", b"[list]\nname = \"Wer\"\norganisation = \"Woher\"\n");
    let ran = undersigned(&["show", "--layout", "b.csv", "--settings", "set.toml"], folder.path());
    assert!(ran.out.contains("name: Mara Ostrander | body: Quay Watch"), "{}", ran.out);
}

#[test]
fn show_wants_one_document() {
    let folder = letters();
    write(folder.path(), "letters/b.txt", b"Two.");
    assert_told(&undersigned(&["show", "nosuch.txt"], folder.path()), 2, &["nosuch.txt"]);
    assert_told(&undersigned(&["show", "letters"], folder.path()), 2, &["not one document"]);
}

#[test]
fn why_tells_the_passages_of_a_name_and_of_a_tie() {
    let folder = letters();
    let ran = undersigned(&["why", "letters", "mara ostrander"], folder.path());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for words in ["p-mara-ostrander", "a.txt", "signatory", "line 9", "rule "] {
        assert!(ran.out.contains(words), "{words:?} is not in\n{}", ran.out);
    }
    let ran = undersigned(&["why", "letters", "Mara Ostrander", "Tobias Wend"], folder.path());
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("alongside") && ran.out.contains("line 10"), "{}", ran.out);
}

#[test]
fn why_offers_the_nearest_names_for_an_unknown_one() {
    let ran = undersigned(&["why", "letters", "Mara Ostrandr"], letters().path());
    assert_told(&ran, 2, &["nobody is named", "\"Mara Ostrander\""]);
}

#[test]
fn rules_lists_them_and_prints_a_page() {
    let ran = undersigned(&["rules"], Path::new("."));
    assert!(ran.code == 0 && ran.out.contains("\n  signature"), "{}", ran.out);
    let page = undersigned(&["rules", "signature"], Path::new(".")).out;
    assert!(page.starts_with("signature\n\nWho signs"), "{page}");
    assert!(page.contains("  → signatory: ") && !page.contains(['#', '`']), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    assert_told(&undersigned(&["rules", "signatur"], Path::new(".")), 2, &["did you mean signature?"]);
}

#[test]
fn score_wants_annotations() {
    let folder = letters();
    assert_told(&undersigned(&["score", "letters", "nosuch"], folder.path()), 2, &["nosuch"]);
    assert_told(&undersigned(&["score", "letters", "letters"], folder.path()), 2, &["no annotations"]);
    write(folder.path(), "gold/a.json", b"{\"entities\": 3}");
    assert_told(&undersigned(&["score", "letters", "gold"], folder.path()), 2, &["a.json", "line 1"]);
}

#[test]
fn characters_that_command_a_terminal_are_written_out() {
    let folder = TempDir::new().unwrap();
    // U+202E survives in a name of a file; what is in a text is cleaned at the door or written out by us.
    write(folder.path(), "letters/a\u{202e}txt.txt", "Mara \u{1b}[31mOstrander\u{202e} spoke.".as_bytes());
    for args in [vec!["build", "letters", "-v"], vec!["show", "letters/a\u{202e}txt.txt"]] {
        let ran = undersigned(&args, folder.path());
        assert!(!ran.out.contains(['\u{1b}', '\u{202e}']) && !ran.err.contains(['\u{1b}', '\u{202e}']), "{}", ran.out);
    }
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let folder = letters();
    write(
        folder.path(),
        "letters/long.txt",
        "The ferry was late again, and nobody said why.\n\n".repeat(5000).as_bytes(),
    );
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_undersigned"))
        .args(["show", "letters/long.txt"])
        .current_dir(folder.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn completions_and_man_pages_are_there() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = undersigned(&["completions", shell], Path::new("."));
        assert!(ran.code == 0 && ran.out.contains("undersigned") && ran.out.contains("max-clique"), "{shell}");
    }
    let folder = TempDir::new().unwrap();
    assert!(undersigned(&["man"], folder.path()).out.contains(".TH undersigned"));
    assert_eq!(undersigned(&["man", "pages"], folder.path()).code, 0);
    for command in COMMANDS {
        let page = fs::read_to_string(folder.path().join(format!("pages/undersigned-{command}.1"))).unwrap();
        assert!(page.contains(".TH"), "{command}");
    }
}
