//! Reading through the whole program: workers, the cache, and which files of a folder are read.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The program in a folder that has its cache too.
fn undersigned(args: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
    command.args(args).current_dir(folder).env("UNDERSIGNED_CACHE", folder.join("cache"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(args: &[&str], folder: &Path) -> Output {
    undersigned(args, folder).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A Word document of these paragraphs.
fn docx(paragraphs: &[String]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    write!(zip, "<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>").unwrap();
    zip.finish().unwrap().into_inner()
}

fn letter(of: &str) -> Vec<String> {
    let rows = ["Mara Ostrander, Chair of Quay Watch", "Tobias Wend, Bay Council", of];
    let rows = (1..).zip(rows).map(|(number, row)| format!("{number}. {row}"));
    ["Open Letter to the Harbour Board", "3 May 2021", "Signed by:"]
        .map(str::to_owned)
        .into_iter()
        .chain(rows)
        .collect()
}

/// A folder `letters` with a dozen letters of two formats.
fn letters() -> TempDir {
    let folder = TempDir::new().unwrap();
    let letters = folder.path().join("letters");
    fs::create_dir(&letters).unwrap();
    for (at, name) in
        ["Ines Calloway", "Petra Lundqvist", "Rowan Tideswell", "Edda Marsh", "Joris Penhale", "Lena Quill"]
            .iter()
            .enumerate()
    {
        fs::write(letters.join(format!("{at}.docx")), docx(&letter(name))).unwrap();
        fs::write(letters.join(format!("{at}.txt")), letter(&format!("{name}, Bay Council")).join("\n\n")).unwrap();
    }
    folder
}

/// Every output file with its bytes.
fn outputs(folder: &Path, out: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder.join(out)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| (file.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(file).unwrap())).collect()
}

fn build(folder: &Path, out: &str, more: &[&str]) -> Vec<(String, Vec<u8>)> {
    let output = run(&[&["build", "letters", "-q", "-o", out], more].concat(), folder);
    assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
    outputs(folder, out)
}

#[test]
fn the_cache_changes_nothing_whatever_befalls_it() {
    let folder = letters();
    let folder = folder.path();
    let without = build(folder, "without", &["--no-cache"]);
    assert!(!folder.join("cache").exists());
    assert_eq!(build(folder, "cold", &[]), without);
    let count = |folder: &Path| String::from_utf8(run(&["cache"], folder).stdout).unwrap();
    assert!(count(folder).contains("12 readings"), "{}", count(folder));
    assert_eq!(build(folder, "warm", &[]), without);

    fs::write(folder.join("letters/new.txt"), letter("Ada Ashgrove").join("\n\n")).unwrap();
    let more = build(folder, "more", &["--no-cache"]);
    assert_eq!(build(folder, "more-warm", &[]), more);
    assert!(count(folder).contains("13 readings"), "{}", count(folder));

    let file = folder.join("cache/readings.redb");
    for bytes in [b"no cache of ours".to_vec(), vec![0; 50_000], fs::read(&file).unwrap()[..9_000].to_vec()] {
        fs::write(&file, bytes).unwrap();
        assert_eq!(build(folder, "damaged", &[]), more);
    }
    assert!(run(&["cache", "--clear"], folder).status.success() && !file.exists());
}

#[test]
fn the_cache_holds_no_more_than_the_user_allows() {
    let folder = letters();
    let folder = folder.path();
    let limited = |args: &[&str], megabytes: &str| {
        let mut command = undersigned(args, folder);
        command.env("UNDERSIGNED_CACHE_MB", megabytes).output().unwrap()
    };
    let without = build(folder, "without", &["--no-cache"]);
    assert_eq!(build(folder, "full", &[]), without);
    assert!(limited(&["build", "letters", "-q", "-o", "none"], "0").status.success());
    assert_eq!(outputs(folder, "none"), without);
    let told = String::from_utf8(run(&["cache"], folder).stdout).unwrap();
    assert!(told.contains("\n0 readings"), "{told}");
    let wrong = limited(&["build", "letters", "-q", "-o", "wrong"], "a lot");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("help: write it like 500"));
}

#[test]
fn settings_that_reading_uses_are_part_of_the_key() {
    let folder = letters();
    let western = [b"Signed by:\n\n1. Zo".as_slice(), b"\xEB Doe, Quay Watch\n2. Max Roe, Bay Council\n"].concat();
    fs::write(folder.path().join("letters/west.txt"), western).unwrap();
    let names = |files: Vec<(String, Vec<u8>)>| {
        let nodes = files.into_iter().find(|(name, _)| name == "nodes.csv").unwrap().1;
        String::from_utf8(nodes).unwrap()
    };
    assert!(names(build(folder.path(), "a", &[])).contains("Zoë Doe"));
    assert!(names(build(folder.path(), "b", &["--encoding", "iso-8859-5"])).contains("Zoы Doe"));
    let wrong = run(&["build", "letters", "--encoding", "morse"], folder.path());
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn two_runs_at_once_and_killed_runs_leave_the_cache_usable() {
    let folder = letters();
    let folder = folder.path();
    let without = build(folder, "without", &["--no-cache"]);
    let start = |out: &str| undersigned(&["build", "letters", "-q", "-o", out], folder).spawn().unwrap();
    let runs = ["one", "two", "three"].map(start);
    for (run, out) in runs.into_iter().zip(["one", "two", "three"]) {
        let output = run.wait_with_output().unwrap();
        assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
        assert_eq!(outputs(folder, out), without);
    }
    for step in 0..15 {
        let mut child = start("killed");
        std::thread::sleep(Duration::from_millis(step * 12));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_eq!(build(folder, "after", &[]), without);
}

#[test]
fn a_file_that_breaks_its_reader_is_told_and_the_run_goes_on() {
    let folder = letters();
    let folder = folder.path();
    fs::write(folder.join("letters/bomb.docx"), docx(&vec!["Ada Marsh".to_owned(); 400_000])).unwrap();
    fs::write(folder.join("letters/cut.docx"), &docx(&letter("Ada Marsh"))[..200]).unwrap();
    fs::write(folder.join("letters/undersigned.toml"), "[read]\nunpacked-size = 4\n").unwrap();
    let output = run(&["build", "letters", "-o", "out"], folder);
    let told = told(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    for word in [
        "cannot read letters/bomb.docx",
        "unpacked it is larger than 4 MB",
        "cannot read letters/cut.docx",
        "damaged",
        "help: ",
    ] {
        assert!(told.contains(word), "{word} is not in {told}");
    }
    let notices = fs::read_to_string(folder.join("out/notices.csv")).unwrap();
    assert!(notices.contains("too-large-unpacked,bomb.docx") || notices.contains("bomb.docx"), "{notices}");
    let documents = fs::read_to_string(folder.join("out/documents.csv")).unwrap();
    assert_eq!(documents.lines().count(), 13, "{documents}");
}

#[test]
fn files_are_chosen_by_pattern_and_by_their_bytes() {
    let folder = letters();
    let folder = folder.path();
    fs::rename(folder.join("letters/5.docx"), folder.join("letters/no name")).unwrap();
    fs::write(folder.join("letters/.hidden.txt"), "Ada Marsh").unwrap();
    let ids = |more: &[&str]| -> Vec<String> {
        let out = "out";
        build(folder, out, more);
        let mut table = csv::Reader::from_path(folder.join(out).join("documents.csv")).unwrap();
        table.records().map(|row| row.unwrap()[0].to_owned()).collect()
    };
    assert_eq!(
        ids(&["--files", "*.docx", "--files", "no*", "--exclude", "[12].*"]),
        ["0.docx", "3.docx", "4.docx", "no name"]
    );
    assert_eq!(ids(&["--exclude", "*.txt"]).len(), 6);
    let notices = fs::read_to_string(folder.join("out/notices.csv")).unwrap();
    assert!(notices.contains("hidden 1, not chosen 6"), "{notices}");
}

#[test]
fn show_and_text_open_what_build_opens() {
    let folder = letters();
    let text = run(&["text", "letters/0.docx"], folder.path());
    assert!(String::from_utf8(text.stdout).unwrap().contains("3. Ines Calloway"));
    let show = run(&["show", "letters/0.docx"], folder.path());
    assert!(String::from_utf8(show.stdout).unwrap().contains("[Mara Ostrander]{signatory}"));
    fs::write(folder.path().join("a.doc"), b"\xD0\xCF\x11\xE0").unwrap();
    let old = run(&["show", "a.doc"], folder.path());
    assert!(old.status.code() == Some(2) && told(&old).contains("--convert-to docx"), "{}", told(&old));
}
