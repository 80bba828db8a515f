//! The network's commands as their user meets them: files that are chosen, pseudonyms, and what changed.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Exit code, standard output, standard error.
fn undersigned(args: &[&str], folder: &Path) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
    let output = command.args(args).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Two piles of letters: in the second somebody has gone, somebody has come.
fn piles() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (pile, names) in [("old", ["Mara Ostrander", "Tobias Wend"]), ("new", ["Mara Ostrander", "Ines Caldeira"])] {
        let rows: String = names.iter().zip(1..).map(|(name, number)| format!("{number}. {name}\n")).collect();
        let letter = format!("Open Letter\n\n3 May 2021\n\nWe ask you to keep the ferry.\n\nSigned by:\n\n{rows}");
        fs::create_dir(folder.path().join(pile)).unwrap();
        fs::write(folder.path().join(pile).join("a.txt"), letter).unwrap();
    }
    folder
}

#[test]
fn diff_tells_who_came_and_went_of_folders_and_documents() {
    let folder = piles();
    for pile in ["old", "new"] {
        let (code, _, err) = undersigned(&["build", pile, "-q"], folder.path());
        assert_eq!(code, 0, "{err}");
    }
    let (code, out, err) = undersigned(&["diff", "graphs/old", "graphs/new"], folder.path());
    assert_eq!(code, 0, "{err}");
    let expected = "change,source,source_label,target,target_label,kind,before,after,evidence\n\
        came,p-ines-caldeira,Ines Caldeira,,,person,0,1,\n\
        went,p-tobias-wend,Tobias Wend,,,person,1,0,\n\
        new tie,p-ines-caldeira,Ines Caldeira,p-mara-ostrander,Mara Ostrander,alongside,0,1,a.txt:9\n\
        lost tie,p-mara-ostrander,Mara Ostrander,p-tobias-wend,Tobias Wend,alongside,1,0,a.txt:9\n";
    assert_eq!(out, expected);
    assert!(err.contains("came") && err.contains("Ines Caldeira"), "{err}");
    assert_eq!(undersigned(&["diff", "old", "graphs/new", "-q"], folder.path()), (0, out, String::new()));
    let (_, out, err) = undersigned(&["diff", "old", "graphs/old"], folder.path());
    assert_eq!(out.lines().count(), 1);
    assert!(err.contains("nothing changed"), "{err}");
    let (code, _, err) = undersigned(&["diff", "old", "nowhere"], folder.path());
    assert!(code == 2 && err.contains("help: "), "{err}");
}

#[test]
fn pseudonyms_leave_the_names_in_the_key() {
    let folder = piles();
    let build = ["build", "old", "-q", "-o", "out", "--pseudonyms", "key.csv"];
    assert_eq!(undersigned(&build, folder.path()).0, 0);
    let key = fs::read_to_string(folder.path().join("key.csv")).unwrap();
    assert!(key.starts_with("code,id,label\n") && key.contains("p-mara-ostrander,Mara Ostrander"), "{key}");
    for file in fs::read_dir(folder.path().join("out")).unwrap() {
        let path = file.unwrap().path();
        assert!(!fs::read_to_string(&path).unwrap().contains("Mara"), "{}", path.display());
    }
    let build = ["build", "new", "-q", "-o", "out", "--pseudonyms", "key.csv"];
    assert_eq!(undersigned(&build, folder.path()).0, 0);
    let grown = fs::read_to_string(folder.path().join("key.csv")).unwrap();
    assert!(key.lines().all(|line| grown.lines().any(|other| other == line)), "{grown}");
    assert!(grown.contains("p-0003,p-ines-caldeira,Ines Caldeira"), "{grown}");
    fs::write(folder.path().join("key.csv"), "no,key\n1,2\n").unwrap();
    let (code, _, err) = undersigned(&build, folder.path());
    assert!(code == 2 && err.contains("error: cannot read the key"), "{err}");
}

#[test]
fn files_are_chosen_by_their_words() {
    let folder = piles();
    assert_eq!(undersigned(&["build", "old", "-q", "-o", "out", "--only", "nodes,kumu"], folder.path()).0, 0);
    let mut names: Vec<_> =
        fs::read_dir(folder.path().join("out")).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["kumu-connections.csv", "kumu-elements.csv", "nodes.csv", "run.json"]);
    let (code, _, err) = undersigned(&["build", "old", "--role-pairs", "signatory+nobody"], folder.path());
    assert!(code == 2 && err.contains("signatory+speaker"), "{err}");
}
